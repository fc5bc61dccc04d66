package ui

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/message"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

const (
	// savePatience is how long the end of the program waits for the library while it
	// writes nothing more. If the disk of the library hangs, the library never closes.
	savePatience = 20 * time.Second
	// slowSave is how long the library may take to close before the user is told. The
	// window is gone by then, and a second start would find the library in use.
	slowSave = 5 * time.Second
	// workPatience is how long the end of the program waits for the player, for tasks and
	// for the file of the preferences. What hangs in a disk is left behind.
	workPatience = 2 * time.Second
	// toolkitPatience is how long the toolkit may take to end. Fyne 2.8.0 waits forever
	// if a function is posted between the last look at its queue and the end of the
	// queue (internal/driver/glfw/loop.go).
	toolkitPatience = 3 * time.Second
	// typedPatience is how long closing waits for typed changes to reach the disk
	// before it asks the user: a sleeping disk takes seconds to wake.
	typedPatience = 3 * time.Second
	// answerPatience is how long a question that a signal caused waits for an answer. The
	// end of a session kills programs after 90 seconds: what is left is for the saving.
	answerPatience = time.Minute
)

// errHangs is what Run returns when the library could not be closed in time.
var errHangs = message.NewError("the disk of the library does not answer; the last changes may be lost")

// closing ends the window when the user, a signal or the toolkit asks for it. The parts
// of the window end on a goroutine, at the same time as the toolkit.
type closing struct {
	onEnd func()        // called first
	ended chan struct{} // closed before the library is
	once  sync.Once
	begun chan struct{} // closed when the end begins
	ran   chan struct{} // closed when the toolkit's loop has returned
	done  chan struct{} // closed when the library and the tasks have ended
	err   error         // of closing the library; set before done is closed
	kept  chan struct{} // the user wants the window to stay; one slot
	keep  func()        // cancels the pending close; nil if none is pending; UI goroutine
}

func newClosing() *closing {
	return &closing{ended: make(chan struct{}), begun: make(chan struct{}), ran: make(chan struct{}), done: make(chan struct{}), kept: make(chan struct{}, 1)}
}

// begin starts the end. It may be called on any goroutine, any number of times.
func (c *closing) begin() { c.once.Do(func() { close(c.begun) }) }

// cancels calls cancel when the window ends, unless stop is called first. stop calls it
// too.
func (c *closing) cancels(cancel func()) (stop func()) {
	stopped := make(chan struct{})
	go func() {
		select {
		case <-c.ended:
		case <-stopped:
		}
		cancel()
	}()
	return func() { close(stopped) }
}

// end waits for closing to begin, and then closes everything behind the window.
func (w *Window) end(stop context.CancelFunc, exit func(error)) {
	<-w.closing.begun
	if w.closing.onEnd != nil {
		w.closing.onEnd()
	}
	close(w.closing.ended)
	stop()
	orLeave(w.playing.end) // mpv may hang in a disk
	said := make(chan struct{})
	slow := time.AfterFunc(slowSave, func() {
		defer close(said)
		w.log.Info("saving_slowly")
		w.alert.show(i18n.Text("Lectern is still saving"), i18n.Text("The disk with the library is slow. Lectern ends by itself as soon as everything is saved."))
	})
	w.closing.err = whileItWrites(w.lib.Written, w.lib.Close)
	if !slow.Stop() {
		<-said
	}
	orLeave(w.tasks.work.Wait)
	close(w.closing.done)
	select {
	case <-w.closing.ran:
	case <-time.After(toolkitPatience):
		w.log.Warn("toolkit_hangs")
		w.remember()
		exit(w.closing.err)
	}
}

// orLeave runs do, and leaves it behind if it takes longer than workPatience.
func orLeave(do func()) {
	done := make(chan struct{})
	go func() {
		do()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(workPatience):
	}
}

// whileItWrites runs do and returns its error, or errHangs once written has stayed the same
// for savePatience: a slow disk takes as long as it takes.
func whileItWrites(written func() uint64, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	for before := written(); ; {
		select {
		case err := <-done:
			return err
		case <-time.After(savePatience):
		}
		now := written()
		if now == before {
			return errHangs
		}
		before = now
	}
}

// ending are the signals by which the system or a terminal asks a program to end.
var ending = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// hearSignals closes the window on a signal, as if the user closed it. If that raises a
// question, a second signal ends the window without an answer, and so does
// answerPatience: whoever sent the signal may be gone. started is closed once the
// toolkit runs.
func (w *Window) hearSignals(ctx context.Context, started <-chan struct{}) {
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, ending...)
	go func() {
		defer signal.Stop(signals)
		// The toolkit listens for these signals too, and ends the window without a
		// question (Fyne 2.8.0, internal/driver/glfw/driver_desktop.go). It starts to
		// listen on a goroutine that may be late, so the signals are taken from it
		// twice.
		for _, moment := range []<-chan struct{}{started, w.frames.shown} {
			select {
			case <-moment:
				signal.Reset(ending...)
				signal.Notify(signals, ending...)
			case <-ctx.Done():
				return
			}
		}
		<-ctx.Done()
	}()
	go func() {
		if w.untilSignalled(ctx, signals) {
			w.closing.begin()
			w.tasks.post(w.app.Quit)
		}
	}()
}

