package book_test

import (
	"math"
	"testing"
	"time"

	"lectern/library/book"
)

func TestLength(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{-time.Second, ""},
		{0, ""},
		{1, "1 s"},
		{499 * ms, "1 s"},
		{1499 * ms, "1 s"},
		{1500 * ms, "2 s"},
		{32 * time.Second, "32 s"},
		{59*time.Second + 499*ms, "59 s"},
		{59*time.Second + 500*ms, "1 min"},
		{89 * time.Second, "1 min"},
		{90 * time.Second, "2 min"},
		{45 * time.Minute, "45 min"},
		{59*time.Minute + 29*time.Second, "59 min"},
		{59*time.Minute + 30*time.Second, "1 h"},
		{time.Hour, "1 h"},
		{time.Hour + 29*time.Second, "1 h"},
		{time.Hour + 30*time.Second, "1 h 1 min"},
		{10*time.Hour + 32*time.Minute, "10 h 32 min"},
		{10*time.Hour + 59*time.Minute + 31*time.Second, "11 h"},
		{101*time.Hour + 5*time.Minute, "101 h 5 min"},
		{math.MaxInt64, "2562047 h 47 min"},
	} {
		if got := book.Length(c.d); got != c.want {
			t.Errorf("Length(%v) = %q, want %q", c.d, got, c.want)
		}
	}
}

func TestUTF8(t *testing.T) {
	for in, want := range map[string]string{
		"":             "",
		"Café 😀":       "Café 😀",
		"a\xffb":       "a\uFFFDb",
		"\xe4\xb8":     "\uFFFD\uFFFD",
		"\xed\xa0\x80": "\uFFFD\uFFFD\uFFFD",
		"kept \uFFFD":  "kept \uFFFD",
	} {
		if got := book.UTF8(in); got != want {
			t.Errorf("UTF8(%q) = %q, want %q", in, got, want)
		}
	}
}
