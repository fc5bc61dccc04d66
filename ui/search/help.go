package search

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// topic is a part of the search help.
type topic struct {
	title    string
	examples []example
	also     string // text below the examples
}

// example is a query and a description of what it finds.
type example struct{ query, finds string }

// topics describe the query language by examples, in columns. A test checks that
// docs/QUERY.md has the same examples and that no field is missing.
var topics = [...][]topic{
	{
		{i18n.Mark("Words"), []example{
			{`anne montgomery`, i18n.Mark("both words, anywhere")},
			{`"the long way"`, i18n.Mark("this exact phrase")},
			{`-abridged`, i18n.Mark("without this word")},
			{`tolkien or lewis`, i18n.Mark("either one")},
			{`(tolkien or lewis) ring`, i18n.Mark("either one, and the other word")},
		}, i18n.Mark("Capitals and accents do not matter; partial words match.")},
		{i18n.Mark("One field"), []example{
			{`author:tolkien`, i18n.Mark("a word in the author")},
			{`author:"le guin"`, i18n.Mark("this exact phrase in the author")},
			{`author:="Ursula K. Le Guin"`, i18n.Mark("exactly this name")},
			{`series:"foundation #2"`, i18n.Mark("book 2 of a series")},
			{`edition:unabridged`, i18n.Mark("the kind of recording")},
			{`contributor:translator`, i18n.Mark("with a translator")},
			{`tag:reread`, i18n.Mark("your own tag")},
			{`format:m4b`, i18n.Mark("a kind of file")},
		}, i18n.Mark("Also narrator: title: genre: publisher: language: note: bookmark: path: codec:")},
	},
	{
		{i18n.Mark("Length, size and date"), []example{
			{`length:>10h`, i18n.Mark("longer than ten hours")},
			{`length:1h..2h`, i18n.Mark("from one hour to two")},
			{`bitrate:<64k`, i18n.Mark("below 64 kbit/s")},
			{`size:>500M`, i18n.Mark("larger than 500 MB")},
			{`year:2001..2010`, i18n.Mark("published in these years")},
			{`rating:>=4`, i18n.Mark("your own rating, four stars or more")},
			{`added:<7d`, i18n.Mark("added in the last seven days")},
			{`added:2024-05`, i18n.Mark("added in that month")},
			{`played:<30d`, i18n.Mark("listened to in the last 30 days")},
		}, i18n.Mark("Also started: finished: abandoned: listened: with a date.")},
		{i18n.Mark("Status"), []example{
			{`is:missing`, i18n.Mark("gone from the disk")},
			{`is:started`, i18n.Mark("in progress; also is:finished is:abandoned")},
			{`has:chapters`, i18n.Mark("has chapters")},
			{`no:cover`, i18n.Mark("no cover")},
		}, i18n.Mark("Also is:offline is:faulty is:protected is:hidden no:author.")},
	},
}

const (
	helpWidth   = 396 // least width, in pixels
	helpExample = 180 // the part of the width for the query
	helpLine    = 25  // height of a line
	helpSize    = 13
	helpGap     = 24 // between columns
	helpMargin  = 8  // at the left and right of a line
)

// NewHelp makes the search help, with its columns side by side if wide. It calls try
// with an example that the user clicks.
func NewHelp(wide bool, try func(query string)) fyne.CanvasObject {
	if !wide {
		return helpColumn(slices.Concat(topics[:]...), try)
	}
	columns := container.New(layout.NewCustomPaddedHBoxLayout(helpGap))
	for _, column := range topics {
		columns.Add(helpColumn(column, try))
	}
	return columns
}

// helpColumn lays out topics, one below the other.
func helpColumn(column []topic, try func(query string)) fyne.CanvasObject {
	all := container.New(layout.NewCustomPaddedVBoxLayout(0))
	for i, t := range column {
		if i > 0 {
			all.Add(widgets.NewSpacer(12))
		}
		head := newHint(example{i18n.Text(t.title), ""}, nil)
		head.query.SetStyle(helpSize, true)
		all.Add(head)
		for _, e := range t.examples {
			all.Add(newHint(e, try))
		}
		if t.also != "" {
			all.Add(newHint(example{"", t.also}, nil))
		}
	}
	return all
}

// hint is a line of the search help: an example with its description, or only text.
type hint struct {
	widget.BaseWidget
	example      example
	try          func(query string) // nil for a line with only text
	over         bool
	ground       *canvas.Rectangle
	query, finds *widgets.Text
}

var (
	_ fyne.Tappable      = (*hint)(nil)
	_ desktop.Hoverable  = (*hint)(nil)
	_ desktop.Cursorable = (*hint)(nil)
)

func newHint(e example, try func(query string)) *hint {
	h := &hint{example: e, try: try, ground: canvas.NewRectangle(nil), query: widgets.NewText(helpSize), finds: widgets.NewText(helpSize)}
	h.ExtendBaseWidget(h)
	return h
}

// Tapped tries the example.
func (h *hint) Tapped(*fyne.PointEvent) {
	if h.try != nil {
		h.try(h.example.query)
	}
}

// MouseIn highlights the line.
func (h *hint) MouseIn(*desktop.MouseEvent) { h.light(h.try != nil) }

// MouseMoved does nothing.
func (h *hint) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the highlight.
func (h *hint) MouseOut() { h.light(false) }

func (h *hint) light(over bool) {
	h.over = over
	h.Refresh()
}

// Cursor is a hand over examples.
func (h *hint) Cursor() desktop.Cursor {
	if h.try != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// left is where the description begins.
func (h *hint) left() float32 {
	if h.example.query == "" {
		return helpMargin
	}
	return helpMargin + helpExample
}

// CreateRenderer is called by Fyne.
func (h *hint) CreateRenderer() fyne.WidgetRenderer { return &hintRenderer{h} }

type hintRenderer struct{ h *hint }

// MinSize leaves room for the whole text, which is longer in some languages.
func (r *hintRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(i18n.Text(r.h.example.finds), helpSize, fyne.TextStyle{}).Width
	return fyne.NewSize(max(helpWidth, r.h.left()+text+helpMargin), helpLine)
}

func (r *hintRenderer) Layout(size fyne.Size) {
	h := r.h
	th, variant := h.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ink, second, left := words.Accent, words.Plain, h.left()
	if h.try == nil {
		ink, second = words.Plain, words.Muted
	}
	h.ground.Hidden = !h.over
	h.ground.FillColor = th.Color(theme.ColorNameHover, variant)
	h.ground.CornerRadius = th.Size(theme.SizeNameSelectionRadius)
	h.ground.Resize(size)
	room := left - helpMargin
	if h.example.finds == "" { // a heading
		room = size.Width - 2*helpMargin
	}
	h.query.Set(h.example.query, room, widgets.ToneColor(th, variant, ink))
	h.query.Canvas.Move(fyne.NewPos(helpMargin, (size.Height-h.query.Height)/2))
	h.finds.Set(i18n.Text(h.example.finds), size.Width-left-helpMargin, widgets.ToneColor(th, variant, second))
	h.finds.Canvas.Move(fyne.NewPos(left, (size.Height-h.finds.Height)/2))
}

func (r *hintRenderer) Refresh() {
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}

func (r *hintRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.ground, r.h.query.Canvas, r.h.finds.Canvas}
}

func (r *hintRenderer) Destroy() {}
