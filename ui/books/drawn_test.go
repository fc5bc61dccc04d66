package books

import (
	"testing"

	"lectern/library/view"
)

// TestWholeColumnsAreDrawn: a column that is wholly in sight is drawn, also where the
// table's width is not whole, as on a screen with a scale, and so is one that fills all the
// room beside the title.
func TestWholeColumnsAreDrawn(t *testing.T) {
	var c tableColumns
	c.dragging = -1
	size, _ := ColumnOf(view.BySize)
	author, _ := ColumnOf(view.ByAuthor)
	title, _ := ColumnOf(view.ByTitle)
	c.all = []placed{{title, Choice{Key: view.ByTitle, Width: 330}}, {author, Choice{Key: view.ByAuthor, Width: 900}}, {size, Choice{Key: view.BySize, Width: 83}}}
	const gap = 13
	for i := range 1200 {
		room := 460 + float32(i)/5
		c.all[1].Choice.Width, c.x = float32(900+i%97), 0
		c.fit(room, gap)
		if len(c.seen) != len(c.all) {
			t.Fatalf("columns %v of a table of %v", c.seen, room)
		}
		if c.scroll(c.total); !c.drawn(2) {
			t.Fatalf("at the end of a table of %v, the last column is not drawn", room)
		}
		c.x = 450 // the author has all the room there is
		if x, w := c.extent(1); x > c.frozen() || x+w < room {
			t.Fatalf("the author is at %v, %v wide, in a table of %v", x, w, room)
		}
		if !c.drawn(1) {
			t.Fatalf("in a table of %v, a wide column is not drawn", room)
		}
	}
}
