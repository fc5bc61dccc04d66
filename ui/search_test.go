package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/library/view"
)

// newSearchWindow is a window whose books have the values of a shelf, with the
// focus in the search box.
func newSearchWindow(t *testing.T, s *shelf) *Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(paper{Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	w.rows.Publish(s.view(t))
	found := s.facets(t)
	w.search.values = func() *view.Facets { return found }
	w.Canvas().Focus(w.search)
	return w
}

func (s *search) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		s.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// offered are the texts of the list, nil where it is not shown.
func (o *offers) offered() (texts []string) {
	if o.Visible() {
		for _, c := range o.list {
			texts = append(texts, c.Text)
		}
	}
	return texts
}

func TestCompletionByKeys(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie", "Anna Banks", "Anna Banks"))
	s := w.search
	expect := func(text string, offered ...string) {
		t.Helper()
		if s.Text != text || w.query.Text != text && view.Final(text) == nil || !slices.Equal(s.offers.offered(), offered) {
			t.Fatalf("text %q, query %q, offers %q; want %q, %q", s.Text, w.query.Text, s.offers.offered(), text, offered)
		}
		if w.Canvas().Focused() != fyne.Focusable(s) {
			t.Fatal("the box has lost the focus")
		}
	}
	test.Type(s, "auth")
	expect("auth", "author:")
	if !s.AcceptsTab() {
		t.Error("Tab would go to the next widget")
	}
	s.press(fyne.KeyTab) // the first, where none is chosen
	expect("author:", "Anna Banks", "Ann Leckie")
	test.Type(s, "ann")
	expect("author:ann", "Anna Banks", "Ann Leckie")
	s.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown)
	if s.offers.chosen != 1 {
		t.Fatalf("%d is chosen", s.offers.chosen)
	}
	s.press(fyne.KeyReturn)
	expect(`author:="Ann Leckie" `)
	if s.AcceptsTab() {
		t.Error("the box keeps Tab though nothing is offered")
	}

	// In the middle of a text, and behind letters of several bytes.
	s.SetText("éé is:m x")
	s.CursorColumn = 7
	s.press(fyne.KeyLeft) // nothing is offered before a letter
	expect("éé is:m x")
	s.press(fyne.KeyRight)
	test.Type(s, "i")
	expect("éé is:mi x", "missing", "mixed", "misnamed")
	s.press(fyne.KeyDown, fyne.KeyEnter)
	expect("éé is:missing x")
	if s.CursorColumn != len([]rune("éé is:missing ")) {
		t.Errorf("the cursor is at %d", s.CursorColumn)
	}
}

func TestEscapeClosesTheListFirst(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	s := w.search
	test.Type(s, "ann")
	s.press(fyne.KeyEscape)
	if s.offers.Visible() || s.Text != "ann" {
		t.Fatalf("text %q, offers %q", s.Text, s.offers.offered())
	}
	s.again()
	if s.offers.Visible() {
		t.Error("a new frame opens it again")
	}
	s.press(fyne.KeyEscape)
	if s.Text != "" || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Fatalf("text %q", s.Text)
	}
	s.press(fyne.KeyEscape)
	if w.Canvas().Focused() != fyne.Focusable(w.face) {
		t.Error("the third Esc does not leave")
	}

	// Enter without a choice goes to the table, and the list with it.
	w.Canvas().Focus(s)
	test.Type(s, "ann")
	s.press(fyne.KeyReturn)
	if w.Canvas().Focused() != fyne.Focusable(w.face) || s.offers.Visible() || s.Text != "ann" {
		t.Errorf("text %q, offers %q", s.Text, s.offers.offered())
	}
	s.SetText("an") // a link of the details
	if s.offers.Visible() {
		t.Error("a text that nobody types opens the list")
	}
}

