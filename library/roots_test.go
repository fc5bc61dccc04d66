package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/watch"
)

func list(t *testing.T, root string) map[string]book.File {
	t.Helper()
	files := map[string]book.File{}
	_, err := scan.Walk(t.Context(), root, root, scan.Options{}, func(batch []book.File) {
		for _, f := range batch {
			files[f.Path] = f
		}
	})
	check(t, err)
	return files
}

// A root whose patterns or markers leave nothing of it is still listed, and says why it
// is empty.
func TestNothingLeftOfARoot(t *testing.T) {
	for _, c := range []struct {
		names           []string
		patterns        string
		skipped, marked bool
	}{
		{[]string{"a.mp3", "b.mp3"}, "*.mp3", true, false},
		{[]string{"Ann/a.mp3", "Ann/b.mp3"}, "Ann", true, false},
		{[]string{"Ann/a.mp3", "Ann/.nomedia"}, "", false, true},
	} {
		root := tree(t, c.names[:1]...)
		s := kept(t, Options{})
		s.AddRoot(root)
		s.settle()
		grow(t, root, c.names...)
		s.Configure(root, Settings{Patterns: c.patterns})
		s.rescan()
		if r := s.root(root); r.State != RootReady || r.Skipped != c.skipped || r.HasMarkers != c.marked || len(s.rows()) != 0 {
			t.Errorf("%v: %+v", c, r)
		}
		s.Configure(root, Settings{})
		s.settle()
		if r := s.root(root); r.Skipped || len(s.rows()) == 0 && !c.marked {
			t.Errorf("%v: %+v", c, r)
		}
	}
}

// TestManyRoots: of very many roots, only some are scanned at the same time.
func TestManyRoots(t *testing.T) {
	const n = mostScans + 8
	top := tree(t)
	s := open(t, Options{Prober: &reader{}})
	s.tell(func(o *owner) {
		for i := range n {
			grow(t, top, itoa(i)+"/a.mp3")
			o.addRoot(filepath.Join(top, itoa(i)))
		}
		if running, waiting := len(o.scans.running), len(o.scans.waiting); running != mostScans || waiting != n-mostScans {
			t.Errorf("%d scans run, %d wait", running, waiting)
		}
	})
	s.settle()
	if !s.all(n, book.Probed) {
		t.Error(s.states())
	}
}

func TestRootThatIsNotThere(t *testing.T) {
	root := tree(t)
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root + "/none")
	write(t, root+"/file", "")
	s.AddRoot(root + "/file")
	s.settle()
	for path, reason := range map[string]string{"/none": "folder does not exist", "/file": "is a file, not a folder"} {
		if r := s.root(root + path); r.State != RootUnreadable || r.Reason != reason || r.Files != 0 {
			t.Errorf("%+v", r)
		}
	}
	grow(t, root, "none/a.mp3")
	s.rescan()
	if r := s.root(root + "/none"); r.State != RootReady || r.Reason != "" || !s.all(1, book.Probed) {
		t.Errorf("%+v", r)
	}
}

// A root becomes an empty folder or disappears, and comes back.
func TestRootOffline(t *testing.T) {
	above := tree(t, "root/a.mp3", "root/b/c.mp3")
	root := above + "/root"
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	s.AddRoot(root)
	s.settle()
	prober.takeCalls()
	check(t, os.Rename(root, above+"/away"))
	s.rescan()
	if r := s.root(root); r.State != RootOffline || r.Reason != "folder does not exist" || r.Files != 2 || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
	s.rescan(root + "/b") // a scan of one of its folders changes nothing
	if r := s.root(root); r.State != RootOffline || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
	check(t, os.Mkdir(root, 0o755))
	s.rescan()
	if r := s.root(root); r.State != RootOffline || r.Reason != "the folder is empty now" || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", r, s.states())
	}
	s.AddRoot(above) // its rows are the moved files, not those of the root
	s.settle()
	if s.root(root).State != RootOffline || s.count(book.Probed) != 2 || s.count(book.Offline) != 2 {
		t.Errorf("%v", s.states())
	}
	s.RemoveRoot(above)
	check(t, os.Remove(root))
	check(t, os.Rename(above+"/away", root))
	prober.takeCalls()
	s.rescan()
	if r := s.root(root); r.State != RootReady || !s.all(2, book.Probed) || len(prober.takeCalls()) != 0 {
		t.Errorf("%+v %v", r, s.states())
	}
}

