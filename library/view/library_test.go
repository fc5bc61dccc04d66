package view

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"sync/atomic"
	"time"

	"lectern/library/book"
)

// Texts of invented books: few enough to repeat, unusual enough to matter.
var (
	titles = []string{
		"The Part 2", "Part 10", "Part 2", "part 002", "Part 0.5", "Part 0 of 3", "Part 1", "A Café", "cafe\u0301", "An",
		"The ", "the the", "“The Quoted”", "Łódź", "Straße", "STRASSE", "O’Brien's", "日本語", "Ærø", "b\xff\xferoken",
		"Line\nbreak", "", "!", "´", "a b", "ab", "Cien años", "ЙОЖ", "99999999999999999999 balloons", "Die Brücke",
	}
	people = []string{
		"Ann Leckie", "Íñigo Núñez", "ann leckie", "Zoë", "García Márquez", "Łukasz", "", "O'Neil", "1 Person", "10 People", "2 People",
	}
	serieses   = []string{"", "Foundation", "The Expanse", "foundation", "Épée", "100 Days", "20 Days"}
	partNames  = []string{"", "0.5", "1", "1.05", "2", "10", "1-3", "one", "1,5", "01"}
	codecNames = []string{"", "AAC-LC", "MP3", "Opus"}
	genreNames = []string{"", "Fantasy", "Épopée", "Science Fiction", "fiction"}
	houses     = []string{"", "Tor", "Éditions du Nord", "part"}
	places     = []string{"", "a", "a b", "a/b", "a/10", "a/2", "á/2", "The Deep/b", "a/b/c", "B", "O’Neil/x", "\xff"}
)

const (
	testRoot = "/lib/Books"
	testNow  = int64(1.7e18)
	day      = int64(24 * time.Hour)
)

