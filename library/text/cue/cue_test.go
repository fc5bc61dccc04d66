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
		sheet, ok := Parse(from+last, 9, 9)
		sheets := sheet.Files
		if !ok || len(sheets) != 2 || len(sheets[1].Tracks) != 1 || sheets[0].Tracks[0].Start != want[0] || sheets[1].Tracks[0].Start != want[1] {
			t.Errorf("%s: %v, %v", last, sheets, ok)
		}
	}
	if sheet, _ := Parse(from+"100", 9, 9); len(sheet.Files) != 2 || len(sheet.Files[1].Tracks) != 0 {
		t.Errorf("100: %v", sheet)
	}
}

// TestHead reads the title and the performer of the whole, which stand before the first track.
func TestHead(t *testing.T) {
	sheet, _ := Parse("REM GENRE Audiobook\r\nPERFORMER \"Ada Brook\"\r\nFILE \"a.mp3\" MP3\r\nTITLE Emma\r\n  TRACK 01 AUDIO\r\n    TITLE \"One\"\r\n    PERFORMER \"Bo Day\"\r\n    INDEX 01 00:00:00\r\n", 9, 9)
	if sheet.Title != "Emma" || sheet.Performer != "Ada Brook" || sheet.Files[0].Tracks[0].Title != "One" {
		t.Errorf("%+v", sheet)
	}
	if sheet, _ = Parse("FILE a.mp3 MP3\nTRACK 01 AUDIO\nTITLE One\nPERFORMER Bo\nINDEX 01 0:0:0", 9, 9); sheet.Title != "" || sheet.Performer != "" {
		t.Errorf("of a track: %+v", sheet)
	}
}
