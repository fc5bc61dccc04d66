//go:build unix

package main

import (
	"os"
	"syscall"
)

// onDisk returns how many bytes a file takes on disk: less than its size if it
// has holes, as long books here do.
func onDisk(i os.FileInfo) int64 {
	if s, ok := i.Sys().(*syscall.Stat_t); ok {
		return int64(s.Blocks) * 512 // the unit of st_blocks, whatever the disk's is
	}
	return i.Size()
}
