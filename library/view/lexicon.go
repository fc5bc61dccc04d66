package view

import "strings"

// lexicon stores the distinct texts of one column, each with the number of its
// rows and, once requested, its key. A text keeps its number as long as a row
// has it. A lexicon belongs to one goroutine.
type lexicon struct {
	numbers map[string]uint32
	words   []word
	free    []uint32
	keyed   bool     // the words have keys
	ranks   []uint64 // position among the keys, by number; nil after a change
}

type word struct {
	text, key string
	rows      int
}

// take returns the number of a text and adds a row to its count. If keys are in
// use, a new text gets its key from key.
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

// again adds a row to the count of text n.
func (l *lexicon) again(n uint32) { l.words[n].rows++ }

// needKeys makes the keys of all words, and of new words from then on. It calls
// key on all workers.
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

// drop removes a row from the count of text n.
func (l *lexicon) drop(n uint32) {
	w := &l.words[n]
	if w.rows--; w.rows == 0 {
		delete(l.numbers, w.text)
		*w = word{}
		l.free = append(l.free, n)
	}
}

// test calls ask once for each text and returns the answers by number.
func (l *lexicon) test(ask func(w *word) bool) []bool {
	answers := make([]bool, len(l.words))
	for n := range l.words {
		answers[n] = ask(&l.words[n])
	}
	return answers
}

// rank returns the position of each text's key among all keys, by number and
// counted from 1. Equal keys share a position; the empty key has 0. Keys must
// be in use.
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
