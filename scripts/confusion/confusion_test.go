package main

import (
	"math/rand/v2"
	"testing"
)

// TestTitles: the list is complete, and no two books of a library share a file.
func TestTitles(t *testing.T) {
	all, err := titles()
	if err != nil {
		t.Fatal(err)
	}
	languages := map[string]bool{}
	for _, title := range all {
		languages[title.language] = true
		if title.narrator == "" || title.name == "" || title.authors[0] == "" || (title.series == "") != (title.part == "") {
			t.Errorf("%+v", title)
		}
	}
	if len(all) < 200 || len(languages) != 12 {
		t.Errorf("%d titles in %d languages", len(all), len(languages))
	}
	for _, tool := range tools {
		for n := range perTool {
			lay := tool.lay(rand.New(rand.NewPCG(uint64(n), 1)))
			taken := map[string]string{}
			for _, title := range all {
				for _, f := range lay(title).files {
					if other, known := taken[f.path]; known {
						t.Errorf("%s: %q of %q and %q", tool.name, f.path, title.name, other)
					}
					taken[f.path] = title.name
				}
			}
		}
	}
}
