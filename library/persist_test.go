package library

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// kept opens a library with a catalogue: opts.Catalog, or a new one.
func kept(t *testing.T, opts Options) *opened {
	t.Helper()
	if opts.Catalog == "" {
		opts.Catalog = filepath.Join(shared(t), "catalogue.db")
	}
	if opts.Prober == nil {
		opts.Prober = &reader{}
	}
	return open(t, opts)
}

// shared returns a folder in memory if the system has one for everybody, for tests that write a
// lot and do not test the disk.
func shared(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "lectern-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { check(t, os.RemoveAll(dir)) })
	return dir
}

// rest waits until all files are read and all fingerprints are computed.
func (s *opened) rest() {
	s.t.Helper()
	s.until("at rest", func() bool { return s.Settled() && s.Status().Fingerprinting == 0 })
}

// again closes the library and opens it on the same catalogue.
func (s *opened) again(opts Options) *opened {
	s.t.Helper()
	s.close()
	next := kept(s.t, opts)
	next.settle()
	return next
}

// ids returns the IDs of the rows by path.
func (s *opened) ids() map[string]book.ID {
	s.t.Helper()
	ids := map[string]book.ID{}
	for path, b := range s.rows() {
		ids[path] = b.ID
	}
	return ids
}

func TestCatalogueRestoresEverything(t *testing.T) {
	root := tree(t, "a.mp3", "b/c.mp3", "b/bad.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db"), Prober: &reader{gate: func(_ context.Context, f *book.File) error {
		if f.Name() == "bad.mp3" {
			return &book.Fault{Kind: book.NotAudio, Reason: "not an audio file"}
		}
		return nil
	}}}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	s.Remove(s.ids()[root+"/b/bad.mp3"])
	s.Configure(root, Settings{Follow: FollowPoll, Poll: time.Hour, Workers: 1, Patterns: "*.tmp"})
	s.settle()
	want := s.rows()
	prober := &reader{}
	opts.Prober = prober
	s = s.again(opts)
	got := s.rows()
	for path, w := range want {
		g := got[path]
		if g == nil || g.ID != w.ID || g.Title != w.Title || g.State != w.State || g.Added != w.Added || g.Added == 0 ||
			g.Duration != w.Duration || g.MissingSince != w.MissingSince || g.Hidden != w.Hidden {
			t.Errorf("%s: %+v, want %+v", path, g, w)
		}
	}
	if len(got) != len(want) {
		t.Error(len(got))
	}
	if calls := prober.takeCalls(); len(calls) != 0 {
		t.Error("probed again: ", calls)
	}
	if set := s.root(root).Settings; set.Poll != time.Hour || set.Follow != FollowPoll || set.Workers != 1 || set.Patterns != "*.tmp" {
		t.Errorf("%+v", set)
	}
	s.RemoveRoot(root)
	s = s.again(opts)
	if len(s.Status().Roots) != 0 || s.View().Total() != 0 {
		t.Errorf("%+v", s.Status())
	}
}

