package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// metadataLine is a line of the preview: a book, or what would change in its file.
type metadataLine struct {
	text  string
	state string // at the right, for the line of a book
	tone  words.Tone
	book  bool
}

// metadataLines returns the lines of the preview: first the books whose files are somebody
// else's, then those with changes, with new files, without a file, and with nothing to do.
func metadataLines(plans []library.MetadataPlan) (lines []metadataLine) {
	rank := func(p library.MetadataPlan) int {
		if p.Draft == nil {
			return 3
		}
		return [...]int{library.MetadataForeign: 0, library.MetadataChanged: 1, library.MetadataNew: 2, library.MetadataSame: 4}[p.Draft.State]
	}
	sorted := slices.Clone(plans)
	slices.SortStableFunc(sorted, func(a, b library.MetadataPlan) int { return rank(a) - rank(b) })
	for _, p := range sorted {
		state, tone := words.MetadataState(p)
		lines = append(lines, metadataLine{text: words.Brief(p.Book.Title, words.BriefTitle), state: state, tone: tone, book: true})
		switch {
		case p.Draft == nil:
			lines = append(lines, metadataLine{text: words.Capital(words.Fault(p.Reason)), tone: words.Muted})
		case p.Draft.State != library.MetadataSame:
			lines = append(lines, metadataLine{text: words.Path(p.Draft.Path), tone: words.Muted})
			if p.Draft.State != library.MetadataNew {
				for _, change := range words.MetadataChanges(p) {
					lines = append(lines, metadataLine{text: change})
				}
			}
		}
	}
	return lines
}

// failureLines returns a line for each file that could not be written, and the reason.
func failureLines(failed []library.MetadataPlan) (lines []metadataLine) {
	for _, p := range failed {
		lines = append(lines,
			metadataLine{text: words.Brief(p.Book.Title, words.BriefTitle), book: true},
			metadataLine{text: i18n.Text("{{.Reason}}: {{.Path}}", "Reason", words.Capital(words.Fault(p.Reason)), "Path", words.Path(p.Draft.Path)), tone: words.Caution})
	}
	return lines
}

// newMetadataList makes a list of lines. Esc calls escape.
func newMetadataList(lines func() []metadataLine, escape func()) *widgets.EscapeList {
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
