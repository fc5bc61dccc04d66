package scan

import (
	"path/filepath"
	"testing"
)

func covers(t *testing.T, r Report, root string, is bool, names ...string) {
	t.Helper()
	for _, name := range names {
		if r.Covers(filepath.Join(root, name)) != is {
			t.Errorf("%q is covered: %v", name, !is)
		}
	}
}

func TestFlat(t *testing.T) {
	root := tree(t, "a.mp3", "sub/b.mp3", "sub/deep/c.mp3", ".hidden/d.mp3", "@eaDir/e.mp3", "folder.mp3/f.mp3", "note.txt", "marked/.nomedia", "marked/in/x.mp3")
	files, r := listWith(t, root, root, Options{Flat: true})
	want(t, files, "a.mp3")
	if r.Folders != 1 {
		t.Errorf("%d folders", r.Folders)
	}
	covers(t, r, root, true, "a.mp3", "gone.mp3", "gone/x.mp3", "gone/deep/x.mp3", "folder.mp3", "note.txt/x.mp3")
	covers(t, r, root, false, "sub/b.mp3", "sub/deep/c.mp3", "sub/gone/x.mp3", ".hidden/d.mp3", "@eaDir/e.mp3", "folder.mp3/f.mp3", "marked/x.mp3")

	files, r = listWith(t, root, filepath.Join(root, "sub"), Options{Flat: true})
	want(t, files, "sub/b.mp3")
	covers(t, r, root, true, "sub/gone.mp3", "sub/gone/x.mp3")
	covers(t, r, root, false, "sub/deep/c.mp3", "a.mp3", "gone/x.mp3")

	// What a walk of the root never comes to has no files, and no more is known.
	files, r = listWith(t, root, filepath.Join(root, "marked"), Options{Flat: true})
	want(t, files)
	covers(t, r, root, true, "marked/x.mp3", "marked/gone/x.mp3")
	covers(t, r, root, false, "marked/in/x.mp3")
}

func TestPatterns(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "Samples/c.mp3", "x/Samples/d.mp3", "x/e.mp3", "x/deep/f.mp3", "y/e.mp3")
	opts := Options{Patterns: "# not these\nSamples/\n/b.*\nx/*\n!x/e.mp3\n["}
	files, r := listWith(t, root, root, opts)
	want(t, files, "a.mp3", "x/e.mp3", "y/e.mp3")
	covers(t, r, root, true, "b.mp3", "Samples/c.mp3", "x/deep/f.mp3")
	for patterns, skips := range map[string]bool{"": false, "*.txt": false, "b.*": true, "x/deep": true, "*.jpg": false} {
		if _, r := listWith(t, root, root, Options{Patterns: patterns}); r.Skipped != skips || r.HasMarkers() {
			t.Errorf("%q: skipped %v, marked %v", patterns, r.Skipped, r.HasMarkers())
		}
	}
	for _, dir := range []string{"Samples", "x/deep", "x/Samples"} {
		files, r := listWith(t, root, filepath.Join(root, dir), opts)
		want(t, files)
		covers(t, r, root, true, dir+"/c.mp3")
	}
	files, _ = listWith(t, root, filepath.Join(root, "x"), opts)
	want(t, files, "x/e.mp3")
}
