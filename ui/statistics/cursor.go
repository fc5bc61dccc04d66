package statistics

import (
	"fyne.io/fyne/v2"

	"lectern/ui/keys"
)

// hover says which line is under the pointer.
func (p *Page) hover(at slot) {
	if was := p.hovered; at != was {
		p.hovered = at
		p.tint(was)
		p.tint(at)
	}
}

// stand moves the cursor to a line, unless there is none.
func (p *Page) stand(at slot) {
	if was := p.cursor; at != noSlot && at != was {
		p.cursor = at
		p.tint(was)
		p.tint(at)
	}
}

// see scrolls no further than needed to show a line. With the first line of a card it shows
// the heading, too, and above the first cards everything.
func (p *Page) see(at slot) {
	top, bottom := p.plan.extent(at)
	if at.line == 0 {
		top -= titleHeight + gap
		if at.card < p.plan.columns {
			top = 0
		}
	}
	switch y := p.scroll.Offset.Y; {
	case top < y:
		p.to(top)
	case bottom+foot > y+p.Size().Height:
		p.to(bottom + foot - p.Size().Height)
	}
}

// move moves the cursor to a line, and shows it.
func (p *Page) move(at slot) {
	p.stand(at)
	if p.cursor != noSlot {
		p.see(p.cursor)
	}
}

// focus gives the page the keyboard focus.
func (p *Page) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
}

// FocusGained draws a ring around the line of the cursor.
func (p *Page) FocusGained() {
	p.focused = true
	if p.cursor == noSlot && len(p.plan.cards) > 0 {
		p.cursor = slot{}
	}
	p.tint(p.cursor)
}

// FocusLost removes the ring.
func (p *Page) FocusLost() {
	p.focused = false
	p.tint(p.cursor)
}

// TypedRune does nothing.
func (p *Page) TypedRune(rune) {}

// TypedKey moves the cursor, presses its line, or passes the key on.
func (p *Page) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		p.OnEscape()
		return
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
	default:
		p.OnKey(e.Name)
		return
	}
	cards := p.plan.cards
	if len(cards) == 0 {
		return
	}
	if p.cursor == noSlot {
		p.move(slot{})
		return
	}
	column := p.cursor.card % p.plan.columns
	top, _ := p.plan.extent(p.cursor)
	page := max(lineHeight, p.Size().Height-2*lineHeight)
	switch e.Name {
	case fyne.KeyDown:
		p.move(p.plan.down(p.cursor, 1))
	case fyne.KeyUp:
		p.move(p.plan.down(p.cursor, -1))
	case fyne.KeyRight:
		p.move(p.plan.beside(p.cursor, 1))
	case fyne.KeyLeft:
		p.move(p.plan.beside(p.cursor, -1))
	case fyne.KeyPageDown:
		p.move(p.plan.nearest(column, top+page))
	case fyne.KeyPageUp:
		p.move(p.plan.nearest(column, top-page))
	case fyne.KeyHome:
		p.move(slot{})
	case fyne.KeyEnd:
		order := p.plan.reading()
		last := order[len(order)-1]
		p.move(slot{last, cards[last].len() - 1})
	default:
		p.press(p.cursor, keys.Narrow)
	}
}
