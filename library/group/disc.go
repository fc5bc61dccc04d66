package group

import (
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// maxDiscWord limits the length in bytes of the word for a disc.
const maxDiscWord = 16

// maxDigits is the largest number of digits in the number of a disc or volume.
// Four digits are a year.
const maxDigits = 3

// disc is what the name of a folder says about the disc in it.
type disc struct {
	number string // the digits; "" if the name does not name a disc
	stem   string // the text before the number, and the edition behind it; "" for a plain "CD 1"
	part   bool   // the word is "part", which may belong to the title
}

// Home returns the book folder of a folder. A disc folder ("CD 1", "Part 2", "Title (Disc
// 01)"), a folder in it for the form of its files ("CD 1/MP3"), a folder of extras
// ("Bonus"), and a folder with nothing but a small number as its name in Author/Title, or
// with a letter as its number ("Part B"), belong to the nearest folder above them that is
// none of these; any other folder is its own book folder. Home never leaves root.
func Home(root, folder string) string {
	inTitle := func() bool { return depth(cutShelving(below(root, folder))) >= bareDepth }
	if isBareDisc(filepath.Base(folder)) && inTitle() {
		folder = filepath.Dir(folder)
	}
	for len(folder) > len(root) {
		name := withoutSpan(line(withSpaces(filepath.Base(folder))))
		if up := filepath.Dir(folder); isForm(name) && len(up) > len(root) && discOf(filepath.Base(up)).number != "" {
			folder = up
			continue
		}
		if discOf(name).number == "" && !saysExtra(name) {
			break
		}
		if n, part := lettered(name); n > 0 && part && !inTitle() { // "Author/Part B"
			break
		}
		if up := filepath.Dir(folder); isChapter(name) && !inTitle() && (len(up) <= len(root) || arePeople(withSpaces(filepath.Base(up)))) {
			break // "Ada Brook/Session 9"
		}
		folder = filepath.Dir(folder)
	}
	return folder
}

// isChapter reports whether the word beside the number in the name of a disc folder is one
// for a chapter, and for nothing else.
func isChapter(name string) bool {
	for word := range strings.FieldsFuncSeq(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if k := words.KindOf(word); k&words.Chapter != 0 && k&(words.Disc|words.Part|words.Side) == 0 {
			return true
		}
	}
	return false
}

// TitleFolder returns the folder that has the title of a book folder: the nearest folder,
// itself or above, whose name does not only say in which form the files are ("Title/MP3").
// What lies in it is about the book. It never leaves root.
func TitleFolder(root, home string) string {
	for len(home) > len(root) && isForm(filepath.Base(home)) {
		home = filepath.Dir(home)
	}
	return home
}

const (
	bareDepth = 3  // how deep a disc is in Author/Title/1
	maxBare   = 30 // the highest number that is taken for the number of a disc
)

// isBareDisc reports whether the name of a folder is only the number of a disc: "2", "02",
// "d2".
func isBareDisc(name string) bool { return bareDisc(name) > 0 }

// bareDisc returns the number of a disc, if the name of its folder is nothing else.
func bareDisc(name string) int {
	if name != "" && (name[0] == 'd' || name[0] == 'D') {
		name = name[1:]
	}
	if len(name) > 2 || !isCount(name) || number(name) > maxBare {
		return 0
	}
	return number(name)
}

// partVolumes separates folders with nothing but numbers as their names that are not
// discs but books: see areDiscs.
func partVolumes(s *Folder, marks []mark) {
	var n numbered
	for i := range marks {
		if m := &marks[i]; isBareDisc(discFolder(s.Folder, m.part.File)) {
			n.add(discFolder(s.Folder, m.part.File), m)
		}
	}
	if n.lengths == nil || n.areDiscs() {
		return
	}
	for i := range marks {
		if m := &marks[i]; m.folder != "" && isBareDisc(m.folder) {
			m.within, m.title = m.folder, ""
		}
	}
}

// numbered is what the files in folders with nothing but numbers as their names say.
type numbered struct {
	lengths  map[string]time.Duration // by folder
	titles   map[string]bool
	files    int
	untitled bool // a file has no title
	untagged bool // a file has no disc in its tags, or another than its folder
}

func (n *numbered) add(folder string, m *mark) {
	if n.lengths == nil {
		n.lengths, n.titles = map[string]time.Duration{}, map[string]bool{}
	}
	length, disc := n.lengths[folder], 0
	if media := m.part.File.Media; media != nil {
		length += media.Duration
		disc = media.Tags().Disc
	}
	n.lengths[folder] = length
	n.files++
	if p := cutPart(albumOf(tagsOf(m.part.File))); p.stem != "" && number(p.number) == bareDisc(folder) { // "Title (1 of 3)" in folder 1
		n.titles[fold(p.stem)] = true
	} else if m.title != "" {
		n.titles[m.title] = true
	}
	n.untitled = n.untitled || m.title == ""
	n.untagged = n.untagged || disc != bareDisc(folder)
}

// areDiscs reports whether the folders are the discs of one book. Their files have no
// different albums. There are at least two folders, numbered from 1, and none is as long
// as a book. If all files have the same album, one number can be missing; if their disc is
// also in their tags, any can, and a folder with several files can be long.
func (n *numbered) areDiscs() bool {
	if len(n.titles) > 1 || len(n.lengths) < 2 {
		return false
	}
	sure := len(n.titles) == 1 && !n.untitled
	if sure && !n.untagged && n.files > len(n.lengths) {
		return true
	}
	numbers := map[int]bool{}
	last := 0
	for folder, length := range n.lengths {
		if length >= wholeBook {
			return false
		}
		disc := bareDisc(folder)
		numbers[disc], last = true, max(last, disc)
	}
	return last == len(numbers) || sure && last > 3 && last == len(numbers)+1
}

// discWord reports whether a word can stand before the number in the name of a disc
// folder ("CD 1", "Part 1", "Chapter 1"), and whether it can also occur in the title of a
// whole book ("Henry IV Part 1").
func discWord(word string) (part, known bool) {
	k := words.KindOf(word)
	return k&words.Disc == 0, k&(words.Disc|words.Part|words.Side|words.Chapter) != 0
}

// discOf parses the name of a disc folder: "CD 1", "CD No. 1", "disk 2 of 3", "Title (Disc
// 01)", "Title - Part 2", "CD 1 - The Beginning", "Disc Two", "1. Teil", "First
// Disc", "Teil B", "第一部".
func discOf(name string) disc {
	name = withoutSpan(words.Digits(line(withSpaces(name))))
	if number, _ := discInFront(name); number != "" {
		return disc{number: number}
	}
	if rest, number := words.CutSet(name); number != "" {
		return disc{number, trimStem(rest), true}
	}
	if rest, side := cutSide(name); side > 0 {
		of := disc{number: "1"}
		if rest != "" {
			of = discOf(rest)
		}
		n := number(of.number)
		if n < 1 || of.part {
			return disc{}
		}
		return disc{strconv.Itoa(sides*(n-1) + side), of.stem, false}
	}
	if d := discAtEnd(name); d.number != "" {
		return d
	}
	if n, _ := lettered(name); n > 0 {
		return disc{number: strconv.Itoa(n)}
	}
	if strings.HasSuffix(name, ")") || strings.HasSuffix(name, "]") {
		if before, edition := cutBracketedEdition(name); edition != "" {
			of := discOf(before) // "Title (1 of 2) [Dramatized Adaptation]"
			if of.stem != "" {
				of.stem += " " + edition
			}
			return of
		}
		if rest, _ := cutRemarks(name); rest != "" {
			name = rest // "Title (Disc 1) (Unabridged)"
		}
	}
	rest, number := cutOf(strings.TrimRight(name, " )]}>"))
	if number == "" {
		if at := lastWord(name); at > 1 && strings.IndexByte("-_.#", name[at-1]) >= 0 && words.Number(name[at:]) != "" { // "CD-II"
			name = name[:at-1] + " " + name[at:]
		}
		rest, word, number := cutSpelledAtEnd(name, words.Disc|words.Part|words.Chapter)
		part, _ := discWord(word)
		d := disc{number, trimStem(rest), part}
		if number == "" || d.part && d.stem != "" { // "Henry IV Part Two"
			return disc{}
		}
		return d
	}
	if stem, n, total := cutTotals(name); total > 1 && 1 <= n && n <= total { // "Title 1 of 2"
		if at := lastWord(stem); !words.Is(stem[at:], words.Piece) {
			return disc{number, trimStem(stem), true}
		}
	}
	rest = strings.TrimRight(rest, " -_.#")
	if at := lastWord(rest); at > 1 && words.IsNumberSign(rest[at:]) { // "CD No. 1"
		rest = strings.TrimRight(rest[:at], " -_.")
	}
	at := lastWord(rest)
	part, known := discWord(rest[at:])
	if !known || at > 0 && !strings.ContainsRune(" ([{<-_,.:", rune(rest[at-1])) {
		return disc{}
	}
	stem := trimStem(rest[:at])
	if stem != "" && !words.Is(rest[at:], words.Disc|words.Part) { // "Poker Face 2"
		return disc{}
	}
	return disc{number, stem, part}
}

// withoutSpan returns the name of a folder with several pieces as that of the first: "Part 1-2"
// gives "Part 1", "Chapters 1-5" gives "Chapter 1". "Episodes 1-10" are several books.
func withoutSpan(name string) string {
	at := text.DigitsStart(name)
	if at < 3 || at == len(name) || name[at-1] != '-' {
		return name
	}
	before := strings.TrimRight(name[:at-1], " ")
	rest, first := cutNumber(before)
	if first == "" || len(name)-at > maxDigits || number(first) >= number(name[at:]) {
		return name
	}
	head := strings.TrimRight(rest, " ")
	from := lastWord(head)
	for _, end := range [...]string{"", "s", "n", "en", "e"} { // "Chapters", "Discs", "Delen", "Teile"
		if word, found := strings.CutSuffix(head[from:], end); found && word != "" {
			if _, known := discWord(word); known && !words.Is(word, words.Episode) {
				return head[:from] + word + " " + first
			}
		}
	}
	return name
}

// cutBracketedEdition removes a remark in brackets about the edition, with its brackets, from
// the end of a name. edition is "" if there is none.
func cutBracketedEdition(name string) (rest, edition string) {
	if !strings.HasSuffix(name, ")") && !strings.HasSuffix(name, "]") {
		return name, ""
	}
	if at := strings.LastIndexAny(name, "(["); at > 0 && statesEdition(name[at+1:len(name)-1]) {
		return name[:at], name[at:]
	}
	return name, ""
}

// hasTotal reports whether the name of a disc folder says how many there are: "Title (1 of 2)".
func hasTotal(name string) bool {
	name, _ = cutBracketedEdition(line(withSpaces(name)))
	_, n, total := cutTotals(name)
	return total > 1 && 1 <= n && n <= total
}

// sides is how many sides a tape or record has.
const sides = 2

// cutSide removes the side of a tape or record from the end of the name of a folder:
// "Side A", "Kassette 1 Seite B". side is 0 if there is none.
func cutSide(name string) (rest string, side int) {
	at := strings.LastIndexByte(name, ' ')
	if at <= 0 {
		return name, 0
	}
	if end := text.DigitsEnd(name, at+1); end > at+1 && end == len(name)-1 && words.Is(name[lastWord(name[:at]):at], words.Disc) { // "Tape 1A"
		switch name[end] {
		case 'A', 'a':
			return name[:end], 1
		case 'B', 'b':
			return name[:end], 2
		}
	}
	switch name[at+1:] {
	case "A", "a", "А", "Α": // and the Russian and Greek letters
		side = 1
	case "B", "b", "Б", "В", "Β":
		side = 2
	default:
		return name, 0
	}
	from := lastWord(name[:at])
	if !words.Is(name[from:at], words.Side) {
		return name, 0
	}
	return trimStem(name[:from]), side
}

// lettered returns the number that a letter after the word for a disc or a part stands
// for, if the name has nothing else: "Teil B". n is 0 for other names. part is as for
// discWord.
func lettered(name string) (n int, part bool) {
	word, letter, _ := strings.Cut(name, " ")
	if len(letter) != 1 {
		return 0, false
	}
	part, known := discWord(word)
	if n = int(letter[0]|0x20) - 'a'; known && 0 <= n && n < maxLettered {
		return n + 1, part
	}
	return 0, false
}

// maxLettered is how many letters can number discs. Later ones are Roman numerals.
const maxLettered = 8

// lastWord returns where the word at the end of s begins.
func lastWord(s string) int {
	at := len(s)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		at -= size
	}
	return at
}

