package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"lectern/library/book"
	"lectern/library/text"
)

// bunch is the files of one book, with what the folders say they are.
type bunch struct {
	parts []*Part // in the order of their IDs
	noted bool    // what lies beside the files is about this book
	own   bool    // the book folder is this book's: its name is the title
	level string  // the name that stands for the title where the folder's does not, "" when none does
	file  bool    // level is the name of a file
	alone bool    // level stands in the place of the folder's name, not below it

	// together says that the parts tell the title before a folder does: they were
	// put together by the user, or are one of several books in a folder.
	together bool
}

// mark is a part with what decides to which book it belongs. Parts of equal
// marks are one book.
type mark struct {
	part   *Part
	choice string // the listener's
	alone  bool   // a book of one file
	loose  bool   // it lies directly in the root, and nobody chose otherwise
	album  string // folded: of a loose file
	book   string // which of the books of several files in the root it is of
	hidden bool   // what the listener removed does not come back with a new file
	stem   string // folded: what its disc folder is called before the number
	kind   string // of its container
	title  string // folded; "" goes with the others
	folder string // the disc folder
}

// split says which parts of a shelf make one book. What the listener chose
// counts first. A file directly in the root is a book of its own, if it is not
// one of a book's: see joinLoose. Of the
// others, files of the same title are one book, and files without a title go
// with them if there is only one, but never files of two kinds: an m4b and the
// mp3 it was made of are two books.
func split(s *Shelf) []bunch {
	marks := make([]mark, len(s.Parts))
	titles := titler{home: s.Folder}
	for i := range s.Parts {
		marks[i] = titles.mark(s, &s.Parts[i])
	}
	if len(marks) > 1 {
		joinLoose(s, marks)
		scatter(marks)
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
	if len(bunches) == 1 && (len(parts) > 1 || !loose(s, parts[0])) {
		bunches[0].noted = true
	}
	return bunches
}

// compare orders marks without their titles.
func (a *mark) compare(b *mark) int {
	return cmp.Or(strings.Compare(a.choice, b.choice), compareBools(a.alone, b.alone), compareBools(a.hidden, b.hidden),
		strings.Compare(a.book, b.book), strings.Compare(a.stem, b.stem), strings.Compare(a.kind, b.kind))
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

// oneTitle reports whether sorted marks have one title at most.
func oneTitle(marks []mark) bool {
	last := marks[len(marks)-1].title
	for i := range marks {
		if t := marks[i].title; t != "" && t != last {
			return false
		}
	}
	return true
}

// isSole reports whether what nobody chose otherwise is one book, if perhaps in
// several kinds of file, so that the folder is that book's.
func isSole(marks []mark) bool {
	var first *mark
	title := ""
	for i := range marks {
		m := &marks[i]
		if m.alone && (m.loose || m.part.Choice == "") {
			return false // a book of its own beside
		}
		if m.choice != "" || m.alone {
			continue
		}
		if first == nil {
			first = m
		}
		if m.stem != first.stem || m.book != first.book || m.title != "" && title != "" && m.title != title {
			return false
		}
		if m.title != "" {
			title = m.title
		}
	}
	return first != nil
}

// bunch makes a bunch of parts with their marks. sole says that what nobody
// chose is one book.
func (s *Shelf) bunch(parts []*Part, marks []mark, sole bool) bunch {
	slices.SortFunc(parts, func(p, q *Part) int {
		return cmp.Or(cmp.Compare(p.File.ID, q.File.ID), strings.Compare(p.File.Path, q.File.Path))
	})
	n := bunch{parts: parts}
	first := &marks[0]
	chosen := first.choice != "" || first.alone
	n.noted = sole && !chosen
	switch {
	case first.stem != "":
		folder := discFolder(s.Folder, parts[0].File)
		d := discOf(folder)
		n.level = d.stem
		if d.part && !slices.ContainsFunc(marks, func(m mark) bool { return m.folder != folder }) {
			n.level = folder // "Henry IV Part 1", without a second
		}
	case first.alone:
		return single(s, parts)
	case n.noted, chosen && len(marks) == len(s.Parts) && !loose(s, parts[0]):
		n.own = true
	case len(parts) == 1:
		n.level, n.file = withoutExt(parts[0].File.Name()), true
	}
	n.together = len(parts) > 1 && (first.choice != "" || !n.own && n.level == "")
	return n
}

// single is the bunch of one part that is a book of its own although there may
// be others in its folder.
func single(s *Shelf, part []*Part) bunch {
	return bunch{parts: part, level: withoutExt(part[0].File.Name()), file: true, alone: s.Folder != s.Root}
}

// loose reports whether a part lies directly in the root.
func loose(s *Shelf, p *Part) bool { return s.Folder == s.Root && p.File.Folder() == s.Root }

// titler finds the titles of files as they are compared, and remembers the
// last ones: most files of a folder are of one album and one disc.
type titler struct {
	home             string
	album, albumFold string
	folder, stemFold string
	names            []string // folded, what the book folder itself is called
	named            bool
}

func (t *titler) mark(s *Shelf, p *Part) mark {
	m := mark{part: p, choice: p.Choice, hidden: p.Hidden}
	switch {
	case p.Choice == Own:
		m.choice, m.alone = "", true
		return m
	case p.Choice != "":
		return m
	case loose(s, p):
		m.alone, m.loose, m.kind, m.album = true, true, kindOf(p.File), t.albumTitle(p.File)
		return m
	}
	m.kind = kindOf(p.File)
	if m.folder = discFolder(t.home, p.File); m.folder != "" {
		m.stem = t.stem(m.folder)
	}
	m.title = t.title(p.File, m.folder != "")
	return m
}

// stem is what a disc folder is called before its number, folded; "" when that
// is nothing, or the name of the book folder again.
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
		base := filepath.Base(t.home)
		n := readFolder(base, true)
		t.names, t.named = []string{fold(base), fold(n.title), fold(n.title + n.subtitle)}, true
	}
	if f := fold(d.stem); !slices.Contains(t.names, f) {
		t.stemFold = f
	}
	return t.stemFold
}

