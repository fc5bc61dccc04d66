package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/data/binding"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"

	"lectern/library"
	"lectern/library/installed"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/keys"
	"lectern/ui/notices"
	"lectern/ui/search"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
)

// firstWidth and firstHeight are the size of the window until the user chooses one, in
// pixels. The toolkit does not report the size of the screen. With a title bar and a
// panel, the window fits the smallest laptop screens, 1366x768 and 1280x800.
const firstWidth, firstHeight = 1200, 680

// Window is the window of the program. It wires its parts: each part has one concern,
// and reaches the others through the window.
type Window struct {
	fyne.Window
	app       fyne.App
	log       *slog.Logger
	lib       *library.Library
	settings  settings
	rows      *books.Rows
	refresh   *refresher
	selection *books.Selection
	sidebar   *sidebar.Tree
	empty     *empty
	closing   *closing

	tasks       tasks
	dialogs     dialogs
	menus       menus
	messages    messages
	toolbar     toolbar
	preferences preferencesDialog
	about       about
	panes       panes
	views       viewModes
	columns     columns
	frames      frames
	totals      totals
	searching   searching
	navigation  navigation
	editor      editor
	commands    commands
	adding      adding
	roots       roots
	playing     playing
	bookmarks   bookmarks
	fonts       fonts
	turns       turns
	alert       alert
	textSize    textSize
}

// Options say how New makes the window.
type Options struct {
	ID          string       // of the program, to the desktop; "" in tests without a screen
	Folders     []string     // added and scanned at the start
	Log         *slog.Logger // structured events
	Icon        fyne.Resource
	Preferences string          // path of the preferences file; "" for the preferences of the toolkit
	LogFile     string          // where Log is written; "" for nowhere
	Library     library.Options // New sets Log, Query and Updated
}

// New makes the window and opens the library behind it. Call Run to show it. It returns
// ErrNoDisplay if there is no display, or the error of opening the library.
func New(app fyne.App, opts Options) (*Window, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	w := newWindow(app, opts)
	w.fonts.useReadableLanguage()
	if opts.Preferences != "" {
		file := openPreferences(opts.Preferences, w.log)
		file.onJoin = func() { w.tasks.post(w.searching.saved.joined) }
		w.settings.preferences, w.messages.preferences = file, file.notice()
		removeStopHook(app)
	} else {
		w.settings.preferences = app.Preferences()
	}
	toUI := &poster{run: w.turns.run}
	w.turns = turns{log: w.log, used: threadTime, post: toUI.post}
	w.tasks = tasks{log: w.log, post: toUI.post, onFail: w.messages.fail, after: time.AfterFunc}
	app.Settings().SetTheme(widgets.Theme{Appearance: w.settings.appearance()})
	w.refresh = newRefresher(
		func() { w.rows.Publish(w.lib.View()) },
		func() bool { return w.lib.Status().Busy() })

	fonts := widgets.LoadFonts()
	if err := w.openLibrary(opts.Library); err != nil {
		<-fonts
		return nil, err
	}
	w.adding.folders, w.adding.catalog = opts.Folders, opts.Library.Catalog != ""
	w.textSize = newTextSize(w)
	width, err := w.open(opts.ID, opts.Icon) // after the library was opened, as there may be no display
	<-fonts
	if err != nil {
		w.lib.Close()
		return nil, err
	}
	w.SetOnClosed(toUI.end)
	w.rows = books.NewRows(w.lib.View(), w.tasks.post)
	w.build(opts.Icon, width)
	return w, nil
}

// newWindow makes the parts of a window, which nothing connects yet.
func newWindow(app fyne.App, opts Options) *Window {
	w := &Window{app: app, log: opts.Log, closing: newClosing()}
	w.menus = menus{w: w}
	w.messages = messages{w: w}
	w.toolbar = toolbar{w: w}
	w.preferences = preferencesDialog{w: w}
	w.about = about{w: w, opts: opts}
	w.panes = panes{w: w, shape: shape{w: w}, several: several{w: w}}
	w.views = viewModes{w: w, noSeries: new(view.SeriesList), noSums: new(view.Statistics)}
	w.columns = columns{w: w}
	w.frames = frames{w: w, shown: make(chan struct{})}
	w.totals = totals{w: w}
	w.searching = searching{w: w, saved: savedViews{w: w}, problems: problems{w: w}}
	w.navigation = navigation{w: w}
	w.editor.w = w
	w.commands = commands{w: w, imports: imports{w: w}, exports: exports{w: w}, metadata: metadataFiles{w: w}}
	w.adding = adding{w: w}
	w.roots = roots{w: w}
	w.playing, w.bookmarks = playing{w: w, id: opts.ID}, bookmarks{w}
	w.alert.show = func(title, text string) {
		w.tasks.work.Go(func() {
			if err := showAlert(app, opts.ID, title, text); err != nil {
				w.log.Warn("alert_failed", "reason", err.Error()) // some desktops show none
			}
		})
	}
	w.fonts = fonts{w: w, lacks: widgets.Lacks, read: widgets.ReadFont, needs: language.Und}
	w.dialogs = dialogs{window: w, log: w.log, onLeave: map[fyne.CanvasObject]func(){}, onEnter: map[fyne.CanvasObject]func(){}, onClose: map[fyne.CanvasObject]func(){}}
	return w
}

