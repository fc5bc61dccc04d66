package library

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
	"lectern/library/text"
	"lectern/library/view"
)

// Options configure a library. The zero value is usable.
type Options struct {
	Workers   int          // probes at the same time; 0 means one per core
	Prober    probe.Prober // nil means the default chain
	Log       *slog.Logger // nil means no log
	Language  language.Tag // sort order of the text columns
	Query     view.Query   // query of the first View
	Watch     bool         // follow changes on the disk
	Headless  bool         // without a window: fewer Views; no Folders, Facets, Values, Series or Statistics
	Exact     bool         // count estimated lengths when no other work is left
	EveryFile bool         // one row per file rather than per book
	FilesOnly bool         // with EveryFile and without a catalogue: rows have no field of a book but the title, and sidecars are not read
	Lint      bool         // compare the books with each other; when headless, Settled waits for the comparison
	Catalog   string       // path of the catalogue; if empty, nothing is kept
	Cache     string       // folder for thumbnails and long texts; if empty, none are kept on disk

	// HoldBack, if not nil, holds back all rows of the catalogue except the first batch
	// until it is closed, so that the caller can use the processors first.
	HoldBack <-chan struct{}

	// Updated is called when a newer View or Status is available. It runs on a
	// goroutine of the library and must not block. It may be nil.
	Updated func()
}

// Library scans, probes and keeps the books of a set of root folders. All methods may
// be called from any goroutine. They return without waiting for a disk unless their
// comment says that they block; Close waits for every goroutine.
type Library struct {
	services
	inbox
	published
}

// Open starts a library. With a catalogue, the library has the roots of the catalogue
// at once and loads their rows after Open returns; without one, it starts empty. The
// error wraps catalog.ErrLocked, ErrNewer or ErrForeign, or is an *OpenRefusal, or a
// *view.Mistake in the query.
func Open(opts Options) (*Library, error) {
	query, err := opts.Query.Check()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	l := &Library{inbox: newInbox(ctx.Done()), published: newPublished()}
	if err := l.equip(ctx, stop, opts); err != nil {
		stop()
		return nil, err
	}
	l.query.Store(&query)
	l.folders.Store(&[]*view.Folder{})
	l.heard.Store(new([]book.FileHeard))

	o := newOwner(ctx, l)
	o.state.SetEveryFile(opts.EveryFile)
	o.state.Books.FilesOnly = opts.FilesOnly
	o.state.KeepLong(l.texts.Keep)
	o.linting.on = opts.Lint
	if l.catalog != nil {
		o.begin()
	}
	o.publish()
	maker := view.NewMaker(opts.Language)
	first, _ := maker.View(ctx, l.snapshot.Load(), query)
	l.view.Store(first)

	l.work.Go(func() { o.run() })
	l.work.Go(func() { l.makeViews(ctx, maker, opts.Language) })
	if opts.Lint {
		l.work.Go(func() { l.lint(ctx) })
	}
	if !l.headless {
		l.work.Go(func() { l.tidy(ctx) })
	}
	if l.catalog != nil {
		l.work.Go(func() { l.restore(ctx, opts.HoldBack) })
	} else {
		close(l.loaded)
	}
	return l, nil
}

// Close stops all work, waits for every goroutine and writes the remaining changes to
// the catalogue. The error is a sentence saying that some changes could not be written;
// Status.Unsaved, read before Close, says whether edits of the user are among them.
func (l *Library) Close() error {
	l.stop()
	l.pool.Close()
	if l.lengths != nil {
		l.lengths.Close()
	}
	if l.fingerprints != nil {
		l.fingerprints.Close()
	}
	if l.watcher != nil {
		l.watcher.Close()
	}
	l.covers.Close()
	l.work.Wait()
	l.texts.Close()
	if l.catalog == nil {
		return nil
	}
	err := l.catalog.Close()
	l.logFaults()
	if err != nil {
		l.log.Error("catalogue_not_saved", "reason", err.Error(), "typed", l.catalog.Unsaved())
	}
	return err
}

// awaitRows waits until all rows of the catalogue are there, or the library is closed.
func (l *Library) awaitRows() {
	select {
	case <-l.loaded:
	case <-l.done:
	}
}

// Written counts what the catalogue has written. It grows while Close writes.
func (l *Library) Written() uint64 {
	if l.catalog == nil {
		return 0
	}
	return l.catalog.Saved() + l.catalog.Steps()
}

