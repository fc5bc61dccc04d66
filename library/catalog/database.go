package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// database is one open SQLite file with one connection. It belongs to the
// goroutine that holds Catalog.use.
//
// The connection holds SQLite's lock while it is open. Only this process uses
// the catalogue anyway, so the write-ahead log works without shared memory,
// even if the home folder is on the network.
type database struct {
	path  string
	db    *sql.DB
	conn  *sql.Conn
	ready map[string]*sql.Stmt
	full  bool        // synchronous is FULL, else NORMAL
	is    fs.FileInfo // the open file, nil if it is not known
}

// setup configures a connection. Statements in a schema that another program
// made must do nothing, and SQLite checks each page before using it.
const setup = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
`

// connect opens the SQLite file at path, and creates it if it is missing.
func connect(ctx context.Context, path, options string) (*database, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()+options)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		db.Close()
		return nil, err
	}
	return &database{path: path, db: db, conn: conn, ready: map[string]*sql.Stmt{}}, nil
}

// open connects to path, configures the connection and brings the schema up to
// date. backup is the path of the copy of an older version, "" if none was
// made.
func open(ctx context.Context, path string, s schema) (d *database, backup string, err error) {
	if d, err = connect(ctx, path, ""); err != nil {
		return nil, "", err
	}
	if _, err = d.conn.ExecContext(ctx, setup); err == nil {
		backup, err = s.migrate(ctx, d)
	}
	if err == nil {
		err = s.verify(ctx, d)
	}
	if err != nil {
		d.close()
		return nil, "", err
	}
	d.is, _ = os.Stat(path)
	return d, backup, nil
}

func (d *database) close() error {
	for _, s := range d.ready {
		s.Close()
	}
	return errors.Join(d.conn.Close(), d.db.Close())
}

// exec runs a statement, which it prepares once.
func (d *database) exec(query string, args ...any) error {
	s, known := d.ready[query]
	if !known {
		var err error
		if s, err = d.conn.PrepareContext(context.Background(), query); err != nil {
			return err
		}
		d.ready[query] = s
	}
	_, err := s.Exec(args...)
	return err
}

// change runs f in one transaction: all of it takes effect, or nothing. It
// takes no context, because work on the databases is never stopped halfway.
func (d *database) change(f func() error) (err error) {
	if err := d.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err = f(); err == nil {
		err = d.exec("COMMIT")
	}
	if err != nil {
		d.exec("ROLLBACK") // fails after errors that have rolled back already
	}
	return err
}

// durable sets whether transactions wait for the disk. All survive the end of
// the process; only full ones survive a power cut.
func (d *database) durable(full bool) error {
	if d.full == full {
		return nil
	}
	mode := "NORMAL"
	if full {
		mode = "FULL"
	}
	if _, err := d.conn.ExecContext(context.Background(), "PRAGMA synchronous = "+mode); err != nil {
		return err
	}
	d.full = full
	return nil
}

// copyTo writes a complete, compact copy to path and replaces what is there.
func (d *database) copyTo(ctx context.Context, path string) error {
	part := path + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if _, err := d.conn.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		os.Remove(part)
		return err
	}
	return os.Rename(part, path)
}

// beside returns the files of a database: the database itself, and SQLite's log and index.
func beside(path string) [3]string { return [3]string{path, path + "-wal", path + "-shm"} }

// aside moves a database and the files beside it out of the way.
func aside(from, to string) error {
	for i, name := range beside(from) {
		if err := os.Rename(name, beside(to)[i]); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("set aside: %w", err)
		}
	}
	return nil
}

// remove removes a database, as far as it is there and the disk lets it go.
func remove(path string) {
	for _, name := range beside(path) {
		os.Remove(name)
	}
}

// code returns SQLite's primary result code of err, 0 if there is none.
func code(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// Damage that Lectern found and SQLite did not.
var (
	errDamaged = errors.New("it is not what was written")
	errGone    = fmt.Errorf("%w: it is gone", errDamaged)
	errEmpty   = fmt.Errorf("%w: it is empty", errDamaged)
)

// damaged reports whether err says that a database is damaged.
func damaged(err error) bool {
	c := code(err)
	return c == sqlite3.SQLITE_CORRUPT || c == sqlite3.SQLITE_NOTADB || errors.Is(err, errDamaged)
}

// asDamage turns an error of reading into one of damage if SQLite does not know
// a table or a column that should exist. Errors of the disk stay as they are.
func asDamage(err error) error {
	if code(err) == sqlite3.SQLITE_ERROR {
		return fmt.Errorf("%w: %w", errDamaged, err)
	}
	return err
}
