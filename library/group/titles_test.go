package group_test

import (
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// lasting returns a file of some length.
func lasting(path string, length time.Duration, tags book.Tags) group.Part {
	p := part(0, path, &tags)
	p.File.Media.Duration = length
	return p
}

// TestTitles checks books whose title is not in any single tag or name.
func TestTitles(t *testing.T) {
	tags := func(path string, t book.Tags) group.Part { return part(0, path, &t) }
	by := func(path, title, artist string) group.Part {
		return tags(path, book.Tags{Title: title, Artist: artist})
	}
	const long = 9 * time.Hour
	sized := func(path string, size int64) group.Part {
		p := at(path)
		p.File.Size = size
		return p
	}
	one, two := book.Tags{Album: "T", Title: "Mud", Track: 1}, book.Tags{Album: "T", Title: "Rain", Track: 2}
	told := func(length time.Duration, firsts ...string) (all []group.Part) { // two files, each with the first of two chapters
		for i, title := range firsts {
			p := at([]string{"A/S/01 - T.mp3", "A/S/02 - U.mp3"}[i])
			p.File.Media = book.Pack(&book.Media{Duration: length, Chapters: []book.Chapter{{End: length / 2, Title: title}, {Start: length / 2, End: length, Title: "The End"}}})
			all = append(all, p)
		}
		return all
	}
	for _, c := range []struct {
		name  string
		parts []group.Part
		want  []string
	}{
		// The album is the series.
		{"by its folder", []group.Part{tags("A/S/1 - T/x.m4b", book.Tags{Album: "S", Title: "T"})}, []string{"A / S #1 / T: x"}},
		{"with the volume", []group.Part{tags("A/S/T/x.m4b", book.Tags{Album: "S 2", Title: "T"})}, []string{"A / S #2 / T: x"}},
		{"in all chapters", []group.Part{tags("A/S/1 - T/1.mp3", book.Tags{Album: "S", Title: "Kapitel 1"}), tags("A/S/1 - T/2.mp3", book.Tags{Album: "S", Title: "Kapitel 2"})},
			[]string{"A / S #1 / T: 1, 2"}},
		{"the first is called like it", []group.Part{tags("A/S/1 - S/x.m4b", book.Tags{Album: "S", Title: "Opening"})}, []string{"A / S #1 / S: x"}},
		{"long files", []group.Part{lasting("A/S/x.m4b", long, book.Tags{Album: "S", Title: "T", Track: 1}), lasting("A/S/y.m4b", long, book.Tags{Album: "S", Title: "U", Track: 2})},
			[]string{"A / S / T: x", "A / S / U: y"}},
		{"numbered long files", []group.Part{lasting("A/S/01 - T.mp3", long, book.Tags{}), lasting("A/S/02 - U.mp3", long, book.Tags{})},
			[]string{"A / S #1 / T: 01 - T", "A / S #2 / U: 02 - U"}},
		{"numbered files that are not long", []group.Part{lasting("A/S/01 - T.mp3", time.Hour, book.Tags{}), lasting("A/S/02 - U.mp3", 3*time.Hour, book.Tags{})},
			[]string{"A / S: 01 - T, 02 - U"}},
		{"parts with titles", []group.Part{lasting("A/T/1.mp3", long, book.Tags{Album: "T", Title: "Part One: The Boy"}), lasting("A/T/2.mp3", long, book.Tags{Album: "T", Title: "Part Two: The Well"})},
			[]string{"A / T: 1, 2"}},

		{"numbered files of some hours that begin alike", told(3*time.Hour, "Opening", "Opening"), []string{"A / S #1 / T: 01 - T", "A / S #2 / U: 02 - U"}},
		{"numbered files of some hours", told(3*time.Hour, "Opening", "The Well"), []string{"A / S: 01 - T, 02 - U"}},
		{"numbered files of some hours without titles of chapters", told(3*time.Hour, "", ""), []string{"A / S: 01 - T, 02 - U"}},
		{"long files in the root", []group.Part{lasting("x.m4b", long, book.Tags{Album: "S", Title: "T"}), lasting("y.m4b", long, book.Tags{Album: "S", Title: "U"})}, []string{"S / T: x", "S / U: y"}},
		{"long files beside the author's other books", []group.Part{lasting("A/S 1.m4b", long, book.Tags{Album: "S", Title: "S 1: T"}), lasting("A/S 2.m4b", long, book.Tags{Album: "S", Title: "S 2: U"})},
			[]string{"A / S #1 / T: S 1", "A / S #2 / U: S 2"}},

		// The album names a part.
		{"a number in a folder of that title", tagged("A/Dune", "Dune 01", "Dune 02", "Dune 03"), []string{"A / Dune: 01, 02, 03"}},
		{"a number in another folder", tagged("A/X", "Dune 01", "Dune 02", "Dune 03"), []string{"A / X #1 / Dune 01: 01", "A / X #2 / Dune 02: 02", "A / X #3 / Dune 03: 03"}},
		{"a number and the track of all", []group.Part{tags("A/X/x.mp3", book.Tags{Album: "Dune 01", Track: 1, Tracks: 2}), tags("A/X/a.mp3", book.Tags{Album: "Dune 02", Track: 2, Tracks: 2})}, []string{"A / Dune: x, a"}},
		{"a number, with two titles", []group.Part{tags("Ada Brook/Saga/01.mp3", book.Tags{Album: "Saga 1", Title: "Fog"}), tags("Ada Brook/Saga/02.mp3", book.Tags{Album: "Saga 2", Title: "Mud"}), tags("Ada Brook/Saga/03.mp3", book.Tags{Album: "Saga 3"})},
			[]string{"Ada Brook / Saga #1 / Fog: 01", "Ada Brook / Saga #2 / Mud: 02", "Ada Brook / Saga #3 / Saga 3: 03"}},
		{"a number of files as long as books", []group.Part{lasting("Ada Brook/Saga/Saga 1.mp3", 2*time.Hour-time.Second, book.Tags{Album: "Saga 1"}), lasting("Ada Brook/Saga/Saga 2.mp3", time.Hour, book.Tags{Album: "Saga 2"}), lasting("Ada Brook/Saga/Saga 3.mp3", time.Hour, book.Tags{Album: "Saga 3"})},
			[]string{"Ada Brook / Saga #1 / Saga 1: Saga 1", "Ada Brook / Saga #2 / Saga 2: Saga 2", "Ada Brook / Saga #3 / Saga 3: Saga 3"}},
		{"chapters", tagged("A/T", "Chapter 1", "Chapter 2"), []string{"A / T: 01, 02"}},
		{"one chapter", tagged("A/T", "Chapter 1", "Chapter 1"), []string{"A / T: 01, 02"}},
		{"parts beside other books", []group.Part{tags("x.mp3", book.Tags{Album: "Dune, Part 1"}), tags("y.mp3", book.Tags{Album: "Dune, Part 2"}), tags("z.mp3", book.Tags{Album: "Mud"})}, []string{"Dune: x, y", "Mud: z"}},
		{"a number, with titles", []group.Part{lasting("TKKG/01.mp3", time.Hour, book.Tags{Album: "TKKG 1", Title: "Fog"}), lasting("TKKG/02.mp3", time.Hour, book.Tags{Album: "TKKG 2", Title: "Mud"}), lasting("TKKG/03.mp3", time.Hour, book.Tags{Album: "TKKG 3", Title: "Rain"})},
			[]string{"TKKG #1 / Fog: 01", "TKKG #2 / Mud: 02", "TKKG #3 / Rain: 03"}},
		{"a number of m4b", []group.Part{lasting("Ada Brook/Saga/Saga 1.m4b", 0, book.Tags{Album: "Saga 1"}), lasting("Ada Brook/Saga/Saga 2.m4b", 0, book.Tags{Album: "Saga 2"}), lasting("Ada Brook/Saga/Saga 3.m4b", 0, book.Tags{Album: "Saga 3"})},
			[]string{"Ada Brook / Saga #1 / Saga 1: Saga 1", "Ada Brook / Saga #2 / Saga 2: Saga 2", "Ada Brook / Saga #3 / Saga 3: Saga 3"}},
		{"a number of long files and a short one", []group.Part{lasting("Ada Brook/Saga/Saga 1.mp3", long, book.Tags{Album: "Saga 1"}), lasting("Ada Brook/Saga/Saga 2.mp3", long, book.Tags{Album: "Saga 2"}), lasting("Ada Brook/Saga/Saga 3.mp3", time.Hour, book.Tags{Album: "Saga 3"})},
			[]string{"Ada Brook / Saga #1 / Saga 1: Saga 1", "Ada Brook / Saga #2 / Saga 2: Saga 2", "Ada Brook / Saga #3 / Saga 3: Saga 3"}},
		{"a number of unknown length", []group.Part{lasting("Ada Brook/Saga/1.mp3", 0, book.Tags{Album: "Saga 1"}), lasting("Ada Brook/Saga/2.mp3", 0, book.Tags{Album: "Saga 2"}), lasting("Ada Brook/Saga/3.mp3", 0, book.Tags{Album: "Saga 3"})},
			[]string{"Ada Brook / Saga #1 / Saga 1: 1", "Ada Brook / Saga #2 / Saga 2: 2", "Ada Brook / Saga #3 / Saga 3: 3"}},
		{"a number in other names", []group.Part{tags("Dune/x.mp3", book.Tags{Album: "Dune 1"}), tags("Dune/a.mp3", book.Tags{Album: "Dune 2"}), tags("Dune/b.mp3", book.Tags{Album: "Dune 3"})},
			[]string{"Dune #1 / x: x", "Dune #2 / a: a", "Dune #3 / b: b"}},
		{"equal tracks of discs", []group.Part{tags("A/T/1-1.mp3", book.Tags{Album: "T CD 1", Title: "Track 1", Track: 1}), tags("A/T/2-1.mp3", book.Tags{Album: "T CD 2", Title: "Track 1", Track: 1})},
			[]string{"A / T: 1-1, 2-1"}},
		{"Part", tagged("A/X", "Dune, Part 1", "Dune, Part 2"), []string{"A / Dune: 01, 02"}},
		{"Teil in words", tagged("A/X", "Dune - Teil Eins", "Dune - Teil Zwei"), []string{"A / Dune: 01, 02"}},
		{"1. Teil", tagged("A/X", "Dune, 1. Teil", "Dune, 2. Teil"), []string{"A / Dune: 01, 02"}},
		{"sur", tagged("A/X", "Dune (1 sur 2)", "Dune (2 sur 2)"), []string{"A / Dune: 01, 02"}},
		{"第一部", tagged("A/X", "沙丘 第一部", "沙丘 第二部"), []string{"A / 沙丘: 01, 02"}},
		{"a single part", tagged("A/X", "Henry IV, Part 1"), []string{"A / Henry IV, Part 1: 01"}},

		// Files for books without an album.
		{"m4b by their tracks", []group.Part{tags("A/T/x.m4b", book.Tags{Title: "Mud", Track: 1}), tags("A/T/y.m4b", book.Tags{Title: "Rain", Track: 2})}, []string{"A / T: x, y"}},
		{"m4b, one without a track", []group.Part{tags("A/T/x.m4b", book.Tags{Title: "Mud"}), tags("A/T/y.m4b", book.Tags{Title: "Rain", Track: 1})}, []string{"A / T / Mud: x", "A / T / Rain: y"}},
		{"m4b from the second track", []group.Part{tags("A/T/x.m4b", book.Tags{Title: "Mud", Track: 2}), tags("A/T/y.m4b", book.Tags{Title: "Rain", Track: 3})}, []string{"A / T / Mud: x", "A / T / Rain: y"}},
		{"one m4b without an album", []group.Part{tags("A/T/x.m4b", book.Tags{Album: "Fog"}), tags("A/T/y.m4b", book.Tags{Title: "Rain", Track: 1})}, []string{"A / T / Fog: x", "A / T / Rain: y"}},
		{"m4b by their numbers", []group.Part{tags("A/T/01.m4b", book.Tags{Title: "Mud"}), tags("A/T/02.m4b", book.Tags{Title: "Rain"})}, []string{"A / T: 01, 02"}},
		{"m4b called chapters", []group.Part{tags("A/X/Chapter 1.m4b", book.Tags{Title: "Mud", Artist: "Bo Day"}), tags("A/X/Chapter 2.m4b", book.Tags{Title: "Rain", Artist: "Bo Day"})}, []string{"Bo Day / X: Chapter 1, Chapter 2"}},
		{"m4b called chapters by two artists", []group.Part{tags("A/X/Chapter 1.m4b", book.Tags{Title: "Mud", Artist: "Bo Day"}), tags("A/X/Chapter 2.m4b", book.Tags{Title: "Rain", Artist: "Ed Marsh"})}, []string{"Bo Day / X / Mud: Chapter 1", "Ed Marsh / X / Rain: Chapter 2"}},
		{"episodes are heard by themselves", tagged("A/S", "Die Drei, Folge 1", "Die Drei, Folge 2"), []string{"A / S #1 / Die Drei, Folge 1: 01", "A / S #2 / Die Drei, Folge 2: 02"}},

		// Editions and numbers of shops.
		{"ungekürzt", tagged("A/X", "Dune: Ungekürzte Lesung"), []string{"A / Dune: 01"}},
		{"完整版", tagged("A/X", "沙丘（完整版）"), []string{"A / 沙丘: 01"}},
		{"abridged is another book", tagged("A/X", "Dune (Abridged)"), []string{"A / Dune (Abridged): 01"}},
		{"komplett", tagged("A/X", "Dune (Hörbuch komplett)"), []string{"A / Dune: 01"}},
		{"the whole text, twice", tagged("A/X", "Dune [Full Unabridged Audiobook]"), []string{"A / Dune: 01"}},
		{"complet", tagged("A/X", "Dune (Livre audio complet)"), []string{"A / Dune: 01"}},
		{"a comma in brackets", tagged("A/X", "Дюна (Аудиокнига, полная версия)"), []string{"A / Дюна: 01"}},
		{"朗読", tagged("A/X", "【朗読】砂丘"), []string{"A / 砂丘: 01"}},
		{"complete is no remark alone", tagged("A/X", "Dune (Complete)", "Dune (Complete)"), []string{"A / Dune (Complete): 01, 02"}},
		{"the full version of nothing", tagged("A/X", "Dune (Full Version)"), []string{"A / Dune (Full Version): 01"}},
		{"full house", tagged("A/X", "Full House"), []string{"A / Full House: 01"}},
		{"the narrator", []group.Part{tags("A/X/1.mp3", book.Tags{Album: "Dune [Rolf Lind]", Narrator: "Rolf Lind"})}, []string{"A / Dune {Rolf Lind}: 1"}},
		{"both narrators", []group.Part{tags("A/X/1.mp3", book.Tags{Album: "Dune (Rolf Lind, Bo Day)", Narrator: "Bo Day; Rolf Lind; Ed Marsh"})}, []string{"A / Dune {Bo Day+Rolf Lind+Ed Marsh}: 1"}},
		{"the narrator behind a dash", []group.Part{tags("A/X/1.mp3", book.Tags{Album: "Dune - Rolf Lind", Narrator: "Rolf Lind"})}, []string{"A / Dune {Rolf Lind}: 1"}},
		{"the narrator in the folder", []group.Part{tags("A/Dune (Rolf Lind)/1.mp3", book.Tags{Narrator: "Rolf Lind"})}, []string{"A / Dune {Rolf Lind}: 1"}},
		{"another person", []group.Part{tags("A/X/1.mp3", book.Tags{Album: "Dune (Bo Day)", Narrator: "Rolf Lind"})}, []string{"A / Dune (Bo Day) {Rolf Lind}: 1"}},
		{"a book named for its narrator", []group.Part{tags("A/X/1.mp3", book.Tags{Album: "Rolf Lind", Narrator: "Rolf Lind"})}, []string{"A / Rolf Lind {Rolf Lind}: 1"}},
		{"an ISBN", files("A", "Dune [080442957X]/x.m4b"), []string{"A / Dune: x"}},
		{"an ASIN in the album", tagged("A/X", "Dune [B0CASES001]"), []string{"A / Dune: 01"}},
		{"a word like an ASIN", files("A", "Dune [BACKGROUND]/x.m4b"), []string{"A / Dune [BACKGROUND]: x"}},

		// Neighbours.
		{"a file beside folders", files("A", "T.m4b", "U/x.m4b"), []string{"A / T: T", "A / U: x"}},
		{"a volume beside folders", files("A/S", "02 - U.m4b", "01 - T/x.m4b"), []string{"A / S #2 / U: 02 - U", "A / S #1 / T: x"}},
		{"parts beside folders", files("A", "Fen 1.mp3", "Fen 2.mp3", "U/x.m4b"), []string{"A / Fen: Fen 1, Fen 2", "A / U: x"}},
		{"a book in a book's folder", files("A/T", "book.m4b", "U/book.m4b"), []string{"A / T: book", "A / T / U: book"}},
		{"a series in a series", files("A", "T/1.mp3", "W/S/01 - U/1.mp3"), []string{"A / T: 1", "A / S #1 / U: 1"}},
		{"a genre that nobody knows", files("Dampf", "A/S/01 - U/1.mp3"), []string{"A / S #1 / U: 1"}},
		{"two forms in folders", files("A/T", "64kb/1.mp3", "m4b/x.m4b"), []string{"A / T: 1", "A / T: x"}},
		{"a folder for the sound", files("A/T", "audio/1.mp3", "audio/2.mp3"), []string{"A / T: 1, 2"}},
		{"a folder for the files", files("A/T", "Audio Files/1.mp3"), []string{"A / T: 1"}},
		{"extras", files("A/T", "1.mp3", "2.mp3", "Bonus/Talk.mp3", "Hörprobe/x.mp3"), []string{"A / T: 1, 2", "A / Talk: Bonus/Talk", "A / x: Hörprobe/x"}},
		{"samples with the title", files("A/Fen", "1.mp3", "2.mp3", "Fen_Sample.mp3", "Fen - Hörprobe.mp3"), []string{"A / Fen: 1, 2", "A / Fen Sample: Fen_Sample", "A / Fen - Hörprobe: Fen - Hörprobe"}},
		{"a chapter about samples", files("A/Fen", "01 The Free Sample.mp3", "02 Fen Bonus.mp3"), []string{"A / Fen: 01 The Free Sample, 02 Fen Bonus"}},
		{"an extra with a title", files("A/T", "T.m4b", "Bonus - Talk.mp3"), []string{"A / T: T", "A / Bonus - Talk: Bonus - Talk"}},
		{"folders of chapters", files("A/T", "Kapitel 1/1.mp3", "Kapitel 1/2.mp3", "Kapitel 2/1.mp3"), []string{"A / T: Kapitel 1/1, Kapitel 1/2, Kapitel 2/1"}},
		{"nothing but extras", files("A", "Bonus/1.mp3", "Bonus/2.mp3"), []string{"A / Bonus: Bonus/1, Bonus/2"}},
		{"a sample without a track", []group.Part{tags("A/T/1.mp3", one), tags("A/T/2.mp3", two), tags("A/T/Sample.mp3", book.Tags{Album: "T"})}, []string{"A / T: 1, 2", "A / Sample: Sample"}},
		{"a sample among files without tracks", []group.Part{tags("A/T/1.mp3", book.Tags{Album: "T"}), tags("A/T/2.mp3", one), tags("A/T/Sample.mp3", book.Tags{Album: "T"})}, []string{"A / T: 1, 2, Sample"}},
		{"a sample among chapters", files("A/T", "1.mp3", "2.mp3", "extrait.mp3"), []string{"A / T: 1, 2", "A / extrait: extrait"}},
		{"a series on top", files("The Three Ferries", "001 - T/1.mp3", "002 - U/1.mp3"), []string{"The Three Ferries #1 / T: 1", "The Three Ferries #2 / U: 1"}},
		{"a folder in a folder of its name", files("A", "T/T/1.mp3", "U/U (2012)/1.mp3"), []string{"A / T: 1", "A / U: 1"}},
		{"a series with a book of its name", files("A/S", "S/1.mp3", "T/1.mp3"), []string{"A / S / S: 1", "A / S / T: 1"}},
		{"a title in a title", files("The Way to Mud", "The Way to Mud/1.mp3"), []string{"The Way to Mud: 1"}},
		{"an episode with the series in front", files("TKKG", "TKKG - Folge 003 - T/1.mp3"), []string{"TKKG #3 / T: 1"}},
		{"the life of its author", files("Ada Brook", "Ada Brook/1.mp3"), []string{"Ada Brook / Ada Brook: 1"}},
		{"an author with a series", files("Ada Brook - Fen", "01 - T/1.mp3", "U/1.mp3"), []string{"Ada Brook / Fen #1 / T: 1", "Ada Brook / Fen / U: 1"}},
		{"an author with a series by name", files("Brook, Ada - The Fen Trilogy", "1. T/1.mp3"), []string{"Ada Brook / The Fen Trilogy #1 / T: 1"}},
		{"the author twice", files("Ada Brook/Ada Brook - Fen", "01 - T/1.mp3"), []string{"Ada Brook / Fen #1 / T: 1"}},
		{"a year between", files("Ada Brook/2012", "T/1.mp3"), []string{"Ada Brook / T: 1"}},
		{"albums with the series on top", []group.Part{tags("The Three Ferries/001 T.m4b", book.Tags{Album: "The Three Ferries 001 - T"}), tags("The Three Ferries/002 U.m4b", book.Tags{Album: "The Three Ferries 002 - U"})},
			[]string{"The Three Ferries #1 / T: 001 T", "The Three Ferries #2 / U: 002 U"}},
		{"one file in its author's folder", files("Ada Brook", "The Way to Mud.m4b"), []string{"Ada Brook / The Way to Mud: The Way to Mud"}},
		{"one file of one word", files("Ada Brook", "Lanternfield.m4b"), []string{"Ada Brook / Lanternfield: Lanternfield"}},
		{"one file that may be its author", files("Grey Mirror", "Ada Brook.m4b"), []string{"Grey Mirror: Ada Brook"}},
		{"one file that says little", append(append(files("Grey Mirror", "audio.m4b"), files("Black Reed", "Audio Track 1.mp3")...), files("Blue Reed", "The Blue.m4b")...),
			[]string{"Grey Mirror: audio", "Black Reed: Audio Track 1", "Blue Reed: The Blue"}},
		{"one file by another artist", []group.Part{tags("Grey Mirror/The Way to Mud.m4b", book.Tags{Artist: "Ada Brook"})}, []string{"Ada Brook / Grey Mirror: The Way to Mud"}},
		{"one file of a series", files("A/The Fen Trilogy", "02 Mud.m4b"), []string{"A / The Fen Trilogy #2 / Mud: 02 Mud"}},
		{"one file of volumes", files("A/Fen", "Book 1 to 3 - The Omnibus/Mud.m4b"), []string{"A / Fen #1-3 / The Omnibus: Mud"}},
		{"one file of a title", files("A/Grey Mirror", "02 Mud.m4b"), []string{"A / Grey Mirror: 02 Mud"}},
		{"a last name on top", files("Asimov", "01 - T/1.mp3"), []string{"Asimov / T: 1"}},
		{"a shelf that nobody knows", files("Nordic crime", "Ada Brook/T/1.mp3"), []string{"Ada Brook / T: 1"}},
		{"an author in small letters", files("bell hooks", "Ada Brook/T/1.mp3", "U/1.mp3"), []string{"bell hooks / Ada Brook / T: 1", "bell hooks / U: 1"}},
		{"the author in all names", files("", "Ada Brook - T - 01.mp3", "Ada Brook - T - 02.mp3", "Bo Day - U - 1.mp3", "Bo Day - U - 2.mp3"),
			[]string{"Ada Brook / T: Ada Brook - T - 01, Ada Brook - T - 02", "Bo Day / U: Bo Day - U - 1, Bo Day - U - 2"}},
		{"chapters behind the number", files("", "T.m4b", "Fen - 001 - Kapitel 1.mp3", "Fen - 002 - Kapitel 2.mp3"), []string{"T: T", "Fen: Fen - 001 - Kapitel 1, Fen - 002 - Kapitel 2"}},
		{"volumes with titles", files("", "Fen - 01 - Mud.mp3", "Fen - 02 - Rain.mp3", "T.m4b"), []string{"Fen #1 / Mud: Fen - 01 - Mud", "Fen #2 / Rain: Fen - 02 - Rain", "T: T"}},
		{"the books of a series", files("A/The Fen Trilogy", "Mud - 01.mp3", "Mud - 02.mp3", "Mud - 03.mp3", "Rain - 01.mp3", "Rain - 02.mp3", "Rain - 03.mp3"),
			[]string{"A / The Fen Trilogy / Mud: Mud - 01, Mud - 02, Mud - 03", "A / The Fen Trilogy / Rain: Rain - 01, Rain - 02, Rain - 03"}},
		{"unrelated files", []group.Part{at("Stuff/Dune Part 1.mp3"), at("Stuff/Dune Part 2.mp3"), at("Stuff/ringtone.mp3"),
			tags("Stuff/The Hobbit 1.mp3", book.Tags{Title: "The Hobbit", Artist: "J. Tolkien"})},
			[]string{"Stuff / Dune: Dune Part 1, Dune Part 2", "ringtone: ringtone", "J. Tolkien / The Hobbit: The Hobbit 1"}},
		{"unrelated files, one of them m4a", []group.Part{by("Mix/a.mp3", "Mud", "Bo Day"), by("Mix/b.mp3", "Rain", "Ed Marsh"), by("Mix/c.m4a", "Reed", "Ada Brook")},
			[]string{"Bo Day / Mud: a", "Ed Marsh / Rain: b", "Ada Brook / Reed: c"}},
		{"unrelated m4a", []group.Part{by("Mix/a.m4a", "Mud", "Bo Day"), by("Mix/b.m4a", "Rain", "Ed Marsh"), at("Mix/Fog.m4a")},
			[]string{"Bo Day / Mud: a", "Ed Marsh / Rain: b", "Fog: Fog"}},
		{"chapters in m4a by one artist", []group.Part{by("A/T/a.m4a", "Mud", "Bo Day"), by("A/T/b.m4a", "Rain", "Bo Day")}, []string{"Bo Day / T: a, b"}},
		{"chapters in m4a by two artists", []group.Part{by("A/T/a.m4a", "Chapter 1", "Bo Day"), by("A/T/b.m4a", "Chapter 2", "Ed Marsh")}, []string{"Bo Day+Ed Marsh / T: a, b"}},
		{"numbered m4a by two artists", []group.Part{by("A/T/01 a.m4a", "Mud", "Bo Day"), by("A/T/02 b.m4a", "Rain", "Ed Marsh")}, []string{"Bo Day+Ed Marsh / T: 01 a, 02 b"}},
		{"an m4a with the track among mp3 of two artists", []group.Part{tags("A/T/a.m4a", book.Tags{Title: "Mud", Artist: "Bo Day", Track: 1}), by("A/T/b.mp3", "Rain", "Ed Marsh"), by("A/T/c.mp3", "Fog", "Bo Day")},
			[]string{"Bo Day / Mud: a", "Ed Marsh+Bo Day / T: b, c"}},
		{"parts in Downloads", files("Downloads", "Dune Part 1.mp3", "Dune Part 2.mp3"), []string{"Dune: Dune Part 1, Dune Part 2"}},

		// Copies.
		{"Kopie", files("A/T", "T.mp3", "T - Kopie.mp3"), []string{"A / T: T", "A / T: T - Kopie"}},
		{"Copia de", files("A/T", "T.mp3", "Copia de T.mp3"), []string{"A / T: T", "A / T: Copia de T"}},
		{"rates", files("A/T", "1_64kb.mp3", "1_128kb.mp3", "2_64kb.mp3", "2_128kb.mp3"), []string{"A / T: 1_64kb, 2_64kb", "A / T: 1_128kb, 2_128kb"}},
		{"numbers in brackets", files("A/T", "T (1).mp3", "T (2).mp3"), []string{"A / T: T (1), T (2)"}},
		{"of one length", []group.Part{tags("A/T/T.mp3", book.Tags{}), tags("A/T/T (1).mp3", book.Tags{})}, []string{"A / T: T", "A / T: T (1)"}},
		{"of two lengths", []group.Part{tags("A/T/T.mp3", book.Tags{}), lasting("A/T/T (1).mp3", time.Hour, book.Tags{})}, []string{"A / T: T, T (1)"}},
		{"of unknown length", []group.Part{lasting("A/T/T.mp3", 0, book.Tags{}), lasting("A/T/T (1).mp3", 0, book.Tags{})}, []string{"A / T: T, T (1)"}},
		{"a second longer", []group.Part{lasting("A/T/T.mp3", time.Minute, book.Tags{}), lasting("A/T/T (1).mp3", time.Minute+time.Second, book.Tags{})}, []string{"A / T: T, T (1)"}},
		{"of one size", []group.Part{sized("A/T/T.mp3", 1000), sized("A/T/T (1).mp3", 1000)}, []string{"A / T: T", "A / T: T (1)"}},
		{"of two sizes", []group.Part{sized("A/T/T.mp3", 1000), sized("A/T/T (1).mp3", 1001)}, []string{"A / T: T, T (1)"}},
		{"of unknown size", files("A/T", "T.mp3", "T (1).mp3"), []string{"A / T: T, T (1)"}},
		{"three with one word", files("A/T", "T.mp3", "T copy.mp3", "Copy of T.mp3", "copy T.mp3"), []string{"A / T: Copy of T", "A / T: T", "A / T: T copy", "A / T: copy T"}},
		{"two readings", files("A/T", "T (read by Bo Day).mp3", "T (read by Ed Marsh).mp3"), []string{"A / T {Bo Day}: T (read by Bo Day)", "A / T {Ed Marsh}: T (read by Ed Marsh)"}},
		{"one reading on two discs", files("A/T", "CD 1/T.mp3", "CD 1/T (read by Bo Day).mp3", "CD 2/T (read by Bo Day).mp3"), []string{"A / T: CD 1/T, CD 1/T (read by Bo Day), CD 2/T (read by Bo Day)"}},
		{"tracks that occur twice", []group.Part{tags("A/T/a.mp3", one), tags("A/T/b.mp3", two), tags("A/T/c.mp3", one), tags("A/T/d.mp3", two)}, []string{"A / T: a, b", "A / T: c, d"}},
		{"tracks that occur three times", []group.Part{tags("A/T/a.mp3", one), tags("A/T/b.mp3", one), tags("A/T/c.mp3", one)}, []string{"A / T: a", "A / T: b", "A / T: c"}},
		{"a track that occurs twice", []group.Part{tags("A/T/a.mp3", one), tags("A/T/b.mp3", two), tags("A/T/c.mp3", two)}, []string{"A / T: a, b, c"}},
		{"tracks that are no numbers of tracks", []group.Part{tags("A/T/a.mp3", book.Tags{Title: "Mud", Track: 4096}), tags("A/T/b.mp3", book.Tags{Title: "Mud", Track: 4096})}, []string{"A / Mud: a, b"}},
		{"two titles of each track", []group.Part{tags("A/T/a.mp3", one), tags("A/T/b.mp3", two), tags("A/T/c.mp3", book.Tags{Album: "T", Title: "Reed", Track: 1}), tags("A/T/d.mp3", book.Tags{Album: "T", Title: "Fen", Track: 2})},
			[]string{"A / T: a, b, c, d"}},
		{"two lengths of each track", []group.Part{tags("A/T/a.mp3", one), tags("A/T/b.mp3", two), lasting("A/T/c.mp3", time.Hour, one), lasting("A/T/d.mp3", time.Hour, two)}, []string{"A / T: a, b, c, d"}},
	} {
		got := grown(c.parts)
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n\tgot  %q\n\twant %q", c.name, got, c.want)
		}
	}
}

