package library

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lectern/library/book"
)

// patience is how long a test waits for an expected event: far longer than any machine
// needs, so that only a hang exceeds it.
const patience = 60 * time.Second

// opened is a library under test. It is closed when the test ends, and must leave no
// goroutine behind.
type opened struct {
	*Library
	t    *testing.T
	news chan struct{} // one slot; filled by Updated
}

// editAll sets fields of several books to the same texts, as one command.
func (s *opened) editAll(ids []book.ID, fields map[string]*string) {
	edits := map[book.ID]map[string]*string{}
	for _, id := range ids {
		edits[id] = fields
	}
	s.Edit(edits)
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, opts Options) *opened {
	t.Helper()
	opts.EveryFile = true
	return openAs(t, opts)
}

// openAs is open whose rows are those of opts.EveryFile.
func openAs(t *testing.T, opts Options) *opened {
	t.Helper()
	verifyNoGoroutines(t)
	s := &opened{t: t, news: make(chan struct{}, 1)}
	opts.Updated = func() { nudge(s.news) }
	var err error
	s.Library, err = Open(opts)
	check(t, err)
	t.Cleanup(s.close)
	return s
}

// verifyNoGoroutines fails the test if a goroutine that the test starts from now on is left
// when it ends. A label that goroutines inherit tells them from those of tests that run at
// the same time.
func verifyNoGoroutines(t *testing.T) {
	t.Helper()
	label := fmt.Sprintf("%s, library %d", t.Name(), libraries.Add(1))
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), pprof.Labels("test", label)))
	t.Cleanup(func() {
		pprof.SetGoroutineLabels(context.Background())
		late := time.After(patience)
		for {
			left := goroutines(label)
			if left == "" {
				return
			}
			select {
			case <-time.After(10 * time.Millisecond): // the stacks of all goroutines are read each time
			case <-late:
				t.Error("goroutines are left:\n", left)
				return
			}
		}
	})
}

// libraries is the number of libraries that the tests opened.
var libraries atomic.Int64

// goroutines returns the stacks of the goroutines with this label.
func goroutines(label string) string {
	var profile strings.Builder
	if err := pprof.Lookup("goroutine").WriteTo(&profile, 1); err != nil {
		panic(err)
	}
	var stacks []string
	for stack := range strings.SplitSeq(profile.String(), "\n\n") {
		if strings.Contains(stack, strconv.Quote(label)) {
			stacks = append(stacks, stack)
		}
	}
	return strings.Join(stacks, "\n\n")
}

// close fails the test if Close hangs.
func (s *opened) close() {
	s.t.Helper()
	soon(s.t, "Close returns", func() { s.Close() })
}

// soon fails the test if do takes longer than patience.
func soon(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { do(); close(done) }()
	select {
	case <-done:
	case <-time.After(patience):
		t.Fatal("waited in vain: ", what)
	}
}

// until waits for the library to report something that makes cond true.
func (s *opened) until(what string, cond func() bool) {
	s.t.Helper()
	late := time.After(patience)
	for !cond() {
		select {
		case <-s.news:
		case <-late:
			s.t.Fatalf("waited in vain: %s; %+v; %v", what, *s.Status(), s.states())
		}
	}
}

func (s *opened) settle() {
	s.t.Helper()
	s.until("settled", s.Settled)
}

// stopped keeps that the user stopped at a time of a file.
func (s *opened) stopped(file book.ID, at time.Duration, now time.Time) {
	s.KeepListened(Listened{File: file, At: at, Now: now})
}

// heard keeps that the user heard some of a file, from its beginning.
func (s *opened) heard(file book.ID, title string, heard book.Heard, now time.Time) {
	s.KeepListened(Listened{File: file, Title: title, Heard: heard, Now: now})
}

// rescan calls Rescan and waits until the library has settled.
func (s *opened) rescan(folders ...string) {
	s.t.Helper()
	s.Rescan(folders...)
	s.settle()
}

