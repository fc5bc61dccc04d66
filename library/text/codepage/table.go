package codepage

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
)

// bits is a cost: the binary logarithm of how rare something is, in quarters of a bit.
type bits = int

const bit bits = 4

// letters.txt has a line "language rows letters" for each language in letters, a line
// with the costs of its letters, and for each of so many rows the costs of all letters
// after that one. A cost is a byte above '0'. Languages in characters have a line
// "language lines" and that many lines "bits characters".
//
//go:embed letters.txt
var lettersFile string

// alphabet holds the costs of the letters of a language.
type alphabet struct {
	letters []rune
	alone   string   // the cost of each letter
	after   []string // the costs of all letters after each; nil if every letter costs what it costs alone
}

// table is the content of letters.txt.
type table struct {
	alphabets  map[string]*alphabet
	characters map[string]map[rune]bits
}

// readTable parses letters.txt. It panics if the file is wrong, which a test would see.
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

// index returns the place of each letter, counted from 1, ignoring case.
func (a *alphabet) index(r rune) uint8 {
	r = unicode.ToLower(r)
	for i, l := range a.letters {
		if l == r {
			return uint8(i + 1)
		}
	}
	return 0
}
