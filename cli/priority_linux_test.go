package cli

import (
	"testing"

	"golang.org/x/sys/unix"
)

func TestGentle(t *testing.T) {
	lowerPriority()
	level, _, errno := unix.Syscall(unix.SYS_IOPRIO_GET, ioprioWhoProcess, 0, 0)
	if errno != 0 || level != ioprioBestEffort {
		t.Errorf("the disk priority is %#x (%v), want %#x", level, errno, ioprioBestEffort)
	}
}
