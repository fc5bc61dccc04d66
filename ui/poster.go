package ui

import (
	"sync"

	"fyne.io/fyne/v2"
)

// poster runs functions on the UI goroutine. Nothing else in the program calls fyne.Do:
// the toolkit panics if a function is posted while its loop ends (Fyne 2.8.0,
// internal/driver/glfw/loop.go).
type poster struct {
	run   func(func()) // runs a posted function
	lock  sync.RWMutex // read-locked until a function has been posted or has begun
	ended bool
}

// post runs f on the UI goroutine. It does not wait for f. Once the window has closed it
// does nothing. It may be called on any goroutine.
func (p *poster) post(f func()) {
	p.lock.RLock()
	posted := sync.OnceFunc(p.lock.RUnlock)
	defer posted()
	if p.ended {
		return
	}
	fyne.Do(func() {
		posted() // f may close the window
		p.run(f)
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
