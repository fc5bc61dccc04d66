package book_test

import (
	"maps"
	"reflect"
	"testing"

	"lectern/library/book"
)

// places returns the addresses of a struct's fields, by name.
func places(v any) map[any]string {
	s := reflect.ValueOf(v).Elem()
	all := map[any]string{}
	for i := range s.NumField() {
		all[s.Field(i).Addr().Interface()] = s.Type().Field(i).Name
	}
	return all
}

// TestEveryFieldIsDeclared: each field of Meta has one row of the table, and each row
// has one field of the right type, except for the cover and the chapters.
func TestEveryFieldIsDeclared(t *testing.T) {
	m := &book.Meta{Own: new(book.Own)}
	left := places(m)
	delete(left, &m.Own)
	maps.Copy(left, places(m.Own))
	for f := range book.Fields {
		i := f.Info()
		var at []any
		if i.Text != nil {
			at = append(at, i.Text(m))
		}
		if i.List != nil {
			at = append(at, i.List(m))
		}
		if i.Series != nil {
			at = append(at, i.Series(m))
		}
		if i.Number != nil {
			at = append(at, i.Number(m))
		}
		want := 1
		if i.Kind == book.Other {
			want = 0
		}
		if i.Name == "" || i.Label == "" || i.One == "" || len(at) != want {
			t.Fatalf("field %d, %q, lacks a name or has %d places", f, i.Name, len(at))
		}
		if want == 0 {
			continue
		}
		if left[at[0]] == "" {
			t.Errorf("%s has the place of another field", f)
		}
		delete(left, at[0])
		fits := map[book.Kind]bool{
			book.Line: i.Text != nil, book.Code: i.Text != nil, book.Prose: i.Text != nil, book.List: i.List != nil,
			book.People: i.List != nil, book.Places: i.Series != nil, book.Date: i.Number != nil,
			book.Stars: i.Number != nil,
		}
		if !fits[i.Kind] {
			t.Errorf("the kind of %s does not fit its place", f)
		}
	}
	for _, name := range left {
		t.Errorf("Meta.%s has no row", name)
	}
}

// TestOwnIsShared: a copy of a Meta keeps its own values when a value of the other is set,
// and a Meta without values of the user's stays without them when it is read.
func TestOwnIsShared(t *testing.T) {
	set := func(m *book.Meta, halves int) {
		m.Unshare(book.Rating)
		*book.Rating.Info().Number(m) = halves
	}
	var none, m book.Meta
	set(&m, 9)
	n := m
	set(&n, 4)
	n.Take(book.OwnTags, &book.Meta{Own: &book.Own{Tags: []string{"reread"}}})
	if got := m.Lines(book.Rating) + n.Lines(book.Rating) + m.Lines(book.OwnTags) + n.Lines(book.OwnTags); got != "4.52reread" {
		t.Errorf("the two copies have %q", got)
	}
	for f := range book.Fields {
		if none.Has(f) || none.Own != nil {
			t.Errorf("an empty Meta has %s", f)
		}
	}
}

// TestStars reads and writes ratings.
func TestStars(t *testing.T) {
	for text, want := range map[string]string{
		"4.5": "4.5", " 4,5 ": "4.5", "5": "5", "5.0": "5", "0.5": "0.5", "0": "0",
		"": "", "5.5": "", "-1": "", "4.3": "", "NaN": "", "Inf": "", "four": "", "1e0": "1",
	} {
		halves, ok := book.ParseStars(text)
		if got := book.FormatStars(halves); ok != (want != "") || ok && got != want {
			t.Errorf("%q is %s stars, %v, want %q", text, got, ok, want)
		}
	}
}

// TestEveryTagIsDeclared is the same for Tags.
func TestEveryTagIsDeclared(t *testing.T) {
	tags := new(book.Tags)
	left := places(tags)
	for tag := range book.TagCount {
		i := tag.Info()
		var at []any
		if i.Text != nil {
			at = append(at, i.Text(tags))
		}
		if i.List != nil {
			at = append(at, i.List(tags))
		}
		if i.Number != nil {
			at = append(at, i.Number(tags))
		}
		if i.Name == "" || len(at) != 1 {
			t.Fatalf("tag %d, %q, lacks a name or has %d places", tag, i.Name, len(at))
		}
		if left[at[0]] == "" {
			t.Errorf("%s has the place of another tag", i.Name)
		}
		delete(left, at[0])
		fits := map[book.Kind]bool{
			book.Line: i.Text != nil, book.Code: i.Text != nil, book.Prose: i.Text != nil, book.Part: i.Text != nil, book.People: i.Text != nil,
			book.List: i.List != nil, book.Date: i.Number != nil, book.Number: i.Number != nil,
		}
		if !fits[i.Kind] {
			t.Errorf("the kind of %s does not fit its place", i.Name)
		}
	}
	for _, name := range left {
		t.Errorf("Tags.%s has no row", name)
	}
}

