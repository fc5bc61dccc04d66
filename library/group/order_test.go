package group_test

import (
	"slices"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

func TestOrder(t *testing.T) {
	at := func(disc, track int) *book.Tags { return &book.Tags{Disc: disc, Track: track} }
	for _, c := range []struct {
		name  string
		parts []group.Part
		order []book.ID
		why   string
	}{
		{"one", []group.Part{part(1, "A/T/1.mp3", at(0, 1))}, []book.ID{1}, ""},
		{"tracks", []group.Part{part(1, "A/T/a.mp3", at(0, 10)), part(2, "A/T/b.mp3", at(0, 9))},
			[]book.ID{2, 1}, "by track number"},
		{"discs", []group.Part{part(1, "A/T/a.mp3", at(2, 1)), part(2, "A/T/b.mp3", at(1, 2)), part(3, "A/T/c.mp3", at(1, 1))},
			[]book.ID{3, 2, 1}, "by disc and track number"},
		{"tracks over discs", []group.Part{part(1, "A/T/a.mp3", at(2, 90)), part(2, "A/T/b.mp3", at(1, 2)), part(3, "A/T/c.mp3", at(1, 1))},
			[]book.ID{3, 2, 1}, "by disc and track number"},
		{"disc folders", []group.Part{part(1, "A/T/CD 10/a.mp3", at(0, 1)), part(2, "A/T/CD 2/b.mp3", at(0, 1)), part(3, "A/T/CD 2/a.mp3", at(0, 2))},
			[]book.ID{2, 3, 1}, "by disc folder and track number"},
		{"the same disc in all tags", []group.Part{part(1, "A/T/CD 2/a.mp3", at(1, 1)), part(2, "A/T/CD 1/a.mp3", at(1, 1))},
			[]book.ID{2, 1}, "by disc folder and track number"},
		{"some with a disc", []group.Part{part(1, "A/T/a.mp3", at(0, 2)), part(2, "A/T/b.mp3", at(1, 1))},
			[]book.ID{2, 1}, "by track number"},
		{"tracks twice", []group.Part{part(1, "A/T/10.mp3", at(0, 1)), part(2, "A/T/9.mp3", at(0, 1))},
			[]book.ID{2, 1}, "by file name: two files are track 1"},
		{"a gap", []group.Part{part(1, "A/T/1.mp3", at(0, 2020)), part(2, "A/T/2.mp3", at(0, 1))},
			[]book.ID{1, 2}, "by file name: there is no track from 2 to 2019"},
		{"a missing disc", []group.Part{part(1, "A/T/1.mp3", at(0, 32)), part(2, "A/T/2.mp3", at(0, 1))},
			[]book.ID{2, 1}, "by track number"},
		{"one without", []group.Part{part(1, "A/T/2.mp3", at(0, 1)), part(2, "A/T/1.mp3", at(1, 0))},
			[]book.ID{2, 1}, "by file name: a file has no track number"},
		{"two without", []group.Part{part(1, "A/T/2.mp3", at(0, 1)), part(2, "A/T/1.mp3", nil), part(3, "A/T/3.mp3", at(0, -4))},
			[]book.ID{2, 1, 3}, "by file name: 2 files have no track number"},
		{"none", []group.Part{part(1, "A/T/Kapitel 10.mp3", nil), part(2, "A/T/kapitel 9.mp3", nil), part(3, "A/T/Épilogue.mp3", nil), part(4, "A/T/épilogue 2.mp3", nil)},
			[]book.ID{2, 1, 4, 3}, "by file name: no file has a track number"},
		{"long numbers", []group.Part{part(1, "A/T/00000000000000000000000000010.mp3", nil), part(2, "A/T/9.mp3", nil), part(3, "A/T/10.mp3", nil)},
			[]book.ID{2, 1, 3}, "by file name: no file has a track number"},
		{"folders first", []group.Part{part(1, "A/T/CD 1 extras.mp3", nil), part(2, "A/T/CD 1/x.mp3", nil)},
			[]book.ID{2, 1}, "by file name: no file has a track number"},
	} {
		for range 2 {
			b := group.Books(folderOf("A/T", c.parts...))[0]
			var got []book.ID
			for _, f := range b.Files {
				got = append(got, f.ID)
			}
			if why := group.Order(b); !slices.Equal(got, c.order) || why != c.why {
				t.Errorf("%s: %d %q, want %d %q", c.name, got, why, c.order, c.why)
			}
			slices.Reverse(c.parts)
		}
	}
}
