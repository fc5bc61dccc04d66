package group_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/group"
)

// part returns a file below /b that was read and has tags, or that was not read
// if tags is nil.
func part(id book.ID, path string, tags *book.Tags) group.Part {
	f := &book.File{ID: id, Root: "/b", Path: filepath.Join("/b", path)}
	if tags != nil {
		f.State = book.Probed
		f.Media = book.Pack(&book.Media{Duration: time.Minute, BitRate: 64_000, Codec: "MP3", Tags: *tags})
	}
	return group.Part{File: f}
}

// folderOf returns a folder below /b.
func folderOf(folder string, parts ...group.Part) group.Folder {
	return group.Folder{Root: "/b", Folder: filepath.Join("/b", folder), Parts: parts}
}

// outline returns books in short form: "Title: file, file".
func outline(books []*book.Book) (all []string) {
	for _, b := range books {
		names := make([]string, len(b.Files))
		for i, f := range b.Files {
			names[i], _ = filepath.Rel(b.Path, f.Path)
			if len(b.Files) == 1 {
				names[i] = f.Name()
			}
		}
		all = append(all, b.Title+": "+strings.Join(names, ", "))
	}
	return all
}

func album(title string) *book.Tags { return &book.Tags{Album: title} }

func choose(p group.Part, choice string) group.Part {
	p.Choice = choice
	return p
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name   string
		folder group.Folder
		want   []string
	}{
		{"one file", folderOf("A/T", part(1, "A/T/x.m4b", album("Book"))), []string{"Book: x.m4b"}},
		{"one file, not read", folderOf("A/T", part(1, "A/T/x.m4b", nil)), []string{"T: x.m4b"}},
		{"mp3 without albums", folderOf("A/T",
			part(1, "A/T/10.mp3", &book.Tags{Title: "Ten"}), part(2, "A/T/9.mp3", &book.Tags{Title: "Nine"}), part(3, "A/T/1.mp3", nil),
		), []string{"T: 1.mp3, 9.mp3, 10.mp3"}},
		{"mp3 of one album", folderOf("A/T", part(1, "A/T/b.mp3", album("Book")), part(2, "A/T/a.mp3", album(" BOOK!"))),
			[]string{"BOOK!: a.mp3, b.mp3"}},
		{"mp3 of two albums", folderOf("A/T", part(1, "A/T/b.mp3", album("Book")), part(2, "A/T/a.mp3", album("Other"))),
			[]string{"Book: b.mp3", "Other: a.mp3"}},
		{"one without an album", folderOf("A/T", part(1, "A/T/b.mp3", album("Book")), part(2, "A/T/a.mp3", &book.Tags{Title: "A"})),
			[]string{"Book: a.mp3, b.mp3"}},
		{"m4b of different books", folderOf("A", part(1, "A/a.m4b", album("Emma")), part(2, "A/b.m4b", album("Persuasion")), part(3, "A/c.m4a", album("Sanditon"))),
			[]string{"Emma: a.m4b", "Persuasion: b.m4b", "Sanditon: c.m4a"}},
		{"m4b by their titles", folderOf("A", part(1, "A/a.m4b", &book.Tags{Title: "Emma"}), part(2, "A/b.m4b", &book.Tags{Title: "Persuasion"})),
			[]string{"Emma: a.m4b", "Persuasion: b.m4b"}},
		{"m4b by their names", folderOf("A", part(1, "A/Emma.m4b", nil), part(2, "A/1984.m4b", nil), part(3, "A/Fahrenheit 451.m4b", nil)),
			[]string{"Emma: Emma.m4b", "1984: 1984.m4b", "Fahrenheit 451: Fahrenheit 451.m4b"}},
		{"m4b of one book", folderOf("A/T", part(1, "A/T/b.m4b", album("Emma")), part(2, "A/T/a.m4b", album("Emma"))),
			[]string{"Emma: a.m4b, b.m4b"}},
		{"m4b parts without tags", folderOf("A/T", part(1, "A/T/T Part 10.m4b", nil), part(2, "A/T/T Part 9.m4b", nil)),
			[]string{"T: T Part 9.m4b, T Part 10.m4b"}},
		{"m4b chapters", folderOf("A/T", part(1, "A/T/01 - Intro.m4b", &book.Tags{Title: "Chapter 1"}), part(2, "A/T/02 - End.m4b", &book.Tags{Title: "Chapter 2"})),
			[]string{"T: 01 - Intro.m4b, 02 - End.m4b"}},
		{"m4b of five", folderOf("A/T", part(1, "A/T/Dune (1 of 5).m4b", nil), part(2, "A/T/Dune (2 of 5).m4b", nil)),
			[]string{"T: Dune (1 of 5).m4b, Dune (2 of 5).m4b"}},
		{"accents and punctuation", folderOf("A", part(1, "A/a.m4b", album("Les Misérables")), part(2, "A/b.m4b", album("les miserables."))),
			[]string{"Les Misérables: a.m4b, b.m4b"}},
		{"m4b and mp3 of one book", folderOf("A/T", part(1, "A/T/T.m4b", album("Emma")), part(2, "A/T/1.mp3", album("Emma")), part(3, "A/T/2.mp3", album("Emma"))),
			[]string{"Emma: T.m4b", "Emma: 1.mp3, 2.mp3"}},
		{"m4b and mp3 without tags", folderOf("A/T", part(1, "A/T/T.m4b", nil), part(2, "A/T/1.mp3", nil), part(3, "A/T/2.MP3", nil)),
			[]string{"T: T.m4b", "T: 1.mp3, 2.MP3"}},
		{"m4a and m4b parts", folderOf("A/T", part(1, "A/T/1.m4b", album("Emma")), part(2, "A/T/2.m4a", album("Emma"))),
			[]string{"Emma: 1.m4b, 2.m4a"}},
		{"loose in the root", folderOf("", part(1, "1.mp3", album("Emma")), part(2, "2.mp3", album("Emma")), part(3, "Dune.m4b", nil)),
			[]string{"Emma: 1.mp3, 2.mp3", "Dune: Dune.m4b"}},
		{"discs", folderOf("A/T", part(1, "A/T/CD 10/1.mp3", nil), part(2, "A/T/CD 2/2.mp3", nil), part(3, "A/T/CD 2/1.mp3", nil)),
			[]string{"T: CD 2/1.mp3, CD 2/2.mp3, CD 10/1.mp3"}},
		{"discs and a file beside", folderOf("A/T", part(1, "A/T/z.mp3", nil), part(2, "A/T/CD 2/2.mp3", nil), part(3, "A/T/Disc 1/1.mp3", nil)),
			[]string{"T: CD 2/2.mp3, Disc 1/1.mp3, z.mp3"}},
		{"albums with their disc", folderOf("A/T", part(1, "A/T/CD 1/1.mp3", album("Emma (Disc 1)")), part(2, "A/T/CD 2/1.mp3", album("Emma [CD 2]"))),
			[]string{"Emma: CD 1/1.mp3, CD 2/1.mp3"}},
		{"albums that are a disc", folderOf("A/T", part(1, "A/T/CD 1/1.mp3", album("CD 1")), part(2, "A/T/CD 2/1.mp3", album("CD 2"))),
			[]string{"T: CD 1/1.mp3, CD 2/1.mp3"}},
		{"m4b on discs", folderOf("A/T", part(1, "A/T/CD 1/One.m4b", nil), part(2, "A/T/CD 2/Two.m4b", nil)),
			[]string{"T: CD 1/One.m4b, CD 2/Two.m4b"}},
		{"named discs", folderOf("A/T", part(1, "A/T/T (Disc 01)/1.mp3", nil), part(2, "A/T/T (Disc 02)/1.mp3", nil)),
			[]string{"T: T (Disc 01)/1.mp3, T (Disc 02)/1.mp3"}},
		{"named discs of two books", folderOf("A",
			part(1, "A/T (Disc 01)/1.mp3", nil), part(2, "A/T (Disc 02)/1.mp3", nil), part(3, "A/U CD1/1.mp3", nil), part(4, "A/U CD2/1.mp3", nil)),
			[]string{"T: T (Disc 01)/1.mp3, T (Disc 02)/1.mp3", "U: U CD1/1.mp3, U CD2/1.mp3"}},
		{"a title with a part", folderOf("A", part(1, "A/Henry IV Part 1/1.mp3", nil), part(2, "A/Henry IV Part 1/2.mp3", nil)),
			[]string{"Henry IV Part 1: 1.mp3, 2.mp3"}},
		{"titles with a part", folderOf("A", part(1, "A/Henry IV Part 1/1.mp3", album("Henry IV, Part 1")), part(2, "A/Henry IV Part 2/1.mp3", album("Henry IV, Part 2"))),
			[]string{"Henry IV, Part 1: 1.mp3", "Henry IV, Part 2: 1.mp3"}},
		{"the root is one book", folderOf("", part(1, "CD 1/1.mp3", nil), part(2, "CD 2/1.mp3", nil)),
			[]string{"b: CD 1/1.mp3, CD 2/1.mp3"}},

		{"own", folderOf("A/T", choose(part(1, "A/T/1.mp3", nil), group.Own), part(2, "A/T/2.mp3", nil), part(3, "A/T/3.mp3", nil)),
			[]string{"1: 1.mp3", "T: 2.mp3, 3.mp3"}},
		{"all own", folderOf("A/T", choose(part(1, "A/T/a.mp3", album("Emma")), group.Own), choose(part(2, "A/T/b.mp3", album("Emma")), group.Own)),
			[]string{"Emma: a.mp3", "Emma: b.mp3"}},
		{"merged", folderOf("A/T", choose(part(1, "A/T/1.mp3", album("Emma")), "x"), choose(part(2, "A/T/2.m4b", album("Dune")), "x")),
			[]string{"Emma: 1.mp3, 2.m4b"}},
		{"two choices", folderOf("A/T", choose(part(1, "A/T/1.mp3", nil), "x"), choose(part(2, "A/T/2.mp3", nil), "y"), choose(part(3, "A/T/3.mp3", nil), "x")),
			[]string{"1: 1.mp3, 3.mp3", "2: 2.mp3"}},
		{"merged in the root", folderOf("", choose(part(1, "1.mp3", album("Emma")), "x"), choose(part(2, "2.mp3", album("Emma")), "x"), part(3, "3.mp3", nil)),
			[]string{"Emma: 1.mp3, 2.mp3", "3: 3.mp3"}},
		{"hidden", folderOf("A/T", group.Part{File: part(1, "A/T/1.mp3", nil).File, Hidden: true}, part(2, "A/T/2.mp3", nil)),
			[]string{"T: 1.mp3", "T: 2.mp3"}},
		{"bad bytes", folderOf("A/\xff", part(1, "A/\xff/CD 1/\xfe.mp3", nil), part(2, "A/\xff/CD 2/\xfe.mp3", nil)),
			[]string{"\uFFFD: CD 1/\xfe.mp3, CD 2/\xfe.mp3"}},
		{"nothing but blanks", folderOf("A/ ", part(1, "A/ /\n.mp3", &book.Tags{Album: " ", Title: "\t"})), []string{".mp3: \n.mp3"}},
		{"empty", folderOf("A"), nil},
	} {
		if got := outline(group.Books(c.folder)); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.name, got, c.want)
		}
	}
}

