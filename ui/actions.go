package ui

import (
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/notices"
	"lectern/ui/sidebar"
	"lectern/ui/words"
)

// What the listener can do. All of these run on the UI goroutine; what needs
// the disk goes to work and comes back through post.

// removeRoot asks, and takes a root out of the library.
func (w *Window) removeRoot(path string) {
	text := "Files on disk are not touched."
	if n := w.booksIn(path); n > 0 {
		text = "This removes " + words.Count(n, "book", "books") + " from the library. " + text
	}
	w.ask("Remove "+filepath.Base(path)+" from the library?", words.Path(path), text, "Remove", func() { w.dropRoot(path) })
}

// dropRoot takes a root out of the library and offers to bring it back.
func (w *Window) dropRoot(path string) {
	w.lib.RemoveRoot(path)
	w.goOn()
	w.sidebar.Select(sidebar.All)
	w.show(notices.Notice{
		Text: "Removed " + filepath.Base(path) + " from the library.", Why: "Files on disk were not touched.",
		Calm: true, Actions: [3]string{notices.Undo},
	})
}

// booksIn is the number of books of a root in the list.
func (w *Window) booksIn(root string) int {
	for _, f := range w.lib.Folders() {
		if f.Path == root {
			return f.Books
		}
	}
	return 0
}

// ask asks before something is done that the user might not mean: Enter cancels.
func (w *Window) ask(title, path, text, yes string, do func()) {
	what := widget.NewLabel(words.Printable(path))
	what.TextStyle.Bold, what.Wrapping = true, fyne.TextWrapBreak
	words := widget.NewLabel(text)
	words.Wrapping = fyne.TextWrapWord
	w.warn(title, container.NewVBox(what, words), fyne.NewSize(460, 200), yes, do)
}

// removeBooks takes books out of the library and offers to bring them back.
func (w *Window) removeBooks(books []*book.Book) {
	books = slices.DeleteFunc(slices.Clone(books), func(b *book.Book) bool { return b.Hidden })
	if len(books) == 0 {
		return
	}
	if !w.query.Hidden {
		w.mode.SelectNext()
	}
	undoable := w.lib.Remove(idsOf(books)...)
	w.goOn()
	w.removed = notices.Removal{ID: books[0].ID, Undoable: undoable, Missing: true}
	for _, b := range books {
		if b.State != book.Missing {
			w.removed.Missing = false
		}
	}
	for _, b := range books[1:] {
		w.removed.Others = append(w.removed.Others, b.ID)
	}
	w.bars.ShowAgain(notices.RemovedKey)
	w.tell(w.lib.Status())
}

// goOn ends the offer to bring back what was removed: the listener has done
// something else since, and would hardly mean that.
func (w *Window) goOn() {
	w.removed, w.message = notices.Removal{}, notices.Notice{}
	w.tell(w.lib.Status())
}

// bringBack shows books again that were removed.
func (w *Window) bringBack(ids ...book.ID) {
	w.lib.Restore(ids...)
	w.goOn()
}

// forgetEdits asks, and takes back all that the user typed about books.
func (w *Window) forgetEdits(books []*book.Book) {
	ids := idsOf(books)
	what := books[0].Title
	if n := len(books); n > 1 {
		what = words.Count(n, "book", "books")
	}
	text := words.Capital(words.Count(w.lib.Typed(ids...), "edited field goes", "edited fields go")) + " back to what the files and folders say. Undo brings them back until Lectern is closed."
	w.ask("Forget your edits?", what, text, "Forget edits", func() { w.lib.ForgetEdits(ids...) })
}

// forgetRetiredEdits asks, and takes back all that the user typed about books that are
// no longer listed; done is called then.
func (w *Window) forgetRetiredEdits(done func()) {
	n := w.lib.RetiredEdits()
	title, text := "Forget these "+words.Number(n)+" edits?", "They would come back with their books."
	if n == 1 {
		title, text = "Forget this edit?", "It would come back with its book."
	}
	text += " Undo brings them back until Lectern is closed."
	words := widget.NewLabel(text)
	words.Wrapping = fyne.TextWrapWord
	w.warn(title, words, fyne.NewSize(460, 180), "Forget edits", func() { w.forgetRetired(done) })
}

func (w *Window) forgetRetired(done func()) {
	w.lib.ForgetRetiredEdits()
	done()
}

