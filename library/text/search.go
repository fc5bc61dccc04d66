package text

import "unicode/utf8"

// What a byte of a folded text is in a search.
const (
	letter     = iota // or digit, or anything else that counts
	space             // as many as stand together are one
	apostrophe        // or quotation mark: is nothing
	hyphen            // nothing ("spiderman") or a space ("spider man")
	stop              // or comma or colon: a space, except in numbers
)

// searched holds for each ASCII byte its folded form, and classes what that is.
// The tables have 256 entries because a byte needs no check then.
var searched, classes = func() (folded, class [256]byte) {
	for c := range utf8.RuneSelf {
		folded[c] = FoldASCII(byte(c))
		switch folded[c] {
		case ' ':
			class[c] = space
		case '\'', '"':
			class[c] = apostrophe
		case '-':
			class[c] = hyphen
		case '.', ',', ':':
			class[c] = stop
		}
	}
	return folded, class
}()

// Search appends the forms of s in which the filter compares texts, each followed by end:
// with hyphens and initials ("jrr") closed up, and if it differs, with spaces in their place. A
// text matches a query if one of its forms contains one of the query's. White space at
// the ends stays.
func (f *Folding) Search(dst []byte, s string, end byte) []byte {
	start := len(dst)
	dst, plain := f.plain(dst, s)
	if plain {
		return append(dst, end)
	}
	dst, differs := f.search(dst[:start], s, false)
	dst = append(dst, end)
	if differs {
		closed := len(dst)
		dst, _ = f.search(dst, s, true)
		if string(dst[closed:]) == string(dst[start:closed-1]) {
			return dst[:closed]
		}
		dst = append(dst, end)
	}
	return dst
}

// plain appends s if it has only one form that is simply made: its only signs are stops
// between words ("x.m4b"), and no letter stands alone beside another. Most texts are like
// that.
func (f *Folding) plain(dst []byte, s string) (out []byte, ok bool) {
	word, single := len(dst), false
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			folded, n := f.letter(s[i:])
			for k := range len(folded) {
				if classes[folded[k]] != letter {
					return dst, false
				}
			}
			dst = append(dst, folded...)
			i += n
			continue
		case classes[c] == letter:
			dst = append(dst, searched[c])
		case classes[c] == space, classes[c] == stop && isBetweenWords(s, i):
			n := len(dst) - word
			if n == 0 || n <= utf8.UTFMax && single {
				return dst, false
			}
			single = n <= utf8.UTFMax && isOneLetter(dst[word:])
			dst = append(dst, ' ')
			word = len(dst)
		default:
			return dst, false
		}
		i++
	}
	return dst, !single || len(dst)-word > utf8.UTFMax
}

// isBetweenWords reports whether the stop at s[i] is between letters.
func isBetweenWords(s string, i int) bool {
	if i == 0 || i+1 == len(s) {
		return false
	}
	before, after := s[i-1], s[i+1]
	return classes[before] == letter && classes[after] == letter && before < utf8.RuneSelf && before != '/' && before != '\\' &&
		(!IsDigit(before) || !IsDigit(after))
}

// search appends one form. differs reports whether the other can be another.
func (f *Folding) search(dst []byte, s string, spaced bool) (out []byte, differs bool) {
	w := searchWriter{out: dst, start: len(dst), word: len(dst), spaced: spaced}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if classes[c] == letter {
				w.out = append(w.out, searched[c])
			} else {
				w.sign(searched[c], classes[c], s, i)
			}
			i++
			continue
		}
		folded, n := f.letter(s[i:])
		for k := range len(folded) {
			if c := folded[k]; c >= utf8.RuneSelf || classes[c] == letter {
				w.out = append(w.out, c)
			} else {
				w.sign(c, classes[c], s, i+n-1)
			}
		}
		i += n
	}
	w.endWord()
	if w.soft && len(w.out) > w.start {
		w.out = w.out[:len(w.out)-1]
	}
	return w.out, w.differs
}

// searchWriter writes a form for the search.
type searchWriter struct {
	out     []byte
	start   int  // of the text in out
	word    int  // where the current word begins
	single  bool // the word before is one letter
	soft    bool // out ends with the space of a sign
	spaced  bool
	differs bool
}

// sign writes a byte that is no letter; it is, or its character ends, at s[i].
func (w *searchWriter) sign(c byte, class byte, s string, i int) {
	switch class {
	case space:
		w.space(false)
	case hyphen:
		inside := len(w.out) > w.word && i+1 < len(s) && s[i+1] != ' '
		w.differs = w.differs || inside
		if w.spaced {
			w.space(true)
		}
	case stop:
		if i > 0 && i+1 < len(s) && IsDigit(s[i-1]) && IsDigit(s[i+1]) {
			if c == ':' || DigitsEnd(s, i+1) != i+4 { // else it groups thousands
				w.out = append(w.out, c)
			}
			return
		}
		w.space(true)
	}
}

// space ends a word. A sign makes no space beside another or at the beginning.
func (w *searchWriter) space(soft bool) {
	w.endWord()
	if n := len(w.out); n > w.start && w.out[n-1] == ' ' {
		w.soft = w.soft && soft
	} else if !soft || n > w.start && w.out[n-1] != '/' && w.out[n-1] != '\\' {
		w.out = append(w.out, ' ')
		w.soft = soft
	}
	w.word = len(w.out)
}

// endWord closes up the current word with the one before if both are one letter.
func (w *searchWriter) endWord() {
	if len(w.out) == w.word {
		return
	}
	single := isOneLetter(w.out[w.word:])
	if single && w.single {
		w.differs = true
		if !w.spaced {
			w.out = append(w.out[:w.word-1], w.out[w.word:]...)
		}
	}
	w.single, w.soft = single, false
}

// isOneLetter reports whether a word is one letter.
func isOneLetter(word []byte) bool {
	if len(word) > utf8.UTFMax {
		return false
	}
	if len(word) == 1 {
		return 'a' <= word[0] && word[0] <= 'z'
	}
	_, n := utf8.DecodeRune(word)
	return n == len(word)
}
