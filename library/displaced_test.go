package library

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/watch"
)

// disk is a library of folders whose files have the same names and sizes. The user has
// edited all books. Each folder has a different mtime for its files: renaming a folder
// changes neither the mtime nor the ctime of the files in it, and a file with the size,
// mtime and ctime listed at its path counts as unchanged. (The kernel's clock advances in
// steps of milliseconds and gives files written in one step the same times.) The files of
// one folder have the same mtime, and only their fingerprints distinguish them.
type disk struct {
	*opened
	root string
	opts Options
	is   map[string]identity // by content
}

func newDisk(t *testing.T, watched bool, books ...string) *disk {
	d := &disk{root: tree(t), is: map[string]identity{}}
	now := time.Now()
	for i, b := range books {
		written := now.Add(-time.Duration(i) * time.Millisecond)
		for _, part := range []string{"01.mp3", "02.mp3"} {
			path := filepath.Join(d.root, b, part)
			write(t, path, b+" "+part)
			check(t, os.Chtimes(path, written, written))
		}
	}
	grow(t, d.root, "Ben/stays.mp3", "Ben/stays too.mp3")
	d.opts = Options{Catalog: filepath.Join(shared(t), "c.db"), Watch: watched, Prober: &reader{}}
	d.opened = kept(t, d.opts)
	d.AddRoot(d.root)
	if d.rest(); watched {
		d.until("watched, and settled", func() bool {
			return d.opened.root(d.root).Watch.Mode == watch.Watching && d.all(len(d.ids()), book.Probed) && d.Status().Fingerprinting == 0
		})
	}
	for path, b := range d.rows() {
		content, err := os.ReadFile(path)
		check(t, err)
		title := "Mine " + string(content)
		d.editAll([]book.ID{b.ID}, map[string]*string{"title": &title})
		d.is[string(content)] = identity{b.ID, b.Added, title}
	}
	d.settle()
	return d
}

// rename renames files and folders one after the other.
func (d *disk) rename(names ...string) {
	d.t.Helper()
	for i := 1; i < len(names); i += 2 {
		check(d.t, os.MkdirAll(filepath.Dir(filepath.Join(d.root, names[i])), 0o755))
		check(d.t, os.Rename(filepath.Join(d.root, names[i-1]), filepath.Join(d.root, names[i])))
	}
}

// wrong describes the first row that does not have the identity of its content, "" if
// there is none.
func (d *disk) wrong() string {
	rows := d.rows()
	found := 0
	for path, b := range rows {
		content, err := os.ReadFile(path)
		if err != nil {
			return fmt.Sprintf("%s is listed as %v and is not there", path, b.State)
		}
		is := d.is[string(content)]
		if b.State != book.Probed || b.Held || b.ID != is.id || b.Added != is.added || b.Title != is.title {
			return fmt.Sprintf("%s with %q: %v, ID %d, added %d, %q; was %+v", path, content, b.State, b.ID, b.Added, b.Title, is)
		}
		found++
	}
	if found != len(d.is) {
		return fmt.Sprintf("%d rows, want %d", found, len(d.is))
	}
	return ""
}

