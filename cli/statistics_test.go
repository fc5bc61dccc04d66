package cli

import (
	"context"
	"encoding/json"
	"io"
	"maps"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"lectern/library"
	"lectern/library/view"
	"lectern/scripts/corpus"
)

// scanned is what a record says that statistics sum up.
type scanned struct {
	Authors, Narrators, Genres []string
	Series                     []struct{ Name string }
	Language                   string
	Year                       int
	Added                      time.Time
	Files                      []string
	Duration                   float64 `json:"duration_s"`
	Size                       int64   `json:"size_bytes"`
	BitRate                    int     `json:"bit_rate_bps"`
}

// total is a number of books and their length in seconds.
type total struct {
	books   int
	seconds float64
}

// values returns the values of a record by field, as a person with a spreadsheet would
// write them; "" if it has none.
func (r *scanned) values() map[view.Field][]string {
	of := map[view.Field][]string{view.Author: r.Authors, view.Narrator: r.Narrators, view.Genre: r.Genres, view.Language: view.LanguagesIn(r.Language)}
	for _, s := range r.Series {
		of[view.InSeries] = append(of[view.InSeries], s.Name)
	}
	if r.Year != 0 {
		of[view.Year] = []string{time.Date(r.Year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")[:3] + "0"}
	}
	if !r.Added.IsZero() {
		of[view.Added] = []string{r.Added.Format("2006-01")}
	}
	if r.BitRate > 0 {
		of[view.BitRate] = []string{">=256k"}
		for _, limit := range []struct {
			below int
			from  string
		}{{256e3, "192k"}, {192e3, "128k"}, {128e3, "96k"}, {96e3, "64k"}, {64e3, "32k"}, {32e3, "<32k"}} {
			if r.BitRate < limit.below {
				of[view.BitRate] = []string{limit.from}
			}
		}
	}
	for _, field := range []view.Field{view.Author, view.Narrator, view.Genre, view.Language, view.InSeries, view.Year, view.Added, view.BitRate} {
		if len(of[field]) == 0 {
			of[field] = []string{""}
		}
	}
	return of
}

// TestStatisticsAgreeWithRecords adds up the records of lectern scan over a made library,
// after several searches, and compares the sums with the statistics.
func TestStatisticsAgreeWithRecords(t *testing.T) {
	t.Parallel()
	m, err := corpus.Make(t.Context(), corpus.Options{Dir: filepath.Join(t.TempDir(), "corpus"), Files: 60, Seed: 3})
	check(t, err)
	news := make(chan struct{}, 1)
	lib, err := library.Open(library.Options{Headless: true, Updated: func() {
		select {
		case news <- struct{}{}:
		default:
		}
	}})
	check(t, err)
	defer lib.Close()
	lib.AddRoot(m.Dir)
	check(t, await(t.Context(), lib, news, func(int) {}))

	for _, query := range []string{"", "a", "no:narrator", "-format:mp3", "year:1850..1900", "has:series or genre:fiction", "length:>3m", "nothing at all"} {
		cmd := program(t, "lectern", "scan", "--query", query, m.Dir)
		out, err := cmd.Output()
		check(t, err)
		var all total
		var size int64
		files, people := 0, map[string]bool{}
		sums := map[view.Field]map[string]total{}
		in := json.NewDecoder(strings.NewReader(string(out)))
		for {
			var r scanned
			if err := in.Decode(&r); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
			all = total{all.books + 1, all.seconds + r.Duration}
			size += r.Size
			files += len(r.Files)
			for _, name := range append(r.Authors, r.Narrators...) {
				people[view.Fold(name)] = true
			}
			for field, values := range r.values() {
				each := map[string]bool{}
				for _, v := range values {
					each[view.Fold(v)] = true
				}
				for v := range each {
					if sums[field] == nil {
						sums[field] = map[string]total{}
					}
					sums[field][v] = total{sums[field][v].books + 1, sums[field][v].seconds + r.Duration}
				}
			}
		}

		v, err := view.NewMaker(language.Und).View(context.Background(), lib.View().Snapshot(), view.Query{Text: query, Now: time.Now().UTC()})
		check(t, err)
		s, err := view.StatisticsOf(context.Background(), v, nil, v.Query.Now)
		check(t, err)
		if some := s.Books > 0 && (query == "" || s.Books < v.Total()); some == (query == "nothing at all") {
			t.Errorf("%q finds %d of %d books", query, s.Books, v.Total())
		}
		if got := (total{s.Books, s.Duration.Seconds()}); !near(got, all) || s.Size != size || s.Files != files || s.People != len(people) {
			t.Errorf("%q: %+v, %d bytes, %d files, %d people; the records have %+v, %d, %d, %d", query, got, s.Size, s.Files, s.People, all, size, files, len(people))
		}
		for _, g := range s.Groups {
			if g.Field == view.Format {
				continue // a record does not say what its files contain
			}
			want := maps.Clone(sums[g.Field])
			for _, b := range g.Bars {
				name := view.Fold(b.Text)
				switch {
				case b.Unknown:
				case g.Field == view.Year:
					name = time.Date(int(b.First), 1, 1, 0, 0, 0, 0, time.UTC).Format("2006")
				case g.Field == view.BitRate:
					name, _, _ = strings.Cut(strings.TrimPrefix(b.Query(), "bitrate:"), "..")
				case g.Field == view.Added:
					name = time.Unix(0, b.First).UTC().Format("2006-01")
				}
				if got := (total{b.Books, b.Duration.Seconds()}); !near(got, want[name]) {
					t.Errorf("%q: %s has %+v, the records %+v", query, b.Query(), got, want[name])
				}
				delete(want, name)
			}
			if len(want) > 0 {
				t.Errorf("%q: no bars of %v for %v", query, g.Field, want)
			}
		}
	}
}

// near reports whether two totals are equal. Records round lengths to microseconds.
func near(a, b total) bool {
	return a.books == b.books && a.seconds-b.seconds < 1e-3 && b.seconds-a.seconds < 1e-3
}
