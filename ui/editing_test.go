package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// editing returns a window of three books, with the form open for the first.
func editing(t *testing.T) *Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("A", "B", "C").View(t))
	w.Resize(fyne.NewSize(900, 600))
	w.selection.Select(0)
	uitest.Press(w.views.table, fyne.KeyF2)
	if w.editor.form == nil || !w.dialogs.covered() {
		t.Fatal("F2 opens nothing")
	}
	return w
}

// TestEditShowsAllFieldsInATallWindow: no field is out of sight if the window has the room.
func TestEditShowsAllFieldsInATallWindow(t *testing.T) {
	w := editing(t)
	w.dialogs.leave()
	w.Resize(fyne.NewSize(1280, 1400))
	w.editor.editSelected()
	scroll := withinTop[*container.Scroll](w)[0]
	if need, has := scroll.Content.MinSize().Height, scroll.Size().Height; has < need || has > need+16 {
		t.Errorf("%v pixels for fields of %v", has, need)
	}
}

// TestWheelOnATextBox scrolls the form, unless all of it is in sight.
func TestWheelOnATextBox(t *testing.T) {
	w := editing(t)
	w.dialogs.leave()
	for _, height := range []float32{500, 1400} {
		w.Resize(fyne.NewSize(800, height))
		w.editor.editSelected()
		scroll := withinTop[*container.Scroll](w)[0]
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.editor.form.Entry(book.Authors)).AddXY(20, 20)
		test.Scroll(w.Canvas(), at, 0, -4*widgets.Notch)
		if y := scroll.Offset.Y; y > 0 != (height < 1000) {
			t.Errorf("in a window of %v pixels, the wheel scrolls to %v", height, y)
		}
		w.dialogs.leave()
	}
}

