package library

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/view"
)

// openBooks opens a library whose rows are books, and waits until nothing is left to do.
func openBooks(t *testing.T, opts Options) *opened {
	t.Helper()
	s := openAs(t, opts)
	s.rest()
	return s
}

// regrouped returns the titles of the books that is:regrouped finds, in order.
func (s *opened) regrouped() string {
	s.t.Helper()
	check(s.t, s.SetQuery(view.Query{Text: "is:regrouped"}))
	s.until("the query", func() bool { return s.Settled() && s.View().Query.Text == "is:regrouped" })
	var titles []string
	for i, v := 0, s.View(); i < v.Len(); i++ {
		titles = append(titles, v.At(i).Title)
	}
	check(s.t, s.SetQuery(view.Query{}))
	s.until("all books", func() bool { return s.Settled() && s.View().Query.Text == "" })
	slices.Sort(titles)
	return strings.Join(titles, ", ")
}

// tells fails the test unless the user is to be told of n books, and is:regrouped finds
// the books with these titles.
func (s *opened) tells(when string, n int, titles string) {
	s.t.Helper()
	s.rest()
	if got := s.regrouped(); s.Status().Regrouped != n || got != titles {
		s.t.Errorf("%s: to tell of %d books, found %q; want %d, %q", when, s.Status().Regrouped, got, n, titles)
	}
}

// rewrite changes the rows of a closed catalogue, as if another version had written
// them, and returns their previous digests.
func rewrite(t *testing.T, path string, change func(e *catalog.Entry)) (digests map[string]int64) {
	t.Helper()
	c, err := catalog.Open(context.Background(), path)
	check(t, err)
	check(t, c.LoadNotes(context.Background(), func(string, uint64, *book.Notes) {}))
	var entries []catalog.Entry
	check(t, c.Load(context.Background(), func(batch []catalog.Entry) { entries = append(entries, batch...) }))
	digests = map[string]int64{}
	for _, e := range entries {
		digests[filepath.Base(e.File.Path)] = e.Digest
		change(&e)
		c.Save(catalog.Keep(e))
	}
	check(t, c.Close())
	return digests
}

// otherRules changes the digests of these files, as if other rules had grouped them.
func otherRules(t *testing.T, path string, names ...string) map[string]int64 {
	return rewrite(t, path, func(e *catalog.Entry) {
		if slices.Contains(names, filepath.Base(e.File.Path)) {
			e.Digest ^= 6
		}
	})
}

// known returns what the user knows about the books, by title.
func (s *opened) known() map[string]string {
	known := map[string]string{}
	for i, v := 0, s.View(); i < v.Len(); i++ {
		b := v.At(i)
		var names []string
		for _, f := range b.Files {
			names = append(names, f.Name())
		}
		known[b.Title] = strings.Join([]string{string(rune('0' + b.ID)), string(rune(b.Added)), b.Author(), strings.Join(names, " ")}, "|")
	}
	return known
}

// shelf makes a library with three books as they are on the disk, one of them edited,
// and one that the user merged.
func shelf(t *testing.T) (opts Options, root string) {
	root = tree(t)
	opts = Options{Catalog: filepath.Join(shared(t), "c.db"), Prober: albums(func(f *book.File) string { return filepath.Base(f.Folder()) })}
	s := openBooks(t, opts)
	s.AddRoot(root)
	for _, file := range []string{"Ann/Alpha/1.mp3", "Ann/Alpha/2.mp3", "Ben/Beta/3.mp3", "Cid/Gamma/4.mp3", "Dan/Delta/5.mp3", "Dan/Epsilon/6.mp3"} {
		grow(t, root, file)
		s.rescan() // so that the IDs have this order
	}
	s.rest()
	ids := map[string]book.ID{}
	for i, v := 0, s.View(); i < v.Len(); i++ {
		ids[v.At(i).Title] = v.At(i).ID
	}
	mine := "Mine"
	s.editAll([]book.ID{ids["Beta"]}, map[string]*string{"title": &mine})
	s.Group(Merged, ids["Delta"], ids["Epsilon"])
	s.tells("at first", 0, "")
	if v := s.View(); v.Len() != 4 {
		t.Fatal(v.Len(), " books")
	}
	s.close()
	return opts, root
}

