package group

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"lectern/library/text/words"
)

func TestReadFolder(t *testing.T) {
	type want = folderName
	for _, c := range []struct {
		name   string
		series bool
		want   want
	}{
		// A title alone.
		{"Wizards First Rule", true, want{title: "Wizards First Rule"}},
		{"1984", false, want{title: "1984"}},
		{"1984", true, want{title: "1984"}},
		{"101 Dalmations", false, want{title: "101 Dalmations"}},
		{"101 Dalmations", true, want{title: "101 Dalmations"}},
		{"2001 A Space Odyssey", true, want{title: "2001 A Space Odyssey"}},
		{"Catch-22", true, want{title: "Catch-22"}},
		{"Catch - 22", false, want{title: "Catch", subtitle: "22"}},
		{"Fahrenheit 451", true, want{title: "Fahrenheit 451"}},
		{"11-22-63", true, want{title: "11-22-63"}},
		{"Volcano", true, want{title: "Volcano"}},
		{"Booked 3 Times", true, want{title: "Booked 3 Times"}},
		{"Bookkeeping", true, want{title: "Bookkeeping"}},
		{"The Book 3", true, want{title: "The Book 3"}},
		{"20. Juli", false, want{title: "20. Juli"}},
		{"3.5 Millionen", true, want{title: "3.5 Millionen"}},
		{"A - B - C", false, want{title: "A", subtitle: "B - C"}},

		// Never empty.
		{"Book 2", true, want{title: "Book 2", volume: "2"}},
		{"Book 2", false, want{title: "Book 2"}},
		{"Vol 1", false, want{title: "Vol 1"}},
		{"Vol 1", true, want{title: "Vol 1", volume: "1"}},
		{"Volume 12.", true, want{title: "Volume 12", volume: "12"}},
		{"007", true, want{title: "007", volume: "7"}},
		{"007", false, want{title: "007"}},
		{"6.", true, want{title: "6", volume: "6"}},
		{"{Jim Dale}", true, want{title: "{Jim Dale}", narrator: "Jim Dale"}},
		{"[B002UZJGYY]", true, want{title: "[B002UZJGYY]", asin: "B002UZJGYY"}},
		{"1994 - ", true, want{title: "1994"}},
		{" - ", true, want{title: "-"}},
		{"-", true, want{title: "-"}},
		{"Book 1 - 1984", true, want{title: "1984", volume: "1"}},
		{"Book 2 {Sam Tsoutsouvas}", true, want{title: "Book 2", volume: "2", narrator: "Sam Tsoutsouvas"}},

		// Volumes.
		{"Vol 1 - Title", true, want{title: "Title", volume: "1"}},
		{"Vol. 3 Title Here - Subtitle Here", true, want{title: "Title Here", subtitle: "Subtitle Here", volume: "3"}},
		{"Vol.3 - Title", true, want{title: "Title", volume: "3"}},
		{"Volume 12. Title", true, want{title: "Title", volume: "12"}},
		{"Book 3 - Title", true, want{title: "Title", volume: "3"}},
		{"book 3: Title", true, want{title: "Title", volume: "3"}},
		{"BOOK 3 Title", true, want{title: "Title", volume: "3"}},
		{"007 - Title", true, want{title: "Title", volume: "7"}},
		{"100 - Title", true, want{title: "Title", volume: "100"}},
		{"0.5 - Title", true, want{title: "Title", volume: "0.5"}},
		{"1.05 - Title", true, want{title: "Title", volume: "1.05"}},
		{".5 - Title", true, want{title: "Title", volume: "0.5"}},
		{"6. Title", true, want{title: "Title", volume: "6"}},
		{"101. Dalmations", true, want{title: "Dalmations", volume: "101"}},
		{"#4 - Title", true, want{title: "Title", volume: "4"}},
		{"1-3 - Title", true, want{title: "Title", volume: "1-3"}},
		{"Title Here - Subtitle Here - Vol 12", true, want{title: "Title Here", subtitle: "Subtitle Here", volume: "12"}},
		{"Title Here - volume 9 - Subtitle Here", true, want{title: "Title Here", subtitle: "Subtitle Here", volume: "9"}},
		{"Title, Book 3", true, want{title: "Title", volume: "3"}},
		{"Title (Book 3)", true, want{title: "Title", volume: "3"}},
		{"Band 2 - Titel", true, want{title: "Titel", volume: "2"}},
		{"Books 1-3 - Title", true, want{title: "Title", volume: "1-3"}},
		{"Book 1 to 3 - Title", true, want{title: "Title", volume: "1-3"}},
		{"Books 1 to 3", true, want{title: "Books 1 to 3", volume: "1-3"}},
		{"Vol. 1 & 2 - Title", true, want{title: "Title", volume: "1-2"}},
		{"Band 1 bis 3 - Titel", true, want{title: "Titel", volume: "1-3"}},
		{"Book 3 to 1 - Title", true, want{title: "to 1", volume: "3", subtitle: "Title"}},
		{"1 to 3 - Title", true, want{title: "1 to 3", subtitle: "Title"}},
		{"Books 3 - Title", true, want{title: "Books 3", subtitle: "Title"}},
		{"Tome 4 – Le titre", true, want{title: "Le titre", volume: "4"}},
		{"Книга 2 - Название", true, want{title: "Название", volume: "2"}},
		{"007 - Title", false, want{title: "Title"}},
		{"Vol 1 - Title", false, want{title: "Title"}},
		{"01. Title", false, want{title: "Title"}},
		{"Title - Vol 2", false, want{title: "Title", subtitle: "Vol 2"}},

		// Years.
		{"2001 - Title", false, want{title: "Title", year: 2001}},
		{"(1994) - Title", true, want{title: "Title", year: 1994}},
		{"(1994) Title", true, want{title: "Title", year: 1994}},
		{"Title (1994)", true, want{title: "Title", year: 1994}},
		{"(1994)", true, want{title: "(1994)"}},
		{"1994. Title", true, want{title: "Title", year: 1994}},
		{"Title (1994年)", true, want{title: "Title", year: 1994}},
		{"Title（1994）", true, want{title: "Title", year: 1994}},
		{"Title [1994 г.]", true, want{title: "Title", year: 1994}},
		{"1949 - 1984", false, want{title: "1984", year: 1949}},
		{"2001 - 2001 A Space Odyssey", false, want{title: "2001 A Space Odyssey", year: 2001}},
		{"9999 - Title", false, want{title: "9999", subtitle: "Title"}},

		// Everything, in any order.
		{"Vol 1 - 1994 - Wizards First Rule - A Really Good Subtitle {Sam Tsoutsouvas}", true, want{
			title: "Wizards First Rule", subtitle: "A Really Good Subtitle", volume: "1", year: 1994, narrator: "Sam Tsoutsouvas"}},
		{"1994 - Book 1 - Wizards First Rule {Sam Tsoutsouvas} [B002UZJGYY]", true, want{
			title: "Wizards First Rule", volume: "1", year: 1994, narrator: "Sam Tsoutsouvas", asin: "B002UZJGYY"}},
		{"(1994) - Wizards First Rule - Vol. 1 [B002UZJGYY] {Sam Tsoutsouvas}", true, want{
			title: "Wizards First Rule", volume: "1", year: 1994, narrator: "Sam Tsoutsouvas", asin: "B002UZJGYY"}},
		{"[B002UZJGYY] 1. 1994 - Title", true, want{title: "Title", volume: "1", year: 1994, asin: "B002UZJGYY"}},
		{"Title [B002UZJGY]", true, want{title: "Title [B002UZJGY]"}},
		{"Title [C002UZJGYY]", true, want{title: "Title [C002UZJGYY]"}},
		{"Title [b002uzjgyy]", true, want{title: "Title [b002uzjgyy]"}},
		{"Title {", true, want{title: "Title {"}},
		{"Title {}", true, want{title: "Title"}},

		// Names from above are not the title.
		{"Author - Title", false, want{title: "Title"}},
		{"Series - 01 - Title", true, want{title: "Title", volume: "1"}},
		{"Series - Book 1 - Title", true, want{title: "Title", volume: "1"}},
		{"01 - Series - Title", true, want{title: "Title", volume: "1"}},
		{"Author", false, want{title: "Author"}},
		{"Series - 2", true, want{title: "Series - 2", volume: "2"}},
		{"Series 02", true, want{title: "Series 02", volume: "2"}},
		{"Series 02 - Title", true, want{title: "Title", volume: "2"}},
		{"Author - 1984", false, want{title: "1984"}},
		{"Author - 12", false, want{title: "Author - 12"}},

		{"三体 - 黑暗森林", true, want{title: "三体", subtitle: "黑暗森林"}},
		{"2 - 黑暗森林 {李四}", true, want{title: "黑暗森林", volume: "2", narrator: "李四"}},
		{"  Title \n two ", true, want{title: "Title two"}},
		{"bad \xff - sub", true, want{title: "bad \uFFFD", subtitle: "sub"}},
		{"", true, want{}},
	} {
		if got := readFolder(c.name, c.series, "Author", "Series"); got != c.want {
			t.Errorf("%q (series %v)\ngot  %+v\nwant %+v", c.name, c.series, got, c.want)
		}
	}
}

