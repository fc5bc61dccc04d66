package ui

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// drawn runs a refresher in a bubble of synthetic time.
type drawn struct {
	*refresher
	frames atomic.Int32
	last   atomic.Int64 // when the last frame was drawn, ns
	busy   atomic.Bool
	stop   func()
}

func drawing(t *testing.T) *drawn {
	d := new(drawn)
	d.refresher = newRefresher(func() { d.frames.Add(1); d.last.Store(time.Now().UnixNano()) }, d.busy.Load)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { d.run(ctx); close(ended) }()
	d.stop = func() { cancel(); <-ended }
	return d
}

// pass lets time go by.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func TestRefresherIsStillWhenNothingChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := drawing(t)
		pass(time.Second)
		first := d.frames.Load()
		pass(time.Hour)
		if n := d.frames.Load() - first; n != 0 {
			t.Errorf("%d frames in an idle hour", n)
		}
		d.stop()
	})
}

func TestRefresherShowsNewsAtOnceAndStormsOnTheTick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := drawing(t)
		pass(time.Second)
		before := d.frames.Load()
		d.wake()
		synctest.Wait()
		if d.frames.Load() != before+1 {
			t.Fatal("news after a rest was not drawn at once")
		}
		before = d.frames.Load()
		for range 10_000 { // ten seconds at 1,000 a second
			pass(time.Millisecond)
			d.wake()
		}
		pass(tick)
		if n := d.frames.Load() - before; n < 195 || n > 205 {
			t.Errorf("10,000 news in 10 s made %d frames, want one per %v", n, frameGap)
		}
		d.stop()
	})
}

func TestNewsAreDrawnWithinTheGap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := drawing(t)
		pass(time.Second)
		d.wake()
		synctest.Wait()
		// A change at any moment after a frame is drawn within the gap.
		for after := time.Duration(0); after <= 2*tick; after += time.Millisecond {
			pass(after)
			at, before := time.Now(), d.frames.Load()
			d.wake()
			pass(frameGap)
			if d.frames.Load() == before {
				t.Fatalf("a change %v after a frame was not drawn within %v", after, frameGap)
			}
			if late := d.last.Load() - at.UnixNano(); late > int64(frameGap) {
				t.Fatalf("a change %v after a frame was drawn %v late", after, time.Duration(late))
			}
		}
		d.stop()
	})
}

func TestClockTicksWhileBusyWithoutNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := drawing(t)
		d.busy.Store(true)
		pass(time.Second)
		before := d.frames.Load()
		pass(10 * time.Second)
		if n := d.frames.Load() - before; n < 99 || n > 101 {
			t.Errorf("%d frames in 10 busy seconds, want 100", n)
		}
		d.busy.Store(false)
		pass(time.Second)
		before = d.frames.Load()
		pass(time.Minute)
		if n := d.frames.Load() - before; n != 0 {
			t.Errorf("%d frames after the work was done", n)
		}
		d.stop()
	})
}
