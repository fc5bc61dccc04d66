package ui

import (
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// folderDialogSize is the size of the dialog in pixels, if the window has room.
var folderDialogSize = fyne.NewSize(640, 520)

// folderDialog asks for a folder. The user types its path, or goes to it in a list of the
// folders that are in the last whole folder of the path. UI goroutine only.
type folderDialog struct {
	read    func(dir string, done func(names []string, problem string)) // see roots.listFolders
	path    *pathEntry
	list    *folderList
	problem *widget.Label
	agree   *widgets.EscapeButton
	went    struct{ dir, text string } // the folder that the user went to, and how it is written
	dir     string                     // the folder whose folders are listed, "" for none
	reading bool                       // dir is being read
	names   []string                   // of the folders in dir
	shown   []string                   // the names that begin with what is typed after dir
}

// askFolder shows a dialog for a folder. yes is the button with which the user agrees, and
// start the folder from which the user goes. do gets the path of a folder that can be read.
func (w *Window) askFolder(title, yes, start string, do func(path string)) {
	f := &folderDialog{read: w.roots.listFolders, problem: widget.NewLabel("")}
	f.path = newPathEntry(f, w.dialogs.leave)
	f.list = newFolderList(f, w.dialogs.leave)
	f.problem.Hide()
	f.problem.Importance = widget.WarningImportance
	up := widgets.NewEscapeButton("", func() {
		if f.dir != "" {
			f.open(filepath.Dir(f.dir))
		}
	}, w.dialogs.leave)
	up.Icon = theme.MoveUpIcon()
	places := container.NewVBox()
	d := w.dialogs.custom(title, container.NewBorder(
		container.NewBorder(nil, nil, nil, up, f.path), f.problem, container.NewBorder(nil, nil, nil, widget.NewSeparator(), places), nil, f.list))
	f.agree = widgets.NewEscapeButton(yes, func() {
		path := f.chosen()
		f.read(path, func(_ []string, problem string) {
			if f.tell(path, problem); problem == "" {
				d.Hide()
				do(path)
			}
		})
	}, d.Hide)
	f.agree.Importance = widget.HighImportance
	f.path.OnSubmitted = func(string) { w.dialogs.enter() }
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton(i18n.Text("Cancel"), d.Hide, d.Hide), f.agree})
	top := w.dialogs.show(d, folderDialogSize, d.Hide)
	w.dialogs.onEnter[top] = func() {
		if !f.agree.Disabled() {
			f.agree.OnTapped()
		}
	}
	f.open(start)
	w.Canvas().Focus(f.path)
	w.tasks.work.Go(func() {
		all := library.Places()
		w.tasks.post(func() {
			for _, p := range all {
				name, icon := sidebar.PlaceLabel(p)
				b := widgets.NewEscapeButton(words.Brief(name, words.BriefName), func() { f.open(p.Path) }, w.dialogs.leave)
				b.Icon, b.Importance, b.Alignment = icon, widget.LowImportance, widget.ButtonAlignLeading
				places.Add(b)
			}
		})
	})
}

// open shows a folder, "" for the topmost one.
func (f *folderDialog) open(dir string) {
	text := words.Printable(words.Path(dir))
	if text == "" || !os.IsPathSeparator(text[len(text)-1]) {
		text += string(filepath.Separator)
	}
	f.went.dir, f.went.text = dir, text
	f.path.SetText(text)
	f.path.CursorColumn = utf8.RuneCountInString(text)
	f.path.Refresh()
}

// choose opens a folder of the list.
func (f *folderDialog) choose(row int) {
	if row >= 0 && row < len(f.shown) {
		f.open(filepath.Join(f.dir, f.shown[row]))
	}
}

// changed lists the folders for a new path.
func (f *folderDialog) changed(text string) {
	dir, begin := f.parted(text)
	widgets.SetEnabled(f.agree, dir != "")
	if dir != f.dir {
		f.dir, f.names, f.reading = dir, nil, dir != ""
		f.tell("", "")
		if f.reading {
			f.read(dir, func(names []string, problem string) {
				if dir == f.dir {
					f.names, f.reading = names, false
					f.tell(dir, problem)
					f.filter(f.begun())
				}
			})
		}
	}
	f.filter(begin)
}

