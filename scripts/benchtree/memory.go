package benchtree

import "runtime"

// Memory is the heap in use in bytes, garbage left out.
func Memory() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one freed of pools
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
