package benchtree

import "runtime"

// Memory returns the heap in use in bytes, without garbage.
func Memory() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // frees what the first run released from pools
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
