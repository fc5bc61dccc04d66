package playbar

import (
	"image"
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/player"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	speedStep  = 0.05
	VolumeStep = 5                // percent
	sliderStep = 10 * time.Second // of an arrow key on the slider
)

// Bar shows the book that plays. UI goroutine only.
type Bar struct {
	widget.BaseWidget
	status *player.Status
	at     time.Duration // the time of the book that is shown
	author string

	ground         *canvas.Rectangle
	edge           *canvas.Rectangle
	cover          *widgets.Cover
	title, chapter *widgets.Text
	time, length   *widgets.Text
	buttons        []*widgets.ToolButton // from the previous chapter to the next
	play           *widgets.ToolButton   // one of buttons, between back and forward
	back, forward  *widgets.ToolButton
	speed, sleep   *widgets.ToolButton
	marks          *widgets.ToolButton
	mute           *widgets.ToolButton
	end            *widgets.ToolButton
	place, volume  *slider
	track, level   fyne.CanvasObject // around place and volume, for their colours
	unmuted        int               // the volume before it was muted

	OnToggle, OnPrevious, OnNext, OnClose func()
	OnBack, OnForward                     func()
	OnSkip                                func(by time.Duration) // from the slider
	OnSeek                                func(at time.Duration)
	OnSpeed                               func(speed float64)
	OnVolume                              func(percent int)
	OnLouder                              func(steps int)         // of VolumeStep
	OnSleep                               func() []*fyne.MenuItem // the menu of the sleep timer
	OnBookmarks                           func() []*fyne.MenuItem // the menu of the bookmarks
	OnBook                                func()                  // shows the book in the list
	OnKey                                 func(*fyne.KeyEvent)    // gets the keys that no part of the bar uses
}

var _ fyne.Tappable = (*Bar)(nil)

// New makes a hidden bar. The caller must set all its functions.
func New() *Bar {
	b := &Bar{
		status: &player.Status{Timeline: &player.Timeline{}}, ground: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil), cover: widgets.NewCover(),
		title: widgets.NewText(13.5), chapter: widgets.NewText(12), time: widgets.NewText(12), length: widgets.NewText(12),
	}
	b.title.SetStyle(13.5, true)
	b.time.Canvas.Alignment = fyne.TextAlignTrailing
	button := func(icon fyne.Resource, text, tip string, do func()) *widgets.ToolButton {
		t := widgets.NewToolButton(icon, text, tip, do)
		t.OnKey = func(e *fyne.KeyEvent) { b.OnKey(e) }
		return t
	}
	b.play = button(theme.MediaPlayIcon(), "", i18n.Text("Play or pause (Ctrl+P)"), func() { b.OnToggle() })
	b.play.Raised = true
	b.back = button(theme.MediaFastRewindIcon(), "", "", func() { b.OnBack() })
	b.forward = button(theme.MediaFastForwardIcon(), "", "", func() { b.OnForward() })
	b.buttons = []*widgets.ToolButton{
		button(theme.MediaSkipPreviousIcon(), "", i18n.Text("Previous chapter"), func() { b.OnPrevious() }),
		b.back,
		b.play,
		b.forward,
		button(theme.MediaSkipNextIcon(), "", i18n.Text("Next chapter"), func() { b.OnNext() }),
	}
	b.speed = button(nil, Speed(1), i18n.Text("Speed"), b.showSpeeds)
	b.speed.Menu = true
	b.sleep = button(widgets.SleepIcon, "", i18n.Text("Sleep timer"), func() { b.menu(b.sleep, b.OnSleep()) })
	b.marks = button(widgets.BookmarkIcon, "", i18n.Text("Bookmarks"), b.ShowBookmarks)
	b.mute = button(theme.VolumeUpIcon(), "", i18n.Text("Mute"), b.toggleMute)
	b.end = button(theme.CancelIcon(), "", i18n.Text("Close the player"), func() { b.OnClose() })
	b.place = newSlider(func(v float64) { b.draw(seconds(v)) }, func(v float64) { b.OnSeek(seconds(v)) })
	b.place.onStep = func(steps float64) { b.OnSkip(time.Duration(steps) * sliderStep) }
	b.volume = newSlider(func(v float64) { b.OnVolume(int(v)) }, func(float64) {})
	b.volume.onStep = func(steps float64) { b.OnLouder(int(steps)) }
	for _, s := range []*slider{b.place, b.volume} {
		s.onKey = func(e *fyne.KeyEvent) { b.OnKey(e) }
	}
	b.track, b.level = sliderTheme.Around(b.place), sliderTheme.Around(b.volume)
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// SetSkip says in the tooltips how far the buttons beside Play go.
func (b *Bar) SetSkip(by time.Duration) { b.back.Tip, b.forward.Tip = Back(by), Forward(by) }

// Back returns the command that goes back in a book.
func Back(by time.Duration) string {
	return i18n.Text("Back {{.Seconds}} seconds", "Seconds", int(by.Seconds()))
}

// Forward returns the command that goes forward in a book.
func Forward(by time.Duration) string {
	return i18n.Text("Forward {{.Seconds}} seconds", "Seconds", int(by.Seconds()))
}

