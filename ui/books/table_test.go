package books

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// newTestTable shows rows in a table of 1000×600 pixels on a test canvas.
func newTestTable(t testing.TB, rows *Rows) *Table {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	table := NewTable(NewInput(NewSelection(rows)), layout())
	w := test.NewTempWindow(t, container.NewStack(table))
	w.Resize(fyne.NewSize(1000, 600))
	return table
}

// layout returns the columns of the default layout.
func layout() []Choice { return DefaultChoices(nil) }

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
	for _, r := range table.rows.shown {
		visible = append(visible, r.cells...)
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

// onScreen returns where the selected row is on the screen, in pixels from the top of the
// rows.
func onScreen(table *Table) float32 {
	return float32(table.marks.cursor)*table.pitch() - table.viewport.offset()
}

func inSight(table *Table) bool {
	y := onScreen(table)
	return y >= 0 && y+rowHeight <= table.viewport.room()
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
	if page := table.marks.cursor; page < 5 || page > last-first {
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
		before := onScreen(table)
		s.Query.Sort = []view.Order{order}
		rows.Publish(s.View(t))
		if got := title(t, table); got != "Part 301" {
			t.Fatalf("after sorting by %v: %q is selected", order, got)
		}
		if !inSight(table) {
			t.Errorf("after sorting by %v the selected row is out of sight", order)
		}
		if after := onScreen(table); after != before {
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
	if table.viewport.offset() != 0 {
		t.Errorf("after a new search the table is scrolled to %v", table.viewport.offset())
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
	table.OnSort = func(k view.Key, more bool) {
		if more {
			t.Error("the column is added to the others without Shift")
		}
		sorted = append(sorted, k)
	}
	for _, o := range test.LaidOutObjects(table) {
		if h, ok := o.(*heading); ok && table.columns.all[h.column()].Column.Key == view.ByLength {
			test.Tap(h)
		}
	}
	if fmt.Sprint(sorted) != fmt.Sprint([]view.Key{view.ByLength}) {
		t.Errorf("sorted by %v, want length", sorted)
	}
}

func TestShiftTapAddsASortKey(t *testing.T) {
	s, rows, table := newTableOf(t, 3)
	table.input.held = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	table.OnSort = func(k view.Key, more bool) {
		if k != view.ByAuthor || !more {
			t.Errorf("sorted by %v, added %v", k, more)
		}
	}
	test.Tap(table.heads.heads[1])
	s.Query.Sort = []view.Order{{Key: view.ByAuthor}, {Key: view.ByTitle, Desc: true}}
	rows.Publish(s.View(t))
	if got := []string{table.heads.heads[0].title.Canvas.Text, table.heads.heads[1].title.Canvas.Text}; fmt.Sprint(got) != "[Title ↓2 Author ↑1]" {
		t.Errorf("the headings say %v", got)
	}
}

// drag drags a heading or a divider by so many pixels.
func drag(o fyne.Draggable, pixels float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o.(fyne.CanvasObject)).AddXY(1, 5)
	o.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at.AddXY(pixels, 0)}, Dragged: fyne.NewDelta(pixels, 0)})
	o.DragEnd()
}

func TestDraggedDividerSetsTheWidth(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	told := 0
	table.OnColumns = func() { told++ }
	was := table.columns.widths[1]
	drag(table.heads.dividers[1], 100)
	if c := table.Choices()[1]; c.Key != view.ByAuthor || c.Width != was+100 || told != 1 {
		t.Errorf("the author is %v wide, was %v; told %d times", c.Width, was, told)
	}
	drag(table.heads.dividers[2], -70) // the length
	if w, least := table.columns.widths[2], table.columns.all[2].Column.Width; w != least {
		t.Errorf("the length has %v, and is cut: it needs %v", w, least)
	}
}

// TestDividerFollowsThePointer: a divider that makes a column narrower at the right end of
// a scrolled table stays below the pointer. The columns fill the table again afterwards.
func TestDividerFollowsThePointer(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	for i := range 4 {
		table.heads.setWidth(i, 300)
	}
	table.scrollSideways(table.columns.total)
	room := table.Size().Width - scrollBarRoom
	divider := table.heads.dividers[3]
	before := divider.Position().X
	divider.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-90, 0)})
	if moved := divider.Position().X - before; moved != -90 {
		t.Errorf("the divider moved by %v while the pointer moved by -90", moved)
	}
	divider.DragEnd()
	if right := table.columns.total - table.columns.x; right != room {
		t.Errorf("the columns end at %v of %v", right, room)
	}
}

