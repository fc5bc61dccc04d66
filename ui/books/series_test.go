package books

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// seriesDesk is a list by series and a table with the same selection.
type seriesDesk struct {
	*Series
	table *Table
}

// newTestSeries makes a list by series of 900×400 pixels. Its books are named "Part 1"
// and so on: one for each "series part"; a book for "" is in no series.
func newTestSeries(t testing.TB, places ...string) (*uitest.Library, *Rows, *seriesDesk) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	store := uitest.NewLibrary()
	for i, place := range places {
		store.Add(fmt.Sprint("Part ", i+1))
		if name, part, ok := strings.Cut(place, " "); ok {
			store.Set(i, func(b *book.Book) { b.Series = []book.Series{{Name: name, Part: part}} })
		}
	}
	rows := NewRows(store.View(t), func(f func()) { f() })
	input := NewInput(NewSelection(rows))
	table := NewTable(input, layout())
	s := &seriesDesk{NewSeries(input), table}
	s.Thumbs.Wait = func(time.Duration, func()) func() { return func() {} }
	s.Thumbs.AtHand = func(*book.Book) (*image.RGBA, bool) { return nil, true }
	hold(table, 0)
	w := test.NewTempWindow(t, container.NewStack(table, s.Series))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(900, 400))
	SwitchMode(table, s)
	s.SetList(seriesOf(t, rows.View()))
	return store, rows, s
}

