package books

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// newTestTable shows rows in a table of 1000×600 pixels on a test canvas.
func newTestTable(t testing.TB, rows *Rows) *Table {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	cols := Columns()
	table := NewTable(NewInput(NewSelection(rows)), cols, widthsOf(cols))
	w := test.NewTempWindow(t, container.NewStack(table))
	w.Resize(fyne.NewSize(1000, 600))
	return table
}

// widthsOf returns the default widths of columns.
func widthsOf(cols []Column) []float32 {
	widths := make([]float32, len(cols))
	for i, c := range cols {
		widths[i] = c.Width
	}
	return widths
}

// newTableOf returns a library of n books, "Part 1" to "Part n", in a table.
func newTableOf(t testing.TB, n int) (*uitest.Library, *Rows, *Table) {
	s := uitest.NewLibrary()
	for i := range n {
		s.Add(fmt.Sprint("Part ", i+1))
	}
	rows := NewRows(s.View(t), func(f func()) { f() })
	return s, rows, newTestTable(t, rows)
}

// cells returns the cells in sight.
func cells(table *Table) (visible []*cell) {
	for _, o := range test.WidgetRenderer(table.content.Content.(fyne.Widget)).Objects() {
		if c, ok := o.(*cell); ok {
			visible = append(visible, c)
		}
	}
	return visible
}

func title(t *testing.T, table *Table) string {
	t.Helper()
	b := table.selection.Book()
	if b == nil {
		t.Fatal("no row is selected")
	}
	return b.Title
}

// sight returns where the selected row is on the screen, in pixels from the top of the
// rows.
func sight(table *Table) float32 { return float32(table.cursor)*table.pitch() - table.offset() }

func inSight(table *Table) bool {
	y := sight(table)
	return y >= 0 && y+rowHeight <= table.room()
}

func TestKeysMoveTheSelection(t *testing.T) {
	_, _, table := newTableOf(t, 1000)
	for _, step := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyDown}, "Part 1"},
		{[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "Part 3"},
		{[]fyne.KeyName{fyne.KeyUp}, "Part 2"},
		{[]fyne.KeyName{fyne.KeyUp, fyne.KeyUp, fyne.KeyUp}, "Part 1"},
		{[]fyne.KeyName{fyne.KeyEnd}, "Part 1000"},
		{[]fyne.KeyName{fyne.KeyDown}, "Part 1000"},
		{[]fyne.KeyName{fyne.KeyHome}, "Part 1"},
		{[]fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageUp}, "Part 1"},
	} {
		uitest.Press(table, step.keys...)
		if got := title(t, table); got != step.want {
			t.Errorf("after %v: %q, want %q", step.keys, got, step.want)
		}
		if !inSight(table) {
			t.Errorf("after %v the selected row is out of sight", step.keys)
		}
	}
	uitest.Press(table, fyne.KeyPageDown)
	first, last := table.visible()
	if page := table.cursor; page < 5 || page > last-first {
		t.Errorf("PageDown moved by %d rows with %d in sight", page, last-first)
	}
}

func TestKeysInAnEmptyTable(t *testing.T) {
	_, _, table := newTableOf(t, 0)
	uitest.Press(table, fyne.KeyDown, fyne.KeyUp, fyne.KeyEnd, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn, fyne.KeyLeft, fyne.KeyRight)
	table.TypedRune('a')
	if table.selection.Book() != nil {
		t.Error("something is selected")
	}
}

func TestSelectionOutlivesReSort(t *testing.T) {
	s, rows, table := newTableOf(t, 1000)
	table.selection.Select(300)
	for _, order := range []view.Order{{Key: view.BySize, Desc: true}, {Key: view.BySize}, {Key: view.ByTitle, Desc: true}} {
		before := sight(table)
		s.Query.Sort = []view.Order{order}
		rows.Publish(s.View(t))
		if got := title(t, table); got != "Part 301" {
			t.Fatalf("after sorting by %v: %q is selected", order, got)
		}
		if !inSight(table) {
			t.Errorf("after sorting by %v the selected row is out of sight", order)
		}
		if after := sight(table); after != before {
			t.Errorf("after sorting by %v the selected row moved from %v to %v", order, before, after)
		}
	}
}

