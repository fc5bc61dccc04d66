package ui

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/notices"
	"lectern/ui/words"
)

// How folders and files come into the library: by the dialog, by Browse, dropped
// on the window, named on the command line or by a second start. The same rules
// hold for all of them.

// add adds what was chosen in the window, and says what came of it where that is
// not plain to see.
func (w *Window) add(paths ...string) { w.work.Go(func() { w.bring(paths, true, func() {}) }) }

// bring looks at what paths are, adds them and calls done on the UI goroutine.
// chosen says that they were chosen in this window a moment ago: then it is told
// when there was nothing to be added, too. Any goroutine but the UI's.
func (w *Window) bring(paths []string, chosen bool, done func()) {
	var taken []library.Proposal
	var refused []*library.Refusal
	for _, path := range paths {
		p, err := w.lib.Propose(path)
		var r *library.Refusal
		switch {
		case errors.As(err, &r):
			w.log.Warn("path_refused", "path", r.Path, "reason", r.Reason)
			refused = append(refused, r)
		case err == nil:
			taken = append(taken, p)
		}
	}
	w.post(func() {
		w.message = notices.Notice{}
		for _, p := range taken {
			w.take(p, chosen)
		}
		if len(refused) > 0 {
			w.complain(refusalWords(refused))
		}
		done()
	})
}

// take adds what was proposed, and asks first where it holds much besides
// audiobooks.
func (w *Window) take(p library.Proposal, chosen bool) {
	if p.Vast == "" {
		w.lib.Take(p)
		w.told(p, chosen)
		return
	}
	w.ask("Add "+p.Vast+"?", p.Root,
		"All of it is searched for audio files, which can take long and bring much that is no audiobook. To add less, choose a folder in it.",
		"Add", func() {
			w.lib.Take(p)
			w.told(p, chosen)
		})
}

// told says and shows what came of adding something.
func (w *Window) told(p library.Proposal, chosen bool) {
	name := words.Path(p.Path)
	switch {
	case p.Known && p.Names != nil:
		w.awaitFile(p.Path)
	case p.Known && p.Path != p.Root:
		w.say(name+" is already part of "+words.Path(p.Root)+".", "It is scanned again.")
		w.sidebar.SelectFolder(p.Root, p.Path)
	case p.Known:
		if chosen {
			w.say(name+" is already in the library.", "It is scanned again.")
			w.sidebar.SelectRoot(p.Root)
		}
	case p.Names != nil:
		w.say("Added "+listed(p.Names)+" from "+words.Path(p.Root)+".", "Other files in this folder are left out. To have all of them, add the folder.")
		w.awaitFile(p.Path)
	case len(p.Inside) == 1:
		w.say(name+" was added. It holds "+words.Path(p.Inside[0])+", which was there before.", "Each file is listed once, and that folder keeps its settings.")
	case len(p.Inside) > 1:
		w.say(name+" was added. It holds "+words.Count(len(p.Inside), "folder", "folders")+" that were there before.", "Each file is listed once, and these folders keep their settings.")
	case p.Path != p.Root:
		w.awaitFile(p.Path) // it has its folder for itself
	}
}

// listed are names of files in words.
func listed(names []string) string {
	if len(names) == 1 {
		return filepath.Base(names[0])
	}
	return words.Count(len(names), "file", "files")
}

// refusalWords say what was not added, and why.
func refusalWords(refused []*library.Refusal) (text, why string) {
	text = words.Path(refused[0].Path) + " " + refused[0].Reason + "."
	switch n := len(refused) - 1; {
	case n == 1:
		why = words.Path(refused[1].Path) + " " + refused[1].Reason + "."
	case n > 1:
		why = "Nor could " + words.Number(n) + " others be added."
	case refused[0].Picture:
		why = "Drop it on a book to make it the book’s cover."
	}
	return text, why
}

// dropped takes what was dropped on the window: pictures are for the book below
// the pointer, all else is added.
func (w *Window) dropped(at fyne.Position, uris []fyne.URI) {
	if w.covered() {
		return
	}
	var paths, pictures []string
	for _, u := range uris {
		switch {
		case u.Scheme() != "file":
		case isPicture(u.Path()):
			pictures = append(pictures, u.Path())
		default:
			paths = append(paths, u.Path())
		}
	}
	b := w.bookAt(at)
	switch {
	case len(pictures) == 0:
	case b == nil:
		paths = append(paths, pictures...) // it is said why not
	default:
		w.offerCover(b, pictures[0])
	}
	if len(paths) > 0 {
		w.add(paths...)
	}
}

func isPicture(path string) bool {
	return slices.Contains(pictures, strings.ToLower(filepath.Ext(path)))
}

// bookAt is the book at a place of the window, nil where none is.
func (w *Window) bookAt(at fyne.Position) *book.Book {
	in := func(o fyne.CanvasObject) (fyne.Position, bool) {
		p := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o))
		return p, o.Visible() && p.X >= 0 && p.Y >= 0 && p.X < o.Size().Width && p.Y < o.Size().Height
	}
	if w.detailed() {
		if _, inside := in(w.details); inside {
			return w.details.Book
		}
	}
	if p, inside := in(w.mode); inside {
		return w.mode.BookAt(p)
	}
	return nil
}

// offerCover asks whether a picture is to be the cover of a book.
func (w *Window) offerCover(b *book.Book, path string) {
	text := widget.NewLabel("Use “" + words.Printable(filepath.Base(path)) + "” as the cover of “" + words.Printable(b.Title) + "”?")
	text.Wrapping = fyne.TextWrapWord
	w.propose("Change the cover?", container.NewVBox(text), fyne.NewSize(460, 160), "Use as cover", func() {
		w.chooseCover(b.ID, path)
	})
}

// chooseCover makes a picture the cover of a book.
func (w *Window) chooseCover(id book.ID, path string) {
	w.takePicture(path, func(value, _ string) {
		w.saveEdits(map[book.ID]map[string]*string{id: {book.Picture.String(): &value}})
	})
}

// pictures are the files that can be a cover.
var pictures = []string{".jpg", ".jpeg", ".png", ".webp", ".gif"}

// folderURI is a folder as a dialog of files wants it. It reads the disk.
func folderURI(path string) (fyne.ListableURI, error) {
	return storage.ListerForURI(storage.NewFileURI(path))
}

// awaitFile selects the book of a file as soon as it is in the view, unless the user
// selects another before.
func (w *Window) awaitFile(path string) {
	w.awaited = path
	w.findAwaited()
}

// findAwaited selects the book that is waited for, if it has come.
func (w *Window) findAwaited() {
	has := func(b *book.Book) bool {
		return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Path == w.awaited })
	}
	if w.awaited == "" {
		return
	}
	if b := w.selection.Book(); b != nil && has(b) {
		return
	}
	v := w.rows.View()
	for row := range v.Len() {
		if has(v.At(row)) {
			w.selection.Select(row)
			return
		}
	}
}