// openLibrary opens the library with the settings of the user.
func (w *Window) openLibrary(opts library.Options) (err error) {
	w.searching.query.Sort = w.settings.sort()
	opts.Log, opts.Query, opts.Updated = w.log, w.searching.query, w.refresh.wake
	if opts.Workers == 0 {
		opts.Workers = w.settings.workers()
	}
	opts.EveryFile = opts.EveryFile || w.settings.everyFile()
	opts.Exact, opts.Watch, opts.HoldBack = true, true, w.frames.shown
	w.lib, err = library.Open(opts)
	return err
}

// open makes the window and shows it empty. The graphics driver takes most of that
// time, in which the catalogue and the fonts are read. open returns the width in
// pixels, or ErrNoDisplay.
func (w *Window) open(id string, icon fyne.Resource) (width float64, err error) {
	defer noDisplay(&err)
	w.Window = w.app.NewWindow("Lectern")
	identify(id)
	w.SetIcon(icon)
	w.SetPadded(false)
	return w.panes.shape.open(widgets.NewBackground(theme.ColorNameBackground, 0)), nil
}

// build puts the window together.
func (w *Window) build(icon fyne.Resource, width float64) {
	w.buildBooks()
	w.buildSidebar()
	w.buildSearch()
	w.totals.line = newStatusLine(w.lib.Cancel, w.searching.toggleState)
	w.totals.line.cancel.OnKey = func(e *fyne.KeyEvent) { w.typedKey(e.Name) }
	w.messages.bars = notices.NewBars(w.messages.answer)
	w.empty = newEmpty(icon, w.act)
	w.layOut(width)
	w.menus.refresh()
	w.navigation.keep()
	w.SetOnDropped(w.adding.dropped)
	w.rows.AddListener(binding.NewDataListener(w.newFrame))
	w.hearKeys()
	w.commands.hearEdits()
	w.Canvas().Focus(w.views.front())
}

// buildBooks makes the view modes and the selection that they share.
func (w *Window) buildBooks() {
	w.selection = books.NewSelection(w.rows)
	in := books.NewInput(w.selection)
	in.OnOpen = w.playing.openSelected
	in.OnMenu = w.menus.bookMenu
	in.OnEscape = w.searching.escape
	in.OnSign = w.playing.sign
	in.OnDelete = w.commands.removeBooks
	in.OnKey = w.typedKey
	w.views.input = in
	table := books.NewTable(in, w.settings.columns())
	table.SetDensity(w.settings.density())
	table.OnSort, table.OnColumns, table.OnHeading = w.searching.sortBy, w.columns.keep, w.columns.menu
	w.views.table = table
	w.views.placeThumbs()
	w.views.buildGrid()
	w.views.buildSeries()
	w.views.buildStatistics()
	w.selection.AddListener(func(bool) { w.selectedAnother() })
	w.views.first()
}

func (w *Window) buildSidebar() {
	s := sidebar.New(w.roots.listFolders)
	s.OnFolder, s.OnStarted, s.OnRecent = w.searching.showFolder, w.searching.showStarted, w.searching.showRecent
	s.OnView, s.OnViewMenu, s.OnMoveView = w.searching.saved.show, w.searching.saved.menu, w.searching.saved.move
	s.OnScan = w.roots.scanFolder
	s.OnAdd = func(path string) { w.adding.add(path) }
	s.OnMenu = w.menus.folderMenu
	s.OnFacet, s.OnFacetMenu = w.searching.choose, w.searching.problems.facetMenu
	s.OpenHeadings(w.settings.heading)
	s.OnToggle = w.toggledHeading
	s.OnKey = w.typedKey
	w.sidebar = s
	w.searching.saved.list()
}

