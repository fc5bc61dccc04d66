package library

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/state"
	"lectern/library/view"
)

func TestRowsComeBeforeAnyProbeEnds(t *testing.T) {
	t.Parallel()
	names := numbered(300)
	root := tree(t, names...)
	date := time.Date(2021, 3, 4, 5, 6, 7, 8000, time.UTC)
	check(t, os.Chtimes(filepath.Join(root, names[7]), date, date))
	gate := make(chan struct{})
	s := open(t, Options{Prober: &reader{gate: hold(gate)}, Workers: 4})
	s.AddRoot(root)
	s.until("all rows", func() bool { return s.View().Len() == len(names) && !s.Status().Scanning })
	rows := s.rows()
	same(t, "rows", rows, root, append([]string(nil), names...)...)
	for path, b := range rows {
		fi, err := os.Stat(path)
		check(t, err)
		name := filepath.Base(path)
		if b.Title != name[:len(name)-4] || b.Folder() != filepath.Dir(path) || b.Size != fi.Size() || b.Modified != fi.ModTime().UnixNano() {
			t.Errorf("%+v", b)
		}
		if b.State != book.Found && b.State != book.Probing || b.Duration != 0 {
			t.Errorf("%q is %v before its probe has ended", path, b.State)
		}
	}
	if got := time.Unix(0, rows[filepath.Join(root, names[7])].Modified); !got.Equal(date) {
		t.Error(got)
	}
	if n := s.count(book.Probing); n > 4 {
		t.Errorf("%d files in 4 readers", n)
	}
	if s.Settled() || !s.Status().Probing.Running() || s.Status().Probing.Total != len(names) {
		t.Errorf("%+v", s.Status())
	}
	close(gate)
	s.settle()
	for path, b := range s.rows() {
		if b.State != book.Probed || b.Title != filepath.Base(path) || b.Duration != time.Second {
			t.Errorf("%+v", b)
		}
	}
	if w := s.Status().Probing; w.Done != len(names) || w.Failed != 0 || w.Running() {
		t.Errorf("%+v", w)
	}
}

// A folder whose books take long to rebuild shows a change once it has rested, although
// no other message arrives while the readers hang.
func TestSlowFolderIsShownWhileReadersHang(t *testing.T) {
	root := tree(t, "a.mp3")
	path := filepath.Join(root, "a.mp3")
	hang := make(chan struct{})
	s := open(t, Options{Prober: &patient{reader{gate: hold(hang)}}})
	defer close(hang)
	s.AddRoot(root)
	s.until("the reader hangs", func() bool { return s.count(book.Probing) == 1 && !s.Status().Scanning })
	s.tell(func(o *owner) {
		folder := o.state.Listed.ByPath[path].Folder
		o.state.Replace([]state.Rebuilt{{Folder: folder, Books: o.state.BooksOf(folder), Took: 20 * time.Millisecond}}, time.Now())
	})
	s.editAll([]book.ID{s.rows()[path].ID}, map[string]*string{"title": typed("Mine")})
	s.until("the edit shows", func() bool { return s.rows()[path].Title == "Mine" })
}

func TestStatesOfARow(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c.mp3")
	gate := make(chan error)
	prober := &reader{gate: func(context.Context, *book.File) error { return <-gate }}
	s := open(t, Options{Prober: prober, Workers: 1})
	s.AddRoot(root)
	for i, answer := range []error{nil, &book.Fault{Kind: book.NotAudio, Reason: "not an audio file"}, nil} {
		s.until("one is probed and the rest wait", func() bool {
			return s.count(book.Probing) == 1 && s.count(book.Found) == 2-i && !s.Status().Scanning
		})
		if done := s.count(book.Probed) + s.count(book.Failed); done != i {
			t.Errorf("%d done, want %d", done, i)
		}
		gate <- answer
	}
	s.settle()
	if s.count(book.Probed) != 2 || s.count(book.Failed) != 1 {
		t.Error(s.states())
	}
	for _, b := range s.rows() {
		if (b.Fault != nil) != (b.State == book.Failed) || b.Fault != nil && b.Fault.Reason != "not an audio file" {
			t.Errorf("%+v", b)
		}
	}
	prober.set(nil)
	s.RetryFaulty()
	s.settle()
	if !s.all(3, book.Probed) {
		t.Error("a successful retry leaves a fault")
	}
}

