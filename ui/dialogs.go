package ui

import (
	"log/slog"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// dialogs are the dialogs above the window. Esc closes each of them but that of work: the
// focused widget gets the key, or the canvas if no widget has the focus.
type dialogs struct {
	window  fyne.Window
	log     *slog.Logger
	onLeave map[fyne.CanvasObject]func() // what Esc does, by the overlay of an open dialog
	onEnter map[fyne.CanvasObject]func() // what Enter does, by overlay
	onClose map[fyne.CanvasObject]func() // called when a dialog is closed, however that happens, by overlay
}

// questionSize is the least size of a question about a path.
var questionSize = fyne.NewSize(460, 200)

// ask asks before an action that takes something away, and that the user may not have
// meant: Enter cancels.
func (ds *dialogs) ask(title, path, text, yes string, do func()) {
	ds.warn(title, question(path, text), questionSize, yes, do)
}

// doubt is like ask, for an action that takes nothing away.
func (ds *dialogs) doubt(title, path, text, yes string, do func()) {
	ds.decide(title, question(path, text), questionSize, yes, widget.MediumImportance, do)
}

// askReplace asks before something with a name is replaced, and then calls do. It does not
// ask unless the name is taken.
func (ds *dialogs) askReplace(name, text string, taken bool, do func()) {
	if !taken {
		do()
		return
	}
	ds.warn(i18n.Text("Replace “{{.Name}}”?", "Name", name), newParagraph(text), fyne.NewSize(questionSize.Width, 160), i18n.Text("Replace"), do)
}

// question is the content of a question about a path. It has its full width from the
// start: a dialog stays as high as its texts are in its first width.
func question(path, text string) fyne.CanvasObject {
	what := newParagraph(words.Brief(path, words.BriefPath))
	what.TextStyle.Bold = true
	wide := canvas.NewRectangle(nil)
	wide.SetMinSize(fyne.NewSize(questionSize.Width-dialogAround, 0))
	return container.NewStack(wide, container.NewVBox(what, newParagraph(text)))
}

// newParagraph makes a text that is broken into lines.
func newParagraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// covered reports whether a dialog or a menu covers the books, which must then not
// react to keys.
func (ds *dialogs) covered() bool { return ds.window.Canvas().Overlays().Top() != nil }

const (
	// The room that a dialog takes around its content: left and right together, and
	// above and below together, with the title and the buttons.
	dialogAround, dialogAbove = 40, 118

	dialogMargin = 40 // pixels of the window that stay free around a dialog
	dialogGutter = 14 // pixels for a scroll bar
	dialogNotch  = 75 // pixels of a notch of the mouse wheel
)

// show shows a dialog of a size, or as large as the window allows. For the zero size
// the dialog chooses its size. show returns the overlay of the dialog. Esc calls leave,
// which must close the dialog, unless leave is nil.
func (ds *dialogs) show(d *customDialog, size fyne.Size, leave func()) fyne.CanvasObject {
	d.room.Objects = append(d.room.Objects, d.content)
	if !size.IsZero() {
		d.Resize(size.Min(ds.window.Canvas().Size().SubtractWidthHeight(dialogMargin, dialogMargin)))
	}
	d.Show()
	top := ds.window.Canvas().Overlays().Top()
	ds.onLeave[top] = leave
	d.SetOnClosed(func() {
		delete(ds.onLeave, top)
		delete(ds.onEnter, top)
		if closed := ds.onClose[top]; closed != nil {
			delete(ds.onClose, top)
			closed()
		}
	})
	return top
}

// onClosed calls closed when the topmost dialog is closed, however that happens.
func (ds *dialogs) onClosed(closed func()) { ds.onClose[ds.window.Canvas().Overlays().Top()] = closed }

// leave closes the topmost dialog.
func (ds *dialogs) leave() {
	if leave := ds.onLeave[ds.window.Canvas().Overlays().Top()]; leave != nil {
		leave()
	}
}

// uncovered wraps do so that it does nothing while a dialog covers the window: menus
// and the canvas get shortcuts before a dialog does.
func (ds *dialogs) uncovered(do func()) func() {
	return func() {
		if !ds.covered() {
			do()
		}
	}
}

// titleIndent is about 16 pixels of blanks: the toolkit indents the content of a dialog by
// so much, but not its title (dialogLayout, Fyne 2.8.0).
const titleIndent = "\u2003\u200a"

// customDialog is a dialog that gets its content when it is shown. The toolkit lays
// the content out again when the buttons are set (dialog.setButtons, Fyne 2.8.0), which takes as
// long as showing it.
type customDialog struct {
	*dialog.CustomDialog
	title   string
	content fyne.CanvasObject
	room    *fyne.Container // of the content
	window  fyne.Window
}

// Hide closes the dialog. The widget with the focus learns that it has lost it: otherwise
// the cursor of a text box would go on blinking, and the whole window be redrawn for each
// of its steps.
func (d *customDialog) Hide() {
	d.window.Canvas().Unfocus()
	d.CustomDialog.Hide()
}

// custom makes a dialog without buttons.
func (ds *dialogs) custom(title string, content fyne.CanvasObject) *customDialog {
	room := container.NewStack()
	return &customDialog{dialog.NewCustomWithoutButtons(titleIndent+words.Brief(title, words.BriefTitle), room, ds.window), title, content, room, ds.window}
}

// buttonGap is the room between the buttons of a dialog, in pixels.
const buttonGap = 8

// SetButtons sets the buttons of the dialog, farther apart than the toolkit has them.
func (d *customDialog) SetButtons(buttons []fyne.CanvasObject) {
	edge := (buttonGap - theme.Padding()) / 2
	spaced := make([]fyne.CanvasObject, len(buttons))
	for i, b := range buttons {
		spaced[i] = container.New(layout.NewCustomPaddedLayout(0, 0, edge, edge), b)
	}
	d.CustomDialog.SetButtons(spaced)
}

// inform shows a dialog with a Close button.
func (ds *dialogs) inform(title string, content fyne.CanvasObject, size fyne.Size) (top fyne.CanvasObject) {
	d := ds.custom(title, content)
	d.SetButtons([]fyne.CanvasObject{widgets.NewEscapeButton(i18n.Text("Close"), d.Hide, d.Hide)})
	return ds.show(d, size, d.Hide)
}

// list shows lines of a name and a text in a dialog. Those that are too long for the window
// are broken.
func (ds *dialogs) list(title string, lines [][2]string) {
	cells := make([]fyne.CanvasObject, 0, 2*len(lines))
	d := denseLines{}
	for _, l := range lines {
		name, text := widget.NewLabelWithStyle(l[0], fyne.TextAlignTrailing, fyne.TextStyle{Bold: true}), widget.NewLabel(l[1])
		d.name, d.text = max(d.name, name.MinSize().Width), max(d.text, text.MinSize().Width)
		cells = append(cells, name, text)
	}
	if room := ds.window.Canvas().Size().Width - dialogMargin - dialogAround - dialogGutter; d.name+d.text > room {
		d.name = min(d.name, max(room/2, room-d.text))
		d.text = room - d.name
		for _, c := range cells {
			c.(*widget.Label).Wrapping = fyne.TextWrapWord
		}
	}
	content, size := scrolled(container.New(d, cells...))
	ds.inform(title, content, size)
}

// denseLines lays out lines of a name and a text, closer than the toolkit does: the list of
// all keys would be higher than most screens. A theme with smaller sizes would do the same,
// but makes the toolkit forget how wide all texts of the window are (cache.overrideWidget,
// Fyne 2.8.0).
type denseLines struct{ name, text float32 } // the widths of the columns

// lineHeight is the height of a line that is not broken, in pixels.
const lineHeight = 25

// Layout is called by Fyne.
func (d denseLines) Layout(cells []fyne.CanvasObject, _ fyne.Size) { d.lay(cells) }

// MinSize is called by Fyne.
func (d denseLines) MinSize(cells []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(d.name+d.text, d.lay(cells))
}

// lay moves the cells to their places, and returns the height of all.
func (d denseLines) lay(cells []fyne.CanvasObject) (y float32) {
	less := widget.NewLabel("").MinSize().Height - lineHeight
	for i := 0; i+1 < len(cells); i += 2 {
		name, text := cells[i], cells[i+1]
		name.Move(fyne.NewPos(0, y-less/2))
		text.Move(fyne.NewPos(d.name, y-less/2))
		y += max(breakTo(d.name, name), breakTo(d.text, text)) - less
	}
	return y
}

// breakTo gives a text a width, and the height that its lines then need.
func breakTo(width float32, text fyne.CanvasObject) (height float32) {
	text.Resize(fyne.NewSize(width, text.Size().Height))
	height = text.MinSize().Height
	text.Resize(fyne.NewSize(width, height))
	return height
}

// propose shows a dialog that calls do if the user agrees, also with Enter. It returns the
// button with which the user agrees.
func (ds *dialogs) propose(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) (agree *widgets.EscapeButton) {
	return ds.decide(title, content, size, yes, widget.HighImportance, do)
}

// warn is like propose, for an action that the user may not have meant: Enter cancels.
func (ds *dialogs) warn(title string, content fyne.CanvasObject, size fyne.Size, yes string, do func()) {
	ds.decide(title, content, size, yes, widget.DangerImportance, do)
}

func (ds *dialogs) decide(title string, content fyne.CanvasObject, size fyne.Size, yes string, importance widget.Importance, do func()) (agree *widgets.EscapeButton) {
	d := ds.custom(title, content)
	agree = widgets.NewEscapeButton(yes, func() {
		d.Hide()
		do()
	}, d.Hide)
	agree.Importance = importance
	cancel := widgets.NewEscapeButton(i18n.Text("Cancel"), d.Hide, d.Hide)
	d.SetButtons([]fyne.CanvasObject{cancel, agree})
	preferred := agree
	if importance != widget.HighImportance {
		preferred = cancel
	}
	ds.pose(d, size, d.Hide, preferred)
	return agree
}

// pose shows a dialog that asks something. It focuses the preferred button, which Enter
// presses. Esc calls leave.
func (ds *dialogs) pose(d *customDialog, size fyne.Size, leave func(), preferred *widgets.EscapeButton) {
	ds.onEnter[ds.show(d, size, leave)] = func() {
		if !preferred.Disabled() {
			preferred.OnTapped()
		}
	}
	ds.window.Canvas().Focus(preferred)
	ds.log.Info("asked", "title", d.title)
}

// askName shows a dialog for a name, which may not be empty, and calls do with it.
func (ds *dialogs) askName(title, hint, name string, do func(name string)) {
	entry, agree := ds.askText(title, hint, name, func(text string) { do(strings.TrimSpace(text)) })
	if entry == nil {
		return
	}
	entry.OnChanged = func(text string) { widgets.SetEnabled(agree, strings.TrimSpace(text) != "") }
	entry.OnChanged(name)
}

// askText shows a dialog for a line of text, which may be empty, and calls do with it. It
// returns the text box and the button with which the user agrees, nil while another dialog is
// open.
func (ds *dialogs) askText(title, hint, text string, do func(text string)) (entry *widgets.EscapeEntry, agree *widgets.EscapeButton) {
	if ds.covered() {
		return nil, nil
	}
	entry = widgets.NewEscapeEntry(1, ds.leave)
	entry.SetPlaceHolder(hint)
	entry.SetText(text)
	entry.OnSubmitted = func(string) { ds.enter() }
	agree = ds.propose(title, container.NewVBox(entry), fyne.NewSize(380, 160), i18n.Text("Save"), func() { do(entry.Text) })
	ds.window.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	return entry, agree
}

// enter presses the default button of the topmost dialog. A focused button or text box
// gets Enter first.
func (ds *dialogs) enter() {
	if press := ds.onEnter[ds.window.Canvas().Overlays().Top()]; press != nil {
		press()
	}
}

// scrolled returns content that scrolls if it has too little room, and the size of a
// dialog that shows all of it.
func scrolled(content fyne.CanvasObject) (fyne.CanvasObject, fyne.Size) {
	padded := container.New(layout.NewCustomPaddedLayout(0, 0, 0, dialogGutter), content)
	return newFormScroll(container.NewVScroll(padded)), padded.MinSize().AddWidthHeight(dialogAround, dialogAbove)
}

// reveal scrolls no further than needed to show an object of a scroll container.
func reveal(o fyne.CanvasObject, in *container.Scroll) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(in).Y
	if below := top + o.Size().Height - in.Size().Height; below > 0 {
		in.ScrollToOffset(fyne.NewPos(0, in.Offset.Y+below))
	} else if top < 0 {
		in.ScrollToOffset(fyne.NewPos(0, in.Offset.Y+top))
	}
}

// formScroll lays out a scroll container and the wheel above it.
type formScroll struct {
	scroll *container.Scroll
	wheel  *widgets.Wheel
}

// newFormScroll returns a scroll container that the mouse wheel scrolls wherever the pointer
// is: a text box below it would keep the turns of the wheel to itself. A text box gets them
// if all of the content is in sight.
func newFormScroll(scroll *container.Scroll) fyne.CanvasObject {
	wheel := widgets.NewWheel(func(e *fyne.ScrollEvent) {
		scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, widgets.InSteps(e.Scrolled.DY, dialogNotch))})
	})
	return container.New(formScroll{scroll, wheel}, scroll, wheel)
}

// Layout is called by Fyne.
func (f formScroll) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	f.wheel.Hidden = f.scroll.Content.MinSize().Height <= size.Height
}

// MinSize is called by Fyne.
func (f formScroll) MinSize([]fyne.CanvasObject) fyne.Size { return f.scroll.MinSize() }
