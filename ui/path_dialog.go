package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/adrg/xdg"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// pathDialogSize is the size of the dialog in pixels, if the window has room.
var pathDialogSize = fyne.NewSize(640, 520)

// pathPatience is how long a disk may take before the dialog says that it is waited for.
const pathPatience = 300 * time.Millisecond

// pathDialog asks for a folder or a file. The user types its path, or goes to it in a list
// of what is in the last whole folder of the path. UI goroutine only.
type pathDialog struct {
	w       *Window
	wanted  func(name string) bool // which files are listed, nil for none: a folder is asked for
	path    *pathEntry
	list    *pathList
	nothing *widget.Label // over the list, which is empty, and not still being read
	told    *widget.Label // what the disk says to the last question, or that it is waited for
	asked   int           // the number of questions to the disk
	unwait  func()        // ends the wait for the answer to the last one
	agree   *widgets.EscapeButton
	went    struct{ dir, text string } // the folder that the user went to, and how it is written
	picked  string                     // the file in it that the user chose in the list, "" for none
	dir     string                     // the folder that is listed, "" for none
	reading bool                       // dir is being read
	agreed  bool                       // the last question is whether the user may agree to the path
	entries []library.Entry            // of dir
	shown   []library.Entry            // of them, those that begin with what is typed after dir
}

// askFolder shows a dialog for a folder. yes is the button with which the user agrees, and
// start the folder from which the user goes. do gets the path of a folder that can be read.
func (w *Window) askFolder(title, yes, start string, do func(path string)) {
	w.askPath(title, yes, start, nil, do)
}

// askFile is askFolder for a file. The list shows the files whose names are wanted, and do
// gets the path of one that exists.
func (w *Window) askFile(title, yes, start string, wanted func(name string) bool, do func(path string)) {
	w.askPath(title, yes, start, wanted, do)
}

// startFolder returns the folder from which the user goes to a file: the last one if it is
// still there, or else that of the user's documents, or the home folder. It reads the disk.
func startFolder(last string) string {
	home, _ := os.UserHomeDir()
	for _, folder := range []string{last, xdg.UserDirs.Documents} {
		if at, err := os.Stat(folder); err == nil && at.IsDir() {
			return folder
		}
	}
	return home
}

func (w *Window) askPath(title, yes, start string, wanted func(name string) bool, do func(path string)) {
	f := &pathDialog{w: w, wanted: wanted, told: widget.NewLabel(""), unwait: func() {}}
	f.path = newPathEntry(f, w.dialogs.leave)
	f.list = newPathList(f, w.dialogs.leave)
	f.told.Hide()
	f.nothing = newParagraph(i18n.Text("This folder has no subfolders to choose from. You can choose the folder itself."))
	if wanted != nil {
		f.nothing.SetText(i18n.Text("There is nothing to choose in this folder."))
	}
	f.nothing.Hide()
	up := widgets.NewEscapeButton("", func() {
		if f.dir != "" {
			f.open(filepath.Dir(f.dir))
		}
	}, w.dialogs.leave)
	up.Icon = theme.MoveUpIcon()
	places := container.NewVBox()
	d := w.dialogs.custom(title, container.NewBorder(
		container.NewBorder(nil, nil, nil, up, f.path), f.told, container.NewBorder(nil, nil, nil, widget.NewSeparator(), places), nil,
		container.NewStack(f.list, container.NewVBox(f.nothing))))
	f.agree = widgets.NewEscapeButton(yes, func() {
		f.check(f.chosen(), func(path string) {
			d.Hide()
			do(path)
		})
	}, d.Hide)
	f.agree.Importance = widget.HighImportance
	f.path.OnSubmitted = func(string) { w.dialogs.enter() }
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton(i18n.Text("Cancel"), d.Hide, d.Hide), f.agree})
	w.log.Info("asked", "title", title)
	top := w.dialogs.show(d, pathDialogSize, d.Hide)
	w.dialogs.onClosed(f.unask)
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

// check calls do if a path is what is asked for, or else says why it is not. A folder in
// place of a file is opened. Nothing happens if the user goes to another path or leaves the
// dialog before the disk answers.
func (f *pathDialog) check(path string, do func(path string)) {
	if f.agreed {
		return // the disk has not answered yet
	}
	question := f.ask(path)
	f.agreed = true
	f.w.tasks.work.Go(func() {
		folder, err := library.IsFolder(path)
		if err == nil && f.wanted == nil {
			_, err = library.Entries(path, nil)
		}
		problem := f.w.whyUnread(path, err)
		f.w.tasks.post(func() {
			switch {
			case !f.answer(question, path, problem) || problem != "":
			case folder && f.wanted != nil:
				f.open(path)
			default:
				do(path)
			}
		})
	})
}