// FuzzReadFolder checks that the title is empty only if the name is, and that
// all fields are valid UTF-8.
func FuzzReadFolder(f *testing.F) {
	for _, s := range []string{
		"Vol 1 - 1994 - Title - Sub {N} [B002UZJGYY]", "1-3 - a", "#.", "(1994)", "{[B002UZJGYY]}", "\xff - \xff", " – ", "Series - 1 - x", "a - Book 1. b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		for _, series := range []bool{false, true} {
			n := readFolder(name, series, "Author", "Series")
			if (n.title == "") != (line(name) == "") {
				t.Fatalf("%q: title %q", name, n.title)
			}
			for _, s := range []string{n.title, n.subtitle, n.volume, n.narrator, n.asin} {
				if !utf8.ValidString(s) {
					t.Fatalf("%q: %q", name, s)
				}
			}
			if n.volume != "" && !series && n.series == "" {
				t.Fatalf("%q: volume %q outside a series", name, n.volume)
			}
		}
		if d := discOf(name); d.number != "" && (len(d.number) > maxDigits || len(d.stem) >= len(name)) {
			t.Fatalf("%q: disc %+v", name, d)
		}
		if home := Home("/b", "/b/"+name); !strings.HasPrefix("/b/"+name, home) || len(home) < len("/b") {
			t.Fatalf("%q: home %q", name, home)
		}
		_, _, number := cutSpelledAtEnd(name, words.Piece)
		if is := matterOf(name) != 0; wholeTitle(name) == "" && name != "" && strings.IndexFunc(name, unicode.IsDigit) < 0 && !is && number == "" {
			t.Fatalf("%q is not a part", name)
		}
	})
}

