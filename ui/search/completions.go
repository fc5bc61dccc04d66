package search

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
	mostCompletions  = 8   // more would hide the books
	completionHeight = 27  // height of a row
	completionSize   = 13  // size of its text
	completionEdge   = 4   // around the rows
	completionMargin = 10  // at the left and right in a row
	completionsWidth = 400 // at most, unless the search box is narrower
	completionGap    = 12  // after the text
	completionCounts = 44  // width of the number of books
)

// further returns the completions that would change the text.
func further(text string, list []view.Completion) (more []view.Completion) {
	runes := []rune(text)
	for _, c := range list {
		if strings.TrimSpace(c.Insert) != string(runes[c.Start:c.End]) && len(more) < mostCompletions {
			more = append(more, c)
		}
	}
	return more
}

// named reports whether the word that a completion replaces follows a field, as in
// "author:".
func named(text string, c view.Completion) bool {
	return strings.Contains(view.Fold(string([]rune(text)[c.Start:c.End])), c.Field.String()+":")
}

// completed returns a text with a completion inserted, and the position of the cursor
// after it, in characters. It does not double a space after the word.
func completed(text string, c view.Completion) (whole string, cursor int) {
	runes := []rune(text)
	end := c.End
	if strings.HasSuffix(c.Insert, " ") && end < len(runes) && runes[end] == ' ' {
		end++
	}
	return string(runes[:c.Start]) + c.Insert + string(runes[end:]), c.Start + len([]rune(c.Insert))
}

// completions is the list below the search box. The box keeps the keyboard focus and
// tells the list which row is chosen.
type completions struct {
	widget.BaseWidget
	list   []view.Completion
	chosen int // the chosen row, −1 for none
	over   int // the row under the pointer, −1 for none
	ground *canvas.Rectangle
	mark   *canvas.Rectangle // behind the chosen row
	glow   *canvas.Rectangle // behind the row under the pointer
	rows   []*completionRow  // the rows made so far
	kinds  bool              // rows name the field of their value
	press  bool              // the pointer is down on a row

	onTake func(view.Completion)
	Place  func() // lays the list out under the search box
}

var (
	_ fyne.Tappable     = (*completions)(nil)
	_ desktop.Hoverable = (*completions)(nil)
	_ desktop.Mouseable = (*completions)(nil)
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

func newCompletions() *completions {
	o := &completions{chosen: -1, over: -1, Place: func() {}}
	o.ground, o.mark, o.glow = canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	o.ground.StrokeWidth = 1
	o.ExtendBaseWidget(o)
	o.Hide()
	return o
}

// show replaces the completions, with none of them chosen. Without completions the list
// is hidden. kinds says whether rows name the field of their value.
func (o *completions) show(list []view.Completion, kinds bool) {
	o.list, o.kinds, o.chosen, o.press = list, kinds, -1, false
	o.over = min(o.over, len(list)-1)
	switch {
	case len(list) > 0:
		o.Show()
		o.Place()
	case o.Visible():
		o.Hide()
	}
}

// choose chooses a row, or none for −1.
func (o *completions) choose(row int) {
	o.chosen = max(-1, min(row, len(o.list)-1))
	o.Refresh()
}

func (o *completions) rowAt(at fyne.Position) int {
	return max(0, min(int((at.Y-completionEdge)/completionHeight), len(o.list)-1))
}

// MouseDown notes the press, because the toolkit then takes the focus from the box.
func (o *completions) MouseDown(*desktop.MouseEvent) { o.press = true }

// MouseUp does nothing: the toolkit takes the focus again before the tap.
func (o *completions) MouseUp(*desktop.MouseEvent) {}

// Tapped inserts a completion.
func (o *completions) Tapped(e *fyne.PointEvent) {
	o.press = false
	if len(o.list) > 0 {
		o.onTake(o.list[o.rowAt(e.Position)])
	}
}

// MouseIn highlights the row.
func (o *completions) MouseIn(e *desktop.MouseEvent) { o.MouseMoved(e) }

// MouseMoved highlights the row.
func (o *completions) MouseMoved(e *desktop.MouseEvent) {
	if row := o.rowAt(e.Position); row != o.over {
		o.over = row
		o.Refresh()
	}
}

// MouseOut ends the highlight.
func (o *completions) MouseOut() {
	o.over, o.press = -1, false
	o.Refresh()
}

// CreateRenderer is called by Fyne.
func (o *completions) CreateRenderer() fyne.WidgetRenderer { return &completionsRenderer{o: o} }

type completionsRenderer struct {
	o       *completions
	objects []fyne.CanvasObject
}

func (r *completionsRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, float32(len(r.o.list))*completionHeight+2*completionEdge)
}

func (r *completionsRenderer) Layout(size fyne.Size) {
	o := r.o
	th, variant := o.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	o.ground.Resize(size)
	place := func(back *canvas.Rectangle, row int) {
		back.Hidden = row < 0
		back.Move(fyne.NewPos(completionEdge, completionEdge+float32(row)*completionHeight))
		back.Resize(fyne.NewSize(size.Width-2*completionEdge, completionHeight))
	}
	place(o.mark, o.chosen)
	place(o.glow, o.over)
	ink, quiet := widgets.ToneColor(th, variant, words.Plain), widgets.ToneColor(th, variant, words.Muted)
	for i := range o.list {
		if i == len(o.rows) {
			o.rows = append(o.rows, newCompletionRow())
		}
		o.rows[i].show(&o.list[i], o.kinds, completionEdge+float32(i)*completionHeight, size.Width, ink, quiet)
	}
}

// show draws a completion in a row that begins at y.
func (r *completionRow) show(c *view.Completion, kind bool, y, width float32, ink, quiet color.Color) {
	left, right := float32(completionEdge+completionMargin), width-completionEdge-completionMargin
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
		t.Move(fyne.NewPos(x, y+(completionHeight-size.Height)/2))
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
func cut(c *view.Completion, room float32) (before, match, after string) {
	regular := func(s string) float32 { return fyne.MeasureText(s, completionSize, fyne.TextStyle{}).Width }
	bold := func(s string) float32 { return fyne.MeasureText(s, completionSize, fyne.TextStyle{Bold: true}).Width }
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
