package library

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// What lies beside the files is followed as the files are: no Rescan is called.
func TestWhatLiesBesideIsFollowed(t *testing.T) {
	root := tree(t, "Ann/Book/a.mp3", "Ann/Book/CD 1/b.mp3", "Ben/Deep/Book/c.mp3")
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.until("watched", func() bool {
		return s.Settled() && s.all(3, book.Probed) && strings.HasPrefix(s.root(root).Watch, "watching")
	})
	s.SetEveryFile(false)
	dir := filepath.Join(root, "Ann", "Book")
	at := func(folder string) *book.Book {
		for i, v := 0, s.View(); i < v.Len(); i++ {
			if b := v.At(i); strings.HasPrefix(b.Path, folder) {
				return b
			}
		}
		return &book.Book{State: book.Missing}
	}
	a := func() *book.Book { return at(dir) }
	save := func(name, text string) { // as editors do
		t.Helper()
		write(t, filepath.Join(dir, name+"4711"), text)
		check(t, os.Rename(filepath.Join(dir, name+"4711"), filepath.Join(dir, name)))
	}

	write(t, dir+"/metadata.json", `{"title":"One"}`)
	s.until("a sidecar that came", func() bool { return a().Title == "One" })
	write(t, dir+"/metadata.json", `{"title":"Two, longer"}`)
	s.until("a sidecar that changed", func() bool { return a().Title == "Two, longer" })
	save("metadata.json", `{"title":"Three"}`)
	s.until("a sidecar that was saved anew", func() bool { return a().Title == "Three" })
	check(t, os.Remove(dir+"/metadata.json"))
	s.until("a sidecar that went", func() bool { return a().Title == "Book" })
	write(t, dir+"/reader.txt", "Nora Narrator")
	s.until("a narrator", func() bool { return slices.Equal(a().Narrators, []string{"Nora Narrator"}) })

	hidden := func() bool { return at(root+"/Ben").State == book.Missing }
	write(t, root+"/Ben/.nomedia", "")
	s.until("a marker hides what is below", hidden)
	check(t, os.Remove(root+"/Ben/.nomedia"))
	s.until("a marker that went", func() bool { return !hidden() })
}

// A folder above a root is renamed: nothing tells, and the root is offline soon,
// and there again when it is back.
func TestFolderAboveARootIsRenamed(t *testing.T) {
	above := filepath.Join(tree(t), "above")
	root := filepath.Join(above, "root")
	grow(t, root, "a.mp3", "Ann/b.mp3")
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.until("watched", func() bool { return s.Settled() && strings.HasPrefix(s.root(root).Watch, "watching") })
	for quiet := false; !quiet; { // a scan that is still to come would find it out
		select {
		case <-s.news:
		case <-time.After(7 * time.Second): // longer than the watcher waits for anything
			quiet = true
		}
	}
	ids := s.ids()
	check(t, os.Rename(above, above+" renamed"))
	s.until("offline", func() bool { return s.root(root).State == RootOffline && s.all(2, book.Offline) })
	check(t, os.Rename(above+" renamed", above))
	s.until("back", func() bool { return s.Settled() && s.root(root).State == RootReady && s.all(2, book.Probed) })
	for path, id := range ids {
		if s.ids()[path] != id {
			t.Errorf("%s has another ID", path)
		}
	}
}