// albums is a Prober that reads the album of each file from its function.
type albums func(f *book.File) string

func (a albums) Probe(_ context.Context, f *book.File) (*book.Media, error) {
	return &book.Media{Codec: "MP3", Duration: 1e9, Tags: book.Tags{Album: a(f), Title: "Chapter " + f.Name()}}, nil
}

// TestRegrouped: if other rules make other books of the same rows, the user is told
// until the user answers, and never again. Nothing else about the books changes.
func TestRegrouped(t *testing.T) {
	t.Parallel()
	opts, _ := shelf(t)
	digests := rewrite(t, opts.Catalog, func(*catalog.Entry) {})
	for name, first := range map[string]bool{"1.mp3": true, "2.mp3": false, "3.mp3": true, "4.mp3": true, "5.mp3": true, "6.mp3": false} {
		if d := digests[name]; d == 0 || (d > 1) != first {
			t.Errorf("the digest of %s is %d", name, d)
		}
	}
	s := openBooks(t, opts)
	was := s.known()
	s.tells("started again", 0, "")
	s.close()

	otherRules(t, opts.Catalog, "1.mp3", "3.mp3", "5.mp3")
	s = openBooks(t, opts)
	s.tells("with other rules", 3, "Alpha, Delta, Mine")
	s.close()
	s = openBooks(t, opts)
	s.tells("before the answer", 3, "Alpha, Delta, Mine")
	if got := s.known(); !maps.Equal(got, was) {
		t.Errorf("%v\nwas %v", got, was)
	}
	s.Told()
	s.tells("after the answer", 0, "Alpha, Delta, Mine")
	s.Rescan()
	s.tells("after a scan", 0, "Alpha, Delta, Mine")
	s.close()
	s = openBooks(t, opts)
	s.tells("started after the answer", 0, "")
	s.close()
	if got := rewrite(t, opts.Catalog, func(*catalog.Entry) {}); !maps.Equal(got, digests) {
		t.Errorf("digests %v, were %v", got, digests)
	}

	// A book of its own becomes part of another, and the reverse.
	rewrite(t, opts.Catalog, func(e *catalog.Entry) {
		switch e.File.Name() {
		case "2.mp3":
			e.Digest = 77
		case "4.mp3":
			e.Digest = 1
		}
	})
	s = openBooks(t, opts)
	s.tells("split", 1, "Gamma")
	s.Told()
	s.close()
}

// TestRegroupedWhilePlaying: playing a book answers nothing for the user, and saves no row.
func TestRegroupedWhilePlaying(t *testing.T) {
	t.Parallel()
	opts, _ := shelf(t)
	digests := otherRules(t, opts.Catalog, "1.mp3")
	s := openBooks(t, opts)
	s.tells("with other rules", 1, "Alpha")
	alpha := s.View().At(0)
	for i := 0; alpha.Title != "Alpha"; i++ {
		alpha = s.View().At(i)
	}
	play := func(second int64) {
		s.stopped(alpha.Files[0].ID, time.Second, time.Unix(second, 0))
		s.MarkAs(Finished, time.Unix(second, 0), alpha.ID)
	}
	play(10)
	s.tells("while a book plays", 1, "Alpha")
	s.Told()
	play(20)
	s.tells("after the answer", 0, "Alpha")
	s.close()
	s = openBooks(t, opts)
	s.tells("started again", 0, "")
	s.close()
	if got := rewrite(t, opts.Catalog, func(*catalog.Entry) {}); !maps.Equal(got, digests) {
		t.Errorf("digests %v, were %v", got, digests)
	}
}

