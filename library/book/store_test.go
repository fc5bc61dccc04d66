package book_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lectern/library/book"
)

// picture is a snapshot and what was in the store when it was taken.
type picture struct {
	*book.Snapshot
	rows []*book.Book
}

// TestSnapshotsStay compares a store with a plain slice under random changes: every
// snapshot keeps its content, and Changed finds the same slots as a comparison of all
// slots.
func TestSnapshotsStay(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 0))
		var s book.Store
		var rows []*book.Book
		var used []int
		kept := []picture{{s.Snapshot(), nil}}
		next := func() *book.Book { return &book.Book{ID: book.ID(r.Uint64())} }
		for range 6000 {
			switch at := r.IntN(100); {
			case at < 55 || len(used) == 0:
				b := next()
				slot := s.Add(b)
				if slot == len(rows) {
					rows = append(rows, nil)
				}
				if rows[slot] != nil {
					t.Fatalf("slot %d was returned twice", slot)
				}
				rows[slot] = b
				used = append(used, slot)
			case at < 80:
				slot := used[r.IntN(len(used))]
				rows[slot] = next()
				s.Set(slot, rows[slot])
			case at < 98:
				i := r.IntN(len(used))
				slot := used[i]
				used = slices.Delete(used, i, i+1)
				rows[slot] = nil
				s.Remove(slot)
			default:
				p := picture{s.Snapshot(), slices.Clone(rows)}
				if s.Snapshot() != p.Snapshot {
					t.Fatal("nothing changed, but the snapshot did")
				}
				kept = append(kept, p)
			}
			if s.Len() != len(used) {
				t.Fatalf("%d books, want %d", s.Len(), len(used))
			}
		}
		kept = append(kept, picture{s.Snapshot(), slices.Clone(rows)})
		for slot, b := range rows {
			if s.At(slot) != b {
				t.Fatalf("slot %d of the store", slot)
			}
		}
		for i, p := range kept {
			p.check(t)
			for range 5 {
				p.compare(t, kept[r.IntN(i+1)])
			}
		}
	}
}

func (p picture) check(t *testing.T) {
	t.Helper()
	live := 0
	for slot, b := range p.rows {
		if p.At(slot) != b {
			t.Fatalf("slot %d of a snapshot with %d slots has changed", slot, len(p.rows))
		}
		if b != nil {
			live++
		}
	}
	all := 0
	for slot, b := range p.All() {
		if all++; b == nil || p.rows[slot] != b {
			t.Fatalf("All has %v in slot %d", b, slot)
		}
	}
	if p.Slots() != len(p.rows) || p.Len() != live || all != live {
		t.Fatalf("%d books in %d slots, want %d in %d", p.Len(), p.Slots(), live, len(p.rows))
	}
}

// compare compares Changed since an older picture with a comparison of each slot.
func (p picture) compare(t *testing.T, old picture) {
	t.Helper()
	var got, want []int
	p.Changed(old.Snapshot, func(slot int) { got = append(got, slot) })
	for slot, b := range p.rows {
		if slot >= len(old.rows) && b != nil || slot < len(old.rows) && old.rows[slot] != b {
			want = append(want, slot)
		}
	}
	// A slot that was made since and emptied again may or may not differ from no slot
	// at all.
	got = slices.DeleteFunc(got, func(slot int) bool { return slot >= len(old.rows) && p.rows[slot] == nil })
	if !slices.Equal(got, want) {
		t.Fatalf("changed %v, want %v", got, want)
	}
}

// TestSnapshotsCrossGoroutines reads snapshots on other goroutines while the store
// changes; the race detector watches.
func TestSnapshotsCrossGoroutines(t *testing.T) {
	var s book.Store
	for i := range 2000 {
		s.Add(&book.Book{ID: book.ID(i)})
	}
	sums := make(chan uint64)
	for range 8 {
		snapshot := s.Snapshot()
		go func() {
			var sum uint64
			for slot := range snapshot.Slots() {
				sum += uint64(snapshot.At(slot).ID)
			}
			sums <- sum
		}()
		for i := range 2000 {
			s.Set(i, &book.Book{ID: s.At(i).ID})
		}
	}
	for range 8 {
		if sum := <-sums; sum != 1999*1000 {
			t.Errorf("sum %d", sum)
		}
	}
}

// BenchmarkPublish measures what a message of 50 results costs the owner: 50 rows set
// throughout the store, and a snapshot. Budget: flat from 1,000 rows to a million.
func BenchmarkPublish(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint("rows=", n), func(b *testing.B) {
			var s book.Store
			row := &book.Book{ID: 1}
			for range n {
				s.Add(row)
			}
			s.Snapshot()
			r := rand.New(rand.NewPCG(1, 1))
			b.ReportAllocs()
			for b.Loop() {
				first := r.IntN(n - 50)
				for slot := first; slot < first+50; slot++ {
					s.Set(slot, row)
				}
				s.Snapshot()
			}
		})
	}
}