func TestDoubleTapOnADividerFitsTheColumn(t *testing.T) {
	s, rows, table := newTableOf(t, 3)
	s.Set(1, func(b *book.Book) {
		b.Authors = []string{"A name that is much longer than the column is wide at first"}
	})
	rows.Publish(s.View(t))
	now := time.Unix(9, 0)
	table.input.now = func() time.Time { return now }
	cut := func() bool {
		for _, c := range cells(table) {
			if c.row == 1 && c.col == 1 {
				return strings.HasSuffix(c.first.Canvas.Text, "…")
			}
		}
		t.Fatal("no author")
		return false
	}
	test.Tap(table.heads.dividers[1])
	if !cut() {
		t.Fatal("one tap fits the column")
	}
	test.Tap(table.heads.dividers[1])
	if cut() {
		t.Errorf("the author is still cut, in a column of %v", table.columns.widths[1])
	}
}

func TestDraggedHeadingMovesTheColumn(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	want := []view.Key{view.ByTitle, view.ByLength, view.ByNarrator, view.ByAuthor}
	drag(table.heads.heads[1], table.columns.widths[1]+table.columns.widths[2]+table.columns.widths[3]) // the author
	drag(table.heads.heads[0], 500)                                                                     // the title stays
	for i, c := range table.Choices()[:4] {
		if c.Key != want[i] {
			t.Errorf("column %d is %v, want %v", i, c.Key, want[i])
		}
	}
	drag(table.heads.heads[3], -900)
	if c := table.Choices(); c[0].Key != view.ByTitle || c[1].Key != view.ByAuthor {
		t.Errorf("the author was dragged before the title: %v", c)
	}
}

// TestColumnsChangeDuringADrag: a shortcut may show fewer columns while the user drags.
func TestColumnsChangeDuringADrag(t *testing.T) {
	at := func(x float32) *fyne.DragEvent {
		return &fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: fyne.NewPos(x, 5)}, Dragged: fyne.NewDelta(9, 0)}
	}
	_, _, table := newTableOf(t, 3)
	head := table.heads.heads[1]
	head.Dragged(at(999))
	table.SetColumns(ParseChoices("title,year,author"))
	head.DragEnd()
	if got := FormatChoices(table.Choices()); got != "title,author,year" {
		t.Errorf("a heading was dropped: the columns are %s", got)
	}

	table.SetColumns(layout())
	divider := table.heads.dividers[3]
	divider.Dragged(at(0))
	table.SetColumns(ParseChoices("title,year"))
	divider.Dragged(at(0))
	divider.DragEnd()
	if got := FormatChoices(table.Choices()); got != "title,year" {
		t.Errorf("a divider was dropped: the columns are %s", got)
	}
}

func TestColumnsCanBeChosen(t *testing.T) {
	_, _, table := newTableOf(t, 3)
	table.Resize(fyne.NewSize(740, 600))
	has := func(key view.Key) bool {
		return slices.ContainsFunc(table.Choices(), func(c Choice) bool { return c.Key == key })
	}
	if !table.HasRoom(view.BySeries) || table.HasRoom(view.ByYear) || !has(view.ByYear) {
		t.Fatalf("in 740 pixels: %v of %v", table.columns.seen, table.Choices())
	}
	table.ToggleColumn(view.ByYear) // it has no room
	if !table.HasRoom(view.ByYear) || !has(view.ByYear) {
		t.Error("a column that was ticked although there was no room is not in sight")
	}
	if table.ToggleColumn(view.ByYear); has(view.ByYear) {
		t.Error("a column in sight was not removed")
	}
	if table.ToggleColumn(view.ByPublisher); !table.HasRoom(view.ByPublisher) {
		t.Error("a new column is not in sight")
	}
	if table.ToggleColumn(view.ByTitle); !has(view.ByTitle) {
		t.Error("the title was removed")
	}
}

