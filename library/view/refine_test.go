package view

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestToggle(t *testing.T) {
	for _, c := range []struct {
		text  string
		field Field
		value string
		want  string
	}{
		{"", Author, "Ann Leckie", `author:="Ann Leckie"`},
		{"dune  -x", Author, "Leckie", "dune  -x author:=Leckie"},
		{"a author:=Leckie b", Author, "LECKIE", "a b"},
		{"author:=Leckie", Author, "Leckie", ""},
		{`a author:="B C" d`, Author, "Leckie", "a d author:=Leckie"},
		{"author:leckie", Author, "Leckie", "author:leckie author:=Leckie"},
		{"author:=Leckie", Genre, "Space", "author:=Leckie genre:=Space"},
		{"year:1990", Year, "2001", "year:2001"},
		{"year:2001", Year, "2001", ""},
		{"year:1990..2000", Year, "1999", "year:1990..2000 year:1999"},
		{"a is:gaps", Is, "mixed", "a is:mixed"},
		{"is:gaps is:offline", Is, "gaps", "is:offline"},
		{"a is:gaps", Is, "missing", "a is:missing"},
		{"a is:missing", Is, "faulty", "a is:faulty"},
		{"is:missing", Is, "missing", ""},
		{"-is:gaps", Is, "gaps", "-is:gaps is:gaps"},
		{"a or b", Author, "X", "(a or b) author:=X"},
		{"(a or b) author:=X", Author, "X", "(a or b)"},
		{"a or author:=X", Author, "X", "(a or author:=X) author:=X"},
		{`"an open`, Author, "X", `"an open" author:=X`},
		{"(a or b", Author, "X", "(a or b) author:=X"},
		{"(a author:=X)", Author, "X", "a"},
		{"-author:=X", Author, "X", "-author:=X author:=X"},
		{"length:>abc", Author, "X", "length:>abc author:=X"},
		{"a (author:=X or author:=Y)  b", Author, "Z", "a  b author:=Z"},
		{"a (author:=X or author:=Y) b", Author, "X", "a b author:=X"},
		{"author:=X author:=Y b", Author, "X", "b author:=X"},
		{"(year:2001 or year:2002) (a or b)", Year, "1999", "(a or b) year:1999"},
		{"a", Author, `Al "Q" (B)`, `a author:="Al ""Q"" (B)"`},
	} {
		if got := (Facet{Text: c.value}).Toggle(c.text, c.field); got != c.want {
			t.Errorf("%q, %v %q: %q, want %q", c.text, c.field, c.value, got, c.want)
		}
	}
}

// For any text, a toggled facet is chosen; toggled again, it is not, and the
// rest of the text keeps its meaning.
func TestToggleTwice(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	words := []string{"a", "or", "(", ")", `"`, "author:=X", "-", "author:=\"Y Z\"", "year:2001", "-author:=X", "b c", "author:", " "}
	f := Facet{Text: "New One"}
	for range 5000 {
		text := ""
		for range r.IntN(6) {
			text += words[r.IntN(len(words))] + " "
		}
		before, err := Parse(text)
		if err != nil {
			continue
		}
		on := f.Toggle(text, Author)
		if got := Chosen(on, Author); !slices.Equal(got, []string{f.Text}) {
			t.Fatalf("%q became %q: %q is chosen", text, on, got)
		}
		off := f.Toggle(on, Author)
		if got := Chosen(off, Author); len(got) > 0 {
			t.Fatalf("%q became %q: %q is chosen", on, off, got)
		}
		after, err := Parse(off)
		if len(Chosen(text, Author)) == 0 && (err != nil || !equal(before, after)) {
			t.Fatalf("%q became %q, then %q", text, on, off)
		}
		more := f.ToggleAmong(text, Author)
		if got, want := Chosen(more, Author), append(Chosen(text, Author), f.Text); !slices.Equal(got, want) {
			t.Fatalf("%q became %q: %q are chosen, want %q", text, more, got, want)
		}
		for _, term := range Terms(more) {
			rest := Without(more, term)
			if len(Terms(rest)) >= len(Terms(more)) {
				t.Fatalf("%q without %q is %q", more, term, rest)
			}
		}
	}
}

func TestToggleAmong(t *testing.T) {
	for _, c := range []struct {
		text  string
		field Field
		value string
		want  string
	}{
		{"", Author, "Ann Leckie", `author:="Ann Leckie"`},
		{`dune  -x author:="Ann Leckie"`, Author, "Iain Banks", `dune  -x (author:="Ann Leckie" or author:="Iain Banks")`},
		{"a (author:=X or author:=Y or author:=Z) b", Author, "y", "a b (author:=X or author:=Z)"},
		{"a (author:=X or author:=Y) b", Author, "Y", "a b author:=X"},
		{"author:=X", Author, "X", ""},
		{"year:2001", Year, "2002", "(year:2001 or year:2002)"},
		{"is:gaps is:offline", Is, "missing", "is:offline (is:gaps or is:missing)"},
		{"author:=X or author:=Y", Author, "Z", "author:=X or author:=Y or author:=Z"},
	} {
		if got := (Facet{Text: c.value}).ToggleAmong(c.text, c.field); got != c.want {
			t.Errorf("%q, %v %q: %q, want %q", c.text, c.field, c.value, got, c.want)
		}
	}
}

func TestWithout(t *testing.T) {
	for _, c := range []struct{ text, want string }{ // each without its second term
		{"dune  author:=X  b", "dune  b"},
		{"dune (author:=X or author:=Y) length:>2h", "dune length:>2h author:=Y"},
		{"(author:=X or author:=Y or author:=Z)", "(author:=X or author:=Z)"},
		{"a (b or author:=Y)", "a"},
		{`"a b" -author:"x y"`, `"a b"`},
		{"a (b)", "a"},
		{"a (b c", "a c"},
	} {
		if got := Without(c.text, Terms(c.text)[1]); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	if got := Terms("length:>xx"); got != nil {
		t.Errorf("the terms of no query: %v", got)
	}
}

// TestChooseWhatNoQueryAsksFor: a value of blanks changes no query. A tag may consist of an
// accent alone.
func TestChooseWhatNoQueryAsksFor(t *testing.T) {
	for _, value := range []string{"", " ", "\u0301"} {
		for _, text := range []string{"", "dune", "dune author:=X"} {
			if got := (Facet{Text: value}).ToggleAmong(text, Author); got != text {
				t.Errorf("%q, %q: %q", text, value, got)
			}
		}
	}
}

// TestToggleFlag adds and removes a state, and leaves the rest of the text as it is.
func TestToggleFlag(t *testing.T) {
	for _, c := range [][2]string{
		{"", "is:offline"},
		{"is:gaps", "is:gaps is:offline"},
		{"is:gaps is:offline", "is:gaps"},
		{`author:"A  B" is:offline`, `author:"A  B"`},
		{`"x is:offline y"`, `"x is:offline y" is:offline`},
		{"(tolkien or is:offline)", "(tolkien or is:offline) is:offline"},
		{"length:>", "length:> is:offline"},
	} {
		if got := ToggleFlag(c[0], "offline"); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}
