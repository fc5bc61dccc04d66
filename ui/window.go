package ui

import (
	"context"
	"log/slog"
	"os/exec"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/details"
	"lectern/ui/edit"
	"lectern/ui/keys"
	"lectern/ui/notices"
	"lectern/ui/search"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
)

// sidebarWidth is the sidebar's width until the listener has chosen one, in
// pixels: enough for most names of authors.
const sidebarWidth = 256

// firstWidth and firstHeight are the size of the window until the user has chosen
// one, in pixels. The toolkit does not tell the size of the screen: with a title bar
// and a panel this fits the smallest that laptops have, 1366x768 and 1280x800.
const firstWidth, firstHeight = 1200, 680

// Window is the program's one window and everything in it.
type Window struct {
	fyne.Window
	app        fyne.App
	log        *slog.Logger
	lib        *library.Library
	settings   settings
	rows       *books.Rows
	refresh    *refresher
	selection  *books.Selection
	input      *books.Input
	table      *books.Table
	grid       *books.Grid
	series     *books.Series
	noSeries   *view.SeriesList // an empty one
	mode       books.ViewMode   // the one of them that is shown
	sidebar    *sidebar.Tree
	details    *details.Pane
	beside     *container.Split // the books and the details
	place      *fyne.Container  // holds it, or the books alone
	search     *search.Box
	queryError *search.QueryError
	header     *header
	summed     sum // of the selection
	bars       *notices.Bars
	empty      *empty
	split      *container.Split
	rescan     *widget.Button
	cancel     *widget.Button
	halt       *fyne.MenuItem // does the same

	query     view.Query
	found     string                       // the last text that the user rested on and that found something
	shortcuts map[string]func()            // by the shortcut's name
	post      func(func())                 // runs a function on the UI goroutine
	folders   []string                     // to add when the window is shown
	catalog   bool                         // the library keeps what it is told
	removed   notices.Removal              // the last one
	bare      bool                         // ffprobe is not installed
	opened    bool                         // the window has been shown and its roots are known to lib
	editing   *edit.Form                   // what is being typed, nil where nothing is
	editor    fyne.CanvasObject            // the overlay it stands in
	help      fyne.CanvasObject            // that of how to search, nil until somebody asks
	dialogs   map[fyne.CanvasObject]func() // what Esc does in those that are open, by their overlays
	defaults  map[fyne.CanvasObject]func() // what Enter does in them
	message   notices.Notice               // what is said in the bar; empty for nothing
	awaited   string                       // the path of a file whose book is to be selected when it comes
	undoable  bool                         // as the menu shows it
	redoable  bool
	drawn     int       // rows of the view that was drawn last
	preferred time.Time // when the rows in sight were last asked for first
	seen      bool      // whether rows have been shown
	closing   *closing
	onEnd     func()        // called first when the window ends
	ended     chan struct{} // closed when the window is
	shown     chan struct{} // closed when it is on screen with its first rows
	drawnOnce sync.Once     // closes shown
	work      sync.WaitGroup
	wait      func(time.Duration, func()) (stop func()) // as later; nil until the window runs
	stopShape func()                                    // what reshaped waits for, nil for nothing
}

// Options set the window up.
type Options struct {
	Folders     []string     // added and scanned at the start
	Log         *slog.Logger // structured events
	Icon        fyne.Resource
	Preferences string          // path of the file that keeps them; "": the toolkit's
	Library     library.Options // Log, Query and Updated are the window's to set
}

