package library

import (
	"context"
	"math"
	"runtime/debug"
	"time"
)

const (
	// tidyAfter is how long after the end of work free memory is returned to the system:
	// the views and the comparison that follow a scan make garbage too.
	tidyAfter = 2 * time.Second

	// tidyShare limits returning memory to 1/tidyShare of the time: it collects all
	// garbage first, which takes as long as the library is large.
	tidyShare = 50
)

// tidy is the goroutine that returns free memory to the system after work. Reading files
// and comparing books leave as much garbage as the library is large, which the runtime
// would keep until it needs the memory itself. So does writing them to the catalogue, which
// goes on for a while: tidy returns memory again as long as it comes forward.
func (l *Library) tidy(ctx context.Context) {
	queued := math.MaxInt
	l.whileIdle(ctx, l.untidy, tidyAfter, func() time.Duration {
		if left := l.queued(); left > 0 && left < queued {
			queued = left
			nudge(l.untidy)
		} else {
			queued = math.MaxInt
		}
		began := time.Now()
		debug.FreeOSMemory()
		took := time.Since(began)
		l.log.Info("memory_returned", "took_ms", took.Milliseconds())
		return max(tidyAfter, tidyShare*took)
	})
}

// queued returns how many changes the catalogue has yet to write.
func (l *Library) queued() int {
	if l.catalog == nil {
		return 0
	}
	return l.catalog.Queued()
}
