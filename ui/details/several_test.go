package details

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

func TestCommon(t *testing.T) {
	series := func(all ...string) (s []book.Series) {
		for _, one := range all {
			name, part, _ := strings.Cut(one, "#")
			s = append(s, book.Series{Name: name, Part: part})
		}
		return s
	}
	for what, c := range map[string]struct {
		of   []book.Meta
		want book.Meta
	}{
		"no books":             {nil, book.Meta{}},
		"one book":             {[]book.Meta{{Title: "A", Year: 1900}}, book.Meta{Title: "A", Year: 1900}},
		"the same texts":       {[]book.Meta{{Title: "A", Publisher: "P"}, {Title: "B", Publisher: "P"}}, book.Meta{Publisher: "P"}},
		"the same year":        {[]book.Meta{{Title: "A", Year: 1900}, {Title: "A", Year: 1900}, {Title: "A", Year: 1901}}, book.Meta{Title: "A"}},
		"empty in one":         {[]book.Meta{{Language: "en"}, {}}, book.Meta{}},
		"empty in the first":   {[]book.Meta{{}, {Language: "en"}}, book.Meta{}},
		"some of the authors":  {[]book.Meta{{Authors: []string{"X", "Y", "Z"}}, {Authors: []string{"Z", "Y"}}}, book.Meta{Authors: []string{"Y", "Z"}}},
		"none of the genres":   {[]book.Meta{{Genres: []string{"X"}}, {Genres: []string{"Y"}}}, book.Meta{Genres: []string{}}},
		"parts of a series":    {[]book.Meta{{Series: series("S#1", "T#1")}, {Series: series("S#2")}, {Series: series("S#1")}}, book.Meta{Series: series("S")}},
		"the same part":        {[]book.Meta{{Series: series("S#1", "T#1")}, {Series: series("T#1", "S#1")}}, book.Meta{Series: series("S#1", "T#1")}},
		"no description":       {[]book.Meta{{Description: "D"}, {Description: "D"}}, book.Meta{}},
		"nothing in common":    {[]book.Meta{{Title: "A", Narrators: []string{"N"}}, {Title: "B"}}, book.Meta{}},
		"a field with no list": {[]book.Meta{{Narrators: []string{"N"}}, {}, {Narrators: []string{"N"}}}, book.Meta{}},
	} {
		var books []*book.Book
		for _, m := range c.of {
			books = append(books, &book.Book{Meta: m})
		}
		got := Common(books)
		for f := range book.Fields {
			if !slices.Equal(got.Values(f), c.want.Values(f)) {
				t.Errorf("%s: %s %q, want %q", what, f, got.Values(f), c.want.Values(f))
			}
		}
		for i, b := range books {
			if !reflect.DeepEqual(b.Meta, c.of[i]) {
				t.Errorf("%s: a book was changed", what)
			}
		}
	}
}

// TestCommonLeavesBooksAlone: the result shares no list with the first book.
func TestCommonLeavesBooksAlone(t *testing.T) {
	a, b := uitest.GoodOmens(1), uitest.GoodOmens(2)
	b.Authors = []string{`Terry "P" Pratchett`}
	Common([]*book.Book{a, b})
	if want := uitest.GoodOmens(1).Authors; !slices.Equal(a.Authors, want) {
		t.Errorf("%q", a.Authors)
	}
}

func TestSeveralBooks(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	other := uitest.GoodOmens(2)
	other.Title, other.Series[0].Part, other.Language = "Bad Omens", "2", "en"
	d.SetSeveral(SeveralOf([]*book.Book{uitest.GoodOmens(1), other}))
	shown := func() (all []string) {
		for _, r := range d.column.rows {
			switch o := r.object.(type) {
			case *widgets.RichText:
				all = append(all, widgets.PlainText(o.Shown))
			case *fact:
				all = append(all, widgets.PlainText(o.name.Shown)+": "+widgets.PlainText(o.value.Shown))
			}
		}
		return all
	}
	want := []string{
		"2 books selected", "4 h · 2.1 MB", "In common", "by Neil Gaiman, Terry \"P\" Pratchett\nread by Martin Jarvis\nOmens",
		"Subtitle: The Nice and Accurate Prophecies", "Year: 1990", "Genres: Fantasy", "ASIN: B002UZJGYY",
	}
	if got := shown(); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if d.Book != nil || !d.head.Visible() {
		t.Error("one book is shown, or no buttons")
	}
	tapText(t, d.people, "Martin Jarvis")
	if len(d.done) != 1 {
		t.Errorf("%q", d.done)
	}
	d.SetSeveral(Several{Books: 3, Length: time.Hour, Common: &book.Meta{}})
	if got, want := shown(), []string{"3 books selected", "1 h", "No details in common."}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	d.SetSeveral(Several{Books: 20000})
	if got, want := shown(), []string{"20,000 books selected"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	d.Files = true
	d.SetSeveral(Several{Books: 3})
	if got, want := shown(), []string{"3 files selected"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	d.Set(nil)
	if d.head.Visible() {
		t.Error("several books are still shown")
	}
	d.SetSeveral(Several{Books: 2})
	d.Set(uitest.GoodOmens(1))
	if got := shown()[0]; got != "Good Omens" {
		t.Errorf("%q after several", got)
	}
}
