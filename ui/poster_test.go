package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// TestPosterEnds: nothing is posted once the window has closed, and a posted function
// may close it.
func TestPosterEnds(t *testing.T) {
	test.NewTempApp(t)
	p := &poster{run: func(f func()) { f() }}
	done := make(chan struct{})
	p.post(func() {
		p.end()
		close(done)
	})
	<-done
	p.post(func() { t.Error("posted after the end") })
}
