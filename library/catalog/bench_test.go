package catalog

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"lectern/library/book"
)

// benchRows is the number of rows for which the budgets hold.
const benchRows = 100_000

// library makes n rows like those of real libraries: books of ten parts, most
// texts shared between neighbours, chapters in one row of ten.
func library(n int) []Op {
	r := rand.New(rand.NewPCG(7, 7))
	ops := make([]Op, n)
	for i := range ops {
		title := fmt.Sprintf("The Long Book of Number %d", i/10)
		m := &book.Media{
			Container: "mp3", Codec: "MP3", Duration: time.Duration(r.Int64N(int64(time.Hour))),
			BitRate: 64000 + r.IntN(64000), SampleRate: 44100, Channels: 2, Prober: "mpeg",
			Tags: book.Tags{
				Title: fmt.Sprintf("Chapter %d", i%10), Album: title, Artist: fmt.Sprintf("Author %d", i/200),
				AlbumArtist: fmt.Sprintf("Author %d", i/200), Narrator: fmt.Sprintf("Narrator %d", i/90%500),
				Series: fmt.Sprintf("Series %d", i/50), SeriesPart: "2", Year: 2001, Genres: []string{"Fiction"},
				Publisher: "A Publisher", Track: i%10 + 1,
				Description: fmt.Sprintf("%s is about %060d and what came after.", title, i/10),
			},
			Cover: &book.Cover{MIME: "image/jpeg", Width: 600, Height: 600, Bytes: 81234},
		}
		if i%10 == 0 {
			var at time.Duration
			for k := range 20 {
				end := at + time.Duration(r.Int64N(int64(time.Hour)))
				m.Chapters = append(m.Chapters, book.Chapter{Start: at, End: end, Title: fmt.Sprint("Chapter ", k+1)})
				at = end
			}
		}
		f := &book.File{
			ID: book.ID(i + 1), Root: "/home/user/Audiobooks", State: book.Probed, Media: book.Pack(m),
			Path: fmt.Sprintf("/home/user/Audiobooks/Author %d/%s/%02d - Chapter %d.mp3", i/200, title, i%10, i%10),
			Size: r.Int64N(1 << 28), Modified: 1_700_000_000_000_000_000 + r.Int64N(1e17), Changed: 1_700_000_000_000_000_000 + r.Int64N(1e17),
		}
		print := make([]byte, 16)
		for k := range print {
			print[k] = byte(r.Uint32())
		}
		ops[i] = Keep(Entry{File: f, Added: 1_700_000_000_000_000_000 + int64(i), Fingerprint: print, Read: true})
	}
	return ops
}

// BenchmarkSave saves 100,000 rows.
func BenchmarkSave(b *testing.B) {
	ops := library(benchRows)
	b.ReportAllocs()
	for b.Loop() {
		path := somewhere(b)
		c := must(b, path)
		began := time.Now()
		c.Save(ops...)
		b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "owner-ms")
		check(b, c.Close())
		for _, name := range []string{path, UserPath(path)} {
			info, err := os.Stat(name)
			check(b, err)
			b.ReportMetric(float64(info.Size())/benchRows, map[bool]string{true: "catalogue-B/file", false: "user-B/file"}[name == path])
		}
	}
}

// BenchmarkLoad opens a catalogue and loads 100,000 rows, as a start does.
// Budget: 400 ms.
func BenchmarkLoad(b *testing.B) {
	path := somewhere(b)
	c := must(b, path)
	c.Save(library(benchRows)...)
	check(b, c.Close())
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		c := must(b, path)
		b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "open-ms")
		rows := make([]Entry, 0, benchRows)
		if err := c.Load(context.Background(), func(batch []Entry) {
			if len(rows) == 0 {
				b.ReportMetric(float64(time.Since(began).Microseconds())/1000, "first-ms")
			}
			rows = append(rows, batch...)
		}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if len(rows) != benchRows {
			b.Fatalf("%d rows", len(rows))
		}
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapAlloc)/benchRows, "heap-B/file")
		runtime.KeepAlive(rows)
		c.Close()
		b.StartTimer()
	}
}
