package group

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/natural"
)

// discWords are what a folder of a part of a book is called, before its
// number: true for those that may also stand in the title of a whole book
// ("Henry IV Part 1").
var discWords = map[string]bool{
	"cd": false, "disc": false, "disk": false, "disque": false, "диск": false,
	"part": true, "teil": true, "часть": true,
}

// maxDigits is how many figures the number of a disc or a volume has at most:
// four are a year.
const maxDigits = 3

// disc is what a folder name says about the disc in it.
type disc struct {
	number string // its figures, "" when the name is not that of a disc
	stem   string // what stands before, "" for a plain "CD 1"
	part   bool   // it says "part", which may be of a title
}

// Home is the book folder of a folder: the folder itself or, where it is named
// like a disc ("CD 1", "Part 2", "Title (Disc 01)"), the first above that is
// not, but none above root.
func Home(root, folder string) string {
	for len(folder) > len(root) && discOf(filepath.Base(folder)).number != "" {
		folder = filepath.Dir(folder)
	}
	return folder
}

// discOf reads a folder name as "CD 1", "disk 2 of 3", "Title (Disc 01)",
// "Title - Part 2".
func discOf(name string) disc {
	rest := strings.TrimRight(name, " )]")
	rest, number := cutNumber(rest)
	if number == "" {
		return disc{}
	}
	before := strings.TrimRight(rest, " ")
	if of := len(before) - len(" of"); of > 0 && strings.EqualFold(before[of:], " of") {
		if first, n := cutNumber(strings.TrimRight(before[:of], " ")); n != "" {
			rest, number = first, n
		}
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
	var word string
	if len(rest)-at <= len("часть") {
		word = strings.ToLower(rest[at:])
	}
	part, known := discWords[word]
	if !known || at > 0 && !strings.ContainsRune(" ([-_,.", rune(rest[at-1])) {
		return disc{}
	}
	return disc{number, strings.TrimRight(rest[:at], " ([-_,."), part}
}

// cutNumber takes the number off the end of s, "" when there is none or it has
// too many figures.
func cutNumber(s string) (rest, number string) {
	i := len(s)
	for i > 0 && natural.IsDigit(s[i-1]) {
		i--
	}
	if n := len(s) - i; n == 0 || n > maxDigits {
		return s, ""
	}
	return s[:i], s[i:]
}

// discless is a book title without the disc it is tagged with: "Title (Disc
// 2)" is Title, "CD 1" is nothing. A part may be of the title and stays.
func discless(title string) string {
	if title == "" || !natural.IsDigit(title[len(title)-1]) && !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") {
		return title
	}
	if d := discOf(title); d.number != "" && !d.part {
		return d.stem
	}
	return title
}

// below is the part of a folder's path that is below dir, "" for dir itself
// and what is elsewhere.
func below(dir, folder string) string {
	if !strings.HasPrefix(folder, dir) {
		return ""
	}
	return strings.Trim(folder[len(dir):], string(filepath.Separator))
}

// discFolder is the first folder below the book folder that holds the file, ""
// when the file lies in the book folder itself.
func discFolder(home string, f *book.File) string {
	first, _, _ := strings.Cut(below(home, f.Folder()), string(filepath.Separator))
	return first
}

// commonFolder is the deepest folder that holds all files.
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
