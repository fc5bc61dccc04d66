package view

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
)

// statistics sums up the books that a query finds.
func statistics(t testing.TB, s *book.Snapshot, q Query) *Statistics {
	t.Helper()
	v, err := NewMaker(language.Und).View(context.Background(), s, q)
	if err != nil {
		t.Fatal(err)
	}
	return statisticsOf(t, v)
}

func statisticsOf(t testing.TB, v *View) *Statistics {
	t.Helper()
	all, err := StatisticsOf(context.Background(), v, nil, v.Query.Now)
	if err != nil {
		t.Fatal(err)
	}
	if !all.Of(v) {
		t.Error("made from another view")
	}
	return all
}

// printed returns the bars of a field: their conditions, books and hours.
func (s *Statistics) printed(field Field) string {
	var all []string
	for _, g := range s.Groups {
		for _, b := range g.Bars {
			if g.Field == field {
				all = append(all, fmt.Sprintf("%s %d %g", b.Query(), b.Books, b.Duration.Hours()))
			}
		}
	}
	return strings.Join(all, "|")
}

func TestStatistics(t *testing.T) {
	var store book.Store
	at := func(date string) int64 {
		when, err := time.Parse("2006-01-02 15:04", date)
		if err != nil {
			t.Fatal(err)
		}
		return when.UnixNano()
	}
	add := func(hours, year, rate int, added string, m book.Meta, files ...string) {
		b := &book.Book{ID: book.ID(store.Len() + 1), Meta: m, Duration: time.Duration(hours) * time.Hour, BitRate: rate, Size: int64(hours) * 100}
		b.Year = year
		if added != "" {
			b.Added = at(added)
		}
		for _, name := range files {
			name, container, read := strings.Cut(name, " ")
			f := &book.File{Path: "/b/" + name}
			if read {
				f.Media = book.Pack(&book.Media{Container: container})
			}
			b.Files = append(b.Files, f)
		}
		b.Path = b.Files[0].Path
		store.Add(b)
	}
	add(10, 1999, 64000, "2024-05-31 23:30", book.Meta{Title: "One", Authors: []string{"Zoë Ä", "Ann"}, Narrators: []string{"Ann"}, Language: "de", Genres: []string{"Fantasy"}}, "1.m4b mp4", "2.m4b mp4")
	add(20, 1990, 63999, "2024-05-01 00:00", book.Meta{Title: "Two", Authors: []string{"zoe a", "ZOE A"}, Language: "ger; English", Series: []book.Series{{Name: "S", Part: "1"}, {Name: "S", Part: "2"}}}, "3.mp3 mp3")
	add(0, 0, 0, "", book.Meta{Title: "Three"}, "4.MP3")
	add(5, 2005, 320000, "2024-06-01 00:00", book.Meta{Title: "Four", Authors: []string{"Ann"}}, "5.mp2 mp3")
	s := statistics(t, store.Snapshot(), Query{})
	if s.Books != 4 || s.Files != 5 || s.People != 2 || s.Size != 3500 || s.Duration != 35*time.Hour {
		t.Errorf("%+v", s)
	}
	for field, want := range map[Field]string{
		Author:   `author:="Zoë Ä" 2 30|author:=Ann 2 15|no:author 1 0`,
		Narrator: `narrator:=Ann 1 10|no:narrator 3 25`,
		InSeries: `series:=S 1 20|no:series 3 15`,
		Genre:    `genre:=Fantasy 1 10|no:genre 3 25`,
		Language: `language:=German 2 30|language:=English 1 20|no:language 2 5`,
		Format:   `format:=mp3 3 25|format:=m4b 1 10|format:=mp2 1 5`,
		BitRate:  `bitrate:32k..63.999k 1 20|bitrate:64k..95.999k 1 10|bitrate:>=256k 1 5|no:bitrate 1 0`,
		Year:     `year:2000..2009 1 5|year:1990..1999 2 30|no:year 1 0`,
		Added:    `added:2024-06 1 5|added:2024-05 2 30|no:added 1 0`,
	} {
		if got := s.printed(field); got != want {
			t.Errorf("%v: %s, want %s", field, got, want)
		}
	}
	for what, list := range map[string][]*book.Book{"Two One Four": s.Longest, "Two One Four ": s.Largest, "Four One Two": s.Newest} {
		var titles []string
		for _, b := range list {
			titles = append(titles, b.Title)
		}
		if got := strings.Join(titles, " "); got != strings.TrimSpace(what) {
			t.Errorf("listed %s, want %s", got, what)
		}
	}

	// In another place, the last evening of May is in June.
	east := Query{Now: time.Date(2024, 7, 1, 0, 0, 0, 0, time.FixedZone("", 3600))}
	if got := statistics(t, store.Snapshot(), east).printed(Added); got != "added:2024-06 2 15|added:2024-05 1 20|no:added 1 0" {
		t.Error(got)
	}
	// The bars of what the query requires are chosen.
	chosen := ""
	for _, g := range statistics(t, store.Snapshot(), Query{Text: `author:="ZOE Ä" year:1990..1999 no:genre dune or "two"`}).Groups {
		for _, b := range g.Bars {
			if b.Chosen {
				chosen += b.Query() + "|"
			}
		}
	}
	if chosen != "" {
		t.Errorf("an alternative is chosen: %s", chosen)
	}
	for _, g := range statistics(t, store.Snapshot(), Query{Text: `author:="ZOE Ä" year:1990..1999 no:genre two`}).Groups {
		for _, b := range g.Bars {
			if b.Chosen {
				chosen += b.Query() + "|"
			}
		}
	}
	if chosen != `author:="zoe a"|no:genre|year:1990..1999|` {
		t.Errorf("chosen: %s", chosen)
	}
}

