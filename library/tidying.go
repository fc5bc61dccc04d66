package library

import (
	"context"
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
// would keep until it needs the memory itself.
func (l *Library) tidy(ctx context.Context) {
	l.whileIdle(ctx, l.untidy, tidyAfter, func() time.Duration {
		began := time.Now()
		debug.FreeOSMemory()
		return max(tidyAfter, tidyShare*time.Since(began))
	})
}
