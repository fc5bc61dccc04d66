package catalog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"lectern/library/message"
)

// userTables lists the tables of the user database and the columns that recover
// copies: those of version 1, and those that each later version added. sum are the
// columns that the checksum covers, in order.
var userTables = []struct {
	name, sum string
	width     int // the number of sum's columns and the checksum; 0 if there is no checksum
	columns   []string
}{
	{"root", rootColumns, rootWidth, []string{rootColumns + ", position", ", sum"}},
	{"edit", "id, field, value", 4, []string{"id, field, value", ", sum"}},
	{"hidden", "id, since", 3, []string{"id, since", ", sum"}},
	{"highest", "", 0, []string{"one, id"}},
	{"identity", identityColumns, identityWidth, []string{"id, path, size, fingerprint, added, missing", ", retired, sum", "", ", recording"}},
	{"picture", "", 0, []string{"hash, bytes"}},
	{"heard", heardColumns, heardWidth, []string{heardColumns, ", sum"}},
}

// backupOf returns the path of the backup of a database.
func backupOf(path string) string { return path + ".backup" }

// backUp copies the user database if user changes were written since Open. It
// recovers a damaged one first.
func (p *pair) backUp() error {
	if !p.userChanged || p.user == nil {
		return nil
	}
	ctx := context.Background()
	if err := p.user.dropPictures(); err != nil && !damaged(err) {
		return fmt.Errorf("drop pictures: %w", err)
	}
	err := p.user.copyTo(ctx, backupOf(p.user.path))
	if damaged(err) {
		if err = p.recover(ctx, err); err == nil {
			err = errors.Join(p.connect(ctx), p.user.copyTo(ctx, backupOf(p.user.path)))
		}
	}
	if err != nil {
		return fmt.Errorf("back up user database: %w", err)
	}
	return nil
}

// The backup of the catalogue saves the hours that reading a large library again
// takes. It is bounded because the user waits for the program to end.
const (
	spareEvery    = 24 * time.Hour  // what a day adds is read again within minutes
	spareMost     = 512 << 20       // bytes; a catalogue of 100,000 files has about 50 MB
	sparePatience = 3 * time.Second // after that, the last backup stays
)

// backUpFiles copies the catalogue if rows were written since Open and the last
// copy is a day old. It may fail: everything can be found again.
func (p *pair) backUpFiles() {
	if p.files == nil || !p.filesChanged {
		return
	}
	spare := backupOf(p.files.path)
	if last, err := os.Stat(spare); err == nil && time.Since(last.ModTime()).Abs() < spareEvery {
		return
	}
	if is, err := os.Stat(p.files.path); err != nil || is.Size() > spareMost {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), sparePatience)
	defer cancel()
	_ = p.files.copyTo(ctx, spare)
}

// identify adds the identities that the user database lacks, from the rows of
// the catalogue.
func (p *pair) identify(ctx context.Context) error {
	left, err := p.left(ctx)
	if err != nil {
		return fmt.Errorf("identify rows: %w", err)
	}
	var failed error
	err = p.user.change(func() error {
		return p.files.load(ctx, nil, func(batch []Entry) {
			for _, e := range batch {
				if failed == nil && !left[e.File.ID] {
					failed = p.user.apply(Keep(e))
				}
			}
		})
	})
	if damaged(err) {
		return nil // Load reports it and rebuilds the catalogue
	}
	if err = errors.Join(err, failed); err != nil {
		return fmt.Errorf("identify rows: %w", err)
	}
	p.unidentified = false
	return nil
}

// recover sets the damaged user database aside and puts one in its place that is made from
// the last backup and, over it, from everything that can still be read. A backup that cannot
// be used is set aside too: the next one would replace it. cause is the error that showed
// the damage.
func (p *pair) recover(ctx context.Context, cause error) error {
	if p.user != nil {
		p.user.close()
		p.user = nil
	}
	at := p.site.user()
	next, old, backup, spoilt := at.successor(), asideName(at.path), backupOf(at.path), ""
	remove(next.path)
	of := examine(ctx, backup, at.schema)
	if of == nil {
		of = copyFile(backup, next.path)
		if of != nil && !errors.Is(of, os.ErrNotExist) {
			remove(next.path)
			return fmt.Errorf("copy backup: %w", of)
		}
	}
	var err error
	usable := of == nil || errors.Is(of, os.ErrNotExist)
	if usable {
		err = next.refillUser(ctx, at.path)
	}
	if !usable || damaged(err) {
		remove(next.path)
		spoilt = asideName(backup)
		err = next.refillUser(ctx, backup, at.path)
	}
	if err != nil {
		remove(next.path)
		return err
	}
	if err := at.succeed(old); err != nil {
		return err
	}
	if spoilt != "" {
		if err := aside(backup, spoilt); err != nil {
			return err
		}
	}
	d, _, err := open(ctx, at.path, at.schema)
	if err != nil {
		return err
	}
	if err := p.useUser(ctx, d); err != nil {
		d.close()
		return err
	}
	p.unidentified = true
	p.report.tell(cause, recoveredFrom(errors.Is(cause, errGone), old, spoilt, of))
	return nil
}