// title is what tells a file from those of another book. An m4b is a book more
// often than not: without a book title, its title or its name tells what book,
// where they do not read like a part of one.
func (t *titler) title(f *book.File, onDisc bool) string {
	if album := t.albumTitle(f); album != "" {
		return album
	}
	if onDisc || !strings.EqualFold(filepath.Ext(f.Path), ".m4b") {
		return ""
	}
	if f.Media != nil {
		if title := toldTitle(f.Media.Tags.Title); title != "" {
			return wholeTitle(title)
		}
	}
	return wholeTitle(fileTitle(f.Name()))
}

// albumTitle is the folded book title that the tags of a file tell, "" for none.
func (t *titler) albumTitle(f *book.File) string {
	if f.Media == nil || f.Media.Tags.Album == "" {
		return ""
	}
	if tags := &f.Media.Tags; tags.Album != t.album {
		t.album, t.albumFold = tags.Album, ""
		if title := albumOf(tags); title != "" {
			if rest, _ := cutRemarks(title); rest != "" {
				title = rest
			}
			t.albumFold = fold(title)
		}
	}
	return t.albumFold
}

// albumOf is the book title that tags tell, without its disc; "" for none.
func albumOf(t *book.Tags) string {
	album := told(t.Album)
	if album == "" {
		return ""
	}
	return discless(album)
}

// partWords are what a part of a book is called, before its number.
var partWords = map[string]bool{
	"part": true, "pt": true, "chapter": true, "ch": true, "kapitel": true, "chapitre": true, "capitulo": true,
	"track": true, "cd": true, "disc": true, "disk": true, "teil": true, "section": true, "file": true, "side": true,
	"часть": true, "глава": true, "диск": true, "partie": true, "parte": true, "deel": true, "del": true, "tape": true, "kassette": true,
}

// wholeTitle is the folded title of the book that name is a part of, "" where
// name tells the part alone: "01 - Intro" and "Chapter 3" tell none, "Dune
// Part 2" and "Dune (3 of 8)" are of Dune. Four figures are a year or a title.
func wholeTitle(name string) string {
	if end := text.DigitsEnd(name, 0); end > 0 && end <= maxDigits && !isDate(name) {
		if end == len(name) || strings.ContainsRune("-_.)", rune(name[end])) || strings.HasPrefix(name[end:], " - ") {
			return ""
		}
	}
	if _, ok := matterOf(name); ok {
		return ""
	}
	rest, number := cutOf(strings.TrimRight(name, " )]"))
	if number == "" || isDate(name) {
		if rest, _, number = cutSpelledBehind(name, partWords); number == "" {
			return fold(name)
		}
		return foldBefore(rest)
	}
	rest = strings.TrimRight(rest, " (#-_.[")
	at := strings.LastIndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	if part, _ := text.Lookup(partWords, rest[at:]); part {
		return foldBefore(rest[:at])
	}
	if rest != "" && !strings.ContainsRune(" (#-_.[", rune(name[len(rest)])) {
		return fold(name) // a number that is of the last word
	}
	return foldBefore(rest)
}

// foldBefore is the folded title that stands before the name of a part, "" for
// none.
func foldBefore(s string) string {
	if s = strings.TrimRight(s, " (#-_.,:["); s == "" {
		return ""
	}
	return fold(s)
}

// isDate reports whether s is three numbers and nothing else, as in "11-22-63":
// a title. Two are a disc and a track.
func isDate(s string) bool {
	return strings.Trim(s, "0123456789-.") == "" && len(strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '.' })) == 3
}

func cutSuffixFold(s, suffix string) (string, bool) {
	if n := len(s) - len(suffix); n > 0 && strings.EqualFold(s[n:], suffix) {
		return s[:n], true
	}
	return s, false
}

// kinds are the extensions of one kind of file: parts of one book may have
// either.
var kinds = map[string]string{
	"m4a": "m4b", "mp4": "m4b", "aax": "m4b", "aaxc": "m4b",
	"oga": "ogg", "opus": "ogg", "spx": "ogg",
	"asf": "wma", "aif": "aiff", "webm": "mka", "webma": "mka",
}

// kindOf is the kind of a file by its name, which it has before it is read.
func kindOf(f *book.File) string {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(f.Path), "."))
	if kind, ok := kinds[ext]; ok {
		return kind
	}
	return ext
}

// withoutExt is a file name without its extension, and the whole where nothing
// else is left.
func withoutExt(name string) string {
	if s := strings.TrimSuffix(name, filepath.Ext(name)); s != "" {
		return s
	}
	return name
}
