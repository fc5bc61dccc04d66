package ui

import (
	"cmp"
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// statusLine is the line at the bottom of the window: the headline with its links and,
// while there is work, the pace, a progress bar and Cancel.
type statusLine struct {
	widget.BaseWidget
	left, right *canvas.Text
	links       []*widgets.Link // made as they are needed
	track, fill *canvas.Rectangle
	edge        *canvas.Rectangle
	cancel      *widgets.ToolButton
	done        done
	act         *widgets.Link // what the user can do about done
	pace        string
	progress    progress
	headline    words.Headline
	chosen      string // the headline of several selected books, "" if at most one is selected
	shown       words.Headline

	onLink func(is string) // searches the books that a link is about
}

// done says what a command did, with the text of a link to the opposite command. The zero
// value says nothing.
type done struct{ text, link string }

// progress is how much of the work is done.
type progress struct {
	busy bool
	done float32 // 0 to 1, if the amount of work is known
	turn float32 // 0 to 1, the position of the moving part if it is not
	open bool    // the amount of work is unknown
}

// turnTime is how long the moving part takes from left to right and back again.
const turnTime = 3 * time.Second

// progressOf returns the progress of a status. While folders are being scanned the amount of
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

const statusSize = 12.5 // of the text

// newStatusLine makes an empty line. cancel stops the work.
func newStatusLine(cancel func(), onLink func(is string)) *statusLine {
	rectangle := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	l := &statusLine{
		left: canvas.NewText("", color.Black), right: canvas.NewText("", color.Black),
		track: rectangle(), fill: rectangle(), edge: rectangle(),
		cancel: widgets.NewToolButton(nil, i18n.Text("Cancel"), "", cancel), act: widgets.NewSizedLink(statusSize, nil), onLink: onLink,
	}
	l.left.TextSize, l.right.TextSize = statusSize, statusSize
	l.track.CornerRadius, l.fill.CornerRadius = progressHeight/2, progressHeight/2
	l.cancel.Raised = true
	l.ExtendBaseWidget(l)
	return l
}

// show draws what has changed.
func (l *statusLine) show(v *view.View, s *library.Status, files bool, now time.Time) {
	l.headline = words.HeadlineOf(v, files)
	l.draw(words.Pace(s, now), progressOf(s, now))
}

func (l *statusLine) draw(pace string, p progress) {
	line := l.line()
	right := cmp.Or(l.done.text, pace)
	if line.Text == l.shown.Text && slices.Equal(line.States, l.shown.States) && pace == l.pace && right == l.right.Text && l.act.Text == l.done.link && p == l.progress {
		return
	}
	l.shown, l.left.Text, l.right.Text, l.pace, l.progress = line, line.Text, right, pace, p
	l.act.SetText(l.done.link)
	for i, s := range line.States {
		if i == len(l.links) {
			l.links = append(l.links, widgets.NewSizedLink(statusSize, nil))
		}
		l.links[i].OnTapped = func() { l.onLink(s.Is) }
		l.links[i].SetText(s.Text)
	}
	l.Refresh()
}

// line returns the headline of the selected books if several are selected, else of the view.
func (l *statusLine) line() words.Headline {
	if l.chosen != "" {
		return words.Headline{Text: l.chosen}
	}
	return l.headline
}

// pick sets the headline of several selected books, "" for one or none.
func (l *statusLine) pick(chosen string) {
	l.chosen = chosen
	l.draw(l.pace, l.progress)
}

// say says what a command did, in place of the pace; the link calls act.
func (l *statusLine) say(what done, act func()) {
	l.done, l.act.OnTapped = what, act
	l.draw(l.pace, l.progress)
}

// CreateRenderer is called by Fyne.
func (l *statusLine) CreateRenderer() fyne.WidgetRenderer {
	r := &statusRenderer{l}
	r.ink()
	return r
}

type statusRenderer struct{ l *statusLine }

// Sizes in pixels.
const (
	statusHeight   = 30
	statusMargin   = 12
	progressHeight = 4
	progressWidth  = 140
)

// Layout fills the line from both ends. If there is not enough room, the pace is left
// out, then links. What a command did takes the room of links.
func (r *statusRenderer) Layout(size fyne.Size) {
	l := r.l
	l.edge.Resize(fyne.NewSize(size.Width, 1))
	middle := func(o fyne.CanvasObject, x, width, height float32) {
		o.Move(fyne.NewPos(x, (size.Height-height+1)/2))
		o.Resize(fyne.NewSize(width, height))
	}
	right := size.Width - statusMargin
	l.cancel.Hidden, l.track.Hidden = !l.progress.busy, !l.progress.busy
	l.fill.Hidden = !l.progress.busy || !l.progress.open && l.progress.done <= 0
	if l.progress.busy {
		min := l.cancel.MinSize()
		right -= min.Width
		middle(l.cancel, right, min.Width, min.Height)
		right -= statusMargin + progressWidth
		middle(l.track, right, progressWidth, progressHeight)
		at, fill := float32(right), progressWidth*max(0, fyne.Min(l.progress.done, 1))
		if l.progress.open {
			fill = progressWidth / 4
			at += (progressWidth - fill) * l.progress.turn
		}
		middle(l.fill, at, fill, progressHeight)
		right -= statusMargin
	}
	pace := l.right.MinSize()
	l.act.Hidden = l.done.link == ""
	if l.done.text != "" {
		act := l.act.MinSize()
		right -= act.Width
		middle(l.act, right, act.Width, act.Height)
		right -= pace.Width
		middle(l.right, right, pace.Width, pace.Height)
		right -= statusMargin
	}
	left := l.left.MinSize()
	middle(l.left, statusMargin, left.Width, left.Height)
	x := statusMargin + left.Width
	for i, link := range l.links {
		min := link.MinSize()
		link.Hidden = i >= len(l.shown.States) || x+min.Width > right
		if !link.Hidden {
			middle(link, x, min.Width, min.Height)
			x += min.Width - statusMargin/2
		}
	}
	if l.done.text != "" {
		l.right.Hidden = x > right
		l.act.Hidden = l.right.Hidden
		return
	}
	l.right.Hidden = x+statusMargin+pace.Width > right
	middle(l.right, right-pace.Width, pace.Width, pace.Height)
}

func (r *statusRenderer) MinSize() fyne.Size { return fyne.NewSize(200, statusHeight) }

func (r *statusRenderer) Refresh() {
	r.ink()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *statusRenderer) ink() {
	l, variant := r.l, fyne.CurrentApp().Settings().ThemeVariant()
	th := l.Theme()
	l.left.Color = th.Color(theme.ColorNameForeground, variant)
	l.right.Color = th.Color(theme.ColorNamePlaceHolder, variant)
	l.track.FillColor = th.Color(widgets.ColorTrack, variant)
	l.fill.FillColor = th.Color(theme.ColorNamePrimary, variant)
	l.edge.FillColor = th.Color(theme.ColorNameSeparator, variant)
}

func (r *statusRenderer) Objects() []fyne.CanvasObject {
	l := r.l
	objects := []fyne.CanvasObject{l.edge, l.left, l.right, l.act, l.track, l.fill, l.cancel}
	for _, link := range l.links {
		objects = append(objects, link)
	}
	return objects
}

func (r *statusRenderer) Destroy() {}
