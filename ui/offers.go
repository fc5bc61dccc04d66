package ui

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	mostOffers  = 8   // more would hide the table that answers
	offerHeight = 27  // of a row
	offerSize   = 13  // of its text
	offerEdge   = 4   // around the rows
	offerMargin = 10  // left and right in a row
	offersWidth = 400 // at most, unless the search box is narrower
	offersGap   = 2   // below the search box
	offerGap    = 12  // behind the text
	offerCounts = 44  // room for how many books have a value
)

// further are the completions that say more than the text does already.
func further(text string, list []view.Completion) (more []view.Completion) {
	runes := []rune(text)
	for _, c := range list {
		if strings.TrimSpace(c.Insert) != string(runes[c.Start:c.End]) && len(more) < mostOffers {
			more = append(more, c)
		}
	}
	return more
}

// named reports whether the word that a completion replaces names its field.
func named(text string, c view.Completion) bool {
	return strings.Contains(view.Fold(string([]rune(text)[c.Start:c.End])), c.Field.String()+":")
}

// completed is a text with a completion in it, and where the cursor is then, in
// characters. A space behind the word is not doubled.
func completed(text string, c view.Completion) (whole string, cursor int) {
	runes := []rune(text)
	end := c.End
	if strings.HasSuffix(c.Insert, " ") && end < len(runes) && runes[end] == ' ' {
		end++
	}
	return string(runes[:c.Start]) + c.Insert + string(runes[end:]), c.Start + len([]rune(c.Insert))
}

// offers are the completions that stand under the search box. They take no
// keys; the box says which one is chosen.
type offers struct {
	widget.BaseWidget
	list   []view.Completion
	chosen int // −1 is none
	over   int // the row under the pointer, −1 for none
	ground *canvas.Rectangle
	mark   *canvas.Rectangle // behind the chosen row
	glow   *canvas.Rectangle // behind the one under the pointer
	rows   []*offerRow       // made so far
	kinds  bool              // the text does not say of what the values are
	press  bool              // the pointer is down on a row

	onTake func(view.Completion)
	place  func() // lays the list out under the search box
}

var (
	_ fyne.Tappable     = (*offers)(nil)
	_ desktop.Hoverable = (*offers)(nil)
	_ desktop.Mouseable = (*offers)(nil)
)

// offerRow is how a completion is drawn: what matches is bold.
type offerRow struct {
	before, match, after, kind, count *canvas.Text
}

func newOfferRow() *offerRow {
	text := func() *canvas.Text {
		t := canvas.NewText("", color.Black)
		t.TextSize = offerSize
		return t
	}
	r := &offerRow{text(), text(), text(), text(), text()}
	r.match.TextStyle.Bold = true
	return r
}

func (r *offerRow) texts() []*canvas.Text {
	return []*canvas.Text{r.before, r.match, r.after, r.kind, r.count}
}

func newOffers() *offers {
	o := &offers{chosen: -1, over: -1, place: func() {}}
	o.ground, o.mark, o.glow = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	o.ground.StrokeWidth = 1
	o.ExtendBaseWidget(o)
	o.Hide()
	return o
}

// show offers other completions, none of them chosen; it hides where there are
// none. kinds tells of what each value is.
func (o *offers) show(list []view.Completion, kinds bool) {
	o.list, o.kinds, o.chosen, o.press = list, kinds, -1, false
	o.over = min(o.over, len(list)-1)
	switch {
	case len(list) > 0:
		o.Show()
		o.place()
	case o.Visible():
		o.Hide()
	}
}

// choose marks a row; above the first none is marked, and the last is as far as
// it goes.
func (o *offers) choose(row int) {
	o.chosen = max(-1, min(row, len(o.list)-1))
	o.Refresh()
}

func (o *offers) rowAt(at fyne.Position) int {
	return max(0, min(int((at.Y-offerEdge)/offerHeight), len(o.list)-1))
}

// MouseDown takes note of the press: Fyne takes the focus away next.
func (o *offers) MouseDown(*desktop.MouseEvent) { o.press = true }

// MouseUp does nothing: the focus is taken away once more before the tap.
func (o *offers) MouseUp(*desktop.MouseEvent) {}

// Tapped takes a completion.
func (o *offers) Tapped(e *fyne.PointEvent) {
	o.press = false
	if len(o.list) > 0 {
		o.onTake(o.list[o.rowAt(e.Position)])
	}
}

// MouseIn lights the row.
func (o *offers) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved lights the row.
func (o *offers) MouseMoved(e *desktop.MouseEvent) {
	if row := o.rowAt(e.Position); row != o.over {
		o.over = row
		o.Refresh()
	}
}

// MouseOut ends that.
func (o *offers) MouseOut() {
	o.over, o.press = -1, false
	o.Refresh()
}

// CreateRenderer is called by Fyne.
func (o *offers) CreateRenderer() fyne.WidgetRenderer { return &offersRenderer{o: o} }

type offersRenderer struct {
	o       *offers
	objects []fyne.CanvasObject
}

