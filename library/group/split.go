package group

import (
	"cmp"
	"slices"
	"strings"
)

// mark is a part and everything that decides which book it belongs to. Parts with equal
// marks are one book.
type mark struct {
	part   *Part
	choice string // the user's choice
	alone  bool   // a book of one file
	loose  bool   // directly in the root or a shelf, and without a choice
	album  string // folded album of a loose file
	book   string // identifies a book of several files in the root
	hidden bool   // kept apart, so that a new file does not bring back a removed book
	stem   string // folded text before the number in the name of the disc folder
	kind   string // kind of container
	title  string // folded title; "" joins the others
	folder string // the disc folder
	total  bool   // its name says how many there are
	copy   string // separates copies from the files they were copied from
	extra  bool   // it lies beside a book, and is not part of it
	within string // the folder of extras, if the book folder holds nothing else
	called string // the title of the whole if the albums are its parts
	volume bool   // a book whose album is the series
}

// split groups the parts of a folder into books. The user's choices come first. A file
// directly in the root, or in a folder with other book folders below it, is a book of
// its own unless joinLoose finds its book. Of the remaining files, those with the same
// title are one book, and files without a title join it if it is the only one. Files of
// different kinds never share a book, as an m4b and the mp3 files it was made from are
// two books. Neither do copies and their originals.
func split(s *Folder) []bunch {
	marks := make([]mark, len(s.Parts))
	titles := titler{in: s}
	shelf := s.isShelf()
	for i := range s.Parts {
		marks[i] = titles.mark(&s.Parts[i], shelf)
	}
	if len(marks) > 1 || len(marks) == 1 && marks[0].folder != "" {
		setExtras(s, marks)
		partVolumes(s, marks)
	}
	if len(marks) > 1 {
		joinParts(marks)
		joinTracks(s, marks)
		joinChapters(marks)
		joinLoose(s, marks)
		unmix(s, marks)
		divide(s, marks)
		scatter(marks)
		setCopies(marks)
		joinKinds(marks)
		slices.SortFunc(marks, func(a, b mark) int {
			return cmp.Or(a.compare(&b), strings.Compare(a.title, b.title))
		})
	}
	parts := make([]*Part, len(marks))
	for i := range marks {
		parts[i] = marks[i].part
	}
	sole := isSole(marks)
	var bunches []bunch
	for i := 0; i < len(marks); {
		end := i + 1
		for end < len(marks) && !marks[i].alone && marks[i].compare(&marks[end]) == 0 {
			end++
		}
		whole := oneTitle(marks[i:end])
		for i < end {
			j := end
			for !whole && j > i+1 && marks[j-1].title != marks[i].title {
				j--
			}
			bunches = append(bunches, s.bunch(parts[i:j:j], marks[i:j], sole))
			i = j
		}
	}
	if len(bunches) == 1 && (len(parts) > 1 || !loose(s, parts[0]) || s.isAlone()) && !shelf {
		bunches[0].noted = true
	}
	return bunches
}

// joinKinds makes one book of the parts of an album in several kinds of container, if
// their track numbers run from 1 and each occurs once: somebody replaced a few of the
// files.
func joinKinds(marks []mark) {
	first := &marks[0]
	same := true
	for i := range marks {
		m := &marks[i]
		if m.choice != "" || m.alone || m.book != "" || m.copy != "" || m.title == "" || m.title != first.title || m.folder != first.folder || m.hidden {
			return
		}
		same = same && m.kind == first.kind
	}
	if same {
		return
	}
	numbers := make([]int, len(marks))
	for i := range marks {
		numbers[i] = track(marks[i].part.File)
	}
	if !count(numbers, true) || numbers[0] != 1 {
		return
	}
	for i := range marks {
		marks[i].kind = first.kind
	}
}

// compare orders marks by everything except their titles.
func (a *mark) compare(b *mark) int {
	return cmp.Or(strings.Compare(a.choice, b.choice), compareBools(a.alone, b.alone), compareBools(a.hidden, b.hidden),
		strings.Compare(a.book, b.book), strings.Compare(a.stem, b.stem), strings.Compare(a.within, b.within),
		strings.Compare(a.kind, b.kind), strings.Compare(a.copy, b.copy))
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// oneTitle reports whether sorted marks have at most one title.
func oneTitle(marks []mark) bool {
	last := marks[len(marks)-1].title
	for i := range marks {
		if t := marks[i].title; t != "" && t != last {
			return false
		}
	}
	return true
}

// isSole reports whether all files without a choice are one book, perhaps in
// several kinds of container. The folder then belongs to this book.
func isSole(marks []mark) bool {
	if areStrangers(marks) {
		return false
	}
	var first *mark
	title := ""
	for i := range marks {
		m := &marks[i]
		if m.extra {
			continue
		}
		if m.alone && (m.loose || m.part.Choice == "") {
			return false // another book in the folder
		}
		if m.choice != "" || m.alone {
			continue
		}
		if first == nil {
			first = m
		}
		if m.stem != first.stem || m.within != first.within || m.book != first.book || m.title != "" && title != "" && m.title != title {
			return false
		}
		if m.title != "" {
			title = m.title
		}
	}
	return first != nil
}

// areStrangers reports whether two files without tags have different formats and titles in
// their names, so that they are two books.
func areStrangers(marks []mark) bool {
	if len(marks) != 2 {
		return false
	}
	a, b := &marks[0], &marks[1]
	if a.kind == b.kind || a.title != "" || b.title != "" || a.choice != "" || b.choice != "" || a.folder != "" || b.folder != "" || a.extra || b.extra {
		return false
	}
	first, second := wholeTitle(plainName(a.part.File)), wholeTitle(plainName(b.part.File))
	return first != "" && second != "" && first != second
}
