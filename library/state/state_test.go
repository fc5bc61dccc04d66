package state

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/scan"
)

const top = "/books"

// shop is a state with the root top, in which each file is a book.
type shop struct {
	*State
	t *testing.T
	n int // number of the last scan
}

func newShop(t *testing.T) *shop {
	s := &shop{State: New(), t: t}
	s.SetEveryFile(true)
	s.Roots = []*Root{{RootStatus: RootStatus{Path: top}}}
	return s
}

// lists makes a new scan report files, and returns the files to probe.
func (s *shop) lists(files ...book.File) ([]*book.File, Tally) {
	s.n++
	var t Tally
	return s.List(files, s.n, 0, &t), t
}

// rebuild rebuilds the books of all folders that have changed.
func rebuild(s *State) {
	var made []Rebuilt
	folders, _ := s.Folders.TakeStale(time.Time{}, false)
	for _, f := range folders {
		made = append(made, Rebuilt{Folder: f, Books: s.BooksOf(f)})
	}
	s.Replace(made, time.Time{})
}

func (s *shop) rebuild() { rebuild(s.State) }

// bookOf returns the book of a row.
func (s *shop) bookOf(r *Row) *book.Book {
	s.rebuild()
	for _, p := range r.Folder.books {
		if p.book.ID == r.File.ID {
			return s.Books.Store.At(p.slot)
		}
	}
	return nil
}

func entry(name string, size int64) book.File {
	return book.File{Root: top, Path: top + "/" + name, Size: size, Modified: size * 1e9}
}

func media(title string) *book.Media {
	return &book.Media{Duration: time.Hour, Tags: book.Tags{Title: title}}
}

// is fails the test unless the row of the named file has this state and this title.
func (s *shop) is(name string, state book.State, title string) {
	s.t.Helper()
	r := s.Listed.ByPath[top+"/"+name]
	if r == nil {
		s.t.Fatalf("%s: no row", name)
	}
	b := s.bookOf(r)
	if b.State != state || b.Title != title || s.Listed.ByID[b.ID] != r {
		s.t.Errorf("%s: %+v, want %v %q", name, b, state, title)
	}
	if (b.Fault != nil) != (b.State == book.Failed) {
		s.t.Errorf("%s: %v with fault %v", name, b.State, b.Fault)
	}
}

func (s *shop) answers(events ...probe.Event) (read, back int, faulty []*book.File) {
	a := s.Probed(events, 0, func(string) bool { return false })
	return a.Read, a.Back, a.Faulty
}

func started(f *book.File) probe.Event               { return probe.Event{File: f, Started: true} }
func answer(f *book.File, m *book.Media) probe.Event { return probe.Event{File: f, Media: m} }
func failure(f *book.File, k book.FaultKind) probe.Event {
	return probe.Event{File: f, Err: &book.Fault{Kind: k, Reason: "no"}}
}
func givenBack(f *book.File) probe.Event { return probe.Event{File: f, Err: context.Canceled} }

func TestFoundAndProbed(t *testing.T) {
	s := newShop(t)
	asked, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(asked) != 3 || n.Added != 3 || n.Files != 3 || s.Roots.At(top).Files != 3 {
		t.Fatal(len(asked), n)
	}
	s.is("a.mp3", book.Found, "a")
	s.answers(started(asked[0]))
	s.is("a.mp3", book.Probing, "a")
	again, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(again) != 0 || n.Unchanged != 3 || n.Reused != 3 {
		t.Error("asked again for files that are already being probed", n)
	}
	read, back, faulty := s.answers(answer(asked[0], media("A")), started(asked[1]), failure(asked[1], book.NotAudio), givenBack(asked[2]))
	if read != 2 || back != 1 || len(faulty) != 1 || faulty[0].Path != asked[1].Path {
		t.Error(read, back, faulty)
	}
	s.is("a.mp3", book.Probed, "A")
	s.is("b.mp3", book.Failed, "b")
	s.is("c.mp3", book.Found, "c")
	again, _ = s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(again) != 1 || again[0].Path != asked[2].Path {
		t.Error(again)
	}
}

// TestReplacedByAPipe: nothing is known of what took the place of a file and is none. A file
// that only cannot be reached stays as it is known.
func TestReplacedByAPipe(t *testing.T) {
	s := newShop(t)
	asked, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1))
	s.answers(answer(asked[0], media("A")), answer(asked[1], media("B")))
	pipe, away := entry("a.mp3", 2), entry("b.mp3", 2)
	pipe.State, pipe.Fault = book.Failed, &book.Fault{Kind: book.Irregular, Reason: "not a regular file (a named pipe)"}
	away.State, away.Fault = book.Failed, &book.Fault{Kind: book.Vanished, Reason: "link leads nowhere"}
	s.lists(pipe, away)
	s.is("a.mp3", book.Failed, "a")
	s.is("b.mp3", book.Failed, "B")
}

