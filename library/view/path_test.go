package view

import "testing"

// TestSeparated: a query writes paths with slashes on every system, and on Windows also as
// that system does.
func TestSeparated(t *testing.T) {
	for _, c := range []struct {
		query     string
		separator rune
		want      string
	}{
		{"Twain/Tom", '/', "Twain/Tom"},
		{`AC\DC/Live`, '/', `AC\DC/Live`},
		{"Twain/Tom", '\\', `Twain\Tom`},
		{`Twain\Tom`, '\\', `Twain\Tom`},
	} {
		if got := separated(c.query, c.separator); got != c.want {
			t.Errorf("%s with %c: %s, want %s", c.query, c.separator, got, c.want)
		}
	}
}
