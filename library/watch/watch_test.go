package watch

import (
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for something before it fails: a busy machine takes a
// minute to handle 60,000 events.
const patience = 5 * time.Minute

// reader does what the receiver of changes must do: it lists the folders they
// name, and so knows the files of a root.
type reader struct {
	t       testing.TB
	root    string
	changes chan Change
	files   map[string]bool
	settled map[string]bool
	listed  []string // the folders, in turn
	flux    map[string]bool
	wholes  []string // the reasons
	notices int
	status  Status
}

func newReader(t testing.TB, root string) *reader {
	return &reader{t: t, root: root, changes: make(chan Change, 1), files: map[string]bool{}, settled: map[string]bool{}, flux: map[string]bool{}}
}

// deliver is for the Watcher. It ends when the test does.
func (r *reader) deliver(c Change) {
	select {
	case r.changes <- c:
	case <-r.t.Context().Done():
	}
}

// take lists the folders that a change names.
func (r *reader) take(c Change) {
	if c.Root != r.root {
		r.t.Errorf("change of root %q, want %q", c.Root, r.root)
	}
	if c.Whole && len(c.Trees)+len(c.Dirs) > 0 {
		r.t.Errorf("whole, and folders: %v %v", c.Trees, c.Dirs)
	}
	if c.Whole {
		r.wholes = append(r.wholes, c.Reason)
		r.list(r.root, true)
	}
	for _, dir := range c.Trees {
		r.list(dir, true)
	}
	for _, dir := range c.Dirs {
		r.list(dir, false)
	}
	for _, path := range c.Unsettled {
		delete(r.settled, path)
		r.flux[path] = true
	}
	for _, path := range c.Settled {
		if slices.Contains(c.Unsettled, path) {
			r.t.Errorf("%s has settled and has not", path)
		}
		delete(r.flux, path)
		r.settled[path] = true
	}
	if !c.Notice.IsZero() {
		r.notices++
	}
	r.status = c.Status
}

// list updates the files known in dir to those that exist: its own files and those of
// subfolders that are gone, or of all folders below.
func (r *reader) list(dir string, below bool) {
	r.listed = append(r.listed, dir)
	there := map[string]bool{}
	var read func(at string)
	read = func(at string) {
		entries, _ := os.ReadDir(at)
		for _, e := range entries {
			path := filepath.Join(at, e.Name())
			there[path] = true
			if e.IsDir() && below {
				read(path)
			} else if e.Type().IsRegular() {
				r.files[path] = true
			}
		}
	}
	read(dir)
	for path := range r.files {
		if rest, ok := strings.CutPrefix(path, dir+"/"); ok {
			name, _, deep := strings.Cut(rest, "/")
			at := path
			if deep && !below {
				at = filepath.Join(dir, name)
			}
			if !there[at] {
				delete(r.files, path)
			}
		}
	}
}

// until takes changes until done returns true.
func (r *reader) until(what string, done func() bool) {
	r.t.Helper()
	late := time.After(patience)
	for !done() {
		select {
		case c := <-r.changes:
			r.take(c)
		case <-late:
			r.t.Fatalf("waited in vain for: %s (%d files, %v, wholes %q)", what, len(r.files), r.status, r.wholes)
		}
	}
}

// untilSame takes changes until the files are those on the disk.
func (r *reader) untilSame() {
	r.t.Helper()
	r.until("the files on the disk", func() bool { return same(r.files, walk(r.root)) })
}

func (r *reader) untilWatching() {
	r.t.Helper()
	r.until("the watches", func() bool { return r.status.Mode == Watching })
}

func same(a, b map[string]bool) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if !b[k] {
			return false
		}
	}
	return true
}

func walk(root string) map[string]bool {
	files := map[string]bool{}
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files[path] = true
		}
		return nil
	})
	return files
}

func quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }

func start(t testing.TB, root string, opts Options) (*Watcher, *reader) {
	t.Helper()
	r := newReader(t, root)
	w := New(quietLog(), r.deliver)
	t.Cleanup(w.Close)
	w.Add(root, opts)
	return w, r
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, path, content string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, []byte(content), 0o644))
}