// TestTheTitleStaysInSight: the other columns scroll sideways below it, are drawn as long as
// enough of them is in sight, and a new search shows their beginning.
func TestTheTitleStaysInSight(t *testing.T) {
	s, rows, table := newTableOf(t, 40)
	table.SetColumns(ParseChoices("title:200,author:500,+narrator,+series,length"))
	table.Resize(fyne.NewSize(600, 400))
	uitest.Press(table, fyne.KeyRight, fyne.KeyRight)
	if table.columns.x != 2*sideStep || !table.bar.plain.Visible() {
		t.Fatalf("scrolled %v sideways, the bar visible %v", table.columns.x, table.bar.plain.Visible())
	}
	for _, r := range table.rows.shown {
		if x := r.cells[0].Position().X; x != 0 {
			t.Errorf("the title is at %v", x)
		}
		if x := r.cells[1].Position().X; x != 204-table.columns.x {
			t.Errorf("the author is at %v", x)
		}
	}
	if end := table.viewport.scroll.Position().Y + table.viewport.scroll.Size().Height; end > table.bar.plain.Position().Y {
		t.Errorf("the rows reach down to %v, the bar begins at %v", end, table.bar.plain.Position().Y)
	}
	uitest.Press(table, fyne.KeyEnd)
	if bottom := onScreen(table) + table.pitch(); bottom > table.viewport.room() {
		t.Errorf("the last row ends at %v of %v", bottom, table.viewport.room())
	}
	first, _ := table.visible()
	for _, step := range []struct {
		col   int
		x     float32
		drawn bool
	}{
		{1, 254, true}, {1, 256, false}, // half of the author is covered
		{4, table.columns.total - table.columns.room, true}, {4, table.columns.total - table.columns.room - 2, false},
	} {
		table.scrollSideways(step.x - table.columns.x)
		r := table.rows.shown[first]
		if slices.Contains(r.objects, fyne.CanvasObject(r.cells[step.col])) != step.drawn ||
			slices.Contains(table.heads.content.Objects, fyne.CanvasObject(table.heads.heads[step.col])) != step.drawn {
			t.Errorf("scrolled by %v, column %d is drawn: not %v", table.columns.x, step.col, step.drawn)
		}
	}
	s.Query.Text = "part"
	rows.Publish(s.View(t))
	if table.columns.x != 0 {
		t.Errorf("after a new search the table is scrolled %v sideways", table.columns.x)
	}
}

// TestLanguagesAreWholeWhereThereIsRoom: unlike a figure, the name of a language may be long.
func TestLanguagesAreWholeWhereThereIsRoom(t *testing.T) {
	_, _, table := newTableOf(t, 1)
	table.SetColumns([]Choice{{Key: view.ByTitle}, {Key: view.ByLanguage}})
	b := uitest.Emma(1)
	b.Language = "en-US"
	if w, n := table.columns.widths[1], table.columns.all[1].Column.content(b, time.Time{}).width(rowHeight); w < n {
		t.Errorf("%v pixels of %v; American English needs %v", w, table.columns.room, n)
	}
}

// TestFiguresAreNeverCut: the columns of figures have room for the longest, and for
// their headings with a mark.
func TestFiguresAreNeverCut(t *testing.T) {
	now := time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)
	b := longest(now)
	newTableOf(t, 1)
	for _, c := range Columns() {
		if n := need(c); c.Width < n {
			t.Errorf("%s has %v pixels, and needs %v", c.Title, c.Width, n)
		}
	}
	defer i18n.Use(language.English)
	for _, tag := range i18n.Languages() { // some need more
		i18n.Use(tag)
		_, _, table := newTableOf(t, 1)
		table.SetColumns([]Choice{{Key: view.ByTitle}, {Key: view.ByAdded}})
		if w, n := table.columns.all[1].Column.Width, table.columns.all[1].Column.content(b, now).width(rowHeight); w < n {
			t.Errorf("in %v a date has %v pixels, and needs %v", tag, w, n)
		}
	}
	for _, tag := range i18n.Languages() {
		i18n.Use(tag)
		for col, v := range map[int]content{partColumn: {first: "100-102"}, lengthColumn: lengthCell(b, now)} {
			if w, need := seriesWidths(900, 4, seriesColumns()[lengthColumn].Width)[col], v.width(rowHeight); w < need {
				t.Errorf("in %v, %q has %v pixels in the series, and needs %v", tag, v.first, w, need)
			}
		}
	}
}

