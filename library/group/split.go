package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// bunch is the files of one book, and what the folder says about them.
type bunch struct {
	parts []*Part // in order of ID
	noted bool    // the sidecars of the folder describe this book
	own   bool    // the folder belongs to this book alone, and its name is the title
	extra bool    // it lies beside a book, and is not part of it

	called string // the title of the whole if the albums are its parts, else ""
	volume bool   // its album is the series
	level  string // the name used as the title instead of the folder's; "" if there is none
	file   bool   // level is the name of a file
	alone  bool   // level replaces the name of the folder instead of following it

	// together means that the titles of the parts win over the name of the folder:
	// the user merged the parts, or the folder has several books.
	together bool
}

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
	if len(bunches) == 1 && (len(parts) > 1 || !loose(s, parts[0])) && !shelf {
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
	first, second := wholeTitle(withoutExt(a.part.File.Name())), wholeTitle(withoutExt(b.part.File.Name()))
	return first != "" && second != "" && first != second
}

// bunch makes a bunch of parts and their marks. sole means that the files
// without a choice are one book.
func (s *Folder) bunch(parts []*Part, marks []mark, sole bool) bunch {
	slices.SortFunc(parts, func(p, q *Part) int {
		return cmp.Or(cmp.Compare(p.File.ID, q.File.ID), strings.Compare(p.File.Path, q.File.Path))
	})
	first := &marks[0]
	n := bunch{parts: parts, volume: first.volume}
	chosen := first.choice != "" || first.alone
	shelved := first.loose && !s.isRoot() // the folder holds other books
	n.noted = sole && !chosen && !shelved
	switch {
	case first.stem != "":
		folder := discFolder(s.Folder, parts[0].File)
		d := discOf(folder)
		n.level = d.stem
		if d.part && !slices.ContainsFunc(marks, func(m mark) bool { return m.folder != folder }) {
			n.level = folder // "Henry IV Part 1" without a second part
		}
	case first.within != "":
		n.level = first.within
	case first.alone && shelved:
		n.level, n.file = uncopied(withoutExt(parts[0].File.Name())), true
		return n
	case first.alone:
		n = single(s, parts)
		n.extra, n.volume = first.extra, first.volume
		return n
	case n.noted && len(parts) == 1 && s.holdsOther(parts[0].File):
		n.level, n.file = uncopied(withoutExt(parts[0].File.Name())), true
	case n.noted, chosen && len(marks) == len(s.Parts) && !loose(s, parts[0]):
		n.own = true
	case len(parts) == 1:
		n.level, n.file = uncopied(withoutExt(parts[0].File.Name())), true
	}
	n.called = first.called
	nameless := n.own && s.isRoot() && isContainer(filepath.Base(s.Root))
	n.together = len(parts) > 1 && (first.choice != "" || nameless || !n.own && n.level == "")
	return n
}

// single returns the bunch of a part that is treated as a book of its own, whatever
// else its folder holds.
func single(s *Folder, part []*Part) bunch {
	return bunch{parts: part, level: uncopied(withoutExt(part[0].File.Name())), file: true, alone: !s.isRoot()}
}

// isRoot reports whether the folder is the root, or only says in which form the files of
// the root are.
func (s *Folder) isRoot() bool {
	if !s.root.known {
		s.root.known, s.root.is = true, TitleFolder(s.Root, s.Folder) == s.Root
	}
	return s.root.is
}

// loose reports whether a part lies directly in the root.
func loose(s *Folder, p *Part) bool { return p.File.Folder() == s.Folder && s.isRoot() }

// isShelf reports whether the folder, below the root, holds books instead of
// the parts of one: other book folders lie below it, or its name says so.
func (s *Folder) isShelf() bool {
	if s.isRoot() {
		return false
	}
	return cutShelving(below(s.Root, s.Folder)) == "" || s.Around.Shelf && !s.isBook()
}

