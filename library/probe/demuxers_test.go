package probe

import (
	"os/exec"
	"strings"
	"testing"

	"lectern/library/book"
)

// TestDemuxers: ffprobe knows what the table of formats calls for. A format whose
// demuxer is missing would be listed and never read.
func TestDemuxers(t *testing.T) {
	program, err := exec.LookPath("ffprobe")
	if err != nil {
		t.Skip("ffprobe is not installed")
	}
	out, err := exec.Command(program, "-hide_banner", "-demuxers").Output()
	check(t, err)
	known := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if words := strings.Fields(line); len(words) > 1 {
			for name := range strings.SplitSeq(words[1], ",") {
				known[name] = true
			}
		}
	}
	for _, f := range book.Formats {
		if !known[f.Demuxer] {
			t.Errorf("ffprobe has no demuxer %q for .%s", f.Demuxer, f.Extension)
		}
	}
}
