package search

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// desk is a search box on a test canvas, with the objects below it.
type desk struct {
	*Box
	wrong *QueryError
	table *widget.Entry // gets the focus after the box
	query string        // the last valid text of the box
}

// newDesk makes a focused box for books with the values of a library.
func newDesk(t *testing.T, lib *uitest.Library) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	d := &desk{table: widget.NewEntry()}
	d.wrong = NewQueryError(func(time.Duration, func()) func() { return func() {} })
	d.Box = New(func(text string) {
		if _, err := view.Parse(text); err == nil {
			d.query = text
		}
	})
	found := lib.Values(t)
	d.Values = func() *view.Facets { return found }
	d.OnLeave = func() { d.canvas().Focus(d.table) }
	d.OnEnter = func() bool { return d.wrong.CheckNow(d.Text) }
	d.OnShortcut = func(fyne.Shortcut) bool { return false }
	d.Post = func(do func()) { do() }
	float := container.New(Below{d.Box, d.wrong}, d.Completions)
	d.Completions.Place, d.wrong.OnResize = float.Refresh, float.Refresh
	w := test.NewTempWindow(t, container.NewStack(container.NewVBox(d.Box, d.wrong, d.table), float))
	w.Resize(fyne.NewSize(1000, 700))
	w.Canvas().Focus(d.Box)
	return d
}

// offered returns the texts of the list, or nil if the list is hidden.
func (s *Box) offered() (texts []string) {
	if s.Completions.Visible() {
		for _, c := range s.list {
			texts = append(texts, c.Text)
		}
	}
	return texts
}

func TestCompletionByKeys(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie", "Anna Banks", "Anna Banks"))
	s := d.Box
	expect := func(text string, offered ...string) {
		t.Helper()
		if s.Text != text || d.query != text && view.Final(text) == nil || !slices.Equal(s.offered(), offered) {
			t.Fatalf("text %q, query %q, offers %q; want %q, %q", s.Text, d.query, s.offered(), text, offered)
		}
		if d.canvas().Focused() != fyne.Focusable(s) {
			t.Fatal("the box has lost the focus")
		}
	}
	test.Type(s, "auth")
	expect("auth", "author:")
	if !s.AcceptsTab() {
		t.Error("Tab would go to the next widget")
	}
	uitest.Press(s, fyne.KeyTab) // takes the first if none is chosen
	expect("author:", "Anna Banks", "Ann Leckie")
	test.Type(s, "ann")
	expect("author:ann", "Anna Banks", "Ann Leckie")
	uitest.Press(s, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown)
	if s.Completions.Chosen != 1 {
		t.Fatalf("%d is chosen", s.Completions.Chosen)
	}
	uitest.Press(s, fyne.KeyReturn)
	expect(`author:="Ann Leckie" `)
	if s.AcceptsTab() {
		t.Error("the box keeps Tab though nothing is offered")
	}

	// In the middle of a text, and after letters of several bytes.
	s.SetText("éé is:m x")
	s.CursorColumn = 7
	uitest.Press(s, fyne.KeyLeft) // there are no completions before a letter
	expect("éé is:m x")
	uitest.Press(s, fyne.KeyRight)
	test.Type(s, "i")
	expect("éé is:mi x", "missing", "mixed", "misnamed")
	uitest.Press(s, fyne.KeyDown, fyne.KeyEnter)
	expect("éé is:missing x")
	if s.CursorColumn != len([]rune("éé is:missing ")) {
		t.Errorf("the cursor is at %d", s.CursorColumn)
	}
}

