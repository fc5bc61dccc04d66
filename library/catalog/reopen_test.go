package catalog

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestUnsaved counts exactly the user changes that are not on disk.
func TestUnsaved(t *testing.T) {
	path, m := filled(t, 30)
	home := filepath.Dir(path)
	root := m.roots[0]
	synctest.Test(t, func(t *testing.T) {
		c := must(t, path)
		unsaved := func(want int) {
			t.Helper()
			synctest.Wait()
			if n := c.Unsaved(); n != want {
				t.Fatalf("%d unsaved, want %d; %v", n, want, noticed(c))
			}
		}
		c.Save(Edit(1, "title", "typed"), Hide(2, true))
		unsaved(0)
		check(t, os.Rename(home, home+" away"))
		root.Health.Scanned++
		c.Save(Keep(m.rows[3]), KeepRoot(root), Edit(1, "title", "without a disk"), Edit(1, "title", "again"), Hide(2, false))
		unsaved(2)
		if n := noticed(c); len(n) != 1 || !strings.Contains(n[0], "disk is not there") {
			t.Fatal(n)
		}
		root.Paused = !root.Paused
		c.Save(KeepRoot(root))
		unsaved(3)
		check(t, os.Rename(home+" away", home))
		time.Sleep(2 * retryAfter) // the bubble's clock
		unsaved(0)
		if n := noticed(c); len(n) != 0 || c.Renewed() {
			t.Fatalf("%v; opened anew: it is what it was", n)
		}
		check(t, c.Close())
	})
	c := must(t, path)
	if e := load(t, c)[1]; e.Edits["title"] != "again" {
		t.Fatal(e.Edits)
	}
}

// TestDeleted deletes the databases and the lock under a running program: it creates them
// again and asks for everything they held.
func TestDeleted(t *testing.T) {
	path, m := filled(t, 30)
	c := must(t, path)
	load(t, c)
	for _, name := range databaseFiles(path) {
		check(t, os.Remove(name))
	}
	check(t, os.Remove(path+".lock"))
	e := m.rows[3]
	c.Save(Edit(3, "title", "typed"))
	wait(t, c, 1)
	if !c.Renewed() || c.Renewed() {
		t.Fatal("Renewed does not report the reopening exactly once")
	}
	c.use.Lock()
	mark := c.pair.site.mark
	c.use.Unlock()
	if mark != nil { // a second start sees by it that the owner lives
		marked, err := mark.Stat()
		check(t, err)
		if now, err := os.Stat(path + ".lock"); err != nil || !os.SameFile(marked, now) {
			t.Errorf("the lock is not marked, %v", err)
		}
	}
	for _, e := range m.rows {
		c.Save(opsOf(e)...)
	}
	for _, r := range m.roots {
		c.Save(KeepRoot(r))
	}
	check(t, c.Close())
	if e.Edits["title"] == "" {
		edits := map[string]string{"title": "typed"}
		for field, value := range e.Edits {
			edits[field] = value
		}
		e.Edits = edits
		m.rows[3] = e
	}
	if whole, notices := m.check(t, path); whole != len(m.rows) || len(notices) > 0 {
		t.Fatalf("%d rows whole; %v", whole, notices)
	}
}

// TestPicturesOfAReplacedFolder: if the folder of the catalogue is deleted, or an older copy of it
// is put in its place, the pictures that the user chose are written to the new databases.
func TestPicturesOfAReplacedFolder(t *testing.T) {
	for name, older := range map[string]bool{"deleted": false, "an older copy": true} {
		t.Run(name, func(t *testing.T) {
			path, _ := filled(t, 30)
			home := filepath.Dir(path)
			check(t, os.CopyFS(home+" copy", os.DirFS(home)))
			c := must(t, path)
			b := []byte("a picture")
			c.Save(KeepPicture(b), Edit(1, "cover", PictureName(b)))
			for c.Unsaved() > 0 {
				<-c.News()
			}
			if older {
				check(t, os.Rename(home, home+" old"))
				check(t, os.Rename(home+" copy", home))
			} else {
				for _, name := range databaseFiles(path) {
					check(t, os.Remove(name))
				}
			}
			c.Save(Edit(1, "cover", PictureName(b)))
			for !c.Renewed() {
				<-c.News()
			}
			c.Save(Edit(1, "cover", PictureName(b)))
			if got, err := c.Picture(PictureName(b)); err != nil || string(got) != string(b) {
				t.Errorf("%q, %v", got, err)
			}
			check(t, c.Close())
			c = must(t, path)
			if got, err := c.Picture(PictureName(b)); err != nil || string(got) != string(b) {
				t.Errorf("at the next start: %q, %v", got, err)
			}
			check(t, c.Close())
		})
	}
}
