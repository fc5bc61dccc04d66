package ui

import (
	"log/slog"
	"sync"
	"time"
)

// tasks run functions that may block, on goroutines of their own, and bring the outcome
// to the UI goroutine.
type tasks struct {
	log    *slog.Logger
	onFail func(error)                             // shows an error
	post   func(func())                            // runs a function on the UI goroutine
	after  func(time.Duration, func()) *time.Timer // time.AfterFunc; tests have timers of their own
	work   sync.WaitGroup
}

// background runs do and shows its error. It returns at once.
func (t *tasks) background(do func() error) {
	t.work.Go(func() {
		if err := do(); err != nil {
			t.log.Warn("action_failed", "reason", err.Error())
			t.post(func() { t.onFail(err) })
		}
	})
}

// later calls do on the UI goroutine after a time, unless stop is called first.
func (t *tasks) later(d time.Duration, do func()) (stop func()) {
	stopped := false // UI goroutine only
	timer := t.after(d, func() {
		t.post(func() {
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}
