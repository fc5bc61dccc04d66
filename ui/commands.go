package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/notices"
	"lectern/ui/opener"
	"lectern/ui/words"
)

// commands are what the user does to books. They run on the UI goroutine; tasks do the
// work that needs the disk.
type commands struct {
	w        *Window
	exports  exports
	imports  imports
	metadata metadataFiles
}

// removeBooks removes books from the library and offers to undo that.
func (c *commands) removeBooks(books []*book.Book) {
	books = slices.DeleteFunc(slices.Clone(books), func(b *book.Book) bool { return b.Hidden })
	if len(books) == 0 {
		return
	}
	c.moveOn()
	undoable := c.w.lib.Remove(idsOf(books)...)
	c.w.messages.clear()
	listed := slices.ContainsFunc(books, func(b *book.Book) bool { return b.State != book.Missing })
	c.w.messages.removal = notices.Removal{Books: len(books), Files: c.w.settings.everyFile(), Missing: !listed}
	if undoable { // otherwise they have left the list meanwhile
		c.w.messages.removal.Step = c.w.messages.stepOf(library.Removed)
	}
	c.w.messages.bars.ShowAgain(notices.RemovedKey)
	c.w.messages.tell(c.w.lib.Status())
}

// moveOn selects the next book, before the selected books leave the list.
func (c *commands) moveOn() {
	if !c.w.searching.query.Hidden {
		c.w.views.mode.SelectNext()
	}
}

// unhide brings removed books back into the library.
func (c *commands) unhide(ids ...book.ID) {
	c.w.lib.Unhide(ids...)
	c.w.messages.clear()
}

// hasFiles reports whether a file of a book is there.
func hasFiles(b *book.Book) bool {
	return slices.ContainsFunc(b.Files, func(f *book.File) bool { return !f.State.Absent() })
}

// trashBooks asks, and then moves the files of books to the trash.
func (c *commands) trashBooks(books []*book.Book) {
	books = slices.DeleteFunc(slices.Clone(books), func(b *book.Book) bool { return !hasFiles(b) })
	if len(books) == 0 {
		return
	}
	var files []*book.File
	for _, b := range books {
		for _, f := range b.Files {
			if !f.State.Absent() {
				files = append(files, f)
			}
		}
	}
	title, what := i18n.Text("Move “{{.Title}}” to the trash?", "Title", books[0].Title), words.Path(books[0].Path)
	everyFile := c.w.settings.everyFile()
	if n := len(books); n > 1 {
		title = i18n.Text("Move {{.Books}} to the trash?", "Books", words.BookCount(n, everyFile))
		what = i18n.Count(n-1, "“{{.Title}}” and {{.Count}} other", "“{{.Title}}” and {{.Count}} others", "Title", books[0].Title)
	}
	c.w.dialogs.ask(title, what, trashText(len(files), len(books), everyFile), i18n.Text("Move to trash"), func() {
		was, before := c.w.selection.Save(), c.w.selection.Changes()
		c.moveOn()
		moves := c.w.selection.Changes()
		c.w.messages.clear()
		c.w.tasks.work.Go(func() {
			moved, err := c.w.lib.Trash(files)
			c.w.tasks.post(func() {
				if moves != before && !anyGone(books, moved) && c.w.selection.Changes() == moves {
					c.w.selection.Restore(was)
				}
				c.trashed(books, len(moved), err)
			})
		})
	})
}

// anyGone reports whether all files of one of the books, except for those that were absent,
// have been moved to the trash.
func anyGone(books []*book.Book, moved []string) bool {
	trash := make(map[string]bool, len(moved))
	for _, path := range moved {
		trash[path] = true
	}
	return slices.ContainsFunc(books, func(b *book.Book) bool {
		return !slices.ContainsFunc(b.Files, func(f *book.File) bool { return !f.State.Absent() && !trash[f.Path] })
	})
}

// trashText says what will happen to the files and the books. everyFile says that rows are
// files, not books.
func trashText(files, books int, everyFile bool) string {
	switch {
	case everyFile:
		return i18n.Count(files, "{{.Count}} file will be moved to the trash and removed from the library.", "{{.Count}} files will be moved to the trash and removed from the library.")
	case books == 1:
		return i18n.Count(files, "{{.Count}} file will be moved to the trash, and the book removed from the library.", "{{.Count}} files will be moved to the trash, and the book removed from the library.")
	default:
		return i18n.Count(files, "{{.Count}} file will be moved to the trash, and the books removed from the library.", "{{.Count}} files will be moved to the trash, and the books removed from the library.")
	}
}