// recoveredFrom says what became of the user database: that it was gone, or is now at the path
// old, and from what it was rebuilt. spoilt is where an unusable backup is now, "" for none, and
// backup an error if there was none.
func recoveredFrom(gone bool, old, spoilt string, backup error) message.Message {
	what := message.New("The file with your folders and edits was damaged; the old file was set aside as {{.File}}.", "File", filepath.Base(old))
	if gone {
		what = message.New("The file with your folders and edits was gone.")
	}
	rest := message.New("It was rebuilt from what could be read of it.")
	switch {
	case gone && spoilt != "":
		rest = message.New("It was rebuilt from what could be read of its backup, which was damaged; the backup was set aside as {{.File}}.", "File", filepath.Base(spoilt))
	case gone && backup == nil:
		rest = message.New("It was rebuilt from the last backup.")
	case gone:
		rest = message.New("There was no backup, so it was begun anew.")
	case spoilt != "":
		rest = message.New("It was rebuilt from what could be read of it and of its backup, which was damaged too; the backup was set aside as {{.File}}.", "File", filepath.Base(spoilt))
	case backup == nil:
		rest = message.New("It was rebuilt from what could be read of it and from the last backup.")
	}
	return message.New("{{.First}} {{.Rest}}", "First", what, "Rest", rest)
}

// refillUser opens the user database at a place, or makes it, and copies into it what can be
// read of these files, the later ones over the earlier ones. It fails if the database itself
// is damaged.
func (at place) refillUser(ctx context.Context, from ...string) error {
	d, _, err := open(ctx, at.path, at.schema)
	if err != nil {
		return err
	}
	err = d.intact(ctx)
	if err == nil {
		err = d.change(func() error { return d.carryOverAll(ctx, from) })
	}
	if err == nil {
		_, _, err = d.readUser(ctx)
	}
	return errors.Join(err, d.close())
}

// intact reads the whole database. The error is errDamaged if its structure is damaged.
func (d *database) intact(ctx context.Context) error {
	var found string
	if err := d.conn.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found); err != nil {
		return fmt.Errorf("check user database: %w", err)
	}
	if found != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, found)
	}
	return nil
}

// carryOverAll carries over what can be read of several databases.
func (d *database) carryOverAll(ctx context.Context, from []string) error {
	for _, path := range from {
		if err := d.carryOver(ctx, path); err != nil {
			return err
		}
	}
	return nil
}

// carryOver copies what can be read of the database at path.
func (d *database) carryOver(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err != nil {
		return nil // SQLite would make it
	}
	from, err := connect(ctx, path, "")
	if err != nil {
		return nil // nothing can be read
	}
	defer from.close()
	version, err := from.version(ctx)
	if err != nil {
		version = userSchema().version()
	}
	for _, t := range userTables {
		columns := strings.Join(t.columns[:min(max(version, 1), len(t.columns))], "")
		summed := t.sum != "" && version > 1
		width := strings.Count(columns, ",") + 1
		put := fmt.Sprintf("INSERT OR REPLACE INTO %s (%s) VALUES (?%s)", t.name, columns, strings.Repeat(", ?", width-1))
		sumWidth := 1
		if summed {
			sumWidth = t.width
		}
		get := fmt.Sprintf("SELECT %s, %s FROM %s NOT INDEXED ORDER BY rowid", columns, sumColumns(t.sum, summed, version), t.name)
		for v := range from.readable(ctx, get, width+sumWidth) {
			if summed && !checkSum(v[width:]) || t.name == "picture" && !isPicture(v) {
				continue // the backup may have it
			}
			args := make([]any, width)
			for i := range args {
				args[i] = v[i]
			}
			if err := d.exec(put, args...); err != nil && code(err) != sqlite3.SQLITE_CONSTRAINT {
				return err
			}
		}
	}
	if err := d.prune(); err != nil {
		return err
	}
	return d.addSums()
}

// prune removes damaged rows, which a damaged backup may hold.
func (d *database) prune() error {
	for _, t := range userTables {
		if t.sum == "" {
			continue
		}
		var odd []any
		for v, err := range d.rawRows(context.Background(), "SELECT rowid, "+t.sum+", sum FROM "+t.name, t.width+1) {
			if err != nil {
				return err
			}
			if !checkSum(v[1:]) {
				odd = append(odd, v[0])
			}
		}
		for _, rowid := range odd {
			if err := d.exec("DELETE FROM "+t.name+" WHERE rowid = ?", rowid); err != nil {
				return err
			}
		}
	}
	return nil
}

// sumColumns returns the columns that a checksum covers in a version, and the checksum;
// "0" if the table has none.
func sumColumns(columns string, has bool, version int) string {
	if columns == "" || !has {
		return "0"
	}
	if version < 4 {
		columns = strings.Replace(columns, ", recording", ", NULL", 1)
	}
	return columns + ", sum"
}

// version returns the number of schema steps a database has.
func (d *database) version(ctx context.Context) (version int, err error) {
	err = d.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
	return version, err
}
