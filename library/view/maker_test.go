package view

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
)

// randomStore is a store under random operations.
type randomStore struct {
	*rand.Rand
	store book.Store
	slots []int // in use
	id    book.ID
}

func (s *randomStore) add(n int) {
	for range n {
		s.id++
		s.slots = append(s.slots, s.store.Add(randomBook(s.Rand, s.id)))
	}
}

func (s *randomStore) operate() {
	switch n := len(s.slots); {
	case n == 0 || s.IntN(4) == 0:
		s.add(1)
	case s.IntN(4) == 0:
		i := s.IntN(n)
		s.store.Remove(s.slots[i])
		s.slots = slices.Delete(s.slots, i, i+1)
	default:
		slot := s.slots[s.IntN(n)]
		s.store.Set(slot, changed(s.Rand, s.store.At(slot)))
	}
}

type seen struct {
	view *View
	ids  []book.ID
}

func (s seen) check(t *testing.T) {
	t.Helper()
	if s.view.Len() != len(s.ids) {
		t.Fatalf("%+v: %d rows, want %d", s.view.Query, s.view.Len(), len(s.ids))
	}
	for row, id := range s.ids {
		if row%97 == 0 && s.view.Index(id) != row {
			t.Fatalf("%+v: ID %d is found in row %d, not %d", s.view.Query, id, s.view.Index(id), row)
		}
		if got := s.view.At(row).ID; got != id {
			t.Fatalf("%+v: row %d is %+v, want ID %d", s.view.Query, row, *s.view.At(row), id)
		}
	}
}

// live applies random operations and compares each view with the reference.
func live(t *testing.T, r *rand.Rand, start, rounds, perRound int) {
	s := &randomStore{Rand: r}
	s.add(start)
	m := NewMaker(language.Und)
	var q Query
	var views []seen
	folders := map[book.ID]string{}
	shape := uint64(0)
	for range rounds {
		for range r.IntN(perRound + 1) {
			s.operate()
		}
		if r.IntN(2) == 0 {
			q = randomQuery(r, q)
		}
		snapshot := s.store.Snapshot()
		if r.IntN(4) == 0 {
			_, err := m.View(endAfter(r.IntN(6)), snapshot, randomQuery(r, q))
			if err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			if r.IntN(2) == 0 {
				s.operate()
				snapshot = s.store.Snapshot()
			}
		}
		if r.IntN(8) == 0 {
			if err := m.Prepare(endAfter(r.IntN(6))); err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
		v, err := m.View(context.Background(), snapshot, q)
		if err != nil {
			t.Fatal(err)
		}
		now := seen{v, plainView(snapshot, q)}
		now.check(t)
		if want := plainTotals(v); v.Shown != want {
			t.Fatalf("%+v: the rows come to %+v, want %+v", q, v.Shown, want)
		}
		if want := plainCounts(snapshot); v.Counts != want || v.Total() != snapshot.Len()-want.Hidden {
			t.Fatalf("counts %+v of %d, want %+v of %d", v.Counts, v.Total(), want, snapshot.Len()-want.Hidden)
		}
		for range 20 {
			id := book.ID(r.Uint64N(uint64(s.id) + 1))
			if want, got := slices.Index(now.ids, id), v.Index(id); got != want {
				t.Fatalf("Index(%d) = %d, want %d", id, got, want)
			}
			if want, got := slices.Index(now.ids, id), v.IndexNear(id, r.IntN(start+2)-1); got != want {
				t.Fatalf("IndexNear(%d) = %d, want %d", id, got, want)
			}
		}
		places := map[book.ID]string{}
		for slot := range snapshot.Slots() {
			if b := snapshot.At(slot); b != nil && !b.Hidden {
				places[b.ID] = b.Folder()
			}
		}
		if moved := !equalMaps(places, folders); moved && v.Shape() == shape {
			t.Fatal("the shape stayed while books moved")
		}
		folders, shape = places, v.Shape()
		views = append(views, now)
	}
	for _, old := range views {
		old.check(t)
	}
}

func equalMaps(a, b map[book.ID]string) bool {
	for id, s := range a {
		if t, ok := b[id]; !ok || s != t {
			return false
		}
	}
	return len(a) == len(b)
}

func TestLive(t *testing.T) {
	for seed := range uint64(60) {
		live(t, rand.New(rand.NewPCG(seed, 1)), int(seed), 40, 5)
	}
}

func TestLiveOnManyRows(t *testing.T) {
	live(t, rand.New(rand.NewPCG(1, 2)), parallelFrom+1000, 6, 300)
	live(t, rand.New(rand.NewPCG(1, 3)), parallelFrom+1000, 3, parallelFrom)
}

func FuzzLive(f *testing.F) {
	f.Add(uint64(1), uint8(10), uint8(20), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, start, rounds, perRound uint8) {
		live(t, rand.New(rand.NewPCG(seed, 0)), int(start), int(rounds%64), int(perRound%16))
	})
}
