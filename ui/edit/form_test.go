package edit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"lectern/library/book"
	"lectern/ui/uitest"
)

// box returns the box of a field.
func (f *Form) box(field book.Field) *box {
	return f.boxes[slices.IndexFunc(f.boxes, func(b *box) bool { return b.field == field })]
}

// typedEdits returns the edits of a form as text, by book and field.
func typedEdits(f *Form) string {
	var lines []string
	for id, fields := range f.Edits() {
		for name, text := range fields {
			if text == nil {
				lines = append(lines, fmt.Sprintf("%d %s -", id, name))
			} else {
				lines = append(lines, fmt.Sprintf("%d %s %q", id, name, *text))
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func TestEditFormSavesWhatWasChanged(t *testing.T) {
	test.NewTempApp(t)
	for _, c := range []struct {
		name string
		do   func(*Form)
		want string
	}{
		{"nothing", func(*Form) {}, ""},
		{"title", func(f *Form) { f.box(book.Title).entry.SetText(" Emma! ") }, `1 title "Emma!"`},
		{"blanks", func(f *Form) { f.box(book.Title).entry.SetText(" Emma ") }, ""},
		{"list", func(f *Form) { f.box(book.Authors).entry.SetText("Jane Austen\n\n Me \n") }, `1 authors "Jane Austen\nMe"`},
		{"same list", func(f *Form) { f.box(book.Authors).entry.SetText("Jane Austen\n\nSomebody\n") }, ""},
		{"emptied", func(f *Form) { f.box(book.Subtitle).entry.SetText("") }, `1 subtitle ""`},
		{"year", func(f *Form) { f.box(book.Year).entry.SetText("1816") }, `1 year "1816"`},
		{"series", func(f *Form) { f.series.entry.SetText("Works") }, `1 series "Works #3\nPenguin"`},
		{"part", func(f *Form) { f.part.entry.SetText("#4") }, `1 series "Classics #4\nPenguin"`},
		{"no part", func(f *Form) { f.part.entry.SetText("") }, `1 series "Classics\nPenguin"`},
		{"no series", func(f *Form) { f.series.entry.SetText("") }, `1 series "Penguin"`},
		{"taken back", func(f *Form) { f.box(book.Year).back.OnTapped() }, "1 year -"},
		{"taken back and kept", func(f *Form) { f.box(book.Year).back.OnTapped(); f.box(book.Year).back.OnTapped() }, ""},
		{"taken back and typed", func(f *Form) { f.box(book.Year).back.OnTapped(); f.box(book.Year).entry.SetText("1817") }, `1 year "1817"`},
		{"series taken back", func(f *Form) { f.series.back.OnTapped() }, "1 series -"},
		{"and typed", func(f *Form) { f.series.back.OnTapped(); f.series.entry.SetText("Mine") }, `1 series "Mine\nPenguin"`},
		{"typed and taken back", func(f *Form) { f.box(book.Title).entry.SetText("X"); f.box(book.Title).back.OnTapped() }, ""},
		{"cover", func(f *Form) { f.Cover.Choose("picture:aa", "/pictures/a.png") }, `1 cover "picture:aa"`},
		{"cover taken back", func(f *Form) { f.Cover.Choose("picture:aa", "/pictures/a.png"); f.Cover.back.OnTapped() }, ""},
	} {
		f := NewForm([]*book.Book{uitest.Emma(1)})
		c.do(f)
		if got := typedEdits(f); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestEditFormOfSeveral(t *testing.T) {
	test.NewTempApp(t)
	one, two := uitest.Emma(1), uitest.Emma(2)
	two.Title, two.Series, two.Year, two.Authors = "Persuasion", []book.Series{{Name: "Classics", Part: "6"}}, 1817, []string{"Ann"}
	two.Sources[book.Year] = book.FromTag
	f := NewForm([]*book.Book{one, two})
	for _, field := range []book.Field{book.Title, book.Authors, book.Year} {
		if b := f.box(field); b.entry.Text != "" || b.entry.PlaceHolder != "several values" {
			t.Errorf("%v: %q, %q", field, b.entry.Text, b.entry.PlaceHolder)
		}
	}
	if f.series.entry.Text != "Classics" || f.part.entry.PlaceHolder != "several values" || f.box(book.Language).entry.Text != "en" {
		t.Error("a common value is not shown")
	}
	if got := typedEdits(f); got != "" || !f.Valid() {
		t.Errorf("nothing was typed: %s", got)
	}
	f.series.entry.SetText("Austen") // each book keeps its part
	f.box(book.Language).entry.SetText("")
	f.box(book.Authors).entry.SetText("Ann")
	want := `1 authors "Ann"; 1 language ""; 1 series "Austen #3\nPenguin"; 2 language ""; 2 series "Austen #6"`
	if got := typedEdits(f); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	f = NewForm([]*book.Book{one, two})
	if b := f.box(book.Year); b.fromText != "some of them you typed" || !b.back.Visible() {
		t.Errorf("%q", b.fromText)
	}
	f.box(book.Year).back.OnTapped()
	if got := typedEdits(f); got != "1 year -" {
		t.Errorf("%s; the year of the other was not typed", got)
	}
}

func TestEditFormShowsTheSource(t *testing.T) {
	test.NewTempApp(t)
	f := NewForm([]*book.Book{uitest.Emma(1)})
	for field, want := range map[book.Field]string{book.Title: "from the tags", book.Authors: "from the folder name", book.Year: "you typed this", book.Publisher: ""} {
		b := f.box(field)
		if b.fromText != want || b.back.Visible() != (field == book.Year) {
			t.Errorf("%v: %q, button %v", field, b.fromText, b.back.Visible())
		}
	}
	b := f.box(book.Title)
	b.entry.SetText("Mine")
	if b.fromText != "you typed this" || b.back.Text != backTake || !b.back.Visible() {
		t.Errorf("typed: %q, %q", b.fromText, b.back.Text)
	}
	if len(sourceWords) != int(book.FromEdit)+1 {
		t.Error("a source has no words")
	}
}

func TestEditFormRejectsInvalidText(t *testing.T) {
	test.NewTempApp(t)
	for text, good := range map[string]bool{"": true, "1": true, " 1999 ": true, "2999": true, "0": false, "3000": false, "-5": false, "19x": false, "MCMXC": false} {
		f := NewForm([]*book.Book{uitest.Emma(1)})
		told := false
		f.OnChange = func() { told = true }
		f.box(book.Year).entry.SetText(text)
		if f.Valid() != good || (f.box(book.Year).wrongText == "") != good || !told {
			t.Errorf("year %q: valid %v, %q, told %v", text, f.Valid(), f.box(book.Year).wrongText, told)
		}
	}
	f := NewForm([]*book.Book{uitest.Emma(1)})
	f.box(book.Title).entry.SetText(" ")
	if f.Valid() {
		t.Error("a book without a title")
	}
	b := uitest.Emma(1)
	b.Series = nil
	f = NewForm([]*book.Book{b})
	f.part.entry.SetText("3")
	if f.Valid() || f.part.wrongText == "" {
		t.Error("a part of no series")
	}
	f.series.entry.SetText("Works")
	if !f.Valid() || f.part.wrongText != "" {
		t.Error("a part of a series is not accepted")
	}
}
