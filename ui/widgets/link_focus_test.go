package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// TestLinksByKeys: the keys go from link to link in both directions, and a ring is around
// every piece of the link.
func TestLinksByKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{Appearance: Light})
	f := NewRichText(13, 0)
	var done []string
	link := func(name string) Span { return Span{Text: name, OnTap: func() { done = append(done, name) }} }
	f.Set([]Paragraph{{Spans: []Span{{Text: "by "}, link("Ann"), {Text: ", "}, link(strings.Repeat("long name ", 12))}}, {Spans: []Span{link("Cleo")}}})
	f.HeightFor(200)
	shift := false
	f.held = func() fyne.KeyModifier {
		if shift {
			return fyne.KeyModifierShift
		}
		return 0
	}
	rings := func() (n int) {
		for _, o := range test.WidgetRenderer(f).Objects() {
			if _, is := o.(*canvas.Rectangle); is {
				n++
			}
		}
		return n
	}
	if f.Disabled() || rings() != 0 {
		t.Errorf("disabled %v, %d rings without the focus", f.Disabled(), rings())
	}
	press := func(key fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: key}) }
	f.FocusGained()
	for i, lines := range []bool{false, true, false} { // whether the link has several lines
		if f.keyed.at != i || rings() == 0 || (rings() > 1) != lines {
			t.Errorf("link %d, want %d; %d rings", f.keyed.at, i, rings())
		}
		press(fyne.KeyReturn)
		if f.AcceptsTab() != (i < 2) {
			t.Errorf("at link %d, Tab stays: %v", i, f.AcceptsTab())
		}
		press(fyne.KeyTab)
	}
	shift = true
	f.FocusLost()
	f.FocusGained()
	for i := 2; i >= 0; i-- {
		if f.keyed.at != i || f.AcceptsTab() != (i > 0) {
			t.Errorf("backwards: link %d, want %d; Tab stays: %v", f.keyed.at, i, f.AcceptsTab())
		}
		press(fyne.KeyTab)
	}
	if len(done) != 3 || done[0] != "Ann" || done[2] != "Cleo" {
		t.Errorf("followed %q", done)
	}
	f.Set(Plain("no link", 0, false))
	f.HeightFor(200)
	press(fyne.KeyReturn)
	if !f.Disabled() || rings() != 0 || len(done) != 3 {
		t.Errorf("a text without links: disabled %v, %d rings", f.Disabled(), rings())
	}
}
