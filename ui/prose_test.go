package ui

import (
	"strings"
	"testing"
)

// marked is paragraphs in a notation of its own: a blank line before each that
// stands apart, *bold*, /italic/, <address>link.
func marked(all []paragraph) string {
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteString("\n")
			if !p.after {
				b.WriteString("\n")
			}
		}
		if p.item {
			b.WriteString("• ")
		}
		for _, s := range p.spans {
			text := s.text
			if s.bold {
				text = "*" + text + "*"
			}
			if s.italic {
				text = "/" + text + "/"
			}
			if s.link != "" {
				text = "<" + s.link + ">" + text
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

func TestProse(t *testing.T) {
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
		if got := marked(prose(c.in)); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
		}
	}
	if n := len(text(prose(strings.Repeat("ä", maxProse)))); n > maxProse+8 {
		t.Errorf("%d bytes are shown", n)
	}
}

func FuzzProse(f *testing.F) {
	f.Add("<p>One <b>bold</b><li><a href='http://x'>y")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range prose(s) {
			for _, s := range p.spans {
				if s.link != "" && !strings.HasPrefix(s.link, "http") {
					t.Errorf("link to %q", s.link)
				}
			}
		}
	})
}
