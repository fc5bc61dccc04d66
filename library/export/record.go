package export

import (
	"encoding/base64"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"lectern/library/book"
)

// fileRecord is a file as it is printed. The order of the fields is the order
// of the output.
type fileRecord struct {
	Path        string    `json:"path"`
	PathBytes   string    `json:"path_bytes,omitempty"`
	Size        int64     `json:"size_bytes"`
	Modified    moment    `json:"modified"`
	State       string    `json:"state"`
	Fault       string    `json:"fault,omitempty"`
	Container   string    `json:"container,omitempty"`
	Codec       string    `json:"codec,omitempty"`
	Duration    seconds   `json:"duration_s,omitempty"`
	Estimated   bool      `json:"duration_estimated,omitempty"`
	BitRate     int       `json:"bit_rate_bps,omitempty"`
	SampleRate  int       `json:"sample_rate_hz,omitempty"`
	Channels    int       `json:"channels,omitempty"`
	Title       string    `json:"title,omitempty"`
	Album       string    `json:"album,omitempty"`
	Artist      string    `json:"artist,omitempty"`
	AlbumArtist string    `json:"album_artist,omitempty"`
	Narrator    string    `json:"narrator,omitempty"`
	Series      string    `json:"series,omitempty"`
	SeriesPart  string    `json:"series_part,omitempty"`
	Subtitle    string    `json:"subtitle,omitempty"`
	Year        int       `json:"year,omitempty"`
	Genres      []string  `json:"genres,omitempty"`
	Publisher   string    `json:"publisher,omitempty"`
	ASIN        string    `json:"asin,omitempty"`
	ISBN        string    `json:"isbn,omitempty"`
	Language    string    `json:"language,omitempty"`
	Description string    `json:"description,omitempty"`
	Track       int       `json:"track,omitempty"`
	Disc        int       `json:"disc,omitempty"`
	Cover       *cover    `json:"cover,omitempty"`
	Chapters    []chapter `json:"chapters,omitempty"`
	Prober      string    `json:"prober,omitempty"`
}

// bookRecord is a book as it is printed, in the order of the output.
type bookRecord struct {
	ID          book.ID       `json:"id"`
	Path        string        `json:"path"`
	PathBytes   string        `json:"path_bytes,omitempty"`
	Title       string        `json:"title"`
	Subtitle    string        `json:"subtitle,omitempty"`
	Authors     []string      `json:"authors,omitempty"`
	Narrators   []string      `json:"narrators,omitempty"`
	Series      []book.Series `json:"series,omitempty"`
	Year        int           `json:"year,omitempty"`
	Genres      []string      `json:"genres,omitempty"`
	Publisher   string        `json:"publisher,omitempty"`
	ASIN        string        `json:"asin,omitempty"`
	ISBN        string        `json:"isbn,omitempty"`
	Language    string        `json:"language,omitempty"`
	Description string        `json:"description,omitempty"`
	Duration    seconds       `json:"duration_s,omitempty"`
	Size        int64         `json:"size_bytes"`
	BitRate     int           `json:"bit_rate_bps,omitempty"`
	Files       []string      `json:"files"`
	FilesBytes  []string      `json:"files_bytes,omitempty"`
	Chapters    []chapter     `json:"chapters,omitempty"`
	Cover       *cover        `json:"cover,omitempty"`
	State       string        `json:"state"`
	Fault       string        `json:"fault,omitempty"`
	Added       moment        `json:"added,omitempty"`
	Problems    []string      `json:"problems,omitempty"`

	Sources map[string]string `json:"sources,omitempty"`
}

type cover struct {
	MIME   string `json:"mime,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"`
}

type chapter struct {
	Start seconds `json:"start_s"`
	End   seconds `json:"end_s"`
	Title string  `json:"title,omitempty"`
}

// String is the chapter in a cell: where it starts, and its title.
func (c chapter) String() string {
	return strings.TrimSuffix(c.Start.String()+" "+c.Title, " ")
}

// seconds is a duration printed as a number of seconds to the microsecond,
// which is as far as any reader counts.
type seconds time.Duration

func (s seconds) String() string {
	us := time.Duration(s).Round(time.Microsecond).Microseconds()
	return strconv.FormatFloat(float64(us)/1e6, 'f', -1, 64)
}

// MarshalJSON makes seconds a JSON number.
func (s seconds) MarshalJSON() ([]byte, error) { return []byte(s.String()), nil }

