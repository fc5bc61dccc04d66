package group

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// wholeBook is the length from which a file with a title of its own can be a book
// rather than a chapter: two hours, of which an encoder can leave out a moment. From longBook
// on, it is a book even if the files are numbered like chapters.
const (
	wholeBook = 2*time.Hour - time.Second
	longBook  = 4 * time.Hour
)

// partOf is the title of a part, divided into the title of the whole and the number of
// the part. stem is "" if the title is not the title of a part.
type partOf struct {
	stem, number string
	volume       bool // the word for the part can also mean a volume
}

// cutPart parses "Dune, Part 1", "Dune (Part Two)", "Dune (1 of 2)", "Dune - 1.
// Teil". Volumes and episodes are whole books, and so is "Dune 1".
func cutPart(title string) partOf {
	name := trimBrackets(words.Digits(title))
	if name == "" || isDate(name) {
		return partOf{}
	}
	if before, edition := cutBracketedEdition(strings.TrimSpace(title)); edition != "" { // "Dune (1 of 2) [Dramatized Adaptation]"
		p := cutPart(before)
		if p.stem != "" {
			p.stem += " " + edition
		}
		return p
	}
	part := func(word string) (volume, ok bool) {
		k := words.KindOf(word)
		return k&words.Volume != 0, k&(words.Part|words.Disc|words.Side|words.Chapter) != 0 && k&words.Episode == 0
	}
	if rest, number := words.CutSet(name); number != "" {
		return partOf{trimStem(rest), number, true}
	}
	if rest, number := cutNumber(name); number != "" {
		whole, first := cutOf(name)
		before := strings.TrimRight(whole, " -_.#")
		at := lastWord(before)
		volume, ok := part(before[at:])
		switch {
		case ok:
			return partOf{trimStem(before[:at]), trimZeros(first), volume}
		case len(whole) < len(rest) && (endsInBracket(whole) || !strings.HasSuffix(strings.TrimRight(rest, " "), "/")): // "1 of 2", "(1/2)"
			return partOf{trimStem(whole), trimZeros(first), false}
		case endsInBracket(rest): // "(2)"
			return partOf{trimStem(rest), trimZeros(first), true}
		}
		return partOf{}
	}
	if rest, word, number := cutLetter(name); number != "" {
		if volume, ok := part(word); ok {
			return partOf{trimStem(rest), number, volume}
		}
	}
	if rest, word, number := cutSpelledAtEnd(name, words.Part|words.Disc|words.Side|words.Chapter); number != "" {
		if volume, ok := part(word); ok {
			return partOf{trimStem(rest), number, volume}
		}
	}
	at := lastWord(name) // "1. Teil", "Erster Teil", "第1部"
	volume, ok := part(name[at:])
	if !ok || at == 0 {
		return partOf{}
	}
	before := strings.TrimRight(name[:at], " ")
	from := strings.LastIndexAny(before, " ([,") + 1
	if number := ordinal(strings.TrimRight(before[from:], "._")); number != "" {
		return partOf{trimStem(before[:from]), trimZeros(number), volume}
	}
	if i := strings.LastIndex(before, "第"); i > 0 {
		if number := before[i+len("第"):]; number != "" && text.DigitsEnd(number, 0) == len(number) {
			return partOf{trimStem(before[:i]), trimZeros(number), volume}
		}
	}
	return partOf{}
}

// trimBrackets removes closing brackets and spaces from the end of a text.
func trimBrackets(s string) string {
	s = strings.TrimRight(s, " )]")
	if s != "" && s[len(s)-1] >= utf8.RuneSelf {
		s = strings.TrimRight(s, " )]）】")
	}
	return s
}

// endsInBracket reports whether a text ends in an opening bracket.
func endsInBracket(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, " "))
	return isBracket(last)
}

// letters are the letters that number parts, in the alphabets of the languages.
var letters = [...]string{"ABCDEFGH", "ΑΒΓΔΕ", "АБВГД"}

// cutLetter removes a letter that numbers a part, and the word before it, from the end of
// a name: "Dune, Part B", "Μέρος Α". number is "" if there is none.
func cutLetter(s string) (rest, word, number string) {
	last, size := utf8.DecodeLastRuneInString(s)
	before := strings.TrimRight(s[:len(s)-size], " ")
	if len(before)+size == len(s) {
		return s, "", ""
	}
	for _, alphabet := range letters {
		if at := strings.IndexRune(alphabet, last); at >= 0 {
			from := lastWord(before)
			return before[:from], before[from:], strconv.Itoa(1 + utf8.RuneCountInString(alphabet[:at]))
		}
	}
	return s, "", ""
}

