package details

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	whyWidth  = 340 // of the text at most, in pixels: names of folders fit into two lines
	whyMargin = 8
	whyGap    = 8   // above the link below the text
	whyMost   = 12  // claims that are listed at most
	whyLength = 120 // characters of a value that are shown: the details show the rest
)

// whyWords says where the value of a field comes from, and which values other sources
// have. It is nil if there are no claims.
func whyWords(f book.Field, claims []library.Claim) []widgets.Paragraph {
	if len(claims) == 0 {
		return nil
	}
	first := &claims[0]
	from := i18n.Text("from {{.Source}}", "Source", whoSays(first))
	switch {
	case first.Source == book.FromEdit && first.Value == "":
		from = i18n.Text("you emptied it")
	case first.Source == book.FromEdit:
		from = i18n.Text("you typed it")
	}
	name, after, _ := strings.Cut(i18n.Text("{{.Field}}: {{.Value}}", "Field", words.Capital(i18n.Text(f.Info().One))), "{{.Value}}") // only the name is bold
	said := []widgets.Paragraph{{Spans: []widgets.Span{{Text: name, Bold: true}, {Text: words.Printable(from) + after}}}}
	line := func(text string) {
		said = append(said, widgets.Paragraph{Item: true, After: true, Spans: []widgets.Span{{Text: words.Printable(text), Tone: words.Muted}}})
	}
	for i := range claims[1:] {
		c := &claims[1+i]
		if i == whyMost {
			line(i18n.Count(len(claims)-1-i, "{{.Count}} more", "{{.Count}} more"))
			break
		}
		line(claimWords(f, c, c.Value == first.Value))
	}
	return said
}

// claimWords says what a source says about a field. same says that its value is the one in
// use.
func claimWords(f book.Field, c *library.Claim, same bool) string {
	if c.Value == "" && !c.Rejected.IsZero() {
		return words.Fault(i18n.Message(c.Rejected))
	}
	values := []any{"Source", whoSays(c), "Value", shortened(f, c.Value), "Reason", i18n.Message(c.Rejected)}
	switch tags := c.Source == book.FromTag && c.Tag == "" && !c.Shared; {
	case !c.Rejected.IsZero() && tags:
		return i18n.Text("{{.Source}} say “{{.Value}}”, {{.Reason}}", values...)
	case !c.Rejected.IsZero():
		return i18n.Text("{{.Source}} says “{{.Value}}”, {{.Reason}}", values...)
	case same && tags:
		return i18n.Text("{{.Source}} say the same", values...)
	case same:
		return i18n.Text("{{.Source}} says the same", values...)
	case tags:
		return i18n.Text("{{.Source}} say “{{.Value}}”", values...)
	default:
		return i18n.Text("{{.Source}} says “{{.Value}}”", values...)
	}
}

// whoSays names the source of a claim.
func whoSays(c *library.Claim) string {
	if c.Shared {
		return i18n.Message(c.Where)
	}
	switch c.Source {
	case book.FromTag:
		name, where := c.Tag, i18n.Message(c.Where)
		if c.Where.English == book.FromTag.String() {
			where = "" // a cover or chapters belong to the book as a whole
		}
		switch {
		case name != "":
			return tagName(name, where)
		case where == "":
			return i18n.Text("the tags")
		default:
			return i18n.Text("the tags of {{.Part}}", "Part", where)
		}
	case book.FromFolder, book.FromName:
		return i18n.Message(c.Where)
	case book.FromOPF:
		return i18n.Text("the Calibre file")
	case book.FromNFO:
		return i18n.Text("the .nfo file")
	case book.FromPicture:
		return i18n.Text("a picture in the folder")
	case book.FromCue:
		return i18n.Text("a cue sheet in the folder")
	default:
		return c.Where.String()
	}
}

// shortened returns a value in one line, cut if it is long.
func shortened(f book.Field, value string) string {
	if f == book.Description {
		value = widgets.PlainHTML(value)
	}
	value = strings.Join(strings.Fields(value), " ")
	if all := []rune(value); len(all) > whyLength {
		return strings.TrimRight(string(all[:whyLength]), " ") + "…"
	}
	return value
}

// answer is a text in a pop-up. Esc closes the pop-up, Ctrl+C copies the text.
type answer struct {
	widget.BaseWidget
	told, copied *widgets.RichText
	width        float32 // of the text
	copy, close  func()
}

// tellWhy shows an answer at a position.
func (d *Pane) tellWhy(at fyne.Position, said []widgets.Paragraph) {
	c := fyne.CurrentApp().Driver().CanvasForObject(d)
	if c == nil || said == nil {
		return
	}
	a := &answer{told: widgets.NewRichText(factSize, 0), copied: widgets.NewRichText(factSize, 1), copy: func() { d.OnCopy(widgets.PlainText(said)) }}
	a.told.Set(said)
	a.copied.Set([]widgets.Paragraph{{Spans: []widgets.Span{{Text: i18n.Text("Copy"), Tone: words.Accent, OnTap: func() { a.copy(); a.close() }}}}})
	a.told.HeightFor(whyWidth)
	a.width = a.told.Widest() + 1 // one pixel for rounding errors
	a.ExtendBaseWidget(a)
	pop := widget.NewPopUp(a, c)
	a.close = pop.Hide
	room := c.Size().Subtract(pop.MinSize())
	pop.ShowAtPosition(fyne.NewPos(max(0, min(at.X, room.Width)), max(0, min(at.Y, room.Height))))
	c.Focus(a)
}

// MinSize is called by Fyne.
func (a *answer) MinSize() fyne.Size {
	return fyne.NewSize(a.width+2*whyMargin, a.told.HeightFor(a.width)+whyGap+a.copied.HeightFor(a.width)+2*whyMargin)
}

// Resize lays out the text, and below it the link that copies it.
func (a *answer) Resize(size fyne.Size) {
	a.BaseWidget.Resize(size)
	y := float32(whyMargin)
	for _, f := range []*widgets.RichText{a.told, a.copied} {
		h := f.HeightFor(a.width)
		f.Move(fyne.NewPos(whyMargin, y))
		f.Resize(fyne.NewSize(a.width, h))
		y += h + whyGap
	}
}

// CreateRenderer is called by Fyne.
func (a *answer) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(a.told, a.copied))
}

// FocusGained is called by Fyne.
func (a *answer) FocusGained() {}

// FocusLost is called by Fyne.
func (a *answer) FocusLost() {}

// TypedRune is called by Fyne.
func (a *answer) TypedRune(rune) {}

// TypedKey closes the pop-up on Esc.
func (a *answer) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		a.close()
	}
}

// TypedShortcut copies the text.
func (a *answer) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		a.copy()
	}
}
