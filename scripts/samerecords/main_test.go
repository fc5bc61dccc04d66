package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCompare: records that differ, or that are missing without a word, are problems.
func TestCompare(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	linux := file("linux", `{"path":"/b/a/x.mp3","title":"X","modified":"1"}
{"path":"/b/dot./y.mp3","title":"Y"}
{"path":"/b/z?.mp3","title":"Z"}
`)
	x, z := `{"path":"Z:\\b\\a\\x.mp3","title":"X","modified":"2"}`, `{"path":"Z:\\b\\z?.mp3","state":"failed","fault":"Windows cannot open this name"}`
	const told = `lectern: "Z:\\b\\dot.": Windows cannot open this name`
	for _, c := range []struct {
		windows, told string
		problems      int
	}{
		{x + "\n" + z, told, 0},
		{x + "\n" + z, "", 1},
		{z, told, 1},
		{strings.Replace(x, `"X"`, `"x"`, 1) + "\n" + z, told, 1},
		{x + "\n" + z + "\n" + `{"path":"Z:\\b\\new.mp3"}`, told, 1},
	} {
		var out strings.Builder
		if n, err := compare("/b", linux, file("windows", c.windows), file("errors", c.told), &out); err != nil || n != c.problems {
			t.Errorf("%d problems, want %d, %v: %s", n, c.problems, err, out.String())
		}
	}
}