// holdsOther reports whether the only file of the folder, about which its tags say little,
// has a title of its own, and the folder is named after a series or its author: "The Reed
// Trilogy/Black Reed.m4b", "Ada Brook/Lanternfield.m4b".
func (s *Folder) holdsOther(f *book.File) bool {
	base, deep := line(filepath.Base(s.Folder)), depth(cutShelving(below(s.Root, s.Folder)))
	_, last := lastField(base)
	series := isSeriesName(base) || deep > 1 && last != base && words.IsSeries(last)
	if f.Folder() != s.Folder || s.isRoot() || !series && (deep != 1 || !arePeople(base)) {
		return false
	}
	t := tagsOf(f)
	artist := cmp.Or(meaningful(t.AlbumArtist), meaningful(t.Artist))
	if albumOf(t) != "" || meaningfulTitle(t.Title) != "" || artist != "" && !series && !repeats(artist, []string{base}) {
		return false
	}
	title := readFolder(uncopied(withoutExt(f.Name())), true, base).title
	first, _ := utf8.DecodeRuneInString(title)
	plain := strings.TrimRight(title, " 0123456789")
	if unicode.IsLower(first) || !series && len(plain) < shortestTitle || wholeTitle(title) == "" || isContainer(plain) || isForm(plain) || isAuthor(title) && !series ||
		words.Is(plain, words.Piece|words.Track|words.Audiobook|words.Edition|words.Extra|words.Nameless) {
		return false
	}
	for word := range strings.FieldsSeq(base) {
		if word = fold(word); len(word) >= shortestTitle && strings.Contains(fold(title), word) && !series {
			return false // "Black Reed/The Reed.m4b"
		}
	}
	return !sameFold(title, base)
}

// shortestTitle is the length in bytes from which a name says something: "x" and "abc" do
// not.
const shortestTitle = 4

// isBook reports whether the files directly in the folder are obviously the parts of
// one book with the folder's name: their names consist of a number, or repeat the name
// of the folder, as their album or title may.
func (s *Folder) isBook() bool {
	base := filepath.Base(s.Folder)
	names := []string{fold(base), fold(readFolder(base, true).title), fold(readFolder(base, false).title)}
	direct := 0
	titled := false // a file has a number and a title: "02 - Second Flood"
	for i := range s.Parts {
		f := s.Parts[i].File
		if f.Folder() != s.Folder {
			continue
		}
		direct++
		name := withoutExt(f.Name())
		whole := wholeTitle(name)
		if whole == "" {
			titled = titled || wholeTitle(readFolder(name, true, base).title) != ""
			continue
		}
		if slices.Contains(names, whole) || words.Is(whole, words.Piece|words.Audiobook) {
			continue
		}
		if t := tagsOf(f); slices.Contains(names, wholeTitle(albumOf(t))) || slices.Contains(names, wholeTitle(meaningfulTitle(t.Title))) {
			continue
		}
		return false
	}
	return direct > 1 || !titled // a single file with a number and a title is a volume
}

// titler finds the folded titles of files. It caches the last ones, because
// most files of a folder have one album and one disc.
type titler struct {
	in               *Folder
	album, albumFold string
	folder, stemFold string
	names            []string // folded names of the book folder
	named            bool
}

func (t *titler) mark(p *Part, shelf bool) mark {
	s := t.in
	m := mark{part: p, choice: p.Choice, hidden: p.Hidden}
	switch {
	case p.Choice == Own:
		m.choice, m.alone = "", true
		return m
	case p.Choice != "":
		return m
	case loose(s, p), shelf && p.File.Folder() == s.Folder:
		m.alone, m.loose, m.kind, m.album = true, true, p.File.Kind(), t.albumTitle(p.File)
		return m
	}
	m.kind = p.File.Kind()
	if m.folder = discFolder(s.Folder, p.File); m.folder != "" {
		m.stem = t.stem(m.folder)
	}
	m.title = t.title(p.File, m.folder != "")
	return m
}

// stem returns the folded text before the number in the name of a disc folder. It is ""
// if there is none or if it repeats the name of the book folder.
func (t *titler) stem(folder string) string {
	if folder == t.folder {
		return t.stemFold
	}
	t.folder, t.stemFold = folder, ""
	d := discOf(folder)
	if d.stem == "" {
		return ""
	}
	if !t.named {
		base := filepath.Base(t.in.Folder)
		n := readFolder(base, true)
		t.names, t.named = []string{fold(base), fold(n.title), fold(n.title + n.subtitle)}, true
	}
	if f := fold(d.stem); !slices.Contains(t.names, f) {
		t.stemFold = f
	}
	return t.stemFold
}

