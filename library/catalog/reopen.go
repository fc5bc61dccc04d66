package catalog

import (
	"errors"
	"os"

	sqlite3 "modernc.org/sqlite/lib"

	"lectern/library/message"
)

// The disk that holds the catalogue may vanish and come back while Lectern runs.
// The open files are then no longer those on the disk: the databases are reopened,
// and Renewed tells the owner to save everything again.

// errAway is the error while the catalogue's disk is away.
var errAway = errors.New(message.Mark("its disk is not there"))

// reopenIfMoved closes databases that are no longer the files at their paths,
// for connect to open them again. It fails while their folder is gone: the user
// would not look for the catalogue in a folder made in its place.
func (p *pair) reopenIfMoved() error {
	away := p.detached
	for _, d := range []*database{p.user, p.files} {
		away = away || d != nil && !d.inPlace()
	}
	if !away {
		return nil
	}
	for _, at := range p.site.databases() {
		if _, err := os.Stat(at.path); errors.Is(err, os.ErrNotExist) && !p.site.atHome() {
			return errAway
		}
	}
	if err := p.site.lockAgain(); err != nil {
		return err
	}
	p.closeStale()
	p.detached, p.resaving = false, true
	p.report.renew()
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

// closeStale closes the databases and ignores errors. It keeps the pictures of a user database
// that was replaced, which nobody else has; everything else the owner knows. SQLite removes a
// database's log by its name, which may belong to another file by now.
func (p *pair) closeStale() {
	for _, d := range []*database{p.user, p.files} {
		if d == nil {
			continue
		}
		if d == p.user && !d.inPlace() {
			p.takePictures()
		}
		log, kept := d.path+"-wal", d.path+"-wal.kept"
		strange := !d.inPlace() && os.Rename(log, kept) == nil
		d.close()
		if strange {
			os.Rename(kept, log)
		}
	}
	p.user, p.files, p.detached = nil, nil, true
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
func (c *Catalog) Renewed() bool { return c.report.takeRenewed() }
