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
	row := container.NewBorder(nil, nil, container.NewHBox(h.play, h.edit), h.more)
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