func TestRescanProbesWhatHasChanged(t *testing.T) {
	root := tree(t, "same.mp3", "size.mp3", "mtime.mp3", "ctime.mp3")
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	s.AddRoot(root)
	s.settle()
	same(t, "probed", prober.takeCalls(), root, "same.mp3", "size.mp3", "mtime.mp3", "ctime.mp3")
	s.rescan()
	same(t, "probed again", prober.takeCalls(), root)
	if w := s.Status().Probing; w != (Work{}) {
		t.Errorf("%+v without anything to probe", w)
	}
	s.AddRoot(root) // it is a root already
	s.settle()
	same(t, "probed again", prober.takeCalls(), root)
	if len(s.Status().Roots) != 1 || len(s.rows()) != 4 || s.root(root).Files != 4 {
		t.Errorf("%+v", s.Status())
	}

	before := s.rows()
	write(t, filepath.Join(root, "size.mp3"), "longer than before")
	past := time.Now().Add(-time.Hour) // as if the clock had been set back
	check(t, os.Chtimes(filepath.Join(root, "mtime.mp3"), past, past))
	changed := []string{"size.mp3", "mtime.mp3"}
	if at := filepath.Join(root, "ctime.mp3"); before[at].Files[0].Changed != 0 {
		touch(t, at, before[at].Files[0])
		changed = append(changed, "ctime.mp3")
	}
	gate := make(chan struct{})
	prober.set(hold(gate))
	s.Rescan()
	s.until("the scan's end", func() bool { return !s.Status().Scanning && s.count(book.Probed) == 4-len(changed) })
	for path, b := range s.rows() {
		if b.Title != before[path].Title || b.Duration != time.Second || b.ID != before[path].ID {
			t.Errorf("%q lost its fields while it waits: %+v", path, b)
		}
	}
	close(gate)
	s.settle()
	same(t, "probed again", prober.takeCalls(), root, changed...)
	if b := s.rows()[filepath.Join(root, "size.mp3")]; b.Title != "longer than before" || b.Size != 18 {
		t.Errorf("%+v", b)
	}
}

func TestMissingAfterAWholeScanOnly(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "c/d.mp3")
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	s.AddRoot(root)
	s.settle()
	prober.takeCalls()
	check(t, os.Rename(filepath.Join(root, "b.mp3"), filepath.Join(root, "b.away")))
	check(t, os.Remove(filepath.Join(root, "c/d.mp3")))

	s.tell(func(o *owner) { o.rescan(nil); o.cancel() })
	s.settle()
	if !s.all(3, book.Probed) || s.root(root).State != RootStopped || !s.Status().Stopped {
		t.Errorf("a cancelled scan: %v %+v", s.states(), s.Status())
	}
	s.rescan(root + "/a/../c/") // a folder other than that of b
	if s.count(book.Missing) != 1 || s.rows()[root+"/c/d.mp3"].State != book.Missing {
		t.Error(s.states())
	}
	s.rescan()
	if b := s.rows()[root+"/b.mp3"]; b.State != book.Missing || b.Title != "b.mp3" || s.root(root).State != RootReady {
		t.Errorf("%+v", b)
	}
	check(t, os.Rename(filepath.Join(root, "b.away"), filepath.Join(root, "b.mp3")))
	touched := s.rows()[root+"/b.mp3"].Files[0].Changed != 0 // if there is a ctime, the renames changed it
	s.rescan()
	if b := s.rows()[root+"/b.mp3"]; b.State != book.Probed || b.Title != "b.mp3" {
		t.Errorf("%+v", b)
	}
	if calls := prober.takeCalls(); !touched && len(calls) > 0 || len(calls) > 1 {
		t.Error(calls)
	}
}

