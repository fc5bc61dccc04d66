package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// previewWidth and previewHeight are the size of a dialog with a preview.
const previewWidth, previewHeight = 780, 560

// previewLine is a line of a preview: a book, or what would change about it.
type previewLine struct {
	text  string
	state string // at the right, for the line of a book
	tone  words.Tone
	book  bool
}

// newPreviewList makes a list of lines. Esc calls escape.
func newPreviewList(lines func() []previewLine, escape func()) *widgets.EscapeList {
	create := func() fyne.CanvasObject {
		text, state := widget.NewRichText(&widget.TextSegment{}), widget.NewRichText(&widget.TextSegment{})
		text.Truncation = fyne.TextTruncateEllipsis
		return container.NewBorder(nil, nil, nil, state, text)
	}
	update := func(i widget.ListItemID, o fyne.CanvasObject) {
		line, row := lines()[i], o.(*fyne.Container)
		if line.book {
			setText(row.Objects[0], line.text, true, words.Plain)
		} else {
			setText(row.Objects[0], "\u2003"+line.text, false, line.tone)
		}
		setText(row.Objects[1], line.state, false, line.tone)
		row.Refresh() // the room for the state
	}
	return widgets.NewEscapeList(func() int { return len(lines()) }, create, update, escape)
}

// setText shows a text in a RichText of one segment.
func setText(o fyne.CanvasObject, text string, bold bool, tone words.Tone) {
	r := o.(*widget.RichText)
	s := r.Segments[0].(*widget.TextSegment)
	s.Text = words.Printable(text)
	s.Style = widget.RichTextStyleInline
	s.Style.TextStyle.Bold, s.Style.ColorName = bold, widgets.ToneName(tone)
	r.Refresh()
}
