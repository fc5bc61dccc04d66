package library

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// sayer is a Prober that takes title and length from the content of a file: "Dune, 10h".
type sayer struct{}

func (sayer) Probe(_ context.Context, f *book.File) (*book.Media, error) {
	text, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, &book.Fault{Kind: book.Vanished, Reason: "gone"}
	}
	title, length, _ := strings.Cut(string(text), ", ")
	m := &book.Media{Codec: "MP3", Tags: book.Tags{Album: title}}
	if length, _, _ = strings.Cut(length, ";"); length != "" {
		if m.Duration, err = time.ParseDuration(length); err != nil {
			return nil, &book.Fault{Kind: book.NotAudio, Reason: err.Error()}
		}
	}
	return m, nil
}

// shelved opens a library with these files and a real catalogue. It adds further books,
// so that losing the files of one book needs no question.
func shelved(t *testing.T, files map[string]string) (s *opened, opts Options, root string) {
	t.Helper()
	root = tree(t)
	for _, name := range numbered(60) {
		write(t, filepath.Join(root, name), "Another, 1s;"+name)
	}
	put(t, root, files)
	opts = Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: sayer{}}
	s = books(t, opts)
	s.AddRoot(root)
	s.rest()
	return s, opts, root
}

// books is kept with one row per book.
func books(t *testing.T, opts Options) *opened {
	t.Helper()
	s := kept(t, opts)
	s.SetEveryFile(false)
	return s
}

func put(t *testing.T, root string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		write(t, filepath.Join(root, name), text)
	}
}

// replace removes old files, adds new ones and waits until the library has found both:
// while it is open, or at the next start if closed is set.
func replace(s *opened, opts Options, root string, old, now map[string]string, closed bool) *opened {
	s.t.Helper()
	if closed {
		s.close()
	}
	for name := range old {
		check(s.t, os.Remove(filepath.Join(root, name)))
	}
	put(s.t, root, now)
	if closed {
		s = books(s.t, opts)
	} else {
		s.Rescan()
	}
	s.rest()
	return s
}

var (
	dunes = map[string]string{
		"Herbert/Dune/1.mp3": "Dune, 2h;1", "Herbert/Dune/2.mp3": "Dune, 2h;2", "Herbert/Dune/3.mp3": "Dune, 2h;3",
		"Herbert/Dune/4.mp3": "Dune, 2h;4", "Herbert/Dune/5.mp3": "Dune, 2h;5",
	}
	dune    = map[string]string{"Herbert/Dune/Dune.m4b": "DUNE!, 9h"}
	single  = map[string]string{"Herbert/Dune/all.mp3": "Dune, 10h"}
	inParts = map[string]string{"Herbert/Dune/CD1/1.ogg": "Dune, 5h", "Herbert/Dune/CD2/2.ogg": "Dune, 5h;2"}
)

// bookAt returns the book of the view at a path below the root, nil if there is none.
func (s *opened) bookAt(path string) *book.Book {
	s.t.Helper()
	s.rest()
	for i, v := 0, s.View(); i < v.Len(); i++ {
		b := v.At(i)
		if slices.ContainsFunc(b.Files, func(f *book.File) bool { return f.Path == path }) {
			return b
		}
	}
	return nil
}

// names returns the names of the files of a book, nil if b is nil.
func names(b *book.Book) (all []string) {
	if b == nil {
		return nil
	}
	for _, f := range b.Files {
		all = append(all, f.Name())
	}
	slices.Sort(all)
	return all
}

func only(files map[string]string) string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	return slices.Min(all)
}

