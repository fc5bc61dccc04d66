package transfer_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"lectern/library/book"
	"lectern/library/message"
	. "lectern/library/transfer"
)

// entries reads a table, which must be one.
func entries(t *testing.T, table string) []Entry {
	t.Helper()
	f, err := readFile(t, table)
	check(t, err)
	if f.Kind != Table {
		t.Errorf("the kind is %d", f.Kind)
	}
	return f.Users[0].Entries
}

// noon is noon of a day in Berlin.
func noon(day string) int64 {
	d, _ := time.ParseInLocation(time.DateOnly, day, berlin)
	return d.Add(12 * time.Hour).UnixNano()
}

// TestGoodreads reads the columns that Goodreads writes.
func TestGoodreads(t *testing.T) {
	got := entries(t, `Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies
1,"The Final Empire (Mistborn, #1)",Brandon  Sanderson,"Sanderson, Brandon",Michael Kramer,"=""0765350386""","=""9780765350381""",4,4.48,Tor,Audiobook,541,2006,2006,2024/02/29,2023/12/01,"fantasy, favorites","fantasy (#1), favorites (#7)",read,"Great.<br/><br/>I <3 <b>Vin</b> &amp; Kelsier.",,lent to Bob,1,0
2,Emma,Jane Austen,"Austen, Jane",,"=""""","=""""",0,4.0,,,,,,,2023/12/01,to-read,to-read (#3),to-read,,,,0,0
3,Dracula,Bram Stoker,"Stoker, Bram",,"=""""","=""""",0,4.0,,,,,,,2023/12/01,,,read,,,,1,0
4,Ulysses,James Joyce,"Joyce, James",,"=""""","=""""",1,4.0,,,,,,2020/01/02,2023/12/01,did-not-finish,,did-not-finish,,,,1,0
`)
	want := []Entry{
		{
			Identity{Title: "The Final Empire (Mistborn, #1)", Authors: []string{"Brandon Sanderson", "Michael Kramer"}, ISBNs: []string{`="9780765350381"`, `="0765350386"`}},
			State{Finished: noon("2024-02-29"), Day: true, Rating: 8, Note: "Great.\n\nI <3 Vin & Kelsier.\n\nlent to Bob", Tags: []string{"fantasy", "favorites"}},
		},
		{Identity{Title: "Dracula", Authors: []string{"Bram Stoker"}}, State{Finished: book.Undated}},
		{Identity{Title: "Ulysses", Authors: []string{"James Joyce"}}, State{Abandoned: noon("2020-01-02"), Day: true, Rating: 2}},
	}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got[i].ISBNs != nil {
			want[i].ISBNs = got[i].ISBNs // in any order
		}
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("\n%+v\nwant\n%+v", got[i], want[i])
		}
	}
}

