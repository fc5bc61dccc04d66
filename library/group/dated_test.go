package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestDatedNames: a name and a year are an author and a title if other folders go on with
// titles or the tags have the same author, and a title and its year otherwise.
func TestDatedNames(t *testing.T) {
	folders := func(in string, names ...string) (all []group.Part) {
		for _, name := range names {
			all = append(all, at(in+name+"/1.mp3"))
		}
		return all
	}
	tagged := func(name, artist string) []group.Part {
		return []group.Part{part(0, name+"/1.mp3", &book.Tags{Artist: artist})}
	}
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{folders("", "George Orwell - 1984", "George Orwell - Animal Farm"), []string{"George Orwell / 1984: 1", "George Orwell / Animal Farm: 1"}},
		{folders("", "Bo Day - 1356", "Bo Day - The Ebb", "Jane Eyre - 1847"), []string{"Bo Day / 1356: 1", "Bo Day / The Ebb: 1", "Jane Eyre: 1"}},
		{files("", "Bo Day - 1356.m4b", "Bo Day - The Ebb.m4b", "Jane Eyre - 1847.m4b"), []string{"Bo Day / 1356: Bo Day - 1356", "Bo Day / The Ebb: Bo Day - The Ebb", "Jane Eyre: Jane Eyre - 1847"}},
		{folders("", "George Orwell - 1984"), []string{"George Orwell / 1984: 1"}},
		{folders("", "George Orwell - 1984 - Unabridged"), []string{"George Orwell / 1984: 1"}},
		{tagged("Bo Day - 1356", "Day, Bo"), []string{"Bo Day / 1356: 1"}},

		{folders("", "Jane Eyre - 1847"), []string{"Jane Eyre: 1"}},
		{folders("", "Oliver Twist - 1838", "David Copperfield - 1850", "Martin Chuzzlewit - 1844"), []string{"Oliver Twist: 1", "David Copperfield: 1", "Martin Chuzzlewit: 1"}},
		{folders("", "Jane Eyre - 1984", "Peter Pan - 1991"), []string{"Jane Eyre: 1", "Peter Pan: 1"}},
		{folders("", "Jane Eyre - 1847", "Jane Eyre - Unabridged"), []string{"Jane Eyre: 1", "Jane Eyre: 1"}},
		{folders("", "Silas Marner - 1861", "Silas Marner - Mary Ann Evans"), []string{"Silas Marner: 1", "Silas Marner / Mary Ann Evans: 1"}},
		{folders("", "Tom Jones - 1749", "Tom Jones - 2"), []string{"Tom Jones: 1", "Tom Jones: 1"}},
		{folders("Charlotte Brontë/", "Jane Eyre - 1984"), []string{"Charlotte Brontë / Jane Eyre: 1"}},
		{folders("Charlotte Brontë/", "Jane Eyre - 1847", "Jane Eyre - A Life"), []string{"Charlotte Brontë / Jane Eyre: 1", "Charlotte Brontë / Jane Eyre: 1"}},
		{tagged("Jane Eyre - 1984", "Charlotte Brontë"), []string{"Charlotte Brontë / Jane Eyre: 1"}},
		{folders("", "Steve Jobs - 2011"), []string{"Steve Jobs: 1"}},
		{folders("", "Moll Flanders - 1722 - Unabridged"), []string{"Moll Flanders: 1"}},
		{folders("", "Low Tide - 1984"), []string{"Low Tide: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.parts[0].File.Path, got, c.want)
		}
	}
}
