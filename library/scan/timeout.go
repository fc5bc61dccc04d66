package scan

import (
	"context"
	"errors"
	"sync"
	"time"

	"lectern/library/message"
)

// patience is how long a disk may take to answer. A sleeping disk or a server
// on another continent needs two or three seconds.
const patience = 5 * time.Second

// ErrSilent is the error of an operation on a disk that did not answer in time.
var ErrSilent = message.NewReason("the disk or the network does not answer")

// silence is ErrSilent about a path, with a channel that is closed once it answers.
type silence struct{ answered <-chan struct{} }

func (silence) Error() string { return ErrSilent.Error() }
func (silence) Unwrap() error { return ErrSilent }

// Answered returns a channel that is closed when every operation has ended that an error is
// about, nil unless the error wraps ErrSilent and the operations are known.
func Answered(err error) <-chan struct{} {
	s, _ := errors.AsType[silence](err)
	return s.answered
}

// call is an operation on a path that has not ended.
type call struct {
	answered chan struct{}
	late     bool // its caller has given up
}

// calls holds the calls that have not ended, by path.
var calls = struct {
	sync.Mutex
	paths map[string]*call
}{paths: map[string]*call{}}

// withTimeout runs do, which may block on path's disk. It gives up with
// ErrSilent after patience, or when ctx is done. An abandoned do ends unheard
// when the system releases it; until then further calls for the path fail at
// once with ErrSilent, so at most one goroutine per path is left behind.
func withTimeout[T any](ctx context.Context, path string, do func() (T, error)) (T, error) {
	var none T
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	c := &call{answered: make(chan struct{})}
	for earlier := enter(path, c); earlier != nil; earlier = enter(path, c) {
		if isLate(earlier) {
			return none, silence{earlier.answered}
		}
		select {
		case <-earlier.answered:
		case <-timeout.C:
			return none, silence{earlier.answered}
		case <-ctx.Done():
			return none, ctx.Err()
		}
	}
	type answer struct {
		value T
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		value, err := do()
		leave(path, c)
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-timeout.C:
		setLate(c)
		return none, silence{c.answered}
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// abandon makes operations on a path fail at once with ErrSilent until those have ended that
// were given up. It returns that error.
func abandon(path string, ended <-chan struct{}) error {
	c := &call{answered: make(chan struct{}), late: true}
	if earlier := enter(path, c); earlier != nil {
		return silence{ended}
	}
	go func() {
		<-ended
		leave(path, c)
	}()
	return silence{c.answered}
}

// silent returns the error of operations on a path that were given up and have not ended, nil if
// there are none.
func silent(path string) error {
	calls.Lock()
	defer calls.Unlock()
	if c := calls.paths[path]; c != nil && c.late {
		return silence{c.answered}
	}
	return nil
}

// enter makes c the call for path, unless there is one already, which it
// returns.
func enter(path string, c *call) (earlier *call) {
	calls.Lock()
	defer calls.Unlock()
	if earlier = calls.paths[path]; earlier == nil {
		calls.paths[path] = c
	}
	return earlier
}

func leave(path string, c *call) {
	calls.Lock()
	defer calls.Unlock()
	delete(calls.paths, path)
	close(c.answered)
}

func isLate(c *call) bool {
	calls.Lock()
	defer calls.Unlock()
	return c.late
}

func setLate(c *call) {
	calls.Lock()
	defer calls.Unlock()
	c.late = true
}
