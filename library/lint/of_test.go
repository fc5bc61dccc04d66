package lint_test

import (
	"fmt"
	"path"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/lint"
)

// file returns a file of one hour that was read.
func file(name string, change func(m *book.Media)) *book.File {
	m := &book.Media{Container: "mp3", Codec: "MP3", Duration: time.Hour, BitRate: 64_000}
	if ext := path.Ext(name); ext == ".m4b" {
		m.Container, m.Codec = "mp4", "AAC-LC"
	}
	if change != nil {
		change(m)
	}
	return &book.File{Root: "/books", Path: "/books/" + name, Size: 28_800_000, State: book.Probed, Media: book.Pack(m)}
}

// change changes what a reader found in a file.
func change(f *book.File, to func(m *book.Media)) {
	m := f.Media.Media()
	to(m)
	f.Media = book.Pack(m)
}

// whole returns a book of files without any problem.
func whole(files ...*book.File) *book.Book {
	b := &book.Book{Files: files, Path: files[0].Path, State: book.Probed, Picture: "/cover.jpg"}
	b.Title, b.Authors, b.Narrators = "A Title", []string{"An Author"}, []string{"A Narrator"}
	for _, f := range files {
		b.Size += f.Size
		if f.Media != nil {
			b.Duration += f.Media.Duration
		}
	}
	return b
}

// tracks returns parts with disc and track tags, and names that say nothing.
func tracks(places ...[2]int) (files []*book.File) {
	for i, p := range places {
		files = append(files, file(fmt.Sprintf("b/%c.mp3", 'a'+i), func(m *book.Media) { m.Tags.Disc, m.Tags.Track = p[0], p[1] }))
	}
	return files
}

// called returns parts without tags.
func called(names ...string) (files []*book.File) {
	for _, n := range names {
		files = append(files, file("b/"+n, nil))
	}
	return files
}

// rates returns parts with bit rates.
func rates(kbps ...int) (files []*book.File) {
	for i, n := range kbps {
		files = append(files, file(fmt.Sprintf("b/%d.mp3", i+1), func(m *book.Media) { m.BitRate = n * 1000 }))
	}
	return files
}

// of sets the number of tracks that the tags of files tell.
func of(total int, files []*book.File) []*book.File {
	for _, f := range files {
		change(f, func(m *book.Media) { m.Tags.Tracks = total })
	}
	return files
}