// trashed says what is in the trash, the title of a single book or the number of files
// moved, and offers to undo it if the system can.
func (c *commands) trashed(books []*book.Book, moved int, err error) {
	n := notices.Notice{Calm: true, Text: i18n.Count(moved, "{{.Count}} file moved to the trash.", "{{.Count}} files moved to the trash.")}
	if len(books) == 1 && err == nil {
		n.Text = i18n.Text("“{{.Title}}” moved to the trash.", "Title", words.Brief(books[0].Title, words.BriefName))
	}
	if library.TrashReturns && moved > 0 {
		n.Actions[0], n.Step = notices.Undo, c.w.messages.stepOf(library.Trashed)
	}
	if err != nil {
		c.w.log.Warn("action_failed", "reason", err.Error())
		n.Calm, n.Why = false, trashReasons(err)
		if moved == 0 {
			n.Text, n.Why = n.Why, ""
		}
	}
	c.w.messages.show(n)
}

// trashReasons says how many files were not moved, and why the first of them was not.
func trashReasons(err error) string {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	if reason, known := library.Reason(all[0]); known {
		return i18n.Count(len(all), "{{.Count}} file could not be moved to the trash: {{.Reason}}.", "{{.Count}} files could not be moved to the trash: {{.Reason}}.", "Reason", i18n.Text(reason))
	}
	return i18n.Count(len(all), "{{.Count}} file could not be moved to the trash.", "{{.Count}} files could not be moved to the trash.")
}

// cut moves books to the trash: the toolkit reports Shift+Delete as the shortcut for
// cutting. Ctrl+X does nothing, and neither does Shift+Delete in a text box.
func (c *commands) cut(s fyne.Shortcut) {
	if cut, ok := s.(*fyne.ShortcutCut); !ok || !cut.Secondary || c.w.dialogs.covered() {
		return
	}
	if f := c.w.Canvas().Focused(); f != nil && f != fyne.Focusable(c.w.views.mode) {
		return
	}
	c.trashBooks(c.w.selection.Books())
}

// copyRows copies the selected books, with the columns of the table.
func (c *commands) copyRows() {
	books := c.w.selection.Books()
	if len(books) == 0 {
		c.w.messages.complain(i18n.Text("No book is selected."), "")
		return
	}
	columns := c.w.columns.texts(c.w.views.table.Choices())
	c.w.tasks.work.Go(func() {
		text := library.TabbedText(books, columns)
		c.w.tasks.post(func() {
			c.w.copyText(text)
			c.w.log.Info("copied", "books", len(books))
		})
	})
}

// group groups the files of books, as Library.Group does.
func (c *commands) group(as library.Action, books []*book.Book) {
	if len(books) == 0 {
		return
	}
	ids := idsOf(books)
	c.w.selection.One()
	c.stay()
	c.w.lib.Group(as, ids...)
	c.w.messages.clear()
	c.w.log.Info("grouped", "books", len(ids), "as", as)
	c.w.refresh.wake()
}

// marked says, by the action, how many books were marked.
var marked = map[library.Action]string{
	library.Finished:    i18n.Mark("{{.Books}} marked as finished"),
	library.Unfinished:  i18n.Mark("{{.Books}} marked as not finished"),
	library.Abandoned:   i18n.Mark("{{.Books}} marked as abandoned"),
	library.Unabandoned: i18n.Mark("{{.Books}} marked as not abandoned"),
}

// markAs marks books as Library.MarkAs does, and offers to undo that. If one of those to be
// abandoned plays, it is closed: it would be in progress again.
func (c *commands) markAs(as library.Action, books []*book.Book) {
	books = slices.DeleteFunc(slices.Clone(books), func(b *book.Book) bool { return !canMark(b, as) })
	if len(books) == 0 {
		return
	}
	if as == library.Abandoned && slices.ContainsFunc(books, c.w.playing.hasOpen) {
		c.w.playing.stop()
	}
	n := c.w.lib.MarkAs(as, time.Now(), idsOf(books)...)
	c.w.messages.clear()
	if n > 0 { // otherwise the books are gone
		c.w.messages.confirm(i18n.Text(marked[as], "Books", words.BookCount(n, c.w.settings.everyFile())), as)
	}
	c.w.log.Info("marked", "books", n, "as", as)
	c.w.refresh.wake()
}