// cutTrack removes the number of the track from the end of the album of a file: "Dune 01",
// "Dune - 1/12". stem is "" if the album does not end so.
func cutTrack(f *book.File) (stem string, n int) {
	whole, digits := cutOf(strings.TrimRight(albumOf(tagsOf(f)), " )]"))
	if n = number(digits); digits == "" || track(f) != 0 && n != track(f) {
		return "", 0
	}
	return strings.TrimRight(trimStem(whole), " #/"), n
}

// joinTracks gives the files directly in a folder the title of the whole if their albums
// are that title and the number of the track, and the tracks are all there. Without tracks
// in the tags, the albums can be volumes: "Saga 1", "Saga 2". Then the folder has to be
// named after the whole, and the files have to be short pieces: see arePieces.
func joinTracks(s *Folder, marks []mark) {
	stem, _ := cutTrack(marks[0].part.File)
	if stem == "" {
		return
	}
	tracks := true // in the tags of all files
	all := make([]*mark, len(marks))
	numbers := make([]int, len(marks))
	for i := range marks {
		m := &marks[i]
		same, n := cutTrack(m.part.File)
		all[i], numbers[i] = m, n
		if m.choice != "" || m.alone || m.folder != "" || m.extra || m.called != "" || !sameFold(same, stem) {
			return
		}
		tracks = tracks && tagsOf(m.part.File).Tracks == len(marks)
	}
	if !tracks && (!sameFold(stem, readFolder(filepath.Base(s.Folder), false).title) || !arePieces(all)) {
		return
	}
	if !count(numbers, true) || allLast(all, wholeBook) {
		return
	}
	for _, m := range all {
		m.called, m.title = stem, fold(stem)
	}
}

// arePieces reports whether files are surely shorter than books, have no titles of their
// own, and are numbered in their names. There are at least fewestMixed.
func arePieces(marks []*mark) bool {
	return len(marks) >= fewestMixed && ownTitles(marks) < 2 && namesCount(marks, true) && !slices.ContainsFunc(marks, func(m *mark) bool {
		media := m.part.File.Media
		return m.kind == "m4b" || media == nil || media.Duration <= 0 || media.Duration >= wholeBook
	})
}

// joinChapters drops the titles of the files directly in a folder if their albums are
// titles of parts: "Chapter 1", "Chapter 2".
func joinChapters(marks []mark) {
	if !isPieceTitle(albumOf(tagsOf(marks[0].part.File))) {
		return
	}
	all := make([]*mark, len(marks))
	titles := map[string]bool{}
	for i := range marks {
		m := &marks[i]
		if all[i] = m; m.choice != "" || m.alone || m.extra || m.title == "" || !isPieceTitle(albumOf(tagsOf(m.part.File))) {
			return
		}
		titles[m.title] = true
	}
	if len(titles) < 2 || allLast(all, wholeBook) {
		return
	}
	for _, m := range all {
		m.title = ""
	}
}

// joinParts gives files of one folder the title of the whole if their albums are its
// parts: "Dune, Part 1" and "Dune, Part 2" are one book, unless they lie in folders
// with those names that do not say how many parts there are: "Dune, Part 1 of 2".
func joinParts(marks []mark) {
	same := true
	for i := 1; i < len(marks) && same; i++ {
		same = marks[i].title == marks[0].title && marks[i].album == marks[0].album
	}
	if same {
		return
	}
	type group struct {
		stem    string
		numbers map[string]bool
		marks   []*mark
		volume  bool
	}
	all := map[string]*group{}
	for i := range marks {
		m := &marks[i]
		if m.choice != "" || m.alone && !m.loose || m.stem != "" && !m.total || m.title == "" && m.album == "" {
			continue
		}
		p := cutPart(albumOf(tagsOf(m.part.File)))
		if p.stem == "" {
			continue
		}
		key := fold(p.stem)
		g := all[key]
		if g == nil {
			g = &group{stem: p.stem, numbers: map[string]bool{}}
			all[key] = g
		}
		g.numbers[p.number], g.volume = true, g.volume || p.volume
		g.marks = append(g.marks, m)
	}
	for key, g := range all {
		if len(g.numbers) < 2 || g.volume && allLast(g.marks, wholeBook) {
			continue
		}
		for _, m := range g.marks {
			if m.called = g.stem; m.loose {
				m.album = key
			} else {
				m.title = key
			}
		}
	}
}

// allLast reports whether each file is known to last at least this long.
func allLast(marks []*mark, long time.Duration) bool {
	return !slices.ContainsFunc(marks, func(m *mark) bool { return m.part.File.Media == nil || m.part.File.Media.Duration < long })
}

// areBooks reports whether each file is long and has a title of its own, so that the
// album they share is a series.
func areBooks(s *Folder, marks []*mark) bool {
	if len(marks) < 2 || !allLast(marks, wholeBook) {
		return false
	}
	titles := map[string]bool{}
	for _, m := range marks {
		title := s.ownTitle(m)
		if title == "" {
			return false
		}
		titles[title] = true
	}
	if len(titles) < 2 {
		return false
	}
	return allLast(marks, longBook) || beginAlike(marks) || !namesCount(marks, false)
}

