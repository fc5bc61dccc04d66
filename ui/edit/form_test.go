package edit

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
)

// box returns the box of a field.
func (f *Form) box(field book.Field) *box {
	return f.boxes[slices.IndexFunc(f.boxes, func(b *box) bool { return b.field == field })]
}

// shownLinks returns the links above a box.
func (f *captioned) shownLinks() string {
	var all []string
	for _, link := range f.links {
		if link.Visible() {
			all = append(all, link.Text)
		}
	}
	return strings.Join(all, " ")
}

// follow clicks a link above a box.
func (f *captioned) follow(t *testing.T, name string) {
	t.Helper()
	for _, link := range f.links {
		if link.Visible() && link.Text == name {
			link.OnTapped()
			return
		}
	}
	t.Fatalf("%s has no link %q but %q", f.labelText, name, f.shownLinks())
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
		{"taken back", func(f *Form) { f.box(book.Year).follow(t, "Reset") }, "1 year -"},
		{"taken back and kept", func(f *Form) { f.box(book.Year).follow(t, "Reset"); f.box(book.Year).follow(t, "Undo") }, ""},
		{"taken back and typed", func(f *Form) { f.box(book.Year).follow(t, "Reset"); f.box(book.Year).entry.SetText("1817") }, `1 year "1817"`},
		{"series taken back", func(f *Form) { f.series.follow(t, "Reset") }, "1 series -"},
		{"and typed", func(f *Form) { f.series.follow(t, "Reset"); f.series.entry.SetText("Mine") }, `1 series "Mine #3\nPenguin"`},
		{"series reset and undone", func(f *Form) { f.series.follow(t, "Reset"); f.series.follow(t, "Undo") }, ""},
		{"reset and undone by a key", func(f *Form) {
			f.box(book.Year).follow(t, "Reset")
			f.box(book.Year).entry.SetText("1815")
		}, ""},
		{"typed and taken back", func(f *Form) { f.box(book.Title).entry.SetText("X"); f.box(book.Title).follow(t, "Undo") }, ""},
		{"rating", func(f *Form) { f.box(book.Rating).entry.SetText(" 4.5") }, `1 rating "4.5"`},
		{"tags and a note", func(f *Form) {
			f.box(book.OwnTags).entry.SetText("reread\n\ngift")
			f.box(book.Note).entry.SetText("a\n\nb\n")
		}, `1 note "a\n\nb"; 1 tags "reread\ngift"`},
		{"cover", func(f *Form) { f.Cover.Choose("picture:aa", "/pictures/a.png") }, `1 cover "picture:aa"`},
		{"cover taken back", func(f *Form) { f.Cover.Choose("picture:aa", "/pictures/a.png"); f.Cover.follow(t, "Undo") }, ""},
	} {
		f := NewForm([]*book.Book{uitest.Emma(1)})
		c.do(f)
		if got := typedEdits(f); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestCoverBoxShowsTheCover: the box shows the cover that Save gives the book, and nothing
// if several books keep theirs.
func TestCoverBoxShowsTheCover(t *testing.T) {
	test.NewTempApp(t)
	typed := uitest.Emma(1)
	typed.Picture, typed.Sources[book.Picture] = "picture:bb", book.FromEdit
	typed.Notes = &book.Notes{Picture: "/x/cover.jpg", Cover: true}
	for name, books := range map[string][]*book.Book{"one": {typed}, "two": {typed, uitest.Emma(2)}} {
		c := NewForm(books).Cover
		var fetched string // of the book whose cover is shown
		var answer func(*image.RGBA)
		c.Fetch = func(b *book.Book, done func(*image.RGBA)) func() {
			fetched, answer = b.Picture+" of "+b.Title, done
			return func() { fetched, answer = "", nil }
		}
		shows := func(after, of string) {
			t.Helper()
			if fetched != of {
				t.Errorf("%s: after %s it shows %q, want %q", name, after, fetched, of)
			}
		}
		own, without := "picture:bb of Emma", " of Emma"
		if len(books) > 1 {
			own, without = "", ""
		}
		c.Preview()
		shows("the start", own)
		c.Choose("picture:aa", "/pictures/a.png")
		shows("a choice", "picture:aa of Emma")
		answer(image.NewRGBA(image.Rect(0, 0, 4, 4)))
		if c.picture.Picture.Image == nil {
			t.Error("the picture is not shown")
		}
		c.follow(t, "Undo")
		shows("an undo", own)
		if c.picture.Picture.Image != nil {
			t.Error("the other picture stays")
		}
		c.follow(t, "Reset")
		shows("a reset", without)
		c.End()
		shows("the end", "")
	}
	if typed.Picture != "picture:bb" {
		t.Error("the book was changed")
	}
}

func TestEditFormOfSeveral(t *testing.T) {
	test.NewTempApp(t)
	one, two := uitest.Emma(1), uitest.Emma(2)
	two.Title, two.Series, two.Year, two.Authors = "Persuasion", []book.Series{{Name: "Classics", Part: "6"}}, 1817, []string{"Ann"}
	two.Sources[book.Year] = book.FromTag
	f := NewForm([]*book.Book{one, two})
	for _, field := range []book.Field{book.Title, book.Authors, book.Year} {
		if b := f.box(field); b.entry.Text != "" || b.entry.PlaceHolder != "(different values)" {
			t.Errorf("%v: %q, %q", field, b.entry.Text, b.entry.PlaceHolder)
		}
	}
	if f.series.entry.Text != "Classics" || f.part.entry.PlaceHolder != "(different values)" || f.box(book.Language).entry.Text != "English" {
		t.Error("a common value is not shown")
	}
	i18n.Use(language.German)
	if hint := NewForm([]*book.Book{one, two}).part.entry.PlaceHolder; hint != "(diverse)" { // the box is too narrow for the usual words
		t.Errorf("the box of the part says %q", hint)
	}
	i18n.Use(language.English)
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
	if b := f.box(book.Year); b.fromText != "partly edited" || b.shownLinks() != "Clear Reset" {
		t.Errorf("%q, links %q", b.fromText, b.shownLinks())
	}
	f.box(book.Year).follow(t, "Reset")
	if got := typedEdits(f); got != "1 year -" {
		t.Errorf("%s; the year of the other was not typed", got)
	}
}

// TestLanguageInEditForm: a language has its name, in the language of the window, and books
// with different codes of one language have the same value. What the user types is kept:
// a name or a code.
func TestLanguageInEditForm(t *testing.T) {
	test.NewTempApp(t)
	one, two := uitest.Emma(1), uitest.Emma(2)
	one.Language, two.Language = "eng", "English"
	books := []*book.Book{one, two}
	i18n.Use(language.German)
	if got := NewForm(books).box(book.Language).entry.Text; got != "Englisch" {
		t.Errorf("the form says %q in German", got)
	}
	i18n.Use(language.English)
	for typed, want := range map[string]string{"de": `1 language "de"; 2 language "de"`, "English": "", "": `1 language ""; 2 language ""`} {
		f := NewForm(books)
		b := f.box(book.Language)
		if b.mixed || b.entry.Text != "English" {
			t.Fatalf("the form says %q, mixed: %v", b.entry.Text, b.mixed)
		}
		b.entry.SetText("x")
		b.entry.SetText(typed)
		if got := typedEdits(f); got != want {
			t.Errorf("%q leads to %s, want %s", typed, got, want)
		}
	}
	two.Language = "fr" // typing a value that a book has by code changes only the other
	f := NewForm(books)
	f.box(book.Language).entry.SetText("English")
	if got, want := typedEdits(f), `2 language "English"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestFieldsOfSeveralBooksAreEmptied: a field with different values can be emptied in all
// books, by its link or by a key, and each field is changed and restored by itself.
func TestFieldsOfSeveralBooksAreEmptied(t *testing.T) {
	test.NewTempApp(t)
	one, two := uitest.Emma(1), uitest.Emma(2)
	two.Title, two.Authors, two.Year, two.Series[0].Part, two.Series[0].Name = "Persuasion", []string{"Ann"}, 1817, "6", "Austen"
	two.Sources[book.Year] = book.FromTag
	press := func(b *box, keys ...fyne.KeyName) {
		for _, key := range keys {
			b.entry.TypedKey(&fyne.KeyEvent{Name: key})
		}
	}
	for _, c := range []struct {
		name string
		do   func(*Form)
		want string
	}{
		{"link", func(f *Form) { f.box(book.Authors).follow(t, "Clear") }, `1 authors ""; 2 authors ""`},
		{"common value", func(f *Form) { f.box(book.Genres).follow(t, "Clear") }, `1 genres ""; 2 genres ""`},
		{"key", func(f *Form) { press(f.box(book.Year), fyne.KeyBackspace) }, `1 year ""; 2 year ""`},
		{"typed and deleted", func(f *Form) {
			f.box(book.Year).entry.TypedRune('1')
			press(f.box(book.Year), fyne.KeyBackspace)
		}, `1 year ""; 2 year ""`},
		{"undo link", func(f *Form) { f.box(book.Year).follow(t, "Clear"); f.box(book.Year).follow(t, "Undo") }, ""},
		{"undo key", func(f *Form) {
			press(f.box(book.Year), fyne.KeyDelete)
			f.box(book.Year).entry.TypedShortcut(&fyne.ShortcutUndo{})
		}, ""},
		{"typed and undone", func(f *Form) {
			f.box(book.Year).entry.TypedRune('1')
			f.box(book.Year).entry.TypedShortcut(&fyne.ShortcutUndo{})
		}, ""},
		{"title", func(f *Form) { press(f.box(book.Title), fyne.KeyBackspace) }, ""},
		{"title typed and deleted", func(f *Form) { f.box(book.Title).entry.SetText("x"); f.box(book.Title).entry.SetText("") }, ""},
		{"part", func(f *Form) { f.part.follow(t, "Clear") }, `1 series "Classics\nPenguin"; 2 series "Austen\nPenguin"`},
		{"series", func(f *Form) { f.series.follow(t, "Clear") }, `1 series "Penguin"; 2 series "Penguin"`},
		{"reset", func(f *Form) { f.box(book.Year).follow(t, "Reset") }, `1 year -`},
		{"two fields", func(f *Form) {
			f.box(book.Authors).follow(t, "Clear")
			f.box(book.Publisher).entry.SetText("Orbit")
		}, `1 authors ""; 1 publisher "Orbit"; 2 authors ""; 2 publisher "Orbit"`},
	} {
		f := NewForm([]*book.Book{one, two})
		c.do(f)
		if got := typedEdits(f); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if !f.Valid() {
			t.Errorf("%s: the form is not valid", c.name)
		}
	}
	f := NewForm([]*book.Book{one, two})
	b := f.box(book.Authors)
	states := func() string { return b.entry.PlaceHolder + " " + b.fromText + " " + b.shownLinks() }
	for _, step := range []struct {
		do   func()
		want string
	}{
		{func() {}, "(different values) from the folder name Clear"},
		{func() { b.follow(t, "Clear") }, "(none) emptied Undo"},
		{func() { b.entry.SetText("Ann") }, " changed Undo"},
		{func() { b.follow(t, "Undo") }, "(different values) from the folder name Clear"},
	} {
		if step.do(); states() != step.want || b.marked != (b.state != kept) {
			t.Errorf("%q, want %q", states(), step.want)
		}
	}
}

func TestEditFormShowsTheSource(t *testing.T) {
	test.NewTempApp(t)
	f := NewForm([]*book.Book{uitest.Emma(1)})
	for field, want := range map[book.Field]string{book.Title: "from the tags", book.Authors: "from the folder name", book.Year: "edited", book.Publisher: ""} {
		b := f.box(field)
		links := ""
		if field == book.Year {
			links = "Reset"
		}
		if b.fromText != want || b.shownLinks() != links {
			t.Errorf("%v: %q, links %q", field, b.fromText, b.shownLinks())
		}
	}
	b := f.box(book.Title)
	b.entry.SetText("Mine")
	if b.fromText != "changed" || b.shownLinks() != "Undo" || !b.marked {
		t.Errorf("typed: %q, %q", b.fromText, b.shownLinks())
	}
	if len(sourceWords) != book.Sources {
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

// TestOwnFieldsInTheForm: the files say nothing about the user's own fields, so that there is
// nothing to reset, and an emptied field is not an edit.
func TestOwnFieldsInTheForm(t *testing.T) {
	test.NewTempApp(t)
	rated := uitest.Emma(1)
	rated.Own = &book.Own{Rating: 9, Tags: []string{"gift"}}
	rated.Sources[book.Rating], rated.Sources[book.OwnTags] = book.FromEdit, book.FromEdit
	f := NewForm([]*book.Book{rated})
	if got := f.box(book.Rating).entry.Text + f.box(book.Rating).shownLinks(); got != "4.5" {
		t.Errorf("the box of the rating shows %q", got)
	}
	f.box(book.Rating).entry.SetText("")
	f.box(book.OwnTags).entry.SetText("")
	if got, want := typedEdits(f), "1 rating -; 1 tags -"; got != want {
		t.Errorf("emptied: %s, want %s", got, want)
	}
	for text, valid := range map[string]bool{"": true, "0.5": true, "4,5": true, "5": true, "0": false, "5.5": false, "4.2": false, "good": false} {
		f.box(book.Rating).entry.SetText(text)
		if f.Valid() != valid {
			t.Errorf("a rating of %q is valid: %v", text, !valid)
		}
	}
}
