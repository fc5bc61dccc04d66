package library

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/watch"
)

var tidyFor = flag.Duration("tidy", 0, "how long TestTidiedUnderTheWatcher goes on; 0 is one round")

// tidySeeds is the number of runs of TestTidiedByHints.
const tidySeeds = 100

// The user moves, renames, copies, deletes and puts back files while the window is open.
// The hints of the watcher alone lead to one correct row for each file, with its earlier
// ID, date and edits.
func TestTidiedByHints(t *testing.T) {
	eachSeed(t, tidySeeds, func(t *testing.T, seed uint64) { newTidying(t, rand.New(rand.NewPCG(seed, 2)), false).goOn() })
}

// TestTidiedUnderTheWatcher is TestTidiedByHints with the real watcher.
func TestTidiedUnderTheWatcher(t *testing.T) {
	t.Parallel()
	seed := uint64(0)
	if *tidyFor > 0 {
		seed = uint64(time.Now().UnixNano())
	}
	for began := time.Now(); ; seed++ {
		ok := t.Run(fmt.Sprint(seed), func(t *testing.T) { newTidying(t, rand.New(rand.NewPCG(seed, 3)), true).goOn() })
		if !ok || time.Since(began) >= *tidyFor {
			break
		}
	}
}

// identity is the part of a row that must follow the content of its file.
type identity struct {
	id    book.ID
	added int64
	title string // as the user edited it, "" for no edit
}

// tidying is a library whose folders the user tidies up.
type tidying struct {
	*opened
	r       *rand.Rand
	watched bool // there is a real watcher; otherwise the test makes the hints
	opts    Options
	dir     string
	made    int
	begun   int                 // number of files at the start
	files   map[string]string   // contents by path
	known   map[string]identity // by content, as of when the library was last at rest
	gone    map[string]bool     // contents that were known and no longer exist
	lately  map[string]bool     // contents added since the library was last at rest
	hints   []watch.Change      // not reported yet
	gate    chan struct{}       // readers wait for it unless it is nil
	mu      sync.Mutex
	log     []string
}

// Write receives a line of the library's log.
func (d *tidying) Write(line []byte) (int, error) {
	d.note(strings.TrimSpace(string(line)))
	return len(line), nil
}

// note records an event, to be printed if the test fails.
func (d *tidying) note(what string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, strings.ReplaceAll(what, d.dir+"/", ""))
}

func newTidying(t *testing.T, r *rand.Rand, watched bool) *tidying {
	d := &tidying{
		r: r, watched: watched, dir: tree(t), files: map[string]string{},
		known: map[string]identity{}, gone: map[string]bool{}, lately: map[string]bool{},
		opened: &opened{t: t}, // for the first files
	}
	for a := range 3 {
		for b := range 2 {
			for range 2 + r.IntN(4) {
				d.create(filepath.Join(d.dir, fmt.Sprintf("Author %d/Book %d", a, b)))
			}
		}
	}
	d.begun, d.hints = d.made, nil
	d.opts = Options{Log: slog.New(slog.NewTextHandler(d, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		return a
	}})), Catalog: filepath.Join(shared(t), "c.db"), Prober: &reader{}, Watch: watched}
	d.opened = open(t, d.opts)
	d.AddRoot(d.dir)
	d.look()
	return d
}

func (d *tidying) goOn() {
	defer func() {
		if d.t.Failed() {
			d.t.Log(strings.Join(d.log, "\n"))
		}
	}()
	for range 10 + d.r.IntN(15) {
		d.step()
		if d.r.IntN(2) == 0 {
			d.announce()
		}
		if d.r.IntN(3) == 0 {
			d.look()
		}
		if d.t.Failed() {
			return
		}
	}
	d.look()
}