// rows returns the books of the view by path. It fails the test if two have one path.
func (s *opened) rows() map[string]*book.Book {
	s.t.Helper()
	v := s.View()
	rows := make(map[string]*book.Book, v.Len())
	for i := range v.Len() {
		b := v.At(i)
		if rows[b.Path] != nil {
			s.t.Fatalf("%q has two rows", b.Path)
		}
		rows[b.Path] = b
	}
	return rows
}

func (s *opened) states() map[string]int {
	n := map[string]int{}
	for i, v := 0, s.View(); i < v.Len(); i++ {
		state := v.At(i).State
		n[fmt.Sprintf("%v (%d)", state, state)]++ // two states have one word
	}
	return n
}

// all reports whether there are n rows, all in this state.
func (s *opened) all(n int, state book.State) bool {
	rows := s.rows()
	for _, b := range rows {
		if b.State != state {
			return false
		}
	}
	return len(rows) == n
}

func (s *opened) count(state book.State) (n int) {
	for _, b := range s.rows() {
		if b.State == state {
			n++
		}
	}
	return n
}

// filesOf returns the files of books.
func (s *opened) filesOf(ids ...book.ID) (files []*book.File) {
	s.tell(func(o *owner) {
		for _, r := range o.state.Listed.RowsOf(ids) {
			files = append(files, r.File)
		}
	})
	return files
}

// root returns what Status shows about a root, the zero Root if there is none.
func (s *opened) root(path string) Root {
	for _, r := range s.Status().Roots {
		if r.Path == path {
			return r
		}
	}
	return Root{}
}

// reader is a Prober that takes a file's content for its title. It counts its calls. gate
// can hold a call back, or fail it.
type reader struct {
	gate func(ctx context.Context, f *book.File) error // nil: open

	mu    sync.Mutex
	calls map[string]int
}

func (r *reader) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	r.mu.Lock()
	if r.calls == nil {
		r.calls = map[string]int{}
	}
	r.calls[f.Path]++
	gate := r.gate
	r.mu.Unlock()
	if gate != nil {
		if err := gate(ctx, f); err != nil {
			return nil, err
		}
	}
	text, err := os.ReadFile(f.Path)
	if err != nil {
		return nil, &book.Fault{Kind: book.Vanished, Reason: "gone"}
	}
	return &book.Media{Codec: "MP3", Duration: time.Second, Tags: book.Tags{Title: string(text)}}, nil
}

// patient is a reader that may take as long as it likes: the pool does not suspect the
// disk, puts no other reader in its place and reports nothing.
type patient struct{ reader }

func (*patient) Patience() time.Duration { return time.Hour }

// takeCalls returns the number of calls by path since the last takeCalls.
func (r *reader) takeCalls() map[string]int {
	r.mu.Lock()
	defer r.mu.Unlock()
	calls := r.calls
	r.calls = map[string]int{}
	return calls
}

func (r *reader) set(gate func(context.Context, *book.File) error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.gate = gate
}

// hold returns a gate for a reader that hangs: it stays shut until the channel is closed,
// even if the context ends.
func hold(open <-chan struct{}) func(context.Context, *book.File) error {
	return func(context.Context, *book.File) error { <-open; return nil }
}

// tree creates a folder of files and returns its path. The content of a file is its name.
func tree(t testing.TB, names ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	check(t, err)
	grow(t, root, names...)
	return root
}

func grow(t testing.TB, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		write(t, filepath.Join(root, name), filepath.Base(name))
	}
}

func write(t testing.TB, path, text string) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o755))
	check(t, os.WriteFile(path, []byte(text), 0o644))
}

// numbered returns n names of audio files.
func numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("book %d/part %d.mp3", i/5, i)
	}
	return names
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// same fails the test unless the keys of got are want below root.
func same[V any](t *testing.T, what string, got map[string]V, root string, want ...string) {
	t.Helper()
	for i := range want {
		want[i] = filepath.Join(root, want[i])
	}
	slices.Sort(want)
	if keys := slices.Sorted(maps.Keys(got)); !slices.Equal(keys, want) {
		t.Errorf("%s: %q, want %q", what, keys, want)
	}
}
