package cli

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// Best effort is the class of I/O every process is in; 7 is its lowest level
// (ioprio_set(2), linux/ioprio.h).
const (
	ioprioWhoProcess = 1
	ioprioBestEffort = 2<<13 | 7
)

// lowerPriority lets the disk serve other programs first. Linux keeps a priority for
// each thread, and a new one has that of the thread that made it: those there
// are at the start are enough. Where it does not work nothing is lost.
func lowerPriority() {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return
	}
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_, _, _ = unix.Syscall(unix.SYS_IOPRIO_SET, ioprioWhoProcess, uintptr(id), ioprioBestEffort)
		}
	}
}