// untilSignalled returns true once the window must end because of signals, or false
// when ctx ends.
func (w *Window) untilSignalled(ctx context.Context, signals <-chan os.Signal) bool {
	var late <-chan time.Time // nil while no question is open
	for {
		select {
		case <-signals:
			if late != nil || w.lib.Status().Unsaved == 0 && !w.editor.open.Load() {
				return true
			}
			late = time.After(answerPatience)
			w.tasks.post(func() {
				w.raise()
				w.closeWindow()
			})
		case <-w.closing.kept:
			late = nil
		case <-late:
			w.log.Warn("closing_unanswered")
			return true
		case <-ctx.Done():
			return false
		}
	}
}

// closeWindow closes the window once all typed changes are on the disk. It first asks
// about unsaved changes in a form. If saving takes long, or is known to fail, it asks
// the user. UI goroutine.
func (w *Window) closeWindow() {
	s := w.lib.Status()
	switch {
	case w.editor.form != nil && len(w.editor.form.Edits()) > 0:
		w.editor.askTyped(w.editor.form, w.closeWindow)
	case s.Unsaved == 0:
		w.closeNow()
	case w.closing.keep != nil:
		// The window already waits or asks.
	default:
		ctx, keep := context.WithCancel(context.Background())
		w.closing.keep = keep
		if s.Unsavable != "" {
			w.askUnsaved()
		} else {
			w.messages.say(i18n.Text("Saving your last changes…"), i18n.Text("Lectern closes as soon as they are saved."))
		}
		w.tasks.work.Go(func() { w.closeSaved(ctx, s.Unsavable != "") })
	}
}

// closeSaved closes the window once all typed changes are on the disk. It asks what to
// do if saving takes long. It ends with ctx, when the user keeps the window open. The user
// may have typed more meanwhile, or opened a form.
func (w *Window) closeSaved(ctx context.Context, asked bool) {
	if !asked {
		soon, cancel := context.WithTimeout(ctx, typedPatience)
		defer cancel()
		if !w.saved(soon) && ctx.Err() == nil {
			w.tasks.post(w.askUnsaved)
		}
	}
	if w.saved(ctx) {
		w.tasks.post(func() {
			if ctx.Err() == nil {
				w.stopClosing()
				w.closeWindow()
			}
		})
	}
}

func (w *Window) closeNow() {
	w.closing.begin()
	w.Close()
}

// stopClosing cancels the pending close, if there is one, with its question.
func (w *Window) stopClosing() {
	if w.closing.keep != nil {
		w.closing.keep()
		w.closing.keep = nil
	}
}

// keepOpen cancels closing.
func (w *Window) keepOpen() {
	w.stopClosing()
	w.messages.clear()
	select {
	case w.closing.kept <- struct{}{}:
	default:
	}
}

// saved waits until all typed changes are on the disk. It returns false if ctx or the
// window ends first.
func (w *Window) saved(ctx context.Context) bool {
	look := time.NewTicker(tick)
	defer look.Stop()
	for w.lib.Status().Unsaved > 0 {
		select {
		case <-look.C:
		case <-ctx.Done():
			return false
		case <-w.closing.ended:
			return false
		}
	}
	return true
}

// askUnsaved asks what to do about typed changes that cannot be written.
func (w *Window) askUnsaved() {
	s, cancel := w.lib.Status(), w.closing.keep
	if s.Unsaved == 0 || cancel == nil {
		return // closeSaved sees it, or the user keeps the window open
	}
	w.messages.clear() // removes the message of closeWindow
	d := w.dialogs.custom(i18n.Text("Close without saving?"), newParagraph(unsavedText(s)))
	w.closing.keep = func() {
		cancel()
		d.Hide()
	}
	anyway := widgets.NewEscapeButton(i18n.Text("Close without saving"), func() { d.Hide(); w.closeNow() }, w.keepOpen)
	anyway.Importance = widget.DangerImportance
	stay := widgets.NewEscapeButton(i18n.Text("Keep open"), w.keepOpen, w.keepOpen)
	d.SetButtons([]fyne.CanvasObject{stay, anyway})
	w.dialogs.pose(d, fyne.NewSize(460, 220), w.keepOpen, stay)
}

// unsavedText says which changes would be lost, why they are not saved, and what
// happens if the user waits.
func unsavedText(s *library.Status) string {
	why := i18n.Text(s.Unsavable)
	if why == "" { // neither an error nor an answer came back
		why = i18n.Text("the disk with the catalogue does not answer")
	}
	// Without their number: one edit of a book is a change of each of its files.
	text := i18n.Count(s.Unsaved, "Your last change is not saved: {{.Reason}}. If you close now, it is lost.", "Your last changes are not saved: {{.Reason}}. If you close now, they are lost.", "Reason", why)
	if !s.Forgetful {
		text += "\n\n" + i18n.Count(s.Unsaved, "If you wait, Lectern closes by itself as soon as it is saved.", "If you wait, Lectern closes by itself as soon as they are saved.")
	}
	return text
}
