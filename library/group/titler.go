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
		m.total = m.stem != "" && hasTotal(m.folder)
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
	if f := fold(d.stem); !slices.Contains(t.names, f) && !slices.Contains(t.names, fold(readFolder(d.stem, false).title)) { // "Saltmarsh 01 - Title CD 1"
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
