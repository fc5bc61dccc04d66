package statistics

import (
	"fmt"
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
	span  view.Span       // of the bars
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
	name         string
	second       string  // below the name of a book
	figure, note string  // at the right; the note is less important
	share        float32 // of the bar, 0 to 1
	bar          view.Bar
	book         *book.Book
}

// cards returns the cards of statistics: first those of what was heard. open says of which
// cards all bars are shown, by their keys.
func cards(s *view.Statistics, files bool, open map[string]bool, at *time.Location) (all []*card) {
	lists := words.BookLists(at)
	list := func(i int, books []*book.Book) {
		if len(books) > 0 {
			all = append(all, &card{title: lists[i].Title, list: &lists[i], books: books})
		}
	}
	listed := false
	for _, g := range s.Groups {
		if g.Field != view.Listened && g.Field != view.Finished && !listed {
			list(0, s.Heardest)
			listed = true
		}
		c := &card{title: words.GroupTitle(g.Field, g.Span), field: g.Field, span: g.Span, bars: g.Bars, files: files, at: at}
		c.open = open[c.key()]
		for _, b := range g.Bars {
			c.count = max(c.count, b.Books)
			if !b.Unknown {
				c.most = max(c.most, c.value(b))
			}
		}
		all = append(all, c)
	}
	if !listed {
		list(0, s.Heardest)
	}
	list(1, s.Longest)
	list(2, s.Largest)
	list(3, s.Newest)
	return all
}

// counts reports whether the length of a bar stands for books, not for hours.
func (c *card) counts() bool { return c.field == view.Added || c.field == view.Finished }

// value is what the length of a bar stands for.
func (c *card) value(b view.Bar) int64 {
	if c.counts() {
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
func (c *card) linked() bool { return c.list != nil && c.list.All != "" || c.long() }

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
	return fmt.Sprint(c.field, c.span)
}

// line returns a line below len.
func (c *card) line(i int) line {
	if c.list != nil {
		if i == len(c.books) {
			return line{kind: linkLine, name: c.list.All}
		}
		b := c.books[i]
		second := i18n.List(b.Authors...)
		if isGone(b) {
			second = i18n.Text("No longer in the library")
		}
		return line{kind: bookLine, name: b.Title, second: second, figure: c.list.Figure(b), book: b}
	}
	if i == c.shown() {
		if c.open {
			return line{kind: linkLine, name: i18n.Text("Show fewer")}
		}
		return line{kind: linkLine, name: words.AllBars(c.field, c.span, c.known())}
	}
	b := c.bar(i)
	l := line{kind: barLine, name: words.BarName(b, c.at), figure: words.InHours(b.Duration), note: words.BookCount(b.Books, c.files), bar: b}
	if c.field == view.Listened {
		l.figure = words.Length(b.Duration, false)
	}
	if c.counts() {
		l.figure, l.note = l.note, l.figure
	}
	if value := c.value(b); value > 0 {
		l.share = min(1, float32(float64(value)/float64(c.most)))
	}
	return l
}

// lineKey tells a line from the others of its card, whatever the statistics.
func (c *card) lineKey(i int) string {
	switch {
	case c.list != nil && i < len(c.books):
		return keyOf(c.books[i])
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
	case c.counts():
		longest := time.Duration(0)
		for _, b := range c.bars {
			longest = max(longest, b.Duration)
		}
		return words.InHours(longest)
	default:
		return words.BookCount(max(c.count, 2), c.files)
	}
}

// isGone reports whether a book is gone, so that only its title and its days are known.
func isGone(b *book.Book) bool { return b.ID == 0 }

// keyOf returns the key of the line of a book.
func keyOf(b *book.Book) string {
	if isGone(b) {
		return b.Title
	}
	return b.Path
}

// linkKey is the key of a link.
const linkKey = "all"
