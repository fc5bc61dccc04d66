package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/notices"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// exporting returns a window with two books that exports into a folder.
func exporting(t *testing.T) (w *Window, dir string, settle func()) {
	t.Helper()
	w = newSearchWindow(t, uitest.WrittenBy("Ann Leckie", "Anna Banks"))
	w.Resize(fyne.NewSize(1000, 700))
	once := collectPosts(w)
	settle = func() {
		for range 3 { // a task may begin another
			once()
		}
	}
	dir = t.TempDir()
	w.settings.SetString(prefExportFolder, dir)
	return w, dir, settle
}

// openExport opens the dialog and returns its form's widgets.
func openExport(t *testing.T, w *Window, settle func()) (name *widgets.EscapeEntry, selects []*widgets.EscapeSelect) {
	t.Helper()
	w.commands.exports.choose()
	settle()
	names, selects := withinTop[*widgets.EscapeEntry](w), withinTop[*widgets.EscapeSelect](w)
	if len(names) != 1 || len(selects) != 3 {
		t.Fatalf("%d names and %d lists", len(names), len(selects))
	}
	return names[0], selects
}

// TestExportDialog exports the books with the columns of the table, and asks before it
// replaces the file.
func TestExportDialog(t *testing.T) {
	w, dir, settle := exporting(t)
	w.settings.SetInt(prefExportFormat, 99) // of another version
	w.views.table.SetColumns(books.ParseChoices("title,author"))
	name, selects := openExport(t, w, settle)
	if selects[0].Selected != "Shown: 2 books" || name.Text != "Audiobooks.csv" {
		t.Errorf("%q, %q", selects[0].Selected, name.Text)
	}
	selects[1].SetSelected("Markdown table")
	name.SetText("../x.md")
	if agree := withinTop[*widgets.EscapeButton](w); !agree[len(agree)-1].Disabled() {
		t.Error("a path is a name")
	}
	name.SetText("List.md")
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle()
	path := filepath.Join(dir, "List.md")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(lines) != 4 || lines[0] != "| Title | Author |" || !strings.Contains(lines[2], "Ann Leckie") {
		t.Errorf("%q", lines)
	}
	if n := w.messages.message; !strings.HasPrefix(n.Text, "Exported 2 books to ") || n.Actions[0] != notices.ShowFile || n.File != path {
		t.Errorf("%+v", n)
	}

	// The next export has the same format, and asks.
	name, selects = openExport(t, w, settle)
	if selects[1].Selected != "Markdown table" || name.Text != "Audiobooks.md" {
		t.Errorf("the next export begins with %q, %q", selects[1].Selected, name.Text)
	}
	selects[2].SetSelected("All")
	name.SetText("List")
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle()
	if !w.dialogs.covered() {
		t.Fatal("it replaced a file without asking")
	}
	w.dialogs.leave()
	if after, _ := os.ReadFile(path); string(after) != string(text) {
		t.Error("a file was replaced although the user did not agree")
	}
	name, _ = openExport(t, w, settle)
	name.SetText("List.md")
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle()
	tap(t, w.Canvas().Overlays().Top(), "Replace")
	settle()
	if after, _ := os.ReadFile(path); !strings.HasPrefix(string(after), "| Title | Author | Narrator | Series |") {
		t.Errorf("%.80q", after)
	}
}

