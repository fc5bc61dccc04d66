//go:build unix

package scan

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestAliases(t *testing.T) {
	root := tree(t, "Ann/Book/a.mp3", "Ben/b.mp3")
	links := tree(t)
	link := func(name, to string) string {
		path := filepath.Join(links, name)
		check(t, os.Symlink(to, path))
		return path
	}
	ann, all := link("ann", root+"/Ann"), link("all", root)
	other := tree(t, "c.mp3")
	for _, c := range []struct {
		folder string
		roots  []string
		want   []string
	}{
		{ann, []string{root, other}, []string{root + "/Ann"}},
		{ann + "/Book", []string{root}, []string{root + "/Ann/Book"}},
		{all, []string{root}, []string{root}},
		{root, []string{all}, []string{all}},
		{root + "/Ann", []string{all}, []string{all + "/Ann"}},
		{root, []string{ann}, []string{ann}},
		{root + "/Ben", []string{ann, other}, nil},
		{root + "/Ann/", []string{root + "/"}, []string{root + "/Ann"}},
		{root + "/Ben/../Ann/./Book", []string{root}, []string{root + "/Ann/Book"}},
		{ann + "/Book/..", []string{root}, []string{root + "/Ann"}},
		{root + "/Ann", []string{root, root + "/Ann/Book", root + "/Ben"}, []string{root + "/Ann", root + "/Ann/Book"}}, // roots in roots
		{ann, []string{root + "/Ann/Book", root}, []string{root + "/Ann/Book", root + "/Ann"}},
		{root + "/none", []string{root}, nil},
		{other, []string{root, root + "/none"}, nil},
	} {
		if got := Aliases(t.Context(), []string{c.folder}, c.roots); !slices.Equal(got, c.want) {
			t.Errorf("%s in %v: %v, want %v", c.folder, c.roots, got, c.want)
		}
	}
}