func (d *tidying) step() {
	switch d.r.IntN(13) {
	case 0: // an author
		if a := d.folder(1); a != "" {
			d.rename(a, filepath.Join(d.dir, fmt.Sprintf("Author %d", d.r.IntN(6))))
		}
	case 1: // a book, perhaps to another author
		if b := d.folder(2); b != "" {
			d.rename(b, filepath.Join(d.parent(), fmt.Sprintf("Book %d", d.r.IntN(4))))
		}
	case 2: // letter case alone
		if f := d.folder(1 + d.r.IntN(2)); f != "" {
			name := strings.ToUpper(filepath.Base(f))
			if name == filepath.Base(f) {
				name = strings.ToLower(name)
			}
			d.rename(f, filepath.Join(filepath.Dir(f), name))
		}
	case 3: // one file, perhaps up to the root
		if f := d.file(); f != "" {
			d.rename(f, filepath.Join(cmp.Or(d.folder(d.r.IntN(3)), d.dir), filepath.Base(f)))
		}
	case 4: // to another disk and back: a copy, then the original is deleted
		if f := d.folder(1 + d.r.IntN(2)); f != "" {
			d.transfer(f, filepath.Join(d.dir, fmt.Sprintf("Copied %d", d.r.IntN(3))))
		}
	case 5: // several in quick succession
		if a := d.folder(1); a != "" {
			for i := range 3 {
				to := filepath.Join(d.dir, fmt.Sprintf("Quick %d", i))
				if d.rename(a, to) {
					a = to
				}
			}
		}
	case 6: // nested: the author, then a book in it
		if b := d.folder(2); b != "" {
			if to := filepath.Join(d.dir, fmt.Sprintf("Nested %d", d.r.IntN(3))); d.rename(filepath.Dir(b), to) {
				d.rename(filepath.Join(to, filepath.Base(b)), filepath.Join(to, fmt.Sprintf("Inner %d", d.r.IntN(3))))
			}
		}
	case 7:
		d.create(cmp.Or(d.folder(2), d.dir))
	case 8:
		if f := d.file(); f != "" && len(d.gone) < 4 && !d.lately[d.files[f]] {
			d.delete(f)
		}
	case 9: // a deleted file is restored from a backup
		for content := range d.gone {
			d.put(filepath.Join(cmp.Or(d.folder(2), d.dir), "back "+d.name(content)), content)
			break
		}
	case 10:
		if d.gate == nil && !d.watched {
			gate := make(chan struct{})
			d.gate = gate
			d.opts.Prober.(*reader).set(func(context.Context, *book.File) error { <-gate; return nil })
		}
	case 12: // a name in use: its file moves away, and another file gets the name
		d.look()
		a, b := d.file(), d.file()
		if d.lasting(a) && d.lasting(b) && a != b {
			if d.rename(b, filepath.Join(filepath.Dir(b), fmt.Sprintf("away %d %s", d.r.IntN(1000), filepath.Base(b)))) {
				d.rename(a, b)
			}
		}
		d.look()
	case 11:
		d.look()
		switch f := d.file(); d.r.IntN(4) {
		case 0:
			if f != "" {
				d.typeIn(f)
			}
		case 1:
			if f != "" {
				d.anew(f)
			}
		case 2:
			d.note("restart")
			d.close()
			d.opened = open(d.t, d.opts)
			d.look()
		case 3: // a missing book that the user removed comes back with its file
			for _, b := range d.rows() {
				if b.State == book.Missing {
					d.note("remove " + b.Path)
					d.Remove(b.ID)
				}
			}
		}
	}
}

// lasting reports whether a file existed from the start. A newer file that is renamed
// over another may count as the temporary file of a tagger.
func (d *tidying) lasting(path string) bool {
	content := d.files[path]
	_, known := d.known[content]
	return known && content[:4] <= fmt.Sprintf("%04d", d.begun)
}

// name is the name of the file with a content.
func (d *tidying) name(content string) string { return strings.Fields(content)[0] + ".mp3" }

// create makes a file with new content of a size that other files have too.
func (d *tidying) create(dir string) {
	d.made++
	content := fmt.Sprintf("%04d %s", d.made, strings.Repeat("x", 1+d.r.IntN(3)))
	d.put(filepath.Join(dir, d.name(content)), content)
}

