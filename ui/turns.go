package ui

import (
	"context"
	"log/slog"
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// slowFrame is how long the UI goroutine may be busy before the log mentions it: one frame
// at 60 Hz.
const slowFrame = 16 * time.Millisecond

// turns logs what keeps the UI goroutine busy for longer than a frame. In each turn, the
// toolkit's loop handles the events of keyboard and pointer, ticks the animations, draws
// if anything has changed, and runs the functions that were posted. The toolkit has no
// hooks for the first and the third, so turns is an animation that never ends, and posts a
// function that runs after the drawing.
//
// Other programs may keep the machine busy, so turns counts processor time. Of posted
// functions it also counts the time that passes: they may wait. All of it runs on the UI
// goroutine.
type turns struct {
	log   *slog.Logger
	used  func() time.Duration // the processor time of the UI goroutine; always 0 if the system does not tell
	post  func(func())         // runs a function on the UI goroutine
	begun bool                 // the first turn has ended

	last                    time.Duration // used at the last mark
	drawing, posted, events time.Duration // of this turn
	passed                  time.Duration // in posted functions of this turn
	draws                   bool          // the drawing of this turn is not known to be over
}

// measure begins to measure the turns of a window if there is a log. The first turn is not
// measured: it draws the window before it ticks the animations.
func (ts *turns) measure() {
	if !ts.log.Enabled(context.Background(), slog.LevelWarn) {
		return
	}
	fyne.NewAnimation(math.MaxInt64, func(float32) { ts.ticked() }).Start()
}

// ticked ends a turn and begins the next. It is called after the events and before the
// drawing.
func (ts *turns) ticked() {
	if !ts.begun {
		ts.last, ts.begun = ts.used(), true
	}
	if ts.draws { // the drawing took so long that the next events were handled directly after it
		ts.mark(&ts.drawing)
	} else {
		ts.mark(&ts.events)
	}
	used := ts.posted + ts.events
	if ms := max(ts.passed, used); ms > slowFrame {
		ts.log.Warn("slow_frame", "ms", ms.Milliseconds(), "cpu_ms", used.Milliseconds(), "events_ms", ts.events.Milliseconds())
	}
	if ts.drawing > slowFrame {
		ts.log.Warn("slow_drawing", "cpu_ms", ts.drawing.Milliseconds())
	}
	ts.drawing, ts.posted, ts.events, ts.passed = 0, 0, 0, 0
	ts.draws = true
	ts.post(func() {}) // run ends the drawing
}

// run runs a posted function.
func (ts *turns) run(f func()) {
	if !ts.begun {
		f()
		return
	}
	ts.mark(&ts.drawing)
	ts.draws = false
	began := time.Now()
	f()
	ts.passed += time.Since(began)
	ts.mark(&ts.posted)
}

// mark adds the processor time since the last mark to a part of the turn.
func (ts *turns) mark(part *time.Duration) {
	now := ts.used()
	*part += now - ts.last
	ts.last = now
}
