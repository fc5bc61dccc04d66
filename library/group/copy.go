package group

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// copied is a file name, divided into the name of the original and the text that marks
// the file as a copy: its bit rate, or a word or number for a second download.
type copied struct {
	name string // the name of the original, without the extension
	mark string // the text that marks a copy, in lower case; "" if there is none
	rate bool   // the text is a bit rate
	read bool   // the text names the narrator, so that this is another reading
	sure bool   // the text has a word for a copy, or a bit rate; a number alone can also be the number of a part
}

// copyOf parses "Dune (1)", "Dune - Copy", "Kopie von Dune", "dune_01_64kb", "Dune (read
// by Ada Brook)", "Dune {Ada Brook}".
func copyOf(name string) copied {
	c := copied{name: name}
	if name == "" {
		return c
	}
	last := name[len(name)-1]
	if last == ')' { // "(1)", "(Copy)", "(64kbps)"
		open := strings.LastIndexByte(name, '(')
		if open <= 0 {
			return c
		}
		inner := name[open+1 : len(name)-1]
		rest := strings.TrimRight(name[:open], " _")
		switch {
		case text.DigitsEnd(inner, 0) == len(inner) && inner != "" && len(inner) <= 2:
			if d := copyOf(rest); d.sure { // "Dune - Copy (2)"
				return copied{name: d.name, mark: d.mark + inner, sure: true}
			}
			return copied{name: rest, mark: inner}
		case words.Is(strings.TrimRight(inner, " 0123456789"), words.Copy):
			return copied{name: rest, mark: strings.ToLower(inner), sure: true}
		case isRate(inner):
			return copied{name: rest, mark: strings.ToLower(inner), rate: true, sure: true}
		}
		if _, ok := words.CutReadBy(inner); ok {
			return copied{name: rest, mark: strings.ToLower(inner), read: true}
		}
		return c
	}
	if last == '}' {
		if rest, narrator := cutBraces(name); rest != "" && narrator != "" {
			return copied{name: rest, mark: strings.ToLower(narrator), read: true}
		}
		return c
	}
	at := strings.LastIndexAny(name, " _-.") + 1
	if at > 1 {
		end := name[at:]
		if isRate(end) {
			return copied{name: strings.TrimRight(name[:at], partSigns), mark: strings.ToLower(end), rate: true, sure: true}
		}
		if words.Is(end, words.Copy) {
			return copied{name: strings.TrimRight(name[:at], partSigns), mark: strings.ToLower(end), sure: true}
		}
		if before := strings.TrimRight(name[:at], partSigns); text.DigitsEnd(end, 0) == len(end) && end != "" && len(end) <= 2 {
			if d := copyOf(before); d.sure && !d.rate { // "Dune copy 2"
				return copied{name: d.name, mark: d.mark + end, sure: true}
			}
		}
	}
	if first, rest, ok := strings.Cut(name, " "); ok && words.Is(first, words.Copy) {
		of, after, more := strings.Cut(rest, " ")
		if more && words.Is(of, words.Of) {
			rest = after
		}
		return copied{name: strings.TrimLeft(rest, " -"), mark: strings.ToLower(first), sure: true}
	}
	for _, tail := range [...]string{"のコピー", "副本"} {
		if rest, ok := strings.CutSuffix(name, tail); ok && rest != "" {
			return copied{name: strings.TrimRight(rest, " -_"), mark: tail, sure: true}
		}
	}
	return c
}

// partSigns separate a name from the text after it.
const partSigns = " _-–—."

// uncopied returns a file name without the word for a copy.
func uncopied(name string) string {
	if c := copyOf(name); c.sure && !c.rate {
		return c.name
	}
	return name
}

// isRate reports whether s is a bit rate: "64kb", "128kbps", "64k", "VBR".
func isRate(s string) bool {
	unit := s[text.DigitsEnd(s, 0):]
	if len(unit) == len(s) {
		return strings.EqualFold(s, "vbr") || strings.EqualFold(s, "cbr")
	}
	if len(s)-len(unit) < 2 || len(s)-len(unit) > maxDigits {
		return false
	}
	unit = strings.TrimLeft(unit, " ")
	return strings.EqualFold(unit, "k") || slices.ContainsFunc(rates, func(r string) bool { return strings.EqualFold(unit, r) })
}

