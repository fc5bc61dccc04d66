package catalog

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
)

// The head of a SQLite file: 100 bytes, these among them.
const (
	headLen    = 100
	versionAt  = 60
	appAt      = 68
	magic      = "SQLite format 3\x00"
	walHeadLen = 32
)

// identityOf is what a database says it is.
type identityOf struct {
	app     uint32
	version int
	tables  int // -1 when nobody counted
	ours    int // of these, the one by which ours is known
}

// examine looks at a database without changing a byte of it. It returns nil if
// this Lectern may open it (also when there is none), an error that wraps
// errDamaged, ErrNewer or ErrForeign if it may not, or why it cannot be read.
func examine(ctx context.Context, path string, s schema) error {
	head, err := readHead(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	switch {
	case len(head) == 0:
		return fmt.Errorf("%w: it is empty", errDamaged)
	case len(head) < headLen || !bytes.HasPrefix(head, []byte(magic)):
		return fmt.Errorf("%w: it is not a database", errDamaged)
	}
	is := identityOf{
		app:     binary.BigEndian.Uint32(head[appAt:]),
		version: int(int32(binary.BigEndian.Uint32(head[versionAt:]))),
		tables:  -1,
	}
	// What the log holds comes after what the head says.
	wal, err := os.Stat(path + "-wal")
	if logged := err == nil && wal.Size() > walHeadLen; logged || is.app != s.app {
		if is, err = ask(ctx, path, s.table); err != nil {
			return err
		}
	}
	switch {
	case is.app == s.app && is.version > s.version():
		return fmt.Errorf("%w: version %d", ErrNewer, is.version)
	case is.app == s.app && is.version > 0:
		return nil
	case is.app == 0 && is.version == 0 && is.tables == 0:
		return nil // made, and nothing was written yet
	case is.app != s.app && is.tables > 0 && is.ours == 0:
		return ErrForeign
	default:
		return fmt.Errorf("%w: it does not say what it is", errDamaged)
	}
}

// readHead returns the first bytes of a file, at most headLen.
func readHead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, headLen))
	if err != nil {
		return nil, fmt.Errorf("read head: %w", err)
	}
	return head, nil
}

// ask lets SQLite tell what a database is, from a copy: opening the database
// itself would write its log back into it.
func ask(ctx context.Context, path, table string) (is identityOf, err error) {
	dir, err := os.MkdirTemp("", "lectern-")
	if err != nil {
		return is, err
	}
	defer os.RemoveAll(dir)
	there := filepath.Join(dir, "copy")
	if err := duplicate(path, there); err != nil {
		return is, err
	}
	d, err := connect(ctx, there, "")
	if err != nil {
		return is, err
	}
	defer d.close()
	var app int32
	for _, q := range []struct {
		query string
		args  []any
		value any
	}{
		{"PRAGMA application_id", nil, &app},
		{"PRAGMA user_version", nil, &is.version},
		{"SELECT count(*) FROM sqlite_schema", nil, &is.tables},
		{"SELECT count(*) FROM sqlite_schema WHERE name = ?", []any{table}, &is.ours},
	} {
		if err := d.conn.QueryRowContext(ctx, q.query, q.args...).Scan(q.value); err != nil {
			return is, fmt.Errorf("examine: %w", err)
		}
	}
	is.app = uint32(app)
	return is, nil
}

// duplicate copies a database and its log. There may be none.
func duplicate(from, to string) error {
	for _, suffix := range []string{"-wal", ""} {
		if err := copyFile(from+suffix, to+suffix); err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return fmt.Errorf("copy: %w", err)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