// TestBarsCountWhatTheirQueriesFind: a bar that is not chosen narrows the search to just
// the books and hours that it shows, whatever the search, and a chosen bar takes its
// condition away.
func TestBarsCountWhatTheirQueriesFind(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := &randomStore{Rand: r}
		s.add(200)
		for _, slot := range s.slots {
			b := *s.store.At(slot)
			b.BitRate = pickOne(r, []int{0, 1, 31999, 32000, 64000, 95999, 128000, 300000})
			b.Year = pickOne(r, []int{0, 1, 9, 10, 1899, 1900, 1999, 2001, 9999})
			b.Added = pickOne(r, []int64{0, b.Added, b.Added + r.Int64N(90*day)})
			files := b.Files
			b.Files = nil
			for _, f := range files {
				g := *f
				g.Media = book.Pack(&book.Media{Container: pickOne(r, []string{"", "mp4", "mp3"})})
				b.Files = append(b.Files, &g)
			}
			s.store.Set(slot, &b)
		}
		snapshot := s.store.Snapshot()
		texts := []string{"", `(author:="Zoë" or author:=O'Neil)`, "year:1900..2000", "year:1999 bitrate:>1k", "part or cafe", "no:author", "added:2023.."}
		for range 6 {
			texts = append(texts, pickOne(r, queryTexts))
		}
		for _, text := range texts {
			q := Query{Text: text, Now: time.Unix(0, testNow).In(berlin), Hidden: r.IntN(2) == 0}
			all := statistics(t, snapshot, q)
			m := NewMaker(language.Und)
			for _, g := range all.Groups {
				books, single := 0, g.Field == BitRate || g.Field == Year || g.Field == Added
				var hours time.Duration
				for _, b := range g.Bars {
					books += b.Books
					hours += b.Duration
					to := q
					to.Text = Narrow(text, b.Query())
					v, err := m.View(context.Background(), snapshot, to)
					if err != nil {
						t.Fatalf("%s: %v", to.Text, err)
					}
					if b.Chosen {
						if v.Len() < b.Books || Narrow(to.Text, b.Query()) == to.Text {
							t.Errorf("%s without %s is %s and finds %d, less than %d", text, b.Query(), to.Text, v.Len(), b.Books)
						}
						continue
					}
					if v.Len() != b.Books || v.Shown.Duration != b.Duration {
						t.Errorf("%s: the bar has %d books and %v, %s finds %d and %v", text, b.Books, b.Duration, to.Text, v.Len(), v.Shown.Duration)
					}
					if v.Len() > 0 && !barChosen(statisticsOf(t, v), b) {
						t.Errorf("%s: %s is not chosen", to.Text, b.Query())
					}
				}
				if single && (books != all.Books || hours != all.Duration) {
					t.Errorf("%s: the bars of %v have %d books and %v, all have %d and %v", text, g.Field, books, hours, all.Books, all.Duration)
				}
			}
		}
	}
}

// barChosen reports whether the bar with the same condition is chosen.
func barChosen(s *Statistics, b Bar) bool {
	for _, g := range s.Groups {
		for _, c := range g.Bars {
			if g.Field == b.Field && c.Unknown == b.Unknown && c.folded == b.folded && c.condition == b.condition {
				return c.Chosen
			}
		}
	}
	return false
}