// After SameBook, the new files have the ID, date and edits of the old book, also in
// later sessions. Undo reverts it. Old files that come back form the old book again, with
// the same edits.
func TestSameBook(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		old, now map[string]string
	}{
		{"five mp3, one m4b", dunes, dune},
		{"one mp3, one m4b", single, dune},
		{"one m4b, five mp3", dune, dunes},
		{"five mp3, one mp3", dunes, single},
		{"five mp3, two discs", dunes, inParts},
		{"two discs, one m4b", inParts, dune},
	} {
		for _, closed := range []bool{false, true} {
			name := c.name + ", the window open"
			if closed {
				name = c.name + ", closed"
			}
			t.Run(name, func(t *testing.T) {
				s, opts, root := shelved(t, c.old)
				oldPath, newPath := root+"/"+only(c.old), root+"/"+only(c.now)
				was := s.bookAt(oldPath)
				s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine"), "subtitle": typed(""), "cover": typed(book.KeptPicture + "x")})
				s.Group(Merged, was.ID)
				was = s.bookAt(oldPath)
				s = replace(s, opts, root, c.old, c.now, closed)

				offers := s.Status().Replaced
				if len(offers) != 1 {
					t.Fatalf("%+v; %v", offers, s.states())
				}
				offer := offers[0]
				if offer.Old != was.ID || offer.Title != "Mine" || offer.Root != root || offer.Folder != root+"/Herbert/Dune" ||
					offer.Files != len(c.now) || offer.File != filepath.Base(newPath) {
					t.Errorf("%+v", offer)
				}
				s = s.again(opts) // the question stays open
				s.SetEveryFile(false)
				s.rest()
				if got := s.Status().Replaced; len(got) != 1 || got[0] != offer {
					t.Fatalf("after a restart: %+v", got)
				}
				accepted := func(when string) {
					t.Helper()
					b := s.bookAt(newPath)
					if b == nil || b.ID != was.ID || b.Added != was.Added || b.Title != "Mine" || b.Subtitle != "" ||
						b.Sources[book.Subtitle] != book.FromEdit || b.Picture != was.Picture || b.State != book.Probed || len(b.Files) != len(c.now) {
						t.Errorf("%s: %+v", when, b)
					}
					if b := s.bookAt(oldPath); b != nil {
						t.Errorf("%s, the old one: %+v", when, b)
					}
					if got := s.Status().Replaced; len(got) > 0 {
						t.Errorf("%s: %+v", when, got)
					}
				}
				s.SameBook(offer)
				accepted("at once")
				s.Undo()
				if b := s.bookAt(oldPath); b == nil || b.ID != was.ID || b.State != book.Missing || b.Title != "Mine" || len(b.Files) != len(c.old) {
					t.Errorf("undone: %+v", b)
				}
				if b := s.bookAt(newPath); b == nil || b.ID == was.ID || b.Title == "Mine" || b.State != book.Probed || len(b.Files) != len(c.now) {
					t.Errorf("undone: %+v", b)
				}
				if got := s.Status().Replaced; len(got) != 1 || got[0] != offer {
					t.Errorf("undone: %+v", got)
				}
				s.Redo()
				accepted("done again")
				s.rescan()
				accepted("after a scan")
				s = s.again(opts)
				s.SetEveryFile(false)
				accepted("after a restart")

				put(t, root, c.old) // as from the trash
				s.rescan()
				for range 2 {
					old, now := s.bookAt(oldPath), s.bookAt(newPath)
					if old == nil || now == nil || old.ID == now.ID || old.Title != "Mine" || now.Title != "Mine" ||
						old.Added != was.Added || now.ID != was.ID || len(old.Files) != len(c.old) || len(now.Files) != len(c.now) {
						t.Errorf("both are there: %v %+v\n%v %+v", names(old), old, names(now), now)
					}
					if got := s.Status().Replaced; len(got) > 0 {
						t.Errorf("both are there: %+v", got)
					}
					s = s.again(opts)
					s.SetEveryFile(false)
				}
			})
		}
	}
}

// TestSameBookGoesOn: the new files go on where the user stopped in the old ones, and have
// their bookmarks.
func TestSameBookGoesOn(t *testing.T) {
	t.Parallel()
	oggs := map[string]string{}
	for i := range 5 {
		oggs[fmt.Sprintf("Herbert/Dune/%d.ogg", i+1)] = fmt.Sprintf("Dune, 2h;ogg %d", i)
	}
	for _, c := range []struct {
		name     string
		old, now map[string]string
		files    []int // in which the user stopped, one after the other, after an hour
		want     time.Duration
	}{
		{"as many files", dunes, oggs, []int{2}, 5 * time.Hour},
		{"as many files, the last", dunes, oggs, []int{4}, 9 * time.Hour},
		{"fewer files", dunes, inParts, []int{0, 2}, 5 * time.Hour},
		{"fewer files, back to the first", dunes, inParts, []int{2, 0}, time.Hour},
		{"one file", dunes, dune, []int{0, 3}, 7 * time.Hour},
		{"more files", single, dunes, []int{0}, time.Hour},
		{"as many files, cut elsewhere", inParts, map[string]string{"Herbert/Dune/1.ogg": "Dune, 3h", "Herbert/Dune/2.ogg": "Dune, 7h"}, []int{1}, 6 * time.Hour},
		{"more files, never played", single, dunes, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, opts, root := shelved(t, c.old)
			was := s.bookAt(root + "/" + only(c.old))
			for i, f := range c.files {
				s.stopped(was.Files[f].ID, time.Hour, time.Unix(int64(i+1), 0))
				s.SetBookmark(book.Bookmark{File: was.Files[f].ID, Offset: time.Hour, Made: 1, Note: "here"})
			}
			s = replace(s, opts, root, c.old, c.now, false)
			s.SameBook(s.Status().Replaced[0])
			for range 2 {
				b := s.bookAt(root + "/" + only(c.now))
				if c.want == 0 {
					if b.Listening != nil {
						t.Errorf("%+v", b.Listening)
					}
					continue
				}
				if b.Position() != c.want || len(b.Bookmarks()) != len(c.files) ||
					!slices.ContainsFunc(b.Bookmarks(), func(m book.Bookmark) bool { return m.At == c.want && m.Note == "here" }) {
					t.Errorf("%+v, want %v", b.Listening, c.want)
				}
				for _, m := range b.Bookmarks() { // each in the file that has its time
					in := b.Files[slices.IndexFunc(b.Files, func(f *book.File) bool { return f.ID == m.File })]
					if m.Offset >= in.Media.Duration {
						t.Errorf("bookmark %+v in %s, which lasts %v", m, in.Name(), in.Media.Duration)
					}
				}
				s = s.again(opts)
				s.SetEveryFile(false)
			}
		})
	}
}