func TestFileVanishesBeforeItsProbe(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3")
	gate, in := make(chan struct{}), make(chan string, 2)
	prober := &reader{gate: func(_ context.Context, f *book.File) error { in <- f.Path; <-gate; return nil }}
	s := open(t, Options{Prober: prober, Workers: 1})
	s.AddRoot(root)
	first := <-in
	s.until("two rows", func() bool { return len(s.rows()) == 2 })
	second := map[string]string{root + "/a.mp3": root + "/b.mp3", root + "/b.mp3": root + "/a.mp3"}[first]
	check(t, os.Remove(second))
	close(gate)
	s.settle()
	if b := s.rows()[second]; b.State != book.Failed || b.Fault.Kind != book.Vanished {
		t.Errorf("%+v", b)
	}
	s.rescan()
	if s.rows()[second].State != book.Missing || s.rows()[first].State != book.Probed {
		t.Error(s.states())
	}
	s.RetryFaulty()
	s.Retry(s.rows()[second].ID)
	s.settle()
	if s.rows()[second].State != book.Missing {
		t.Error("a retry brought back a missing file")
	}
}

func TestRetryComesFirstAndOnce(t *testing.T) {
	root := tree(t, numbered(20)...)
	gate, in := make(chan struct{}), make(chan string, 100)
	prober := &reader{gate: func(_ context.Context, f *book.File) error { in <- f.Path; <-gate; return nil }}
	s := open(t, Options{Prober: prober, Workers: 1})
	s.AddRoot(root)
	first := <-in
	s.until("all rows", func() bool { return len(s.rows()) == 20 && !s.Status().Scanning })
	var last *book.Book // the last in the queue, with the highest ID
	for _, b := range s.rows() {
		if b.Path != first && (last == nil || b.ID > last.ID) {
			last = b
		}
	}
	s.Retry(last.ID, last.ID)
	s.Rescan()
	close(gate)
	if second := <-in; second != last.Path {
		t.Errorf("%q was read before %q", second, last.Path)
	}
	s.settle()
	for path, n := range prober.takeCalls() {
		if n != 1 {
			t.Errorf("%q was read %d times", path, n)
		}
	}
	s.Retry(last.ID)
	s.settle()
	if calls := prober.takeCalls(); len(calls) != 1 || calls[last.Path] != 1 {
		t.Error(calls)
	}
}

func TestNewestQueryWins(t *testing.T) {
	t.Parallel()
	names := numbered(400)
	root := tree(t, names...)
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	for i := 0; !s.Settled(); i++ { // queries arrive while probes end
		s.SetQuery(view.Query{Text: []string{"part", "1", "nothing", "2"}[i%4], Sort: []view.Order{{Key: view.BySize, Desc: i%3 == 0}}})
		select {
		case <-s.news:
		case <-time.After(patience):
			t.Fatal("no news")
		}
	}
	last := view.Query{Text: "part 39", Folder: filepath.Join(root, "book 78")}
	s.SetQuery(last)
	s.until("the newest view", func() bool { return s.View().Query.Equal(last) })
	same(t, "rows", s.rows(), root, "book 78/part 390.mp3", "book 78/part 391.mp3", "book 78/part 392.mp3", "book 78/part 393.mp3", "book 78/part 394.mp3")
	if n := s.View().Total(); n != 400 {
		t.Errorf("%d books", n)
	}
	if !s.Settled() {
		t.Error("not settled")
	}
	s.SetQuery(view.Query{})
	s.until("all books, read", func() bool { return s.all(400, book.Probed) })
}

// touch changes only the ctime of a file.
func touch(t *testing.T, path string, was *book.File) {
	t.Helper()
	for begin := time.Now(); time.Since(begin) < patience; { // until the kernel's clock has advanced
		check(t, os.Chmod(path, 0o600))
		now := list(t, filepath.Dir(path))[path]
		if now.Changed != was.Changed {
			if now.Size != was.Size || now.Modified != was.Modified {
				t.Fatalf("%+v, was %+v", now, was)
			}
			return
		}
	}
	t.Fatal("the ctime stays")
}
