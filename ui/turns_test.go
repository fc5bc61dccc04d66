package ui

import (
	"bytes"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestTurns: a turn that keeps the UI goroutine busy for longer than a frame is logged, by
// its processor time, and a posted function that waits by the time that passes.
func TestTurns(t *testing.T) {
	const ms = time.Millisecond
	for _, turn := range []struct {
		draw, work, wait, events time.Duration
		late                     bool // the functions after the drawing run in the next turn
		want                     string
	}{
		{draw: 10 * ms, work: 10 * ms, events: 5 * ms},
		{events: 17 * ms, want: "slow_frame ms=17 cpu_ms=17 events_ms=17"},
		{work: 9 * ms, events: 9 * ms, want: "slow_frame ms=18 cpu_ms=18 events_ms=9"},
		{work: 2 * ms, wait: 30 * ms, want: "slow_frame ms=30 cpu_ms=2 events_ms=0"},
		{draw: 40 * ms, work: ms, events: ms, want: "slow_drawing cpu_ms=40"},
		{draw: 40 * ms, events: ms, late: true, want: "slow_drawing cpu_ms=41"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var out bytes.Buffer
			var used time.Duration
			var afterDrawing func()
			ts := turns{
				log: slog.New(slog.NewTextHandler(&out, nil)), used: func() time.Duration { return used },
				post: func(f func()) { afterDrawing = f },
			}
			used = 40 * ms // before the first turn
			ts.ticked()
			for range 2 {
				used += turn.draw
				if !turn.late {
					ts.run(afterDrawing)
				}
				if turn.work > 0 {
					ts.run(func() {
						used += turn.work
						time.Sleep(turn.wait)
					})
				}
				used += turn.events
				ts.ticked()
			}
			got := regexp.MustCompile(`time=\S+ level=WARN msg=`).ReplaceAllString(out.String(), "")
			want := strings.Repeat(fmt.Sprintln(turn.want), 2)
			if turn.want == "" {
				want = ""
			}
			if got != want {
				t.Errorf("%+v: %q, want %q", turn, got, want)
			}
		})
	}
}
