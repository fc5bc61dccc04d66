package widgets

import (
	"strings"

	"fyne.io/fyne/v2"

	"lectern/ui/words"
)

// PlainText returns the text of paragraphs without their styles.
func PlainText(all []Paragraph) string {
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteString("\n")
			if !p.After {
				b.WriteString("\n")
			}
		}
		if p.Item {
			b.WriteString("• ")
		}
		for _, s := range p.Spans {
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// Plain returns a text as one paragraph, or nil for "".
func Plain(text string, t words.Tone, bold bool) []Paragraph {
	if text == "" {
		return nil
	}
	return []Paragraph{{Spans: []Span{{Text: words.Printable(text), Tone: t, Bold: bold}}}}
}

// Span is a piece of text in one style.
type Span struct {
	Text         string
	Bold, Italic bool
	Tone         words.Tone
	Link         string // an http or https address, which the text passes to its OnLink
	OnTap        func() // the action of a link inside the program
	Tip          string // says what OnTap does
	Aside        bool   // OnTap is for the pointer alone: the keys have another way to it
}

// Paragraph is a sequence of spans that are broken into lines together.
type Paragraph struct {
	Spans []Span
	Item  bool // an item of a list, with a bullet before it
	After bool // there is no gap above it
}

// isLink reports whether a click on a span does something.
func (s *Span) isLink() bool { return s.Link != "" || s.OnTap != nil }

// style returns the text style of a span.
func (s *Span) style() fyne.TextStyle { return fyne.TextStyle{Bold: s.Bold, Italic: s.Italic} }