// A folder is renamed, within a session and between two sessions.
func TestFolderRenamed(t *testing.T) {
	root := tree(t, "Ann/One/a.mp3", "Ann/One/b.mp3", "Ann/Two/c.mp3", "other.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	before := s.ids()
	added := s.rows()[root+"/Ann/One/a.mp3"].Added
	moved := func(from, to string) {
		t.Helper()
		now := s.ids()
		if len(now) != 4 {
			t.Errorf("%d rows", len(now))
		}
		for _, name := range []string{"One/a.mp3", "One/b.mp3", "Two/c.mp3"} {
			if now[filepath.Join(to, name)] != before[filepath.Join(from, name)] {
				t.Errorf("%s: %v, was %v", name, now, before)
			}
		}
		before = now
	}
	check(t, os.Rename(root+"/Ann", root+"/Zoe"))
	s.rescan()
	moved(root+"/Ann", root+"/Zoe")
	s.rest()
	s.close()
	check(t, os.Rename(root+"/Zoe", root+"/Ben"))
	s = kept(t, opts)
	s.settle()
	moved(root+"/Zoe", root+"/Ben")
	if b := s.rows()[root+"/Ben/One/a.mp3"]; b.Added != added || b.State != book.Probed {
		t.Errorf("%+v", b)
	}
}

// Ambiguous moves are not recognised, and other content at the same inode is a new row.
func TestAmbiguousMoves(t *testing.T) {
	root := tree(t)
	write(t, root+"/a.mp3", "the same content")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	old := s.ids()[root+"/a.mp3"]
	check(t, os.Remove(root+"/a.mp3"))
	write(t, root+"/x.mp3", "the same content")
	write(t, root+"/y.mp3", "the same content")
	s.rescan()
	rows := s.rows()
	if len(rows) != 3 || rows[root+"/a.mp3"].State != book.Missing || rows[root+"/a.mp3"].ID != old {
		t.Errorf("%+v", s.ids())
	}

	write(t, root+"/in.mp3", "content one")
	s.rescan()
	s.rest()
	first := s.ids()[root+"/in.mp3"]
	check(t, os.Remove(root+"/in.mp3"))
	write(t, root+"/on.mp3", "content two")
	s.rescan()
	rows = s.rows()
	if rows[root+"/in.mp3"] != nil || rows[root+"/on.mp3"].ID == first {
		t.Errorf("%+v", s.ids())
	}
}

// A file is retagged with the same size and mtime, or after the clock was set back.
func TestRetaggedWithTheSameSize(t *testing.T) {
	root := tree(t)
	path := root + "/a.mp3"
	write(t, path, "one")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.settle()
	st, err := os.Stat(path)
	check(t, err)
	write(t, path, "two")
	check(t, os.Chtimes(path, st.ModTime(), st.ModTime()))
	s.rescan()
	if b := s.rows()[path]; b.Title != "two" {
		t.Errorf("%+v", b)
	}
	write(t, path, "six")
	yesterday := st.ModTime().Add(-24 * time.Hour)
	check(t, os.Chtimes(path, yesterday, yesterday))
	s.rescan()
	if b := s.rows()[path]; b.Title != "six" {
		t.Errorf("%+v", b)
	}
}

// A file that moved before its fingerprint was computed is recognised by its size, its
// mtime and its tags.
func TestMoveWithoutFingerprint(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	before := s.ids()
	s.tell(func(o *owner) {
		for _, r := range o.state.Listed.ByID {
			r.Fingerprint = ""
		}
	})
	check(t, os.Rename(root+"/a.mp3", root+"/z.mp3"))
	s.rescan()
	if now := s.ids(); len(now) != 2 || now[root+"/z.mp3"] != before[root+"/a.mp3"] {
		t.Errorf("%v, was %v", now, before)
	}
}

// If 60 % of the files disappear, their rows are held.
func TestLargeLossIsHeld(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(200)...)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	before := s.ids()
	away := t.TempDir()
	vanish := func(from, to int) {
		for i := from; i < to; i++ {
			check(t, os.MkdirAll(away, 0o755))
			check(t, os.Rename(filepath.Join(root, "book "+itoa(i)), filepath.Join(away, itoa(i))))
		}
	}
	held := func(n int) {
		t.Helper()
		if h := s.root(root).Held; h.Missing != n || n > 0 && h.Of != 200 {
			t.Errorf("%+v", h)
		}
		count := 0
		for _, b := range s.rows() {
			if b.Held {
				count++
			}
		}
		if count != n || !s.all(200, book.Probed) {
			t.Errorf("%d held; %v", count, s.states())
		}
	}
	// One by one, as a watcher sees a folder being deleted.
	for i := range 24 {
		vanish(i, i+1)
		s.rescan(filepath.Join(root, "book "+itoa(i)))
	}
	held(120)
	s = s.again(opts)
	held(120)
	for path, id := range before {
		if s.ids()[path] != id {
			t.Errorf("%s has another ID", path)
		}
	}
	s.Answer(root, Keep)
	s.settle()
	kept := func() {
		t.Helper()
		if s.count(book.Missing) != 120 || s.root(root).Held != (Held{}) {
			t.Errorf("%+v %v", s.root(root).Held, s.states())
		}
	}
	kept()
	s.rescan()
	kept()
	s = s.again(opts)
	kept()
	for i := range 24 { // the files come back
		check(t, os.Rename(filepath.Join(away, itoa(i)), filepath.Join(root, "book "+itoa(i))))
	}
	s.rescan()
	held(0)
	vanish(0, 24)
	s.rescan()
	held(120)
	s.Answer(root, Discard)
	s.settle()
	if !s.all(80, book.Probed) || s.root(root).Held != (Held{}) {
		t.Errorf("%v", s.states())
	}
	for _, b := range s.rows() {
		if (b.MissingSince != 0) != (b.State == book.Missing) {
			t.Errorf("%+v", b)
		}
	}
}

