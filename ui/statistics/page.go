package statistics

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// Page shows the sums of the books in the view: totals, and cards with bars. Only the lines
// in sight exist as objects. UI goroutine only.
type Page struct {
	widget.BaseWidget
	OnBar    func(view.Bar, keys.Click) // changes the search for the condition of a bar
	OnBook   func(*book.Book)           // shows a book
	OnOrder  func(view.Key)             // shows all books in an order, the greatest first
	OnEscape func()                     // is called for Esc
	OnKey    func(fyne.KeyName)         // gets the keys that the page does not use

	shown  *view.Statistics
	files  bool            // rows are files
	open   map[string]bool // the keys of the cards of which all bars are shown
	plan   plan
	totals summary

	scroll  *container.Scroll
	sheet   *sheet
	rows    map[slot]*row // in sight
	frames  map[int]*frame
	spare   []*row
	cursor  slot
	hovered slot
	focused bool
}

var _ fyne.Focusable = (*Page)(nil)

// New makes a hidden page. The caller must set its functions.
func New() *Page {
	p := &Page{shown: new(view.Statistics), open: map[string]bool{}, rows: map[slot]*row{}, frames: map[int]*frame{}, cursor: noSlot, hovered: noSlot}
	p.sheet = newSheet(p)
	p.scroll = container.NewVScroll(p.sheet)
	p.scroll.OnScrolled = func(fyne.Position) { p.draw() }
	p.ExtendBaseWidget(p)
	p.Hidden = true
	return p
}

// CreateRenderer is called by Fyne.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(p.scroll, widgets.NewWheel(p.turned)))
}

// MinSize leaves room for a column with a few lines.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(200, titleHeight+2*lineHeight) }

// Resize places the cards in the new width.
func (p *Page) Resize(size fyne.Size) {
	if size == p.Size() {
		return
	}
	p.BaseWidget.Resize(size)
	p.lay()
}

// Refresh draws what is in sight.
func (p *Page) Refresh() { p.scroll.Refresh() } // refreshes the sheet, too

// Set shows statistics, and reports whether they differ from those before. If files is
// true, rows are files.
func (p *Page) Set(s *view.Statistics, files bool) (other bool) {
	if s == p.shown && files == p.files {
		return false
	}
	p.shown, p.files = s, files
	p.lay()
	return true
}

// lay places everything. The cursor stays at its line, wherever that is now.
func (p *Page) lay() {
	var at place
	if p.cursor != noSlot {
		at = p.plan.placeOf(p.cursor)
	}
	p.totals = newSummary(p.shown, p.files)
	width := p.Size().Width
	p.plan = newPlan(cards(p.shown, p.files, p.open, time.Local), p.totals.lay(width), width)
	p.cursor, p.hovered = noSlot, noSlot
	if at != (place{}) {
		p.cursor = p.plan.find(at)
	}
	if p.cursor == noSlot && p.focused && len(p.plan.cards) > 0 {
		p.cursor = slot{}
	}
	p.forget()
	p.sheet.Resize(fyne.NewSize(width, max(p.plan.height, p.Size().Height))) // the scroll container relies on the current size of its content
	p.to(p.scroll.Offset.Y)
	p.Refresh()
}

// forget drops the objects of all lines and cards.
func (p *Page) forget() {
	for s, r := range p.rows {
		p.spare = append(p.spare, r)
		delete(p.rows, s)
	}
	clear(p.frames)
}

// to scrolls to a height, but not past the end.
func (p *Page) to(y float32) {
	if y = max(0, min(y, p.plan.height-p.Size().Height)); y != p.scroll.Offset.Y {
		widgets.HideTip()
		p.scroll.Offset.Y = y
		p.Refresh()
	}
}

// turned handles the mouse wheel, which brings another line under the pointer.
func (p *Page) turned(e *fyne.ScrollEvent) {
	p.to(p.scroll.Offset.Y - widgets.InSteps(e.Scrolled.DY, widgets.NotchRows*lineHeight))
	p.hover(p.plan.at(e.Position.X, e.Position.Y+p.scroll.Offset.Y))
}

// draw shows what is in sight.
func (p *Page) draw() {
	if p.Hidden || p.Size().Height <= 0 {
		return
	}
	ink := inksOf(p.Theme())
	top, bottom := p.scroll.Offset.Y, p.scroll.Offset.Y+p.Size().Height
	objects := p.totals.objects(ink)
	seen := map[slot]bool{}
	for i, c := range p.plan.cards {
		x, y := p.plan.left(i), p.plan.top[i]
		if y >= bottom || y+c.height() <= top {
			continue
		}
		f := p.frames[i]
		if f == nil {
			f = newFrame()
			p.frames[i] = f
		}
		objects = append(objects, f.draw(c, x, y, p.plan.width, ink)...)
		notes := fyne.MeasureText(c.widest(), noteSize, fyne.TextStyle{}).Width
		first, last := p.plan.linesIn(i, top, bottom)
		for n := first; n < last; n++ {
			at := slot{i, n}
			seen[at] = true
			y, _ := p.plan.extent(at)
			r := p.row(at)
			objects = append(objects, r.draw(c.line(n), x, y, p.plan.width, notes, ink)...)
			r.tint(at == p.hovered, p.focused && at == p.cursor, ink)
		}
	}
	for at, r := range p.rows {
		if !seen[at] {
			p.spare = append(p.spare, r)
			delete(p.rows, at)
		}
	}
	p.sheet.objects = objects
	canvas.Refresh(p.sheet)
}

// row returns the objects of a line.
func (p *Page) row(at slot) *row {
	r := p.rows[at]
	if r == nil {
		if n := len(p.spare); n > 0 {
			r, p.spare = p.spare[n-1], p.spare[:n-1]
		} else {
			r = newRow()
		}
		p.rows[at] = r
	}
	return r
}

// tint draws the surface of a line if the line is in sight.
func (p *Page) tint(at slot) {
	if r := p.rows[at]; r != nil {
		r.tint(at == p.hovered, p.focused && at == p.cursor, inksOf(p.Theme()))
		canvas.Refresh(r.surface)
	}
}

// press does what a line is for.
func (p *Page) press(at slot, click keys.Click) {
	if at == noSlot {
		return
	}
	c := p.plan.cards[at.card]
	switch l := c.line(at.line); {
	case l.kind == barLine:
		p.OnBar(l.bar, click)
	case l.kind == bookLine:
		if !isGone(l.book) {
			p.OnBook(l.book)
		}
	case c.list != nil:
		p.OnOrder(c.list.Key)
	default:
		p.open[c.key()] = !c.open
		p.lay()
		if at := p.cursor; at != noSlot {
			at.line = min(fewBars-1, p.plan.cards[at.card].len()-1) // where the first of the other bars is
			p.move(at)
		}
	}
}
