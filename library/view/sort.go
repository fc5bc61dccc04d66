package view

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"sync"
)

// last is the weight of an empty value, which sorts last in both directions.
const last = math.MaxUint64

// term is a comparison and its direction.
type term struct {
	*comparison
	desc bool
}

// terms returns the comparisons of a sort, in order, before the base order
// decides. It omits an ascending title at the end, because the base order
// begins with it.
func terms(sort []Order) []term {
	var terms []term
	for _, o := range sort {
		for _, by := range keys[o.Key.n].by {
			terms = append(terms, term{by, o.Desc})
		}
	}
	if n := len(terms); n > 0 && terms[n-1] == (term{byTitle, false}) {
		terms = terms[:n-1]
	}
	return terms
}

// weight maps a value to an ascending order of uint64.
func (t term) weight(value uint64, empty bool) uint64 {
	value = min(value, last-1)
	switch {
	case empty:
		return last
	case t.desc:
		return last - 1 - value
	default:
		return value
	}
}

// partKey returns a key that sorts series parts by their first number: "0.5",
// "1,5", "2-3". A part without a number sorts last.
func partKey(s string) string {
	at := extentOf(s)
	if at == noExtent {
		return ""
	}
	return string(binary.BigEndian.AppendUint64(nil, math.Float64bits(at.first))) // the bits are in order, as no number is negative
}

// compareTexts compares two collation keys.
func (t term) compareTexts(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	case t.desc:
		return strings.Compare(b, a)
	default:
		return strings.Compare(a, b)
	}
}

// weighed is a slot with its sort weight.
type weighed struct {
	weight uint64
	slot   int32
}

const (
	digitBits = 11 // of a radix sort: six passes for any weight, and counters that fit in the first-level cache
	digitMask = 1<<digitBits - 1
)

// sortWeighed sorts rows by weight with a stable radix sort. It returns the
// sorted rows and the unused memory; either can be rows or spare, which have
// the same length. It makes one pass for each digit in which the weights
// differ.
func sortWeighed(rows, spare []weighed) (sorted, left []weighed) {
	var differ uint64
	for i := range rows {
		differ |= rows[i].weight ^ rows[0].weight
	}
	for shift := 0; differ>>shift != 0; shift += digitBits {
		if differ>>shift&digitMask == 0 {
			continue
		}
		var ends [1 << digitBits]int32
		for i := range rows {
			ends[rows[i].weight>>shift&digitMask]++
		}
		var sum int32
		for d, n := range ends {
			ends[d] = sum
			sum += n
		}
		for _, r := range rows {
			d := r.weight >> shift & digitMask
			spare[ends[d]] = r
			ends[d]++
		}
		rows, spare = spare, rows
	}
	return rows, spare
}

// sortSlots sorts slots on two cores. The result may share their memory.
func sortSlots(slots []int32, compare func(a, b int32) int) []int32 {
	if len(slots) < parallelFrom {
		slices.SortFunc(slots, compare)
		return slots
	}
	half := len(slots) / 2
	var wait sync.WaitGroup
	wait.Go(func() { slices.SortFunc(slots[:half], compare) })
	slices.SortFunc(slots[half:], compare)
	wait.Wait()
	return merge(slots[:half], slots[half:], compare)
}

// merge merges two sorted lists of slots into a new one.
func merge(a, b []int32, compare func(a, b int32) int) []int32 {
	all := make([]int32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			all = append(all, a[0])
			a = a[1:]
		} else {
			all = append(all, b[0])
			b = b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// reorder returns a copy of order without the slots in out and with the slots
// in in, which are sorted. If in is short, this costs a copy and a binary
// search per slot.
func reorder(order []int32, out bitset, in []int32, compare func(a, b int32) int) []int32 {
	kept := make([]int32, 0, len(order)+len(in))
	for _, slot := range order {
		if !out.has(slot) {
			kept = append(kept, slot)
		}
	}
	if len(in) > len(kept)/mergeFrom {
		return merge(kept, in, compare)
	}
	end := len(kept)
	kept = kept[:end+len(in)]
	for i := len(in) - 1; i >= 0; i-- {
		at, _ := slices.BinarySearchFunc(kept[:end], in[i], compare)
		copy(kept[at+i+1:], kept[at:end])
		kept[at+i] = in[i]
		end = at
	}
	return kept
}
