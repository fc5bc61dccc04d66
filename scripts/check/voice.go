package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// silence is the longest time without output while something runs.
const silence = 25 * time.Second

// voice prints lines, and names the running step when it has printed nothing
// for a while. It is safe on any goroutine.
type voice struct {
	stop func()

	mu       sync.Mutex
	to       io.Writer
	step     string
	began    time.Time
	packages int // finished packages of the step
	last     time.Time
}

func newVoice(to io.Writer) *voice {
	v := &voice{to: to, last: time.Now()}
	done, ended := make(chan struct{}), make(chan struct{})
	v.stop = sync.OnceFunc(func() { close(done); <-ended })
	go func() {
		defer close(ended)
		for {
			select {
			case <-time.After(v.left()):
				v.beat()
			case <-done:
				return
			}
		}
	}()
	return v
}

// close ends the voice's goroutine.
func (v *voice) close() { v.stop() }

// begin says that a step begins.
func (v *voice) begin(step string) {
	v.mu.Lock()
	v.step, v.began, v.packages = step, time.Now(), 0
	v.mu.Unlock()
	v.say("== %s", step)
}

// heard records how many packages of the step are done.
func (v *voice) heard(packages int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.packages = packages
}

func (v *voice) say(format string, args ...any) { v.line(fmt.Sprintf(format, args...)) }

func (v *voice) line(line string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.write(line)
}

func (v *voice) write(line string) {
	fmt.Fprintln(v.to, line)
	v.last = time.Now()
}

// left returns how long the voice may still be silent.
func (v *voice) left() time.Duration {
	v.mu.Lock()
	defer v.mu.Unlock()
	return time.Until(v.last.Add(silence))
}

// beat prints the running step after a long enough silence.
func (v *voice) beat() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if time.Since(v.last) < silence {
		return
	}
	line := fmt.Sprintf("%s: at work for %s", v.step, elapsed(time.Since(v.began)))
	if v.packages > 0 {
		line += fmt.Sprintf(", %d packages done", v.packages)
	}
	v.write(line)
}

// elapsed formats a duration the way people write it.
func elapsed(d time.Duration) string {
	s := int(d.Seconds())
	if s < 60 {
		return fmt.Sprintf("%d s", s)
	}
	return fmt.Sprintf("%d min %d s", s/60, s%60)
}
