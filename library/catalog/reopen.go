package catalog

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
	sqlite3 "modernc.org/sqlite/lib"
)

// A disk that holds the catalogue may go and come back while Lectern runs. What is
// open then is a file that nobody finds again: the databases are opened anew, and
// whoever saves is told to save all of it again.

// errAway is why nothing is written while the disk of the catalogue is away.
var errAway = errors.New("its disk is not there")

// reopenIfMoved lets go of databases that are not what lies at their paths any more. It
// fails while the folder in which they lay is not there: what would be made in
// its place is not where the user looks for it. use is held.
func (c *Catalog) reopenIfMoved() error {
	away := c.parted
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
	c.parted, c.again = false, true
	c.mu.Lock()
	c.renewed = true
	c.mu.Unlock()
	nudge(c.news)
	return nil
}

// inPlace reports whether the file that is open is the one at its path. A disk
// that does not answer says nothing about that.
func (d *database) inPlace() bool {
	now, err := os.Stat(d.path)
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	return d.is == nil || os.SameFile(d.is, now)
}

// atHome reports whether the folder of the databases is the one that Open found.
func (c *Catalog) atHome() bool {
	now, err := os.Stat(filepath.Dir(c.work))
	return err == nil && (c.home == nil || os.SameFile(c.home, now))
}

// lockAgain takes the lock that lies beside the databases now.
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

// closeStale closes the databases, whatever that comes to. SQLite removes the log of a
// database by its name, which may be another's by now.
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
	c.user, c.files, c.parted = nil, nil, true
}

// broken reports whether an error may be of a file that is open and lies on a disk
// which went: opening it anew may help.
func broken(err error) bool {
	switch code(err) {
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY:
		return true
	}
	return false
}

// Renewed reports, once, whether the databases were opened anew and may not hold
// what was written to those before: then everything is to be saved again. News
// tells.
func (c *Catalog) Renewed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	renewed := c.renewed
	c.renewed = false
	return renewed
}
