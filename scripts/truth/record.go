package main

import (
	"fmt"
	"strings"
	"unicode"

	"lectern/scripts/corpus"
)

// record is what one side reports about a file.
type record struct {
	Path       string           `json:"path"`
	PathBytes  []byte           `json:"path_bytes"`
	State      string           `json:"state"`
	Fault      string           `json:"fault"`
	Container  string           `json:"container"`
	Codec      string           `json:"codec"`
	Duration   float64          `json:"duration_s"`
	Estimated  bool             `json:"duration_estimated"`
	BitRate    float64          `json:"bit_rate_bps"`
	SampleRate int              `json:"sample_rate_hz"`
	Channels   int              `json:"channels"`
	Cover      *corpus.Cover    `json:"cover"`
	Chapters   []corpus.Chapter `json:"chapters"`
	Prober     string           `json:"prober"`
	corpus.Fields
}

// given returns the manifest's facts about a file as a record. Texts are without the
// direction marks in them, which readers drop.
func given(f *corpus.File) *record {
	r := &record{
		State: f.State, Fault: f.Fault, Container: f.Container, Codec: f.Codec, Duration: f.Duration,
		SampleRate: f.SampleRate, Channels: f.Channels, Cover: f.Cover, Chapters: f.Chapters, Fields: f.Fields,
	}
	for _, text := range []*string{&r.Title, &r.Album, &r.Description} {
		*text = strings.Map(func(c rune) rune {
			if unicode.Is(unicode.Bidi_Control, c) {
				return -1
			}
			return c
		}, *text)
	}
	return r
}

// field is a field of records: its value in words, and whether two records agree on it.
type field struct {
	name string
	text func(*record) string
	same func(a, b *record) bool // nil if equal words are enough
}

// The largest difference between two values that still count as equal.
const (
	durationSlack, durationShare = 0.1, 0.001 // seconds, and a share of the whole; the larger one counts
	bitRateShare                 = 0.01
	chapterSlack                 = 0.05 // seconds; a chapter track counts in milliseconds
)

// fields are all fields, in the order they are listed.
var fields = []field{
	{"state", func(r *record) string { return r.State }, nil},
	{"fault", func(r *record) string { return r.Fault }, nil},
	{"container", func(r *record) string { return r.Container }, nil},
	{"codec", func(r *record) string { return r.Codec }, nil},
	{"duration_s", duration, func(a, b *record) bool {
		return near(a.Duration, b.Duration, max(durationSlack, durationShare*max(a.Duration, b.Duration)))
	}},
	{"bit_rate_bps", func(r *record) string { return number(int(r.BitRate)) }, func(a, b *record) bool {
		return near(a.BitRate, b.BitRate, bitRateShare*max(a.BitRate, b.BitRate))
	}},
	{"sample_rate_hz", func(r *record) string { return number(r.SampleRate) }, nil},
	{"channels", func(r *record) string { return number(r.Channels) }, nil},
	{"title", func(r *record) string { return r.Title }, nil},
	{"album", func(r *record) string { return r.Album }, nil},
	{"artist", func(r *record) string { return r.Artist }, nil},
	{"album_artist", func(r *record) string { return r.AlbumArtist }, nil},
	{"narrator", func(r *record) string { return r.Narrator }, nil},
	{"series", func(r *record) string { return r.Series }, nil},
	{"series_part", func(r *record) string { return r.SeriesPart }, nil},
	{"subtitle", func(r *record) string { return r.Subtitle }, nil},
	{"year", func(r *record) string { return number(r.Year) }, nil},
	{"genres", func(r *record) string { return strings.Join(r.Genres, " / ") }, nil},
	{"publisher", func(r *record) string { return r.Publisher }, nil},
	{"asin", func(r *record) string { return r.ASIN }, nil},
	{"isbn", func(r *record) string { return r.ISBN }, nil},
	{"language", func(r *record) string { return r.Language }, nil},
	{"description", func(r *record) string { return r.Description }, nil},
	{"track", func(r *record) string { return number(r.Track) }, nil},
	{"disc", func(r *record) string { return number(r.Disc) }, nil},
	{"cover", cover, func(a, b *record) bool {
		return a.Cover == nil && b.Cover == nil || a.Cover != nil && b.Cover != nil && samePicture(*a.Cover, *b.Cover)
	}},
	{"chapters", chapters, sameChapters},
}

func duration(r *record) string {
	if r.Duration == 0 {
		return ""
	}
	s := fmt.Sprintf("%.3f", r.Duration)
	if r.Estimated {
		s = "~" + s
	}
	return s
}

func near(a, b, slack float64) bool { return max(a, b)-min(a, b) <= slack }

func number(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func cover(r *record) string {
	if r.Cover == nil {
		return ""
	}
	return fmt.Sprintf("%s %d×%d, %d bytes", r.Cover.MIME, r.Cover.Width, r.Cover.Height, r.Cover.Bytes)
}

// samePicture ignores the size in bytes if one side does not report it.
func samePicture(a, b corpus.Cover) bool {
	if a.Bytes == 0 || b.Bytes == 0 {
		a.Bytes, b.Bytes = 0, 0
	}
	return a == b
}

// chapters returns the number of chapters and the first few.
func chapters(r *record) string {
	if len(r.Chapters) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d:", len(r.Chapters))
	for _, c := range r.Chapters[:min(3, len(r.Chapters))] {
		fmt.Fprintf(&b, " %.3f–%.3f %q", c.Start, c.End, c.Title)
	}
	return b.String()
}

func sameChapters(a, b *record) bool {
	if len(a.Chapters) != len(b.Chapters) {
		return false
	}
	for i, c := range a.Chapters {
		d := b.Chapters[i]
		if c.Title != d.Title || !near(c.Start, d.Start, chapterSlack) || !near(c.End, d.End, chapterSlack) {
			return false
		}
	}
	return true
}

// agree reports whether two records agree on a field.
func (f field) agree(a, b *record) bool {
	if f.same != nil {
		return f.same(a, b)
	}
	return f.text(a) == f.text(b)
}
