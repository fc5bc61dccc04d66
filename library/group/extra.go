package group

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// isExtra reports whether a folder or a file of this name holds what is no part
// of the book beside it: "Bonus", "Extras", "Hörprobe", "Bonus CD 2".
func isExtra(name string) bool {
	if words.Is(name, words.Extra) {
		return true
	}
	if d := discOf(name); d.number != "" {
		return d.stem != "" && words.Is(d.stem, words.Extra)
	}
	found := false
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune(" _-.()[]", r) }) {
		switch k := words.KindOf(word); {
		case k&words.Extra != 0:
			found = true
		case k&(words.Piece|words.Track) == 0:
			return false
		}
	}
	return found
}

// extraFolder returns the folder of extras below the book folder in which a file
// lies, or "" if there is none.
func extraFolder(home string, f *book.File) string {
	for name := range strings.SplitSeq(below(home, f.Folder()), string(filepath.Separator)) {
		if name != "" && isExtra(name) {
			return name
		}
	}
	return ""
}

// setExtras makes each file in a folder of extras a book of its own, unless the
// book folder holds nothing else. It does the same for a sample that lies among
// the parts of a book, without the track or the album that they have.
func setExtras(s *Folder, marks []mark) {
	var extras, samples []*mark
	var rest []*mark
	for i := range marks {
		m := &marks[i]
		switch {
		case m.choice != "" || m.alone:
		case m.folder != "" && extraFolder(s.Folder, m.part.File) != "":
			extras = append(extras, m)
		case track(m.part.File) == 0 && isExtra(withoutExt(m.part.File.Name())):
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
		if tracked || told(tagsOf(m.part.File).Album) == "" {
			m.alone, m.extra = true, true
		}
	}
}

// tagsOf returns the tags of a file, empty ones if it was not read.
func tagsOf(f *book.File) *book.Tags {
	if f.Media == nil {
		return new(book.Tags)
	}
	return &f.Media.Tags
}
