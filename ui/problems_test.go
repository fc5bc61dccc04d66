package ui

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/ui/uitest"
)

// TestProblemsCanBeSolved: the menu of a problem offers the commands that help. They act
// on all books with the problem that the search finds.
func TestProblemsCanBeSolved(t *testing.T) {
	lib := uitest.WrittenBy("Ann Leckie", "Anna Banks", "Butler")
	for slot := range 2 {
		lib.Set(slot, func(b *book.Book) { b.Lint = book.NoCover })
	}
	w := newSearchWindow(t, lib)
	p := &w.searching.problems
	for word, want := range map[string][]string{
		"nocover":   {"Show these books", "Edit these books…"},
		"gaps":      {"Show these books", "Rescan these books"},
		"duplicate": {"Show these books"},
		"missing":   {"Show these books", "Rescan library", "Remove these books from library"},
		"faulty":    {"Show these books", "Retry unreadable files"},
	} {
		if got := labels(p.items(word)); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
	shows := func(want string) {
		t.Helper()
		if w.searching.box.Text != want {
			t.Fatalf("the search is %q, want %q", w.searching.box.Text, want)
		}
		lib.Query.Text = want
		w.rows.Publish(lib.View(t))
	}
	w.searching.box.SetText("book is:gaps")
	p.items("nocover")[2].Action()
	if w.editor.onTop() != nil {
		t.Error("books are edited before they are found")
	}
	shows("book is:nocover")
	if w.editor.onTop() == nil || w.selection.Len() != 2 {
		t.Fatalf("%d books are selected, the form is shown: %v", w.selection.Len(), w.editor.onTop() != nil)
	}
	w.dialogs.leave()
	if p.items("nocover")[2].Action(); w.editor.onTop() == nil {
		t.Error("books that are shown already are not edited")
	}
	w.dialogs.leave()

	// The user goes on before the books are found.
	w.searching.box.SetText("")
	p.items("nocover")[2].Action()
	w.searching.box.SetText("leckie")
	w.newFrame()
	shows("leckie")
	if w.editor.onTop() != nil {
		t.Error("books are edited although the user has searched for something else")
	}
}
