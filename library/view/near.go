package view

import "slices"

// meant maps words that people try as a field to the field they mean.
var meant = map[string]Field{
	"by": Author, "writer": Author, "artist": Author, "written": Author, "reader": Narrator, "voice": Narrator, "speaker": Narrator, "read": Narrator,
	"name": Title, "book": Title, "album": Title, "subject": Genre, "category": Genre,
	"folder": Path, "file": Path, "directory": Path, "dir": Path, "type": Format, "kind": Format, "container": Format, "ending": Format, "ext": Format,
	"duration": Length, "time": Length, "hours": Length, "minutes": Length, "quality": BitRate, "kbps": BitRate, "bits": BitRate,
	"bytes": Size, "heard": Listened, "date": Added, "new": Added, "age": Added, "published": Year, "released": Year,
	"state": Is, "status": Is, "with": Has, "without": No, "not": No,
}

// nearField returns the field that an unknown folded word most likely means.
func nearField(word string) (Field, bool) {
	if f, ok := meant[word]; ok {
		return f, true
	}
	near := nearest(word, fieldWords)
	if near == "" {
		return Anywhere, false
	}
	return fieldOf(near)
}

// nearest returns the word that a mistyped one most likely means: the only word
// that begins with it, or the one with the smallest edit distance. It returns
// "" if no word is near.
func nearest(word string, words []string) string {
	begin := ""
	for _, w := range words {
		if n := len([]rune(word)); n >= 3 && len(w) > len(word) && w[:len(word)] == word {
			if begin != "" {
				begin = ""
				break
			}
			begin = w
		}
	}
	if begin != "" {
		return begin
	}
	most := 0 // the largest likely distance for this length
	switch n := len([]rune(word)); {
	case n >= 5:
		most = 2
	case n >= 3:
		most = 1
	}
	best := ""
	for _, w := range words {
		if n := slips(word, w); n <= most {
			best, most = w, n-1
		}
	}
	return best
}

// slips returns the edit distance between two words: insertions, deletions,
// changes and swaps of neighbouring letters.
func slips(a, b string) int {
	s, t := []rune(a), []rune(b)
	if longest := 40; len(s) > longest || len(t) > longest {
		return longest // no word of the query language is that long
	}
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}

// nearFlag returns what an unknown folded value of "is:", "has:" or "no:" most
// likely means, as a query. It can be a value of another of these fields. It
// returns "" if nothing is near.
func (f Field) nearFlag(word string) string {
	words := func(f Field) (list []string) {
		for _, g := range f.flags() {
			list = append(list, g.word)
		}
		return list
	}
	other := Is
	if f == Is {
		other = Has
	}
	if slices.Contains(words(other), word) {
		return other.String() + ":" + word
	}
	if near := nearest(word, words(f)); near != "" {
		return f.String() + ":" + near
	}
	if near := nearest(word, words(other)); near != "" {
		return other.String() + ":" + near
	}
	return ""
}
