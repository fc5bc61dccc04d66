package transfer

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
)

// Means is how the book of an entry was found.
type Means uint8

// The means, the surest first.
const (
	ByNothing Means = iota // it was not found
	ByPath                 // by the end of its path
	ByNumber               // by its ASIN or ISBN
	ByTitle                // by title and author, and by length if it is known
	ByShort                // like ByTitle, but without the subtitle
)

// Miss is why the book of an entry was not found.
type Miss uint8

// The reasons.
const (
	NoMiss    Miss = iota
	Unknown        // no book has its title and author
	Nameless       // the file names no author
	Shorter        // the book has another length: another edition
	Several        // several books could be meant
	Elsewhere      // another entry is about the same book, and was surer or newer
)

// Match is the book that an entry is about.
type Match struct {
	Entry *Entry
	Book  *book.Book // nil if there is none
	By    Means
	Miss  Miss
}

// Matcher finds the books that entries are about.
type Matcher struct {
	places places
	number map[string][]*book.Book // by ASIN and ISBN
	whole  map[string][]*book.Book // by titles.whole
	short  map[string][]*book.Book // by titles.short
	people map[*book.Book][]person
	plain  map[*book.Book]bool // titles.plain
}

// NewMatcher returns a matcher for books.
func NewMatcher(books []*book.Book) *Matcher {
	m := &Matcher{
		places: placesOf(books), number: map[string][]*book.Book{}, whole: map[string][]*book.Book{}, short: map[string][]*book.Book{},
		people: map[*book.Book][]person{}, plain: map[*book.Book]bool{},
	}
	for _, b := range books {
		for _, n := range numbersOf(b.ASIN, []string{b.ISBN}) {
			m.number[n] = append(m.number[n], b)
		}
		t := titlesOf(b.Title, b.Subtitle)
		for _, key := range slices.Compact(t.whole) {
			m.whole[key] = append(m.whole[key], b)
		}
		if t.short != "" {
			m.short[t.short] = append(m.short[t.short], b)
		}
		m.people[b], m.plain[b] = peopleOf(b.Authors), t.plain
	}
	return m
}

// Match returns the book of each entry. No two entries get the same book.
func (m *Matcher) Match(entries []Entry) []Match {
	all := make([]Match, len(entries))
	of := map[*book.Book][]*Match{}
	for i := range entries {
		if entries[i].Gone != nil {
			all[i].Entry = &entries[i]
			continue
		}
		all[i] = m.one(&entries[i])
		if b := all[i].Book; b != nil {
			of[b] = append(of[b], &all[i])
		}
	}
	for _, rivals := range of {
		if len(rivals) > 1 {
			settle(rivals)
		}
	}
	return all
}

// settle leaves a book to one of the entries that were matched with it.
func settle(rivals []*Match) {
	best := slices.MinFunc(rivals, func(a, b *Match) int {
		if a.By != b.By {
			return int(a.By) - int(b.By)
		}
		switch when := func(m *Match) int64 { return max(m.Entry.Played, m.Entry.Finished) }; {
		case when(a) > when(b):
			return -1
		case when(a) < when(b):
			return 1
		default:
			return 0
		}
	})
	miss := Elsewhere
	if best.By == ByShort { // volumes of a work, none of which needs to be this book
		best, miss = nil, Several
	}
	for _, r := range rivals {
		if r != best {
			r.Book, r.By, r.Miss = nil, ByNothing, miss
		}
	}
}

