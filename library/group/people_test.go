package group_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/group"
	"lectern/scripts/cputime"
)

func TestPeople(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"  \n ", nil},
		{" ; / , & ", []string{"&"}},
		{"Andy Weir", []string{"Andy Weir"}},
		{"  Andy \n Weir ", []string{"Andy Weir"}},
		{"Homer", []string{"Homer"}},
		{"Written by: Ann Lee (author)", []string{"Ann Lee"}},
		{"written by: Ann Lee, author", []string{"Ann Lee"}},

		// Separators.
		{"Neil Gaiman;Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Neil Gaiman / Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Neil Gaiman//Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Neil Gaiman & Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Neil Gaiman and Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Neil Gaiman AND Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"A One, B Two, and C Three", []string{"A One", "B Two", "C Three"}},
		{"A One; B Two & C Three and D Four/E Five", []string{"A One", "B Two", "C Three", "D Four", "E Five"}},
		{"Nell Garrow | Tess Plum + Max Orr • Kit Vane\\\\Bo Day", []string{"Nell Garrow", "Tess Plum", "Max Orr", "Kit Vane", "Bo Day"}},
		{"Nell Garrow\r\nTess Plum", []string{"Nell Garrow", "Tess Plum"}},
		{"Nell Garrow y Tess Plum", []string{"Nell Garrow", "Tess Plum"}},
		{"José Ortega y Gasset", []string{"José Ortega y Gasset"}},
		{"Pedro Calderón de la Barca y Henao", []string{"Pedro Calderón de la Barca y Henao"}},
		{"Eça e Queirós", []string{"Eça e Queirós"}},
		{"Nell Garrow (transl. Tess Plum)", []string{"Nell Garrow", "Tess Plum"}},
		{"Alessandro Anderson", []string{"Alessandro Anderson"}},
		{"Andy Sandman", []string{"Andy Sandman"}},
		{"B&B Players", []string{"B&B Players"}},

		{"Ann Lee (b. 1970; d. 2001)", []string{"Ann Lee (b. 1970, d. 2001)"}},

		// Last, First.
		{"García Márquez, Gabriel", []string{"Gabriel García Márquez"}},
		{"King, Stephen", []string{"Stephen King"}},
		{"Grimm, Jacob and Wilhelm", []string{"Jacob Grimm", "Wilhelm Grimm"}},
		{"Pratchett, Terry and Gaiman", []string{"Terry Pratchett", "Gaiman"}},
		{"GARCÍA MÁRQUEZ, GABRIEL", []string{"GABRIEL GARCÍA MÁRQUEZ"}},
		{"KING, STEPHEN", []string{"STEPHEN KING"}},
		{"king, stephen", []string{"stephen king"}},
		{"Tolkien, J. R. R.", []string{"J. R. R. Tolkien"}},
		{"Tolkien, J R R", []string{"J R R Tolkien"}},
		{"Tolkien, John Ronald Reuel", []string{"John Ronald Reuel Tolkien"}},
		{"Le Guin, Ursula K.", []string{"Ursula K. Le Guin"}},
		{"von Goethe, Johann Wolfgang", []string{"Johann Wolfgang von Goethe"}},
		{"Vargas Llosa, Mario; García Márquez, Gabriel", []string{"Mario Vargas Llosa", "Gabriel García Márquez"}},
		{"Friedman, Milton & Friedman, Rose", []string{"Milton Friedman", "Rose Friedman"}},
		{"King, Stephen, Straub, Peter", []string{"Stephen King", "Peter Straub"}},

		// Years of lives.
		{"Verne, Jules, 1828-1905", []string{"Jules Verne"}},
		{"Clarke, Arthur C., 1917-", []string{"Arthur C. Clarke"}},
		{"Dickens, Charles (1812-1870)", []string{"Charles Dickens"}},
		{"Jane Austen (1775 – 1817); Plutarch [ca. 46-120]", []string{"Jane Austen", "Plutarch"}},
		{"Jules Verne, 1828-1905 & Mark Twain, 1835-1910", []string{"Jules Verne", "Mark Twain"}},
		{"(1828-1905) Jules Verne", []string{"Jules Verne"}},
		{"Jules Verne (1828-1905) and Mark Twain (1835-1910)", []string{"Jules Verne", "Mark Twain"}},
		{"Verne, Jules, 1828-1905, Dickens, Charles, 1812-1870", []string{"Jules Verne", "Charles Dickens"}},
		{"Agent 47-11", []string{"Agent 47-11"}},
		{"The Band (24-7 Sound)", []string{"The Band (24-7 Sound)"}},

		// A list with commas.
		{"Neil Gaiman, Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Andy Weir, Ray Porter, R. C. Bray", []string{"Andy Weir", "Ray Porter", "R. C. Bray"}},
		{"Neil Gaiman, J. R. R. Tolkien", []string{"Neil Gaiman", "J. R. R. Tolkien"}},
		{"Neil Gaiman, full cast", []string{"Neil Gaiman", "full cast"}},
		{"Neil Gaiman, BBC", []string{"Neil Gaiman", "BBC"}},
		{"Homer, Wilson (translator)", []string{"Homer", "Wilson"}},
		{"Homer, Emily Wilson - translator", []string{"Homer", "Emily Wilson"}},

		// Suffixes.
		{"Martin Luther King Jr.", []string{"Martin Luther King Jr."}},
		{"Martin Luther King, Jr.", []string{"Martin Luther King Jr."}},
		{"King, Martin Luther, Jr.", []string{"Martin Luther King Jr."}},
		{"Jane Doe, Ph.D., John Roe, MD", []string{"Jane Doe Ph.D.", "John Roe MD"}},
		{"Janet Bond, PhD, RD, LDN", []string{"Janet Bond PhD RD LDN"}},
		{"Jr.", []string{"Jr."}},
		{"Dumas, Alexandre, père", []string{"Alexandre Dumas père"}},
		{"Dumas, Alexandre, pe\u0300re; Dumas, Alexandre, fils", []string{"Alexandre Dumas pe\u0300re", "Alexandre Dumas fils"}},
		{"Dumas, Alexandre, père, Maquet, Auguste", []string{"Alexandre Dumas père", "Auguste Maquet"}},
		{"Alexandre Dumas, fils", []string{"Alexandre Dumas fils"}},
		{"Brook, Ada, Sr.", []string{"Ada Brook Sr."}},
		{"Lima, João, Neto", []string{"João Lima Neto"}},
		{"Sammy Davis, Junior", []string{"Sammy Davis Junior"}},
		{"Pliny, the Younger", []string{"Pliny the Younger"}},
		{"Lima, Neto", []string{"Neto Lima"}},
		{"Kane, Junior", []string{"Junior Kane"}},
		{"Gimferrer, Pere", []string{"Pere Gimferrer"}},
		{"Neto, João", []string{"João Neto"}},
		{"Junior Kane, Ada Brook", []string{"Junior Kane", "Ada Brook"}},
		{"Old, the Ferry", []string{"Old", "the Ferry"}},

		// Pen names.
		{"Mary Westmacott, pseudonym of Agatha Christie", []string{"Mary Westmacott"}},
		{"Mary Westmacott, a pseudonym of Agatha Christie; Bo Day", []string{"Mary Westmacott", "Bo Day"}},
		{"J. D. Robb (pseud. of Nora Roberts), Bo Day", []string{"J. D. Robb", "Bo Day"}},
		{"Robb, J. D. [pseud.]", []string{"J. D. Robb"}},
		{"Twain, Mark, pseud.", []string{"Mark Twain"}},
		{"James Corey (pen name of Daniel Abraham and Ty Franck)", []string{"James Corey"}},
		{"Nora Roberts writing as J. D. Robb", []string{"J. D. Robb"}},
		{"Roberts, Nora, writing as J. D. Robb", []string{"J. D. Robb"}},
		{"Ada Brook, Nora Roberts writing as J. D. Robb", []string{"Ada Brook", "J. D. Robb"}},
		{"Stephen King (writing as Richard Bachman)", []string{"Richard Bachman"}},
		{"Stephen King under the pseudonym Richard Bachman", []string{"Richard Bachman"}},
		{"Richard Bachman (Pseudonym von Stephen King)", []string{"Richard Bachman"}},
		{"Émile Ajar, pseudonyme de Romain Gary", []string{"Émile Ajar"}},
		{"Samuel Clemens, pseudonym Mark Twain", []string{"Mark Twain"}},
		{"Samuel Clemens (pseudonym: Mark Twain)", []string{"Mark Twain"}},
		{"Eric Blair, pen name: George Orwell", []string{"George Orwell"}},
		{"Charles Dodgson (pen name Lewis Carroll)", []string{"Lewis Carroll"}},
		{"Henryk Goldszmit, pseudonim Janusz Korczak", []string{"Janusz Korczak"}},
		{"Henri Beyle (pseudonyme Stendhal)", []string{"Stendhal"}},
		{"Алексей Пешков (псевдоним Максим Горький)", []string{"Максим Горький"}},
		{"Ada Brook & Nora Roberts (writing as J. D. Robb)", []string{"Ada Brook", "J. D. Robb"}},
		{"Ada Brook and Bo Day writing as Nell Plum", []string{"Nell Plum"}},
		{"Roberts, Nora (writing as Robb, J. D.)", []string{"J. D. Robb"}},
		{"Ada Brook, Roberts, Nora (writing as J. D. Robb)", []string{"Ada Brook", "J. D. Robb"}},
		{"Robert Galbraith, pseudonym for J. K. Rowling, Robert Glenister", []string{"Robert Galbraith", "Robert Glenister"}},
		{"Robert Galbraith, pseudonym for Rowling, J. K., Robert Glenister", []string{"Robert Galbraith", "Robert Glenister"}},
		{"Robert Galbraith, pseudonym for Rowling, J. K.", []string{"Robert Galbraith"}},
		{"Robb, J. D., pseud. [i.e. Nora Roberts]", []string{"J. D. Robb"}},
		{"Robb, J. D. pseud.", []string{"J. D. Robb"}},
		{"Death Under the Name of Love", []string{"Death Under the Name of Love"}},
		{"Anna Sous le nom de Plume", []string{"Anna Sous le nom de Plume"}},
		{"Ada Brook, pseudonym av Bo Day", []string{"Ada Brook", "pseudonym av Bo Day"}},
		{"Stephen King (Richard Bachman)", []string{"Stephen King (Richard Bachman)"}},
		{"Bo Day (as Hamlet)", []string{"Bo Day (as Hamlet)"}},
		{"Con Riley", []string{"Con Riley"}},
		{"Pod Forde", []string{"Pod Forde"}},
		{"Pseudonymous Bosch", []string{"Pseudonymous Bosch"}},
		{"Writing Excuses", []string{"Writing Excuses"}},
		{"Pseudonym of Agatha Christie", []string{"Pseudonym of Agatha Christie"}},

		// “By” before a colon.
		{"By: Andy Weir", []string{"Andy Weir"}},
		{"Von: J.K. Rowling", []string{"J.K. Rowling"}},
		{"De : Neil Gaiman, Terry Pratchett", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"Ludwig von: Beethoven", []string{"Ludwig von: Beethoven"}},

		// Other scripts.
		{"张三, 李四", []string{"张三", "李四"}},
		{"张三,李四", []string{"张三", "李四"}},
		{"张三、李四", []string{"张三", "李四"}},
		{"村上 春樹, 吉本 ばなな", []string{"村上 春樹", "吉本 ばなな"}},
		{"张三, Smith", []string{"张三", "Smith"}},
		{"Smith, 张三", []string{"Smith", "张三"}},
		{"한강, 김영하", []string{"한강", "김영하"}},
		{"نجيب محفوظ، طه حسين", []string{"نجيب محفوظ", "طه حسين"}},
		{"Толстой, Лев", []string{"Лев Толстой"}},

		// Duplicates.
		{"Neil Gaiman; neil gaiman; Gaiman, Neil", []string{"Neil Gaiman"}},
		{"J.K. Rowling; J. K. Rowling; JK Rowling", []string{"J.K. Rowling"}},

		{"Bad \xff Byte", []string{"Bad \uFFFD Byte"}},
	} {
		if got := group.People(c.in); !slices.Equal(got, c.want) {
			t.Errorf("People(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAuthors(t *testing.T) {
	for _, c := range []struct {
		why                           string
		albumArtist, artist, narrator string
		want                          []string
	}{
		{"author in artist, narrator in composer", "", "Andy Weir", "Ray Porter", []string{"Andy Weir"}},
		{"author and narrator in artist", "Andy Weir", "Andy Weir, Ray Porter", "Ray Porter", []string{"Andy Weir"}},
		{"author and narrator in artist alone", "", "Andy Weir, Ray Porter", "Ray Porter", []string{"Andy Weir"}},
		{"narrator in artist", "Andy Weir", "Ray Porter", "Ray Porter", []string{"Andy Weir"}},
		{"artist and composer alike: the only person wrote it", "", "Ray Porter", "Ray Porter", []string{"Ray Porter"}},
		{"artist copied to album artist", "Andy Weir, Ray Porter", "Andy Weir, Ray Porter", "Ray Porter", []string{"Andy Weir"}},
		{"author reads", "Neil Gaiman", "Neil Gaiman", "Neil Gaiman", []string{"Neil Gaiman"}},
		{"one of the authors reads", "Neil Gaiman & Terry Pratchett", "", "Neil Gaiman", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"narrator spelled otherwise", "", "Stephen King; Fry, Stephen", "stephen fry", []string{"Stephen King"}},
		{"no narrator", "", "Neil Gaiman, Terry Pratchett", "", []string{"Neil Gaiman", "Terry Pratchett"}},
		{"the publisher is the artist", "Michelle Obama", "Crown Publishing", "Michelle Obama", []string{"Michelle Obama"}},
		{"the title is the artist", "Michelle Obama", "Becoming", "Michelle Obama", []string{"Michelle Obama"}},
		{"nothing", "", "", "", nil},
	} {
		tags := &book.Tags{Album: "T", AlbumArtist: c.albumArtist, Artist: c.artist, Narrator: c.narrator}
		if got := group.Books(folderOf("T", part(1, "T/1.mp3", tags)))[0].Authors; !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.why, got, c.want)
		}
	}
}

