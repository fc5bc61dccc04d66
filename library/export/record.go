package export

import (
	"encoding/base64"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"lectern/library/book"
)

// entry is a field of a record. The order of entries is the order of the
// output.
type entry[T any] struct {
	name   string
	always bool         // printed even if empty
	cells  []string     // its columns in CSV, if not a single one with its name
	value  func(*T) any // may return a pointer, to avoid an allocation
}

// fileEntries returns the fields of a file's record: what a scan and a reader
// found, with the tags in between.
func fileEntries() []entry[book.File] {
	found := []entry[book.File]{
		{name: "path", always: true, value: func(f *book.File) any { return book.UTF8(f.Path) }},
		{name: "path_bytes", value: func(f *book.File) any { return rawPath(f.Path) }},
		{name: "size_bytes", always: true, value: func(f *book.File) any { return f.Size }},
		{name: "modified", always: true, value: func(f *book.File) any { return moment(f.Modified) }},
		{name: "state", always: true, value: func(f *book.File) any { return f.State.String() }},
		{name: "fault", value: func(f *book.File) any { return reason(f.Fault) }},
		ofMedia("container", func(m *book.Media) any { return &m.Container }),
		ofMedia("codec", func(m *book.Media) any { return &m.Codec }),
		ofMedia("duration_s", func(m *book.Media) any { return seconds(m.Duration) }),
		ofMedia("duration_estimated", func(m *book.Media) any { return m.Estimated }),
		ofMedia("bit_rate_bps", func(m *book.Media) any { return &m.BitRate }),
		ofMedia("sample_rate_hz", func(m *book.Media) any { return &m.SampleRate }),
		ofMedia("channels", func(m *book.Media) any { return &m.Channels }),
	}
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case i.Text != nil:
			found = append(found, ofMedia(i.Name, func(m *book.Media) any { return i.Text(&m.Tags) }))
		case i.List != nil:
			found = append(found, ofMedia(i.Name, func(m *book.Media) any { return i.List(&m.Tags) }))
		default:
			found = append(found, ofMedia(i.Name, func(m *book.Media) any { return i.Number(&m.Tags) }))
		}
	}
	picture := ofMedia("cover", func(m *book.Media) any { return newCover(m.Cover) })
	picture.cells = coverCells
	return append(found,
		picture,
		ofMedia("cover_fault", func(m *book.Media) any { return &m.CoverFault }),
		ofMedia("chapters", func(m *book.Media) any { return chaptersOf(m.AllChapters()) }),
		ofMedia("prober", func(m *book.Media) any { return &m.Prober }))
}

// unpack unpacks a file until the function that it returns is called: a record has many of
// its values.
func unpack(v any) (pack func()) {
	f, is := v.(*book.File)
	if !is {
		return func() {}
	}
	f.Open()
	return f.Close
}

// ofMedia makes an entry of a value that a reader found.
func ofMedia(name string, value func(*book.Media) any) entry[book.File] {
	return entry[book.File]{name: name, value: func(f *book.File) any {
		if f.Media == nil {
			return nil
		}
		return value(f.Media.Media())
	}}
}

// bookEntries returns the fields of a book's record.
func bookEntries(chapters Chapters) []entry[book.Book] {
	all := []entry[book.Book]{
		{name: "id", always: true, value: func(b *book.Book) any { return b.ID }},
		{name: "path", always: true, value: func(b *book.Book) any { return book.UTF8(b.Path) }},
		{name: "path_bytes", value: func(b *book.Book) any { return rawPath(b.Path) }},
	}
	for f := range book.Fields {
		i := f.Info()
		e := entry[book.Book]{name: i.Name, always: f == book.Title}
		switch {
		case i.Text != nil:
			e.value = func(b *book.Book) any { return i.Text(&b.Meta) }
		case i.List != nil:
			e.value = func(b *book.Book) any { return i.List(&b.Meta) }
		case i.Series != nil:
			e.value = func(b *book.Book) any { return i.Series(&b.Meta) }
		case i.Kind == book.Stars:
			e.value = func(b *book.Book) any { return stars(*i.Number(&b.Meta)) }
		case i.Number != nil:
			e.value = func(b *book.Book) any { return i.Number(&b.Meta) }
		default:
			continue // the cover and the chapters follow below
		}
		all = append(all, e)
	}
	return append(all, []entry[book.Book]{
		{name: "duration_s", value: func(b *book.Book) any { return seconds(b.Duration) }},
		{name: "size_bytes", always: true, value: func(b *book.Book) any { return b.Size }},
		{name: "bit_rate_bps", value: func(b *book.Book) any { return &b.BitRate }},
		{name: "files", always: true, value: func(b *book.Book) any { return paths(b.Files) }},
		{name: "files_bytes", value: func(b *book.Book) any { return rawPaths(b.Files) }},
		{name: "chapters", value: func(b *book.Book) any { return chaptersOf(chapters(b)) }},
		{name: "cover", cells: coverCells, value: func(b *book.Book) any { return coverOf(b) }},
		{name: "picture", value: func(b *book.Book) any { picture, _ := b.Shown(); return book.UTF8(picture) }},
		{name: "beside_faults", value: func(b *book.Book) any { return b.Unread() }},
		{name: "state", always: true, value: func(b *book.Book) any { return b.State.String() }},
		{name: "fault", value: func(b *book.Book) any { return reason(b.Fault) }},
		{name: "added", value: func(b *book.Book) any { return moment(b.Added) }},
		{name: "problems", value: func(b *book.Book) any { return b.Lint.Words() }},
		{name: "position_s", value: func(b *book.Book) any { return seconds(b.Position()) }},
		{name: "played", value: func(b *book.Book) any { return moment(b.Played()) }},
		{name: "finished", value: func(b *book.Book) any { return moment(b.Finished()) }},
		{name: "started", value: func(b *book.Book) any { return moment(b.Started()) }},
		{name: "abandoned", value: func(b *book.Book) any { return moment(b.Abandoned()) }},
		{name: "speed", value: func(b *book.Book) any { return speed(b.Speed()) }},
		{name: "bookmarks", value: func(b *book.Book) any { return bookmarksOf(b) }},
		{name: "sources", cells: []string{}, value: func(b *book.Book) any { return sourcesOf(b) }},
	}...)
}