// filter shows the folders whose names begin so.
func (f *folderDialog) filter(begin string) {
	f.shown = f.shown[:0]
	for _, name := range f.names {
		if beginsWith(name, begin) {
			f.shown = append(f.shown, name)
		}
	}
	f.list.UnselectAll()
	f.list.ScrollToTop()
	f.list.Refresh()
}

// tell shows why a folder cannot be read, nothing for "".
func (f *folderDialog) tell(path, problem string) {
	f.problem.SetText(i18n.Text("{{.Path}}: {{.Reason}}", "Path", words.Brief(words.Path(path), words.BriefPath), "Reason", problem))
	f.problem.Hidden = problem == ""
	f.problem.Refresh()
}

// chosen is the path of the folder that the user chose.
func (f *folderDialog) chosen() string { return filepath.Join(f.dir, f.begun()) }

// begun is the beginning of a name that the user typed.
func (f *folderDialog) begun() string {
	_, begin := f.parted(f.path.Text)
	return begin
}

// parted splits the path that is being typed. A folder that the user went to may have a name
// that cannot be typed.
func (f *folderDialog) parted(text string) (dir, begin string) {
	if rest, ok := strings.CutPrefix(text, f.went.text); ok && f.went.dir != "" && strings.IndexFunc(rest, isSeparator) < 0 {
		return f.went.dir, rest
	}
	return parted(text)
}

// parted splits a path that is being typed into the last whole folder, "" if the path is
// not absolute, and the beginning of a name in it. A path may begin with ~ for the user's
// home folder.
func parted(text string) (dir, begin string) {
	text = strings.TrimLeft(text, " ")
	if rest, home := strings.CutPrefix(text, "~"); home && (rest == "" || os.IsPathSeparator(rest[0])) {
		if at, err := os.UserHomeDir(); err == nil {
			text = at + rest
			if rest == "" {
				text += string(filepath.Separator)
			}
		}
	}
	if !filepath.IsAbs(text) {
		return "", text
	}
	dir, begin = filepath.Split(text)
	return filepath.Clean(dir), begin
}

func isSeparator(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) }

// beginsWith reports whether a name begins so, with capitals or without.
func beginsWith(name, begin string) bool {
	return strings.HasPrefix(strings.ToLower(name), strings.ToLower(begin))
}

// pathEntry is the box for the path. Tab completes the name that is being typed, Down goes
// to the list.
type pathEntry struct {
	widget.Entry
	of     *folderDialog
	escape func()
}

func newPathEntry(of *folderDialog, escape func()) *pathEntry {
	e := &pathEntry{of: of, escape: escape}
	e.OnChanged = of.changed
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab reports whether Tab completes a name, or will as soon as the names are known.
func (e *pathEntry) AcceptsTab() bool {
	return e.of.begun() != "" && (len(e.of.shown) > 0 || e.of.reading)
}

// TypedKey is called by Fyne.
func (e *pathEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyTab:
		e.of.choose(0)
	case k.Name == fyne.KeyDown:
		if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil && len(e.of.shown) > 0 {
			c.Focus(e.of.list)
		}
	case k.Name == fyne.KeyEscape:
		e.escape()
	default:
		e.Entry.TypedKey(k)
	}
}

// folderList is the list of folders. A click or Enter opens a folder.
type folderList struct {
	widget.List
	escape func()
}

func newFolderList(of *folderDialog, escape func()) *folderList {
	create := func() fyne.CanvasObject {
		name := widget.NewLabel("")
		name.Truncation = fyne.TextTruncateEllipsis
		return container.NewBorder(nil, nil, widget.NewIcon(theme.FolderIcon()), nil, name)
	}
	update := func(row widget.ListItemID, o fyne.CanvasObject) {
		o.(*fyne.Container).Objects[0].(*widget.Label).SetText(words.Printable(words.Brief(of.shown[row], words.BriefName)))
	}
	l := &folderList{escape: escape}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = func() int { return len(of.shown) }, create, update, true
	l.OnSelected = func(row widget.ListItemID) {
		l.UnselectAll()
		of.choose(row)
	}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is called by Fyne.
func (l *folderList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		l.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.List.TypedKey(k)
	}
}