// setCopies separates copies from the parts of a book, so that a copy never makes a
// book longer. The parts of one bit rate are a book of their own, and so are the
// copies.
func setCopies(marks []mark) {
	type file struct {
		folder, name, kind, choice string
	}
	var first map[file][]int // the marks by the names of their originals; made once a copy is found
	names := make([]copied, len(marks))
	found := false
	readings := map[string]string{} // the first reading by the name of the book; "" if there are several
	for i := range marks {
		names[i] = copyOf(plainName(marks[i].part.File))
		if name := strings.ToLower(names[i].name); names[i].read {
			if other, known := readings[name]; known && other != names[i].mark {
				readings[name] = ""
			} else if !known {
				readings[name] = names[i].mark
			}
		}
	}
	for i := range marks {
		if names[i].read && readings[strings.ToLower(names[i].name)] != "" { // the only one: its copies have its name
			names[i] = copied{name: plainName(marks[i].part.File)}
		}
		found = found || names[i].mark != ""
	}
	if !found {
		setDoubles(marks)
		return
	}
	first = make(map[file][]int, len(marks))
	for i := range marks {
		m := &marks[i]
		if m.choice == "" && !m.extra {
			key := file{m.part.File.Folder(), strings.ToLower(names[i].name), m.kind, m.title}
			first[key] = append(first[key], i)
		}
	}
	rated := false
	for _, same := range first {
		if len(same) < 2 {
			continue
		}
		slices.SortFunc(same, func(a, b int) int {
			return cmp.Or(cmp.Compare(len(names[a].mark), len(names[b].mark)), strings.Compare(names[a].mark, names[b].mark), strings.Compare(marks[a].part.File.Path, marks[b].part.File.Path))
		})
		original := same[0]
		again := map[string]int{} // "Copy of Dune" and "Dune copy"
		for _, i := range same[1:] {
			switch {
			case names[i].mark == names[original].mark:
			case names[i].rate:
				rated = true
			case names[i].read:
				marks[i].copy = "copy " + names[i].mark
			case names[original].mark != "" && !names[original].rate:
				// "Dune (1)", "Dune (2)" without "Dune" are parts
			case names[i].sure || sameLength(marks[i].part.File, marks[original].part.File):
				marks[i].copy = "copy " + names[i].mark + strings.Repeat("+", again[names[i].mark])
				again[names[i].mark]++
			}
		}
	}
	if !rated {
		return
	}
	for i := range marks {
		if m := &marks[i]; names[i].rate && m.copy == "" && m.choice == "" && !m.extra {
			m.copy = names[i].mark
		}
	}
}

// sameLength reports whether two files may have the same content.
func sameLength(f, g *book.File) bool {
	if track(f) != track(g) {
		return false
	}
	if f.Media != nil && g.Media != nil && f.Media.Duration > 0 {
		return (f.Media.Duration - g.Media.Duration).Abs() < time.Second
	}
	return f.Size == g.Size && f.Size > 0
}

// setDoubles separates copies whose names do not mark them as copies: each track of one
// folder occurs equally often, with one album, title and length.
func setDoubles(marks []mark) {
	type place struct {
		folder, kind, book, album, title string
		disc, track                      int
	}
	var seen [64]uint64 // the tracks so far, one bit each
	twice := false
	for i := range marks {
		n := track(marks[i].part.File)
		if n == 0 || n >= 64*len(seen) {
			return
		}
		twice = twice || seen[n/64]&(1<<(n%64)) != 0
		seen[n/64] |= 1 << (n % 64)
	}
	if !twice {
		return
	}
	all := make(map[place][]int, len(marks)/2+1)
	for i := range marks {
		m := &marks[i]
		t := tagsOf(m.part.File)
		if m.choice != "" || m.alone || t.Title == "" {
			return
		}
		key := place{m.part.File.Folder(), m.kind, m.title + m.book, t.Album, t.Title, t.Disc, t.Track}
		all[key] = append(all[key], i)
		if len(all) > len(marks)/2 {
			return // as in most folders: hardly two files share a place
		}
	}
	for _, same := range all {
		if len(same) != len(marks)/len(all) {
			return
		}
		for _, i := range same[1:] {
			if !sameLength(marks[i].part.File, marks[same[0]].part.File) {
				return
			}
		}
	}
	for _, same := range all {
		slices.SortFunc(same, func(a, b int) int { return text.CompareNatural(marks[a].part.File.Path, marks[b].part.File.Path) })
		for n, i := range same[1:] {
			marks[i].copy = "copy " + string(rune('1'+n))
		}
	}
}
