package group

import (
	"fmt"
	"testing"
)

// show returns a parsed folder name in short form, without empty fields.
func (n folderName) show() string {
	s := n.title
	add := func(before, v, after string) {
		if v != "" {
			s += before + v + after
		}
	}
	add(" | ", n.subtitle, "")
	add(" <", n.series, ">")
	add(" #", n.volume, "")
	if n.year != 0 {
		s += fmt.Sprintf(" (%d)", n.year)
	}
	add(" {", n.narrator, "}")
	add(" [", n.asin, "]")
	return s
}

// TestFolderNameConventions checks names of title folders as programs, shops and people
// write them, below Brandon Sanderson, within the series Mistborn and outside it.
func TestFolderNameConventions(t *testing.T) {
	const asin = "B002UZJGYY"
	for _, c := range []struct {
		name      string
		in, alone string // within the series, outside it; alone is "" where both are the same
	}{
		// The volume after the name of the series.
		{"Mistborn #1 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Mistborn, Book 1 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Mistborn Book 1 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Mistborn Vol. 03 - The Hero of Ages", "The Hero of Ages #3", "The Hero of Ages <Mistborn> #3"},
		{"Mistborn (Book 2) - The Well", "The Well #2", "The Well <Mistborn> #2"},
		{"Mistborn 01 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Mistborn 0 - The Eleventh Metal", "The Eleventh Metal #0", "Mistborn 0 | The Eleventh Metal"},
		{"Mistborn 3.5 - Secret History", "Secret History #3.5", "Mistborn 3.5 | Secret History"},
		{"Mistborn 1-3 - The Trilogy", "The Trilogy #1-3", "Mistborn 1-3 | The Trilogy"},
		{"Mistborn Book One - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Brandon Sanderson - Mistborn 01 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Brandon Sanderson - Mistborn - 01 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Brandon Sanderson - [Mistborn 01] - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"[Mistborn 01] - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"(Mistborn #1) The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"[Mistborn 01] The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"[Mistborn 1] The Final Empire", "The Final Empire #1", "[Mistborn 1] The Final Empire"},
		{"[BBC Radio 4] The Final Empire", "[BBC Radio 4] The Final Empire", ""},
		{"[World War 2] The Final Empire", "[World War 2] The Final Empire", ""},
		{"[Penguin 60] The Final Empire", "[Penguin 60] The Final Empire", ""},
		{"[2 of 3] The Final Empire", "[2 of 3] The Final Empire", ""},
		{"[02 of 03] The Final Empire", "[02 of 03] The Final Empire", ""},
		{"[Naxos #3] The Final Empire", "[Naxos #3] The Final Empire", ""},
		{"[Disc 1] The Final Empire", "[Disc 1] The Final Empire", "[Disc 1] The Final Empire"},
		{"The_Final_Empire-AAX_44_128", "The Final Empire", ""},
		{"The_Final_Empire-LC_64_22050_stereo", "The Final Empire", ""},
		{"The Final Empire-AAXC", "The Final Empire", ""},
		{"Final-LC", "Final-LC", ""},
		{"Final-AAX_b", "Final-AAX b", ""},
		{"Book 6 of 7 - The Final Empire", "The Final Empire #6", "The Final Empire"},
		{"Book 6 (of 7) - The Final Empire", "The Final Empire #6", "The Final Empire"},
		{"Band 2 von 3: The Final Empire", "The Final Empire #2", "Band 2 von 3: The Final Empire"},
		{"Vol. 1 (of 3) The Final Empire", "The Final Empire #1", "Vol. 1 (of 3) The Final Empire"},
		{"Book 1 of 12 Angry Men", "of 12 Angry Men #1", "Book 1 of 12 Angry Men"},
		{"Book 2½ - The Final Empire", "The Final Empire #2.5", "The Final Empire"},
		{"2½ - The Final Empire", "The Final Empire #2.5", "2½ | The Final Empire"},
		{"1,5 - The Final Empire", "The Final Empire #1.5", "1,5 | The Final Empire"},
		{"Mistborn Book 2 of 7 - The Final Empire", "The Final Empire #2", "The Final Empire <Mistborn> #2"},
		{"Mistborn - 1,5 - The Final Empire", "The Final Empire #1.5", "The Final Empire <Mistborn> #1.5"},
		{"Book One: Platform 9¾", "Platform 9¾ #1", "Book One: Platform 9¾"},
		{"Book 1,5 - The Final Empire", "The Final Empire #1.5", "The Final Empire"},
		{"8½", "8½", ""},
		{"8.5 - The Final Empire", "The Final Empire #8.5", "The Final Empire"},
		{"Mistborn - Book 1 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Sanderson, Brandon - Mistborn 01 - The Final Empire", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"Mistborn #1 - The Final Empire - Brandon Sanderson", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire - Brandon Sanderson", "The Final Empire", ""},
		{"01 The Final Empire", "The Final Empire #1", "The Final Empire"},
		{"01 - The Final Empire - Brandon Sanderson", "The Final Empire #1", "The Final Empire"},
		{"01_The_Final_Empire", "The Final Empire #1", "The Final Empire"},
		{"[01] The Final Empire", "The Final Empire #1", "The Final Empire"},
		{"(01) The Final Empire", "The Final Empire #1", "The Final Empire"},
		{"#1 The Final Empire", "The Final Empire #1", "#1 The Final Empire"},
		{"01) The Final Empire", "The Final Empire #1", "The Final Empire"},

		// After the title.
		{"The Final Empire (Mistborn, Book 1)", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire (Mistborn Book 1)", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire (Mistborn #1)", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire (Mistborn 1)", "The Final Empire #1", "The Final Empire (Mistborn 1)"},
		{"The Final Empire [Mistborn 01]", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire (#1)", "The Final Empire #1", "The Final Empire (#1)"},
		{"The Final Empire - Mistborn, Book 1", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire - Mistborn 1", "The Final Empire #1", "The Final Empire | Mistborn 1"},
		{"The Final Empire - Mistborn #1", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire - Book One", "The Final Empire #1", "The Final Empire | Book One"},
		{"The Final Empire, Vol. 03", "The Final Empire #3", "The Final Empire, Vol. 03"},
		{"The Final Empire_ Mistborn, Book 1", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire: Mistborn, Book 1", "The Final Empire #1", "The Final Empire <Mistborn> #1"},
		{"The Final Empire: Mistborn, Book 1 [" + asin + "]", "The Final Empire #1 [" + asin + "]", "The Final Empire <Mistborn> #1 [" + asin + "]"},

		{"Mistborn - Volume 2 - Simon Vance", "Simon Vance #2", "Mistborn | Volume 2 - Simon Vance"},
		{"Mistborn - Volume 2 - Naxos", "Naxos #2", "Mistborn | Volume 2 - Naxos"},
		{"Winnetou - Band 1 - Hörspiel", "Winnetou | Hörspiel #1", "Winnetou | Band 1 - Hörspiel"},
		{"Winnetou - Buch 1 - Hörspiel", "Winnetou | Hörspiel #1", "Winnetou | Buch 1 - Hörspiel"},
		{"Mistborn - Book 1 - Michael Kramer", "Michael Kramer #1", "Mistborn | Book 1 - Michael Kramer"},
		{"Mistborn - Book 1 - WDR", "WDR #1", "Mistborn | Book 1 - WDR"},
		{"Mistborn - Book 1 - Brandon Sanderson", "Brandon Sanderson #1", "Mistborn | Book 1"},
		{"Mistborn - Book 1 - Low Tide", "Low Tide #1", "Low Tide <Mistborn> #1"},
		{"Iron Gold: Mistborn, Book 1", "Iron Gold #1", "Iron Gold <Mistborn> #1"},
		{"Mistborn: The Final Empire, Volume 1", "Mistborn: The Final Empire #1", "Mistborn: The Final Empire, Volume 1"},
		{"The Final Empire - A Narrative, Volume 1", "The Final Empire | A Narrative #1", "The Final Empire | A Narrative, Volume 1"},
		{"The Final Empire: A History, Vol. 1", "The Final Empire: A History #1", "The Final Empire: A History, Vol. 1"},
		{"Das Reich: Eine Kritik, Band 1", "Das Reich: Eine Kritik #1", "Das Reich: Eine Kritik, Band 1"},
		{"Brandon Sanderson: Elantris, Book 1", "Brandon Sanderson: Elantris #1", "Brandon Sanderson: Elantris, Book 1"},

		// Words for numbers, other languages.
		{"Book One - The Final Empire", "The Final Empire #1", "The Final Empire"},
		{"Book One", "Book One #1", "Book One"},
		{"Book Two: The Well", "The Well #2", "Book Two: The Well"},
		{"Volume Three", "Volume Three #3", "Volume Three"},
		{"Book II - The Well", "The Well #2", "The Well"},
		{"Volume IV", "Volume IV #4", "Volume IV"},
		{"Band 01 - Der Anfang", "Der Anfang #1", "Der Anfang"},
		{"Bd. 2 - Der Anfang", "Der Anfang #2", "Der Anfang"},
		{"Folge 12 - Der Super-Papagei", "Der Super-Papagei #12", "Der Super-Papagei"},
		{"Folge 012_ Der Super-Papagei", "Der Super-Papagei #12", "Folge 012: Der Super-Papagei"},
		{"Teil 3 - Das Ende", "Das Ende #3", "Das Ende"},
		{"Episode 4 - A New Hope", "A New Hope #4", "A New Hope"},
		{"Tome 2 - Le puits", "Le puits #2", "Le puits"},
		{"T02 - Le puits", "Le puits #2", "Le puits"},
		{"Libro 1 - El imperio final", "El imperio final #1", "El imperio final"},
		{"Libro primero", "Libro primero #1", "Libro primero"},
		{"Deel 2 - De bron", "De bron #2", "De bron"},
		{"Том 3. Герой веков", "Герой веков #3", "Том 3. Герой веков"},
		{"Книга 1. Пепел и сталь", "Пепел и сталь #1", "Книга 1. Пепел и сталь"},
		{"Часть 2 - Источник", "Источник #2", "Источник"},
		{"第1巻", "第1巻 #1", "第1巻"},
		{"第02巻 - 決戦", "決戦 #2", "決戦"},
		{"第3卷 黑暗森林", "黑暗森林 #3", "第3卷 黑暗森林"},
		{"Cz. 2 - Studnia", "Studnia #2", "Studnia"},

		// Narrators.
		{"Stephen Fry Reads", "Stephen Fry Reads", ""},
		{"The Final Empire (read by Michael Kramer)", "The Final Empire {Michael Kramer}", ""},
		{"The Final Empire [Narrated by Michael Kramer]", "The Final Empire {Michael Kramer}", ""},
		{"The Final Empire - read by Michael Kramer", "The Final Empire {Michael Kramer}", ""},
		{"The Final Empire - Narrated by Michael Kramer & Kate Reading", "The Final Empire {Michael Kramer & Kate Reading}", ""},
		{"Der Anfang (gelesen von Detlef Bierstedt)", "Der Anfang {Detlef Bierstedt}", ""},
		{"Der Anfang - Gelesen von Detlef Bierstedt", "Der Anfang {Detlef Bierstedt}", ""},
		{"Le puits (lu par Denis Podalydès)", "Le puits {Denis Podalydès}", ""},
		{"Il pozzo (letto da Moro Silo)", "Il pozzo {Moro Silo}", ""},
		{"El pozo (leído por Jordi Brau)", "El pozo {Jordi Brau}", ""},
		{"Источник (читает Игорь Князев)", "Источник {Игорь Князев}", ""},
		{"De bron (voorgelezen door Jan Meng)", "De bron {Jan Meng}", ""},
		{"The Final Empire {Michael Kramer} (Unabridged)", "The Final Empire {Michael Kramer}", ""},
		{"The Final Empire {read by Michael Kramer}", "The Final Empire {Michael Kramer}", ""},
		{"Read by Moonlight", "Read by Moonlight", ""},

		// Remarks about the file.
		{"The Final Empire (Unabridged)", "The Final Empire", ""},
		{"The Final Empire [Unabridged]", "The Final Empire", ""},
		{"The Final Empire - Unabridged", "The Final Empire", ""},
		{"The Final Empire (Abridged)", "The Final Empire (Abridged)", ""},
		{"The Final Empire [64kbps]", "The Final Empire", ""},
		{"The Final Empire [64k]", "The Final Empire", ""},
		{"The Final Empire (mp3 128 kbps)", "The Final Empire", ""},
		{"The Final Empire [MP3]", "The Final Empire", ""},
		{"The Final Empire (M4B)", "The Final Empire", ""},
		{"The Final Empire [Audiobook]", "The Final Empire", ""},
		{"The Final Empire (Unabridged) [64k m4b]", "The Final Empire", ""},
		{"The Final Empire 64kbps", "The Final Empire", ""},
		{"Der Anfang (ungekürzt)", "Der Anfang", ""},
		{"Der Anfang (Ungekürzte Lesung)", "Der Anfang", ""},
		{"Der Anfang (Hörbuch)", "Der Anfang", ""},
		{"The Final Empire (Unabridged) [" + asin + "]", "The Final Empire [" + asin + "]", ""},
		{"The Final Empire (2006) (Unabridged)", "The Final Empire (2006)", ""},
		{"The Final Empire (" + asin + ")", "The Final Empire [" + asin + "]", ""},
		{"(Unabridged)", "(Unabridged)", ""},
		{"MP3", "MP3", ""},
		{"The Final Empire (Dramatized Adaptation)", "The Final Empire (Dramatized Adaptation)", ""},
		{"The Final Empire (1 of 3) [Dramatized Adaptation]", "The Final Empire (1 of 3) [Dramatized Adaptation]", ""},
		{"pride_and_prejudice", "pride and prejudice", ""},
		{"The Final Empire_ A Novel", "The Final Empire: A Novel", ""},
		{"[2006] The Final Empire", "The Final Empire (2006)", ""},
		{"2006 The Final Empire", "2006 The Final Empire", ""},
		{"The Final Empire [2006]", "The Final Empire (2006)", ""},
		{"The Final Empire - 2006", "The Final Empire (2006)", ""},
		{"2006 - Mistborn 01 - The Final Empire", "The Final Empire #1 (2006)", "The Final Empire <Mistborn> #1 (2006)"},
		{"2006-07-17 - The Final Empire", "The Final Empire (2006)", ""},

		// Titles that look like something else.
		{"1984", "1984", ""},
		{"1984 (1949)", "1984 (1949)", ""},
		{"1949 - 1984", "1984 (1949)", ""},
		{"11-22-63", "11-22-63", ""},
		{"11.22.63", "11.22.63", ""},
		{"2001 - A Space Odyssey", "A Space Odyssey (2001)", ""},
		{"2001: A Space Odyssey", "2001: A Space Odyssey", ""},
		{"2001_ A Space Odyssey", "2001: A Space Odyssey", ""},
		{"Catch-22", "Catch-22", ""},
		{"Fahrenheit 451", "Fahrenheit 451", ""},
		{"Slaughterhouse-Five", "Slaughterhouse-Five", ""},
		{"The 39 Steps", "The 39 Steps", ""},
		{"39 Steps", "39 Steps", ""},
		{"1Q84", "1Q84", ""},
		{"2 States", "2 States", ""},
		{"Station Eleven", "Station Eleven", ""},
		{"Part of Your World", "Part of Your World", ""},
		{"Disc World", "Disc World", ""},
		{"CD-ROM Stories", "CD-ROM Stories", ""},
		{"Book Lovers", "Book Lovers", ""},
		{"Volume Control", "Volume Control", ""},
		{"Side by Side", "Side by Side", ""},
		{"Book of Two Ways", "Book of Two Ways", ""},
		{"Tom Sawyer", "Tom Sawyer", ""},
		{"Tome of Battle", "Tome of Battle", ""},
		{"Band of Brothers", "Band of Brothers", ""},
		{"Ready Player One", "Ready Player One", ""},
		{"The Power of One", "The Power of One", ""},
		{"Henry V", "Henry V", ""},
		{"Malcolm X", "Malcolm X", ""},
		{"I, Robot", "I, Robot", ""},
		{"Part Time Indian", "Part Time Indian", ""},
		{"Book I Read", "Book I Read", ""},
		{"Book Ten Thousand", "Book Ten Thousand", ""},
		{"T-Rex", "T-Rex", ""},
		{"3:10 to Yuma", "3:10 to Yuma", ""},
		{"7 Habits", "7 Habits", ""},
		{"10% Happier", "10% Happier", ""},
		{"4-Hour Workweek", "4-Hour Workweek", ""},
		{"Apollo 13", "Apollo 13", ""},
		{"Apollo 13 - Lost Moon", "Apollo 13 | Lost Moon", ""},
		{"84, Charing Cross Road", "84, Charing Cross Road", ""},
		{"(500) Days of Summer", "(500) Days of Summer", ""},
		{"Opus 64k", "Opus 64k", ""},
		{"1000 - The Millennium", "The Millennium (1000)", ""},
		{"雨（沼泽）", "雨（沼泽）", ""},
		{"Slow Horses (Slough House)", "Slow Horses (Slough House)", ""},
		{"Spider-Man - No Way Home", "Spider-Man | No Way Home", ""},
		{"Volume One Hundred", "Volume One Hundred #100", "Volume One Hundred"},
		{"The MP3 Story", "The MP3 Story", ""},
		{"Unabridged", "Unabridged", ""},
		{"Audible Originals", "Audible Originals", ""},
		{"snake_case for_all", "snake_case for_all", ""},
	} {
		if c.alone == "" {
			c.alone = c.in
		}
		if got := readFolder(c.name, true, "Brandon Sanderson", "Mistborn").show(); got != c.in {
			t.Errorf("in a series  %q: %s, want %s", c.name, got, c.in)
		}
		if got := readFolder(c.name, false, "Brandon Sanderson", "").show(); got != c.alone {
			t.Errorf("in no series %q: %s, want %s", c.name, got, c.alone)
		}
	}
}
