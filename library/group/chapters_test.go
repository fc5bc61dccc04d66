package group_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// mark gives a part these chapters.
func mark(p group.Part, chapters ...book.Chapter) {
	m := p.File.Media.Media()
	m.Chapters = chapters
	p.File.Media = book.Pack(m)
}

func TestChapters(t *testing.T) {
	// Every part lasts a minute.
	with := func(p group.Part, chapters ...book.Chapter) group.Part {
		mark(p, chapters...)
		return p
	}
	ch := func(from, to time.Duration, title string) book.Chapter {
		return book.Chapter{Start: from * time.Second, End: to * time.Second, Title: title}
	}
	titled := func(id book.ID, file, title string) group.Part {
		return part(id, "A/T/"+file, &book.Tags{Album: "Book", Title: title})
	}
	noted := func(s group.Folder, n book.Notes) group.Folder { n.Folder = s.Folder; s.Notes = &n; return s }
	ripped := book.Notes{Cues: []book.Cue{{File: "disc.wav", Chapters: []book.Chapter{{Title: "x"}, {Start: 10 * time.Second, Title: "y"}}}}}
	for _, c := range []struct {
		name   string
		folder group.Folder
		want   string
		source book.Source
	}{
		{"one file without", folderOf("A/T", titled(1, "1.mp3", "One")), "", book.Nowhere},
		{"one file with", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 20, "a"), ch(20, 60, " b\n"))), "0-20 a, 20-60 b", book.FromTag},
		{"short ones are dropped", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "a"),
			book.Chapter{Start: time.Minute, End: time.Minute + 99*time.Millisecond, Title: "b"})), "0-60 a", book.FromTag},
		{"a tenth of a second stays", folderOf("A/T", with(titled(1, "1.mp3", "One"), book.Chapter{End: 100 * time.Millisecond, Title: "b"})), "0-60 b", book.FromTag},
		{"by titles", folderOf("A/T", titled(1, "1.mp3", "One"), titled(2, "2.mp3", "Two")), "0-60 One, 60-120 Two", book.FromTag},
		{"a title twice", folderOf("A/T", titled(1, "01 a.mp3", "One"), titled(2, "02 b.mp3", "one")), "0-60 01 a, 60-120 02 b", book.FromName},
		{"the book's title", folderOf("A/T", titled(1, "01 a.mp3", "Book"), titled(2, "02 b.mp3", "Two")), "0-60 01 a, 60-120 02 b", book.FromName},
		{"one without a title", folderOf("A/T", titled(1, "01 a.mp3", " "), titled(2, "02 b.mp3", "Two")), "0-60 01 a, 60-120 02 b", book.FromName},
		{"some have chapters", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 30, "a"), ch(30, 60, "b")), titled(2, "2.mp3", "Two"),
			with(titled(3, "3.mp3", "Three"), ch(0, 60, "c"))), "0-30 a, 30-60 b, 60-120 Two, 120-180 c", book.FromTag},
		{"a part not read", folderOf("A/T", titled(1, "1.mp3", "One"), part(2, "A/T/2.mp3", nil), titled(3, "3.mp3", "Three")), "0-60 1, 60-120 3", book.FromName},
		{"metadata.json", noted(folderOf("A/T", titled(1, "1.mp3", "One"), titled(2, "2.mp3", "Two")), book.Notes{
			Chapters: []book.Chapter{ch(0, 90, "x"), {Start: 90 * time.Second, Title: "y"}}}), "0-90 x, 90-120 y", book.FromMetadata},
		{"a cue sheet", noted(folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "a")), titled(2, "2.mp3", "Two")), book.Notes{
			Cues: []book.Cue{{File: "1.mp3", Chapters: []book.Chapter{{Title: "x"}, {Start: 10 * time.Second, Title: "y"}}}}}),
			"0-10 x, 10-60 y, 60-120 Two", book.FromCue},
		{"a cue sheet of what was ripped", noted(folderOf("A/T", titled(1, "Disc.MP3", "One")), ripped), "0-10 x, 10-60 y", book.FromCue},
		{"one for each part", noted(folderOf("A/T", titled(1, "1.flac", "One"), titled(2, "2.flac", "Two")), book.Notes{
			Cues: []book.Cue{{File: "2.wav", Chapters: []book.Chapter{{Title: "x"}}}, {File: "1.wav", Chapters: []book.Chapter{{Title: "y"}}}}}),
			"0-60 y, 60-120 x", book.FromCue},
		{"of another file", noted(folderOf("A/T", with(titled(1, "Disc 2.mp3", "One"), ch(0, 60, "a"))), ripped), "0-60 a", book.FromTag},
		{"what was ripped is there too", noted(folderOf("A/T", with(titled(1, "disc.m4b", "One"), ch(0, 60, "a")), titled(2, "disc.wav", "One")), ripped),
			"0-60 a", book.FromTag},
		{"a list beside a download of Audible", noted(folderOf("A/T", titled(1, "Low_Tide-AAX_44_128.m4b", "One")), book.Notes{Named: []book.Notes{{
			Folder: "/b/A/T", Stem: "Low_Tide", From: [book.Fields]book.Source{book.ChapterList: book.FromChapters}, Chapters: []book.Chapter{ch(0, 10, "x"), {Start: 10 * time.Second, Title: "y"}}}}}),
			"0-10 x, 10-60 y", book.FromChapters},
		{"the beginning and the end are in no mark", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(5, 20, "a"), ch(30, 50, "b"))),
			"0-5 Book, 5-30 a, 30-60 b", book.FromTag},
		{"the first mark stands a little late", folderOf("A/T", with(titled(1, "1.mp3", "One"), book.Chapter{Start: time.Second / 2, End: time.Minute, Title: "a"})),
			"0-60 a", book.FromTag},
		{"the first mark stands after the pregap of a disc", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(2, 60, "a"))), "0-60 a", book.FromTag},
		{"a chapter goes on until the first mark of the next part", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 30, "a"), ch(30, 60, "b")),
			with(titled(2, "2.mp3", "Two"), ch(20, 60, "c"))), "0-30 a, 30-80 b, 80-120 c", book.FromTag},
		{"after a part without marks", folderOf("A/T", titled(1, "1.mp3", "One"), with(titled(2, "2.mp3", "Two"), ch(20, 60, "c"))),
			"0-60 One, 60-80 Two, 80-120 c", book.FromTag},
		{"continued", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 30, "a"), ch(30, 60, "Chapter 5")),
			with(titled(2, "2.mp3", "Two"), ch(0, 20, "Chapter 5 (continued)"), ch(20, 60, "c"))), "0-30 a, 30-80 Chapter 5, 80-120 c", book.FromTag},
		{"continued by times", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 30, "a"), ch(30, 60, "Kapitel 5")),
			with(titled(2, "2.mp3", "Two"), ch(0, 60, "Kapitel 5 (12:34)")), with(titled(3, "3.mp3", "Three"), ch(0, 30, "Kapitel 5 (1:12:34)"), ch(30, 60, "b"))),
			"0-30 a, 30-150 Kapitel 5, 150-180 b", book.FromTag},
		{"continued by the title alone", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 30, "a"), ch(30, 60, "b")),
			with(titled(2, "2.mp3", "Two"), ch(0, 20, "B"), ch(20, 60, "c"))), "0-30 a, 30-80 b, 80-120 c", book.FromTag},
		{"each part has one mark, of one title", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "Chapter 1")), with(titled(2, "2.mp3", "Two"), ch(0, 60, "Chapter 1"))),
			"0-60 One, 60-120 Two", book.FromTag},
		{"so has the title tag", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "Chapter 1")), with(titled(2, "2.mp3", "One"), ch(0, 60, "Chapter 1"))),
			"0-60 Chapter 1, 60-120 Chapter 1", book.FromTag},
		{"only the part between has no marks", folderOf("A/T", with(titled(1, "1.mp3", ""), ch(0, 30, "a"), ch(30, 60, "b")), titled(2, "2.mp3", "Two"),
			with(titled(3, "3.mp3", ""), ch(0, 60, "c"))), "0-30 a, 30-60 b, 60-120 Two, 120-180 c", book.FromTag},
		{"a mark that begins before the last one ends", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 40, "a"), ch(30, 60, "b"))), "0-30 a, 30-60 b", book.FromTag},
		{"the part before is not there", folderOf("A/T", with(titled(1, "2.mp3", "Two"), ch(0, 20, "Chapter 5 (continued)"), ch(20, 60, "Live (2:30)"))),
			"0-20 Chapter 5, 20-60 Live (2:30)", book.FromTag},
		{"marks without titles", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "")), with(titled(2, "2.mp3", "Two"), ch(0, 60, ""))),
			"0-60 One, 60-120 Two", book.FromTag},
		{"neither has a title", folderOf("A/T", with(titled(1, "01 a.mp3", ""), ch(0, 60, "")), with(titled(2, "02 b.mp3", ""), ch(0, 60, ""))),
			"0-60 01 a, 60-120 02 b", book.FromTag},
		{"a mark after the end", folderOf("A/T", with(titled(1, "1.mp3", "One"), ch(0, 60, "a"), ch(60, 90, "b")), with(titled(2, "2.mp3", "Two"), ch(0, 90, "c"))),
			"0-60 a, 60-120 c", book.FromTag},
		{"metadata.json begins late and ends early", noted(folderOf("A/T", titled(1, "1.mp3", "One"), titled(2, "2.mp3", "Two")), book.Notes{
			Chapters: []book.Chapter{ch(5, 50, "x"), ch(60, 90, "y")}}), "0-5 Book, 5-60 x, 60-120 y", book.FromMetadata},
	} {
		b := group.Books(c.folder)[0]
		var all []string
		for _, c := range group.Chapters(b) {
			all = append(all, fmt.Sprintf("%g-%g %s", c.Start.Seconds(), c.End.Seconds(), c.Title))
		}
		if got := strings.Join(all, ", "); got != c.want || b.Sources[book.ChapterList] != c.source {
			t.Errorf("%s: %q by %q, want %q by %q", c.name, got, b.Sources[book.ChapterList], c.want, c.source)
		}
	}
}

