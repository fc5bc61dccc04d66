package transfer_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"lectern/library/book"
	. "lectern/library/transfer"
	"lectern/scripts/cputime"
)

// aBook makes a book of "title | authors | path | length", with a file of that path.
func aBook(s string) *book.Book {
	part := append(strings.Split(s, "|"), "", "", "", "")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	b := &book.Book{Path: part[2], Meta: book.Meta{Title: part[0]}}
	if part[1] != "" {
		b.Authors = strings.Split(part[1], "; ")
	}
	if b.Duration, _ = time.ParseDuration(part[3]); b.Path == "" {
		b.Path = "/b/" + part[0] + ".m4b"
	}
	b.Files = []*book.File{{ID: 1, Path: b.Path, Media: book.Pack(&book.Media{Duration: b.Duration})}}
	return b
}

// anEntry makes an entry of "title | authors | path | length".
func anEntry(s string) Entry {
	part := append(strings.Split(s, "|"), "", "", "", "", "")
	for i := range part {
		part[i] = strings.TrimSpace(part[i])
	}
	e := Entry{Identity: Identity{Title: part[0], Path: part[2]}, State: State{Rating: 2}}
	if part[1] != "" {
		e.Authors = []string{part[1]}
	}
	e.Length, _ = time.ParseDuration(part[3])
	return e
}

// TestMatch: an entry and the only book of the library, and how they match.
func TestMatch(t *testing.T) {
	cases := []struct {
		entry, book string
		want        string
	}{
		// Paths.
		{"? | | /audiobooks/Jane Austen/Emma", "Emma | | /mnt/nas/books/Jane Austen/Emma", "path"},
		{"? | | /audiobooks/Jane Austen/Emma", "Emma | | D:\\Books\\jane austen\\EMMA", "path"},
		{"? | | /audiobooks/Andre\u0301/Emma", "Emma | | /b/Andr\u00e9/Emma", "path"},
		{"? | | /audiobooks/Jane Austen/Emma", "Emma | | /b/Ann Other/Emma", "nameless"},
		{"? | | /audiobooks/Emma", "Emma | | /b/Emma", "nameless"},
		{"? | | /audiobooks/Emma", "Emma | | /home/ann/Audiobooks/Emma", "path"},
		{"? | | Emma", "Emma | | Emma", "nameless"},
		{"? | | /audiobooks/A/B/Disc 1", "X | | /b/C/Disc 1", "nameless"},
		{"? | | /audiobooks/A/B/Disc 1", "X | | /b/B/Disc 1", "path"},

		// Titles and authors.
		{"Emma | Jane Austen", "Emma | Jane Austen", "title"},
		{"EMMA! | austen, jane", "Emma | Jane Austen", "title"},
		{"Детство | Л. Н. Толстой", "Детство | Лев Толстой", "title"},
		{"Nausea | J-P Sartre", "Nausea | Jean-Paul Sartre", "title"},
		{"Nana | E\u0301. Zola", "Nana | Émile Zola", "title"},
		{"Детство | А. Н. Толстой", "Детство | Лев Толстой", "unknown"},
		{"The Hobbit | J.R.R. Tolkien", "Hobbit | John Ronald Reuel Tolkien", "title"},
		{"The Final Empire (Mistborn, #1) | Brandon  Sanderson", "The Final Empire | Brandon Sanderson", "title"},
		{"Good Omens | Terry Pratchett & Neil Gaiman", "Good Omens | Neil Gaiman", "title"},
		{"Müller's Café | Ann Ø", "Mueller’s Cafe | Ann O", "unknown"},
		{"Müller's Café | Ann Ø", "Muller’s Cafe | Ann O", "title"},
		{"Emma | Jane Austen", "Emma | Emma Woodhouse", "unknown"},
		{"It | Stephen King", "It | Samuel King", "unknown"},
		{"Emma", "Emma | Jane Austen", "nameless"},
		{"Emma | Jane Austen", "Emma", "unknown"},
		{"Dune Messiah | Frank Herbert", "Dune | Frank Herbert", "unknown"},
		{"Emma, Part 2 | Jane Austen", "Emma, Part 1 | Jane Austen", "unknown"},

		// Subtitles.
		{"Sapiens | Yuval Noah Harari", "Sapiens: A Brief History | Yuval Noah Harari", "short"},
		{"Sapiens: A Brief History | Yuval Noah Harari", "Sapiens | Yuval Noah Harari", "short"},
		{"Sapiens: A Brief History | Yuval Noah Harari", "Sapiens: Eine kurze Geschichte | Yuval Noah Harari", "unknown"},
		{"Emma (Unabridged) | Jane Austen", "Emma | Jane Austen", "short"},
		{"Emma (Part 1) | Jane Austen", "Emma (Part 2) | Jane Austen", "unknown"},

		// Lengths.
		{"Emma | Jane Austen | | 10h", "Emma | Jane Austen | | 10h10m", "title"},
		{"Emma | Jane Austen | | 10h", "Emma | Jane Austen | | 4h", "shorter"},
		{"Sapiens | Yuval Noah Harari | | 10h", "Sapiens: A Brief History | Yuval Noah Harari | | 4h", "shorter"},
		{"Emma | Jane Austen | | 10h", "Emma | Jane Austen", "title"},
	}
	for _, c := range cases {
		e := []Entry{anEntry(c.entry)}
		if got := said(NewMatcher([]*book.Book{aBook(c.book)}).Match(e)[0]); got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.entry, c.book, got, c.want)
		}
	}
}