func TestNarrow(t *testing.T) {
	for _, c := range []struct{ text, condition, want string }{
		{"", "author:=Ann", "author:=Ann"},
		{"dune", "author:=Ann", "dune author:=Ann"},
		{`author:=Bea`, "author:=Ann", "author:=Bea author:=Ann"},
		{`dune author:="ANN"`, "author:=Ann", "dune"},
		{`(author:=Ann or author:=Bea) dune`, "author:=Ann", "dune author:=Ann"},
		{"narrator:=Ann", "author:=Ann", "narrator:=Ann author:=Ann"},
		{"author:Ann", "author:=Ann", "author:Ann author:=Ann"},
		{"author:=Ann", "author:Ann", "author:=Ann author:Ann"},
		{"year:1990..2000", "year:1995..2005", "year:1990..2000 year:1995..2005"},
		{"size:>1k", "bitrate:>64k", "size:>1k bitrate:>64k"},
		{"added:>2000", "added:<7d", "added:>2000 added:<7d"},
		{"a or b", "no:year", "(a or b) no:year"},
		{"a no:year", "no:year", "a"},
		{"year:1990..2010 a", "year:1990..1999", "a year:1990..1999"},
		{"year:>=1990", "year:1990..1999", "year:1990..1999"},
		{"year:1999", "year:1990..1999", "year:1999 year:1990..1999"},
		{"added:2024", "added:2024-05", "added:2024-05"},
		{"added:<30d", "added:2024-05", "added:<30d added:2024-05"},
		{"bitrate:<100k", "bitrate:64k..95.999k", "bitrate:64k..95.999k"},
		{"length:>x", "no:year", "length:>x no:year"},
		{"a", "", "a"},
	} {
		if got := Narrow(c.text, c.condition); got != c.want {
			t.Errorf("%s narrowed to %s: %s, want %s", c.text, c.condition, got, c.want)
		}
	}
}

// TestMonthWithoutItsFirstHour: where a clock is put forward at the midnight that begins a
// month, each moment is in just one month, and its condition finds it.
func TestMonthWithoutItsFirstHour(t *testing.T) {
	for _, zone := range []string{"Asia/Amman", "America/Asuncion", "Africa/Cairo", "Asia/Damascus"} {
		at, err := time.LoadLocation(zone)
		if err != nil {
			t.Skip(err)
		}
		for year := 1975; year < 2025; year++ {
			for month := time.January; month <= time.December; month++ {
				first := time.Date(year, month, 1, 0, 0, 0, 0, at)
				for minutes := -90; minutes <= 90; minutes += 15 {
					n := first.Add(time.Duration(minutes) * time.Minute).UnixNano()
					if r := rangeOf(Added, PerMonth, n, at); n < r.First || n > r.Last {
						t.Errorf("%s: %v is not in %s", zone, time.Unix(0, n).In(at), r.condition)
					}
				}
			}
		}
	}
}

func TestStatisticsEmptyAndCancelled(t *testing.T) {
	var store book.Store
	if s := statistics(t, store.Snapshot(), Query{}); s.Books != 0 || len(s.Groups) != 0 {
		t.Errorf("%+v", s)
	}
	store.Add(randomBook(rand.New(rand.NewPCG(1, 1)), 1))
	v, err := NewMaker(language.Und).View(context.Background(), store.Snapshot(), Query{Hidden: true})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if s, err := StatisticsOf(ctx, v, nil, v.Query.Now); s != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%+v, %v", s, err)
	}
}

func BenchmarkStatistics100k(b *testing.B) {
	v := must(b, NewMaker(language.Und), largeStore(100_000).Snapshot(), Query{})
	best(b, func() {
		if _, err := StatisticsOf(context.Background(), v, nil, v.Query.Now); err != nil {
			b.Fatal(err)
		}
	})
}