// TestFilesAsFastAsPossible creates 50 folders with 50 files each.
func TestFilesAsFastAsPossible(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	_, r := start(t, root, Options{})
	r.untilWatching()
	for i := range 50 {
		for j := range 50 {
			write(t, filepath.Join(root, "book "+string(rune('A'+i)), "part "+string(rune('A'+j))+".mp3"), "x")
		}
	}
	r.untilSame()
	if len(r.files) != 2500 {
		t.Errorf("%d files, want 2500", len(r.files))
	}
}

// TestNewFile checks that a new file is named at once, and again when it has
// settled; TestSettling checks the times. A folder moved in from elsewhere is
// named with everything below.
func TestNewFile(t *testing.T) {
	t.Parallel()
	root, outside := t.TempDir(), t.TempDir()
	write(t, filepath.Join(outside, "old/deep/y.mp3"), "y")
	_, r := start(t, root, Options{})
	r.untilWatching()
	path := filepath.Join(root, "x.mp3")
	began := time.Now()
	write(t, path, "x")
	r.until("the file", func() bool { return r.files[path] })
	r.until("the file to settle", func() bool { return r.settled[path] })
	if d := time.Since(began); d < quietLocal {
		t.Errorf("settled after %v", d)
	}
	check(t, os.Rename(filepath.Join(outside, "old"), filepath.Join(root, "old")))
	r.untilSame()
	if len(r.files) != 2 {
		t.Errorf("files are %v", r.files)
	}
}

// TestFolderRenamed follows a renamed folder under its new name, at any depth,
// and one moved in from outside the root.
func TestFolderRenamed(t *testing.T) {
	t.Parallel()
	parent := t.TempDir()
	root, outside := filepath.Join(parent, "root"), filepath.Join(parent, "outside")
	write(t, filepath.Join(root, "a/b/c/x.mp3"), "x")
	write(t, filepath.Join(outside, "d/e/y.mp3"), "y")
	_, r := start(t, root, Options{})
	r.list(root, true)
	r.untilWatching()
	check(t, os.Rename(filepath.Join(root, "a"), filepath.Join(root, "z")))
	check(t, os.Rename(filepath.Join(outside, "d"), filepath.Join(root, "z/d")))
	r.untilSame()
	write(t, filepath.Join(root, "z/b/c/late.mp3"), "x")
	write(t, filepath.Join(root, "z/d/e/late.mp3"), "x")
	write(t, filepath.Join(root, "a/b/c/again.mp3"), "x")
	r.untilSame()
	check(t, os.Rename(filepath.Join(root, "z/b"), filepath.Join(outside, "b")))
	r.untilSame()
	write(t, filepath.Join(outside, "b/c/elsewhere.mp3"), "x")
	write(t, filepath.Join(root, "a/b/last.mp3"), "x")
	r.untilSame()
	if len(r.files) != 4 {
		t.Errorf("files are %v", r.files)
	}
}

// TestMovedFileIsSeenFirst checks that the receiver sees a moved file at its
// new place before it misses it at the old one.
func TestMovedFileIsSeenFirst(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	from, to := filepath.Join(root, "a/x.mp3"), filepath.Join(root, "b/x.mp3")
	write(t, from, "x")
	write(t, filepath.Join(root, "b/other.mp3"), "x")
	_, r := start(t, root, Options{Since: time.Now().Add(time.Hour)})
	r.list(root, true)
	r.untilWatching()
	check(t, os.Rename(from, to))
	r.listed = nil
	r.untilSame()
	if was, is := slices.Index(r.listed, filepath.Dir(from)), slices.Index(r.listed, filepath.Dir(to)); is < 0 || is > was {
		t.Errorf("listed %q: missed at the old place first", r.listed)
	}
}

// TestRootDeletedAndBack looks for a deleted root, and follows it when it is
// back.
func TestRootDeletedAndBack(t *testing.T) {
	t.Parallel()
	root := filepath.Join(t.TempDir(), "root")
	_, r := start(t, root, Options{})
	r.until("that there is none", func() bool { return r.status.Mode == Gone && len(r.wholes) == 1 })
	for range 2 {
		write(t, filepath.Join(root, "a/x.mp3"), "x")
		r.untilWatching()
		r.untilSame()
		write(t, filepath.Join(root, "a/y.mp3"), "x")
		r.untilSame()
		check(t, os.RemoveAll(root))
		r.until("that it is gone", func() bool { return r.status.Mode == Gone })
		r.untilSame()
	}
	if s := r.status; s.Mode != Gone || s.Reason != "there is no such folder" {
		t.Errorf("status is %+v", s)
	}
}

