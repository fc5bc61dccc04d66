package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

// TestListening: a position is kept without Undo, finished is undone, and neither counts as
// an edit of the user nor goes with the edits.
func TestListening(t *testing.T) {
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	is := func() book.Listening {
		t.Helper()
		s.settle()
		for _, b := range s.rows() {
			if b.Listening != nil {
				return *b.Listening
			}
		}
		return book.Listening{}
	}
	var id book.ID
	for _, b := range s.rows() {
		id = b.ID
	}
	if l := is(); !l.Same(&book.Listening{}) {
		t.Errorf("never played: %+v", is())
	}
	s.editAll([]book.ID{id}, map[string]*string{"publisher": typed("Ace")})
	s.stopped(id, time.Second, time.Unix(20, 0))
	s.MarkAs(Finished, time.Unix(30, 0), id)
	if n := s.Typed(id); n != 1 {
		t.Errorf("%d edits, want 1", n)
	}
	s.ForgetEdits(id)
	all := book.Listening{Position: time.Second, Played: 20e9, Started: 20e9, Finished: 30e9}
	if l := is(); !l.Same(&all) {
		t.Errorf("%+v, want %+v", is(), all)
	}
	s = s.again(opts)
	s.rest()
	if l := is(); !l.Same(&all) {
		t.Errorf("after a restart: %+v, want %+v", is(), all)
	}
	s.MarkAs(Unfinished, time.Unix(40, 0), id)
	if is().Finished != 0 {
		t.Errorf("not finished: %+v", is())
	}
	s.Undo()
	if l := is(); !l.Same(&all) {
		t.Errorf("undone: %+v, want %+v", is(), all)
	}
	s.Undo()
	if l := is(); !l.Same(&all) {
		t.Errorf("Undo without a command: %+v, want %+v", is(), all)
	}
}

// TestClockSetBack: the clock was years ahead while the user listened. Once it is right, the
// user goes on in another file of the book, and that counts, also beside other books.
func TestClockSetBack(t *testing.T) {
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3", "Bob/3.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	ann := func() *book.Book { return s.rows()[root+"/Ann"] }
	first, second := ann().Files[0].ID, ann().Files[1].ID
	wrong, right := time.Unix(2e9, 0), time.Unix(1.8e9, 0)
	s.stopped(first, time.Second, wrong)
	s.MarkAs(Finished, wrong, ann().ID)
	s.settle()
	if l := ann().Listening; l.Played != wrong.UnixNano() || l.File != first {
		t.Fatalf("%+v", l)
	}
	s.stopped(second, time.Millisecond, right)
	s.settle()
	want := book.Listening{Position: ann().Files[0].Media.Duration + time.Millisecond, Played: right.UnixNano(), Started: right.UnixNano() - 1, Finished: right.UnixNano() - 1}
	if l := ann().Listening; !l.Same(&want) || l.File != second {
		t.Errorf("%+v, want %+v", l, want)
	}
	for path := range s.rows() {
		if filepath.Base(path) != "Ann" {
			s.stopped(s.rows()[path].Files[0].ID, time.Millisecond, right.Add(time.Second))
		}
	}
	if err := s.SetQuery(view.Query{Sort: []view.Order{{Key: view.ByPlayed, Desc: true}}}); err != nil {
		t.Fatal(err)
	}
	s.settle()
	if b := s.View().At(0); b.ID == ann().ID {
		t.Errorf("%q was played last", b.Path)
	}

	// A moment later, the clock is set by a little, and the user looks into the first file.
	s.stopped(first, 2*time.Millisecond, right.Add(-time.Second))
	s.settle()
	if l := ann().Listening; l.File != first || l.Position != 2*time.Millisecond {
		t.Errorf("%+v", l)
	}
}

// TestClockSlow: a computer that starts without knowing the time loses no dates of a book
// that is played then.
func TestClockSlow(t *testing.T) {
	root := tree(t)
	grow(t, root, "Ann/1.mp3", "Ann/2.mp3")
	s := kept(t, Options{})
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	ann := func() *book.Book { return s.rows()[root+"/Ann"] }
	right := time.Now()
	s.stopped(ann().Files[0].ID, time.Millisecond, right)
	s.MarkAs(Finished, right, ann().ID)
	s.settle()
	want := *ann().Listening
	s.stopped(ann().Files[1].ID, time.Millisecond, time.Unix(1e9, 0))
	s.settle()
	if l := ann().Listening; l.Finished != want.Finished || l.Started != want.Started || l.Played != want.Played {
		t.Errorf("%+v, want the dates of %+v", l, want)
	}
}

