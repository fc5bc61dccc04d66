package sidebar

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// The names of the nodes. A folder of the library is folderNode, its root, a NUL and
// its path. A folder of the computer is browseNode and its path. The status of a root
// is a node of its own below the name of the root, because all nodes of the toolkit's
// tree have the same height: closedNode and the path, beside a closed root; openNode
// and the path, inside an open root.
const (
	All        = "all"
	started    = "started"
	recent     = "recent"
	Views      = "views"
	Browse     = "browse"
	viewNode   = "w:" // and the name of a saved view
	folderNode = "f:"
	closedNode = "c:"
	openNode   = "o:"
	browseNode = "b:"

	problemNode = "p:" // why a folder of the computer cannot be read, below its name
)

// fewFolders is the most folders that a root may have to be opened at first: more
// folders would push the rest of the sidebar out of sight.
const fewFolders = 12

// Tree is the sidebar: all books, the books in progress, those added recently, the saved views,
// the roots with their folders, the facets of the books in the view, and the folders of
// the computer. A tap on a folder of the library shows its books; a double tap scans the
// folder. A tap on a facet changes the search as keys.Click says. A double tap on a folder
// of the computer adds the folder to the library. UI goroutine only.
type Tree struct {
	widget.Tree
	folders  []*view.Folder
	status   *library.Status
	total    int
	files    bool                    // rows are files, not books
	nodes    map[string]*view.Folder // folders by node, as far as they have been seen
	facets   *facets
	views    []SavedView
	computer *computer
	greeted  map[string]bool // roots that were opened when they first appeared
	chosen   string          // the selected node, "" for none
	pin      pin
	carried  carried
	letters  letters
	cursor   cursor
	last     tap
	now      func() time.Time
	held     func() fyne.KeyModifier

	OnFolder    func(path string) // "" for all
	OnStarted   func()
	OnRecent    func()
	OnView      func(name string)
	OnScan      func(path string)
	OnAdd       func(path string)
	OnFacet     func(field view.Field, value string, click keys.Click)
	OnFacetMenu func(field view.Field, value string, at fyne.Position)
	OnToggle    func(uid string, open bool) // a heading was opened or closed
	OnKey       func(fyne.KeyName)          // gets a key that the sidebar does not use
	OnMenu      func(node Folder, at fyne.Position)
	OnViewMenu  func(name string, at fyne.Position)
	OnMoveView  func(name string, to int) // a saved view has this index now
}

// Folder is the folder whose menu is opened.
type Folder struct {
	Path      string
	IsRoot    bool
	InLibrary bool // a folder of the library, not of the computer
}

// New makes an empty sidebar. list reads the subfolders of a folder on another
// goroutine, and calls done on the UI goroutine; problem says why the folder cannot be
// read.
func New(list func(dir string, done func(names []string, problem string))) *Tree {
	s := &Tree{
		status: &library.Status{}, nodes: map[string]*view.Folder{}, facets: newFacets(), computer: newComputer(list), greeted: map[string]bool{},
		chosen: All, now: time.Now, held: keys.Held,
	}
	s.ChildUIDs = s.childUIDs
	s.IsBranch = s.isBranch
	s.CreateNode = func(bool) fyne.CanvasObject { return newNode(s) }
	s.UpdateNode = func(uid string, _ bool, o fyne.CanvasObject) { o.(*node).show(uid) }
	s.HideSeparators = true
	s.cursor.of(s)
	s.ExtendBaseWidget(s)
	s.OpenBranch(Browse)
	s.Select(All)
	s.OnSelected = s.selected
	s.OnBranchOpened = func(uid string) { s.toggled(uid, true) }
	s.OnBranchClosed = func(uid string) { s.toggled(uid, false) }
	return s
}

// Set shows the newest folders and status; total is the number of all books. It draws
// what has changed.
func (s *Tree) Set(folders []*view.Folder, status *library.Status, total int) {
	same := len(folders) == len(s.folders) && total == s.total
	for i := 0; same && i < len(folders); i++ {
		same = folders[i] == s.folders[i]
	}
	if same && sameRoots(status.Roots, s.status.Roots) {
		s.status = status
		return
	}
	s.folders, s.status, s.total = folders, status, total
	clear(s.nodes)
	for _, f := range folders {
		uid := folderUID(f.Path, f.Path)
		if s.nodes[uid] = f; !s.greeted[uid] && len(f.Folders) > 0 && settled(status, f.Path) {
			if s.greeted[uid] = true; len(f.Folders) <= fewFolders {
				s.OpenBranch(uid)
			}
		}
	}
	s.Refresh()
}

