package cover

import (
	"bytes"
	"context"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
)

func crc(b []byte) uint32 { return crc32.ChecksumIEEE(b) }

// tagged makes a book of one file with an embedded picture.
func tagged(path string) *book.Book {
	return &book.Book{Files: []*book.File{{Path: path, Media: book.Pack(&book.Media{Cover: &book.Cover{}})}}}
}

// answering returns a function that finds this picture in every file, and counts its
// calls.
func answering(b []byte, asked *atomic.Int32) func(context.Context, string) ([]byte, error) {
	return func(context.Context, string) ([]byte, error) {
		asked.Add(1)
		return b, nil
	}
}

func TestOnePictureForAll(t *testing.T) {
	var asked atomic.Int32
	s := New(Options{Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)})
	defer s.Close()
	b := tagged("a")
	if m, known := s.Kept(b, Small); m != nil || known {
		t.Errorf("kept %v, %v before it was requested", m, known)
	}
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			size := [...]Size{Small, Large}[i%2]
			if m, err := s.Get(t.Context(), b, size); err != nil || m.Bounds().Dx() != int(size) {
				t.Errorf("%v", err)
			}
		})
	}
	all.Wait()
	if n := asked.Load(); n != 1 {
		t.Errorf("read %d times", n)
	}
	if m, known := s.Kept(b, Large); m == nil || !known {
		t.Error("not kept")
	}
	again := *b.Files[0]
	again.Modified++
	if _, err := s.Get(t.Context(), &book.Book{Files: []*book.File{&again}}, Small); err != nil || asked.Load() != 2 {
		t.Errorf("a file that changed is not read again: %v", err)
	}
}

