package ui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/words"
)

// adding brings folders and files into the library: through the dialog, Browse,
// dropping them on the window, the command line, or a second start. All of them follow
// the same rules.
type adding struct {
	w       *Window
	folders []string           // to add once the window is shown
	awaited string             // a file whose book is selected as soon as it is in the view
	catalog bool               // the library has a catalogue
	opened  bool               // the window was shown, and the library knows its roots
	refused []*library.Refusal // the paths that could not be added, all in one message
	refusal notices.Notice     // that message
}

// chooseFolder asks for a folder to add.
func (a *adding) chooseFolder() {
	start := ""
	if roots := a.w.lib.Status().Roots; len(roots) > 0 {
		start = filepath.Dir(roots[len(roots)-1].Path)
	} else if home, err := os.UserHomeDir(); err == nil {
		start = home
	}
	a.w.askFolder(i18n.Text("Add folder"), i18n.Text("Add"), start, func(path string) { a.add(path) })
}

// add adds paths that the user chose in the window, and shows a message unless the
// outcome is plain to see.
func (a *adding) add(paths ...string) { a.w.tasks.work.Go(func() { a.bring(paths, true, func() {}) }) }

// bring adds paths and calls done on the UI goroutine. If chosen is true, the user has
// just chosen them in this window, and is also told if there was nothing to add. Call
// it on any goroutine but the UI goroutine: it reads the disk.
func (a *adding) bring(paths []string, chosen bool, done func()) {
	var taken []library.Proposal
	var refused []*library.Refusal
	for _, path := range paths {
		p, err := a.w.lib.Propose(path)
		var r *library.Refusal
		switch {
		case errors.As(err, &r):
			a.w.log.Warn("path_refused", "path", r.Path, "reason", r.Error())
			refused = append(refused, r)
		case err == nil:
			taken = append(taken, p)
		}
	}
	a.w.tasks.post(func() {
		m := &a.w.messages
		if m.message.Text == "" || m.message != a.refusal {
			a.refused = nil // their message is gone
		}
		m.message = notices.Notice{}
		for _, p := range taken {
			a.take(p, chosen)
		}
		if len(refused) > 0 {
			for _, r := range refused {
				a.refused = slices.DeleteFunc(a.refused, func(was *library.Refusal) bool { return was.Path == r.Path })
			}
			a.refused = append(a.refused, refused...)
			m.complain(refusalWords(a.refused))
			a.refusal = m.message
		}
		done()
	})
}

// take carries out a proposal. If the folder contains much besides audiobooks, it asks
// first.
func (a *adding) take(p library.Proposal, chosen bool) {
	if p.Vast == "" {
		a.w.lib.Take(p)
		a.report(p, chosen)
		return
	}
	a.w.dialogs.doubt(i18n.Text("Add {{.Folder}}?", "Folder", i18n.Text(p.Vast)), p.Root,
		i18n.Text("Lectern would search all of it for audio files. This can take a long time and add files that aren’t audiobooks. To add less, choose a folder in it."),
		i18n.Text("Add"), func() {
			a.w.lib.Take(p)
			a.report(p, chosen)
		})
}

// report shows the outcome of a proposal.
func (a *adding) report(p library.Proposal, chosen bool) {
	brief := func(path string) string { return words.Brief(words.Path(path), words.BriefName) }
	path, root := brief(p.Path), brief(p.Root)
	switch {
	case p.Known && p.Names != nil:
		a.awaitFile(p.Path)
	case p.Known && p.Left:
		a.w.messages.say(i18n.Text("{{.Path}} was added to {{.Folder}}.", "Path", path, "Folder", root), i18n.Text("It was left out before."))
		a.w.sidebar.SelectFolder(p.Root, p.Path)
	case p.Known && p.Path != p.Root:
		a.w.messages.say(i18n.Text("{{.Path}} is already part of {{.Folder}}.", "Path", path, "Folder", root), i18n.Text("It is scanned again."))
		a.w.sidebar.SelectFolder(p.Root, p.Path)
	case p.Known:
		if chosen {
			a.w.messages.say(i18n.Text("{{.Path}} is already in the library.", "Path", path), i18n.Text("It is scanned again."))
			a.w.sidebar.SelectRoot(p.Root)
		}
	case p.Names != nil:
		a.w.messages.say(i18n.Text("Added {{.Files}} from {{.Folder}}.", "Files", listed(p.Names), "Folder", root),
			i18n.Text("Other files in this folder are left out. To have all of them, add the folder."))
		a.awaitFile(p.Path)
	case len(p.Inside) == 1:
		a.w.messages.say(i18n.Text("{{.Path}} was added. It holds {{.Folder}}, which was there before.", "Path", path, "Folder", brief(p.Inside[0])),
			i18n.Text("Each file is listed once, and that folder keeps its settings."))
	case len(p.Inside) > 1:
		a.w.messages.say(i18n.Count(len(p.Inside), "{{.Path}} was added. It holds {{.Count}} folder that was there before.", "{{.Path}} was added. It holds {{.Count}} folders that were there before.", "Path", path),
			i18n.Text("Each file is listed once, and these folders keep their settings."))
	case p.Path != p.Root:
		a.awaitFile(p.Path) // the only file in its folder
	}
}

