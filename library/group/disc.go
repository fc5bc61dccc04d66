package group

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
)

// discWords holds the words before the number in the name of a disc folder. A
// word is true if it can also occur in the title of a whole book ("Henry IV
// Part 1").
var discWords = map[string]bool{
	"cd": false, "disc": false, "disk": false, "disque": false, "диск": false,
	"tape": false, "cassette": false, "kassette": false,
	"part": true, "teil": true, "часть": true, "parte": true, "partie": true,
}

// maxDigits is the largest number of digits in the number of a disc or volume.
// Four digits are a year.
const maxDigits = 3

// disc is what the name of a folder says about the disc in it.
type disc struct {
	number string // the digits; "" if the name does not name a disc
	stem   string // the text before the number; "" for a plain "CD 1"
	part   bool   // the word is "part", which may belong to the title
}

// Home returns the book folder of a folder. A disc folder ("CD 1", "Part 2",
// "Title (Disc 01)") belongs to the nearest folder above it that is not a disc
// folder; any other folder is its own book folder. Home never leaves root.
func Home(root, folder string) string {
	for len(folder) > len(root) && discOf(filepath.Base(folder)).number != "" {
		folder = filepath.Dir(folder)
	}
	return folder
}

// discOf parses the name of a disc folder: "CD 1", "disk 2 of 3", "Title (Disc
// 01)", "Title - Part 2", "CD 1 - The Beginning", "Disc Two".
func discOf(name string) disc {
	if number, _ := discInFront(name); number != "" {
		return disc{number: number}
	}
	if strings.HasSuffix(name, ")") || strings.HasSuffix(name, "]") {
		if rest, _ := cutRemarks(name); rest != "" {
			name = rest // "Title (Disc 1) (Unabridged)"
		}
	}
	rest, number := cutOf(strings.TrimRight(name, " )]"))
	if number == "" {
		rest, word, number := cutSpelledBehind(name, discWords)
		d := disc{number, trimStem(rest), discWords[word]}
		if number == "" || d.part && d.stem != "" { // "Henry IV Part Two"
			return disc{}
		}
		return d
	}
	rest = strings.TrimRight(rest, " -_.#")
	at := len(rest)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(rest[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= size
	}
	part, known := text.Lookup(discWords, rest[at:])
	if !known || at > 0 && !strings.ContainsRune(" ([-_,.:", rune(rest[at-1])) {
		return disc{}
	}
	return disc{number, trimStem(rest[:at]), part}
}

// trimStem removes the separator between a title and the disc after it.
func trimStem(s string) string { return strings.TrimRight(s, " ([-_,.:–—") }

// discInFront parses a disc at the front of a name: "CD 1 - The Beginning", "CD
// 13 (Bonus)". It ignores parts, which may belong to the title.
func discInFront(name string) (number, rest string) {
	at := strings.IndexAny(name, " -_.#0123456789")
	if at <= 0 || at > len("cassette") {
		return "", name
	}
	if part, known := text.Lookup(discWords, name[:at]); !known || part {
		return "", name
	}
	figures := strings.TrimLeft(name[at:], " -_.#")
	end := text.DigitsEnd(figures, 0)
	if end == 0 || end > maxDigits {
		return "", name
	}
	rest = figures[end:]
	for _, sep := range []string{" - ", " – ", ": ", "_ ", " (", " ["} {
		if after, ok := strings.CutPrefix(rest, sep); ok && after != "" {
			return figures[:end], after
		}
	}
	return "", name
}

// cutOf removes the number at the end of s, together with the total in "1 of
// 3".
func cutOf(s string) (rest, number string) {
	rest, number = cutNumber(s)
	if number == "" {
		return rest, ""
	}
	before := strings.TrimRight(rest, " _")
	for _, of := range text.Ofs {
		if first, ok := cutSuffixFold(before, of); ok {
			if r, n := cutNumber(strings.TrimRight(first, " _")); n != "" {
				return r, n
			}
		}
	}
	return rest, number
}

// cutNumber removes the number at the end of s. number is "" if there is none
// or if it has too many digits.
func cutNumber(s string) (rest, number string) {
	i := len(s)
	for i > 0 && text.IsDigit(s[i-1]) {
		i--
	}
	if n := len(s) - i; n == 0 || n > maxDigits {
		return s, ""
	}
	return s[:i], s[i:]
}

// discless removes the disc from a book title in the tags: "Title (Disc 2)" and
// "CD 2 - Title" give "Title", "CD 1" gives "". A part stays, as it may belong
// to the title.
func discless(title string) string {
	for at := 0; ; {
		open := strings.IndexAny(title[at:], "([")
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexAny(title[open:], ")]")
		if end < 0 {
			break
		}
		if d := discOf(title[open+1 : open+end]); d.number != "" && d.stem == "" && !d.part {
			title = joinAround(title[:open], title[open+end+1:])
			continue
		}
		at = open + 1
	}
	if number, rest := discInFront(title); number != "" && !strings.ContainsAny(rest[len(rest)-1:], ")]") {
		return rest
	}
	if d := discOf(title); d.number != "" && !d.part {
		return d.stem
	}
	return title
}

// below returns the path of folder relative to dir, or "" if folder is dir or
// lies outside dir.
func below(dir, folder string) string {
	if !strings.HasPrefix(folder, dir) {
		return ""
	}
	return strings.Trim(folder[len(dir):], string(filepath.Separator))
}

// discFolder returns the first folder between the book folder and the file, or
// "" if the file lies directly in the book folder.
func discFolder(home string, f *book.File) string {
	first, _, _ := strings.Cut(below(home, f.Folder()), string(filepath.Separator))
	return first
}

// commonFolder returns the deepest folder that contains all files.
func commonFolder(files []*book.File) string {
	dir := files[0].Folder()
	for _, f := range files[1:] {
		for g := f.Folder(); dir != g && !strings.HasPrefix(g, dir+string(filepath.Separator)); {
			up := filepath.Dir(dir)
			if up == dir {
				return dir
			}
			dir = up
		}
	}
	return dir
}
