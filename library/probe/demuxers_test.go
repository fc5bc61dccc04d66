package probe

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"lectern/library/book"
)

// TestDemuxers: ffprobe knows every demuxer in the table of formats. A scan would list
// a format whose demuxer is missing, and never read it.
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

// TestNamedFormatsAreListed: a scan lists each extension that docs/PROBING.md
// names.
func TestNamedFormatsAreListed(t *testing.T) {
	text, err := os.ReadFile("../../docs/PROBING.md")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile("`(\\.[a-z0-9]+)`").FindAllSubmatch(text, -1)
	if len(names) == 0 {
		t.Error("none is named")
	}
	for _, name := range names {
		if book.FormatOf("x"+string(name[1])) == nil {
			t.Errorf("%s is named but not listed", name[1])
		}
	}
}
