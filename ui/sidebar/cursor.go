package sidebar

import (
	"fyne.io/fyne/v2"

	"lectern/ui/keys"
)

// cursor is the line of the sidebar on which the keys act. The toolkit's tree
// keeps the cursor, but reports the line under the pointer through the same callback.
type cursor struct {
	tree    *Tree
	uid     string
	focused bool
	hears   bool  // the callback now reports the cursor, not the pointer
	line    *node // the line that showed the cursor last
}

// of binds the cursor to the sidebar.
func (c *cursor) of(s *Tree) {
	c.tree = s
	s.OnHighlighted = func(uid string) {
		if c.hears {
			c.uid = uid
		}
	}
}

// during calls move, which may move the cursor.
func (c *cursor) during(move func()) {
	c.hears = true
	move()
	c.hears = false
}

// stand puts the cursor on a line.
func (c *cursor) stand(uid string) { c.during(func() { c.tree.Highlight(uid) }) }

// at reports whether a line has the cursor and the sidebar has the focus.
func (c *cursor) at(uid string) bool { return c.focused && uid == c.uid }

// place returns the lower left end of the line with the cursor, in pixels from the
// corner of the canvas.
func (c *cursor) place() fyne.Position {
	n := c.line
	if n == nil || n.uid != c.uid {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(c.tree)
	}
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(n).AddXY(0, n.Size().Height)
}

// FocusGained shows where the keys act.
func (s *Tree) FocusGained() {
	s.cursor.focused = true
	if s.cursor.uid == "" {
		s.cursor.stand(s.chosen)
	}
	s.cursor.during(s.Tree.FocusGained)
	s.Refresh()
}

// FocusLost stops showing where the keys act.
func (s *Tree) FocusLost() {
	s.cursor.focused = false
	s.Tree.FocusLost()
}

// Tick does what a click with Ctrl does to the facet with the cursor.
func (s *Tree) Tick() {
	if h, value, _ := headOf(s.cursor.uid); value != "" {
		s.OnFacet(h.field, value, keys.Tick)
	}
}

// TypedKey moves the cursor, and opens the menu of its folder. Enter does what a tap does.
// It passes on the keys that the sidebar does not use.
func (s *Tree) TypedKey(e *fyne.KeyEvent) {
	switch {
	case keys.OpensMenu(e.Name, s.held()):
		s.ScrollTo(s.cursor.uid)
		s.menu(s.cursor.uid, s.cursor.place())
	case e.Name == fyne.KeySpace && s.letters.recent(s.now()): // between two words
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		if !s.press(s.cursor.uid) {
			s.show(owner(s.cursor.uid))
		}
	case !steers(e.Name):
		if s.OnKey != nil {
			s.OnKey(e.Name)
		}
	default:
		before := s.cursor.uid
		s.cursor.during(func() { s.Tree.TypedKey(e) })
		if status := s.cursor.uid; owner(status) != status && (e.Name == fyne.KeyUp || e.Name == fyne.KeyDown) { // no place to stop at
			s.cursor.during(func() { s.Tree.TypedKey(e) })
			s.RefreshItem(status)
		}
		if s.cursor.uid != before {
			s.RefreshItem(before)
			s.RefreshItem(s.cursor.uid)
		}
	}
}

// steers reports whether the toolkit's tree uses a key.
func steers(key fyne.KeyName) bool {
	switch key {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeySpace:
		return true
	default:
		return false
	}
}
