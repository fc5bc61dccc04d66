package ui

import (
	"image"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/edit"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// editor is the dialog in which the user edits books, with the other commands that
// change their fields.
type editor struct {
	w       *Window
	form    *edit.Form        // the open form, nil for none
	overlay fyne.CanvasObject // the overlay of the form
	close   func()            // closes the form without saving it
	open    atomic.Bool       // form is not nil; any goroutine
	asking  bool              // the question whether to save the form is open
	then    func()            // what is done after the answer

	followed map[library.Undoable]followed // what followed each renaming
	renaming int                           // renamings that nothing has followed yet; none can be undone
}

// forgetEdits asks, and then discards all edits of books.
func (e *editor) forgetEdits(books []*book.Book) {
	n := e.w.lib.Typed(idsOf(books)...)
	if n == 0 {
		e.w.messages.say(i18n.Text("There are no edits to forget."), "")
		return
	}
	e.askToForget(books, n)
}

// askToForget asks, and then discards all edits of books: those in n fields.
func (e *editor) askToForget(books []*book.Book, n int) {
	ids := idsOf(books)
	what := books[0].Title
	if n := len(books); n > 1 {
		what = words.BookCount(n, e.w.settings.everyFile())
	}
	text := i18n.Count(n, "{{.Count}} edited field goes back to what the files and folders say. Undo brings it back until Lectern is closed.", "{{.Count}} edited fields go back to what the files and folders say. Undo brings them back until Lectern is closed.")
	e.w.dialogs.ask(i18n.Text("Forget your edits?"), what, text, i18n.Text("Forget edits"), func() {
		e.w.lib.ForgetEdits(ids...)
		e.w.messages.clear()
	})
}

// forgetRetiredEdits asks, discards all edits of books that left the library, and calls
// done.
func (e *editor) forgetRetiredEdits(done func()) {
	n := e.w.lib.RetiredEdits()
	title := i18n.Count(n, "Forget this edit?", "Forget these {{.Count}} edits?")
	text := newParagraph(i18n.Count(n, "It would come back with its book. Undo brings it back until Lectern is closed.", "They would come back with their books. Undo brings them back until Lectern is closed."))
	e.w.dialogs.warn(title, text, fyne.NewSize(460, 180), i18n.Text("Forget edits"), func() { e.forgetRetired(done) })
}

func (e *editor) forgetRetired(done func()) {
	e.w.lib.ForgetRetiredEdits()
	e.w.messages.clear()
	done()
}

// offerCover asks whether a picture should become the cover of a book.
func (e *editor) offerCover(b *book.Book, path string) {
	text := newParagraph(i18n.Text("Use “{{.File}}” as the cover of “{{.Title}}”?", "File", words.Brief(filepath.Base(path), words.BriefName), "Title", words.Brief(b.Title, words.BriefName)))
	e.w.dialogs.propose(i18n.Text("Change the cover?"), container.NewVBox(text), fyne.NewSize(460, 160), i18n.Text("Use as cover"), func() {
		e.chooseCover(b.ID, path)
	})
}

// chooseCover makes a picture the cover of a book.
func (e *editor) chooseCover(id book.ID, path string) {
	e.takePicture(path, func(value, _ string) {
		e.saveEdits(map[book.ID]map[string]*string{id: {book.Picture.String(): &value}})
	})
}

const (
	editWidth = 720 // of the dialog in pixels, if the window has the room; it is as high as its fields
	editAbove = 14
)

// editBooks opens the form for books.
func (e *editor) editBooks(books []*book.Book) {
	if len(books) == 0 || e.w.dialogs.covered() {
		return
	}
	form := edit.NewForm(books)
	title, about := i18n.Text("Edit book"), words.Path(books[0].Path)
	switch n, files := len(books), e.w.settings.everyFile(); {
	case n > 1:
		title, about = i18n.Text("Edit {{.Books}}", "Books", words.BookCount(n, files)), i18n.Text("Fields you don’t change keep the values they have.")
	case files:
		title = i18n.Text("Edit file")
	}
	// A dialog leaves much room below its title, and a label some at its left.
	what := container.New(layout.NewCustomPaddedLayout(-editAbove, 0, edit.MarkRoom+edit.Margin-theme.InnerPadding(), 0), widgets.NewCaption(about))
	fields := container.New(layout.NewCustomPaddedLayout(0, 0, edit.MarkRoom, dialogGutter), form.Content)
	scroll := container.NewVScroll(fields)
	scroll.OnScrolled = func(fyne.Position) { form.Names.Close() }
	form.Names.Values, form.Names.Post = e.w.lib.Values, e.w.tasks.post
	form.Names.Values() // so that they are counted at the first letter
	body := container.NewBorder(what, nil, nil, nil, container.NewStack(newFormScroll(scroll), form.Names.Float))

	d := e.w.dialogs.custom(title, body)
	e.close = func() {
		e.form = nil
		form.Cover.End()
		e.open.Store(false)
		d.Hide()
		e.w.Canvas().Focus(e.w.views.front())
	}
	form.OnCancel = func() {
		if len(form.Edits()) > 0 {
			e.askTyped(form, func() {})
			return
		}
		e.close()
	}
	form.OnSave = func() {
		if form.Valid() {
			edits := form.Edits()
			e.close()
			e.saveEdits(edits)
		}
	}
	e.setFormButtons(d, form, books)
	form.OnReveal = func(o fyne.CanvasObject) { reveal(o, scroll) }
	form.OnFocus = e.w.Canvas().Focus
	form.Cover.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		return e.w.views.fetchCover(b, library.LargeCover, done)
	}
	form.Cover.Preview()
	form.Cover.OnChoose = func() {
		e.choosePicture(books[0], func(path string) { e.takePicture(path, form.Cover.Choose) })
	}
	e.open.Store(true)
	e.form, e.overlay = form, e.w.dialogs.show(d, fyne.NewSize(editWidth, what.MinSize().Height+theme.Padding()+fields.MinSize().Height+dialogAbove), form.OnCancel)
	first := form.Entry(book.Title)
	e.w.Canvas().Focus(first)
	first.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// setFormButtons sets the buttons of the dialog of a form. They are enabled while what the user
// typed can be saved.
func (e *editor) setFormButtons(d *customDialog, form *edit.Form, books []*book.Book) {
	save := widgets.NewEscapeButton(i18n.Text("Save"), form.OnSave, form.OnCancel)
	save.Importance = widget.HighImportance
	buttons := []fyne.CanvasObject{widgets.NewEscapeButton(i18n.Text("Cancel"), e.close, form.OnCancel), save}
	previous, next := e.turnButton(form, books, i18n.Text("‹ Previous"), -1), e.turnButton(form, books, i18n.Text("Next ›"), 1)
	if len(books) == 1 {
		buttons = append([]fyne.CanvasObject{previous, next}, buttons...)
	}
	d.SetButtons(buttons)
	form.OnChange = func() {
		widgets.SetEnabled(save, form.Valid())
		widgets.SetEnabled(previous, form.Valid() && e.beside(books[0], -1) != nil)
		widgets.SetEnabled(next, form.Valid() && e.beside(books[0], 1) != nil)
	}
	form.OnChange()
}

// turnButton is a button that saves a form of one book, and opens the form of the book so
// many rows further down.
func (e *editor) turnButton(form *edit.Form, books []*book.Book, text string, rows int) *widgets.EscapeButton {
	b := widgets.NewEscapeButton(text, func() {
		to := e.beside(books[0], rows) // in the order before the edits
		if to == nil || !form.Valid() {
			return
		}
		form.OnSave()
		if row := e.w.rows.View().IndexNear(to.ID, 0); row >= 0 {
			e.w.selection.Select(row)
		}
		e.editBooks(e.newest([]*book.Book{to}))
	}, form.OnCancel)
	b.Importance = widget.LowImportance
	return b
}

// beside returns the book so many rows below a book, nil if there is none. The list by
// series has an order of its own, and none beside.
func (e *editor) beside(b *book.Book, rows int) *book.Book {
	v := e.w.rows.View()
	row := v.IndexNear(b.ID, 0)
	if row < 0 || row+rows < 0 || row+rows >= v.Len() || e.w.views.name() == modeSeries {
		return nil
	}
	return v.At(row + rows)
}

// onTop returns the open form if it gets the keys, or nil if there is none or something
// covers it.
func (e *editor) onTop() *edit.Form {
	if e.form == nil || e.w.Canvas().Overlays().Top() != e.overlay {
		return nil
	}
	return e.form
}

// askTyped asks whether to save the changes in a form before it closes. It calls then, or
// that of a later call, once they are saved or discarded.
func (e *editor) askTyped(form *edit.Form, then func()) {
	e.then = then // the window may close while the form already asks
	if e.asking {
		return
	}
	e.asking = true
	text := i18n.Text("What you typed has not been saved.")
	if !form.Valid() {
		text = i18n.Text("What you typed has not been saved. It cannot be saved as it stands: a field is marked.")
	}
	d := e.w.dialogs.custom(i18n.Text("Save your changes?"), newParagraph(text))
	answer := func(do func()) func() {
		return func() {
			e.asking = false
			d.Hide()
			do()
		}
	}
	stay := answer(e.w.keepOpen)
	save := widgets.NewEscapeButton(i18n.Text("Save"), answer(func() { form.OnSave(); e.then() }), stay)
	save.Importance = widget.HighImportance
	cancel := widgets.NewEscapeButton(i18n.Text("Cancel"), stay, stay)
	d.SetButtons([]fyne.CanvasObject{cancel, widgets.NewEscapeButton(i18n.Text("Discard"), answer(func() { e.close(); e.then() }), stay), save})
	preferred := save
	if !form.Valid() {
		save.Disable()
		preferred = cancel
	}
	e.w.dialogs.pose(d, fyne.NewSize(460, 170), stay, preferred)
}

// saveEdits hands edits to the library.
func (e *editor) saveEdits(edits map[book.ID]map[string]*string) {
	if len(edits) == 0 {
		return
	}
	fields := map[string]bool{}
	for _, of := range edits {
		for name := range of {
			fields[name] = true
		}
	}
	e.w.lib.Edit(edits)
	e.w.messages.clear()
	e.w.log.Info("edited", "books", len(edits), "fields", strings.Join(slices.Sorted(maps.Keys(fields)), " "))
	e.w.refresh.wake()
}

// rate gives a book a rating in half stars, or none for 0.
func (e *editor) rate(b *book.Book, halves int) {
	var text *string
	if halves > 0 {
		stars := book.FormatStars(halves)
		text = &stars
	}
	e.saveEdits(map[book.ID]map[string]*string{b.ID: {book.Rating.String(): text}})
}

// newest returns books as they are in the library now, whatever the search is: they may be
// read again while a menu is open. Books that left the library are returned as they were.
func (e *editor) newest(books []*book.Book) []*book.Book { return e.w.rows.View().Newest(books) }

// editSelected opens the form for the selected books.
func (e *editor) editSelected() { e.editBooks(e.w.selection.Books()) }

// choosePicture lets the user choose a picture, starting in the folder of a book.
func (e *editor) choosePicture(of *book.Book, chosen func(path string)) {
	e.w.askFile(i18n.Text("Choose a picture"), i18n.Text("Choose"), of.Folder(), book.IsShown, chosen)
}

// takePicture copies a picture into the library, and calls taken with its name for
// edits and its path.
func (e *editor) takePicture(path string, taken func(value, path string)) {
	e.w.tasks.work.Go(func() {
		value, err := e.w.lib.TakePicture(path)
		e.w.tasks.post(func() {
			if err != nil {
				e.refuse(path, err)
				return
			}
			taken(value, path)
		})
	})
}

// refuse says why a picture cannot be a cover.
func (e *editor) refuse(path string, err error) {
	name := words.Brief(filepath.Base(path), words.BriefName)
	e.w.messages.complain(i18n.Text("“{{.Name}}” cannot be a cover: {{.Reason}}.", "Name", name, "Reason", e.w.messages.reason(err)), "")
}

// swap exchanges the authors and the narrators of books.
func (e *editor) swap(books []*book.Book) {
	books = e.w.editor.newest(books)
	e.w.tasks.work.Go(func() {
		n := e.w.lib.Swap(books)
		e.w.tasks.post(func() {
			e.w.log.Info("swapped", "books", n)
			e.tell(i18n.Text("Author and narrator swapped in {{.Books}}.", "Books", words.BookCount(n, e.w.settings.everyFile())), n, library.Swapped)
		})
	})
}

// canSwap reports whether a book has an author or a narrator.
func canSwap(b *book.Book) bool { return len(b.Authors)+len(b.Narrators) > 0 }

// tell shows a message about a finished command, and offers to undo it if it changed books.
func (e *editor) tell(text string, books int, did library.Action) {
	e.w.messages.clear()
	n := notices.Notice{Text: text, Calm: true}
	if books > 0 {
		n.Actions[0], n.Step = notices.Undo, e.w.messages.stepOf(did)
	}
	e.w.messages.show(n)
	e.w.refresh.wake()
}