// said names the means of a match, or why there is none.
func said(m Match) string {
	if m.Book != nil {
		return [...]string{ByPath: "path", ByNumber: "number", ByTitle: "title", ByShort: "short"}[m.By]
	}
	return [...]string{Unknown: "unknown", Nameless: "nameless", Shorter: "shorter", Several: "several", Elsewhere: "elsewhere"}[m.Miss]
}

// TestMatchNumbers: ASIN and ISBN, in either form, find a book of any title.
func TestMatchNumbers(t *testing.T) {
	b := aBook("Emma | Jane Austen")
	b.ASIN, b.ISBN = "B00EMMA000", "978-0-7653-5038-1"
	m := NewMatcher([]*book.Book{b})
	for _, c := range []struct {
		id   Identity
		want string
	}{
		{Identity{ASIN: "b00emma000 "}, "number"},
		{Identity{ISBNs: []string{`="0765350386"`}}, "number"},
		{Identity{ISBNs: []string{"1", "9780765350381"}}, "number"},
		{Identity{ASIN: "0765350386"}, "number"},
		{Identity{ISBNs: []string{"0765350387"}}, "number"}, // the check digit is not needed
		{Identity{ISBNs: []string{"0765350396"}}, "nameless"},
		{Identity{ASIN: "B00OTHER00"}, "nameless"},
	} {
		if got := said(m.Match([]Entry{{Identity: c.id}})[0]); got != c.want {
			t.Errorf("%+v: %s, want %s", c.id, got, c.want)
		}
	}
}

