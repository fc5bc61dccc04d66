package books

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// gridDesk is a grid and a table with the same selection.
type gridDesk struct {
	*Grid
	table *Table
}

// newTestGrid makes a grid of n books, "Part 1" to "Part n", of 1000×600 pixels: six
// books in a line. It never fetches a cover.
func newTestGrid(t testing.TB, n int) (*uitest.Library, *Rows, *gridDesk) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	store := uitest.NewLibrary()
	for i := range n {
		store.Add(fmt.Sprint("Part ", i+1))
	}
	rows := NewRows(store.View(t), func(f func()) { f() })
	input := NewInput(NewSelection(rows))
	table := NewTable(input, layout())
	s := &gridDesk{NewGrid(input), table}
	s.Thumbs.Wait = func(time.Duration, func()) func() { return func() {} }
	s.Thumbs.AtHand = func(*book.Book) (*image.RGBA, bool) { return nil, true }
	w := test.NewTempWindow(t, container.NewStack(table, s.Grid))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1000, 600))
	SwitchMode(table, s)
	s.SetCoverSize(130)
	return store, rows, s
}

// itemInSight reports whether the whole item of the cursor's book is in sight.
func itemInSight(s *Grid) bool {
	v := s.items.shown[s.selection.cursor]
	if v == nil {
		return false
	}
	y := v.Position().Y - s.viewport.offset()
	return y > -1 && y+v.Size().Height < s.viewport.room()+1
}

func TestStride(t *testing.T) {
	for _, c := range []struct {
		key          fyne.KeyName
		row, n, want int
	}{
		{fyne.KeyRight, 0, 10, 1}, {fyne.KeyRight, 9, 10, 9}, {fyne.KeyLeft, 0, 10, 0}, {fyne.KeyLeft, 4, 10, 3},
		{fyne.KeyDown, 1, 10, 5}, {fyne.KeyDown, 7, 10, 9}, {fyne.KeyDown, 9, 10, 9}, {fyne.KeyDown, -1, 10, 0},
		{fyne.KeyUp, 9, 10, 5}, {fyne.KeyUp, 2, 10, 2}, {fyne.KeyUp, -1, 0, 0},
		{fyne.KeyPageDown, 1, 100, 9}, {fyne.KeyPageDown, 93, 100, 97}, {fyne.KeyPageUp, 6, 100, 2}, {fyne.KeyPageUp, 50, 100, 42},
	} {
		if got, moves := stride(c.key, c.row, c.n, 4, 2); got != c.want || !moves {
			t.Errorf("%s from %d of %d leads to %d, want %d", c.key, c.row, c.n, got, c.want)
		}
	}
	if _, moves := stride(fyne.KeyReturn, 0, 10, 4, 2); moves {
		t.Error("Enter moves")
	}
}

func TestGridKeepsOnlyWhatIsInSight(t *testing.T) {
	_, _, s := newTestGrid(t, 10_000)
	if s.layout().columns() != 6 {
		t.Fatalf("%d columns", s.layout().columns())
	}
	made := map[*gridItem]bool{}
	for y := float32(0); y < 30_000; y += 170 {
		s.viewport.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -170)})
		first, last := s.visible()
		if len(s.items.shown) != last-first || len(s.viewport.content.Objects) != last-first {
			t.Fatalf("%d books are drawn, rows %d to %d are in sight", len(s.items.shown), first, last)
		}
		for _, v := range s.items.shown {
			made[v] = true
		}
	}
	if first, _ := s.visible(); first < 700 || len(made) > 36 {
		t.Errorf("up to row %d %d objects were made", first, len(made))
	}
}