func (r *offersRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, float32(len(r.o.list))*offerHeight+2*offerEdge)
}

func (r *offersRenderer) Layout(size fyne.Size) {
	o := r.o
	th, variant := o.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	o.ground.Resize(size)
	place := func(back *canvas.Rectangle, row int) {
		back.Hidden = row < 0
		back.Move(fyne.NewPos(offerEdge, offerEdge+float32(row)*offerHeight))
		back.Resize(fyne.NewSize(size.Width-2*offerEdge, offerHeight))
	}
	place(o.mark, o.chosen)
	place(o.glow, o.over)
	ink, quiet := widgets.ToneColor(th, variant, words.Plain), widgets.ToneColor(th, variant, words.Muted)
	for i := range o.list {
		if i == len(o.rows) {
			o.rows = append(o.rows, newOfferRow())
		}
		o.rows[i].show(&o.list[i], o.kinds, offerEdge+float32(i)*offerHeight, size.Width, ink, quiet)
	}
}

// show draws a completion in a row that begins at y.
func (r *offerRow) show(c *view.Completion, kind bool, y, width float32, ink, quiet color.Color) {
	left, right := float32(offerEdge+offerMargin), width-offerEdge-offerMargin
	r.count.Text, r.kind.Text = "", ""
	if c.Books > 0 {
		r.count.Text = words.Number(c.Books)
	}
	if kind {
		r.kind.Text = c.Field.String()
	}
	put := func(t *canvas.Text, x float32, ink color.Color) (width float32) {
		size := t.MinSize()
		t.Color = ink
		t.Move(fyne.NewPos(x, y+(offerHeight-size.Height)/2))
		t.Resize(size)
		return size.Width
	}
	put(r.count, right-r.count.MinSize().Width, quiet)
	right -= offerCounts
	put(r.kind, right-r.kind.MinSize().Width, quiet)
	right -= r.kind.MinSize().Width + offerGap
	r.before.Text, r.match.Text, r.after.Text = cut(c, right-left)
	for _, t := range []*canvas.Text{r.before, r.match, r.after} {
		left += put(t, left, ink)
	}
}

// cut is the text of a completion in so much room: before what matches, that, and
// behind it.
func cut(c *view.Completion, room float32) (before, match, after string) {
	regular := func(s string) float32 { return fyne.MeasureText(s, offerSize, fyne.TextStyle{}).Width }
	bold := func(s string) float32 { return fyne.MeasureText(s, offerSize, fyne.TextStyle{Bold: true}).Width }
	clean := words.Printable(c.Text)
	if clean != c.Text {
		return widgets.Ellipsis(clean, room, regular), "", ""
	}
	before, match, after = clean[:c.From], clean[c.From:c.To], clean[c.To:]
	room -= regular(before) + bold(match)
	if after = widgets.Ellipsis(after, room, regular); room < 0 || after == "" && c.To < len(clean) {
		return widgets.Ellipsis(clean, room+regular(before)+bold(match), regular), "", ""
	}
	return before, match, after
}

func (r *offersRenderer) Refresh() {
	o := r.o
	th, variant := o.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	o.ground.FillColor = th.Color(theme.ColorNameMenuBackground, variant)
	o.ground.StrokeColor = th.Color(theme.ColorNameInputBorder, variant)
	o.ground.CornerRadius = th.Size(theme.SizeNameInputRadius)
	o.ground.Shadow = canvas.Shadow{Color: th.Color(theme.ColorNameShadow, variant), BlurRadius: 10, Offset: fyne.NewPos(0, 3)}
	o.mark.FillColor = th.Color(theme.ColorNameSelection, variant)
	o.glow.FillColor = th.Color(theme.ColorNameHover, variant)
	o.mark.CornerRadius, o.glow.CornerRadius = o.ground.CornerRadius-2, o.ground.CornerRadius-2
	r.Layout(o.Size())
	canvas.Refresh(o)
}

func (r *offersRenderer) Objects() []fyne.CanvasObject {
	o := r.o
	r.objects = append(r.objects[:0], o.ground, o.glow, o.mark)
	for i := range min(len(o.list), len(o.rows)) {
		for _, t := range o.rows[i].texts() {
			r.objects = append(r.objects, t)
		}
	}
	return r.objects
}

func (r *offersRenderer) Destroy() {}

// beneath is the layout of what floats under the search box and the line that
// says what is wrong in it, over what stands there.
type beneath struct{ box, line fyne.CanvasObject }

// Layout is called by Fyne. The line has no size yet when it was shown just now.
func (b beneath) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(b.box).AddXY(0, b.box.Size().Height+offersGap)
	if b.line.Visible() {
		at.Y += b.line.MinSize().Height + theme.Padding()
	}
	for _, o := range objects {
		zero := d.AbsolutePositionForObject(o).Subtract(o.Position())
		o.Move(at.Subtract(zero))
		o.Resize(fyne.NewSize(min(offersWidth, b.box.Size().Width), o.MinSize().Height))
	}
}

// MinSize is called by Fyne: what floats asks for no room.
func (b beneath) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