// TestSameBookThereAndBack: bookmarks of a book of several files keep their places when one
// file replaces them, and when others replace that one.
func TestSameBookThereAndBack(t *testing.T) {
	t.Parallel()
	oggs := map[string]string{}
	for i := range 5 {
		oggs[fmt.Sprintf("Herbert/Dune/%d.ogg", i+1)] = fmt.Sprintf("Dune, 2h;ogg %d", i)
	}
	s, opts, root := shelved(t, dunes)
	was := s.bookAt(root + "/" + only(dunes))
	var want []time.Duration
	for i, f := range was.Files {
		s.SetBookmark(book.Bookmark{File: f.ID, Offset: 30 * time.Minute, Made: 1, Note: fmt.Sprint("in ", i)})
		want = append(want, time.Duration(2*i)*time.Hour+30*time.Minute)
	}
	s.stopped(was.Files[3].ID, time.Hour, time.Unix(1, 0))
	for _, step := range []struct{ old, now map[string]string }{{dunes, dune}, {dune, oggs}} {
		s = replace(s, opts, root, step.old, step.now, false)
		s.SameBook(s.Status().Replaced[0])
		b := s.bookAt(root + "/" + only(step.now))
		var got []time.Duration
		for i, m := range b.Bookmarks() {
			got = append(got, m.At)
			if m.Note != fmt.Sprint("in ", i) || m.File != b.Files[min(i, len(b.Files)-1)].ID {
				t.Errorf("%s: %+v", only(step.now), m)
			}
		}
		if !slices.Equal(got, want) || b.Position() != 7*time.Hour {
			t.Errorf("%s: %v, position %v", only(step.now), got, b.Position())
		}
	}
}

// TestSameBookKeepsItsHours: the hours of the old files and those of the new ones before the
// answer are the book's. Undo divides them again.
func TestSameBookKeepsItsHours(t *testing.T) {
	oggs := map[string]string{}
	for i := range 5 {
		oggs[fmt.Sprintf("Herbert/Dune/%d.ogg", i+1)] = fmt.Sprintf("Dune, 2h;ogg %d", i)
	}
	for _, c := range []struct {
		name     string
		old, now map[string]string
	}{
		{"as many files", dunes, oggs}, {"fewer files", dunes, inParts}, {"one file", dunes, dune}, {"more files", dune, dunes},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, opts, root := shelved(t, c.old)
			heard := func(b *book.Book, each time.Duration) (sum time.Duration) {
				for i, f := range b.Files {
					s.heard(f.ID, b.Title, book.Heard{Clock: each, Sound: each}, time.Unix(int64(i%2)*24*60*60+100, 0).UTC())
					sum += each
				}
				return sum
			}
			old := heard(s.bookAt(root+"/"+only(c.old)), time.Second)
			s = replace(s, opts, root, c.old, c.now, false)
			s.settle()
			now := heard(s.bookAt(root+"/"+only(c.now)), 100*time.Millisecond)
			is := func(when string, want map[string]time.Duration) {
				t.Helper()
				s.rest()
				for path, want := range want {
					var sum time.Duration
					b := s.bookAt(root + "/" + path)
					if b == nil {
						t.Errorf("%s: no %s", when, path)
						continue
					}
					for _, d := range b.Days {
						sum += d.Clock
					}
					if sum != want {
						t.Errorf("%s: %s has %v, want %v", when, path, sum, want)
					}
				}
				var all time.Duration
				for _, h := range s.Heard() {
					all += h.Clock
				}
				if all != old+now {
					t.Errorf("%s: %v in all, want %v", when, all, old+now)
				}
			}
			both := map[string]time.Duration{only(c.old): old, only(c.now): now}
			is("before", both)
			s.SameBook(s.Status().Replaced[0])
			one := map[string]time.Duration{only(c.now): old + now}
			is("the same", one)
			s.Undo()
			is("undone", both)
			s.Redo()
			is("redone", one)
			s = s.again(opts)
			s.SetEveryFile(false)
			is("after a restart", one)
		})
	}
}