func seriesOf(t testing.TB, v *view.View) *view.SeriesList {
	t.Helper()
	s, err := view.SeriesOf(context.Background(), v, language.English)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// long returns n places in series of a hundred, of which every tenth is missing.
func long(n int) (places []string) {
	for i := range n {
		if i%10 != 4 {
			places = append(places, fmt.Sprintf("S%03d %d", i/100, i%100+1))
		}
	}
	return places
}

// words returns the text of the lines in sight.
func (s *Series) words() string {
	var all []string
	first, last := s.lines()
	for line := first; line < last; line++ {
		if c := s.captions.shown[line]; c != nil {
			all = append(all, strings.TrimPrefix(c.first.Canvas.Text+", "+c.second.Canvas.Text, ", "))
		} else {
			r := s.rows.shown[line]
			all = append(all, strings.TrimSpace(r.cells[0].first.Canvas.Text+" "+r.cells[1].first.Canvas.Text))
		}
	}
	return strings.Join(all, "; ")
}

func TestSeriesShowsGaps(t *testing.T) {
	_, _, s := newTestSeries(t, "S 1", "S 4", "", "S 6")
	if got, want := s.words(), "S, 3 books; 1 Part 1; Books 2–3 are not in the library; 4 Part 2; Book 5 is not in the library; 6 Part 4; 1 of 4 books doesn’t belong to a series"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	s.Files = true
	if s.Refresh(); !strings.HasPrefix(s.words(), "S, 3 files; ") || !strings.HasSuffix(s.words(), "; 1 of 4 files doesn’t belong to a series") {
		t.Errorf("if rows are files: %s", s.words())
	}
	if y := s.layout().height(); y != sectionHeight+3*s.pitch()+2*gapHeight+restHeight {
		t.Errorf("%v high", y)
	}
	for line, l := range s.List.Lines {
		if at := s.layout().lineAt(s.layout().top(line) + 1); at != line {
			t.Errorf("line %d of %v is found as %d", line, l, at)
		}
	}
}

func TestSeriesSelects(t *testing.T) {
	const shift, control = fyne.KeyModifierShift, fyne.KeyModifierShortcutDefault
	_, _, s := newTestSeries(t, "S 3", "S 1", "", "S 5", "T 1")
	table := s.table
	now := time.Unix(0, 0)
	table.input.now = func() time.Time { now = now.Add(time.Second); return now }
	opened, deleted, menus := "", 0, 0
	table.input.OnOpen = func() { opened = table.selection.Book().Title }
	table.input.OnDelete = func(books []*book.Book) { deleted = len(books) }
	table.input.OnMenu = func(*book.Book, fyne.Position) { menus++ }
	tap := func(place int) { test.Tap(s.rows.shown[s.List.Line(place)].cells[1]) }
	gap := func() {
		s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(200, s.layout().top(2)+gapHeight/2-s.viewport.offset())})
	}
	for _, step := range []struct {
		name string
		do   func()
		want string // in the order of the view
	}{
		{"home", func() { uitest.Press(s, fyne.KeyHome) }, "2"},
		{"down over a gap", func() { uitest.Press(s, fyne.KeyDown) }, "1"},
		{"down", func() { uitest.Press(s, fyne.KeyDown) }, "4"},
		{"down into the next series", func() { uitest.Press(s, fyne.KeyDown) }, "5"},
		{"down at the end", func() { uitest.Press(s, fyne.KeyDown) }, "5"},
		{"up", func() { uitest.Press(s, fyne.KeyUp) }, "4"},
		{"sideways", func() { uitest.Press(s, fyne.KeyLeft, fyne.KeyRight) }, "4"},
		{"shift up", func() { hold(table, shift); uitest.Press(s, fyne.KeyUp) }, "1 4"},
		{"shift home", func() { uitest.Press(s, fyne.KeyHome) }, "1 2 4"},
		{"click", func() { hold(table, 0); tap(0) }, "2"},
		{"ctrl click", func() { hold(table, control); tap(3) }, "2 5"},
		{"ctrl click again", func() { tap(0) }, "5"},
		{"shift click", func() { hold(table, 0); tap(1); hold(table, shift); tap(2) }, "1 4"},
		{"all", func() { hold(table, 0); s.SelectAll() }, "1 2 4 5"},
		{"delete", func() { uitest.Press(s, fyne.KeyDelete) }, "1 2 4 5"},
		{"escape", func() { uitest.Press(s, fyne.KeyHome, fyne.KeyEscape) }, "2"},
		{"a letter", func() { s.TypedRune('p') }, "1"},
		{"the next book", func() { s.SelectNext() }, "4"},
		{"enter", func() { uitest.Press(s, fyne.KeyReturn) }, "4"},
		{"menu", func() { test.TapSecondary(s.rows.shown[s.List.Line(1)].cells[2]) }, "1"},
		{"a gap", gap, ""},
		{"page down", func() { uitest.Press(s, fyne.KeyPageDown, fyne.KeyPageDown) }, "5"},
		{"page up", func() { uitest.Press(s, fyne.KeyPageUp) }, "2"},
		{"end", func() { uitest.Press(s, fyne.KeyEnd) }, "5"},
	} {
		step.do()
		if got := chosen(table); got != step.want {
			t.Errorf("%s selects %s, want %s", step.name, got, step.want)
		}
	}
	if opened != "Part 4" || deleted != 4 || menus != 1 {
		t.Errorf("opened %q, %d deleted, %d menus", opened, deleted, menus)
	}
}

func TestSeriesOfABookInTwo(t *testing.T) {
	store, rows, s := newTestSeries(t, "S 1", "S 2", "T 1", "T 3")
	store.Set(1, func(b *book.Book) { b.Series = append(b.Series, book.Series{Name: "T", Part: "2"}) })
	rows.Publish(store.View(t))
	s.SetList(seriesOf(t, rows.View()))
	want := []string{"1", "2", "3", "2", "4"}
	for i, title := range want {
		uitest.Press(s, fyne.KeyDown)
		if got := chosen(s.table); got != title || s.marks.cursor != i {
			t.Errorf("step %d is at %s, place %d, want %s", i, got, s.marks.cursor, title)
		}
	}
	uitest.Press(s, fyne.KeyUp)
	if s.marks.cursor != 3 {
		t.Errorf("place %d", s.marks.cursor)
	}
	rows.Publish(store.View(t))
	s.SetList(seriesOf(t, rows.View()))
	if s.marks.cursor != 3 {
		t.Errorf("place %d after the same list", s.marks.cursor)
	}
}