func TestGridSelects(t *testing.T) {
	const shift, control = fyne.KeyModifierShift, fyne.KeyModifierShortcutDefault
	_, _, s := newTestGrid(t, 1000)
	table := s.table
	now := time.Unix(0, 0)
	table.input.now = func() time.Time { now = now.Add(time.Second); return now }
	menus := 0
	table.input.OnMenu = func(*book.Book, fyne.Position) { menus++ }
	for _, step := range []struct {
		name string
		do   func()
		want string
	}{
		{"click", func() { hold(table, 0); test.Tap(s.items.shown[1]) }, "2"},
		{"shift click", func() { hold(table, shift); test.Tap(s.items.shown[3]) }, "2 3 4"},
		{"ctrl click", func() { hold(table, control); test.Tap(s.items.shown[8]) }, "2 3 4 9"},
		{"menu within", func() { hold(table, 0); test.TapSecondary(s.items.shown[2]) }, "2 3 4 9"},
		{"menu beside", func() { test.TapSecondary(s.items.shown[6]) }, "7"},
		{"down", func() { uitest.Press(s, fyne.KeyDown) }, "13"},
		{"right", func() { uitest.Press(s, fyne.KeyRight) }, "14"},
		{"shift right", func() { hold(table, shift); uitest.Press(s, fyne.KeyRight) }, "14 15"},
		{"end", func() { hold(table, 0); uitest.Press(s, fyne.KeyEnd) }, "1000"},
		{"page up", func() { uitest.Press(s, fyne.KeyPageUp) }, "988"},
		{"letters", func() { s.TypedRune('P') }, "989"},
		{"beside", func() { s.Tapped(nil) }, ""},
	} {
		step.do()
		if got := chosen(table); got != step.want {
			t.Fatalf("%s: %q are selected, want %q", step.name, got, step.want)
		}
		if table.marks.cursor >= 0 && !itemInSight(s.Grid) {
			t.Errorf("%s: the cursor is out of sight", step.name)
		}
		for row, v := range s.items.shown {
			if v.shown.selected != table.selection.has(s.shown.At(row).ID) {
				t.Errorf("%s: book %d is drawn selected: %v", step.name, row+1, v.shown.selected)
			}
		}
	}
	if menus != 2 {
		t.Errorf("%d menus", menus)
	}
}

func TestGridOpens(t *testing.T) {
	_, _, s := newTestGrid(t, 10)
	now := time.Unix(0, 0)
	s.table.input.now = func() time.Time { return now }
	var opened []string
	s.table.input.OnOpen = func() { opened = append(opened, s.table.selection.Book().Title) }
	test.Tap(s.items.shown[3])
	test.Tap(s.items.shown[4])
	test.Tap(s.items.shown[4])
	uitest.Press(s, fyne.KeyReturn)
	if fmt.Sprint(opened) != "[Part 5 Part 5]" {
		t.Errorf("opened %v, want Part 5 by a double tap and by Enter", opened)
	}
}

func TestGridHoldsStill(t *testing.T) {
	store, rows, s := newTestGrid(t, 1000)
	place := func() float32 { return s.items.shown[s.table.marks.cursor].Position().Y - s.viewport.offset() }
	s.table.selection.Select(500)
	before := place()
	store.Query.Sort = []view.Order{{Key: view.BySize, Desc: true}}
	rows.Publish(store.View(t))
	if got := title(t, s.table); got != "Part 501" || place() != before || !s.items.shown[s.table.marks.cursor].shown.selected {
		t.Errorf("after sorting %q is selected at %v, was at %v", got, place(), before)
	}
	uitest.Press(s, fyne.KeyHome)
	s.Tapped(nil)
	s.scrollToRow(600)
	store.Query.Text = "part"
	rows.Publish(store.View(t))
	if s.viewport.offset() != 0 {
		t.Errorf("a new search begins at %v", s.viewport.offset())
	}
	store.Query.Text = "part 77"
	s.scrollToRow(600)
	rows.Publish(store.View(t))
	if n := s.shown.Len(); n == 0 || n >= 100 || len(s.items.shown) != min(n, 18) {
		t.Errorf("%d books of %d are drawn", len(s.items.shown), n)
	}
}

