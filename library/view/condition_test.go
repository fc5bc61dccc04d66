package view

import (
	"context"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
)

func TestMissingRowEntersItsViewAtOnce(t *testing.T) {
	var store book.Store
	f := &book.File{Path: "/lib/x.mp3"}
	b := book.Book{ID: 1, Path: f.Path, Files: []*book.File{f}, Meta: book.Meta{Title: "x"}, State: book.Probed}
	slot := store.Add(&b)
	missing, others := NewMaker(language.Und), NewMaker(language.Und)
	for _, step := range []struct {
		state         book.State
		hidden        bool
		missing, rest int
	}{
		{book.Probed, false, 0, 1},
		{book.Missing, false, 1, 0},
		{book.Missing, true, 0, 0},
		{book.Missing, false, 1, 0},
		{book.Offline, false, 0, 1},
	} {
		next := b
		next.State, next.Hidden = step.state, step.hidden
		store.Set(slot, &next)
		for _, c := range []struct {
			maker *Maker
			text  string
			want  int
		}{{missing, "is:missing", step.missing}, {others, "-is:missing x", step.rest}} {
			v, err := c.maker.View(context.Background(), store.Snapshot(), Query{Text: c.text})
			if err != nil || v.Len() != c.want {
				t.Errorf("%+v: %q finds %d rows (%v)", step, c.text, v.Len(), err)
			}
		}
	}
}

// TestUmlautsInTwoLetters: a word finds an umlaut that it has in two letters, wherever it is
// looked for, and its negation finds the other books.
func TestUmlautsInTwoLetters(t *testing.T) {
	var store book.Store
	add := func(id book.ID, name string) {
		f := &book.File{ID: id, Root: "/lib", Path: "/lib/" + name + "/" + name + ".mp3"}
		store.Add(&book.Book{ID: id, Path: f.Path, Files: []*book.File{f}, State: book.Probed, Meta: book.Meta{
			Title: name, Authors: []string{name}, Narrators: []string{name}, Series: []book.Series{{Name: name}}, Genres: []string{name}, Publisher: name, Edition: name,
		}})
	}
	add(1, "Müller")
	add(2, "Mueller")
	add(3, "Muller")
	add(4, "Mu\u0308ller") // as macOS writes it
	m := NewMaker(language.Und)
	for text, want := range map[string][]book.ID{
		"mueller": {1, 2, 4}, "müller": {1, 2, 3, 4}, "muller": {1, 3, 4}, "muel": {1, 2, 4}, "müll": {1, 2, 3, 4}, "m": {1, 2, 3, 4}, `"müller"`: {1, 2, 3, 4}, "-mueller": {3}, "-müller": nil,
		"=mueller": nil,
	} {
		fields := []Field{Anywhere, Title, Author, Narrator, InSeries, Genre, Publisher, Path, Field(book.Edition) + 1}
		if text == "=mueller" {
			fields, want = fields[1:7], []book.ID{2}
		}
		for _, field := range fields {
			query := text
			if field != Anywhere {
				query = field.String() + ":" + text
				if rest, not := strings.CutPrefix(text, "-"); not {
					query = "-" + field.String() + ":" + rest
				}
			}
			v, err := m.View(context.Background(), store.Snapshot(), Query{Text: query})
			if err != nil {
				t.Fatal(err)
			}
			var got []book.ID
			for i := range v.Len() {
				got = append(got, v.At(i).ID)
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s finds %v, want %v", query, got, want)
			}
		}
	}
}

// TestVoicedKana: a whole value and a phrase tell letters of kana apart, however a file system
// writes them; a facet has one of them.
func TestVoicedKana(t *testing.T) {
	var store book.Store
	for i, title := range []string{"バリ", "ハ\u3099リ", "パリ", "ハリ"} {
		f := &book.File{ID: book.ID(i + 1), Path: "/lib/x.mp3"}
		store.Add(&book.Book{ID: f.ID, Path: f.Path, Files: []*book.File{f}, State: book.Probed, Meta: book.Meta{Title: title, Authors: []string{title}}})
	}
	m := NewMaker(language.Und)
	for text, want := range map[string]int{"author:=バリ": 2, "author:=パリ": 1, "author:=ハリ": 1, "title:バリ": 2, "パリ": 1, "ハリ": 1, "ﾊﾞﾘ": 2} {
		v, err := m.View(context.Background(), store.Snapshot(), Query{Text: text})
		if err != nil || v.Len() != want {
			t.Errorf("%s finds %d books, not %d (%v)", text, v.Len(), want, err)
		}
	}
	v, _ := m.View(context.Background(), store.Snapshot(), Query{})
	if f, err := m.Facets(context.Background(), v); err != nil || len(f.Authors) != 3 {
		t.Errorf("authors %v (%v)", f.Authors, err)
	}
}

// TestVowelSigns: the search, a whole value and a facet tell words apart that differ in vowel
// signs or tones, but not in the vowels that Arabic leaves out.
func TestVowelSigns(t *testing.T) {
	var store book.Store
	for i, title := range []string{"बाल", "बिल", "ป่า", "ป้า", "كتاب", "كِتَاب"} {
		f := &book.File{ID: book.ID(i + 1), Path: "/lib/x.mp3"}
		store.Add(&book.Book{ID: f.ID, Path: f.Path, Files: []*book.File{f}, State: book.Probed, Meta: book.Meta{Title: title, Authors: []string{title}}})
	}
	m := NewMaker(language.Und)
	for text, want := range map[string]int{"author:=बाल": 1, "बिल": 1, "ब": 2, "बल": 0, "author:=ป่า": 1, "ป้า": 1, "author:=كتاب": 2, "كِتَاب": 2} {
		v, err := m.View(context.Background(), store.Snapshot(), Query{Text: text})
		if err != nil || v.Len() != want {
			t.Errorf("%s finds %d books, not %d (%v)", text, v.Len(), want, err)
		}
	}
	v, _ := m.View(context.Background(), store.Snapshot(), Query{})
	if f, err := m.Facets(context.Background(), v); err != nil || len(f.Authors) != 5 {
		t.Errorf("authors %v (%v)", f.Authors, err)
	}
}
