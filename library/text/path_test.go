package text_test

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"lectern/library/text"
)

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		path, dir string
		want      bool
	}{
		{"/a", "/a", true}, {"/a/b", "/a", true}, {"/a/b/c", "/a", true},
		{"/ab", "/a", false}, {"/a b", "/a", false}, {"/a", "/ab", false}, {"/a", "/a/b", false},
		{"/", "/", true}, {"/a", "/", true}, {"/a/b", "/", true}, {"", "/", false},
		{"/a/b", "/a/", true}, {"/a/", "/a/", true}, {"/a/", "/a", true}, {"/ab", "/a/", false},
		{"/a", "", false}, {"", "", true}, {"a/b", "a", true}, {"/A/b", "/a", false},
	} {
		if text.Within(c.path, c.dir) != c.want {
			t.Errorf("Within(%q, %q) is not %v", c.path, c.dir, c.want)
		}
	}
}

func TestFolderName(t *testing.T) {
	for path, want := range map[string]string{"/books/Mark Twain": "Mark Twain", "/": "/"} {
		if got := text.FolderName(filepath.FromSlash(path)); got != filepath.FromSlash(want) {
			t.Errorf("%s: %s, want %s", path, got, want)
		}
	}
	if runtime.GOOS == "windows" {
		for path, want := range map[string]string{`D:\`: `D:\`, `D:\Mark Twain`: "Mark Twain", `\\nas\books\`: `\\nas\books\`} {
			if got := text.FolderName(path); got != want {
				t.Errorf("%s: %s, want %s", path, got, want)
			}
		}
	}
}

func TestUpward(t *testing.T) {
	for _, c := range []struct{ path, dir, want string }{
		{"/a/b/c", "/a", "/a/b/c /a/b /a"},
		{"/a", "/a", "/a"},
		{"/a/b", "/", "/a/b /a /"},
		{"/", "/", "/"},
		{"/ab", "/a", ""},
		{"/a", "/a/b", ""},
		{"/a", "", ""},
	} {
		var want []string
		for _, path := range strings.Fields(c.want) {
			want = append(want, filepath.FromSlash(path))
		}
		if got := slices.Collect(text.Upward(filepath.FromSlash(c.path), filepath.FromSlash(c.dir))); !slices.Equal(got, want) {
			t.Errorf("from %q up to %q: %q", c.path, c.dir, got)
		}
	}
	// Paths of another system end nowhere, but they end.
	for range text.Upward("/r/a/b", "/r") {
	}
}