// binBooks asks, and moves the files of books to the system's bin.
func (w *Window) binBooks(books []*book.Book) {
	books = slices.DeleteFunc(slices.Clone(books), func(b *book.Book) bool { return b.State == book.Missing })
	if len(books) == 0 {
		return
	}
	var files []*book.File
	for _, b := range books {
		for _, f := range b.Files {
			if f.State != book.Missing {
				files = append(files, f)
			}
		}
	}
	title, what := "Move “"+books[0].Title+"” to the trash?", words.Path(books[0].Path)
	if n := len(books); n > 1 {
		title, what = "Move "+words.Count(n, "book", "books")+" to the trash?", "“"+books[0].Title+"” and "+words.Count(n-1, "other", "others")
	}
	w.ask(title, what, binText(len(files), len(books)), "Move to trash", func() {
		w.selection.One()
		w.goOn()
		w.work.Go(func() {
			moved, err := w.lib.BinFiles(files)
			w.post(func() { w.binned(moved, err) })
		})
	})
}

// binText says what moving files of books to the trash does.
func binText(files, books int) string {
	text := words.Count(files, "file", "files") + " will be moved to the trash, and "
	if books == 1 {
		return text + "the book removed from the library."
	}
	return text + "the books removed from the library."
}

// binned tells what was moved to the trash, and offers the way back where the system
// has one.
func (w *Window) binned(moved int, err error) {
	n := notices.Notice{Calm: true, Text: words.Capital(words.Count(moved, "file", "files")) + " moved to the trash."}
	if library.BinReturns && moved > 0 {
		n.Actions[0] = notices.Undo
	}
	if err != nil {
		w.log.Warn("action_failed", "reason", err.Error())
		n.Calm, n.Why = false, binReasons(err)
	}
	w.show(n)
}

// binReasons say how many files stayed, and why the first did.
func binReasons(err error) string {
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	text := words.Capital(words.Count(len(all), "file", "files")) + " could not be moved to the trash"
	if reason, known := library.Reason(all[0]); known {
		text += ": " + reason
	}
	return text + "."
}

// cut is the shortcut for cutting, which Shift+Delete is too: only that one is
// meant, and only where it cannot be for a text.
func (w *Window) cut(s fyne.Shortcut) {
	if cut, ok := s.(*fyne.ShortcutCut); !ok || !cut.Secondary || w.covered() {
		return
	}
	if f := w.Canvas().Focused(); f != nil && f != fyne.Focusable(w.mode) {
		return
	}
	w.binBooks(w.selection.Books())
}

// tell shows what the listener should know.
func (w *Window) tell(s *library.Status) {
	all := notices.All(s, w.removed, w.lacking(), w.settings.everyFile(), time.Now())
	if w.message.Text != "" {
		all = slices.Insert(all, 0, w.message)
	}
	w.bars.Set(all)
}

// answer does what the button of a notice says.
func (w *Window) answer(n notices.Notice, action string) {
	if n.Key == notices.MessageKey && action == "" {
		w.message = notices.Notice{}
	}
	switch action {
	case "":
		w.putAway(n)
	case notices.Show:
		w.sidebar.SelectRoot(n.Root)
		w.search.SetText(textHeld)
		return
	case notices.Undo:
		if n.Key == notices.MessageKey || w.removed.Undoable {
			w.undo()
		} else {
			w.bringBack(append(w.removed.Others, w.removed.ID)...)
		}
	case notices.Move:
		w.moveRoot(n.Root, n.Folder)
		return
	case notices.SameBook:
		w.lib.SameBook(n.Replaced)
		w.goOn()
	case notices.DifferentBook:
		w.lib.DifferentBook(n.Replaced)
		w.goOn()
	case notices.Keep:
		w.lib.Answer(n.Root, library.Keep)
	case notices.Remove:
		w.lib.Answer(n.Root, library.Discard)
	}
	if n.Root != "" && w.search.Text == textHeld {
		w.search.SetText("")
	}
	w.tell(w.lib.Status())
}

// The searches that the window itself makes.
const (
	textMissing = "is:missing"
	textHeld    = "is:held"
)

func (w *Window) showMissing() { w.search.SetText(textMissing) }

// toggleHidden shows hidden books among the others, or no longer.
func (w *Window) toggleHidden() {
	w.query.Hidden = !w.query.Hidden
	w.runQuery()
	w.SetMainMenu(w.mainMenu())
}

// chooseFolder asks for a folder to add.
func (w *Window) chooseFolder() {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			w.fail(err)
		} else if dir != nil {
			w.add(filepath.Clean(dir.Path()))
		}
	}, w)
	w.showFiles(d)
}

// showFiles shows a dialog of files, almost as large as the window.
func (w *Window) showFiles(d *dialog.FileDialog) {
	w.present(d, w.Canvas().Size().SubtractWidthHeight(80, 80), d.Dismiss)
}

func (w *Window) rescanAll() { w.lib.Rescan() }

