package ui

import (
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	progressAfter = time.Second            // shorter work ends before a dialog could be read
	progressEvery = 100 * time.Millisecond // between two steps of the bar
)

// progress shows a dialog with a bar and Cancel if work takes longer than progressAfter.
// done counts the books of total that are done or, if files is true, the files. later is that
// of tasks. Call hide once the work has ended. UI goroutine.
func (ds *dialogs) progress(later func(time.Duration, func()) (stop func()), title string, total int, files bool, done *atomic.Int64, cancel func()) (hide func()) {
	bar, text := widget.NewProgressBar(), widget.NewLabel("")
	bar.Max = float64(max(total, 1))
	bar.TextFormatter = func() string { return "" } // the text above says more
	d := ds.custom(title, container.NewVBox(text, bar))
	cancelled := false
	var stop, step func()
	step = func() {
		n := int(done.Load())
		if !cancelled {
			text.SetText(words.Shown(n, total, files))
			bar.SetValue(float64(n))
		}
		stop = later(progressEvery, step)
	}
	end := func() {
		cancelled = true
		text.SetText(i18n.Text("Cancelling…"))
		cancel()
	}
	shown := false
	stop = later(progressAfter, func() {
		shown = true
		button := widgets.NewButton(i18n.Text("Cancel"), nil, end)
		d.SetButtons([]fyne.CanvasObject{button})
		free := ds.window.Canvas().Focused() == nil // else the user may be typing, and Space would cancel
		ds.show(d, fyne.NewSize(420, 190), nil)     // Esc pressed for a menu, or in the search, must not cancel
		if free {
			ds.window.Canvas().Focus(button)
		}
		ds.log.Info("progress_shown", "title", title)
		step()
	})
	return func() {
		stop()
		if shown {
			d.Hide()
		}
	}
}
