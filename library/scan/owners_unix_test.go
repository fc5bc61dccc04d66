//go:build unix

package scan

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lectern/library/book"
)

// elsewhere walks a folder that another root has.
func elsewhere(t *testing.T, root, dir string, opts Options, other string) {
	t.Helper()
	r, err := Walk(t.Context(), root, dir, opts, func(f []book.File) { t.Error("emitted", f) })
	var e Elsewhere
	if !errors.As(err, &e) || e.Root != other {
		t.Errorf("%s: %v, want it in %s", dir, err, other)
	}
	if r.Covers(dir) || r.Covers(dir+"/x.mp3") {
		t.Errorf("%s is covered", dir)
	}
}

func TestNestedRoots(t *testing.T) {
	outer := tree(t, "a.mp3", "in/b.mp3", "in/deep/c.mp3", "way -> in", "deeper -> in/deep", "file.mp3 -> in/b.mp3", "own -> x", "x/y.mp3", "in/out -> ../x")
	inner := filepath.Join(outer, "in")
	opts := Options{Others: []Other{{Path: inner, Earlier: true}, {Path: outer + "/none"}}}
	files, r := listWith(t, outer, outer, opts)
	want(t, files, "a.mp3", "x/y.mp3")
	covers(t, r, outer, false, "in/b.mp3", "way/gone.mp3", "deeper/c.mp3", "file.mp3")
	covers(t, r, outer, true, "gone.mp3", "x/gone.mp3")
	for path, root := range map[string]string{"in/b.mp3": inner, "way/x": inner, "deeper": inner, "file.mp3": inner, "x/y.mp3": "", "inn": ""} {
		if got := r.Other(filepath.Join(outer, path)); got != root {
			t.Errorf("%q is of %q", path, got)
		}
	}
	for _, dir := range []string{"in", "in/deep", "way", "deeper"} {
		elsewhere(t, outer, filepath.Join(outer, dir), opts, inner)
	}

	// It is known by whatever name the library has for it.
	alias := filepath.Join(tree(t), "alias")
	check(t, os.Symlink(inner, alias))
	files, _ = listWith(t, outer, outer, Options{Others: []Other{{Path: alias, Earlier: true}}})
	want(t, files, "a.mp3", "x/y.mp3")

	// A newer root that lies in the outer one by a link owns nothing, as its own walk says.
	newer := Options{Others: []Other{{Path: alias}}}
	for _, dir := range []string{"", "in", "in/deep"} {
		files, r = listWith(t, outer, filepath.Join(outer, dir), newer)
		if _, found := files["in/deep/c.mp3"]; !found {
			t.Errorf("walk of %q: no in/deep/c.mp3", dir)
		}
		covers(t, r, outer, true, "in/deep/gone.mp3")
	}
	elsewhere(t, alias, alias, Options{Others: []Other{{Path: outer, Earlier: true}}}, outer)

	// The inner root has the files in it, whichever root was first, and no others.
	files, _ = listWith(t, inner, inner, Options{Others: []Other{{Path: outer, Earlier: true}}})
	want(t, files, "b.mp3", "deep/c.mp3")
	elsewhere(t, inner, filepath.Join(inner, "out"), Options{Others: []Other{{Path: outer}}}, outer)
}

// TestFileAsRoot: a root that is a file, because the user named one, owns nothing.
func TestFileAsRoot(t *testing.T) {
	outer := tree(t, "a.mp3", "in/b.mp3", "link.mp3 -> a.mp3")
	opts := Options{Others: []Other{{Path: outer + "/a.mp3", Earlier: true}, {Path: outer + "/in/b.mp3/c", Earlier: true}}}
	files, r := listWith(t, outer, outer, opts)
	want(t, files, "a.mp3", "in/b.mp3", "link.mp3")
	covers(t, r, outer, true, "a.mp3")
}

func TestLinksIntoOtherRoots(t *testing.T) {
	other := tree(t, "deep/a.mp3", "b.mp3")
	outside := tree(t, "c.mp3")
	check(t, os.Symlink(filepath.Join(other, "deep"), filepath.Join(outside, "back")))
	root := tree(t, "d.mp3", "1 -> "+other, "2 -> "+other+"/deep", "3.mp3 -> "+other+"/b.mp3", "4 -> "+outside, "5.mp3 -> "+other+"/gone.mp3")
	files, r := listWith(t, root, root, Options{Others: []Other{{Path: other}}})
	want(t, files, "d.mp3", "4/c.mp3", "5.mp3")
	covers(t, r, root, false, "1/x.mp3", "2/x.mp3", "3.mp3", "4/back/x.mp3")
	covers(t, r, root, true, "4/x.mp3", "5.mp3")
}

func TestTwinRoots(t *testing.T) {
	real := tree(t, "a.mp3", "deep/b.mp3")
	link := filepath.Join(tree(t), "link")
	check(t, os.Symlink(real, link))
	files, _ := listWith(t, link, link, Options{Others: []Other{{Path: real}}})
	want(t, files, "a.mp3", "deep/b.mp3")
	elsewhere(t, link, link, Options{Others: []Other{{Path: real, Earlier: true}}}, real)
	elsewhere(t, real, real+"/deep", Options{Others: []Other{{Path: link, Earlier: true}}}, link)
	files, _ = listWith(t, real, real+"/deep", Options{Others: []Other{{Path: link}}})
	want(t, files, "deep/b.mp3")
}

func TestFlatKnowsLinks(t *testing.T) {
	outside := tree(t, "o.mp3")
	root := tree(t, "a.mp3", "link -> "+outside, "dead -> nowhere", "b.mp3 -> a.mp3", "f.mp3 -> "+outside)
	files, r := listWith(t, root, root, Options{Flat: true})
	want(t, files, "a.mp3", "b.mp3")
	covers(t, r, root, false, "link/o.mp3", "dead/x.mp3", "f.mp3/o.mp3")
}

func TestPatternsOnLinks(t *testing.T) {
	outside := tree(t, "o.mp3")
	root := tree(t, "a.mp3", "1 -> "+outside, "2 -> nowhere", "x.mp3 -> a.mp3", "y.mp3 -> nowhere")
	files, _ := listWith(t, root, root, Options{Patterns: "1/\nx*"})
	want(t, files, "a.mp3", "y.mp3")
}
