package group_test

import (
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// TestAuthorsAbove: authors whose names look unlike "First Last" keep their books.
func TestAuthorsAbove(t *testing.T) {
	for _, author := range []string{
		"Ursula K. Le Guin", "Ursula Le Guin", "John Le Carré", "Thomas à Kempis", "Preston & Child", "Sjöwall & Wahlöö", "Klüpfel & Kobr",
		"Die Gebrüder Grimm", "The Brothers Grimm", "Stephen King (Richard Bachman)", "Agatha Christie (1890-1976)", "agatha christie",
		"Clive Cussler with Jack Du Brul", "Ian Fleming [complete]", "El James", "Den Patrick",
	} {
		credit := strings.Join(group.People(author), "+")
		for _, c := range []struct {
			parts []group.Part
			want  string
		}{
			{files(author, "01 - Low Tide/1.mp3"), credit + " / Low Tide: 1"},
			{files(author, "Agent Blackreed/Low Tide/1.mp3"), credit + " / Agent Blackreed / Low Tide: 1"},
			{[]group.Part{part(0, author+"/01 - Low Tide/1.mp3", &book.Tags{Album: "Low Tide", Artist: "Ada Brook, Per Brook"})}, "Ada Brook+Per Brook / Low Tide: 1"},
			{[]group.Part{part(0, author+"/Agent Blackreed/Low Tide/1.mp3", &book.Tags{Album: "Low Tide", Artist: "Ada Brook, Per Brook"})},
				"Ada Brook+Per Brook / Agent Blackreed / Low Tide: 1"},
		} {
			if got := grown(c.parts); !slices.Equal(got, []string{c.want}) {
				t.Errorf("%s: %q, want %q", author, got, c.want)
			}
		}
	}
}