func itoa(i int) string { return strconv.Itoa(i) }

func TestRemoveAndRestore(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.mp3", "b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	a := s.ids()[root+"/a.mp3"]
	s.Remove(a)
	hidden := func(want bool) {
		t.Helper()
		s.rescan()
		snapshot := s.snapshot.Load()
		for slot := range snapshot.Slots() {
			if b := snapshot.At(slot); b != nil && b.ID == a && b.Hidden != want {
				t.Errorf("%+v", b)
			}
		}
	}
	hidden(true)
	s = s.again(opts)
	hidden(true)
	s.Unhide(a)
	s = s.again(opts)
	hidden(false)
	check(t, os.Remove(root+"/a.mp3"))
	s.rescan()
	if s.count(book.Missing) != 1 {
		t.Error(s.states())
	}
	s.Remove(a)
	s = s.again(opts)
	if rows := s.rows(); len(rows) != 1 || rows[root+"/b.mp3"] == nil {
		t.Error(s.ids())
	}
}

func TestPause(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.mp3")
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.settle()
	s.Configure(root, Settings{Paused: true})
	grow(t, root, "b.mp3")
	s.rescan()
	if r := s.root(root); r.State != RootPaused || s.View().Total() != 1 {
		t.Errorf("%+v", r)
	}
	s.Configure(root, Settings{})
	s.until("the new file", func() bool { return s.Settled() && s.all(2, book.Probed) })
}

// TestPauseOutlivesAScanWithoutAWindow: it scans the paused folder that it is told to scan,
// and nothing else of the root, which stays paused.
func TestPauseOutlivesAScanWithoutAWindow(t *testing.T) {
	root := tree(t, "a.mp3", "sub/b.mp3")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	s.Configure(root, Settings{Paused: true})
	grow(t, root, "c.mp3", "sub/d.mp3")

	opts.Headless = true
	s = s.again(opts)
	s.AddRoot(root + "/sub")
	s.settle()
	ids := s.ids()
	if r := s.root(root); ids[root+"/sub/d.mp3"] == 0 || ids[root+"/c.mp3"] != 0 || !r.Settings.Paused || r.State != RootReady {
		t.Errorf("after a scan of a folder: %v, %+v", ids, r)
	}
	s.Rescan(root)
	s.settle()
	if ids := s.ids(); ids[root+"/c.mp3"] == 0 {
		t.Errorf("after a scan of the root: %v", ids)
	}

	opts.Headless = false
	s = s.again(opts)
	grow(t, root, "e.mp3")
	s.rescan()
	if r := s.root(root); r.State != RootPaused || s.View().Total() != 4 {
		t.Errorf("in the window: %d rows, %+v", s.View().Total(), r)
	}
	s.AddRoot(root)
	s.until("the root that was added again", func() bool { return s.Settled() && s.all(5, book.Probed) })
	if r := s.root(root); r.Settings.Paused {
		t.Errorf("added again: %+v", r)
	}
}

// TestPausedInANamedFolder: a paused root inside the folder that a scan without a window names
// is scanned, and stays paused.
func TestPausedInANamedFolder(t *testing.T) {
	outer := tree(t, "a.mp3", "sub/b.mp3")
	inner := filepath.Join(outer, "sub")
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(inner)
	s.rest()
	s.Configure(inner, Settings{Paused: true})
	grow(t, outer, "sub/c.mp3")

	opts.Headless = true
	s = s.again(opts)
	s.AddRoot(outer)
	s.settle()
	same(t, "listed", s.rows(), outer, "a.mp3", "sub/b.mp3", "sub/c.mp3")
	if r := s.root(inner); !r.Settings.Paused {
		t.Errorf("%+v", r)
	}
}

// TestPauseOfAnother: when a root is paused, the fingerprints of the others are computed all
// the same.
func TestPauseOfAnother(t *testing.T) {
	root, other := tree(t, "a.mp3"), tree(t, numbered(9)...)
	s := kept(t, Options{Catalog: filepath.Join(t.TempDir(), "c.db")})
	s.AddRoot(root)
	s.AddRoot(other)
	s.rest()
	s.tell(func(o *owner) {
		for r := range o.state.Rows() {
			r.Fingerprint, r.Recording = "", ""
			o.state.Touch(r)
		}
		o.complete()
		o.configure(root, Settings{Paused: true})
	})
	s.until("fingerprints of the other root", func() (all bool) {
		s.tell(func(o *owner) {
			all = true
			for r := range o.state.Rows() {
				all = all && (r.Fingerprint != "" || r.File.Root == root) // root's may have come before the pause
			}
		})
		return all
	})
}

