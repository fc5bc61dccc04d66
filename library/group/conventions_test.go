package group_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

// booksBelow returns the books among files below /b, each in its book folder as in a scan.
func booksBelow(parts []group.Part) (all []*book.Book) {
	folders := map[string]*group.Folder{}
	var homes []string
	var tree group.Tree
	for i, p := range parts {
		p.File.ID = book.ID(i + 1)
		home := group.Home("/b", p.File.Folder())
		if folders[home] == nil {
			folders[home] = &group.Folder{Root: "/b", Folder: home}
			homes = append(homes, home)
			tree.Add("/b", home, func(string) {})
		}
		folders[home].Parts = append(folders[home].Parts, p)
	}
	for _, home := range homes {
		folders[home].Around = tree.Around("/b", home)
		all = append(all, group.Books(*folders[home])...)
	}
	return all
}

// grown describes these books: "Author / Series #1 / Title {Narrator}: files".
func grown(parts []group.Part) (all []string) {
	for _, b := range booksBelow(parts) {
		var s strings.Builder
		if len(b.Authors) > 0 {
			s.WriteString(strings.Join(b.Authors, "+") + " / ")
		}
		for _, in := range b.Series {
			s.WriteString(in.String() + " / ")
		}
		s.WriteString(b.Title)
		if len(b.Narrators) > 0 {
			s.WriteString(" {" + strings.Join(b.Narrators, "+") + "}")
		}
		s.WriteString(":")
		home := group.Home("/b", b.Files[0].Folder())
		for _, f := range b.Files {
			name, _ := filepath.Rel(home, f.Path)
			s.WriteString(" " + strings.TrimSuffix(name, filepath.Ext(name)) + ",")
		}
		all = append(all, strings.TrimSuffix(s.String(), ","))
	}
	return all
}

func at(path string) group.Part { return part(0, path, nil) }

// files returns files of a folder that have not been read.
func files(folder string, names ...string) (all []group.Part) {
	for _, n := range names {
		all = append(all, at(filepath.Join(folder, n)))
	}
	return all
}

// tagged returns the files of a folder, each with its album.
func tagged(folder string, albums ...string) (all []group.Part) {
	for i, a := range albums {
		all = append(all, part(0, fmt.Sprintf("%s/%02d.mp3", folder, i+1), &book.Tags{Album: a}))
	}
	return all
}

