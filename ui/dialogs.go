package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/widgets"
	"lectern/ui/words"
)

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
func (w *Window) present(d dialog.Dialog, size fyne.Size, leave func()) fyne.CanvasObject {
	below := w.Canvas().Overlays().Top()
	d.Show() // before, a dialog of files has nothing to be resized (Fyne 2.8.0)
	if !size.IsZero() {
		d.Resize(size.Min(w.Canvas().Size().SubtractWidthHeight(dialogMargin, dialogMargin)))
	}
	top := w.Canvas().Overlays().Top()
	if top != below { // the system may have a dialog of its own for files
		w.dialogs[top] = leave
		d.SetOnClosed(func() {
			delete(w.dialogs, top)
			delete(w.defaults, top)
		})
	}
	return top
}

// leave closes the dialog that stands before all else, if one does.
func (w *Window) leave() {
	if leave := w.dialogs[w.Canvas().Overlays().Top()]; leave != nil {
		leave()
	}
}

// uncovered has something done only while nothing covers the window: menus and
// the canvas hear their shortcuts before a dialog does.
func (w *Window) uncovered(do func()) func() {
	return func() {
		if !w.covered() {
			do()
		}
	}
}

// inform shows a dialog with nothing to decide.
func (w *Window) inform(title string, content fyne.CanvasObject, size fyne.Size) (top fyne.CanvasObject) {
	d := dialog.NewCustomWithoutButtons(words.Printable(title), content, w)
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton("Close", d.Hide, d.Hide)})
	return w.present(d, size, d.Hide)
}

// propose shows a dialog that does something when the user agrees, by Enter too.
func (w *Window) propose(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) {
	w.decide(title, content, size, yes, widget.HighImportance, do)
}

// warn is propose for what may not be meant: Enter cancels it.
func (w *Window) warn(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) {
	w.decide(title, content, size, yes, widget.DangerImportance, do)
}

func (w *Window) decide(title string, content fyne.CanvasObject, size fyne.Size, yes string, importance widget.Importance, do func()) {
	d := dialog.NewCustomWithoutButtons(words.Printable(title), content, w)
	agree := widgets.NewEscapeButton(yes, func() {
		d.Hide()
		do()
	}, d.Hide)
	agree.Importance = importance
	cancel := widgets.NewEscapeButton("Cancel", d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{cancel, agree})
	top := w.present(d, size, d.Hide)
	preferred := agree
	if importance == widget.DangerImportance {
		preferred = cancel
	}
	w.defaults[top] = preferred.OnTapped
	w.Canvas().Focus(preferred)
	w.log.Info("asked", "title", title)
}

// enter presses the default button of the dialog that stands before all else, if it
// has one. A button or a text that has the focus hears Enter before.
func (w *Window) enter() {
	if press := w.defaults[w.Canvas().Overlays().Top()]; press != nil {
		press()
	}
}

// scrolled is content that scrolls down where it has less room than it needs,
// and the size of a dialog that has it all in sight.
func scrolled(content fyne.CanvasObject) (fyne.CanvasObject, fyne.Size) {
	padded := container.New(layout.NewCustomPaddedLayout(0, 0, 0, dialogGutter), content)
	return container.NewVScroll(padded), padded.MinSize().AddWidthHeight(dialogAround, dialogAbove)
}
