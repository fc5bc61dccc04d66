package group

import "testing"

func TestPlainISBN(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"978-3-16-148410-0", "9783161484100"},
		{"urn:isbn:9783161484100", "9783161484100"},
		{"ISBN 3-16-148410-X", "316148410X"},
		{"316148410X 2013", "316148410X"},
		{"316148410X; 9783161484100", "316148410X"},
		{"9781945516824", "9781945516824"},                   // a wrong check digit, but the first ten digits would be an ISBN
		{"978 1 945516 824", "978 1 945516 824"},             // the same
		{"978-1-945516-82-4", "978-1-945516-82-4"},           // the same
		{"not an ISBN", "not an ISBN"}, {"", ""}, {"1", "1"}, // nothing to find
	} {
		if got := plainISBN(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}
