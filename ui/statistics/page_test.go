package statistics

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/keys"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// shown is a page in a window, and what the user asked it for.
type shown struct {
	*Page
	bars   []string
	books  []string
	orders []view.Key
	others []fyne.KeyName
}

// show shows the statistics of books in a window of a size.
func show(t *testing.T, lib *uitest.Library, size fyne.Size) *shown {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	s := &shown{Page: New()}
	s.OnBar = func(b view.Bar, click keys.Click) { s.bars = append(s.bars, fmt.Sprint(b.Query(), click)) }
	s.OnBook = func(b *book.Book) { s.books = append(s.books, b.Title) }
	s.OnOrder = func(k view.Key) { s.orders = append(s.orders, k) }
	s.OnEscape, s.OnKey = func() {}, func(k fyne.KeyName) { s.others = append(s.others, k) }
	w := test.NewTempWindow(t, s.Page)
	w.SetPadded(false)
	s.Show()
	w.Resize(size)
	s.set(t, lib)
	w.Canvas().Focus(s.Page)
	return s
}

func (s *shown) set(t *testing.T, lib *uitest.Library) {
	t.Helper()
	all, err := view.StatisticsOf(context.Background(), lib.View(t), nil, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	s.Set(all, false)
}

// authors returns a library with a book by each of n authors, the first the longest.
func authors(n int) *uitest.Library {
	var names []string
	for i := range n {
		names = append(names, fmt.Sprintf("Author %02d", i))
	}
	lib := uitest.WrittenBy(names...)
	for i := range n {
		lib.Set(i, func(b *book.Book) { b.Duration = time.Duration(n-i) * time.Hour })
	}
	return lib
}

// tap taps the middle of a line.
func (s *shown) tap(at slot) {
	top, bottom := s.plan.extent(at)
	s.sheet.Tapped(&fyne.PointEvent{Position: fyne.NewPos(s.plan.left(at.card)+20, (top+bottom)/2)})
}

// texts are the texts in sight.
func (s *shown) texts() map[string]bool {
	all := map[string]bool{}
	for _, r := range s.rows {
		all[r.name.Canvas.Text], all[r.figure.Text], all[r.note.Text] = true, true, true
	}
	return all
}

func TestLinesDoWhatTheySay(t *testing.T) {
	s := show(t, authors(20), fyne.NewSize(700, 900))
	texts := s.texts()
	for _, want := range []string{"Author 00", "20 h", "1 book", "All 20 authors…", "Not known", "In no series"} {
		if !texts[want] {
			t.Errorf("%q is not in sight: %v", want, texts)
		}
	}
	if texts["Author 08"] {
		t.Error("too many bars")
	}
	s.tap(slot{0, 0})
	if len(s.bars) != 1 || s.bars[0] != `author:="Author 00"0` {
		t.Errorf("a click on a bar: %v", s.bars)
	}
	s.tap(slot{0, fewBars}) // All 20 authors
	if n := s.plan.cards[0].len(); n != 21 || !s.texts()["Author 08"] {
		t.Errorf("%d lines of all authors", n)
	}
	if at := (slot{0, fewBars - 1}); s.cursor != at || s.rows[at].surface.StrokeWidth != widgets.RingWidth {
		t.Errorf("the cursor is at %v", s.cursor)
	}
	s.tap(slot{0, 20}) // Show fewer
	if n := s.plan.cards[0].len(); n != fewBars+1 {
		t.Errorf("%d lines of few authors", n)
	}
	for i, c := range s.plan.cards {
		if c.list != nil {
			s.tap(slot{i, 0})
			s.tap(slot{i, c.len() - 1})
		}
	}
	if fmt.Sprint(s.books) != "[Book 0 Book 19]" || fmt.Sprint(s.orders) != fmt.Sprint([]view.Key{view.ByLength, view.BySize}) {
		t.Errorf("longest and largest: %v, %v", s.books, s.orders)
	}
}

// TestKeysReachEveryLine walks from the first line to the last and back, in one column and
// in several.
func TestKeysReachEveryLine(t *testing.T) {
	for _, width := range []float32{320, 700, 2000} {
		s := show(t, authors(12), fyne.NewSize(width, 500))
		lines := 0
		for _, c := range s.plan.cards {
			lines += c.len()
		}
		seen := map[slot]bool{s.cursor: true}
		for range lines - 1 {
			uitest.Press(s.Page, fyne.KeyDown)
			seen[s.cursor] = true
			if top, bottom := s.plan.extent(s.cursor); top < s.scroll.Offset.Y || bottom > s.scroll.Offset.Y+500 {
				t.Fatalf("%v is out of sight", s.cursor)
			}
			if r := s.rows[s.cursor]; r == nil || r.surface.StrokeWidth != widgets.RingWidth {
				t.Fatalf("no ring at %v", s.cursor)
			}
		}
		end := s.cursor
		if len(seen) != lines {
			t.Errorf("%v pixels: %d of %d lines reached", width, len(seen), lines)
		}
		uitest.Press(s.Page, fyne.KeyHome)
		if s.cursor != (slot{}) || s.scroll.Offset.Y != 0 {
			t.Errorf("Home goes to %v", s.cursor)
		}
		if uitest.Press(s.Page, fyne.KeyEnd); s.cursor != end {
			t.Errorf("End goes to %v, want %v", s.cursor, end)
		}
		for range lines - 1 {
			uitest.Press(s.Page, fyne.KeyUp)
		}
		if s.cursor != (slot{}) {
			t.Errorf("Up ends at %v", s.cursor)
		}
		uitest.Press(s.Page, fyne.KeyRight)
		if moved := s.cursor != (slot{}); moved != (s.plan.columns > 1) {
			t.Errorf("%d columns: Right goes to %v", s.plan.columns, s.cursor)
		}
		uitest.Press(s.Page, fyne.KeyLeft, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyF9)
		if len(s.bars) != 1 || len(s.others) != 1 {
			t.Errorf("Enter and F9: %v %v at %v", s.bars, s.others, s.cursor)
		}
	}
}

// TestCursorStaysAtItsBar: the bar that the user pressed has the cursor also in the
// statistics of the books that it found.
func TestCursorStaysAtItsBar(t *testing.T) {
	lib := authors(20)
	s := show(t, lib, fyne.NewSize(700, 900))
	s.tap(slot{0, 5})
	lib.Query.Text = `author:="Author 05"`
	s.set(t, lib)
	if at := s.plan.cards[s.cursor.card].line(s.cursor.line); at.name != "Author 05" || !at.bar.Chosen {
		t.Errorf("the cursor is at %+v", at)
	}
	lib.Query.Text = "nothing at all"
	s.set(t, lib)
	if s.cursor != noSlot || len(s.rows) != 0 {
		t.Errorf("no books: the cursor is at %v, %d rows", s.cursor, len(s.rows))
	}
	uitest.Press(s.Page, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnd)
}

func TestCardsFillTheWidth(t *testing.T) {
	for width, columns := range map[float32]int{150: 1, 320: 1, 630: 1, 640: 2, 1000: 3, 2500: 7} {
		s := show(t, authors(12), fyne.NewSize(width, 500))
		if s.plan.columns != columns {
			t.Errorf("%v pixels: %d columns, want %d", width, s.plan.columns, columns)
		}
		for i := range s.plan.cards {
			if right := s.plan.left(i) + s.plan.width; width > 300 && right > width {
				t.Errorf("%v pixels: card %d ends at %v", width, i, right)
			}
		}
	}
}

// TestNarrowCardsShowNames: a narrow card leaves out the notes, which the tooltip has.
func TestNarrowCardsShowNames(t *testing.T) {
	lib := authors(1)
	lib.Set(0, func(b *book.Book) { b.Authors = []string{"James F. Cooper"} })
	for width, noted := range map[float32]bool{240: false, 330: true} {
		s := show(t, lib, fyne.NewSize(width, 900))
		r := s.rows[slot{}]
		drawn := slices.Contains(s.sheet.objects, fyne.CanvasObject(r.note))
		if r.name.Cut() != "" || drawn != noted || !noted && r.full != "James F. Cooper\n1 book" {
			t.Errorf("%v pixels: “%s” cut off, the note drawn %t, the tooltip %q", width, r.name.Cut(), drawn, r.full)
		}
	}
}

func TestPointer(t *testing.T) {
	s := show(t, authors(12), fyne.NewSize(700, 900))
	at := slot{0, 2}
	top, _ := s.plan.extent(at)
	move := func(y float32) {
		s.sheet.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, y)}})
	}
	move(top + 5)
	if s.hovered != at || s.sheet.Cursor() != desktop.PointerCursor {
		t.Errorf("the pointer is at %v", s.hovered)
	}
	if s.rows[at].surface.FillColor == s.rows[slot{0, 3}].surface.FillColor {
		t.Error("the line under the pointer has no tint")
	}
	move(2)
	if s.hovered != noSlot || s.sheet.Cursor() != desktop.DefaultCursor {
		t.Errorf("above the cards the pointer is at %v", s.hovered)
	}
	s.turned(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, top+5)}, Scrolled: fyne.NewDelta(0, -widgets.Notch)})
	if s.scroll.Offset.Y != widgets.NotchRows*lineHeight {
		t.Errorf("a notch scrolls by %v", s.scroll.Offset.Y)
	}
	if want := (slot{0, at.line + widgets.NotchRows}); s.hovered != want {
		t.Errorf("after a notch the pointer is at %v, want %v", s.hovered, want)
	}
}

// TestManyBars: only lines in sight exist, so that all of many authors are shown at once.
func TestManyBars(t *testing.T) {
	s := show(t, authors(5000), fyne.NewSize(700, 900))
	began := time.Now()
	s.tap(slot{0, fewBars})
	if n := s.plan.cards[0].len(); n != 5001 || len(s.rows) > 100 {
		t.Errorf("%d lines, %d rows", n, len(s.rows))
	}
	t.Logf("all of 5,000 authors after %v", time.Since(began))
	uitest.Press(s.Page, fyne.KeyEnd)
}

// BenchmarkPage shows new statistics of 10,000 books, and draws them, in a large window.
func BenchmarkPage(b *testing.B) {
	lib := authors(10_000)
	test.NewTempApp(b).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	p := New()
	w := test.NewTempWindow(b, p)
	p.Show()
	w.Resize(fyne.NewSize(2560, 1440))
	var all [2]*view.Statistics
	for i := range all {
		s, err := view.StatisticsOf(context.Background(), lib.View(b), nil, time.Now())
		if err != nil {
			b.Fatal(err)
		}
		all[i] = s
	}
	for i := 0; b.Loop(); i++ {
		p.Set(all[i%2], false)
	}
}
