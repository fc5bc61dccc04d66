package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
)

// TestDialogsNameWhatTheyCount: where rows are files, dialogs and notices count files.
func TestDialogsNameWhatTheyCount(t *testing.T) {
	for files, want := range map[bool][]string{
		false: {
			"Edit 2 books", "Forget your edits?\n2 books", "Move 2 books to the trash?",
			"3 files will be moved to the trash, and the books removed from the library.",
			"Shown: 2 books", "Selected: 2 books", "2 books without a series.",
		},
		true: {
			"Edit 2 files", "Forget your edits?\n2 files", "Move 2 files to the trash?",
			"3 files will be moved to the trash and removed from the library.",
			"Shown: 2 files", "Selected: 2 files", "2 files without a series.",
		},
	} {
		test.NewTempApp(t)
		w := newTestWindow(t, Options{})
		w.settings.SetBool(prefEveryFile, files)
		emma, omens := uitest.Emma(1), uitest.GoodOmens(2)
		omens.Series = nil
		s := uitest.NewLibrary()
		s.Store.Add(emma)
		s.Store.Add(omens)
		w.rows.Publish(s.View(t))
		w.newFrame()
		both := []*book.Book{emma, omens}
		var said []string
		shown := func(show func()) {
			show()
			said = append(said, textsOnTop(w)...)
			w.dialogs.leave()
		}
		shown(func() { w.editor.editBooks(both) })
		shown(func() { w.editor.askToForget(both, 3) })
		shown(func() { w.commands.trashBooks(both) })
		form := newExportForm(2, 2, 1, w.settings, "/b", func() {})
		said = append(said, form.books.Options...)
		w.empty.show(w.rows.View(), w.lib.Status(), false, true, w.settings.everyFile())
		said = append(said, w.empty.text.Text)
		all := strings.Join(said, "\n")
		for _, text := range want {
			if !strings.Contains(all, text) {
				t.Errorf("with files as rows %t, %q is not in\n%s", files, text, all)
			}
		}
	}
}

// TestRemovalNamesWhatWasRemoved: a notice about removed files does not call them books, once
// rows are books.
func TestRemovalNamesWhatWasRemoved(t *testing.T) {
	test.NewTempApp(t)
	w := newTestWindow(t, Options{})
	w.settings.SetBool(prefEveryFile, true)
	w.commands.removeBooks([]*book.Book{uitest.Emma(1)})
	w.commands.toggleEveryFile()
	w.messages.tell(w.lib.Status())
	if got := shownBars(w)[0].text; got != "Removed 1 file from the library. It was not touched on the disk." {
		t.Errorf("%q", got)
	}
}
