package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"
)

// trialLen is how much a trial writes: more than the end of the file's last block on the
// disk, which a quota does not count again.
const trialLen = 64 << 10

// refusedError is an error of SQLite, and what the disk said when Lectern tried to write
// there. SQLite has one code for a quota that is used up, a file system that became
// read-only, and a disk that is broken.
type refusedError struct{ sqlite, disk error }

func (e refusedError) Error() string   { return fmt.Sprintf("%v (%v)", e.sqlite, e.disk) }
func (e refusedError) Unwrap() []error { return []error{e.sqlite, e.disk} }

// explain finds out why the disk refused a write, if SQLite's error does not say so. It
// blocks on the disk.
func (s *site) explain(err error) error {
	switch code(err) {
	case sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN:
		if disk := tryWriting(filepath.Dir(s.work)); disk != nil && !errors.Is(disk, syscall.EIO) && !errors.Is(disk, fs.ErrNotExist) {
			return refusedError{err, disk}
		}
	}
	return err
}

// tryWriting writes a file in a folder and removes it.
func tryWriting(folder string) error {
	trial, err := os.CreateTemp(folder, ".lectern-*")
	if err != nil {
		return err
	}
	_, err = trial.WriteAt(make([]byte, trialLen), 0)
	if err == nil {
		err = trial.Sync() // a network file system checks the quota only now
	}
	return errors.Join(err, trial.Close(), os.Remove(trial.Name()))
}
