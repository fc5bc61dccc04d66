package library

import (
	"context"
	"sync/atomic"
	"time"
)

// restTimes is how long the view goroutine pauses before making an on-demand value again,
// or a view while rows arrive, as a multiple of the time the last one took: each takes at
// most a fifth of its time.
const restTimes = 4

// lazy is a value computed from an S (such as a view or a snapshot) only while a caller asks
// for it. Any goroutine may ask; the view goroutine computes it.
type lazy[S comparable, T any] struct {
	newest atomic.Pointer[made[S, T]]
	every  time.Duration // the least time between two computations
	asked  chan struct{} // wakes the view goroutine when a caller got an old value; one slot
	due    *time.Timer   // fires when the next computation is due
	next   time.Time     // earliest time of the next computation
}

// made is a value and the S from which it was computed.
type made[S comparable, T any] struct {
	of   S // its zero before the first computation
	what T
}

// newLazy returns a lazy whose value is nothing until the first computation.
func newLazy[S comparable, T any](nothing T, every time.Duration) *lazy[S, T] {
	z := &lazy[S, T]{every: every, asked: make(chan struct{}, 1), due: time.NewTimer(0)}
	z.due.Stop()
	z.newest.Store(&made[S, T]{what: nothing})
	return z
}

// look returns the newest value. If that value was not computed from s, look requests a
// newer one.
func (z *lazy[S, T]) look(s S) T {
	m := z.newest.Load()
	if m.of != s {
		nudge(z.asked)
	}
	return m.what
}

// schedule sets the timer after a caller has asked. View goroutine only.
func (z *lazy[S, T]) schedule() { z.due.Reset(time.Until(z.next)) }

// renew computes the value from s. It returns false if the value is up to date or the
// context ended; the next caller then asks again. View goroutine only.
func (z *lazy[S, T]) renew(ctx context.Context, s S, of func(context.Context, S) (T, error)) bool {
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