// TestTables reads the tables of other sites and plain ones.
func TestTables(t *testing.T) {
	cases := []struct {
		name, table string
		want        State
	}{
		{"The StoryGraph", "Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Moods,Star Rating,Review,Tags,Owned?\nEmma,Jane Austen,,9780141439587,audio,read,2023/01/01,2023/02/03,2023/01/02-2023/02/03,1,funny,4.25,<div>Nice</div>,\"slow, cosy\",No\n",
			State{Finished: noon("2023-02-03"), Day: true, Rating: 9, Note: "Nice", Tags: []string{"slow", "cosy"}}},
		{"dates in a range only", "Title,Authors,Read Status,Dates Read\nEmma,Jane Austen,read,\"2021/01/02-2021/01/05, 2023-01-02-2023-02-03\"\n", State{Finished: noon("2023-02-03"), Day: true}},
		{"LibraryThing", "Book Id\tTitle\tSort Character\tPrimary Author\tSecondary Author\tRating\tReview\tDate Read\tTags\tCollections\n1\tEmma\t1\tAusten, Jane\t\t4.5\tSays \"hm\", twice\t2020-05-06\ta, b\tYour library\n",
			State{Finished: noon("2020-05-06"), Day: true, Rating: 9, Note: `Says "hm", twice`, Tags: []string{"a", "b"}}},
		{"Libib", "item_type,title,creators,first_name,last_name,ean_isbn13,tags,notes,length,rating,review,status,began,completed,added\nbook,Emma,Jane Austen,Jane,Austen,9780141439587,x,,400,3.5,,Completed,2022-01-01,2022-02-02,2022-01-01\n",
			State{Finished: noon("2022-02-02"), Day: true, Rating: 7, Tags: []string{"x"}}},
		{"BookWyrm", "title,author_text,remote_id,isbn_10,isbn_13,start_date,finish_date,stopped_date,rating,review_name,review_cw,review_content,shelf,shelf_name,shelf_date\nEmma,Jane Austen,https://example.org/1,0141439580,9780141439587,2024-01-02,2024-02-03,,4.5,On Emma,,An ocean.,read,Read,2024-02-03\n",
			State{Finished: noon("2024-02-03"), Day: true, Rating: 9, Note: "An ocean."}},
		{"Libation", "Account,Date Added,Audible Product Id,Locale,Title,Authors,Length In Minutes,My Rating: Overall,My Libation Tags,IsFinished\na,2022-01-01,B00EMMA000,us,Emma,Jane Austen,960,5,loved classic,True\n",
			State{Finished: book.Undated, Rating: 10, Tags: []string{"loved", "classic"}}},
		{"out of ten", "title,author,rating\nEmma,Jane Austen,4/10\n", State{Rating: 4}},
		{"plain", "title;author;state;rating;date finished\n\"Emma; a novel\";Jane Austen;read;3,5;31.12.2025\n", State{Finished: noon("2025-12-31"), Day: true, Rating: 7}},
		{"abandoned", "title,author,status,finished,rating\nEmma,Jane Austen,Abandoned,2025-01-01,1\n", State{Abandoned: noon("2025-01-01"), Day: true, Rating: 2}},
		{"abandoned nobody knows when", "title,author,status\nEmma,Jane Austen,DNF\n", State{Abandoned: book.Undated}},
		{"in progress in The StoryGraph", "Title,Authors,Read Status,Last Date Read,Dates Read\nEmma,Jane Austen,currently-reading,,\"2021/01/02-2021/01/05, 2024/01/02-\"\n", State{Played: noon("2024-01-02"), Started: noon("2024-01-02")}},
		{"paused in The StoryGraph", "Title,Authors,Read Status,Dates Read\nEmma,Jane Austen,paused,\n", State{Played: book.Undated}},
		{"in progress in Goodreads", "Title,Author,Date Read,Bookshelves,Exclusive Shelf\nEmma,Jane Austen,,\"currently-reading, own\",currently-reading\n", State{Played: book.Undated, Tags: []string{"own"}}},
		{"in progress in Libib", "title,creators,status,began,completed\nEmma,Jane Austen,In progress,2022-01-01,\n", State{Played: noon("2022-01-01"), Started: noon("2022-01-01")}},
		{"in progress in LibraryThing", "Title\tPrimary Author\tCollections\nEmma\tAusten, Jane\tYour library, Currently reading\n", State{Played: book.Undated}},
		{"in progress in Bookly", "Title,Author,Status\nEmma,Jane Austen,On hold\n", State{Played: book.Undated}},
		{"in progress in Audible", "Title,Authors,Status\nEmma,Jane Austen,Started\n", State{Played: book.Undated}},
		{"in German", "Titel;Autor;Status\nEmma;Jane Austen;Lese ich gerade\n", State{Played: book.Undated}},
		{"begun again in The StoryGraph", "Title,Authors,Read Status,Dates Read\nEmma,Jane Austen,read,\"2021/01/02-2021/01/05, 2024/01/02-\"\n", State{Finished: noon("2021-01-05"), Day: true}},
		{"in progress, and nobody says so", "Title,Authors,Dates Read,Rating\nEmma,Jane Austen,2024/01/02-,4\n", State{Rating: 8}},
		{"tags that could be states", "Title,Author,Bookshelves,Exclusive Shelf\nEmma,Jane Austen,\"new, current, dnf, to-read\",dnf\n", State{Abandoned: book.Undated, Tags: []string{"new", "current"}}},
		{"for Excel", "sep=;\r\nTitle;Author;Rating\r\nEmma;Jane Austen;4\r\n", State{Rating: 8}},
		{"lines of an old Mac", "Title,Author,Rating\rEmma,Jane Austen,4\r", State{Rating: 8}},
		{"ratings up to 10", "Title,Author,Rating\nEmma,Jane Austen,7\nPersuasion,Jane Austen,10\n", State{Rating: 7}},
		{"ratings up to 100", "Title,Author,Rating\nEmma,Jane Austen,90\n", State{Rating: 9}},
		{"days first", "Title,Author,Date Read\nEmma,Jane Austen,02/03/2024\nPersuasion,Jane Austen,31/12/2024\n", State{Finished: noon("2024-03-02"), Day: true}},
		{"days first in the column of another state", "Title,Author,Status,Abandoned\nEmma,Jane Austen,DNF,05/12/2024\nPersuasion,Jane Austen,DNF,31/12/2024\n", State{Abandoned: noon("2024-12-05"), Day: true}},
		{"a first column called PK", "PK,Title,Author,Rating\n1,Emma,Jane Austen,4\n", State{Rating: 8}},
		{"a note like a formula", "title,authors,note\nEmma,Jane Austen,'－ good\n", State{Note: "－ good"}},
		{"months first", "Title,Author,Date Read\nEmma,Jane Austen,02/03/2024\n", State{Finished: noon("2024-02-03"), Day: true}},
		{"Lectern", "title,authors,duration_s,rating,note,tags,state,position_s,played,finished,abandoned\nEmma,Jane Austen,3600,4.5,'=mine,a; b,probed,61.5,2026-03-01T20:00:00.123000000Z,,2026-03-01T20:00:00.123000000Z\n",
			State{Abandoned: march.UnixNano(), Position: 61500 * time.Millisecond, Played: march.UnixNano(), Rating: 9, Note: "=mine", Tags: []string{"a", "b"}}},
		{"a day to come", "Title,Author,Rating,Date Read\nEmma,Jane Austen,4,2099-01-01\n", State{Rating: 8}},
		{"a line break and a short row", "Title,Author,Rating,Review\nEmma,Jane Austen,4,\"a\r\nb\"\nPersuasion\n", State{Rating: 8, Note: "a\nb"}},
	}
	for _, c := range cases {
		all := entries(t, c.table)
		if !reflect.DeepEqual(all[0].State, c.want) || !strings.HasPrefix(all[0].Title, "Emma") || len(all[0].Authors) == 0 {
			t.Errorf("%s:\n%+v\nwant\n%+v", c.name, all[0], c.want)
		}
	}
}

