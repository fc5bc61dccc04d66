package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text/words"
)

// isRoot reports whether the folder is the root, or only says in which form the files of
// the root are.
func (s *Folder) isRoot() bool { return s.titleFolder() == s.Root }

// titleFolder is TitleFolder of the folder.
func (s *Folder) titleFolder() string {
	if s.home == "" {
		s.home = TitleFolder(s.Root, s.Folder)
	}
	return s.home
}

// isAlone reports whether a file is all that the root holds, so that what lies beside it is
// about it.
func (s *Folder) isAlone() bool { return s.Folder == s.Root && len(s.Parts) == 1 && !s.Around.Shelf }

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
	base, deep := line(decoded(filepath.Base(s.Folder))), depth(cutShelving(below(s.Root, s.Folder)))
	if _, volume, _ := cutVolume(base, false); volume { // "Saltmarsh/Book 1-3 - The Omnibus"
		return false
	}
	_, last := lastField(base)
	series := isSeriesName(base) || deep > 1 && last != base && words.IsSeries(last)
	if f.Folder() != s.Folder || s.isRoot() || !series && (deep != 1 || !arePeople(base)) {
		return false
	}
	t := tagsOf(f)
	artist := cmp.Or(meaningful(t.AlbumArtist), meaningful(t.Artist))
	if s.album(t) != "" || meaningfulTitle(t.Title) != "" || artist != "" && !series && !repeats(artist, []string{base}) {
		return false
	}
	title := readFolder(uncopied(plainName(f)), true, base).title
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
		name := plainName(f)
		whole := wholeTitle(name)
		if whole == "" {
			titled = titled || wholeTitle(readFolder(name, true, base).title) != ""
			continue
		}
		if slices.Contains(names, whole) || words.Is(whole, words.Piece|words.Audiobook) {
			continue
		}
		if t := tagsOf(f); slices.Contains(names, wholeTitle(s.album(t))) || slices.Contains(names, wholeTitle(meaningfulTitle(t.Title))) {
			continue
		}
		return false
	}
	return direct > 1 || !titled // a single file with a number and a title is a volume
}