func TestGridItemsLeaveBelow(t *testing.T) {
	store, rows, s := newTestGrid(t, 300)
	uitest.Press(s, fyne.KeyEnd)
	for slot := 100; slot < 300; slot++ {
		store.Store.Remove(slot)
	}
	rows.Publish(store.View(t))
	if s.items.shown[99] == nil || len(s.items.shown) < 12 {
		t.Errorf("%d items are drawn, the last one: %v", len(s.items.shown), s.items.shown[99] != nil)
	}
}

func TestSwitchKeepsThePlace(t *testing.T) {
	_, _, s := newTestGrid(t, 1000)
	s.scrollToRow(600)
	SwitchMode(s, s.table)
	if first, _ := s.table.visible(); first != 600 || s.Visible() || !s.table.Visible() {
		t.Errorf("the table begins with row %d, the grid with 600", first)
	}
	s.table.selection.Select(607)
	SwitchMode(s.table, s)
	if !itemInSight(s.Grid) || !s.items.shown[607].shown.selected {
		t.Error("the selected book is out of sight")
	}
}

func TestGridItemsShowTheirState(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		state book.State
		want  content
	}{
		{book.Probed, content{first: "A", Second: "B", secondTone: words.Muted}},
		{book.Failed, content{first: "A", Second: "not an audio file", secondTone: words.Alarm}},
		{book.Missing, content{first: "A", Second: "missing", firstTone: words.Muted, secondTone: words.Muted}},
		{book.Offline, content{first: "A", Second: "offline", firstTone: words.Muted, secondTone: words.Muted}},
	} {
		b := &book.Book{Meta: book.Meta{Title: "A", Authors: []string{"B"}}, State: c.state, Fault: &book.Fault{Reason: "not an audio file"}}
		if got := gridItemContent(b, now); got != c.want {
			t.Errorf("%v: %+v, want %+v", c.state, got, c.want)
		}
	}
}

func TestGridShowsCovers(t *testing.T) {
	store, rows, s := newTestGrid(t, 1000)
	m := image.NewRGBA(image.Rect(0, 0, 320, 320))
	asked, stopped := map[book.ID]func(*image.RGBA){}, 0
	var still func()
	s.Thumbs.Wait = func(_ time.Duration, do func()) func() { still = do; return func() {} }
	s.Thumbs.AtHand = func(b *book.Book) (*image.RGBA, bool) {
		return s.Covers.AtHand(b, func(*book.Book) (*image.RGBA, bool) { return nil, false })
	}
	s.Thumbs.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		asked[b.ID] = func(m *image.RGBA) {
			if m != nil {
				s.Covers.Keep(b, m)
			}
			done(m)
		}
		return func() { stopped++ }
	}
	s.Refresh()
	still()
	first, last := s.visible()
	if len(asked) != last-first {
		t.Fatalf("%d covers are requested, %d books are in sight", len(asked), last-first)
	}
	top := s.shown.At(0)
	asked[top.ID](m)
	cover := s.items.shown[0].cover
	if cover.Picture.Image == nil || len(uitest.Texts(s.items.shown[1].cover)) > 0 {
		t.Errorf("the fetched cover is not shown, or %q in the place of one that is awaited", uitest.Texts(s.items.shown[1].cover))
	}
	asked[s.shown.At(1).ID](nil)
	if got := uitest.Texts(s.items.shown[1].cover); len(got) != 1 || got[0] != "Part 2" {
		t.Errorf("%q stands in for a cover", got)
	}
	// The book has changed: its cover stays until the new one is there.
	store.Set(0, func(b *book.Book) { b.State = book.Missing })
	rows.Publish(store.View(t))
	if cover.Picture.Image == nil || cover.Picture.Translucency == 0 {
		t.Errorf("a book that is missing: translucency %v", cover.Picture.Translucency)
	}
	uitest.Press(s, fyne.KeyEnd)
	still() // other books are in sight than before
	still()
	if stopped < last-first-2 {
		t.Errorf("%d covers out of sight were cancelled, want %d", stopped, last-first-2)
	}
	SwitchMode(s, s.table)
	if len(s.items.shown) > 0 {
		t.Error("a hidden grid still shows books")
	}
	if len(s.Thumbs.flying)+len(s.Covers) > 0 {
		t.Errorf("a hidden grid waits for %d covers and keeps %d", len(s.Thumbs.flying), len(s.Covers))
	}
}