// New makes the window and opens the library behind it. Show it with Run.
func New(app fyne.App, opts Options) (*Window, error) {
	w := &Window{
		app:      app,
		log:      opts.Log,
		noSeries: new(view.SeriesList),
		dialogs:  map[fyne.CanvasObject]func(){},
		closing:  newClosing(),
		defaults: map[fyne.CanvasObject]func(){},
		ended:    make(chan struct{}),
		shown:    make(chan struct{}),
	}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	if opts.Preferences != "" {
		w.settings.preferences = openPreferences(opts.Preferences, w.log)
	} else {
		w.settings.preferences = app.Preferences()
	}
	w.post = poster(w.log)
	app.Settings().SetTheme(widgets.Theme{Appearance: w.settings.appearance()})
	w.query.Sort = w.settings.sort()
	w.refresh = newRefresher(
		func() { w.rows.Publish(w.lib.View()) },
		func() bool { return w.lib.Status().Busy() })

	opts.Library.Log, opts.Library.Query, opts.Library.Updated = w.log, w.query, w.refresh.wake
	if opts.Library.Workers == 0 {
		opts.Library.Workers = w.settings.workers()
	}
	opts.Library.EveryFile = opts.Library.EveryFile || w.settings.everyFile()
	opts.Library.Exact, opts.Library.Watch, opts.Library.Shown = true, true, w.shown
	faces := widgets.LoadFonts()
	var err error
	if w.lib, err = library.Open(opts.Library); err != nil {
		<-faces
		return nil, err
	}
	w.folders, w.catalog = opts.Folders, opts.Library.Catalog != ""
	width, err := w.open(opts.Icon) // not before: there may be none
	<-faces
	if err != nil {
		w.lib.Close()
		return nil, err
	}
	w.rows = books.NewRows(w.lib.View(), w.post)
	w.build(opts.Icon, width)
	return w, nil
}

// open makes the window and shows it with nothing in it yet: most of what a
// window costs is the graphics driver's, and the catalogue and the faces are
// read meanwhile. It returns the width in pixels, or ErrNoDisplay.
func (w *Window) open(icon fyne.Resource) (width float64, err error) {
	defer noDisplay(&err)
	width = w.settings.FloatWithFallback(prefWidth, firstWidth)
	w.Window = w.app.NewWindow("Lectern")
	w.SetIcon(icon)
	w.SetPadded(false)
	w.SetContent(widgets.NewBackground(theme.ColorNameBackground, 0))
	w.Resize(fyne.NewSize(float32(width), float32(w.settings.FloatWithFallback(prefHeight, firstHeight))))
	w.Show()
	return width, nil
}

