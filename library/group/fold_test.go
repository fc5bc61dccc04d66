package group_test

import (
	"slices"
	"testing"

	"lectern/library/group"
)

// Two spellings that are equal to the search are one album and one series.
func TestOneFolding(t *testing.T) {
	for _, c := range [][2]string{
		{"Die Straße", "Die Strasse"}, {"Mørk", "Mork"}, {"Julius Cæsar", "Julius Caesar"}, {"Łódź", "Lodz"}, {"Œuvres", "Oeuvres"},
	} {
		books := group.Books(folderOf("A/T", part(1, "A/T/1.mp3", album(c[0])), part(2, "A/T/2.mp3", album(c[1]))))
		if got := outline(books); !slices.Equal(got, []string{c[0] + ": 1.mp3, 2.mp3"}) {
			t.Errorf("%q and %q: %q", c[0], c[1], got)
		}
	}
}
