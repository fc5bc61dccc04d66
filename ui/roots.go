package ui

import (
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// roots are what the user does to the folders of the library. They run on the UI
// goroutine; tasks do the work that needs the disk.
type roots struct {
	w *Window
}

// removeRoot asks, and then removes a root from the library.
func (rs *roots) removeRoot(path string) {
	title := i18n.Text("Remove {{.Folder}} from the library?", "Folder", library.FolderName(path))
	text := removalText(rs.booksIn(path), around(rs.w.lib.Status(), path), rs.w.settings.everyFile())
	rs.w.dialogs.ask(title, words.Path(path), text, i18n.Text("Remove"), func() { rs.dropRoot(path) })
}

// removalText says what the removal of a root does to its n books or, if rows are files, files.
// outer is the root around it, "" if there is none.
func removalText(n int, outer string, files bool) string {
	name := words.Brief(library.FolderName(outer), words.BriefName)
	switch {
	case outer != "" && (n == 0 || files):
		return i18n.Text("Its files stay in the library, as part of {{.Folder}}.", "Folder", name)
	case outer != "":
		return i18n.Count(n, "Its book stays in the library, as part of {{.Folder}}.", "Its {{.Count}} books stay in the library, as part of {{.Folder}}.", "Folder", name)
	case n == 0:
		return i18n.Text("Files on disk are not touched.")
	case files:
		return i18n.Count(n, "This removes {{.Count}} file from the library. On the disk it is not touched.", "This removes {{.Count}} files from the library. On the disk they are not touched.")
	default:
		return i18n.Count(n, "This removes {{.Count}} book from the library. Files on disk are not touched.", "This removes {{.Count}} books from the library. Files on disk are not touched.")
	}
}

// dropRoot removes a root from the library and offers to undo that.
func (rs *roots) dropRoot(path string) {
	undoable := rs.w.lib.RemoveRoot(path)
	rs.w.messages.clear()
	if s := &rs.w.searching; library.Within(s.query.Folder, path) {
		s.refine(s.box.Text, "")
	}
	n := notices.Notice{Text: i18n.Text("Removed {{.Folder}} from the library.", "Folder", library.FolderName(path)), Why: i18n.Text("Files on disk were not touched."), Calm: true}
	if undoable { // otherwise it has left the library meanwhile
		n.Actions[0], n.Step = notices.Undo, rs.w.messages.stepOf(library.RootRemoved)
	}
	rs.w.messages.show(n)
}

// around is the innermost other root that contains a root or another folder, "" if none: it
// keeps the books of a root that is removed.
func around(s *library.Status, root string) (outer string) {
	for _, r := range s.Roots {
		if r.Path != root && library.Within(root, r.Path) && len(r.Path) > len(outer) {
			outer = r.Path
		}
	}
	return outer
}

// scans reports whether a rescan of a folder looks at anything: it leaves out roots that are
// paused.
func scans(s *library.Status, folder string) bool {
	own := folder
	if _, isRoot := s.Root(folder); !isRoot {
		own = around(s, folder)
	}
	return slices.ContainsFunc(s.Roots, func(r library.Root) bool {
		return !r.Settings.Paused && (r.Path == own || library.Within(r.Path, folder))
	})
}

// booksIn is the number of books in a root.
func (rs *roots) booksIn(root string) int {
	for _, f := range rs.w.lib.Folders() {
		if f.Path == root {
			return f.Books
		}
	}
	return 0
}

func (rs *roots) rescanAll() { rs.w.lib.Rescan() }

// scanFolder scans a folder of the library again, or all roots for "".
func (rs *roots) scanFolder(path string) {
	if path == "" {
		rs.rescanAll()
		return
	}
	rs.w.lib.Rescan(path)
}

// listFolders reads the subfolders of a folder, and calls done on the UI goroutine.
// problem says why the list is empty or incomplete.
func (rs *roots) listFolders(dir string, done func(names []string, problem string)) {
	rs.w.listEntries(dir, nil, func(list []library.Entry, problem string) {
		names := make([]string, len(list))
		for i, e := range list {
			names[i] = e.Name
		}
		done(names, problem)
	})
}

// showRoot shows the status and the settings of a root.
func (rs *roots) showRoot(r library.Root) {
	form := newRootForm(r.Settings, rs.w.dialogs.leave)
	caption := func(text string) *widget.Label {
		l := newParagraph(words.Brief(text, words.BriefPath))
		l.SizeName = theme.SizeNameCaptionText // grey would be too faint at this size
		return l
	}
	path := widget.NewLabel(words.Brief(words.Path(r.Path), words.BriefPath)) // the toolkit would take seconds to cut a longer text
	path.Truncation = fyne.TextTruncateEllipsis
	state := container.NewVBox(path)
	for _, line := range health(r, rs.w.settings.everyFile(), time.Now()) {
		state.Add(caption(line))
	}
	fields := widget.NewForm(
		widget.NewFormItem(i18n.Text("Folder"), state),
		widget.NewFormItem(i18n.Text("Look for changes"), container.NewBorder(nil, nil, nil, form.every, form.follow)),
		widget.NewFormItem(i18n.Text("Parallel reads"), form.workers),
		widget.NewFormItem(i18n.Text("Skip"), container.NewVBox(form.patterns,
			caption(i18n.Text("One pattern per line, like .gitignore: *.tmp for files, Drafts/ for a folder, !Keep.mp3 for an exception.")))))
	agree := rs.w.dialogs.propose(library.FolderName(r.Path), fields, fyne.NewSize(560, 430), i18n.Text("Save"), func() {
		rs.w.lib.Adjust(r.Path, form.apply)
	})
	form.onChange = func() { widgets.SetEnabled(agree, form.valid()) }
}

// changeFolder asks where the folder of a root is now, and moves the root there.
func (rs *roots) changeFolder(root string) {
	rs.w.askFolder(i18n.Text("Change folder"), i18n.Text("Choose"), filepath.Dir(root), func(path string) { rs.moveRoot(root, path) })
}

// moveRoot changes the folder of a root, with all its books. It moves no file.
func (rs *roots) moveRoot(root, folder string) {
	_, known := rs.w.lib.Status().Root(root) // it may have left the library meanwhile
	if err := rs.w.lib.MoveRoot(root, folder); err != nil {
		rs.w.messages.fail(err)
	} else if known {
		rs.w.searching.followRoot(root, folder)
	}
	rs.w.messages.tell(rs.w.lib.Status())
}
