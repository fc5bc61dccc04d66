package probe

import "testing"

func TestID3Genre(t *testing.T) {
	for n, want := range map[int]string{
		-1: "", 0: "Blues", 57: "Comedy", 79: "Hard Rock", 80: "Folk", 101: "Speech", 147: "Synthpop",
		148: "Abstract", 183: "Audiobook", 186: "Podcast", 191: "Psybient", 192: "", 255: "",
	} {
		if got := id3Genre(n); got != want {
			t.Errorf("id3Genre(%d) = %q, want %q", n, got, want)
		}
	}
}