// After DifferentBook, the question is not asked again, and the old book stays as
// missing, with its edits.
func TestDifferentBook(t *testing.T) {
	t.Parallel()
	s, opts, root := shelved(t, dunes)
	path := root + "/" + only(dunes)
	was := s.bookAt(path)
	s.editAll([]book.ID{was.ID}, map[string]*string{"title": typed("Mine")})
	s = replace(s, opts, root, dunes, dune, false)
	offers := s.Status().Replaced
	if len(offers) != 1 {
		t.Fatalf("%+v", offers)
	}
	s.DifferentBook(offers[0])
	s.Undo()
	if got := s.Status().Replaced; len(got) != 1 {
		t.Errorf("undone: %+v", got)
	}
	s.Redo()
	for range 2 {
		s.rescan()
		if got := s.Status().Replaced; len(got) > 0 {
			t.Errorf("%+v", got)
		}
		if b := s.bookAt(path); b == nil || b.ID != was.ID || b.State != book.Missing || b.Title != "Mine" {
			t.Errorf("%+v", b)
		}
		if n := s.Typed(was.ID); n != 1 {
			t.Errorf("%d fields were typed", n)
		}
		s = s.again(opts)
		s.SetEveryFile(false)
		s.rest()
	}
	// The answer applies to that book only: a further book leads to a new question.
	put(t, root, map[string]string{"Herbert/Dune/new.flac": "Dune, 10h;new"})
	s.rescan()
	s.rest()
	if got := s.Status().Replaced; len(got) != 1 || got[0].File != "new.flac" {
		t.Errorf("%+v", got)
	}
}

// SameBook keeps the edits of the new book and adds those of the old book for other
// fields.
func TestSameBookThatWasEdited(t *testing.T) {
	t.Parallel()
	s, opts, root := shelved(t, dunes)
	oldPath, newPath := root+"/"+only(dunes), root+"/"+only(dune)
	s.editAll([]book.ID{s.bookAt(oldPath).ID}, map[string]*string{"title": typed("Old"), "publisher": typed("Ace")})
	s = replace(s, opts, root, dunes, dune, false)
	offer := s.Status().Replaced[0]
	s.editAll([]book.ID{offer.New}, map[string]*string{"title": typed("New"), "language": typed("en")})
	s.SameBook(offer)
	for range 2 {
		if b := s.bookAt(newPath); b.ID != offer.Old || b.Title != "New" || b.Publisher != "Ace" || b.Language != "en" {
			t.Errorf("%+v", b)
		}
		s = s.again(opts)
		s.SetEveryFile(false)
	}
	put(t, root, dunes)
	s.rescan()
	if b := s.bookAt(oldPath); b.Title != "Old" || b.Publisher != "Ace" || b.Language != "" {
		t.Errorf("%+v", b)
	}
}

