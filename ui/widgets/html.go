package widgets

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"lectern/ui/words"
)

// PlainHTML returns the text of a description without its styles.
func PlainHTML(description string) string { return PlainText(HTML(description)) }

// maxHTML is how many bytes of a description are shown: more than any shop writes, and
// few enough to be laid out within one frame.
const maxHTML = 32 << 10

// HTML parses a description, which is plain text or simple HTML. It keeps paragraphs,
// lists, bold and italic text and links to the web. It loads nothing.
func HTML(text string) []Paragraph {
	if len(text) > maxHTML {
		text = strings.ToValidUTF8(text[:maxHTML], "") + "…"
	}
	w := htmlReader{}
	if !strings.Contains(text, "</") && !strings.Contains(text, "<br") && !strings.Contains(text, "<p") {
		for line := range strings.Lines(html.UnescapeString(text)) {
			w.text(strings.TrimSpace(line))
			if strings.TrimSpace(line) == "" {
				w.end(false)
			} else {
				w.end(true)
			}
		}
		return w.done
	}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			w.end(false)
			return w.done
		case html.TextToken:
			if w.mute == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			t := z.Token()
			w.tag(t, kind != html.EndTagToken)
		}
	}
}

// htmlReader collects paragraphs from tags and text.
type htmlReader struct {
	done         []Paragraph
	now          Paragraph
	bold, italic int
	mute         int // depth of elements without text, such as scripts
	link         string
	close        bool // no gap before the next paragraph
}

// tag handles an opening or a closing tag.
func (w *htmlReader) tag(t html.Token, opens bool) {
	step := -1
	if opens {
		step = 1
	}
	switch t.Data {
	case "b", "strong":
		w.bold = max(0, w.bold+step)
	case "i", "em", "cite":
		w.italic = max(0, w.italic+step)
	case "script", "style", "head", "title":
		w.mute = max(0, w.mute+step)
	case "a":
		w.link = ""
		if opens {
			w.link = webAddress(t)
		}
	case "br":
		w.end(true)
	case "li":
		w.end(true)
		w.now.Item = opens
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.end(false)
		w.bold = max(0, w.bold+step)
	case "p", "div", "ul", "ol", "blockquote", "section", "table", "tr", "hr":
		w.end(false)
	}
}

// webAddress returns the address of a link, or "" if the link does not lead to the web.
func webAddress(t html.Token) string {
	for _, a := range t.Attr {
		if a.Key == "href" {
			u, err := url.Parse(strings.TrimSpace(a.Val))
			if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
				return u.String()
			}
		}
	}
	return ""
}

// text adds text. It turns each run of blanks into one.
func (w *htmlReader) text(s string) {
	said := strings.Join(strings.Fields(s), " ")
	blank := func(at int) bool { return strings.TrimSpace(s[at:at+1]) == "" }
	switch {
	case s == "":
		return
	case said == "":
		said = " "
	default:
		if blank(0) {
			said = " " + said
		}
		if blank(len(s) - 1) {
			said += " "
		}
	}
	if len(w.now.Spans) == 0 {
		said = strings.TrimLeft(said, " ")
	}
	if said == "" {
		return
	}
	s1 := Span{Text: said, Bold: w.bold > 0, Italic: w.italic > 0, Link: w.link}
	if s1.Link != "" {
		s1.Tone = words.Accent
	}
	w.now.Spans = append(w.now.Spans, s1)
}

// end ends the paragraph. close says that the next one follows without a gap.
func (w *htmlReader) end(close bool) {
	if len(w.now.Spans) > 0 {
		w.now.After = w.close && len(w.done) > 0
		w.done = append(w.done, w.now)
		w.close = close
	} else if !close {
		w.close = false
	}
	w.now = Paragraph{}
}