// beginAlike reports whether the chapters start again in each file.
func beginAlike(marks []*mark) bool {
	first := ""
	for _, m := range marks {
		chapters := m.part.File.Media.AllChapters()
		if len(chapters) < 2 || chapters[0].Title == "" || first != "" && chapters[0].Title != first {
			return false
		}
		first = chapters[0].Title
	}
	return true
}

// ownTitle returns the folded title that a file has as a book: its title tag or else
// its name. It is "" if that is the title of a part.
func (s *Folder) ownTitle(m *mark) string {
	title := meaningfulTitle(tagsOf(m.part.File).Title)
	if title == "" || fold(title) == m.title || fold(title) == m.album {
		base := filepath.Base(s.Folder)
		title = readFolder(plainName(m.part.File), true, base, readFolder(base, true).title).title
		if v := asNumbered(title); v.part != "" { // "10-Title"
			title = v.title
		}
	}
	if isPieceInFront(title) {
		return ""
	}
	return wholeTitle(title)
}

// isPieceInFront reports whether a title begins with the word for a part and a number:
// "Part One: The Boy", "Chapter 3 - The Well".
func isPieceInFront(title string) bool {
	first, rest, _ := strings.Cut(title, " ")
	if !words.Is(first, words.Piece) || rest == "" {
		return false
	}
	number, _, _ := strings.Cut(rest, " ")
	number = strings.TrimRight(number, ":.,-")
	return text.DigitsEnd(number, 0) == len(number) && number != "" || words.Number(number) != ""
}

// divide examines the files directly in a book folder once more. Files of one album, or
// of none, are books of their own if each is as long as a book and has its own title. Several
// m4b without an album are the chapters of one book if they are numbered without gaps from the
// first and not as long as books.
func divide(s *Folder, marks []mark) {
	var plain []*mark
	for i := range marks {
		if m := &marks[i]; m.choice == "" && !m.alone && !m.loose && m.folder == "" && m.called == "" {
			plain = append(plain, m)
		}
	}
	if len(plain) < 2 {
		return
	}
	var bare []*mark // m4b with a title of their own, but no album
	type key struct {
		kind, title string
		bare        bool
	}
	runs := make(map[key][]*mark, 1)
	for _, m := range plain {
		k := key{m.kind, m.title, m.kind == "m4b" && m.title != "" && albumOf(tagsOf(m.part.File)) == ""}
		if k.bare {
			bare = append(bare, m)
		}
		runs[k] = append(runs[k], m)
	}
	for k, run := range runs {
		if areBooks(s, run) && (!k.bare || shareNoBook(s, run)) {
			for _, m := range run {
				m.title, m.volume = s.ownTitle(m), true
			}
		}
	}
	if len(bare) > 1 && areChapters(s, bare) {
		for _, m := range bare {
			m.title = ""
		}
	}
}

// shareNoBook reports whether m4b that have the same title in their tags are not the parts of
// a book of that title: each is very long, their tracks do not run on, and neither their
// names nor that of their folder is the title, unless the folder is an author's.
func shareNoBook(s *Folder, marks []*mark) bool {
	if base := filepath.Base(s.Folder); !allLast(marks, longBook) || tracksRunOn(marks) || fold(base) == marks[0].title && !isAuthor(base) {
		return false
	}
	return !slices.ContainsFunc(fileNames(marks), func(name string) bool { return strings.HasPrefix(fold(name), marks[0].title) })
}

// areChapters reports whether m4b without an album are the chapters of one book: their
// tracks count from 1 up to how many files there are, or their names begin with a number
// behind nothing but the word for a chapter, all by one artist, or the name of the folder.
func areChapters(s *Folder, marks []*mark) bool {
	if slices.ContainsFunc(marks, func(m *mark) bool { return m.part.File.Media == nil }) || allLast(marks, wholeBook) {
		return false
	}
	numbers := make([]int, len(marks))
	for i, m := range marks {
		numbers[i] = track(m.part.File)
	}
	if count(numbers, true) && numbers[0] == 1 {
		return true
	}
	stem, numbers, ok := countedWithin(fileNames(marks))
	if !ok || !count(numbers, true) {
		return false
	}
	base := filepath.Base(s.Folder)
	return stem == "" || isChapterWord(strings.TrimRight(stem, partSigns)) && artists(marks) < 2 || sameFold(stem, base) || sameFold(stem, readFolder(base, true).title) || sameFold(stem, readFolder(base, false).title)
}

// isChapterWord reports whether a word before a number counts chapters, and never the books
// or episodes of a series.
func isChapterWord(word string) bool {
	k := words.KindOf(word)
	return k&words.Chapter != 0 && k&(words.Part|words.Volume|words.Episode) == 0
}