// discAtEnd parses a name that consists of a number followed by the word for a disc:
// "1. Teil", "2nd Disc", "Erste Kassette", "第3盘".
func discAtEnd(name string) disc {
	if rest, counted := strings.CutPrefix(name, "第"); counted {
		end := text.DigitsEnd(rest, 0)
		if part, known := discWord(rest[end:]); known && 0 < end && end <= maxDigits {
			return disc{number: rest[:end], part: part}
		}
		return disc{}
	}
	at := lastWord(name)
	if at == 0 || name[at-1] != ' ' && name[at-1] != '.' && name[at-1] != '_' {
		return disc{}
	}
	part, known := discWord(name[at:])
	if !known {
		return disc{}
	}
	return disc{number: ordinal(strings.TrimRight(name[:at], " ._")), part: part}
}

// ordinal returns the number that an ordinal ("1.", "2nd", "3ème", "First") stands for,
// or "" if s is not an ordinal.
func ordinal(s string) string {
	end := text.DigitsEnd(s, 0)
	if end == 0 {
		return words.Number(s)
	}
	if end > maxDigits || len(s)-end > len("ème.") || strings.ContainsAny(s[end:], " -0123456789") {
		return ""
	}
	return s[:end]
}

// trimStem removes the separator between a title and the disc after it. A text that
// only names the kind of disc is not a title: "Audio CD", "MP3-CD", "Hörbuch - Disc".
func trimStem(s string) string {
	if s = strings.TrimRight(s, " ([{<（【-_,.:–—"); s == "" || strings.Contains(s, " ") {
		return s
	}
	if words.Is(s, words.Disc) || isContainer(s) || isRemark(s) {
		return ""
	}
	return s
}

