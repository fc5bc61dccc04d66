package view

import (
	"strings"
	"testing"
)

func TestCompleteValue(t *testing.T) {
	values := &Facets{
		Authors:    []Facet{{"Ann Leckie", 1}, {"Anna Banks", 2}, {"Leo: Ann", 1}, {"J. R. R. Tolkien", 1}},
		Publishers: []Facet{{"Orbit", 3}},
	}
	for _, c := range []struct {
		text  string
		field Field
		want  string
	}{
		{"ann", Author, "Anna Banks [Ann], Ann Leckie [Ann], Leo: Ann [Ann]"},
		{"lec", Author, "Ann Leckie [Lec]"},
		{"jrr", Author, "J. R. R. Tolkien [J. R. R]"},
		{"author:ann", Author, ""},
		{"ORB", Publisher, "Orbit [Orb]"},
		{"", Author, ""},
		{"  ", Author, ""},
		{"ann", Title, ""},
	} {
		var all []string
		for _, v := range CompleteValue(c.text, c.field, values) {
			all = append(all, v.Text+" ["+v.Text[v.From:v.To]+"]")
		}
		if got := strings.Join(all, ", "); got != c.want {
			t.Errorf("%q in %v: %s, want %s", c.text, c.field, got, c.want)
		}
	}
	if n, none := values.Books(Publisher, "ORBIT"), values.Books(Publisher, "Orb"); n != 3 || none != 0 {
		t.Errorf("%d books by Orbit, %d by Orb", n, none)
	}
	if all := CompleteValue("ann", Author, nil); all != nil {
		t.Errorf("no values: %v", all)
	}
}