// TestMatchSeveral: what could be about several books is about none, unless the length or the
// place tells; no two entries get one book.
func TestMatchSeveral(t *testing.T) {
	missing := aBook("Missing | Ann | /old/Missing.m4b")
	missing.State = book.Missing
	books := []*book.Book{
		aBook("Emma | Jane Austen | /b/Jane Austen/Emma/long | 10h"), aBook("Emma | Jane Austen | /b/Jane Austen/Emma/short | 4h"),
		aBook("Copy | Ann | /x/Ann/Copy | 1h"), aBook("Copy | Ann | /y/Ann/Copy | 1h"),
		missing, aBook("Missing | Ann | /new/Missing.m4b"),
		aBook("Star Wars | Timothy Zahn"),
		aBook("Twice | Ann"),
	}
	entries := []Entry{
		anEntry("Emma | Jane Austen | | 4h1m"), anEntry("Emma | Jane Austen"),
		anEntry("Copy | Ann | /audiobooks/Ann/Copy | 1h"),
		anEntry("Copy | Ann | /lib/y/Ann/Copy | 1h"),
		anEntry("Missing | Ann"),
		anEntry("Star Wars: Heir | Timothy Zahn"), anEntry("Star Wars: Dark | Timothy Zahn"),
		anEntry("Twice | Ann"), anEntry("Twice | Ann"),
	}
	entries[8].Finished = 5
	var got []string
	for _, m := range NewMatcher(books).Match(entries) {
		where := ""
		if m.Book != nil {
			where = " " + m.Book.Path
		}
		got = append(got, said(m)+where)
	}
	want := []string{
		"title /b/Jane Austen/Emma/short", "several", "several", "path /y/Ann/Copy", "title /new/Missing.m4b", "several", "several", "elsewhere", "title /b/Twice.m4b",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n%q\nwant\n%q", got, want)
	}
}

// TestMatchByFile: a folder on the server may be one file here, and the other way round.
func TestMatchByFile(t *testing.T) {
	e := anEntry("? | | /audiobooks/Ann/Tides")
	e.Parts = []Part{{"/audiobooks/Ann/Tides/CD 1/01.mp3", time.Hour}}
	b := aBook("Tides")
	b.Path = "/b/Ann/Tides/CD 1"
	b.Files = []*book.File{{Path: "/b/Ann/Tides/CD 1/01.mp3"}}
	other := aBook("Other")
	other.Path = "/b/Bob/Other/CD 1"
	other.Files = []*book.File{{Path: "/b/Bob/Other/CD 1/01.mp3"}}
	if m := NewMatcher([]*book.Book{other, b}).Match([]Entry{e})[0]; m.Book != b {
		t.Errorf("%+v", m)
	}
	if m := NewMatcher([]*book.Book{other}).Match([]Entry{e})[0]; m.Book != nil {
		t.Errorf("%+v", m.Book)
	}
}