func TestReadLevels(t *testing.T) {
	for _, c := range []struct {
		folder, last string
		more         bool
		want         levels
	}{
		{"/b", "", false, levels{}},
		{"/b/T", "", false, levels{title: "T"}},
		{"/b/A/T", "", false, levels{author: "A", title: "T"}},
		{"/b/A/S/T", "", false, levels{"A", "S", "T", 0, ""}},
		{"/b/x/y/A/S/T", "", false, levels{"A", "S", "T", 0, ""}},
		{"/b", "T", true, levels{title: "T"}},
		{"/b/A", "T", true, levels{author: "A", title: "T"}},
		{"/b/A/S", "T", true, levels{"A", "S", "T", 0, ""}},
		{"/b/A", "", true, levels{author: "A"}},
	} {
		if got := (&Folder{Root: "/b"}).readLevels(below("/b", c.folder), c.last, c.more); got != c.want {
			t.Errorf("%q %q: %+v, want %+v", c.folder, c.last, got, c.want)
		}
	}
	if got := (&Folder{Root: "/"}).readLevels(below("/", "/A/T"), "", false); got != (levels{author: "A", title: "T"}) {
		t.Errorf("below /: %+v", got)
	}
}

func TestHome(t *testing.T) {
	for _, c := range []struct{ folder, want string }{
		{"/b", "/b"},
		{"/b/A/T", "/b/A/T"},
		{"/b/A/T/CD 1", "/b/A/T"},
		{"/b/A/T/cd1", "/b/A/T"},
		{"/b/A/T/Disc 01", "/b/A/T"},
		{"/b/A/T/DISK   123", "/b/A/T"},
		{"/b/A/T/Disk 1 of 12", "/b/A/T"},
		{"/b/A/T/Part 1", "/b/A/T"},
		{"/b/A/T/Part 2/CD 1", "/b/A/T"},
		{"/b/A/T/T (Disc 01)", "/b/A/T"},
		{"/b/A/T/T [CD 2]", "/b/A/T"},
		{"/b/A/T/T - Disc 3", "/b/A/T"},
		{"/b/A/T/T CD3", "/b/A/T"},
		{"/b/A/T/T, Part 3", "/b/A/T"},
		{"/b/A/T/Teil 3", "/b/A/T"},
		{"/b/A/T/Диск 3", "/b/A/T"},
		{"/b/CD 1", "/b"},
		{"/b/A/T/CD 1234", "/b/A/T/CD 1234"},
		{"/b/A/T/CD", "/b/A/T/CD"},
		{"/b/A/T/ACD 1", "/b/A/T/ACD 1"},
		{"/b/A/T/Discworld 1", "/b/A/T/Discworld 1"},
		{"/b/A/T/CD 1 extras", "/b/A/T/CD 1 extras"},
		{"/b/A/T/1", "/b/A/T"},
		{"/b/A/T/02", "/b/A/T"},
		{"/b/A/T/1/CD 2", "/b/A/T/1"},
		{"/b/A/T/77", "/b/A/T/77"},
		{"/b/A/11", "/b/A/11"},
		{"/b/A/T/Teil B", "/b/A/T"},
		{"/b/A/Teil B", "/b/A/Teil B"},
		{"/b/A/Part B/CD 2", "/b/A/Part B"},
		{"/b/A/Kassette B", "/b/A"},
		{"/b/A/T/Part Z", "/b/A/T/Part Z"},
		{"/b/A/Book 2", "/b/A/Book 2"},
		{"/b/A/Counterpart 2", "/b/A/Counterpart 2"},
		{"/b/A/T/Chapter 1", "/b/A/T"},
		{"/b/The Way to Mud/Kapitel 1", "/b/The Way to Mud"},
		{"/b/Ada Brook/Session 9", "/b/Ada Brook/Session 9"},
		{"/b/Session 9", "/b/Session 9"},
		{"/b/A/T/CD 1/MP3", "/b/A/T"},
		{"/b/A/T/MP3/CD 1", "/b/A/T/MP3"},
		{"/b/A/T/MP3", "/b/A/T/MP3"},
	} {
		if got := Home("/b", c.folder); got != c.want {
			t.Errorf("Home(%q) = %q, want %q", c.folder, got, c.want)
		}
	}
	if got := Home("/x/CD 1", "/x/CD 1"); got != "/x/CD 1" {
		t.Errorf("the root itself: %q", got)
	}
}

func TestTitleFolder(t *testing.T) {
	for _, c := range []struct{ home, want string }{
		{"/b", "/b"},
		{"/b/MP3", "/b"},
		{"/b/A/T", "/b/A/T"},
		{"/b/A/T/MP3", "/b/A/T"},
		{"/b/A/T/audio", "/b/A/T"},
		{"/b/A/T/Audio Files/64kb", "/b/A/T"},
		{"/b/A/T/Audio Drama", "/b/A/T/Audio Drama"},
	} {
		if got := TitleFolder("/b", c.home); got != c.want {
			t.Errorf("TitleFolder(%q) = %q, want %q", c.home, got, c.want)
		}
	}
}