// TestEveryDialectIsNamed: each tag has a name in each dialect, and each field in each
// sidecar, or the row says why it has none.
func TestEveryDialectIsNamed(t *testing.T) {
	for d := range book.Dialects {
		stands := map[string]string{}
		for tag := range book.TagCount {
			i := tag.Info()
			if (len(i.Names[d]) > 0) == (i.Lacks[d] != "") {
				t.Errorf("%s in dialect %d: want either names, or the reason why there are none", i.Name, d)
			}
			for _, name := range i.Names[d] {
				if other := stands[name]; other != "" || name == "" {
					t.Errorf("%q of dialect %d is %s and %s", name, d, other, i.Name)
				}
				stands[name] = i.Name
			}
		}
	}
	for s := range book.Sidecars {
		for f := range book.Fields {
			i := f.Info()
			if (len(i.Sidecars[s]) > 0) == (i.Lacks[s] != "") {
				t.Errorf("%s in sidecar %d: want either names, or the reason why there are none", f, s)
			}
		}
	}
}

// TestNamesAreUnlike: no two fields, tags or words have the same name.
func TestNamesAreUnlike(t *testing.T) {
	names, words := map[string]bool{}, map[string]bool{"": true}
	for f := range book.Fields {
		i := f.Info()
		if names[i.Name] || words[i.Word] && i.Word != "" || words[i.Also] && i.Also != "" {
			t.Errorf("%s has the name of another field", f)
		}
		if i.Word == "" {
			t.Errorf("%s has no word for a query", f)
		}
		names[i.Name], words[i.Word], words[i.Also] = true, true, true
	}
	names = map[string]bool{}
	for tag := range book.TagCount {
		if name := tag.Info().Name; names[name] {
			t.Errorf("two tags are %s", name)
		} else {
			names[name] = true
		}
	}
}

// TestStoredNumbers holds the numbers in catalogues: a change of any of them would turn
// a stored field into another.
func TestStoredNumbers(t *testing.T) {
	type numbers struct {
		number book.Field
		stored uint8
	}
	want := map[string]numbers{
		"title": {0, 1}, "subtitle": {1, 2}, "authors": {2, 9}, "narrators": {3, 10}, "series": {4, 13}, "year": {5, 14}, "genres": {6, 11},
		"publisher": {7, 3}, "asin": {8, 4}, "isbn": {9, 5}, "language": {10, 6}, "description": {11, 7}, "cover": {12, 8}, "chapters": {13, 16},
	}
	got := map[string]numbers{}
	taken := map[uint8]bool{12: true, 15: true, 17: true, 18: true, 19: true} // values of notes that are not fields
	for f := range book.Fields {
		i := f.Info()
		if i.Own && i.Stored == 0 {
			continue
		}
		if taken[i.Stored] || i.Stored == 0 || i.Own {
			t.Errorf("%s has the number of another field, or none", f)
		}
		taken[i.Stored] = true
		got[i.Name] = numbers{f, i.Stored}
	}
	for name, is := range got {
		if was, known := want[name]; !known {
			if is.number <= book.ChapterList || is.stored <= 19 {
				t.Errorf("%s is new: its number must be above %d, and Stored above 19", name, book.ChapterList)
			}
		} else if is != was {
			t.Errorf("%s is stored as %v, and was as %v", name, is, was)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("%s is gone", name)
	}

	tags := map[string]uint8{
		"title": 18, "album": 19, "artist": 20, "album_artist": 21, "narrator": 22, "series": 23, "series_part": 24, "subtitle": 25,
		"publisher": 26, "asin": 27, "isbn": 28, "language": 29, "description": 30, "genres": 12, "year": 34, "track": 35, "disc": 36,
	}
	taken = map[uint8]bool{}
	for n := range uint8(37) {
		taken[n] = true
	}
	for n := range maps.Values(tags) {
		delete(taken, n)
	}
	for tag := range book.TagCount {
		i := tag.Info()
		if taken[i.Stored] {
			t.Errorf("%s has the number of another tag, or none: Stored of a new tag must be above 36", i.Name)
		}
		taken[i.Stored] = true
		if was, known := tags[i.Name]; known && was != i.Stored {
			t.Errorf("%s is stored as %d, and was as %d", i.Name, i.Stored, was)
		}
		delete(tags, i.Name)
	}
	for name := range tags {
		t.Errorf("the tag %s is gone", name)
	}
}
