package view

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"sync"

	"lectern/library/book"
)

// last is the weight of an empty value: behind all others, in both directions.
const last = math.MaxUint64

// terms are what a sort compares, one after another, before the base order
// decides. A series is two of them. An ascending title at the end is left to
// the base order, which begins with it.
func terms(sort []Order) []Order {
	var terms []Order
	for _, o := range sort {
		terms = append(terms, o)
		if o.Key == BySeries {
			terms = append(terms, Order{byPart, o.Desc})
		}
	}
	if n := len(terms); n > 0 && terms[n-1] == (Order{Key: ByTitle}) {
		terms = terms[:n-1]
	}
	return terms
}

// weight places a value in an ascending order of uint64.
func (o Order) weight(value uint64, empty bool) uint64 {
	value = min(value, last-1)
	switch {
	case empty:
		return last
	case o.Desc:
		return last - 1 - value
	default:
		return value
	}
}

// numbers are the values of the columns that sort as numbers, and whether they are
// empty. A length or bit rate of zero is not known; a size of zero is.
var numbers = [byPart]func(b *book.Book) (value uint64, empty bool){
	ByLength:   func(b *book.Book) (uint64, bool) { return uint64(b.Duration), b.Duration <= 0 },
	ByBitRate:  func(b *book.Book) (uint64, bool) { return uint64(b.BitRate), b.BitRate <= 0 },
	BySize:     func(b *book.Book) (uint64, bool) { return uint64(b.Size), false },
	ByModified: func(b *book.Book) (uint64, bool) { return signed(b.Modified), b.Modified == 0 },
	ByState:    func(b *book.Book) (uint64, bool) { return uint64(b.State), false },
	ByAdded:    func(b *book.Book) (uint64, bool) { return signed(b.Added), b.Added == 0 },
	ByProblems: func(b *book.Book) (uint64, bool) { return uint64(b.Lint.Len()), b.Lint == 0 },
}

// sorts reports whether rows can be sorted by a key: it has a lexicon, or numbers.
func (k Key) sorts() bool {
	return k == ByTitle || k < byPart && (lexiconOf(k) >= 0) != (numbers[k] != nil)
}

// signed maps int64 to uint64, order kept.
func signed(n int64) uint64 { return uint64(n) ^ 1<<63 }

// partKey is a key that orders series parts by the number they begin with:
// "0.5", "1,5", "2-3". A part without one comes after all numbers.
func partKey(s string) string {
	at := extentOf(s)
	if at == noExtent {
		return ""
	}
	return string(binary.BigEndian.AppendUint64(nil, math.Float64bits(at.first))) // in order, for none is negative
}

// compareTexts compares two collation keys.
func (o Order) compareTexts(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "":
		return 1
	case b == "":
		return -1
	case o.Desc:
		return strings.Compare(b, a)
	default:
		return strings.Compare(a, b)
	}
}

// weighed is a slot and what it is sorted by.
type weighed struct {
	weight uint64
	slot   int32
}

const (
	digitBits = 11 // of a radix sort: six passes for any weight, and counters that fit the first cache
	digitMask = 1<<digitBits - 1
)

// sortWeighed sorts by weight, stably, and returns the result and the
// memory left over, which are rows and spare in one order or the other. Both are
// of one length. It takes a pass per digit in which
// the weights differ.
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

// sortSlots sorts slots on two cores; the result may or may not lie in their memory.
func sortSlots(slots []int32, compare func(a, b int32) int) []int32 {
	if len(slots) < spreadFrom {
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

// reorder returns order without the slots in out and with those of in, which
// are sorted; order itself stays as it is. Where in is short it costs a copy of
// order and a binary search per slot.
func reorder(order []int32, out slots, in []int32, compare func(a, b int32) int) []int32 {
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