func TestDensity(t *testing.T) {
	_, _, table := newTableOf(t, 100)
	rows := func() int { first, last := table.visible(); return last - first }
	normal := rows()
	table.scrollTo(40 * table.pitch())
	table.SetDensity(Compact)
	if rows() <= normal {
		t.Errorf("%d compact rows, %d normal ones", rows(), normal)
	}
	if first, _ := table.visible(); first != 40 {
		t.Errorf("row %d is at the top, was 40", first)
	}
	for _, c := range cells(table) {
		if c.shown.Second != "" {
			t.Errorf("a compact row has a second line, %q", c.shown.Second)
		}
	}
	if table.SetDensity(Large); rows() >= normal {
		t.Errorf("%d large rows, %d normal ones", rows(), normal)
	}
}

func TestARowShowsThePointerAndTheFocus(t *testing.T) {
	_, _, table := newTableOf(t, 10)
	if table.marks.hover(3); table.rows.shown[3].band.FillColor == color.Transparent || table.rows.shown[4].band.FillColor != color.Transparent {
		t.Error("the row under the pointer does not differ")
	}
	focus(table)
	table.FocusLost()
	if table.FocusGained(); table.ring.Hidden {
		t.Error("no row has the cursor, and the focus is not shown")
	}
	table.selection.Select(2)
	if !table.ring.Hidden || table.rows.shown[2].ring.StrokeWidth == 0 || table.rows.shown[3].ring.StrokeWidth != 0 {
		t.Error("the focus is not shown")
	}
	table.FocusLost()
	if table.rows.shown[2].ring.StrokeWidth != 0 {
		t.Error("a focus is shown that is elsewhere")
	}
}

// TestScrolledAwayTheMarkIsGone: a row that leaves the screen takes its mark along, and comes
// back without one.
func TestScrolledAwayTheMarkIsGone(t *testing.T) {
	_, _, table := newTableOf(t, 1000)
	_, _, grid := newTestGrid(t, 1000)
	_, _, series := newTestSeries(t, long(1000)...)
	for _, mode := range []struct {
		name     string
		marks    *marks
		viewport *viewport
		draw     func()
	}{
		{"table", table.marks, table.viewport, table.draw},
		{"grid", grid.marks, grid.viewport, grid.draw},
		{"series", series.marks, series.viewport, series.draw},
	} {
		mode.marks.hover(2)
		for _, y := range []float32{1, 9000} {
			mode.viewport.to(y)
			mode.draw()
			if want := y < 9000; (mode.marks.hovered == 2) != want {
				t.Errorf("%s scrolled to %v: row %d is marked", mode.name, y, mode.marks.hovered)
			}
		}
	}
}

// TestTheWheelMovesTheMark: another row comes below the pointer, which does not move. Whichever
// object the pointer leaves then, no row is marked.
func TestTheWheelMovesTheMark(t *testing.T) {
	_, _, table := newTableOf(t, 1000)
	_, _, grid := newTestGrid(t, 1000)
	_, _, series := newTestSeries(t, long(1000)...)
	for _, mode := range []struct {
		name  string
		of    fyne.CanvasObject
		marks *marks
		at    fyne.Position // of the pointer
		rows  int           // by which a notch scrolls
		leave func()
	}{
		{"table", table, table.marks, fyne.NewPos(50, headingHeight+5*table.pitch()+9), 3, func() { table.rows.shown[4].MouseOut() }},
		{"grid", grid.Grid, grid.marks, fyne.NewPos(50, 300), grid.layout().columns(), func() { grid.items.shown[12].MouseOut() }},
		{"series", series.Series, series.marks, fyne.NewPos(50, sectionHeight+5*series.pitch()+9), 3, func() { series.rows.shown[8].cells[0].MouseOut() }},
	} {
		turn := func(notches float32, at fyne.Position) int {
			wheelOf(t, mode.of).Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, -notches*widgets.Notch)})
			return mode.marks.hovered
		}
		first := turn(0, mode.at)
		if got := turn(1, mode.at); first < 0 || got < first+mode.rows-1 || got > first+mode.rows {
			t.Errorf("%s: a notch moves the mark from %d to %d", mode.name, first, got)
		}
		if got := turn(1, fyne.NewPos(mode.of.Size().Width-1, mode.at.Y)); got != -1 {
			t.Errorf("%s: over the scroll bar, %d is marked", mode.name, got)
		}
		turn(-1, mode.at)
		if mode.leave(); mode.marks.hovered != -1 {
			t.Errorf("%s: the mark of %d stays", mode.name, mode.marks.hovered)
		}
	}
}