// TestHeard: what was heard, per day, week and month. Each bar finds its books. The hours of
// books that are gone are there if the view has everything.
func TestHeard(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC) // a Saturday
	today := book.DayOf(now)
	heard := func(day book.Day, hours int) book.DayHeard {
		return book.DayHeard{Day: day, Heard: book.Heard{Clock: time.Duration(hours) * time.Hour, Sound: 2 * time.Duration(hours) * time.Hour}}
	}
	var store book.Store
	log := []book.FileHeard{{File: 9, Title: "Gone", DayHeard: heard(today-2, 5)}, {File: 10, Title: "Gone", DayHeard: heard(today-2, 1)}}
	add := func(id book.ID, title string, l *book.Listening, days ...book.DayHeard) {
		for _, d := range days {
			log = append(log, book.FileHeard{File: id, Title: title, DayHeard: d})
		}
		store.Add(&book.Book{ID: id, Meta: book.Meta{Title: title}, Duration: 10 * time.Hour, Listening: l, Days: days, Files: []*book.File{{ID: id}}})
	}
	add(1, "One", &book.Listening{Position: 4 * time.Hour, Played: 1}, heard(today-40, 1), heard(today-1, 2))
	add(2, "Two", &book.Listening{Played: 1, Finished: now.UnixNano()}, heard(today-6, 3), heard(today-1, 1), heard(today, 1))
	add(3, "Three", nil)
	add(4, "Four", &book.Listening{Finished: book.Undated})
	of := func(text string) *Statistics {
		t.Helper()
		v, err := NewMaker(language.Und).View(context.Background(), store.Snapshot(), Query{Text: text, Now: now})
		if err != nil {
			t.Fatal(err)
		}
		s, err := StatisticsOf(context.Background(), v, log, now)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := of("")
	if s.Heard != (book.Heard{Clock: 14 * time.Hour, Sound: 28 * time.Hour}) || s.Unheard != 16*time.Hour || s.Streak != 3 || s.Pace != 26*time.Hour/30 {
		t.Errorf("%v, unheard %v, %d days in a row, %v a day", s.Heard, s.Unheard, s.Streak, s.Pace)
	}
	if len(s.Heardest) != 3 || s.Heardest[0].Title != "Gone" || s.Heardest[0].ID != 0 || s.Heardest[1].Title != "Two" {
		t.Errorf("%v", s.Heardest)
	}
	want := "listened:2026-11-28 1 1|listened:2026-11-27 2 3|listened:2026-11-26 1 6|listened:2026-11-22 1 3|listened:2026-10-19 1 1|" +
		"listened:2026-11-23..2026-11-29 3 10|listened:2026-11-16..2026-11-22 1 3|listened:2026-10-19..2026-10-25 1 1|" +
		"listened:2026-11 3 13|listened:2026-10 1 1"
	if got := s.printed(Listened); got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
	if got := s.printed(Finished); got != "finished:2026-11 1 10|finished:2026 1 10" {
		t.Error(got)
	}
	for _, g := range s.Groups {
		for _, b := range g.Bars {
			n := b.Books
			if b.Field == Listened && b.First <= now.AddDate(0, 0, -2).UnixNano() && b.Last >= now.AddDate(0, 0, -2).UnixNano() {
				n-- // the one that is gone cannot be found
			}
			if found := of(b.Query()).Books; found != n {
				t.Errorf("%s finds %d books, want %d", b.Query(), found, n)
			}
		}
	}
	if s := of("one"); s.Heard.Clock != 3*time.Hour || s.printed(Listened) != "listened:2026-11-27 1 2|listened:2026-10-19 1 1|listened:2026-11-23..2026-11-29 1 2|listened:2026-10-19..2026-10-25 1 1|listened:2026-11 1 2|listened:2026-10 1 1" || s.Streak != 3 {
		t.Errorf("%v %s", s.Heard, s.printed(Listened))
	}
	for text, want := range map[string]int{"listened:<2d": 2, "listened:>30d": 1, "listened:2026": 2, "listened:2025": 0, "-listened:2026": 2, "listened:2026-11-22": 1} {
		if got := of(text).Books; got != want {
			t.Errorf("%s finds %d books, want %d", text, got, want)
		}
	}
}

// TestPace: the pace is that of the last 30 days, or of the time since the user began; a
// clock that was wrong changes nothing. Days in a row may end yesterday.
func TestPace(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	today := book.DayOf(now)
	for _, c := range []struct {
		name   string
		days   []book.Day // with an hour each, counted from today
		pace   time.Duration
		streak int
	}{
		{"never", nil, 0, 0},
		{"today", []book.Day{0}, time.Hour, 1},
		{"yesterday", []book.Day{-1}, time.Hour / 2, 1},
		{"two days ago", []book.Day{-2}, time.Hour / 3, 0},
		{"today and yesterday", []book.Day{0, -1}, time.Hour, 2},
		{"with a gap", []book.Day{0, -1, -3}, 3 * time.Hour / 4, 2},
		{"for 30 days", []book.Day{-29}, time.Hour / 30, 0},
		{"long ago", []book.Day{-30}, 0, 0},
		{"long ago and now", []book.Day{-100, 0, -29}, 2 * time.Hour / 30, 1},
		{"tomorrow", []book.Day{1, 0}, time.Hour, 1},
	} {
		var log []book.FileHeard
		for _, day := range c.days {
			log = append(log, book.FileHeard{File: 1, DayHeard: book.DayHeard{Day: today + day, Heard: book.Heard{Clock: 1, Sound: time.Hour}}})
		}
		var store book.Store
		v, err := NewMaker(language.Und).View(t.Context(), store.Snapshot(), Query{Now: now})
		if err != nil {
			t.Fatal(err)
		}
		s, err := StatisticsOf(t.Context(), v, log, now)
		if err != nil {
			t.Fatal(err)
		}
		if s.Pace != c.pace || s.Streak != c.streak {
			t.Errorf("%s: %v a day, %d days in a row; want %v, %d", c.name, s.Pace, s.Streak, c.pace, c.streak)
		}
	}
}
