package view

import "strings"

// lexicon keeps the distinct texts of one column, each with the number of rows
// that have it, and its key once one was asked for. A text keeps its number while
// a row has it. It belongs to one goroutine.
type lexicon struct {
	numbers map[string]uint32
	words   []word
	free    []uint32
	keyed   bool     // the words have their keys
	ranks   []uint64 // by number: places among the keys; nil after a change
}

type word struct {
	text, key string
	rows      int
}

// take returns the number of a text and counts one row more. New texts get
// their key from key, if keys were asked for.
func (l *lexicon) take(text string, key func(text string) string) uint32 {
	n, ok := l.numbers[text]
	if !ok {
		if l.numbers == nil {
			l.numbers = make(map[string]uint32)
		}
		if k := len(l.free); k > 0 {
			n, l.free = l.free[k-1], l.free[:k-1]
		} else {
			n = uint32(len(l.words))
			l.words = append(l.words, word{})
		}
		l.numbers[text] = n
		l.words[n] = word{text: text}
		if l.keyed {
			l.words[n].key = key(text)
		}
		l.ranks = nil
	}
	l.words[n].rows++
	return n
}

// again counts one row more with the text of a number.
func (l *lexicon) again(n uint32) { l.words[n].rows++ }

// needKeys gives the words their keys, from now on; key is called on all workers.
func (l *lexicon) needKeys(key func(worker int, text string) string) {
	if l.keyed {
		return
	}
	l.keyed = true
	parallel(len(l.words), 1, func(worker, lo, hi int) {
		for n := lo; n < hi; n++ {
			if w := &l.words[n]; w.rows > 0 {
				w.key = key(worker, w.text)
			}
		}
	})
}

// drop counts one row less.
func (l *lexicon) drop(n uint32) {
	w := &l.words[n]
	if w.rows--; w.rows == 0 {
		delete(l.numbers, w.text)
		*w = word{}
		l.free = append(l.free, n)
	}
}

// test asks once for each text, and returns the answers by number.
func (l *lexicon) test(ask func(w *word) bool) []bool {
	answers := make([]bool, len(l.words))
	for n := range l.words {
		answers[n] = ask(&l.words[n])
	}
	return answers
}

// rank returns for each number the place of its key, which must have been asked
// for, among all, from 1 on;
// equal keys share a place, the empty key has 0.
func (l *lexicon) rank() []uint64 {
	if l.ranks != nil {
		return l.ranks
	}
	ranks := make([]uint64, len(l.words))
	order := make([]int32, 0, len(l.words))
	for n := range l.words {
		if l.words[n].key != "" {
			order = append(order, int32(n))
		}
	}
	compare := func(m, n int32) int { return strings.Compare(l.words[m].key, l.words[n].key) }
	order = sortSlots(order, compare)
	place := uint64(0)
	for i, n := range order {
		if i == 0 || compare(order[i-1], n) != 0 {
			place++
		}
		ranks[n] = place
	}
	l.ranks = ranks
	return ranks
}
