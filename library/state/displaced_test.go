package state

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/scripts/cputime"
)

// slowMatch is match as its comment says it, by comparing each row with each.
func (t *rotation) slowMatch() {
	t.goes = map[*Row]*Row{}
	for at, owners := range t.owners {
		for _, o := range owners {
			var fit []*Row
			for _, p := range t.places[at] {
				if (p.former != nil || p.after(o)) && alike(o.content(), p) {
					fit = append(fit, p)
				}
			}
			if len(fit) == 1 && fit[0] != o && !slices.ContainsFunc(owners, func(other *Row) bool { return other != o && alike(other.content(), fit[0]) }) {
				t.goes[o] = fit[0]
			}
		}
	}
}

// slowNarrow is narrow without moves, by comparing each row with each.
func (t *rotation) slowNarrow() {
	another := func(rows []*Row, d *Row) bool {
		return slices.ContainsFunc(rows, func(r *Row) bool { return r != d && !t.stays(r) })
	}
	for n := -1; n != len(t.moving); {
		n = len(t.moving)
		maps.DeleteFunc(t.moving, func(d *Row, _ bool) bool {
			return !another(t.places[traceOf(d.former.file)], d) || !another(t.owners[traceOf(d.File)], d)
		})
	}
}

// TestRotationOfRandomRows compares narrow and match with their slow forms.
func TestRotationOfRandomRows(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	file := func(id int) *book.File {
		return &book.File{ID: book.ID(id), Size: int64(dice.IntN(3)), Modified: int64(dice.IntN(2)), Media: book.Pack(&book.Media{Codec: string(rune('A' + dice.IntN(2)))})}
	}
	print := func() string { return []string{"", "x", "y"}[dice.IntN(3)] }
	moves, stay := 0, 0
	for round := range 5000 {
		quick := rotation{map[*Row]bool{}, map[trace][]*Row{}, map[trace][]*Row{}, nil}
		for i := range 2 + dice.IntN(7) {
			r := &Row{File: file(i + 1), Fingerprint: print(), FirstScan: int32(dice.IntN(2))}
			if dice.IntN(3) > 0 {
				r.former = &former{file: file(i + 1), print: print()}
				quick.moving[r] = true
				quick.owners[traceOf(r.former.file)] = append(quick.owners[traceOf(r.former.file)], r)
				quick.places[traceOf(r.File)] = append(quick.places[traceOf(r.File)], r)
			} else if dice.IntN(2) > 0 {
				quick.owners[traceOf(r.File)] = append(quick.owners[traceOf(r.File)], r)
			} else {
				quick.places[traceOf(r.File)] = append(quick.places[traceOf(r.File)], r)
			}
		}
		slow := quick
		slow.moving = maps.Clone(quick.moving)
		quick.narrow()
		slow.slowNarrow()
		stay += len(quick.moving)
		quick.match()
		slow.slowMatch()
		moves += len(quick.goes)
		if !maps.Equal(quick.moving, slow.moving) || !maps.Equal(quick.goes, slow.goes) {
			t.Fatalf("round %d: %v, not %v; %v, not %v", round, quick.moving, slow.moving, quick.goes, slow.goes)
		}
	}
	if moves == 0 || stay == 0 {
		t.Error("the dice never let a row move")
	}
}

// TestDisplacedNoMore: a row is displaced until its former content is back, the user says
// something about the file that is there, or the scans of other folders are over.
func TestDisplacedNoMore(t *testing.T) {
	text := "typed"
	for _, c := range []struct {
		name string
		do   func(s *shop, r *Row)
		want int
	}{
		{"other content", func(*shop, *Row) {}, 1},
		{"other content again", func(s *shop, _ *Row) { s.lists(entry("a.mp3", 3)) }, 1},
		{"the former content", func(s *shop, _ *Row) { s.lists(entry("a.mp3", 1)) }, 0},
		{"an edit", func(s *shop, r *Row) { s.SetEdit(r, "title", &text) }, 0},
		{"within the time", func(s *shop, _ *Row) { s.Moves.Rotated(nil, int64(displacedFor)) }, 1},
		{"after the time", func(s *shop, _ *Row) { s.Moves.Rotated(nil, int64(displacedFor)+1) }, 0},
	} {
		s := newShop(t)
		asked, _ := s.lists(entry("a.mp3", 1))
		s.answers(answer(asked[0], media("A")))
		s.lists(entry("a.mp3", 2))
		r := s.Listed.ByPath[top+"/a.mp3"]
		c.do(s, r)
		if len(s.Moves.displaced) != c.want || (r.former != nil) != (c.want > 0) {
			t.Errorf("%s: %d displaced rows, %+v", c.name, len(s.Moves.displaced), r.former)
		}
	}
}

