package view

import (
	"runtime"
	"sync"
)

const (
	// parallelFrom is the number of rows from which work goes to all workers:
	// below, starting them costs more than they save.
	parallelFrom = 4096

	// maxWorkers bounds the workers: the rest of the program has work too, and
	// memory, not arithmetic, limits more of them.
	maxWorkers = 4

	// mergeFrom is the share of an order, one in so many, from which new rows
	// are merged in with a walk over all instead of a search for each.
	mergeFrom = 16
)

func workers() int { return min(runtime.GOMAXPROCS(0), maxWorkers) }

// parallel calls do for consecutive ranges that make up [0, n), at once, and
// returns when all are done. The ranges are whole multiples of grain, but for
// the last; worker counts from 0 below workers.
func parallel(n, grain int, do func(worker, lo, hi int)) {
	units := (n + grain - 1) / grain
	k := min(workers(), units)
	if n < parallelFrom || k < 2 {
		do(0, 0, n)
		return
	}
	var wait sync.WaitGroup
	for w := range k {
		lo, hi := units*w/k*grain, min(units*(w+1)/k*grain, n)
		wait.Go(func() { do(w, lo, hi) })
	}
	wait.Wait()
}
