package catalog

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"

	"lectern/library/message"
)

// site is where a catalogue lies: its files, and the lock on them. Catalog.use guards it.
type site struct {
	report    *report
	path      string // of the catalogue, absolute, links resolved
	work      string // where the databases are opened: path, or a copy if path is read-only
	copy      string // the folder of that copy, "" when there is none
	atDefault bool   // path is DefaultPath
	lock      *flock.Flock
	mark      *os.File    // shows that the lock's owner is alive; nil where the system has no such locks
	home      fs.FileInfo // the folder of the databases as Open found it; nil if Open could not read it
}

// newSite returns the site of the catalogue at path.
func newSite(path string, r *report) (*site, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	atDefault := path == DefaultPath()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link must lead to the same lock
		there, err := filepath.EvalSymlinks(DefaultPath())
		atDefault = atDefault || err == nil && path == there
	}
	return &site{report: r, path: path, work: path, atDefault: atDefault, lock: flock.New(path + ".lock")}, nil
}

// place is the path and the schema of one of the two databases.
type place struct {
	path   string
	schema schema
}

func (s *site) catalogue() place { return place{s.work, catalogueSchema()} }
func (s *site) user() place      { return place{UserPath(s.work), userSchema()} }

func (s *site) databases() [2]place { return [2]place{s.user(), s.catalogue()} }

// exists reports whether either database, or the backup of the user database,
// exists.
func (s *site) exists() bool {
	user := s.user().path
	return slices.ContainsFunc([]string{s.work, user, backupOf(user)}, func(path string) bool {
		_, err := os.Lstat(path)
		return !errors.Is(err, os.ErrNotExist)
	})
}

// claim locks the catalogue and makes sure that its folder and its files are
// writable.
func (s *site) claim(ctx context.Context) error {
	if err := s.makeFolder(); err != nil {
		return err
	}
	if err := s.seize(ctx); err != nil {
		return err
	}
	// The lock file may be an old one, in a folder that is read-only by now.
	probe, err := os.CreateTemp(filepath.Dir(s.path), ".lectern-*")
	if err != nil {
		return err
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return err
	}
	for _, d := range s.databases() {
		f, err := os.OpenFile(d.path, os.O_RDWR, 0)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		f.Close()
	}
	return nil
}

// makeFolder makes the folder of the catalogue if it is missing.
func (s *site) makeFolder() error {
	dir := filepath.Dir(s.path)
	if s.atDefault {
		return os.MkdirAll(dir, 0o700)
	}
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	err := os.Mkdir(dir, 0o700)
	if err == nil {
		s.report.tell(nil, message.New("The folder {{.Folder}} was made for the catalogue.", "Folder", message.Quoted(dir)))
	}
	return err
}

// seize takes the lock, unless this site already has it.
func (s *site) seize(ctx context.Context) error {
	if s.lock.Locked() {
		return nil
	}
	if err := acquire(ctx, s.lock.TryLock, func() bool { return marked(s.lock.Path()) }); err != nil {
		return err
	}
	s.mark = mark(s.lock.Path())
	return nil
}

// useCopy moves the work to a copy, which leave removes.
func (s *site) useCopy() (err error) {
	if s.copy, err = os.MkdirTemp("", "lectern-"); err != nil {
		return err
	}
	s.work = filepath.Join(s.copy, filepath.Base(s.path))
	for _, from := range []string{s.path, UserPath(s.path)} {
		to := filepath.Join(s.copy, filepath.Base(from))
		if err := duplicate(from, to); err != nil {
			s.report.tell(err, message.New("{{.File}} cannot be read ({{.Reason}}).", "File", filepath.Base(from), "Reason", message.New(reason(err))))
			if err := aside(to, to+".part"); err != nil {
				return err
			}
		}
	}
	return nil
}

// atHome reports whether the databases' folder is the one that Open saw.
func (s *site) atHome() bool {
	now, err := os.Stat(filepath.Dir(s.work))
	return err == nil && (s.home == nil || os.SameFile(s.home, now))
}

// lockAgain takes the lock file that is at the path now.
func (s *site) lockAgain() error {
	held, err := s.lock.Stat()
	if err == nil {
		if now, err := os.Stat(s.lock.Path()); err == nil && os.SameFile(held, now) {
			return nil
		}
	}
	lock := flock.New(s.lock.Path())
	switch ok, err := lock.TryLock(); {
	case err != nil:
		return err
	case !ok:
		return ErrLocked
	}
	s.lock.Close()
	if s.mark != nil {
		s.mark.Close()
	}
	s.lock, s.mark = lock, mark(lock.Path())
	return nil
}

// leave removes the copy and gives up the lock.
func (s *site) leave() error {
	var errs []error
	if s.copy != "" {
		errs = append(errs, os.RemoveAll(s.copy))
	}
	errs = append(errs, s.lock.Close())
	if s.mark != nil {
		errs = append(errs, s.mark.Close())
	}
	return errors.Join(errs...)
}