// TestTree checks that a folder is reported when its neighbours change.
func TestTree(t *testing.T) {
	var tree group.Tree
	var told []string
	tell := func(home string) { told = append(told, home) }
	tree.Add("/b", "/b/A/W/S/T", tell)
	tree.Add("/b", "/b/A/U", tell)
	tree.Add("/b", "/b/A", tell)
	if a := tree.Around("/b", "/b/A"); !a.Shelf || !slices.Equal(told, []string{"/b/A/W/S/T"}) {
		t.Errorf("%+v, told %q", a, told)
	}
	told = nil
	tree.Remove("/b", "/b/A/U", tell)
	tree.Remove("/b", "/b/A/W/S/T", tell)
	if a := tree.Around("/b", "/b/A"); a.Shelf || !slices.Equal(told, []string{"/b/A/W/S/T", "/b/A"}) {
		t.Errorf("%+v, told %q", a, told)
	}
}

// TestTreeVolumes: folders are reported when another beside them makes them volumes of a
// series, or its removal no longer does.
func TestTreeVolumes(t *testing.T) {
	var tree group.Tree
	var told []string
	tell := func(home string) { told = append(told, home) }
	volumes := func(what string, want bool, changed ...string) {
		t.Helper()
		if got := tree.Around("/b", "/b/A/Saltmarsh 1 - Ebb").Volumes; got != want || !slices.Equal(told, changed) {
			t.Errorf("%s: volumes %t, told %q", what, got, told)
		}
		told = nil
	}
	tree.Add("/b", "/b/A/Saltmarsh 1 - Ebb", tell)
	tree.Add("/b", "/b/A/Heron 2 - Flow", tell)
	tree.Add("/b", "/b/B/Saltmarsh 2 - Flow", tell)
	told = nil
	tree.Add("/b", "/b/A/Saltmarsh 1 - Flow", tell)
	volumes("one number", false)
	tree.Add("/b", "/b/A/Saltmarsh 2 - Flow", tell)
	volumes("another number and title", true, "/b/A/Saltmarsh 1 - Ebb", "/b/A/Saltmarsh 1 - Flow")
	tree.Add("/b", "/b/A/Saltmarsh 3 - Wave", tell)
	volumes("one more", true)
	tree.Remove("/b", "/b/A/Saltmarsh 3 - Wave", tell)
	tree.Remove("/b", "/b/A/Saltmarsh 1 - Flow", tell)
	volumes("still two", true)
	tree.Remove("/b", "/b/A/Saltmarsh 2 - Flow", tell)
	volumes("one left", false, "/b/A/Saltmarsh 1 - Ebb")
}