// TestExportHasColumnsWithoutRoom: the columns that the user chose for the table are
// exported, also those that dropped out because the window is narrow.
// TestExportedFileHasAnExtension: a full stop in a name does not make the rest of it one.
func TestExportedFileHasAnExtension(t *testing.T) {
	app := test.NewTempApp(t)
	f := newExportForm(1, 0, 1, settings{app.Preferences()}, "/b", func() {})
	for name, want := range map[string]string{
		"Books": "Books.csv", "Books.csv": "Books.csv", "Books.TXT": "Books.TXT", "Books.": "Books.csv",
		"Books 29.11.2026": "Books 29.11.2026.csv", "v1.2": "v1.2.csv", "Books of Dr. Who": "Books of Dr. Who.csv", " 有声书.数据 ": "有声书.数据",
	} {
		f.name.SetText(name)
		if got := f.path(); got != filepath.Join("/b", want) {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestExportHasColumnsWithoutRoom(t *testing.T) {
	w, dir, settle := exporting(t)
	w.settings.SetInt(prefExportFormat, int(library.ExportMarkdown))
	w.views.table.SetColumns(books.ParseChoices("title,author,length,narrator,series,year,publisher"))
	if w.views.table.HasRoom(view.ByPublisher) {
		t.Fatal("the window is not narrow")
	}
	name, selects := openExport(t, w, settle)
	if got := selects[2].Selected; got != "The 7 chosen for the table" {
		t.Errorf("the form says %q", got)
	}
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle()
	text, err := os.ReadFile(filepath.Join(dir, "Audiobooks.md"))
	if want := "| Title | Author | Length | Narrator | Series | Year | Publisher |"; err != nil || !strings.HasPrefix(string(text), want) {
		t.Errorf("%v: %.100q", err, text)
	}
}

// TestExportReports: the words for each outcome.
func TestExportReports(t *testing.T) {
	w, _, _ := exporting(t)
	for _, c := range []struct {
		err       error
		cancelled bool
		text      string
	}{
		{nil, false, "Exported 3 books to /a/b.csv."},
		{context.Canceled, true, "The export was cancelled."},
		{&os.PathError{Op: "write", Path: "/a", Err: syscall.ENOSPC}, false, "Nothing was exported to /a/b.csv: the disk is full."},
		{&os.PathError{Op: "open", Path: "/a", Err: os.ErrPermission}, false, "Nothing was exported to /a/b.csv: permission denied."},
		{errors.New("odd"), false, "Nothing was exported to /a/b.csv: the system reports an error."},
	} {
		w.commands.exports.report("/a/b.csv", "3 books", c.cancelled, c.err)
		if got := w.messages.message.Text; got != c.text {
			t.Errorf("%q, want %q", got, c.text)
		}
	}
}

// TestCopyRows: the selected rows, with the columns of the table, separated by tabs.
func TestCopyRows(t *testing.T) {
	w, _, settle := exporting(t)
	w.views.table.SetColumns(books.ParseChoices("title,author,length"))
	w.selection.All()
	w.commands.copyRows()
	settle()
	lines := strings.Split(strings.TrimSuffix(w.app.Clipboard().Content(), "\n"), "\n")
	if len(lines) != 2 || len(strings.Split(lines[0], "\t")) != 3 || !strings.HasPrefix(strings.Split(lines[1], "\t")[1], "Ann") {
		t.Errorf("%q", lines)
	}
}

// TestProgressDialog: the dialog comes after a second and counts, and Cancel cancels, but
// Esc does not.
func TestProgressDialog(t *testing.T) {
	w, _, _ := exporting(t)
	var due []func()
	var waits []time.Duration
	later := func(d time.Duration, do func()) (stop func()) {
		due, waits = append(due, do), append(waits, d)
		return func() { due = nil }
	}
	var done atomic.Int64
	cancels := 0
	hide := w.dialogs.progress(later, "Exporting…", 2000, false, &done, func() { cancels++ })
	if w.dialogs.covered() || waits[0] != time.Second {
		t.Error("a dialog is shown at once")
	}
	next := func() {
		do := due[0]
		due = due[1:]
		do()
	}
	said := func() string {
		var all []string
		for _, l := range withinTop[*widget.Label](w) {
			all = append(all, l.Text)
		}
		return strings.Join(all, " ")
	}
	next()
	done.Store(500)
	next()
	if bar := withinTop[*widget.ProgressBar](w); len(bar) != 1 || bar[0].Value != 500 || !strings.Contains(said(), "500 of 2,000 books") {
		t.Errorf("%q", said())
	}
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	w.Canvas().OnTypedKey()(escape)
	for _, b := range withinTop[fyne.Focusable](w) {
		b.TypedKey(escape)
	}
	if cancels != 0 || !w.dialogs.covered() {
		t.Error("Esc cancels")
	}
	tap(t, w.Canvas().Overlays().Top(), "Cancel")
	next()
	if cancels != 1 || !strings.Contains(said(), "Cancelling…") {
		t.Errorf("cancelled %d times: %q", cancels, said())
	}
	if hide(); w.dialogs.covered() || len(due) > 0 {
		t.Error("the dialog goes on")
	}
	w.dialogs.progress(later, "Exporting…", 1, false, &done, func() {})()
	if len(due) > 0 || w.dialogs.covered() {
		t.Error("a dialog comes after the end")
	}
}

// TestProgressLeavesFocus: the dialog does not take the focus from a text box, in which Space
// would then cancel.
func TestProgressLeavesFocus(t *testing.T) {
	w, _, _ := exporting(t)
	for _, typing := range []bool{false, true} {
		w.Canvas().Unfocus()
		if typing {
			w.Canvas().Focus(w.searching.box)
		}
		var due []func()
		later := func(_ time.Duration, do func()) (stop func()) {
			due = append(due, do)
			return func() {}
		}
		var done atomic.Int64
		hide := w.dialogs.progress(later, "Exporting…", 2000, false, &done, func() {})
		due[0]()
		if _, button := w.Canvas().Focused().(*widgets.Button); button == typing {
			t.Errorf("typing: %v, the focus is on %T", typing, w.Canvas().Focused())
		}
		hide()
	}
}

// TestExportCounts: the dialog says how many of the selected books are in sight, and an export
// without books is refused.
func TestExportCounts(t *testing.T) {
	w, dir, settle := exporting(t)
	w.selection.Select(0)
	_, selects := openExport(t, w, settle)
	if got := selects[0].Options; len(got) != 2 || got[1] != "Selected: 1 book" {
		t.Errorf("%q", got)
	}
	w.dialogs.leave()
	w.commands.exports.write(filepath.Join(dir, "a.csv"), w.commands.exports.request(newExportForm(1, 0, 1, w.settings, dir, func() {})), func() []*book.Book { return nil })
	settle()
	if _, err := os.Lstat(filepath.Join(dir, "a.csv")); err == nil || w.messages.message.Text != "There are no books to export." {
		t.Errorf("%v, %q", err, w.messages.message.Text)
	}
	w.rows.Publish(w.lib.View()) // no books
	if settle(); w.rows.Length() != 0 {
		t.Fatal("there are books")
	}
	w.messages.say("", "")
	w.commands.exports.choose()
	if settle(); w.dialogs.covered() || w.messages.message.Text != "There are no books to export." {
		t.Error("the dialog offers to export no books")
	}
	w.selection.None()
	w.commands.copyRows()
	if got := w.messages.message.Text; got != "No book is selected." {
		t.Errorf("%q", got)
	}
}

// TestExportOntoFolder: a folder of the name is not replaced, and the message says so.
func TestExportOntoFolder(t *testing.T) {
	w, dir, settle := exporting(t)
	if err := os.Mkdir(filepath.Join(dir, "List.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	name, _ := openExport(t, w, settle)
	name.SetText("List.csv")
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	settle()
	if got := w.messages.message.Text; got != "Nothing was exported: “List.csv” is the name of a folder." || w.dialogs.covered() {
		t.Errorf("%q", got)
	}
}

// TestExportTitle: the title of a web page is the search in words.
func TestExportTitle(t *testing.T) {
	w, _, settle := exporting(t)
	w.searching.refine("author:leckie", "")
	settle()
	openExport(t, w, settle)
	f := newExportForm(1, 0, 1, w.settings, "", func() {})
	if got := w.commands.exports.request(f).Title; got != "Audiobooks: Author: leckie" {
		t.Errorf("%q", got)
	}
}