// TestDecide: the newer listening state counts as a whole, own ratings and notes stay, tags
// are added, and deciding again gives nothing.
func TestDecide(t *testing.T) {
	day := func(d string) int64 { return noon(d) }
	late := func(d string) int64 { return noon(d) + int64(9*time.Hour) }
	cases := []struct {
		name        string
		own, theirs State
		set, kept   Values
	}{
		{"nothing", State{}, State{}, 0, 0},
		{"all is new", State{}, State{Position: 5, Played: 7, Finished: 7, Rating: 3, Note: "n", Tags: []string{"t"}, Speed: 1.5, Bookmarks: []book.Bookmark{{File: 1, Offset: 2}}}, All &^ (Abandoned | Heard | Typed | OfGone), 0},
		{"a day more, and more on a day", State{Days: heard(1, time.Hour, 2, time.Hour)}, State{Days: heard(1, time.Minute, 2, 2*time.Hour, 3, 1)}, Heard, 0},
		{"a bookmark that lies elsewhere now", State{Bookmarks: []book.Bookmark{{File: 1, Offset: 2, At: 2, Made: 9}}}, State{Bookmarks: []book.Bookmark{{File: 2, Offset: 3, At: 30, Made: 9}}}, 0, 0},
		{"abandoned", State{}, State{Position: 5, Played: 7, Abandoned: 8}, Position | Abandoned, 0},
		{"abandoned there, finished here before", State{Finished: 5}, State{Abandoned: 8}, 0, 0},
		{"abandoned there, heard here since", State{Position: 5, Played: 9}, State{Abandoned: 8}, 0, Abandoned},
		{"abandoned nobody knows when, and begun here", State{Position: 5, Played: 9}, State{Abandoned: book.Undated}, 0, Abandoned},
		{"abandoned here, finished there since", State{Abandoned: 7}, State{Finished: 8}, Finished, 0},
		{"a bookmark more", State{Bookmarks: []book.Bookmark{{File: 1, Offset: 2}}}, State{Bookmarks: []book.Bookmark{{File: 1, Offset: 2, Note: "other"}, {File: 2, Offset: 2}}}, Bookmarks, 0},
		{"the same bookmarks", State{Bookmarks: []book.Bookmark{{File: 1, Offset: 2}}}, State{Bookmarks: []book.Bookmark{{File: 1, Offset: 2, Note: "other"}}}, 0, 0},
		{"another speed", State{Speed: 1.5}, State{Speed: 2}, 0, 0},
		{"equal", State{Position: 5, Played: 7, Rating: 3, Note: "a  b", Tags: []string{"T"}}, State{Position: 5, Played: 7, Rating: 3, Note: "a b", Tags: []string{"t"}}, 0, 0},
		{"own is newer", State{Position: 9, Played: 8}, State{Position: 5, Played: 7}, 0, Position},
		{"theirs is newer", State{Position: 9, Played: 6}, State{Position: 5, Played: 7}, Position, 0},
		{"played since", State{Position: 9, Played: 8}, State{Finished: 7}, 0, Finished},
		{"finished at the same time as played", State{Position: 9, Played: 7}, State{Finished: 7}, 0, Finished},
		{"finished since", State{Position: 9, Played: 6}, State{Finished: 7}, Finished, 0},
		{"heard again there", State{Finished: 6}, State{Position: 5, Played: 7}, Position, 0},
		{"heard again here", State{Finished: 6, Position: 1, Played: 9}, State{Position: 5, Played: 7}, 0, Position},
		{"finished on the same day, here later", State{Finished: late("2024-03-01")}, State{Finished: day("2024-03-01"), Day: true}, 0, 0},
		{"finished on the same day, here earlier", State{Finished: day("2024-03-01") - 1}, State{Finished: day("2024-03-01"), Day: true}, 0, 0},
		{"finished on another day before", State{Finished: day("2024-03-02")}, State{Finished: day("2024-03-01"), Day: true}, 0, Finished},
		{"finished on another day since", State{Finished: day("2024-03-02")}, State{Finished: day("2024-03-03"), Day: true}, Finished, 0},
		{"finished nobody knows when", State{}, State{Finished: book.Undated}, Finished, 0},
		{"finished nobody knows when, here it is known", State{Finished: 9}, State{Finished: book.Undated}, 0, 0},
		{"finished nobody knows when, and begun here", State{Played: 9, Position: 3}, State{Finished: book.Undated}, 0, Finished},
		{"finished nobody knows when, there it is known", State{Finished: book.Undated}, State{Finished: 9}, Finished, 0},
		{"another rating and note", State{Rating: 3, Note: "mine"}, State{Rating: 4, Note: "theirs"}, 0, Rating | Note},
		{"more tags", State{Tags: []string{"a", "b"}}, State{Tags: []string{"B", "c"}}, Tags, 0},
	}
	for _, c := range cases {
		set, kept := Decide(&c.own, &c.theirs, berlin)
		if set != c.set || kept != c.kept {
			t.Errorf("%s: sets %b, keeps %b; want %b, %b", c.name, set, kept, c.set, c.kept)
		}
		after := c.own
		for v := range set.Each {
			switch v {
			case Position:
				after.Position, after.Played = c.theirs.Position, c.theirs.Played
			case Finished:
				after.Finished = c.theirs.Finished
			case Abandoned:
				after.Abandoned = c.theirs.Abandoned
			case Bookmarks:
				after.Bookmarks = append(after.Bookmarks, NewBookmarks(after.Bookmarks, c.theirs.Bookmarks)...)
			case Speed:
				after.Speed = c.theirs.Speed
			case Rating:
				after.Rating = c.theirs.Rating
			case Note:
				after.Note = c.theirs.Note
			case Heard:
				for _, d := range MoreHeard(after.Days, c.theirs.Days) {
					after.Days = book.AddDay(after.Days, d)
				}
			case Tags:
				after.Tags = AddTags(after.Tags, c.theirs.Tags)
			}
		}
		if again, keeps := Decide(&after, &c.theirs, berlin); again != 0 || keeps != kept {
			t.Errorf("%s, again: sets %b, keeps %b", c.name, again, keeps)
		}
	}
}