func (d *tidying) put(path, content string) {
	d.note("put " + path)
	came := d.first(path)
	write(d.t, path, content)
	if came != path {
		d.hint(true, came)
	}
	d.files[path] = content
	delete(d.gone, content)
	d.lately[content] = true
	d.hint(false, filepath.Dir(path))
}

func (d *tidying) delete(path string) {
	d.note("delete " + path)
	check(d.t, os.Remove(path))
	content := d.files[path]
	delete(d.files, path)
	if _, known := d.known[content]; known {
		d.gone[content] = true
	}
	d.hint(false, filepath.Dir(path))
}

// rename moves a file or a folder to a path where nothing exists. It reports whether it
// did.
func (d *tidying) rename(from, to string) bool {
	if _, err := os.Lstat(to); err == nil || text.Within(to, from) {
		return false
	}
	d.note("rename " + from + " to " + to)
	info, err := os.Stat(from)
	check(d.t, err)
	came := d.first(to)
	check(d.t, os.MkdirAll(filepath.Dir(to), 0o755))
	check(d.t, os.Rename(from, to))
	d.moved(from, to)
	d.tellMove(info.IsDir() || came != to, from, came)
	return true
}

func (d *tidying) tellMove(folder bool, from, to string) {
	tell := []func(){
		func() {
			if folder {
				d.hint(true, to)
			} else {
				d.hint(false, filepath.Dir(to))
			}
		},
		func() { d.hint(false, filepath.Dir(from)) },
	}
	if d.r.IntN(3) == 0 {
		slices.Reverse(tell)
	}
	for _, do := range tell {
		do()
		if d.r.IntN(4) == 0 {
			d.announce()
			if d.r.IntN(2) == 0 && d.gate == nil && !d.watched {
				d.rest()
			}
		}
	}
}

// first returns the topmost folder on the way to path that does not exist, or path itself.
func (d *tidying) first(path string) string {
	for {
		above := filepath.Dir(path)
		if _, err := os.Lstat(above); err == nil {
			return path
		}
		path = above
	}
}

// transfer copies a folder and then deletes the original.
func (d *tidying) transfer(from, to string) {
	if _, err := os.Lstat(to); err == nil {
		return
	}
	d.note("transfer " + from + " to " + to)
	check(d.t, os.CopyFS(to, os.DirFS(from)))
	d.hint(true, to)
	if d.r.IntN(2) == 0 {
		d.announce()
	}
	check(d.t, os.RemoveAll(from))
	d.hint(false, filepath.Dir(from))
	d.moved(from, to)
}

func (d *tidying) moved(from, to string) {
	for path, content := range maps.Clone(d.files) {
		if text.Within(path, from) {
			delete(d.files, path)
			d.files[to+strings.TrimPrefix(path, from)] = content
		}
	}
}

// anew rewrites a file as taggers do: it writes a temporary file and renames it over
// the original.
func (d *tidying) anew(path string) {
	d.note("anew " + path)
	old := d.files[path]
	content := old + "x"
	temp := filepath.Join(filepath.Dir(path), "work of "+filepath.Base(path))
	write(d.t, temp, content)
	d.hint(false, filepath.Dir(path))
	if d.r.IntN(2) == 0 && !d.watched {
		d.announce()
		d.rest()
	}
	check(d.t, os.Rename(temp, path))
	d.hint(false, filepath.Dir(path))
	d.files[path] = content
	d.known[content] = d.known[old]
	delete(d.known, old)
	d.look()
}

func (d *tidying) typeIn(path string) {
	d.note("edit " + path)
	is := d.known[d.files[path]]
	is.title = fmt.Sprintf("Mine %d", d.r.IntN(1000))
	d.known[d.files[path]] = is
	d.editAll([]book.ID{is.id}, map[string]*string{"title": typed(is.title)})
}

