package ui

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// maxProse is how much of a description is shown, in bytes: more than any shop
// writes, and little enough to be laid out in a frame.
const maxProse = 32 << 10

// span is a stretch of text in one style.
type span struct {
	text         string
	bold, italic bool
	tone         tone
	link         string // opened by the system; http or https
	tap          func() // a link within the program
}

// paragraph is lines of text that stand together.
type paragraph struct {
	spans []span
	item  bool // of a list: a bullet stands before it
	after bool // it follows the one before without a gap
}

// prose is a description as paragraphs: plain text, or the simple HTML that
// shops write, of which paragraphs, lists, bold, italic and links to the web
// are kept. Nothing is loaded.
func prose(text string) []paragraph {
	if len(text) > maxProse {
		text = strings.ToValidUTF8(text[:maxProse], "") + "…"
	}
	w := writer{}
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

// writer makes paragraphs of what it is told.
type writer struct {
	done         []paragraph
	now          paragraph
	bold, italic int
	mute         int // within what is no text: scripts, styles
	link         string
	close        bool // the next paragraph follows without a gap
}

// tag is a tag that opens or closes.
func (w *writer) tag(t html.Token, opens bool) {
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
		w.now.item = opens
	case "h1", "h2", "h3", "h4", "h5", "h6":
		w.end(false)
		w.bold = max(0, w.bold+step)
	case "p", "div", "ul", "ol", "blockquote", "section", "table", "tr", "hr":
		w.end(false)
	}
}

// webAddress is where a link leads, "" unless that is the web.
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

// text adds text; runs of blanks are one.
func (w *writer) text(s string) {
	words := strings.Join(strings.Fields(s), " ")
	blank := func(at int) bool { return strings.TrimSpace(s[at:at+1]) == "" }
	switch {
	case s == "":
		return
	case words == "":
		words = " "
	default:
		if blank(0) {
			words = " " + words
		}
		if blank(len(s) - 1) {
			words += " "
		}
	}
	if len(w.now.spans) == 0 {
		words = strings.TrimLeft(words, " ")
	}
	if words == "" {
		return
	}
	s1 := span{text: words, bold: w.bold > 0, italic: w.italic > 0, link: w.link}
	if s1.link != "" {
		s1.tone = accent
	}
	w.now.spans = append(w.now.spans, s1)
}

// end ends the paragraph; the next follows it closely or after a gap.
func (w *writer) end(close bool) {
	if len(w.now.spans) > 0 {
		w.now.after = w.close && len(w.done) > 0
		w.done = append(w.done, w.now)
		w.close = close
	} else if !close {
		w.close = false
	}
	w.now = paragraph{}
}
