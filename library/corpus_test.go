package library

import (
	"context"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/corpus"
)

// faultNames are the kinds of fault as a corpus names them.
var faultNames = map[book.FaultKind]string{
	book.NotAudio: "not audio", book.Truncated: "truncated", book.Unreadable: "unreadable",
	book.Permission: "permission", book.Irregular: "irregular", book.Protected: "protected",
}

// TestCorpus reads real files with the real readers and compares the rows with the
// manifest, as far as ffprobe can read the same facts.
func TestCorpus(t *testing.T) {
	if _, err := exec.LookPath("ffprobe"); err != nil {
		t.Skip("ffprobe: ", err)
	}
	const files = 24
	m, err := corpus.Make(t.Context(), corpus.Options{Dir: filepath.Join(t.TempDir(), "corpus"), Files: files, Seed: 3})
	check(t, err)
	s := open(t, Options{})
	s.AddRoot(m.Dir)
	s.settle()
	rows := s.rows()
	var want []string
	for _, f := range m.Files {
		want = append(want, f.Rel())
	}
	same(t, "rows", rows, m.Dir, want...)
	if len(want) != files {
		t.Errorf("%d files in the corpus, want %d", len(want), files)
	}
	for _, f := range m.Files {
		if b := rows[m.Abs(f)]; b != nil {
			for _, problem := range differences(b, f) {
				t.Errorf("%q (%s): %s", f.Path, f.Dialect+f.Broken, problem)
			}
		}
	}
	w := s.Status().Probing
	if w.Running() || w.Done != w.Total || s.count(book.Probed)+s.count(book.Failed) != files {
		t.Errorf("%+v %v", w, s.states())
	}
	before := s.View()
	s.rescan()
	if w := s.Status().Probing; w.Total != 0 || s.View().Snapshot() != before.Snapshot() {
		t.Errorf("a rescan of unchanged files: %+v", w)
	}

	slow := open(t, Options{Workers: 1, Prober: &reader{gate: func(ctx context.Context, _ *book.File) error { <-ctx.Done(); return ctx.Err() }}})
	begin := time.Now()
	slow.AddRoot(m.Dir)
	slow.until("all rows", func() bool { return slow.View().Len() == files })
	t.Logf("%d rows after %v", files, time.Since(begin))
}

// differences lists how a row differs from the manifest.
func differences(b *book.Book, f *corpus.File) (list []string) {
	differ := func(field string, got, want any) {
		if f.Sees(field) && fmt.Sprint(got) != fmt.Sprint(want) {
			list = append(list, fmt.Sprintf("%s is %q, want %q", field, fmt.Sprint(got), fmt.Sprint(want)))
		}
	}
	differ("size_bytes", b.Size, f.Size)
	differ("modified", b.Modified, f.Modified.UnixNano())
	if f.Sees("fault") {
		differ("state", b.State, f.State)
		if b.Fault != nil {
			if name := faultNames[b.Fault.Kind]; name != f.Fault && !slices.Contains(f.AlsoFault, name) {
				differ("fault", b.Fault.Reason, f.Fault)
			}
		}
	}
	if b.State != book.Probed || !f.Good() {
		return list
	}
	media := b.Files[0].Media
	tags := media.Tags()
	if got := b.Duration.Seconds(); f.Sees("duration_s") && math.Abs(got-f.Duration) > 0.15 {
		differ("duration_s", got, f.Duration)
	}
	differ("codec", b.Codec, f.Codec)
	differ("sample_rate_hz", media.SampleRate, f.SampleRate)
	differ("channels", media.Channels, f.Channels)
	differ("title", tags.Title, f.Title)
	differ("album", tags.Album, f.Album)
	differ("artist", tags.Artist, f.Artist)
	differ("album_artist", tags.AlbumArtist, f.AlbumArtist)
	differ("narrator", tags.Narrator, f.Narrator)
	differ("series", tags.Series, f.Series)
	differ("series_part", tags.SeriesPart, f.SeriesPart)
	differ("year", tags.Year, f.Year)
	differ("track", tags.Track, f.Track)
	differ("chapters", media.ChapterCount(), len(f.Chapters))
	if f.Sees("title") && f.Title != "" && b.Title != strings.Join(strings.Fields(f.Title), " ") {
		differ("title", b.Title, f.Title)
	}
	return list
}
