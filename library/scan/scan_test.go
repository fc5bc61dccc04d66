package scan

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
)

// tree makes files below a new folder: "a/b.mp3" a file, "a/" a folder,
// "a -> b" a link to b.
func tree(t testing.TB, paths ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	check(t, err)
	grow(t, root, paths...)
	return root
}

func grow(t testing.TB, root string, paths ...string) {
	t.Helper()
	for _, p := range paths {
		p, target, link := strings.Cut(p, " -> ")
		full := filepath.Join(root, p)
		check(t, os.MkdirAll(filepath.Dir(full), 0o755))
		switch {
		case link:
			check(t, os.Symlink(target, full))
		case strings.HasSuffix(p, "/"):
			check(t, os.MkdirAll(full, 0o755))
		default:
			check(t, os.WriteFile(full, []byte(p), 0o644))
		}
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// list walks dir to the end and returns the files by path below root.
func list(t testing.TB, root, dir string) (map[string]book.File, Report) {
	t.Helper()
	return listWith(t, root, dir, Options{})
}

func listWith(t testing.TB, root, dir string, opts Options) (map[string]book.File, Report) {
	t.Helper()
	files := map[string]book.File{}
	r, err := Walk(t.Context(), root, dir, opts, func(batch []book.File) {
		if len(batch) == 0 || len(batch) > batchLen {
			t.Errorf("a batch of %d", len(batch))
		}
		for _, f := range batch {
			name := filepath.ToSlash(strings.TrimPrefix(f.Path, root+string(filepath.Separator)))
			if _, twice := files[name]; twice {
				t.Errorf("%q listed twice", name)
			}
			if f.Root != root || f.ID != 0 || (f.State == book.Failed) != (f.Fault != nil) {
				t.Errorf("odd file %+v", f)
			}
			files[name] = f
		}
	})
	check(t, err)
	if r.Files != len(files) {
		t.Errorf("report says %d files, %d came", r.Files, len(files))
	}
	return files, r
}

func sorted(files map[string]book.File) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func want(t testing.TB, files map[string]book.File, names ...string) {
	t.Helper()
	slices.Sort(names)
	if got := sorted(files); !slices.Equal(got, names) {
		t.Errorf("listed %q\n    want %q", got, names)
	}
}

func fault(t testing.TB, f book.File, kind book.FaultKind, reason string) {
	t.Helper()
	if f.State != book.Failed || f.Fault == nil || f.Fault.Kind != kind || f.Fault.Reason != reason {
		t.Errorf("%q is %v, %+v; want %d %q", f.Path, f.State, f.Fault, kind, reason)
	}
}

func TestWalkReportsEachFile(t *testing.T) {
	root := tree(t, "a.mp3", "Author/Series/Title/01.M4B", "Author/Series/Title/cover.jpg", "empty/")
	then := time.Unix(1234567890, 123456700)
	path := filepath.Join(root, "a.mp3")
	check(t, os.Chtimes(path, then, then))
	files, r := list(t, root, root)
	want(t, files, "a.mp3", "Author/Series/Title/01.M4B")
	f := files["a.mp3"]
	if f.Path != path || f.Size != 5 || f.Modified != then.UnixNano() || f.State != book.Found {
		t.Errorf("%+v", f)
	}
	if r.Folders != 5 || len(r.Problems) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsAudio(t *testing.T) {
	for name, is := range map[string]bool{
		"x.mp3": true, "X.MP3": true, "a.b.Opus": true, "x.aax": true, "x.aaxc": true, "tmp.mp3": true, "x.tmpl.mp3": true,
		"x": false, "mp3": false, ".mp3": false, "._x.mp3": false, "x.mp3.part": false, "x.mp3.": false,
		"x.m4b.crdownload": false, "x.jpg": false, "": false, "x.mp3 ": false,
	} {
		if IsAudio(name) != is {
			t.Errorf("IsAudio(%q) = %v", name, !is)
		}
	}
}

func TestIgnored(t *testing.T) {
	root := tree(t,
		".ignore", "in.mp3", // a marker in the root hides nothing
		".git/a.mp3", "@eaDir/b.mp3", "#recycle/c.mp3", "lost+found/d.mp3", "$RECYCLE.BIN/e.mp3",
		"safari.download/f.mp3", "f.mp3.part", "._f.mp3", "incomplete/k.mp3", "RECYCLER/l.mp3",
		"Foo.tmp/1.mp3", "Vol. 1.part/2.mp3", "x.tmp.mp3/3.mp3", "Emma (conflicted copy 2024-01-31)/4.mp3", // rules for files
		"Ann/incomplete/6.mp3", "Ann/Recycled/7.mp3", "...And Then/8.mp3", "~$open.mp3",
		"marked/.nomedia", "marked/g.mp3", "marked/deep/h.mp3", "also/x/.ignore", "also/x/i.mp3", "also/j.mp3")
	files, _ := list(t, root, root)
	want(t, files, "in.mp3", "also/j.mp3", "Foo.tmp/1.mp3", "Vol. 1.part/2.mp3", "x.tmp.mp3/3.mp3",
		"Emma (conflicted copy 2024-01-31)/4.mp3", "Ann/incomplete/6.mp3", "Ann/Recycled/7.mp3", "...And Then/8.mp3")
	for _, dir := range []string{"marked", "marked/deep", "@eaDir", "also/x"} {
		files, r := list(t, root, filepath.Join(root, dir))
		want(t, files)
		if gone := filepath.Join(root, dir, "g.mp3"); !r.Covers(gone) || !r.Hides(gone) {
			t.Errorf("%s is not covered, or not hidden", dir)
		}
	}
	title := tree(t, "Incomplete/5.mp3") // capital letters make it the name of a book
	files, _ = list(t, title, title)
	want(t, files, "Incomplete/5.mp3")
	_, r := list(t, root, root)
	for name, is := range map[string]bool{
		"marked/g.mp3": true, "marked/deep/h.mp3": true, "also/x/i.mp3": true,
		"also/j.mp3": false, "also/gone.mp3": false, "marked 2/g.mp3": false, "in.mp3": false,
	} {
		if r.Hides(filepath.Join(root, name)) != is {
			t.Errorf("Hides(%q) = %v", name, !is)
		}
	}
	hiddenRoot := filepath.Join(root, ".git")
	files, _ = list(t, hiddenRoot, hiddenRoot)
	want(t, files, "a.mp3")
}

// TestConflictsOfResilio: a copy of Resilio Sync is only known by the file beside it.
func TestConflictsOfResilio(t *testing.T) {
	root := tree(t, "a/x.mp3", "a/x.Conflict.mp3", "a/y.Conflict.mp3", "b/x.Conflict.mp3", "c/Ann.Day.Conflict.mp3", "c/Ann.Day.m4b", "d/Conflict.mp3", "d/z.Conflict/1.mp3", "d/z")
	files, _ := list(t, root, root)
	want(t, files, "a/x.mp3", "a/y.Conflict.mp3", "b/x.Conflict.mp3", "c/Ann.Day.Conflict.mp3", "c/Ann.Day.m4b", "d/Conflict.mp3", "d/z.Conflict/1.mp3")
	flat := map[string]book.File{}
	_, err := Walk(t.Context(), root, filepath.Join(root, "a"), Options{Flat: true}, func(batch []book.File) {
		for _, f := range batch {
			flat[filepath.ToSlash(strings.TrimPrefix(f.Path, root+string(filepath.Separator)))] = f
		}
	})
	check(t, err)
	want(t, flat, "a/x.mp3", "a/y.Conflict.mp3")
}

func TestRootThatCannotBeRead(t *testing.T) {
	root := tree(t, "file.mp3", "sub/")
	for _, c := range []struct {
		root, dir, reason string
		is                error
	}{
		{root + "/none", root + "/none", "folder does not exist", fs.ErrNotExist},
		{root, root + "/none", "folder does not exist", fs.ErrNotExist},
		{root + "/file.mp3", root + "/file.mp3", "is a file, not a folder", nil},
		{root + "/sub", root, "is not inside its library", nil},
		{root + "/su", root + "/sub", "is not inside its library", nil},
		{"sub", "sub", "is not an absolute path", nil},
	} {
		r, err := Walk(t.Context(), c.root, c.dir, Options{}, func(f []book.File) { t.Error("emitted", f) })
		var p Problem
		if !errors.As(err, &p) || p.Reason() != c.reason || p.Path != filepath.Clean(c.dir) {
			t.Errorf("%s: %v, want %q", c.dir, err, c.reason)
		}
		if c.is != nil && !errors.Is(err, c.is) {
			t.Errorf("%v is not %v", err, c.is)
		}
		if r.Covers(c.dir) || r.Covers(c.dir+"/x") {
			t.Errorf("%s is covered", c.dir)
		}
	}
}

func TestCovers(t *testing.T) {
	root := tree(t, "a/b/c.mp3")
	sep := string(filepath.Separator)
	_, r := list(t, root, filepath.Join(root, "a"))
	for path, is := range map[string]bool{
		root + sep + "a": true, root + sep + "a" + sep + "gone" + sep + "x.mp3": true,
		root + sep + "ab": false, root: false, root + sep + "x.mp3": false,
	} {
		if r.Covers(path) != is {
			t.Errorf("Covers(%q) = %v", path, !is)
		}
	}
	if (Report{}).Covers(root) {
		t.Error("nothing covers something")
	}
}

func TestHundredLevels(t *testing.T) {
	deep := strings.Repeat("d/", 100)
	root := tree(t, deep+"x.mp3")
	files, r := list(t, root, root)
	want(t, files, deep+"x.mp3")
	if r.Folders != 101 {
		t.Errorf("%d folders", r.Folders)
	}
}

func TestFiftyThousandInOneFolder(t *testing.T) {
	const n = 50_000
	root := tree(t)
	for i := range n {
		f, err := os.Create(filepath.Join(root, fmt.Sprintf("%d.mp3", i)))
		check(t, err)
		f.Close()
	}
	if files, _ := list(t, root, root); len(files) != n {
		t.Errorf("%d files", len(files))
	}
}

// TestVanished removes a file between listing and stat, and a folder between
// listing and opening: both are gone.
func TestVanished(t *testing.T) {
	root := tree(t, "a.mp3", "b.mp3", "sub/c.mp3")
	w := newWalk(root, root, Options{}, nil)
	d, err := openFolder(root)
	check(t, err)
	defer d.Close()
	entries, err := w.names(t.Context(), d)
	check(t, err)
	check(t, os.Remove(filepath.Join(root, "a.mp3")))
	check(t, os.RemoveAll(filepath.Join(root, "sub")))
	var f find
	for _, e := range entries {
		w.inspect(t.Context(), d, subfolder{path: root}, root+string(filepath.Separator), e, &f)
	}
	if len(f.files) != 1 || len(f.folders)+len(f.problems)+len(f.lost) != 0 {
		t.Errorf("%+v", f)
	}

	root = tree(t, "sub/c.mp3")
	w = newWalk(root, root, Options{}, func(f []book.File) { t.Error("emitted", f) })
	w.open = func(path string) (*folder, error) {
		if path != root {
			check(t, os.RemoveAll(path))
		}
		return openFolder(path)
	}
	r, err := w.run(t.Context())
	if err != nil || len(r.Problems) != 0 || !r.Covers(filepath.Join(root, "sub", "c.mp3")) {
		t.Error(r, err)
	}
}

// TestCancelIsPrompt: a walk that is cancelled opens hardly a further folder, and waits for
// nothing.
func TestCancelIsPrompt(t *testing.T) {
	paths := make([]string, 3000)
	for i := range paths {
		paths[i] = fmt.Sprintf("%d/%d.mp3", i/10, i)
	}
	root := tree(t, paths...)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var at time.Time
		w := newWalk(root, root, Options{}, func([]book.File) {
			if at.IsZero() {
				at = time.Now()
				cancel()
			}
		})
		var late atomic.Int64
		w.open = func(path string) (*folder, error) {
			if ctx.Err() != nil {
				late.Add(1)
			}
			return openFolder(path)
		}
		r, err := w.run(ctx)
		if took := time.Since(at); took > 0 {
			t.Errorf("it waited for %v", took)
		}
		synctest.Wait()
		if n := late.Load(); n > 3*inFlight { // what the readers were about to open, and what still had room on its way
			t.Errorf("%d folders were opened", n)
		}
		if err != context.Canceled || r.Covers(root) {
			t.Errorf("%v, %+v", err, r)
		}
	})
}

func TestReaderStopsInsideAFolder(t *testing.T) {
	paths := make([]string, 3*batchLen)
	for i := range paths {
		paths[i] = fmt.Sprintf("%d.mp3", i)
	}
	root := tree(t, paths...)
	ctx, cancel := context.WithCancel(t.Context())
	sent := 0
	r := reader{root: root, dir: root, open: openFolder, heartbeat: &heartbeat{}, send: func(find) error { sent++; cancel(); return nil }}
	if err := r.read(ctx, subfolder{path: root}); err != context.Canceled || sent != 1 {
		t.Errorf("%v after %d parts", err, sent)
	}
}

// TestBatches emits parts of 7 and 100, which never fill a batch exactly; list
// checks the lengths.
func TestBatches(t *testing.T) {
	var paths []string
	for i := range 700 {
		paths = append(paths, fmt.Sprintf("a/%d/%d.mp3", i/7, i), fmt.Sprintf("b/%d/%d.mp3", i/100, i))
	}
	root := tree(t, paths...)
	if files, _ := list(t, root, root); len(files) != len(paths) {
		t.Errorf("%d files", len(files))
	}
}

// TestCancelWhileTheDiskHangs simulates the hung disk, which a test cannot
// have.
func TestCancelWhileTheDiskHangs(t *testing.T) {
	root := tree(t, "1/", "2/", "3/", "4/", "5/", "6/", "7/", "8/", "9/", "10/", "11/", "12/")
	synctest.Test(t, func(t *testing.T) {
		release, hung := make(chan struct{}), make(chan struct{}, 100)
		w := newWalk(root, root, Options{}, func([]book.File) {})
		w.open = func(path string) (*folder, error) {
			if path != root {
				hung <- struct{}{}
				<-release
			}
			return openFolder(path)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begin := time.Now()
		_, err := w.run(ctx)
		if took := time.Since(begin); err != context.DeadlineExceeded || took > time.Minute+50*time.Millisecond {
			t.Errorf("%v after %v", err, took)
		}
		if len(hung) != inFlight {
			t.Errorf("%d operations in flight", len(hung))
		}
		close(release) // every reader ends, or synctest says so
	})
}

func TestRowsDoNotWaitForSlowFolders(t *testing.T) {
	root := tree(t, "a.mp3", "slow/b.mp3")
	synctest.Test(t, func(t *testing.T) {
		w := newWalk(root, root, Options{}, nil)
		begin := time.Now()
		var at []time.Duration
		w.emit = func([]book.File) { at = append(at, time.Since(begin)) }
		w.open = func(path string) (*folder, error) {
			if path != root {
				<-time.After(time.Minute)
			}
			return openFolder(path)
		}
		_, err := w.run(t.Context())
		check(t, err)
		if want := []time.Duration{batchAge, time.Minute}; !slices.Equal(at, want) {
			t.Errorf("emitted at %v, want %v", at, want)
		}
	})
}

// TestBackPressure checks that the walk stops while emit blocks, so that the
// files read ahead are bounded.
func TestBackPressure(t *testing.T) {
	paths := make([]string, 40*batchLen)
	for i := range paths {
		paths[i] = fmt.Sprintf("%d/%d.mp3", i/batchLen, i)
	}
	root := tree(t, paths...)
	synctest.Test(t, func(t *testing.T) {
		opened := make(chan string, 100)
		release := make(chan struct{})
		w := newWalk(root, root, Options{}, func([]book.File) { <-release })
		w.open = func(path string) (*folder, error) { opened <- path; return openFolder(path) }
		go func() {
			synctest.Wait()
			if n := len(opened); n > 3*inFlight {
				t.Errorf("%d folders read ahead", n)
			}
			close(release)
		}()
		r, err := w.run(t.Context())
		if err != nil || r.Files != len(paths) {
			t.Error(r, err)
		}
	})
}
