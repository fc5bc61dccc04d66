package statistics

import (
	"time"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// fewBars is how many bars a card shows until the user asks for all.
const fewBars = 8

// card is a heading with lines below it: the bars of a group, or books. Its lines are made
// as they are drawn, because there may be a hundred thousand.
type card struct {
	title string
	field view.Field      // of the bars
	bars  []view.Bar      // nil for a list of books
	list  *words.BookList // of the books
	books []*book.Book
	open  bool // all bars are shown
	files bool // rows are files
	at    *time.Location

	most  int64 // the greatest value of a known bar, which is full
	count int   // the greatest number of books of a bar
}

// lineKind is the kind of a line of a card.
type lineKind uint8

const (
	barLine lineKind = iota
	bookLine
	linkLine
)

// line is what a line of a card shows.
type line struct {
	kind         lineKind
	key          string // tells the line from the others of its card, whatever the statistics
	name         string
	second       string  // below the name of a book
	figure, note string  // at the right; the note is less important
	share        float32 // of the bar, 0 to 1
	bar          view.Bar
	book         *book.Book
}

// cards returns the cards of statistics. open says of which fields all bars are shown.
func cards(s *view.Statistics, files bool, open map[view.Field]bool, at *time.Location) (all []*card) {
	for _, g := range s.Groups {
		c := &card{title: words.GroupTitle(g.Field), field: g.Field, bars: g.Bars, open: open[g.Field], files: files, at: at}
		for _, b := range g.Bars {
			c.count = max(c.count, b.Books)
			if !b.Unknown {
				c.most = max(c.most, c.value(b))
			}
		}
		all = append(all, c)
	}
	lists := words.BookLists(at)
	for i, books := range [...][]*book.Book{s.Longest, s.Largest, s.Newest} {
		if len(books) > 0 {
			all = append(all, &card{title: lists[i].Title, list: &lists[i], books: books})
		}
	}
	return all
}

// value is what the length of a bar stands for: hours, or books per month.
func (c *card) value(b view.Bar) int64 {
	if c.field == view.Added {
		return int64(b.Books)
	}
	return int64(b.Duration)
}

// long reports whether the card has so many bars that it does not show all at first. A
// link takes as much room as the last bar.
func (c *card) long() bool { return len(c.bars) > fewBars+1 }

// shown returns the number of bars that the card shows.
func (c *card) shown() int {
	if c.long() && !c.open {
		return fewBars
	}
	return len(c.bars)
}

// linked reports whether the last line is a link.
func (c *card) linked() bool { return c.list != nil || c.long() }

// len returns the number of lines.
func (c *card) len() int {
	n := c.shown() + len(c.books)
	if c.linked() {
		n++
	}
	return n
}

// key tells the card from others, whatever the statistics.
func (c *card) key() string {
	if c.list != nil {
		return c.title
	}
	return c.field.String()
}

// line returns a line below len.
func (c *card) line(i int) line {
	if c.list != nil {
		if i == len(c.books) {
			return line{kind: linkLine, key: linkKey, name: c.list.All}
		}
		b := c.books[i]
		return line{kind: bookLine, key: b.Path, name: b.Title, second: i18n.List(b.Authors...), figure: c.list.Figure(b), book: b}
	}
	if i == c.shown() {
		if c.open {
			return line{kind: linkLine, key: linkKey, name: i18n.Text("Show fewer")}
		}
		return line{kind: linkLine, key: linkKey, name: words.AllBars(c.field, c.known())}
	}
	b := c.bar(i)
	l := line{kind: barLine, key: b.Query(), name: words.BarName(b, c.at), figure: words.InHours(b.Duration), note: words.BookCount(b.Books, c.files), bar: b}
	if c.field == view.Added {
		l.figure, l.note = l.note, l.figure
	}
	if value := c.value(b); value > 0 {
		l.share = min(1, float32(float64(value)/float64(c.most)))
	}
	return l
}

// lineKey returns the key of a line, without its texts.
func (c *card) lineKey(i int) string {
	switch {
	case c.list != nil && i < len(c.books):
		return c.books[i].Path
	case c.list != nil || i == c.shown():
		return linkKey
	default:
		return c.bar(i).Query()
	}
}

// bar returns the bar of a line. The books without a value are always in sight.
func (c *card) bar(i int) view.Bar {
	if last := len(c.bars) - 1; i == c.shown()-1 && c.bars[last].Unknown {
		return c.bars[last]
	}
	return c.bars[i]
}

// known returns the number of bars of values.
func (c *card) known() int {
	if n := len(c.bars); c.bars[n-1].Unknown {
		return n - 1
	}
	return len(c.bars)
}

// widest is a note that is as wide as any other of the card.
func (c *card) widest() string {
	switch {
	case c.list != nil:
		return ""
	case c.field == view.Added:
		longest := time.Duration(0)
		for _, b := range c.bars {
			longest = max(longest, b.Duration)
		}
		return words.InHours(longest)
	default:
		return words.BookCount(max(c.count, 2), c.files)
	}
}

// linkKey is the key of a link.
const linkKey = "all"
