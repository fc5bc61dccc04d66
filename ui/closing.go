package ui

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
)

const (
	// savePatience is how long the end of the program waits for the library: one
	// whose disk hangs never ends.
	savePatience = 20 * time.Second
	// workPatience is how long it waits for what the window asked of a disk, once
	// the library is closed. What hangs in a disk is left behind.
	workPatience = 2 * time.Second
	// toolkitPatience is how long the toolkit may take to end. Fyne 2.8.0 waits for
	// ever when a function is posted between the last look at its queue and the
	// queue's end (internal/driver/glfw/loop.go).
	toolkitPatience = 3 * time.Second
	// typedPatience is how long closing waits for what was typed to be on the disk
	// before it asks: a disk that was asleep takes seconds.
	typedPatience = 3 * time.Second
)

// errHangs is what Run returns when the library could not be closed in time.
var errHangs = errors.New("the disk of the library does not answer; the last changes may be lost")

// closing is how the window ends, whoever ends it: the user, a signal or the
// toolkit. Everything of ours ends on a goroutine of its own, and the toolkit
// beside it.
type closing struct {
	once  sync.Once
	begun chan struct{} // closed when the end begins
	ran   chan struct{} // closed when the toolkit's loop has returned
	done  chan struct{} // closed when all of ours has ended
	err   error         // of the library; set before done is closed
}

func newClosing() *closing {
	return &closing{begun: make(chan struct{}), ran: make(chan struct{}), done: make(chan struct{})}
}

// begin begins the end. Any goroutine, any number of times.
func (c *closing) begin() { c.once.Do(func() { close(c.begun) }) }

// end waits for the end and closes what is behind the window.
func (w *Window) end(stop context.CancelFunc, exit func(error)) {
	<-w.closing.begun
	if w.onEnd != nil {
		w.onEnd()
	}
	close(w.ended)
	stop()
	w.closing.err = within(savePatience, errHangs, w.lib.Close)
	_ = within(workPatience, nil, func() error { w.work.Wait(); return nil })
	close(w.closing.done)
	select {
	case <-w.closing.ran:
	case <-time.After(toolkitPatience):
		w.log.Warn("toolkit_hangs")
		w.remember()
		exit(w.closing.err)
	}
}

// within runs do and returns its error, or late if that takes longer than
// patience.
func within(patience time.Duration, late error, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-time.After(patience):
		return late
	}
}

// hearSignals ends the window when the system or a terminal asks for it, as the
// user does.
func (w *Window) hearSignals(ctx context.Context) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		defer signal.Stop(signals)
		select {
		case <-signals:
			w.closing.begin()
			w.post(w.app.Quit)
		case <-ctx.Done():
		}
	}()
}

// closeWindow closes the window, or asks when something that the user typed is
// not on the disk. UI goroutine.
func (w *Window) closeWindow() {
	if w.lib.Status().Unsaved == 0 {
		w.closeNow()
		return
	}
	w.work.Go(func() {
		saved := w.awaitSaved(typedPatience)
		w.post(func() {
			if saved {
				w.closeNow()
			} else {
				w.askUnsaved()
			}
		})
	})
}

func (w *Window) closeNow() {
	w.closing.begin()
	w.Close()
}

// awaitSaved reports whether all that was typed is on the disk before patience
// ends.
func (w *Window) awaitSaved(patience time.Duration) bool {
	late := time.After(patience)
	look := time.NewTicker(tick)
	defer look.Stop()
	for w.lib.Status().Unsaved > 0 {
		select {
		case <-look.C:
		case <-late:
			return false
		case <-w.ended:
			return true
		}
	}
	return true
}

// askUnsaved asks what to do about typed changes that cannot be written.
func (w *Window) askUnsaved() {
	s := w.lib.Status()
	if s.Unsaved == 0 {
		w.closeNow()
		return
	}
	text := widget.NewLabel(unsavedText(s))
	text.Wrapping = fyne.TextWrapWord
	d := dialog.NewCustomWithoutButtons("Close without saving?", text, w)
	anyway := newEscapeButton("Close without saving", func() { d.Hide(); w.closeNow() }, d.Hide)
	anyway.Importance = widget.DangerImportance
	stay := newEscapeButton("Keep open", d.Hide, d.Hide)
	stay.Importance = widget.HighImportance
	d.SetButtons([]fyne.CanvasObject{anyway, stay})
	w.defaults[w.present(d, fyne.NewSize(460, 220), d.Hide)] = stay.OnTapped
	w.Canvas().Focus(stay)
}

// unsavedText says what would be lost, and why it is not saved.
func unsavedText(s *library.Status) string {
	text := "Your last change is not saved yet."
	if s.Unsaved > 1 {
		text = "Your last " + figures(s.Unsaved) + " changes are not saved yet."
	}
	if n := len(s.Notices); n > 0 {
		text += " " + s.Notices[n-1]
	}
	return text + " If you close now, they are lost."
}