// discInFront parses a disc at the front of a name: "CD 1 - The Beginning", "CD
// 13 (Bonus)". It ignores parts, which may belong to the title.
func discInFront(name string) (number, rest string) {
	at := strings.IndexFunc(name, isAfterWord)
	if at <= 0 || at > maxDiscWord {
		return "", name
	}
	if part, known := discWord(name[:at]); !known || part {
		return "", name
	}
	figures := strings.TrimLeft(name[at:], " -_.#")
	end := text.DigitsEnd(figures, 0)
	if end == 0 || end > maxDigits {
		return "", name
	}
	rest = figures[end:]
	if of, total, _ := strings.Cut(strings.TrimPrefix(rest, " "), " "); words.IsOf(of) { // "Disc 1 of 2 (Chapters 1-5)"
		if n := text.DigitsEnd(total, 0); n > 0 && n < len(total) {
			rest = total[n:]
		}
	}
	if after, ok := strings.CutPrefix(rest, " "); ok && figures == name[at:] && strings.EqualFold(name[:at], "cd") { // "CD1 Title"
		first, _ := utf8.DecodeRuneInString(after)
		if word, _, _ := strings.Cut(after, " "); unicode.IsLetter(first) && !words.IsOf(word) {
			return figures[:end], after
		}
	}
	for _, sep := range []string{" - ", " – ", ": ", "_ ", " (", " ["} {
		if after, ok := strings.CutPrefix(rest, sep); ok && after != "" {
			return figures[:end], after
		}
	}
	return "", name
}

