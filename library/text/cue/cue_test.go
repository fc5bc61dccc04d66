package cue

import (
	"testing"
	"time"
)

// TestHundredths reads sheets whose times end in frames, and in hundredths of a second.
func TestHundredths(t *testing.T) {
	const from, second = "FILE \"a.mp3\" MP3\nTRACK 01 AUDIO\nINDEX 01 0:0:37\nFILE \"b.mp3\" MP3\nTRACK 02 AUDIO\nINDEX 01 1:2:", time.Second
	for last, want := range map[string][2]time.Duration{
		"74": {37 * second / 75, 62*second + 74*second/75},
		"75": {37 * second / 100, 62*second + 75*second/100},
		"99": {37 * second / 100, 62*second + 99*second/100},
	} {
		sheets, ok := Parse(from+last, 9, 9)
		if !ok || len(sheets) != 2 || len(sheets[1].Tracks) != 1 || sheets[0].Tracks[0].Start != want[0] || sheets[1].Tracks[0].Start != want[1] {
			t.Errorf("%s: %v, %v", last, sheets, ok)
		}
	}
	if sheets, _ := Parse(from+"100", 9, 9); len(sheets) != 2 || len(sheets[1].Tracks) != 0 {
		t.Errorf("100: %v", sheets)
	}
}
