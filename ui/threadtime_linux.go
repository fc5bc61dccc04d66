package ui

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns the processor time that this thread has used. The UI goroutine has a
// thread to itself. The system counts getrusage in ticks of some milliseconds, this clock
// to the nanosecond.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
