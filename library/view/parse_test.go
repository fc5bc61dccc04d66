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
		back string // the printed form; "" if it is the same
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
		{`"foo:bar"`, word("foo:bar"), ""},
		{"Dune: Messiah", And{word("Dune:"), word("Messiah")}, ""},
		{"foo:", word("foo:"), ""},
		{"(foo:)", word("foo:"), "foo:"},
		{"std::string", word("std::string"), ""},
		{`C:\Books`, word(`C:\Books`), ""},
		{"e:x", word("e:x"), ""},
		{"S01:x", word("S01:x"), ""},
		{"http://x", word("http://x"), ""},
		{"10:30", word("10:30"), ""},
		{`-"foo:author:x"`, Not{word("foo:author:x")}, ""},
		{`"author:x"`, word("author:x"), ""},
		{"spider-man", word("spider-man"), ""},
		{"-a", Not{word("a")}, ""},
		{"–a", Not{word("a")}, "-a"},
		{"--a", Not{word("-a")}, `-"-a"`},
		{"a -- b --", And{word("a"), word("b")}, "a b"},
		{"--- (a --) ---", word("a"), "a"},
		{strings.Repeat("-", 1<<20), nil, ""}, // in a time that grows with the length
		{"a - b", And{word("a"), word("b")}, "a b"},
		{"a . b", And{word("a"), word("b")}, "a b"}, // the search ignores these signs
		{"-' or title:…", nil, ""},
		{"a or ´", word("a"), "a"},
		{`title:="'"`, Text{In: Title, Text: "'", Whole: true}, `title:='`},
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

		// Unfinished while typing, and not a mistake.
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
		text   string
		column int
		want   string
	}{
		{"length:>abc", 9, "“abc” is not a length. After “length:” type a length (10h, 1h30m)."},
		{"é length:10 x", 10, "“10” is not a length"},
		{"length:10ms", 8, "not a length"},
		{"length:10kg", 8, "not a length"},
		{"length:10us", 8, "not a length"},
		{"length:10.", 8, "not a length"},
		{"length:1h..x", 8, "“x” is not a length"},
		{"length:x..1h", 8, "“x” is not a length"},
		{"length:..x", 8, "“x” is not a length"},
		{"length:x..", 8, "“x” is not a length"},
		{"length:1h..2h..3h", 8, "“2h..3h” is not a length"},
		{"length:-1h", 8, "not a length"},
		{"length:min", 8, "not a length"},
		{"length:>1h..2h", 9, "Write either “>” or “..”, not both."},
		{"length:2h..1h", 8, "The first end must be the smaller one. Did you mean length:1h..2h?"},
		{"added:2w..1w", 7, "Did you mean added:1w..2w?"},
		{"added:2w..2024", 7, "Both ends must be dates, or both ages."},
		{"added:7", 7, "“7” is neither an age nor a date. After “added:” type an age (7d, 2w, 6m, 1y) or a date (2024-05-31)."},
		{"added:2024-13", 7, "There is no date 2024-13."},
		{"added:>2024-02-31", 8, "There is no date 2024-02-31."},
		{"added:2024-02-01..2024-02-31", 7, "There is no date 2024-02-31."},
		{"added:+7d", 7, "neither an age nor a date"},
		{"added:100000d", 7, "neither an age nor a date"},
		{"added:20240531", 7, "neither an age nor a date"},
		{"added:2024-02-311", 7, "neither an age nor a date"},
		{"added:31.05.2024", 7, "neither an age nor a date"},
		{"bitrate:64", 9, "“64” is not a bit rate. After “bitrate:” type a bit rate (64k)."},
		{"size:500", 6, "“500” is not a size. After “size:” type a size (500M, 1.5G)."},
		{"size:10h", 6, "not a size"},
		{"size:2024-13", 6, "not a size"},
		{"size:1.2.3m", 6, "not a size"},
		{"size:10000000t", 6, "not a size"},
		{"size:9e9g", 6, "not a size"},
		{"year:20010", 6, "“20010” is not a year. After “year:” type a year (2001)."},
		{"year:99999999999999999999", 6, "not a year"},
		{"year:x", 6, "not a year"},
		{"rating:4.2", 8, "“4.2” is not a rating. After “rating:” type a number of stars (4, 4.5)."},
		{"is:miss a", 4, "There is no “is:miss”. Did you mean is:missing?"},
		{"is:wrong", 4, "There is no “is:wrong”. After “is:” type missing, offline,"},
		{"is:cover", 4, "Did you mean has:cover?"},
		{"no:missing", 4, "Did you mean is:missing?"},
		{"a -no:hat", 7, "There is no “no:hat”. After “no:” type author, narrator,"},
		{"has:x or y", 5, "After “has:” type"},
		{"a) b", 2, "There is a “)” without a “(”. To search for it, put it in quotes."},
		{"(a))", 4, "There is a “)” without a “(”."},
		{strings.Repeat("(", 51) + "a", 51, "50 deep"},

		{"authr:tolkien", 1, "There is no field “authr”. Did you mean author? To search for the words instead, put them in quotes."},
		{"a -Authors:tolkien b", 4, "There is no field “Authors”. Did you mean author?"},
		{"(narr:x)", 2, "Did you mean narrator?"},
		{"tilte:x", 1, "Did you mean title?"},
		{"aut:x", 1, "Did you mean author?"},
		{"au:x", 1, "There is no field “au”. To search"},
		{"yaer:5", 1, "Did you mean year?"},
		{"xear:5", 1, "Did you mean year?"},
		{"tga:x", 1, "Did you mean tag?"},
		{"jenra:x", 1, "Did you mean genre?"},
		{"thetitle:x", 1, "There is no field “thetitle”. To search"},
		{"duration:>2h", 1, "Did you mean length?"},
		{"writer:x", 1, "Did you mean author?"},
		{"foo:bar", 1, "There is no field “foo”. To search for the words instead, put them in quotes: \"foo:bar\""},
		{"foo:author:x", 1, "There is no field “foo”."},
		{`foo:"bar baz"`, 1, "There is no field “foo”. To search for the words instead, put them in quotes."},
		{"größe:5", 1, "There is no field “größe”."},
		{"sort:length", 1, "There is no field “sort”."},
		{strings.Repeat("x", 9999) + ":y", 1, "x…”"},
	} {
		x, err := Parse(c.text)
		var m *Mistake
		if !errors.As(err, &m) || x != nil {
			t.Errorf("%q is %v, %v", c.text, x, err)
			continue
		}
		if m.Column != c.column || !strings.Contains(m.String(), c.want) {
			t.Errorf("%q: %+v", c.text, *m)
		}
		if err := Final(c.text); err == nil || err.Error() != m.String() {
			t.Errorf("%q is finally %v", c.text, err)
		}
	}
}

