package catalog

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"lectern/library/book"
	"lectern/library/message"
)

// Errors of Open.
var (
	ErrLocked  = errors.New(message.Mark("the catalogue is in use by another Lectern"))
	ErrNewer   = errors.New(message.Mark("the catalogue was written by a newer Lectern"))
	ErrForeign = errors.New(message.Mark("the file is not a Lectern catalogue"))
)

// Catalog is the library on disk. Its methods are safe on any goroutine. Save,
// Saved, Notices and Roots never wait for the disk.
type Catalog struct {
	box      *mailbox
	memory   *memory
	report   *report
	readOnly bool // this session writes nothing; only Open sets it

	use  sync.Mutex // guards the pair and its site
	pair *pair

	steps    atomic.Uint64 // of Close, after everything is saved
	closing  chan struct{}
	closed   chan struct{}
	close    sync.Once
	closeErr error // the result of Close
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
	r, m := newReport(), new(memory)
	at, err := newSite(path, r)
	if err != nil {
		return nil, message.Wrap(err, "open catalogue: {{.Reason}}", "Reason", err)
	}
	c := &Catalog{
		box: newMailbox(), memory: m, report: r, pair: &pair{site: at, report: r, memory: m},
		closing: make(chan struct{}), closed: make(chan struct{}),
	}
	if err := c.open(ctx); err != nil {
		c.release()
		if told, is := errors.AsType[*Refusal](err); is {
			return nil, told
		}
		return nil, message.Wrap(err, "open catalogue: {{.Reason}}", "Reason", err)
	}
	go c.write()
	return c, nil
}

func (c *Catalog) open(ctx context.Context) error {
	at := c.pair.site
	if !at.atDefault {
		if err := roomFor(at.path); err != nil {
			return err
		}
	}
	// No lock file is made beside a file that is refused. An existing one is taken
	// first: its owner may be writing.
	if info, err := os.Stat(at.lock.Path()); err == nil && info.Mode().IsRegular() {
		if err := at.seize(ctx); errors.Is(err, ErrLocked) {
			return err
		} // claim will meet any other error again
	}
	if err := at.refuse(ctx); err != nil {
		return err
	}
	if err := at.claim(ctx); errors.Is(err, ErrLocked) {
		return err
	} else if err != nil {
		c.stopSaving(err, message.New("The catalogue cannot be written ({{.Reason}}). Lectern works, but forgets this session’s changes.", "Reason", message.New(reason(err))))
		if err := at.useCopy(); err != nil {
			c.unread(err)
			return nil
		}
	}
	// Examine both databases before changing either, and the backup, which the end of the
	// session would replace.
	user := at.user()
	backup := place{backupOf(user.path), user.schema}
	for _, d := range []place{user, at.catalogue(), backup} {
		err := examine(ctx, d.path, d.schema)
		if errors.Is(err, ErrNewer) || err != nil && !damaged(err) && d.path != backup.path {
			return message.Wrap(err, "{{.Path}}: {{.Reason}}", "Path", message.Quoted(d.path), "Reason", err)
		}
	}
	at.home, _ = os.Stat(filepath.Dir(at.work))
	there := at.exists()
	switch err := c.pair.connect(ctx); {
	case err == nil:
	case ctx.Err() != nil:
		return err
	case c.readOnly:
		c.unread(err)
	case there:
		// The rows that could not be read have IDs that edits refer to. A session
		// that does not know them must not overwrite them later.
		c.stopSaving(err, message.New("The catalogue cannot be opened ({{.Reason}}). Lectern works, but forgets this session’s changes.", "Reason", message.New(reason(err))))
		if err := errors.Join(c.pair.disconnect(), at.useCopy()); err != nil {
			c.unread(err)
		} else if err := c.pair.connect(ctx); err != nil {
			c.unread(err)
		}
	default:
		c.report.wrote(err)
	}
	return nil
}

// stopSaving makes the session read-only and tells the user.
func (c *Catalog) stopSaving(err error, notice message.Message) {
	c.readOnly = true
	c.report.giveUp(err)
	c.report.tell(err, notice)
}

// unread tells the user that nothing could be loaded.
func (c *Catalog) unread(err error) {
	c.report.tell(err, message.New("The saved library couldn’t be loaded ({{.Reason}}).", "Reason", message.New(reason(err))))
}

// Notices returns what to tell the user: what Open had to do, and what is
// wrong with the catalogue now.
func (c *Catalog) Notices() []message.Message {
	return c.report.notices(c.box.unsaved() > 0, !c.readOnly)
}

// Trouble says why changes cannot be written now, as a clause for the user; ""
// if nothing is known to be wrong. forGood is true if this session will never
// write anything.
func (c *Catalog) Trouble() (why string, forGood bool) { return c.report.why(), c.readOnly }

// Faults returns the errors since its last call, in the words of the system and
// of SQLite. They are for the log; Notices has the words for the user. News
// announces new ones.
func (c *Catalog) Faults() []error { return c.report.takeFaults() }

// News receives a message when Saved, Notices, Faults or Renewed may have
// changed.
func (c *Catalog) News() <-chan struct{} { return c.report.news }

// Save queues changes, which the writer writes in order within a second. It
// never waits. Of two queued changes to the same row, the later one counts.
func (c *Catalog) Save(ops ...Op) {
	ops = slices.Clone(ops)
	c.memory.take(ops, !c.readOnly)
	if !c.readOnly {
		c.box.put(ops)
	}
}

// Unsaved returns how many changes of the user are not on disk. They are lost
// if the process ends now; after Close they are lost.
func (c *Catalog) Unsaved() int { return c.box.unsaved() + c.memory.lost() }

// Saved returns how many of the Ops given to Save, counted from the first, are
// written, in the given version or a later one. They survive the end of the
// process, however it ends.
func (c *Catalog) Saved() uint64 { return c.memory.savedOps() }

// Steps counts the steps of Close after everything is saved. Each may take a while.
func (c *Catalog) Steps() uint64 { return c.steps.Load() }

// Roots returns the roots as last saved, in the order they were added.
func (c *Catalog) Roots() []Root { return c.memory.allRoots() }

// LastID returns the highest ID ever given to a row. The next ID is one higher.
func (c *Catalog) LastID() book.ID { return c.memory.lastID() }

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
	return errors.Join(c.pair.disconnect(), c.pair.site.leave())
}