func TestPatterns(t *testing.T) {
	root := tree(t, "a.mp3", "samples/b.mp3", "samples/keep.mp3")
	s := kept(t, Options{})
	s.AddRoot(root)
	s.settle()
	s.Configure(root, Settings{Patterns: "samples/*\n!keep.mp3"})
	s.settle()
	same(t, "rows", s.rows(), root, "a.mp3", "samples/keep.mp3")
	s.Configure(root, Settings{})
	s.settle()
	same(t, "rows", s.rows(), root, "a.mp3", "samples/b.mp3", "samples/keep.mp3")
}

func TestSameRootTwice(t *testing.T) {
	root := tree(t, "a.mp3", "b/c.mp3")
	link := filepath.Join(t.TempDir(), "link")
	check(t, os.Symlink(root, link))
	s := kept(t, Options{})
	s.AddRoot(root)
	s.AddRoot(link)
	s.settle()
	same(t, "rows", s.rows(), root, "a.mp3", "b/c.mp3")
	if r := s.root(link); r.State != RootElsewhere || r.Files != 0 {
		t.Errorf("%+v", r)
	}
	s.RemoveRoot(root)
	s.settle()
	same(t, "rows", s.rows(), link, "a.mp3", "b/c.mp3")
}

func TestLockedCatalogue(t *testing.T) {
	t.Parallel()
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	kept(t, opts)
	if l, err := Open(opts); err == nil {
		l.Close()
		t.Error("opened twice")
	}
}

func TestSentinelsAreSpread(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(300)...)
	s := kept(t, Options{})
	s.AddRoot(root)
	s.settle()
	s.tell(func(o *owner) {
		paths := o.state.Listed.Sentinels(root)
		if len(paths) != 16 || !slices.Contains(paths, "book 0/part 0.mp3") {
			t.Error(paths)
		}
	})
}

// A move of a faulty file is recognised when the fingerprint of the new row is known
// before its probe.
func TestMoveOfABadFileBeforeItIsRead(t *testing.T) {
	for _, missing := range []bool{false, true} {
		root := tree(t, "bad.mp3", "other.mp3")
		bad := func(_ context.Context, f *book.File) error {
			if strings.Contains(f.Path, "bad") {
				return &book.Fault{Kind: book.NotAudio, Reason: "not an audio file"}
			}
			return nil
		}
		prober := &reader{gate: bad}
		s := kept(t, Options{Prober: prober})
		s.AddRoot(root)
		s.rest()
		id := s.ids()[root+"/bad.mp3"]
		if missing {
			check(t, os.Rename(root+"/bad.mp3", root+"/bad.away"))
			s.rescan()
			check(t, os.Rename(root+"/bad.away", root+"/bad2.mp3"))
		} else {
			check(t, os.Rename(root+"/bad.mp3", root+"/bad2.mp3"))
		}
		gate := make(chan struct{})
		prober.set(func(ctx context.Context, f *book.File) error {
			<-gate
			return bad(ctx, f)
		})
		s.Rescan()
		s.until("it is found again", func() bool { b := s.rows()[root+"/bad2.mp3"]; return b != nil && b.ID == id })
		close(gate)
		s.settle()
		if b := s.rows()[root+"/bad2.mp3"]; b.State != book.Failed || b.Fault == nil || len(s.rows()) != 2 {
			t.Errorf("missing before: %v; %+v", missing, b)
		}
	}
}

// The log, but no notice, has the words of SQLite about a damaged catalogue.
func TestFaultsAreLogged(t *testing.T) {
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(tree(t, "a.mp3"))
	s.rest()
	s.close()
	check(t, os.WriteFile(opts.Catalog, []byte(strings.Repeat("no database any more", 1000)), 0o600))
	var log bytes.Buffer
	opts.Log = slog.New(slog.NewTextHandler(&log, nil))
	s = s.again(opts)
	s.rest()
	notices := fmt.Sprint(s.Status().Notices)
	s.close()
	if !strings.Contains(log.String(), "catalogue_fault") || !strings.Contains(log.String(), "not a database") {
		t.Errorf("the log has no cause:\n%s", log.String())
	}
	if !strings.Contains(notices, "rebuilt") || strings.Contains(notices, "not a database") {
		t.Errorf("notices %q", notices)
	}
}