func TestPartGap(t *testing.T) {
	for _, c := range []struct {
		name  string
		files []*book.File
		want  bool
	}{
		{"one part without a number", called("book.mp3"), false},
		{"one part with a number", tracks([2]int{0, 7}), false},
		{"1 2 3", tracks([2]int{0, 1}, [2]int{0, 2}, [2]int{0, 3}), false},
		{"1 2 4", tracks([2]int{0, 1}, [2]int{0, 2}, [2]int{0, 4}), true},
		{"0 1 2", called("00.mp3", "01.mp3", "02.mp3"), false},
		{"2 3 4", tracks([2]int{0, 2}, [2]int{0, 3}, [2]int{0, 4}), true},
		{"discs that begin anew", tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{1, 3}, [2]int{2, 1}, [2]int{2, 2}), false},
		{"discs that go on", tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{2, 3}, [2]int{2, 4}), false},
		{"a track of the second disc", tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{1, 3}, [2]int{2, 1}, [2]int{2, 3}), true},
		{"a disc", tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{3, 1}, [2]int{3, 2}), true},
		{"disc and track in one", tracks([2]int{0, 101}, [2]int{0, 102}, [2]int{0, 201}, [2]int{0, 202}), false},
		{"a track of those", tracks([2]int{0, 101}, [2]int{0, 102}, [2]int{0, 104}, [2]int{0, 201}), true},
		{"the last of three", of(3, tracks([2]int{0, 1}, [2]int{0, 2})), true},
		{"all three", of(3, tracks([2]int{0, 1}, [2]int{0, 2}, [2]int{0, 3})), false},
		{"totals of each disc", of(2, tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{2, 1}, [2]int{2, 2})), false},
		{"the last of the second disc", of(3, tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{1, 3}, [2]int{2, 1}, [2]int{2, 2})), true},
		{"one total of two discs", of(4, tracks([2]int{1, 1}, [2]int{1, 2}, [2]int{2, 1}, [2]int{2, 2})), false},
		{"a total of something else", of(40, tracks([2]int{0, 1}, [2]int{0, 2})), false},
		{"a total below the tracks", of(1, tracks([2]int{0, 1}, [2]int{0, 2})), false},
		{"one file of three", of(3, tracks([2]int{0, 1})), false},
		{"all are track 1 of 3", of(3, tracks([2]int{0, 1}, [2]int{0, 1})), false},
		{"all are track 1", tracks([2]int{0, 1}, [2]int{0, 1}, [2]int{0, 1}), false},
		{"one has no track", tracks([2]int{0, 1}, [2]int{0, 2}, [2]int{0, 0}, [2]int{0, 4}), false},
		{"years", tracks([2]int{0, 1999}, [2]int{0, 2004}), false},
		{"names", called("Book - 01 - One.mp3", "Book - 02 - Two.mp3", "Book - 04 - Four.mp3"), true},
		{"whole names", called("Book - 01 - One.mp3", "Book - 02 - Two.mp3", "Book - 03 - Three.mp3"), false},
		{"names beyond ten", called("Part 9.mp3", "Part 10.mp3", "Part 8.mp3", "Part 7.mp3", "Part 6.mp3", "Part 5.mp3",
			"Part 4.mp3", "Part 3.mp3", "Part 2.mp3", "Part 1.mp3"), false},
		{"names without numbers", called("one.mp3", "two.mp3"), false},
		{"a figure in the extension", called("CD1/track.mp3", "CD2/track.mp3"), false},
		{"names of discs", called("CD1/01.mp3", "CD1/02.mp3", "CD2/01.mp3", "CD2/03.mp3"), true},
		{"dates", called("20200101.mp3", "20200108.mp3"), false},
	} {
		if got := lint.Of(whole(c.files...))&book.PartGap != 0; got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	// Consecutive names show that the tags are wrong.
	files := called("01.mp3", "02.mp3", "03.mp3")
	for i, f := range files {
		change(f, func(m *book.Media) { m.Tags.Track = []int{1, 2, 4}[i] })
	}
	if got := lint.Of(whole(files...)); got != 0 {
		t.Error(got)
	}
}