// buildSearch makes the search box and what is shown below it.
func (w *Window) buildSearch() {
	box := search.New(w.searching.searchFor)
	box.Values, box.OnLeave, box.OnHelp = w.lib.Values, w.searching.leaveSearch, w.menus.showHelp
	box.OnShortcut, box.Post = w.menus.shortcut, w.tasks.post
	box.OnSaveView = w.searching.saved.askName
	chips := search.NewChips(w.searching.dropTerm, box.Focus, w.searching.saved.askName)
	chips.OnKey, chips.OnLeave = func(e *fyne.KeyEvent) { w.typedKey(e.Name) }, w.searching.leaveSearch
	mistake := search.NewQueryError(w.tasks.later)
	mistake.OnRest, mistake.Offers = w.searching.rested, box.Completions.Visible
	box.OnEnter = func() bool { return mistake.CheckNow(box.Text) }
	w.searching.box, w.searching.chips, w.searching.queryError = box, chips, mistake
}

// layOut makes the content of the window, of this width in pixels.
func (w *Window) layOut(width float64) {
	box, mistake := w.searching.box, w.searching.queryError
	top := widgets.NewRows(nil, container.New(layout.NewCustomPaddedLayout(8, 8, 8, 8), container.New(underSearch{box}, w.toolbar.build(), mistake)), widget.NewSeparator())
	body := container.New(layout.NewCustomPaddedLayout(8, 0, 8, 4), container.NewStack(w.views.table, w.views.grid, w.views.series, w.views.statistics, w.empty.Container))
	w.panes.build(w.searching.chips.Above(body), width)
	float := container.New(search.Below{Box: box, Error: mistake}, box.Completions)
	box.Completions.Place = float.Refresh
	above := container.New(notices.Above{}, w.panes.beside, w.messages.bars.Container)
	content := widgets.NewRows(above, top, above, w.totals.line, w.playing.build())
	mistake.OnResize = func() {
		content.Layout.Layout(content.Objects, content.Size()) // the toolkit may leave the objects below in place
		float.Refresh()
	}
	w.SetContent(widgets.NotifyResize(container.NewStack(content, float, widgets.NewTips(w.tasks.later)), w.panes.shape.changed))
}

// hearKeys sets what keys do that the focused widget does not use. The toolkit takes the
// focus away when a button is pressed, and when the focused widget is hidden. The books get
// the keys then.
func (w *Window) hearKeys() {
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch {
		case !w.dialogs.covered():
			w.views.front().TypedKey(e)
		case e.Name == fyne.KeyEscape, e.Name == keys.Help && w.menus.helpOnTop():
			w.dialogs.leave()
		case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
			w.dialogs.enter()
		}
	})
	w.Canvas().SetOnTypedRune(func(r rune) {
		if !w.dialogs.covered() {
			w.views.front().TypedRune(r)
		}
	})
	w.Canvas().AddShortcut(&fyne.ShortcutCut{}, w.commands.cut)
	w.Canvas().AddShortcut(keys.Ctrl(fyne.KeySpace), func(fyne.Shortcut) {
		switch focused := w.Canvas().Focused().(type) {
		case *sidebar.Tree:
			focused.Tick()
		case *widgets.RichText:
			focused.Follow()
		}
	})
	for key, lines := range map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1} {
		w.Canvas().AddShortcut(keys.Alt(key), func(fyne.Shortcut) {
			if w.Canvas().Focused() == fyne.Focusable(w.sidebar) {
				w.sidebar.MoveView(lines)
			}
		})
	}
}

// toggledHeading saves whether a heading of the sidebar is open. Drives may have come and gone
// while BROWSE was closed.
func (w *Window) toggledHeading(uid string, open bool) {
	w.settings.setHeading(uid, open)
	if uid == sidebar.Browse && open {
		w.findPlaces()
	}
	w.searching.showFacets()
}

// findPlaces shows the places of the computer in the sidebar.
func (w *Window) findPlaces() {
	w.tasks.work.Go(func() {
		places := library.Places()
		w.tasks.post(func() { w.sidebar.SetPlaces(places) })
	})
}

// selectedAnother shows the new selection.
func (w *Window) selectedAnother() {
	w.adding.awaited = ""
	w.totals.sumSelection()
	w.panes.showDetails()
	w.menus.tell()
}

