package ui

import (
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

// dialogs are the dialogs that stand over the window, and what Esc and Enter do in them.
type dialogs struct {
	window  fyne.Window
	log     *slog.Logger
	onLeave map[fyne.CanvasObject]func() // what Esc does in those that are open, by their overlays
	onEnter map[fyne.CanvasObject]func() // what Enter does in them
}

// ask asks before something is done that the user might not mean: Enter cancels.
func (ds *dialogs) ask(title, path, text, yes string, do func()) {
	what := widget.NewLabel(words.Printable(path))
	what.TextStyle.Bold, what.Wrapping = true, fyne.TextWrapBreak
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	ds.warn(title, container.NewVBox(what, label), fyne.NewSize(460, 200), yes, do)
}

// showFiles shows a dialog of files, almost as large as the window.
func (ds *dialogs) showFiles(d *dialog.FileDialog) {
	ds.show(d, ds.window.Canvas().Size().SubtractWidthHeight(80, 80), d.Dismiss)
}

// covered reports whether a dialog or a menu stands before the table, which
// must not hear of keys then.
func (ds *dialogs) covered() bool { return ds.window.Canvas().Overlays().Top() != nil }

// How dialogs stand in the window. Esc leaves each of them: where nothing has the
// focus the canvas hears it, else what has it.

const (
	// What a dialog has around its content: at both sides, and above and below
	// with its title and its buttons.
	dialogAround, dialogAbove = 40, 118

	dialogMargin = 40 // what a dialog leaves of the window
	dialogGutter = 14 // for a scroll bar
)

// present shows a dialog of a size, zero for one that finds its own, or of what
// the window has room for, and returns the overlay it stands in. Esc calls leave,
// which closes it.
func (ds *dialogs) show(d dialog.Dialog, size fyne.Size, leave func()) fyne.CanvasObject {
	below := ds.window.Canvas().Overlays().Top()
	d.Show() // before, a dialog of files has nothing to be resized (Fyne 2.8.0)
	if !size.IsZero() {
		d.Resize(size.Min(ds.window.Canvas().Size().SubtractWidthHeight(dialogMargin, dialogMargin)))
	}
	top := ds.window.Canvas().Overlays().Top()
	if top != below { // the system may have a dialog of its own for files
		ds.onLeave[top] = leave
		d.SetOnClosed(func() {
			delete(ds.onLeave, top)
			delete(ds.onEnter, top)
		})
	}
	return top
}

// leave closes the dialog that stands before all else, if one does.
func (ds *dialogs) leave() {
	if leave := ds.onLeave[ds.window.Canvas().Overlays().Top()]; leave != nil {
		leave()
	}
}

// uncovered has something done only while nothing covers the window: menus and
// the canvas hear their shortcuts before a dialog does.
func (ds *dialogs) uncovered(do func()) func() {
	return func() {
		if !ds.covered() {
			do()
		}
	}
}

// inform shows a dialog with nothing to decide.
func (ds *dialogs) inform(title string, content fyne.CanvasObject, size fyne.Size) (top fyne.CanvasObject) {
	d := dialog.NewCustomWithoutButtons(words.Printable(title), content, ds.window)
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton("Close", d.Hide, d.Hide)})
	return ds.show(d, size, d.Hide)
}

// propose shows a dialog that does something when the user agrees, by Enter too.
func (ds *dialogs) propose(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) {
	ds.decide(title, content, size, yes, widget.HighImportance, do)
}

// warn is propose for what may not be meant: Enter cancels it.
func (ds *dialogs) warn(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) {
	ds.decide(title, content, size, yes, widget.DangerImportance, do)
}

func (ds *dialogs) decide(title string, content fyne.CanvasObject, size fyne.Size, yes string, importance widget.Importance, do func()) {
	d := dialog.NewCustomWithoutButtons(words.Printable(title), content, ds.window)
	agree := widgets.NewEscapeButton(yes, func() {
		d.Hide()
		do()
	}, d.Hide)
	agree.Importance = importance
	cancel := widgets.NewEscapeButton("Cancel", d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{cancel, agree})
	top := ds.show(d, size, d.Hide)
	preferred := agree
	if importance == widget.DangerImportance {
		preferred = cancel
	}
	ds.onEnter[top] = preferred.OnTapped
	ds.window.Canvas().Focus(preferred)
	ds.log.Info("asked", "title", title)
}

// enter presses the default button of the dialog that stands before all else, if it
// has one. A button or a text that has the focus hears Enter before.
func (ds *dialogs) enter() {
	if press := ds.onEnter[ds.window.Canvas().Overlays().Top()]; press != nil {
		press()
	}
}

// scrolled is content that scrolls down where it has less room than it needs,
// and the size of a dialog that has it all in sight.
func scrolled(content fyne.CanvasObject) (fyne.CanvasObject, fyne.Size) {
	padded := container.New(layout.NewCustomPaddedLayout(0, 0, 0, dialogGutter), content)
	return container.NewVScroll(padded), padded.MinSize().AddWidthHeight(dialogAround, dialogAbove)
}
