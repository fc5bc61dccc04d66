package codepage

import (
	"iter"
	"unicode/utf8"
)

// word is a run of letters and bytes beyond ASCII.
type word struct {
	text    []byte
	run     int  // number of bytes beyond ASCII in a row
	cost    bits // as model.western returns it, if it is counted
	counted bool
}

// words are the words of texts.
type words struct {
	texts  [][]byte
	beyond []word // the words with letters beyond ASCII
	plain  int    // number of words without such letters
	ascii  []word // the words without such letters, once inASCII has collected them
}

// add adds the words of a text.
func (w *words) add(t []byte) {
	w.texts = append(w.texts, t)
	for b, run := range split(t) {
		if run == 0 {
			w.plain++
		} else {
			w.beyond = append(w.beyond, word{text: b, run: run})
		}
	}
}

// inASCII returns the words without letters beyond ASCII.
func (w *words) inASCII() []word {
	if w.ascii == nil {
		w.ascii = make([]word, 0, w.plain)
		for _, t := range w.texts {
			for b, run := range split(t) {
				if run == 0 {
					w.ascii = append(w.ascii, word{text: b})
				}
			}
		}
	}
	return w.ascii
}

// split yields the words of a text, and how many bytes beyond ASCII each has in a row.
func split(b []byte) iter.Seq2[[]byte, int] {
	return func(yield func(word []byte, run int) bool) {
		for i := 0; i < len(b); {
			if !inWord(b[i]) {
				i++
				continue
			}
			start, longest, run := i, 0, 0
			for ; i < len(b) && inWord(b[i]); i++ {
				if run++; b[i] < utf8.RuneSelf {
					run = 0
				}
				longest = max(longest, run)
			}
			if !yield(b[start:i], longest) {
				return
			}
		}
	}
}

func inWord(c byte) bool {
	return c >= utf8.RuneSelf || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