func TestSeriesKeepsOnlyWhatIsInSight(t *testing.T) {
	_, _, s := newTestSeries(t, long(10_000)...)
	made := map[any]bool{}
	for range 300 {
		s.viewport.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -170)})
		first, last := s.lines()
		if drawn := len(s.rows.shown) + len(s.captions.shown); drawn != last-first {
			t.Fatalf("%d lines are drawn, %d to %d are in sight", drawn, first, last)
		}
		for _, r := range s.rows.shown {
			made[r] = true
		}
		for _, c := range s.captions.shown {
			made[c] = true
		}
	}
	if len(made) > 30 {
		t.Errorf("%d lines were made", len(made))
	}
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyDown} {
		uitest.Press(s, key)
		top := s.layout().top(s.List.Line(s.marks.cursor)) - s.viewport.offset()
		if top < 0 || top+s.pitch() > s.Size().Height {
			t.Errorf("%s leaves the cursor at %v", key, top)
		}
	}
	if uitest.Press(s, fyne.KeyHome); s.viewport.offset() != 0 {
		t.Error("Home leaves the heading out of sight")
	}
	if uitest.Press(s, fyne.KeyEnd); s.viewport.offset() != s.layout().height()-s.Size().Height {
		t.Error("End does not lead to the end")
	}
}

func TestSeriesHoldsStill(t *testing.T) {
	store, rows, s := newTestSeries(t, long(1000)...)
	at := func() float32 { return s.layout().top(s.List.Line(s.marks.cursor)) - s.viewport.offset() }
	s.move(450)
	before := at()
	store.Add("A new one")
	store.Set(store.Store.Len()-1, func(b *book.Book) { b.Series = []book.Series{{Name: "A first series", Part: "3"}} })
	rows.Publish(store.View(t))
	if !s.SetList(seriesOf(t, rows.View())) || at() != before || s.marks.cursor != 451 {
		t.Errorf("the cursor's book moved from %v to %v, place %d", before, at(), s.marks.cursor)
	}
	s.table.selection.None()
	store.Query.Text = "part"
	rows.Publish(store.View(t))
	if s.SetList(seriesOf(t, rows.View())); s.viewport.offset() != 0 {
		t.Error("a new search does not begin at the top")
	}
	if s.SetList(s.List) {
		t.Error("the same list counts as another")
	}
}

// TestSeriesPlacesLeave: when the cursor's book leaves the list, the list scrolls only
// as far as the places below it have left too.
func TestSeriesPlacesLeave(t *testing.T) {
	store, rows, s := newTestSeries(t, long(1000)...)
	s.move(450)
	remove := func(first, last int) {
		for slot := first; slot < last; slot++ {
			store.Store.Remove(slot)
		}
		rows.Publish(store.View(t))
		s.SetList(seriesOf(t, rows.View()))
	}
	before := s.viewport.offset()
	if remove(450, 451); s.viewport.offset() != before {
		t.Errorf("the list stands at %v, stood at %v", s.viewport.offset(), before)
	}
	s.move(700)
	if remove(300, 900); s.viewport.offset() != s.layout().height()-s.Size().Height {
		t.Errorf("the list stands at %v of %v", s.viewport.offset(), s.layout().height())
	}
}

