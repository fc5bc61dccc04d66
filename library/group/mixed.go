package group

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"lectern/library/text"
	"lectern/library/text/words"
)

// fewestMixed is the smallest number of parts that each of several books in one folder
// has. Chapters that were cut into two or three pieces have fewer.
const fewestMixed = 3

// unmix divides files about which only the names say something into the books whose
// numbered parts they are: "Dune 01" to "Dune 12" and "Emma 1" to "Emma 9". All files
// have to be such parts, and each book has to have a part 1, no gap, and at least as many
// parts as there are books; otherwise the names are taken for those of chapters. They are
// also taken for those of chapters in a folder that is named after a title rather than a
// series.
func unmix(s *Folder, marks []mark) {
	in := cutShelving(below(s.Root, s.Folder))
	shelf := depth(in) < 2 && (in == "" || isGenre(in) || isAuthor(in)) || isSeriesName(filepath.Base(in))
	if !shelf || mixedTitle(&marks[0]) == "" {
		return
	}
	books := map[string][]*mark{}
	all := make([]*mark, len(marks))
	for i := range marks {
		m := &marks[i]
		all[i] = m
		title := mixedTitle(m)
		if title == "" {
			return
		}
		books[title+"\x00"+m.kind] = append(books[title+"\x00"+m.kind], m)
	}
	if len(books) < 2 || tracksRunOn(all) {
		return
	}
	for _, run := range books {
		if len(run) < max(fewestMixed, len(books)) || !namesCount(run, true) {
			return
		}
	}
	for _, m := range all {
		m.title = mixedTitle(m)
	}
}

// mixedTitle returns the folded title of a book in the name of a file that is a numbered
// part of it. It is "" if the name has no number or no title, if the title is numbered
// itself ("Dune CD1 02"), or if anything else says what the file is.
func mixedTitle(m *mark) string {
	if m.choice != "" || m.alone || m.loose || m.folder != "" || m.extra || m.called != "" || m.title != "" {
		return ""
	}
	name := words.Digits(plainName(m.part.File))
	rest, number := cutOf(strings.TrimRight(name, " )]"))
	title := wholeTitle(name)
	if number == "" || title == "" || isDate(name) {
		return ""
	}
	if own := meaningfulTitle(tagsOf(m.part.File).Title); own != "" && wholeTitle(own) != "" && wholeTitle(own) != title {
		return ""
	}
	rest = trimStem(strings.TrimRight(rest, " #"))
	if at := lastWord(rest); words.Is(rest[at:], words.Piece) {
		rest = trimStem(rest[:at])
	}
	last := rest[lastWord(rest):]
	if rest == "" || text.IsDigit(rest[len(rest)-1]) || utf8.RuneCountInString(last) < 2 || words.Number(last) != "" || discOf(rest).number != "" || isPieceTitle(rest) {
		return ""
	}
	return title
}
