package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/uitest"
)

// pause is a wait that a test ends.
type pause struct {
	of time.Duration
	do func() // nil if nothing waits
}

func (p *pause) wait(d time.Duration, do func()) (stop func()) {
	p.of, p.do = d, do
	return func() { p.do = nil }
}

func TestQueryErrorsShowAfterAPause(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	s, m, p, offered := w.searching.box, w.searching.queryError, new(pause), 0
	m.Wait = p.wait
	for _, c := range []struct {
		text, good, says string
		hint             bool
	}{
		{"ann length:>xx", "ann ", "“xx” is not a length.", false},
		{"authr:ann", "authr:", "There is no field “authr”. Did you mean author?", false},
		{"foo:bar", "foo:", "There is no field “foo”.", false},
		{"ann is:misng", "ann ", "There is no “is:misng”. Did you mean is:missing?", false},
		{"ann author:", "ann author:", "After “author:” type what to look for", true},
		{`ann "leck`, `ann "leck`, "The quotation that begins here is not closed.", true},
		{"(ann", "(ann", "There is a “(” without a “)”.", true},
		{"added:2024-02-31", "added:", "There is no date 2024-02-31.", false},
	} {
		s.SetText("")
		for _, r := range c.text {
			if test.Type(s, string(r)); m.Visible() {
				t.Errorf("the error of %q shows after %q: %s", c.text, s.Text, m.Text)
			}
		}
		if p.do == nil || p.of != time.Second {
			t.Fatalf("%q: no error is due after %v", c.text, p.of)
		}
		if !strings.HasPrefix(c.text, w.searching.query.Text) || !strings.HasPrefix(w.searching.query.Text, strings.TrimSpace(c.good)) {
			t.Errorf("%q shows what %q finds", c.text, w.searching.query.Text)
		}
		if c.hint && s.Completions.Visible() {
			offered++
			if p.do(); m.Visible() {
				t.Errorf("%q: the hint moves the suggestions", c.text)
			}
			uitest.Press(s, fyne.KeyEscape)
		}
		if p.do(); !m.Visible() || !strings.Contains(m.Text, c.says) {
			t.Errorf("%q: %v %q", c.text, m.Visible(), m.Text)
		}
		if hint := m.Importance == widget.MediumImportance; hint != c.hint {
			t.Errorf("%q: a hint: %v", c.text, hint)
		}
		if m.CheckNow(s.Text); m.Importance != widget.DangerImportance {
			t.Errorf("%q: Enter shows no error", c.text)
		}
		w.searching.sortBy(view.ByTitle, false) // other commands neither correct the text nor remove the error
		if !m.Visible() {
			t.Errorf("%q: sorting hides the error", c.text)
		}
	}
	if offered == 0 {
		t.Error("no suggestions were shown")
	}
	s.SetText("ann")
	if m.Visible() {
		t.Error("the error stays although the text is right")
	}
	if p.do(); m.Visible() {
		t.Error("an error shows after a pause although the text is right")
	}
}

// TestTheLastGoodViewIsBack: if the letters on the way to a wrong query find nothing,
// the last results are shown again.
func TestTheLastGoodViewIsBack(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks")
	w := newSearchWindow(t, lib)
	p := new(pause)
	w.searching.queryError.Wait = p.wait
	view := func() {
		lib.Query.Text = w.searching.query.Text
		w.rows.Publish(lib.View(t))
	}
	w.searching.box.SetText("banks")
	view()
	p.do()
	for _, r := range " author:x authr:tolkien" {
		test.Type(w.searching.box, string(r))
		view()
	}
	if n := w.rows.View().Len(); n != 0 {
		t.Fatalf("%d rows", n)
	}
	p.do()
	if got := chipsOf(w); len(got) > 0 {
		t.Errorf("the chips are %q", got)
	}
	if view(); w.searching.query.Text != "banks" || w.rows.View().Len() != 1 || !w.searching.queryError.Visible() {
		t.Errorf("%q is shown, %d rows", w.searching.query.Text, w.rows.View().Len())
	}
}

// TestTheLastGoodViewIsBackLate: the error may show before the books that the beginning of the
// text finds, if the user presses Enter.
func TestTheLastGoodViewIsBackLate(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie")
	w := newSearchWindow(t, lib)
	test.Type(w.searching.box, "foo:bar")
	lib.Query.Text = w.searching.query.Text
	uitest.Press(w.searching.box, fyne.KeyReturn)
	if w.searching.query.Text != "foo:" || !w.searching.queryError.Visible() {
		t.Fatalf("%q is searched", w.searching.query.Text)
	}
	w.rows.Publish(lib.View(t))
	if w.searching.query.Text != "" || w.searching.box.Text != "foo:bar" || !w.searching.queryError.Visible() {
		t.Errorf("%q is searched, the box has %q", w.searching.query.Text, w.searching.box.Text)
	}
}

func TestEnterShowsTheErrorAtOnce(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	s, m := w.searching.box, w.searching.queryError
	test.Type(s, "length:>xx")
	uitest.Press(s, fyne.KeyReturn)
	if !m.Visible() || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Fatalf("Enter leaves %q and says %q", s.Text, m.Text)
	}
	test.Type(s, "x")
	if m.Visible() {
		t.Error("the error of another text stays")
	}
	test.Type(s, " y")
	s.SetText("authr:x")
	uitest.Press(s, fyne.KeyReturn)
	said := m.Text
	if test.Type(s, "y"); !m.Visible() || m.Text != said {
		t.Error("the error is hidden for a while")
	}
	s.SetText("ann")
	if uitest.Press(s, fyne.KeyReturn); m.Visible() || w.Canvas().Focused() == fyne.Focusable(s) {
		t.Error("Enter does not leave the box")
	}
}

// TestFacetAfterAQueryError: a click on a value adds it to the query whose results are
// shown, not to the wrong one.
func TestFacetAfterAQueryError(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks")
	w := newSearchWindow(t, lib)
	w.searching.box.SetText("book ")
	w.searching.box.SetText("book length:>xx")
	field, anna := authorFacet(t, lib)
	w.searching.choose(field, anna.Text, keys.Narrow)
	if want := "book " + anna.Query(field); w.searching.box.Text != want || w.searching.query.Text != want || w.searching.queryError.Visible() {
		t.Errorf("the text is %q, the query %q", w.searching.box.Text, w.searching.query.Text)
	}
}

func authorFacet(t *testing.T, s *uitest.Library) (view.Field, view.Facet) {
	t.Helper()
	return view.Author, s.Facets(t).Authors[0]
}

// TestQueryErrorIsBelowTheBox: the text begins where the search box does, however wide the
// window is, and the books are below it.
func TestQueryErrorIsBelowTheBox(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie"))
	top := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for _, width := range []float32{2560, 600, 1280} {
		w.Resize(fyne.NewSize(width, 700))
		w.searching.box.SetText("")
		w.searching.box.SetText("foo:bar")
		w.searching.queryError.CheckNow("foo:bar")
		text, box := w.searching.queryError, w.searching.box
		if at, want := top(text), top(box).AddXY(0, box.Size().Height); at.X != want.X || at.Y < want.Y {
			t.Errorf("%v wide: the text is at %v, the box ends at %v", width, at, want)
		}
		if end := top(text).X + text.Size().Width; end > width {
			t.Errorf("%v wide: the text ends at %v", width, end)
		}
		if end, books := top(text).Y+text.Size().Height, top(w.panes.beside).Y; books < end {
			t.Errorf("%v wide: the books begin at %v, above the text's end at %v", width, books, end)
		}
	}
}