// heard returns days: a day, and how long, in turn.
func heard(values ...time.Duration) (days []book.DayHeard) {
	for i := 0; i < len(values); i += 2 {
		days = append(days, book.DayHeard{Day: book.Day(values[i]), Heard: book.Heard{Clock: values[i+1], Sound: values[i+1]}})
	}
	return days
}

// TestSpot: a position is found by the name of its file, or else by the lengths.
func TestSpot(t *testing.T) {
	b := &book.Book{}
	for i, name := range []string{"/b/01.mp3", "/b/02.mp3", "/b/03.mp3"} {
		b.Files = append(b.Files, &book.File{ID: book.ID(i + 1), Path: name, Media: book.Pack(&book.Media{Duration: time.Duration(10*(i+1)) * time.Minute})})
	}
	parts := func(lengths ...int) (all []Part) {
		for i, n := range lengths {
			all = append(all, Part{fmt.Sprintf("/a/%02d.mp3", i+1), time.Duration(n) * time.Minute})
		}
		return all
	}
	for _, c := range []struct {
		name  string
		at    int
		parts []Part
		file  book.ID
		in    int
	}{
		{"the beginning", 0, nil, 1, 0},
		{"in the second file", 15, nil, 2, 5},
		{"the start of a file", 30, nil, 3, 0},
		{"beyond the end", 99, nil, 3, 30},
		{"the same files", 15, parts(10, 20, 30), 2, 5},
		{"a longer first file there", 15, parts(14, 20, 30), 2, 1},
		{"a longer second file there", 33, parts(10, 40, 30), 2, 20},
		{"other names", 15, []Part{{"/a/x.mp3", time.Hour}}, 2, 5},
		{"unknown lengths", 15, parts(0, 0, 0), 2, 5},
	} {
		file, in, ok := Spot(b, c.parts, time.Duration(c.at)*time.Minute)
		if !ok || file != c.file || in != time.Duration(c.in)*time.Minute {
			t.Errorf("%s: %d, %v, %v", c.name, file, in, ok)
		}
	}
	e := Entry{State: State{Rating: 3, Bookmarks: []book.Bookmark{{At: 15 * time.Minute, Made: 7, Note: "n"}}}}
	want := State{Rating: 3, Bookmarks: []book.Bookmark{{File: 2, Offset: 5 * time.Minute, At: 15 * time.Minute, Made: 7, Note: "n"}}}
	if got := Place(b, &e); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	b.Files[0].Media, b.Files[1].Media, b.Files[2].Media = nil, nil, nil
	if _, _, ok := Spot(b, nil, 0); ok {
		t.Error("a spot in files of unknown lengths")
	}
	if got := Place(b, &e); got.Bookmarks != nil {
		t.Errorf("%+v", got)
	}
}