func pickOne[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// randomBook invents a book.
func randomBook(r *rand.Rand, id book.ID) *book.Book {
	b := &book.Book{ID: id, Added: pickOne(r, []int64{0, testNow - 8*day, testNow - 5*day, testNow - day, testNow})}
	place(r, b)
	retitle(r, b)
	reperson(r, b)
	renumber(r, b)
	restate(r, b)
	b.Hidden = r.IntN(6) == 0
	return b
}

func place(r *rand.Rand, b *book.Book) {
	folder := path.Join(testRoot, pickOne(r, places))
	b.Files = nil
	for i := range 1 + r.IntN(2) {
		name := fmt.Sprintf("%s%d.%s", pickOne(r, titles), i, pickOne(r, []string{"mp3", "M4B"}))
		disc := pickOne(r, []string{"", "", "CD 1/"})
		b.Files = append(b.Files, &book.File{Root: testRoot, Path: folder + "/" + disc + name})
	}
	b.Path = b.Files[0].Path
}

func retitle(r *rand.Rand, b *book.Book) {
	b.Title, b.Subtitle, b.ASIN = pickOne(r, titles), pickOne(r, titles), pickOne(r, []string{"", "B002UZJGYY"})
	b.Description = pickOne(r, titles)
}

func reperson(r *rand.Rand, b *book.Book) {
	b.Authors, b.Narrators, b.Series = nil, nil, nil
	for range r.IntN(3) {
		b.Authors = append(b.Authors, pickOne(r, people))
	}
	for range r.IntN(2) {
		b.Narrators = append(b.Narrators, pickOne(r, people))
	}
	for range r.IntN(3) {
		b.Series = append(b.Series, book.Series{Name: pickOne(r, serieses), Part: pickOne(r, partNames)})
	}
	b.Genres = nil
	for range r.IntN(3) {
		b.Genres = append(b.Genres, pickOne(r, genreNames))
	}
	b.Publisher, b.Language = pickOne(r, houses), pickOne(r, []string{"", "en", "English", "anglais", "de", "ger; eng", "Xyzzy"})
	b.Codec = pickOne(r, codecNames)
}

func renumber(r *rand.Rand, b *book.Book) {
	b.Duration = time.Duration(r.IntN(4)) * time.Hour
	b.Size = r.Int64N(4)
	b.BitRate = r.IntN(4) * 1000
	b.Year = pickOne(r, []int{0, 1999, 2001, 2010})
	b.Modified = r.Int64N(5) - 2
	b.Own = pickOne(r, []*book.Own{nil, {Rating: 3, Note: "lent"}, {Rating: 10, Tags: []string{"reread"}}, {Tags: []string{"gift", "Reread"}}})
}

// changed returns a book after a random change.
func changed(r *rand.Rand, b *book.Book) *book.Book {
	c := *b
	switch r.IntN(8) {
	case 0:
		place(r, &c)
	case 1:
		retitle(r, &c)
	case 2:
		reperson(r, &c)
	case 3:
		renumber(r, &c)
	case 4:
		c.Hidden = !c.Hidden
	default: // by far the most frequent change in practice
		restate(r, &c)
	}
	return &c
}

func restate(r *rand.Rand, b *book.Book) {
	b.State = book.State(r.IntN(6))
	b.Fault = nil
	if b.State == book.Failed {
		b.Fault = &book.Fault{Kind: []book.FaultKind{book.NotAudio, book.Protected, book.NoReader}[r.IntN(3)], Reason: "x"}
	}
	b.Estimated, b.Changing, b.Held, b.Regrouped = r.IntN(3) == 0, r.IntN(3) == 0, r.IntN(3) == 0, r.IntN(3) == 0
	b.Listening = nil
	if r.IntN(3) > 0 {
		b.Listening = &book.Listening{
			Position: time.Duration(r.IntN(4)) * time.Hour, Played: testNow - day*int64(r.IntN(20)), Finished: pickOne(r, []int64{0, 0, testNow, testNow - 400*day}),
			Started: testNow - day*int64(r.IntN(20)),
		}
		if b.Listening.Finished == 0 {
			b.Listening.Abandoned = pickOne(r, []int64{0, testNow - 400*day})
		}
		for i := range r.IntN(3) {
			b.Listening.Bookmarks = append(b.Listening.Bookmarks, book.Bookmark{Offset: time.Duration(i), Note: pickOne(r, []string{"", "good part", "café"})})
		}
	}
	b.Lint = 0
	for l := range book.Lints {
		if r.IntN(8) == 0 {
			b.Lint |= l
		}
	}
}

var queryTexts = []string{
	"", "p", "pa", "par", "part", "part 1", "part 10", "caf", "cafe", "CAFÉ", "leck", "leckie ann", "o'", "o’n", "strass", "STRAß",
	"lodz", "´", "日本", "\xff", "foundation #1", "books", "lib", "a/b", "aero", "nothing at all", "b roken", "mp3 2",
	"is:missing", "-is:missing", "IS:Offline p", "is:faulty", "is:protected", "-is:protected p", "part is:estimated -is:held", "is:changing", "is:held", "is:regrouped",
	"is:problem", "-is:problem part", "is:gaps", "is:nocover is:mixed", "is:duplicate or is:likelyduplicate",
	"is:hidden", "-is:hidden", "is:hidden -is:hidden", "is:missing is:hidden", "–is:missing", "is:", "is:hidden or part",
	`"part 1"`, `"line break"`, "author:leck", `author:"ann leckie, z"`, `author:="ann leckie"`, "narrator:zoe or cafe", "no:narrator",
	"series:#1", `series:="FOUNDATION"`, "has:series", "title:part", "title:=cafe", "genre:fiction", `genre:=fiction`, "genre:epo",
	"publisher:nord", "publisher:part", "language:en", "language:ger", "language:xy", "language:man", "path:a/1", "path:cd", "path:/b", "path:books/a/", "format:m4b", "codec:mp3",
	"length:>1h", "length:1h..2h or caf", "bitrate:<2k", "-bitrate:<2k", "size:<=0.001k", "year:2001..", "added:<7d", "added:>3d",
	"rating:>=4", "-rating:<5 part", "tag:=reread", "tag:re -tag:gift", "has:note", "gift",
	"is:started", "-is:finished part", "played:<7d", "finished:2023",
	"is:abandoned", "has:bookmarks", "bookmark:cafe", "bookmark:=cafe part", "abandoned:2023",
	"-(part or cafe)", "(a or b) -c", "epopee", "nord", "b002", "tor part", "cd 1", `"cd 1"`, "or", "-fantasy", "a or",
}

func randomQuery(r *rand.Rand, q Query) Query {
	switch r.IntN(6) {
	case 0, 1:
		q.Text = pickOne(r, queryTexts)
	case 2:
		old := q.Text
		q.Text += pickOne(r, []string{"a", "1", " ", "r", " p", " is:missing", " -is:held", " is:hidden", " or b", " genre:fic"})
		if _, err := Parse(q.Text); err != nil || strings.ContainsAny(q.Text, "<>.") {
			q.Text = old // a larger amount does not narrow the old query
		}
	case 3:
		q.Folder = pickOne(r, []string{"", "", testRoot, testRoot + "/a", testRoot + "/a/b", testRoot + "/none"})
	case 4:
		q.Hidden = !q.Hidden
		q.Now = time.Unix(0, testNow-r.Int64N(2)*3*day)
	default:
		q.Sort = nil
		for range r.IntN(4) {
			q.Sort = append(q.Sort, Order{Keys()[r.IntN(len(keys))], r.IntN(2) == 0})
		}
	}
	return q
}

// lookLimit is a context that is done after a number of checks.
type lookLimit struct {
	context.Context
	looks atomic.Int32
}

func endAfter(looks int) *lookLimit {
	c := &lookLimit{Context: context.Background()}
	c.looks.Store(int32(looks))
	return c
}

func (c *lookLimit) Err() error {
	if c.looks.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}
