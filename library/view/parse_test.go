package view

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	word := func(s string) Expr { return Text{Text: s} }
	for _, c := range []struct {
		text string
		want Expr
		back string // as it is printed; "" is as it was written
	}{
		{"", nil, ""},
		{" \t ", nil, ""},
		{"a", word("a"), ""},
		{"a b", And{word("a"), word("b")}, ""},
		{"Émile GAM", And{word("Émile"), word("GAM")}, ""},
		{`"exact phrase"`, Text{Text: "exact phrase"}, ""},
		{`“exact phrase”`, Text{Text: "exact phrase"}, `"exact phrase"`},
		{`"one"`, word("one"), "one"},
		{`"say ""hi"""`, word(`say "hi"`), ""},
		{"\"line\nbreak\"", word("line break"), `"line break"`},
		{`5"x`, word(`5"x`), ""},
		{"author:tolkien", Text{In: Author, Text: "tolkien"}, ""},
		{"AUTHOR:tolkien", Text{In: Author, Text: "tolkien"}, "author:tolkien"},
		{`author:"le guin"`, Text{In: Author, Text: "le guin"}, ""},
		{`author:="le guin"`, Text{In: Author, Text: "le guin", Whole: true}, ""},
		{`title:"=x"`, Text{In: Title, Text: "=x"}, ""},
		{"title:>x", Text{In: Title, Text: ">x"}, ""},
		{"title:a:b", Text{In: Title, Text: "a:b"}, ""},
		{"foo:bar", word("foo:bar"), ""},
		{"http://x", word("http://x"), ""},
		{"10:30", word("10:30"), ""},
		{"foo:author:x", word("foo:author:x"), ""},
		{`"author:x"`, word("author:x"), ""},
		{"spider-man", word("spider-man"), ""},
		{"-a", Not{word("a")}, ""},
		{"–a", Not{word("a")}, "-a"},
		{"--a", Not{word("-a")}, `-"-a"`},
		{"a -- b --", And{word("a"), word("b")}, "a b"},
		{"a - b", And{word("a"), word("b")}, "a b"},
		{"-author:x", Not{Text{In: Author, Text: "x"}}, ""},
		{`-"a b"`, Not{word("a b")}, ""},
		{"-(a b)", Not{And{word("a"), word("b")}}, ""},
		{"-(a)", Not{word("a")}, "-a"},
		{"-(-a)", word("a"), "a"},
		{"a or b", Or{word("a"), word("b")}, ""},
		{"a OR b Or c", Or{word("a"), word("b"), word("c")}, "a or b or c"},
		{"a b or c", Or{And{word("a"), word("b")}, word("c")}, ""},
		{"a (b or c)", And{word("a"), Or{word("b"), word("c")}}, ""},
		{"(a b) (c)", And{word("a"), word("b"), word("c")}, "a b c"},
		{"(a or b) or c", Or{word("a"), word("b"), word("c")}, "a or b or c"},
		{"a(b)c", And{word("a"), word("b"), word("c")}, "a b c"},
		{"or", word("or"), `"or"`},
		{"or else", And{word("or"), word("else")}, `"or" else`},
		{"-or", Not{word("or")}, `-"or"`},
		{"war and peace", And{word("war"), word("and"), word("peace")}, ""},

		{"is:missing", Flag{Is, "missing"}, ""},
		{"IS:Missing", Flag{Is, "missing"}, "is:missing"},
		{"has:chapters", Flag{Has, "chapters"}, ""},
		{"has:narrators", Flag{Has, "narrator"}, "has:narrator"},
		{"no:cover", Not{Flag{Has, "cover"}}, ""},
		{"-has:cover", Not{Flag{Has, "cover"}}, "no:cover"},
		{"-no:cover", Flag{Has, "cover"}, "has:cover"},

		{"length:>10h", Amount{Length, ">", "10h", ""}, ""},
		{"length:<=1H30Min", Amount{Length, "<=", "1h30min", ""}, "length:<=1h30min"},
		{`length:"1 h 30 min"`, Amount{Length, "=", "1h30min", ""}, "length:1h30min"},
		{"length:1h..2h", Amount{Length, "..", "1h", "2h"}, ""},
		{"length:1h..", Amount{Length, "..", "1h", ""}, ""},
		{"year:..2010", Amount{Year, "..", "", "2010"}, ""},
		{"year:=2001", Amount{Year, "=", "2001", ""}, "year:2001"},
		{"-year:2001", Not{Amount{Year, "=", "2001", ""}}, ""},
		{"bitrate:<64kbps", Amount{BitRate, "<", "64kbps", ""}, ""},
		{"size:>=1.5GiB", Amount{Size, ">=", "1.5gib", ""}, "size:>=1.5gib"},
		{"added:<7d", Amount{Added, "<", "7d", ""}, ""},
		{"added:2024-05-31", Amount{Added, "=", "2024-05-31", ""}, ""},
		{"added:1w..2w", Amount{Added, "..", "1w", "2w"}, ""},

		// Unfinished while one types, and no mistake.
		{"author:", nil, ""}, {"author: x", word("x"), "x"}, {"a author:", word("a"), "a"}, {"a or author:", word("a"), "a"},
		{"length:", nil, ""}, {"length:>", nil, ""}, {"length:..", nil, ""}, {"is:", nil, ""}, {"no:", nil, ""},
		{"-", nil, ""}, {"a -", word("a"), "a"}, {"-author:", nil, ""}, {"author:=", nil, ""},
		{`"`, nil, ""}, {`"a b`, word("a b"), `"a b"`}, {`author:"a b`, Text{In: Author, Text: "a b"}, `author:"a b"`},
		{"(", nil, ""}, {"()", nil, ""}, {"-(", nil, ""}, {"(a", word("a"), "a"}, {"a (b or", And{word("a"), word("b")}, "a b"},
		{"a or", word("a"), "a"}, {"a or (", word("a"), "a"}, {"\u0301", nil, ""},
	} {
		got, err := Parse(c.text)
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q is %#v, want %#v (%v)", c.text, got, c.want, err)
			continue
		}
		if got == nil {
			continue
		}
		if c.back == "" {
			c.back = c.text
		}
		if got.String() != c.back {
			t.Errorf("%q is printed as %s", c.text, got)
		}
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		text       string
		column     int
		part       string
		unfinished bool
	}{
		{"length:>abc", 9, "“length:” wants a length such as 10h or 1h30m", true},
		{"é length:10 x", 10, "wants a length", false},
		{"length:10ms", 8, "wants a length", true},
		{"length:1h..x", 8, "wants a length", true},
		{"length:-1h", 8, "wants a length", true},
		{"length:>1h..2h", 9, "either “>” or “..”", true},
		{"length:2h..1h", 8, "the smaller end first", true},
		{"added:2w..1w", 7, "the smaller end first", true},
		{"added:2w..2024", 7, "two dates or two ages", true},
		{"added:7", 7, "an age such as 7d", true},
		{"added:2024-13", 7, "an age such as 7d", true},
		{"bitrate:64", 9, "a bit rate such as 64k", true},
		{"size:500", 6, "a size such as 500M", true},
		{"size:9e9g", 6, "a size", true},
		{"year:20010", 6, "a year such as 2001", true},
		{"year:x", 6, "a year such as 2001", true},
		{"is:miss a", 4, "“is:” wants missing, offline,", false},
		{"a -no:hat", 7, "“no:” wants author, narrator,", true},
		{"has:x or y", 5, "“has:” wants", false},
		{"a) b", 2, "“)” closes nothing", false},
		{"(a))", 4, "“)” closes nothing", true},
		{strings.Repeat("(", 51) + "a", 51, "deep", false},
	} {
		x, err := Parse(c.text)
		var m *Mistake
		if !errors.As(err, &m) || x != nil {
			t.Errorf("%q is %v, %v", c.text, x, err)
			continue
		}
		if m.Column != c.column || !strings.Contains(m.Text, c.part) || m.Unfinished != c.unfinished {
			t.Errorf("%q: %+v", c.text, *m)
		}
	}
}

// checkParse holds Parse to what it promises for any text.
func checkParse(t *testing.T, text string) {
	x, err := Parse(text)
	var m *Mistake
	switch {
	case errors.As(err, &m):
		if n := len([]rune(text)); x != nil || m.Text == "" || m.Column < 1 || m.Column > n+1 {
			t.Fatalf("%q: %+v and %v", text, *m, x)
		}
	case err != nil:
		t.Fatalf("%q: %v", text, err)
	case x != nil:
		back, err := Parse(x.String())
		if err != nil || !reflect.DeepEqual(back, x) {
			t.Fatalf("%q is %#v, printed as %q, which is %#v (%v)", text, x, x.String(), back, err)
		}
		if again := back.String(); again != x.String() {
			t.Fatalf("%q is printed as %q and then as %q", text, x.String(), again)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range append(queryTexts,
		`a "b c`, "-(a or -(b c)) or", "length:1h..2h", "no:cover -no:cover", "title:=“x”", `-““a`, "((a)b)-c", "added:1w..2w", "–-)(") {
		f.Add(text)
	}
	f.Fuzz(checkParse)
}
