package library

import (
	"context"
	"log/slog"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// What becomes garbage between two times of returning memory is returned by the second,
// although no other work follows.
func TestTidyComesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lineCount
		times := func() int { return int(log.Load()) } // nothing else is logged
		l := &Library{services: services{log: slog.New(slog.NewTextHandler(&log, nil))}, published: newPublished()}
		l.status.Store(new(Status))
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); l.tidy(ctx) }()
		defer func() { stop(); <-done }()

		before := heapHeld()
		waste := make([]byte, max(64<<20, before))
		nudge(l.untidy)
		time.Sleep(tidyAfter / 2)
		synctest.Wait()
		if n := times(); n != 0 {
			t.Fatal(n, "times before tidyAfter")
		}
		for i := range waste {
			waste[i] = 1
		}
		runtime.KeepAlive(waste)
		time.Sleep(tidyAfter)
		synctest.Wait()
		if times() == 0 {
			t.Fatal("nothing was returned after tidyAfter")
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := times(); n < 2 {
			t.Error(n, "times in all after much was returned, want it again")
		}
		if held := heapHeld(); held > before+int64(len(waste))/2 {
			t.Error(held>>20, "MB are held,", before>>20, "were before")
		}
	})
}

// lineCount counts the lines of a log.
type lineCount struct{ atomic.Int64 }

func (c *lineCount) Write(line []byte) (int, error) {
	c.Add(1)
	return len(line), nil
}