func TestFiles(t *testing.T) {
	s := folderOf("A/S/T", part(3, "A/S/T/CD 1/1.mp3", &book.Tags{Album: "Book", Title: "One"}), part(2, "A/S/T/2.mp3", album("Book")),
		part(1, "A/S/T/3 {N}.mp3", nil), part(4, "A/S/T/4.mp3", nil))
	s.Parts[3].Edits = book.Edits{"title": "Four"}
	want := []string{"3 {N}: 3 {N}.mp3", "Book: 2.mp3", "One: 1.mp3", "Four: 4.mp3"}
	rows := group.Files(s)
	if got := outline(rows); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	s.Parts[3].Edits = nil
	for i, b := range group.FilesOnly(s) {
		want := *group.Files(s)[i]
		want.Meta, want.Sources = book.Meta{Title: want.Title}, [book.Fields]book.Source{book.Title: want.Sources[book.Title]}
		if !reflect.DeepEqual(*b, want) {
			t.Errorf("files only: got %+v, want %+v", *b, want)
		}
	}
	for _, b := range rows {
		if b.Author() != "A" || len(b.Series) != 1 || b.Series[0].Name != "S" {
			t.Errorf("%s: by %q, series %v", b.Title, b.Author(), b.Series)
		}
	}
	if got := outline(group.Files(folderOf("", part(1, "x.mp3", nil)))); !slices.Equal(got, []string{"x: x.mp3"}) {
		t.Errorf("loose: %q", got)
	}
}

