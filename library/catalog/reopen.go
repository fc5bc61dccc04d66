package catalog

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	sqlite3 "modernc.org/sqlite/lib"
)

// The disk that holds the catalogue may vanish and come back while Lectern runs.
// The open files are then no longer those on the disk: the databases are reopened,
// and Renewed tells the owner to save everything again.

// errAway is the error while the catalogue's disk is away.
var errAway = errors.New("its disk is not there")

// reopenIfMoved closes databases that are no longer the files at their paths,
// for connect to open them again. It fails while their folder is gone: the user
// would not look for the catalogue in a folder made in its place. use is held.
func (c *Catalog) reopenIfMoved() error {
	away := c.detached
	for _, d := range []*database{c.user, c.files} {
		away = away || d != nil && !d.inPlace()
	}
	if !away {
		return nil
	}
	for _, p := range c.databases() {
		if _, err := os.Stat(p.path); errors.Is(err, os.ErrNotExist) && !c.atHome() {
			return errAway
		}
	}
	if err := c.lockAgain(); err != nil {
		return err
	}
	c.closeStale()
	c.detached, c.resaving = false, true
	c.mu.Lock()
	c.renewed = true
	c.mu.Unlock()
	nudge(c.news)
	return nil
}

// inPlace reports whether the open file is the one at its path. It returns true
// if the disk does not answer.
func (d *database) inPlace() bool {
	now, err := os.Stat(d.path)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	return d.is == nil || os.SameFile(d.is, now)
}

// atHome reports whether the databases' folder is the one that Open saw.
func (c *Catalog) atHome() bool {
	now, err := os.Stat(filepath.Dir(c.work))
	return err == nil && (c.home == nil || os.SameFile(c.home, now))
}

// lockAgain takes the lock file that is at the path now.
func (c *Catalog) lockAgain() error {
	held, err := c.lock.Stat()
	if err == nil {
		if now, err := os.Stat(c.lock.Path()); err == nil && os.SameFile(held, now) {
			return nil
		}
	}
	lock := flock.New(c.lock.Path())
	switch ok, err := lock.TryLock(); {
	case err != nil:
		return err
	case !ok:
		return ErrLocked
	}
	c.lock.Close()
	c.lock = lock
	return nil
}

// closeStale closes the databases and ignores errors. SQLite removes a
// database's log by its name, which may belong to another file by now.
func (c *Catalog) closeStale() {
	for _, d := range []*database{c.user, c.files} {
		if d == nil {
			continue
		}
		log, kept := d.path+"-wal", d.path+"-wal.kept"
		strange := !d.inPlace() && os.Rename(log, kept) == nil
		d.close()
		if strange {
			os.Rename(kept, log)
		}
	}
	c.user, c.files, c.detached = nil, nil, true
}

// broken reports whether reopening the file may help: the disk of an open file
// may have gone away.
func broken(err error) bool {
	switch code(err) {
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY:
		return true
	}
	return false
}

// Renewed reports, once, whether the databases were reopened and may lack
// earlier changes. The owner then saves everything again. News announces it.
func (c *Catalog) Renewed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	renewed := c.renewed
	c.renewed = false
	return renewed
}
