package edit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// offered returns the names in the list, or nil if the list is hidden.
func (n *Names) offered() (all []string) {
	if n.list.Visible() {
		for _, c := range n.found {
			all = append(all, c.Text)
		}
	}
	return all
}

// naming returns a form in a window, for books whose library knows some names.
func naming(t *testing.T) *Form {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	f := NewForm([]*book.Book{uitest.Emma(1)})
	known := uitest.WrittenBy("Anna Banks", "Anna Banks", "Ann Leckie", "Jane Austen").Facets(t)
	f.Names.Values = func() *view.Facets { return known }
	w := test.NewTempWindow(t, container.NewStack(f.Content, f.Names.Float))
	w.Resize(fyne.NewSize(700, 900))
	return f
}

func TestNamesCompleteByKeys(t *testing.T) {
	f := naming(t)
	e := f.Entry(book.Authors)
	expect := func(text string, offered ...string) {
		t.Helper()
		if e.Text != text || !slices.Equal(f.Names.offered(), offered) {
			t.Fatalf("text %q, offers %q; want %q, %q", e.Text, f.Names.offered(), text, offered)
		}
	}
	e.SetText("Ann Leckie\n")
	e.CursorRow, e.CursorColumn = 1, 0
	e.focus()
	test.Type(e, "a")
	expect("Ann Leckie\na", "Anna Banks", "Jane Austen") // the other lines are not suggestions
	if e.AcceptsTab() {
		t.Error("Tab does not go to the next box though no name is chosen")
	}
	uitest.Press(e, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	if !e.AcceptsTab() {
		t.Error("Tab does not take the chosen name")
	}
	uitest.Press(e, fyne.KeyTab)
	expect("Ann Leckie\nAnna Banks")
	if got := typedEdits(f); got != `1 authors "Ann Leckie\nAnna Banks"` {
		t.Error(got)
	}
	uitest.Press(e, fyne.KeyReturn)
	test.Type(e, "jane")
	expect("Ann Leckie\nAnna Banks\njane", "Jane Austen")
	uitest.Press(e, fyne.KeyEscape)
	expect("Ann Leckie\nAnna Banks\njane")
	uitest.Press(e, fyne.KeyBackspace)
	expect("Ann Leckie\nAnna Banks\njan", "Jane Austen")
	uitest.Press(e, fyne.KeyLeft) // there are no names in the middle of a line
	expect("Ann Leckie\nAnna Banks\njan")

	publisher := f.Entry(book.Publisher)
	publisher.SetText("")
	saved := false
	f.OnSave = func() { saved = true }
	test.Type(publisher, "Orb")
	if uitest.Press(publisher, fyne.KeyReturn); !saved {
		t.Error("Enter without a choice does not save")
	}
}

// TestLanguagesComplete by their names in the language of the window.
func TestLanguagesComplete(t *testing.T) {
	f := naming(t)
	lib := uitest.NewLibrary("One", "Two")
	lib.Set(0, func(b *book.Book) { b.Language = "eng" })
	lib.Set(1, func(b *book.Book) { b.Language = "de" })
	known := lib.Facets(t)
	f.Names.Values = func() *view.Facets { return known }
	i18n.Use(language.German)
	defer i18n.Use(language.English)
	e := f.Entry(book.Language)
	e.SetText("")
	e.focus()
	test.Type(e, "deu")
	if got := f.Names.offered(); !slices.Equal(got, []string{"Deutsch"}) {
		t.Errorf("offers %q", got)
	}
	f.Names.Values = func() *view.Facets { return nil } // they are not counted yet
	if test.Type(e, "t"); f.Names.offered() != nil {
		t.Errorf("offers %q", f.Names.offered())
	}
}

func TestNamesCompleteByClick(t *testing.T) {
	f := naming(t)
	e, list := f.Entry(book.Authors), f.Names.list
	e.SetText("")
	e.focus()
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	test.Type(e, "an")
	at := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, widgets.CompletionEdge+1.5*widgets.CompletionHeight)}}
	list.MouseIn(at)
	list.MouseDown(at) // the order of the driver: down, focus lost, up, focus lost, tap
	c.Unfocus()
	if !list.Visible() {
		t.Fatal("a press closes the list under the pointer")
	}
	list.MouseUp(at)
	c.Unfocus()
	list.Tapped(&at.PointEvent)
	if e.Text != "Ann Leckie" || list.Visible() || c.Focused() != fyne.Focusable(e) {
		t.Errorf("text %q, offers %q", e.Text, f.Names.offered())
	}
	uitest.Press(e, fyne.KeyBackspace)
	if !list.Visible() {
		t.Fatal("no list")
	}
	c.Focus(f.Entry(book.Title))
	if list.Visible() {
		t.Error("the list stays when its box is left")
	}
}

// TestNamesStandAtTheirBox: the list is below its box, or above it at the lower end of
// the form.
func TestNamesStandAtTheirBox(t *testing.T) {
	f := naming(t)
	e, d := f.Entry(book.Authors), fyne.CurrentApp().Driver()
	place := func() float32 {
		return d.AbsolutePositionForObject(f.Names.list).Y - d.AbsolutePositionForObject(e).Y
	}
	e.SetText("")
	e.focus()
	if test.Type(e, "an"); place() != e.Size().Height+namesGap {
		t.Errorf("%v below a box of %v", place(), e.Size().Height)
	}
	f.Names.Float.Resize(fyne.NewSize(700, d.AbsolutePositionForObject(e).Y+e.Size().Height+30))
	if test.Type(e, "n"); place() >= 0 {
		t.Errorf("%v below the box, out of the form", place())
	}
}