func TestPlaceOutlivesRowsThatComeAbove(t *testing.T) {
	s, rows, table := newTableOf(t, 1000)
	table.scrollTo(400 * table.pitch())
	first, _ := table.visible()
	top := table.shown.At(first).Title
	for i := range 50 {
		s.Add(fmt.Sprint("A ", i)) // sorts before every "Part"
	}
	rows.Publish(s.View(t))
	first, _ = table.visible()
	if got := table.shown.At(first).Title; got != top {
		t.Errorf("the row at the top is %q, was %q", got, top)
	}
}

// TestRowsLeaveBelow: a table at its end shows the new end when rows leave it, with the
// row of the cursor among them or not.
func TestRowsLeaveBelow(t *testing.T) {
	for _, cursor := range []int{-1, 20, 99} {
		s, rows, table := newTableOf(t, 100)
		table.scrollTo(100 * table.pitch())
		if cursor >= 0 {
			table.selection.Select(cursor)
			table.scrollTo(100 * table.pitch())
		}
		for slot := 40; slot < 100; slot++ {
			s.Store.Remove(slot)
		}
		rows.Publish(s.View(t))
		if first, last := table.visible(); last != 40 || first > 30 {
			t.Errorf("cursor at %d: the rows from %d to %d of 40 are in sight", cursor, first, last)
		}
	}
}

func TestTopStaysTop(t *testing.T) {
	s, rows, table := newTableOf(t, 1000)
	s.Add("A new one")
	rows.Publish(s.View(t))
	if first, _ := table.visible(); first != 0 || table.shown.At(0).Title != "A new one" {
		t.Errorf("a table at its top shows row %d first", first)
	}
}

func TestSelectionComesBackWithItsRow(t *testing.T) {
	s, rows, table := newTableOf(t, 100)
	table.selection.Select(41)
	s.Query.Text = "nothing has this"
	rows.Publish(s.View(t))
	if table.selection.Book() != nil || table.shown.Len() != 0 {
		t.Fatalf("%d rows, selected %v; want none", table.shown.Len(), table.selection.Book())
	}
	uitest.Press(table, fyne.KeyReturn)
	s.Query.Text = ""
	rows.Publish(s.View(t))
	if got := title(t, table); got != "Part 42" {
		t.Errorf("%q is selected, want Part 42", got)
	}
}

func TestNewSearchBeginsAtTheTop(t *testing.T) {
	s, rows, table := newTableOf(t, 1000)
	table.scrollTo(400 * table.pitch())
	s.Query.Text = "part"
	rows.Publish(s.View(t))
	if table.offset() != 0 {
		t.Errorf("after a new search the table is scrolled to %v", table.offset())
	}
}

func TestTypeToFind(t *testing.T) {
	s := uitest.NewLibrary("Alpha", "Beta", "The Gamma", "Gulliver", "Zeta")
	rows := NewRows(s.View(t), func(f func()) { f() })
	table := newTestTable(t, rows)
	now := time.Unix(0, 0)
	table.input.now = func() time.Time { return now }
	table.TypedRune('g')
	table.TypedRune('u')
	if got := title(t, table); got != "Gulliver" {
		t.Errorf(`"gu" found %q`, got)
	}
	now = now.Add(2 * typeFind)
	table.TypedRune('g')
	if got := title(t, table); got != "The Gamma" {
		t.Errorf(`"g" after a pause found %q, want the next one, past the end`, got)
	}
}

