package library

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/catalog"
)

// painted writes a picture of one colour.
func painted(t *testing.T, path string, c color.Color) {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 40, 60))
	for i := range 40 * 60 {
		m.Set(i%40, i/40, c)
	}
	var b bytes.Buffer
	check(t, png.Encode(&b, m))
	check(t, os.WriteFile(path, b.Bytes(), 0o600))
}

// covered fails the test unless the cover of the only book has this colour; nil means no
// cover.
func (s *opened) covered(want color.Color) {
	s.t.Helper()
	m, err := s.Cover(s.t.Context(), s.View().At(0), LargeCover)
	switch {
	case want == nil && err == nil:
		s.t.Error("there is a cover")
	case want == nil:
	case err != nil:
		s.t.Error(err)
	case m.RGBAAt(20, 30) != color.RGBAModel.Convert(want):
		s.t.Errorf("the cover has colour %v, want %v", m.RGBAAt(20, 30), want)
	}
}

var (
	red  = color.RGBA{255, 0, 0, 255}
	blue = color.RGBA{0, 0, 255, 255}
)

// chooseCover makes the picture in a file the cover of books.
func (s *opened) chooseCover(ids []book.ID, path string) error {
	name, err := s.TakePicture(path)
	if err == nil {
		s.editAll(ids, map[string]*string{book.Picture.String(): &name})
	}
	return err
}

// A chosen cover outlives the file from which it was chosen, and the choice can be undone.
func TestChosenCoverIsKept(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.mp3")
	dir := t.TempDir()
	painted(t, dir+"/red.png", red)
	painted(t, dir+"/blue.png", blue)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	ids := []book.ID{s.ids()[root+"/a.mp3"]}
	check(t, s.chooseCover(ids, dir+"/red.png"))
	check(t, s.chooseCover(ids, dir+"/blue.png"))
	check(t, os.RemoveAll(dir))
	s.settle()
	s.covered(blue)
	s.Undo()
	s.settle()
	s.covered(red)
	for range 2 { // the second time from the backup
		s = s.again(opts)
		s.covered(red)
		own := catalog.UserPath(opts.Catalog)
		s.close()
		check(t, os.Remove(own))
		s = kept(t, opts)
		s.settle()
	}
	s.covered(red)
	b, err := os.ReadFile(catalog.UserPath(opts.Catalog) + ".backup")
	check(t, err)
	if n := bytes.Count(b, []byte("\x89PNG\r\n")); n != 1 {
		t.Errorf("%d pictures are kept, one is in use", n)
	}
}

// Without a catalogue, a chosen cover lasts until the library is closed.
func TestChosenCoverWithoutCatalogue(t *testing.T) {
	root := tree(t, "a.mp3")
	file := filepath.Join(t.TempDir(), "red.png")
	painted(t, file, red)
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	check(t, s.chooseCover([]book.ID{s.ids()[root+"/a.mp3"]}, file))
	check(t, os.Remove(file))
	s.settle()
	s.covered(red)
}

// A file that cannot be shown as a cover is refused with a reason, and nothing changes.
func TestNoCover(t *testing.T) {
	root := tree(t, "a.mp3")
	dir := t.TempDir()
	s := kept(t, Options{})
	s.AddRoot(root)
	s.rest()
	painted(t, dir+"/cut.png", red)
	check(t, os.Truncate(dir+"/cut.png", 60))
	check(t, os.WriteFile(dir+"/text.png", []byte("no picture"), 0o600))
	check(t, os.WriteFile(dir+"/large.png", nil, 0o600))
	check(t, os.Truncate(dir+"/large.png", 17<<20))
	for name, want := range map[string]string{
		"cut.png": "damaged", "text.png": "not a JPEG", "large.png": "16 MiB", "none.png": "does not exist", ".": "not a file",
	} {
		err := s.chooseCover([]book.ID{s.ids()[root+"/a.mp3"]}, filepath.Join(dir, name))
		if words, known := Reason(err); !known || !strings.Contains(words, want) {
			t.Errorf("%s: %v, want %q", name, err, want)
		}
	}
	if s.Status().CanUndo() {
		t.Error("something was changed")
	}
}

// A cover of which an earlier version stored only the path is copied once its file can be
// read.
func TestCoverOfAnEarlierVersion(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.mp3")
	dir := t.TempDir()
	painted(t, dir+"/red.png", red)
	opts := Options{Catalog: filepath.Join(t.TempDir(), "c.db")}
	s := kept(t, opts)
	s.AddRoot(root)
	s.rest()
	path := dir + "/red.png"
	s.editAll([]book.ID{s.ids()[root+"/a.mp3"]}, map[string]*string{"cover": &path})
	away := dir + " away"
	check(t, os.Rename(dir, away))
	s = s.again(opts) // it cannot be read now
	s.settle()
	if b := s.View().At(0); b.Picture != path {
		t.Errorf("the cover is %q", b.Picture)
	}
	check(t, os.Rename(away, dir))
	s = s.again(opts)
	s.until("it is a picture", func() bool { return strings.HasPrefix(s.View().At(0).Picture, book.KeptPicture) })
	check(t, os.RemoveAll(dir))
	s = s.again(opts)
	s.covered(red)
}
