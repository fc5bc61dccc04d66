package cli

import (
	"bytes"
	"strconv"
	"testing"
	"time"
)

// TestBegan: a process knows when it began, to the system's tick.
func TestBegan(t *testing.T) {
	before := time.Now()
	if own := began(); own.After(before) {
		t.Errorf("this process began %v after it had", own.Sub(before))
	}
	out, err := program(t, "began").Output()
	after := time.Now()
	check(t, err)
	ns, err := strconv.ParseInt(string(bytes.TrimSpace(out)), 10, 64)
	check(t, err)
	// One tick for the rounding of the kernel, and one because two clocks are read.
	if got := time.Unix(0, ns); got.Before(before.Add(-2*tick)) || got.After(after) {
		t.Errorf("a process began %v after it was started", got.Sub(before))
	}
}