func TestCompletionByClick(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie", "Anna Banks", "Anna Banks"))
	s, o := w.search, w.search.offers
	test.Type(s, "author:")
	at := fyne.NewPos(40, offerEdge+1.5*offerHeight)
	e := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}}
	o.MouseIn(e)
	o.MouseDown(e) // as the driver has it: down, the focus goes, up, the focus goes, tap
	w.Canvas().Unfocus()
	if !o.Visible() {
		t.Fatal("a press closes the list under the pointer")
	}
	o.MouseUp(e)
	w.Canvas().Unfocus()
	o.Tapped(&e.PointEvent)
	if want := `author:="Ann Leckie" `; s.Text != want || w.query.Text != want || o.Visible() || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("text %q, query %q, offers %q", s.Text, w.query.Text, o.offered())
	}
	test.Type(s, "ann")
	w.Canvas().Focus(w.table)
	if o.Visible() {
		t.Error("the list stays when the box is left")
	}
}

func TestListStandsUnderTheBox(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	s, d := w.search, fyne.CurrentApp().Driver()
	below := func() float32 {
		return d.AbsolutePositionForObject(s.offers).Y - d.AbsolutePositionForObject(s).Y - s.Size().Height
	}
	test.Type(s, "ann")
	if x := d.AbsolutePositionForObject(s.offers).X - d.AbsolutePositionForObject(s).X; x != 0 || below() != offersGap {
		t.Errorf("%v beside and %v below the box", x, below())
	}
	s.SetText("")
	test.Type(s, "length:>x1 ann")
	w.mistake.tell(s.Text)
	if m := w.mistake; !m.Visible() || below() < m.MinSize().Height {
		t.Errorf("%v below the box: the list covers what is wrong", below())
	}
	if n := len(s.offers.list); n != 1 || s.offers.Size().Height != offerHeight+2*offerEdge {
		t.Errorf("%d rows are %v high", n, s.offers.Size().Height)
	}
}

func TestMoreValuesComeLater(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	s := w.search
	found := s.values
	s.values = func() *view.Facets { return new(view.Facets) }
	test.Type(s, "ann")
	if s.offers.Visible() {
		t.Fatalf("%q", s.offers.offered())
	}
	s.values = found
	w.newFrame()
	if !slices.Equal(s.offers.offered(), []string{"Ann Leckie"}) {
		t.Errorf("%q", s.offers.offered())
	}
	s.press(fyne.KeyDown)
	s.values = func() *view.Facets { return new(view.Facets) }
	w.newFrame()
	if s.offers.chosen != 0 {
		t.Error("a new frame takes the choice away")
	}
}

func TestClearShowsWhereThereIsText(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	shown := func() bool {
		return slices.Contains(test.LaidOutObjects(w.search), fyne.CanvasObject(w.search.clear)) && w.search.clear.Visible()
	}
	if shown() {
		t.Error("an empty box can be emptied")
	}
	test.Type(w.search, "ann")
	if !shown() {
		t.Fatal("the button does not show")
	}
	test.Tap(w.search.clear)
	if w.search.Text != "" || w.query.Text != "" || shown() || w.Canvas().Focused() != fyne.Focusable(w.search) {
		t.Errorf("text %q", w.search.Text)
	}
}

func TestGuideAgreesWithTheLanguage(t *testing.T) {
	doc, err := os.ReadFile("../docs/QUERY.md")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, column := range topics {
		for _, topic := range column {
			said += topic.also + " "
			for _, e := range topic.examples {
				said += e.query + " "
				x, err := view.Parse(e.query)
				if err != nil || x == nil {
					t.Errorf("%s: %v", e.query, err)
					continue
				}
				if again, err := view.Parse(x.String()); err != nil || again.String() != x.String() {
					t.Errorf("%s prints as %s: %v", e.query, x, err)
				}
				if !strings.Contains(string(doc), "`"+e.query+"`") {
					t.Errorf("%s is not in docs/QUERY.md", e.query)
				}
			}
		}
	}
	for letter := 'a'; letter <= 'z'; letter++ {
		for _, c := range view.Complete(string(letter), 1, nil) {
			if !strings.Contains(said, c.Text) {
				t.Errorf("%s is not told of", c.Text)
			}
		}
	}
}

