package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestDatedNames: a name and a year are an author and a title if the tags have the same author,
// and a title and its year otherwise.
func TestDatedNames(t *testing.T) {
	folders := func(in string, names ...string) (all []group.Part) {
		for _, name := range names {
			all = append(all, at(in+name+"/1.mp3"))
		}
		return all
	}
	tagged := func(name string, t book.Tags) []group.Part { return []group.Part{part(0, name+"/1.mp3", &t)} }
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{tagged("Bo Day - 1356", book.Tags{Artist: "Day, Bo"}), []string{"Bo Day / 1356: 1"}},
		{tagged("Bo Day - 1356", book.Tags{Artist: "Bo Day", Album: "Bo Day - 1356"}), []string{"Bo Day / 1356: 1"}},
		{folders("", "George Orwell - 1984", "George Orwell - Animal Farm"), []string{"George Orwell / 1984: 1", "George Orwell / Animal Farm: 1"}},
		{folders("", "George Orwell - 1984 - Unabridged"), []string{"George Orwell / 1984: 1"}},

		{folders("", "Jane Eyre - 1847"), []string{"Jane Eyre: 1"}},
		{folders("", "Oliver Twist - 1838", "David Copperfield - 1850", "Martin Chuzzlewit - 1844"), []string{"Oliver Twist: 1", "David Copperfield: 1", "Martin Chuzzlewit: 1"}},
		{folders("", "Jane Eyre - 1984", "Peter Pan - 1991"), []string{"Jane Eyre: 1", "Peter Pan: 1"}},
		{folders("", "Jane Eyre - 1847", "Jane Eyre - Unabridged"), []string{"Jane Eyre: 1", "Jane Eyre: 1"}},
		{folders("", "Silas Marner - 1861", "Silas Marner - Mary Ann Evans"), []string{"Silas Marner: 1", "Silas Marner / Mary Ann Evans: 1"}},
		{folders("", "Tom Jones - 1749", "Tom Jones - 2"), []string{"Tom Jones: 1", "Tom Jones: 1"}},
		{folders("Charlotte Brontë/", "Jane Eyre - 1984"), []string{"Charlotte Brontë / Jane Eyre: 1"}},
		{folders("Charlotte Brontë/", "Jane Eyre - 1847", "Jane Eyre - A Life"), []string{"Charlotte Brontë / Jane Eyre: 1", "Charlotte Brontë / Jane Eyre: 1"}},
		{tagged("Anne Frank - 1947", book.Tags{Artist: "Anne Frank", Album: "Anne Frank"}), []string{"Anne Frank / Anne Frank: 1"}},
		{tagged("Jane Eyre - 1984", book.Tags{Album: "Jane Eyre"}), []string{"Jane Eyre: 1"}},
		{tagged("Jane Eyre - 1984", book.Tags{Artist: "Charlotte Brontë"}), []string{"Charlotte Brontë / Jane Eyre: 1"}},
		{folders("", "Steve Jobs - 2011"), []string{"Steve Jobs: 1"}},
		{folders("", "Moll Flanders - 1722 - Unabridged"), []string{"Moll Flanders: 1"}},
		{folders("", "Low Tide - 1984"), []string{"Low Tide: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.parts[0].File.Path, got, c.want)
		}
	}
}
