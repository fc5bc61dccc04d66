package ui

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/details"
	"lectern/ui/widgets"
)

// earlier writes paths the way a version without a catalogue did.
func earlier(t *testing.T, s settings, key string, paths ...string) {
	t.Helper()
	var raw [][]byte
	for _, p := range paths {
		raw = append(raw, []byte(p))
	}
	text, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	s.SetString(key, string(text))
}

func TestSettingsOfAnEarlierVersion(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	odd := "/books/caf\xe9 \"x\"\nline"
	earlier(t, s, prefRoots, "/books", odd)
	earlier(t, s, prefSlow, odd)
	roots, slow := s.earlier()
	if !slices.Equal(roots, []string{"/books", odd}) || !slices.Equal(slow, []string{odd}) {
		t.Errorf("roots %q, slow %q", roots, slow)
	}
	s.forgetEarlier()
	if roots, slow := s.earlier(); len(roots)+len(slow) > 0 {
		t.Errorf("after forgetting: roots %q, slow %q", roots, slow)
	}
}

// TestForgetRetiredEdits: the settings show the number of edits of books that left the
// library, and discard them once the user has agreed to that number.
func TestForgetRetiredEdits(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(900, 600))
	dir := t.TempDir()
	write(t, dir+"/a/1.mp3")
	w.lib.AddRoot(dir)
	late := time.After(patience)
	for w.lib.View().Len() == 0 || w.lib.Status().Busy() {
		select {
		case <-w.refresh.news:
		case <-late:
			t.Fatal("no book")
		}
	}
	title, author := "Typed", "Also typed"
	w.lib.Edit(map[book.ID]map[string]*string{w.lib.View().At(0).ID: {"title": &title, "author": &author}})
	line := func() (number string, button *widgets.EscapeButton) {
		box := w.preferences.retiredEdits().(*fyne.Container)
		return box.Objects[0].(*widget.Label).Text, box.Objects[1].(*widgets.EscapeButton)
	}
	told := func() bool {
		w.preferences.show()
		defer w.dialogs.leave()
		return slices.ContainsFunc(withinTop[*widget.Label](w), func(l *widget.Label) bool { return l.Text == "Leftover edits" || l.Text == "Advanced" })
	}
	if told() {
		t.Error("Preferences tell of leftover edits while the book is listed")
	}
	w.roots.dropRoot(dir)
	if !told() {
		t.Error("Preferences do not tell of the leftover edits")
	}
	number, button := line()
	if number != "2 edits of books no longer in the library" || button.Disabled() {
		t.Fatalf("%q after the folder was removed", number)
	}
	test.Tap(button)
	if w.Canvas().Overlays().Top() == nil || w.lib.RetiredEdits() != 2 {
		t.Fatal("they are discarded without a question")
	}
	w.dialogs.enter() // cancels
	if n := w.lib.RetiredEdits(); n != 2 || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("%d after Enter", n)
	}
	w.editor.forgetRetired(func() {})
	if number, button := line(); w.lib.RetiredEdits() != 0 || number != "Forgotten" || !button.Disabled() {
		t.Errorf("%d are left: %q", w.lib.RetiredEdits(), number)
	}
	w.commands.undo()
	if n := w.lib.RetiredEdits(); n != 2 {
		t.Errorf("%d after undo", n)
	}
}

// TestLengthsThatMakeNoSense: a size that no window can have is not asked for.
func TestLengthsThatMakeNoSense(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	for _, c := range []struct{ is, want float64 }{{700, 700}, {0, 0}, {-1, firstWidth}, {1e30, firstWidth}} {
		s.SetFloat(prefWidth, c.is)
		if got := s.length(prefWidth, firstWidth); got != c.want {
			t.Errorf("%v: %v, want %v", c.is, got, c.want)
		}
	}
	s.SetFloat(prefSidebar, 1e30)
	s.SetFloat(prefDetailsWidth, -1e30)
	if side, shown := s.paneWidths(); side != sidebarWidth || shown != details.Width {
		t.Errorf("a sidebar of %v, details of %v", side, shown)
	}
}
