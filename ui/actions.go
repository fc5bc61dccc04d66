package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/view"
)

// What the listener can do. All of these run on the UI goroutine; what needs
// the disk goes to work and comes back through post.

// addFolder makes a folder a root and scans it, now and at the next start.
func (w *Window) addFolder(path string) {
	if !slices.ContainsFunc(w.settings.roots(), func(r string) bool { return r == path || strings.HasPrefix(path, r+string(filepath.Separator)) }) {
		w.settings.addRoots(path)
	}
	w.lib.AddRoot(path)
}

// addDropped adds a folder that was dropped on the window; of a file, its
// folder.
func (w *Window) addDropped(path string) {
	w.work.Go(func() {
		if i, err := os.Stat(path); err == nil && !i.IsDir() {
			path = filepath.Dir(path)
		}
		w.post(func() { w.addFolder(path) })
	})
}

func (w *Window) removeFolder(path string) {
	w.settings.removeRoot(path)
	w.lib.RemoveRoot(path)
	w.sidebar.Select(allNode)
}

// chooseFolder asks for a folder to add.
func (w *Window) chooseFolder() {
	d := dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if err != nil {
			w.fail(err)
		} else if dir != nil {
			w.addFolder(filepath.Clean(dir.Path()))
		}
	}, w)
	d.Resize(w.Canvas().Size().SubtractWidthHeight(80, 80))
	d.Show()
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

func (w *Window) searchFor(text string) {
	w.query.Text = text
	w.lib.SetQuery(w.query)
}

func (w *Window) showFolder(path string) {
	w.query.Folder = path
	w.lib.SetQuery(w.query)
}

// sortBy sorts by a column, and turns the order round if it does already.
func (w *Window) sortBy(key view.Key) {
	order := view.Order{Key: key}
	if now := w.query.Sort; len(now) > 0 && now[0].Key == key {
		order.Desc = !now[0].Desc
	}
	w.query.Sort = []view.Order{order}
	w.settings.SetString(prefSort, view.FormatSort(w.query.Sort))
	w.lib.SetQuery(w.query)
}

func (w *Window) leaveSearch() { w.Canvas().Focus(w.table) }

// escape empties the search, else stops what is going on.
func (w *Window) escape() {
	if w.search.Text != "" {
		w.search.SetText("")
		return
	}
	w.lib.Cancel()
}

// act does what the button on the empty table says.
func (w *Window) act(action string) {
	switch action {
	case actionAdd:
		w.chooseFolder()
	case actionClear:
		w.search.SetText("")
	case actionAll:
		w.sidebar.Select(allNode)
	case actionScan:
		w.rescanAll()
	}
}

// listFolders reads a folder's subfolders and answers on the UI goroutine.
func (w *Window) listFolders(dir string, done func([]string)) {
	w.work.Go(func() {
		names, _ := library.Subfolders(dir) // what cannot be read has nothing to show
		w.post(func() { done(names) })
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

func (w *Window) fail(err error) { dialog.ShowError(err, w) }

func (w *Window) copyText(text string) { w.app.Clipboard().SetContent(text) }

func enable(b *widget.Button, on bool) {
	if on == !b.Disabled() {
		return
	}
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
