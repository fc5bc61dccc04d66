package library

import (
	"context"
	"sync/atomic"
	"time"
)

// restTimes is how long the view goroutine is left to views after it has made what
// somebody looks at, in times of what that took: so it takes a fifth of the time
// at most.
const restTimes = 4

// lazy is what is made of an S, a view or a snapshot, only while somebody looks at
// it. Any goroutine may look; the view goroutine makes it.
type lazy[S, T any] struct {
	newest atomic.Pointer[made[S, T]]
	every  time.Duration // the least time between two
	asked  chan struct{} // somebody looks and it is old; one slot
	due    *time.Timer   // fires when it is to be made
	next   time.Time     // not before
}

// made is what was made of which.
type made[S, T any] struct {
	of   *S // nil where nothing was made yet
	what T
}

// newLazy has what nothing looks like.
func newLazy[S, T any](nothing T, every time.Duration) *lazy[S, T] {
	z := &lazy[S, T]{every: every, asked: make(chan struct{}, 1), due: time.NewTimer(0)}
	z.due.Stop()
	z.newest.Store(&made[S, T]{what: nothing})
	return z
}

// look is the newest there is. Where it is not of s a newer one is asked for.
func (z *lazy[S, T]) look(s *S) T {
	m := z.newest.Load()
	if m.of != s {
		nudge(z.asked)
	}
	return m.what
}

// schedule sets the timer, when somebody has asked. View goroutine only.
func (z *lazy[S, T]) schedule() { z.due.Reset(time.Until(z.next)) }

// renew makes it of s; false if it is of that already, or the context
// ended: who looks then asks again. View goroutine only.
func (z *lazy[S, T]) renew(ctx context.Context, s *S, of func(context.Context, *S) (T, error)) bool {
	if z.newest.Load().of == s {
		return false
	}
	began := time.Now()
	what, err := of(ctx, s)
	if err != nil {
		return false
	}
	z.newest.Store(&made[S, T]{s, what})
	now := time.Now()
	z.next = now.Add(max(z.every, restTimes*now.Sub(began)))
	return true
}