func TestSwitchToSeriesKeepsSelectionAndPlace(t *testing.T) {
	_, rows, s := newTestSeries(t, append(long(1000), "", "")...)
	table := s.table
	grid := NewGrid(s.input)
	grid.Thumbs.Wait, grid.Thumbs.AtHand = s.Thumbs.Wait, s.Thumbs.AtHand
	grid.Resize(s.Size())
	list := seriesOf(t, rows.View())
	s.move(500)
	want := chosen(table)
	for range 2 {
		SwitchMode(s, table)
		if first, last := table.visible(); table.marks.cursor < first || table.marks.cursor >= last || chosen(table) != want {
			t.Errorf("the table has selected %s, and rows %d to %d in sight", chosen(table), first, last)
		}
		SwitchMode(table, grid)
		if !itemInSight(grid) || chosen(table) != want {
			t.Errorf("the grid has selected %s", chosen(table))
		}
		SwitchMode(grid, s)
		s.SetList(list)
		if y := s.layout().top(s.List.Line(s.marks.cursor)) - s.viewport.offset(); y < 0 || y > s.Size().Height || chosen(table) != want {
			t.Errorf("the series have selected %s, at %v", chosen(table), y)
		}
	}
	// A book without a series is out of sight, so it must not be deleted.
	SwitchMode(s, table)
	table.SelectAll()
	SwitchMode(table, s)
	s.SetList(list)
	if n := len(table.selection.Books()); n != 900 || table.selection.Len() != n {
		t.Errorf("%d books are selected, %d are counted, 900 are in series", n, table.selection.Len())
	}
	SwitchMode(s, table)
	table.selection.Select(rows.Length() - 1)
	if table.selection.Book() == nil || inSeries(table.selection.Book()) {
		t.Fatal("the last row is in a series")
	}
	SwitchMode(table, s)
	if table.selection.Book() != nil || len(table.selection.Books()) > 0 {
		t.Error("a book without a series is selected among the series")
	}
	s.SetList(list)
	s.viewport.to(0)
	SwitchMode(s.Series, table)
	if table.selection.Book() == nil {
		t.Error("the selection is lost")
	}
	if first, last := table.visible(); table.marks.cursor < first || table.marks.cursor >= last {
		t.Errorf("the table has row %d selected, and rows %d to %d in sight", table.marks.cursor, first, last)
	}
}

func TestSeriesInLittleRoom(t *testing.T) {
	for _, c := range []struct {
		width   float32
		columns int
	}{{1600, 5}, {900, 5}, {640, 4}, {546, 4}, {400, 3}, {200, 3}} {
		n, end := 0, float32(0)
		for _, w := range seriesWidths(c.width, 4, 106) {
			if w > 0 {
				n++
				end += w + 4
			}
		}
		if author := seriesWidths(c.width, 4, 106)[authorColumn]; author > 0 && author < authorRoom {
			t.Errorf("%v: the author has %v", c.width, author)
		}
		if n != c.columns || c.width > 300 && (end-4 > c.width+0.1 || end-4 < c.width-0.1) {
			t.Errorf("%v: %d columns to %v", c.width, n, end-4)
		}
	}
	test.NewTempApp(t)
	defer i18n.Use(i18n.Language())
	for _, tag := range i18n.Languages() {
		i18n.Use(tag)
		if seriesWidths(545, 4, seriesColumns()[lengthColumn].Width)[authorColumn] == 0 { // of a window of 800 pixels
			t.Errorf("in %v, the author has no room", tag)
		}
	}
}

// BenchmarkSeriesScroll measures one step of the wheel through 100,000 places.
func BenchmarkSeriesScroll(b *testing.B) {
	_, _, s := newTestSeries(b, long(100_000)...)
	s.viewport.to(4e6)
	turnWheel(b, s.viewport.scroll)
}

func TestSeriesWheelAndFocus(t *testing.T) {
	_, _, s := newTestSeries(t, long(1000)...)
	if wheelOf(t, s.Series).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -widgets.Notch)}); s.viewport.offset() != widgets.NotchRows*s.pitch() {
		t.Errorf("a notch scrolls by %v", s.viewport.offset())
	}
	uitest.Press(s, fyne.KeyHome)
	row := s.rows.shown[s.List.Line(0)]
	for _, focused := range []bool{true, false} {
		if focused {
			s.FocusGained()
		} else {
			s.FocusLost()
		}
		if ringed := row.band.StrokeWidth > 0; ringed != focused {
			t.Errorf("focused %v: the cursor's book has a ring: %v", focused, ringed)
		}
	}
	bare := row.band.FillColor
	s.marks.hover(1)
	if other := s.rows.shown[s.List.Line(1)].band.FillColor; other == bare || other == color.Transparent {
		t.Error("the place under the pointer is not marked")
	}
}