func TestEditDialogKeys(t *testing.T) {
	w := editing(t)
	saved := 0
	form := w.editor.form
	save := form.OnSave
	form.OnSave = func() { saved++; save() }
	if w.Canvas().Focused() != fyne.Focusable(form.Entry(book.Title)) {
		t.Error("the title does not have the focus")
	}
	w.editor.editSelected()
	if w.editor.form != form {
		t.Error("a second dialog over the first")
	}
	w.commands.undo() // behind the form

	description, year := form.Entry(book.Description), form.Entry(book.Year)
	description.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if saved != 0 || description.Text != "\n" {
		t.Errorf("Enter in a text of lines saves")
	}
	year.SetText("x")
	year.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.editor.form == nil {
		t.Error("an invalid form was saved")
	}
	year.SetText("1999")
	description.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if saved != 2 || w.editor.form != nil || w.dialogs.covered() {
		t.Errorf("Ctrl+Enter: saved %d times, still open %v", saved, w.dialogs.covered())
	}
	if w.Canvas().Focused() != fyne.Focusable(w.views.table) {
		t.Error("the focus does not return to the table")
	}

	for _, cancel := range []func(){
		func() { w.editor.form.Entry(book.ISBN).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		func() { w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		w.editor.editSelected()
		if w.editor.form == nil {
			t.Fatal("no dialog opens")
		}
		cancel()
		if w.editor.form != nil || w.dialogs.covered() {
			t.Fatal("Esc leaves the dialog open")
		}
	}
}

// TestMenuOfAField: the links above a field can be reached without a mouse.
func TestMenuOfAField(t *testing.T) {
	w := editing(t)
	w.editor.close()
	w.selection.All()
	w.editor.editSelected()
	publisher := w.editor.form.Entry(book.Publisher)
	w.Canvas().Focus(publisher)
	top := w.Canvas().Overlays().Top()
	uitest.Press(publisher, desktop.KeyMenu)
	if w.Canvas().Overlays().Top() != top {
		t.Error("a menu without items")
	}
	publisher.SetText("Orbit")
	if uitest.Press(publisher, desktop.KeyMenu); w.Canvas().Overlays().Top() == top {
		t.Fatal("no menu")
	}
}

func TestUndoKeysInATextBox(t *testing.T) {
	w := editing(t)
	e := w.editor.form.Entry(book.Title)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.TypedRune('Z')
	for range 4 { // the selected text was replaced first, and there is nothing before the title
		e.TypedShortcut(&fyne.ShortcutUndo{})
	}
	if e.Text != "A" {
		t.Errorf("after Ctrl+Z: %q", e.Text)
	}
	e.TypedShortcut(keys.Redo())
	e.TypedShortcut(keys.Redo())
	if e.Text != "Z" {
		t.Errorf("after Ctrl+Shift+Z: %q", e.Text)
	}
}

// TestFormTurnsToTheNextBook: Next and Previous save the form, and open the form of the book
// beside.
func TestFormTurnsToTheNextBook(t *testing.T) {
	w := editing(t)
	saved := 0
	press := func(text string) {
		t.Helper()
		form := w.editor.form
		save := form.OnSave
		form.OnSave = func() { saved++; save() }
		tap(t, w.Canvas().Overlays().Top(), text)
		form.OnSave = save
	}
	shown := func(title string, previous, next bool) {
		t.Helper()
		form := w.editor.onTop()
		if form == nil || form.Entry(book.Title).Text != title || w.selection.Book().Title != title {
			t.Fatalf("%q is not in the form, or not selected", title)
		}
		for _, b := range withinTop[*widgets.EscapeButton](w) {
			if b.Text == "‹ Previous" && b.Disabled() == previous || b.Text == "Next ›" && b.Disabled() == next {
				t.Errorf("%q: %s is disabled: %v", title, b.Text, b.Disabled())
			}
		}
	}
	shown("A", false, true)
	press("Next ›")
	shown("B", true, true)
	w.editor.form.Entry(book.Year).SetText("x")
	press("Next ›")
	shown("B", false, false)
	w.editor.form.Entry(book.Year).SetText("1999")
	press("Next ›")
	shown("C", true, false)
	press("‹ Previous")
	shown("B", true, true)
	if saved != 3 {
		t.Errorf("saved %d times, want 3", saved)
	}
	w.editor.close()
	w.selection.All()
	w.editor.editSelected()
	for _, b := range withinTop[*widgets.EscapeButton](w) {
		if b.Text == "Next ›" {
			t.Error("the form of several books has a next book")
		}
	}
}

// TestEditAndUndo: edits reach the library, and the menu offers to undo them.
func TestEditAndUndo(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	dir := t.TempDir()
	for _, name := range []string{"a.mp3", "b.mp3"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	w := newTestWindow(t, Options{Folders: []string{dir}})
	await := func(what string, is func() bool) {
		t.Helper()
		late := time.After(patience)
		for {
			w.rows.Publish(w.lib.View())
			if is() {
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
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
	w.adding.begin()
	w.tasks.work.Wait()
	await("rows", func() bool { return w.rows.Length() == 2 })
	w.selection.Select(0)
	w.editor.editSelected()
	w.editor.form.Entry(book.Title).SetText("Mine")
	w.editor.form.OnSave()
	await("typed", title("Mine"))
	if menuItem(t, w, "Undo: edit title of 1 book").Disabled || !menuItem(t, w, "Redo").Disabled {
		t.Error("the menu offers no undo")
	}
	line := w.totals.line
	w.commands.undo()
	await("taken back", func() bool { return !title("Mine")() })
	if w.newFrame(); line.right.Text != "Undid: edit title of 1 book" || line.act.Hidden || line.act.Text != "Redo" {
		t.Errorf("the status line says %q, with %q", line.right.Text, line.act.Text)
	}
	if !menuItem(t, w, "Undo").Disabled || menuItem(t, w, "Redo: edit title of 1 book").Disabled {
		t.Error("the menu offers no redo")
	}
	line.act.Tapped(nil)
	await("done again", title("Mine"))
	if w.newFrame(); line.right.Text != "Redid: edit title of 1 book" || line.act.Text != "Undo" {
		t.Errorf("the status line says %q, with %q", line.right.Text, line.act.Text)
	}
	w.messages.clear()
	if w.newFrame(); line.right.Text != line.pace || !line.act.Hidden {
		t.Errorf("after another command the status line says %q, with %q", line.right.Text, line.act.Text)
	}

	w.selection.All()
	w.commands.group(library.Merged, w.selection.Books())
	if w.selection.Len() != 1 || !w.lib.Status().CanUndo() {
		t.Errorf("after a merge %d are selected", w.selection.Len())
	}
}

func TestEveryFileIsRemembered(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	if menuItem(t, w, "Show individual files").Checked {
		t.Error("a row for every file at the start")
	}
	menuItem(t, w, "Show individual files").Action()
	if !menuItem(t, w, "Show individual files").Checked || !w.settings.everyFile() {
		t.Error("not checked, or not remembered")
	}
	menuItem(t, w, "Show individual files").Action()
	if w.settings.everyFile() {
		t.Error("cannot be ended")
	}
}

func TestRowMenu(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	one, many := uitest.Emma(1), uitest.Emma(2)
	many.Files = append(many.Files, &book.File{ID: 3, Path: "/books/x/b.mp3"})
	able := func(books ...*book.Book) (titles []string) {
		for _, i := range itemNamed(t, w.menus.bookItems(books...), "Files").ChildMenu.Items {
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
	if got := labels(w.menus.bookItems(one)); !slices.Contains(got, "Edit…") || !slices.Contains(got, "Files") {
		t.Errorf("%q", got)
	}
	want := []string{"Play", "Copy path", "Edit…", "Swap author and narrator", "Files", "Mark as finished", "Mark as abandoned", "Write metadata beside the books…", "Rescan", "Remove from library", "Move to trash…"}
	if got := labels(w.menus.bookItems(one, many)); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestNothingToForget: nobody is asked about edits that do not exist.
func TestNothingToForget(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("One", "Two").View(t))
	w.selection.All()
	menuItem(t, w, "Forget my edits…").Action()
	if got := w.messages.message.Text; got != "There are no edits to forget." || w.dialogs.covered() {
		t.Errorf("the window says %q, a dialog is open: %v", got, w.dialogs.covered())
	}
}

// TestTypedTextIsAskedAbout: neither a key nor closing the window loses text that was
// typed in the form.
func TestTypedTextIsAskedAbout(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.rows.Publish(uitest.NewLibrary("A").View(t))
	w.Resize(fyne.NewSize(900, 700))
	w.selection.Select(0)
	press := func(name string) {
		t.Helper()
		for _, b := range withinTop[*widgets.EscapeButton](w) {
			if b.Text == name {
				test.Tap(b)
				return
			}
		}
		t.Fatalf("no button %q", name)
	}
	for what, leave := range map[string]func(){
		"Esc":    func() { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
		"Alt+F4": w.closeWindow,
		"Ctrl+Q": func() {
			for _, i := range w.menus.mainMenu().Items[0].Items {
				if i.IsQuit {
					i.Action()
				}
			}
		},
	} {
		w.editor.editSelected()
		form := w.editor.form
		form.Entry(book.Title).SetText("Another title")
		if leave(); !w.editor.asking || w.editor.form != form {
			t.Fatalf("%s: the typed text is lost without a question", what)
		}
		w.closeWindow() // the question is open already
		if press("Cancel"); w.editor.asking || w.editor.onTop() != form || form.Entry(book.Title).Text != "Another title" {
			t.Fatalf("%s: Cancel does not lead back to the form", what)
		}
		if what == "Esc" {
			w.Canvas().Focus(form.Entry(book.Title))
			leave()
			if press("Discard"); w.dialogs.covered() || w.editor.form != nil {
				t.Fatal("Discard leaves the form open")
			}
		}
		w.editor.close()
	}
	select {
	case <-w.closing.begun:
		t.Fatal("the window closes although the question was cancelled")
	default:
	}
	w.editor.editSelected()
	w.editor.form.Entry(book.Title).SetText("Another title")
	w.closeWindow()
	press("Discard")
	select {
	case <-w.closing.begun:
	default:
		t.Error("the window does not close after the answer")
	}
}

// TestTypedWhileClosing: the user closes the window, and edits a book while the disk is slow.
// Once the earlier changes are saved, the window asks about what was typed; it stays open if
// the user has decided so meanwhile.
func TestTypedWhileClosing(t *testing.T) {
	w := editing(t)
	settle := collectPosts(w)
	form := w.editor.form
	form.Entry(book.Title).SetText("Another title")
	close := func() {
		ctx, keep := context.WithCancel(context.Background())
		w.closing.keep = keep
		w.closeSaved(ctx, true)
	}
	close()
	if settle(); !w.editor.asking || w.editor.form != form {
		t.Error("the typed text is lost without a question")
	}
	w.dialogs.leave()
	if w.editor.asking || w.editor.onTop() != form || w.closing.keep != nil {
		t.Error("Cancel does not lead back to the form")
	}
	form.Entry(book.Title).SetText("A")
	close()
	w.keepOpen()
	settle()
	select {
	case <-w.closing.begun:
		t.Fatal("the window closes although the user keeps it open")
	default:
	}
	close()
	settle()
	select {
	case <-w.closing.begun:
	default:
		t.Error("the window stays open")
	}
}

// TestPictureThatCannotBeACover: the user is told why a picture cannot be a cover.
func TestPictureThatCannotBeACover(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	dir := t.TempDir()
	write(t, dir+"/text.png")
	for name, want := range map[string]string{
		"text.png": "“text.png” cannot be a cover: not a JPEG, PNG, WebP, GIF, BMP or TIFF picture.",
		"none.png": "“none.png” cannot be a cover: the file or folder does not exist.",
	} {
		w.editor.chooseCover(1, dir+"/"+name)
		w.tasks.work.Wait()
		if got := w.messages.message; got.Text != want {
			t.Errorf("%q, want %q", got.Text, want)
		}
	}
}