func TestChangedWhileItIsProbed(t *testing.T) {
	s := newShop(t)
	first, _ := s.lists(entry("a.mp3", 1))
	s.answers(started(first[0]), answer(first[0], media("Old")))
	second, n := s.lists(entry("a.mp3", 2))
	if n.Changed != 1 || len(second) != 1 || second[0].ID != first[0].ID {
		t.Fatal(n)
	}
	s.is("a.mp3", book.Found, "Old")
	s.answers(started(second[0]))
	third, _ := s.lists(entry("a.mp3", 3))
	s.is("a.mp3", book.Found, "Old")
	s.answers(answer(second[0], media("Stale")), failure(second[0], book.Truncated))
	s.is("a.mp3", book.Found, "Old")
	s.answers(givenBack(second[0]), started(third[0]))
	s.is("a.mp3", book.Probing, "Old")
	s.answers(answer(third[0], media("New")))
	s.is("a.mp3", book.Probed, "New")
}

func TestReleased(t *testing.T) {
	s := newShop(t)
	asked, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	s.answers(started(asked[0]), started(asked[1]))
	if ids := s.Release(); !slices.Equal(ids, []book.ID{1, 2, 3}) {
		t.Error(ids)
	}
	s.is("a.mp3", book.Found, "a")
	again, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(again) != 3 {
		t.Fatal(again)
	}
	// The pool answers late: results still count, other events do not.
	read, back, _ := s.answers(answer(asked[0], media("A")), givenBack(asked[1]), started(asked[2]), givenBack(asked[2]))
	if read != 1 || back != 2 {
		t.Error(read, back)
	}
	s.is("a.mp3", book.Probed, "A")
	s.is("b.mp3", book.Found, "b")
	s.answers(started(asked[1]))
	s.is("b.mp3", book.Found, "b")
	s.answers(started(again[1]), started(again[2]), givenBack(asked[1]))
	s.is("b.mp3", book.Probing, "b")
	if more, _ := s.lists(entry("b.mp3", 1), entry("c.mp3", 1)); len(more) != 0 {
		t.Error("asked again for files that are already being probed")
	}
}

func TestGoneAndBack(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	report, err := scan.Walk(t.Context(), dir, dir, scan.Options{}, func([]book.File) {})
	if err != nil {
		t.Fatal(err)
	}
	s := &shop{State: New(), t: t}
	s.SetEveryFile(true)
	s.Roots = []*Root{{RootStatus: RootStatus{Path: dir}}, {RootStatus: RootStatus{Path: dir + "/in"}}}
	var files []book.File
	for _, name := range []string{"a.mp3", "b.mp3", "c.mp3", "d.mp3", "in/e.mp3", "sub/f.mp3"} {
		files = append(files, book.File{Root: dir, Path: dir + "/" + name, Size: 1})
	}
	asked, _ := s.lists(slices.Clone(files)...)
	for i, f := range asked {
		if i != 1 && i != 3 {
			s.answers(answer(f, media("Known")))
		}
	}
	s.answers(probe.Event{File: asked[1], Media: media("Half"), Err: &book.Fault{Kind: book.Truncated, Reason: "truncated"}})
	files[2].Size = 2 // it changes, and is gone before its probe
	s.lists(files[2])

	end := func(in string, r scan.Report) int {
		s.n++
		return s.Lose(dir, s.Listed.Unseen(dir, in, s.n, r), 1)
	}
	if n := end(dir, scan.Report{}); n != 0 {
		t.Errorf("%d rows missing by a scan that did not end", n)
	}
	if n := end(dir+"/sub", report); n != 1 {
		t.Errorf("%d rows missing in one folder", n)
	}
	if n := end(dir, report); n != 4 {
		t.Errorf("%d more rows missing", n)
	}
	if n := end(dir, report); n != 0 {
		t.Errorf("%d rows missing twice", n)
	}
	if s.Listed.ByPath[dir+"/in/e.mp3"].File.State != book.Probed {
		t.Error("a row of another root is missing")
	}
	if b := s.bookOf(s.Listed.ByPath[dir+"/a.mp3"]); b.Title != "Known" || b.State != book.Missing {
		t.Errorf("%+v", b)
	}
	s.answers(started(asked[3]), answer(asked[3], media("Late")))
	if s.Listed.ByPath[dir+"/d.mp3"].File.State != book.Missing {
		t.Error("an answer brought back a missing file")
	}

	again, _ := s.lists(slices.Clone(files)...)
	var names []string
	for _, f := range again {
		names = append(names, f.Name())
	}
	if !slices.Equal(names, []string{"b.mp3", "c.mp3", "d.mp3"}) {
		t.Error("asked for", names)
	}
	if f := s.Listed.ByPath[dir+"/a.mp3"].File; f.State != book.Probed || f.ID != asked[0].ID {
		t.Errorf("%+v", f)
	}
}