// TestOwn: what Lectern writes, it reads exactly.
func TestOwn(t *testing.T) {
	played := march.UnixNano() + 456
	books := []*book.Book{aBook("Emma | Jane Austen; Ann Reader | /b/Jane Austen/Emma.m4b | 10h"), aBook("Nothing | Ann"), aBook("Undated | Ann | /b/\xff.mp3")}
	books[0].ID, books[0].ASIN = 7, "B00EMMA000"
	books[0].Listening = &book.Listening{
		Position: 123456789012345, Played: played, Started: played - 5, Finished: played + 1, Speed: 1.25,
		Bookmarks: []book.Bookmark{{At: 1234567890123, Made: played, Note: "here"}, {At: 1234567890124}},
	}
	books[0].Own = &book.Own{Rating: 9, Note: "<a>\n\"b\" \u2028", Tags: []string{"x, y", "z"}}
	books[2].Listening = &book.Listening{Abandoned: book.Undated}
	books[2].Days = heard(20000, 123456789012, 20001, 24*time.Hour)
	gone := []*Gone{
		{
			Path: "/g/\xff.mp3", Title: "Gone", Size: 7, Content: "\x00\xff", Recording: "r", Added: 5, Left: 6, Days: heard(20002, 1),
			Edits: book.Edits{"title": "T", "@bookmarks": "[]", "@stopped": "1 2", "@different": "9", "@combined": "9", "cover": "picture:00"},
		},
		{Title: "Lost", Days: heard(20003, time.Hour)},
		{Path: "relative", Title: "None", Edits: book.Edits{"title": "T"}},
	}
	var out strings.Builder
	w := NewOwnWriter(&out)
	for _, b := range books {
		check(t, w.Write(b))
	}
	for _, g := range gone {
		check(t, w.WriteGone(g))
	}
	check(t, w.Close())
	f, err := readFile(t, out.String())
	check(t, err)
	if f.Kind != Own || len(f.Users) != 1 || len(f.Users[0].Entries) != 4 {
		t.Fatalf("%+v of\n%s", f, out.String())
	}
	gone[0].Edits = book.Edits{"title": "T", "@bookmarks": "[]", "@stopped": "1 2"} // those that mean something elsewhere
	for i, want := range gone[:2] {
		if got := f.Users[0].Entries[2+i].Gone; !reflect.DeepEqual(got, want) {
			t.Errorf("%+v\nwant\n%+v", got, want)
		}
	}
	for i, b := range []*book.Book{books[0], books[2]} {
		e := f.Users[0].Entries[i]
		if want := StateOf(b); !reflect.DeepEqual(e.State, want) {
			t.Errorf("\n%+v\nwant\n%+v", e.State, want)
		}
		if e.Path != b.Path || e.Title != b.Title || !reflect.DeepEqual(e.Authors, b.Authors) || e.Length != b.Duration || e.ASIN != b.ASIN {
			t.Errorf("%+v", e.Identity)
		}
	}
	out.Reset()
	check(t, NewOwnWriter(&out).Close())
	if _, err := readFile(t, out.String()); err == nil {
		t.Error("an empty file is read")
	}
}

// TestOwnEncodings reads a list of book records as an editor or a shell on Windows writes it.
func TestOwnEncodings(t *testing.T) {
	const books = `[{"title": "Émile", "rating": 4}]`
	for name, encoding := range map[string]encoding.Encoding{
		"UTF-8": unicode.UTF8, "with a mark": unicode.UTF8BOM,
		"UTF-16 LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 BE": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		text, err := encoding.NewEncoder().String(books)
		check(t, err)
		f, err := readFile(t, text)
		if err != nil || f.Kind != Own || f.Users[0].Entries[0].Title != "Émile" {
			t.Errorf("%s: %+v, %v", name, f, err)
		}
	}
}

// TestOwnDayTwice: a file that was joined from two names a day twice, and the day is not longer
// for it.
func TestOwnDayTwice(t *testing.T) {
	f, err := readFile(t, `[{"title": "Emma", "heard": [
		{"day": "2026-11-01", "clock_s": 80000, "sound_s": 90000}, {"day": "2026-11-01", "clock_s": 80000, "sound_s": 90000}, {"day": "2026-11-02", "clock_s": 1, "sound_s": 1}]}]`)
	check(t, err)
	if days := f.Users[0].Entries[0].Days; len(days) != 2 || days[0].Clock != 80000*time.Second || days[0].Sound != 90000*time.Second {
		t.Errorf("%v", days)
	}
}

