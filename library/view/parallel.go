package view

import (
	"runtime"
	"sync"
)

const (
	// parallelFrom is the number of rows from which all workers are used. With
	// fewer rows, starting workers costs more than it saves.
	parallelFrom = 4096

	// maxWorkers bounds the workers. More would be limited by memory bandwidth, and
	// the rest of the program needs cores too.
	maxWorkers = 4

	// mergeFrom decides how new rows enter an order. If they are at least one in
	// mergeFrom rows, they are merged in one pass; otherwise each is placed by
	// binary search.
	mergeFrom = 16
)

func workers() int { return min(runtime.GOMAXPROCS(0), maxWorkers) }

// parallel calls do concurrently for consecutive ranges that cover [0, n), and
// returns when all calls have returned. The size of every range except the last
// is a multiple of grain; worker is below workers().
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
