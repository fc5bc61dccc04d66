package edit

import "fyne.io/fyne/v2"

// shares lays out objects side by side, each with its share of the width.
type shares []float32

// shareGap is the gap between two objects, in pixels.
const shareGap = 12

// Layout is called by Fyne.
func (s shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var all float32
	for _, share := range s {
		all += share
	}
	unit := (size.Width - shareGap*float32(len(s)-1)) / all
	var x float32
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(unit*s[i], size.Height))
		x += unit*s[i] + shareGap
	}
}

// MinSize is called by Fyne.
func (s shares) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	for _, o := range objects {
		min = fyne.NewSize(min.Width+o.MinSize().Width, fyne.Max(min.Height, o.MinSize().Height))
	}
	return min.AddWidthHeight(shareGap*float32(len(s)-1), 0)
}
