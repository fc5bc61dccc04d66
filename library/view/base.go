package view

import (
	"cmp"
	"slices"
	"sync"
)

const (
	// prefixLen is the number of key bytes in a weight.
	prefixLen = 8

	// radixFrom is the number of rows from which a radix sort is faster than comparing
	// weights. With fewer rows, clearing and adding up its counters costs too much.
	radixFrom = 1024

	// fewRows is the number of rows up to which whole keys are compared.
	fewRows = 4
)

// sortBase sorts slots in base order: first by the first bytes of the titles'
// keys, then rows with equal bytes by the next ones. Weights lie side by side
// in memory; comparing keys would fetch each from elsewhere.
func (m *Maker) sortBase(slots []int32) {
	rows, spare := make([]weighed, len(slots)), make([]weighed, len(slots))
	for i, slot := range slots {
		rows[i].slot = slot
	}
	m.sortPrefix(rows, spare, 0)
	var wait sync.WaitGroup
	share := len(rows)
	if share >= parallelFrom {
		share = share/workers() + 1
	}
	for rest := rows; len(rest) > 0; {
		n := min(share, len(rest))
		for n < len(rest) && rest[n].weight == rest[n-1].weight {
			n++
		}
		part, free := rest[:n], spare[:n]
		wait.Go(func() { m.sortRuns(part, free, prefixLen) })
		rest, spare = rest[n:], spare[n:]
	}
	wait.Wait()
	for i := range rows {
		slots[i] = rows[i].slot
	}
}

// sortRuns sorts each run of equal weights. Within a run, the titles' keys
// agree in the bytes before from.
func (m *Maker) sortRuns(rows, spare []weighed, from int) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].weight == rows[0].weight {
			n++
		}
		run, free := rows[:n], spare[:n]
		switch {
		case n == 1:
		case n <= fewRows || byte(run[0].weight) == 0: // the keys probably end here
			slices.SortFunc(run, func(a, b weighed) int { return m.compareBase(a.slot, b.slot) })
		default:
			m.sortPrefix(run, free, from)
			m.sortRuns(run, free, from+prefixLen)
		}
		rows, spare = rows[n:], spare[n:]
	}
}

// sortPrefix sorts by the bytes of the titles' keys that begin at from.
func (m *Maker) sortPrefix(rows, spare []weighed, from int) {
	for i := range rows {
		rows[i].weight = prefix(m.rows[rows[i].slot].title, from)
	}
	if len(rows) < radixFrom {
		slices.SortFunc(rows, func(a, b weighed) int { return cmp.Compare(a.weight, b.weight) })
		return
	}
	if sorted, _ := sortWeighed(rows, spare); &sorted[0] != &rows[0] {
		copy(rows, sorted)
	}
}

// prefix returns the bytes of a key that begin at from as a weight, the first
// byte most significant. Missing bytes are 0; an empty key sorts last.
func prefix(key string, from int) uint64 {
	if key == "" && from == 0 {
		return last
	}
	var w uint64
	for i := from; i < from+prefixLen; i++ {
		w <<= 8
		if i < len(key) {
			w |= uint64(key[i])
		}
	}
	return w
}