// TestStatesAreExplained: after "is:", the list begins with the problems that books have,
// and says what each state means.
func TestStatesAreExplained(t *testing.T) {
	lib := uitest.NewLibrary("Dune", "Emma", "Lavinia")
	for slot, lint := range []book.Lint{book.PartGap, book.PartGap | book.OddName, 0} {
		lib.Set(slot, func(b *book.Book) { b.Lint = lint })
	}
	d := newDesk(t, lib)
	test.Type(d.Box, "is:")
	all := rows(d.list, false)
	if len(all) != mostStates || all[0].Text != "gaps" || all[0].Kind != "Missing parts" || all[0].Books != 2 || all[1].Text != "oddname" || all[1].Books != 1 {
		t.Errorf("%d: %+v", len(all), all)
	}
	if all[2].Text != "missing" || all[2].Kind != "" || all[3].Kind != "" || all[4].Kind != "Can’t be read" {
		t.Errorf("%+v", all[2:5])
	}
	if end := d.Completions.Position().Y + d.Completions.MinSize().Height; end > 500 {
		t.Errorf("the list ends at %v", end)
	}
}

// TestWordsAreExplained: a word of the query language stands beside its meaning, unless the
// meaning is the word itself.
func TestWordsAreExplained(t *testing.T) {
	for _, c := range []struct {
		of   view.Completion
		want string
	}{
		{view.Completion{Text: "gaps", Field: view.Is}, "Missing parts"},
		{view.Completion{Text: "missing", Field: view.Is}, ""},
		{view.Completion{Text: "bitrate", Field: view.No}, ""},
		{view.Completion{Text: "author:"}, ""},
		{view.Completion{Text: "Author unknown", Field: view.Title}, ""},
	} {
		if got := meaning(c.of); got != c.want {
			t.Errorf("%q means %q, want %q", c.of.Text, got, c.want)
		}
	}
}

func TestTitlesAreOffered(t *testing.T) {
	d := newDesk(t, uitest.NewLibrary("The Left Hand of Darkness", "Lavinia"))
	test.Type(d.Box, "hand")
	if got := d.offered(); !slices.Equal(got, []string{"The Left Hand of Darkness"}) {
		t.Fatalf("%q are offered", got)
	}
	if uitest.Press(d.Box, fyne.KeyDown, fyne.KeyReturn); d.query != `title:="The Left Hand of Darkness" ` {
		t.Errorf("the query is %q", d.query)
	}
}

func TestEscapeClosesTheListFirst(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie"))
	s := d.Box
	test.Type(s, "ann")
	uitest.Press(s, fyne.KeyEscape)
	if s.Completions.Visible() || s.Text != "ann" {
		t.Fatalf("text %q, offers %q", s.Text, s.offered())
	}
	s.Update()
	if s.Completions.Visible() {
		t.Error("a new frame opens the list again")
	}
	uitest.Press(s, fyne.KeyEscape)
	if s.Text != "" || d.canvas().Focused() != fyne.Focusable(s) {
		t.Fatalf("text %q", s.Text)
	}
	uitest.Press(s, fyne.KeyEscape)
	if d.canvas().Focused() != fyne.Focusable(d.table) {
		t.Error("the third Esc does not leave")
	}

	// Enter without a choice goes to the table and closes the list.
	d.canvas().Focus(s)
	test.Type(s, "ann")
	uitest.Press(s, fyne.KeyReturn)
	if d.canvas().Focused() != fyne.Focusable(d.table) || s.Completions.Visible() || s.Text != "ann" {
		t.Errorf("text %q, offers %q", s.Text, s.offered())
	}
	s.SetText("an") // a link of the details
	if s.Completions.Visible() {
		t.Error("a text that the user did not type opens the list")
	}
}

func TestCompletionByClick(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie", "Anna Banks", "Anna Banks"))
	s, o := d.Box, d.Box.Completions
	test.Type(s, "author:")
	at := fyne.NewPos(40, widgets.CompletionEdge+1.5*widgets.CompletionHeight)
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}}
	o.MouseIn(e)
	o.MouseDown(e) // the order of the driver: down, focus lost, up, focus lost, tap
	d.canvas().Unfocus()
	if !o.Visible() {
		t.Fatal("a press closes the list under the pointer")
	}
	o.MouseUp(e)
	d.canvas().Unfocus()
	o.Tapped(&e.PointEvent)
	if want := `author:="Ann Leckie" `; s.Text != want || d.query != want || o.Visible() || d.canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("text %q, query %q, offers %q", s.Text, d.query, s.offered())
	}
	test.Type(s, "ann")
	d.canvas().Focus(d.table)
	if o.Visible() {
		t.Error("the list stays when the box is left")
	}
}

