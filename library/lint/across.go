package lint

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

const (
	// alike is the largest difference between the lengths of two recordings of the
	// same audio. Encoders add some hundredths of a second at both ends.
	alike = time.Second

	// telling is the shortest length that is evidence if two are alike. Short
	// pieces are often cut to a round length.
	telling = 30 * time.Minute

	// maxAlike is the largest number of books by an author that can share a title
	// or a length. A value shared by more books is no evidence ("Unknown").
	maxAlike = 50

	// booksPerLook is the number of books between two checks of a context, about
	// 0.1 ms of work.
	booksPerLook = 1024
)

// counts reports whether a book is compared with others: it exists, and the
// user has not removed it.
func counts(b *book.Book) bool { return !b.Hidden && b.State != book.Missing }

// Suspects returns the books that may be copies of each other, or contain a
// file and its copy, judging by the number, sizes and lengths of their files.
// Only fingerprints can prove it. Books that could not be read are not
// compared.
func Suspects(books []*book.Book) (found []*book.Book) {
	type outline struct {
		size   int64
		length time.Duration
		files  int
	}
	seen := make(map[outline]int, len(books)) // index of the first such book plus 1; −1 once it is in found
	for i, b := range books {
		if !counts(b) || !isRead(b) {
			continue
		}
		if hasTwins(b.Files) {
			found = append(found, b)
			continue
		}
		o := outline{b.Size, b.Duration, len(b.Files)}
		switch first := seen[o]; {
		case first == 0:
			seen[o] = i + 1
		case first > 0:
			found = append(found, books[first-1], b)
			seen[o] = -1
		default:
			found = append(found, b)
		}
	}
	return found
}

// isRead reports whether all files of a book have been read.
func isRead(b *book.Book) bool {
	for _, f := range b.Files {
		if f.Media == nil {
			return false
		}
	}
	return true
}

// hasTwins reports whether two files of a book may be copies of each other.
// Parts with a constant bit rate often have the same size, but they differ in
// track number or title.
func hasTwins(files []*book.File) bool {
	if len(files) < 2 {
		return false
	}
	type outline struct {
		size   int64
		length time.Duration
	}
	type titled struct {
		outline
		title string
		track int
	}
	first := make(map[outline]*book.Packed, len(files)) // nil once its title is in known
	known := map[titled]bool{}
	twin := func(o outline, m *book.Packed) bool {
		t := m.Tags()
		name := titled{o, t.Title, t.Track}
		was := known[name]
		known[name] = true
		return was
	}
	for _, f := range files {
		if f.State == book.Missing {
			continue
		}
		o := outline{f.Size, f.Media.Duration}
		before, shared := first[o]
		switch {
		case !shared:
			first[o] = f.Media // few files share a size, so few are unpacked
			continue
		case before != nil:
			first[o] = nil
			twin(o, before)
		}
		if twin(o, f.Media) {
			return true
		}
	}
	return false
}

