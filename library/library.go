package library

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/cover"
	"lectern/library/probe"
	"lectern/library/text"
	"lectern/library/view"
	"lectern/library/watch"
)

// Options set a library up. The zero value is a working one.
type Options struct {
	Workers   int          // probes at once; 0 is one per core
	Prober    probe.Prober // nil: the default chain
	Log       *slog.Logger // nil: nothing is logged
	Language  language.Tag // orders the text columns
	Query     view.Query   // what the first View shows
	Watch     bool         // scan what changes on the disk
	Headless  bool         // a View of the first rows and one of all of them will do; no Folders, Facets, Values, Series
	Exact     bool         // count lengths that are estimates when nothing else is to be done
	EveryFile bool         // a row for every file, not for every book
	Lint      bool         // compare the books with each other; when headless they have been once it is settled
	Catalog   string       // path of the catalogue to go on from and to keep; empty keeps nothing
	Cache     string       // folder for what can be made again: thumbnails; empty keeps none

	// HoldBack, when it is not nil, keeps all rows of the catalogue back but the first
	// until it is closed: the caller needs the processors more.
	HoldBack <-chan struct{}

	// Updated is called when a newer View or Status can be read. It runs on a
	// goroutine of the library and must not block. It may be nil.
	Updated func()
}

// Library scans, probes and keeps the books of a set of root folders. All
// methods may be called from any goroutine and return at once; Close alone
// waits.
type Library struct {
	services
	inbox
	published
}

// services are what the goroutines of a library work with. None of it is state.
type services struct {
	log      *slog.Logger
	headless bool
	updated  func()
	stop     context.CancelFunc
	work     sync.WaitGroup // every goroutine of the library

	pool     *probe.Pool
	lengths  *probe.Pool      // counts lengths; nil unless Exact
	prints   *probe.Pool      // takes fingerprints; nil without a catalogue and Lint
	catalog  *catalog.Catalog // nil when nothing is kept
	covers   *cover.Store
	chosen   pictures       // pictures that the user chose; unused with a catalogue, which keeps them
	watcher  *watch.Watcher // nil unless Watch
	remote   sync.Map       // whether a root is on a network, by path
	sidecars chan struct{}  // holds one element for each folder whose sidecars are being read
}

// inbox is the channels on which the owner receives messages.
type inbox struct {
	done      <-chan struct{} // closed when the library is closed: nobody receives any more
	commands  chan command
	preferred chan func(*owner) // from Prefer; one slot, as the next
	questions chan func(*owner) // from Why
	found     chan listing
	walked    chan walk
	looks     chan look
	besides   chan besides
	noted     chan noted
	probed    chan []probe.Event
	counted   chan []probe.Event
	printed   chan []probe.Event
	restored  chan restored
	changes   chan watch.Change
}

// published is what everybody may read, from any goroutine.
type published struct {
	snapshot atomic.Pointer[book.Snapshot]
	query    atomic.Pointer[view.Query]
	view     atomic.Pointer[view.View]
	folders  atomic.Pointer[[]*view.Folder]
	facets   *lazy[view.View, *view.Facets]
	values   *lazy[book.Snapshot, *view.Facets]
	series   *lazy[view.View, *view.SeriesList]
	status   atomic.Pointer[Status]
	redo     chan struct{} // wakes the view goroutine; one slot
	outdated chan struct{} // a new query: stop making a view of the old one; one slot
	unlinted chan struct{} // there are changes since the books were compared; one slot
}

func newInbox(done <-chan struct{}) inbox {
	return inbox{
		done:      done,
		commands:  make(chan command),
		preferred: make(chan func(*owner), 1),
		questions: make(chan func(*owner), 1),
		found:     make(chan listing),
		walked:    make(chan walk),
		looks:     make(chan look),
		besides:   make(chan besides),
		noted:     make(chan noted),
		probed:    make(chan []probe.Event),
		counted:   make(chan []probe.Event),
		printed:   make(chan []probe.Event),
		restored:  make(chan restored),
		changes:   make(chan watch.Change),
	}
}

