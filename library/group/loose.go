package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// counted is a numbered file name, divided into the stem that it shares with the other
// parts of its book and the number. number is "" if the name has none.
type counted struct{ stem, number string }

// numberedName returns the name of a file without its extension, and without the title of a
// chapter behind its number: "Dune - 01 - Chapter 1".
func numberedName(f *book.File) string {
	name := plainName(f)
	if before, after, more := cutLast(name, dash); more && isPieceTitle(after) {
		if rest, number := cutNumber(before); number != "" && strings.HasSuffix(rest, " ") {
			return before
		}
	}
	return name
}

// countedName parses "01 - Intro", "Dune Part 3", "Dune - 01 - Prologue" and "Chapter 7".
func countedName(f *book.File) counted {
	name := numberedName(f)
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

// namesCount reports whether the names of the files have the same stem and different
// numbers. If on is true, the numbers must also be consecutive from 0 or 1: "7 Habits"
// and "12 Rules" are not parts of one book.
func namesCount(marks []*mark, on bool) bool {
	numbers := make([]int, len(marks))
	first := countedName(marks[0].part.File)
	for i, m := range marks {
		c := countedName(m.part.File)
		if c.number == "" || c.stem != first.stem {
			var ok bool
			if _, numbers, ok = countedWithin(fileNames(marks)); !ok {
				return false
			}
			break
		}
		numbers[i] = number(c.number)
	}
	return count(numbers, on)
}

// count reports whether the numbers differ, and if on is true, whether they are
// consecutive from 0 or 1. It sorts them.
func count(numbers []int, on bool) bool {
	slices.Sort(numbers)
	for i := 1; i < len(numbers); i++ {
		if step := numbers[i] - numbers[i-1]; step == 0 || on && step > 1 {
			return false
		}
	}
	return !on || numbers[0] <= 1
}

// fileNames returns the names of the files without their extensions, with plain digits.
func fileNames(marks []*mark) []string {
	names := make([]string, len(marks))
	for i, m := range marks {
		names[i] = words.Digits(plainName(m.part.File))
	}
	return names
}

// countedWithin returns the numbers that follow the beginning that all names share:
// "emma_01_austen", "emma_02_austen"; "Emma - 01 - The Boy", "Emma - 02 - The Well".
func countedWithin(names []string) (stem string, numbers []int, ok bool) {
	first := names[0]
	same := len(first)
	for i := range names {
		n := 0
		for n < same && n < len(names[i]) && (names[i][n] == first[n] || text.Letter(names[i][n]) != 0 && text.Letter(names[i][n]) == text.Letter(first[n])) {
			n++
		}
		same = n
	}
	for same > 0 && text.IsDigit(first[same-1]) {
		same--
	}
	numbers = make([]int, len(names))
	for i, name := range names {
		end := text.DigitsEnd(name, same)
		if end == same || end-same > maxDigits || isDate(name) {
			return "", nil, false
		}
		numbers[i] = number(name[same:end])
	}
	return first[:same], numbers, true
}

// titlesCount reports whether the titles in the tags differ and all look like titles of
// parts: "Prologue", "Chapter 1", "Chapter 2".
func titlesCount(marks []*mark) bool {
	titles := make(map[string]bool, len(marks))
	for _, m := range marks {
		title := meaningfulTitle(tagsOf(m.part.File).Title)
		if title == "" || titles[title] || wholeTitle(title) != "" {
			return false
		}
		titles[title] = true
	}
	return true
}

// tracksRunOn reports whether track numbers put the files in order.
func tracksRunOn(marks []*mark) bool {
	files := make([]*book.File, len(marks))
	for i, m := range marks {
		files[i] = m.part.File
	}
	by, _ := orderOf(files)
	return by != byName
}

// ownTitles counts the different titles in the tags that do not look like titles of
// parts.
func ownTitles(marks []*mark) int {
	titles := map[string]bool{}
	for _, m := range marks {
		if media := m.part.File.Media; media != nil {
			if title := wholeTitle(meaningfulTitle(media.Tags().Title)); title != "" {
				titles[title] = true
			}
		}
	}
	return len(titles)
}

// artistOf returns the folded artist of a file, or "" if it has none.
func artistOf(f *book.File) string {
	if f.Media == nil {
		return ""
	}
	return text.Key(cmp.Or(meaningful(f.Media.Tags().AlbumArtist), meaningful(f.Media.Tags().Artist)))
}

// artists counts the different artists of the files.
func artists(marks []*mark) int {
	all := map[string]bool{}
	for _, m := range marks {
		if artist := artistOf(m.part.File); artist != "" {
			all[artist] = true
		}
	}
	return len(all)
}

// joinLoose finds books of several files among the files directly in the root or a
// shelf. The files of one album are a book if their tracks, names or titles are
// numbered. If no file has an album, all files together are one book if they look like
// its parts; files with numbered names ("Dune Part 1", "Dune Part 2") are a book in any
// case. Every other file is a book of its own.
func joinLoose(s *Folder, marks []mark) {
	var all []*mark
	for i := range marks {
		if m := &marks[i]; m.loose && !m.extra {
			all = append(all, m)
		}
	}
	if len(all) < 2 {
		return
	}
	slices.SortFunc(all, func(a, b *mark) int {
		return cmp.Or(strings.Compare(a.album, b.album), strings.Compare(a.kind, b.kind))
	})
	var rest, last []*mark // files without an album; the files of the last book found
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
		case areBooks(s, run):
			for _, m := range run {
				m.volume = m.called == ""
			}
		case len(run) > 1 && (run[0].called != "" || tracksRunOn(run) || namesCount(run, false) || titlesCount(run)):
			last = run
			books++
			bindLoose(run)
		}
	}
	switch {
	case len(rest) == len(all) && isOneBook(s, rest):
		bindLoose(rest)
	case books == 1 && len(last)+len(rest) == len(all) && namesCount(all, false):
		for _, m := range rest { // the parts that could not be read
			m.album, m.kind = last[0].album, last[0].kind
		}
		bindLoose(rest)
	default:
		joinCounted(rest)
	}
}

