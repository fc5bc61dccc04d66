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
	"lectern/library/book"
	"lectern/library/view"
)

// rateAfter is how long a stretch of work must have gone on before a rate and
// a time left say anything.
const rateAfter = time.Second

// headline says how much of the library is in sight and what it comes to. What
// it counts is in sight, too: "missing" are as many as "is:missing" would leave of it.
// It is empty while there is nothing to count. files is whether every file has a row
// of its own.
func headline(v *view.View, files bool) string {
	if v.Total() == 0 && v.Len() == 0 {
		return ""
	}
	total := v.Total()
	if v.Query.FindsHidden() {
		total += v.Hidden
	}
	one, many := "book", "books"
	if files {
		one, many = "file", "files"
	}
	text := count(total, one, many)
	all := v.Len() == total
	if !all {
		text = figures(v.Len()) + " of " + text
	}
	sum := v.Shown
	tell := func(what string) {
		if what != "" {
			text += " · " + what
		}
	}
	tell(hours(sum.Duration))
	if all {
		tell(bytes(sum.Size))
	}
	for _, c := range []struct {
		n    int
		what string
	}{
		{sum.Faulty, "can’t be read"}, {sum.Protected, "copy-protected"}, {sum.Missing, "missing"}, {sum.Offline, "offline"}, {sum.Hidden, "removed"},
	} {
		if c.n > 0 {
			tell(figures(c.n) + " " + c.what)
		}
	}
	return text
}

// selectionLine is what several selected books come to.
func selectionLine(n int, sum view.Totals) string {
	text := figures(n) + " selected"
	for _, what := range []string{book.Length(sum.Duration), bytes(sum.Size)} {
		if what != "" {
			text += " · " + what
		}
	}
	return text
}

// manyHours is the length from which nobody asks for minutes.
const manyHours = 10 * time.Hour

// hours is a long time, "" for none.
func hours(d time.Duration) string {
	if d < manyHours {
		return book.Length(d)
	}
	return figures(int(d.Round(time.Hour)/time.Hour)) + " h"
}

// bytes is a size, "" for nothing.
func bytes(n int64) string {
	if n <= 0 {
		return ""
	}
	return humanize.Bytes(uint64(n))
}

// pace says what is going on: the rate and the time left while files are being
// read. It is empty when nothing is.
func pace(s *library.Status, now time.Time) string {
	w := s.Probing
	elapsed := w.Elapsed(now)
	switch {
	case s.Stopped && !s.Busy():
		return "Stopped. Rescan continues where it left off."
	case w.Running() && elapsed >= rateAfter && w.Done > 0:
		rate := float64(w.Done) / elapsed.Seconds()
		left := time.Duration(float64(w.Total-w.Done) / rate * float64(time.Second))
		if s.Scanning {
			return figure(rate) + " files/s · still looking for files"
		}
		return figure(rate) + " files/s · " + about(left) + " left"
	case w.Running():
		return "Reading files"
	case s.Scanning:
		return "Looking for files"
	case s.Measuring > 0:
		return "Measuring the exact length of " + count(s.Measuring, "file", "files")
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
	progress    progress
	headline    string
	chosen      string // what several selected books come to, in place of the headline
}

// progress is how far the work is.
type progress struct {
	busy bool
	done float32 // 0 … 1, where how much there is to do is known
	turn float32 // 0 … 1, where it is not: how far a part of the bar has moved
	open bool    // it is not known
}

// turnTime is how long that part takes from left to right and back.
const turnTime = 3 * time.Second

// progressOf is how far the work is. While folders are still being walked nobody
// knows how much there is to do, and the bar fills for nothing.
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
	h.headline = headline(v, files)
	h.draw(h.line(), pace(s, now), progressOf(s, now))
}

func (h *header) draw(left, right string, p progress) {
	if left == h.left.Text && right == h.right.Text && p == h.progress {
		return
	}
	h.left.Text, h.right.Text, h.progress = left, right, p
	h.Refresh()
}

// line is what several selected books come to, else the headline.
func (h *header) line() string {
	if h.chosen != "" {
		return h.chosen
	}
	return h.headline
}

// pick takes note of what several selected books come to, "" for no more than one.
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
	left, fill := float32(cellMargin), width*max(0, min(h.progress.done, 1))
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
	h.track.FillColor = th.Color(colorTrack, variant)
	h.fill.FillColor = th.Color(theme.ColorNamePrimary, variant)
	h.track.Hidden, h.fill.Hidden = !h.progress.busy, !h.progress.open && h.progress.done <= 0
	r.Layout(h.Size())
	canvas.Refresh(h)
}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.h.left, r.h.right, r.h.track, r.h.fill}
}

func (r *headerRenderer) Destroy() {}
