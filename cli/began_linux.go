package cli

import (
	"bytes"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// tick is the unit of process times in /proc: USER_HZ, the same on every Linux.
const tick = 10 * time.Millisecond

// began returns when the system made the process, to the tick. That was before its
// libraries were loaded and its packages initialised.
func began() time.Time {
	var up unix.Timespec
	stat, _ := os.ReadFile("/proc/self/stat")
	// The fields are counted from the end of the name, as a name may contain anything.
	fields := bytes.Fields(stat[bytes.LastIndexByte(stat, ')')+1:])
	if len(fields) < 20 || unix.ClockGettime(unix.CLOCK_BOOTTIME, &up) != nil {
		return time.Now()
	}
	ticks, _ := strconv.ParseInt(string(fields[19]), 10, 64)
	return time.Now().Add(time.Duration(ticks)*tick - time.Duration(up.Nano()))
}