// joinCounted makes books of files without an album whose names consist of a title and
// the number of a part.
func joinCounted(marks []*mark) {
	stems := map[string][]*mark{}
	for _, m := range marks {
		if c := countedName(m.part.File); c.number != "" && wholeTitle(numberedName(m.part.File)) != "" {
			key := c.stem + "\x00" + m.kind
			stems[key] = append(stems[key], m)
		}
	}
	for _, run := range stems {
		if len(run) < 2 || !namesCount(run, true) || artists(run) > 1 || ownTitles(run) > 1 {
			continue
		}
		name := numberedName(run[0].part.File)
		named := cutPart(name).stem != "" || name != plainName(run[0].part.File)
		if !named && (run[0].kind == "m4b" || allLast(run, wholeBook)) {
			continue // volumes: "Saga 1.m4b"
		}
		for _, m := range run {
			m.album = "\x00" + wholeTitle(numberedName(m.part.File))
		}
		bindLoose(run)
	}
}

// bindLoose makes one book of the files.
func bindLoose(marks []*mark) {
	for _, m := range marks {
		m.alone = false
		m.book = m.album + "\x00" + m.kind
	}
}

// isOneBook reports whether the files in the root, none with an album, are the
// parts of one book whose folder is the root.
func isOneBook(s *Folder, marks []*mark) bool {
	if isContainer(filepath.Base(TitleFolder(s.Root, s.Folder))) || marks[0].kind != marks[len(marks)-1].kind || artists(marks) > 1 || areBooks(s, marks) {
		return false
	}
	if tracksRunOn(marks) {
		return true
	}
	if !namesCount(marks, true) || marks[0].kind == "m4b" && cutPart(plainName(marks[0].part.File)).stem == "" {
		return false
	}
	return countedName(marks[0].part.File).stem == "" || ownTitles(marks) < 2
}

// scatter makes each of several unrelated files in one folder a book of its own: files
// without album and track, each with a title, by several artists. Files about which
// nothing is known join neither these books nor each other.
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
	if len(plain) == 0 {
		return
	}
	var own, blank []*mark
	for _, m := range plain {
		f := m.part.File
		if wholeTitle(plainName(f)) == "" || m.kind == "m4b" && isChapterOf(f) {
			return
		}
		switch {
		case f.Media == nil, meaningfulTitle(f.Media.Tags().Title) == "" && artistOf(f) == "":
			blank = append(blank, m)
		case f.Media.Tags().Track > 0 || artistOf(f) == "" || meaningfulTitle(f.Media.Tags().Title) == "":
			return
		default:
			own = append(own, m)
		}
	}
	counted := inParts(blank)
	if len(titles) < 2 && artists(own) < 2 && (len(own) == 0 || len(counted) == 0) {
		return
	}
	for _, m := range own {
		title := meaningfulTitle(m.part.File.Media.Tags().Title)
		if m.title = wholeTitle(title); m.title == "" || m.title == fold(title) {
			m.alone = true
			continue
		}
		m.title += "\x00" + artistOf(m.part.File) // "Dune Part 1", "Dune Part 2"
	}
	if len(blank) > 1 && namesCount(blank, false) {
		return
	}
	for _, m := range blank {
		if m.title = counted[countedName(m.part.File).stem]; m.title == "" {
			m.alone = true
		}
	}
}

// isChapterOf reports whether the number in the name of a file or its title is that of a
// chapter. An m4b or m4a is then hardly ever a book among others.
func isChapterOf(f *book.File) bool {
	title := meaningfulTitle(tagsOf(f).Title)
	return countedName(f).number != "" || title != "" && wholeTitle(title) == ""
}

// inParts returns the folded titles of the books whose parts are numbered in the names:
// "Dune Part 1", "Dune Part 2". The keys are the stems of the names.
func inParts(marks []*mark) map[string]string {
	numbers := map[string]int{}
	titles := map[string]string{}
	for _, m := range marks {
		name := plainName(m.part.File)
		if cutPart(name).stem == "" {
			continue
		}
		stem := countedName(m.part.File).stem
		if numbers[stem]++; numbers[stem] > 1 {
			titles[stem] = wholeTitle(name)
		}
	}
	return titles
}
