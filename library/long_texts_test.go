package library

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"lectern/library/book"
)

// Descriptions and lists of chapters that lie on the disk are the same as those that lie in
// memory: after a first start, with the catalogue, after a retag and when the folder of the
// cache is deleted.
func TestLongTexts(t *testing.T) {
	root := t.TempDir()
	long := func(of string) string { return strings.Repeat("What "+of+" is about. ", 40) }
	tagged := func(name, description string) {
		t.Helper()
		meta := filepath.Join(t.TempDir(), "meta")
		var b strings.Builder
		fmt.Fprintf(&b, ";FFMETADATA1\ntitle=%s\ndescription=%s\n", name, description)
		for n := range 30 {
			fmt.Fprintf(&b, "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=The chapter %d of %s\n", n*100, n*100+100, n, name)
		}
		write(t, meta, b.String())
		path := filepath.Join(root, name, name+".m4b")
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		out, err := exec.Command("ffmpeg", "-hide_banner", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", "sine=d=3", "-i", meta, "-map_metadata", "1", "-f", "ipod", path+".part").CombinedOutput()
		if err != nil {
			t.Fatalf("ffmpeg: %v: %s", err, out)
		}
		check(t, os.Rename(path+".part", path))
	}
	for _, name := range []string{"Ann", "Ben", "Cara"} {
		tagged(name, long(name))
	}
	write(t, filepath.Join(root, "Ben", "metadata.json"), fmt.Sprintf(`{"title":"Ben","description":%q}`, long("the note")))

	type told struct {
		Description string
		Tags        book.Tags
		Chapters    []book.Chapter
	}
	tell := func(l *Library) map[string]told {
		all := map[string]told{}
		for i, v := 0, l.View(); i < v.Len(); i++ {
			b := v.At(i)
			all[b.Path] = told{b.Description, *b.Files[0].Media.Tags(), Chapters(b)}
		}
		return all
	}
	cache, file := t.TempDir(), filepath.Join(t.TempDir(), "c.db")
	open := func(opts Options) *opened {
		t.Helper()
		s := openAs(t, opts)
		s.AddRoot(root)
		s.settle()
		return s
	}
	want := func() map[string]told { // what a library in memory tells
		t.Helper()
		s := open(Options{})
		defer s.close()
		return tell(s.Library)
	}
	first := want()
	if got := first[filepath.Join(root, "Ben", "Ben.m4b")]; len(first) != 3 || strings.TrimSpace(got.Description) != strings.TrimSpace(long("the note")) || len(got.Chapters) != 30 {
		t.Fatalf("a library in memory tells %d books, of Ben: %+v", len(first), got)
	}
	for _, start := range []string{"first start", "with the catalogue"} {
		s := open(Options{Catalog: file, Cache: cache})
		s.texts.Release()
		got := tell(s.Library)
		s.close()
		if !reflect.DeepEqual(got, first) {
			t.Errorf("%s: got %+v, want %+v", start, got, first)
		}
	}

	s := open(Options{Catalog: file, Cache: cache})
	check(t, os.RemoveAll(cache))
	tagged("Cara", long("another Cara"))
	s.rescan(root)
	s.settle()
	s.texts.Release()
	if got, want := tell(s.Library), want(); !reflect.DeepEqual(got, want) || reflect.DeepEqual(got, first) {
		t.Errorf("after a retag: got %+v, want %+v", got, want)
	}
}