func TestRetry(t *testing.T) {
	s := newShop(t)
	pipe, dead := entry("pipe.mp3", 0), entry("dead.mp3", 0)
	pipe.State, pipe.Fault = book.Failed, &book.Fault{Kind: book.Irregular, Reason: "pipe"}
	dead.State, dead.Fault = book.Failed, &book.Fault{Kind: book.Vanished, Reason: "link leads nowhere"}
	asked, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), pipe, dead)
	if len(asked) != 2 || n.Added != 4 {
		t.Fatal(asked, n)
	}
	for range 2 {
		again, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), pipe, dead)
		if len(again) != 0 || n.Unchanged != 4 || n.Changed != 0 {
			t.Error(again, n)
		}
	}
	s.answers(failure(asked[0], book.Protected), answer(asked[1], media("B")))
	if again, n := s.lists(entry("a.mp3", 1)); len(again) != 0 || n.Changed != 0 {
		t.Error("a protected file is read in every rescan", n)
	}
	if ids := s.Listed.Faulty(); len(ids) != 3 || !slices.IsSorted(ids) {
		t.Error(ids)
	}
	retried := s.Retry([]book.ID{99, 1, 1, 2, 3, 4})
	var names []string
	for _, f := range retried {
		names = append(names, f.Name())
	}
	if !slices.Equal(names, []string{"a.mp3", "b.mp3", "dead.mp3"}) {
		t.Error(names)
	}
	s.is("a.mp3", book.Found, "a")
	s.is("b.mp3", book.Found, "B")
	s.is("pipe.mp3", book.Failed, "pipe")
	if again := s.Retry([]book.ID{1, 2}); len(again) != 0 {
		t.Error("asked twice")
	}
	s.answers(givenBack(retried[1]))
	s.is("b.mp3", book.Found, "B")
	if again, _ := s.lists(entry("b.mp3", 1)); len(again) != 0 {
		t.Error("a file that was read is read again because a retry was cancelled")
	}
	s.is("b.mp3", book.Probed, "B")
	pipe.State, pipe.Fault, pipe.Size = book.Found, nil, 7 // a regular file has replaced the pipe
	if again, n := s.lists(pipe); len(again) != 1 || n.Changed != 1 {
		t.Error(again, n)
	}
	s.is("pipe.mp3", book.Found, "pipe")

	// A file becomes a dead link while it is being probed.
	dead.Path = top + "/b.mp3"
	s.lists(entry("b.mp3", 2))
	s.lists(dead)
	if again := s.Retry([]book.ID{2}); len(again) != 1 {
		t.Error("the pool's earlier request stands in the way")
	}
}

// A file that moves after its probe failed takes the fault along, unless another probe may
// succeed at the new place.
func TestFaultMoves(t *testing.T) {
	for kind, stays := range map[book.FaultKind]bool{book.NotAudio: true, book.Vanished: false} {
		s := newShop(t)
		asked, _ := s.lists(entry("a.mp3", 1))
		s.answers(failure(asked[0], kind))
		old := s.Listed.ByID[asked[0].ID]
		asked, _ = s.lists(entry("b.mp3", 1))
		probe, _ := s.Move(Pair{old, s.Listed.ByID[asked[0].ID]})
		if failed := old.File.State == book.Failed; failed != stays || (probe == nil) != stays || (old.File.Fault != nil) != stays {
			t.Errorf("%v: %+v, probe %v", kind, old.File, probe)
		}
	}
}