// TestRegroupedByOthers: changes on the disk and by the user are never mistaken for
// other rules, neither at once nor at the next start.
func TestRegroupedByOthers(t *testing.T) {
	t.Parallel()
	opts, root := shelf(t)
	s := openBooks(t, opts)
	id := func(file string) book.ID {
		for i, v := 0, s.View(); i < v.Len(); i++ {
			if f := v.At(i).Files[0]; f.Name() == file {
				return v.At(i).ID
			}
		}
		t.Fatal("no book of ", file)
		return 0
	}
	text := "Typed"
	for _, c := range []struct {
		what string
		do   func()
	}{
		{"edited", func() { s.editAll([]book.ID{id("1.mp3")}, map[string]*string{"title": &text, "authors": &text}) }},
		{"undone", func() { s.Undo() }},
		{"merged", func() { s.Group(Merged, id("1.mp3"), id("4.mp3")) }},
		{"split", func() { s.Group(Split, id("1.mp3")) }},
		{"as it was", func() { s.Group(Ungrouped, id("1.mp3"), id("2.mp3"), id("4.mp3")) }},
		{"hidden", func() { s.Remove(id("4.mp3")) }},
		{"sidecar", func() { write(t, root+"/Ann/Alpha/metadata.json", `{"title": "Of the sidecar"}`) }},
		{"no sidecar", func() { check(t, os.Remove(root+"/Ann/Alpha/metadata.json")) }},
		{"a file more", func() { write(t, root+"/Ann/Alpha/7.mp3", "x") }},
		{"a file less", func() { check(t, os.Remove(root+"/Ann/Alpha/1.mp3")) }},
		{"changed", func() { write(t, root+"/Ann/Alpha/2.mp3", "longer than before") }},
		{"renamed", func() { check(t, os.Rename(root+"/Ben/Beta", root+"/Ben/Beth")) }},
		{"neighbours", func() { write(t, root+"/Ann/Zeta/8.mp3", "y"); write(t, root+"/Ann/9.mp3", "z") }},
		{"gone", func() { check(t, os.RemoveAll(root+"/Ann")) }},
		{"a file more, while rows are files", func() {
			s.SetEveryFile(true)
			write(t, root+"/Ben/Beth/10.mp3", "u")
		}},
	} {
		c.do()
		s.Rescan()
		s.tells(c.what, 0, "")
		s.close()
		s = openBooks(t, opts)
		s.tells(c.what+", started again", 0, "")
	}

	// The edits are in a database of their own, which may be the more recent one.
	s.close()
	digests := otherRules(t, opts.Catalog)
	s = openBooks(t, opts)
	s.editAll([]book.ID{id("3.mp3")}, map[string]*string{"title": &text})
	s.close()
	rewrite(t, opts.Catalog, func(e *catalog.Entry) { e.Digest = digests[e.File.Name()] })
	s = openBooks(t, opts)
	s.tells("with an older catalogue", 0, "")
	s.close()
	if got := rewrite(t, opts.Catalog, func(*catalog.Entry) {}); got["3.mp3"] == digests["3.mp3"] {
		t.Error("the digest did not follow the edit")
	}
}

// TestToldAmongFiles: an answer that the user gives while single files are shown holds.
func TestToldAmongFiles(t *testing.T) {
	opts, _ := shelf(t)
	otherRules(t, opts.Catalog, "1.mp3", "3.mp3", "5.mp3")
	s := openBooks(t, opts)
	s.SetEveryFile(true)
	s.settle()
	s.Told()
	s.settle()
	s.SetEveryFile(false)
	s.tells("after the answer", 0, "Alpha, Delta, Mine")
	s.close()
	s = openBooks(t, opts)
	s.tells("started after the answer", 0, "")
}