// SetFiles says whether rows are files instead of books.
func (s *Tree) SetFiles(on bool) {
	if on != s.files {
		s.files = on
		s.Refresh()
	}
}

// Total returns the number of books in all roots, as the tree shows them: during a scan
// the view is ahead of the tree.
func Total(tree []*view.Folder, v *view.View) (n int) {
	if len(tree) == 0 {
		return v.Total()
	}
	for _, f := range tree {
		inner := slices.ContainsFunc(tree, func(g *view.Folder) bool { return g != f && library.Within(f.Path, g.Path) })
		if !inner { // the books of a root inside another root are counted in both
			n += f.Books
		}
	}
	return n
}

// settled reports whether the first scan of a root has ended: until then, the number of
// its folders is unknown. A root without folders may not have been loaded yet.
func settled(s *library.Status, root string) bool {
	r, known := s.Root(root)
	return known && r.State != library.RootScanning
}

func sameRoots(a, b []library.Root) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Path != b[i].Path || a[i].State != b[i].State || a[i].Reason != b[i].Reason || a[i].Owner != b[i].Owner || a[i].Files != b[i].Files ||
			!a[i].Since.Equal(b[i].Since) || a[i].Watch != b[i].Watch || a[i].Held != b[i].Held || a[i].Settings != b[i].Settings ||
			len(a[i].Problems) != len(b[i].Problems) {
			return false
		}
	}
	return true
}

// SetPlaces sets the folders of the computer at which browsing starts.
func (s *Tree) SetPlaces(places []library.Place) {
	s.computer.places = places
	s.Refresh()
}

func folderUID(root, path string) string { return folderNode + root + "\x00" + path }

// parseFolderUID returns the root and the path of a folder node.
func parseFolderUID(uid string) (root, path string) {
	root, path, _ = strings.Cut(strings.TrimPrefix(uid, folderNode), "\x00")
	return root, path
}

// childUIDs returns the nodes below an open node, and none for a closed one. The toolkit
// asks for the nodes below closed nodes only to find the way to a node, but the sidebar
// never goes to a node there.
func (s *Tree) childUIDs(uid string) []string {
	switch {
	case !s.opened(uid):
		return nil
	case uid == "":
		return s.topUIDs()
	case uid == Views:
		uids := make([]string, len(s.views))
		for i, v := range s.views {
			uids[i] = viewNode + v.Name
		}
		return uids
	case uid == Browse:
		return s.computer.top()
	case strings.HasPrefix(uid, folderNode):
		return s.folderUIDs(uid)
	case strings.HasPrefix(uid, headNode):
		h, _, _ := headOf(uid)
		return s.facets.branch(h).uids
	default:
		return s.computer.below(uid, s.Refresh)
	}
}

// topUIDs returns the nodes that lie below no other.
func (s *Tree) topUIDs() []string {
	uids := []string{All}
	if s.facets.started > 0 || s.chosen == started {
		uids = append(uids, started)
	}
	if len(s.status.Roots) > 0 {
		uids = append(uids, recent)
	}
	if len(s.views) > 0 {
		uids = append(uids, Views)
	}
	for _, r := range s.status.Roots {
		uid := folderUID(r.Path, r.Path)
		if uids = append(uids, uid); !s.opened(uid) {
			uids = append(uids, closedNode+r.Path)
		}
	}
	if len(s.status.Roots) > 0 { // an empty library has no facets to choose
		for _, h := range facetHeads {
			if s.facets.inLibrary[h.field] || s.facets.has(h.field) {
				uids = append(uids, h.uid())
			}
		}
	}
	return append(uids, Browse)
}

// folderUIDs returns the nodes of the subfolders of a folder of the library.
func (s *Tree) folderUIDs(uid string) []string {
	f := s.nodes[uid]
	if f == nil {
		return nil
	}
	root, path := parseFolderUID(uid)
	uids := make([]string, 0, len(f.Folders)+1)
	if root == path {
		uids = append(uids, openNode+root)
	}
	for _, sub := range f.Folders {
		below := folderUID(root, sub.Path)
		s.nodes[below] = sub
		uids = append(uids, below)
	}
	return uids
}