// hint records a change that the watcher would report.
func (d *tidying) hint(below bool, dir string) {
	c := watch.Change{Root: d.dir, Dirs: []string{dir}}
	if below {
		c = watch.Change{Root: d.dir, Trees: []string{dir}}
	}
	d.hints = append(d.hints, c)
}

// announce reports the recorded hints, some of them together. It does not wait for the
// scans.
func (d *tidying) announce() {
	if !d.watched {
		if d.r.IntN(4) == 0 && len(d.hints) > 1 {
			last := d.hints[len(d.hints)-1]
			last.Trees, last.Dirs = append(slices.Clone(d.hints[0].Trees), last.Trees...), append(slices.Clone(d.hints[0].Dirs), last.Dirs...)
			d.hints = append(d.hints[1:len(d.hints)-1], last)
		}
		for _, c := range d.hints {
			d.tell(func(o *owner) { o.changed(c) })
		}
	}
	d.hints = nil
}

// look waits until the library is at rest, and checks all rows.
func (d *tidying) look() {
	d.t.Helper()
	d.announce()
	if d.gate != nil {
		close(d.gate)
		d.gate = nil
		d.opts.Prober.(*reader).set(nil)
	}
	if d.watched {
		d.until("what is on the disk: "+d.wrong(), func() bool { return d.still() && d.wrong() == "" })
	} else if d.rest(); d.wrong() != "" {
		d.t.Fatal(d.wrong())
	}
	d.note("looked")
	for path, b := range d.rows() {
		content := d.files[path]
		if _, known := d.known[content]; !known && content != "" {
			d.known[content] = identity{b.ID, b.Added, ""}
		}
	}
	clear(d.lately)
}

func (d *tidying) still() bool { return d.Settled() && d.Status().Fingerprinting == 0 }

// wrong describes the first difference between the rows and the files, "" if there is
// none.
func (d *tidying) wrong() string {
	rows := d.rows()
	for _, path := range slices.Sorted(maps.Keys(d.files)) {
		b, is := rows[path], d.known[d.files[path]]
		switch {
		case b == nil:
			return path + " is not listed"
		case b.State != book.Probed || b.Held || b.MissingSince != 0:
			return fmt.Sprintf("%s is %v, held %v, missing since %d", path, b.State, b.Held, b.MissingSince)
		case b.Title != cmp.Or(is.title, d.files[path]):
			return fmt.Sprintf("%s is called %q, want %q", path, b.Title, cmp.Or(is.title, d.files[path]))
		case is.id != 0 && (b.ID != is.id || b.Added != is.added):
			return fmt.Sprintf("%s is %d added at %d, was %d added at %d", path, b.ID, b.Added, is.id, is.added)
		}
	}
	gone := map[book.ID]bool{}
	for content := range d.gone {
		gone[d.known[content].id] = true
	}
	for path, b := range rows {
		if _, there := d.files[path]; !there && (b.State != book.Missing || !gone[b.ID]) {
			return fmt.Sprintf("%s is %v with ID %d, and is not there", path, b.State, b.ID)
		}
	}
	return ""
}

// folder returns a random folder at a level below the root, "" if there is none.
func (d *tidying) folder(level int) string {
	var dirs []string
	check(d.t, filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		if rel, _ := filepath.Rel(d.dir, path); err == nil && e.IsDir() && rel != "." && strings.Count(rel, "/") == level-1 {
			dirs = append(dirs, path)
		}
		return err
	}))
	if len(dirs) == 0 {
		return ""
	}
	return dirs[d.r.IntN(len(dirs))]
}

// parent returns a folder for a book: an author's, existing or new.
func (d *tidying) parent() string {
	return filepath.Join(d.dir, fmt.Sprintf("Author %d", d.r.IntN(6)))
}

// file returns a random file, "" if there is none.
func (d *tidying) file() string {
	if len(d.files) == 0 {
		return ""
	}
	paths := slices.Sorted(maps.Keys(d.files))
	return paths[d.r.IntN(len(paths))]
}
