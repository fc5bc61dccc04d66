package main

import "testing"

// TestCompare: each line that differs counts, also if one side has more lines.
func TestCompare(t *testing.T) {
	for _, c := range []struct {
		old, fresh string
		differ     int
	}{
		{"", "", 0},
		{"a\nb\n", "a\nb\n", 0},
		{"a\nb\n", "a\nc\n", 1},
		{"a\n", "a\nb\nc\n", 2},
		{"a\nb\n", "a\n", 1},
	} {
		if differ := compare(t.Name(), []byte(c.old), []byte(c.fresh)); differ != c.differ {
			t.Errorf("%q, %q: %d differ, want %d", c.old, c.fresh, differ, c.differ)
		}
	}
}

// TestMasked: the ID of a book and the time when it was added are ignored; all other
// fields count.
func TestMasked(t *testing.T) {
	for _, c := range []struct{ record, kind, format, want string }{
		{`{"id":12,"path":"/a","year":12,"added":"2026-11-27T02:40:57.048841312Z"}`, "books", "ndjson", `{"id":0,"path":"/a","year":12,"added":""}`},
		{"12,/a,,T,2026-11-27T02:40:57.048841312Z,12\n", "books", "csv", "id,/a,,T,added,12\n"},
		{"12,\"/a,b\",T\n", "books", "csv", "id,\"/a,b\",T\n"},
		{"/a,2026-11-27T02:40:57.048841312Z,12\n", "files", "csv", "/a,2026-11-27T02:40:57.048841312Z,12\n"},
	} {
		if got := string(masked([]byte(c.record), c.kind, c.format)); got != c.want {
			t.Errorf("%s: %s, want %s", c.record, got, c.want)
		}
	}
}