// TestLinks checks that links are not followed, so that loops do no harm, and
// that their target folders are polled.
func TestLinks(t *testing.T) {
	t.Parallel()
	root, other := t.TempDir(), t.TempDir()
	check(t, os.Symlink(root, filepath.Join(root, "circle")))
	check(t, os.Symlink("nowhere", filepath.Join(root, "dangling")))
	w, r := start(t, root, Options{})
	r.untilWatching()
	if s := r.status; s.Folders != 1 || s.Polled != 1 {
		t.Errorf("status is %v", s)
	}
	check(t, os.Symlink(other, filepath.Join(root, "link")))
	r.until("the link", func() bool { return r.status.Polled == 2 })
	check(t, os.Remove(filepath.Join(root, "link")))
	r.until("its end", func() bool { return r.status.Polled == 1 })
	if s, ok := w.Status(root); !ok || s != (Status{Mode: Watching, Folders: 1, Polled: 1, Every: 15 * time.Minute}) {
		t.Errorf("status is %+v", s)
	}
}

// TestIgnored checks that ignored names are neither watched nor reported.
func TestIgnored(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, ".git/deep/x"), "x")
	hidden := func(path string, _ bool) bool { return strings.HasPrefix(filepath.Base(path), ".") }
	_, r := start(t, root, Options{Ignore: hidden, Since: time.Now().Add(time.Hour)})
	r.untilWatching()
	if r.status.Folders != 1 {
		t.Errorf("%d folders watched, want 1", r.status.Folders)
	}
	write(t, filepath.Join(root, ".new/deep/x.mp3"), "x")
	write(t, filepath.Join(root, ".x.mp3"), "x")
	check(t, os.Remove(filepath.Join(root, ".x.mp3")))
	write(t, filepath.Join(root, "x.mp3"), "x")
	for {
		c := <-r.changes
		for _, path := range slices.Concat(c.Dirs, c.Trees, c.Unsettled) {
			if path != root && strings.Contains(path[len(root):], "/.") {
				t.Errorf("%s was named", path)
			}
		}
		if r.take(c); r.files[filepath.Join(root, "x.mp3")] {
			break
		}
	}
}

// TestSince names exactly the changes between the start of the receiver's own
// listing and the watch.
func TestSince(t *testing.T) {
	root := t.TempDir()
	for _, name := range []string{"old", "touched", "grown"} {
		write(t, filepath.Join(root, name, "x.mp3"), "x")
	}
	began := time.Now().Add(time.Hour) // and two seconds of slack
	for _, at := range []string{"touched", "grown/x.mp3"} {
		late := began.Add(time.Minute)
		check(t, os.Chtimes(filepath.Join(root, at), late, late))
	}
	_, r := start(t, root, Options{Since: began})
	var named Change
	for last := filepath.Join(root, "last.mp3"); !slices.Contains(named.Unsettled, last); { // a busy machine finds them one by one
		c := <-r.changes
		named.Whole = named.Whole || c.Whole
		named.Trees, named.Dirs, named.Unsettled = append(named.Trees, c.Trees...), append(named.Dirs, c.Dirs...), append(named.Unsettled, c.Unsettled...)
		if c.Status.Mode == Watching {
			write(t, last, "x")
		}
	}
	slices.Sort(named.Dirs)
	slices.Sort(named.Unsettled)
	want := []string{root, filepath.Join(root, "grown"), filepath.Join(root, "touched")}
	if !slices.Equal(named.Dirs, want) || named.Whole || len(named.Trees) > 0 ||
		!slices.Equal(named.Unsettled, []string{filepath.Join(root, "grown/x.mp3"), filepath.Join(root, "last.mp3")}) {
		t.Errorf("named are %+v, want %v", named, want)
	}
}

