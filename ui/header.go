package ui

import (
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"github.com/dustin/go-humanize"

	"lectern/library"
	"lectern/library/view"
)

// rateAfter is how long a stretch of work must have gone on before a rate and
// a time left say anything.
const rateAfter = time.Second

// headline says how much of the library is in sight and how far the work is. It
// is empty while there is nothing to count. files is whether every file has a
// row of its own.
func headline(v *view.View, s *library.Status, files bool, now time.Time) string {
	if v.Total() == 0 && v.Len() == 0 {
		return ""
	}
	total, hidden := v.Total(), 0
	if v.Query.FindsHidden() {
		hidden = v.Hidden
	}
	total += hidden
	one, many := "book", "books"
	if files {
		one, many = "file", "files"
	}
	text := fmt.Sprintf("%s of %s visible", figures(v.Len()), count(total, one, many))
	if w := s.Probing; w.Done > w.Failed {
		text += fmt.Sprintf(" · %s read in %s", figures(w.Done-w.Failed), seconds(w.Elapsed(now)))
	}
	if n := v.Counts.Failed; n > 0 {
		text += fmt.Sprintf(" · %s faulty", humanize.Comma(int64(n)))
	}
	if n := v.Counts.Missing; n > 0 {
		text += fmt.Sprintf(" · %s missing", figures(n))
	}
	if hidden > 0 {
		text += fmt.Sprintf(" · %s hidden", figures(hidden))
	}
	return text
}

// pace says what is going on: the rate and the time left while files are being
// read. It is empty when nothing is.
func pace(s *library.Status, now time.Time) string {
	w := s.Probing
	elapsed := w.Elapsed(now)
	switch {
	case s.Stopped && !s.Busy():
		return "stopped · Rescan goes on from here"
	case w.Running() && elapsed >= rateAfter && w.Done > 0:
		rate := float64(w.Done) / elapsed.Seconds()
		left := time.Duration(float64(w.Total-w.Done) / rate * float64(time.Second))
		if s.Scanning {
			return fmt.Sprintf("%s a second · still looking for files", figure(rate))
		}
		return fmt.Sprintf("%s a second · %s left", figure(rate), about(left))
	case w.Running():
		return "reading"
	case s.Scanning:
		return "looking for files"
	case s.Measuring > 0:
		return "counting " + count(s.Measuring, "length", "lengths") + " exactly"
	default:
		return ""
	}
}

// count is a number with its noun.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figures(n) + " " + many
}

// figures are a number's, in groups.
func figures(n int) string { return humanize.Comma(int64(n)) }

// figure is a rate with as many places as help.
func figure(rate float64) string {
	if rate < 10 {
		return fmt.Sprintf("%.1f", rate)
	}
	return humanize.Comma(int64(rate + 0.5))
}

// seconds is a running clock: "3.2 s", "1 min 05 s", "2 h 03 min".
func seconds(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Truncate(100*time.Millisecond).Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %02d s", int(d.Minutes()), int(d.Seconds())%60)
	default:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

// about is a time left; nobody wants its tenths.
func about(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()+0.999))
	case d < time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()+0.999))
	default:
		return fmt.Sprintf("%d h %02d min", int(d.Hours()), int(d.Minutes())%60)
	}
}

// header shows the headline, the pace and a thin bar of progress.
type header struct {
	widget.BaseWidget
	left, right *canvas.Text
	track, fill *canvas.Rectangle
	done        float32 // 0 … 1; below 0 nothing is going on
	headline    string
	selected    int // books
}

func newHeader() *header {
	h := &header{
		left:  canvas.NewText("", color.Black),
		right: canvas.NewText("", color.Black),
		track: canvas.NewRectangle(color.Transparent),
		fill:  canvas.NewRectangle(color.Transparent),
		done:  -1,
	}
	h.left.TextSize, h.right.TextSize = 13, 13
	h.right.Alignment = fyne.TextAlignTrailing
	h.track.CornerRadius, h.fill.CornerRadius = progressHeight/2, progressHeight/2
	h.ExtendBaseWidget(h)
	return h
}

// show draws what has changed.
func (h *header) show(v *view.View, s *library.Status, files bool, now time.Time) {
	h.headline = headline(v, s, files, now)
	left, right, done := h.line(), pace(s, now), float32(-1)
	if s.Busy() {
		done = float32(s.Probing.Done) / float32(max(s.Probing.Total, 1))
	}
	if left == h.left.Text && right == h.right.Text && done == h.done {
		return
	}
	h.left.Text, h.right.Text, h.done = left, right, done
	h.Refresh()
}

// line is the headline, and before it how many books are selected, if several.
func (h *header) line() string {
	if h.selected < 2 {
		return h.headline
	}
	return figures(h.selected) + " selected · " + h.headline
}

// pick takes note of how many books are selected.
func (h *header) pick(n int) {
	h.selected = n
	if line := h.line(); line != h.left.Text {
		h.left.Text = line
		h.Refresh()
	}
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
	// Where both do not fit the pace gives way.
	h.right.Hidden = h.left.MinSize().Width+h.right.MinSize().Width+3*cellMargin > size.Width
	height := h.left.MinSize().Height
	y := (headerLine - height) / 2
	h.left.Move(fyne.NewPos(cellMargin, y))
	h.left.Resize(fyne.NewSize(size.Width-2*cellMargin, height))
	h.right.Move(fyne.NewPos(cellMargin, y))
	h.right.Resize(fyne.NewSize(size.Width-2*cellMargin, height))
	width := size.Width - 2*cellMargin
	h.track.Move(fyne.NewPos(cellMargin, headerLine))
	h.track.Resize(fyne.NewSize(width, progressHeight))
	h.fill.Move(fyne.NewPos(cellMargin, headerLine))
	h.fill.Resize(fyne.NewSize(width*max(0, min(h.done, 1)), progressHeight))
}

func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(200, headerLine+progressHeight+4) }

func (r *headerRenderer) Refresh() {
	h, variant := r.h, fyne.CurrentApp().Settings().ThemeVariant()
	th := h.Theme()
	h.left.Color = th.Color(theme.ColorNameForeground, variant)
	h.right.Color = th.Color(theme.ColorNamePlaceHolder, variant)
	h.track.FillColor = th.Color(colorTrack, variant)
	h.fill.FillColor = th.Color(theme.ColorNamePrimary, variant)
	h.track.Hidden, h.fill.Hidden = h.done < 0, h.done <= 0
	r.Layout(h.Size())
	canvas.Refresh(h)
}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.left, r.h.right, r.h.track, r.h.fill}
}

func (r *headerRenderer) Destroy() {}
