package corpus

import (
	"path"
	"strings"
	"testing"
)

// TestPlan: the plan decides everything that matters about a large corpus, and costs
// nothing, because no audio is copied.
func TestPlan(t *testing.T) {
	for _, opts := range []Options{{Files: 1}, {Files: 7}, {Files: 60}, {Files: 882}, {Files: 5000, Seed: 3}, {Files: 882, Clean: true}} {
		p := planFor(opts)
		if len(p.jobs) != opts.Files {
			t.Errorf("%+v plans %d files", opts, len(p.jobs))
		}
		seen, broken, parts := map[string]bool{}, 0, map[string]int{}
		for _, j := range p.jobs {
			// As on a file system that ignores case.
			if key := strings.ToLower(j.rel); seen[key] {
				t.Errorf("%+v plans %q twice", opts, j.rel)
			} else {
				seen[key] = true
			}
			if j.damage != nil {
				broken++
			} else if j.format != "mp4" || strings.HasSuffix(j.rel, ".m4a") {
				parts[path.Dir(j.rel)]++
			}
			for name := range strings.SplitSeq(j.rel, "/") {
				if len(name) > 255 || name == "" {
					t.Errorf("%+v plans the name %q", opts, name)
				}
			}
			if j.damage == nil && (j.seconds < 40 || j.seconds > 20*3600) {
				t.Errorf("%+v plans %q of %.0f s", opts, j.rel, j.seconds)
			}
		}
		if opts.Clean && broken > 0 {
			t.Errorf("%d broken files in a clean corpus", broken)
		}
		if opts.Files == 882 && !opts.Clean && (broken < 17 || broken > 19) {
			t.Errorf("%d of 882 files are broken, want 2 %%", broken)
		}
	}
	formats, longest := map[string]int{}, 0.0
	for _, j := range planFor(Options{Files: 882}).jobs {
		formats[j.format]++
		longest = max(longest, j.seconds)
	}
	for _, format := range []string{"mp3", "mp4", "flac", "ogg", "opus", "wma", "wav"} {
		if formats[format] < 5 {
			t.Errorf("%d files of %s in 882", formats[format], format)
		}
	}
	if longest < 19*3600 {
		t.Errorf("the longest of 882 files has %.0f s", longest)
	}
	folders := map[string]bool{}
	for _, j := range planFor(Options{Books: 120, Clean: true}).jobs {
		dir := path.Dir(j.rel)
		if j.rec.discs > 1 {
			dir = path.Dir(dir)
		}
		folders[dir] = true
	}
	if len(folders) != 120 {
		t.Errorf("%d folders for 120 books", len(folders))
	}
}