// moment is a time in nanoseconds since 1970, printed as RFC 3339 in UTC with
// all nine figures of the fraction, so that the text sorts as the times do.
type moment int64

func (m moment) String() string {
	return time.Unix(0, int64(m)).UTC().Format("2006-01-02T15:04:05.000000000Z07:00")
}

// MarshalText makes moment a JSON string.
func (m moment) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

func newFileRecord(f *book.File) *fileRecord {
	path, raw := printable(f.Path)
	r := &fileRecord{
		Path:      path,
		PathBytes: raw,
		Size:      f.Size,
		Modified:  moment(f.Modified),
		State:     f.State.String(),
		Fault:     reason(f.Fault),
	}
	m := f.Media
	if m == nil {
		return r
	}
	t := &m.Tags
	r.Container, r.Codec = m.Container, m.Codec
	r.Duration, r.Estimated = seconds(m.Duration), m.Estimated
	r.BitRate, r.SampleRate, r.Channels = m.BitRate, m.SampleRate, m.Channels
	r.Title, r.Album, r.Subtitle = t.Title, t.Album, t.Subtitle
	r.Artist, r.AlbumArtist, r.Narrator = t.Artist, t.AlbumArtist, t.Narrator
	r.Series, r.SeriesPart = t.Series, t.SeriesPart
	r.Year, r.Genres, r.Publisher, r.Language = t.Year, t.Genres, t.Publisher, t.Language
	r.ASIN, r.ISBN, r.Description = t.ASIN, t.ISBN, t.Description
	r.Track, r.Disc = t.Track, t.Disc
	r.Cover = newCover(m.Cover)
	r.Chapters = chaptersOf(m.Chapters)
	r.Prober = m.Prober
	return r
}

func newBookRecord(b *book.Book, chapters []book.Chapter) *bookRecord {
	path, raw := printable(b.Path)
	r := &bookRecord{
		ID:          b.ID,
		Path:        path,
		PathBytes:   raw,
		Title:       b.Title,
		Subtitle:    b.Subtitle,
		Authors:     b.Authors,
		Narrators:   b.Narrators,
		Series:      b.Series,
		Year:        b.Year,
		Genres:      b.Genres,
		Publisher:   b.Publisher,
		ASIN:        b.ASIN,
		ISBN:        b.ISBN,
		Language:    b.Language,
		Description: b.Description,
		Duration:    seconds(b.Duration),
		Size:        b.Size,
		BitRate:     b.BitRate,
		Chapters:    chaptersOf(chapters),
		State:       b.State.String(),
		Fault:       reason(b.Fault),
		Added:       moment(b.Added),
		Problems:    b.Lint.Words(),
	}
	r.Files, r.FilesBytes = printableFiles(b.Files)
	for _, f := range b.Files {
		if f.Media != nil && r.Cover == nil {
			r.Cover = newCover(f.Media.Cover)
		}
	}
	for field, source := range b.Sources {
		if source != book.Nowhere {
			if r.Sources == nil {
				r.Sources = map[string]string{}
			}
			r.Sources[book.Field(field).String()] = source.String()
		}
	}
	return r
}

func chaptersOf(chapters []book.Chapter) (all []chapter) {
	for _, c := range chapters {
		all = append(all, chapter{seconds(c.Start), seconds(c.End), c.Title})
	}
	return all
}

func newCover(c *book.Cover) *cover {
	if c == nil {
		return nil
	}
	return &cover{c.MIME, c.Width, c.Height, c.Bytes}
}

func reason(f *book.Fault) string {
	if f == nil {
		return ""
	}
	return f.Reason
}

// printable is a path as text and, only if that lost something, its bytes in
// base64.
func printable(path string) (text, raw string) {
	if utf8.ValidString(path) {
		return path, ""
	}
	return book.UTF8(path), encode(path)
}

// printableFiles is the paths of files as text and, only if that lost
// something in any of them, the bytes of all in base64, in the same order.
func printableFiles(files []*book.File) (texts, raws []string) {
	lossy := false
	for _, f := range files {
		lossy = lossy || !utf8.ValidString(f.Path)
		texts = append(texts, book.UTF8(f.Path))
	}
	if lossy {
		for _, f := range files {
			raws = append(raws, encode(f.Path))
		}
	}
	return texts, raws
}

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
