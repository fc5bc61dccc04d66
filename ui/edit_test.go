package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
)

// aBook is a book with all fields.
func aBook(id book.ID) *book.Book {
	f := &book.File{ID: id, Path: "/books/x/a.mp3"}
	b := &book.Book{ID: id, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{
		Title: "Emma", Subtitle: "A novel", Authors: []string{"Jane Austen", "Somebody"}, Narrators: []string{"Ann"},
		Series: []book.Series{{Name: "Classics", Part: "3"}, {Name: "Penguin"}}, Year: 1815, Genres: []string{"Novel", "Love"},
		Publisher: "Murray", ASIN: "B01", ISBN: "978", Language: "en", Description: "Handsome,\n\nclever and rich.",
	}}
	b.Sources[book.Title], b.Sources[book.Authors], b.Sources[book.Year] = book.FromTag, book.FromFolder, book.FromEdit
	b.Sources[book.InSeries] = book.FromEdit
	return b
}

// box is the box of a field.
func (f *editForm) box(field book.Field) *editBox {
	return f.boxes[slices.IndexFunc(f.boxes, func(b *editBox) bool { return b.field == field })]
}

// typedEdits are the edits of a form as text, by book and field.
func typedEdits(f *editForm) string {
	var lines []string
	for id, fields := range f.edits() {
		for name, text := range fields {
			if text == nil {
				lines = append(lines, fmt.Sprintf("%d %s -", id, name))
			} else {
				lines = append(lines, fmt.Sprintf("%d %s %q", id, name, *text))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func TestEditFormSavesWhatWasChanged(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name string
		do   func(*editForm)
		want string
	}{
		{"nothing", func(*editForm) {}, ""},
		{"title", func(f *editForm) { f.box(book.Title).entry.SetText(" Emma! ") }, `1 title "Emma!"`},
		{"blanks", func(f *editForm) { f.box(book.Title).entry.SetText(" Emma ") }, ""},
		{"list", func(f *editForm) { f.box(book.Authors).entry.SetText("Jane Austen\n\n Me \n") }, `1 authors "Jane Austen\nMe"`},
		{"same list", func(f *editForm) { f.box(book.Authors).entry.SetText("Jane Austen\n\nSomebody\n") }, ""},
		{"emptied", func(f *editForm) { f.box(book.Subtitle).entry.SetText("") }, `1 subtitle ""`},
		{"year", func(f *editForm) { f.box(book.Year).entry.SetText("1816") }, `1 year "1816"`},
		{"series", func(f *editForm) { f.series.entry.SetText("Works") }, `1 series "Works #3\nPenguin"`},
		{"part", func(f *editForm) { f.part.entry.SetText("#4") }, `1 series "Classics #4\nPenguin"`},
		{"no part", func(f *editForm) { f.part.entry.SetText("") }, `1 series "Classics\nPenguin"`},
		{"no series", func(f *editForm) { f.series.entry.SetText("") }, `1 series "Penguin"`},
		{"taken back", func(f *editForm) { f.box(book.Year).back.OnTapped() }, "1 year -"},
		{"taken back and kept", func(f *editForm) { f.box(book.Year).back.OnTapped(); f.box(book.Year).back.OnTapped() }, ""},
		{"taken back and typed", func(f *editForm) { f.box(book.Year).back.OnTapped(); f.box(book.Year).entry.SetText("1817") }, `1 year "1817"`},
		{"series taken back", func(f *editForm) { f.series.back.OnTapped() }, "1 series -"},
		{"and typed", func(f *editForm) { f.series.back.OnTapped(); f.series.entry.SetText("Mine") }, `1 series "Mine\nPenguin"`},
		{"typed and taken back", func(f *editForm) { f.box(book.Title).entry.SetText("X"); f.box(book.Title).back.OnTapped() }, ""},
		{"cover", func(f *editForm) { f.cover.chose("picture:aa", "/pictures/a.png") }, `1 cover "picture:aa"`},
		{"cover taken back", func(f *editForm) { f.cover.chose("picture:aa", "/pictures/a.png"); f.cover.back.OnTapped() }, ""},
	} {
		f := newEditForm([]*book.Book{aBook(1)})
		c.do(f)
		if got := typedEdits(f); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestEditFormOfSeveral(t *testing.T) {
	test.NewTempApp(t)
	one, two := aBook(1), aBook(2)
	two.Title, two.Series, two.Year, two.Authors = "Persuasion", []book.Series{{Name: "Classics", Part: "6"}}, 1817, []string{"Ann"}
	two.Sources[book.Year] = book.FromTag
	f := newEditForm([]*book.Book{one, two})
	for _, field := range []book.Field{book.Title, book.Authors, book.Year} {
		if b := f.box(field); b.entry.Text != "" || b.entry.PlaceHolder != "several values" {
			t.Errorf("%v: %q, %q", field, b.entry.Text, b.entry.PlaceHolder)
		}
	}
	if f.series.entry.Text != "Classics" || f.part.entry.PlaceHolder != "several values" || f.box(book.Language).entry.Text != "en" {
		t.Error("what is the same is not shown")
	}
	if got := typedEdits(f); got != "" || !f.valid() {
		t.Errorf("nothing was typed: %s", got)
	}
	f.series.entry.SetText("Austen") // each keeps its part
	f.box(book.Language).entry.SetText("")
	f.box(book.Authors).entry.SetText("Ann")
	want := `1 authors "Ann"; 1 language ""; 1 series "Austen #3\nPenguin"; 2 language ""; 2 series "Austen #6"`
	if got := typedEdits(f); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	f = newEditForm([]*book.Book{one, two})
	if b := f.box(book.Year); b.fromText != "some of them you typed" || !b.back.Visible() {
		t.Errorf("%q", b.fromText)
	}
	f.box(book.Year).back.OnTapped()
	if got := typedEdits(f); got != "1 year -" {
		t.Errorf("%s; the year of the other was not typed", got)
	}
}

func TestEditFormTellsTheSource(t *testing.T) {
	test.NewTempApp(t)
	f := newEditForm([]*book.Book{aBook(1)})
	for field, want := range map[book.Field]string{book.Title: "from the tags", book.Authors: "from the folder name", book.Year: "you typed this", book.Publisher: ""} {
		b := f.box(field)
		if b.fromText != want || b.back.Visible() != (field == book.Year) {
			t.Errorf("%v: %q, button %v", field, b.fromText, b.back.Visible())
		}
	}
	b := f.box(book.Title)
	b.entry.SetText("Mine")
	if b.fromText != "you typed this" || b.back.Text != backTake || !b.back.Visible() {
		t.Errorf("typed: %q, %q", b.fromText, b.back.Text)
	}
	if len(sourceWords) != int(book.FromEdit)+1 {
		t.Error("a source has no words")
	}
}

func TestEditFormJudges(t *testing.T) {
	test.NewTempApp(t)
	for text, good := range map[string]bool{"": true, "1": true, " 1999 ": true, "2999": true, "0": false, "3000": false, "-5": false, "19x": false, "MCMXC": false} {
		f := newEditForm([]*book.Book{aBook(1)})
		told := false
		f.changed = func() { told = true }
		f.box(book.Year).entry.SetText(text)
		if f.valid() != good || (f.box(book.Year).wrongText == "") != good || !told {
			t.Errorf("year %q: valid %v, %q, told %v", text, f.valid(), f.box(book.Year).wrongText, told)
		}
	}
	f := newEditForm([]*book.Book{aBook(1)})
	f.box(book.Title).entry.SetText(" ")
	if f.valid() {
		t.Error("a book without a title")
	}
	b := aBook(1)
	b.Series = nil
	f = newEditForm([]*book.Book{b})
	f.part.entry.SetText("3")
	if f.valid() || f.part.wrongText == "" {
		t.Error("a part of no series")
	}
	f.series.entry.SetText("Works")
	if !f.valid() || f.part.wrongText != "" {
		t.Error("a part of a series is not accepted")
	}
}

// editing is a window of three books with the dialog open for the first.
func editing(t *testing.T) *Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(paper{Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(newShelf("A", "B", "C").view(t))
	w.Resize(fyne.NewSize(900, 600))
	w.table.choose(0)
	press(w.table, fyne.KeyF2)
	if w.editing == nil || !w.covered() {
		t.Fatal("F2 opens nothing")
	}
	return w
}

func TestEditDialogKeys(t *testing.T) {
	w := editing(t)
	saved := 0
	form := w.editing
	save := form.save
	form.save = func() { saved++; save() }
	if w.Canvas().Focused() != fyne.Focusable(form.entry(book.Title)) {
		t.Error("the title has not the focus")
	}
	w.editSelected()
	if w.editing != form {
		t.Error("a second dialog over the first")
	}
	w.undo() // behind the dialog

	description, year := form.entry(book.Description), form.entry(book.Year)
	description.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if saved != 0 || description.Text != "\n" {
		t.Errorf("Enter in a text of lines saves")
	}
	year.SetText("x")
	year.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.editing == nil {
		t.Error("what is wrong was saved")
	}
	year.SetText("1999")
	description.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if saved != 2 || w.editing != nil || w.covered() {
		t.Errorf("Ctrl+Enter: saved %d times, still open %v", saved, w.covered())
	}
	if w.Canvas().Focused() != fyne.Focusable(w.table) {
		t.Error("the table has not the focus again")
	}

	for _, cancel := range []func(){
		func() { w.editing.entry(book.ISBN).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		func() { w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		w.editSelected()
		if w.editing == nil {
			t.Fatal("nothing opens")
		}
		cancel()
		if w.editing != nil || w.covered() {
			t.Fatal("Esc leaves the dialog open")
		}
	}
}

func TestUndoKeysAreTheTextsInAText(t *testing.T) {
	w := editing(t)
	e := w.editing.entry(book.Title)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedRune('Z')
	for range 4 { // what was selected went first, and there is nothing before the title
		e.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if e.Text != "A" {
		t.Errorf("after Ctrl+Z: %q", e.Text)
	}
	e.TypedShortcut(redoKey())
	e.TypedShortcut(redoKey())
	if e.Text != "Z" {
		t.Errorf("after Ctrl+Shift+Z: %q", e.Text)
	}
}

// Edits reach the library, and what can be taken back shows in the menu.
func TestEditAndUndo(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(paper{Light})
	dir := t.TempDir()
	for _, name := range []string{"a.mp3", "b.mp3"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newTestWindow(t, Options{Folders: []string{dir}})
	await := func(what string, is func() bool) {
		t.Helper()
		for {
			w.rows.Publish(w.lib.View())
			if is() {
				return
			}
			select {
			case <-w.refresh.news:
			case <-t.Context().Done():
				t.Fatal(what)
			}
		}
	}
	title := func(want string) func() bool {
		return func() bool {
			for i := range w.rows.Length() {
				if w.rows.View().At(i).Title == want {
					return true
				}
			}
			return false
		}
	}
	w.begin()
	w.work.Wait()
	await("rows", func() bool { return w.rows.Length() == 2 })
	w.table.choose(0)
	w.editSelected()
	w.editing.entry(book.Title).SetText("Mine")
	w.editing.save()
	await("typed", title("Mine"))
	if item(t, w, "Undo").Disabled || !item(t, w, "Redo").Disabled {
		t.Error("the menu offers no undo")
	}
	w.undo()
	await("taken back", func() bool { return !title("Mine")() })
	if !item(t, w, "Undo").Disabled || item(t, w, "Redo").Disabled {
		t.Error("the menu offers no redo")
	}
	w.redo()
	await("done again", title("Mine"))

	w.table.selectAll()
	w.regroup(library.Merge, w.table.Selection())
	if w.table.count() != 1 || !w.lib.Status().CanUndo {
		t.Errorf("after a merge %d are selected", w.table.count())
	}
}

func TestEveryFileIsRemembered(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	if item(t, w, "Every file").Checked {
		t.Error("a row for every file at the start")
	}
	item(t, w, "Every file").Action()
	if !item(t, w, "Every file").Checked || !w.settings.everyFile() {
		t.Error("not checked, or not remembered")
	}
	item(t, w, "Every file").Action()
	if w.settings.everyFile() {
		t.Error("cannot be ended")
	}
}

func TestRowMenu(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	one, many := aBook(1), aBook(2)
	many.Files = append(many.Files, &book.File{ID: 3, Path: "/books/x/b.mp3"})
	able := func(books ...*book.Book) (titles []string) {
		for _, i := range w.groupItem(books).ChildMenu.Items {
			if !i.Disabled {
				titles = append(titles, i.Label)
			}
		}
		return titles
	}
	if got := able(one); !slices.Equal(got, []string{"Group automatically"}) {
		t.Errorf("one file: %q", got)
	}
	if got := able(many); !slices.Equal(got, []string{"Split into files", "Group automatically"}) {
		t.Errorf("a book of files: %q", got)
	}
	if got := able(one, many); len(got) != 3 {
		t.Errorf("two books: %q", got)
	}
	if got := labels(w.bookItems(one)); !slices.Contains(got, "Edit…") || !slices.Contains(got, "Books") {
		t.Errorf("%q", got)
	}
	want := []string{"Open", "Edit…", "Books", "Copy paths", "Rescan", "Remove from library", "Move to trash…"}
	if got := labels(w.severalItems([]*book.Book{one, many})); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// item is an item of the main menu.
func item(t *testing.T, w *Window, title string) *fyne.MenuItem {
	t.Helper()
	for _, m := range w.MainMenu().Items {
		for _, i := range m.Items {
			if i.Label == title {
				return i
			}
		}
	}
	t.Fatalf("no %q in the menu", title)
	return nil
}