func newPublished() published {
	return published{
		facets:   newLazy[view.View](new(view.Facets), facetsEvery),
		values:   newLazy[book.Snapshot](new(view.Facets), facetsEvery),
		series:   newLazy[view.View](new(view.SeriesList), 0),
		redo:     make(chan struct{}, 1),
		outdated: make(chan struct{}, 1),
		unlinted: make(chan struct{}, 1),
	}
}

// Open starts a library. With a catalogue it has the roots and rows that are
// kept there, which come on screen behind Open; without, it has none. An error
// wraps catalog.ErrLocked, ErrNewer or ErrForeign, or is an *OpenRefusal, or a
// *view.Mistake in the query, and there is no library.
func Open(opts Options) (*Library, error) {
	query, err := checked(opts.Query)
	if err != nil {
		return nil, err
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.Updated == nil {
		opts.Updated = func() {}
	}
	ctx, stop := context.WithCancel(context.Background())
	var kept *catalog.Catalog
	if opts.Catalog != "" {
		if kept, err = catalog.Open(ctx, opts.Catalog); err != nil {
			stop()
			return nil, err
		}
	}
	l := &Library{
		services: services{
			catalog: kept, log: opts.Log, headless: opts.Headless, updated: opts.Updated, stop: stop,
			sidecars: make(chan struct{}, sidecarReaders),
		},
		inbox:     newInbox(ctx.Done()),
		published: newPublished(),
	}
	l.query.Store(&query)
	l.folders.Store(&[]*view.Folder{})
	hand := func(to chan []probe.Event) func([]probe.Event) {
		return func(events []probe.Event) {
			select {
			case to <- events:
			case <-ctx.Done():
			}
		}
	}
	if opts.Prober == nil {
		opts.Prober = probe.Default(l.isRemote)
	}
	l.pool = probe.NewPool(opts.Prober, workers(opts.Workers), hand(l.probed))
	if opts.Exact {
		l.lengths = probe.NewPool(probe.Measure{}, 1, hand(l.counted))
	}
	l.covers = cover.New(cover.Options{Folder: opts.Cache, Embedded: probe.Picture, Kept: l.picture})
	if l.catalog != nil || opts.Lint {
		l.prints = probe.NewPool(probe.Fingerprint{}, 1, hand(l.printed))
	}
	if opts.Watch {
		l.startWatching()
	}
	o := newOwner(l)
	o.ctx = ctx
	o.state.EveryFile = opts.EveryFile
	o.lints = opts.Lint
	if l.catalog != nil {
		o.begin()
	}
	o.publish()
	maker := view.NewMaker(opts.Language)
	first, _ := maker.View(ctx, l.snapshot.Load(), query)
	l.view.Store(first)

	l.work.Go(func() { o.run() })
	l.work.Go(func() { l.present(ctx, maker, opts.Language) })
	if opts.Lint {
		l.work.Go(func() { l.lint(ctx) })
	}
	if l.catalog != nil {
		l.work.Go(func() { l.restore(ctx, opts.HoldBack) })
	}
	return l, nil
}

// Close stops all work, waits for every goroutine and writes what the catalogue
// has not been told. The error says in a sentence that not all could be written;
// Status tells before whether something that the user typed is among it.
func (l *Library) Close() error {
	l.stop()
	l.pool.Close()
	if l.lengths != nil {
		l.lengths.Close()
	}
	if l.prints != nil {
		l.prints.Close()
	}
	if l.watcher != nil {
		l.watcher.Close()
	}
	l.covers.Close()
	l.work.Wait()
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

// isRemote reports whether a root is known to be on a network.
func (v *services) isRemote(root string) bool {
	remote, known := v.remote.Load(root)
	return known && remote.(bool)
}

// AddRoot adds a folder to the library and scans it. A folder that is a root
// already, or lies below one, is scanned again. A folder that cannot be read
// is a root all the same: Status shows it with its reason.
func (l *Library) AddRoot(path string) { l.tell(func(o *owner) { o.addRoot(absolute(path)) }) }

// RemoveRoot takes a root and its rows out of the library. No file is touched. Undo
// brings all of it back.
func (l *Library) RemoveRoot(path string) { l.tell(func(o *owner) { o.unroot(absolute(path)) }) }

// Rescan lists folders again, all roots when none is named, and probes what is
// new, changed or not yet probed.
func (l *Library) Rescan(folders ...string) {
	l.tell(func(o *owner) { o.rescan(folders) })
}

// Configure changes how a root is kept true, and pauses it or goes on.
func (l *Library) Configure(root string, settings Settings) {
	l.tell(func(o *owner) { o.configure(absolute(root), settings) })
}

// Adjust changes some of the settings of a root as they are when it is done, and
// leaves the others. change runs on the owner's goroutine: it must not block.
func (l *Library) Adjust(root string, change func(*Settings)) {
	l.tell(func(o *owner) { o.adjust(absolute(root), change) })
}

// Answer says what held changes of a root mean: Keep leaves the rows in the
// library as missing, Discard takes them out of it.
func (l *Library) Answer(root string, a Answer) {
	l.tell(func(o *owner) { o.answer(absolute(root), a) })
}

// Remove takes rows out of the library and touches no file: a missing row is
// forgotten, one whose file is there is hidden, so that no scan brings it back.
// Undo takes it back; undoable is false where nothing was to be removed.
func (l *Library) Remove(ids ...book.ID) (undoable bool) {
	l.tell(func(o *owner) { undoable = o.remove(ids) })
	return undoable
}

// Restore shows hidden rows again.
func (l *Library) Restore(ids ...book.ID) { l.tell(func(o *owner) { o.restoreRows(ids) }) }

// Bin moves the files of these rows to the system's bin and forgets the rows.
// It blocks on the disk. The error tells of what could not be moved, and why;
// those rows stay.
func (l *Library) Bin(ids ...book.ID) error {
	_, err := l.BinFiles(l.filesOfBooks(ids))
	return err
}

// BinFiles is Bin for these files and no others: a book may have got more since the
// user was asked. It returns how many were moved.
func (l *Library) BinFiles(files []*book.File) (moved int, err error) { return l.binFiles(files, bin) }

// Edit gives fields of books the texts the user typed, in the form of
// book.Edits; a nil text takes back what was typed. The fields are named as in
// records. Undo takes it back.
func (l *Library) Edit(ids []book.ID, fields map[string]*string) {
	l.tell(func(o *owner) { o.edit(ids, fields) })
}

// EditEach is Edit with fields for each book. One Undo takes all of it back.
func (l *Library) EditEach(fields map[book.ID]map[string]*string) {
	l.tell(func(o *owner) { o.editEach(fields) })
}

// Grouping says which books the files of some books make.
type Grouping uint8

// The groupings.
const (
	Auto  Grouping = iota // what they are without the user
	Merge                 // one book
	Split                 // each file a book of its own
)

// Group has the files of books make other books, for good: the choice sticks
// through rescans and moves. Undo takes it back.
func (l *Library) Group(g Grouping, ids ...book.ID) {
	l.tell(func(o *owner) { o.regroup(ids, g) })
}

// Undo takes the last command back that changed books: Edit, Group, Remove, Restore,
// RemoveRoot, and Bin where BinReturns. What lies in the bin comes back a moment later.
func (l *Library) Undo() { l.tell((*owner).takeBack) }

// Redo does again what Undo took back.
func (l *Library) Redo() { l.tell((*owner).doAgain) }

// SetEveryFile shows a row for every file, or for every book.
func (l *Library) SetEveryFile(on bool) { l.tell(func(o *owner) { o.state.SetEveryFile(on) }) }

// Cancel stops scans and probes. What is known stays; Rescan goes on from it.
func (l *Library) Cancel() { l.tell((*owner).cancel) }

// Retry probes these rows again, before all others.
func (l *Library) Retry(ids ...book.ID) { l.tell(func(o *owner) { o.retry(ids) }) }

// Prefer has these rows, where they wait for their probe, probed before all
// others. It does not wait for that: of calls that come faster than they are
// followed only the newest is.
func (l *Library) Prefer(ids ...book.ID) {
	ids = slices.Clone(ids)
	leave(l.preferred, func(o *owner) { l.pool.Prefer(o.state.FilesOf(ids)...) })
}

// RetryFaulty probes every row that has a fault again.
func (l *Library) RetryFaulty() { l.tell((*owner).retryFaulty) }

// SetWorkers sets how many probes run at once, at most MaxWorkers; 0 is one per
// core.
func (l *Library) SetWorkers(n int) { l.pool.SetWorkers(workers(n)) }

// MaxWorkers is the most probes that run at once.
const MaxWorkers = probe.MaxWorkers

func workers(n int) int {
	if n <= 0 {
		return probe.DefaultWorkers()
	}
	return n
}

// SetQuery asks for a View of other rows in another order. It comes with a
// later Updated; until then View is the last good one. The error is a
// *view.Mistake in the query's text; then the query stays what it was. Ages count
// back from q.Now, or from the time of the call if that is zero.
func (l *Library) SetQuery(q view.Query) error {
	q, err := checked(q)
	if err != nil {
		return err
	}
	l.query.Store(&q)
	nudge(l.outdated)
	nudge(l.redo)
	return nil
}

// checked is a query with its text parsed and its time set.
func checked(q view.Query) (view.Query, error) {
	if q.Now.IsZero() {
		q.Now = time.Now()
	}
	return q.Check()
}

// View is the newest view; never nil.
func (l *Library) View() *view.View { return l.view.Load() }

// Folders is the tree of the folders that hold books, a tree per root. It
// follows the View within foldersEvery.
func (l *Library) Folders() []*view.Folder { return *l.folders.Load() }

// Facets are the values that occur in the rows of the View; never nil, and empty
// when headless. They are counted when somebody looks at them: newer ones come
// with a later Updated, some facetsEvery behind the View at most.
func (l *Library) Facets() *view.Facets { return l.facets.look(l.view.Load()) }

// Series is the rows of the View by their series; never nil, and empty when
// headless. It is made when somebody looks, as Facets are, and follows the View
// as soon as that is done.
func (l *Library) Series() *view.SeriesList { return l.series.look(l.view.Load()) }

// Values are the values that occur in all books but hidden ones, whatever the
// query; the rest is as with Facets.
func (l *Library) Values() *view.Facets { return l.values.look(l.snapshot.Load()) }

// Status is the newest status; never nil.
func (l *Library) Status() *Status { return l.status.Load() }

// command is something the owner is asked to do; done is closed when it is
// done and can be read in Status.
type command struct {
	do   func(*owner)
	done chan struct{}
}

// tell has the owner do something and waits until it is done, which is at once,
// as the owner never blocks. After Close nothing is done.
func (in *inbox) tell(do func(*owner)) {
	c := command{do, make(chan struct{})}
	select {
	case in.commands <- c:
		<-c.done
	case <-in.done:
	}
}

// leave has the owner do something soon that changes nothing in Status, and does
// not wait. It takes the place of what the box still holds.
func leave(box chan func(*owner), do func(*owner)) {
	for {
		select {
		case box <- do:
			return
		default:
		}
		select {
		case <-box:
		default:
		}
	}
}

// Within reports whether an absolute path is the folder or lies below it.
func Within(path, folder string) bool { return text.Within(path, absolute(folder)) }

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// nudge fills a one-slot channel; a nudge that nobody took yet is enough.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
