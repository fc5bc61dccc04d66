package codepage

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
)

// bits is a cost: the negative binary logarithm of a probability, in quarters of a bit.
type bits = int

const bit bits = 4

// letters.txt has a block for each language. If the language is written in letters, its
// first line is "language rows letters"; then follows a line with the cost of each
// letter, and as many lines as rows says, each with the costs of all letters after one
// letter. A cost is a byte counted from '0'. If the language is written in other
// characters, its first line is "language lines"; that many lines "bits characters"
// follow.
//
//go:embed letters.txt
var lettersFile string

// alphabet holds the costs of the letters of a language.
type alphabet struct {
	letters []rune
	alone   string   // the cost of each letter
	after   []string // for each letter, the costs of all letters after it; empty if a letter costs the same after any
}

// table is the content of letters.txt.
type table struct {
	alphabets  map[string]*alphabet
	characters map[string]map[rune]bits
}

// readTable parses letters.txt. It panics if the file is malformed, which any test
// finds.
func readTable(text string) table {
	t := table{map[string]*alphabet{}, map[string]map[rune]bits{}}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for len(lines) > 0 {
		head := strings.Fields(lines[0])
		lines = lines[1:]
		if head[0] == "#" {
			continue
		}
		var n int
		if _, err := fmt.Sscan(head[1], &n); err != nil {
			panic(err)
		}
		if len(head) == 3 {
			t.alphabets[head[0]] = &alphabet{letters: []rune(head[2]), alone: lines[0], after: lines[1 : n+1]}
			lines = lines[n+1:]
			continue
		}
		costs := map[rune]bits{}
		for _, line := range lines[:n] {
			var cost bits
			var list string
			if _, err := fmt.Sscan(line, &cost, &list); err != nil {
				panic(err)
			}
			for _, r := range list {
				costs[r] = cost*bit + bit/2
			}
		}
		t.characters[head[0]] = costs
		lines = lines[n:]
	}
	return t
}

// index returns the position of a letter in the alphabet, counted from 1 and ignoring
// case, or 0.
func (a *alphabet) index(r rune) uint8 {
	r = unicode.ToLower(r)
	for i, l := range a.letters {
		if l == r {
			return uint8(i + 1)
		}
	}
	return 0
}
