package group

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
)

func TestOrder(t *testing.T) {
	at := func(disc, track int) *book.Tags { return &book.Tags{Disc: disc, Track: track} }
	part := func(id book.ID, path string, tags *book.Tags) Part {
		f := &book.File{ID: id, Root: "/b", Path: filepath.Join("/b", path)}
		if tags != nil {
			f.State, f.Media = book.Probed, book.Pack(&book.Media{Duration: time.Minute, Tags: *tags})
		}
		return Part{File: f}
	}
	for _, c := range []struct {
		name  string
		parts []Part
		order []book.ID
		by    ordering
	}{
		{"one", []Part{part(1, "A/T/1.mp3", at(0, 1))}, []book.ID{1}, byTrack},
		{"tracks", []Part{part(1, "A/T/a.mp3", at(0, 10)), part(2, "A/T/b.mp3", at(0, 9))},
			[]book.ID{2, 1}, byTrack},
		{"discs", []Part{part(1, "A/T/a.mp3", at(2, 1)), part(2, "A/T/b.mp3", at(1, 2)), part(3, "A/T/c.mp3", at(1, 1))},
			[]book.ID{3, 2, 1}, byDiscTag},
		{"tracks over discs", []Part{part(1, "A/T/a.mp3", at(2, 90)), part(2, "A/T/b.mp3", at(1, 2)), part(3, "A/T/c.mp3", at(1, 1))},
			[]book.ID{3, 2, 1}, byDiscTag},
		{"disc folders", []Part{part(1, "A/T/CD 10/a.mp3", at(0, 1)), part(2, "A/T/CD 2/b.mp3", at(0, 1)), part(3, "A/T/CD 2/a.mp3", at(0, 2))},
			[]book.ID{2, 3, 1}, byDiscFolder},
		{"the same disc in all tags", []Part{part(1, "A/T/CD 2/a.mp3", at(1, 1)), part(2, "A/T/CD 1/a.mp3", at(1, 1))},
			[]book.ID{2, 1}, byDiscFolder},
		{"some with a disc", []Part{part(1, "A/T/a.mp3", at(0, 2)), part(2, "A/T/b.mp3", at(1, 1))},
			[]book.ID{2, 1}, byTrack},
		{"tracks twice", []Part{part(1, "A/T/10.mp3", at(0, 1)), part(2, "A/T/9.mp3", at(0, 1))},
			[]book.ID{2, 1}, byName},
		{"a gap", []Part{part(1, "A/T/1.mp3", at(0, 2020)), part(2, "A/T/2.mp3", at(0, 1))},
			[]book.ID{1, 2}, byName},
		{"a missing disc", []Part{part(1, "A/T/1.mp3", at(0, 32)), part(2, "A/T/2.mp3", at(0, 1))},
			[]book.ID{2, 1}, byTrack},
		{"one without", []Part{part(1, "A/T/2.mp3", at(0, 1)), part(2, "A/T/1.mp3", at(1, 0))},
			[]book.ID{2, 1}, byName},
		{"two without", []Part{part(1, "A/T/2.mp3", at(0, 1)), part(2, "A/T/1.mp3", nil), part(3, "A/T/3.mp3", at(0, -4))},
			[]book.ID{2, 1, 3}, byName},
		{"none", []Part{part(1, "A/T/Kapitel 10.mp3", nil), part(2, "A/T/kapitel 9.mp3", nil), part(3, "A/T/Épilogue.mp3", nil), part(4, "A/T/épilogue 2.mp3", nil)},
			[]book.ID{2, 1, 3, 4}, byName},
		{"accents that macOS decomposed", []Part{part(1, "A/T/Gr\u00f6\u00dfe 1.mp3", nil), part(2, "A/T/Gro\u0308\u00dfe 2.mp3", nil), part(3, "A/T/Gr\u00f6\u00dfe 3.mp3", nil)},
			[]book.ID{1, 2, 3}, byName},
		{"halves", []Part{part(1, "A/T/1.5.mp3", nil), part(2, "A/T/1.mp3", nil), part(3, "A/T/2.mp3", nil), part(4, "A/T/1 b.mp3", nil)},
			[]book.ID{2, 4, 1, 3}, byName},
		{"Roman numerals", []Part{part(1, "A/T/X.mp3", nil), part(2, "A/T/I.mp3", nil), part(3, "A/T/V.mp3", nil), part(4, "A/T/IV.mp3", nil), part(5, "A/T/IX.mp3", nil)},
			[]book.ID{2, 4, 3, 5, 1}, byName},
		{"Roman numerals in discs in words", []Part{part(1, "A/T/Part Two/I.mp3", nil), part(2, "A/T/Part One/II.mp3", nil), part(3, "A/T/Part One/I.mp3", nil), part(4, "A/T/Part Three/I.mp3", nil), part(5, "A/T/Part Two/II.mp3", nil)},
			[]book.ID{3, 2, 1, 5, 4}, byName},
		{"Roman numerals in Roman discs", []Part{part(1, "A/T/CD IX/I.mp3", nil), part(2, "A/T/CD II/II.mp3", nil), part(3, "A/T/CD II/I.mp3", nil), part(4, "A/T/CD V/I.mp3", nil)},
			[]book.ID{3, 2, 4, 1}, byName},
		{"letters", []Part{part(1, "A/T/X.mp3", nil), part(2, "A/T/I.mp3", nil), part(3, "A/T/A.mp3", nil)},
			[]book.ID{3, 2, 1}, byName},
		{"Arabic words", []Part{part(1, "A/T/الفصل الثاني.mp3", nil), part(2, "A/T/الفصل الأول.mp3", nil), part(3, "A/T/الفصل الثالث.mp3", nil), part(4, "A/T/المقدمة.mp3", nil)},
			[]book.ID{4, 2, 1, 3}, byName},
		{"long numbers", []Part{part(1, "A/T/00000000000000000000000000010.mp3", nil), part(2, "A/T/9.mp3", nil), part(3, "A/T/10.mp3", nil)},
			[]book.ID{2, 1, 3}, byName},
		{"folders first", []Part{part(1, "A/T/CD 1 extras.mp3", nil), part(2, "A/T/CD 1/x.mp3", nil)},
			[]book.ID{2, 1}, byName},
		{"matter beside discs", []Part{part(1, "A/T/99 Outro.mp3", nil), part(2, "A/T/CD 1/x.mp3", nil), part(3, "A/T/00 Intro.mp3", nil), part(4, "A/T/Nachwort.mp3", nil), part(5, "A/T/CD 2/01.mp3", nil)},
			[]book.ID{3, 2, 5, 1, 4}, byName},
		{"discs behind tracks", []Part{part(1, "A/T/01 T (Disc 10).mp3", nil), part(2, "A/T/10 T (Disc 2).mp3", nil), part(3, "A/T/02 T (Disc 2).mp3", nil), part(4, "A/T/01 T (Disc 2).mp3", nil)},
			[]book.ID{4, 3, 2, 1}, byName},
		{"discs behind named tracks", []Part{part(1, "A/T/Track 1 (Disc 2).mp3", nil), part(2, "A/T/Track 2 (Disc 1).mp3", nil), part(3, "A/T/Track 1 (Disc 1).mp3", nil)},
			[]book.ID{3, 2, 1}, byName},
		{"discs of parts", []Part{part(1, "A/T/Part 1 CD 2.mp3", nil), part(2, "A/T/Part 2 CD 1.mp3", nil), part(3, "A/T/Part 1 CD 1.mp3", nil), part(4, "A/T/Part 2 CD 2.mp3", nil)},
			[]book.ID{3, 1, 2, 4}, byName},
		{"chapters called discs", []Part{part(1, "A/T/01 - Tape 3.mp3", nil), part(2, "A/T/02 - Tape 1.mp3", nil)},
			[]book.ID{1, 2}, byName},
		{"parts of chapters", []Part{part(1, "A/T/01 T (Part 2).mp3", nil), part(2, "A/T/02 T (Part 1).mp3", nil), part(3, "A/T/01 T (Part 1).mp3", nil)},
			[]book.ID{3, 1, 2}, byName},
		{"matter with a number", []Part{part(1, "A/T/02 Epilog.mp3", nil), part(2, "A/T/03.mp3", nil)},
			[]book.ID{1, 2}, byName},
	} {
		for range 2 {
			b := Books(Folder{Root: "/b", Folder: filepath.Join("/b", "A/T"), Parts: c.parts})[0]
			var got []book.ID
			for _, f := range b.Files {
				got = append(got, f.ID)
			}
			if by, _ := orderOf(b.Files); !slices.Equal(got, c.order) || by != c.by {
				t.Errorf("%s: %d by %d, want %d by %d", c.name, got, by, c.order, c.by)
			}
			slices.Reverse(c.parts)
		}
	}
}