// one returns the book of an entry.
func (m *Matcher) one(e *Entry) Match {
	miss := Unknown
	if b, several := choose(e, m.places.find(e)); b != nil {
		return Match{e, b, ByPath, NoMiss}
	} else if several {
		miss = Several
	}
	for _, n := range numbersOf(e.ASIN, e.ISBNs) {
		if b, several := choose(e, m.number[n]); b != nil {
			return Match{e, b, ByNumber, NoMiss}
		} else if several {
			miss = Several
		}
	}
	authors := peopleOf(e.Authors)
	if len(authors) == 0 {
		if miss == Unknown {
			miss = Nameless
		}
		return Match{e, nil, ByNothing, miss}
	}
	t := titlesOf(e.Title, e.Subtitle)
	whole := m.ofAuthor(m.find(m.whole, t.whole...), authors)
	b, several := choose(e, sameLength(e, whole))
	switch {
	case b != nil:
		return Match{e, b, ByTitle, NoMiss}
	case several:
		return Match{e, nil, ByNothing, Several}
	case len(whole) > 0:
		return Match{e, nil, ByNothing, Shorter}
	}
	var short []*book.Book
	if t.plain {
		short = m.find(m.short, t.whole...)
	} else if t.short != "" {
		short = slices.DeleteFunc(m.find(m.whole, t.short), func(b *book.Book) bool { return !m.plain[b] })
	}
	short = m.ofAuthor(short, authors)
	b, several = choose(e, sameLength(e, short))
	switch {
	case b != nil:
		return Match{e, b, ByShort, NoMiss}
	case several:
		miss = Several
	case len(short) > 0 && miss == Unknown:
		miss = Shorter
	}
	return Match{e, nil, ByNothing, miss}
}

// find returns the books with one of some keys.
func (m *Matcher) find(in map[string][]*book.Book, keys ...string) (found []*book.Book) {
	for _, key := range keys {
		for _, b := range in[key] {
			if !slices.Contains(found, b) {
				found = append(found, b)
			}
		}
	}
	return found
}

// ofAuthor returns the books that one of the authors wrote.
func (m *Matcher) ofAuthor(books []*book.Book, authors []person) (found []*book.Book) {
	for _, b := range books {
		if share(m.people[b], authors) {
			found = append(found, b)
		}
	}
	return found
}

// choose returns the only book among those found. Of several, it is the only one whose files
// are there, or the only one of the same length.
func choose(e *Entry, found []*book.Book) (b *book.Book, several bool) {
	for _, narrow := range []func([]*book.Book) []*book.Book{
		func(all []*book.Book) []*book.Book { return all },
		func(all []*book.Book) []*book.Book {
			return slices.DeleteFunc(slices.Clone(all), func(b *book.Book) bool { return b.State == book.Missing || b.Hidden })
		},
		func(all []*book.Book) []*book.Book {
			if e.Length <= 0 {
				return all
			}
			return sameLength(e, slices.DeleteFunc(slices.Clone(all), func(b *book.Book) bool { return b.Duration <= 0 }))
		},
	} {
		if few := narrow(found); len(few) > 0 {
			found = few
		}
		if len(found) == 1 {
			return found[0], false
		}
	}
	return nil, len(found) > 1
}

// sameLength returns the books that can have the length of an entry. Rips and shops differ
// by their credits; an abridged edition is much shorter.
func sameLength(e *Entry, books []*book.Book) (found []*book.Book) {
	for _, b := range books {
		if e.Length <= 0 || b.Duration <= 0 || (e.Length-b.Duration).Abs() <= max(2*time.Minute, b.Duration*3/100) {
			found = append(found, b)
		}
	}
	return found
}

// numbersOf returns an ASIN and ISBNs in the form in which they are compared: ISBNs have 13
// digits. Texts that are neither are left out.
func numbersOf(asin string, isbns []string) (all []string) {
	if asin = strings.ToUpper(strings.TrimSpace(asin)); asin != "" {
		all = append(all, "asin "+asin)
		isbns = append(slices.Clip(isbns), asin) // the ASIN of a book that is old enough is its ISBN
	}
	for _, s := range isbns {
		if n := isbn(s); n != "" && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// isbn returns an ISBN with 13 digits, "" for any other text.
func isbn(s string) string {
	var digits []byte
	for _, c := range []byte(strings.ToUpper(s)) {
		if c >= '0' && c <= '9' || c == 'X' {
			digits = append(digits, c)
		}
	}
	switch len(digits) {
	case 10:
		digits = append([]byte("978"), digits[:9]...)
		sum := 0
		for i, c := range digits {
			if c == 'X' {
				return ""
			}
			sum += int(c-'0') * (1 + i%2*2)
		}
		return string(append(digits, byte('0'+(10-sum%10)%10)))
	case 13:
		return string(digits)
	default:
		return ""
	}
}
