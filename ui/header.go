package ui

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// header shows the headline, the pace and a thin progress bar.
type header struct {
	widget.BaseWidget
	left, right *canvas.Text
	track, fill *canvas.Rectangle
	progress    progress
	headline    string
	chosen      string // the headline of several selected books, "" if at most one is selected
}

// progress is how much of the work is done.
type progress struct {
	busy bool
	done float32 // 0 to 1, if the amount of work is known
	turn float32 // 0 to 1, the position of the moving part if it is not
	open bool    // the amount of work is unknown
}

// turnTime is how long the moving part takes from left to right and back again.
const turnTime = 3 * time.Second

// progressOf is the progress of a status. While folders are being scanned the amount of
// work is unknown, and the bar moves instead of filling.
func progressOf(s *library.Status, now time.Time) progress {
	switch {
	case !s.Busy():
		return progress{}
	case s.Scanning || s.Restoring || s.Probing.Total == 0:
		at := float32(now.UnixNano()%int64(turnTime)) / float32(turnTime)
		return progress{busy: true, open: true, turn: 1 - max(2*at-1, 1-2*at)}
	default:
		return progress{busy: true, done: float32(s.Probing.Done) / float32(s.Probing.Total)}
	}
}

func newHeader() *header {
	h := &header{
		left:  canvas.NewText("", color.Black),
		right: canvas.NewText("", color.Black),
		track: canvas.NewRectangle(color.Transparent),
		fill:  canvas.NewRectangle(color.Transparent),
	}
	h.left.TextSize, h.right.TextSize = 13, 13
	h.right.Alignment = fyne.TextAlignTrailing
	h.track.CornerRadius, h.fill.CornerRadius = progressHeight/2, progressHeight/2
	h.ExtendBaseWidget(h)
	return h
}

// show draws what has changed.
func (h *header) show(v *view.View, s *library.Status, files bool, now time.Time) {
	h.headline = words.Headline(v, files)
	h.draw(h.line(), words.Pace(s, now), progressOf(s, now))
}

func (h *header) draw(left, right string, p progress) {
	if left == h.left.Text && right == h.right.Text && p == h.progress {
		return
	}
	h.left.Text, h.right.Text, h.progress = left, right, p
	h.Refresh()
}

// line is the headline of the selected books if several are selected, else of the view.
func (h *header) line() string {
	if h.chosen != "" {
		return h.chosen
	}
	return h.headline
}

// pick sets the headline of several selected books, "" for one or none.
func (h *header) pick(chosen string) {
	h.chosen = chosen
	h.draw(h.line(), h.right.Text, h.progress)
}

// CreateRenderer is called by Fyne.
func (h *header) CreateRenderer() fyne.WidgetRenderer { return &headerRenderer{h} }

type headerRenderer struct{ h *header }

const (
	progressHeight = 3
	headerLine     = 26
)

func (r *headerRenderer) Layout(size fyne.Size) {
	h := r.h
	// If both do not fit, the pace is hidden.
	h.right.Hidden = h.left.MinSize().Width+h.right.MinSize().Width+3*widgets.Margin > size.Width
	height := h.left.MinSize().Height
	y := (headerLine - height) / 2
	h.left.Move(fyne.NewPos(widgets.Margin, y))
	h.left.Resize(fyne.NewSize(size.Width-2*widgets.Margin, height))
	h.right.Move(fyne.NewPos(widgets.Margin, y))
	h.right.Resize(fyne.NewSize(size.Width-2*widgets.Margin, height))
	width := size.Width - 2*widgets.Margin
	h.track.Move(fyne.NewPos(widgets.Margin, headerLine))
	h.track.Resize(fyne.NewSize(width, progressHeight))
	left, fill := float32(widgets.Margin), width*max(0, min(h.progress.done, 1))
	if h.progress.open {
		fill = width / 5
		left += (width - fill) * h.progress.turn
	}
	h.fill.Move(fyne.NewPos(left, headerLine))
	h.fill.Resize(fyne.NewSize(fill, progressHeight))
}

func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(200, headerLine+progressHeight+4) }

func (r *headerRenderer) Refresh() {
	h, variant := r.h, fyne.CurrentApp().Settings().ThemeVariant()
	th := h.Theme()
	h.left.Color = th.Color(theme.ColorNameForeground, variant)
	h.right.Color = th.Color(theme.ColorNamePlaceHolder, variant)
	h.track.FillColor = th.Color(widgets.ColorTrack, variant)
	h.fill.FillColor = th.Color(theme.ColorNamePrimary, variant)
	h.track.Hidden, h.fill.Hidden = !h.progress.busy, !h.progress.open && h.progress.done <= 0
	r.Layout(h.Size())
	canvas.Refresh(h)
}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.left, r.h.right, r.h.track, r.h.fill}
}

func (r *headerRenderer) Destroy() {}
