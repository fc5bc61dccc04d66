package details

import (
	"slices"

	"fyne.io/fyne/v2"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	coverPart    = 0.35 // share of the window's height that the cover takes at most
	revealMargin = 8    // pixels above and below a part with the focus
)

// arrange lays out the parts that have something to show.
func (d *Pane) arrange() {
	if d.Size().Width <= 2*margin {
		return // the pane was never shown
	}
	if none := d.Book == nil && d.several == nil; none != d.head.Hidden {
		if none && d.head.hasFocus() {
			d.OnLeave()
		}
		d.head.Hidden = none
		d.body.Refresh()
	}
	d.column.rows = d.column.rows[:0]
	switch {
	case d.several != nil:
		d.arrangeSeveral()
	case d.Book != nil:
		d.arrangeBook()
	default:
		d.column.add(d.nothing, 8)
	}
	d.redraw()
}

func (d *Pane) arrangeSeveral() {
	d.column.add(d.title, 4)
	d.column.addText(d.brief, 6)
	d.column.addText(d.common, 22)
	d.column.addText(d.people, 8)
	d.column.addFacts(d.facts, 10)
}

func (d *Pane) arrangeBook() {
	d.column.add(d.button, 4)
	d.column.add(d.title, 16)
	d.column.addText(d.subtitle, 2)
	d.column.addText(d.status, 6)
	d.column.addText(d.people, 10)
	d.column.addText(d.brief, 10)
	d.column.addText(d.listening, 6)
	d.column.add(d.rating, 10)
	if !d.heavy {
		return
	}
	d.column.addText(d.description, 18)
	if len(d.description.Shown) > 0 && d.long() {
		d.fold.Set([]widgets.Paragraph{{Spans: []widgets.Span{{Text: d.foldWord(), Tone: words.Accent, OnTap: d.unfold}}}})
		d.column.add(d.fold, 6)
	}
	d.column.addFacts(d.facts, 20)
	for _, s := range d.sections() {
		if len(s.list.Rows) > 0 {
			d.column.add(s.heading, 22)
			d.column.add(s.list, 4)
		}
	}
}

func (d *Pane) redraw() {
	d.column.width = d.Size().Width - 2*margin
	d.column.side = d.WindowHeight() * coverPart // a notice below the pane leaves the cover as it is
	box := d.scroll.Content.(*fyne.Container)
	focused := d.hasFocus(box.Objects)
	box.Objects = box.Objects[:0]
	for _, r := range d.column.rows {
		box.Objects = append(box.Objects, r.object)
	}
	if focused && !d.hasFocus(box.Objects) { // keys would act on what is not shown any more
		d.OnLeave()
	}
	d.scroll.Refresh()
	d.reveal()
}

// hasFocus reports whether one of the objects in the column has the focus.
func (d *Pane) hasFocus(objects []fyne.CanvasObject) bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(d)
	return c != nil && slices.ContainsFunc(objects, func(o fyne.CanvasObject) bool {
		if f, is := o.(*fact); is {
			o = f.value
		}
		return any(o) == any(c.Focused())
	})
}

// revealPart scrolls to a part of an object in the column.
func (d *Pane) revealPart(o fyne.CanvasObject, top, height float32) {
	driver := fyne.CurrentApp().Driver()
	y := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(d.scroll).Y + top
	below := y + height + revealMargin - d.scroll.Size().Height
	switch {
	case y < revealMargin:
		below = y - revealMargin
	case below <= 0:
		return
	}
	d.scroll.ScrollToOffset(fyne.NewPos(0, max(0, d.scroll.Offset.Y+below)))
	d.reveal() // the toolkit does not call OnScrolled
}

// reveal draws the files and chapters in sight.
func (d *Pane) reveal() {
	if d.Book == nil {
		return
	}
	for _, s := range d.sections() {
		top := d.scroll.Offset.Y - s.list.Position().Y
		s.list.Reveal(max(0, top), top+d.scroll.Size().Height)
	}
}

// column lays out objects below each other. All have the same width except the square
// cover.
type column struct {
	rows        []columnRow
	width, side float32 // side is the largest side of the cover
}

// columnRow is one object of the pane and the gap above it.
type columnRow struct {
	object tall
	gap    float32
}

// tall is an object that knows its height for a width.
type tall interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// add adds an object with a gap above it.
func (l *column) add(o tall, gap float32) { l.rows = append(l.rows, columnRow{o, gap}) }

// addText adds a text unless it is empty.
func (l *column) addText(text *widgets.RichText, gap float32) {
	if len(text.Shown) > 0 {
		l.add(text, gap)
	}
}

// addFacts adds the table of facts with a gap above it.
func (l *column) addFacts(facts []*fact, above float32) {
	align(facts)
	gap := above
	for _, f := range facts {
		l.add(f, gap)
		gap = betweenFacts
	}
}

// height is the height of a row.
func (l *column) height(r columnRow) float32 {
	if c, ok := r.object.(*coverButton); ok {
		return min(c.HeightFor(l.width), max(l.side, 120))
	}
	return r.object.HeightFor(l.width)
}

// Layout is called by Fyne.
func (l *column) Layout([]fyne.CanvasObject, fyne.Size) {
	y := float32(8)
	for _, r := range l.rows {
		y += r.gap
		h := l.height(r)
		w := l.width
		if _, ok := r.object.(*coverButton); ok {
			w = h
		}
		r.object.Move(fyne.NewPos(margin+(l.width-w)/2, y))
		r.object.Resize(fyne.NewSize(w, h))
		y += h
	}
}

// MinSize is called by Fyne.
func (l *column) MinSize([]fyne.CanvasObject) fyne.Size {
	y := float32(8 + 24)
	for _, r := range l.rows {
		y += r.gap + l.height(r)
	}
	return fyne.NewSize(1, y)
}
