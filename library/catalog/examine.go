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
	"strings"
	"syscall"

	"lectern/library/message"
)

// The head of a SQLite file: 100 bytes, these among them.
const (
	headLen    = 100
	versionAt  = 60
	appAt      = 68
	magic      = "SQLite format 3\x00"
	walHeadLen = 32
)

// identityOf is what a database says about itself.
type identityOf struct {
	app     uint32
	version int
	tables  int  // -1 if not counted
	known   bool // it has the table that identifies the schema
}

// blank reports whether a database was created but nothing was written to it.
func (is identityOf) blank() bool { return is.app == 0 && is.version == 0 && is.tables == 0 }

// examine looks at a database without changing a byte of it. It returns nil if this
// Lectern may open the database, or if there is none. If Lectern may not, the error
// wraps errDamaged, ErrNewer or ErrForeign; if the file cannot be read, it is the
// system's error.
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
		return errEmpty
	case len(head) < headLen || !bytes.HasPrefix(head, []byte(magic)):
		return fmt.Errorf("%w: it is not a database", errDamaged)
	}
	is := identityOf{
		app:     binary.BigEndian.Uint32(head[appAt:]),
		version: int(int32(binary.BigEndian.Uint32(head[versionAt:]))),
		tables:  -1,
	}
	// The log is newer than the head.
	if logged(path) || is.app != s.app {
		if is, err = ask(ctx, path, s); err != nil {
			return err
		}
	}
	switch {
	case is.app == s.app && is.version > s.version():
		return message.Wrap(ErrNewer, "the catalogue was written by a newer Lectern: version {{.Version}}", "Version", is.version)
	case is.app == s.app && is.version > 0:
		return nil
	case is.blank():
		return nil
	case is.app != s.app && is.tables > 0 && !is.known:
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

// logged reports whether a database has a log that was not written back.
func logged(path string) bool {
	wal, err := os.Stat(path + "-wal")
	return err == nil && wal.Size() > walHeadLen
}

// ask lets SQLite identify a database as it is on disk and, if its log may
// change the answer, in a copy. Opening the database itself would write the log
// back.
func ask(ctx context.Context, path string, s schema) (is identityOf, err error) {
	is, err = s.identify(ctx, path, "?mode=ro&immutable=1")
	if !logged(path) || err == nil && is.app != s.app && is.tables > 0 && !is.known {
		return is, err
	}
	dir, err := os.MkdirTemp("", "lectern-")
	if err != nil {
		return is, err
	}
	defer os.RemoveAll(dir)
	there := filepath.Join(dir, "copy")
	if err := duplicate(path, there); err != nil {
		return is, err
	}
	return s.identify(ctx, there, "")
}

// identify opens a database and compares it with this schema.
func (s schema) identify(ctx context.Context, path, options string) (is identityOf, err error) {
	d, err := connect(ctx, path, options)
	if err != nil {
		return is, err
	}
	defer d.close()
	var app int32
	var columns string
	for _, q := range []struct {
		query string
		args  []any
		value any
	}{
		{"PRAGMA application_id", nil, &app},
		{"PRAGMA user_version", nil, &is.version},
		{"SELECT count(*) FROM sqlite_schema", nil, &is.tables},
		{"SELECT coalesce(group_concat(name, ', '), '') FROM pragma_table_info(?)", []any{s.table}, &columns},
	} {
		if err := d.conn.QueryRowContext(ctx, q.query, q.args...).Scan(q.value); err != nil {
			return is, fmt.Errorf("examine: %w", asDamage(err))
		}
	}
	// Another program may have a table of this name.
	is.app, is.known = uint32(app), strings.HasPrefix(columns, s.columns)
	return is, nil
}

// duplicate copies a database and its log. Either may be missing.
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
