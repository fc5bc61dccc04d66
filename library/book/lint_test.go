package book

import "testing"

func TestMisnamed(t *testing.T) {
	for _, c := range []struct {
		path, container string
		want            bool
	}{
		{"a.mp3", "mp3", false},
		{"a.MP3", "mp4", true},
		{"a.m4b", "mp4", false},
		{"a.opus", "ogg", false},
		{"a.wv", "ape", false}, // nobody here knows
		{"a.mp3", "", false},
	} {
		if got := (&File{Path: c.path, Media: Pack(&Media{Container: c.container})}).Misnamed(); got != c.want {
			t.Errorf("%s with %s in it: %v", c.path, c.container, got)
		}
	}
	if (&File{Path: "a.mp3"}).Misnamed() {
		t.Error("a file that was not read is misnamed")
	}
}
