package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// wholeBook is the length from which a file with a title of its own is a book
// rather than a chapter.
const wholeBook = 2 * time.Hour

// counted is the name of a file with a number in it: what it shares with the
// names of the other parts of its book, and what tells it from them. number is
// "" for a name that does not count.
type counted struct{ stem, number string }

// countedName reads "01 - Intro", "Dune Part 3" and "Chapter 7".
func countedName(f *book.File) counted {
	name := withoutExt(f.Name())
	if isDate(name) {
		return counted{}
	}
	end := text.DigitsEnd(name, 0)
	if end > 0 && end <= maxDigits && (end == len(name) || strings.ContainsRune("-_.) ", rune(name[end]))) {
		return counted{number: trimZeros(name[:end])}
	}
	rest, number := cutOf(strings.TrimRight(name, " )]"))
	if number == "" {
		return counted{}
	}
	return counted{text.Key(rest), trimZeros(number)}
}

// namesCount reports whether the names of the files are one name with different
// numbers. on demands that the numbers run on from 0 or 1: "7 Habits" and "12
// Rules" are no parts of one book.
func namesCount(marks []*mark, on bool) bool {
	numbers := make([]int, len(marks))
	first := countedName(marks[0].part.File)
	for i, m := range marks {
		c := countedName(m.part.File)
		if c.number == "" || c.stem != first.stem {
			return false
		}
		numbers[i] = number(c.number)
	}
	slices.Sort(numbers)
	for i := 1; i < len(numbers); i++ {
		if step := numbers[i] - numbers[i-1]; step == 0 || on && step > 1 {
			return false
		}
	}
	return !on || numbers[0] <= 1
}

// tracksRunOn reports whether the files have tracks that put them in order.
func tracksRunOn(marks []*mark) bool {
	files := make([]*book.File, len(marks))
	for i, m := range marks {
		files[i] = m.part.File
	}
	by, _ := orderOf(files)
	return by != byName
}

// areBooks reports whether each of the files is long and has a title of its own: the
// album is a series, then.
func areBooks(marks []*mark) bool {
	for _, m := range marks {
		if media := m.part.File.Media; media == nil || media.Duration < wholeBook {
			return false
		}
	}
	return ownTitles(marks) > 1
}

// ownTitles counts the titles in the tags that do not read like that of a part.
func ownTitles(marks []*mark) int {
	titles := map[string]bool{}
	for _, m := range marks {
		if media := m.part.File.Media; media != nil {
			if title := wholeTitle(toldTitle(media.Tags.Title)); title != "" {
				titles[title] = true
			}
		}
	}
	return len(titles)
}

// artistOf is who made a file, folded; "" where nobody is told.
func artistOf(f *book.File) string {
	if f.Media == nil {
		return ""
	}
	return text.Key(cmp.Or(told(f.Media.Tags.AlbumArtist), told(f.Media.Tags.Artist)))
}

// artists counts who made the files.
func artists(marks []*mark) int {
	all := map[string]bool{}
	for _, m := range marks {
		if artist := artistOf(m.part.File); artist != "" {
			all[artist] = true
		}
	}
	return len(all)
}

// joinLoose finds the books of several files among the files that lie directly
// in the root: those of one album whose tracks run on or whose names count and,
// where no file has an album, all of them if they are the parts of one book. Any
// other file is a book of its own.
func joinLoose(s *Shelf, marks []mark) {
	var all []*mark
	for i := range marks {
		if marks[i].loose {
			all = append(all, &marks[i])
		}
	}
	if len(all) < 2 {
		return
	}
	slices.SortFunc(all, func(a, b *mark) int {
		return cmp.Or(strings.Compare(a.album, b.album), strings.Compare(a.kind, b.kind))
	})
	var rest, last []*mark // without an album; the last book that was found
	books := 0
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j].album == all[i].album && all[j].kind == all[i].kind {
			j++
		}
		run := all[i:j]
		i = j
		switch {
		case run[0].album == "":
			rest = append(rest, run...)
		case len(run) > 1 && (tracksRunOn(run) || namesCount(run, false)) && !areBooks(run):
			last = run
			books++
			bindLoose(run)
		}
	}
	switch {
	case len(rest) == len(all) && isOneBook(s, rest):
		bindLoose(rest)
	case len(rest) > 0 && books == 1 && len(last)+len(rest) == len(all) && namesCount(all, false):
		for _, m := range rest { // parts that could not be read
			m.album, m.kind = last[0].album, last[0].kind
		}
		bindLoose(rest)
	}
}

// bindLoose makes one book of files.
func bindLoose(marks []*mark) {
	for _, m := range marks {
		m.alone = false
		m.book = m.album + "\x00" + m.kind
	}
}

// isOneBook reports whether files without an album, all that lie in the root,
// are the parts of the book that the root is.
func isOneBook(s *Shelf, marks []*mark) bool {
	if isContainer(filepath.Base(s.Root)) || marks[0].kind != marks[len(marks)-1].kind || artists(marks) > 1 || areBooks(marks) {
		return false
	}
	if tracksRunOn(marks) {
		return true
	}
	if !namesCount(marks, true) || marks[0].kind == "m4b" {
		return false
	}
	return countedName(marks[0].part.File).stem == "" || ownTitles(marks) < 2
}

// scatter makes books of their own of files that only happen to lie in one
// folder: without an album or a track, each with a title and several artists
// between them. Files beside them of which nothing is known do not join them,
// nor each other.
func scatter(marks []mark) {
	var plain []*mark // without a book title
	titles := map[string]bool{}
	for i := range marks {
		m := &marks[i]
		switch {
		case m.choice != "" || m.alone || m.loose:
		case m.folder != "":
			return
		case m.title != "":
			titles[m.title] = true
		default:
			plain = append(plain, m)
		}
	}
	if len(plain) == 0 || len(marks) < 2 {
		return
	}
	var own, blank []*mark
	for _, m := range plain {
		f := m.part.File
		if m.kind == "m4b" || wholeTitle(withoutExt(f.Name())) == "" {
			return
		}
		switch {
		case f.Media == nil, toldTitle(f.Media.Tags.Title) == "" && artistOf(f) == "":
			blank = append(blank, m)
		case f.Media.Tags.Track > 0 || artistOf(f) == "" || toldTitle(f.Media.Tags.Title) == "":
			return
		default:
			own = append(own, m)
		}
	}
	if len(titles) < 2 && artists(own) < 2 {
		return
	}
	for _, m := range own {
		title := toldTitle(m.part.File.Media.Tags.Title)
		if m.title = wholeTitle(title); m.title == "" || m.title == fold(title) {
			m.alone = true
			continue
		}
		m.title += "\x00" + artistOf(m.part.File) // "Dune Part 1", "Dune Part 2"
	}
	if len(blank) < 2 || !namesCount(blank, false) {
		for _, m := range blank {
			m.alone = true
		}
	}
}