// listEntries reads what is in a folder (library.Entries), and calls done on the UI goroutine.
// problem says why the list is empty or incomplete.
func (w *Window) listEntries(dir string, wanted func(name string) bool, done func(list []library.Entry, problem string)) {
	w.tasks.work.Go(func() {
		list, err := library.Entries(dir, wanted)
		problem := w.whyUnread(dir, err)
		w.tasks.post(func() { done(list, problem) })
	})
}

// whyUnread says why a path cannot be read, "" for no error. It may be called on any goroutine.
func (w *Window) whyUnread(path string, err error) string {
	if err == nil {
		return ""
	}
	w.log.Info("not_listed", "path", path, "reason", err.Error())
	if reason, known := library.Reason(err); known {
		return i18n.Text(reason)
	}
	return i18n.Text("can’t be read")
}

// open shows a folder, "" for the topmost one.
func (f *pathDialog) open(dir string) {
	text := words.Printable(words.Path(dir))
	if text == "" || !os.IsPathSeparator(text[len(text)-1]) {
		text += string(filepath.Separator)
	}
	f.went.dir, f.went.text, f.picked = dir, text, ""
	f.path.SetText(text)
	f.path.CursorColumn = utf8.RuneCountInString(text)
	f.path.Refresh()
}

// choose opens a folder of the list, or picks a file. A file that is picked already is agreed
// to.
func (f *pathDialog) choose(row int) {
	if row < 0 || row >= len(f.shown) {
		return
	}
	switch e := f.shown[row]; {
	case e.Folder:
		f.open(filepath.Join(f.dir, e.Name))
	case e.Name == f.picked:
		f.w.dialogs.enter()
	default:
		f.pick(e.Name)
	}
}

// pick writes a file of the list into the box.
func (f *pathDialog) pick(name string) {
	if f.went.dir != f.dir {
		f.open(f.dir)
	}
	if f.agreed {
		f.read() // the text may stay: two names may be written alike
	}
	f.picked = name
	f.path.SetText(f.went.text + words.Printable(name))
	f.path.CursorColumn = utf8.RuneCountInString(f.path.Text)
	f.path.Refresh()
}

// changed lists the folder of a new path.
func (f *pathDialog) changed(text string) {
	dir, begin := f.parted(text)
	if begin != words.Printable(f.picked) {
		f.picked = ""
	}
	widgets.SetEnabled(f.agree, dir != "" && (f.wanted == nil || begin != ""))
	if dir != f.dir {
		f.dir, f.entries = dir, nil
		f.read()
	} else if f.agreed { // to another path
		f.read()
	}
	if dir == "" {
		hint := ""
		if strings.TrimSpace(text) != "" {
			hint = i18n.Text("Type a whole path, such as ~/Audiobooks.")
		}
		f.say(hint, widget.MediumImportance)
	}
	f.filter(begin)
}

// read lists the folder dir.
func (f *pathDialog) read() {
	dir := f.dir
	f.unask()
	f.say("", widget.WarningImportance)
	f.nothing.Hide()
	if f.reading = dir != ""; !f.reading {
		return
	}
	question := f.ask(dir)
	f.w.listEntries(dir, f.wanted, func(entries []library.Entry, problem string) {
		f.answer(question, dir, problem)
		if dir == f.dir {
			f.entries, f.reading = entries, false
			if problem == "" && len(entries) == 0 {
				f.nothing.Show()
			}
			f.filter(f.begun())
		}
	})
}

// filter shows the entries whose names begin with a text, and all of them once one is
// picked.
func (f *pathDialog) filter(begin string) {
	f.shown = f.shown[:0]
	for _, e := range f.entries {
		if f.picked != "" || beginsWith(e.Name, begin) {
			f.shown = append(f.shown, e)
		}
	}
	f.list.UnselectAll()
	if f.picked == "" {
		f.list.ScrollToTop()
	}
	f.list.Refresh()
}

// ask counts a question to the disk about a path, and says that the disk is waited for unless
// answer is called soon. The questions before get no answer any more.
func (f *pathDialog) ask(path string) (question int) {
	f.unask()
	f.unwait = f.w.tasks.later(pathPatience, func() {
		f.say(i18n.Text("Waiting for {{.Path}}…", "Path", words.Brief(words.Path(path), words.BriefPath)), widget.MediumImportance)
	})
	return f.asked
}

// unask withdraws the last question.
func (f *pathDialog) unask() {
	f.unwait()
	f.asked++
	f.agreed = false
}

// answer shows why a path cannot be read, nothing for "". It reports whether that was the
// last question, and shows nothing if it was not.
func (f *pathDialog) answer(question int, path, problem string) bool {
	if question != f.asked {
		return false
	}
	f.unask()
	text := ""
	if problem != "" {
		text = i18n.Text("{{.Path}}: {{.Reason}}", "Path", words.Brief(words.Path(path), words.BriefPath), "Reason", problem)
	}
	f.say(text, widget.WarningImportance)
	return true
}

