package sidebar

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// carried is the line that the user drags.
type carried struct {
	uid  string // "" for none
	left bool   // the pointer has left the line at which the drag began
}

// Dragged moves a saved view to the place of the view under the pointer. Other lines stay
// where they are.
func (n *node) Dragged(e *fyne.DragEvent) {
	s := n.sidebar
	if s.carried.uid == "" {
		s.carried.uid = n.uid
	}
	at := e.AbsolutePosition.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(n))
	lines := math.Floor(float64(at.Y / (nodeHeight + s.Theme().Size(theme.SizeNamePadding))))
	s.carried.left = s.carried.left || lines != 0 || at.X < 0 || at.X >= n.Size().Width
	name, isView := strings.CutPrefix(s.carried.uid, viewNode)
	if now := s.indexOfView(strings.TrimPrefix(n.uid, viewNode)); isView && now >= 0 {
		s.moveView(name, now+int(lines))
	}
}

// DragEnd keeps the new order of the saved views. A drag that stayed in its line is a tap:
// the pointer often moves a little in a click.
func (n *node) DragEnd() {
	s, was := n.sidebar, n.sidebar.carried
	s.carried = carried{}
	name, isView := strings.CutPrefix(was.uid, viewNode)
	switch {
	case !was.left && n.uid == was.uid:
		n.Tapped(nil)
	case isView:
		s.Refresh()
		s.OnMoveView(name, s.indexOfView(name))
	}
}

// moveView moves a saved view to an index, or to the nearest one.
func (s *Tree) moveView(name string, to int) {
	at := s.indexOfView(name)
	if to = max(0, min(to, len(s.views)-1)); at < 0 || to == at {
		return
	}
	v := s.views[at]
	s.views = slices.Insert(slices.Delete(slices.Clone(s.views), at, at+1), to, v)
	s.Refresh()
}

// MoveView moves the saved view with the cursor down by this many lines; a negative number
// moves it up.
func (s *Tree) MoveView(lines int) {
	if name, isView := strings.CutPrefix(s.cursor.uid, viewNode); isView {
		s.moveView(name, s.indexOfView(name)+lines)
		s.cursor.stand(s.cursor.uid)
		s.OnMoveView(name, s.indexOfView(name))
	}
}

func (s *Tree) indexOfView(name string) int {
	return slices.IndexFunc(s.views, func(v SavedView) bool { return v.Name == name })
}
