package sidebar

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// newTestSidebar shows a root with two folders and a root that was never read, in a
// sidebar of 256×600 pixels.
func newTestSidebar(t *testing.T) *Tree {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	s := New(func(string, func([]string, string)) {})
	s.now = func() time.Time { return uitest.Noon }
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(256, 600))
	s.Set([]*view.Folder{
		{Path: "/a", Books: 1204, Folders: []*view.Folder{{Path: "/a/x", Books: 4}, {Path: "/a/y", Books: 1200}}},
		{Path: "/b"},
	}, &library.Status{Roots: []library.Root{
		{Path: "/a", State: library.RootReady, Watch: library.Watch{Mode: library.Watching, Folders: 3}},
		{Path: "/b", State: library.RootOffline, Since: uitest.Noon.Add(-time.Hour)},
	}}, 1204)
	every := []view.Facet{{Text: "x", Books: 1}}
	s.SetValues(&view.Facets{Authors: every, Narrators: every, Series: every, Genres: every, Publishers: every, Years: every, Problems: every}, false)
	return s
}

// lines returns the nodes of the sidebar in sight, from the top.
func lines(s *Tree) (nodes []*node) {
	for _, o := range test.LaidOutObjects(s) {
		if n, ok := o.(*node); ok {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

func names(s *Tree) (texts []string) {
	for _, n := range lines(s) {
		texts = append(texts, n.name.Canvas.Text)
	}
	return texts
}

func TestRootsStandBelowTheirNames(t *testing.T) {
	s := newTestSidebar(t)
	if got, want := names(s), []string{"All books", "Recently added", "a", "watching", "x", "y", "b", "offline since 11:00", "AUTHORS", "NARRATORS", "SERIES", "GENRES", "PUBLISHERS", "YEARS", "PROBLEMS", "BROWSE"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	left := func(n *node) float32 { return n.Position().X + n.name.Canvas.Position().X } // each node is in a line as wide as the sidebar
	within := left(lines(s)[3])
	s.CloseBranch(folderUID("/a", "/a"))
	all := lines(s)
	if got, want := names(s), []string{"All books", "Recently added", "a", "watching", "b", "offline since 11:00", "AUTHORS", "NARRATORS", "SERIES", "GENRES", "PUBLISHERS", "YEARS", "PROBLEMS", "BROWSE"}; !slices.Equal(got, want) {
		t.Fatalf("closed: %q, want %q", got, want)
	}
	if name, below := left(all[2]), left(all[3]); name != below || name != within {
		t.Errorf("the name begins at %v, the line below it at %v, and at %v while the root is open", name, below, within)
	}
	if all[2].note.Text != "1,204" {
		t.Errorf("the count is %q", all[2].note.Text)
	}
}

func TestLineBelowTheNameIsTheRoots(t *testing.T) {
	s := newTestSidebar(t)
	var folder, scanned string
	var menu Folder
	s.OnFolder = func(path string) { folder = path }
	s.OnScan = func(path string) { scanned = path }
	s.OnMenu = func(n Folder, _ fyne.Position) { menu = n }
	line := lines(s)[7]
	test.Tap(line)
	if folder != "/b" || scanned != "" {
		t.Errorf("a tap showed %q and scanned %q", folder, scanned)
	}
	test.Tap(line)
	if scanned != "/b" {
		t.Errorf("a double tap scanned %q", scanned)
	}
	line.TappedSecondary(&fyne.PointEvent{})
	if menu != (Folder{Path: "/b", IsRoot: true, InLibrary: true}) {
		t.Errorf("the menu is of %+v", menu)
	}
}

// TestStatusGlowsAtTheName: the pointer over the status of a root lights up the line of
// the root, which a click chooses, unless that is chosen already.
func TestStatusGlowsAtTheName(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFolder = func(string) {}
	pitch := nodeHeight + s.Theme().Size(theme.SizeNamePadding) // from a line to the next
	for _, open := range []bool{true, false} {
		if !open {
			s.CloseBranch(folderUID("/a", "/a"))
		}
		for line, above := range map[int]float32{2: 0, 3: pitch} {
			n := lines(s)[line]
			n.MouseIn(&desktop.MouseEvent{})
			if y := n.glow.Position().Y; n.glow.Hidden || -y != above {
				t.Errorf("open %t: “%s” lights up the line at %v, hidden %t", open, n.shown.name, y, n.glow.Hidden)
			}
			n.MouseOut()
		}
	}
	test.Tap(lines(s)[2])
	status := lines(s)[3]
	if status.MouseIn(&desktop.MouseEvent{}); !status.glow.Hidden {
		t.Error("the chosen root glows")
	}
}

func TestSidebarFollowsTheStatus(t *testing.T) {
	s := newTestSidebar(t)
	roots := slices.Clone(s.status.Roots)
	roots[1] = library.Root{Path: "/b", State: library.RootReady, Watch: library.Watch{Mode: library.Polling, Every: 5 * time.Minute, Reason: "nfs"}}
	s.Set(s.folders, &library.Status{Roots: roots}, 1204)
	if got := lines(s)[7].name.Canvas.Text; got != "checked every 5 min" {
		t.Errorf("%q", got)
	}
	roots = slices.Clone(roots)
	roots[1].Watch = library.Watch{Mode: library.Watching, Folders: 1}
	s.Set(s.folders, &library.Status{Roots: roots}, 1204)
	if got := lines(s)[7].name.Canvas.Text; got != "watching" {
		t.Errorf("a change of the watcher alone: %q", got)
	}
}

// TestSavedViewsArePlaces: a view stands below its heading, in the order given, is marked
// while it is shown, and can be opened again.
func TestSavedViewsArePlaces(t *testing.T) {
	s := newTestSidebar(t)
	var did []string
	s.OnView = func(name string) {
		did = append(did, "open "+name)
		s.Mark("", "", name)
	}
	s.OnViewMenu = func(name string, _ fyne.Position) { did = append(did, "menu "+name) }
	s.OnFolder = func(string) { did = append(did, "folder") }
	if slices.Contains(names(s), "VIEWS") {
		t.Error("there is a heading without views")
	}
	s.SetViews([]SavedView{{Name: "Long ones"}, {Name: "Again"}})
	s.OpenHeadings(func(uid string) bool { return uid == Views })
	if got, want := names(s)[:5], []string{"All books", "Recently added", "VIEWS", "Long ones", "Again"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	test.Tap(s.line(t, "Again"))
	test.Tap(s.line(t, "Again"))
	if s.chosen != viewNode+"Again" {
		t.Errorf("%q is marked", s.chosen)
	}
	s.line(t, "Long ones").TappedSecondary(&fyne.PointEvent{})
	uitest.Press(s, fyne.KeyReturn, desktop.KeyMenu, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn)
	if want := []string{"open Again", "open Again", "menu Long ones", "open Long ones", "menu Long ones", "folder"}; !slices.Equal(did, want) {
		t.Errorf("%q, want %q", did, want)
	}
	if s.chosen != All {
		t.Errorf("%q is marked", s.chosen)
	}
}

func TestRecentlyAddedHasANumber(t *testing.T) {
	s := newTestSidebar(t)
	if got := s.line(t, "Recently added").note.Text; got != "" {
		t.Errorf("before books are counted: %q", got)
	}
	lib := uitest.NewLibrary("New", "Newer", "Old", "Removed")
	for slot, days := range []int{29, 1, 31, 2} {
		lib.Set(slot, func(b *book.Book) { b.Added, b.Hidden = uitest.Noon.AddDate(0, 0, -days).UnixNano(), slot == 3 })
	}
	for hidden, want := range map[bool]string{false: "2", true: "3"} {
		s.SetValues(lib.Values(t), hidden)
		if got := s.line(t, "Recently added").note.Text; got != want {
			t.Errorf("%q books, want %q; with removed ones: %v", got, want, hidden)
		}
	}
}

// TestContinueIsThereWhileBooksAreInProgress: also while its books are shown, though the
// user has finished the last of them.
func TestContinueIsThereWhileBooksAreInProgress(t *testing.T) {
	s := newTestSidebar(t)
	asked := 0
	s.OnFolder, s.OnStarted = func(string) {}, func() { asked++ }
	is := func(when string, want ...string) {
		t.Helper()
		if got := names(s)[:3]; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	lib := uitest.NewLibrary("Begun", "Begun, too", "Heard", "New")
	listen := func(slot int, l *book.Listening) {
		lib.Set(slot, func(b *book.Book) { b.Listening = l })
		s.SetValues(lib.Values(t), false)
	}
	is("nothing was played", "All books", "Recently added", "a")
	listen(0, &book.Listening{Played: 1})
	listen(1, &book.Listening{Played: 1})
	listen(2, &book.Listening{Finished: 1})
	is("two are in progress", "All books", "Continue", "Recently added")
	if got := s.line(t, "Continue").note.Text; got != "2" {
		t.Errorf("%q books", got)
	}
	if test.Tap(s.line(t, "Continue")); asked != 1 {
		t.Errorf("a tap asks %d times", asked)
	}
	listen(0, nil)
	listen(1, &book.Listening{Finished: 1})
	is("all are finished", "All books", "Continue", "Recently added")
	if got := s.line(t, "Continue").note.Text; got != "" {
		t.Errorf("%q books", got)
	}
	s.Mark("", "", "")
	is("the user has left", "All books", "Recently added", "a")
}

// TestDoubleTapOnAllBooksScansNothing: it would scan every folder by mistake.
func TestDoubleTapOnAllBooksScansNothing(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFolder = func(string) {}
	s.OnScan = func(path string) { t.Errorf("%q is scanned", path) }
	test.Tap(s.line(t, "All books"))
	test.Tap(s.line(t, "All books"))
}

// TestRootWithFewFoldersOpens: a root opens when its folders are known, unless they are so
// many that they would push the rest of the sidebar out of sight.
func TestRootWithFewFoldersOpens(t *testing.T) {
	s := newTestSidebar(t)
	status := &library.Status{Roots: []library.Root{{Path: "/few", State: library.RootReady}, {Path: "/many", State: library.RootReady}}}
	folders := func(n int) (all []*view.Folder) {
		for i := range n {
			all = append(all, &view.Folder{Path: fmt.Sprintf("/f/%d", i)})
		}
		return all
	}
	for _, n := range []int{0, 1} { // nothing is loaded yet when the window opens
		s.Set([]*view.Folder{{Path: "/few", Folders: folders(n * fewFolders)}, {Path: "/many", Folders: folders(n * (fewFolders + 1))}}, status, n)
	}
	for root, want := range map[string]bool{"/few": true, "/many": false} {
		if s.IsBranchOpen(folderUID(root, root)) != want {
			t.Errorf("%s is open: %v", root, !want)
		}
	}
}

// TestClosedFoldersAreNotWalked: the toolkit looks for a node below every node at each tap.
func TestClosedFoldersAreNotWalked(t *testing.T) {
	s := newTestSidebar(t)
	s.OnFolder = func(string) {}
	s.CloseBranch(folderUID("/a", "/a"))
	if got := s.childUIDs(folderUID("/a", "/a")); got != nil {
		t.Errorf("a closed root has %q", got)
	}
	if s.SelectFolder("/a", "/a/x"); s.chosen != folderUID("/a", "/a/x") || !slices.Contains(names(s), "x") {
		t.Errorf("%q is selected, among %q", s.chosen, names(s))
	}
}

// TestCutNameHasATip: the pointer over a cut name shows the whole name, and the line glows.
func TestCutNameHasATip(t *testing.T) {
	s := newTestSidebar(t)
	const long = "The Very Long Name of an Author Who Has Many Names"
	s.SetFacets(uitest.WrittenBy(long, "Banks").Facets(t), "")
	test.Tap(s.line(t, "AUTHORS"))
	var shown func()
	widgets.NewTips(func(_ time.Duration, show func()) func() { shown = show; return func() { shown = nil } })
	over := func(name string) *node {
		n := s.line(t, name)
		n.MouseIn(&desktop.MouseEvent{})
		return n
	}
	if n := over("Banks"); shown != nil || n.glow.Hidden {
		t.Errorf("a whole name has a tip, or no glow: %v", n.glow.Hidden)
	}
	n := over(long)
	if n.name.Cut() != long || shown == nil {
		t.Error("a cut name has no tip")
	}
	if n.MouseOut(); shown != nil || !n.glow.Hidden {
		t.Error("the tip or the glow stays")
	}
}

// TestAllIsTheSumOfTheRoots: during a scan the tree is behind the view, and the books
// of a root inside another are counted in both.
func TestAllIsTheSumOfTheRoots(t *testing.T) {
	v := uitest.NewLibrary("One", "Two", "Three").View(t)
	if n := Total(nil, v); n != 3 {
		t.Errorf("without a tree: %d", n)
	}
	tree := []*view.Folder{{Path: "/b/c", Books: 2}, {Path: "/a", Books: 5}, {Path: "/b", Books: 7}, {Path: "/bc", Books: 1}}
	if n := Total(tree, v); n != 13 {
		t.Errorf("%d", n)
	}
	s := newTestSidebar(t)
	s.SetFiles(true)
	if got := names(s)[0]; got != "All files" {
		t.Errorf("%q", got)
	}
}

func TestUnreadableFolderUnderBrowse(t *testing.T) {
	test.NewTempApp(t)
	answer := func([]string, string) {}
	asked := 0
	s := New(func(_ string, done func([]string, string)) { answer, asked = done, asked+1 })
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(256, 600))
	s.SetPlaces([]library.Place{{Path: "/root", Name: "root", Kind: library.DrivePlace}})
	s.OpenBranch(browseNode + "/root")
	answer(nil, "permission denied")
	if got := names(s); !slices.Contains(got, "permission denied") {
		t.Errorf("%q", got)
	}
	s.CloseBranch(browseNode + "/root")
	s.OpenBranch(browseNode + "/root")
	answer([]string{"x"}, "")
	if got := names(s); asked != 2 || !slices.Contains(got, "x") || slices.Contains(got, "permission denied") {
		t.Errorf("asked %d times: %q", asked, got)
	}
}

// TestClosedFolderIsReadAgain: what is in a folder of the computer may have changed since it
// was closed, also further down.
func TestClosedFolderIsReadAgain(t *testing.T) {
	test.NewTempApp(t)
	inside := map[string][]string{"/": {"a"}, "/a": {"b"}, "/a/b": {"old"}}
	s := New(func(dir string, done func([]string, string)) { done(inside[dir], "") })
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(256, 600))
	s.SetPlaces([]library.Place{{Path: "/", Name: "Computer"}})
	for _, dir := range []string{"/", "/a", "/a/b"} {
		s.OpenBranch(browseNode + dir)
	}
	if got, want := names(s)[2:], []string{"Computer", "a", "b", "old"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	for i, closed := range []string{browseNode + "/a/b", browseNode + "/a", Browse} {
		now := fmt.Sprint("new ", i)
		inside["/a/b"] = []string{now}
		s.CloseBranch(closed)
		s.OpenBranch(closed)
		if got := names(s); got[len(got)-1] != now {
			t.Errorf("%q was closed: %q", closed, got)
		}
	}
}

// TestBrowsedFolderIsNoPlace: the books of a folder of the computer are not shown, so a tap
// leaves the mark where it is, whether or not the folder is then added.
func TestBrowsedFolderIsNoPlace(t *testing.T) {
	s := newTestSidebar(t)
	var added []string
	s.OnAdd = func(path string) { added = append(added, path) }
	s.OnFolder = func(path string) { t.Errorf("%q is shown", path) }
	s.SetPlaces([]library.Place{{Path: "/root", Name: "root", Kind: library.DrivePlace}})
	root := s.line(t, "root")
	canvas := fyne.CurrentApp().Driver().CanvasForObject(s)
	marked := func(after string) {
		t.Helper()
		if !s.cursor.at(root.uid) {
			t.Errorf("after %s, the keys act on %q", after, s.cursor.uid)
		}
		s.OnUnselected = func(uid string) {
			if uid != All {
				t.Errorf("after %s, %q is marked", after, uid)
			}
		}
		s.UnselectAll()
		s.OnUnselected = nil
		s.Select(All)
		if s.chosen != All {
			t.Errorf("after %s, %q is chosen", after, s.chosen)
		}
	}
	test.Tap(root)
	marked("a tap")
	test.Tap(root)
	marked("a double tap")
	if !slices.Equal(added, []string{"/root"}) {
		t.Errorf("added %q", added)
	}
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeySpace} {
		canvas.Focus(s)
		s.cursor.stand(root.uid)
		s.TypedKey(&fyne.KeyEvent{Name: key})
		marked(string(key))
	}
}