// opened reports whether the subfolders of a library folder are shown.
func (s *Tree) opened(uid string) bool { return s.isBranch(uid) && s.IsBranchOpen(uid) }

func (s *Tree) isBranch(uid string) bool {
	switch {
	case uid == "" || isHeading(uid):
		return true
	case uid == All || uid == started || uid == recent || owner(uid) != uid || isPressed(uid):
		return false
	case strings.HasPrefix(uid, folderNode):
		f := s.nodes[uid]
		return f != nil && len(f.Folders) > 0
	default:
		return s.computer.isBranch(uid)
	}
}

// tapped handles a tap on a node, because the toolkit's tree does not report a second
// tap.
func (s *Tree) tapped(uid string) {
	if uid = owner(uid); s.press(uid) {
		return
	}
	double := s.last.again(uid, s.now())
	s.cursor.stand(uid)
	s.show(uid)
	switch {
	case !double:
	case strings.HasPrefix(uid, folderNode):
		_, path := parseFolderUID(uid)
		s.OnScan(path)
	case isBrowsed(uid):
		s.OnAdd(strings.TrimPrefix(uid, browseNode))
	}
}

// show shows the books of a folder of the library. A folder of the computer only gets
// the keys: the books in the window stay the same, and so does their place.
func (s *Tree) show(uid string) {
	if !isBrowsed(uid) {
		s.Select(uid)
	} else if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
}

// selected shows the books of the selected folder.
func (s *Tree) selected(uid string) {
	uid = owner(uid)
	if uid == s.chosen {
		return
	}
	if isHeading(uid) || isPressed(uid) || isBrowsed(uid) { // reached by a key: the place stays selected
		if s.chosen == "" {
			s.UnselectAll()
		} else {
			s.Select(s.chosen)
		}
		s.press(uid)
		s.cursor.stand(uid)
		return
	}
	s.chosen = uid
	switch {
	case uid == started:
		s.OnStarted()
	case uid == recent:
		s.OnRecent()
	case uid == All:
		s.OnFolder("")
	case strings.HasPrefix(uid, folderNode):
		_, path := parseFolderUID(uid)
		s.OnFolder(path)
	}
}

// isHeading reports whether a node is a heading.
func isHeading(uid string) bool {
	return uid == Views || uid == Browse || strings.HasPrefix(uid, headNode)
}

// isPressed reports whether a node acts like a button and cannot be selected. The
// node of a saved view does so because the view can be opened again, as it was saved.
func isPressed(uid string) bool {
	return isValue(uid) || strings.HasPrefix(uid, viewNode) || strings.HasPrefix(uid, noneNode)
}

// isBrowsed reports whether a node is a folder of the computer.
func isBrowsed(uid string) bool { return strings.HasPrefix(uid, browseNode) }

// OpenHeadings opens the headings for which open returns true, and closes the others.
func (s *Tree) OpenHeadings(open func(uid string) bool) {
	headings := []string{Views, Browse}
	for _, h := range facetHeads {
		headings = append(headings, h.uid())
	}
	for _, uid := range headings {
		if open(uid) != s.IsBranchOpen(uid) {
			s.ToggleBranch(uid)
		}
	}
}

// press toggles a heading or a facet, or opens a saved view. It returns false for any
// other node, which can be selected.
func (s *Tree) press(uid string) bool {
	h, value, isFacet := headOf(uid)
	name, isView := strings.CutPrefix(uid, viewNode)
	switch {
	case isHeading(uid):
		s.ToggleBranch(uid)
	case isFacet:
		s.OnFacet(h.field, value, keys.ClickWith(s.held()))
	case isView:
		s.OnView(name)
	case strings.HasPrefix(uid, noneNode):
	default:
		return false
	}
	return true
}

// toggled reports that a heading was opened or closed.
func (s *Tree) toggled(uid string, open bool) {
	if !open {
		s.computer.closed(uid)
	}
	if isHeading(uid) && s.OnToggle != nil {
		s.OnToggle(uid, open)
	}
}