// TestNestedRoots reports a folder in two roots, and a root inside another, in
// both.
func TestNestedRoots(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	inner := filepath.Join(root, "a/b")
	check(t, os.MkdirAll(inner, 0o755))
	out, in := newReader(t, root), newReader(t, inner)
	w := New(quietLog(), func(c Change) {
		if c.Root == inner {
			in.deliver(c)
		} else {
			out.deliver(c)
		}
	})
	defer w.Close()
	w.Add(root, Options{})
	w.Add(inner, Options{})
	out.untilWatching()
	in.untilWatching()
	write(t, filepath.Join(inner, "x.mp3"), "x")
	in.untilSame()
	out.untilSame()
	w.Remove(inner)
	write(t, filepath.Join(inner, "y.mp3"), "x")
	out.untilSame()
	if _, ok := w.Status(inner); ok {
		t.Error("the removed root has a status")
	}
}

// TestStalledReceiver sends 60,000 real events while the receiver stalls.
func TestStalledReceiver(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	_, r := start(t, root, Options{})
	r.untilWatching()
	write(t, filepath.Join(root, "first.mp3"), "x") // its change is not taken until the end
	for range 3 {
		for i := range 10_000 { // two events each: for the name and the bytes, or for the old bytes and the new
			write(t, filepath.Join(root, fmt.Sprint(i%20), fmt.Sprint(i, ".mp3")), "x")
		}
	}
	for i := range 10 {
		check(t, os.RemoveAll(filepath.Join(root, fmt.Sprint(i))))
	}
	r.untilSame()
	if len(r.wholes) > 1 {
		t.Errorf("listed as a whole because of %q, want once", r.wholes)
	}
}

// full reports whether events have been lost.
func (f *feed) full() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.lost != nil
}

// TestFullQueue is TestStalledReceiver, but the Watcher itself stalls, as on a hung
// disk, until its queue is full.
func TestFullQueue(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	stuck, free := make(chan struct{}), make(chan struct{})
	first := true
	w, r := start(t, root, Options{Ignore: func(path string, _ bool) bool {
		if first {
			first = false
			close(stuck)
			<-free
		}
		return false
	}})
	r.untilWatching()
	x, y := filepath.Join(root, "x.mp3"), filepath.Join(root, "y.mp3")
	write(t, x, "x")
	write(t, y, "y")
	<-stuck
	for f := w.root(root).feed; !f.full(); { // in turn: an event like the one before is not kept
		check(t, os.Chmod(x, 0o600))
		check(t, os.Chmod(y, 0o600))
	}
	write(t, filepath.Join(root, "late/x.mp3"), "x")
	close(free)
	r.until("the reconcile", func() bool { return len(r.wholes) > 0 })
	if !slices.Equal(r.wholes, []string{"events were lost"}) {
		t.Errorf("listed as a whole because of %q, want once, for lost events", r.wholes)
	}
	r.untilSame()
	write(t, filepath.Join(root, "late/y.mp3"), "x")
	r.untilSame()
}

// TestRandomHistoriesForReal runs random histories with the real fsnotify.
func TestRandomHistoriesForReal(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(string(rune('a'+seed)), func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			_, r := start(t, root, Options{})
			r.untilWatching()
			rng := rand.New(rand.NewPCG(seed, 11))
			k := &kernel{t: t} // no watcher to tell
			k.play(rng, root, 400, func() {
				select {
				case c := <-r.changes:
					r.take(c)
				default:
				}
			})
			r.untilSame()
			for path := range walk(root) {
				write(t, path[:len(path)-4]+" again.mp3", "x")
			}
			r.untilSame()
		})
	}
}

// TestClose closes the Watcher at any moment.
func TestClose(t *testing.T) {
	root := t.TempDir()
	for i := range 200 {
		check(t, os.Mkdir(filepath.Join(root, strconv.Itoa(i)), 0o755)) // letters would differ only in case
	}
	for range 20 {
		w := New(quietLog(), func(Change) {})
		w.Add(root, Options{})
		w.Add(root, Options{Poll: time.Minute})
		w.Add(root, Options{})
		w.Close()
		w.Add(root, Options{})
		w.Remove(root)
		w.Follow(root, root)
		w.Close()
	}
}