// TestTheWheelHidesTheTip: another book comes below the pointer, which does not move.
func TestTheWheelHidesTheTip(t *testing.T) {
	_, _, grid := newTestGrid(t, 1000)
	_, _, series := newTestSeries(t, long(1000)...)
	due := false
	widgets.NewTips(func(time.Duration, func()) func() {
		due = true
		return func() { due = false }
	})
	turn := func(o fyne.CanvasObject) func() {
		return func() { wheelOf(t, o).Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -widgets.Notch)}) }
	}
	for name, do := range map[string]func(){
		"the wheel on the shelf":     turn(grid.Grid),
		"the wheel among the series": turn(series.Series),
		"another size of covers":     func() { grid.SetCoverSize(MostCover) },
	} {
		grid.viewport.to(0)
		widgets.Hover(grid, fyne.NewPos(9, 9), "The title")
		if !due {
			t.Fatal("no tip is due")
		}
		if do(); due {
			t.Errorf("%s: the tip stays", name)
		}
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
		{book.Found, nil, "waiting", words.Muted, false},
		{book.Probing, nil, "reading", words.Muted, true},
		{book.Probed, nil, "", words.Muted, false},
		{book.Failed, &book.Fault{Reason: "not an audio file"}, "not an audio file", words.Alarm, false},
		{book.Failed, nil, "could not be read", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "part 1 of 3: its reader failed: runtime error: index out of range"}, "part 1 of 3: could not be read", words.Alarm, false},
		{book.Failed, &book.Fault{Kind: book.Protected, Reason: "protected (DRM)"}, "copy-protected (DRM)", words.Caution, false},
		{book.Failed, &book.Fault{Reason: "part 2 of 8: truncated"}, "part 2 of 8: file is incomplete", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "not a regular file (a named pipe)"}, "not an audio file (named pipe)", words.Alarm, false},
		{book.Failed, &book.Fault{Reason: "its length cannot be told"}, "length unknown", words.Alarm, false},
		{book.Missing, nil, "missing", words.Muted, false},
		{book.Offline, nil, "offline", words.Muted, false},
	} {
		f := &book.File{Path: "/x/a.mp3"}
		v := titleCell(&book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: c.state, Fault: c.fault}, now)
		if v.Second != c.second || v.secondTone != c.tone || v.turning != c.turns {
			t.Errorf("%v: %q, tone %d, turning %v; want %q, %d, %v", c.state, v.Second, v.secondTone, v.turning, c.second, c.tone, c.turns)
		}
	}
}

func TestWrongExtensionIsShown(t *testing.T) {
	f := &book.File{Path: "/x/a.mp3", Media: book.Pack(&book.Media{Container: "mp4"})}
	v := titleCell(&book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "A"}, State: book.Probed}, time.Now())
	if want := "really mp4"; v.Second != want || v.secondTone != words.Muted {
		t.Errorf("%q, want %q", v.Second, want)
	}
}

func TestColumnsOfAnUnreadBookAreBlank(t *testing.T) {
	f := &book.File{Path: "/x/y/a.mp3"}
	b := &book.Book{Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "a"}}
	blank := map[view.Key]bool{view.ByAuthor: true, view.ByNarrator: true, view.BySeries: true, view.ByLength: true, view.ByBitRate: true, view.ByCodec: true, view.ByProblems: true,
		view.ByYear: true, view.ByGenres: true, view.ByPublisher: true, view.ByLanguage: true, view.BySubtitle: true, view.ByEdition: true, view.ByContributors: true,
		view.ByASIN: true, view.ByISBN: true, view.ByDescription: true, view.ByRating: true, view.ByTags: true, view.ByNote: true, view.ByAdded: true, view.ByModified: true, view.ByChapters: true,
		view.ByProgress: true, view.ByPlayed: true, view.ByFinished: true, view.ByStarted: true, view.ByAbandoned: true, view.ByBookmarks: true}
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