// If files move to paths where other files were, IDs, dates and edits follow the content.
func TestRenamesOntoNamesInUse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		renames []string
	}{
		{"a chain", []string{"Ann/2", "Ann/9", "Ann/1", "Ann/2"}},
		{"a long chain", []string{"Ann/4", "Ann/5", "Ann/3", "Ann/4", "Ann/2", "Ann/3", "Ann/1", "Ann/2"}},
		{"a chain of files", []string{"Ann/1/02.mp3", "Ann/1/03.mp3", "Ann/1/01.mp3", "Ann/1/02.mp3"}},
		{"a chain to another author", []string{"Ann/2", "Zoe/2", "Ann/1", "Ann/2"}},
		{"two files swap names", []string{"Ann/1/01.mp3", "Ann/1/tmp", "Ann/1/02.mp3", "Ann/1/01.mp3", "Ann/1/tmp", "Ann/1/02.mp3"}},
		{"two folders swap names", []string{"Ann/1", "Ann/tmp", "Ann/2", "Ann/1", "Ann/tmp", "Ann/2"}},
		{"three folders change places", []string{"Ann/1", "Ann/tmp", "Ann/2", "Ann/1", "Ann/3", "Ann/2", "Ann/tmp", "Ann/3"}},
	} {
		for _, way := range []string{"one scan", "after a restart", "places in order", "places in reverse", "the watcher"} {
			t.Run(c.name+", "+way, func(t *testing.T) {
				t.Parallel()
				d := newDisk(t, way == "the watcher", "Ann/1", "Ann/2", "Ann/3", "Ann/4")
				switch way {
				case "one scan":
					d.rename(c.renames...)
					d.rescan()
				case "after a restart":
					d.close()
					d.rename(c.renames...)
					d.opened = kept(t, d.opts)
				case "the watcher":
					d.rename(c.renames...)
					defer func() {
						if t.Failed() {
							t.Log(d.wrong())
						}
					}()
					d.until("in order", func() bool { return d.Settled() && d.wrong() == "" })
				default: // each folder by itself, in one order or the other
					d.rename(c.renames...)
					seen := map[string]bool{}
					var hints []watch.Change
					for _, name := range c.renames {
						path := filepath.Join(d.root, name)
						if seen[path] {
							continue
						}
						seen[path] = true
						switch info, err := os.Stat(path); {
						case err == nil && info.IsDir():
							hints = append(hints, watch.Change{Root: d.root, Trees: []string{path}})
						default:
							hints = append(hints, watch.Change{Root: d.root, Dirs: []string{filepath.Dir(path)}})
						}
					}
					for i := range hints {
						hint := hints[i]
						if way == "places in reverse" {
							hint = hints[len(hints)-1-i]
						}
						d.tell(func(o *owner) { o.changed(hint) })
						d.rest()
					}
				}
				d.rest()
				if wrong := d.wrong(); wrong != "" {
					t.Error(wrong)
				}
			})
		}
	}
}

// A row stays with its path unless its content certainly moved: if the file was
// rewritten, even if a copy of the old one exists, and if another file replaced it.
func TestRewrittenFilesStay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		do   func(d *disk)
	}{
		{"written anew", func(d *disk) { write(t, d.root+"/Ann/1/01.mp3", "Ann/1 XX.mp3") }},
		{"a copy was kept", func(d *disk) {
			d.rename("Ann/1/01.mp3", "Ann/1/old 01.mp3")
			write(t, d.root+"/Ann/1/01.mp3", "Ann/1 XX.mp3")
		}},
		{"another was moved over it", func(d *disk) { d.rename("Ann/2/01.mp3", "Ann/1/01.mp3") }},
		{"a temporary file was moved over it, and a copy kept", func(d *disk) {
			write(t, d.root+"/Ann/1/work.mp3", "Ann/1 XX.mp3")
			d.rescan()
			d.rest()
			d.rename("Ann/1/01.mp3", "Ann/1/old 01.mp3", "Ann/1/work.mp3", "Ann/1/01.mp3")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDisk(t, false, "Ann/1", "Ann/2", "Ann/3")
			is := d.is["Ann/1 01.mp3"]
			c.do(d)
			d.rescan()
			d.rest()
			if b := d.rows()[d.root+"/Ann/1/01.mp3"]; b == nil || b.ID != is.id || b.Title != is.title {
				t.Errorf("%+v", b)
			}
		})
	}
}

// An edit of a displaced row applies to the file that is listed at its path now.
func TestTypedAboutADisplacedRow(t *testing.T) {
	d := newDisk(t, false, "Ann/1", "Ann/2", "Ann/3")
	d.rename("Ann/2", "Ann/3 new", "Ann/1", "Ann/2")
	d.rescan(d.root + "/Ann/2")
	path := d.root + "/Ann/2/01.mp3"
	id := d.ids()[path]
	d.editAll([]book.ID{id}, map[string]*string{"title": typed("Typed now")})
	d.rescan()
	d.rest()
	if b := d.rows()[path]; b.ID != id || b.Title != "Typed now" {
		t.Errorf("%+v", b)
	}
}
