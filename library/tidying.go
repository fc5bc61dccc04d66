package library

import (
	"context"
	"log/slog"
	"runtime"
	"runtime/debug"
	"time"

	"lectern/library/spill"
)

const (
	// tidyAfter is how long after the end of work free memory is returned to the system:
	// the views and the comparison that follow a scan make garbage too.
	tidyAfter = 2 * time.Second

	// tidyShare limits returning memory to 1/tidyShare of the time: it collects all
	// garbage first, which takes as long as the library is large.
	tidyShare = 50

	// tidyFrom is how much memory is worth being returned, as a part of the memory in use.
	tidyFrom = 1.0 / 8
)

// tidy is the goroutine that returns free memory to the system after work. Reading files
// and comparing books leave as much garbage as the library is large, which the runtime
// would keep until it needs the memory itself. What follows work leaves garbage too, and
// goes on for a while: writing to the catalogue, counting the values for the sidebar. So
// tidy comes again as long as that is worthwhile.
func (l *Library) tidy(ctx context.Context) {
	l.whileIdle(ctx, l.untidy, tidyAfter, func() time.Duration {
		began, before := time.Now(), heapHeld()
		debug.FreeOSMemory()
		l.texts.Release()
		took, left := time.Since(began), heapHeld()
		returned := max(0, before-left)
		l.log.Info("memory_returned", "took_ms", took.Milliseconds(), "bytes", returned)
		if float64(returned) > float64(left)*tidyFrom {
			nudge(l.untidy)
		}
		return max(tidyAfter, tidyShare*took)
	})
}

// heapHeld returns how many bytes of the system the heap has, in use or free.
func heapHeld() int64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapSys - m.HeapReleased)
}

// spillTo returns where to keep long texts, nil if the folder of the cache is empty or does
// not take them.
func spillTo(cache string, log *slog.Logger) *spill.File {
	if cache == "" {
		return nil
	}
	texts, err := spill.New(cache)
	if err != nil {
		log.Warn("texts_in_memory", "reason", err.Error())
	}
	return texts
}