// act runs the action of the empty view's button.
func (w *Window) act(b emptyState) {
	switch b.action {
	case actionAdd:
		w.adding.chooseFolder()
	case actionClear:
		w.searching.box.SetText("")
	case actionAll:
		w.searching.showAll()
	case actionScan:
		w.roots.rescanAll()
	case actionTable:
		w.views.set(modeTable)
	case actionHidden:
		w.searching.toggleHidden()
	case actionSettings:
		w.preferences.showRoot(b.root)
	}
}

func (w *Window) copyText(text string) { w.app.Clipboard().SetContent(text) }

// Run shows the window, and returns once it is closed and everything behind it has
// ended. The error says which changes could not be saved. Run must be called on the
// main goroutine. If the toolkit does not end, Run calls exit with the error instead of
// returning, on another goroutine.
func (w *Window) Run(exit func(error)) error {
	ctx, stop := context.WithCancel(context.Background())
	go w.end(stop, exit)
	started := make(chan struct{})
	w.hearSignals(ctx, started)
	w.app.Lifecycle().SetOnStarted(func() {
		close(started)
		w.log.Info("window_shown")
		w.turns.measure()
		w.tasks.work.Go(func() { w.refresh.run(ctx) })
		w.tasks.post(w.adding.begin)
		w.findPlaces()
		w.tasks.work.Go(func() {
			_, missing := installed.Find("ffprobe")
			w.tasks.post(func() {
				w.messages.bare = missing != nil
				w.newFrame()
			})
		})
	})
	w.alert.hear(w.app.Lifecycle())
	w.SetCloseIntercept(w.closeWindow)
	w.panes.shape.wait = w.tasks.later
	w.app.Run()
	close(w.closing.ran)
	w.closing.begin()
	<-w.closing.done
	w.remember()
	return w.closing.err
}

// OnEnd sets a function that is called once when the window begins to end, before the
// library is closed, on another goroutine. Call it before Run.
func (w *Window) OnEnd(f func()) { w.closing.onEnd = f }

// Shown returns a channel that is closed when the first rows are on the screen.
func (w *Window) Shown() <-chan struct{} { return w.frames.shown }

// Open adds folders and brings the window to the front. It returns true when that is
// done, or false if the window was closed first. Call it on any goroutine but the UI
// goroutine.
func (w *Window) Open(folders []string) bool {
	done := make(chan struct{})
	go w.adding.bring(folders, false, func() {
		w.raise()
		close(done)
	})
	select {
	case <-done:
		return true
	case <-w.closing.ended:
		return false
	}
}

// remember saves the shape of the window and the preferences. It is called when the
// toolkit's loop has ended.
func (w *Window) remember() {
	w.panes.shape.keep()
	if file, is := w.settings.preferences.(*preferencesFile); is {
		orLeave(file.close) // the disk may hang
	}
}

// newFrame draws everything but the books. It is called after the view modes have the
// new view.
func (w *Window) newFrame() {
	v, s := w.rows.View(), w.lib.Status()
	w.totals.line.show(v, s, w.settings.everyFile(), time.Now())
	if o, is := w.Canvas().Focused().(fyne.CanvasObject); is && !o.Visible() { // Cancel, when the work is done
		w.Canvas().Focus(w.views.front())
	}
	w.totals.sumSelection()
	w.sidebar.SetFiles(w.settings.everyFile())
	w.sidebar.Set(w.lib.Folders(), s, sidebar.Total(w.lib.Folders(), v))
	w.searching.showHeadings(s)
	w.searching.showFacets()
	w.views.showSeries()
	w.views.showStatistics()
	w.empty.show(v, s, w.adding.pending(), w.views.noneInSeries(v), w.settings.everyFile())
	if front := w.views.front(); v.Total() == 0 && v.Len() == 0 {
		front.Hide()
	} else if !front.Visible() {
		front.Show()
		if w.Canvas().Focused() == nil && !w.dialogs.covered() { // so that Tab goes on from the books
			w.Canvas().Focus(front)
		}
	}
	w.adding.findAwaited()
	w.searching.problems.arrived()
	w.searching.recover()
	w.panes.showDetails()
	w.searching.box.Update()
	w.messages.tell(s)
	w.menus.tell()
	w.preferences.tell(s)
	w.playing.tell()
	w.alert.tell(s, sidebar.Total(w.lib.Folders(), v), w.settings.everyFile(), time.Now())
	w.fonts.check(v, s)
	w.frames.drew(v.Len(), w.adding.opened)
	w.frames.prefer(s)
}
