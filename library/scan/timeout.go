package scan

import (
	"context"
	"errors"
	"sync"
	"time"
)

// patience is how long a disk may take to answer. One that spins up from sleep
// or a server on another continent needs a second or three.
const patience = 5 * time.Second

// ErrSilent is the answer of a disk that did not answer in time.
var ErrSilent = errors.New(silent)

// call is something asked about a path that was not answered yet.
type call struct {
	answered chan struct{}
	late     bool // whoever asked it has given up
}

// asked are the questions that goroutines wait in, by path.
var calls = struct {
	sync.Mutex
	paths map[string]*call
}{paths: map[string]*call{}}

// withTimeout does something with a path that may block on the disk, and gives up
// after patience with ErrSilent, or when ctx is done. What it gave up on ends,
// unheard, when the system lets go of it; until then the answer is ErrSilent at
// once, so that one goroutine at most is left behind for a path.
func withTimeout[T any](ctx context.Context, path string, do func() (T, error)) (T, error) {
	var none T
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	q := &call{answered: make(chan struct{})}
	for before := enter(path, q); before != nil; before = enter(path, q) {
		if isLate(before) {
			return none, ErrSilent
		}
		select {
		case <-before.answered:
		case <-timeout.C:
			return none, ErrSilent
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
		leave(path, q)
		answers <- answer{value, err}
	}()
	select {
	case a := <-answers:
		return a.value, a.err
	case <-timeout.C:
		setLate(q)
		return none, ErrSilent
	case <-ctx.Done():
		return none, ctx.Err()
	}
}

// enter makes q the call about path, unless there is one, which it returns.
func enter(path string, q *call) (before *call) {
	calls.Lock()
	defer calls.Unlock()
	if before = calls.paths[path]; before == nil {
		calls.paths[path] = q
	}
	return before
}

func leave(path string, q *call) {
	calls.Lock()
	defer calls.Unlock()
	delete(calls.paths, path)
	close(q.answered)
}

func isLate(q *call) bool {
	calls.Lock()
	defer calls.Unlock()
	return q.late
}

func setLate(q *call) {
	calls.Lock()
	defer calls.Unlock()
	q.late = true
}