// A hostile tag of megabytes costs little more than its first names.
func TestPeopleBounded(t *testing.T) {
	names := make([]string, 100_000)
	for i := range names {
		names[i] = fmt.Sprintf("Name%d Last%d", i, i)
	}
	for _, sep := range []string{";", ",", " & ", " / ", " "} {
		tag := strings.Join(names, sep)
		n := 0
		took := cputime.Of(func() { n = len(group.People(tag)) + len(group.Series(tag, "")) })
		if n > 5000 || took > 2*time.Second {
			t.Errorf("%q: %d people and series in %v", sep, n, took)
		}
	}
}

// A title full of brackets costs little more than other titles of its length.
func TestTitleOfBrackets(t *testing.T) {
	for _, s := range []string{"(", "[(", "()", "(x (y) ", "(unabridged) ", "(mp3)", "(disc 1) "} {
		tags := &book.Tags{Album: strings.Repeat(s, 16<<10/len(s))}
		if took := cputime.Of(func() { group.Books(folderOf("T", part(1, "T/1.mp3", tags))) }); took > 2*time.Second {
			t.Errorf("%q: %v", s, took)
		}
	}
}

// FuzzPeople checks that every name is a non-empty line of valid UTF-8, and
// that letters and digits only move or merge: none is added or lost.
func FuzzPeople(f *testing.F) {
	for _, s := range []string{"García Márquez, Gabriel", "a;b/c & d and e, Jr.", "张三, 李四", ",,", " & \xff, x", "ſ;s", "a a a 0", "Ann Lee, e[d", "[;)", "ed: Ann Lee, ed", "\xed ,,&1\xed , & \f!  x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		people := group.People(s)
		for i, p := range people {
			if p == "" || !utf8.ValidString(p) || strings.TrimSpace(p) != p || strings.ContainsAny(p, "\n\x00;") {
				t.Fatalf("People(%q)[%d] = %q", s, i, p)
			}
			for word := range strings.FieldsSeq(p) {
				if !strings.Contains(book.UTF8(s), strings.Trim(word, ",")) {
					t.Fatalf("People(%q)[%d] = %q: %q is not in it", s, i, p, word)
				}
			}
			if slices.Index(people, p) != i {
				t.Fatalf("People(%q): %q twice", s, p)
			}
		}
	})
}

