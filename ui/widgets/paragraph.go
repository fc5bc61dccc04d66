package widgets

import (
	"strings"

	"lectern/ui/words"
)

// PlainText is paragraphs as plain text.
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

// Plain is a text as one paragraph.
func Plain(text string, t words.Tone, bold bool) []Paragraph {
	if text == "" {
		return nil
	}
	return []Paragraph{{Spans: []Span{{Text: words.Printable(text), Tone: t, Bold: bold}}}}
}

// Span is a stretch of text in one style.
type Span struct {
	Text         string
	Bold, Italic bool
	Tone         words.Tone
	Link         string // opened by the system; http or https
	OnTap        func() // a link within the program
}

// Paragraph is lines of text that stand together.
type Paragraph struct {
	Spans []Span
	Item  bool // of a list: a bullet stands before it
	After bool // it follows the one before without a gap
}