func TestPictureOfTheFolderComesFirst(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cover.png")
	if err := os.WriteFile(path, encoded(t, "png", 100, 50), 0o600); err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	s := New(Options{Embedded: answering(nil, &asked)})
	defer s.Close()
	b := tagged("a")
	b.Notes = &book.Notes{Picture: path, Cover: true}
	m, err := s.Get(t.Context(), b, Large)
	if err != nil || m.Bounds().Size() != image.Pt(100, 50) || asked.Load() != 0 {
		t.Errorf("%v, %v, %d files read", m, err, asked.Load())
	}

	// A picture that the user chose comes first.
	b.Picture = filepath.Join(t.TempDir(), "mine.png")
	if err := os.WriteFile(b.Picture, encoded(t, "png", 30, 40), 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := s.Get(t.Context(), b, Large); err != nil || m.Bounds().Size() != image.Pt(30, 40) {
		t.Errorf("%v, %v", m, err)
	}
}

func TestReasons(t *testing.T) {
	var asked atomic.Int32
	s := New(Options{Embedded: answering([]byte("no picture"), &asked)})
	defer s.Close()
	for range 2 {
		if _, err := s.Get(t.Context(), tagged("a"), Small); !errors.Is(err, ErrFormat) {
			t.Errorf("%v", err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("a file that is no picture was read %d times", asked.Load())
	}
	if m, known := s.Kept(tagged("a"), Small); m != nil || !known {
		t.Error("the store does not remember that it is no picture")
	}
	none := &book.Book{Files: []*book.File{{Path: "b"}}}
	if _, err := s.Get(t.Context(), none, Small); !errors.Is(err, ErrNone) || Has(none) {
		t.Errorf("%v", err)
	}
	gone := &book.Book{Notes: &book.Notes{Picture: filepath.Join(t.TempDir(), "gone.jpg")}, Files: none.Files}
	if _, err := s.Get(t.Context(), gone, Small); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, known := s.Kept(gone, Small); known {
		t.Error("the fault of an unavailable disk is remembered")
	}
	dir := &book.Book{Notes: &book.Notes{Picture: t.TempDir()}, Files: none.Files}
	if _, err := s.Get(t.Context(), dir, Small); err == nil {
		t.Error("a folder is a picture")
	}
}

// If a picture cannot be decoded, the next embedded one is shown, and after them the
// one beside the files. A disk that may answer later is asked again.
func TestNextPicture(t *testing.T) {
	beside := filepath.Join(t.TempDir(), "scan.png")
	if err := os.WriteFile(beside, encoded(t, "png", 100, 50), 0o600); err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	away := &book.Fault{Kind: book.Unavailable}
	s := New(Options{Embedded: func(_ context.Context, path string) ([]byte, error) {
		asked.Add(1)
		switch path {
		case "good":
			return encoded(t, "png", 30, 40), nil
		case "away":
			return nil, away
		}
		return []byte("no picture"), nil
	}})
	defer s.Close()
	parts := func(paths ...string) *book.Book {
		b := &book.Book{Notes: &book.Notes{Picture: beside}}
		for i, path := range paths {
			b.Files = append(b.Files, &book.File{Path: path, Media: book.Pack(&book.Media{Cover: &book.Cover{Bytes: int64(i)}})})
		}
		return b
	}
	for _, c := range []struct {
		name  string
		book  *book.Book
		want  image.Point
		reads int32
	}{
		{"the next part", parts("bad 1", "good"), image.Pt(30, 40), 2},
		{"beside", parts("bad 2", "bad 3"), image.Pt(100, 50), 2},
		{"many parts", parts("bad 4", "bad 5", "bad 6", "bad 7", "good"), image.Pt(100, 50), maxEmbedded},
	} {
		for range 2 {
			m, err := s.Get(t.Context(), c.book, Large)
			if err != nil || m.Bounds().Size() != c.want {
				t.Errorf("%s: %v, %v", c.name, m, err)
			}
		}
		if m, known := s.Kept(c.book, Large); m == nil || !known {
			t.Errorf("%s: not kept", c.name)
		}
		if n := asked.Swap(0); n != c.reads {
			t.Errorf("%s: read %d times", c.name, n)
		}
	}
	if _, err := s.Get(t.Context(), parts("bad 8", "away"), Large); !errors.Is(err, ErrFormat) {
		t.Errorf("an unavailable disk: %v", err)
	}
	if _, known := s.Kept(parts("away"), Large); known {
		t.Error("the fault of an unavailable disk is remembered")
	}
}

// TestCancel checks that a picture nobody waits for is not made, and that a
// hung disk blocks neither the store nor other pictures.
func TestCancel(t *testing.T) {
	hang, ended, begun := make(chan struct{}), make(chan struct{}), make(chan struct{})
	s := New(Options{Embedded: func(ctx context.Context, path string) ([]byte, error) {
		if path != "hung" {
			return encoded(t, "jpeg", 9, 9), nil
		}
		close(begun)
		<-ctx.Done()
		close(ended)
		<-hang
		return nil, ctx.Err()
	}})
	defer close(hang)
	ctx, stop := context.WithCancel(t.Context())
	got := make(chan error)
	go func() {
		_, err := s.Get(ctx, tagged("hung"), Small)
		got <- err
	}()
	<-begun
	stop()
	if err := <-got; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	<-ended
	if _, err := s.Get(t.Context(), tagged("well"), Small); err != nil {
		t.Error(err)
	}
	s.Close()
	if _, err := s.Get(t.Context(), tagged("late"), Small); !errors.Is(err, context.Canceled) {
		t.Errorf("after Close: %v", err)
	}
}

func TestDecodesAtOnce(t *testing.T) {
	picture := encoded(t, "jpeg", 9, 9)
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int32
		s := New(Options{Embedded: answering(picture, &asked)})
		for range maxDecodes { // as if maxDecodes pictures were being decoded
			s.decodes <- struct{}{}
		}
		done := make(chan error, 1)
		go func() {
			_, err := s.Get(t.Context(), tagged("a"), Small)
			done <- err
		}()
		synctest.Wait()
		if len(done) > 0 || asked.Load() != 1 {
			t.Errorf("one more was decoded (read %d)", asked.Load())
		}
		<-s.decodes
		synctest.Wait()
		if len(done) != 1 {
			t.Fatal("it waits forever")
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		s.Close()
	})
}

func TestThumbnailsOutliveTheStore(t *testing.T) {
	dir := t.TempDir()
	var asked atomic.Int32
	picture := encoded(t, "jpeg", 640, 640)
	get := func() *image.RGBA {
		t.Helper()
		s := New(Options{Folder: dir, Embedded: answering(picture, &asked)})
		defer s.Close()
		m, err := s.Get(t.Context(), tagged("a"), Large)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	get()
	files, _ := filepath.Glob(filepath.Join(dir, "covers", "*", "*.jpg"))
	if len(files) != 2 {
		t.Fatalf("kept %q", files)
	}
	// Another picture in the thumbnail's place shows that it is what is shown.
	var blue bytes.Buffer
	m := image.NewRGBA(image.Rect(0, 0, 320, 320))
	for i := range m.Pix {
		m.Pix[i] = [...]byte{0, 0, 200, 255}[i%4]
	}
	if err := jpeg.Encode(&blue, m, nil); err != nil {
		t.Fatal(err)
	}
	large := files[slices.IndexFunc(files, func(path string) bool { return strings.HasSuffix(path, "-320.jpg") })]
	replace := func(b []byte) {
		if err := os.WriteFile(large, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	replace(blue.Bytes())
	if got := get(); !near(got.At(9, 9), color.RGBA{0, 0, 200, 255}) {
		t.Error("the picture was decoded again")
	}
	replace([]byte("damaged"))
	if got := get(); !near(got.At(9, 9), color.RGBA{0x24, 0x21, 0x1E, 0xFF}) {
		t.Error("a damaged thumbnail is shown")
	}
}

// TestOnlyTheSizeAskedForIsKept: rows that are shown do not fill the memory with large pictures.
func TestOnlyTheSizeAskedForIsKept(t *testing.T) {
	var asked atomic.Int32
	opts := Options{Folder: t.TempDir(), Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)}
	for _, found := range []string{"in the file", "on disk"} {
		s := New(opts)
		b := tagged("a")
		for _, size := range []Size{Small, Large} {
			if _, err := s.Get(t.Context(), b, size); err != nil {
				t.Fatal(err)
			}
			if m, _ := s.Kept(b, size); m == nil {
				t.Errorf("found %s: size %d is not kept", found, size)
			}
			if m, _ := s.Kept(b, Large); size == Small && m != nil {
				t.Errorf("found %s: the large picture is kept, which nobody asked for", found)
			}
		}
		s.Close()
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("read %d times", n)
	}
}

// TestCoverOfABookThatIsAway: once cached, a picture is shown without the file that has it,
// until the file is known to have changed. What was shown is not read again.
func TestCoverOfABookThatIsAway(t *testing.T) {
	dir, beside := t.TempDir(), filepath.Join(t.TempDir(), "cover.jpg")
	if err := os.WriteFile(beside, encoded(t, "jpeg", 640, 640), 0o600); err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int32
	open := func() *Store {
		return New(Options{Folder: dir, Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)})
	}
	inside, folder := tagged("a"), &book.Book{Notes: &book.Notes{Picture: beside, Modified: 7, Cover: true}}
	s := open()
	for _, b := range []*book.Book{inside, folder} {
		if _, err := s.Get(t.Context(), b, Small); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	if err := os.Remove(beside); err != nil {
		t.Fatal(err)
	}
	s = open()
	defer s.Close()
	for _, b := range []*book.Book{inside, folder} {
		if m, err := s.Get(t.Context(), b, Small); err != nil || m.Bounds().Dx() != int(Small) {
			t.Errorf("%v: %v", b.Notes, err)
		}
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("read %d times", n)
	}
	again := *folder.Notes // as when a sidecar beside the picture has changed
	if m, known := s.Kept(&book.Book{Notes: &again}, Small); m == nil || !known {
		t.Error("notes that name the same picture: it would be decoded again")
	}
	retagged, other := *inside.Files[0], *inside.Files[0]
	retagged.Changed++
	other.Media = book.Pack(&book.Media{Cover: &book.Cover{Bytes: 5}}) // on a share, whose times say nothing
	for i, f := range []*book.File{&retagged, &other} {
		if _, err := s.Get(t.Context(), &book.Book{Files: []*book.File{f}}, Small); err != nil || int(asked.Load()) != 2+i {
			t.Errorf("a file that changed: %v, read %d times", err, asked.Load())
		}
	}
	for _, n := range []book.Notes{{Modified: 8}, {Modified: 7, Size: 9}} {
		n.Picture, n.Cover = beside, true
		if _, err := s.Get(t.Context(), &book.Book{Notes: &n}, Small); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("another picture of the folder: %v", err)
		}
	}
}

func TestOldestGoFirst(t *testing.T) {
	s := diskCache{folder: t.TempDir(), limit: 1 << 20, used: -1}
	now := time.Now()
	names := make([]string, 5)
	for i := range names {
		names[i] = source{path: strconv.Itoa(i), embedded: true}.key()
		s.put(names[i], thumbs{painted(9, 9), painted(20, 20)})
		for _, size := range []Size{Small, Large} {
			old := now.Add(time.Duration(i-10) * 24 * time.Hour)
			if err := os.Chtimes(s.path(names[i], size), old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n := len(s.list()); n != 10 || s.used != total(s.list()) {
		t.Fatalf("%d files, %d bytes of %d", n, s.used, total(s.list()))
	}
	for _, size := range []Size{Small, Large} { // the oldest is used
		if s.load(names[0], size) == nil {
			t.Fatal("not found")
		}
	}
	s.limit = s.used
	s.put(source{path: "one more", embedded: true}.key(), thumbs{painted(9, 9), painted(20, 20)})
	if s.used > s.limit || s.used != total(s.list()) {
		t.Errorf("%d bytes of %d, %d on disk", s.used, s.limit, total(s.list()))
	}
	if !s.has(names[0], Small) || !s.has(names[0], Large) {
		t.Error("the most recently used thumbnail was evicted")
	}
	if s.has(names[1], Small) || s.has(names[1], Large) {
		t.Error("the least recently used thumbnail is still there")
	}
}

// TestWholePicture: Whole returns a picture at its own size, but no larger than the
// caller's limit, and the next picture if the first is damaged.
func TestWholePicture(t *testing.T) {
	var asked atomic.Int32
	s := New(Options{Embedded: answering(encoded(t, "jpeg", 800, 640), &asked)})
	for most, want := range map[int]image.Point{1000: {800, 640}, 400: {400, 320}} {
		if m, err := s.Whole(t.Context(), tagged("a"), most); err != nil || m.Bounds().Size() != want {
			t.Errorf("at most %d: %v, want %v", most, err, want)
		}
	}
	if _, err := s.Whole(t.Context(), &book.Book{}, 400); !errors.Is(err, ErrNone) {
		t.Errorf("no picture: %v", err)
	}
	s.opts.Embedded = func(_ context.Context, path string) ([]byte, error) {
		if path == "bad" {
			return []byte("?"), nil
		}
		return encoded(t, "jpeg", 90, 60), nil
	}
	two := tagged("bad")
	two.Files = append(two.Files, &book.File{Path: "good", Media: book.Pack(&book.Media{Cover: &book.Cover{Bytes: 1}})})
	if m, err := s.Whole(t.Context(), two, 400); err != nil || m.Bounds().Dx() != 90 {
		t.Errorf("the first is damaged: %v", err)
	}
	s.Close()
	if _, err := s.Whole(t.Context(), tagged("a"), 400); !errors.Is(err, context.Canceled) {
		t.Errorf("of a closed store: %v", err)
	}
}

// TestFile: other programs get a picture of a book as a file, which is made again if it is
// gone.
func TestFile(t *testing.T) {
	var asked atomic.Int32
	s := New(Options{Folder: t.TempDir(), Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)})
	defer s.Close()
	for range 2 {
		path, err := s.File(t.Context(), tagged("a"))
		if err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := jpeg.DecodeConfig(f)
		if err := errors.Join(err, f.Close(), os.Remove(path)); err != nil || c.Width != int(Large) {
			t.Errorf("%v, %d pixels wide", err, c.Width)
		}
	}
	if path, err := s.File(t.Context(), &book.Book{Files: []*book.File{{Path: "b"}}}); path != "" || !errors.Is(err, ErrNone) {
		t.Errorf("a book without a picture: %q, %v", path, err)
	}
	full := New(Options{Folder: os.DevNull, Embedded: answering(encoded(t, "jpeg", 640, 640), &asked)})
	defer full.Close()
	if path, err := full.File(t.Context(), tagged("a")); path != "" || err != nil {
		t.Errorf("a cache that cannot be written: %q, %v", path, err)
	}
}
