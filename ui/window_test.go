package ui

import (
	"io/fs"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/scan"
	"lectern/ui/notices"
	"lectern/ui/sidebar"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// patience is how long a test waits for what it expects. It costs nothing unless the test fails.
const patience = time.Minute

// newTestWindow makes a window of an empty library. The window does not run.
func newTestWindow(t *testing.T, opts Options) *Window {
	t.Helper()
	w, err := New(fyne.CurrentApp(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		w.playing.end()
		w.lib.Close()
	})
	w.playing.options = []string{"--ao=null"}
	// The test driver runs posted functions on the caller's goroutine, so no time runs out.
	w.tasks.after = func(d time.Duration, _ func()) *time.Timer { return time.NewTimer(d) }
	w.fonts.asked = true
	return w
}

// collectPosts collects what tasks post. settle waits for the tasks and runs what they
// posted, until nothing is left to do.
func collectPosts(w *Window) (settle func()) {
	posted := make(chan func(), 100)
	w.tasks.post = func(f func()) { posted <- f }
	return func() {
		for w.tasks.work.Wait(); len(posted) > 0; w.tasks.work.Wait() {
			(<-posted)()
		}
	}
}

// tap taps the object below another that shows a text.
func tap(t *testing.T, below fyne.CanvasObject, text string) {
	t.Helper()
	o := tappable(below, text)
	if o == nil {
		t.Fatalf("%q is not in sight", text)
	}
	test.Tap(o)
}

// tappable returns the object below another that shows a text, nil if none is in sight.
func tappable(below fyne.CanvasObject, text string) (within fyne.Tappable) {
	for _, o := range test.LaidOutObjects(below) {
		if b, ok := o.(*widget.Button); ok && b.Visible() && b.Text == text {
			return b
		}
		if b, ok := o.(*widgets.Button); ok && b.Visible() && b.Text == text {
			return b
		}
		if one, ok := o.(fyne.Tappable); ok {
			within = one // the objects of the widget follow
		}
		if c, ok := o.(*canvas.Text); ok && within != nil && c.Visible() && c.Text == text {
			return within
		}
	}
	return nil
}

func rootPaths(s *library.Status) (paths []string) {
	for _, r := range s.Roots {
		paths = append(paths, r.Path)
	}
	return paths
}

func TestRootsOfAnEarlierVersionMoveToTheCatalogue(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	old, slow, named := t.TempDir(), t.TempDir(), t.TempDir()
	earlier(t, s, prefRoots, old, slow)
	earlier(t, s, prefSlow, slow)
	w := newTestWindow(t, Options{Folders: []string{named}, Library: library.Options{Catalog: t.TempDir() + "/library.db"}})
	if !w.adding.pending() {
		t.Error("the window does not know that roots are to come")
	}
	w.adding.begin()
	w.tasks.work.Wait()
	if got := rootPaths(w.lib.Status()); !slices.Equal(got, []string{old, slow, named}) {
		t.Errorf("roots %q", got)
	}
	if roots, slow := s.earlier(); len(roots)+len(slow) > 0 {
		t.Errorf("the preferences still have %q, %q", roots, slow)
	}
	if w.adding.pending() {
		t.Error("roots are still to come")
	}
}

// TestRootOfAnEarlierVersionOnADriveThatIsAway: the catalogue has the root although its folder
// is not there.
func TestRootOfAnEarlierVersionOnADriveThatIsAway(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	away := filepath.Join(t.TempDir(), "away")
	earlier(t, s, prefRoots, away)
	opts := Options{Library: library.Options{Catalog: t.TempDir() + "/library.db"}}
	w := newTestWindow(t, opts)
	w.adding.begin()
	if err := w.lib.Close(); err != nil {
		t.Fatal(err)
	}
	w = newTestWindow(t, opts)
	if got := rootPaths(w.lib.Status()); !slices.Equal(got, []string{away}) {
		t.Errorf("roots %q", got)
	}
}

func TestRootsStayInThePreferencesWithoutACatalogue(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	old := t.TempDir()
	earlier(t, s, prefRoots, old)
	w := newTestWindow(t, Options{})
	w.adding.begin()
	if roots, _ := s.earlier(); !slices.Equal(roots, []string{old}) {
		t.Errorf("the preferences have %q: nothing else keeps the root", roots)
	}
}

func TestNothingFlashesWhileTheLibraryComes(t *testing.T) {
	test.NewTempApp(t)
	e := newEmpty(nil, func(emptyState) {})
	none := uitest.NewLibrary().View(t)
	e.show(none, &library.Status{Restoring: true}, false, false, false)
	if e.Visible() {
		t.Errorf("%q is shown while the catalogue is read", e.title.Text)
	}
	e.show(none, &library.Status{}, false, false, false)
	if !e.Visible() {
		t.Error("an empty library shows nothing")
	}
}

func TestDeleteKeys(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	dir := t.TempDir()
	for _, name := range []string{"one", "two", "three"} {
		write(t, dir+"/"+name+"/1.mp3")
	}
	await := func(books int) {
		t.Helper()
		late := time.After(patience)
		for w.lib.View().Len() != books || w.lib.Status().Busy() {
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatalf("%d books, want %d", w.lib.View().Len(), books)
			}
		}
		w.rows.Publish(w.lib.View())
		w.newFrame()
	}
	w.lib.AddRoot(dir)
	await(3)
	w.selection.Select(0)
	was := w.selection.Book()

	w.views.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if w.messages.removal.Books != 1 || w.selection.Book() == was {
		t.Errorf("%d books are removed; the selection must move on", w.messages.removal.Books)
	}
	await(2)
	if shown := shownBars(w); len(shown) == 0 || !slices.Equal(shown[0].buttons, []string{"Undo"}) {
		t.Error("nothing offers to undo that")
	}
	tap(t, w.messages.bars.Container, "Undo")
	if w.messages.removal.Books != 0 {
		t.Error("undo did nothing")
	}
	await(3)
	for what, do := range map[string]func(){
		"books are edited":      func() { w.editor.saveEdits(map[book.ID]map[string]*string{was.ID: {}}) },
		"books are merged":      func() { w.selection.Select(0); w.commands.group(library.Merged, w.selection.Books()) },
		"a book is shown again": func() { w.commands.unhide(was.ID) },
	} {
		w.selection.Select(0)
		w.views.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
		if w.messages.removal.Books == 0 {
			t.Errorf("nothing is removed before %s", what)
		}
		if do(); w.messages.removal.Books != 0 || told(w, "Removed") != "" {
			t.Errorf("the offer to undo a removal stays when %s", what)
		}
	}

	w.commands.cut(&fyne.ShortcutCut{})
	if w.dialogs.covered() {
		t.Fatal("Ctrl+X asks about the trash")
	}
	w.Canvas().Focus(w.searching.box)
	w.commands.cut(&fyne.ShortcutCut{Secondary: true})
	if w.dialogs.covered() {
		t.Fatal("Shift+Delete in the search asks about the trash")
	}
	w.Canvas().Focus(w.views.table)
	w.commands.cut(&fyne.ShortcutCut{Secondary: true})
	if !w.dialogs.covered() {
		t.Fatal("Shift+Delete asks nothing")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if w.messages.removal.Books != 0 {
		t.Error("a key reached the table behind a dialog")
	}
}

func TestLookShowsWhatIsHeld(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	w.lib.AddRoot(dir)
	w.newFrame()
	n := notices.Notice{Root: dir, Actions: [3]string{notices.Show, notices.Keep, notices.Remove}}
	w.messages.answer(n, notices.Show)
	if w.searching.query.Folder != dir || w.searching.query.Text != textHeld || w.searching.box.Text != textHeld {
		t.Errorf("folder %q, text %q", w.searching.query.Folder, w.searching.query.Text)
	}
	w.messages.answer(n, notices.Keep)
	if w.searching.query.Text != "" {
		t.Errorf("after the answer the search is still %q", w.searching.query.Text)
	}
}

// menuItem returns the item of the main menu with a title.
// menuItem returns an item of the main menu, or else of a submenu.
func menuItem(t *testing.T, w *Window, title string) *fyne.MenuItem {
	t.Helper()
	for menus := w.MainMenu().Items; len(menus) > 0; {
		var below []*fyne.Menu
		for _, m := range menus {
			for _, i := range m.Items {
				if uitest.Title(i) == title {
					return i
				}
				if i.ChildMenu != nil {
					below = append(below, i.ChildMenu)
				}
			}
		}
		menus = below
	}
	t.Fatalf("no %q in the menu", title)
	return nil
}

func TestViewMenu(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	item := func(title string) *fyne.MenuItem { return menuItem(t, w, title) }
	if item("Removed books").Checked {
		t.Error("hidden books are shown at the start")
	}
	item("Removed books").Action()
	if !w.searching.query.Hidden || !item("Removed books").Checked {
		t.Error("hidden books are not shown")
	}
	item("Missing books").Action()
	if w.searching.query.Text != textMissing || w.searching.box.Text != textMissing {
		t.Errorf("the search is %q", w.searching.box.Text)
	}
}

func TestCancelIsOffered(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	if !menuItem(t, w, "Cancel").Disabled {
		t.Error("there is nothing to cancel at the start")
	}
	w.Resize(fyne.NewSize(900, 600))
	w.totals.line.draw("", progress{busy: true, open: true}) // as if work were running
	menuItem(t, w, "Cancel").Disabled = false
	if !w.totals.line.cancel.Visible() {
		t.Error("work cannot be cancelled")
	}
	w.newFrame()
	if !menuItem(t, w, "Cancel").Disabled || w.totals.line.cancel.Visible() {
		t.Error("there is nothing to cancel any more")
	}
}

// itemNamed returns the item of a menu that has a title.
func itemNamed(t *testing.T, items []*fyne.MenuItem, title string) *fyne.MenuItem {
	t.Helper()
	i := slices.IndexFunc(items, func(i *fyne.MenuItem) bool { return i.Label == title })
	if i < 0 {
		t.Fatalf("no %q among %q", title, labels(items))
	}
	return items[i]
}

// labels returns the labels of menu items.
func labels(items []*fyne.MenuItem) (labels []string) {
	for _, i := range items {
		if !i.IsSeparator {
			labels = append(labels, i.Label)
		}
	}
	return labels
}

func TestRootMenu(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	show := func(s library.Settings) []string {
		status := &library.Status{Roots: []library.Root{{Path: "/a", State: library.RootReady, Settings: s}}}
		return labels(w.menus.folderItems(sidebar.Folder{Path: "/a", IsRoot: true, InLibrary: true}, status))
	}
	want := []string{"Rescan folder", "Pause", "Settings…", "Change folder…", "Show in file manager", "Copy path", "Remove from library…"}
	if got := show(library.Settings{}); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	want[1] = "Resume"
	if got := show(library.Settings{Paused: true}); !slices.Equal(got, want) {
		t.Errorf("paused: %q", got)
	}
	if got := labels(w.menus.folderItems(sidebar.Folder{Path: "/a/b", InLibrary: true}, &library.Status{})); slices.Contains(got, "Pause") {
		t.Errorf("a folder within: %q", got)
	}
}

// TestPlacesAreFoundAgain: a drive may be plugged in while BROWSE is closed.
func TestPlacesAreFoundAgain(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	settle := collectPosts(w)
	w.sidebar.CloseBranch(sidebar.Browse)
	w.sidebar.OpenBranch(sidebar.Browse)
	settle()
	if tappable(w.sidebar, "Home") == nil {
		t.Error("no place is shown")
	}
}

// TestNoRescanOfAPausedRoot: no scan looks at a root that is paused, and no menu offers one.
func TestNoRescanOfAPausedRoot(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	status := &library.Status{Roots: []library.Root{{Path: "/a", Settings: library.Settings{Paused: true}}, {Path: "/a/b/c"}}}
	for folder, want := range map[string]bool{"/a": true, "/a/b": true, "/a/b/c": true, "/a/b/c/d": true, "/a/x": false} {
		if got := !w.menus.folderItems(sidebar.Folder{Path: folder, InLibrary: true}, status)[0].Disabled; got != want {
			t.Errorf("%s can be scanned: %t", folder, got)
		}
	}
	dir := t.TempDir()
	w.lib.AddRoot(dir)
	able := func() (able []bool) {
		w.menus.tell()
		b := uitest.Saga("Saga", dir+"/Saga/1.mp3")
		return []bool{!menuItem(t, w, "Rescan library").Disabled, slices.Contains(labels(w.menus.bookItems(b)), "Rescan folder")}
	}
	for _, paused := range []bool{true, false} {
		w.lib.Adjust(dir, func(s *library.Settings) { s.Paused = paused })
		if got := able(); slices.Contains(got, paused) {
			t.Errorf("paused %t: the library, the folder of a book: %v", paused, got)
		}
	}
}

func TestDialogsOfARoot(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	bad := scan.Problem{Path: "/a/x", Err: fs.ErrPermission}
	w.roots.showRoot(library.Root{Path: "/a", State: library.RootReady, Watch: library.Watch{Mode: library.Watching, Folders: 3}, Problems: []scan.Problem{bad}})
	if !w.dialogs.covered() {
		t.Error("no settings are shown")
	}
	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	w.roots.removeRoot("/a")
	if !w.dialogs.covered() {
		t.Error("a root is removed without a word")
	}
}

func TestFilesAreChosen(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	settle := collectPosts(w)
	w.Resize(fyne.NewSize(900, 600))
	for name, ask := range map[string]func(){
		"folder": w.adding.chooseFolder,
		"picture": func() {
			w.editor.choosePicture(uitest.NewLibrary("One").View(t).At(0), func(string) {})
		},
	} {
		ask()
		settle()
		if w.Canvas().Overlays().Top() == nil {
			t.Errorf("no dialog asks for a %s", name)
		}
		w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	}
}
