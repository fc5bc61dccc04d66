package text

import (
	"strings"
	"unicode/utf8"
)

// What a byte of a folded text means in a search.
const (
	letter     = iota // or a digit, or any other character that counts
	space             // several in a row count as one
	apostrophe        // or a quotation mark: ignored
	hyphen            // ignored ("spiderman"), or a space ("spider man")
	stop              // or a comma or colon: a space, except in numbers
)

// searched holds the folded form of each ASCII byte, and classes what the folded form
// means. The tables have 256 entries so that indexing with a byte needs no bounds
// check.
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

// AppendSearch appends the forms of s that the filter compares, each followed by end: one in
// which hyphens are dropped and initials joined ("jrr"), and, if it differs, one with
// spaces in their place. If s has umlauts or similar letters, both follow again with these
// spelled in two letters ("mueller"). A text matches a query if one of its forms contains one
// of the query's forms. White space at the ends stays.
func AppendSearch(dst []byte, s string, end byte) []byte {
	dst, twofold := appendForms(dst, s, false, end)
	if twofold {
		dst, _ = appendForms(dst, s, true, end)
	}
	return dst
}

// appendForms appends the forms in which umlauts are spelled in two letters, or those in which
// they are not. twofold reports whether the others differ.
func appendForms(dst []byte, s string, spelled bool, end byte) (out []byte, twofold bool) {
	start := len(dst)
	dst, plain, twofold := appendPlain(dst, s, spelled)
	if plain {
		return append(dst, end), twofold
	}
	dst, differs, twofold := appendForm(dst[:start], s, false, spelled)
	dst = append(dst, end)
	if differs {
		closed := len(dst)
		dst, _, _ = appendForm(dst, s, true, spelled)
		if string(dst[closed:]) == string(dst[start:closed-1]) {
			return dst[:closed], twofold
		}
		dst = append(dst, end)
	}
	return dst, twofold
}

// Spell returns the folded text with umlauts and similar letters in two letters, as they are
// written without them: "Müller" is "mueller", "Ångström" is "aangstroem".
func Spell(s string) string {
	var out []byte
	for _, r := range s {
		if f := foldedRune(r); f.spelled != "" && f.isTwofold(out) {
			out = append(out, f.spelled...)
		} else {
			out = append(out, f.text...)
		}
	}
	return string(ordered(out, 0))
}

// isTwofold reports whether a character that has a spelled form has it behind a text: the
// marks of letters can be characters of their own.
func (f *forms) isTwofold(before []byte) bool {
	return f.after == "" || len(before) > 0 && strings.IndexByte(f.after, before[len(before)-1]) >= 0
}

// appendPlain appends the form of s, if s obviously has only one: its only signs are stops
// between words ("x.m4b"), and no single letter stands beside another. This is so for
// most texts. spelled and twofold are as in appendForms.
func appendPlain(dst []byte, s string, spelled bool) (out []byte, ok, twofold bool) {
	start, word := len(dst), len(dst)
	single, marked := false, false
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			f := foldedRune(r)
			folded := f.text
			for k := range len(folded) {
				if classes[folded[k]] != letter {
					return dst, false, false
				}
			}
			if f.spelled != "" && f.isTwofold(dst[word:]) {
				if twofold = true; spelled {
					folded = f.spelled
				}
			}
			dst = append(dst, folded...)
			marked = marked || f.marked
			i += n
			continue
		case classes[c] == letter:
			dst = append(dst, searched[c])
		case classes[c] == space, classes[c] == stop && isBetweenWords(s, i):
			n := len(dst) - word
			if n == 0 || n <= utf8.UTFMax && single {
				return dst, false, false
			}
			single = n <= utf8.UTFMax && isOneLetter(dst[word:])
			dst = append(dst, ' ')
			word = len(dst)
		default:
			return dst, false, false
		}
		i++
	}
	if marked {
		dst = ordered(dst, start)
	}
	last := len(dst) - word // 0 if a mark that folds to nothing follows a stop
	return dst, last > 0 && (!single || last > utf8.UTFMax), twofold
}

// isBetweenWords reports whether the stop at s[i] stands between two words.
func isBetweenWords(s string, i int) bool {
	if i == 0 || i+1 == len(s) {
		return false
	}
	before, after := s[i-1], s[i+1]
	return classes[before] == letter && classes[after] == letter && before < utf8.RuneSelf && before != '/' && before != '\\' &&
		(!IsDigit(before) || !IsDigit(after))
}

// appendForm appends one form. differs reports whether the form for the other value of spaced
// may differ from it, and twofold whether that for the other value of spelled does.
func appendForm(dst []byte, s string, spaced, spelled bool) (out []byte, differs, twofold bool) {
	w := searchWriter{out: dst, start: len(dst), word: len(dst), spaced: spaced}
	marked := false
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
		r, n := utf8.DecodeRuneInString(s[i:])
		f := foldedRune(r)
		folded := f.text
		if f.spelled != "" && f.isTwofold(w.out[w.word:]) {
			if twofold = true; spelled {
				folded = f.spelled
			}
		}
		for k := range len(folded) {
			if c := folded[k]; c >= utf8.RuneSelf || classes[c] == letter {
				w.out = append(w.out, c)
			} else {
				w.sign(c, classes[c], s, i+n-1)
			}
		}
		marked = marked || f.marked
		i += n
	}
	w.endWord()
	if w.soft && len(w.out) > w.start {
		w.out = w.out[:len(w.out)-1]
	}
	if marked {
		w.out = ordered(w.out, w.start)
	}
	return w.out, w.differs, twofold
}

// searchWriter writes one form of a text.
type searchWriter struct {
	out     []byte
	start   int  // of the text in out
	word    int  // where the current word begins in out
	single  bool // the word before is a single letter
	soft    bool // out ends with a space that stands for a sign
	spaced  bool
	differs bool
}

// sign writes a character that is not a letter. Its last byte is s[i].
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
			if c == ':' || DigitsEnd(s, i+1) != i+4 { // otherwise it groups thousands
				w.out = append(w.out, c)
			}
			return
		}
		w.space(true)
	}
}

// space ends a word. soft means that the space stands for a sign: it is left out beside
// another space and at the beginning.
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

// endWord joins the current word to the one before, if both are single letters.
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

// isOneLetter reports whether a word is a single letter.
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
