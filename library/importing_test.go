package library

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/transfer"
	"lectern/library/view"
	"lectern/scripts/absbackup"
)

// TestImport: a backup of Audiobookshelf gives progress, finished and tags to the books that
// it is about; a second import changes nothing; one Undo takes all of it back, but not what
// the user heard since.
func TestImport(t *testing.T) {
	t.Parallel()
	root := tree(t)
	grow(t, root, "Ann/Ebb/1.mp3", "Ann/Ebb/2.mp3", "Bob/Flood/3.mp3", "Bob/Flood/4.mp3", "Cat/Tide/5.mp3", "Cat/Tide/6.mp3") // no two are copies
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	ebb, flood, tide := root+"/Ann/Ebb", root+"/Bob/Flood", root+"/Cat/Tide"
	second := s.rows()[ebb].Files[1].ID
	march := time.Date(2026, 3, 1, 20, 0, 0, 0, time.UTC)
	files := func() (all []absbackup.File) {
		for i, f := range s.rows()[ebb].Files {
			all = append(all, absbackup.File{Name: []string{"1.mp3", "2.mp3"}[i], Length: f.Media.Duration})
		}
		return all
	}()
	half := files[0].Length + files[1].Length/2
	path := filepath.Join(t.TempDir(), "b.audiobookshelf")
	check(t, absbackup.Write(path, absbackup.User{Name: "bob", Books: []absbackup.Book{
		{Path: "Ann/Ebb", Title: "Ebb", Files: files, At: half, Updated: march, Tags: []string{"sea"}},
		{Path: "Bob/Flood", Title: "Flood", Files: files, At: half, Updated: march, Finished: march},
		{Path: "Cat/Tide", Title: "Tide", Files: files, At: half, Updated: march},
		{Path: "Dan/Gone", Title: "Gone", Files: files, At: half, Updated: march},
	}, Bookmarks: []absbackup.Bookmark{{Path: "Ann/Ebb", Title: "here", At: files[0].Length, Made: march}}}))
	newer := march.Add(time.Hour)
	s.stopped(s.rows()[tide].Files[0].ID, time.Millisecond, newer)
	s.settle()
	f, err := s.ReadImport(t.Context(), path)
	check(t, err)
	plan := func() []ImportPlan {
		s.SetEveryFile(false)
		s.settle()
		return s.PlanImport(f.Users[0].Entries)
	}
	plans := map[string]ImportPlan{}
	for _, p := range plan() {
		plans[p.Entry.Title] = p
	}
	for title, want := range map[string]ImportPlan{
		"Ebb": {Set: ImportPosition | ImportTags | ImportBookmarks}, "Flood": {Set: ImportPosition | ImportFinished}, "Tide": {Kept: ImportPosition}, "Gone": {},
	} {
		if p := plans[title]; p.Set != want.Set || p.Kept != want.Kept || (p.Book == nil) != (title == "Gone") {
			t.Errorf("%s: %+v", title, p)
		}
	}
	if n := s.Import(plan(), ImportAll&^ImportTags); n != 2 {
		t.Errorf("%d books", n)
	}
	is := func(when, path string, want *book.Listening) {
		t.Helper()
		s.SetEveryFile(false)
		s.settle()
		switch got := s.rows()[path].Listening; {
		case (got == nil) != (want == nil), got != nil && !got.Same(want):
			t.Errorf("%s: %+v, want %+v", when, got, want)
		}
	}
	begun := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano()
	bookmarks := []book.Bookmark{{File: second, At: files[0].Length, Made: march.UnixNano(), Note: "here"}}
	imported := &book.Listening{Position: half, Played: march.UnixNano(), Started: begun, Bookmarks: bookmarks}
	finished := &book.Listening{Position: half, Played: march.UnixNano(), Started: begun, Finished: march.UnixNano()}
	is("imported", ebb, imported)
	is("imported", flood, finished)
	is("newer", tide, &book.Listening{Position: time.Millisecond, Played: newer.UnixNano(), Started: newer.UnixNano()})
	if s.rows()[ebb].Own != nil {
		t.Errorf("%+v", s.rows()[ebb].Own)
	}
	if n := s.Import(plan(), ImportAll&^ImportTags); n != 0 {
		t.Errorf("%d books again", n)
	}
	s = s.again(opts)
	is("started again", ebb, imported)
	is("started again", flood, finished)

	if n := s.Import(plan(), ImportAll); n != 1 {
		t.Errorf("%d books with tags", n)
	}
	s.settle()
	if got := s.rows()[ebb].Lines(book.OwnTags); got != "sea" {
		t.Errorf("%q", got)
	}
	s.Undo()
	is("tags taken back", ebb, imported)

	// What the user hears after an import stays when it is undone.
	s = kept(t, Options{Catalog: filepath.Join(t.TempDir(), "other.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	s.Import(plan(), ImportAll)
	s.settle()
	heard := march.Add(2 * time.Hour)
	for _, file := range s.rows()[ebb].Files {
		if filepath.Base(file.Path) == "2.mp3" {
			second = file.ID
		}
	}
	s.stopped(second, files[1].Length/4, heard)
	s.settle()
	s.Undo()
	is("undone", flood, nil)
	since := &book.Listening{Position: files[0].Length + files[1].Length/4, Played: heard.UnixNano()}
	is("heard since", ebb, since)
	s.Redo()
	is("redone", flood, finished)
	bookmarks[0].File = second
	since.Started, since.Bookmarks = begun, bookmarks
	is("heard since", ebb, since)
}

// TestOwnRoundTrip: what Lectern exports of the user's own, another catalogue imports, and
// then has exactly the same.
func TestOwnRoundTrip(t *testing.T) {
	root := tree(t)
	grow(t, root, "Ann/Ebb/1.mp3", "Ann/Ebb/2.mp3", "Bob/Flood/3.mp3", "Cat/Tide/4.mp3", "Dan/Still/5.mp3")
	away := filepath.Join(tree(t), "gone")
	grow(t, away, "Eve/Gale/6.mp3", "Fay/Calm/7.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.AddRoot(away)
	s.rest()
	now := time.Date(2026, 3, 1, 20, 0, 0, 987654321, time.UTC)
	at := func(path string) *book.Book {
		for p, b := range s.rows() {
			if Within(p, root+path) || Within(p, away+path) {
				return b
			}
		}
		t.Fatal(path)
		return nil
	}
	s.stopped(at("/Ann/Ebb").Files[1].ID, 123456789, now)
	s.MarkAs(Finished, now.Add(time.Second), at("/Bob/Flood").ID)
	s.MarkAs(Abandoned, now.Add(time.Second), at("/Cat/Tide").ID)
	s.SetSpeed(1.25, at("/Ann/Ebb").ID)
	s.SetBookmark(book.Bookmark{File: at("/Ann/Ebb").Files[1].ID, Offset: 345678901, Made: now.UnixNano(), Note: "a\nb"})
	s.SetBookmark(book.Bookmark{File: at("/Ann/Ebb").Files[0].ID, Offset: 2, Made: now.UnixNano()})
	s.editAll([]book.ID{at("/Ann/Ebb").ID, at("/Cat/Tide").ID}, map[string]*string{"rating": typed("4.5"), "note": typed("a\n“b”"), "tags": typed("x, y\nz")})
	s.editAll([]book.ID{at("/Dan/Still").ID}, map[string]*string{"title": typed("Stiller"), "authors": typed("Dan Dare\nEd Eel"), "narrators": typed(""), "series": typed("Calms #2.5"), "year": typed("1999"), "language": typed("de"), "description": typed("a\nb")})
	s.heard(at("/Ann/Ebb").Files[1].ID, "Ebb", book.Heard{Clock: time.Hour + 1, Sound: 2 * time.Hour}, now)
	s.heard(at("/Ann/Ebb").Files[0].ID, "Ebb", book.Heard{Clock: time.Hour, Sound: time.Hour}, now.Add(-24*time.Hour))
	s.heard(at("/Eve/Gale").Files[0].ID, "Gale", book.Heard{Clock: 3 * time.Hour, Sound: 3 * time.Hour}, now.Add(-48*time.Hour))
	s.heard(at("/Fay/Calm").Files[0].ID, "Calm", book.Heard{Clock: time.Minute, Sound: time.Minute}, now) // without any edit
	s.heard(778, "Lost", book.Heard{Clock: time.Hour, Sound: time.Hour}, now)
	s.heard(777, "Lost", book.Heard{Clock: time.Minute, Sound: time.Minute}, now) // nobody knows the file any more
	s.stopped(at("/Eve/Gale").Files[0].ID, 4321, now)
	s.editAll([]book.ID{at("/Eve/Gale").ID}, map[string]*string{"title": typed("Gales"), "note": typed("windy")})
	s.RemoveRoot(away)
	s.settle()
	if err := s.SetQuery(view.Query{Text: "nothing"}); err != nil { // the export is of all books
		t.Fatal(err)
	}
	hours := func() map[string]time.Duration {
		all := map[string]time.Duration{}
		for _, h := range s.Heard() {
			all[fmt.Sprint(h.Title, " ", h.Day)] += h.Clock
		}
		return all
	}
	states := func() map[string]transfer.State {
		s.settle()
		all := map[string]transfer.State{}
		for path, b := range s.rows() {
			state := transfer.StateOf(b)
			for i := range state.Bookmarks {
				state.Bookmarks[i].File = 0 // of another catalogue
			}
			all[path] = state
		}
		return all
	}
	path := filepath.Join(t.TempDir(), "own.json")
	known := s.Known()
	s.SetEveryFile(true) // rows of the list are files, but what the user knows is about books
	if inFiles := s.Known(); !slices.EqualFunc(known.Books, inFiles.Books, func(a, b *book.Book) bool {
		return a.ID == b.ID && a.Path == b.Path && reflect.DeepEqual(transfer.StateOf(a), transfer.StateOf(b))
	}) || len(known.Books) != 4 || inFiles.Count() != known.Count() {
		t.Errorf("with files as rows %+v, want %+v", inFiles, known)
	}
	s.SetEveryFile(false)
	check(t, s.Export(t.Context(), path, Export{Format: ExportOwn, Books: known.Books, Gone: known.Gone}, func(int) {}))
	check(t, s.SetQuery(view.Query{}))
	want, wantHours := states(), hours()
	text, err := os.ReadFile(path)
	check(t, err)

	opts := Options{Catalog: filepath.Join(t.TempDir(), "other.db")}
	s = kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	f, err := s.ReadImport(t.Context(), path)
	check(t, err)
	if n := s.Import(s.PlanImport(f.Users[0].Entries), ImportAll); n != 7 {
		t.Errorf("%d books of\n%s", n, text)
	}
	got := states()
	if got := hours(); !maps.Equal(got, wantHours) || len(got) != 5 {
		t.Errorf("heard %v, want %v", got, wantHours)
	}
	for path, state := range want {
		if g := got[path]; !reflect.DeepEqual(g, state) {
			t.Errorf("%s:\n%+v\nwant\n%+v", path, g, state)
		}
	}
	again := func(when string) {
		t.Helper()
		if n := s.Import(s.PlanImport(f.Users[0].Entries), ImportAll); n != 0 {
			t.Errorf("%s: %d books again", when, n)
		}
	}
	again("at once")
	s.Undo()
	if got := hours(); len(got) > 0 || s.RetiredEdits() > 0 {
		t.Errorf("undone: heard %v, %d edits of files that are gone", got, s.RetiredEdits())
	}
	s.Redo()
	s = s.again(opts)
	s.SetEveryFile(false)
	s.settle()
	again("after a restart")
	if got := hours(); !maps.Equal(got, wantHours) || s.RetiredEdits() != 2 {
		t.Errorf("after a restart: heard %v, want %v, %d edits of files that are gone", got, wantHours, s.RetiredEdits())
	}
	s.AddRoot(away) // the files come back
	s.rest()
	b := at("/Eve/Gale")
	if b.Title != "Gales" || b.Own == nil || b.Own.Note != "windy" || b.Position() != 4321 || len(b.Days) != 1 || b.Days[0].Clock != 3*time.Hour {
		t.Errorf("come back: %+v, %+v", b.Meta, b.Listening)
	}
	again("with all files there")
}

// TestHoursUndone: the hours of an import go, although their file has another ID since the
// first file of its book left.
func TestHoursUndone(t *testing.T) {
	root := tree(t, "Ann/1.mp3")
	path := filepath.Join(t.TempDir(), "own.json")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	s.heard(s.ids()[root+"/Ann/1.mp3"], "Ann", book.Heard{Clock: time.Hour, Sound: time.Hour}, time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)) // of one day
	s.settle()
	check(t, s.Export(t.Context(), path, Export{Format: ExportOwn, Books: s.Known().Books}, func(int) {}))

	s = kept(t, Options{Catalog: filepath.Join(t.TempDir(), "other.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	grow(t, root, "Ann/2.mp3", "Ann/3.mp3") // so that the first file of the book gives it its ID
	s.rescan()
	s.rest()
	f, err := s.ReadImport(t.Context(), path)
	check(t, err)
	if n := s.Import(s.PlanImport(f.Users[0].Entries), ImportAll); n != 1 || len(s.Heard()) != 1 {
		t.Fatalf("%d books, heard %v", n, s.Heard())
	}
	was := s.rows()[root+"/Ann"]
	check(t, os.Mkdir(root+"/Zoe", 0o755))
	check(t, os.Rename(root+"/Ann/1.mp3", root+"/Zoe/1.mp3"))
	s.rescan()
	s.rest()
	if s.rows()[root+"/Ann"].ID != was.ID {
		t.Fatal("the book has another ID")
	}
	s.Undo()
	if heard := s.Heard(); len(heard) != 0 {
		t.Errorf("heard %+v", heard)
	}
}

// TestHoursOfAGoneFileOnce: hours of a file that is gone count once, although its edits are
// imported after them and give it a row.
func TestHoursOfAGoneFileOnce(t *testing.T) {
	day := []book.DayHeard{{Day: book.DayOf(time.Now()), Heard: book.Heard{Clock: time.Hour, Sound: time.Hour}}}
	path := filepath.Join(t.TempDir(), "own.json")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	gone := []*GoneFile{{Path: "/away/1.mp3", Title: "Away", Size: 7, Added: 5, Left: 6, Edits: book.Edits{"note": "windy"}, Days: day}}
	check(t, s.Export(t.Context(), path, Export{Format: ExportOwn, Gone: gone}, func(int) {}))
	f, err := s.ReadImport(t.Context(), path)
	check(t, err)
	for i, values := range []ImportValues{ImportHeard, ImportOfGone, ImportAll} {
		n := s.Import(s.PlanImport(f.Users[0].Entries), values)
		if heard := s.Heard(); n != [...]int{1, 1, 0}[i] || len(heard) != 1 || heard[0].Clock != time.Hour {
			t.Errorf("import %d: %d files, heard %+v", i, n, heard)
		}
	}
	day[0].Clock, day[0].Sound = 2*time.Hour, 2*time.Hour // the other computer went on
	check(t, s.Export(t.Context(), path, Export{Format: ExportOwn, Gone: gone}, func(int) {}))
	f, err = s.ReadImport(t.Context(), path)
	check(t, err)
	for range 2 {
		s.Import(s.PlanImport(f.Users[0].Entries), ImportAll)
		sum := time.Duration(0)
		for _, h := range s.Heard() {
			sum += h.Clock
		}
		if sum != 2*time.Hour {
			t.Errorf("heard %v: %+v", sum, s.Heard())
		}
	}
}

// TestKnownWhileLoading: what the user knows is whole, and an import finds what is known
// already, also if the catalogue is still being loaded.
func TestKnownWhileLoading(t *testing.T) {
	root := tree(t, "Ann/1.mp3", "Ben/2.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root + "/Ann")
	s.AddRoot(root + "/Ben")
	s.rest()
	ids := s.ids()
	s.editAll([]book.ID{ids[root+"/Ann/1.mp3"], ids[root+"/Ben/2.mp3"]}, map[string]*string{"note": typed("windy")})
	s.RemoveRoot(root + "/Ben")
	s.rest()
	hold := make(chan struct{})
	opts.HoldBack = hold
	s.close()
	s = kept(t, opts)
	s.until("the first rows", func() bool { return s.View().Len() > 0 })
	asks, known := make(chan struct{}), make(chan Known)
	go func() { close(asks); known <- s.Known() }()
	<-asks
	close(hold)
	if k := <-known; len(k.Books) != 1 || len(k.Gone) != 1 || k.Gone[0].Edits["note"] != "windy" {
		t.Errorf("%+v", k)
	}
}

// TestOwnUndone: an import of what the user knows of a file that is gone can be undone after
// the file has come back, and redone.
func TestOwnUndone(t *testing.T) {
	root := tree(t, "Ann/1.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.AddRoot(root)
	s.rest()
	s.editAll([]book.ID{s.ids()[root+"/Ann/1.mp3"]}, map[string]*string{"title": typed("Gale"), "note": typed("windy")})
	s.RemoveRoot(root)
	s.settle()
	path := filepath.Join(t.TempDir(), "own.json")
	check(t, s.Export(t.Context(), path, Export{Format: ExportOwn, Gone: s.Known().Gone}, func(int) {}))

	opts := Options{Catalog: filepath.Join(t.TempDir(), "other.db")}
	s = kept(t, opts)
	f, err := s.ReadImport(t.Context(), path)
	check(t, err)
	if n := s.Import(s.PlanImport(f.Users[0].Entries), ImportAll); n != 1 {
		t.Fatalf("%d files", n)
	}
	s.AddRoot(root)
	s.rest()
	is := func(when, want string) {
		t.Helper()
		s.settle()
		b := s.rows()[root+"/Ann/1.mp3"]
		if got := b.Title + " " + b.Lines(book.Note); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	is("imported", "Gale windy")
	s.Undo()
	is("undone", "1.mp3 ")
	s.Redo()
	is("redone", "Gale windy")
	s = s.again(opts)
	is("after a restart", "Gale windy")
}