// scanFolder scans a folder of the library again, all roots for "".
func (w *Window) scanFolder(path string) {
	if path == "" {
		w.lib.Rescan()
		return
	}
	w.lib.Rescan(path)
}

// searchFor shows the books that a text finds. If there is a mistake in it the
// last good view stays, and the user is told once they rest.
func (w *Window) searchFor(text string) {
	q := w.query
	q.Text = text
	if w.lib.SetQuery(q) == nil {
		w.query = q
	}
	w.queryError.Check(text)
	w.showFacets()
}

// rested takes note that a text stands in the search as it is. Where it makes no sense,
// and what could be made of its letters on the way finds nothing, what was found before
// it was typed is shown again.
func (w *Window) rested(text string, wrong bool) {
	v := w.rows.View()
	switch {
	case !wrong && v.Len() > 0 && v.Query.Text == text:
		w.found = text
	case wrong && v.Len() == 0 && w.query.Text != w.found:
		w.query.Text = w.found
		w.runQuery()
		w.showFacets()
	}
}

// runQuery shows what w.query asks for; its text is one that was understood.
func (w *Window) runQuery() {
	if err := w.lib.SetQuery(w.query); err != nil {
		w.log.Error("query_refused", "query", w.query.Text, "reason", err.Error())
	}
}

func (w *Window) showFolder(path string) {
	w.query.Folder = path
	w.runQuery()
}

// toggleFacet searches for the books of a facet too, or no longer.
func (w *Window) toggleFacet(field view.Field, f view.Facet) {
	text := w.search.Text
	if _, err := view.Parse(text); err != nil {
		text = w.query.Text // what is shown
	}
	w.search.SetText(f.Toggle(text, field))
}

// showFacets shows the newest facets. While no heading is open nobody looks, and
// they are not asked for.
func (w *Window) showFacets() {
	if w.sidebar.HasOpenFacets() {
		w.sidebar.SetFacets(w.lib.Facets(), w.query.Text)
	}
}

// toggledHeading remembers whether a heading of the sidebar is open.
func (w *Window) toggledHeading(uid string, open bool) {
	w.settings.setHeading(uid, open)
	w.showFacets()
}

// sortBy sorts by a column, and turns the order round if it does already.
func (w *Window) sortBy(key view.Key) {
	order := view.Order{Key: key}
	if now, sorts := w.sortedBy(key); sorts {
		order.Desc = !now.Desc
	}
	w.query.Sort = []view.Order{order}
	w.settings.SetString(prefSort, view.FormatSort(w.query.Sort))
	w.runQuery()
	w.SetMainMenu(w.mainMenu())
}

// sortedBy is how the books are sorted by a column, if they are by that one.
func (w *Window) sortedBy(key view.Key) (order view.Order, sorts bool) {
	if now := w.query.Sort; len(now) > 0 && now[0].Key == key {
		return now[0], true
	}
	return view.Order{Key: key}, false
}

// selectedAnother shows what is selected.
func (w *Window) selectedAnother() {
	w.awaited = ""
	w.sumSelection()
	w.showDetails()
}

func (w *Window) leaveSearch() { w.Canvas().Focus(w.mode) }

// escape empties the search. It stops no work: Cancel does.
func (w *Window) escape() {
	if w.search.Text != "" {
		w.search.SetText("")
	}
}

// act does what the button on the empty table says.
func (w *Window) act(action string) {
	switch action {
	case actionAdd:
		w.chooseFolder()
	case actionClear:
		w.search.SetText("")
	case actionAll:
		w.sidebar.Select(sidebar.All)
	case actionScan:
		w.rescanAll()
	case actionTable:
		w.setViewMode(modeTable)
	case actionHidden:
		w.toggleHidden()
	}
}

// listFolders reads a folder's subfolders and answers on the UI goroutine.
// A folder that cannot be read has a problem, in words.
func (w *Window) listFolders(dir string, done func(names []string, problem string)) {
	w.work.Go(func() {
		names, err := library.Subfolders(dir)
		problem := ""
		if err != nil {
			w.log.Info("folder_not_listed", "folder", dir, "reason", err.Error())
			problem = "can’t be read"
			if reason, known := library.Reason(err); known {
				problem = reason
			}
		}
		w.post(func() { done(names, problem) })
	})
}

// background does something that may block and shows what went wrong.
func (w *Window) background(do func() error) {
	w.work.Go(func() {
		if err := do(); err != nil {
			w.log.Warn("action_failed", "reason", err.Error())
			w.post(func() { w.fail(err) })
		}
	})
}

func (w *Window) copyText(text string) { w.app.Clipboard().SetContent(text) }
