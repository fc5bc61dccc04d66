package books

import (
	"math"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
)

// tableColumns are the columns of the table: the columns that the user chose, which of
// them have room, and where these are.
type tableColumns struct {
	all        []placed             // the columns that the user chose, the title first
	widths     []float32            // of the columns in all; 0 if there is no room
	seen       []int                // indexes in all of the columns that have room, from left to right
	xs         []float32            // where the columns in seen begin, before scrolling sideways
	total      float32              // the width of the columns in seen
	room       float32              // the width of the table for the columns
	gap        float32              // between two columns
	x          float32              // how far the columns are scrolled sideways
	dragging   int                  // index in all of the column whose width is being dragged, −1 if none
	authorless bool                 // the column of the author is not in sight
	roomy      map[view.Key]float32 // the widths of the columns that were ever chosen, which take long to measure
}

// choose shows other columns, not scrolled sideways, in the room that they have.
func (c *tableColumns) choose(choices []Choice) {
	c.all, c.x, c.dragging = c.all[:0], 0, -1
	for _, choice := range choices {
		if col, ok := ColumnOf(choice.Key); ok {
			if c.roomy[col.Key] == 0 {
				if c.roomy == nil {
					c.roomy = map[view.Key]float32{}
				}
				c.roomy[col.Key] = roomy(col)
			}
			col.Width = c.roomy[col.Key]
			c.all = append(c.all, placed{col, choice})
		}
	}
	c.fit(c.room, c.gap)
}

// roomy returns the width of a column in the language in use, whose words may be longer than
// the English ones.
func roomy(c Column) float32 { return max(c.Width, float32(math.Ceil(float64(need(c))))) }

// need returns the width that the heading of a column needs, and the longest figures in it.
func need(c Column) float32 {
	width := headingRoom(i18n.Text(c.Title))
	var last content
	for month := time.January; month <= time.December && c.Share == 0; month++ {
		now := time.Date(2026, month, 28, 12, 0, 0, 0, time.UTC)
		v := c.content(longest(now), now)
		if v == last { // it is not a date
			break
		}
		last, width = v, max(width, v.width(rowHeight))
	}
	return width
}

// longest returns a book with the longest figures at a time.
func longest(now time.Time) *book.Book {
	f := &book.File{Path: "/x/a.matroska", Media: book.Pack(&book.Media{Container: "matroska", SampleRate: 44100, Channels: 2})}
	return &book.Book{Path: f.Path, Files: slices.Repeat([]*book.File{f}, 1888), Codec: "HE-AAC v2", Size: 999_900_000, BitRate: 1_411_000,
		Duration: 88*time.Hour + 58*time.Minute, Estimated: true, Added: now.Add(-10 * time.Minute).UnixNano(), Modified: now.AddDate(0, -11, 0).UnixNano(),
		Listening: &book.Listening{Played: now.AddDate(0, -11, 0).UnixNano()},
		Meta:      book.Meta{Year: 2028, ASIN: "B0WWMGKM8W", ISBN: "978-0-8044-2957-3", Own: &book.Own{Rating: book.MaxRating}}}
}

// choices are the columns that the user wants to see, from left to right.
func (c *tableColumns) choices() []Choice {
	choices := make([]Choice, len(c.all))
	for i, col := range c.all {
		choices[i] = col.Choice
	}
	return choices
}

// hasRoom reports whether a column is in sight, or would be if the user scrolled
// sideways.
func (c *tableColumns) hasRoom(key view.Key) bool {
	return slices.ContainsFunc(c.seen, func(i int) bool { return c.all[i].Column.Key == key })
}

// setWidth sets the width that the user wants for the column at an index in all. fit must
// follow.
func (c *tableColumns) setWidth(i int, width float32) {
	c.all[i].Choice.Width = whole(max(c.all[i].least(), min(width, widest-1)))
}

// fit gives the columns their widths and places in a room, with a gap between two of them.
func (c *tableColumns) fit(room, gap float32) {
	c.room, c.gap = room, gap
	cols := c.all
	if c.dragging > 0 { // the columns before it stay where they are
		cols = slices.Clone(cols)
		for i := range c.dragging {
			cols[i].Choice.Width = c.widths[i]
		}
	}
	c.widths = fit(room, gap, cols)
	c.seen, c.xs, c.total, c.authorless = c.seen[:0], c.xs[:0], -gap, true
	for i, w := range c.widths {
		if w == 0 {
			continue
		}
		c.seen, c.xs = append(c.seen, i), append(c.xs, c.total+gap)
		c.total += gap + w
		if c.all[i].Column.Key == view.ByAuthor {
			c.authorless = false
		}
	}
	if c.dragging < 0 { // else the divider would leave the pointer
		c.x = max(0, min(c.x, c.total-room))
	}
}

// overflow reports whether the user can scroll sideways.
func (c *tableColumns) overflow() bool { return c.total > c.room || c.x > 0 }

// scroll scrolls all columns but the first sideways by some pixels. If it returns true,
// the caller must place and draw the cells.
func (c *tableColumns) scroll(by float32) (moved bool) {
	x := max(0, min(c.x+by, c.total-c.room))
	moved = x != c.x
	c.x = x
	return moved
}

// extent returns where a column of seen is now, and its width. The first stays in place
// when the others scroll sideways.
func (c *tableColumns) extent(col int) (x, width float32) {
	x = c.xs[col]
	if col > 0 {
		x -= c.x
	}
	return x, c.widths[c.seen[col]]
}

// drawn reports whether enough of a column of seen is in sight: all of a figure, half of a
// text, or as much as there is room for beside the first column. Less would mislead.
func (c *tableColumns) drawn(col int) bool {
	x, width := c.extent(col)
	least := width / 2
	if c.all[c.seen[col]].Share == 0 {
		least = width
	}
	least = min(least, c.room-c.widths[c.seen[0]]-c.gap) - 0.5 // positions are not whole on every screen
	return col == 0 || min(x+width, c.room)-max(x, c.frozen()-c.gap/2) >= least
}

// frozen is the width of the first column if others are scrolled below it, else 0.
func (c *tableColumns) frozen() float32 {
	if c.x == 0 {
		return 0
	}
	return c.widths[0] + c.gap/2
}