// listed is the name of one file, or the number of several.
func listed(names []string) string {
	if len(names) == 1 {
		return filepath.Base(names[0])
	}
	return i18n.Count(len(names), "{{.Count}} file", "{{.Count}} files")
}

// refusalWords says which paths were not added, and why.
func refusalWords(refused []*library.Refusal) (text, why string) {
	about := func(r *library.Refusal) string {
		return i18n.Message(r.About(words.Brief(words.Path(r.Path), words.BriefName)))
	}
	text = about(refused[0])
	switch n := len(refused) - 1; {
	case n == 1:
		why = about(refused[1])
	case n > 1:
		why = i18n.Count(n, "Nor could {{.Count}} other be added.", "Nor could {{.Count}} others be added.")
	case refused[0].Picture:
		why = i18n.Text("Drop it on a book to make it the book’s cover.")
	}
	return text, why
}

// dropped handles files dropped on the window: a picture becomes the cover of the book
// below the pointer, everything else is added.
func (a *adding) dropped(at fyne.Position, uris []fyne.URI) {
	if a.w.dialogs.covered() {
		return
	}
	var paths, pictures []string
	current, _ := os.Getwd()
	for _, u := range uris {
		path := droppedPath(u.Path(), current)
		if book.IsPicture(path) && filepath.IsAbs(path) {
			pictures = append(pictures, path)
		} else {
			paths = append(paths, path)
		}
	}
	b := a.bookAt(at)
	switch {
	case len(pictures) == 0:
	case b == nil:
		paths = append(paths, pictures...) // they are refused, with the reason
	default:
		a.w.editor.offerCover(b, pictures[0])
	}
	if len(paths) > 0 {
		a.add(paths...)
	}
}

// droppedPath returns what was dropped. The toolkit takes for a path whatever does not begin
// with "file://", also "file:/b", as Java writes it, and "smb://nas/b", and makes it absolute:
// it passes on current/smb:/nas/b, where current is the current folder.
func droppedPath(path, current string) string {
	name, below := strings.CutPrefix(path, strings.TrimSuffix(current, "/")+"/")
	scheme, rest, is := strings.Cut(name, ":/")
	switch {
	case !below || !is || strings.Contains(scheme, "/"):
		return path
	case scheme == "file":
		return "/" + rest
	default:
		return scheme + "://" + rest
	}
}

// bookAt is the book at a position in the window, nil for none.
func (a *adding) bookAt(at fyne.Position) *book.Book {
	in := func(o fyne.CanvasObject) (fyne.Position, bool) {
		p := at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(o))
		return p, o.Visible() && p.X >= 0 && p.Y >= 0 && p.X < o.Size().Width && p.Y < o.Size().Height
	}
	if a.w.panes.detailed() {
		if _, inside := in(a.w.panes.details); inside {
			return a.w.panes.details.Book
		}
	}
	if p, inside := in(a.w.views.mode); inside {
		return a.w.views.mode.BookAt(p)
	}
	return nil
}

// awaitFile selects the book of a file as soon as it is in the view, unless the user
// selects another one first.
func (a *adding) awaitFile(path string) {
	a.awaited = path
	a.findAwaited()
}

// findAwaited selects the awaited book if it is in the view.
func (a *adding) findAwaited() {
	has := func(b *book.Book) bool {
		return slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Path == a.awaited })
	}
	if a.awaited == "" {
		return
	}
	if b := a.w.selection.Book(); b != nil && has(b) {
		return
	}
	v := a.w.rows.View()
	for row := range v.Len() {
		if has(v.At(row)) {
			a.w.selection.Select(row)
			return
		}
	}
}

// begin adds the folders of the command line, and the folders that versions without a
// catalogue kept in the preferences. It runs after the first frame, because scans would
// delay that frame.
func (a *adding) begin() {
	roots, slow := a.w.settings.earlier()
	for _, r := range roots {
		a.w.lib.AddRoot(r)
		a.w.lib.KeepRoot(r) // its drive may not be there
	}
	for _, r := range slow {
		a.w.lib.Configure(r, library.Settings{Workers: 1})
	}
	if a.catalog && !a.w.lib.Status().Forgetful {
		a.w.settings.forgetEarlier()
	}
	if len(a.folders) == 0 {
		a.opened = true
		return
	}
	a.w.tasks.work.Go(func() { a.bring(a.folders, false, func() { a.opened = true; a.w.newFrame() }) })
}

// pending reports whether roots are about to be added.
func (a *adding) pending() bool {
	roots, _ := a.w.settings.earlier()
	return !a.opened && len(roots)+len(a.folders) > 0
}