func TestGuideFillsTheBox(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	w.search.press(keyHelp)
	if !w.guideOnTop() {
		t.Fatal("F1 shows nothing")
	}
	var hints []*hint
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if h, ok := o.(*hint); ok && h.try != nil {
			hints = append(hints, h)
		}
	}
	if len(hints) < 10 {
		t.Fatalf("%d examples", len(hints))
	}
	test.Tap(hints[1])
	if want := topics[0][0].examples[1].query; w.covered() || w.search.Text != want || w.query.Text != want {
		t.Errorf("the search is %q", w.search.Text)
	}
	w.table.TypedKey(&fyne.KeyEvent{Name: keyHelp})
	if !w.guideOnTop() {
		t.Fatal("F1 in the table shows nothing")
	}
	w.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.covered() {
		t.Error("Esc leaves the card")
	}
}

// What is offered is for the text it was made of: no other text is cut by it.
func TestOffersGoWithTheirText(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	test.Type(w.search, "author:ann")
	w.search.SetText("x") // the guide does so, or the box's own menu
	w.search.again()
	if w.search.offers.Visible() || w.search.AcceptsTab() {
		t.Fatalf("offers %q for another text", w.search.offers.offered())
	}
}

func TestSortMenuFollowsTheHeads(t *testing.T) {
	w := newSearchWindow(t, written("Ann Leckie"))
	checked := func() (titles []string) {
		for _, i := range menuItem(t, w, "Sort by").ChildMenu.Items {
			if i.Checked {
				titles = append(titles, i.Label)
			}
		}
		return titles
	}
	choose := func(title string) {
		t.Helper()
		for _, i := range menuItem(t, w, "Sort by").ChildMenu.Items {
			if strings.HasPrefix(i.Label, title) {
				i.Action()
				return
			}
		}
		t.Fatalf("no %q", title)
	}
	expect := func(order string, titles ...string) {
		t.Helper()
		if got := view.FormatSort(w.query.Sort); got != order || w.settings.String(prefSort) != order || !slices.Equal(checked(), titles) {
			t.Errorf("sorted by %q, kept %q, checked %q; want %q, %q", got, w.settings.String(prefSort), checked(), order, titles)
		}
	}
	if got := checked(); !slices.Equal(got, []string{"Title ▲"}) {
		t.Errorf("at first %q", got)
	}
	choose("Author")
	expect("author", "Author ▲")
	choose("Author")
	expect("-author", "Author ▼")
	w.table.onSort(view.ByLength) // a head is clicked
	expect("length", "Length ▲")
	choose("Length")
	expect("-length", "Length ▼")
}

func TestHeaderForgetsWhatIsGone(t *testing.T) {
	s := written("A", "B", "C")
	w := newSearchWindow(t, s)
	w.Canvas().Focus(w.table)
	w.table.selectAll()
	if got := w.header.line(); !strings.HasPrefix(got, "3 selected") {
		t.Fatalf("%q", got)
	}
	s.set(0, func(b *book.Book) { b.Hidden = true })
	w.rows.Publish(s.view(t))
	if got := w.header.left.Text; !strings.HasPrefix(got, "2 selected") {
		t.Errorf("one was removed: %q", got)
	}
	s.query.Text = "is:hidden"
	w.rows.Publish(s.view(t))
	if got := w.header.left.Text; got != "1 of 3 books · 1 removed" {
		t.Errorf("the hidden one: %q", got)
	}
	s.query.Text = ""
	for i := range 3 {
		s.set(i, func(b *book.Book) { b.Hidden = true })
	}
	w.rows.Publish(s.view(t))
	if got := w.header.left.Text; got != "" {
		t.Errorf("nothing is left to count: %q", got)
	}
}

func TestHintHasRoom(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(paper{Light})
	s := newSearch(func(string) {})
	for _, c := range []struct {
		width float32
		want  string
	}{{600, searchHints[0]}, {280, searchHints[1]}, {160, searchHints[2]}, {600, searchHints[0]}} {
		s.Resize(fyne.NewSize(c.width, 36))
		if s.PlaceHolder != c.want {
			t.Errorf("at %v the box says %q, want %q", c.width, s.PlaceHolder, c.want)
		}
	}
}
