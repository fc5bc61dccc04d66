package books

import (
	"slices"
	"strings"
	"testing"

	"lectern/library/view"
)

// columnsOf returns the columns of a layout's text.
func columnsOf(t testing.TB, s string) (cols []placed) {
	t.Helper()
	for _, c := range ParseChoices(s) {
		col, ok := ColumnOf(c.Key)
		if !ok {
			t.Fatalf("no column %v", c.Key)
		}
		cols = append(cols, placed{col, c})
	}
	return cols
}

// shown returns the keys of the columns that have room, and the width of them all.
func shown(cols []placed, widths []float32, gap float32) (names string, sum float32) {
	var all []string
	sum = -gap
	for i, w := range widths {
		if w > 0 {
			all = append(all, cols[i].Column.Key.String())
			sum += w + gap
		}
	}
	return strings.Join(all, ","), sum
}

func TestColumnsFitTheTable(t *testing.T) {
	const gap = 4
	library := Layouts()[0].Columns
	for _, c := range []struct {
		room float32
		cols string
		want string // the columns in sight
		sum  float32
	}{
		{722, library, "title,author,length,narrator,series", 722},             // a window of 1280 pixels with both panes
		{642, library, "title,author,length,narrator", 642},                    // 1200 pixels: the author has room
		{572, library, "title,author,length", 572},                             // 1130 pixels
		{999, library, "title,author,length,narrator,series,year,genres", 999}, // 1280 pixels with one pane
		{500, library, "title,author,length", 500},
		{390, library, "title,author,length", 390},
		{300, library, "title,author", 300},
		{200, library, "title", 200},
		{100, library, "title", 120},
		{600, "title,length,year,size,author", "title,length,year,size,author", 600},          // the author is the last
		{1952, library, library, 1952},                                                        // 2560 pixels
		{572, "title,author,length,+year", "title,author,length,year", 572},                   // kept, and there is room
		{390, "title,author,length,+publisher", "title,author,publisher", 390},                // kept: another drops out
		{300, "title,author,+publisher,+genres", "title,publisher,genres", 156 + 2*(100+gap)}, // kept: it scrolls
		{660, "title,author:300,length,narrator,series", "title,author,length,narrator,series", 156 + 300 + 106 + 2*93 + 4*gap},
		{683, "title:200,author,length,narrator,series", "title,author,length,narrator,series", 683}, // the user wants so little of it
		{572, "title:800,author,length", "title,author,length", 572},                                 // the title leaves room for the others
		{900, "title:200,author:200,length:20", "title,author,length", 200 + 200 + 106 + 2*gap},      // a figure is not cut
		{900, "title:20,author:20", "title,author", 120 + 56 + gap},
	} {
		cols := columnsOf(t, c.cols)
		widths := fit(c.room, gap, cols)
		names, sum := shown(cols, widths, gap)
		if names != c.want || sum != c.sum {
			t.Errorf("%q in %v: %s with %v pixels, want %s with %v; %v", c.cols, c.room, names, sum, c.want, c.sum, widths)
		}
	}
}

// TestTheTitleAndTheAuthorHaveRoom: beside the last columns that have room, too, most of a
// title and of an author can be read.
func TestTheTitleAndTheAuthorHaveRoom(t *testing.T) {
	const gap = 4
	cols := columnsOf(t, Layouts()[0].Columns)
	for room := float32(500); room < 2600; room++ {
		if widths := fit(room, gap, cols); widths[0] < titleRoom || widths[1] < 126 || widths[3] > 0 && widths[1] < 148 {
			t.Fatalf("the title has %v of %v, the author %v", widths[0], room, widths[1])
		}
	}
}

// TestNamesHaveRoom: in a window of 1280 pixels with both panes, the room that the title can
// spare goes to the names, first to the author.
func TestNamesHaveRoom(t *testing.T) {
	cols := columnsOf(t, Layouts()[0].Columns)
	for room, want := range map[float32][]float32{
		560: {270, 176, 106, 0, 0},
		642: {240, 156, 106, 128, 0},
		722: {228, 148, 106, 120, 104},
	} {
		if got := fit(room, 4, cols)[:5]; !slices.Equal(got, want) {
			t.Errorf("in %v: %v, want %v", room, got, want)
		}
	}
	cols[1].Choice.Width = 100
	if got := fit(722, 4, cols)[1]; got != 100 {
		t.Errorf("the author has %v, the user made it 100", got)
	}
}

// TestColumnsComeBackInOrder: a wider table never shows fewer columns, fills its room,
// and cuts no figure.
func TestColumnsComeBackInOrder(t *testing.T) {
	const gap = 4
	for _, l := range Layouts() {
		cols := columnsOf(t, l.Columns)
		before := 0
		for room := float32(200); room < 2600; room++ {
			widths := fit(room, gap, cols)
			names, sum := shown(cols, widths, gap)
			if n := strings.Count(names, ","); n < before {
				t.Fatalf("%s: %s in %v, but %d columns before", l.Name, names, room, before+1)
			} else {
				before = n
			}
			if sum != room {
				t.Fatalf("%s: the columns take %v of %v", l.Name, sum, room)
			}
			for i, w := range widths {
				if w != 0 && w < cols[i].Column.Width {
					t.Fatalf("%s in %v: %v has %v", l.Name, room, cols[i].Column.Key, w)
				}
			}
		}
		if before != len(cols)-1 {
			t.Errorf("%s: %d of %d columns in the widest table", l.Name, before+1, len(cols))
		}
	}
}

func TestChoicesAreKept(t *testing.T) {
	for text, want := range map[string]string{
		"title,author:120,+year":          "title,author:120,+year",
		"":                                "title",
		"author,nonsense,author,title:99": "title:99,author",
		"author:-5,year:1e9, size ":       "title,author,year,size",
	} {
		if got := FormatChoices(ParseChoices(text)); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	old := DefaultChoices(map[string]float32{"author": 300, "folder": 99})
	if i := slices.IndexFunc(old, func(c Choice) bool { return c.Key == view.ByAuthor }); i < 0 || old[i].Width != 300 {
		t.Errorf("a width of an earlier version is lost: %v", old)
	}
}

// TestLayoutsShowTheirOrder: the column that a layout sorts by is in sight in a window of the
// default size, with both panes.
func TestLayoutsShowTheirOrder(t *testing.T) {
	for _, l := range Layouts() {
		cols := columnsOf(t, l.Columns)
		names, _ := shown(cols, fit(658, 4, cols), 4)
		if by := strings.TrimPrefix(l.Sort, "-"); !slices.Contains(strings.Split(names, ","), by) && by != "" {
			t.Errorf("%s shows %s", l.Name, names)
		}
	}
}