// title returns the folded title that separates a file from the files of other books.
// An m4b is usually a whole book, so without an album its title tag or its name counts,
// unless it looks like the title of a part.
func (t *titler) title(f *book.File, onDisc bool) string {
	if album := t.albumTitle(f); album != "" {
		return album
	}
	if onDisc || !strings.EqualFold(filepath.Ext(f.Path), ".m4b") {
		return ""
	}
	if f.Media != nil {
		if title := meaningfulTitle(f.Media.Tags().Title); title != "" {
			return wholeTitle(title)
		}
	}
	return wholeTitle(uncopied(fileTitle(f.Name())))
}

// albumTitle returns the folded album of a file without its disc, or "" if
// there is none.
func (t *titler) albumTitle(f *book.File) string {
	if f.Media == nil || f.Media.Tags().Album == "" {
		return ""
	}
	if tags := f.Media.Tags(); tags.Album != t.album {
		t.album, t.albumFold = tags.Album, ""
		if title := t.in.album(tags); title != "" {
			t.albumFold = fold(title)
		}
	}
	return t.albumFold
}

// album is albumOf for the tags of a file in the folder, or of several. It keeps the
// last album, because most files of a folder have the same.
func (s *Folder) album(t *book.Tags) string {
	if s.last.tag != t.Album {
		s.last.tag, s.last.album = t.Album, albumOf(t)
	}
	return s.last.album
}

// albumOf returns the album in the tags without its disc and without remarks,
// or "" if there is none.
func albumOf(t *book.Tags) string {
	album := meaningful(t.Album)
	if album == "" {
		return ""
	}
	if album = bare(discless(album)).title; words.Is(album, words.Audiobook) || isFormat(album) {
		return ""
	}
	return album
}

// wholeTitle returns the folded title of the book that name is a part of. It is "" if
// name only identifies the part: "01 - Intro" and "Chapter 3" have no title, "Dune Part
// 2" and "Dune (3 of 8)" give "dune". Four digits are a year or a title.
func wholeTitle(name string) string {
	name = words.Digits(name)
	if end := text.DigitsEnd(name, 0); end > 0 && end <= maxDigits && !isDate(name) {
		if end == len(name) || strings.ContainsRune("-_.)", rune(name[end])) || strings.HasPrefix(name[end:], " - ") {
			return ""
		}
	}
	if matterOf(name) != 0 || isPieceAlone(name) {
		return ""
	}
	if rest, number := words.CutSet(name); number != "" {
		return foldBefore(rest)
	}
	rest, number := cutOf(strings.TrimRight(name, " )]"))
	if number == "" || isDate(name) {
		if rest, _, number = cutSpelledAtEnd(name, words.Piece); number == "" {
			return fold(cmp.Or(cutPart(name).stem, name))
		}
		return foldBefore(rest)
	}
	rest = strings.TrimRight(rest, " (#-_.[")
	if at := lastWord(rest); words.Is(rest[at:], words.Piece) {
		return foldBefore(rest[:at])
	}
	if rest != "" && !strings.ContainsRune(" (#-_.[", rune(name[len(rest)])) {
		return fold(name) // the number belongs to the last word
	}
	return foldBefore(rest)
}

// isPieceAlone reports whether a name consists of the number of a part and the word for
// a part after it: "First Chapter", "2. Kapitel", "第3章".
func isPieceAlone(name string) bool {
	for _, sign := range [...]string{"第", "제"} {
		if rest, counted := strings.CutPrefix(name, sign); counted {
			end := text.DigitsEnd(rest, 0)
			return end > 0 && words.Is(rest[end:], words.Piece)
		}
	}
	at := lastWord(name)
	return at > 0 && words.Is(name[at:], words.Piece) && ordinal(strings.TrimRight(name[:at], " ._")) != ""
}

// foldBefore returns the folded title before the word for a part, or "" if
// there is none.
func foldBefore(s string) string {
	if s = strings.TrimRight(s, " (#-_.,:["); s == "" {
		return ""
	}
	return fold(s)
}

// isDate reports whether s consists of three numbers, like the title "11-22-63". Two
// numbers are a disc and a track.
func isDate(s string) bool {
	return strings.Trim(s, "0123456789-.") == "" && len(strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '.' })) == 3
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if n := len(s) - len(suffix); n > 0 && strings.EqualFold(s[n:], suffix) {
		return s[:n], true
	}
	return s, false
}

// withoutExt returns a file name without its extension, unless nothing else is
// left.
func withoutExt(name string) string {
	if s := strings.TrimSuffix(name, filepath.Ext(name)); s != "" {
		return s
	}
	return name
}