func TestDoubleTapOpens(t *testing.T) {
	_, _, table := newTableOf(t, 10)
	now := time.Unix(0, 0)
	table.input.now = func() time.Time { return now }
	var opened []string
	table.input.OnOpen = func() { opened = append(opened, table.selection.Book().Title) }
	table.tapped(3)
	now = now.Add(widgets.DoubleTap * 2)
	table.tapped(3)
	table.tapped(4)
	if len(opened) != 0 {
		t.Fatalf("opened %v by slow taps and taps on different rows", opened)
	}
	table.tapped(4)
	uitest.Press(table, fyne.KeyEnter)
	if fmt.Sprint(opened) != "[Part 5 Part 5]" {
		t.Errorf("opened %v, want Part 5 by a double tap and by Enter", opened)
	}
}

// TestDoubleTapOnAnotherRowInItsPlace: rows may move between two taps; a book opens
// only if both taps hit it.
func TestDoubleTapOnAnotherRowInItsPlace(t *testing.T) {
	s, rows, table := newTableOf(t, 10)
	now := time.Unix(1, 0)
	table.input.now = func() time.Time { return now }
	var opened []string
	table.input.OnOpen = func() { opened = append(opened, table.selection.Book().Title) }
	table.tapped(0)
	s.Query.Sort = []view.Order{{Key: view.ByTitle, Desc: true}}
	rows.Publish(s.View(t))
	table.tapped(0)
	if len(opened) > 0 {
		t.Errorf("opened %q", opened)
	}
}

func TestTappedCellSelectsItsRow(t *testing.T) {
	_, _, table := newTableOf(t, 100)
	for _, c := range cells(table) {
		if c.row == 4 && c.col == 1 {
			test.Tap(c)
			if got := title(t, table); got != "Part 5" {
				t.Errorf("%q is selected", got)
			}
			return
		}
	}
	t.Fatal("no cell of row 4")
}

func TestHeadingTapSorts(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	var sorted []view.Key
	table.OnSort = func(k view.Key) { sorted = append(sorted, k) }
	for _, o := range test.LaidOutObjects(table) {
		if h, ok := o.(*heading); ok && h.col == 4 {
			test.Tap(h)
		}
	}
	if fmt.Sprint(sorted) != fmt.Sprint([]view.Key{view.ByLength}) {
		t.Errorf("sorted by %v, want length", sorted)
	}
}

func TestDraggedColumnIsRemembered(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	widths := map[view.Key]float32{}
	table.OnWidth = func(k view.Key, w float32) { widths[k] = w }
	table.SetColumnWidth(2, 333)
	if widths[view.ByNarrator] != 333 || len(widths) != 1 {
		t.Errorf("remembered %v, want the narrator's 333", widths)
	}
}

func TestFirstColumnTakesWhatIsLeft(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	table.Resize(fyne.NewSize(2400, 600))
	var sum float32
	for _, w := range table.widths[1:] {
		sum += w + table.Theme().Size("padding")
	}
	if got := table.given + sum; got != 2400 {
		t.Errorf("the columns are %v wide in a table of 2400", got)
	}
	table.Resize(fyne.NewSize(600, 600))
	if table.given != table.widths[0] {
		t.Errorf("in a narrow table the first column is %v wide, want %v", table.given, table.widths[0])
	}
}