// build puts the window together.
func (w *Window) build(icon fyne.Resource, width float64) {
	cols := books.Columns()
	w.selection = books.NewSelection(w.rows)
	w.input = books.NewInput(w.selection)
	w.input.OnOpen = w.openSelected
	w.input.OnMenu = w.bookMenu
	w.input.OnEscape = w.escape
	w.input.OnDelete = w.removeBooks
	w.input.OnKey = w.typedKey
	w.table = books.NewTable(w.input, cols, w.settings.widths(cols))
	w.table.OnSort = w.sortBy
	w.table.OnWidth = w.settings.setWidth
	w.placeThumbs()
	w.buildGrid()
	w.buildSeries()
	w.selection.AddListener(func(bool) { w.selectedAnother() })
	w.firstViewMode()

	w.sidebar = sidebar.New(w.listFolders)
	w.sidebar.OnFolder = w.showFolder
	w.sidebar.OnScan = w.scanFolder
	w.sidebar.OnAdd = func(path string) { w.add(path) }
	w.sidebar.OnMenu = w.folderMenu
	w.sidebar.OnFacet = w.toggleFacet
	w.sidebar.OpenHeadings(w.settings.heading)
	w.sidebar.OnToggle = w.toggledHeading
	w.sidebar.OnKey = w.typedKey

	w.search = search.New(w.searchFor)
	w.search.Values, w.search.OnLeave, w.search.OnHelp = w.lib.Values, w.leaveSearch, w.showHelp
	w.search.OnShortcut, w.search.Post = w.shortcut, w.post
	w.queryError = search.NewQueryError(w.later)
	w.queryError.OnRest = w.rested
	w.search.OnEnter = func() bool { return w.queryError.CheckNow(w.search.Text) }
	w.header = newHeader()
	w.bars = notices.NewBars(w.answer)
	w.empty = newEmpty(icon, w.act)

	add := widget.NewButtonWithIcon("Add folder", theme.FolderNewIcon(), w.chooseFolder)
	w.rescan = widget.NewButtonWithIcon("Rescan Library", theme.ViewRefreshIcon(), w.rescanAll)
	w.cancel = widget.NewButtonWithIcon("Cancel", theme.CancelIcon(), w.lib.Cancel)
	w.cancel.Disable()

	bar := container.NewBorder(nil, nil, nil, container.NewHBox(add, w.rescan, w.cancel), w.search)
	top := container.New(layout.NewCustomPaddedLayout(8, 2, 8, 8), container.NewVBox(bar, w.queryError, w.header, w.bars.Container))
	body := container.New(layout.NewCustomPaddedLayout(0, 0, 8, 4), container.NewStack(w.table, w.grid, w.series, w.empty.Container))
	w.buildDetails(widgets.NotifyResize(body, w.reshaped), width)
	side := container.NewStack(widgets.NewBackground(widgets.ColorSidebar, 0), widgets.NotifyResize(container.New(layout.NewCustomPaddedLayout(10, 4, 4, 4), w.sidebar), w.reshaped))
	float := container.New(search.Below{Box: w.search, Error: w.queryError}, w.search.Completions)
	w.search.Completions.Place, w.queryError.OnResize = float.Refresh, float.Refresh
	w.split = container.NewHSplit(side, container.NewStack(container.NewBorder(top, nil, nil, nil, w.place), float))
	w.split.SetOffset(w.settings.FloatWithFallback(prefSidebar, sidebarWidth/width))

	w.SetPadded(true)
	w.SetContent(w.split)
	w.SetMainMenu(w.mainMenu())
	w.SetOnDropped(w.dropped)
	w.rows.AddListener(binding.NewDataListener(w.newFrame))
	// Fyne takes the focus away when a button is pressed and when what had it
	// is hidden: keys go to the table then.
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case !w.covered():
			w.mode.TypedKey(e)
		case e.Name == fyne.KeyEscape, e.Name == keys.Help && w.helpOnTop():
			w.leave()
		case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
			w.enter()
		}
	})
	w.Canvas().SetOnTypedRune(func(r rune) {
		if !w.covered() {
			w.mode.TypedRune(r)
		}
	})
	w.Canvas().AddShortcut(&fyne.ShortcutCut{}, w.cut)
	w.hearEdits()
	w.Canvas().Focus(w.mode)
}

// Run shows the window and returns when it is closed and everything behind it
// has ended, with the error of what could not be saved. It must be called on the
// main goroutine. Where the toolkit does not come to its end, exit is called
// instead, with the same error, on another goroutine.
func (w *Window) Run(exit func(error)) error {
	ctx, stop := context.WithCancel(context.Background())
	go w.end(stop, exit)
	started := make(chan struct{})
	w.hearSignals(ctx, started)
	w.app.Lifecycle().SetOnStarted(func() {
		close(started)
		w.log.Info("window_shown")
		w.work.Go(func() { w.refresh.run(ctx) })
		w.post(w.begin)
		w.work.Go(func() {
			places := library.Places()
			_, missing := exec.LookPath("ffprobe")
			w.post(func() {
				w.sidebar.SetPlaces(places)
				w.bare = missing != nil
				w.newFrame()
			})
		})
	})
	w.SetCloseIntercept(w.closeWindow)
	w.wait = w.later
	w.app.Run()
	close(w.closing.ran)
	w.closing.begin()
	<-w.closing.done
	w.remember()
	return w.closing.err
}

// OnEnd has f called when the window begins to end, on another goroutine, before
// the library is closed.
func (w *Window) OnEnd(f func()) { w.onEnd = f }

// Shown is closed when the window's first rows are on the screen.
func (w *Window) Shown() <-chan struct{} { return w.shown }

