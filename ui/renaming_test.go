package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// written returns a window with a library of books by these authors, and a function that
// waits until the shown books have these authors and narrators.
func written(t *testing.T, authors ...string) (w *Window, await func(people string)) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w = newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	settle := collectPosts(w)
	dir := t.TempDir()
	for i := range authors {
		write(t, fmt.Sprintf("%s/%d/1.mp3", dir, i))
	}
	w.lib.AddRoot(dir)
	people := func(v *view.View) string {
		var all []string
		for i := range v.Len() {
			all = append(all, v.At(i).Author()+"/"+v.At(i).Narrator())
		}
		slices.Sort(all)
		return strings.Join(all, " ")
	}
	await = func(want string) {
		t.Helper()
		late := time.After(patience)
		for {
			v := w.lib.View()
			w.rows.Publish(v)
			if settle(); people(v) == want && !w.lib.Status().Busy() {
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatalf("%q, want %q", people(w.lib.View()), want)
			}
		}
	}
	await(strings.TrimSpace(strings.Repeat("/ ", len(authors))))
	edits := map[book.ID]map[string]*string{}
	for i := range w.rows.Length() {
		b := w.rows.View().At(i)
		edits[b.ID] = map[string]*string{"authors": &authors[i]}
	}
	w.lib.Edit(edits)
	return w, await
}

// counted waits until the books of an author are counted, on another goroutine.
func counted(t *testing.T, w *Window, author string) {
	t.Helper()
	late := time.After(patience)
	for w.lib.Values().Books(view.Author, author) == 0 {
		select {
		case <-w.refresh.news:
		case <-late:
			t.Fatalf("no book of %s is counted", author)
		}
	}
}

// TestRenameEverywhere: the dialog says how many books change, renames them in one
// command, and the search follows the name.
func TestRenameEverywhere(t *testing.T) {
	w, await := written(t, "Ann", "ann", "Bea")
	await("Ann/ Bea/ ann/")
	w.searching.choose(view.Author, "Ann", keys.Narrow)
	await("Ann/ ann/")
	counted(t, w, "Bea")
	w.editor.askName(book.Authors, "Ann")
	about := func() string {
		for _, l := range withinTop[*widget.Label](w) {
			if strings.Contains(l.Text, "change") {
				return l.Text
			}
		}
		return ""
	}
	if got := about(); got != "2 books will change." {
		t.Errorf("%q", got)
	}
	entry := w.Canvas().Focused()
	uitest.Press(entry, fyne.KeyReturn)
	if !w.dialogs.covered() {
		t.Fatal("the same name was taken")
	}
	for _, r := range "Be" {
		entry.TypedRune(r)
	}
	if got := about(); got != "2 books will change." {
		t.Errorf("%q", got)
	}
	uitest.Press(entry, fyne.KeyDown, fyne.KeyReturn)
	if got := about(); got != "2 books will change. “Bea” has 1 book already: the two will become one author." {
		t.Errorf("%q", got)
	}
	if uitest.Press(entry, fyne.KeyReturn); w.dialogs.covered() {
		t.Fatal("Enter does not rename")
	}
	await("Bea/ Bea/ Bea/")
	if got := w.searching.query.Text; got != "author:=Bea" {
		t.Errorf("search %q", got)
	}
	if got := w.messageText(); got != "“Ann” is now “Bea” in 2 books." {
		t.Errorf("%q", got)
	}
	menuItem(t, w, "Undo: rename author in 2 books").Action()
	w.searching.showAll()
	await("Ann/ Bea/ ann/")
}

func TestSwapAuthorAndNarrator(t *testing.T) {
	w, await := written(t, "Ann", "Bea")
	await("Ann/ Bea/")
	w.selection.All()
	menuItem(t, w, "Swap author and narrator").Action()
	await("/Ann /Bea")
	tap(t, w.messages.bars.Container, "Undo")
	await("Ann/ Bea/")
	b, none := uitest.Emma(1), uitest.Saga("Saga", "/b/1.mp3")
	if !canSwap(b) || canSwap(none) || itemNamed(t, w.menus.bookItems(none, b), "Swap author and narrator").Disabled ||
		!itemNamed(t, w.menus.bookItems(none), "Swap author and narrator").Disabled {
		t.Error("a book without people can be swapped, or one with people cannot")
	}
}
