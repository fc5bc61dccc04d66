package notices

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// mostBars is how many notices are shown at once; the others wait.
const mostBars = 2

// Bars shows notices below the books. The bars cover nothing and do not wait for an
// answer, and no row moves under the pointer when one appears. The container is always
// visible, but has no size while there is no notice: the toolkit does not lay out or
// paint the surroundings of a container that is shown or hidden.
type Bars struct {
	*fyne.Container
	bars  [mostBars]*bar
	away  map[string]Notice // the notices that the user dismissed, by key
	all   []Notice
	shown []Notice // the first of all, as they are shown
	act   func(n Notice, action string)
}

// NewBars makes bars without notices. act is called with the action of a pressed button,
// or with "" when the user dismisses a notice.
func NewBars(act func(n Notice, action string)) *Bars {
	b := &Bars{Container: container.New(stacked{}), act: act, away: map[string]Notice{}}
	for i := range b.bars {
		b.bars[i] = newBar(b.answer)
		b.Add(b.bars[i])
	}
	return b
}

// answer handles the button of a notice.
func (b *Bars) answer(n Notice, action string) {
	if action == "" {
		b.away[n.Key] = n
	}
	b.act(n, action)
	b.Set(b.all)
}

// Set shows the first of these notices that the user has not dismissed.
func (b *Bars) Set(all []Notice) {
	b.all = all
	// A dismissed notice that has ended is shown when it comes back. Each scan of a
	// root ends the root's notices for a moment, so these stay dismissed.
	maps.DeleteFunc(b.away, func(key string, was Notice) bool {
		return was.Root == "" && !slices.ContainsFunc(all, func(n Notice) bool { return n.Key == key })
	})
	var shown []Notice
	for _, one := range all {
		_, put := b.away[one.Key]
		if len(shown) < mostBars && (one.Key == "" || !put) {
			shown = append(shown, one)
		}
	}
	if slices.Equal(shown, b.shown) {
		return
	}
	b.shown = shown
	for i, one := range shown {
		b.bars[i].show(one)
	}
	for _, unused := range b.bars[len(shown):] {
		unused.Hide()
	}
	b.Refresh() // a bar that is shown for the first time has no canvas, and cannot ask for a repaint
}

// stacked lays out bars one below the other, with a margin around them.
type stacked struct{}

// barGap is the gap between two bars, and barMargin the margin around them, in pixels.
const barGap, barMargin = 4, 8

// Layout is called by Fyne.
func (stacked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(barGap)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(barMargin, y))
		height := heightFor(o, size.Width-2*barMargin)
		o.Resize(fyne.NewSize(size.Width-2*barMargin, height))
		y += height + barGap
	}
}

// MinSize is called by Fyne.
func (stacked) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	for _, o := range objects {
		if o.Visible() {
			min.Width = fyne.Max(min.Width, o.MinSize().Width+2*barMargin)
			min.Height += o.MinSize().Height + barGap
		}
	}
	if min.Height > 0 {
		min.Height += barMargin
	}
	return min
}

// heightFor gives an object a width, and returns the height that it then needs.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	o.Resize(fyne.NewSize(width, o.Size().Height))
	return o.MinSize().Height
}

// Above is the layout of the books above the bars: the books, the first object, get the
// height that the bars leave.
type Above struct{}

// Layout is called by Fyne.
func (Above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	below := heightFor(objects[1], size.Width)
	objects[0].Resize(size.SubtractWidthHeight(0, below))
	objects[1].Move(fyne.NewPos(0, size.Height-below))
	objects[1].Resize(fyne.NewSize(size.Width, below))
}

// MinSize is called by Fyne.
func (Above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	books, bars := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(books.Width, bars.Width), books.Height+bars.Height)
}

// ShowAgain undoes the dismissal of the notice with a key.
func (b *Bars) ShowAgain(key string) { delete(b.away, key) }

const (
	barHeight = 44 // two lines, or a button, and room around them
	barEdge   = 4  // above and below three lines, at least
	barIcon   = 18
	textLeft  = widgets.Margin + barIcon + 12
)

// bar shows one notice: its text in up to three lines, with a tip if that is not enough, and its
// buttons.
type bar struct {
	widget.BaseWidget
	shown   Notice
	surface *widgets.Background
	icon    *widget.Icon
	lines   [3]*widgets.Text
	buttons [len(Notice{}.Actions)]*widgets.Button
	away    *widgets.Button
}

var _ desktop.Hoverable = (*bar)(nil)