// TestBookmarks: bookmarks are set, changed and removed with Undo, and survive Forget edits,
// a move of the file and a restart. They are not edits and do not make a book started or
// unfinished.
func TestBookmarks(t *testing.T) {
	root := tree(t, "Ann/1.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	one := func() *book.Book {
		t.Helper()
		s.settle()
		for _, b := range s.rows() {
			return b
		}
		t.Fatal("no book")
		return nil
	}
	has := func(when string, notes ...string) {
		t.Helper()
		var got []string
		for _, m := range one().Bookmarks() {
			got = append(got, m.Note)
		}
		if !slices.Equal(got, notes) {
			t.Errorf("%s: %q, want %q", when, got, notes)
		}
	}
	id := one().ID
	s.MarkAs(Finished, time.Unix(30, 0), id)
	s.SetBookmark(book.Bookmark{File: id, Offset: 9 * time.Second, Made: 2, Note: "two"})
	if did := s.SetBookmark(book.Bookmark{File: id, Offset: time.Second, Made: 3, Note: "one"}); did != Bookmarked {
		t.Errorf("set: %q", did)
	}
	has("set", "one", "two")
	if b := one(); b.IsStarted() || !b.IsFinished() || s.Typed(id) != 0 {
		t.Errorf("started %v, finished %v, %d edits", b.IsStarted(), b.IsFinished(), s.Typed(id))
	}
	first := book.Bookmark{File: id, Offset: time.Second, Made: 3, Note: "first"}
	if did := s.SetBookmark(first); did != BookmarkEdited {
		t.Errorf("the note is changed: %q", did)
	}
	has("changed", "first", "two")
	for what, did := range map[string]Action{
		"the same again":     s.SetBookmark(first),
		"a file that is not": s.SetBookmark(book.Bookmark{File: 99, Made: 1}),
		"none to remove":     s.RemoveBookmark(book.Bookmark{File: id, Offset: 5 * time.Second}),
	} {
		if did != NoAction || s.Status().Undo.Action != BookmarkEdited {
			t.Errorf("%s: %q", what, did)
		}
	}
	s.Undo()
	has("undone", "one", "two")
	if did := s.RemoveBookmark(one().Bookmarks()[1]); did != BookmarkRemoved {
		t.Errorf("removed: %q", did)
	}
	has("removed", "one")
	s.Undo()
	has("undone", "one", "two")
	s.Redo()
	s.ForgetEdits(id)
	check(t, os.Rename(root+"/Ann/1.mp3", root+"/Ann/2.mp3"))
	s.rescan()
	has("moved", "one")
	s = s.again(opts)
	s.rest()
	has("after a restart", "one")
	if m := one().Bookmarks()[0]; m != (book.Bookmark{File: id, Offset: time.Second, At: time.Second, Made: 3, Note: "one"}) {
		t.Errorf("%+v", m)
	}
	if !one().IsFinished() {
		t.Error("not finished")
	}
	s.RemoveBookmark(one().Bookmarks()[0])
	s.MarkAs(Unfinished, time.Unix(40, 0), id)
	if b := one(); b.Listening != nil {
		t.Errorf("%+v", b.Listening)
	}
}

// TestUndoOfABookmark: Undo takes back one bookmark. Those that a copy of the book brought
// since then stay.
func TestUndoOfABookmark(t *testing.T) {
	root := tree(t)
	write(t, root+"/A/Ann/1.mp3", "sound")
	write(t, root+"/B/Ann/1.mp3", "other")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	s.SetBookmark(book.Bookmark{File: s.ids()[root+"/A/Ann/1.mp3"], Offset: 2 * time.Second, Made: 2, Note: "theirs"})
	s.SetBookmark(book.Bookmark{File: s.ids()[root+"/B/Ann/1.mp3"], Offset: time.Second, Made: 1, Note: "mine"})
	is := func(when string, notes ...string) {
		t.Helper()
		s.rest()
		var got []string
		for _, m := range s.rows()[root+"/B/Ann/1.mp3"].Bookmarks() {
			got = append(got, m.Note)
		}
		if !slices.Equal(got, notes) {
			t.Errorf("%s: %q, want %q", when, got, notes)
		}
	}
	is("set", "mine")
	write(t, root+"/B/Ann/1.mp3", "sound")
	s.rescan()
	is("a copy", "mine", "theirs")
	s.Undo()
	is("undone", "theirs")
	s.Redo()
	is("redone", "mine", "theirs")
	s.Undo()
	s = s.again(opts)
	s.SetEveryFile(false)
	is("after a restart", "theirs")
}

