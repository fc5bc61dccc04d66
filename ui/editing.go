package ui

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/edit"
	"lectern/ui/keys"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// The size of the dialog, where the window has the room.
const (
	editWidth  = 720
	editHeight = 740
	editAbove  = 14
)

// editBooks opens the dialog for books.
func (w *Window) editBooks(books []*book.Book) {
	if len(books) == 0 || w.covered() {
		return
	}
	form := edit.NewForm(books)
	title, about := "Edit book", words.Path(books[0].Path)
	if n := len(books); n > 1 {
		title, about = "Edit "+words.Count(n, "book", "books"), "What you leave alone stays as it is in each of them."
	}
	// The dialog leaves much room below its title, and a label some at its left.
	what := container.New(layout.NewCustomPaddedLayout(-editAbove, 0, edit.Margin-theme.InnerPadding(), 0), widgets.NewCaption(about))
	scroll := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, dialogGutter), form.Content))
	body := container.NewBorder(what, nil, nil, nil, scroll)

	d := dialog.NewCustomWithoutButtons(title, body, w)
	form.OnCancel = func() {
		w.editing = nil
		d.Hide()
		w.Canvas().Focus(w.mode)
	}
	form.OnSave = func() {
		if form.Valid() {
			edits := form.Edits()
			form.OnCancel()
			w.saveEdits(edits)
		}
	}
	save := widgets.NewEscapeButton("Save", form.OnSave, form.OnCancel)
	save.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton("Cancel", form.OnCancel, form.OnCancel), save})
	form.OnChange = func() { widgets.SetEnabled(&save.Button, form.Valid()) }
	form.OnReveal = func(o fyne.CanvasObject) {
		driver := fyne.CurrentApp().Driver()
		top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
		if below := top + o.Size().Height - scroll.Size().Height; below > 0 {
			scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+below))
		} else if top < 0 {
			scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+top))
		}
	}
	form.OnFocus = w.Canvas().Focus
	form.Cover.OnChoose = func() {
		w.choosePicture(books[0], func(path string) { w.takePicture(path, form.Cover.Choose) })
	}
	w.editing, w.editor = form, w.present(d, fyne.NewSize(editWidth, editHeight), form.OnCancel)
	first := form.Entry(book.Title)
	w.Canvas().Focus(first)
	first.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// editorOnTop is the form that keys are for, nil where none is open or something
// stands before it.
func (w *Window) editorOnTop() *edit.Form {
	if w.editing == nil || w.Canvas().Overlays().Top() != w.editor {
		return nil
	}
	return w.editing
}

// saveEdits gives the library what was typed.
func (w *Window) saveEdits(edits map[book.ID]map[string]*string) {
	if len(edits) == 0 {
		return
	}
	fields := map[string]bool{}
	for _, of := range edits {
		for name := range of {
			fields[name] = true
		}
	}
	w.lib.EditEach(edits)
	w.goOn()
	w.log.Info("edited", "books", len(edits), "fields", strings.Join(slices.Sorted(maps.Keys(fields)), " "))
	w.refresh.wake()
}

// newest are the books as the view has them now: a menu may stand open while more
// is read of them. Those that left the view are as they were.
func (w *Window) newest(books []*book.Book) []*book.Book {
	v, now := w.rows.View(), make([]*book.Book, len(books))
	for i, b := range books {
		now[i] = b
		if row := v.IndexNear(b.ID, 0); row >= 0 {
			now[i] = v.At(row)
		}
	}
	return now
}

// editSelected opens the dialog for the selected books.
func (w *Window) editSelected() { w.editBooks(w.selection.Books()) }

// choosePicture asks for a picture, beginning in the folder of a book.
func (w *Window) choosePicture(of *book.Book, chosen func(path string)) {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case file != nil:
			file.Close()
			chosen(filepath.Clean(file.URI().Path()))
		}
	}, w)
	d.SetFilter(storage.NewExtensionFileFilter(pictures))
	w.work.Go(func() {
		folder, err := folderURI(of.Folder())
		w.post(func() {
			if err == nil {
				d.SetLocation(folder)
			}
			w.showFiles(d)
		})
	})
}

// takePicture has the library keep the picture in a file, and tells who wants to know
// how edits name it.
func (w *Window) takePicture(path string, taken func(value, path string)) {
	w.work.Go(func() {
		value, err := w.lib.TakePicture(path)
		w.post(func() {
			if err != nil {
				w.log.Info("cover_refused", "path", path, "reason", err.Error())
				w.fail(err)
				return
			}
			taken(value, path)
		})
	})
}

// groupings are the ways to group in the words of the log.
var groupings = [...]string{library.Auto: "auto", library.Merge: "merge", library.Split: "split"}

// regroup has the files of books make other books.
func (w *Window) regroup(g library.Grouping, books []*book.Book) {
	if len(books) == 0 {
		return
	}
	ids := idsOf(books)
	w.selection.One()
	w.stay()
	w.lib.Group(g, ids...)
	w.goOn()
	w.log.Info("grouped", "books", len(ids), "as", groupings[g])
	w.refresh.wake()
}

// stay keeps the selection, and with it the details, where they are while files
// become parts of other books: on the book of the file that is selected now.
func (w *Window) stay() {
	if b := w.selection.Book(); b != nil {
		w.awaited = b.Files[0].Path
	}
}

// undo takes the last command back.
func (w *Window) undo() {
	if w.covered() || !w.lib.Status().CanUndo {
		return
	}
	w.selection.One()
	w.stay()
	w.lib.Undo()
	w.goOn()
	w.log.Info("undone")
	w.refresh.wake()
}

// redo does again what undo took back.
func (w *Window) redo() {
	if w.covered() || !w.lib.Status().CanRedo {
		return
	}
	w.selection.One()
	w.stay()
	w.lib.Redo()
	w.goOn()
	w.log.Info("redone")
	w.refresh.wake()
}

// hearEdits has the canvas hear the keys that a text has for itself while it has
// the focus.
func (w *Window) hearEdits() {
	on := func(key fyne.Shortcut, do func()) {
		w.Canvas().AddShortcut(key, func(fyne.Shortcut) { do() })
	}
	save := func() {
		if form := w.editorOnTop(); form != nil {
			form.OnSave()
		}
	}
	on(&fyne.ShortcutUndo{}, w.undo)
	on(&fyne.ShortcutRedo{}, w.redo)
	on(keys.Redo(), w.redo)
	on(keys.Ctrl(fyne.KeyReturn), save)
	on(keys.Ctrl(fyne.KeyEnter), save)
	on(&fyne.ShortcutSelectAll{}, func() {
		if !w.covered() {
			w.mode.SelectAll()
		}
	})
}

// toggleEveryFile shows a row for every file, or again one for every book.
func (w *Window) toggleEveryFile() {
	on := !w.settings.everyFile()
	w.settings.SetBool(prefEveryFile, on)
	w.selection.One()
	w.lib.SetEveryFile(on)
	w.log.Info("rows_of", "files", on)
	w.SetMainMenu(w.mainMenu())
}

func idsOf(books []*book.Book) []book.ID {
	ids := make([]book.ID, len(books))
	for i, b := range books {
		ids[i] = b.ID
	}
	return ids
}
