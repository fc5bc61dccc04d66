package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/keys"
	"lectern/ui/uitest"
)

// TestSameKeyEverywhere: the main menu shows the same key for a command as the menu of a
// book and the tips do.
func TestSameKeyEverywhere(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	for title, key := range map[string]fyne.KeyName{"Edit…": keys.Edit, "Details": keys.Details} {
		if label := menuItem(t, w, title).Label; !strings.HasSuffix(label, string(key)) {
			t.Errorf("%q does not end with %s", label, key)
		}
	}
	if got := itemNamed(t, w.menus.bookItems(uitest.Emma(1)), "Edit…").Shortcut.ShortcutName(); got != keys.Plain(keys.Edit).ShortcutName() {
		t.Errorf("%s in the menu of a book", got)
	}
}

// TestWhatDoesNothingIsGrey: entries of the main menu are disabled while they would do
// nothing.
func TestWhatDoesNothingIsGrey(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	s := uitest.NewLibrary("One", "Two", "Three")
	w.rows.Publish(s.View(t))
	files := menuItem(t, w, "Files").ChildMenu.Items
	combine, split := files[0], files[1]
	all := []string{"Play", "Show in folder", "Copy path", "Copy rows as text", "Edit…", "Files", "Mark as finished", "Mark as not finished", "Forget my edits…", "Rescan", "Put back", "Remove from library", "Move to trash…"}
	able := func(when string, want ...string) {
		t.Helper()
		for _, title := range all {
			is := false
			for _, one := range want {
				is = is || one == title
			}
			i := menuItem(t, w, title)
			if i.Disabled == is {
				t.Errorf("%s: %s is disabled: %t", when, title, is)
			}
			if !is && i.Action != nil {
				i.Action() // as Enter does; without a book, it would panic or remove one
			}
		}
	}
	w.selection.None()
	able("nothing selected")
	w.selection.Select(0)
	able("a book", "Play", "Show in folder", "Copy path", "Copy rows as text", "Edit…", "Files", "Mark as finished", "Rescan", "Remove from library", "Move to trash…")
	if !combine.Disabled || !split.Disabled {
		t.Error("one book of one file can be combined or split")
	}
	w.selection.Select(2) // by title: One, Three, Two
	for _, state := range []book.State{book.Missing, book.Offline} {
		s.Set(1, func(b *book.Book) {
			f := *b.Files[0]
			b.State, f.State, b.Files = state, state, []*book.File{&f}
		})
		w.rows.Publish(s.View(t))
		able(state.String(), "Play", "Show in folder", "Copy path", "Copy rows as text", "Edit…", "Files", "Mark as finished", "Rescan", "Remove from library")
	}
	s.Set(1, func(b *book.Book) {
		f := *b.Files[0]
		f.State = book.Probed
		b.Files, b.Typed = append(b.Files, &f), true
	})
	w.rows.Publish(s.View(t))
	able("an edited book of which a file is there", "Play", "Show in folder", "Copy path", "Copy rows as text", "Edit…", "Files", "Mark as finished", "Forget my edits…", "Rescan", "Remove from library", "Move to trash…")
	w.selection.All()
	able("several books", "Play", "Copy path", "Copy rows as text", "Edit…", "Files", "Mark as finished", "Mark as not finished", "Forget my edits…", "Rescan", "Remove from library", "Move to trash…")
	if combine.Disabled {
		t.Error("three books cannot be combined")
	}
	w.selection.Select(0)
	w.rows.Publish(uitest.NewLibrary().View(t))
	able("a book that is not in the view")
	for _, title := range []string{"Undo", "Redo", "Rescan library", "Retry unreadable files", "Cancel"} {
		if !menuItem(t, w, title).Disabled {
			t.Errorf("%s would do nothing", title)
		}
	}
	w.lib.AddRoot(t.TempDir())
	w.newFrame()
	if menuItem(t, w, "Rescan library").Disabled {
		t.Error("a folder cannot be scanned again")
	}
}

// TestSeveralRemovedBooksCanBePutBack: also if the search asks for them.
func TestSeveralRemovedBooksCanBePutBack(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	s := uitest.NewLibrary("One", "Two")
	for i := range 2 {
		s.Set(i, func(b *book.Book) { b.Hidden = true })
	}
	for _, q := range []view.Query{{Hidden: true}, {Text: "is:hidden"}} {
		s.Query = q
		w.rows.Publish(s.View(t))
		w.selection.All()
		if menuItem(t, w, "Put back").Disabled {
			t.Errorf("%+v: they cannot", q)
		}
	}
}

func TestZoom(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	for _, c := range []struct {
		title string
		want  books.Density
	}{{"Larger", books.Large}, {"Larger", books.Large}, {"Normal size", books.Normal}, {"Smaller", books.Compact}, {"Smaller", books.Compact}} {
		menuItem(t, w, c.title).Action()
		if got := w.settings.density(); got != c.want {
			t.Errorf("%s: %s, want %s", c.title, got, c.want)
		}
	}
	w.views.set(modeGrid)
	for _, c := range []struct {
		title string
		want  int
	}{{"Larger", books.UsualCover + coverStep}, {"Normal size", books.UsualCover}, {"Smaller", books.UsualCover - coverStep}} {
		menuItem(t, w, c.title).Action()
		if got := w.settings.coverSize(); got != c.want || w.views.grid.CoverSize() != c.want {
			t.Errorf("%s: %d, want %d", c.title, got, c.want)
		}
	}
}

// TestMoreBooks: the menus of a book search for its authors, narrators and series, as the
// links in the details do.
func TestMoreBooks(t *testing.T) {
	w := newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	more := menuItem(t, w, "More books")
	if !more.Disabled {
		t.Error("without a book there are more")
	}
	w.searching.box.SetText("book")
	w.selection.Select(0)
	b := w.selection.Book()
	b.Authors, b.Narrators = append(b.Authors, "Emma"), nil
	b.Series = []book.Series{{Name: "Saga"}}
	w.menus.tell()
	for _, items := range [][]*fyne.MenuItem{more.ChildMenu.Items, itemNamed(t, w.menus.bookItems(b), "More books").ChildMenu.Items} {
		for i, want := range []string{`(author:="` + b.Authors[0] + `" or author:=Emma)`, "", "series:=Saga"} {
			if items[i].Disabled != (want == "") {
				t.Errorf("%s is disabled: %v", items[i].Label, items[i].Disabled)
			}
			if want == "" {
				continue
			}
			w.searching.box.SetText("book")
			if items[i].Action(); w.searching.box.Text != want {
				t.Errorf("%s: the search is %q, want %q", items[i].Label, w.searching.box.Text, want)
			}
		}
	}
}
