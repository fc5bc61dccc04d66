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
	// alike is how far the lengths of two recordings of the same sound may lie
	// apart: an encoder puts some hundredths of a second before and behind it.
	alike = time.Second

	// telling is the length from which that two are alike says something: short
	// pieces are often cut to a round length.
	telling = 30 * time.Minute

	// maxAlike is how many books of an author may share a title, or a length:
	// what more have says nothing ("Unknown").
	maxAlike = 50

	// booksPerLook is how many books pass between two looks at a context: some
	// 0.1 ms of work.
	booksPerLook = 1024
)

// counts reports whether a book is compared with others: it is there, and the
// listener has not removed it.
func counts(b *book.Book) bool { return !b.Hidden && b.State != book.Missing }

// Suspects are the books that may be copies, or hold a file and its copy: the
// number, sizes and lengths of their files say so. Only fingerprints tell. What
// could not be read is no book that one has twice.
func Suspects(books []*book.Book) (found []*book.Book) {
	type outline struct {
		size   int64
		length time.Duration
		files  int
	}
	seen := make(map[outline]int, len(books)) // 1 and the place of the first; −1 when it is taken
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

// hasTwins reports whether two files of a book may be copies of each other. Parts
// of a constant bit rate often have one size; they have a number, though, or a
// title.
func hasTwins(files []*book.File) bool {
	if len(files) < 2 {
		return false
	}
	type outline struct {
		size   int64
		length time.Duration
		title  string
		track  int
	}
	seen := make(map[outline]bool, len(files))
	for _, f := range files {
		m := f.Media
		if f.State == book.Missing {
			continue
		}
		o := outline{f.Size, m.Duration, m.Tags.Title, m.Tags.Track}
		if seen[o] {
			return true
		}
		seen[o] = true
	}
	return false
}

// Across is what books tell of each other, for those of which they tell
// something. It does not depend on their order. What print answers is the
// fingerprint of a file, empty where it is not known. It works some hundred
// milliseconds for 100,000 books; the error is the context's.
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

// across compares books, which it knows by their places in the order of IDs.
type across struct {
	ctx    context.Context
	books  []*book.Book
	lints  []book.Lint
	class  []int32 // books of one class are copies of each other
	title  []int32 // number of the folded title, −1 where there is none
	people people
	wrote  []int32 // number of each author of each book, one book after another
	reads  []int32 // number of the first narrator, −1 where there is none
	from   []int32 // where a book's authors begin in wrote; one more at the end
}

// note notes a problem of two books.
func (a *across) note(l book.Lint, i, j int32) {
	a.lints[i] |= l
	a.lints[j] |= l
}

// copies finds the books that hold the same bytes.
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

// titleKey is the folded title without what is said of the recording.
func titleKey(title string) string {
	key := text.Key(title)
	for _, word := range []string{"unabridged", "abridged", "ungekurzt", "gekurzt"} {
		if short := strings.TrimSuffix(key, word); short != "" {
			key = short
		}
	}
	return key
}

// people are the names of persons.
type people struct {
	spellings map[string]int32 // where they are in spelled
	spelled   []spelling
	keys      map[string]int32 // numbers of persons
	most      []int            // by person: how many books the most frequent spelling has
	ties      []int            // by person: how many spellings have so many
}

type spelling struct {
	person int32 // −1 for a name without letters
	books  int
}

// add counts a name of a book and returns the number of the person, −1 if it
// names none.
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

// isOdd reports whether most books spell a name otherwise, or as many do.
func (p *people) isOdd(name string) bool {
	s := p.spelled[p.spellings[name]]
	return s.person >= 0 && (s.books < p.most[s.person] || p.ties[s.person] > 1)
}

// names finds the names that are spelled otherwise elsewhere.
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

// entry is a book among those it may have something in common with: those of
// equal keys.
type entry struct {
	major, minor int32
	length       time.Duration
	book         int32
}

// runs calls visit with the entries of each two equal keys or more, ordered by
// length and book.
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

// formats finds the books that lie in one folder in two containers.
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

// home is the folder that a book lies in.
func home(b *book.Book) string {
	if len(b.Files) > 1 {
		return b.Path
	}
	return b.Folder()
}

// container is that of a book's first file that was read.
func container(b *book.Book) string {
	for _, f := range b.Files {
		if f.Media != nil && f.Media.Container != "" {
			return f.Media.Container
		}
	}
	return ""
}

// titles finds the books of one title and author.
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

// lengths finds the books of one author and narrator that are equally long and
// lie in two places.
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

// sameVolume reports whether two books may be the same part of a work, by the
// part of a series and what subtitles, files and folders say.
func sameVolume(b, c *book.Book) bool {
	return agree(part(b), part(c)) && agree(volume(b.Subtitle), volume(c.Subtitle)) &&
		agree(volume(name(b)), volume(name(c)))
}

// agree reports whether two texts do not speak against each other.
func agree(a, b string) bool { return a == "" || b == "" || a == b }

// part is that of the first series.
func part(b *book.Book) string {
	if len(b.Series) == 0 {
		return ""
	}
	return strings.TrimLeft(b.Series[0].Part, "0")
}

// figures are those of a text.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, s)
}
