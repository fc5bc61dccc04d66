package search

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestChipsRemoveTheirTerm(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	var text, folder string
	var c *Chips
	set := func(newText, newFolder string) {
		text, folder = newText, newFolder
		c.Set(text, folder)
	}
	saved := 0
	c = NewChips(func(term view.Term) {
		if term.Expr == nil {
			set(text, "")
		} else {
			set(view.Without(text, term), folder)
		}
	}, func() {}, func() { saved++ })
	books := widget.NewLabel("")
	w := test.NewTempWindow(t, c.Above(container.NewStack(books)))
	w.Resize(fyne.NewSize(700, 400))
	shown := func() string {
		var all []string
		for _, o := range c.row.Objects {
			all = append(all, o.(*widgets.ToolButton).Text)
		}
		return strings.Join(all, "|")
	}
	is := func(want string) {
		t.Helper()
		if got := shown(); got != want {
			t.Errorf("%q in %q: %s, want %s", text, folder, got, want)
		}
	}
	set("dune 'x y'", "")
	is("")
	set("", "/b/Fantasy")
	is("")
	top := c.around.Objects[1].Position().Y
	if top != 0 {
		t.Errorf("without chips the books begin at %v", top)
	}
	set(`dune author:="Ann Leckie" -is:missing length:>2h`, "/b/Fantasy")
	is("Folder: Fantasy|Author: Ann Leckie|Not: Missing|Length: >2h|Save view…")
	if c.around.Objects[1].Position().Y <= top {
		t.Error("the chips cover the books")
	}
	test.Tap(c.chips[2])
	is("Folder: Fantasy|Author: Ann Leckie|Length: >2h|Save view…")
	if text != `dune author:="Ann Leckie" length:>2h` {
		t.Errorf("%q", text)
	}
	c.chips[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	is("Author: Ann Leckie|Length: >2h|Save view…")
	test.Tap(c.save)
	if saved != 1 {
		t.Errorf("saved %d times", saved)
	}
	test.Tap(c.chips[1])
	test.Tap(c.chips[0])
	if is(""); text != "dune" {
		t.Errorf("%q is left", text)
	}
	set(`(author:=Leckie or author:="Iain Banks" or author:=Butler)`, "")
	is("Author: Leckie|or Iain Banks|or Butler|Save view…")
	test.Tap(c.chips[0])
	is("Author: Iain Banks|or Butler|Save view…")

	// The focus goes from a chip that is gone to the last one, then to the books.
	left := 0
	c.OnLeave = func() { left++ }
	w.Canvas().Focus(c.chips[1])
	c.chips[1].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if is("Author: Iain Banks|Save view…"); w.Canvas().Focused() != fyne.Focusable(c.chips[0]) {
		t.Errorf("the focus is on %+v", w.Canvas().Focused())
	}
	if c.chips[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}); left != 1 {
		t.Errorf("the focus went to the books %d times", left)
	}
}

// TestChipsBreakIntoLines: chips that do not fit beside each other stand below, and a chip
// is never wider than the books.
func TestChipsBreakIntoLines(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	c := NewChips(func(view.Term) {}, func() {}, func() {})
	w := test.NewTempWindow(t, c.Above(widget.NewLabel("")))
	w.Resize(fyne.NewSize(420, 400))
	long := strings.Repeat("Long Name ", 20)
	c.Set(`author:="`+long+`" narrator:=Emma series:=Saga length:>2h year:2001`, "")
	var lines []float32
	for _, o := range c.row.Objects {
		if end := o.Position().X + o.Size().Width; end > 420-chipMargin {
			t.Errorf("%q ends at %v", uitest.Texts(o.(fyne.Widget)), end)
		}
		if y := o.Position().Y; !slices.Contains(lines, y) {
			lines = append(lines, y)
		}
	}
	if len(lines) != 3 {
		t.Errorf("lines at %v", lines)
	}
	if b := c.chips[0]; !strings.HasSuffix(b.Text, "…") || b.Tip != "Author: "+strings.TrimSpace(long) && b.Tip != "Author: "+long {
		t.Errorf("%q, tip %q", b.Text, b.Tip)
	}
	if top := c.around.Objects[1].Position().Y; top <= lines[2] {
		t.Errorf("the books begin at %v", top)
	}
	c.Set(strings.Repeat("length:>2h ", 20), "")
	if got := c.row.Objects; len(got) != mostChips+2 || got[mostChips].(*widgets.ToolButton).Text != "and 12 more" {
		t.Errorf("%d objects for 20 conditions", len(got))
	}
}
