package library

import (
	"context"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/scan"
)

const top = "/books"

// shop is a state with the root top, and what tests do to it.
type shop struct {
	*state
	t *testing.T
	n int // scans
}

func newShop(t *testing.T) *shop {
	s := &shop{state: newState(), t: t}
	s.everyFile = true
	s.roots = []*root{{Root: Root{Path: top}}}
	return s
}

// lists has a new scan find files, and returns what it wants probed.
func (s *shop) lists(files ...book.File) ([]*book.File, tally) {
	s.n++
	var t tally
	return s.found(files, s.n, 0, &t), t
}

// bookOf is the book that a row is shown as, a book of its own.
func (s *state) bookOf(r *row) *book.Book {
	s.draw(time.Time{}, false)
	for _, p := range r.shelf.books {
		if p.book.ID == r.file.ID {
			return s.store.At(p.slot)
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

// is fails the test unless the one row with the name is in the state with the
// title, and nowhere else.
func (s *shop) is(name string, state book.State, title string) {
	s.t.Helper()
	r := s.byPath[top+"/"+name]
	if r == nil {
		s.t.Fatalf("%s: no row", name)
	}
	b := s.bookOf(r)
	if b.State != state || b.Title != title || s.byID[b.ID] != r {
		s.t.Errorf("%s: %+v, want %v %q", name, b, state, title)
	}
	if (b.Fault != nil) != (b.State == book.Failed) {
		s.t.Errorf("%s: %v with fault %v", name, b.State, b.Fault)
	}
}

func (s *shop) answers(events ...probe.Event) (read, back int, faulty []*book.File) {
	a := s.probed(events, 0, func(string) bool { return false })
	return a.read, a.back, a.faulty
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
	if len(asked) != 3 || n.added != 3 || n.files != 3 || s.root(top).Files != 3 {
		t.Fatal(len(asked), n)
	}
	s.is("a.mp3", book.Found, "a")
	s.answers(started(asked[0]))
	s.is("a.mp3", book.Probing, "a")
	again, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(again) != 0 || n.unchanged != 3 || n.reused != 3 {
		t.Error("asked again for what is asked already", n)
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

func TestChangedWhileItIsProbed(t *testing.T) {
	s := newShop(t)
	first, _ := s.lists(entry("a.mp3", 1))
	s.answers(started(first[0]), answer(first[0], media("Old")))
	second, n := s.lists(entry("a.mp3", 2))
	if n.changed != 1 || len(second) != 1 || second[0].ID != first[0].ID {
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
	if ids := s.release(); !slices.Equal(ids, []book.ID{1, 2, 3}) {
		t.Error(ids)
	}
	s.is("a.mp3", book.Found, "a")
	again, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	if len(again) != 3 {
		t.Fatal(again)
	}
	// What was in the pool's hands comes late: a result counts, the rest not.
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
		t.Error("asked again for what is asked already")
	}
}

func TestGoneAndBack(t *testing.T) {
	dir := tree(t, "in/other.mp3")
	report, err := scan.Walk(t.Context(), dir, dir, scan.Options{}, func([]book.File) {})
	check(t, err)
	s := &shop{state: newState(), t: t}
	s.everyFile = true
	s.roots = []*root{{Root: Root{Path: dir}}, {Root: Root{Path: dir + "/in"}}}
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
	files[2].Size = 2 // changed, and gone before its probe
	s.lists(files[2])

	end := func(in target, r scan.Report) int {
		s.n++
		return s.lose(in.root, s.unseen(in, s.n, r), 1)
	}
	if n := end(target{root: dir, dir: dir}, scan.Report{}); n != 0 {
		t.Errorf("%d rows missing by a scan that did not end", n)
	}
	if n := end(target{root: dir, dir: dir + "/sub"}, report); n != 1 {
		t.Errorf("%d rows missing in one folder", n)
	}
	if n := end(target{root: dir, dir: dir}, report); n != 4 {
		t.Errorf("%d more rows missing", n)
	}
	if n := end(target{root: dir, dir: dir}, report); n != 0 {
		t.Errorf("%d rows missing twice", n)
	}
	if s.byPath[dir+"/in/e.mp3"].file.State != book.Probed {
		t.Error("a row of another root is missing")
	}
	if b := s.bookOf(s.byPath[dir+"/a.mp3"]); b.Title != "Known" || b.State != book.Missing {
		t.Errorf("%+v", b)
	}
	s.answers(started(asked[3]), answer(asked[3], media("Late")))
	if s.byPath[dir+"/d.mp3"].file.State != book.Missing {
		t.Error("an answer brought back what is missing")
	}

	again, _ := s.lists(slices.Clone(files)...)
	var names []string
	for _, f := range again {
		names = append(names, f.Name())
	}
	if !slices.Equal(names, []string{"b.mp3", "c.mp3", "d.mp3"}) {
		t.Error("asked for", names)
	}
	if f := s.byPath[dir+"/a.mp3"].file; f.State != book.Probed || f.ID != asked[0].ID {
		t.Errorf("%+v", f)
	}
}

func TestRetry(t *testing.T) {
	s := newShop(t)
	pipe, dead := entry("pipe.mp3", 0), entry("dead.mp3", 0)
	pipe.State, pipe.Fault = book.Failed, &book.Fault{Kind: book.Irregular, Reason: "pipe"}
	dead.State, dead.Fault = book.Failed, &book.Fault{Kind: book.Vanished, Reason: "link leads nowhere"}
	asked, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), pipe, dead)
	if len(asked) != 2 || n.added != 4 {
		t.Fatal(asked, n)
	}
	for range 2 {
		again, n := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), pipe, dead)
		if len(again) != 0 || n.unchanged != 4 || n.changed != 0 {
			t.Error(again, n)
		}
	}
	s.answers(failure(asked[0], book.Protected), answer(asked[1], media("B")))
	if again, n := s.lists(entry("a.mp3", 1)); len(again) != 0 || n.changed != 0 {
		t.Error("a protected file is read in every rescan", n)
	}
	if ids := s.faulty(); len(ids) != 3 || !slices.IsSorted(ids) {
		t.Error(ids)
	}
	retried := s.retry([]book.ID{99, 1, 1, 2, 3, 4})
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
	if again := s.retry([]book.ID{1, 2}); len(again) != 0 {
		t.Error("asked twice")
	}
	s.answers(givenBack(retried[1]))
	s.is("b.mp3", book.Found, "B")
	if again, _ := s.lists(entry("b.mp3", 1)); len(again) != 0 {
		t.Error("what is known is read again because a retry was cancelled")
	}
	s.is("b.mp3", book.Probed, "B")
	pipe.State, pipe.Fault, pipe.Size = book.Found, nil, 7 // it is a file now
	if again, n := s.lists(pipe); len(again) != 1 || n.changed != 1 {
		t.Error(again, n)
	}
	s.is("pipe.mp3", book.Found, "pipe")

	// A file that turns into a dead link while the pool has it.
	dead.Path = top + "/b.mp3"
	s.lists(entry("b.mp3", 2))
	s.lists(dead)
	if again := s.retry([]book.ID{2}); len(again) != 1 {
		t.Error("what the pool was asked before stands in the way")
	}
}

func TestRemoveRoot(t *testing.T) {
	s := newShop(t)
	s.roots = append([]*root{{Root: Root{Path: top + "/in"}}}, s.roots...)
	asked, _ := s.lists(entry("a.mp3", 1), entry("in/b.mp3", 1), entry("inn/c.mp3", 1))
	if s.root(top).Files != 2 || s.root(top+"/in").Files != 1 || asked[1].Root != top+"/in" {
		t.Error(*s.root(top), *s.root(top + "/in"))
	}
	s.removeRoot("/none", 1)
	s.removeRoot(top+"/in", 1)
	s.draw(time.Time{}, false)
	if s.root(top).Files != 3 || s.store.Len() != 3 {
		t.Error(*s.root(top))
	}
	s.answers(answer(asked[1], media("B")))
	s.is("in/b.mp3", book.Probed, "B")
	s.removeRoot(top, 1)
	s.draw(time.Time{}, false)
	if s.store.Len() != 0 || len(s.byPath) != 0 || len(s.byID) != 0 || len(s.roots) != 0 {
		t.Error("something is left")
	}
	s.answers(answer(asked[0], media("A")), started(asked[2])) // too late
	if s.store.Len() != 0 {
		t.Error("an answer brought a row back")
	}
	s.roots = []*root{{Root: Root{Path: top}}}
	again, _ := s.lists(entry("a.mp3", 1), entry("other.mp3", 9))
	if again[0].ID != asked[0].ID || again[1].ID <= asked[2].ID {
		t.Error("a file came back with another ID, or an ID is used twice")
	}
	changed := *asked[0]
	changed.Size = 7
	s.answers(answer(&changed, media("A"))) // about other content
	s.is("a.mp3", book.Found, "a")
}

// Texts that only rows had which are no more, or were retagged, go in time.
func TestTextsOfOldGo(t *testing.T) {
	s := newShop(t)
	probes, _ := s.lists(entry("a.mp3", 1))
	m := func(album string) *book.Media { return &book.Media{Codec: "MP3", Tags: book.Tags{Album: album}} }
	for i := range 10 * textsAtLeast {
		s.probed([]probe.Event{{File: probes[0], Media: m("album " + itoa(i))}}, 0, func(string) bool { return false })
	}
	if n := len(s.texts); n > textsAtLeast+2*textsPerRow {
		t.Errorf("%d texts of one row", n)
	}
}

// What a row keeps of a scan is its file alone, not the batch it came in.
func TestRowsKeepNoBatch(t *testing.T) {
	s := newShop(t)
	for _, size := range []int64{1, 2} { // new, then changed
		files := []book.File{entry("a.mp3", size), entry("b.mp3", size)}
		s.n++
		s.found(files, s.n, 0, &tally{})
		for i := range files {
			if s.byPath[files[i].Path].file == &files[i] {
				t.Errorf("the row of %q is part of a batch", files[i].Path)
			}
		}
	}
}

// Only rows that lack something come up when nothing else is to be done, and
// they come up again when they have changed.
func TestLacking(t *testing.T) {
	s := newShop(t)
	unwatched := func(string) bool { return false }
	read := func(files []*book.File) {
		for _, f := range files {
			s.probed([]probe.Event{{File: f, Media: media("read")}}, 0, unwatched)
		}
	}
	lacks := func(when string, names ...string) {
		t.Helper()
		var got []string
		for _, r := range s.lacking() {
			got = append(got, r.file.Name())
		}
		if !slices.Equal(got, names) || len(s.rough) != len(names) {
			t.Errorf("%s: %q, want %q", when, got, names)
		}
	}
	probes, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1), entry("c.mp3", 1))
	lacks("listed")
	read(probes[:2])
	lacks("read", "a.mp3", "b.mp3")
	a, b := s.byPath[top+"/a.mp3"], s.byPath[top+"/b.mp3"]
	a.print, b.marked = "print", true
	lacks("marked")
	probes, _ = s.lists(entry("a.mp3", 2))
	lacks("changed")
	read(probes)
	lacks("read again", "a.mp3")
	s.forget(a)
	lacks("forgotten")
}