func newBar(act func(n Notice, action string)) *bar {
	b := &bar{
		surface: widgets.NewFrame(theme.ColorNameInputBorder, 6),
		icon:    widget.NewIcon(nil),
		lines:   [3]*widgets.Text{widgets.NewText(13), widgets.NewText(widgets.CaptionSize), widgets.NewText(widgets.CaptionSize)},
	}
	for i := range b.buttons {
		b.buttons[i] = widgets.NewButton("", nil, func() { act(b.shown, b.shown.Actions[i]) })
	}
	b.away = widgets.NewButton("", theme.CancelIcon(), func() { act(b.shown, "") })
	b.away.Importance = widget.LowImportance
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

func (b *bar) show(n Notice) {
	if n != b.shown {
		b.shown = n
		for i, action := range n.Actions {
			b.buttons[i].SetText(i18n.Text(action))
			b.buttons[i].Hidden = action == ""
		}
		b.away.Hidden = n.Key == ""
		b.Refresh()
	}
	b.Show()
}

// MouseIn is called by Fyne.
func (b *bar) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved shows what is cut off.
func (b *bar) MouseMoved(e *desktop.MouseEvent) {
	widgets.Hover(b, e.AbsolutePosition, widgets.CutLines(b.lines[0], b.lines[1], b.lines[2]))
}

// MouseOut is called by Fyne.
func (b *bar) MouseOut() { widgets.Leave(b) }

// CreateRenderer is called by Fyne.
func (b *bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{b} }

type barRenderer struct{ b *bar }

// Layout puts the buttons at the right, and gives the text the remaining width.
func (r *barRenderer) Layout(size fyne.Size) {
	b := r.b
	b.surface.Resize(size)
	b.icon.Resize(fyne.NewSquareSize(barIcon))
	b.icon.Move(fyne.NewPos(widgets.Margin+2, (size.Height-barIcon)/2))
	right := size.Width - 4
	place := func(button *widgets.Button) {
		if button.Hidden {
			return
		}
		min := button.MinSize()
		right -= min.Width
		button.Resize(min)
		button.Move(fyne.NewPos(right, (size.Height-min.Height)/2))
		right -= 4
	}
	place(b.away)
	for i := len(b.buttons) - 1; i >= 0; i-- {
		place(b.buttons[i])
	}
	th, variant := b.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	room, tone := b.room(size.Width), words.Plain
	y := (size.Height - b.textHeight(room)) / 2
	for i, text := range b.texts(room) {
		line := b.lines[i]
		line.Set(text, room, widgets.ToneColor(th, variant, tone))
		line.Canvas.Move(fyne.NewPos(textLeft, y))
		line.Canvas.Resize(fyne.NewSize(room, line.Height))
		y += line.Height + widgets.LineGap
		tone = words.Muted
	}
}

// room returns the width that the buttons of a bar leave for its text.
func (b *bar) room(width float32) float32 {
	right := width - 4
	for _, button := range append(b.buttons[:], b.away) {
		if !button.Hidden {
			right -= button.MinSize().Width + 4
		}
	}
	return max(0, right-textLeft-4)
}

// texts returns the text of a notice in the lines that the room asks for.
func (b *bar) texts(room float32) [3]string {
	broken := func(i int, s string) (first, rest string) {
		return wrap(s, room, func(s string) float32 {
			return fyne.MeasureText(s, b.lines[i].Canvas.TextSize, b.lines[i].Canvas.TextStyle).Width
		})
	}
	first, rest := broken(0, b.shown.Text)
	switch {
	case rest == "":
		rest = b.shown.Why
	case b.shown.Why != "":
		return [3]string{first, rest, b.shown.Why}
	}
	second, third := broken(1, rest)
	return [3]string{first, second, third}
}

// textHeight returns the height of the lines that are not empty.
func (b *bar) textHeight(room float32) (height float32) {
	for i, text := range b.texts(room) {
		if text != "" {
			height += b.lines[i].Height + widgets.LineGap
		}
	}
	return height - widgets.LineGap
}

// MinSize leaves room for the lines that the bar has at its width.
func (r *barRenderer) MinSize() fyne.Size {
	min := fyne.NewSize(200, barHeight)
	if width := r.b.Size().Width; width > 0 {
		min.Height = fyne.Max(min.Height, r.b.textHeight(r.b.room(width))+2*barEdge)
	}
	return min
}

func (r *barRenderer) Refresh() {
	b := r.b
	b.icon.SetResource(theme.NewWarningThemedResource(theme.WarningIcon()))
	if b.shown.Calm || b.shown.Key == RemovedKey {
		b.icon.SetResource(theme.InfoIcon())
	}
	b.surface.Refresh()
	r.Layout(b.Size())
	canvas.Refresh(b)
}

func (r *barRenderer) Objects() []fyne.CanvasObject {
	b := r.b
	objects := []fyne.CanvasObject{b.surface, b.icon, b.lines[0].Canvas, b.lines[1].Canvas, b.lines[2].Canvas, b.away}
	for _, button := range b.buttons {
		objects = append(objects, button)
	}
	return objects
}

func (r *barRenderer) Destroy() {}

// wrap splits a text that does not fit into the room, after the last word that fits, or within
// the first word if that is too long, as a path or a sentence in Chinese may be.
func wrap(s string, room float32, measure func(string) float32) (first, rest string) {
	if measure(s) <= room {
		return s, ""
	}
	cut := 0
	for i, r := range s {
		if r == ' ' {
			if measure(s[:i]) > room {
				break
			}
			cut = i
		}
	}
	if cut == 0 {
		cut = lettersThatFit(s, room, measure)
	}
	if cut == 0 {
		return s, ""
	}
	return s[:cut], strings.TrimSpace(s[cut:])
}

// lettersThatFit returns where the letters at the beginning of a text that fit into the room
// end. It measures few texts and no long one, because measuring takes long.
func lettersThatFit(s string, room float32, measure func(string) float32) (end int) {
	var ends []int
	for i := range s {
		ends = append(ends, i)
	}
	tooMany := func(n int) bool { return n >= len(ends) || measure(s[:ends[n]]) > room }
	most := 1
	for !tooMany(most) {
		most *= 2
	}
	return ends[max(0, sort.Search(most, tooMany)-1)]
}