func TestListStandsUnderTheBox(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie"))
	s, driver := d.Box, fyne.CurrentApp().Driver()
	below := func() float32 {
		return driver.AbsolutePositionForObject(s.Completions).Y - driver.AbsolutePositionForObject(s).Y - s.Size().Height
	}
	test.Type(s, "ann")
	if x := driver.AbsolutePositionForObject(s.Completions).X - driver.AbsolutePositionForObject(s).X; x != 0 || below() != belowGap {
		t.Errorf("%v beside and %v below the box", x, below())
	}
	s.SetText("")
	test.Type(s, "length:>x1 ann")
	d.wrong.CheckNow(s.Text)
	if m := d.wrong; !m.Visible() || below() < m.MinSize().Height {
		t.Errorf("%v below the box: the list covers the error", below())
	}
	if n := len(s.list); n != 1 || s.Completions.Size().Height != widgets.CompletionHeight+2*widgets.CompletionEdge {
		t.Errorf("%d rows are %v high", n, s.Completions.Size().Height)
	}
}

func TestMoreValuesComeLater(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie"))
	s := d.Box
	found := s.Values
	s.Values = func() *view.Facets { return new(view.Facets) }
	test.Type(s, "ann")
	if s.Completions.Visible() {
		t.Fatalf("%q", s.offered())
	}
	s.Values = found
	d.Update()
	if !slices.Equal(s.offered(), []string{"Ann Leckie"}) {
		t.Errorf("%q", s.offered())
	}
	uitest.Press(s, fyne.KeyDown)
	s.Values = func() *view.Facets { return new(view.Facets) }
	d.Update()
	if s.Completions.Chosen != 0 {
		t.Error("a new frame removes the choice")
	}
}

func TestClearShowsWhereThereIsText(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie"))
	shown := func() bool {
		return slices.Contains(test.LaidOutObjects(d.Box), fyne.CanvasObject(d.Box.clear)) && d.Box.clear.Visible()
	}
	if shown() {
		t.Error("an empty box can be cleared")
	}
	test.Type(d.Box, "ann")
	if !shown() {
		t.Fatal("the button does not show")
	}
	test.Tap(d.Box.clear)
	if d.Box.Text != "" || d.query != "" || shown() || d.canvas().Focused() != fyne.Focusable(d.Box) {
		t.Errorf("text %q", d.Box.Text)
	}
}

// TestCompletionsGoWithTheirText: completions belong to the text for which they were
// made, and disappear with it.
func TestCompletionsGoWithTheirText(t *testing.T) {
	d := newDesk(t, uitest.WrittenBy("Ann Leckie"))
	test.Type(d.Box, "author:ann")
	d.Box.SetText("x") // as the search help or the menu of the box does
	d.Box.Update()
	if d.Box.Completions.Visible() || d.Box.AcceptsTab() {
		t.Fatalf("offers %q for another text", d.Box.offered())
	}
}

func TestHintHasRoom(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	s := New(func(string) {})
	for _, c := range []struct {
		width float32
		want  string
	}{{600, searchHints[0]}, {280, searchHints[1]}, {160, searchHints[2]}, {120, ""}, {600, searchHints[0]}} {
		s.Resize(fyne.NewSize(c.width, 36))
		if s.PlaceHolder != c.want {
			t.Errorf("at %v the box says %q, want %q", c.width, s.PlaceHolder, c.want)
		}
	}
}
