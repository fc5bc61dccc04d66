package library

import (
	"testing"

	"lectern/library/view"
)

func TestFacetsFollowTheView(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(40)...)
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(root)
	s.settle()
	counted := func(n int) func() bool {
		return func() bool {
			sum := 0
			for _, f := range s.Facets().Codecs {
				sum += f.Books
			}
			return sum == n
		}
	}
	s.until("facets of all", counted(40))
	f := s.Facets()
	if f != s.Facets() {
		t.Error("counted again while nothing changed")
	}
	check(t, s.SetQuery(view.Query{Text: "nothing"}))
	s.until("facets of none", counted(0))
	check(t, s.SetQuery(view.Query{}))
	s.until("facets of all again", counted(40))
}

func TestValuesAreThoseOfAllBooks(t *testing.T) {
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(tree(t, numbered(40)...))
	s.settle()
	check(t, s.SetQuery(view.Query{Text: "nothing"}))
	s.until("no rows", func() bool { return s.View().Len() == 0 })
	s.until("values of all", func() bool {
		sum := 0
		for _, f := range s.Values().Codecs {
			sum += f.Books
		}
		return sum == 40
	})
	if v := s.Values(); v != s.Values() {
		t.Error("counted again while nothing changed")
	}
	if s.facets.newest.Load().of != nil {
		t.Error("facets are counted although no caller asks")
	}
}

func TestNobodyLooksAtFacets(t *testing.T) {
	s := open(t, Options{Prober: &reader{}})
	s.AddRoot(tree(t, numbered(4)...))
	s.settle()
	if s.facets.newest.Load().of != nil || s.values.newest.Load().of != nil {
		t.Error("facets are counted although no caller asks")
	}
}
