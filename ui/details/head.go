package details

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

// head is the row of buttons for the selected books. It stays in sight while the pane is
// scrolled.
type head struct {
	*fyne.Container
	play, edit, more *widgets.EscapeButton
}

// newHead makes the head, hidden.
func (d *Pane) newHead() head {
	button := func(text string, icon fyne.Resource, do func()) *widgets.EscapeButton {
		b := widgets.NewEscapeButton(text, do, func() { d.OnLeave() })
		b.Icon = icon
		return b
	}
	h := head{
		play: button(i18n.Text("Play"), theme.MediaPlayIcon(), func() { d.OnOpen() }),
		edit: button(i18n.Text("Edit…"), nil, func() { d.OnEdit() }),
	}
	h.more = button("", theme.MoreHorizontalIcon(), func() {
		below := fyne.NewPos(0, h.more.Size().Height)
		d.OnMore(fyne.CurrentApp().Driver().AbsolutePositionForObject(h.more).Add(below))
	})
	h.play.Importance = widget.HighImportance
	row := container.New(headRow{h, h.play.Text, h.play.MinSize().Width}, h.play, h.edit, h.more)
	h.Container = container.NewVBox(container.New(layout.NewCustomPaddedLayout(10, 4, margin, margin), row), widget.NewSeparator())
	h.Hide()
	return h
}

// hasFocus reports whether one of the buttons has the focus.
func (h *head) hasFocus() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(h.play)
	if c == nil {
		return false
	}
	f := c.Focused()
	return f == fyne.Focusable(h.play) || f == fyne.Focusable(h.edit) || f == fyne.Focusable(h.more)
}

// headRow is the layout of the buttons. In a narrow pane Play has only its icon, and if that
// is not enough, Edit is left out: the menu of the last button has it, too.
type headRow struct {
	head  head
	word  string  // on Play
	whole float32 // the width of Play with its word
}

// MinSize is called by Fyne.
func (r headRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return r.head.more.MinSize().AddWidthHeight(r.head.more.MinSize().Width+theme.Padding(), 0)
}

// Layout is called by Fyne.
func (r headRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	h, gap, word := r.head, theme.Padding(), r.word
	edit, more := h.edit.MinSize().Width, h.more.MinSize().Width
	if r.whole+edit+more+2*gap > size.Width {
		word = ""
	}
	if word != h.play.Text {
		h.play.SetText(word)
	}
	play := h.play.MinSize().Width
	h.edit.Hidden = play+edit+more+2*gap > size.Width
	place := func(b *widgets.EscapeButton, x, width float32) {
		b.Move(fyne.NewPos(x, 0))
		b.Resize(fyne.NewSize(width, size.Height))
	}
	place(h.play, 0, play)
	place(h.edit, play+gap, edit)
	place(h.more, size.Width-more, more)
}