// TestUnfinished checks texts that Parse accepts while the user types, and that make no
// sense when finished.
func TestUnfinished(t *testing.T) {
	for _, c := range []struct {
		text   string
		column int
		want   string
	}{
		{"author:", 8, "After “author:” type what to look for, without a space between."},
		{"author: tolkien", 8, "without a space between"},
		{`author:""`, 8, "After “author:” type"},
		{"a -author:=", 12, "After “author:” type"},
		{"length:", 8, "After “length:” type a length (10h, 1h30m)."},
		{"length:>", 9, "After “length:” type"},
		{"length:..", 8, "After “length:” type"},
		{"is: a", 4, "After “is:” type missing,"},
		{"no:", 4, "After “no:” type author,"},
		{`a "b c`, 3, "The quotation that begins here is not closed."},
		{`author:"b c`, 8, "The quotation that begins here is not closed."},
		{`a ""`, 3, "There is nothing between these quotes."},
		{"a (b", 3, "There is a “(” without a “)”. To search for it, put it in quotes."},
		{"a -(b or", 7, "After “or” something is missing."},
		{"a ()", 3, "There is nothing between these parentheses."},
		{"a or", 3, "After “or” something is missing."},
		{"(a or) b", 4, "After “or” something is missing."},
	} {
		if _, err := Parse(c.text); err != nil {
			t.Errorf("%q: %v", c.text, err)
		}
		var m *Mistake
		if err := Final(c.text); !errors.As(err, &m) {
			t.Errorf("%q is finally %v", c.text, err)
		} else if m.Column != c.column || !strings.Contains(m.String(), c.want) {
			t.Errorf("%q: %+v", c.text, *m)
		}
	}
	for _, text := range []string{
		"", " ", "dune", "Dune: Messiah", "Dune - Messiah", "or else", `5"x`, "http://x", "10:30", "(a or b) -c", `author:="le guin"`, "a -",
		"year:2001..", "added:<7d", "is:missing no:cover", `"foo:bar"`, "10:04", "…", "war and peace",
	} {
		if err := Final(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// checkParse checks the contract of Parse for any text.
func checkParse(t *testing.T, text string) {
	x, err := Parse(text)
	var m *Mistake
	within := func(m *Mistake) bool { return m.String() != "" && m.Column >= 1 && m.Column <= len([]rune(text))+1 }
	if final := Final(text); errors.As(final, &m) && !within(m) || err != nil && final == nil {
		t.Fatalf("%q is finally %+v", text, final)
	}
	switch {
	case errors.As(err, &m):
		if x != nil || !within(m) {
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