func TestNotes(t *testing.T) {
	notes := &book.Notes{
		Folder: "/b/A/T", Meta: book.Meta{Publisher: "P"}, From: [book.Fields]book.Source{book.Publisher: book.FromOPF},
		Picture: "/b/A/T/cover.jpg", Cues: []book.Cue{{File: "1.mp3"}, {File: "2.mp3"}},
	}
	for _, c := range []struct {
		name   string
		folder group.Folder
		want   string
	}{
		{"one book", folderOf("A/T", part(1, "A/T/1.mp3", nil)), "all"},
		{"two kinds", folderOf("A/T", part(1, "A/T/1.mp3", nil), part(2, "A/T/1.m4b", album("X"))), "all all"},
		{"two books", folderOf("A/T", part(1, "A/T/1.mp3", album("X")), part(2, "A/T/3.mp3", album("Y"))), "1.mp3 none"},
		{"one taken out", folderOf("A/T", choose(part(1, "A/T/2.mp3", nil), group.Own), part(2, "A/T/3.mp3", nil)), "2.mp3 all"},
		{"all taken together", folderOf("A/T", choose(part(1, "A/T/2.mp3", album("X")), "x"), choose(part(2, "A/T/3.mp3", album("Y")), "x")), "all"},
		{"discs", folderOf("A/T", part(1, "A/T/CD 1/2.mp3", nil), part(2, "A/T/CD 2/3.mp3", nil)), "all"},
		{"loose", folderOf("", part(1, "2.mp3", album("X")), part(2, "3.mp3", album("Y"))), "2.mp3 none"},
		{"beside other books", group.Folder{Root: "/b", Folder: "/b", Parts: []group.Part{part(1, "2.mp3", nil)}, Around: group.Around{Shelf: true}}, "2.mp3"},
		{"alone in the root", folderOf("", part(1, "2.mp3", nil)), "all"},
	} {
		c.folder.Notes = notes
		var got []string
		for _, b := range group.Books(c.folder) {
			switch {
			case b.Notes == nil:
				got = append(got, "none")
			case b.Notes == notes && b.Publisher == "P" && b.Sources[book.Picture] == book.FromPicture:
				got = append(got, "all")
			case b.Publisher == "" && b.Notes.Picture == "" && len(b.Notes.Cues) == 1:
				got = append(got, b.Notes.Cues[0].File)
			default:
				got = append(got, fmt.Sprintf("%+v", b.Notes))
			}
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestChaptersInNames: the titles of chapters in the names of files begin after the title of
// the book.
func TestChaptersInNames(t *testing.T) {
	for _, c := range []struct {
		folder string
		names  []string
		want   []string
	}{
		{"A/Fen", []string{"Fen-01-Rain", "Fen-02-Hail"}, []string{"Rain", "Hail"}},
		{"A/Fen", []string{"Fen - Chapter 1 - Rain", "Fen - Chapter 2 - Hail"}, []string{"Chapter 1 - Rain", "Chapter 2 - Hail"}},
		{"Ada Brook/Fen", []string{"Ada Brook - Fen - Kapitel 1", "Ada Brook - Fen - Kapitel 2"}, []string{"Kapitel 1", "Kapitel 2"}},
		{"A/Fen", []string{"Chapter 1 - Rain", "Chapter 2 - Hail"}, []string{"Chapter 1 - Rain", "Chapter 2 - Hail"}},
		{"A/Fen", []string{"Marsh - Chapter 1", "Marsh - Chapter 2"}, []string{"Marsh - Chapter 1", "Marsh - Chapter 2"}},
	} {
		var parts []group.Part
		for i, name := range c.names {
			p := part(book.ID(i+1), c.folder+"/"+name+".mp3", new(book.Tags))
			p.File.Media.Duration = time.Minute
			parts = append(parts, p)
		}
		var got []string
		for _, chapter := range group.Chapters(group.Books(folderOf(c.folder, parts...))[0]) {
			got = append(got, chapter.Title)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.names, got, c.want)
		}
	}
}

// TestContinued joins a chapter that goes on in the next part, in several languages.
func TestContinued(t *testing.T) {
	for _, c := range [][2]string{
		{"Chapter 5", "Chapter 5 (continued)"}, {"Chapter 5", "chapter 5 [cont.]"}, {"Chapter 5", "Chapter 5 - Continued"}, {"Chapter 5", "Chapter 5, cont'd"},
		{"Chapter 5", "Chapter 5 (00:15)"}, {"Chapter 5 (00:10)", "Chapter 5 (00:25)"}, {"Kapitel 5", "Kapitel 5 (Fortsetzung)"}, {"Kapitel 5", "Kapitel 5 Forts."},
		{"Chapitre 5", "Chapitre 5 (suite)"}, {"Capítulo 5", "Capítulo 5 (continuación)"}, {"Capítulo 5", "Capítulo 5 (continuação)"}, {"Capitolo 5", "Capitolo 5 (continua)"},
		{"Hoofdstuk 5", "Hoofdstuk 5 (vervolg)"}, {"Kapitel 5", "Kapitel 5 (fortsättning)"}, {"Luku 5", "Luku 5 (jatkuu)"}, {"Rozdział 5", "Rozdział 5 (ciąg dalszy)"},
		{"Kapitola 5", "Kapitola 5 (pokračování)"}, {"Глава 5", "Глава 5 (продолжение)"}, {"Κεφάλαιο 5", "Κεφάλαιο 5 (συνέχεια)"}, {"Bölüm 5", "Bölüm 5 (devamı)"},
		{"第五章", "第五章（续）"}, {"第五章", "第五章（続き）"},
	} {
		p, q := part(1, "A/T/1.mp3", album("Book")), part(2, "A/T/2.mp3", album("Book"))
		mark(p, book.Chapter{End: time.Minute, Title: c[0]})
		mark(q, book.Chapter{End: 20 * time.Second, Title: c[1]}, book.Chapter{Start: 20 * time.Second, End: time.Minute, Title: "Next"})
		got := group.Chapters(group.Books(folderOf("A/T", p, q))[0])
		if len(got) != 2 || got[0].Title != c[0] || got[0].End != 80*time.Second || got[1].End != 2*time.Minute {
			t.Errorf("%q, %q: %v", c[0], c[1], got)
		}
	}
}
