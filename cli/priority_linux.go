package cli

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// The best-effort class of I/O, in which every process begins, and its lowest level
// (ioprio_set(2), linux/ioprio.h).
const (
	ioprioWhoProcess = 1
	ioprioBestEffort = 2<<13 | 7
)

// lowerPriority lets the disk serve other programs first. Linux keeps a priority for
// each thread, and a new thread inherits it, so it is enough to set it for the threads
// at the start. If that fails, nothing is lost.
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