// BenchmarkCells draws every visible cell of a window of 1600×1000 pixels, each with
// another text than in the round before.
func BenchmarkCells(b *testing.B) {
	library, _, table := newTableOf(b, 1000)
	table.Resize(fyne.NewSize(1600, 1000))
	visible := cells(table)
	var views [2]*view.View
	for i, word := range []string{"One", "Other"} {
		for slot := range 1000 {
			library.Set(slot, func(b *book.Book) {
				text := fmt.Sprint(word, " ", slot)
				b.Title, b.Authors, b.Narrators, b.Genres = text, []string{text}, []string{text}, []string{text}
				b.Series = []book.Series{{Name: text, Part: "2"}}
				b.Year, b.Size, b.Duration = 2000+i, int64(i+1)*5e8, time.Duration(i+1)*time.Hour
				b.Added = uitest.Noon.AddDate(0, 0, i).UnixNano()
			})
		}
		views[i] = library.View(b)
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		table.shown = views[i%2]
		for _, c := range visible {
			table.update(c.row, c.col, c)
		}
	}
	b.ReportMetric(float64(len(visible)), "cells")
}

// TestWheel: the wheel scrolls three rows at a notch, and sideways only if it is turned
// sideways.
func TestWheel(t *testing.T) {
	_, _, table := newTableOf(t, 40)
	table.SetColumns(ParseChoices("title:900,author:900,length"))
	var hears fyne.Scrollable
	for _, o := range test.WidgetRenderer(table).Objects() {
		if s, ok := o.(fyne.Scrollable); ok {
			hears = s // the last is before the others
		}
	}
	if hears.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)}); table.columns.x != 0 || table.viewport.offset() != 6*table.pitch() {
		t.Errorf("two notches moved the table by %v, and %v sideways", table.viewport.offset(), table.columns.x)
	}
	if hears.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 0.5)}); table.viewport.offset() != 6*table.pitch()-0.5 {
		t.Errorf("half a pixel moved the table to %v", table.viewport.offset())
	}
	if hears.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-50, 0)}); table.columns.x == 0 {
		t.Error("a wheel turned sideways does nothing")
	}
}

// airy is a theme in which few rows are as high as a million.
type airy struct{ widgets.Theme }

func (a airy) Size(name fyne.ThemeSizeName) float32 {
	if name == theme.SizeNamePadding {
		return 400
	}
	return a.Theme.Size(name)
}

// TestFarDown: rows stand at even distances beyond 2²⁵ pixels too, where float32 has every
// fourth pixel only, and the last is whole in sight.
func TestFarDown(t *testing.T) {
	_, _, table := newTableOf(t, 100_000)
	fyne.CurrentApp().Settings().SetTheme(airy{widgets.Theme{Appearance: widgets.Light}})
	table.Refresh()
	if table.viewport.height() < 1<<25 {
		t.Fatalf("all rows are %g pixels high", table.viewport.height())
	}
	table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if row := table.marks.cursor; row != 99_999 || !inSight(table) {
		t.Errorf("End leads to row %d, in sight: %v", row, inSight(table))
	}
	for _, step := range []float32{0, 20, 20, 150, 20} {
		table.viewport.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: step}})
		top := map[int]float32{}
		for row, r := range table.rows.shown {
			top[row] = fyne.CurrentApp().Driver().AbsolutePositionForObject(r).Y
		}
		if len(top) < 2 {
			t.Fatal("rows in sight:", top)
		}
		for row, y := range top {
			next, shown := top[row+1]
			if off := next - y - table.pitch(); shown && max(off, -off) > 0.01 {
				t.Errorf("row %d is %g pixels below row %d, not %g", row+1, next-y, row, table.pitch())
			}
		}
	}
}

// BenchmarkToggleColumn adds a column that has no room to a table whose texts were never
// measured, and removes it.
func BenchmarkToggleColumn(b *testing.B) {
	library, _, table := newTableOf(b, 20)
	table.Resize(fyne.NewSize(1000, 700))
	round := 0
	for _, key := range []view.Key{view.ByDescription, view.ByFolder, view.ByAbandoned, view.ByChapters} {
		b.Run(key.String(), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				delete(table.columns.roomy, key)
				round++
				for slot := range 20 {
					library.Set(slot, func(b *book.Book) {
						text := fmt.Sprintf("Book %d-%d has a long title, and a subtitle", round, slot)
						b.Title, b.Authors, b.Narrators, b.Genres = text, []string{text}, []string{text}, []string{text}
						b.Description = strings.Repeat(text+". ", 40)
					})
				}
				table.shown = library.View(b)
				table.Refresh()
				b.StartTimer()
				table.ToggleColumn(key)
				table.ToggleColumn(key)
			}
		})
	}
}
