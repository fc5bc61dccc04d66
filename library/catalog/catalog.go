package catalog

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"lectern/library/book"
)

// Errors of Open.
var (
	ErrLocked  = errors.New("the catalogue is in use by another Lectern")
	ErrNewer   = errors.New("the catalogue was written by a newer Lectern")
	ErrForeign = errors.New("the file is not a Lectern catalogue")
)

// errSilent is the fault of a write that the disk has not answered.
var errSilent = fmt.Errorf("a write has had no answer for %v", answerPatience)

// Catalog is the library on disk. Its methods are safe on any goroutine. Save,
// Saved, Notices and Roots never wait for the disk.
type Catalog struct {
	path      string // of the catalogue, absolute, links resolved
	work      string // where the databases are opened: path, or a copy if path is read-only
	copy      string // the folder of that copy, "" when there is none
	atDefault bool   // path is DefaultPath
	readOnly  bool   // this session writes nothing; only Open sets it
	lock      *flock.Flock
	mark      *os.File // shows that the lock's owner is alive; nil where the system has no such locks
	box       *mailbox
	news      chan struct{}

	closing  chan struct{}
	closed   chan struct{}
	close    sync.Once
	closeErr error       // the result of Close
	home     fs.FileInfo // the folder of the databases when Open saw it; nil if it could not

	use     sync.Mutex // guards the fields up to mu, and the databases
	files   *database  // the catalogue, nil while it cannot be opened
	user    *database  // the user database, nil while it cannot be opened
	rootIDs map[string]int64
	detail  []byte // a buffer that the writer reuses

	typedSince   bool // user changes were written since Open
	unidentified bool // some rows may have no identity in the user database
	newUser      bool // this session made the user database, and found no sign of an older one
	resaving     bool // the databases were reopened, so the owner saves everything again
	found        bool // rows or notes of the catalogue were written since Open
	detached     bool // the databases were closed because their files may have been replaced

	mu        sync.Mutex
	notices   []string
	trouble   string  // why the last write failed, "" if it succeeded
	silent    bool    // a write has run for longer than answerPatience
	writes    uint64  // writes that have finished
	faults    []error // faults that Faults has not returned yet
	saved     uint64
	discarded int               // user changes that a read-only Catalog could not keep
	renewed   bool              // see Renewed
	pictures  map[string][]byte // pictures not written yet, by name
	roots     []Root
	last      book.ID
}

// Open opens or creates the catalogue at path and the user database at UserPath
// beside it, and locks both until Close. Open sets a damaged database aside and
// rebuilds it, migrates an older one, and goes on without saving where it
// cannot write; Notices says which.
//
// The error wraps ErrLocked if another process has the catalogue. It wraps
// ErrNewer or ErrForeign, and no byte was changed, if a file was written by a
// newer Lectern or by another program. If a file may belong to another program,
// or more than the last folder of the path is missing, the error is a *Refusal.
func Open(ctx context.Context, path string) (*Catalog, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open catalogue: %w", err)
	}
	atDefault := path == DefaultPath()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // a link must lead to the same lock
		there, err := filepath.EvalSymlinks(DefaultPath())
		atDefault = atDefault || err == nil && path == there
	}
	c := &Catalog{
		path: path, work: path, atDefault: atDefault,
		lock: flock.New(path + ".lock"),
		box:  newMailbox(), news: make(chan struct{}, 1),
		closing: make(chan struct{}), closed: make(chan struct{}),
	}
	if err := c.open(ctx); err != nil {
		c.release()
		if told, is := errors.AsType[*Refusal](err); is {
			return nil, told
		}
		return nil, fmt.Errorf("open catalogue: %w", err)
	}
	go c.write()
	return c, nil
}

func (c *Catalog) open(ctx context.Context) error {
	if !c.atDefault {
		if err := roomFor(c.path); err != nil {
			return err
		}
	}
	// No lock file is made beside a file that is refused. An existing one is taken
	// first: its owner may be writing.
	if info, err := os.Stat(c.lock.Path()); err == nil && info.Mode().IsRegular() {
		if err := c.seize(ctx); errors.Is(err, ErrLocked) {
			return err
		} // claim will meet any other error again
	}
	if err := c.refuse(ctx); err != nil {
		return err
	}
	if err := c.claim(ctx); errors.Is(err, ErrLocked) {
		return err
	} else if err != nil {
		c.stopSaving(err, "written")
		if err := c.useCopy(); err != nil {
			c.tell(err, unread, reason(err))
			return nil
		}
	}
	// Examine both databases before changing either.
	for _, d := range c.databases() {
		if err := examine(ctx, d.path, d.schema); err != nil && !damaged(err) {
			return fmt.Errorf("%q: %w", d.path, err)
		}
	}
	c.home, _ = os.Stat(filepath.Dir(c.work))
	there := c.exists()
	switch err := c.connect(ctx); {
	case err == nil:
	case ctx.Err() != nil:
		return err
	case c.readOnly:
		c.tell(err, unread, reason(err))
	case there:
		// The rows that could not be read have IDs that edits refer to. A session
		// that does not know them must not overwrite them later.
		c.stopSaving(err, "opened")
		if err := errors.Join(c.disconnect(), c.useCopy()); err != nil {
			c.tell(err, unread, reason(err))
		} else if err := c.connect(ctx); err != nil {
			c.tell(err, unread, reason(err))
		}
	default:
		c.setTrouble(err)
	}
	return nil
}

