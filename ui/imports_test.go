package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/scripts/absbackup"
	"lectern/ui/widgets"
)

// importing returns a window with three books of Ann: One, Three and Two.
func importing(t *testing.T) (w *Window, settle func(), await func(done func() bool)) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w = newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	once := collectPosts(w)
	settle = func() {
		for range 3 { // a task may begin another
			once()
		}
	}
	await = func(done func() bool) {
		t.Helper()
		late := time.After(patience)
		for {
			w.rows.Publish(w.lib.View())
			if settle(); done() && !w.lib.Status().Busy() {
				w.newFrame()
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatal("nothing more comes")
			}
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"One", "Two", "Three"} {
		write(t, filepath.Join(dir, "Ann", name, "1.mp3"))
	}
	w.lib.AddRoot(dir)
	await(func() bool { return w.rows.Length() == 3 })
	author := "Ann Author"
	edits := map[book.ID]map[string]*string{}
	for row := range 3 {
		b := w.rows.View().At(row)
		title := filepath.Base(b.Folder())
		edits[b.ID] = map[string]*string{"authors": &author, "title": &title}
	}
	w.lib.Edit(edits)
	await(func() bool { return titleOf(w, "Three") != nil })
	return w, settle, await
}

// titleOf returns the book with a title.
func titleOf(w *Window, title string) *book.Book {
	for row := range w.rows.Length() {
		if b := w.rows.View().At(row); b.Title == title {
			return b
		}
	}
	return nil
}

// TestImportOfTable: the preview lists what changes, what stays and what was not found; the
// ticks choose; Undo takes the import back; a second import changes nothing.
func TestImportOfTable(t *testing.T) {
	w, settle, await := importing(t)
	mine := "2"
	w.lib.Edit(map[book.ID]map[string]*string{titleOf(w, "Two").ID: {"rating": &mine}})
	await(func() bool { return titleOf(w, "Two").Own != nil })
	path := filepath.Join(t.TempDir(), "goodreads.csv")
	table := "Title,Author,My Rating,Date Read,Exclusive Shelf,Bookshelves,My Review\n" +
		"One: A Story,\"Author, Ann\",4,2024/02/29,read,\"sea, read\",Good\n" +
		"Two,Ann Author,5,,to-read,,\nFour,Ann Author,3,,read,,\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	open := func() (agree *widgets.EscapeButton, ticks []*widgets.EscapeCheck, said string) {
		t.Helper()
		w.commands.imports.show(path)
		settle()
		buttons := withinTop[*widgets.EscapeButton](w)
		for _, tick := range withinTop[*widgets.EscapeCheck](w) {
			if tick.Visible() {
				ticks = append(ticks, tick)
			}
		}
		return buttons[len(buttons)-1], ticks, strings.Join(textsOnTop(w), "\n")
	}
	agree, ticks, said := open()
	for _, want := range []string{
		"Table (CSV)", "1 book changes, 1 book stays as it is, because what you did in Lectern is newer or typed by you, 1 book was not found.",
		"Found without the subtitle. The file has “One: A Story”.", "Finished: “29 Feb 2024” is added", "Rating: “★★★★” is added", "Note: “Good” is added",
		"Rating: “★★” stays, the file has “★★★★★”", "Ann Author: No book has this title and author",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the preview lacks %q:\n%s", want, said)
		}
	}
	if strings.Contains(said, "sea") {
		t.Errorf("tags are imported without the tick:\n%s", said)
	}
	var texts []string
	for _, tick := range ticks {
		texts = append(texts, tick.Text)
	}
	if want := []string{"Finished (1)", "Rating (1)", "Note (1)", "Tags (1)"}; !slices.Equal(texts, want) {
		t.Fatalf("the ticks are %q", texts)
	}
	if agree.Text != "Update 1 book" || agree.Disabled() {
		t.Errorf("%q", agree.Text)
	}
	for _, tick := range ticks {
		tick.SetChecked(false)
	}
	if agree.Text != "Update 0 books" || !agree.Disabled() {
		t.Errorf("without a tick: %q", agree.Text)
	}
	for _, tick := range ticks[1:] { // not Finished
		tick.SetChecked(true)
	}
	if said := strings.Join(textsOnTop(w), "\n"); !strings.Contains(said, "Tags: “sea” is added") || strings.Contains(said, "29 Feb") {
		t.Errorf("%s", said)
	}
	test.Tap(agree)
	settle()
	if got := w.totals.line.done.text; got != "1 book updated" {
		t.Errorf("%q", got)
	}
	await(func() bool { return titleOf(w, "One").Own != nil })
	if b := titleOf(w, "One"); b.IsFinished() || b.Own.Rating != 8 || b.Own.Note != "Good" || !slices.Equal(b.Own.Tags, []string{"sea"}) {
		t.Errorf("%+v, %v", b.Own, b.Listening)
	}
	if b := titleOf(w, "Two"); b.Own.Rating != 4 || b.Listening != nil {
		t.Errorf("%+v", b.Own)
	}
	if menuItem(t, w, "Undo: import into 1 book") == nil {
		t.Error("the command has no name")
	}
	tap(t, w.totals.line, "Undo")
	await(func() bool { return titleOf(w, "One").Own == nil })

	agree, _, _ = open()
	test.Tap(agree)
	await(func() bool { return titleOf(w, "One").IsFinished() })
	agree, ticks, said = open()
	if !agree.Disabled() || len(ticks) != 1 || !strings.Contains(said, "1 book has nothing new") {
		t.Errorf("again: %q, %d ticks\n%s", agree.Text, len(ticks), said)
	}
	w.dialogs.leave()
	if w.dialogs.covered() {
		t.Error("Esc does not close the preview")
	}
}