// owner returns the node to which a status or a problem belongs; for any other node,
// uid itself.
func owner(uid string) string {
	for _, prefix := range []string{closedNode, openNode} {
		if root, part := strings.CutPrefix(uid, prefix); part {
			return folderUID(root, root)
		}
	}
	if dir, part := strings.CutPrefix(uid, problemNode); part {
		return browseNode + dir
	}
	return uid
}

// SelectRoot selects a root, which shows its books.
func (s *Tree) SelectRoot(path string) { s.Select(folderUID(path, path)) }

// SelectFolder selects a folder of a root, and opens the folders above it.
func (s *Tree) SelectFolder(root, path string) {
	for dir := filepath.Dir(path); library.Within(dir, root); dir = filepath.Dir(dir) {
		s.OpenBranch(folderUID(root, dir))
		if dir == root {
			break
		}
	}
	s.Select(folderUID(root, path))
}

func (s *Tree) menu(uid string, at fyne.Position) {
	uid = owner(uid)
	name, isView := strings.CutPrefix(uid, viewNode)
	switch {
	case isView:
		s.OnViewMenu(name, at)
	case strings.HasPrefix(uid, folderNode):
		root, path := parseFolderUID(uid)
		s.OnMenu(Folder{Path: path, IsRoot: root == path, InLibrary: true}, at)
	case isBrowsed(uid):
		s.OnMenu(Folder{Path: strings.TrimPrefix(uid, browseNode)}, at)
	case isValue(uid):
		h, value, _ := headOf(uid)
		s.OnFacetMenu(h.field, value, at)
	}
}

func (s *Tree) label(uid string) label {
	h, value, isFacet := headOf(uid)
	name, isView := strings.CutPrefix(uid, viewNode)
	switch {
	case isView:
		return label{icon: s.viewIcon(name), name: name, size: nodeSize}
	case uid == Views:
		return headLabel(i18n.Text("VIEWS"))
	case isFacet:
		return s.facetLabel(h, uid, value)
	case uid == All:
		l := label{icon: theme.StorageIcon(), name: i18n.Text("All books"), note: i18n.Number(s.total), size: nodeSize}
		if s.files {
			l.name = i18n.Text("All files")
		}
		return l
	case uid == started:
		return label{icon: theme.MediaPlayIcon(), name: i18n.TextIn("the books in progress", "Continue"), note: number(s.facets.started), size: nodeSize}
	case uid == recent:
		return label{icon: theme.HistoryIcon(), name: i18n.Text("Recently added"), note: number(s.facets.recent), size: nodeSize}
	case uid == Browse:
		return headLabel(i18n.Text("BROWSE"))
	case strings.HasPrefix(uid, noneNode):
		return label{name: i18n.TextIn("no values below a heading", "None"), size: nodeSize, tone: words.Muted}
	case owner(uid) != uid:
		return s.statusLabel(uid)
	case strings.HasPrefix(uid, folderNode):
		root, path := parseFolderUID(uid)
		l := label{icon: theme.FolderIcon(), name: library.FolderName(path), size: nodeSize}
		if s.IsBranchOpen(uid) {
			l.icon = theme.FolderOpenIcon()
		}
		if f := s.nodes[uid]; f != nil {
			l.note = i18n.Number(f.Books)
		}
		if r, known := s.status.Root(root); known && root == path && len(r.Problems) > 0 {
			l.icon = theme.NewWarningThemedResource(theme.WarningIcon())
		}
		return l
	default:
		return s.computer.label(uid)
	}
}

// statusLabel is the label of a root's status, or of the reason why a folder cannot be
// read.
func (s *Tree) statusLabel(uid string) label {
	if dir, part := strings.CutPrefix(uid, problemNode); part {
		return label{name: s.computer.problems[browseNode+dir], size: widgets.CaptionSize, tone: words.Alarm}
	}
	l := label{size: widgets.CaptionSize, raise: statusRaise, left: nodeIcon + nodeGap}
	if strings.HasPrefix(uid, openNode) {
		l.left -= s.Theme().Size(theme.SizeNameInlineIcon) + s.Theme().Size(theme.SizeNamePadding)
	}
	root, _ := parseFolderUID(owner(uid))
	if r, known := s.status.Root(root); known {
		l.name, l.tone = words.RootStatus(r, s.files, s.now())
	}
	return l
}