func TestHiddenModeDrawsNothing(t *testing.T) {
	store, rows, s := newTestGrid(t, 100)
	drawn := 0
	now := func() time.Time { drawn++; return time.Unix(0, 0) }
	s.table.input.now = now
	next := func() int {
		drawn = 0
		store.Add("A new one")
		rows.Publish(store.View(t))
		return drawn
	}
	first, last := s.visible()
	if n := next(); n != last-first {
		t.Errorf("%d books are drawn, %d are in sight: the hidden table draws too", n, last-first)
	}
	SwitchMode(s, s.table)
	s.table.Refresh()
	first, last = s.table.visible()
	if n, most := next(), (last-first)*len(s.table.columns.seen); n == 0 || n > most {
		t.Errorf("%d cells are drawn, at most %d are in sight", n, most)
	}
}

// BenchmarkGridScroll measures one step of the wheel through 10,000 books.
func BenchmarkGridScroll(b *testing.B) {
	_, _, s := newTestGrid(b, 10_000)
	s.Resize(fyne.NewSize(1600, 1000))
	m := image.NewRGBA(image.Rect(0, 0, 320, 320))
	s.Thumbs.AtHand = func(*book.Book) (*image.RGBA, bool) { return m, true }
	turnWheel(b, s.viewport.scroll)
	b.ReportMetric(float64(len(s.items.shown)), "books")
}

// wheelOf returns the part of a view mode that gets the mouse wheel.
func wheelOf(t *testing.T, o fyne.CanvasObject) (w *widgets.Wheel) {
	t.Helper()
	for _, o := range test.LaidOutObjects(o) {
		if found, ok := o.(*widgets.Wheel); ok {
			w = found
		}
	}
	if w == nil {
		t.Fatal("nothing gets the wheel")
	}
	return w
}

func TestCoverSize(t *testing.T) {
	_, _, s := newTestGrid(t, 1000)
	kept := 0
	s.OnCoverSize = func(side int) { kept = side }
	hold(s.table, 0)
	w := wheelOf(t, s.Grid)
	if w.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -2*widgets.Notch)}); s.viewport.offset() != 2*s.layout().pitch() {
		t.Errorf("two notches scroll by %v, a line is %v high", s.viewport.offset(), s.layout().pitch())
	}
	first, _ := s.visible()
	hold(s.table, fyne.KeyModifierShortcutDefault)
	for range 3 {
		w.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, widgets.Notch)})
	}
	if now, _ := s.visible(); s.side != 160 || kept != 160 || s.slider.Value != 160 || first < now || first >= now+s.layout().columns() {
		t.Errorf("covers of %d pixels, kept %d, the slider is at %v, row %d is at the top, was %d", s.side, kept, s.slider.Value, now, first)
	}
	s.slider.SetValue(MostCover)
	if s.side != MostCover || kept != MostCover {
		t.Errorf("the slider at its end makes covers of %d, keeps %d", s.side, kept)
	}
	for _, width := range []float32{400, 801, 1000, 2500} {
		s.Resize(fyne.NewSize(width, 600))
		edge := float32(0)
		for _, v := range s.items.shown {
			if side := v.cover.Size().Width; side != MostCover {
				t.Errorf("a cover is %v wide in a grid of %v", side, width)
			}
			edge = max(edge, v.Position().X+v.Size().Width)
		}
		if edge > width-scrollBarRoom {
			t.Errorf("the covers reach %v, below the scroll bar of a grid of %v", edge, width)
		}
	}
}