// TestImportOfBackup: of several users, the one with the most books is chosen first.
func TestImportOfBackup(t *testing.T) {
	w, settle, await := importing(t)
	path := filepath.Join(t.TempDir(), "2026.audiobookshelf")
	files := []absbackup.File{{Name: "1.mp3", Length: time.Hour}}
	when := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	of := func(title string) absbackup.Book {
		return absbackup.Book{Path: "Ann/" + title, Title: title, Files: files, At: 30 * time.Minute, Updated: when, Finished: when}
	}
	if err := absbackup.Write(path, absbackup.User{Name: "ann", Books: []absbackup.Book{of("One")}},
		absbackup.User{Name: "bob", Books: []absbackup.Book{of("Two"), of("Three")}}); err != nil {
		t.Fatal(err)
	}
	w.commands.imports.show(path)
	settle()
	users := withinTop[*widgets.EscapeSelect](w)
	if len(users) != 1 || users[0].Selected != "bob, 2 books" || !users[0].Visible() {
		t.Fatalf("%+v", users)
	}
	buttons := withinTop[*widgets.EscapeButton](w)
	agree := buttons[len(buttons)-1]
	if agree.Disabled() || agree.Text != "Update 2 books" {
		t.Errorf("%q, disabled %v", agree.Text, agree.Disabled())
	}
	users[0].SetSelected("ann, 1 book")
	for _, tick := range withinTop[*widgets.EscapeCheck](w) {
		tick.SetChecked(true)
	}
	if said := strings.Join(textsOnTop(w), "\n"); !agree.Disabled() || strings.Contains(said, "Two") {
		t.Errorf("the books of the other user can be imported while those of this one are looked for:\n%s", said)
	}
	settle()
	test.Tap(agree)
	await(func() bool { return titleOf(w, "One").IsFinished() })
	if titleOf(w, "Two").IsFinished() {
		t.Error("both users are imported")
	}
}

// TestImportOfUsersWithOneName: of several users whose names and numbers of books are equal, each
// can be chosen.
func TestImportOfUsersWithOneName(t *testing.T) {
	w, settle, await := importing(t)
	path := filepath.Join(t.TempDir(), "2026.audiobookshelf")
	when := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var users []absbackup.User
	for _, title := range []string{"One", "Two", "Three"} {
		users = append(users, absbackup.User{Name: "ann", Books: []absbackup.Book{{
			Path: "Ann/" + title, Title: title, Files: []absbackup.File{{Name: "1.mp3", Length: time.Hour}}, Updated: when, Finished: when,
		}}})
	}
	if err := absbackup.Write(path, users...); err != nil {
		t.Fatal(err)
	}
	w.commands.imports.show(path)
	settle()
	who := withinTop[*widgets.EscapeSelect](w)[0]
	if want := []string{"ann, 1 book", "ann, 1 book (2)", "ann, 1 book (3)"}; !slices.Equal(who.Options, want) {
		t.Errorf("%q", who.Options)
	}
	said := map[string]bool{}
	for _, option := range who.Options {
		who.SetSelected(option)
		settle()
		said[strings.Join(textsOnTop(w), "\n")] = true
		if i := slices.IndexFunc([]string{"One", "Two", "Three"}, func(title string) bool { return strings.Contains(strings.Join(textsOnTop(w), "\n"), title) }); i < 0 {
			t.Errorf("%s has none of the books", option)
		}
	}
	if len(said) != 3 {
		t.Errorf("%d different previews, want 3", len(said))
	}
	buttons := withinTop[*widgets.EscapeButton](w)
	test.Tap(buttons[len(buttons)-1])
	await(func() bool {
		finished := 0
		for _, title := range []string{"One", "Two", "Three"} {
			if titleOf(w, title).IsFinished() {
				finished++
			}
		}
		return finished == 1
	})
}

