package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/keys"
)

// The keyboard in a RichText: Tab and the arrow keys go from link to link, Enter follows a
// link, and the Menu key opens the menu of the text. A ring shows the link.

var (
	_ fyne.Focusable   = (*RichText)(nil)
	_ fyne.Tabbable    = (*RichText)(nil)
	_ fyne.Disableable = (*RichText)(nil)
)

const ringGap = 2 // pixels between a text and the ring around it

// linkFocus is the link on which the keys act.
type linkFocus struct {
	focused bool
	at      int                 // among the links in sight
	rings   []*canvas.Rectangle // the objects made so far
}

// Disabled is called by Fyne, which passes over a text without links.
func (f *RichText) Disabled() bool { return len(f.links()) == 0 }

// Enable does nothing.
func (f *RichText) Enable() {}

// Disable does nothing.
func (f *RichText) Disable() {}

// links returns the links in sight that the keys reach, in order.
func (f *RichText) links() (all []*Span) {
	for _, p := range f.pieces {
		if p.span.isLink() && !p.span.Aside && (len(all) == 0 || all[len(all)-1] != p.span) {
			all = append(all, p.span)
		}
	}
	return all
}

// link returns the link on which the keys act, nil if there is none.
func (f *RichText) link() *Span {
	links := f.links()
	if len(links) == 0 {
		return nil
	}
	f.keyed.at = max(0, min(f.keyed.at, len(links)-1))
	return links[f.keyed.at]
}

// moveTo moves to another link.
func (f *RichText) moveTo(at int) {
	f.keyed.at = at
	f.draw()
	f.reveal()
}

// FocusGained is called by Fyne. Shift+Tab comes from below.
func (f *RichText) FocusGained() {
	f.keyed.focused, f.keyed.at = true, 0
	if f.held()&fyne.KeyModifierShift != 0 {
		f.keyed.at = len(f.links()) - 1
	}
	f.draw()
	f.reveal()
}

// FocusLost is called by Fyne.
func (f *RichText) FocusLost() {
	f.keyed.focused = false
	f.draw()
}

// AcceptsTab is called by Fyne. Tab leaves the text after its last link, Shift+Tab before
// its first one.
func (f *RichText) AcceptsTab() bool {
	if f.held()&fyne.KeyModifierShift != 0 {
		return f.keyed.at > 0
	}
	return f.keyed.at < len(f.links())-1
}

// TypedRune does nothing.
func (f *RichText) TypedRune(rune) {}

// TypedKey is called by Fyne.
func (f *RichText) TypedKey(e *fyne.KeyEvent) {
	back := e.Name == fyne.KeyTab && f.held()&fyne.KeyModifierShift != 0
	switch {
	case back, e.Name == fyne.KeyLeft, e.Name == fyne.KeyUp:
		f.moveTo(f.keyed.at - 1)
	case e.Name == fyne.KeyTab, e.Name == fyne.KeyRight, e.Name == fyne.KeyDown:
		f.moveTo(f.keyed.at + 1)
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter, e.Name == fyne.KeySpace:
		f.Follow()
	case keys.OpensMenu(e.Name, f.held()) && f.OnMenu != nil:
		at, size := f.place()
		f.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Add(at).AddXY(0, size.Height))
	case f.OnKey != nil:
		f.OnKey(e)
	}
}

// Follow follows the link on which the keys act.
func (f *RichText) Follow() {
	if s := f.link(); s != nil {
		f.follow(s)
	}
}

// follow follows a link.
func (f *RichText) follow(s *Span) {
	switch {
	case s.OnTap != nil:
		s.OnTap()
	case f.OnLink != nil:
		f.OnLink(s.Link)
	}
}

// place returns where the link on which the keys act begins, and the size of its first
// piece.
func (f *RichText) place() (fyne.Position, fyne.Size) {
	now := f.link()
	for _, p := range f.pieces {
		if p.span == now {
			return p.at, p.size
		}
	}
	return fyne.Position{}, fyne.Size{}
}

// reveal has the link on which the keys act scrolled into sight.
func (f *RichText) reveal() {
	if f.OnReveal != nil && f.keyed.focused {
		at, size := f.place()
		f.OnReveal(f, at.Y, size.Height)
	}
}

// ring draws a ring around the link on which the keys act, around each of its pieces.
func (f *RichText) ring() (objects []fyne.CanvasObject) {
	if !f.keyed.focused {
		return nil
	}
	now, n := f.link(), 0
	for _, p := range f.pieces {
		if p.span != now {
			continue
		}
		if n == len(f.keyed.rings) {
			f.keyed.rings = append(f.keyed.rings, NewRing())
		}
		r := f.keyed.rings[n]
		r.StrokeColor = ringColor(f.Theme())
		r.Move(p.at.SubtractXY(ringGap+1, ringGap))
		r.Resize(p.size.AddWidthHeight(2*ringGap+2, 2*ringGap))
		objects = append(objects, r)
		n++
	}
	return objects
}

// NewRing returns a ring around an object that has the focus.
func NewRing() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.StrokeWidth, r.CornerRadius = RingWidth, 4
	return r
}

func ringColor(th fyne.Theme) color.Color {
	return th.Color(theme.ColorNamePrimary, fyne.CurrentApp().Settings().ThemeVariant())
}