// TestTreeNumbered: the same for folders with nothing but a number in front of the title.
func TestTreeNumbered(t *testing.T) {
	var tree group.Tree
	told := map[string]bool{}
	tell := func(home string) { told[home] = true }
	numbered := func(what string, want bool, changed bool) {
		t.Helper()
		const home = "/b/A/Fen/10 Ebb"
		if got := tree.Around("/b", home).Volumes; got != want || told[home] != changed {
			t.Errorf("%s: numbered %t, told %t", what, got, told[home])
		}
		clear(told)
	}
	tree.Add("/b", "/b/A/Fen/10 Ebb", tell)
	tree.Add("/b", "/b/A/Fen/11 Flow", tell)
	numbered("no zero in front", false, true)
	tree.Add("/b", "/b/A/Fen/12 Mud", tell)
	numbered("three", false, true)
	tree.Add("/b", "/b/A/Fen/01 Reed", tell)
	numbered("a zero in front", true, true)
	tree.Add("/b", "/b/A/Fen/13 Weir", tell)
	numbered("one more", true, false)
	tree.Remove("/b", "/b/A/Fen/01 Reed", tell)
	numbered("no zero any more", false, true)
}

// TestTreeAlone: a folder is reported when it ceases to be alone in the folder above, or is
// alone again.
func TestTreeAlone(t *testing.T) {
	var tree group.Tree
	var told []string
	tell := func(home string) { told = append(told, home) }
	alone := func(what string, want bool) {
		t.Helper()
		if got := tree.Around("/b", "/b/A/T/T").Alone; got != want || !slices.Equal(told, []string{"/b/A/T/T"}) {
			t.Errorf("%s: alone %t, told %q", what, got, told)
		}
		told = nil
	}
	tree.Add("/b", "/b/A/T/T", tell)
	told = []string{"/b/A/T/T"}
	alone("the only one", true)
	tree.Add("/b", "/b/A/T/S/U", tell)
	alone("another below", false)
	tree.Remove("/b", "/b/A/T/S/U", tell)
	alone("gone", true)
	tree.Add("/b", "/b/A/T", tell)
	alone("files above", false)
	tree.Remove("/b", "/b/A/T", tell)
	alone("gone, too", true)
}

