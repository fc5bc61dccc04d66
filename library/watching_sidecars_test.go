package library

import (
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/watch"
)

// Changes of sidecars appear by themselves, without a Rescan.
func TestChangesOfSidecarsAppear(t *testing.T) {
	t.Parallel()
	root := tree(t, "Ann/Book/a.mp3", "Ann/Book/CD 1/b.mp3", "Ben/Deep/Book/c.mp3", "Cara/Book/MP3/d.mp3")
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.until("watched", func() bool {
		return s.Settled() && s.all(4, book.Probed) && s.root(root).Watch.Mode == watch.Watching
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
	save := func(name, text string) { // as editors save a file
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
	write(t, dir+"/desc.txt", "What it is about.")
	s.until("a description", func() bool { return a().Description == "What it is about." })
	write(t, dir+"/desc.txt", "What it is really about.")
	s.until("another description", func() bool { return a().Description == "What it is really about." })
	write(t, dir+"/book.opf", opfOf("Of the OPF"))
	s.until("an OPF", func() bool { return a().Title == "Of the OPF" })
	save("book.opf", opfOf("Of another OPF"))
	s.until("an OPF that was saved anew", func() bool { return a().Title == "Of another OPF" })
	check(t, os.Remove(dir+"/book.opf"))
	s.until("an OPF that went", func() bool { return a().Title == "Book" })

	covered := func(want color.Color) func() bool {
		return func() bool {
			m, err := s.Cover(t.Context(), a(), LargeCover)
			if err != nil {
				return want == nil
			}
			return want != nil && m.RGBAAt(m.Bounds().Dx()/2, m.Bounds().Dy()/2) == color.RGBAModel.Convert(want)
		}
	}
	painted(t, dir+"/CD 1/cover.png", blue)
	s.until("a picture in a disc folder", covered(blue))
	painted(t, dir+"/cover.png", red)
	s.until("the book's own picture", covered(red))
	painted(t, dir+"/new.tmp", blue)
	check(t, os.Rename(dir+"/new.tmp", dir+"/cover.png"))
	s.until("a picture that was replaced", covered(blue))
	painted(t, dir+"/cover.png", red)
	s.until("a picture that was written anew", covered(red))
	check(t, os.Remove(dir+"/CD 1/cover.png"))
	check(t, os.Remove(dir+"/cover.png"))
	s.until("a picture that went", covered(nil))

	chapters := func() (titles []string) {
		for _, c := range Chapters(a()) {
			titles = append(titles, c.Title)
		}
		return titles
	}
	write(t, dir+"/a.cue", cueOf("a.mp3", "x", "y"))
	s.until("a cue sheet", func() bool { return slices.Equal(chapters(), []string{"x", "y", "b.mp3"}) })
	write(t, dir+"/CD 1/b.cue", cueOf("b.mp3", "u", "v"))
	s.until("a cue sheet in a disc folder", func() bool { return slices.Equal(chapters(), []string{"x", "y", "u", "v"}) })
	write(t, dir+"/CD 1/b.cue", cueOf("b.mp3", "u", "longer"))
	s.until("a cue sheet that changed", func() bool { return slices.Equal(chapters(), []string{"x", "y", "u", "longer"}) })
	check(t, os.Remove(dir+"/CD 1/b.cue"))
	s.until("a cue sheet that went", func() bool { return slices.Equal(chapters(), []string{"x", "y", "b.mp3"}) })

	form := func() *book.Book { return at(filepath.Join(root, "Cara", "Book", "MP3")) }
	write(t, root+"/Cara/Book/metadata.json", `{"narrators":["Nora Narrator"]}`)
	s.until("a sidecar above the folder with the form of the files", func() bool { return slices.Equal(form().Narrators, []string{"Nora Narrator"}) })
	check(t, os.Remove(root+"/Cara/Book/metadata.json"))
	s.until("a sidecar above that went", func() bool { return len(form().Narrators) == 0 })
	check(t, os.Mkdir(root+"/Cara/Book/Scans", 0o755))
	painted(t, root+"/Cara/Book/Scans/front.png", red)
	s.until("scans above the folder with the form of the files", func() bool { return form().Notes != nil && form().Notes.Picture != "" })

	hidden := func() bool { return at(root+"/Ben").State == book.Missing && s.View().Len() == 2 }
	write(t, root+"/Ben/.nomedia", "")
	s.until("a marker hides what is below", hidden)
	check(t, os.Remove(root+"/Ben/.nomedia"))
	s.until("a marker that went", func() bool { return !hidden() })
	write(t, root+"/Ben/Deep/.ignore", "")
	s.until("an .ignore", hidden)
	check(t, os.Remove(root+"/Ben/Deep/.ignore"))
	s.until("an .ignore that went", func() bool { return !hidden() })
}

// opfOf returns an OPF file with a title.
func opfOf(title string) string {
	return `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` +
		title + `</dc:title></metadata></package>`
}

// cueOf returns a cue sheet for a file with two chapters.
func cueOf(file, first, second string) string {
	return "FILE \"" + file + "\" MP3\n  TRACK 01 AUDIO\n    TITLE \"" + first + "\"\n    INDEX 01 00:00:00\n" +
		"  TRACK 02 AUDIO\n    TITLE \"" + second + "\"\n    INDEX 01 00:00:30\n"
}

// A folder above a root is renamed, which causes no event. The root is soon offline, and
// online again when the folder has its old name.
func TestFolderAboveARootIsRenamed(t *testing.T) {
	t.Parallel()
	above := filepath.Join(tree(t), "above")
	root := filepath.Join(above, "root")
	grow(t, root, "a.mp3", "Ann/b.mp3")
	s := kept(t, Options{Watch: true})
	s.AddRoot(root)
	s.until("watched", func() bool { return s.Settled() && s.root(root).Watch.Mode == watch.Watching })
	for quiet := false; !quiet; { // until no pending scan can notice the rename
		select {
		case <-s.news:
		case <-time.After(7 * time.Second): // longer than any delay of the watcher
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