// Open adds folders and brings the window to the front. Any goroutine but the
// UI's; it returns when that is done, and false if the window was closed
// instead.
func (w *Window) Open(folders []string) bool {
	done := make(chan struct{})
	go w.bring(folders, false, func() {
		w.raise()
		close(done)
	})
	select {
	case <-done:
		return true
	case <-w.ended:
		return false
	}
}

// preferEvery is the least time between two calls for the rows in sight: it
// goes through the whole queue of probes.
const preferEvery = 300 * time.Millisecond

// prefer has the rows in sight read before the others.
func (w *Window) prefer(s *library.Status) {
	if !s.Probing.Running() || time.Since(w.preferred) < preferEvery {
		return
	}
	w.preferred = time.Now()
	if ids := books.Waiting(w.mode); len(ids) > 0 {
		w.lib.Prefer(ids...)
	}
}

// begin adds the folders that were asked for, and those that a version without
// a catalogue kept in the preferences. It runs behind the first frame: scans
// would only hold the window up.
func (w *Window) begin() {
	roots, slow := w.settings.earlier()
	for _, r := range roots {
		w.lib.AddRoot(r)
	}
	for _, r := range slow {
		w.lib.Configure(r, library.Settings{Workers: 1})
	}
	if w.catalog {
		w.settings.forgetEarlier()
	}
	if len(w.folders) == 0 {
		w.opened = true
		return
	}
	w.work.Go(func() { w.bring(w.folders, false, func() { w.opened = true; w.newFrame() }) })
}

// soon reports whether roots are about to be added.
func (w *Window) soon() bool {
	roots, _ := w.settings.earlier()
	return !w.opened && len(roots)+len(w.folders) > 0
}

// covered reports whether a dialog or a menu stands before the table, which
// must not hear of keys then.
func (w *Window) covered() bool { return w.Canvas().Overlays().Top() != nil }

// remember keeps the window's shape and what else is to be kept of it. Call it when
// the toolkit's loop is over.
func (w *Window) remember() {
	w.keepShape()
	if file, is := w.settings.preferences.(*preferencesFile); is {
		_ = within(workPatience, nil, func() error { file.close(); return nil }) // its disk may hang
	}
}

// newFrame draws what is not the table: it is told of every view after the
// table was.
func (w *Window) newFrame() {
	v, s := w.rows.View(), w.lib.Status()
	w.header.show(v, s, w.settings.everyFile(), time.Now())
	w.sumSelection()
	w.sidebar.SetFiles(w.settings.everyFile())
	w.sidebar.Set(w.lib.Folders(), s, sidebar.Total(w.lib.Folders(), v))
	w.showFacets()
	w.showSeries()
	w.empty.show(v, s, w.soon(), w.noneInSeries(v))
	if v.Total() == 0 && v.Len() == 0 {
		w.mode.Hide()
	} else {
		w.mode.Show()
	}
	w.findAwaited()
	w.showDetails()
	w.search.Update()
	w.tell(s)
	w.tellUndo(s)
	widgets.SetEnabled(w.cancel, s.Busy())
	w.halt.Disabled = !s.Busy() // Fyne reads it whenever the menu opens
	widgets.SetEnabled(w.rescan, len(s.Roots) > 0)
	if n := v.Len(); n != w.drawn {
		if w.drawn == 0 && !w.seen {
			w.seen = true
			w.painted(func() { w.log.Info("first_rows", "rows", n) })
		}
		w.drawn = n
		w.log.Info("rows_shown", "rows", n)
	}
	w.prefer(s)
	if w.opened {
		w.drawnOnce.Do(func() { w.painted(func() { close(w.shown) }) })
	}
}

// painted runs f on the UI goroutine once what stands in the window now is on
// the screen: animations are moved just before a frame is painted, and what
// they post comes after it.
func (w *Window) painted(f func()) {
	a := fyne.NewAnimation(time.Second, nil)
	a.Tick = func(float32) {
		a.Stop()
		w.post(f)
	}
	a.Start()
}