// Across finds the problems that show only in a comparison of books. It returns
// the books that have some; the result does not depend on the order of books.
// print returns the fingerprint of a file, or "" if it is unknown. Across takes
// hundreds of milliseconds for 100,000 books. The error is the context's.
func Across(ctx context.Context, books []*book.Book, print func(*book.File) string) (map[book.ID]book.Lint, error) {
	a := &across{ctx: ctx, lints: make([]book.Lint, len(books)), people: people{spellings: map[string]int32{}, keys: map[string]int32{}}}
	for _, b := range books {
		if counts(b) {
			a.books = append(a.books, b)
		}
	}
	slices.SortFunc(a.books, func(b, c *book.Book) int { return cmp.Compare(b.ID, c.ID) })
	a.lints = a.lints[:len(a.books)]
	for _, step := range []func(){func() { a.copies(print) }, a.read, a.names, a.formats, a.titles, a.lengths} {
		if step(); ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	found := map[book.ID]book.Lint{}
	for i, b := range a.books {
		if a.lints[i] != 0 {
			found[b.ID] = a.lints[i]
		}
	}
	return found, nil
}

// across compares books. It refers to them by index, in order of ID.
type across struct {
	ctx    context.Context
	books  []*book.Book
	lints  []book.Lint
	class  []int32 // books with equal classes are copies of each other
	title  []int32 // number of the folded title, −1 if it has none
	people people
	wrote  []int32 // numbers of the authors of all books, one book after another
	reads  []int32 // number of the first narrator, −1 if it has none
	from   []int32 // start of each book's authors in wrote, plus the end
}

// note records a problem of two books.
func (a *across) note(l book.Lint, i, j int32) {
	a.lints[i] |= l
	a.lints[j] |= l
}

// copies finds books with identical files.
func (a *across) copies(print func(*book.File) string) {
	a.class = make([]int32, len(a.books))
	place := make(map[book.ID]int32)
	for i, b := range a.books {
		a.class[i] = int32(i)
		place[b.ID] = int32(i)
	}
	first := map[string]int32{}
	for _, b := range Suspects(a.books) {
		prints := make([]string, len(b.Files))
		known := true
		for k, f := range b.Files {
			prints[k] = print(f)
			known = known && prints[k] != ""
		}
		slices.Sort(prints)
		i := place[b.ID]
		for k := range prints[1:] {
			if prints[k] != "" && prints[k] == prints[k+1] {
				a.lints[i] |= book.Duplicate
			}
		}
		if !known {
			continue
		}
		all := strings.Join(prints, "\x00")
		if j, ok := first[all]; ok {
			a.class[i] = j
			a.note(book.Duplicate, i, j)
		} else {
			first[all] = i
		}
	}
}

// read numbers titles and people.
func (a *across) read() {
	titles := make(map[string]int32, len(a.books))
	a.title, a.reads = make([]int32, len(a.books)), make([]int32, len(a.books))
	a.from = make([]int32, 0, len(a.books)+1)
	for i, b := range a.books {
		if i%booksPerLook == 0 && a.ctx.Err() != nil {
			return
		}
		a.title[i] = -1
		if key := titleKey(b.Title); key != "" {
			n, known := titles[key]
			if !known {
				n = int32(len(titles))
				titles[key] = n
			}
			a.title[i] = n
		}
		a.from = append(a.from, int32(len(a.wrote)))
		for _, name := range b.Authors {
			a.wrote = append(a.wrote, a.people.add(name))
		}
		a.reads[i] = -1
		for k, name := range b.Narrators {
			if n := a.people.add(name); k == 0 {
				a.reads[i] = n
			}
		}
	}
	a.from = append(a.from, int32(len(a.wrote)))
}

// titleKey returns the folded title without remarks about the recording.
func titleKey(title string) string {
	key := text.Key(title)
	for _, word := range []string{"unabridged", "abridged", "ungekurzt", "gekurzt"} {
		if short := strings.TrimSuffix(key, word); short != "" {
			key = short
		}
	}
	return key
}

// people counts the spellings of each person's name.
type people struct {
	spellings map[string]int32 // name to index in spelled
	spelled   []spelling
	keys      map[string]int32 // key to number of the person
	most      []int            // by person: number of books with the most frequent spelling
	ties      []int            // by person: number of spellings with that frequency
}

type spelling struct {
	person int32 // −1 for a name without letters
	books  int
}

// add counts a name in a book. It returns the number of the person, or −1 if
// the name has no letters.
func (p *people) add(name string) int32 {
	at, known := p.spellings[name]
	if !known {
		at = int32(len(p.spelled))
		p.spellings[name] = at
		s := spelling{person: -1}
		if key := person(name); key != "" {
			if s.person, known = p.keys[key]; !known {
				s.person = int32(len(p.keys))
				p.keys[key] = s.person
			}
		}
		p.spelled = append(p.spelled, s)
	}
	p.spelled[at].books++
	return p.spelled[at].person
}

// weigh finds the most frequent spelling of each person.
func (p *people) weigh() {
	p.most, p.ties = make([]int, len(p.keys)), make([]int, len(p.keys))
	for _, s := range p.spelled {
		switch {
		case s.person < 0:
		case s.books > p.most[s.person]:
			p.most[s.person], p.ties[s.person] = s.books, 1
		case s.books == p.most[s.person]:
			p.ties[s.person]++
		}
	}
}

// isOdd reports whether another spelling of the name is at least as frequent.
func (p *people) isOdd(name string) bool {
	s := p.spelled[p.spellings[name]]
	return s.person >= 0 && (s.books < p.most[s.person] || p.ties[s.person] > 1)
}

// names finds names that have another spelling elsewhere.
func (a *across) names() {
	a.people.weigh()
	for i, b := range a.books {
		if i%booksPerLook == 0 && a.ctx.Err() != nil {
			return
		}
		if slices.ContainsFunc(b.Authors, a.people.isOdd) || slices.ContainsFunc(b.Narrators, a.people.isOdd) {
			a.lints[i] |= book.OddName
		}
	}
}

// entry is a book to be compared with those that have the same keys, major and
// minor.
type entry struct {
	major, minor int32
	length       time.Duration
	book         int32
}

// runs calls visit for each group of two or more entries with equal keys,
// sorted by length and book.
func runs(entries []entry, visit func([]entry)) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.major, b.major), cmp.Compare(a.minor, b.minor),
			cmp.Compare(a.length, b.length), cmp.Compare(a.book, b.book))
	})
	for from := 0; from < len(entries); {
		to := from + 1
		for to < len(entries) && entries[to].major == entries[from].major && entries[to].minor == entries[from].minor {
			to++
		}
		if to-from > 1 {
			visit(entries[from:to])
		}
		from = to
	}
}