// TestUnknownStates: words for a state that nobody knows are told, each once, but no names of
// collections, and nothing that Lectern itself writes.
func TestUnknownStates(t *testing.T) {
	for table, want := range map[string][]string{
		"Title,Author,Rating,Status\nEmma,Jane Austen,4,Gathering dust\nEmma,Jane Austen,4,Gathering dust\nEmma,Jane Austen,4,to-read\nEmma,Jane Austen,4,\nEmma,Jane Austen,4,Lent\n": {"Gathering dust", "Lent"},
		"Title,Author,Rating,Collections\nEmma,Jane Austen,4,Attic\n": nil,
		"title,authors,rating,state\nEmma,Jane Austen,4,probed\n":     nil,
	} {
		f, err := readFile(t, table)
		check(t, err)
		if !slices.Equal(f.Unknown, want) {
			t.Errorf("%q: %q, want %q", table, f.Unknown, want)
		}
	}
}

// TestEncodings: a table may be in any encoding.
func TestEncodings(t *testing.T) {
	const table = "Title,Author,Rating\nDie Blütezeit der Bäume,Jürgen Groß,4\n"
	wide := func(order func(uint16) []byte, mark bool) string {
		var out []byte
		if mark {
			out = order(0xfeff)
		}
		for _, u := range utf16.Encode([]rune(table)) {
			out = append(out, order(u)...)
		}
		return string(out)
	}
	little, big := func(u uint16) []byte { return []byte{byte(u), byte(u >> 8)} }, func(u uint16) []byte { return []byte{byte(u >> 8), byte(u)} }
	western := strings.NewReplacer("ü", "\xfc", "ä", "\xe4", "ß", "\xdf").Replace(table)
	for name, b := range map[string]string{
		"UTF-8": table, "with a mark": "\ufeff" + table, "UTF-16 LE": wide(little, true), "UTF-16 BE": wide(big, true), "without a mark": wide(little, false), "Windows-1252": western,
	} {
		if e := entries(t, b)[0]; e.Title != "Die Blütezeit der Bäume" || e.Authors[0] != "Jürgen Groß" || e.Rating != 8 {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// TestNoTable: what is not a table of books is refused with a reason.
func TestNoTable(t *testing.T) {
	for table, want := range map[string]string{
		"a letter to a friend\nwith two lines\n": "columns with titles",
		"Title,Author\nEmma,Jane Austen\n":       "neither ratings",
		"Title,Author,Rating\n":                  "neither ratings",
		"\n\n":                                   "it is empty",
		"{\"a\": 1}":                             "neither a backup",
		"[1, 2]":                                 "damaged",
		"{\"lectern_own\": 2, \"books\": []}":    "newer version",
		"{\"lectern_own\": 1, \"books\": []}":    "neither ratings",
		"{\"lectern_own\": 1, \"books\": [{}":    "damaged",
	} {
		_, err := readFile(t, table)
		if reason, known := errors.AsType[message.Reason](err); !known || !strings.Contains(string(reason), strings.Replace(want, "columns", "a column", 1)) {
			t.Errorf("%q: %v, want %q", table, err, want)
		}
	}
}

// FuzzTable: no text makes Read panic, and what it returns is within bounds.
func FuzzTable(f *testing.F) {
	for _, s := range []string{
		"Title,Author,My Rating,Date Read,Exclusive Shelf,My Review\nEmma,Jane Austen,4,2024/02/29,read,\"a <br/> b\"\n", "title;rating\n\"a\"\"b\";3,5\n", "\xff\xfeT\x00i\x00t\x00l\x00e\x00",
		`{"lectern_own": 1, "books": [{"title": "x", "rating": 4.5, "position_s": 1e300, "played": "2026-01-01T00:00:00Z"}]}`, "Title\tRating\nx\t\"y\n", "sep=|\nTitle|Rating\nx|1",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		found, err := readFile(t, string(b))
		if err != nil {
			return
		}
		for _, e := range found.Users[0].Entries {
			if e.IsEmpty() || e.Rating < 0 || e.Rating > book.MaxRating || e.Position < 0 || e.Played < 0 || e.Finished < 0 || e.Length < 0 {
				t.Errorf("%+v", e)
			}
			if book.UTF8(e.Title+e.Note+strings.Join(e.Tags, "")) != e.Title+e.Note+strings.Join(e.Tags, "") {
				t.Errorf("%+v is not UTF-8", e)
			}
		}
	})
}
