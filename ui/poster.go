package ui

import (
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// slowFrame is how long a function may keep the UI goroutine busy before the log
// mentions it: one frame at 60 Hz. The log also says how much of that was processor time,
// because other programs may keep the machine busy.
const slowFrame = 16 * time.Millisecond

// poster runs functions on the UI goroutine. Nothing else in the program calls fyne.Do:
// the toolkit panics if a function is posted while its loop ends (Fyne 2.8.0,
// internal/driver/glfw/loop.go).
type poster struct {
	log   *slog.Logger
	lock  sync.RWMutex // read-locked until a function has been posted or has begun
	ended bool
}

// post runs f on the UI goroutine and logs f if it is slow. It does not wait for f.
// Once the window has closed it does nothing. It may be called on any goroutine.
func (p *poster) post(f func()) {
	p.lock.RLock()
	posted := sync.OnceFunc(p.lock.RUnlock)
	defer posted()
	if p.ended {
		return
	}
	fyne.Do(func() {
		posted() // f may close the window
		began, used := time.Now(), threadTime()
		f()
		if took := time.Since(began); took > slowFrame {
			p.log.Warn("slow_frame", "ms", took.Milliseconds(), "cpu_ms", (threadTime() - used).Milliseconds())
		}
	})
}

// end waits until posts in progress are over and stops later ones. It is called when
// the window closes, before the toolkit's loop ends.
func (p *poster) end() {
	p.lock.Lock()
	defer p.lock.Unlock()
	p.ended = true
}

// removeStopHook keeps the toolkit from posting a function itself while its loop ends.
// The hook saves the toolkit's preferences, which Lectern does not use.
func removeStopHook(app fyne.App) {
	if l, ok := app.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}