// The user is not asked if it is unclear what happened.
func TestNoQuestionOfTheSameBook(t *testing.T) {
	t.Parallel()
	unlike := map[string]string{"Herbert/Dune/x.m4b": "Children, 3h"}
	for _, c := range []struct {
		name     string
		old, now map[string]string
		gone     map[string]string // of old; nil is all
	}{
		{"another title and length", dunes, unlike, nil},
		{"two that qualify", dunes, map[string]string{"Herbert/Dune/Dune.m4b": "Dune, 9h", "Herbert/Dune/x.ogg": "Children, 10h"}, nil},
		{"in another folder", dunes, map[string]string{"Herbert/Else/Dune.m4b": "Dune, 10h"}, nil},
		{"some files are there", dunes, dune, single},
		{"it moved", dunes, map[string]string{
			"Herbert/Dune/a.mp3": "Dune, 2h;1", "Herbert/Dune/b.mp3": "Dune, 2h;2", "Herbert/Dune/c.mp3": "Dune, 2h;3",
			"Herbert/Dune/d.mp3": "Dune, 2h;4", "Herbert/Dune/e.mp3": "Dune, 2h;5",
		}, nil},
		{"it moved away", dunes, map[string]string{
			"Else/1.mp3": "Dune, 2h;1", "Else/2.mp3": "Dune, 2h;2", "Else/3.mp3": "Dune, 2h;3",
			"Else/4.mp3": "Dune, 2h;4", "Else/5.mp3": "Dune, 2h;5", "Herbert/Dune/Dune.m4b": "Dune, 9h",
		}, nil},
		{"the new one is faulty", dunes, map[string]string{"Herbert/Dune/Dune.m4b": "Dune, nonsense"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, opts, root := shelved(t, c.old)
			gone := c.old
			if c.gone != nil {
				gone = map[string]string{"Herbert/Dune/1.mp3": "", "Herbert/Dune/2.mp3": ""}
			}
			s = replace(s, opts, root, gone, c.now, false)
			if got := s.Status().Replaced; len(got) > 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

// While rows are held or the root is offline, the user is not asked about a single book,
// but only afterwards.
func TestNoQuestionWhileHeldOrOffline(t *testing.T) {
	t.Parallel()
	s, opts, root := shelved(t, dunes)
	s = replace(s, opts, root, dunes, dune, false)
	s = s.again(opts) // a new session counts losses from zero
	s.SetEveryFile(false)
	s.rest()
	if got := s.Status().Replaced; len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	gone := map[string]string{}
	for _, name := range numbered(60)[:55] {
		gone[name] = ""
	}
	s = replace(s, opts, root, gone, nil, false)
	if r := s.root(root); r.Held.Missing == 0 || len(s.Status().Replaced) > 0 {
		t.Fatalf("%+v %+v", r, s.Status().Replaced)
	}
	s.Answer(root, Keep)
	if got := s.Status().Replaced; len(got) != 1 {
		t.Fatalf("%+v", got)
	}
	check(t, os.Rename(root, root+" away"))
	s.rescan()
	if got := s.Status().Replaced; s.root(root).State != RootOffline || len(got) > 0 {
		t.Errorf("%+v", got)
	}
	check(t, os.Rename(root+" away", root))
	s.rescan()
	if got := s.Status().Replaced; len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

// An answer to a question that is no longer open changes nothing.
func TestLateAnswerOfTheSameBook(t *testing.T) {
	s, opts, root := shelved(t, dunes)
	s = replace(s, opts, root, dunes, dune, false)
	offer := s.Status().Replaced[0]
	put(t, root, dunes)
	s.rescan()
	want := s.ids()
	s.SameBook(offer)
	s.DifferentBook(offer)
	s.rescan()
	if got := s.ids(); s.Status().CanUndo() || len(got) != len(want) || got[root+"/"+only(dune)] != want[root+"/"+only(dune)] {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestUndoOfAnAnswerAboutFilesThatLeft: if its files have left the library, Undo of the answer
// says that it does nothing, and so does Redo; it is done once they are back.
func TestUndoOfAnAnswerAboutFilesThatLeft(t *testing.T) {
	s, opts, root := shelved(t, dunes)
	old := s.bookAt(root + "/" + only(dunes)).ID
	s = replace(s, opts, root, dunes, dune, false)
	s.SameBook(s.Status().Replaced[0])
	path := root + "/" + only(dune)
	told := func() bool {
		s.rest()
		s.until("a status", func() bool { return s.Status().Steps > 0 })
		return slices.ContainsFunc(s.Status().Notices, func(n Notice) bool { return strings.Contains(n.String(), "stays as it was") })
	}
	s.Configure(root, Settings{Patterns: "Herbert"})
	s.rest()
	if s.bookAt(path) != nil {
		t.Fatal("still listed")
	}
	if s.Undo() || s.Redo() || !told() {
		t.Errorf("done without the files, or the notices are %v", s.Status().Notices)
	}
	s.Configure(root, Settings{})
	s.rest()
	if b := s.bookAt(path); b == nil || b.ID != old {
		t.Fatalf("back with the files: %+v", b)
	}
	if !s.Undo() {
		t.Error("not done with the files")
	}
	if b := s.bookAt(path); b == nil || b.ID == old {
		t.Errorf("undone: %+v", b)
	}
}