func TestGridItem(t *testing.T) {
	store, rows, s := newTestGrid(t, 12)
	store.Set(1, func(b *book.Book) {
		b.Title, b.Authors = "The Strange Case of Dr Jekyll and Mr Hyde, and Other Tales of Terror", []string{"R. L. Stevenson"}
		b.Series = []book.Series{{Name: "Classics", Part: "2"}}
	})
	store.Set(2, func(b *book.Book) { b.Series = []book.Series{{Name: "Classics", Part: "the second part"}} })
	rows.Publish(store.View(t))
	for _, v := range s.items.shown {
		bottom := v.second.Canvas.Position().Y + v.second.Height
		if bottom > v.Size().Height {
			t.Errorf("%q ends at %v of %v", v.book.Title, bottom, v.Size().Height)
		}
		texts := uitest.Texts(v.cover)
		badge := ""
		if len(texts) > 0 {
			badge = texts[len(texts)-1]
		}
		switch isJekyll := v.book.Authors != nil; {
		case isJekyll && (badge != "#2" || len(v.title.Shown) != 2):
			t.Errorf("the badge is %q, the title has %d lines", badge, len(v.title.Shown))
		case !isJekyll && badge == "#2":
			t.Errorf("%q has a badge", v.book.Title)
		}
	}
	uitest.Press(s, fyne.KeyHome)
	for _, focused := range []bool{true, false} {
		if focused {
			s.FocusGained()
		} else {
			s.FocusLost()
		}
		if ringed := s.items.shown[0].background.StrokeWidth > 0; ringed != focused || s.items.shown[1].background.StrokeWidth > 0 {
			t.Errorf("focused %v: the cursor's book has a ring: %v", focused, ringed)
		}
	}
}

// TestHeardIsBelowTheCover: a line below the cover of a book in progress shows how much of it
// has been heard, in both appearances, also under the pointer and if the book is selected. A
// finished book has a check mark on its cover, and a book never played has neither.
func TestHeardIsBelowTheCover(t *testing.T) {
	for _, appearance := range []widgets.Appearance{widgets.Light, widgets.Dark} {
		store, rows, s := newTestGrid(t, 3)
		fyne.CurrentApp().Settings().SetTheme(widgets.Theme{Appearance: appearance})
		store.Set(0, func(b *book.Book) {
			b.Duration, b.Listening = 10*time.Hour, &book.Listening{Position: 4 * time.Hour, Played: 1}
		})
		store.Set(1, func(b *book.Book) { b.Listening = &book.Listening{Finished: 1} })
		rows.Publish(store.View(t))
		for row, want := range []int{40, 100, 0} {
			if v := s.items.shown[row]; v.shown.heard != want || v.cover.Heard != want/100*100 || slices.Contains(v.objects, fyne.CanvasObject(v.heard.Fill)) != (want == 40) {
				t.Errorf("row %d: %d%%, %d%% on the cover", row, v.shown.heard, v.cover.Heard)
			}
		}
		v := s.items.shown[0]
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v).Add(v.heard.Track.Position())
		for state, enter := range map[string]func(){"": func() {}, "hovered": func() { s.marks.hover(0) }, "selected": func() { s.selection.Select(0) }} {
			enter()
			picture := fyne.CurrentApp().Driver().CanvasForObject(s.Grid).Capture()
			pixel := func(share float32, below int) color.Color {
				return picture.At(int(at.X+share*v.heard.Track.Size().Width), int(at.Y)+below)
			}
			filled := pixel(0.35, 1)
			for what, other := range map[string]color.Color{"what has not been heard": pixel(0.45, 1), "the background": pixel(0.35, 4)} {
				if c := uitest.Contrast(filled, other); c < 3 {
					t.Errorf("%s %s: the line has a contrast of %.2f to %s", appearance, state, c, what)
				}
			}
		}
	}
}
