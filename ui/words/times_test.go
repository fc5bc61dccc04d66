package words

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/ui/i18n"
)

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	for d, want := range map[time.Duration]string{
		-time.Hour: "now", time.Millisecond: "now", time.Second: "1 second ago", 119 * time.Second: "1 minute ago", 2 * time.Hour: "2 hours ago",
		day - 1: "23 hours ago", day: "1 day ago", 7 * day: "1 week ago", 29 * day: "4 weeks ago", 30 * day: "1 month ago", 364 * day: "12 months ago", 730 * day: "2 years ago",
	} {
		if got := Ago(now.Add(-d), now); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	at := time.Date(2026, 5, 2, 9, 5, 0, 0, time.UTC)
	for want, got := range map[string]string{
		"2 May 2026": Date(at), "2 December 2026": LongDate(at.AddDate(0, 7, 0)), "December 2026": Month(at.AddDate(0, 7, 0)),
		"09:05": Since(at, at.Add(time.Hour)), "2 May": Since(at, at.AddDate(0, 1, 0)), "": Since(time.Time{}, at),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestFirstOfTheMonth: French has a word of its own for it, and an article after "depuis".
func TestFirstOfTheMonth(t *testing.T) {
	i18n.Use(language.French)
	defer i18n.Use(language.English)
	at := time.Date(2026, 5, 1, 9, 5, 0, 0, time.UTC)
	for want, got := range map[string]string{
		"1er mai 2026": LongDate(at), "le 1er mai": Since(at, at.AddDate(0, 1, 0)), "le 1er mai 2026": Since(at, at.AddDate(1, 0, 0)), "2 mai 2026": LongDate(at.AddDate(0, 0, 1)),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestListening(t *testing.T) {
	now := time.Date(2026, 5, 3, 12, 0, 0, 0, time.UTC)
	at := func(days int) int64 { return now.AddDate(0, 0, days).UnixNano() }
	long := book.Book{Duration: 10 * time.Hour}
	for _, c := range []struct {
		want string
		b    book.Book
		l    *book.Listening
	}{
		{"", long, nil},
		{"In progress: 3 h 12 min of 10 h, last played yesterday", long, &book.Listening{Position: 192 * time.Minute, Played: at(-1)}},
		{"In progress: 40 s of about 1 h, last played today", book.Book{Duration: time.Hour, Estimated: true}, &book.Listening{Position: 40 * time.Second, Played: at(0)}},
		{"In progress, last played on 20 April 2026", long, &book.Listening{Played: at(-13)}},
		{"In progress", long, &book.Listening{Played: book.Undated}},
		{"In progress, last played today", book.Book{}, &book.Listening{Position: time.Hour, Played: at(0)}},
		{"Finished on 2 May 2025", long, &book.Listening{Position: time.Hour, Played: at(0), Finished: at(-366)}},
		{"Finished yesterday", long, &book.Listening{Finished: at(-1) + int64(11*time.Hour)}},
	} {
		c.b.Listening = c.l
		if got := Listening(&c.b, now); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{-1: "0 B", 0: "0 B", 82: "82 B", 8_200: "8.2 kB", 999_900_000: "1000 MB", 20_840_000_000: "21 GB", 2_084_000_000: "2.1 GB"} {
		if got := Bytes(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
