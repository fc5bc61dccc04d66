package books

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"lectern/library/view"
)

// Choice is a column that the user wants to see.
type Choice struct {
	Key   view.Key
	Width float32 // as the user set it, in pixels; 0: it follows from the width of the table
	Kept  bool    // the user ticked it although there was no room: it never drops out
}

// ParseChoices reads the form of FormatChoices. It leaves out what names no column, and
// puts the title first.
func ParseChoices(s string) []Choice {
	choices := []Choice{{Key: view.ByTitle}}
	for name := range strings.SplitSeq(s, ",") {
		name, kept := strings.CutPrefix(strings.TrimSpace(name), "+")
		name, width, _ := strings.Cut(name, ":")
		key, err := view.ParseKey(name)
		if _, is := ColumnOf(key); err != nil || !is {
			continue
		}
		c := Choice{Key: key, Kept: kept}
		if w, err := strconv.ParseFloat(width, 32); err == nil && w > 0 && w < widest {
			c.Width = float32(w)
		}
		if key == view.ByTitle {
			choices[0] = c
		} else if !isChosen(choices, key) {
			choices = append(choices, c)
		}
	}
	return choices
}

// FormatChoices returns "title:300,author,+year": the names of the keys from left to
// right, each with its width if the user set it, and with a plus if it is kept. On
// disk: never change.
func FormatChoices(choices []Choice) string {
	var b strings.Builder
	for i, c := range choices {
		if i > 0 {
			b.WriteByte(',')
		}
		if c.Kept {
			b.WriteByte('+')
		}
		b.WriteString(c.Key.String())
		if c.Width > 0 {
			b.WriteString(":" + strconv.Itoa(int(c.Width)))
		}
	}
	return b.String()
}

func isChosen(choices []Choice, key view.Key) bool {
	for _, c := range choices {
		if c.Key == key {
			return true
		}
	}
	return false
}

const (
	narrowest      = 56   // a column of texts cannot be dragged narrower
	narrowestTitle = 120  // nor the title, which may have a cover in it
	widest         = 4000 // no column is wider
	titleMost      = 0.6  // of the table at most: the rest must be in sight when it scrolls sideways

	titleRoom  = 228 // for a cover, and the words of most titles
	authorRoom = 148 // for most names
)

// rooms are the widths up to which columns get room, one column after the other, before
// all texts get more: so that most names are whole where there is little room.
var rooms = []struct {
	key   view.Key
	width float32
}{{view.ByTitle, titleRoom}, {view.ByAuthor, authorRoom}, {view.ByNarrator, 120}, {view.BySeries, 120}}

// stage is a condition on which columns are shown, from the left.
type stage struct {
	columns int     // no more are shown on this condition
	rooms   int     // so many columns of rooms have their widths there, unless they are the last column
	each    float32 // each text has so many pixels beyond its least width, for each of its shares
}

var stages = []stage{{3, 0, 0}, {5, 3, 0}, {math.MaxInt, 1, 16}}

// placed is a column and what the user said about it.
type placed struct {
	Column
	Choice
}

// least is the least width that the user can give the column. Figures are never cut.
func (p placed) least() float32 {
	switch {
	case p.Share == 0:
		return p.Column.Width
	case p.Column.Key == view.ByTitle:
		return narrowestTitle
	default:
		return narrowest
	}
}

// fit returns the widths of columns that are a gap apart, in a table with so much room;
// a width of 0 means that the column has no room. The last columns drop out first, but
// neither the first nor those that the user keeps. Figures have fixed widths. What is
// left goes to the columns of rooms, and then to all texts. Only what the user kept or
// made wider may exceed the room. All widths are whole pixels.
func fit(room, gap float32, cols []placed) []float32 {
	n := 0
	for _, s := range stages {
		n = max(n, min(fitting(room, gap, s, cols), s.columns))
	}
	widths := make([]float32, len(cols))
	for i, c := range cols {
		if i < n || c.Kept {
			widths[i] = c.Column.Width
		}
	}

	left, shares := room+gap, float32(0)
	for i, c := range cols {
		if widths[i] == 0 {
			continue
		}
		if c.Choice.Width > 0 {
			widths[i] = whole(max(c.Choice.Width, c.least()))
		} else {
			shares += c.Share
		}
		left -= widths[i] + gap
	}
	if left < 0 && len(cols) > 0 {
		title := min(widths[0], max(cols[0].least(), whole(room*titleMost)))
		left += widths[0] - title
		widths[0] = title
	}
	if left <= 0 || shares == 0 {
		return widths
	}
	left = whole(left)
	for _, r := range rooms {
		i := slices.IndexFunc(cols, func(c placed) bool { return c.Column.Key == r.key })
		if i < 0 || widths[i] == 0 || cols[i].Choice.Width > 0 {
			continue
		}
		more := min(left, max(0, r.width-widths[i]))
		widths[i] += more
		left -= more
	}
	rest, first := left, -1
	for i, c := range cols {
		if widths[i] == 0 || c.Choice.Width > 0 || c.Share == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		more := whole(left * c.Share / shares)
		widths[i] += more
		rest -= more
	}
	widths[first] += rest
	return widths
}

// fitting returns how many columns from the left fit beside those that the user keeps,
// with the room that a stage wants.
func fitting(room, gap float32, s stage, cols []placed) int {
	need := func(i int) float32 { return cols[i].Column.Width + s.each*cols[i].Share + gap }
	names := func(i int) float32 { // what whole names need beyond that
		for _, r := range rooms[:s.rooms] {
			if r.key == cols[i].Column.Key && cols[i].Choice.Width == 0 {
				return max(0, r.width-cols[i].Column.Width)
			}
		}
		return 0
	}
	total := -gap
	for i := range cols {
		total += need(i) + names(i)
	}
	n := len(cols)
	for ; n > 1 && total-names(n-1) > room; n-- {
		if !cols[n-1].Kept {
			total -= need(n-1) + names(n-1)
		}
	}
	return n
}
