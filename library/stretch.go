package library

import (
	"log/slog"
	"time"

	"lectern/library/state"
)

// stretch is a stretch of scans and probes: from the first until none is left. Owner
// goroutine only.
type stretch struct {
	began   time.Time // zero while nothing is in progress
	probing Work
	reused  int  // rows whose metadata was reused
	stopped bool // the user has cancelled the work
}

// begin begins a stretch with the first scan or probe.
func (w *stretch) begin() { w.began, w.reused = time.Now(), 0 }

// scan notes that a scan begins; alone says that no other one is running.
func (w *stretch) scan(alone bool) {
	if alone && !w.probing.Running() {
		w.begin()
		w.probing = Work{}
	}
	w.stopped = false
}

// submit notes that n files were sent to the probe pool.
func (w *stretch) submit(n int) {
	if !w.probing.Running() {
		w.probing = Work{Began: time.Now()}
	}
	w.probing.Total += n
	w.stopped = false
}

// answer notes answers of the probe pool.
func (w *stretch) answer(a state.Answers) {
	w.probing.Done += a.Read
	w.probing.Total -= a.Back
	w.probing.Failed += len(a.Faulty)
}

// end ends the stretch. It returns false if there is none or probes are still to come.
func (w *stretch) end() bool {
	if w.began.IsZero() || w.probing.Done < w.probing.Total {
		return false
	}
	if w.probing.Running() {
		w.probing.Ended = time.Now()
	}
	w.began = time.Time{}
	return true
}

func (w *stretch) log(log *slog.Logger) {
	log.Info("probe_done", "probed", w.probing.Done, "failed", w.probing.Failed, "reused", w.reused,
		"took_ms", w.probing.Elapsed(time.Now()).Milliseconds(), "cancelled", w.stopped)
}
