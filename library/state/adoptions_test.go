package state

import (
	"testing"
	"time"

	"lectern/library/book"
)

// TestAdoptions: a listed row takes over from a retired one whose root is gone, unless the
// user said something else about it.
func TestAdoptions(t *testing.T) {
	stop := func(second int64) string { return book.FormatStop(time.Minute, time.Unix(second, 0)) }
	before := book.Edits{"title": "Dune", book.StoppedField: stop(50)}
	for _, c := range []struct {
		name   string
		edits  book.Edits
		hidden bool
		want   int
	}{
		{"nothing typed", nil, false, 1},
		{"the same typed", book.Edits{"title": "Dune"}, false, 1},
		{"another text", book.Edits{"title": "Emma"}, false, 0},
		{"another field", book.Edits{"year": "1965"}, false, 0},
		{"the same and more", book.Edits{"title": "Dune", "year": "1965"}, false, 0},
		{"heard before", book.Edits{book.StoppedField: stop(40)}, false, 1},
		{"heard since", book.Edits{book.StoppedField: stop(60)}, false, 0},
		{"hidden", nil, true, 0},
		{"hidden, the same typed", book.Edits{"title": "Dune"}, true, 0},
	} {
		s := newShop(t)
		old := s.NewRetired("/gone/a.mp3", 1, "content", "sound", 1, 2)
		old.Edits = before
		s.AddRetired(old)
		asked, _ := s.lists(entry("a.mp3", 1))
		s.answers(answer(asked[0], media("A")))
		now := s.Listed.ByPath[top+"/a.mp3"]
		now.Edits, now.Hidden = c.edits, c.hidden
		if pairs, wanted := s.Moves.Adoptions(); len(pairs) != 0 || len(wanted) != 1 || wanted[0] != now {
			t.Errorf("%s: %d pairs without a fingerprint, %d rows wanted", c.name, len(pairs), len(wanted))
		}
		s.SetFingerprints(now, "content", "sound")
		pairs, wanted := s.Moves.Adoptions()
		if len(pairs) != c.want || len(wanted) != 0 {
			t.Errorf("%s: %d pairs, %d rows wanted; want %d", c.name, len(pairs), len(wanted), c.want)
		}
	}
}

// TestAdoptionsAreCertain: there is none as long as another file may have the content, and
// none of a row about which the user typed nothing.
func TestAdoptionsAreCertain(t *testing.T) {
	s := newShop(t)
	old := s.NewRetired("/gone/a.mp3", 1, "content", "sound", 1, 2)
	old.Edits = book.Edits{"title": "Dune"}
	s.AddRetired(old)
	asked, _ := s.lists(entry("a.mp3", 1), entry("b.mp3", 1))
	s.answers(answer(asked[0], media("A")), answer(asked[1], media("B")))
	a, b := s.Listed.ByPath[top+"/a.mp3"], s.Listed.ByPath[top+"/b.mp3"]
	s.SetFingerprints(a, "content", "sound")
	if pairs, wanted := s.Moves.Adoptions(); len(pairs) != 0 || len(wanted) != 1 || wanted[0] != b {
		t.Errorf("%d pairs, %d rows wanted", len(pairs), len(wanted))
	}
	s.SetFingerprints(b, "other", "sound")
	if pairs, _ := s.Moves.Adoptions(); len(pairs) != 1 || pairs[0] != (Pair{old, a}) {
		t.Errorf("%d pairs", len(pairs))
	}
	old.Edits = nil
	if pairs, wanted := s.Moves.Adoptions(); len(pairs)+len(wanted) != 0 {
		t.Errorf("%d pairs of a row without edits, %d rows wanted", len(pairs), len(wanted))
	}
}

// TestReturnOfTheLast: of retired rows with one path, the one that left last comes back,
// whichever was added first.
func TestReturnOfTheLast(t *testing.T) {
	for _, left := range [][]int64{{1, 2}, {2, 1}} {
		s := newShop(t)
		for _, at := range left {
			s.AddRetired(s.NewRetired(top+"/a.mp3", at, "", "", 1, at))
		}
		s.lists(entry("a.mp3", 2))
		for r := range s.Retired.Rows() {
			if r.File.Size != 1 {
				t.Errorf("left at %v: the row that left at 1 came back", left)
			}
		}
		if s.Listed.ByPath[top+"/a.mp3"].RetiredAt != 0 {
			t.Errorf("left at %v: none came back", left)
		}
	}
}
