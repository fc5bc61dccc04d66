package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"lectern/ui/words"
)

func TestRichTextBreaksLines(t *testing.T) {
	test.NewTempApp(t)
	for _, in := range []string{"The quick brown fox jumps over the lazy dog", strings.Repeat("x", 100), "/a/very/long/path/without/a/single/blank/in/it.m4b", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"} {
		f := NewRichText(14, 0)
		f.Set(Plain(in, words.Plain, false))
		f.HeightFor(120)
		if len(f.pieces) < 2 {
			t.Errorf("%q stands in one line", in)
		}
		var all string
		for _, p := range f.pieces {
			if p.at.X+p.size.Width > 120 {
				t.Errorf("%q: %q is %v wide", in, p.text, p.size.Width)
			}
			all += p.text
		}
		if strip := strings.NewReplacer(" ", "").Replace; strip(all) != strip(in) {
			t.Errorf("%q became %q", in, all)
		}
	}
	turned := NewRichText(14, 0)
	turned.Set(HTML("evil\u202e3pm.m4b"))
	if turned.HeightFor(900); turned.pieces[0].text != "evil3pm.m4b" {
		t.Errorf("%q", turned.pieces[0].text)
	}
	f := NewRichText(14, 2)
	f.Set(Plain("The quick brown fox jumps over the lazy dog and runs away", words.Plain, false))
	f.HeightFor(120)
	if n := len(f.pieces); n != 2 || !f.Cut || !strings.HasSuffix(f.pieces[1].text, "…") {
		t.Errorf("%d lines, cut %v", n, f.Cut)
	}
	f.HeightFor(0)
}