func TestRemoveRoot(t *testing.T) {
	s := newShop(t)
	s.Roots = append([]*Root{{RootStatus: RootStatus{Path: top + "/in"}}}, s.Roots...)
	asked, _ := s.lists(entry("a.mp3", 1), entry("in/b.mp3", 1), entry("inn/c.mp3", 1))
	if s.Roots.At(top).Files != 2 || s.Roots.At(top+"/in").Files != 1 || asked[1].Root != top+"/in" {
		t.Error(*s.Roots.At(top), *s.Roots.At(top + "/in"))
	}
	s.RemoveRoot("/none", 1)
	s.RemoveRoot(top+"/in", 1)
	s.rebuild()
	if s.Roots.At(top).Files != 3 || s.Books.Store.Len() != 3 {
		t.Error(*s.Roots.At(top))
	}
	s.answers(answer(asked[1], media("B")))
	s.is("in/b.mp3", book.Probed, "B")
	s.RemoveRoot(top, 1)
	s.rebuild()
	if s.Books.Store.Len() != 0 || len(s.Listed.ByPath) != 0 || len(s.Listed.ByID) != 0 || len(s.Roots) != 0 {
		t.Error("something is left")
	}
	s.answers(answer(asked[0], media("A")), started(asked[2])) // too late
	if s.Books.Store.Len() != 0 {
		t.Error("an answer brought a row back")
	}
	s.Roots = []*Root{{RootStatus: RootStatus{Path: top}}}
	again, _ := s.lists(entry("a.mp3", 1), entry("other.mp3", 9))
	if again[0].ID != asked[0].ID || again[1].ID <= asked[2].ID {
		t.Error("a file came back with another ID, or an ID is used twice")
	}
	changed := *asked[0]
	changed.Size = 7
	s.answers(answer(&changed, media("A"))) // it is about other content
	s.is("a.mp3", book.Found, "a")
}

// Files of a book share what they have in common.
func TestFilesShare(t *testing.T) {
	s := newShop(t)
	probes, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 2))
	shared := func() bool {
		common := func(f *book.File) uintptr {
			return reflect.ValueOf(s.Listed.ByPath[f.Path].File.Media).Elem().Field(0).Pointer()
		}
		return common(probes[0]) == common(probes[1])
	}
	for _, album := range []string{"One", "Two"} {
		s.answers(answer(probes[0], &book.Media{Tags: book.Tags{Album: "One", Title: "1"}}))
		s.answers(answer(probes[1], &book.Media{Tags: book.Tags{Album: album, Title: "2"}}))
		if shared() != (album == "One") {
			t.Errorf("albums One and %s", album)
		}
	}
}

// A row keeps a copy of its file, not the batch of the scan.
func TestRowsKeepNoBatch(t *testing.T) {
	s := newShop(t)
	for _, size := range []int64{1, 2} { // new, then changed
		files := []book.File{entry("a.mp3", size), entry("b.mp3", size)}
		s.n++
		s.List(files, s.n, 0, &Tally{})
		for i := range files {
			if s.Listed.ByPath[files[i].Path].File == &files[i] {
				t.Errorf("the row of %q is part of a batch", files[i].Path)
			}
		}
	}
}

// Incomplete returns only rows that lack a fingerprint or a length, and returns a row
// again after it has changed.
func TestIncomplete(t *testing.T) {
	s := newShop(t)
	unwatched := func(string) bool { return false }
	read := func(files []*book.File) {
		for _, f := range files {
			s.Probed([]probe.Event{{File: f, Media: media("read")}}, 0, unwatched)
		}
	}
	lacks := func(when string, names ...string) {
		t.Helper()
		var got []string
		for _, r := range s.Incomplete.Rows(s.Listed.Has) {
			got = append(got, r.File.Name())
		}
		if !slices.Equal(got, names) || len(s.Incomplete.noted) != len(names) {
			t.Errorf("%s: %q, want %q", when, got, names)
		}
	}
	probes, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	lacks("listed")
	read(probes[:2])
	lacks("read", "a.mp3", "b.mp3")
	a, b := s.Listed.ByPath[top+"/a.mp3"], s.Listed.ByPath[top+"/b.mp3"]
	a.Fingerprint = "print"
	lacks("half marked", "a.mp3", "b.mp3")
	a.Recording, b.FingerprintFault = "sound", &book.Fault{Kind: book.Vanished}
	lacks("marked")
	probes, _ = s.lists(entry("a.mp3", 2))
	lacks("changed")
	read(probes)
	lacks("read again", "a.mp3")
	s.forget(a)
	lacks("forgotten")
}

// TestHeirOfAChain: a file turned out to be another, which turned out to be another again:
// the last one has what the user typed, listed or not.
func TestHeirOfAChain(t *testing.T) {
	s := newShop(t)
	s.lists(entry("X/1.mp3", 1), entry("X/2.mp3", 2), entry("X/3.mp3", 3))
	a, b, c := s.Listed.ByPath[top+"/X/1.mp3"], s.Listed.ByPath[top+"/X/2.mp3"], s.Listed.ByPath[top+"/X/3.mp3"]
	for _, gone := range []struct{ r, became *Row }{{a, b}, {b, c}} {
		s.remove(gone.r)
		s.Listed.became[gone.r.File.ID] = gone.became.File.ID
	}
	if got := s.Heir(a); got != c {
		t.Errorf("%+v", got)
	}
	s.Retire(c, 1)
	if got := s.Heir(a); got != c {
		t.Errorf("of a retired row: %+v", got)
	}
}
