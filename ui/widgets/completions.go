package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/words"
)

const (
	CompletionHeight = 27 // height of a row
	CompletionEdge   = 4  // around the rows
	completionSize   = 13 // size of the text
	completionMargin = 10 // at the left and right in a row
	completionGap    = 12 // after the text
	completionCounts = 44 // width of the number of books
)

// Completion is one row of Completions.
type Completion struct {
	Text     string
	From, To int    // the bytes of Text that match the typed text; equal if none do
	Kind     string // at the right, "" for nothing
	Books    int    // the number of books at the right, 0 for none
}

// Completions is a list of completions below a text box. The box keeps the keyboard focus
// and tells the list which row is chosen. UI goroutine only.
type Completions struct {
	widget.BaseWidget
	list    []Completion
	Chosen  int // the chosen row, −1 for none
	over    int // the row under the pointer, −1 for none
	ground  *canvas.Rectangle
	mark    *canvas.Rectangle // behind the chosen row
	glow    *canvas.Rectangle // behind the row under the pointer
	rows    []*completionRow  // the rows made so far
	Pressed bool              // the pointer is down on a row

	OnTake func(row int)
	Place  func() // lays the list out below its box
}

var (
	_ fyne.Tappable     = (*Completions)(nil)
	_ desktop.Hoverable = (*Completions)(nil)
	_ desktop.Mouseable = (*Completions)(nil)
)

// completionRow draws one completion, with the matching part in bold.
type completionRow struct {
	before, match, after, kind, count *canvas.Text
}

func newCompletionRow() *completionRow {
	text := func() *canvas.Text {
		t := canvas.NewText("", color.Black)
		t.TextSize = completionSize
		return t
	}
	r := &completionRow{text(), text(), text(), text(), text()}
	r.match.TextStyle.Bold = true
	return r
}

func (r *completionRow) texts() []*canvas.Text {
	return []*canvas.Text{r.before, r.match, r.after, r.kind, r.count}
}

// NewCompletions makes an empty, hidden list. The caller must set OnTake and Place.
func NewCompletions() *Completions {
	o := &Completions{Chosen: -1, over: -1, Place: func() {}}
	o.ground, o.mark, o.glow = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	o.ground.StrokeWidth = 1
	o.ExtendBaseWidget(o)
	o.Hide()
	return o
}

// Set replaces the completions, with none of them chosen. Without completions the list is
// hidden.
func (o *Completions) Set(list []Completion) {
	o.list, o.Chosen, o.Pressed = list, -1, false
	o.over = min(o.over, len(list)-1)
	switch {
	case len(list) > 0:
		o.Show()
		o.Place()
	case o.Visible():
		o.Hide()
	}
}

// Choose chooses a row, or none for −1.
func (o *Completions) Choose(row int) {
	o.Chosen = max(-1, min(row, len(o.list)-1))
	o.Refresh()
}

func (o *Completions) rowAt(at fyne.Position) int {
	return max(0, min(int((at.Y-CompletionEdge)/CompletionHeight), len(o.list)-1))
}

// MouseDown notes the press, because the toolkit then takes the focus from the box.
func (o *Completions) MouseDown(*desktop.MouseEvent) { o.Pressed = true }

// MouseUp does nothing: the toolkit takes the focus again before the tap.
func (o *Completions) MouseUp(*desktop.MouseEvent) {}

// Tapped inserts a completion.
func (o *Completions) Tapped(e *fyne.PointEvent) {
	o.Pressed = false
	if len(o.list) > 0 {
		o.OnTake(o.rowAt(e.Position))
	}
}

// MouseIn highlights the row.
func (o *Completions) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved highlights the row.
func (o *Completions) MouseMoved(e *desktop.MouseEvent) {
	if row := o.rowAt(e.Position); row != o.over {
		o.over = row
		o.Refresh()
	}
}

// MouseOut ends the highlight.
func (o *Completions) MouseOut() {
	o.over, o.Pressed = -1, false
	o.Refresh()
}

// CreateRenderer is called by Fyne.
func (o *Completions) CreateRenderer() fyne.WidgetRenderer { return &completionsRenderer{o: o} }

type completionsRenderer struct {
	o       *Completions
	objects []fyne.CanvasObject
}

func (r *completionsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, float32(len(r.o.list))*CompletionHeight+2*CompletionEdge)
}

func (r *completionsRenderer) Layout(size fyne.Size) {
	o := r.o
	th, variant := o.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	o.ground.Resize(size)
	place := func(back *canvas.Rectangle, row int) {
		back.Hidden = row < 0
		back.Move(fyne.NewPos(CompletionEdge, CompletionEdge+float32(row)*CompletionHeight))
		back.Resize(fyne.NewSize(size.Width-2*CompletionEdge, CompletionHeight))
	}
	place(o.mark, o.Chosen)
	place(o.glow, o.over)
	ink, quiet := ToneColor(th, variant, words.Plain), ToneColor(th, variant, words.Muted)
	for i := range o.list {
		if i == len(o.rows) {
			o.rows = append(o.rows, newCompletionRow())
		}
		o.rows[i].show(&o.list[i], CompletionEdge+float32(i)*CompletionHeight, size.Width, ink, quiet)
	}
}

// show draws a completion in a row that begins at y.
func (r *completionRow) show(c *Completion, y, width float32, ink, quiet color.Color) {
	left, right := float32(CompletionEdge+completionMargin), width-CompletionEdge-completionMargin
	r.count.Text, r.kind.Text = "", c.Kind
	if c.Books > 0 {
		r.count.Text = i18n.Number(c.Books)
	}
	put := func(t *canvas.Text, x float32, ink color.Color) (width float32) {
		size := t.MinSize()
		t.Color = ink
		t.Move(fyne.NewPos(x, y+(CompletionHeight-size.Height)/2))
		t.Resize(size)
		return size.Width
	}
	put(r.count, right-r.count.MinSize().Width, quiet)
	right -= completionCounts
	put(r.kind, right-r.kind.MinSize().Width, quiet)
	right -= r.kind.MinSize().Width + completionGap
	r.before.Text, r.match.Text, r.after.Text = cut(c, right-left)
	for _, t := range []*canvas.Text{r.before, r.match, r.after} {
		left += put(t, left, ink)
	}
}

// cut returns the text of a completion, shortened to a width: the part before the
// match, the match, and the part after it.
func cut(c *Completion, room float32) (before, match, after string) {
	regular := func(s string) float32 { return fyne.MeasureText(s, completionSize, fyne.TextStyle{}).Width }
	bold := func(s string) float32 { return fyne.MeasureText(s, completionSize, fyne.TextStyle{Bold: true}).Width }
	clean := words.Printable(c.Text)
	if clean != c.Text {
		return Ellipsis(clean, room, regular), "", ""
	}
	before, match, after = clean[:c.From], clean[c.From:c.To], clean[c.To:]
	room -= regular(before) + bold(match)
	if after = Ellipsis(after, room, regular); room < 0 || after == "" && c.To < len(clean) {
		return Ellipsis(clean, room+regular(before)+bold(match), regular), "", ""
	}
	return before, match, after
}

func (r *completionsRenderer) Refresh() {
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

func (r *completionsRenderer) Objects() []fyne.CanvasObject {
	o := r.o
	r.objects = append(r.objects[:0], o.ground, o.glow, o.mark)
	for i := range min(len(o.list), len(o.rows)) {
		for _, t := range o.rows[i].texts() {
			r.objects = append(r.objects, t)
		}
	}
	return r.objects
}

func (r *completionsRenderer) Destroy() {}