// TestImportRefused: a file that cannot be imported is refused with the reason.
func TestImportRefused(t *testing.T) {
	w, settle, _ := importing(t)
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.commands.imports.show(path)
	settle()
	if w.dialogs.covered() {
		t.Error("the preview is still there")
	}
	if got := w.messages.message.Text; got != "“photo.jpg” cannot be imported: it is neither a backup of Audiobookshelf, nor a table (CSV), nor a file that Lectern exported." {
		t.Errorf("%q", got)
	}
	w.commands.imports.show(filepath.Join(filepath.Dir(path), "gone.csv"))
	settle()
	if got := w.messages.message.Text; !strings.HasPrefix(got, "“gone.csv” cannot be imported: ") || strings.Contains(got, "no such file") {
		t.Errorf("%q", got)
	}
}

// TestExportOfOwn: the export of the user's own has no columns, skips books without
// anything, and is what Import reads.
func TestExportOfOwn(t *testing.T) {
	w, settle, await := importing(t)
	for _, title := range []string{"One", "Two", "Three"} { // as their folders are called
		w.lib.ForgetEdits(titleOf(w, title).ID)
		await(func() bool { return titleOf(w, title).Sources[book.Authors] != book.FromEdit })
	}
	dir := t.TempDir()
	w.settings.SetString(prefExportFolder, dir)
	w.settings.SetInt(prefExportFormat, int(library.ExportOwn))
	_, selects := openExport(t, w, settle)
	if !selects[2].Disabled() {
		t.Error("columns can be chosen")
	}
	w.dialogs.enter()
	settle()
	if got := w.messages.message.Text; !strings.HasPrefix(got, "There is nothing to export") {
		t.Errorf("%q", got)
	}
	note, narrator, id := "mine", "Me", titleOf(w, "Two").ID
	w.lib.Edit(map[book.ID]map[string]*string{id: {"note": &note, "narrators": &narrator}})
	await(func() bool { return titleOf(w, "Two").Own != nil })
	w.settings.SetBool(prefEveryFile, true)                             // it is about books all the same
	if err := w.lib.SetQuery(view.Query{Text: "nothing"}); err != nil { // all is exported all the same
		t.Fatal(err)
	}
	await(func() bool { return w.rows.View().Len() == 0 })
	_, selects = openExport(t, w, settle)
	if !selects[0].Disabled() {
		t.Error("books can be chosen")
	}
	w.settings.SetBool(prefEveryFile, false)
	w.dialogs.enter()
	settle()
	if got := w.messages.message.Text; !strings.HasPrefix(got, "Exported 1 book to ") {
		t.Errorf("%q", got)
	}
	if err := w.lib.SetQuery(view.Query{}); err != nil {
		t.Fatal(err)
	}
	w.commands.imports.show(filepath.Join(dir, "Audiobooks.json"))
	settle()
	if said := strings.Join(textsOnTop(w), "\n"); !strings.Contains(said, "1 book has nothing new.") || !strings.Contains(said, "Exported by Lectern") {
		t.Errorf("%s", said)
	}
	w.dialogs.leave()
	w.lib.ForgetEdits(id)
	await(func() bool { return titleOf(w, "Two").Own == nil })
	w.commands.imports.show(filepath.Join(dir, "Audiobooks.json"))
	settle()
	said := strings.Join(textsOnTop(w), "\n")
	for _, line := range []string{"1 book changes.", "Narrators: “Me” is added", "Note: “mine” is added"} {
		if !strings.Contains(said, line) {
			t.Errorf("%q is not in\n%s", line, said)
		}
	}
	if !slices.ContainsFunc(withinTop[*widgets.EscapeCheck](w), func(c *widgets.EscapeCheck) bool { return c.Text == "Your edits (1)" && c.Checked && !c.Hidden }) {
		t.Error("the edits cannot be left out")
	}
}
