package scan

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

func isText(name string) bool { return strings.HasSuffix(name, ".txt") }

// listBeside walks dir and returns the sidecars, by folder below root. It
// checks that they come after the files.
func listBeside(t testing.TB, root, dir string, opts Options) (map[string]Beside, Report) {
	t.Helper()
	all, seen := map[string]Beside{}, map[string]int{}
	opts.Beside = isText
	opts.Sidecars = func(some []Beside) {
		if len(some) == 0 {
			t.Error("an empty batch of sidecars")
		}
		for _, b := range some {
			name, err := filepath.Rel(root, b.Folder)
			check(t, err)
			name = filepath.ToSlash(name)
			if _, twice := all[name]; twice || len(b.Names) == 0 {
				t.Errorf("%q twice, or empty: %+v", name, b)
			}
			all[name] = b
			if n := seen[b.Folder]; name == "many" && n != 2*batchLen+1 {
				t.Errorf("%q came after %d files", name, n)
			}
		}
	}
	r, err := Walk(t.Context(), root, dir, opts, func(files []book.File) {
		for _, f := range files {
			seen[f.Folder()]++
		}
	})
	check(t, err)
	return all, r
}

func names(all map[string]Beside) map[string][]string {
	byFolder := map[string][]string{}
	for folder, b := range all {
		byFolder[folder] = b.Names
	}
	return byFolder
}

func TestBeside(t *testing.T) {
	root := tree(t, "a.mp3", "z.txt", "b.txt", ".dot.txt", "x.jpg", "plain/a.mp3", "plain/x.jpg", "alone/a.txt", "one/two/a.txt",
		"hidden/.ignore", "hidden/a.txt", "dir.txt/a.mp3", "linked.txt -> one/two/a.txt", "broken.txt -> nowhere",
		"passed/no.txt", "passed/yes.txt", "many/a.txt")
	for i := range 2*batchLen + 1 {
		grow(t, root, fmt.Sprintf("many/%03d.mp3", i))
	}
	opts := Options{Patterns: "no.txt"}
	all, report := listBeside(t, root, root, opts)
	same := func(what string, got map[string]Beside, want map[string][]string) {
		t.Helper()
		if !reflect.DeepEqual(names(got), want) {
			t.Errorf("%s: %q", what, names(got))
		}
	}
	same("all", all, map[string][]string{
		".": {"b.txt", "linked.txt", "z.txt"}, "alone": {"a.txt"}, "one/two": {"a.txt"}, "passed": {"yes.txt"}, "many": {"a.txt"},
	})
	again, _ := listBeside(t, root, root, opts)
	if !reflect.DeepEqual(again, all) {
		t.Error("the second walk differs")
	}
	flat, shallow := listBeside(t, root, root, Options{Flat: true})
	same("flat", flat, map[string][]string{".": {"b.txt", "linked.txt", "z.txt"}})
	if !reflect.DeepEqual(flat["."], all["."]) {
		t.Error("a flat walk differs")
	}
	part, _ := listBeside(t, root, filepath.Join(root, "one"), opts)
	same("a part", part, map[string][]string{"one/two": {"a.txt"}})

	// Whether a folder has none any more.
	for folder, want := range map[string][2]bool{"plain": {true, false}, ".": {true, true}, "gone": {true, true}, "hidden": {true, false}} {
		in := filepath.Join(root, folder, "any")
		if got := [2]bool{report.Covers(in), shallow.Covers(in)}; got != want {
			t.Errorf("%s: covered %v, want %v", folder, got, want)
		}
	}
	files, _ := list(t, root, root)
	if _, is := files["b.txt"]; is {
		t.Error("a sidecar is a file")
	}
}

// TestStamp changes the sidecars of a folder in every possible way.
func TestStamp(t *testing.T) {
	root := tree(t, "a.txt", "b.txt", "a.mp3")
	stamp := func() uint64 {
		all, _ := listBeside(t, root, root, Options{})
		return all["."].Stamp
	}
	at := func(name string) string { return filepath.Join(root, name) }
	seen := map[uint64]string{stamp(): "at first"}
	for _, c := range []struct {
		what string
		do   func() error
		same bool
	}{
		{"audio grew", func() error { return os.WriteFile(at("a.mp3"), []byte("more"), 0o600) }, true},
		{"size", func() error { return os.WriteFile(at("a.txt"), []byte("more of it"), 0o600) }, false},
		{"time", func() error { return os.Chtimes(at("a.txt"), time.Time{}, time.Unix(1e9, 5)) }, false},
		{"renamed", func() error { return os.Rename(at("b.txt"), at("c.txt")) }, false},
		{"one more", func() error { return os.WriteFile(at("d.txt"), nil, 0o600) }, false},
		{"gone", func() error { return os.Remove(at("a.txt")) }, false},
	} {
		before := stamp()
		check(t, c.do())
		now := stamp()
		if earlier, known := seen[now]; known != c.same || c.same && now != before {
			t.Errorf("%s: the stamp is that of %q", c.what, earlier)
		}
		seen[now] = c.what
	}
}
