package catalog

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// olderMedia sets each field of a file to a value of its own.
func olderMedia() *book.Media {
	return &book.Media{
		Container: "a container", Codec: "a codec", Duration: 3 * time.Hour, Estimated: true,
		BitRate: 64_000, SampleRate: 44_100, Channels: 2, Prober: "a prober",
		Tags: book.Tags{
			Title: "a title", Album: "an album", Artist: "an artist", AlbumArtist: "an album artist", Narrator: "a narrator",
			Series: "a series", SeriesPart: "1.5", Subtitle: "a subtitle", Year: 1998, Genres: []string{"one genre", "another"},
			Publisher: "a publisher", ASIN: "B002UZJGYY", ISBN: "9780000000000", Language: "de", Description: "a description",
			Track: 7, Disc: 2,
		},
		Cover:    &book.Cover{MIME: "image/png", Width: 300, Height: 400, Bytes: 5000},
		Chapters: []book.Chapter{{Start: 0, End: time.Hour, Title: "one"}, {Start: time.Hour, End: 3 * time.Hour, Title: "two"}},
	}
}

// olderEntries are the rows of the catalogue in testdata/older: one with every
// field, and one for each state and each kind of fault.
func olderEntries() (entries []Entry) {
	add := func(e Entry) {
		e.File.ID = book.ID(len(entries) + 1)
		e.File.Root = "/books"
		e.File.Path = "/books/" + string(rune('a'+len(entries))) + "\xff.mp3"
		e.File.Size, e.File.Modified, e.File.Changed = int64(1000+len(entries)), 1e18+int64(len(entries)), 2e18
		e.Added = 15e17 + int64(len(entries))
		entries = append(entries, e)
	}
	add(Entry{
		File:        &book.File{State: book.Probed, Media: book.Pack(olderMedia())},
		Fingerprint: []byte("\x00print\xff"), Look: true, Read: true, Measured: true,
		Edits: map[string]string{"title": "my title", "authors": "A\nB", "@book": "with 1", "subtitle": "\x00"},
	})
	add(Entry{File: &book.File{State: book.Found}, Hidden: true})
	add(Entry{File: &book.File{State: book.Missing, Media: book.Pack(olderMedia())}, MissingSince: 17e17, Read: true, Edits: map[string]string{"@book": "own"}})
	add(Entry{File: &book.File{State: book.Offline}})
	for _, kind := range []book.FaultKind{
		book.NotAudio, book.Truncated, book.Unreadable, book.TimedOut, book.Permission,
		book.Vanished, book.Irregular, book.Protected, book.NoReader, book.Unavailable,
	} {
		add(Entry{File: &book.File{State: book.Failed, Fault: &book.Fault{Kind: kind, Reason: "a reason"}}, Refused: kind == book.Irregular})
	}
	return entries
}

// olderNotes are the notes in testdata/older; one has every field.
func olderNotes() map[string]note {
	n := &book.Notes{
		Folder: "/books/\xff",
		Meta: book.Meta{
			Title: "t", Subtitle: "st", Authors: []string{"a", "b"}, Narrators: []string{"n"}, Series: []book.Series{{Name: "s", Part: "2"}},
			Year: 2001, Genres: []string{"g"}, Publisher: "p", ASIN: "asin", ISBN: "isbn", Language: "en", Description: "d",
		},
		Chapters: []book.Chapter{{Start: 0, End: time.Minute, Title: "c"}},
		Picture:  "/books/\xff/cover.jpg",
		Cues:     []book.Cue{{File: "x.mp3", Chapters: []book.Chapter{{Start: time.Second, End: time.Minute, Title: "cue"}}}},
		Faults:   []string{"a fault"},
	}
	for _, from := range olderSources {
		n.From[from.field] = from.source
	}
	return map[string]note{n.Folder: {42, n}}
}

// olderRoots are the roots in testdata/older.
func olderRoots() []Root {
	return []Root{ // in the order in which they were added
		{Path: "/w", Follow: FollowWatch},
		{Path: "/more\xff", Added: 7, Follow: FollowPoll, Poll: time.Hour, Workers: 3, Patterns: "*.tmp"},
		{Path: "/books", Added: 8, Paused: true, Follow: FollowNone, Health: Health{
			Device: 1 << 63, FileSystem: "ext4", Sentinels: []string{"a", "b/c"}, Files: 9, Scanned: 10,
		}},
	}
}

// olderSources are the sources that the notes in testdata/older name, one field for
// each.
var olderSources = []struct {
	field  book.Field
	source book.Source
}{
	{book.Title, book.FromMetadata}, {book.Subtitle, book.FromOPF}, {book.Authors, book.FromDesc}, {book.Narrators, book.FromReader},
	{book.InSeries, book.FromCue}, {book.Year, book.FromPicture}, {book.Genres, book.FromTag}, {book.Publisher, book.FromFolder},
	{book.ASIN, book.FromName}, {book.ISBN, book.FromEdit}, {book.Language, book.Nowhere}, {book.Description, book.FromMetadata},
	{book.Picture, book.FromPicture}, {book.ChapterList, book.FromCue},
}

// TestOlderCatalogue opens the catalogue in testdata/older, written by version
// 2 of the catalogue and version 1 of the user database. Every later build must
// open it with nothing lost: stored numbers never change.
func TestOlderCatalogue(t *testing.T) {
	dir := t.TempDir()
	check(t, os.CopyFS(dir, os.DirFS("testdata/older")))
	path := filepath.Join(dir, "catalogue.db")
	for range 2 { // migrated first, and then current
		c := must(t, path)
		notes := loadNotes(t, c)
		got := load(t, c)
		if want := olderEntries(); len(got) != len(want) {
			t.Errorf("%d rows, want %d", len(got), len(want))
		}
		for _, want := range olderEntries() {
			if e := got[want.File.ID]; !reflect.DeepEqual(e, want) {
				t.Errorf("%+v\n%+v\nwant %+v\n%+v", e, e.File, want, want.File)
			}
		}
		if want := olderNotes(); !reflect.DeepEqual(notes, want) {
			t.Errorf("notes %+v", notes)
		}
		if roots := c.Roots(); !reflect.DeepEqual(roots, olderRoots()) {
			t.Errorf("roots %+v", roots)
		}
		if last := c.LastID(); last != book.ID(len(got)+1) { // one ID was given and dropped
			t.Errorf("last ID %d", last)
		}
		for _, notice := range noticed(c) {
			if !strings.Contains(notice, "brought up to date") {
				t.Error(notice)
			}
		}
		check(t, c.Close())
	}
}