func TestCellsShowTheirState(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, c := range []struct {
		state  book.State
		fault  *book.Fault
		second string
		tone   words.Tone
		turns  bool
	}{
		{book.Found, nil, "waiting · a.mp3", words.Muted, false},
		{book.Probing, nil, "reading · a.mp3", words.Muted, true},
		{book.Probed, nil, "a.mp3", words.Muted, false},
		{book.Failed, &book.Fault{Reason: "not an audio file"}, "not an audio file · a.mp3", words.Alarm, false},
		{book.Failed, nil, "could not be read · a.mp3", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "part 1 of 3: its reader failed: runtime error: index out of range"}, "part 1 of 3: could not be read · a.mp3", words.Alarm, false},
		{book.Failed, &book.Fault{Kind: book.Protected, Reason: "protected (DRM)"}, "copy-protected (DRM) · a.mp3", words.Caution, false},
		{book.Failed, &book.Fault{Reason: "part 2 of 8: truncated"}, "part 2 of 8: file is incomplete · a.mp3", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "not a regular file (a named pipe)"}, "not an audio file (named pipe) · a.mp3", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "its length cannot be told"}, "length unknown · a.mp3", words.Alarm, false},
		{book.Missing, nil, "missing · a.mp3", words.Muted, false},
		{book.Offline, nil, "offline · a.mp3", words.Muted, false},
	} {
		f := &book.File{Path: "/x/a.mp3"}
		v := titleCell(&book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: c.state, Fault: c.fault}, now)
		if v.Second != c.second || v.secondTone != c.tone || v.turning != c.turns {
			t.Errorf("%v: %q, tone %d, turning %v; want %q, %d, %v", c.state, v.Second, v.secondTone, v.turning, c.second, c.tone, c.turns)
		}
	}
}

func TestWrongExtensionIsShown(t *testing.T) {
	f := &book.File{Path: "/x/a.mp3", Media: &book.Media{Container: "mp4"}}
	v := titleCell(&book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: book.Probed}, time.Now())
	if want := "really mp4 · a.mp3"; v.Second != want || v.secondTone != words.Muted {
		t.Errorf("%q, want %q", v.Second, want)
	}
}

func TestColumnsOfAnUnreadBookAreBlank(t *testing.T) {
	f := &book.File{Path: "/x/y/a.mp3"}
	b := &book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "a"}}
	blank := map[view.Key]bool{view.ByAuthor: true, view.ByNarrator: true, view.BySeries: true, view.ByLength: true, view.ByBitRate: true, view.ByCodec: true, view.ByProblems: true}
	for _, col := range Columns() {
		if v := col.cell(b, time.Now()); (v.first == "") != blank[col.Key] {
			t.Errorf("%s shows %q", col.Title, v.first)
		}
	}
}

func TestProblemsAreInPlainWords(t *testing.T) {
	for lint, want := range map[book.Lint]content{
		0:                             {},
		book.NoCover:                  {first: "No cover", secondTone: words.Muted},
		book.NoCover | book.WrongName: {first: "No cover", Second: "wrong extension", secondTone: words.Muted},
		book.NoCover | book.WrongName | book.MixedRates: {first: "No cover", Second: "+2 more", secondTone: words.Muted},
	} {
		if got := problemsCell(&book.Book{Lint: lint}, time.Now()); got != want {
			t.Errorf("%v: %+v, want %+v", lint, got, want)
		}
	}
}

// BenchmarkCells draws every visible cell of a window of 1600×1000 pixels.
func BenchmarkCells(b *testing.B) {
	_, _, table := newTableOf(b, 1000)
	table.Resize(fyne.NewSize(1600, 1000))
	visible := cells(table)
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		table.hovered = i % 20
		for _, c := range visible {
			table.update(widget.TableCellID{Row: c.row, Col: c.col}, c)
		}
	}
	b.ReportMetric(float64(len(visible)), "cells")
}

// TestTheWheelDoesNotScrollSideways: the wheel scrolls a table sideways only if it is
// turned sideways.
func TestTheWheelDoesNotScrollSideways(t *testing.T) {
	_, _, table := newTableOf(t, 2) // narrower than its columns
	var hears fyne.Scrollable
	for _, o := range test.WidgetRenderer(table).Objects() {
		if s, ok := o.(fyne.Scrollable); ok {
			hears = s // the last is before the others
		}
	}
	if hears.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)}); table.content.Offset.X != 0 {
		t.Errorf("the wheel moved the table %v sideways", table.content.Offset.X)
	}
	if hears.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-50, 0)}); table.content.Offset.X == 0 {
		t.Error("a wheel turned sideways does nothing")
	}
}
