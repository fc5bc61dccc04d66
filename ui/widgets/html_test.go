package widgets

import (
	"strings"
	"testing"
)

// marked writes paragraphs in a notation for tests: a blank line before each paragraph
// with a gap above, *bold*, /italic/, <address>link.
func marked(all []Paragraph) string {
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
			text := s.Text
			if s.Bold {
				text = "*" + text + "*"
			}
			if s.Italic {
				text = "/" + text + "/"
			}
			if s.Link != "" {
				text = "<" + s.Link + ">" + text
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"Plain.", "Plain."},
		{"One\nline\n\nand  another &amp; more", "One\nline\n\nand another & more"},
		{"2 < 3 and 5 > 4", "2 < 3 and 5 > 4"},
		{"<p>One <b>bold</b> and <i>italic</i>.</p><p>Two</p>", "One *bold* and /italic/.\n\nTwo"},
		{"One<br>Two<br/><br/>Three", "One\nTwo\nThree"},
		{"<div>A</div><ul><li>x</li>\n<li><strong>y</strong></li></ul>B</div>", "A\n\n• x\n• *y*\n\nB"},
		{"<h2>Head</h2>text</h2>", "*Head*\n\ntext"},
		{`<a href="https://example.org/a?b=c">web</a>, <a href="javascript:alert(1)">script</a>, <a href="file:///etc/passwd">file</a></a>`, "<https://example.org/a?b=c>web, script, file"},
		{`<p>a<script>alert("x")</script>b<style>p{}</style><img src="http://example.org/x.png">c</p>`, "abc"},
		{"<p>never <b>closed", "never *closed*"},
		{"</b></i></p>text", "text"},
		{"<p>caf&eacute;&nbsp;&hellip;</p>", "café …"},
	} {
		if got := marked(HTML(c.in)); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
		}
	}
	if n := len(PlainText(HTML(strings.Repeat("ä", maxHTML)))); n > maxHTML+8 {
		t.Errorf("%d bytes are shown", n)
	}
}

func FuzzHTML(f *testing.F) {
	f.Add("<p>One <b>bold</b><li><a href='http://x'>y")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range HTML(s) {
			for _, s := range p.Spans {
				if s.Link != "" && !strings.HasPrefix(s.Link, "http") {
					t.Errorf("link to %q", s.Link)
				}
			}
		}
	})
}
