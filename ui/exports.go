package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// exports write the books to a file that the user chooses.
type exports struct{ w *Window }

// choose asks what to export, and where.
func (e *exports) choose() {
	kept := e.w.settings.String(prefExportFolder)
	empty := e.w.rows.View().Len() == 0
	e.w.tasks.work.Go(func() {
		folder := startFolder(kept)
		nothing := empty && e.w.lib.Known().Count() == 0
		e.w.tasks.post(func() {
			switch {
			case e.w.dialogs.covered():
			case nothing:
				e.w.messages.complain(i18n.Text("There are no books to export."), "")
			default:
				e.show(folder)
			}
		})
	})
}

// show shows the dialog.
func (e *exports) show(folder string) {
	v := e.w.rows.View()
	f := newExportForm(v.Len(), len(e.w.selection.Books()), len(e.w.views.table.Choices()), e.w.settings, folder, e.w.dialogs.leave)
	f.onBrowse = func() { e.browse(f) }
	size := f.content.MinSize().AddWidthHeight(dialogAround, dialogAbove)
	agree := e.w.dialogs.propose(i18n.Text("Export books"), f.content, fyne.NewSize(max(exportWidth, size.Width), size.Height), i18n.Text("Export"), func() {
		f.keep(e.w.settings)
		of := e.w.selection.Books
		if !f.selected() {
			of = func() []*book.Book { return booksOf(v) }
		}
		e.check(f.path(), e.request(f), of)
	})
	f.name.OnSubmitted = func(string) { e.w.dialogs.enter() }
	f.onChange = func() { widgets.SetEnabled(agree, f.valid()) }
	f.onChange()
	e.w.Canvas().Focus(f.name)
	f.name.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// browse lets the user choose the folder.
func (e *exports) browse(f *exportForm) {
	e.w.askFolder(i18n.Text("Export to"), i18n.Text("Choose"), f.folder, f.setFolder)
}

// booksOf returns the books of a view in order.
func booksOf(v *view.View) []*book.Book {
	all := make([]*book.Book, v.Len())
	for row := range all {
		all[row] = v.At(row)
	}
	return all
}

// request is what the form says, without the books.
func (e *exports) request(f *exportForm) library.Export {
	r := library.Export{Format: f.format(), Language: i18n.Language().String(), Title: i18n.Text("Audiobooks")}
	choices := e.w.views.table.Choices()
	if f.allColumns() {
		choices = nil
		for _, c := range books.Columns() {
			choices = append(choices, books.Choice{Key: c.Key})
		}
	} else {
		for _, c := range choices {
			r.Keys = append(r.Keys, c.Key)
		}
	}
	r.Columns = e.w.columns.texts(choices)
	if text := e.w.searching.inWords(); text != "" && !f.selected() {
		r.Title = i18n.Text("Audiobooks: {{.Search}}", "Search", text)
	}
	return r
}

// check asks before a file is replaced, and then writes it.
func (e *exports) check(path string, r library.Export, of func() []*book.Book) {
	e.w.tasks.work.Go(func() {
		_, err := os.Lstat(path)
		at, broken := os.Stat(path)
		folder := broken == nil && at.IsDir()
		e.w.tasks.post(func() {
			name := words.Brief(filepath.Base(path), words.BriefName)
			switch {
			case err != nil:
				e.write(path, r, of)
				return
			case folder:
				e.w.messages.complain(i18n.Text("Nothing was exported: “{{.Name}}” is the name of a folder.", "Name", name), "")
				return
			}
			e.w.dialogs.ask(i18n.Text("Replace “{{.Name}}”?", "Name", name), words.Path(path), i18n.Text("There is a file of this name. The export takes its place."), i18n.Text("Replace"), func() { e.write(path, r, of) })
		})
	})
}

// write gathers what is to be exported, and writes it.
func (e *exports) write(path string, r library.Export, of func() []*book.Book) {
	if r.Format != library.ExportOwn {
		r.Books = of()
		e.writeBooks(path, r, len(r.Books), e.w.settings.everyFile(), i18n.Text("There are no books to export."))
		return
	}
	e.w.tasks.work.Go(func() {
		known := e.w.lib.Known() // reads the whole library
		e.w.tasks.post(func() {
			r.Books, r.Gone = known.Books, known.Gone
			e.writeBooks(path, r, known.Count(), false, i18n.Text("There is nothing to export: you have neither listened to a book, nor rated or edited one, nor written notes or tags."))
		})
	})
}

// writeBooks writes the file, and says what came of it. n is the number of books or, if rows
// are files, of files; none is what it says if there are none.
func (e *exports) writeBooks(path string, r library.Export, n int, files bool, none string) {
	if n == 0 {
		e.w.messages.complain(none, "")
		return
	}
	r.Note = i18n.List(words.BookCount(n, files), words.LongDate(time.Now()))
	began := time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	var done atomic.Int64
	hide := e.w.dialogs.progress(e.w.tasks.later, i18n.Text("Exporting…"), max(1, len(r.Books)), files, &done, cancel)
	e.w.tasks.work.Go(func() {
		defer e.w.closing.cancels(cancel)()
		err := e.w.lib.Export(ctx, path, r, func(n int) { done.Store(int64(n)) })
		cancelled := ctx.Err() != nil
		e.w.tasks.post(func() {
			hide()
			if err == nil {
				e.w.log.Info("exported", "books", n, "path", path, "ms", time.Since(began).Milliseconds())
			}
			e.report(path, words.BookCount(n, files), cancelled, err)
		})
	})
}

// report says what came of an export of so many books.
func (e *exports) report(path, books string, cancelled bool, err error) {
	name := words.Brief(words.Path(path), words.BriefPath)
	switch {
	case err == nil:
		e.w.messages.show(notices.Notice{
			Text: i18n.Text("Exported {{.Books}} to {{.File}}.", "Books", books, "File", name), Calm: true,
			Actions: [3]string{notices.ShowFile}, File: path,
		})
	case cancelled || errors.Is(err, context.Canceled):
		e.w.messages.say(i18n.Text("The export was cancelled."), i18n.Text("No file was written."))
	default:
		e.w.messages.complain(i18n.Text("Nothing was exported to {{.File}}: {{.Reason}}.", "File", name, "Reason", e.w.messages.reason(err)), "")
	}
}