// TestOddTitles checks titles that consist of little but signs.
func TestOddTitles(t *testing.T) {
	for _, title := range []string{"-3. B", "[ - ] - ", " [a 1] - b", "Folge 3: ", "012/", "（", "）（", ". ", "by ", "[aB1_] - "} {
		for _, b := range group.Books(folderOf("A/"+title, part(1, "A/"+title+"/"+title+".mp3", &book.Tags{Album: title, Artist: "A"}))) {
			if b.Title == "" {
				t.Errorf("%q: no title", title)
			}
		}
	}
}

// TestSubtitleOfAnEpisode: the name of a folder adds no subtitle that only repeats the
// number and the title of the episode.
func TestSubtitleOfAnEpisode(t *testing.T) {
	for folder, want := range map[string]string{"The Ferries - Folge 1 Fog": "", "Fog - Folge der Nacht": "Folge der Nacht"} {
		p := part(1, folder+"/1.mp3", &book.Tags{Album: "001/Fog", Artist: "The Ferries"})
		b := group.Books(group.Folder{Root: "/b", Folder: "/b/" + folder, Parts: []group.Part{p}})[0]
		if b.Title != "Fog" || b.Subtitle != want {
			t.Errorf("%s: %q, subtitle %q", folder, b.Title, b.Subtitle)
		}
	}
}