// TestOwnFuture: a time in the future is of a wrong clock, and would be newer than all that
// the user does. What was done then was done nobody knows when.
func TestOwnFuture(t *testing.T) {
	const late = "2199-01-02T03:04:05Z"
	f, err := readFile(t, `{"lectern_own": 1, "books": [
		{"path": "/b/a.mp3", "position_s": 5, "played": "`+late+`", "started": "`+late+`", "bookmarks": [{"at_s": 1, "made": "`+late+`"}], "heard": [{"day": "2199-01-02", "clock_s": 1, "sound_s": 1}]},
		{"path": "/b/b.mp3", "finished": "`+late+`"},
		{"path": "/b/c.mp3", "abandoned": "2999-01-02T03:04:05Z"},
		{"path": "/b/d.mp3", "gone": {"added": "`+late+`", "left": "`+late+`", "edits": {"title": "T", "@stopped": "5 7226809445000000000", "@started": "7226809445000000000",
			"@finished": "7226809445000000000", "@abandoned": "7", "@speed": "2", "@bookmarks": "[{\"at\":5,\"made\":7226809445000000000,\"note\":\"n\"}]"}}}]}`)
	check(t, err)
	for i, want := range []State{
		{Position: 5 * time.Second, Played: book.Undated, Bookmarks: []book.Bookmark{{At: time.Second}}},
		{Finished: book.Undated},
		{Abandoned: book.Undated},
	} {
		if got := f.Users[0].Entries[i].State; !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	want := &Gone{Path: "/b/d.mp3", Edits: book.Edits{"title": "T", "@stopped": "5 1", "@finished": "1", "@abandoned": "7", "@speed": "2", "@bookmarks": `[{"at":5,"made":0,"note":"n"}]`}}
	if got := f.Users[0].Entries[3].Gone; !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestOwnTyped: of a file that somebody changed, only what the fields can hold counts, since
// every import would offer the rest again.
func TestOwnTyped(t *testing.T) {
	f, err := readFile(t, `{"lectern_own": 1, "books": [{"path": "/b/a.mp3", "typed": {"title": " ", "year": "soon", "narrators": "", "cover": "x", "rating": "5", "none": "x"}}]}`)
	check(t, err)
	if got := f.Users[0].Entries[0].Typed; !reflect.DeepEqual(got, book.Edits{"narrators": ""}) {
		t.Errorf("%q was typed", got)
	}
}

// TestNewBookmarks: a bookmark is not doubled if it is at the same place of its file or of the
// book.
func TestNewBookmarks(t *testing.T) {
	own := []book.Bookmark{{File: 1, Offset: 0, At: 0}, {File: 1, Offset: 5 * time.Hour, At: 5 * time.Hour}, {File: 2, Offset: 3, At: 9 * time.Hour}}
	same := []book.Bookmark{{File: 1, Offset: 0, At: 0}, {File: 4, Offset: time.Minute, At: 5 * time.Hour}, {File: 2, Offset: 3, At: 8 * time.Hour}}
	if added := NewBookmarks(own, same); added != nil {
		t.Errorf("%v is new", added)
	}
	other := book.Bookmark{File: 2, Offset: time.Minute, At: 9*time.Hour + time.Minute}
	if added := NewBookmarks(own, []book.Bookmark{other, other}); len(added) != 1 || added[0] != other {
		t.Errorf("%v is new", added)
	}
}

// TestManyBookmarks: as many bookmarks as a file can have take no longer than a few.
func TestManyBookmarks(t *testing.T) {
	all := make([]book.Bookmark, 200_000)
	for i := range all {
		all[i] = book.Bookmark{File: 1, Offset: time.Duration(i), At: time.Duration(i), Made: int64(i)}
	}
	var added []book.Bookmark
	if took := cputime.Of(func() { added = NewBookmarks(all[:100_000], all) }); len(added) != 100_000 || took > 3*time.Second {
		t.Errorf("%d, took %v", len(added), took)
	}
}