// TestAbandoned: an abandoned book is no longer in progress until it is played again.
func TestAbandoned(t *testing.T) {
	root := tree(t, "Ann/1.mp3")
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.AddRoot(root)
	s.rest()
	is := func(when string, want book.Listening) {
		t.Helper()
		s.settle()
		for _, b := range s.rows() {
			if b.Listening == nil || !b.Listening.Same(&want) {
				t.Errorf("%s: %+v, want %+v", when, b.Listening, want)
			}
		}
	}
	id := s.ids()[root+"/Ann/1.mp3"]
	s.stopped(id, time.Second, time.Unix(20, 0))
	started := book.Listening{Position: time.Second, Played: 20e9, Started: 20e9}
	is("played", started)
	s.MarkAs(Abandoned, time.Unix(30, 0), id)
	abandoned := started
	abandoned.Abandoned = 30e9
	is("abandoned", abandoned)
	s.Undo()
	is("undone", started)
	s.Redo()
	s.MarkAs(Unabandoned, time.Unix(31, 0), id)
	is("taken back by hand", started)
	s.Undo()
	is("undone", abandoned)
	s.stopped(id, 2*time.Second, time.Unix(40, 0))
	started.Position, started.Played = 2*time.Second, 40e9
	is("played again", started)
	s.MarkAs(Abandoned, time.Unix(50, 0), id)
	s.MarkAs(Finished, time.Unix(60, 0), id)
	finished := started
	finished.Finished = 60e9
	is("finished", finished)
	s.SetSpeed(1.25, id)
	finished.Speed = 1.25
	is("with a speed", finished)
	s.SetSpeed(0, id)
	s.MarkAs(Unfinished, time.Unix(70, 0), id)
	is("not finished", started)
}

// TestHeardToItsEnd: a book that was heard to its end is finished, but where each file is a
// row, only the end of its last file finishes it.
func TestHeardToItsEnd(t *testing.T) {
	root := tree(t, "Ann/Book/1.mp3", "Ann/Book/2.mp3")
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.rest()
	finished := func() bool {
		s.SetEveryFile(false)
		s.rest()
		if s.View().Len() != 1 {
			t.Fatal(s.states())
		}
		return s.View().At(0).IsFinished()
	}
	for _, c := range []struct {
		file string
		want bool
	}{{"1", false}, {"2", true}} {
		s.SetEveryFile(true)
		s.rest()
		s.Finish(s.rows()[root+"/Ann/Book/"+c.file+".mp3"].ID, time.Unix(30, 0))
		if got := finished(); got != c.want {
			t.Errorf("after file %s: %v", c.file, got)
		}
	}
	if n := s.MarkAs(Unfinished, time.Unix(31, 0), s.View().At(0).ID); n != 1 {
		t.Errorf("%d books marked", n)
	}
	if n := s.MarkAs(Unfinished, time.Unix(31, 0), s.View().At(0).ID); n != 0 {
		t.Errorf("%d books marked that are marked", n)
	}
	if finished() {
		t.Error("still finished")
	}
	s.Finish(s.View().At(0).ID, time.Unix(32, 0))
	if !finished() {
		t.Error("a book is not finished by its end")
	}
}

// TestListeningWithoutTheRoot: a book plays on after its root was removed. Where the user
// stopped then, a bookmark, the speed and that it is finished are there when the root is back,
// also after a restart.
func TestListeningWithoutTheRoot(t *testing.T) {
	at := func(seconds int64) time.Time { return time.Unix(1_000_000_000+seconds, 0) }
	root := tree(t, "Ann/1.mp3", "Ann/2.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.SetEveryFile(false)
	s.AddRoot(root)
	s.rest()
	b := s.rows()[root+"/Ann"]
	first, second := b.Files[0].ID, b.Files[1].ID
	s.stopped(first, time.Second, at(10))
	s.RemoveRoot(root)
	s.settle()
	s.heard(second, b.Title, book.Heard{Clock: time.Minute, Sound: time.Minute}, at(20))
	s.stopped(second, 2*time.Second, at(30))
	s.SetBookmark(book.Bookmark{File: second, Offset: time.Second, Made: 3, Note: "here"})
	s.SetSpeed(1.5, b.ID)
	s.Finish(b.ID, at(40))
	for range 2 {
		s = s.again(opts)
		s.SetEveryFile(false)
		s.AddRoot(root)
		s.rest()
		b = s.rows()[root+"/Ann"]
		l := b.Listening
		if l == nil || l.File != second || l.Offset != 2*time.Second || l.Played != at(30).UnixNano() || l.Started != at(10).UnixNano() ||
			l.Finished != at(40).UnixNano() || l.Speed != 1.5 || len(l.Bookmarks) != 1 || l.Bookmarks[0].Note != "here" || len(b.Days) != 1 {
			t.Fatalf("%+v, heard %+v", l, b.Days)
		}
	}
	s.RemoveBookmark(b.Bookmarks()[0])
	s.RemoveRoot(root)
	s.settle()
	s.Undo()
	s.Undo()
	s.settle()
	if b = s.rows()[root+"/Ann"]; b == nil || len(b.Bookmarks()) != 1 {
		t.Errorf("undone: %+v", b)
	}
}
