package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
)

// notice is a bar over the table with something the listener should know. It
// hides nothing and waits for nobody: it can be put away.
type notice struct {
	*fyne.Container
	label     *widget.Label
	text      string
	dismissed map[string]bool
}

func newNotice() *notice {
	n := &notice{label: widget.NewLabel(""), dismissed: map[string]bool{}}
	n.label.Truncation = fyne.TextTruncateEllipsis
	icon := widget.NewIcon(theme.NewWarningThemedResource(theme.WarningIcon()))
	away := widget.NewButtonWithIcon("", theme.CancelIcon(), func() {
		n.dismissed[n.text] = true
		n.Hide()
	})
	away.Importance = widget.LowImportance
	n.Container = container.NewStack(newSurface(theme.ColorNameButton, 6),
		container.New(layout.NewCustomPaddedLayout(0, 0, cellMargin, 0),
			container.NewBorder(nil, nil, icon, away, n.label)))
	n.Hide()
	return n
}

// show shows text, or nothing where it is empty or was put away.
func (n *notice) show(text string) {
	if text == n.text {
		return
	}
	n.text = text
	if text == "" || n.dismissed[text] {
		n.Hide()
		return
	}
	n.label.SetText(text)
	n.Show()
}

// warning is what the listener should know about the library, empty if there
// is nothing. ffprobe tells whether the program that reads files is there.
func warning(s *library.Status, ffprobe bool) string {
	if !ffprobe {
		return "ffmpeg is not installed. With it Lectern also reads the rarer formats, such as ape, mka, wv, mpc and ac3."
	}
	for _, r := range s.Roots {
		switch {
		case r.State == library.RootOffline:
			return printable(home(r.Path)) + " is offline: " + r.Reason + ". Its books stay listed."
		case r.Reason != "":
			return printable(home(r.Path)) + " could not be read: " + r.Reason + "."
		}
	}
	for _, r := range s.Roots {
		if n := len(r.Problems); n > 0 {
			p := r.Problems[0]
			text := printable(home(p.Path)) + " could not be read: " + p.Reason() + "."
			if n > 1 {
				text += " " + count(n-1, "more folder", "more folders") + " likewise."
			}
			return text
		}
	}
	if n := len(s.Notices); n > 0 {
		return s.Notices[n-1]
	}
	return ""
}