// While a root was away, another folder was put in its place. A change in one of its
// folders does not bring back the books of the others.
func TestOfflineRootReplacedByAnother(t *testing.T) {
	above := tree(t, "root/Ann/1.mp3", "root/Ann/2.mp3", "root/Ben/3.mp3")
	root := above + "/root"
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	check(t, os.Rename(root, above+"/away"))
	check(t, os.Mkdir(root, 0o755))
	s.rescan()
	grow(t, root, "new/4.mp3")
	s.tell(func(o *owner) { o.changed(watch.Change{Root: root, Trees: []string{root + "/new"}}) })
	s.settle()
	if r := s.root(root); r.State != RootReady || r.Held.Missing != 3 || s.rows()[root+"/new/4.mp3"] == nil {
		t.Errorf("%+v %v", r, s.states())
	}
}

// A root without rows of its own contains another root. That it is empty is no evidence
// that the files of the inner root are gone.
func TestEmptyRootAroundAnOfflineOne(t *testing.T) {
	above := tree(t, "mount/books/a.mp3", "mount/books/b.mp3")
	mount, inner := above+"/mount", above+"/mount/books"
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(inner)
	s.settle()
	s.AddRoot(mount)
	s.settle()
	if s.root(mount).Files != 0 || s.root(inner).Files != 2 {
		t.Errorf("%+v", s.Status())
	}
	check(t, os.Rename(inner, above+"/pulled"))
	s.rescan()
	if s.root(inner).State != RootOffline || !s.all(2, book.Offline) {
		t.Errorf("%+v %v", s.Status().Roots, s.states())
	}
}

func TestFolderIsGone(t *testing.T) {
	root := tree(t, "a.mp3", "d.mp3", "sub/b.mp3", "sub/c.mp3")
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	check(t, os.RemoveAll(root+"/sub"))
	s.rescan(root + "/sub")
	if s.count(book.Missing) != 2 || s.rows()[root+"/a.mp3"].State != book.Probed || s.root(root).State != RootReady {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
	s.rescan(filepath.Dir(root)) // does nothing: the folder is in no root
	if s.count(book.Missing) != 2 {
		t.Error(s.states())
	}
}

// If a link has lost its target, the files below it are unknown, not missing.
func TestRowsBelowADeadLinkStay(t *testing.T) {
	outside := tree(t, "o.mp3")
	root := tree(t, "a.mp3")
	if err := os.Symlink(outside, root+"/link"); err != nil {
		t.Skip("symlink: ", err)
	}
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	check(t, os.Rename(outside, outside+".unplugged"))
	t.Cleanup(func() { os.RemoveAll(outside + ".unplugged") })
	check(t, os.Remove(root+"/a.mp3"))
	grow(t, root, "new.mp3")
	s.rescan()
	rows := s.rows()
	same(t, "rows", rows, root, "a.mp3", "new.mp3", "link/o.mp3")
	if rows[root+"/a.mp3"].State != book.Missing || rows[root+"/link/o.mp3"].State != book.Probed {
		t.Error(s.states())
	}
}

func TestCircleOfLinks(t *testing.T) {
	root := tree(t, "a/x.mp3")
	for link, to := range map[string]string{"a/up": "..", "a/self": ".", "b": "a"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Skip("symlink: ", err)
		}
	}
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	s.rescan()
	same(t, "rows", s.rows(), root, "a/x.mp3")
}

func TestOddNames(t *testing.T) {
	names := []string{"line\nbreak.mp3", "-y.mp3", "😀.mp3"}
	if runtime.GOOS == "linux" {
		names = append(names, "bad\xff\xfe.mp3", "fold\xe9r/x.mp3", "fold\xe8r/x.mp3")
	}
	root := tree(t, names...)
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	s.AddRoot(root)
	s.settle()
	s.rescan()
	same(t, "rows", s.rows(), root, append([]string(nil), names...)...)
	same(t, "probed", prober.takeCalls(), root, append([]string(nil), names...)...)
	if !s.all(len(names), book.Probed) {
		t.Error(s.states())
	}
}

func TestHundredLevels(t *testing.T) {
	below := strings.Repeat("deep/", 100)
	root := tree(t, below+"x.mp3", "y.mp3")
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	same(t, "rows", s.rows(), root, below+"x.mp3", "y.mp3")
	check(t, os.Remove(filepath.Join(root, below, "x.mp3")))
	s.rescan(filepath.Join(root, below[:len(below)/2]))
	if s.rows()[filepath.Join(root, below, "x.mp3")].State != book.Missing {
		t.Error(s.states())
	}
}