// AddRoot adds a folder to the library and scans it. A folder that is a root already,
// or lies inside one, is scanned again, and its root is no longer paused; when headless, the
// root is scanned and stays paused. A folder that cannot be read becomes a root all the same:
// Status shows it with the reason.
func (l *Library) AddRoot(path string) { l.tell(func(o *owner) { o.addRoot(absolute(path)) }) }

// KeepRoot saves a root although its folder has never been found: an earlier version had it.
func (l *Library) KeepRoot(path string) {
	path = absolute(path)
	l.tell(func(o *owner) {
		if r := o.state.Roots.At(path); r != nil && r.Unsaved {
			o.saver.root(r)
		}
	})
}

// RemoveRoot removes a root and its rows from the library. It touches no file. undoable is
// false if there is no such root; otherwise Undo restores both.
func (l *Library) RemoveRoot(path string) (undoable bool) {
	path = absolute(path)
	l.tell(func(o *owner) {
		if undoable = o.state.Roots.At(path) != nil; undoable {
			o.commit(Undoable{Action: RootRemoved}, edit{rootChange{newRemoval(path), true}})
		}
	})
	return undoable
}

// Rescan scans folders again, or all roots if none is named, and probes files that are
// new, changed or not yet probed.
func (l *Library) Rescan(folders ...string) {
	l.tell(func(o *owner) { o.rescan(folders) })
}

// Configure replaces the settings of a root; they include how changes are noticed and
// whether the root is paused.
func (l *Library) Configure(root string, settings Settings) {
	l.tell(func(o *owner) { o.configure(absolute(root), settings) })
}

// Adjust lets change modify the current settings of a root. change runs on the owner's
// goroutine and must not block.
func (l *Library) Adjust(root string, change func(*Settings)) {
	root = absolute(root)
	l.tell(func(o *owner) {
		if r := o.state.Roots.At(root); r != nil {
			o.adjust(r, change)
		}
	})
}

// Answer decides about the held rows of a root: Keep leaves them in the library as
// missing, Discard removes them, which Undo reverts. It returns how many books were removed.
func (l *Library) Answer(root string, a Answer) (removed int) {
	root = absolute(root)
	l.tell(func(o *owner) {
		if rows := o.state.MissHeld(root); a == Discard {
			removed = o.commit(Undoable{Action: Removed, Books: state.BooksAmong(rows)}, removeEdit(o.state, rows)).Books
		}
		o.log.Info("held_answered", "root", root, "removed", a == Discard)
	})
	return removed
}

// Remove takes rows out of the library without touching a file: a missing row is
// retired, and one whose file exists is hidden, so that no scan brings it back.
// undoable is false if no row was removed; otherwise Undo restores the rows.
func (l *Library) Remove(ids ...book.ID) (undoable bool) {
	l.tell(func(o *owner) {
		e := removeEdit(o.state, o.state.Listed.RowsOf(ids))
		o.commit(Undoable{Action: Removed, Books: len(ids)}, e)
		undoable = len(e) > 0
	})
	return undoable
}

// Unhide shows hidden rows again.
func (l *Library) Unhide(ids ...book.ID) {
	l.tell(func(o *owner) {
		o.commit(Undoable{Action: PutBack, Books: len(ids)}, unhideEdit(o.state.Listed.RowsOf(ids)))
	})
}

// Trash moves files to the system's trash and retires their rows. It blocks on the disk.
// moved are the paths of the files that were moved. The error names each file that could
// not be moved, with the reason; the rows of those files stay.
func (l *Library) Trash(files []*book.File) (moved []string, err error) {
	return l.trashFiles(files, trash)
}

// Edit sets fields of books to the texts that the user typed, in the form of book.Edits;
// a nil text deletes an edit. Fields have the names they have in records. Undo reverts all
// of it.
func (l *Library) Edit(fields map[book.ID]map[string]*string) {
	what := edited(fields)
	l.tell(func(o *owner) { o.commit(what, textEdits(o.state, fields)) })
}

// Group makes the files of books one book if they are to be Merged, or each a book of its own
// if they are to be Split; Ungrouped deletes an earlier choice. The choice persists through
// rescans and moves. Undo reverts it.
func (l *Library) Group(as Action, ids ...book.ID) {
	l.tell(func(o *owner) { o.commit(Undoable{Action: as, Books: len(ids)}, groupEdit(o.state, as, ids)) })
}