// formats finds books that exist in two containers in one folder.
func (a *across) formats() {
	entries := make([]entry, 0, len(a.books))
	for i := range a.books {
		if a.title[i] >= 0 {
			entries = append(entries, entry{major: a.title[i], book: int32(i)})
		}
	}
	runs(entries, func(same []entry) {
		type twin struct {
			place int32
			mixed bool
		}
		folders := make(map[string]*twin, len(same))
		for _, e := range same {
			b := a.books[e.book]
			first := folders[home(b)]
			if first == nil {
				folders[home(b)] = &twin{place: e.book}
			} else if c, d := container(b), container(a.books[first.place]); c != "" && d != "" && c != d {
				first.mixed = true
			}
		}
		for _, e := range same {
			if folders[home(a.books[e.book])].mixed {
				a.lints[e.book] |= book.TwoFormats
			}
		}
	})
}

// home returns the folder of a book.
func home(b *book.Book) string {
	if len(b.Files) > 1 {
		return b.Path
	}
	return b.Folder()
}

// container returns the container of a book's first file that was read.
func container(b *book.Book) string {
	for _, f := range b.Files {
		if f.Media != nil && f.Media.Container != "" {
			return f.Media.Container
		}
	}
	return ""
}

// titles finds books with the same title and author.
func (a *across) titles() {
	entries := make([]entry, 0, len(a.wrote))
	for i := range a.books {
		authors := a.wrote[a.from[i]:a.from[i+1]]
		for k, author := range authors {
			if a.title[i] >= 0 && author >= 0 && !slices.Contains(authors[:k], author) {
				entries = append(entries, entry{major: a.title[i], minor: author, book: int32(i)})
			}
		}
	}
	runs(entries, func(same []entry) {
		if len(same) > maxAlike || a.ctx.Err() != nil {
			return
		}
		for k, e := range same {
			for _, f := range same[k+1:] {
				b, c := a.books[e.book], a.books[f.book]
				twoFormats := home(b) == home(c) && container(b) != container(c)
				if a.class[e.book] != a.class[f.book] && !twoFormats && sameVolume(b, c) {
					a.note(book.LikelyDuplicate, e.book, f.book)
				}
			}
		}
	})
}

// lengths finds books by one author and narrator that have the same length and
// lie in different places.
func (a *across) lengths() {
	var entries []entry
	for i, b := range a.books {
		authors := a.wrote[a.from[i]:a.from[i+1]]
		if a.reads[i] < 0 || len(authors) == 0 || authors[0] < 0 || b.Estimated || b.Duration < telling {
			continue
		}
		entries = append(entries, entry{a.reads[i], authors[0], b.Duration, int32(i)})
	}
	runs(entries, func(same []entry) {
		if a.ctx.Err() != nil {
			return
		}
		for k, e := range same {
			for _, f := range same[k+1 : min(len(same), k+1+maxAlike)] {
				if f.length-e.length > alike {
					break
				}
				b, c := a.books[e.book], a.books[f.book]
				if a.class[e.book] != a.class[f.book] && home(b) != home(c) && sameVolume(b, c) &&
					agree(figures(b.Title), figures(c.Title)) {
					a.note(book.LikelyDuplicate, e.book, f.book)
				}
			}
		}
	})
}

// sameVolume reports whether two books can be the same part of a work, judging
// by their parts in series, subtitles, file names and folder names.
func sameVolume(b, c *book.Book) bool {
	return agree(part(b), part(c)) && agree(volume(b.Subtitle), volume(c.Subtitle)) &&
		agree(volume(name(b)), volume(name(c)))
}

// agree reports whether two texts are equal or one of them is empty.
func agree(a, b string) bool { return a == "" || b == "" || a == b }

// part returns the part in the first series.
func part(b *book.Book) string {
	if len(b.Series) == 0 {
		return ""
	}
	return trimZeros(b.Series[0].Part)
}

// figures returns the digits of a text.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}
