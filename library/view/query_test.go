package view

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestParseSort(t *testing.T) {
	got, err := ParseSort(" author, -Length ")
	if want := []Order{{ByAuthor, false}, {ByLength, true}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if s := FormatSort(got); s != "author,-length" {
		t.Errorf("formatted %q", s)
	}
	if none, err := ParseSort(""); none != nil || err != nil {
		t.Errorf("no order is %v, %v", none, err)
	}
	for _, bad := range []string{"colour", "title,", "--size", "-"} {
		if _, err := ParseSort(bad); !errors.Is(err, ErrKey) || !strings.Contains(err.Error(), "narrator") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestEveryKeyHasItsName(t *testing.T) {
	if (Key{}) != ByTitle {
		t.Error("the zero key is not the title")
	}
	seen := map[Key]bool{}
	for _, key := range Keys() {
		if got, err := ParseKey(key.String()); got != key || err != nil {
			t.Errorf("%v is parsed as %v, %v", key, got, err)
		}
		if seen[key] {
			t.Errorf("%v is there twice", key)
		}
		seen[key] = true
	}
}

// TestEveryKeySorts checks that each key compares the title, the texts of a
// lexicon or a number, and that no two keys compare the same.
func TestEveryKeySorts(t *testing.T) {
	lexicons := map[int]Key{}
	for _, key := range Keys() {
		for i, term := range terms([]Order{{key, true}}) {
			if (term.comparison == byTitle) != (key == ByTitle) || term.lexicon != noLexicon && term.number != nil ||
				key != ByTitle && term.lexicon == noLexicon && term.number == nil {
				t.Errorf("%v compares by nothing, or by two values", key)
			}
			if other, taken := lexicons[term.lexicon]; taken && term.lexicon != noLexicon {
				t.Errorf("%v sorts as %v", key, other)
			}
			lexicons[term.lexicon] = key
			if i > 0 && key != BySeries {
				t.Errorf("%v compares twice", key)
			}
		}
	}
}

func TestAsksProblems(t *testing.T) {
	for _, c := range []struct {
		q    Query
		want bool
	}{
		{Query{Text: "is:gaps"}, true},
		{Query{Text: "a or -is:problem"}, true},
		{Query{Sort: []Order{{ByTitle, false}, {ByProblems, true}}}, true},
		{Query{Text: "is:missing no:cover gaps"}, false},
		{Query{Sort: []Order{{ByTitle, false}}}, false},
		{Query{}, false},
	} {
		q, err := c.q.Check()
		if got := q.AsksProblems(); got != c.want || err != nil {
			t.Errorf("%+v: %v, %v", c.q, got, err)
		}
	}
}

func TestNarrows(t *testing.T) {
	for _, c := range []struct {
		q, r Query
		want bool
	}{
		{Query{Text: "shadows"}, Query{Text: "shadow"}, true},
		{Query{Text: "shadow wind"}, Query{Text: "wind"}, true},
		{Query{Text: "shadow"}, Query{Text: "shadows"}, false},
		{Query{Text: "a"}, Query{}, true},
		{Query{}, Query{Text: "a"}, false},
		{Query{Text: "CAFÉS"}, Query{Text: "cafe"}, true},
		{Query{Folder: "/a/b"}, Query{Folder: "/a"}, true},
		{Query{Folder: "/ab"}, Query{Folder: "/a"}, false},
		{Query{}, Query{Folder: "/a"}, false},
		{Query{Text: "is:missing"}, Query{}, true},
		{Query{Text: "is:missing a"}, Query{Text: "is:missing"}, true},
		{Query{Text: "author:tolkien"}, Query{Text: "author:tolk"}, true},
		{Query{Text: "author:tolkien"}, Query{Text: "author:"}, true},
		{Query{Text: "author:tolkien"}, Query{Text: "tolk"}, false},
		{Query{Text: "author:=tolkien"}, Query{Text: "author:tolk"}, true},
		{Query{Text: "author:tolkien"}, Query{Text: "author:=tolk"}, false},
		{Query{Text: "-shadows"}, Query{Text: "-shadow"}, false},
		{Query{Text: "a or b"}, Query{Text: "a"}, false},
		{Query{Text: "a or b c"}, Query{Text: "a or b"}, false},
		{Query{Text: "(a or b) c"}, Query{Text: "a or b"}, true},
		{Query{Text: `"a b"`}, Query{Text: "a b"}, true},
		{Query{Text: "a b"}, Query{Text: `"a b"`}, false},
		{Query{Text: "length:>10h a"}, Query{Text: "length:>10h"}, true},
		{Query{Text: "length:>10h"}, Query{Text: "length:>1h"}, false},
		{Query{Text: "added:<7d a"}, Query{Text: "added:<7d"}, true},
		{Query{Text: "added:<7d a", Now: time.Unix(1, 0)}, Query{Text: "added:<7d"}, false},
		{Query{Text: "year:2001 a", Now: time.Unix(1, 0)}, Query{Text: "year:2001"}, true},
		{Query{Text: "is:hidden or a"}, Query{Text: ""}, false},
		{Query{Text: "-is:missing"}, Query{Text: "is:missing"}, false},
		{Query{Text: "is:held"}, Query{Text: "-is:held"}, false},
		{Query{Text: "is:hidden"}, Query{}, false},
		{Query{Hidden: true}, Query{}, false},
		{Query{}, Query{Hidden: true}, true},
		{Query{Text: "is:hidden"}, Query{Hidden: true}, true},
		{Query{Hidden: true}, Query{Text: "is:hidden"}, false},
		{Query{Text: "-is:hidden"}, Query{}, true},
	} {
		q, _ := c.q.Check()
		r, _ := c.r.Check()
		if got := q.narrows(r); got != c.want {
			t.Errorf("%+v narrows %+v: %v", c.q, c.r, got)
		}
	}
}

func TestBelow(t *testing.T) {
	for _, c := range []struct {
		path, folder string
		want         bool
	}{
		{"/a/b", "/a", true}, {"/a", "/a", true}, {"/ab", "/a", false}, {"/a", "/a/b", false}, {"/a", "", true}, {"/a", "/", true},
	} {
		if got := below(c.path, c.folder); got != c.want {
			t.Errorf("%q below %q: %v", c.path, c.folder, got)
		}
	}
}