// Undo reverts the last command that is Undoable. Files come back from the trash a moment
// later. If done is false, a notice says what could not be reverted.
func (l *Library) Undo() (done bool) {
	l.tell(func(o *owner) { done = o.apply(o.history.undo().reverse()) })
	return done
}

// Redo repeats the command that Undo reverted last. If done is false, a notice says what could
// not be repeated.
func (l *Library) Redo() (done bool) {
	l.tell(func(o *owner) { done = o.apply(o.history.redo()) })
	return done
}

// Told says that the user has been told of the books that Status.Regrouped counts.
// Later starts do not count them. Until Close, the query is:regrouped finds them.
func (l *Library) Told() {
	l.tell(func(o *owner) {
		o.builder.rebuild(false) // the books that it counts may have left the list
		o.state.Digests.Told()
		o.regrouped = 0
	})
}

// SetEveryFile switches between one row per file and one row per book.
func (l *Library) SetEveryFile(on bool) { l.tell(func(o *owner) { o.state.SetEveryFile(on) }) }

// Cancel stops scans and probes. Their results so far stay; Rescan continues from
// there.
func (l *Library) Cancel() { l.tell((*owner).cancel) }

// Retry probes these rows again, before all others.
func (l *Library) Retry(ids ...book.ID) {
	l.tell(func(o *owner) { o.retry(o.state.Listed.FilesOf(ids)) })
}

// Prefer moves these rows to the front of the probe queue. It does not wait for that;
// of several calls in quick succession, only the newest may take effect.
func (l *Library) Prefer(ids ...book.ID) {
	ids = slices.Clone(ids)
	leave(l.preferred, func(o *owner) { l.pool.Prefer(o.state.Listed.FilesOf(ids)...) })
}

// RetryFaulty probes every row with a fault again.
func (l *Library) RetryFaulty() { l.tell(func(o *owner) { o.retry(o.state.Listed.Faulty()) }) }

// SetWorkers sets the number of simultaneous probes, at most MaxWorkers; 0 means one
// per core.
func (l *Library) SetWorkers(n int) { l.pool.SetWorkers(workers(n)) }

// SetQuery requests a View for a new query. The View arrives with a later call of
// Updated; until then, View returns the previous one. The error is a *view.Mistake in
// the text of the query, which then does not change. Ages are relative to q.Now, or to
// the current time, to within agesEvery, if q.Now is zero.
func (l *Library) SetQuery(q view.Query) error {
	q, err := q.Check()
	if err != nil {
		return err
	}
	l.query.Store(&q)
	nudge(l.outdated)
	nudge(l.stale)
	return nil
}

// View returns the newest view, never nil.
func (l *Library) View() *view.View { return l.view.Load() }

// Folders returns the folders that contain books, one tree per root. It follows the
// View within foldersEvery.
func (l *Library) Folders() []*view.Folder { return *l.folders.Load() }

// Facets returns the values that occur in the rows of the View, with counts; never nil,
// and empty when headless. The counts are made only while a caller asks: newer ones
// arrive with a later call of Updated, at most about facetsEvery behind the View.
func (l *Library) Facets() *view.Facets { return l.facets.look(l.view.Load()) }

// Series returns the rows of the View grouped by series; never nil, and empty when
// headless. As with Facets, the list is made only while a caller asks, but follows the
// View without a delay.
func (l *Library) Series() *view.SeriesList { return l.series.look(l.view.Load()) }

// Statistics returns the sums of the rows of the View; never nil, and empty when headless.
// They are made like Series.
func (l *Library) Statistics() *view.Statistics { return l.sums.look(l.summed()) }

// Values is Facets for all books except hidden ones, regardless of the query.
func (l *Library) Values() *view.Facets { return l.values.look(l.snapshot.Load()) }

// Status returns the newest status, never nil.
func (l *Library) Status() *Status { return l.status.Load() }

// Within reports whether an absolute path is the folder or lies inside it.
func Within(path, folder string) bool { return text.Within(path, absolute(folder)) }

// FolderName returns the last name of a folder's path, or the whole path if it is the top
// of a drive.
func FolderName(path string) string { return text.FolderName(path) }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