// TestRegroupedByReaders: with the catalogue of an earlier version, which has no
// digests, the user is told which books changed when their files were read again.
func TestRegroupedByReaders(t *testing.T) {
	opts, root := shelf(t)
	was := rewrite(t, opts.Catalog, func(e *catalog.Entry) { e.Readers, e.Digest = 0, 0 })
	opts.Prober = albums(func(f *book.File) string {
		switch f.Name() {
		case "1.mp3", "3.mp3": // the title of 3.mp3 is the user's
			return "Better"
		case "2.mp3":
			return "Better, Too"
		}
		return filepath.Base(f.Folder())
	})
	write(t, root+"/Eve/Zeta/8.mp3", "new")
	s := openBooks(t, opts)
	s.tells("read again", 2, "Better, Better, Too")
	s.close()
	s = openBooks(t, opts)
	s.tells("started again", 2, "Better, Better, Too")
	if known := s.known(); !strings.Contains(known["Mine"], "3.mp3") || !strings.HasSuffix(known["Better"], "1.mp3") || len(known) != 6 {
		t.Errorf("%v", known)
	}
	s.Told()
	s.close()
	s = openBooks(t, opts)
	s.tells("after the answer", 0, "")
	s.close()
	now := rewrite(t, opts.Catalog, func(*catalog.Entry) {})
	if now["4.mp3"] != was["4.mp3"] || now["2.mp3"] <= 1 || now["8.mp3"] == 0 {
		t.Errorf("digests %v, were %v", now, was)
	}
}

// TestRegroupedBySidecars: sidecars that an earlier version read are read again, and
// the user is told which books changed, but not about sidecars that changed.
func TestRegroupedBySidecars(t *testing.T) {
	opts, root := shelf(t)
	write(t, root+"/Ann/Alpha/metadata.json", `{"title": "Read well"}`)
	write(t, root+"/Cid/Gamma/metadata.json", `{"title": "Changed"}`)
	s := openBooks(t, opts)
	s.tells("with sidecars", 0, "")
	s.close()

	before := map[string]uint64{}
	_, err := scan.Walk(t.Context(), root, root, scan.Options{Beside: sidecar.Names, Sidecars: func(all []scan.Beside) {
		for _, b := range all {
			before[b.Folder] = b.Before
		}
	}}, func([]book.File) {})
	check(t, err)
	c, err := catalog.Open(t.Context(), opts.Catalog)
	check(t, err)
	notes := map[string]*book.Notes{}
	check(t, c.LoadNotes(t.Context(), func(folder string, _ uint64, n *book.Notes) { notes[folder] = n }))
	check(t, c.Load(t.Context(), func([]catalog.Entry) {}))
	for folder, n := range notes {
		n.Meta.Title = "Read badly"
		c.Save(catalog.KeepNotes(folder, before[folder], n))
	}
	check(t, c.Close())
	rewrite(t, opts.Catalog, func(e *catalog.Entry) { e.Digest = 0 })
	write(t, root+"/Cid/Gamma/metadata.json", `{"title": "Changed again"}`)
	s = openBooks(t, opts)
	if len(notes) != 2 || before[root+"/Ann/Alpha"] == 0 {
		t.Error(notes, before)
	}
	s.tells("read again", 1, "Read well")
}

// TestRegroupedOlder opens the catalogue of an earlier build, whose roots are missing.
func TestRegroupedOlder(t *testing.T) {
	dir := t.TempDir()
	check(t, os.CopyFS(dir, os.DirFS("catalog/testdata/older")))
	opts := Options{Catalog: filepath.Join(dir, "catalogue.db"), Prober: &reader{}}
	s := openBooks(t, opts)
	was := s.known()
	if s.tells("opened", 0, ""); was["my title"] == "" {
		t.Fatalf("%v", was)
	}
	s.close()
	otherRules(t, opts.Catalog, "a\xff.mp3")
	s = openBooks(t, opts)
	s.tells("with other rules", 1, "my title")
	if got := s.known(); !maps.Equal(got, was) {
		t.Errorf("%v\nwas %v", got, was)
	}
	s.Told()
	s.close()
	s = openBooks(t, opts)
	s.tells("after the answer", 0, "")
}