func seconds(v float64) time.Duration { return time.Duration(v * float64(time.Second)) }

// Speed returns a speed in words.
func Speed(speed float64) string {
	hundredths, digits := int(math.Round(speed*100)), 2
	for ; digits > 0 && hundredths%10 == 0; digits-- {
		hundredths /= 10
	}
	return i18n.Text("{{.Speed}}×", "Speed", i18n.Decimal(speed, digits))
}

// Faster returns a speed that is so many steps faster.
func Faster(speed float64, steps int) float64 {
	return math.Round(speed/speedStep+float64(steps)) / math.Round(1/speedStep)
}

// SetBook shows the title of a book and its cover, nil for none.
func (b *Bar) SetBook(shown *book.Book, cover *image.RGBA) {
	b.author = i18n.List(shown.Authors...)
	b.cover.Set(cover, shown.Title, b.author)
}

// Set shows what the player does at a time of the book.
func (b *Bar) Set(s *player.Status, at time.Duration) {
	b.status = s
	b.place.set(at.Seconds(), max(1, s.Timeline.Length.Seconds()))
	b.volume.set(float64(s.Volume), player.FullVolume)
	icon := theme.MediaPlayIcon()
	if s.Playing {
		icon = theme.MediaPauseIcon()
	}
	redraw(b.play, icon, "")
	redraw(b.speed, nil, Speed(s.Speed))
	redraw(b.sleep, widgets.SleepIcon, sleepsIn(s.Sleep, time.Now()))
	b.sleep.SetOn(s.Sleep != player.Sleep{})
	redraw(b.mute, loudness(s.Volume), "")
	if !b.place.dragged {
		b.draw(at)
	}
}

// loudness returns the icon of a volume in percent. In a narrow window it is all that shows
// the volume.
func loudness(volume int) fyne.Resource {
	switch {
	case volume == 0:
		return theme.VolumeMuteIcon()
	case volume < player.FullVolume/2:
		return theme.VolumeDownIcon()
	}
	return theme.VolumeUpIcon()
}

// redraw draws a button if its icon or text has changed.
func redraw(t *widgets.ToolButton, icon fyne.Resource, text string) {
	if t.Icon != icon && (icon == nil || t.Icon == nil || t.Icon.Name() != icon.Name()) || t.Text != text {
		t.Icon, t.Text = icon, text
		t.Refresh()
	}
}

// draw shows a time of the book.
func (b *Bar) draw(at time.Duration) {
	b.at = at
	b.Refresh()
}

// line is the name of the chapter, with the time in it and its length.
func (b *Bar) line() string {
	t := b.status.Timeline
	i := t.Chapter(b.at)
	if i < 0 || len(t.Chapters) < 2 {
		return b.author
	}
	from, to := t.Bounds(b.at)
	return words.Clock(b.at-from) + " / " + words.Clock(to-from) + " · " + words.Chapter(t.Chapters, i)
}

// speeds are those in the menu.
var speeds = []float64{0.5, 0.75, 0.9, 1, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.75, 2, 2.5, 3, 3.5}

// showSpeeds opens the menu of speeds above its button.
func (b *Bar) showSpeeds() {
	now := b.status.Speed
	listed := speeds
	if i, found := slices.BinarySearch(speeds, now); !found {
		listed = slices.Insert(slices.Clone(speeds), i, now)
	}
	var items []*fyne.MenuItem
	for _, s := range listed {
		i := fyne.NewMenuItem(Speed(s), func() { b.OnSpeed(s) })
		i.Checked = s == now
		items = append(items, i)
	}
	b.menu(b.speed, items)
}

// ShowBookmarks opens the menu of the bookmarks above its button or, if there is no room
// for this button, above the one for the speed.
func (b *Bar) ShowBookmarks() {
	at := b.marks
	if !at.Visible() {
		at = b.speed
	}
	b.menu(at, b.OnBookmarks())
}

// menu opens a menu above a button. The toolkit moves it into the window.
func (b *Bar) menu(at *widgets.ToolButton, items []*fyne.MenuItem) {
	d := fyne.CurrentApp().Driver()
	widgets.ShowMenuAbove(d.CanvasForObject(b), d.AbsolutePositionForObject(at), items...)
}

// sleepsIn returns the minutes until the book pauses by itself, "" if it does not or if it
// waits for the end of a chapter.
func sleepsIn(s player.Sleep, now time.Time) string {
	if s.At.IsZero() {
		return ""
	}
	left := max(0, s.At.Sub(now))
	return i18n.Text("{{.Minutes}} min", "Minutes", int((left+time.Minute-1)/time.Minute))
}

func (b *Bar) toggleMute() {
	if b.status.Volume > 0 {
		b.unmuted = b.status.Volume
		b.OnVolume(0)
		return
	}
	if b.unmuted == 0 {
		b.unmuted = player.FullVolume / 2
	}
	b.OnVolume(b.unmuted)
}

// Tapped is called by Fyne, also for the parts without a use of their own.
func (b *Bar) Tapped(e *fyne.PointEvent) {
	if e.Position.X < b.title.Canvas.Position().X+b.title.Canvas.Size().Width {
		b.OnBook()
	}
}
