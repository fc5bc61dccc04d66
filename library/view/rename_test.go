package view

import "testing"

func TestRenameInQueries(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"author:=ann", "author:=Bea"},
		{`dune  author:="Ann" length:>2h`, "dune  author:=Bea length:>2h"},
		{"-author:=Ann", "-author:=Bea"},
		{"(author:=Ann or author:=Cleo) dune", "(author:=Bea or author:=Cleo) dune"},
		{"(author:=Ann or author:=Bea)  dune", "author:=Bea dune"},
		{"author:=Ann author:=Bea", "author:=Bea"},
		{"-(author:=Ann or x)", "-(author:=Bea or x)"},
		{"author:ann narrator:=Ann ann", "author:ann narrator:=Ann ann"}, // no exact author
		{"author:=Anna", "author:=Anna"},
		{"author:=Ann length:>xx", "author:=Ann length:>xx"}, // no query
		{"", ""},
	} {
		if got := Rename(c.text, Author, "Ann", "Bea"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
	const spaced = `author:="Ann ""Q"" Lee"`
	if got := Rename("author:=x", Author, "X", `Ann "Q" Lee`); got != spaced {
		t.Errorf("%q", got)
	}
	if got := Rename(spaced+" a", Author, `ann "q" lee`, "X"); got != "author:=X a" {
		t.Errorf("%q", got)
	}
}
