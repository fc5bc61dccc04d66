package main

import (
	"syscall"
	"time"
)

// childrenCPU is the processor time of all processes that were waited for, ownCPU the
// processor time of this process.
func childrenCPU() time.Duration { return used(syscall.RUSAGE_CHILDREN) }
func ownCPU() time.Duration      { return used(syscall.RUSAGE_SELF) }

func used(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
