package watch

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience is how long a test waits for what must come, before it fails.
const patience = 20 * time.Second

// reader does with changes what their receiver should: it lists what they
// name, and so knows the files of a root.
type reader struct {
	t       testing.TB
	root    string
	changes chan Change
	files   map[string]bool
	settled map[string]bool
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

// take lists what a change names.
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
	if c.Notice != "" {
		r.notices++
	}
	r.status = c.Status
}

// list makes what is known of dir what there is: of its own files and of the
// subfolders that are gone, or of all below.
func (r *reader) list(dir string, below bool) {
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

// until takes changes until done says so.
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

// Scenario 4 of FAULTS: 50 folders with 50 files each, as fast as possible.
func TestScenario4FilesAsFastAsPossible(t *testing.T) {
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