// say shows a line below the list, none for "".
func (f *pathDialog) say(text string, importance widget.Importance) {
	f.told.Importance, f.told.Hidden = importance, text == ""
	f.told.SetText(text)
	f.told.Refresh()
}

// chosen is the path that the user chose.
func (f *pathDialog) chosen() string {
	if f.picked != "" {
		return filepath.Join(f.dir, f.picked)
	}
	return filepath.Join(f.dir, f.begun())
}

// begun is the beginning of a name that the user typed.
func (f *pathDialog) begun() string {
	_, begin := f.parted(f.path.Text)
	return begin
}

// parted splits the path that is being typed. A folder that the user went to may have a name
// that cannot be typed. A whole path after that folder, typed or pasted, replaces it; a
// separator too many does not.
func (f *pathDialog) parted(text string) (dir, begin string) {
	if rest, ok := strings.CutPrefix(text, f.went.text); ok && f.went.dir != "" {
		if strings.IndexFunc(rest, isSeparator) < 0 {
			return f.went.dir, rest
		}
		dir, begin = parted(rest)
		if spare := isSeparator(rune(rest[0])) && dir == filepath.Dir(dir); dir != "" && !spare {
			return dir, begin
		}
	}
	return parted(text)
}

// parted splits a path that is being typed into the last whole folder, "" if the path is
// not absolute, and the beginning of a name in it. A path may begin with ~ for the user's
// home folder, and may be as other programs copy it: in quotes, or as a URI of a file.
func parted(text string) (dir, begin string) {
	text = unwrapped(strings.TrimLeft(text, " "))
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

// unwrapped removes what other programs put around a path that they copy.
func unwrapped(text string) string {
	if bare := strings.TrimRight(text, " \r\n"); len(bare) > 2 && (bare[0] == '"' || bare[0] == '\'') && bare[len(bare)-1] == bare[0] {
		return bare[1 : len(bare)-1]
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" && (u.Host == "" || u.Host == "localhost") && u.Path != "" {
		if filepath.Separator == '\\' { // file:///C:/Books
			return filepath.FromSlash(strings.TrimPrefix(u.Path, "/"))
		}
		return u.Path
	}
	return text
}

func isSeparator(r rune) bool { return r < utf8.RuneSelf && os.IsPathSeparator(uint8(r)) }

// beginsWith reports whether a name begins with a text, in upper or lower case.
func beginsWith(name, begin string) bool {
	return strings.HasPrefix(strings.ToLower(name), strings.ToLower(begin))
}

// pathEntry is the box for the path. Tab completes the name that is being typed, Down goes
// to the list.
type pathEntry struct {
	widget.Entry
	of     *pathDialog
	escape func()
}

func newPathEntry(of *pathDialog, escape func()) *pathEntry {
	e := &pathEntry{of: of, escape: escape}
	e.OnChanged = of.changed
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab reports whether Tab completes a name, or will as soon as the names are known.
func (e *pathEntry) AcceptsTab() bool {
	return e.of.picked == "" && e.of.begun() != "" && (len(e.of.shown) > 0 || e.of.reading)
}

// TypedKey is called by Fyne.
func (e *pathEntry) TypedKey(k *fyne.KeyEvent) {
	switch {
	case k.Name == fyne.KeyTab:
		if e.AcceptsTab() {
			e.of.choose(0)
		}
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

// pathList is the list of folders and files. A click or Enter opens a folder and picks a
// file, which is bold then.
type pathList struct {
	widget.List
	escape func()
}

func newPathList(of *pathDialog, escape func()) *pathList {
	create := func() fyne.CanvasObject {
		name := widget.NewLabel("")
		name.Truncation = fyne.TextTruncateEllipsis
		return container.NewBorder(nil, nil, widget.NewIcon(theme.FolderIcon()), nil, name)
	}
	update := func(row widget.ListItemID, o fyne.CanvasObject) {
		e, cells := of.shown[row], o.(*fyne.Container).Objects
		name, icon := cells[0].(*widget.Label), theme.FolderIcon()
		if !e.Folder {
			icon = theme.FileIcon()
		}
		name.TextStyle.Bold = e.Name == of.picked
		name.SetText(words.Printable(words.Brief(e.Name, words.BriefName)))
		cells[1].(*widget.Icon).SetResource(icon)
	}
	l := &pathList{escape: escape}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = func() int { return len(of.shown) }, create, update, true
	l.OnSelected = func(row widget.ListItemID) {
		l.UnselectAll()
		of.choose(row)
	}
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey is called by Fyne.
func (l *pathList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		l.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.List.TypedKey(k)
	}
}
