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

// TestWrapperFolders: what follows an author in the name of a folder is a series only if
// the folder has several books, or a volume, and it is not a remark.
func TestWrapperFolders(t *testing.T) {
	one := func(path string, tags book.Tags) []group.Part { return []group.Part{part(0, path, &tags)} }
	for _, c := range []struct {
		parts []group.Part
		want  []string
	}{
		{one("Neil Gaiman - American Gods/Read by George Guidall/1.mp3", book.Tags{Album: "American Gods"}), []string{"Neil Gaiman / American Gods {George Guidall}: 1"}},
		{one("Stephen King - It/Steven Weber/1.mp3", book.Tags{Album: "It"}), []string{"Stephen King / It: 1"}},
		{one("Stephen King/Stephen King - It/Steven Weber/1.mp3", book.Tags{Album: "It"}), []string{"Stephen King / It: 1"}},
		{append(one("Stephen King - It/Steven Weber/1.mp3", book.Tags{Album: "It"}), one("Stephen King - It/Frank Muller/1.mp3", book.Tags{Album: "It"})...),
			[]string{"Stephen King / It: 1", "Stephen King / It: 1"}},
		{files("Stephen King - It", "It - Unabridged/1.mp3", "It - Abridged/1.mp3"), []string{"Stephen King / It: 1", "Stephen King / It: 1"}},
		{files("Neil Gaiman - American Gods (2011)", "American Gods/1.mp3"), []string{"Neil Gaiman / American Gods: 1"}},
		{files("Neil Gaiman - American Gods [Audiobook]", "American Gods/1.mp3"), []string{"Neil Gaiman / American Gods: 1"}},
		{files("Neil Gaiman - American Gods (2011) [64k]", "American Gods/1.mp3"), []string{"Neil Gaiman / American Gods: 1"}},
		{one("Harry Potter - Stephen Fry/01 - Fog/1.mp3", book.Tags{Album: "Fog", Artist: "J.K. Rowling"}), []string{"J.K. Rowling / Fog: 1"}},
		{files("Lee Child - Unabridged", "Fog/1.mp3", "Mud/1.mp3"), []string{"Lee Child / Fog: 1", "Lee Child / Mud: 1"}},
		{files("Lee Child - English", "Fog/1.mp3", "Mud/1.mp3"), []string{"Lee Child / Fog: 1", "Lee Child / Mud: 1"}},
		{files("Lee Child - Complete Works", "Fog/1.mp3", "Mud/1.mp3"), []string{"Lee Child / Fog: 1", "Lee Child / Mud: 1"}},
		{files("Lee Child - 1997-2010", "01 - Fog/1.mp3", "02 - Mud/1.mp3"), []string{"Lee Child / Fog: 1", "Lee Child / Mud: 1"}},
		{files("Lee Child - read by Jeff Harding", "Fog/1.mp3", "Mud/1.mp3"), []string{"Lee Child / Fog: 1", "Lee Child / Mud: 1"}},
		{files("Ada Brook - Grey Fen (2011) [64k]", "01 - Fog/1.mp3", "Mud/1.mp3"), []string{"Ada Brook / Grey Fen #1 / Fog: 1", "Ada Brook / Grey Fen / Mud: 1"}},
		{files("Fog by Ada Brook", "Fog (Disc 01)/1.mp3", "Fog (Disc 02)/1.mp3"), []string{"Ada Brook / Fog: Fog (Disc 01)/1, Fog (Disc 02)/1"}},
		{files("Call Me by Your Name", "Call Me/1.mp3"), []string{"Call Me by Your Name / Call Me: 1"}},
		{files("Fog by Ada Brook", "Mud/1.mp3", "Fen/1.mp3"), []string{"Fog by Ada Brook / Mud: 1", "Fog by Ada Brook / Fen: 1"}},
		{one("Ada Brook - Fen/01 - Fog/1.mp3", book.Tags{Album: "Fen", Title: "Fog"}), []string{"Ada Brook / Fen #1 / Fog: 1"}},
		{files("Ada Brook", "Fen 1 - Fog/1.mp3", "Fen 2 - Mud/1.mp3", "Apollo 13 - Moon/1.mp3", "Area 51 - Fog/1.mp3", "Area 51 - Mud/1.mp3"),
			[]string{"Ada Brook / Fen #1 / Fog: 1", "Ada Brook / Fen #2 / Mud: 1", "Ada Brook / Apollo 13: 1", "Ada Brook / Area 51: 1", "Ada Brook / Area 51: 1"}},
		{files("", "Ada Brook - Fen 101 - Fog/1.mp3", "Ada Brook - Fen 102 - Mud/1.mp3", "Fen 2 - Fog/1.mp3", "Fen 3 - Mud/1.mp3"),
			[]string{"Ada Brook / Fen #101 / Fog: 1", "Ada Brook / Fen #102 / Mud: 1", "Fen #2 / Fog: 1", "Fen #3 / Mud: 1"}},
		{files("Ada Brook", "World War 1 - A History/1.mp3", "World War 2 - A History/1.mp3", "Lecture 1 - Fog/1.mp3", "Lecture 2 - Mud/1.mp3"),
			[]string{"Ada Brook / World War 1: 1", "Ada Brook / World War 2: 1", "Ada Brook / Lecture 1: 1", "Ada Brook / Lecture 2: 1"}},
		{files("", "Ada Brook - Fog - Bo Day (Narrator)/1.mp3"), []string{"Ada Brook / Fog {Bo Day}: 1"}},
		{files("Ada Brook", "Fog (Fen Book 1) - Ada Brook/1.mp3", "Mud (Fen, #2) - A Tale/1.mp3", "Fog (1984) - A Tale/1.mp3"),
			[]string{"Ada Brook / Fen #1 / Fog: 1", "Ada Brook / Fen #2 / Mud: 1", "Ada Brook / Fog (1984): 1"}},
		{files("", "Low Tide (Fen Saga 1) - Ada Brook/1.mp3", "Golden Son (Red Reed, Book 2) - Bo Day/1.mp3", "Mud (Reed, Book 1) - J. S. A. Day/1.mp3"),
			[]string{"Ada Brook / Fen Saga #1 / Low Tide: 1", "Bo Day / Red Reed #2 / Golden Son: 1", "J. S. A. Day / Reed #1 / Mud: 1"}},
		{files("", "Low Tide (Fen Saga 1) - A Novel/1.mp3", "High Tide (Fen Saga 2)/1.mp3", "Ada Brook - Mud (Fen Saga 3)/1.mp3", "Ada Brook - Reed (Fen Saga 4) - A Novel/1.mp3", "Fog (Fen Saga 5) - The Reed Day/1.mp3"),
			[]string{"Fen Saga #1 / Low Tide: 1", "Fen Saga #2 / High Tide: 1", "Ada Brook / Fen Saga #3 / Mud: 1", "Ada Brook / Fen Saga #4 / Reed: 1", "Fen Saga #5 / Fog: 1"}},
		{files("", "Low Tide (Fen Saga, Book 1) - Ada Brook.m4b"), []string{"Ada Brook / Fen Saga #1 / Low Tide: Low Tide (Fen Saga, Book 1) - Ada Brook"}},
		{one("Bo Kane/Biography/1.mp3", book.Tags{Title: "Bo Kane", Artist: "Ada Brook"}), []string{"Ada Brook / Bo Kane: 1"}},
		{one("Bo Kane/Bo/1.mp3", book.Tags{Title: "Bo Kane", AlbumArtist: "Ada Brook"}), []string{"Ada Brook / Bo Kane: 1"}},
		{one("Bo Kane/Low Tide/1.mp3", book.Tags{Title: "Bo Kane"}), []string{"Bo Kane / Low Tide: 1"}},
		{one("Bo Kane/Low Tide/1.mp3", book.Tags{Title: "Bo Kane", Artist: "Kane, Bo"}), []string{"Bo Kane / Low Tide: 1"}},
		{files("Plato", "Low Tide (Fen Saga 1) - Dark Water/1.mp3"), []string{"Plato / Fen Saga #1 / Low Tide: 1"}},
		{files("Fantasy", "Low Tide (Fen Saga, Book 1) - Ada Brook/1.mp3"), []string{"Ada Brook / Fen Saga #1 / Low Tide: 1"}},
		{one("Low Tide (Fen Saga 1) - Ada Brook/1.mp3", book.Tags{Artist: "Bo Day"}), []string{"Bo Day / Fen Saga #1 / Low Tide: 1"}},
		{one("Low Tide (Fen Saga 1) - Ada Brook/1.mp3", book.Tags{Artist: "Ada Brook"}), []string{"Ada Brook / Fen Saga #1 / Low Tide: 1"}},
		{files("Ada Brook/Fen/Fog", "Fen 01 - Fog - CD1/1.mp3", "Fen 01 - Fog - CD2/1.mp3"), []string{"Ada Brook / Fen / Fog: Fen 01 - Fog - CD1/1, Fen 01 - Fog - CD2/1"}},
		{files("Ada Brook/Fog", "Mud CD1/1.mp3", "Reed CD1/1.mp3"), []string{"Ada Brook / Fog / Mud: Mud CD1/1", "Ada Brook / Fog / Reed: Reed CD1/1"}},
		{files("Mud Box Set", "Ada Brook - Fog.m4b", "Bo Day - Mud.m4b"), []string{"Ada Brook / Fog: Ada Brook - Fog", "Bo Day / Mud: Bo Day - Mud"}},
		{files("C. J. Box", "Ada Brook - Fog.m4b", "Bo Day - Mud.m4b"), []string{"C. J. Box / Ada Brook - Fog: Ada Brook - Fog", "C. J. Box / Bo Day - Mud: Bo Day - Mud"}},
		{append(one("Ada Brook/Fen 1 - Fog/1.mp3", book.Tags{Album: "Fen 1 - Fog"}), one("Ada Brook/Fen 2 - Mud/1.mp3", book.Tags{Album: "Mud"})...),
			[]string{"Ada Brook / Fen #1 / Fog: 1", "Ada Brook / Fen #2 / Mud: 1"}},
	} {
		if got := grown(c.parts); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.parts[0].File.Path, got, c.want)
		}
	}
}

// TestNumbersInSeries: a number behind a word of the series can belong to the title.
func TestNumbersInSeries(t *testing.T) {
	want := []string{"Ada Brook / The Apollo Series / Apollo 13: Lost Moon: 1"}
	if got := grown(files("Ada Brook/The Apollo Series", "Apollo 13: Lost Moon/1.mp3")); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestVolumesOfSeries: the names of volumes begin with their series, without the word for a
// series that its folder has.
func TestVolumesOfSeries(t *testing.T) {
	for series, volume := range map[string]string{"The Fen Series": "The Fen 02 Fog", "Fen-Reihe": "Fen 02. Fog", "Fen Trilogy": "Fen #2 Fog"} {
		want := []string{"Ada Brook / " + series + " #2 / Fog: 1"}
		if got := grown(files("Ada Brook/"+series, volume+"/1.mp3")); !slices.Equal(got, want) {
			t.Errorf("%s/%s: %q, want %q", series, volume, got, want)
		}
	}
}