// stopSaving makes the session read-only. action says what failed: "written" or
// "opened".
func (c *Catalog) stopSaving(err error, action string) {
	c.readOnly, c.trouble = true, reason(err)
	c.tell(err, forgetful, action, c.trouble)
}

// The notices of a session that is not saved.
const (
	forgetful = "The catalogue cannot be %s (%s). Lectern works, but forgets this session's changes."
	unread    = "The saved library couldn’t be loaded (%s)."
)

// exists reports whether either database, or the backup of the user database,
// exists.
func (c *Catalog) exists() bool {
	user := c.userPlace().path
	return slices.ContainsFunc([]string{c.work, user, backupOf(user)}, func(path string) bool {
		_, err := os.Lstat(path)
		return !errors.Is(err, os.ErrNotExist)
	})
}

// disconnect closes the open databases.
func (c *Catalog) disconnect() error {
	var errs []error
	for _, d := range []*database{c.files, c.user} {
		if d != nil {
			errs = append(errs, d.close())
		}
	}
	c.files, c.user = nil, nil
	return errors.Join(errs...)
}

// place is the path and the schema of one of the two databases.
type place struct {
	path   string
	schema schema
}

func (c *Catalog) cataloguePlace() place { return place{c.work, catalogueSchema()} }
func (c *Catalog) userPlace() place      { return place{UserPath(c.work), userSchema()} }

func (c *Catalog) databases() [2]place { return [2]place{c.userPlace(), c.cataloguePlace()} }

// claim locks the catalogue and makes sure that its folder and its files are
// writable.
func (c *Catalog) claim(ctx context.Context) error {
	if err := c.makeFolder(); err != nil {
		return err
	}
	if err := c.seize(ctx); err != nil {
		return err
	}
	// The lock file may be an old one, in a folder that is read-only by now.
	probe, err := os.CreateTemp(filepath.Dir(c.path), ".lectern-*")
	if err != nil {
		return err
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return err
	}
	for _, d := range c.databases() {
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
func (c *Catalog) makeFolder() error {
	dir := filepath.Dir(c.path)
	if c.atDefault {
		return os.MkdirAll(dir, 0o700)
	}
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	err := os.Mkdir(dir, 0o700)
	if err == nil {
		c.tell(nil, "The folder %q was made for the catalogue.", dir)
	}
	return err
}

// seize takes the lock, unless this Catalog already has it.
func (c *Catalog) seize(ctx context.Context) error {
	if c.lock.Locked() {
		return nil
	}
	if err := acquire(ctx, c.lock.TryLock, func() bool { return marked(c.lock.Path()) }); err != nil {
		return err
	}
	c.mark = mark(c.lock.Path())
	return nil
}

// useCopy makes the Catalog work on a copy, which Close removes.
func (c *Catalog) useCopy() (err error) {
	if c.copy, err = os.MkdirTemp("", "lectern-"); err != nil {
		return err
	}
	c.work = filepath.Join(c.copy, filepath.Base(c.path))
	for _, from := range []string{c.path, UserPath(c.path)} {
		to := filepath.Join(c.copy, filepath.Base(from))
		if err := duplicate(from, to); err != nil {
			c.tell(err, "%s cannot be read (%s).", filepath.Base(from), reason(err))
			if err := aside(to, to+".part"); err != nil {
				return err
			}
		}
	}
	return nil
}

// connect opens the databases that are not open, the user database first. It
// rebuilds a damaged one. use is held.
func (c *Catalog) connect(ctx context.Context) error {
	// Another disk may have been mounted where the catalogue was.
	if c.work == c.path && (c.user == nil || c.files == nil) {
		if err := c.refuse(ctx); err != nil {
			return err
		}
	}
	if c.user == nil {
		err := c.connectUser(ctx)
		if damaged(err) {
			err = c.recover(ctx, err)
		}
		if err != nil {
			return err
		}
	}
	if c.files == nil {
		err := c.connectCatalogue(ctx)
		if damaged(err) {
			err = c.rebuild(ctx, err)
		}
		if err != nil {
			return err
		}
	}
	if c.newUser {
		c.newUser = false
		if any, err := c.files.holds("file"); err == nil && any && !c.resaving {
			c.tell(nil, "The %s is gone, and so is its backup. What you typed is lost with it; your files are listed as they were.", userSchema().name)
		}
	}
	if c.unidentified {
		return c.identify(ctx)
	}
	return nil
}

// prepare examines and opens a database. It creates a missing one, unless gone
// says that there was one before: then the error wraps errDamaged.
func (c *Catalog) prepare(ctx context.Context, p place, gone func() (bool, error)) (*database, error) {
	nothing := examine(ctx, p.path, p.schema)
	if nothing != nil && !errors.Is(nothing, errEmpty) {
		return nil, nothing
	}
	if _, err := os.Lstat(p.path); errors.Is(err, os.ErrNotExist) {
		nothing = errGone
	}
	if nothing != nil {
		if gone, err := gone(); err != nil {
			return nil, err
		} else if gone {
			return nil, nothing
		}
		c.unidentified = true // SQLite removes a log that has no database
		c.newUser = c.newUser || p.schema.app == userApp
	}
	d, backup, err := open(ctx, p.path, p.schema)
	if err != nil {
		return nil, err
	}
	if backup != "" {
		if p.schema.app == userApp {
			if err := d.change(d.seal); err != nil {
				d.close()
				return nil, err
			}
		}
		c.tell(nil, "The %s was brought up to date. A copy of the old one is %s.", p.schema.name, backup)
	}
	return d, nil
}

// connectCatalogue opens the catalogue and reads its roots.
func (c *Catalog) connectCatalogue(ctx context.Context) error {
	d, err := c.prepare(ctx, c.cataloguePlace(), func() (bool, error) { return c.user.holds("identity") })
	if err != nil {
		return err
	}
	if err := c.take(ctx, d); err != nil {
		d.close()
		return err
	}
	return nil
}

// take makes d the open catalogue.
func (c *Catalog) take(ctx context.Context, d *database) error {
	roots, err := d.rootPaths(ctx)
	if err != nil {
		return err
	}
	var last int64
	if err := d.conn.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM file").Scan(&last); err != nil {
		return asDamage(err)
	}
	c.files, c.rootIDs = d, map[string]int64{}
	for id, path := range roots {
		c.rootIDs[path] = id
	}
	c.raise(book.ID(last))
	return nil
}

// connectUser opens the user database and reads its roots.
func (c *Catalog) connectUser(ctx context.Context) error {
	backup := backupOf(c.userPlace().path)
	d, err := c.prepare(ctx, c.userPlace(), func() (bool, error) {
		_, err := os.Lstat(backup)
		return err == nil, nil
	})
	if err != nil {
		return err
	}
	if err := c.useUser(ctx, d); err != nil {
		d.close()
		return err
	}
	return nil
}

// useUser makes d the open user database.
func (c *Catalog) useUser(ctx context.Context, d *database) error {
	roots, err := d.readRoots(ctx)
	if err != nil {
		return err
	}
	last, err := d.lastIdentity(ctx)
	if err != nil {
		return err
	}
	c.user = d
	c.raise(last)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.roots == nil {
		c.roots = roots
	}
	return nil
}

// silence is the trouble of a disk that does not answer.
const silence = "the disk with the catalogue does not answer"

// Notices returns sentences for the user: what Open had to do, and what is
// wrong with the catalogue now.
func (c *Catalog) Notices() []string {
	typed := c.box.unsaved() > 0
	c.mu.Lock()
	defer c.mu.Unlock()
	notices := slices.Clone(c.notices)
	switch {
	case c.silent && typed:
		notices = append(notices, "Your changes are not saved yet: "+silence+". Lectern saves them as soon as it does.")
	case c.silent:
		notices = append(notices, "The library is not saved yet: "+silence+". Lectern saves it as soon as it does.")
	case c.trouble != "" && !c.readOnly:
		notices = append(notices, fmt.Sprintf("The library can’t be saved right now (%s). Lectern will keep trying; don’t close it yet.", c.trouble))
	}
	return notices
}

// Trouble says why changes cannot be written now, as a clause for the user; ""
// if nothing is known to be wrong. forGood is true if this session will never
// write anything.
func (c *Catalog) Trouble() (why string, forGood bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.silent {
		return silence, c.readOnly
	}
	return c.trouble, c.readOnly
}

// Faults returns the errors since its last call, in the words of the system and
// of SQLite. They are for the log; Notices has the words for the user. News
// announces new ones.
func (c *Catalog) Faults() []error {
	c.mu.Lock()
	defer c.mu.Unlock()
	faults := c.faults
	c.faults = nil
	return faults
}

// News receives a message when Saved, Notices, Faults or Renewed may have
// changed.
func (c *Catalog) News() <-chan struct{} { return c.news }

// Save queues changes, which the writer writes in order within a second. It
// never waits. Of two queued changes to the same row, the later one counts.
func (c *Catalog) Save(ops ...Op) {
	ops = slices.Clone(ops)
	c.mu.Lock()
	for i := range ops {
		ops[i].said = c.says(ops[i])
		c.remember(ops[i])
		if c.readOnly && ops[i].said {
			c.discarded++
		}
	}
	c.mu.Unlock()
	if !c.readOnly {
		c.box.put(ops)
	}
}

// says reports whether only the user could repeat this Op. A scan repeats what
// it saw of a root. mu is held.
func (c *Catalog) says(op Op) bool {
	switch op.kind {
	case setEdit, setHidden, dropRoot: // a picture alone says nothing
		return true
	case keepRoot:
		return !slices.ContainsFunc(c.roots, func(r Root) bool {
			now := *op.root
			return r.Path == now.Path && r.Paused == now.Paused && r.Follow == now.Follow && r.Poll == now.Poll &&
				r.Workers == now.Workers && r.Patterns == now.Patterns
		})
	default:
		return false
	}
}

// Unsaved returns how many changes of the user are not on disk. They are lost
// if the process ends now; after Close they are lost.
func (c *Catalog) Unsaved() int {
	n := c.box.unsaved()
	c.mu.Lock()
	defer c.mu.Unlock()
	return n + c.discarded
}

// remember updates what Roots, LastID and Picture return. mu is held.
func (c *Catalog) remember(op Op) {
	at := func() int {
		return slices.IndexFunc(c.roots, func(r Root) bool { return r.Path == op.name })
	}
	switch op.kind {
	case keepFile:
		c.last = max(c.last, op.id)
	case keepPicture:
		if c.pictures == nil {
			c.pictures = map[string][]byte{}
		}
		c.pictures[op.name] = op.bytes
	case keepRoot:
		if i := at(); i >= 0 {
			c.roots[i] = *op.root
		} else {
			c.roots = append(c.roots, *op.root)
		}
		slices.SortStableFunc(c.roots, func(a, b Root) int { return cmp.Compare(a.Added, b.Added) })
	case dropRoot:
		if i := at(); i >= 0 {
			c.roots = slices.Delete(c.roots, i, i+1)
		}
	}
}

// Saved returns how many of the Ops given to Save, counted from the first, are
// written, in the given version or a later one. They survive the end of the
// process, however it ends.
func (c *Catalog) Saved() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.saved
}

// Roots returns the roots as last saved, in the order they were added.
func (c *Catalog) Roots() []Root {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.roots)
}

// LastID returns the highest ID ever given to a row. The next ID is one higher.
func (c *Catalog) LastID() book.ID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// raise makes LastID at least last.
func (c *Catalog) raise(last book.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last, last)
}

// Close writes the queued changes, closes the databases and unlocks them. It
// fails if something could not be written. Later calls return the same error.
func (c *Catalog) Close() error {
	c.close.Do(func() {
		close(c.closing)
		<-c.closed
		if err := c.release(); c.closeErr == nil {
			c.closeErr = err
		}
	})
	return c.closeErr
}

// release closes the databases, removes the copy and gives up the lock.
func (c *Catalog) release() error {
	c.use.Lock()
	defer c.use.Unlock()
	errs := []error{c.disconnect()}
	if c.copy != "" {
		errs = append(errs, os.RemoveAll(c.copy))
	}
	errs = append(errs, c.lock.Close())
	if c.mark != nil {
		errs = append(errs, c.mark.Close())
	}
	return errors.Join(errs...)
}

// tell adds a notice. cause goes to Faults; nil means that nothing went wrong.
func (c *Catalog) tell(cause error, format string, args ...any) {
	c.mu.Lock()
	c.notices = append(c.notices, fmt.Sprintf(format, args...))
	if cause != nil {
		c.faults = append(c.faults, cause)
	}
	c.mu.Unlock()
	nudge(c.news)
}

// setTrouble records how a write ended; nil is success.
func (c *Catalog) setTrouble(err error) {
	trouble := ""
	if err != nil {
		trouble = reason(err)
	}
	c.mu.Lock()
	changed := c.trouble != trouble || c.silent
	if c.trouble != trouble && err != nil {
		c.faults = append(c.faults, err)
	}
	c.trouble, c.silent = trouble, false
	c.writes++
	c.mu.Unlock()
	if changed {
		nudge(c.news)
	}
}

// watchAnswer sets silent if the write that begins now takes longer than
// answerPatience. stop ends the watch.
func (c *Catalog) watchAnswer() (stop func() bool) {
	c.mu.Lock()
	write := c.writes
	c.mu.Unlock()
	return time.AfterFunc(answerPatience, func() {
		c.mu.Lock()
		if c.writes == write {
			c.silent = true
			c.faults = append(c.faults, errSilent)
		}
		c.mu.Unlock()
		nudge(c.news)
	}).Stop
}
