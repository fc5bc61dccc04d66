package group

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// isExtra reports whether a folder or file with this name holds something that is not
// part of the book beside it: "Bonus", "Extras", "Hörprobe", "Bonus CD 2".
func isExtra(name string) bool {
	if d := discOf(name); d.number != "" {
		return words.Is(name, words.Extra) || words.Is(d.stem, words.Extra)
	}
	return saysExtra(name)
}

// saysExtra is isExtra for a name that is not one of a disc.
func saysExtra(name string) bool {
	if words.Is(name, words.Extra) {
		return true
	}
	found := false
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(" _-.()[]", r) }) {
		switch k := words.KindOf(word); {
		case k&words.Extra != 0:
			found = true
		case k&(words.Piece|words.Track|words.Front|words.Back) == 0 && (!found || strings.Trim(word, "0123456789") != ""):
			return false
		}
	}
	return found
}

// isSample is isExtra for files of a book, which can have the title of the book in front,
// "Dune (sample)", "Dune_sample", or their own behind: "Bonus - An Interview".
func isSample(name, title string) bool {
	if at := strings.LastIndexAny(name, partSigns); at > 0 && words.Is(name[at+1:], words.Extra) && sameFold(name[:at], title) {
		return true
	}
	if first, _, more := strings.Cut(name, dash); more && words.Is(first, words.Extra) {
		return true
	}
	open := strings.LastIndexByte(name, '(')
	return isExtra(name) || open > 0 && strings.HasSuffix(name, ")") && words.Is(name[open:], words.Extra)
}

// extraFolder returns the name of the folder of extras, below the book folder, that a
// file lies in, or "" if it lies in none.
func extraFolder(home string, f *book.File) string {
	for name := range strings.SplitSeq(below(home, f.Folder()), string(filepath.Separator)) {
		if name != "" && isExtra(name) {
			return name
		}
	}
	return ""
}

// setExtras makes each file in a folder of extras a book of its own, unless the book
// folder holds nothing else. It does the same with a sample among the parts of a book,
// if it lacks the track number or the album that the parts have.
func setExtras(s *Folder, marks []mark) {
	var extras, samples, rest []*mark
	title := readFolder(filepath.Base(s.Folder), false).title
	for i := range marks {
		m := &marks[i]
		switch {
		case m.choice != "" || m.alone:
		case m.folder != "" && extraFolder(s.Folder, m.part.File) != "":
			extras = append(extras, m)
		case track(m.part.File) == 0 && isSample(plainName(m.part.File), title):
			samples = append(samples, m)
		default:
			rest = append(rest, m)
		}
	}
	if len(rest) == 0 {
		for _, m := range extras {
			m.within = extraFolder(s.Folder, m.part.File)
		}
		return
	}
	for _, m := range extras {
		m.alone, m.extra = true, true
	}
	tracked := !slices.ContainsFunc(rest, func(m *mark) bool { return track(m.part.File) == 0 })
	for _, m := range samples {
		if tracked || meaningful(tagsOf(m.part.File).Album) == "" {
			m.alone, m.extra = true, true
		}
	}
}

// tagsOf returns the tags of a file; they are empty if it has not been read.
func tagsOf(f *book.File) *book.Tags {
	if f.Media == nil {
		return new(book.Tags)
	}
	return f.Media.Tags()
}