func TestMerge(t *testing.T) {
	full := &book.Tags{
		Title: "Part", Album: "Tag Title", Subtitle: "Tag Sub", Artist: "Tag Author, Tag Narrator", Narrator: "Tag Narrator",
		Series: "Tag Series #3", Year: 2003, Genres: []string{"Tag"}, Publisher: "P", ASIN: "B000000001", ISBN: "I", Language: "eng", Description: "D\nE",
	}
	one := func(folder, file string, tags *book.Tags) group.Folder {
		return folderOf(folder, part(1, filepath.Join(folder, file), tags))
	}
	noted := func(s group.Folder, n book.Notes) group.Folder { s.Notes = &n; return s }
	edited := func(s group.Folder, e book.Edits) group.Folder { s.Parts[0].Edits = e; return s }
	const name = "A, B/S/2 - 1999 - T - U {N & M} [B002UZJGYY]"
	for _, c := range []struct {
		name   string
		folder group.Folder
		want   string
	}{
		{"folder", one(name, "x.mp3", nil),
			"title T (folder), subtitle U (folder), authors B A (folder), narrators N/M (folder), series S #2 (folder), year 1999 (folder), asin B002UZJGYY (folder)"},
		{"empty tags", one(name, "x.mp3", &book.Tags{Album: " ", Artist: ";"}),
			"title T (folder), subtitle U (folder), authors B A (folder), narrators N/M (folder), series S #2 (folder), year 1999 (folder), asin B002UZJGYY (folder)"},
		{"tags beat folders", one(name, "x.mp3", full),
			"title Tag Title (tag), subtitle Tag Sub (tag), authors Tag Author (tag), narrators Tag Narrator (tag), series Tag Series #3 (tag), year 2003 (tag), " +
				"genres Tag (tag), publisher P (tag), asin B000000001 (tag), isbn I (tag), language eng (tag), description D\nE (tag)"},
		{"the folder's volume of the tag's series", one("A/S/2 - T", "x.mp3", &book.Tags{Series: "s"}),
			"title T (folder), authors A (folder), series s #2 (tag)"},
		{"not of another series", one("A/S/2 - T", "x.mp3", &book.Tags{Series: "R"}),
			"title T (folder), authors A (folder), series R (tag)"},
		{"not of a folder that is the author's", one("A/S/2 - T", "x.mp3", &book.Tags{Series: "R", Artist: "S"}),
			"title T (folder), authors S (tag), series R (tag)"},
		{"two levels", one("A/Vol 1", "x.mp3", nil), "title Vol 1 (folder), authors A (folder)"},
		{"one level", one("2001 - T", "x.mp3", nil), "title T (folder), year 2001 (folder)"},
		{"a volume that is a title", one("A/S/Book 2", "x.mp3", nil), "title Book 2 (folder), authors A (folder), series S #2 (folder)"},
		{"a loose file", one("", "1999 - T - U {N} [B002UZJGYY].m4b", nil),
			"title T - U (file name), narrators N (file name), year 1999 (file name), asin B002UZJGYY (file name)"},
		{"sidecars beat tags", noted(one(name, "x.mp3", full), book.Notes{
			Meta: book.Meta{Title: "Note", Narrators: []string{"Reader"}, Description: "Desc"},
			From: [book.Fields]book.Source{book.Title: book.FromOPF, book.Narrators: book.FromReader, book.Description: book.FromDesc}}),
			"title Note (opf), subtitle Tag Sub (tag), authors Tag Author (tag), narrators Reader (reader.txt), series Tag Series #3 (tag), year 2003 (tag), " +
				"genres Tag (tag), publisher P (tag), asin B000000001 (tag), isbn I (tag), language eng (tag), description Desc (desc.txt)"},
		{"the series in the title of an .nfo file", noted(one("x", "x.mp3", nil), book.Notes{
			Meta: book.Meta{Title: "Low Tide: Saltmarsh, Book 2", Authors: []string{"Ada Brook"}},
			From: [book.Fields]book.Source{book.Title: book.FromNFO, book.Authors: book.FromNFO}}),
			"title Low Tide (nfo), authors Ada Brook (nfo), series Saltmarsh #2 (nfo)"},
		{"the series in the subtitle of a sidecar", noted(one("x", "x.mp3", nil), book.Notes{
			Meta: book.Meta{Title: "Low Tide", Subtitle: "Saltmarsh, Book 2"},
			From: [book.Fields]book.Source{book.Title: book.FromOPF, book.Subtitle: book.FromMetadata}}),
			"title Low Tide (opf), subtitle Saltmarsh, Book 2 (metadata.json), series Saltmarsh #2 (metadata.json)"},
		{"edits beat all", edited(noted(one("A/T", "x.mp3", full), book.Notes{Meta: book.Meta{Title: "Note"}, From: [book.Fields]book.Source{book.Title: book.FromOPF}}), book.Edits{
			"title": "Mine", "authors": "One, Jr.\n\nTwo", "series": "A #1\nB #2.5\nC", "year": "1901", "narrators": "", "genres": "X\nY", "publisher": "",
			"description": "a\nb", "subtitle": "", "asin": "", "isbn": "", "language": "de", "cover": "x", "unknown": "y"}),
			"title Mine (edit), subtitle  (edit), authors One, Jr./Two (edit), narrators  (edit), series A #1/B #2.5/C (edit), year 1901 (edit), genres X/Y (edit), " +
				"publisher  (edit), asin  (edit), isbn  (edit), language de (edit), description a\nb (edit)"},
		{"edited edition and contributors", edited(one("A/T (Unabridged)", "x.mp3", &book.Tags{Artist: "A; K (translator)"}), book.Edits{"edition": "First", "contributors": "B (notes)\nC"}),
			"title T (folder), authors A (tag), edition First (edit), contributors B (notes)/C (edit)"},
		{"emptied edition and contributors", edited(one("A/T (Unabridged)", "x.mp3", &book.Tags{Artist: "A; K (translator)"}), book.Edits{"edition": "", "contributors": ""}),
			"title T (folder), authors A (tag), edition  (edit), contributors  (edit)"},
		{"edits that are none", edited(one("A/1999 - T", "x.mp3", nil), book.Edits{"title": " ", "year": "soon"}),
			"title T (folder), authors A (folder), year 1999 (folder)"},
		{"a year emptied", edited(one("A/1999 - T", "x.mp3", nil), book.Edits{"year": ""}),
			"title T (folder), authors A (folder), year  (edit)"},

		// A narrator among the artists.
		{"author and narrator in the artist", one("T", "x.mp3", &book.Tags{Artist: "Andy Weir, Ray Porter", Narrator: "Ray Porter"}),
			"title T (folder), authors Andy Weir (tag), narrators Ray Porter (tag)"},
		{"both in the artist, the author above", one("T", "x.mp3", &book.Tags{AlbumArtist: "Andy Weir", Artist: "Andy Weir, Ray Porter"}),
			"title T (folder), authors Andy Weir (tag)"},
		{"the narrator in the artist", one("Andy Weir/T", "x.mp3", &book.Tags{Artist: "Ray Porter", Narrator: "Ray Porter"}),
			"title T (folder), authors Andy Weir (folder), narrators Ray Porter (tag)"},
		{"the narrator in the artist, as reader.txt says", noted(one("Andy Weir/T", "x.mp3", &book.Tags{Artist: "Ray Porter"}), book.Notes{
			Meta: book.Meta{Narrators: []string{"Ray Porter"}}, From: [book.Fields]book.Source{book.Narrators: book.FromReader}}),
			"title T (folder), authors Andy Weir (folder), narrators Ray Porter (reader.txt)"},
		{"the narrator in the artist, as the folder says", one("Andy Weir/T {Ray Porter}", "x.mp3", &book.Tags{Artist: "Ray Porter"}),
			"title T (folder), authors Andy Weir (folder), narrators Ray Porter (folder)"},
		{"who reads their own book", edited(one("T", "x.mp3", &book.Tags{Artist: "Neil Gaiman"}), book.Edits{"narrators": "Neil Gaiman"}),
			"title T (folder), authors Neil Gaiman (tag), narrators Neil Gaiman (edit)"},

		// Several parts.
		{"most parts", folderOf("A/T",
			part(1, "A/T/1.mp3", &book.Tags{Album: "T", Year: 1, Narrator: "N", Genres: []string{"G"}, Series: "S", SeriesPart: "1"}),
			part(2, "A/T/2.mp3", &book.Tags{Album: "T", Year: 2, Narrator: "M", Genres: []string{"H"}, Series: "S", SeriesPart: "2"}),
			part(3, "A/T/3.mp3", &book.Tags{Album: "T", Year: 2, Narrator: "M", Genres: []string{"H"}, SeriesPart: "2"})),
			"title T (tag), authors A (folder), narrators N/M (tag), series S #1 (tag), year 2 (tag), genres H (tag)"},
		{"a tie", folderOf("A/T", part(1, "A/T/2.mp3", &book.Tags{Year: 2}), part(2, "A/T/1.mp3", &book.Tags{Year: 1}), part(3, "A/T/3.mp3", &book.Tags{})),
			"title T (folder), authors A (folder), year 1 (tag)"},
		{"all have the title", folderOf("A/T", part(1, "A/T/2.mp3", &book.Tags{Title: "X"}), part(2, "A/T/1.mp3", &book.Tags{Title: "X"})),
			"title X (tag), authors A (folder)"},
		{"split in an author's folder", folderOf("A/S", part(1, "A/S/1. T.m4b", album("T")), part(2, "A/S/2. U.m4b", album("U"))),
			"title T (tag), authors A (folder), series S #1 (folder)"},
	} {
		b := group.Books(c.folder)[0]
		if got := fields(b); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

// fields returns the fields of a book that have a source, with the source.
func fields(b *book.Book) string {
	var series []string
	for _, s := range b.Series {
		series = append(series, s.String())
	}
	year := ""
	if b.Year != 0 {
		year = fmt.Sprint(b.Year)
	}
	var all []string
	for f, v := range []string{
		b.Title, b.Subtitle, strings.Join(b.Authors, "/"), strings.Join(b.Narrators, "/"), strings.Join(series, "/"), year,
		strings.Join(b.Genres, "/"), b.Publisher, b.ASIN, b.ISBN, b.Language, b.Description, "", "", b.Edition, strings.Join(b.Contributors, "/"),
	} {
		f := book.Field(f)
		if f == book.Picture || f == book.ChapterList {
			continue
		}
		if b.Sources[f] != book.Nowhere || v != "" {
			all = append(all, fmt.Sprintf("%s %s (%s)", f, v, b.Sources[f]))
		}
	}
	return strings.Join(all, ", ")
}

// TestBooksOfAnyOrder checks that the same files make the same books in any
// order, that each file is in exactly one book, and that every book has a title
// of valid UTF-8.
func TestBooksOfAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	for range 3000 {
		folder := pick("", "T", "A/T", "A/S/2 - T", "A/\xff", "A/ ")
		s := folderOf(folder)
		for i := range r.IntN(12) {
			dir := pick("", "", "CD 1", "CD 2", "T (Disc 1)", "U (Disc 1)", "Part 1/CD 1", "U Part 3")
			path := filepath.Join(folder, dir, fmt.Sprintf("%s%d.%s", pick("", "x ", "Part ", "\xff"), i, pick("mp3", "m4b", "m4a", "flac")))
			var tags *book.Tags
			if r.IntN(3) > 0 {
				tags = &book.Tags{
					Album: pick("", "", "E", "e!", "F", "E (CD 2)"), Title: pick("", "One", "Two"), Track: r.IntN(6), Disc: r.IntN(3),
					Narrator: pick("", "N", "M"), Year: r.IntN(3), Series: pick("", "S", "R #1"), Genres: []string{pick("G", "H")},
				}
			}
			p := part(book.ID(100-7*i), path, tags)
			p.File.State = book.State(r.IntN(6))
			p.Choice, p.Hidden, p.Held = pick("", "", "", group.Own, "x", "y"), r.IntN(9) == 0, r.IntN(9) == 0
			p.Added, p.MissingSince = r.Int64N(5), r.Int64N(5)
			if r.IntN(3) == 0 {
				p.Edits = book.Edits{"title": pick("", "Mine", "Yours")}
			}
			s.Parts = append(s.Parts, p)
		}
		s.Notes = &book.Notes{Folder: s.Folder, Meta: book.Meta{Year: 7}, Cues: []book.Cue{{File: "x 1.mp3"}}}
		want := group.Books(s)
		in := map[book.ID]int{}
		for _, b := range want {
			if b.Title == "" || !utf8.ValidString(b.Title) {
				t.Fatalf("title %q of %q", b.Title, b.Path)
			}
			lowest := b.Files[0].ID
			for _, f := range b.Files {
				in[f.ID]++
				lowest = min(lowest, f.ID)
			}
			if b.ID != lowest {
				t.Fatalf("ID %d, lowest %d", b.ID, lowest)
			}
		}
		for _, p := range s.Parts {
			if in[p.File.ID] != 1 {
				t.Fatalf("%q is in %d books", p.File.Path, in[p.File.ID])
			}
		}
		r.Shuffle(len(s.Parts), func(i, j int) { s.Parts[i], s.Parts[j] = s.Parts[j], s.Parts[i] })
		if got := group.Books(s); !reflect.DeepEqual(got, want) {
			t.Fatalf("in another order\ngot  %q\nwant %q", outline(got), outline(want))
		}
	}
}

func TestSubtitleNeverRepeatsTheTitle(t *testing.T) {
	folder := "Isaac Asimov/Foundation 1 - Book 1"
	b := group.Books(folderOf(folder, part(1, folder+"/b.m4b", album("Book 1"))))[0]
	if b.Title != "Book 1" || b.Subtitle != "" {
		t.Errorf("title %q, subtitle %q", b.Title, b.Subtitle)
	}
}