// Names in sidecars are parsed like those in tags, and Claims shows the parsed
// names.
func TestPeopleOfSidecars(t *testing.T) {
	for _, c := range []struct {
		listed []string
		want   string
	}{
		{[]string{"Neil Gaiman", "Terry Pratchett"}, "Neil Gaiman|Terry Pratchett"},
		{[]string{"Gaiman, Neil", "Pratchett, Terry"}, "Neil Gaiman|Terry Pratchett"},
		{[]string{"García Márquez, Gabriel"}, "Gabriel García Márquez"},
		{[]string{"Martin Luther King, Jr."}, "Martin Luther King Jr."},
		{[]string{"Neil Gaiman & Terry Pratchett", "Gaiman, Neil"}, "Neil Gaiman|Terry Pratchett"},
		{[]string{"Homer", "Emily Wilson - translator"}, "Homer"},
		{[]string{"Zoe Doe, full cast"}, "Zoe Doe|full cast"},
		{[]string{"张三, 李四"}, "张三|李四"},
	} {
		s := folderOf("A/T", part(1, "A/T/1.mp3", nil))
		s.Notes = &book.Notes{Folder: s.Folder, Meta: book.Meta{Authors: c.listed, Narrators: c.listed}}
		s.Notes.From[book.Authors], s.Notes.From[book.Narrators] = book.FromOPF, book.FromReader
		b := group.Books(s)[0]
		if got := strings.Join(b.Authors, "|"); got != c.want || strings.Join(b.Narrators, "|") != c.want {
			t.Errorf("%q: authors %q, narrators %q", c.listed, got, b.Narrators)
		}
		if got := group.Claims(s, 1, book.Authors)[0].Value; got != b.Author() {
			t.Errorf("%q because of %q", b.Author(), got)
		}
	}
}