func TestMixedRates(t *testing.T) {
	for _, c := range []struct {
		name string
		b    *book.Book
		want book.Lint
	}{
		{"one", whole(rates(64)...), 0},
		{"a variable rate", whole(rates(64, 62, 66)...), 0},
		{"64 and 128", whole(rates(64, 64, 128)...), book.MixedRates},
		{"96 and 128", whole(rates(128, 96)...), book.MixedRates},
		{"not known", whole(rates(64, 0)...), 0},
		{"short", whole(append(rates(64), file("b/2.mp3", func(m *book.Media) { m.BitRate, m.Duration = 128_000, time.Minute }))...), 0},
		{"lossless", whole(file("b/1.flac", func(m *book.Media) { m.Container, m.Codec = "flac", "FLAC" }),
			file("b/2.flac", func(m *book.Media) { m.Container, m.Codec, m.BitRate = "flac", "FLAC", 128_000 })), 0},
		{"two containers", whole(file("b/1.mp3", nil), file("b/2.m4b", func(m *book.Media) { m.BitRate = 128_000 })), book.TwoFormats},
	} {
		if got := lint.Of(c.b); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestOf(t *testing.T) {
	chapters := func(ends ...time.Duration) func(m *book.Media) {
		return func(m *book.Media) {
			for _, end := range ends {
				m.Chapters = append(m.Chapters, book.Chapter{End: end})
			}
		}
	}
	sized := func(w, h int) func(b *book.Book) {
		return func(b *book.Book) {
			b.Picture = ""
			change(b.Files[0], func(m *book.Media) { m.Cover = &book.Cover{Width: w, Height: h} })
		}
	}
	for _, c := range []struct {
		name   string
		file   *book.File
		change func(b *book.Book)
		want   book.Lint
	}{
		{"nothing", file("a.mp3", nil), nil, 0},
		{"no cover", file("a.mp3", nil), func(b *book.Book) { b.Picture = "" }, book.NoCover},
		{"a picture beside", file("a.mp3", nil), func(b *book.Book) { b.Picture, b.Notes = "", &book.Notes{Picture: "/c.jpg"} }, 0},
		{"a small picture beside", file("a.mp3", nil), func(b *book.Book) { b.Picture, b.Notes = "", &book.Notes{Picture: "/c.jpg", Width: 150, Height: 150} }, book.SmallCover},
		{"a picture beside that is not", file("a.mp3", nil), func(b *book.Book) { b.Picture, b.Notes = "", &book.Notes{Picture: "/c.jpg", Width: 500, Height: 700} }, 0},
		{"a small cover, but a picture beside it", file("a.mp3", func(m *book.Media) { m.Cover = &book.Cover{Width: 9, Height: 9} }),
			func(b *book.Book) {
				b.Picture, b.Notes = "", &book.Notes{Picture: "/c.jpg", Width: 500, Height: 700, Cover: true}
			}, 0},
		{"a small cover before a picture that is none by its name", file("a.mp3", func(m *book.Media) { m.Cover = &book.Cover{Width: 9, Height: 9} }),
			func(b *book.Book) { b.Picture, b.Notes = "", &book.Notes{Picture: "/c.jpg", Width: 500, Height: 700} }, book.SmallCover},
		{"a small cover", file("a.mp3", nil), sized(600, 499), book.SmallCover},
		{"a cover that is not", file("a.mp3", nil), sized(500, 500), 0},
		{"a cover of unknown size", file("a.mp3", nil), sized(0, 0), 0},
		{"a small cover, but a picture beside the file", file("a.mp3", func(m *book.Media) { m.Cover = &book.Cover{Width: 9, Height: 9} }), nil, 0},
		{"no narrator", file("a.mp3", nil), func(b *book.Book) { b.Narrators = nil }, book.NoNarrator},
		{"not read", &book.File{Path: "/books/a.mp3"}, func(b *book.Book) { b.Narrators, b.Picture = nil, "" }, 0},
		{"not readable", &book.File{Path: "/books/a.mp3", State: book.Failed}, func(b *book.Book) { b.Narrators, b.Picture = nil, "" }, 0},
		{"chapters", file("a.m4b", chapters(time.Minute, time.Hour)), nil, 0},
		{"credits after them", file("a.m4b", chapters(time.Hour-time.Minute)), nil, 0},
		{"chapters of a shorter book", file("a.m4b", chapters(time.Minute, time.Hour-time.Minute-1)), nil, book.CutChapters},
		{"chapters without ends", file("a.m4b", chapters(time.Minute, 0)), nil, 0},
		{"an estimate", file("a.mp3", func(m *book.Media) { chapters(time.Minute)(m); m.Estimated = true }), nil, 0},
		{"a cue sheet", file("a.mp3", chapters(time.Minute)),
			func(b *book.Book) { b.Notes = &book.Notes{Cues: []book.Cue{{File: "a.mp3"}}} }, 0},
		{"metadata.json", file("a.mp3", nil),
			func(b *book.Book) { b.Notes = &book.Notes{Chapters: []book.Chapter{{End: time.Minute}}} }, book.CutChapters},
		{"wrong extension", file("a.m4b", func(m *book.Media) { m.Container = "mp3" }), nil, book.WrongName},
	} {
		b := whole(c.file)
		if c.change != nil {
			c.change(b)
		}
		if got := lint.Of(b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