func TestFolderOf50000(t *testing.T) {
	const n, perRow = 50_000, 4 << 10 // bytes; a row without tags takes about 1 KiB
	root := tree(t)
	for i := range n {
		check(t, os.WriteFile(filepath.Join(root, fmt.Sprintf("part %d.mp3", i)), nil, 0o644))
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	hang := make(chan struct{})
	s := open(t, Options{Prober: &reader{gate: hold(hang)}, Workers: 2})
	defer close(hang)
	s.AddRoot(root)
	s.until("all rows", func() bool { return s.View().Len() == n && !s.Status().Scanning })
	runtime.GC()
	runtime.ReadMemStats(&after)
	if got := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / n; got > perRow {
		t.Errorf("%d bytes per row", got)
	} else {
		t.Logf("%d bytes per row", got)
	}
	s.Cancel()
	s.settle()
	if !s.all(n, book.Found) || s.root(root).Files != n {
		t.Errorf("%d files found", s.count(book.Found))
	}
}

func TestRemoveRootWhileItIsScanned(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(2000)...)
	other := tree(t, "o.mp3")
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(other)
	s.tell(func(o *owner) { o.addRoot(root); o.removeRoot(newRemoval(root)) })
	s.settle()
	same(t, "rows", s.rows(), other, "o.mp3")
	s.AddRoot(root)
	s.until("rows", func() bool { return s.View().Len() > 1 })
	s.RemoveRoot(root)
	s.settle()
	same(t, "rows", s.rows(), other, "o.mp3")
	s.tell(func(o *owner) { o.addRoot(root); o.removeRoot(newRemoval(root)); o.addRoot(root) })
	s.settle()
	if !s.all(2001, book.Probed) || s.root(root).State != RootReady || s.root(root).Files != 2000 {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
}

// The files of a removed root are no longer probed; those of other roots still are.
func TestRemoveRootWhileItIsProbed(t *testing.T) {
	one, other := tree(t, numbered(50)...), tree(t, "a.mp3", "b.mp3", "c.mp3")
	started := make(chan struct{}, 1)
	prober := &reader{gate: func(ctx context.Context, _ *book.File) error { nudge(started); <-ctx.Done(); return ctx.Err() }}
	s := open(t, Options{Prober: prober, Workers: 2})
	s.AddRoot(one)
	s.AddRoot(other)
	<-started
	s.until("all rows", func() bool { return s.View().Len() == 53 && !s.Status().Scanning })
	prober.set(nil)
	prober.takeCalls()
	s.RemoveRoot(one)
	s.settle()
	if !s.all(3, book.Probed) {
		t.Error(s.states())
	}
	same(t, "probed after that", prober.takeCalls(), other, "a.mp3", "b.mp3", "c.mp3")
	if w := s.Status().Probing; w.Done != w.Total || w.Running() {
		t.Errorf("%+v", w)
	}
}

func TestRootsInsideRoots(t *testing.T) {
	names := numbered(100)
	root := tree(t, names...)
	inner := root + "/book 3"
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	s.AddRoot(inner)
	s.AddRoot(root) // the scan of the inner root may still be running
	s.AddRoot(root + "/book 4")
	s.settle()
	if got := s.Status().Roots; len(got) != 2 {
		t.Errorf("%+v", got)
	}
	for range 5 {
		s.rescan()
		if !s.all(100, book.Probed) {
			t.Fatal(s.states())
		}
	}
	for path, n := range prober.takeCalls() {
		if n != 1 {
			t.Errorf("%q probed %d times", path, n)
		}
	}
	if s.root(inner).Files+s.root(root).Files != 100 {
		t.Errorf("%+v", s.Status())
	}
	s.RemoveRoot(inner)
	s.settle()
	if !s.all(100, book.Probed) || s.root(root).Files != 100 {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
	s.AddRoot(inner) // lies in a root, so it does not become one
	s.RemoveRoot(root)
	s.settle()
	if len(s.rows()) != 0 || len(s.Status().Roots) != 0 || len(s.Folders()) != 0 {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
}

// A pipe, a protected file and a file with a transient fault behave in the same way in
// every rescan.
func TestRescanOfFaults(t *testing.T) {
	root := tree(t, "drm.m4b", "slow.mp3", "text.mp3", "bad.aax")
	if err := os.Symlink("nowhere", root+"/dead.mp3"); err != nil {
		t.Skip("symlink: ", err)
	}
	prober := &reader{gate: func(_ context.Context, f *book.File) error {
		switch f.Name() {
		case "drm.m4b":
			return &book.Fault{Kind: book.Protected, Reason: "protected (DRM)"}
		case "slow.mp3":
			return &book.Fault{Kind: book.TimedOut, Reason: "timed out"}
		default:
			return errors.New("not an audio file")
		}
	}}
	s := open(t, Options{Prober: prober})
	s.AddRoot(root)
	s.settle()
	if !s.all(5, book.Failed) {
		t.Error(s.states())
	}
	first := s.rows()
	if first[root+"/dead.mp3"].Fault.Kind != book.Vanished || first[root+"/drm.m4b"].Fault.Kind != book.Protected {
		t.Error(first)
	}
	for range 3 {
		prober.takeCalls()
		s.rescan()
		same(t, "probed again", prober.takeCalls(), root, "slow.mp3")
		if !s.all(5, book.Failed) {
			t.Error(s.states())
		}
	}
}