// TestFolderConventions checks folders as they occur in real libraries.
func TestFolderConventions(t *testing.T) {
	one := func(tags book.Tags) []group.Part { return []group.Part{part(0, "T/x.m4b", &tags)} }
	for _, c := range []struct {
		name  string
		parts []group.Part
		want  []string
	}{
		// Discs.
		{"CD 1 of 3", files("A/T", "CD 1 of 3/1.mp3", "CD 2 of 3/1.mp3"), []string{"A / T: CD 1 of 3/1, CD 2 of 3/1"}},
		{"CD1of3", files("A/T", "CD1of3/1.mp3", "CD2of3/1.mp3"), []string{"A / T: CD1of3/1, CD2of3/1"}},
		{"CD 1 von 3", files("A/T", "CD 1 von 3/1.mp3", "CD 2 von 3/1.mp3"), []string{"A / T: CD 1 von 3/1, CD 2 von 3/1"}},
		{"Disk01", files("A/T", "Disk01/1.mp3", "Disk02/1.mp3"), []string{"A / T: Disk01/1, Disk02/1"}},
		{"CD_1, cd-2, CD#3", files("A/T", "CD_1/1.mp3", "cd-2/1.mp3", "CD#3/1.mp3"), []string{"A / T: CD_1/1, CD#3/1, cd-2/1"}},
		{"Disc One", files("A/T", "Disc One/1.mp3", "Disc Two/1.mp3", "Disc Three/1.mp3"), []string{"A / T: Disc One/1, Disc Two/1, Disc Three/1"}},
		{"Part Two", files("A/T", "Part One/1.mp3", "Part Two/1.mp3"), []string{"A / T: Part One/1, Part Two/1"}},
		{"Part II", files("A/T", "Part I/1.mp3", "Part II/1.mp3"), []string{"A / T: Part I/1, Part II/1"}},
		{"Parte 2", files("A/T", "Parte 1/1.mp3", "Parte 2/1.mp3"), []string{"A / T: Parte 1/1, Parte 2/1"}},
		{"Tape 1", files("A/T", "Tape 1/1.mp3", "Tape 2/1.mp3"), []string{"A / T: Tape 1/1, Tape 2/1"}},
		{"Kassette 1", files("A/T", "Kassette 1/1.mp3", "Kassette 2/1.mp3"), []string{"A / T: Kassette 1/1, Kassette 2/1"}},
		{"CD 1 - Anfang", files("A/T", "CD 1 - Anfang/1.mp3", "CD 2 - Ende/1.mp3"), []string{"A / T: CD 1 - Anfang/1, CD 2 - Ende/1"}},
		{"CD 2 (Bonus)", files("A/T", "CD 1/1.mp3", "CD 2 (Bonus)/1.mp3"), []string{"A / T: CD 1/1, CD 2 (Bonus)/1"}},
		{"T [Disc 1 of 9]", files("A/T", "T [Disc 1 of 9]/1.mp3", "T [Disc 2 of 9]/1.mp3"), []string{"A / T: T [Disc 1 of 9]/1, T [Disc 2 of 9]/1"}},
		{"T (Disc 1) (Unabridged)", files("A", "T (Disc 1) (Unabridged)/1.mp3", "T (Disc 2) (Unabridged)/1.mp3"),
			[]string{"A / T: T (Disc 1) (Unabridged)/1, T (Disc 2) (Unabridged)/1"}},
		{"Disc World", files("A/Disc World", "1.mp3"), []string{"A / Disc World: 1"}},
		{"CD-ROM Stories", files("A/CD-ROM Stories", "1.mp3"), []string{"A / CD-ROM Stories: 1"}},
		{"Part of Your World", files("A/Part of Your World", "1.mp3"), []string{"A / Part of Your World: 1"}},
		{"Side by Side", files("A/Side by Side", "1.mp3"), []string{"A / Side by Side: 1"}},
		{"Station Eleven", files("A/Station Eleven", "1.mp3"), []string{"A / Station Eleven: 1"}},
		{"Henry IV Part One", files("A/Henry IV Part One", "1.mp3"), []string{"A / Henry IV Part One: 1"}},
		{"Part 2 - Title", files("A/S", "Part 2 - Title/1.mp3"), []string{"A / S #2 / Title: 1"}},

		// Discs in the album.
		{"album (Disc 1 of 9)", tagged("A/T", "Dune (Disc 1 of 9)", "Dune (Disc 2 of 9)"), []string{"A / Dune: 01, 02"}},
		{"album [Disc 1] (Unabridged)", tagged("A/T", "Dune [Disc 1] (Unabridged)", "Dune [Disc 2] (Unabridged)"), []string{"A / Dune: 01, 02"}},
		{"album - CD 01", tagged("A/T", "Dune - CD 01", "Dune - CD 02"), []string{"A / Dune: 01, 02"}},
		{"album – CD 1", tagged("A/T", "Dune – CD 1", "Dune – CD 2"), []string{"A / Dune: 01, 02"}},
		{"album: Disc 1", tagged("A/T", "Dune: Disc 1", "Dune: Disc 2"), []string{"A / Dune: 01, 02"}},
		{"album Disc 1/9", tagged("A/T", "Dune Disc 1/9", "Dune Disc 2/9"), []string{"A / Dune: 01, 02"}},
		{"album (CD 1 von 5)", tagged("A/T", "Dune (CD 1 von 5)", "Dune (CD 2 von 5)"), []string{"A / Dune: 01, 02"}},
		{"album, Disc One", tagged("A/T", "Dune, Disc One", "Dune, Disc Two"), []string{"A / Dune: 01, 02"}},
		{"album CD1", tagged("A/T", "Dune CD1", "Dune CD2"), []string{"A / Dune: 01, 02"}},
		{"CD 1 - album", tagged("A/T", "CD 1 - Dune", "CD 2 - Dune"), []string{"A / Dune: 01, 02"}},
		{"album Catch-22", tagged("A/T", "Catch-22", "Catch-22"), []string{"A / Catch-22: 01, 02"}},
		{"album Apollo 13", tagged("A/T", "Apollo 13", "Apollo 18"), []string{"A / T #1 / Apollo 13: 01", "A / T #2 / Apollo 18: 02"}},
		{"albums by volume", tagged("A/T", "Saga, Vol. 1", "Saga, Vol. 2"), []string{"A / T #1 / Saga, Vol. 1: 01", "A / T #2 / Saga, Vol. 2: 02"}},
		{"Unknown Album", tagged("A/T", "Unknown Album", "Unknown Album (3/4/2009 5:12:10 PM)"), []string{"A / T: 01, 02"}},
		{"Unbekanntes Album", tagged("A/T", "Unbekanntes Album", "Unbekanntes Album"), []string{"A / T: 01, 02"}},
		{"Unabridged in one of them", tagged("A/T", "Dune", "Dune (Unabridged)"), []string{"A / Dune: 01, 02"}},

		// m4b without tags.
		{"m4b Part01", files("A/T", "Dune_Part01.m4b", "Dune_Part02.m4b"), []string{"A / T: Dune_Part01, Dune_Part02"}},
		{"m4b-Part01", files("A/T", "Dune-Part01.m4b", "Dune-Part02.m4b"), []string{"A / T: Dune-Part01, Dune-Part02"}},
		{"m4b, Part 1 of 2", files("A/T", "Dune, Part 1 of 2.m4b", "Dune, Part 2 of 2.m4b"), []string{"A / T: Dune, Part 1 of 2, Dune, Part 2 of 2"}},
		{"m4b Part One", files("A/T", "Dune Part One.m4b", "Dune Part Two.m4b"), []string{"A / T: Dune Part One, Dune Part Two"}},
		{"m4b Part II", files("A/T", "Dune - Part I.m4b", "Dune - Part II.m4b"), []string{"A / T: Dune - Part I, Dune - Part II"}},
		{"m4b Disc 1", files("A/T", "Dune (Disc 1).m4b", "Dune (Disc 2).m4b"), []string{"A / T: Dune (Disc 1), Dune (Disc 2)"}},
		{"m4b 1of2", files("A/T", "Dune 1of2.m4b", "Dune 2of2.m4b"), []string{"A / T: Dune 1of2, Dune 2of2"}},
		{"m4b Teil 1 von 2", files("A/T", "Dune Teil 1 von 2.m4b", "Dune Teil 2 von 2.m4b"), []string{"A / T: Dune Teil 1 von 2, Dune Teil 2 von 2"}},
		{"m4b partie 1", files("A/T", "Dune partie 1.m4b", "Dune partie 2.m4b"), []string{"A / T: Dune partie 1, Dune partie 2"}},
		{"m4b 11-22-63 and It", files("A", "11-22-63.m4b", "It.m4b"), []string{"A / 11-22-63: 11-22-63", "A / It: It"}},
		{"m4b titles with numbers", files("A", "The 39 Steps.m4b", "2 States.m4b", "1Q84.m4b", "Station Eleven.m4b", "Slaughterhouse-Five.m4b"),
			[]string{"A / The 39 Steps: The 39 Steps", "A / 2 States: 2 States", "A / 1Q84: 1Q84", "A / Station Eleven: Station Eleven", "A / Slaughterhouse-Five: Slaughterhouse-Five"}},
		{"m4b iTunes", files("A/T", "1-01 Chapter 1.m4b", "1-02 Chapter 2.m4b", "2-01 Chapter 3.m4b"), []string{"A / T: 1-01 Chapter 1, 1-02 Chapter 2, 2-01 Chapter 3"}},
		{"m4b Opening and End Credits", files("A/T", "Opening Credits.m4b", "Chapter 1.m4b", "Chapter 2.m4b", "End Credits.m4b"),
			[]string{"A / T: Opening Credits, Chapter 1, Chapter 2, End Credits"}},

		// Playing order.
		{"prologue first", files("A/T", "Chapter 1.mp3", "Chapter 2.mp3", "Epilogue.mp3", "Prologue.mp3"), []string{"A / T: Prologue, Chapter 1, Chapter 2, Epilogue"}},
		{"prologue of a titled book", files("A/T", "1984 - Chapter 1.mp3", "1984 - Epilogue.mp3", "1984 - Prologue.mp3"),
			[]string{"A / T: 1984 - Prologue, 1984 - Chapter 1, 1984 - Epilogue"}},
		{"intro and credits", files("A/T", "Chapter 1.mp3", "Credits.mp3", "Intro.mp3"), []string{"A / T: Intro, Chapter 1, Credits"}},
		{"Vorwort, Nachwort", files("A/T", "Kapitel 1.mp3", "Nachwort.mp3", "Vorwort.mp3"), []string{"A / T: Vorwort, Kapitel 1, Nachwort"}},
		{"Пролог", files("A/T", "Глава 1.mp3", "Пролог.mp3", "Эпилог.mp3"), []string{"A / T: Пролог, Глава 1, Эпилог"}},
		{"numbered stay", files("A/T", "01 - Epilogue.mp3", "02 - Prologue.mp3"), []string{"A / T: 01 - Epilogue, 02 - Prologue"}},
		{"Roman", files("A/T", "Part I.mp3", "Part II.mp3", "Part IX.mp3", "Part V.mp3", "Part VI.mp3"), []string{"A / T: Part I, Part II, Part V, Part VI, Part IX"}},
		{"in words", files("A/T", "Chapter Four.mp3", "Chapter One.mp3", "Chapter Three.mp3", "Chapter Two.mp3"),
			[]string{"A / T: Chapter One, Chapter Two, Chapter Three, Chapter Four"}},
		{"words and prologue", files("A/T", "Chapter One.mp3", "Chapter Two.mp3", "Prologue.mp3"), []string{"A / T: Prologue, Chapter One, Chapter Two"}},
		{"a to c", files("A/T", "01a.mp3", "01b.mp3", "01c.mp3", "02.mp3"), []string{"A / T: 01a, 01b, 01c, 02"}},
		{"d1t03", files("A/T", "d1t10.mp3", "d1t9.mp3", "d2t01.mp3"), []string{"A / T: d1t9, d1t10, d2t01"}},
		{"1x03", files("A/T", "1x10.mp3", "1x9.mp3", "2x01.mp3"), []string{"A / T: 1x9, 1x10, 2x01"}},
		{"over 99", files("A/T", "100 T.mp3", "99 T.mp3", "101 T.mp3"), []string{"A / T: 99 T, 100 T, 101 T"}},
		{"(1 of 9)", files("A/T", "T (10 of 12).mp3", "T (9 of 12).mp3"), []string{"A / T: T (9 of 12), T (10 of 12)"}},

		// Places of files.
		{"an author's folder with loose files", append(files("A", "Emma.m4b", "Persuasion.m4b"), files("A/T", "1.mp3", "2.mp3")...),
			[]string{"A / Emma: Emma", "A / Persuasion: Persuasion", "A / T: 1, 2"}},
		{"two narrators", files("A", "Dune {Simon Vance}/1.mp3", "Dune {Scott Brick}/1.mp3"), []string{"A / Dune {Simon Vance}: 1", "A / Dune {Scott Brick}: 1"}},
		{"two editions", files("A", "Dune (Abridged)/1.mp3", "Dune (Unabridged)/1.mp3"), []string{"A / Dune (Abridged): 1", "A / Dune: 1"}},
		{"Author - Series 01 - Title", files("Brandon Sanderson", "Brandon Sanderson - Mistborn 01 - The Final Empire/1.mp3"),
			[]string{"Brandon Sanderson / Mistborn #1 / The Final Empire: 1"}},
		{"Last, First above", files("Le Guin, Ursula K.", "The Dispossessed/1.mp3"), []string{"Ursula K. Le Guin / The Dispossessed: 1"}},
		{"two authors above", files("Terry Pratchett & Neil Gaiman", "Good Omens/1.mp3"), []string{"Terry Pratchett+Neil Gaiman / Good Omens: 1"}},
		{"Various Authors", files("Various Authors", "Legends/1.mp3"), []string{"Various Authors / Legends: 1"}},
		{"a file with its series", files("", "Mistborn 01 - The Final Empire.m4b"), []string{"Mistborn #1 / The Final Empire: Mistborn 01 - The Final Empire"}},
		{"a file of Libation", files("", "The Final Empire [B002UZJGYY].m4b"), []string{"The Final Empire: The Final Empire [B002UZJGYY]"}},

		// Tags.
		{"narrator: read by", one(book.Tags{Album: "T", Artist: "Andy Weir", Narrator: "Read by Ray Porter"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"artist, read by", one(book.Tags{Album: "T", Artist: "Andy Weir, read by Ray Porter"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"artist (read by)", one(book.Tags{Album: "T", Artist: "Andy Weir (read by Ray Porter)"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"artist - Narrated by", one(book.Tags{Album: "T", Artist: "Andy Weir - Narrated by Ray Porter"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"artist; gelesen von", one(book.Tags{Album: "T", Artist: "Andy Weir; gelesen von Ray Porter"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"artist: read by alone", one(book.Tags{Album: "T", AlbumArtist: "Andy Weir", Artist: "Read by Ray Porter"}), []string{"Andy Weir / T {Ray Porter}: x"}},
		{"comment: read by", one(book.Tags{Album: "T", Artist: "Andy Weir", Description: "Read by R. C. Bray"}), []string{"Andy Weir / T {R. C. Bray}: x"}},
		{"comment: narrated by, and text", one(book.Tags{Album: "T", Artist: "Andy Weir", Description: "Narrated by R. C. Bray.\nA long text."}), []string{"Andy Weir / T {R. C. Bray}: x"}},
		{"comment: labels", one(book.Tags{Album: "T", Artist: "Andy Weir", Description: "Sprecher: Rolf Lind; Verlag: Reed House"}), []string{"Andy Weir / T {Rolf Lind}: x"}},
		{"comment: two, and a length", one(book.Tags{Album: "T", Artist: "Andy Weir", Description: "Lu par Luc Morel, Anne Roy, 5 h"}), []string{"Andy Weir / T {Luc Morel+Anne Roy}: x"}},
		{"comment: a text", one(book.Tags{Album: "T", Artist: "Andy Weir", Description: "Read by millions all over the world, this is the story of a man who was left behind on Mars and of those who came back for him."}),
			[]string{"Andy Weir / T: x"}},
		{"Various Artists and an artist", one(book.Tags{Album: "T", AlbumArtist: "Various Artists", Artist: "J.K. Rowling"}), []string{"J.K. Rowling / T: x"}},
		{"Unknown Artist", []group.Part{part(0, "A/T/x.mp3", &book.Tags{Album: "T", Artist: "Unknown Artist"})}, []string{"A / T: x"}},
		{"Unbekannter Interpret", []group.Part{part(0, "A/T/x.mp3", &book.Tags{Album: "T", Artist: "Unbekannter Interpret"})}, []string{"A / T: x"}},
		{"Various Artists alone", one(book.Tags{Album: "T", AlbumArtist: "Various Artists"}), []string{"Various Artists / T: x"}},
		{"album (Series, Book 1)", one(book.Tags{Album: "The Final Empire (Mistborn, Book 1)", Artist: "Brandon Sanderson"}), []string{"Brandon Sanderson / Mistborn #1 / The Final Empire: x"}},
		{"album (Series #1)", one(book.Tags{Album: "The Final Empire (Mistborn #1)", Artist: "Brandon Sanderson"}), []string{"Brandon Sanderson / Mistborn #1 / The Final Empire: x"}},
		{"album and a series tag", one(book.Tags{Album: "The Final Empire (Mistborn, Book 1)", Series: "Mistborn", SeriesPart: "1"}), []string{"Mistborn #1 / The Final Empire: x"}},
		{"album (Series-Reihe 2)", one(book.Tags{Album: "Regen (Saltmarsh-Reihe 2)"}), []string{"Saltmarsh-Reihe #2 / Regen: x"}},
		{"album in full-width brackets", one(book.Tags{Album: "雨（沼泽 第2部）"}), []string{"沼泽 #2 / 雨: x"}},
		{"album (Series, Books 1-3)", one(book.Tags{Album: "Rain (Saltmarsh, Books 1-3)"}), []string{"Saltmarsh #1-3 / Rain: x"}},
		{"album: A Series Novel, Book 2", one(book.Tags{Album: "Rain: A Saltmarsh Novel, Book 2"}), []string{"Saltmarsh #2 / Rain: x"}},
		{"album with the number in front", one(book.Tags{Album: "02 - Rain", Series: "Saltmarsh"}), []string{"Saltmarsh #2 / Rain: x"}},
		{"album with another number in front", one(book.Tags{Album: "02 - Rain", Series: "Saltmarsh", SeriesPart: "3"}), []string{"Saltmarsh #3 / 02 - Rain: x"}},
		{"album with Book and a dash", one(book.Tags{Album: "Book 2 - Rain", Series: "Saltmarsh"}), []string{"Saltmarsh #2 / Rain: x"}},
		{"album with the number behind", one(book.Tags{Album: "Дождь. Книга 2", Series: "Болото"}), []string{"Болото #2 / Дождь: x"}},
		{"album with another number behind", one(book.Tags{Album: "Rain, Book 2", Series: "Saltmarsh", SeriesPart: "3"}), []string{"Saltmarsh #3 / Rain, Book 2: x"}},
		{"album with the number in another series", one(book.Tags{Album: "Rain: Stillmere, Book 6", Series: "Saltmarsh"}), []string{"Saltmarsh / Rain: Stillmere, Book 6: x"}},
		{"album with a volume behind", one(book.Tags{Album: "Sherlock Holmes, Volume 3", Series: "BBC Radio Collection"}), []string{"BBC Radio Collection / Sherlock Holmes, Volume 3: x"}},
		{"album with Vol. behind", one(book.Tags{Album: "Capital, Vol. 1", Series: "Marx Collected", SeriesPart: "1"}), []string{"Marx Collected #1 / Capital, Vol. 1: x"}},
		{"album with a volume in brackets", one(book.Tags{Album: "Das Kapital (Band 2)", Series: "Marx Collected"}), []string{"Marx Collected / Das Kapital (Band 2): x"}},
		{"album that counts itself", one(book.Tags{Album: "Book 2 of 5", Series: "Saltmarsh"}), []string{"Saltmarsh / Book 2 of 5: x"}},
		{"album with a part", one(book.Tags{Album: "Rain, Part 2", Series: "Saltmarsh"}), []string{"Saltmarsh / Rain, Part 2: x"}},
		{"album with a year", one(book.Tags{Album: "Emma (1815)"}), []string{"Emma (1815): x"}},
		{"album with a note", one(book.Tags{Album: "Emma (Naxos 2)"}), []string{"Emma (Naxos 2): x"}},
		{"series: Name, Book 3", one(book.Tags{Album: "T", Series: "Mistborn, Book 3"}), []string{"Mistborn #3 / T: x"}},
		{"series part: Book 3", one(book.Tags{Album: "T", Series: "Mistborn", SeriesPart: "Book 3"}), []string{"Mistborn #3 / T: x"}},
		{"series part: 03", one(book.Tags{Album: "T", Series: "Mistborn", SeriesPart: "03"}), []string{"Mistborn #3 / T: x"}},
		{"series part: 3 of 7", one(book.Tags{Album: "T", Series: "Mistborn", SeriesPart: "3 of 7"}), []string{"Mistborn #3 / T: x"}},
		{"series in brackets", one(book.Tags{Album: "T", Series: "Mistborn (Book 2)"}), []string{"Mistborn #2 / T: x"}},
		{"series with a number", one(book.Tags{Album: "T", Series: "Area 51"}), []string{"Area 51 / T: x"}},
		{"series with a word", one(book.Tags{Album: "T", Series: "The Book of One"}), []string{"The Book of One / T: x"}},
	} {
		for range 2 {
			if got := grown(c.parts); !slices.Equal(got, c.want) {
				t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
				break
			}
		}
	}
}

// TestNameConventions checks names as taggers and shops write them.
func TestNameConventions(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string // separated by "|"
	}{
		{"Ursula K. Le Guin", "Ursula K. Le Guin"},
		{"Le Guin, Ursula K", "Ursula K Le Guin"},
		{"de Bodard, Aliette", "Aliette de Bodard"},
		{"van der Kolk, Bessel, M.D.", "Bessel van der Kolk M.D."},
		{"Van Der Kolk, Bessel", "Bessel Van Der Kolk"},
		{"Saint-Exupéry, Antoine de", "Antoine de Saint-Exupéry"},
		{"O'Brian, Patrick", "Patrick O'Brian"},
		{"Vonnegut, Kurt, Jr.", "Kurt Vonnegut Jr."},
		{"Davis, Jr., Sammy", "Sammy Davis Jr."},
		{"Vonnegut Jr., Kurt", "Kurt Vonnegut Jr."},
		{"Sammy Davis Jr. & Jane Boyar", "Sammy Davis Jr.|Jane Boyar"},
		{"Thurston Howell, III", "Thurston Howell III"},
		{"Henry Louis Gates, Jr.; Toni Morrison", "Henry Louis Gates Jr.|Toni Morrison"},
		{"Brené Brown, PhD, LMSW", "Brené Brown PhD LMSW"},
		{"Brené Brown, Ph. D.", "Brené Brown Ph. D."},
		{"Mark Hyman, M. D.", "Mark Hyman M. D."},
		{"Lori Gottlieb, MFT", "Lori Gottlieb MFT"},
		{"Stephen Fry, CBE", "Stephen Fry CBE"},
		{"J.R.R. Tolkien, Christopher Tolkien", "J.R.R. Tolkien|Christopher Tolkien"},
		{"Gaiman, Neil & Pratchett, Terry", "Neil Gaiman|Terry Pratchett"},
		{"Gaiman, Neil/Pratchett, Terry", "Neil Gaiman|Terry Pratchett"},
		{"Gaiman, Neil and Pratchett, Terry", "Neil Gaiman|Terry Pratchett"},
		{"Neil Gaiman, Terry Pratchett & Dave McKean", "Neil Gaiman|Terry Pratchett|Dave McKean"},
		{"Neil Gaiman, Terry Pratchett, and Dave McKean", "Neil Gaiman|Terry Pratchett|Dave McKean"},
		{"Neil Gaiman, Terry Pratchett, & Dave McKean", "Neil Gaiman|Terry Pratchett|Dave McKean"},
		{"Maj Sjöwall und Per Wahlöö", "Maj Sjöwall|Per Wahlöö"},
		{"Boileau et Narcejac", "Boileau|Narcejac"},
		{"Maj Sjöwall och Per Wahlöö", "Maj Sjöwall|Per Wahlöö"},
		{"Аркадий и Борис Стругацкие", "Аркадий Стругацкий|Борис Стругацкий"},
		{"Анна и Илья Вольские", "Анна Вольская|Илья Вольский"},
		{"José Ortega y Gasset", "José Ortega y Gasset"},
		{"Karl von und zu Guttenberg", "Karl von und zu Guttenberg"},
		{"Neil Gaiman et al.", "Neil Gaiman"},
		{"Various Authors", "Various Authors"},
		{"Full Cast", "Full Cast"},
		{"King James Bible", "King James Bible"},
		{"Stephen King, Various", "Stephen King|Various"},
		{"Neil Gaiman, Full Cast", "Neil Gaiman|Full Cast"},
		{"Neil Gaiman, Others", "Neil Gaiman"},
		{"Jane Austen, LibriVox", "Jane Austen|LibriVox"},
		{"Jane Austen, Anonymous", "Jane Austen|Anonymous"},
		{"Stephen King, Audible", "Stephen King|Audible"},
		{"Simon & Schuster Audio", "Simon|Schuster Audio"},
		{"Read by Stephen Fry", "Stephen Fry"},
		{"Narrated by: Stephen Fry", "Stephen Fry"},
		{"read by Simon Vance & Scott Brick", "Simon Vance|Scott Brick"},
		{"Gelesen von Rufus Beck", "Rufus Beck"},
		{"Lu par Denis Podalydès", "Denis Podalydès"},
		{"Читает Игорь Князев", "Игорь Князев"},
		{"By Andy Weir", "Andy Weir"},
		{"Written by Andy Weir", "Andy Weir"},
		{"von Goethe, Johann Wolfgang", "Johann Wolfgang von Goethe"},
		{"村上春樹", "村上春樹"},
		{"J. K. Rowling (Robert Galbraith)", "J. K. Rowling (Robert Galbraith)"},
		{"Graphic Audio, LLC", "Graphic Audio LLC"},
		{"GraphicAudio LLC., Inc.", "GraphicAudio LLC. Inc."},
		{"Neil Gaiman,", "Neil Gaiman"},
		{"; Neil Gaiman ;", "Neil Gaiman"},
	} {
		if got := strings.Join(group.People(c.in), "|"); got != c.want {
			t.Errorf("People(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}