// isAfterWord reports whether r can stand between the word for a disc and its number, or
// begin the number.
func isAfterWord(r rune) bool {
	switch r {
	case ' ', '-', '_', '.', '#':
		return true
	default:
		return '0' <= r && r <= '9'
	}
}

// cutOf removes the number at the end of s, together with the total in "1 of
// 3".
func cutOf(s string) (rest, number string) {
	rest, number = cutNumber(s)
	if number == "" {
		return rest, ""
	}
	before := strings.TrimRight(rest, " _")
	if end := strings.LastIndexAny(before, "0123456789") + 1; end > 0 && words.IsOf(strings.TrimLeft(before[end:], " _([")) {
		if r, n := cutNumber(before[:end]); n != "" {
			return r, n
		}
	}
	return rest, number
}

// cutTotals removes "1 of 3" from the end of a name. total is 0 if it does not end so.
func cutTotals(name string) (stem string, n, total int) {
	s := strings.TrimRight(name, " )]")
	_, last := cutNumber(s)
	if rest, first := cutOf(s); first != "" && last != "" && len(rest)+len(first)+len(last) < len(s) && !strings.HasSuffix(rest+first, last) {
		return strings.TrimRight(rest, " -_.#"), number(first), number(last)
	} else if first == last && len(rest)+2*len(first) < len(s) {
		return strings.TrimRight(rest, " -_.#"), number(first), number(last)
	}
	return name, 0, 0
}

// cutNumber removes the number at the end of s. number is "" if there is none
// or if it has too many digits.
func cutNumber(s string) (rest, number string) {
	i := text.DigitsStart(s)
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
		open := strings.IndexAny(title[at:], "([{<")
		if open < 0 {
			break
		}
		open += at
		end := strings.IndexAny(title[open:min(len(title), open+maxRemark)], ")]}>")
		if end < 0 {
			at = open + 1
			continue
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
