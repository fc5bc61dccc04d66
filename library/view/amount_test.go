package view

import (
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
)

// Each amount with the nearest numbers that meet it and that do not.
func TestAmounts(t *testing.T) {
	now := time.Date(2024, 3, 31, 12, 0, 0, 0, time.UTC)
	h, m := int64(time.Hour), int64(time.Minute)
	at := func(s string) int64 {
		moment, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return moment.UnixNano()
	}
	for _, c := range []struct {
		text    string
		in, out []int64
	}{
		{"length:>10h", []int64{10*h + 1}, []int64{10 * h}},
		{"length:>=10h", []int64{10 * h}, []int64{10*h - 1}},
		{"length:<30m", []int64{30*m - 1}, []int64{30 * m}},
		{"length:<=0,5h", []int64{30 * m}, []int64{30*m + 1}},
		{"length:10h", []int64{10 * h, 11*h - 1}, []int64{10*h - 1, 11 * h}},
		{"length:1h30min", []int64{90 * m, 91*m - 1}, []int64{91 * m}},
		{"length:1h..2h", []int64{h, 2 * h}, []int64{h - 1, 2*h + 1}},
		{"length:..2h", []int64{1, 2 * h}, []int64{2*h + 1}},
		{"bitrate:64k", []int64{64000, 64999}, []int64{63999, 65000}},
		{"bitrate:<=0.1m", []int64{100000}, []int64{100001}},
		{"size:1.5G", []int64{1500000000, 1599999999}, []int64{1600000000}},
		{"size:1,5G", []int64{1500000000, 1599999999}, []int64{1600000000}},
		{"size:>=1KiB", []int64{1024}, []int64{1023}},
		{"size:>500MB", []int64{500000001}, []int64{500000000}},
		{"year:2001..2010", []int64{2001, 2010}, []int64{2000, 2011}},
		{"year:>2001", []int64{2002}, []int64{2001}},
		{"rating:>=4", []int64{8, 10}, []int64{7}},
		{"rating:4", []int64{8}, []int64{7, 9}},
		{"rating:4,5", []int64{9}, []int64{8, 10}},
		{"rating:..2.5", []int64{1, 5}, []int64{6}},
		{"added:<7d", []int64{at("2024-03-24 12:01")}, []int64{at("2024-03-24 12:00")}},
		{"added:>7d", []int64{at("2024-03-24 11:59")}, []int64{at("2024-03-24 12:00")}},
		{"added:7d", []int64{at("2024-03-24 12:00"), at("2024-03-23 12:01")}, []int64{at("2024-03-24 12:01"), at("2024-03-23 12:00")}},
		{"added:1w..2w", []int64{at("2024-03-24 12:00"), at("2024-03-17 12:00")}, []int64{at("2024-03-24 12:01"), at("2024-03-17 11:59")}},
		{"added:..2h", []int64{at("2024-03-31 10:00"), at("2024-03-31 13:00")}, []int64{at("2024-03-31 09:59")}},
		{"added:7d..7d", []int64{at("2024-03-24 12:00")}, []int64{at("2024-03-24 12:01"), at("2024-03-24 11:59")}},
		{"added:0d", []int64{at("2024-03-30 12:01"), at("2024-03-31 12:05")}, []int64{at("2024-03-30 12:00")}},
		{"added:0h..1d", []int64{at("2024-03-30 12:00"), at("2024-03-31 12:05")}, []int64{at("2024-03-30 11:59")}},
		{"added:>0d", []int64{at("2024-03-31 11:59")}, []int64{at("2024-03-31 12:00"), at("2024-03-31 12:05")}},
		{"added:<=1y", []int64{at("2023-03-31 12:00")}, []int64{at("2023-03-31 11:59")}},
		{"added:2024-02", []int64{at("2024-02-01 00:00"), at("2024-02-29 23:59")}, []int64{at("2024-03-01 00:00")}},
		{"added:>2023", []int64{at("2024-01-01 00:00")}, []int64{at("2023-12-31 23:59")}},
		{"added:<=2024-02-03", []int64{at("2024-02-03 23:59")}, []int64{at("2024-02-04 00:00")}},
		{"added:2023..2024-01", []int64{at("2023-01-01 00:00"), at("2024-01-31 23:59")}, []int64{at("2024-02-01 00:00")}},
		{"played:<7d", []int64{at("2024-03-24 12:01")}, []int64{at("2024-03-24 12:00")}},
		{"finished:2024-02", []int64{at("2024-02-29 23:59")}, []int64{at("2024-03-01 00:00")}},
		{"added:>99999y", nil, []int64{at("1970-01-01 00:01")}},
	} {
		x, err := Parse(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		low, high := x.(Amount).bounds(now)
		for _, n := range c.in {
			if n < low || n >= high {
				t.Errorf("%s does not hold for %d", c.text, n)
			}
		}
		for _, n := range c.out {
			if n >= low && n < high {
				t.Errorf("%s holds for %d", c.text, n)
			}
		}
	}
}

// A number that a book does not have meets no condition, and each condition asks for the
// number of its own name.
func TestAmountsOfBooks(t *testing.T) {
	now := time.Now().UnixNano()
	full := book.Book{
		Added: now, Duration: time.Hour, BitRate: 64000, Size: 5000,
		Meta:      book.Meta{Year: 2001, Own: &book.Own{Rating: 8}},
		Listening: &book.Listening{Played: now, Started: now, Finished: now, Abandoned: now},
	}
	for text, clear := range map[string]func(b *book.Book){
		"length:<2h":     func(b *book.Book) { b.Duration = 0 },
		"bitrate:<1m":    func(b *book.Book) { b.BitRate = 0 },
		"year:<3000":     func(b *book.Book) { b.Year = 0 },
		"rating:<5":      func(b *book.Book) { b.Own = nil },
		"added:<9999y":   func(b *book.Book) { b.Added = 0 },
		"played:>2000":   func(b *book.Book) { b.Listening.Played = book.Undated },
		"started:>2000":  func(b *book.Book) { b.Listening.Started = 0 },
		"finished:>2000": func(b *book.Book) { b.Listening.Finished = book.Undated },
		"abandoned:<7d":  func(b *book.Book) { b.Listening.Abandoned = book.Undated },
	} {
		without, listening := full, *full.Listening
		without.Listening = &listening
		clear(&without)
		for _, c := range []struct {
			b    *book.Book
			text string
			want int
		}{{&full, text, 1}, {&without, text, 0}, {&without, "size:<1M", 1}} {
			var store book.Store
			c.b.Files = []*book.File{{Path: "/lib/x.mp3"}}
			store.Add(c.b)
			v, err := NewMaker(language.Und).View(t.Context(), store.Snapshot(), Query{Text: c.text})
			if err != nil || v.Len() != c.want {
				t.Errorf("%q finds %d books of %+v, want %d (%v)", c.text, v.Len(), *c.b, c.want, err)
			}
		}
	}
}
