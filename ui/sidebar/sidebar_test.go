package sidebar

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
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
		{Path: "/a", State: library.RootReady, Watch: "watching 3 folders"},
		{Path: "/b", State: library.RootOffline, Since: uitest.Noon.Add(-time.Hour)},
	}}, 1204)
	every := []view.Facet{{Text: "x", Books: 1}}
	s.SetValues(&view.Facets{Authors: every, Narrators: every, Series: every, Genres: every, Years: every, Problems: every})
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
	if got, want := names(s), []string{"All books", "Recently added", "a", "watching", "x", "y", "b", "offline since 11:00", "AUTHORS", "NARRATORS", "SERIES", "GENRES", "YEARS", "PROBLEMS", "BROWSE"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	left := func(n *node) float32 { return n.Position().X + n.name.Canvas.Position().X } // each node is in a line as wide as the sidebar
	within := left(lines(s)[3])
	s.CloseBranch(folderUID("/a", "/a"))
	all := lines(s)
	if got, want := names(s), []string{"All books", "Recently added", "a", "watching", "b", "offline since 11:00", "AUTHORS", "NARRATORS", "SERIES", "GENRES", "YEARS", "PROBLEMS", "BROWSE"}; !slices.Equal(got, want) {
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

func TestSidebarFollowsTheStatus(t *testing.T) {
	s := newTestSidebar(t)
	roots := slices.Clone(s.status.Roots)
	roots[1] = library.Root{Path: "/b", State: library.RootReady, Watch: "checked every 5 min (nfs)"}
	s.Set(s.folders, &library.Status{Roots: roots}, 1204)
	if got := lines(s)[7].name.Canvas.Text; got != "checked every 5 min" {
		t.Errorf("%q", got)
	}
	roots = slices.Clone(roots)
	roots[1].Watch = "watching 1 folder"
	s.Set(s.folders, &library.Status{Roots: roots}, 1204)
	if got := lines(s)[7].name.Canvas.Text; got != "watching" {
		t.Errorf("a change of the watcher alone: %q", got)
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