// canMark reports whether it changes a book to be marked.
func canMark(b *book.Book, as library.Action) bool {
	switch as {
	case library.Finished:
		return !b.IsFinished()
	case library.Unfinished:
		return b.IsFinished()
	case library.Abandoned:
		return !b.IsFinished() && !b.IsAbandoned()
	default:
		return b.IsAbandoned()
	}
}

// stay keeps the selection, and so the details, on the selected file while files move
// to other books.
func (c *commands) stay() {
	if b := c.w.selection.Book(); b != nil {
		c.w.adding.awaited = b.Files[0].Path
	}
}

// undo undoes the last command.
func (c *commands) undo() {
	what := c.w.lib.Status().Undo
	if c.step(what, c.w.lib.Undo, c.w.editor.unfollow, "undone") {
		c.w.messages.link(done{i18n.Text("Undid: {{.Command}}", "Command", words.Undoable(what)), i18n.Text("Redo")}, c.w.lib.Status().Steps, c.redo)
	}
}

// redo repeats what was undone.
func (c *commands) redo() {
	what := c.w.lib.Status().Redo
	follow := func(what library.Undoable) { c.w.editor.follow(what, c.w.editor.followed[what].merged) }
	if c.step(what, c.w.lib.Redo, follow, "redone") {
		c.w.messages.confirm(i18n.Text("Redid: {{.Command}}", "Command", words.Undoable(what)), what.Action)
	}
}

// step undoes or redoes a command. follow changes the searches after a renaming. step
// returns false if there is nothing to do, or a notice says what could not be done.
func (c *commands) step(what library.Undoable, do func() bool, follow func(library.Undoable), event string) bool {
	if c.w.dialogs.covered() || what.Action == library.NoAction || c.w.editor.renaming > 0 {
		return false
	}
	if regroups(what.Action) {
		c.w.selection.One()
	}
	c.stay()
	ok := do()
	if what.Action == library.Renamed {
		follow(what)
	}
	c.w.messages.clear()
	c.w.log.Info(event)
	c.w.refresh.wake()
	return ok
}

// regroups reports whether a command moves files from books to others, of which several
// cannot stay selected.
func regroups(a library.Action) bool {
	return a == library.Merged || a == library.Split || a == library.Ungrouped
}

// hearEdits registers undo, redo, copying and selecting with the canvas. A focused text box
// handles these shortcuts itself.
func (c *commands) hearEdits() {
	on := func(key fyne.Shortcut, do func()) {
		c.w.Canvas().AddShortcut(key, func(fyne.Shortcut) { do() })
	}
	save := func() {
		if form := c.w.editor.onTop(); form != nil {
			form.OnSave()
		}
	}
	on(&fyne.ShortcutUndo{}, c.undo)
	on(&fyne.ShortcutRedo{}, c.redo)
	on(keys.Redo(), c.redo)
	on(keys.Ctrl(fyne.KeyReturn), save)
	on(keys.Ctrl(fyne.KeyEnter), save)
	on(&fyne.ShortcutCopy{}, func() {
		if !c.w.dialogs.covered() {
			c.copyRows()
		}
	})
	on(&fyne.ShortcutSelectAll{}, func() {
		if !c.w.dialogs.covered() {
			c.w.views.selectAll()
		}
	})
}

// toggleEveryFile switches between a row for each file and a row for each book.
func (c *commands) toggleEveryFile() {
	on := !c.w.settings.everyFile()
	c.w.settings.SetBool(prefEveryFile, on)
	c.w.selection.One()
	c.w.lib.SetEveryFile(on)
	c.w.log.Info("rows_of", "files", on)
	c.w.menus.refresh()
}

func idsOf(books []*book.Book) []book.ID {
	ids := make([]book.ID, len(books))
	for i, b := range books {
		ids[i] = b.ID
	}
	return ids
}

// openAddress opens a link to the web.
func (w *Window) openAddress(address string) {
	w.tasks.background(func() error {
		return opener.OpenAddress(address,
			message.New("No web browser is set to open links."),
			message.New("The link is {{.Address}}", "Address", words.Printable(address)))
	})
}