// TestThousandsOfLinksDisplaced: files with one content and many names, of which half are
// deleted: this changes the ctime of the others. The time grows with the number of rows,
// not with its square.
func TestThousandsOfLinksDisplaced(t *testing.T) {
	const rows = 20_000
	s := newShop(t)
	var files []book.File
	for i := range rows {
		f := entry(fmt.Sprintf("%d/%d.mp3", i/10, i), 7)
		f.Changed = 1
		files = append(files, f)
	}
	asked, _ := s.lists(files...)
	var answers []probe.Event
	for _, f := range asked {
		answers = append(answers, answer(f, media("a")))
	}
	s.answers(answers...)
	for i := range files {
		files[i].Changed = 2
	}
	s.lists(files...)
	var gone []*Row
	for i := range rows / 2 {
		gone = append(gone, s.Listed.ByPath[files[i].Path])
	}
	var pairs []Pair
	took := cputime.Of(func() {
		for range 3 { // as after each batch of fingerprints
			var wanted []*Row
			pairs, wanted = s.Moves.Rotated(gone, 0)
			if len(wanted) != rows { // half of them are gone, which only their readers find
				t.Errorf("%d wanted", len(wanted))
			}
		}
		for _, f := range files {
			s.SetFingerprints(s.Listed.ByPath[f.Path], "same", "same")
			s.Listed.ByPath[f.Path].Asked = nil
		}
		pairs, _ = s.Moves.Rotated(gone, 0)
	})
	if len(pairs) != 0 || took > 10*time.Second { // about a tenth of a second
		t.Errorf("%d pairs, after %v", len(pairs), took)
	}
}

// newPaths returns where the rows of pairs go.
func newPaths(pairs []Pair) map[*Row]string {
	to := map[*Row]string{}
	for _, p := range pairs {
		to[p.Old] = p.Now.File.Path
	}
	return to
}

// A program changes the tags of a file. Later its folder and another one are renamed one
// after the other, or exchange their names: the rows follow.
func TestRenamedAfterRetagging(t *testing.T) {
	for _, c := range []struct {
		name string
		to   [2]string // where the retagged file goes, and the other one
	}{
		{"exchanged", [2]string{"b.mp3", "a.mp3"}},
		{"one after the other", [2]string{"b.mp3", "c.mp3"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShop(t)
			list := func(now int64, names [2]string, prints ...string) {
				t.Helper()
				var files []book.File
				for i, name := range names {
					f := entry(name, 1)
					f.Modified = int64(prints[i][0])
					files = append(files, f)
				}
				s.n++
				for _, f := range s.List(files, s.n, now, new(Tally)) {
					s.answers(answer(f, media(f.Path)))
				}
				for i, name := range names {
					s.SetFingerprints(s.Listed.ByPath[top+"/"+name], prints[i], []string{"A", "B"}[i])
				}
			}
			at := [2]string{"a.mp3", "b.mp3"}
			list(0, at, "1", "2")
			retagged, other := s.Listed.ByPath[top+"/a.mp3"], s.Listed.ByPath[top+"/b.mp3"]
			list(1, at, "3", "2")
			later := int64(rewrittenAfter) + 2
			list(later, c.to, "3", "2")
			var vanished []*Row
			if c.to[1] == "c.mp3" {
				vanished = append(vanished, retagged)
			}
			pairs, wanted := s.Moves.Rotated(vanished, later)
			got := newPaths(pairs)
			if want := map[*Row]string{retagged: top + "/" + c.to[0], other: top + "/" + c.to[1]}; !maps.Equal(got, want) || len(wanted) > 0 {
				t.Errorf("%d pairs, %d wanted: %v, not %v", len(pairs), len(wanted), got, want)
			}
		})
	}
}

// A file is moved to a place that is scanned late, and two others take its path one after
// the other: its row follows, however long that took.
func TestMovedBeforeTwoOthersCame(t *testing.T) {
	for _, later := range []time.Duration{5 * time.Second, time.Minute} {
		t.Run(later.String(), func(t *testing.T) {
			s := newShop(t)
			list := func(now time.Duration, name, print string) *Row {
				f := entry(name, 1)
				f.Modified = int64(print[0])
				s.n++
				for _, f := range s.List([]book.File{f}, s.n, int64(now), new(Tally)) {
					s.answers(answer(f, media(f.Path)))
				}
				r := s.Listed.ByPath[top+"/"+name]
				s.SetFingerprints(r, print, print)
				return r
			}
			first, second, third := list(0, "x.mp3", "1"), list(0, "b.mp3", "2"), list(0, "c.mp3", "3")
			list(1, "x.mp3", "2")
			if pairs, _ := s.Moves.Rotated([]*Row{second}, 1); len(pairs) > 0 {
				t.Fatalf("%d pairs before the first file is listed", len(pairs))
			}
			s.Miss(second, 1)
			list(later, "x.mp3", "3")
			list(later, "f.mp3", "1")
			list(later, "y.mp3", "2")
			pairs, wanted := s.Moves.Rotated([]*Row{third}, int64(later))
			got := newPaths(pairs)
			if want := map[*Row]string{first: top + "/f.mp3", third: top + "/x.mp3"}; !maps.Equal(got, want) || len(wanted) > 0 {
				t.Errorf("%d wanted, %v, not %v", len(wanted), got, want)
			}
		})
	}
}