// derivedEntries returns the fields that follow from those of a record. Only Chosen prints
// them: they are columns of the window.
func derivedEntries(chapters Chapters) []entry[book.Book] {
	return []entry[book.Book]{
		{name: "parts", always: true, value: func(b *book.Book) any { return len(b.Files) }},
		{name: "chapter_count", value: func(b *book.Book) any { return len(chapters(b)) }},
		{name: "codec", value: func(b *book.Book) any { return &b.Codec }},
		{name: "format", value: func(b *book.Book) any { return book.UTF8(b.Format()) }},
		{name: "modified", value: func(b *book.Book) any { return moment(b.Modified) }},
		{name: "folder", value: func(b *book.Book) any { return book.UTF8(b.Folder()) }},
		{name: "file_name", value: func(b *book.Book) any { return book.UTF8(filepath.Base(b.Path)) }},
	}
}

// coverCells are the columns of a cover.
var coverCells = []string{"cover_mime", "cover_width", "cover_height", "cover_bytes"}

type cover struct {
	MIME   string `json:"mime,omitempty"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
	Bytes  int64  `json:"bytes,omitempty"`
}

type chapter struct {
	Start, End seconds
	Title      string
}

// String returns a chapter as a cell's text: its start and its title.
func (c chapter) String() string {
	return strings.TrimSuffix(c.Start.String()+" "+c.Title, " ")
}

type bookmark struct {
	At   seconds
	Made moment
	Note string
}

// String returns a bookmark as a cell's text: its place and its note.
func (m bookmark) String() string { return strings.TrimSuffix(m.At.String()+" "+m.Note, " ") }

// seconds is a duration printed in seconds with microseconds; no reader is more
// precise.
type seconds time.Duration

func (s seconds) String() string {
	us := time.Duration(s).Round(time.Microsecond).Microseconds()
	return strconv.FormatFloat(float64(us)/1e6, 'f', -1, 64)
}

// stars is a number of half stars, printed in stars.
type stars int

func (s stars) String() string { return book.FormatStars(int(s)) }

// speed is how many times as fast as it was recorded a book plays.
type speed float64

func (s speed) String() string { return book.FormatSpeed(float64(s)) }

// moment is a time in nanoseconds since 1970, printed as RFC 3339 in UTC with
// nine decimal places, so that the texts sort like the times.
type moment int64

func (m moment) String() string {
	return time.Unix(0, int64(m)).UTC().Format("2006-01-02T15:04:05.000000000Z07:00")
}

func chaptersOf(chapters []book.Chapter) (all []chapter) {
	for _, c := range chapters {
		all = append(all, chapter{seconds(c.Start), seconds(c.End), c.Title})
	}
	return all
}

func bookmarksOf(b *book.Book) (all []bookmark) {
	for _, m := range b.Bookmarks() {
		all = append(all, bookmark{seconds(m.At), moment(m.Made), m.Note})
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

// coverOf returns the first embedded picture of a book's files.
func coverOf(b *book.Book) *cover {
	for _, f := range b.Files {
		if f.Media != nil && f.Media.HasCover() {
			return newCover(f.Media.Cover())
		}
	}
	return nil
}

// sourcesOf returns the sources of the fields that have one, by field name.
func sourcesOf(b *book.Book) (sources map[string]string) {
	for field, source := range b.Sources {
		if source != book.Nowhere {
			if sources == nil {
				sources = map[string]string{}
			}
			sources[book.Field(field).String()] = source.String()
		}
	}
	return sources
}

// rawPath returns the bytes of a path in base64, "" if the path is valid text.
func rawPath(path string) string {
	if utf8.ValidString(path) {
		return ""
	}
	return encode(path)
}

// paths returns the paths of files as text.
func paths(files []*book.File) []string {
	texts := make([]string, len(files))
	for i, f := range files {
		texts[i] = book.UTF8(f.Path)
	}
	return texts
}

// rawPaths returns the bytes of all paths in base64, nil if all paths are
// valid text.
func rawPaths(files []*book.File) (raws []string) {
	if !slices.ContainsFunc(files, func(f *book.File) bool { return !utf8.ValidString(f.Path) }) {
		return nil
	}
	for _, f := range files {
		raws = append(raws, encode(f.Path))
	}
	return raws
}

func encode(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }
