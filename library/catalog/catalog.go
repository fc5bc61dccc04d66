package catalog

import (
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

// errSilent is a write that the disk has not answered.
var errSilent = fmt.Errorf("a write has had no answer for %v", answerPatience)

// Catalog is the library on disk. Its methods are safe on any goroutine; Save,
// Saved, Notices and Roots never wait for the disk.
type Catalog struct {
	path     string // as asked for
	work     string // where the databases are: path, or a copy where path is read-only
	copy     string // the folder of that copy, "" when there is none
	usual    bool   // it lies at DefaultPath
	readOnly bool   // nothing of this session is written; set by Open alone
	lock     *flock.Flock
	mark     *os.File // says that the lock's owner lives; nil where nothing does
	box      *mailbox
	news     chan struct{}

	closing chan struct{}
	closed  chan struct{}
	close   sync.Once
	lost    error       // of the last flush
	home    fs.FileInfo // the folder of the databases, as it was found by Open; nil if it was not

	use     sync.Mutex // held by whoever works with what stands below
	files   *database  // the catalogue, nil while it cannot be opened
	user    *database  // the user database, nil while it cannot be opened
	rootIDs map[string]int64
	detail  []byte // the writer's, used again and again

	typedSince   bool // something the user typed was written since Open
	unidentified bool // the user database may lack identities of rows
	begun        bool // the user database was made by this session, and nothing said that there had been one
	again        bool // all that the databases held is saved again: they were opened anew
	found        bool // a scan or a reader found something that was written since Open
	parted       bool // the databases were let go of, and others may lie there now

	mu        sync.Mutex
	notices   []string
	trouble   string  // why the last write failed, "" when it did not
	silent    bool    // a write goes on for longer than answerPatience
	writes    uint64  // writes that have ended
	faults    []error // what Faults has not returned yet
	saved     uint64
	discarded int               // changes of the user's that a read-only Catalog was given
	renewed   bool              // see Renewed
	pictures  map[string][]byte // those that are not written yet, by name
	roots     []Root
	last      book.ID
}

// Open opens the catalogue at path, or makes one, with the user database
// database beside it at UserPath, and locks it until Close. What is
// damaged is set aside and made anew, what is older is migrated, where nothing
// can be written the Catalog works without: Notices tells.
//
// An error wraps ErrLocked when another process has the catalogue, and
// ErrNewer or ErrForeign when it is not for this program; then no byte of it
// was changed. A file that may be somebody else's is such a one, and the error a
// *Refusal, as it is where more folders of the path are missing than the last.
func Open(ctx context.Context, path string) (*Catalog, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("open catalogue: %w", err)
	}
	usual := path == DefaultPath()
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // so that by a link it has the same lock
		there, err := filepath.EvalSymlinks(DefaultPath())
		usual = usual || err == nil && path == there
	}
	c := &Catalog{
		path: path, work: path, usual: usual,
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
	if !c.usual {
		if err := roomFor(c.path); err != nil {
			return err
		}
	}
	// A lock is not made beside a file that is refused. One that is there is taken
	// first: its owner may be writing.
	if info, err := os.Stat(c.lock.Path()); err == nil && info.Mode().IsRegular() {
		if err := c.seize(ctx); errors.Is(err, ErrLocked) {
			return err
		} // whatever else it is, claim meets it again
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
	// Both are looked at before either is touched.
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
		// Rows that are not known have IDs, and what was typed hangs on them: a
		// session without them must not write over them later.
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

// stopSaving has nothing of this session written; what is it that did not work.
func (c *Catalog) stopSaving(err error, what string) {
	c.readOnly, c.trouble = true, reason(err)
	c.tell(err, forgetful, what, c.trouble)
}

// What is told of a session that is not kept.
const (
	forgetful = "The catalogue cannot be %s (%s). Lectern works, but forgets this session's changes."
	unread    = "The saved library couldn’t be loaded (%s)."
)

// exists reports whether there is anything of the catalogue.
func (c *Catalog) exists() bool {
	own := c.userPlace().path
	return slices.ContainsFunc([]string{c.work, own, backupOf(own)}, func(path string) bool {
		_, err := os.Lstat(path)
		return !errors.Is(err, os.ErrNotExist)
	})
}

// disconnect closes what is open.
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

// place is one of the two databases and where it lies.
type place struct {
	path   string
	schema schema
}

func (c *Catalog) cataloguePlace() place { return place{c.work, catalogueSchema()} }
func (c *Catalog) userPlace() place      { return place{UserPath(c.work), userSchema()} }

func (c *Catalog) databases() [2]place { return [2]place{c.userPlace(), c.cataloguePlace()} }

// claim locks the catalogue and makes sure that its folder and its files can
// be written.
func (c *Catalog) claim(ctx context.Context) error {
	if err := c.makeFolder(); err != nil {
		return err
	}
	if err := c.seize(ctx); err != nil {
		return err
	}
	// The lock may have been there already, in a folder that is closed now.
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

// makeFolder makes the folder of the catalogue where it is not there.
func (c *Catalog) makeFolder() error {
	dir := filepath.Dir(c.path)
	if c.usual {
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

// seize takes the lock, unless the Catalog has it.
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

// useCopy makes the Catalog work on a copy that Close removes.
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

// connect opens what is not open, the user database first. What is damaged it
// makes anew.
func (c *Catalog) connect(ctx context.Context) error {
	// Another disk may have come to the place of the catalogue.
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
	if c.begun {
		c.begun = false
		if any, err := c.files.holds("file"); err == nil && any && !c.again {
			c.tell(nil, "The %s is gone, and so is its backup. What you typed is lost with it; your files are listed as they were.", userSchema().name)
		}
	}
	if c.unidentified {
		return c.identify(ctx)
	}
	return nil
}

// prepare examines and opens a database. One that is not there is made, unless
// gone says that there was one.
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
		c.unidentified = true // a log that lies there alone is SQLite's to remove
		c.begun = c.begun || p.schema.app == userApp
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

// take makes d the catalogue.
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

// connectUser opens the user database and reads the roots.
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

// useUser makes d the user database.
func (c *Catalog) useUser(ctx context.Context, d *database) error {
	roots, err := d.readRoots(ctx)
	if err != nil {
		return err
	}
	var last int64
	if err := d.conn.QueryRowContext(ctx, "SELECT max(coalesce(max(id), 0), (SELECT id FROM highest)) FROM identity").Scan(&last); err != nil {
		return asDamage(err)
	}
	c.user = d
	c.raise(book.ID(last))
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.roots == nil {
		c.roots = roots
	}
	return nil
}

// silence is why nothing is written while the disk does not answer.
const silence = "the disk with the catalogue does not answer"

// Notices are what had to be done to open the catalogue, and what is the
// matter with it now, in sentences for the user.
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

// Trouble is why what was given to Save cannot be written, as a clause for the user;
// empty while nothing is known to be wrong. forGood is true where nothing of this
// session will be written.
func (c *Catalog) Trouble() (why string, forGood bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.silent {
		return silence, c.readOnly
	}
	return c.trouble, c.readOnly
}

// Faults returns what went wrong since it was last called, in the words of the system
// and of SQLite. They are for a log: Notices has the user's. News tells.
func (c *Catalog) Faults() []error {
	c.mu.Lock()
	defer c.mu.Unlock()
	faults := c.faults
	c.faults = nil
	return faults
}

// News holds a word when Saved or Notices may have changed.
func (c *Catalog) News() <-chan struct{} { return c.news }

// Save hands over changes to be written, in their order, within a second. It
// never waits. Of two changes that wait for the same row the later counts.
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

// says reports whether an Op holds what only the user can say again: what the
// scan saw of a root comes again by itself. mu is held.
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

// Unsaved is how many changes that the user typed are not on the disk: they are
// lost if the process ends now. After Close they were.
func (c *Catalog) Unsaved() int {
	n := c.box.unsaved()
	c.mu.Lock()
	defer c.mu.Unlock()
	return n + c.discarded
}

// remember keeps Roots, LastID and what Picture finds true. mu is held.
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
	case dropRoot:
		if i := at(); i >= 0 {
			c.roots = slices.Delete(c.roots, i, i+1)
		}
	}
}

// Saved is how many of the Ops given to Save, counted from the first, are
// written, in the version given or a later one. They survive the end of the
// process, however it ends.
func (c *Catalog) Saved() uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.saved
}

// Roots are the roots with what was last saved of them, in the order they were
// added.
func (c *Catalog) Roots() []Root {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.roots)
}

// LastID is the highest ID ever given to a row: the next is one more.
func (c *Catalog) LastID() book.ID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

func (c *Catalog) raise(last book.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last, last)
}

// Close writes what waits, closes the databases and unlocks them. It fails if
// something could not be written. Only the first call does anything.
func (c *Catalog) Close() error {
	c.close.Do(func() {
		close(c.closing)
		<-c.closed
		if err := c.release(); c.lost == nil {
			c.lost = err
		}
	})
	return c.lost
}

// release lets go of everything.
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

// tell adds a notice. cause is for Faults, nil where nothing went wrong.
func (c *Catalog) tell(cause error, format string, args ...any) {
	c.mu.Lock()
	c.notices = append(c.notices, fmt.Sprintf(format, args...))
	if cause != nil {
		c.faults = append(c.faults, cause)
	}
	c.mu.Unlock()
	nudge(c.news)
}

// setTrouble says how a write ended; nil is well.
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

// listen tells when a write that begins now has no answer for answerPatience.
func (c *Catalog) listen() (stop func() bool) {
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
