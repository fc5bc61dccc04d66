package export_test

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"lectern/library/book"
	"lectern/library/export"
)

var update = flag.Bool("update", false, "write the golden files anew")

var formats = []export.Format{export.NDJSON, export.JSON, export.CSV, export.Table}

// full has a value in every field, hasty none that a scan does not give, and
// odd what breaks careless printers.
var (
	full = &book.File{
		ID: 1, Root: "/books", Path: "/books/Weir/Hail Mary.m4b",
		Size: 466_000_000, Modified: 1_700_000_000_120_000_000, State: book.Probed,
		Media: book.Pack(&book.Media{
			Container: "mp4", Codec: "AAC-LC",
			Duration: 10*time.Hour + 32*time.Minute + 4250*time.Millisecond, Estimated: true,
			BitRate: 98_304, SampleRate: 44_100, Channels: 2,
			Tags: book.Tags{
				Title: "Project Hail Mary", Album: "Project Hail Mary", Artist: "Andy Weir, Ray Porter",
				AlbumArtist: "Andy Weir", Narrator: "Ray Porter", Series: "Standalones", SeriesPart: "2.5",
				Subtitle: "A Novel", Year: 2021, Genres: []string{"Science Fiction", "Space <Opera>"},
				Publisher: "Audible Studios", ASIN: "B08G9PRS1K", ISBN: "9780593135204", Language: "en",
				Description: "Ryland Grace is the \"sole\" survivor,\non a last-chance mission.", Track: 1, Disc: 2,
			},
			Cover: &book.Cover{MIME: "image/jpeg", Width: 2400, Height: 2400, Bytes: 812_345},
			Chapters: []book.Chapter{
				{Start: 0, End: 62500 * time.Millisecond, Title: "Opening Credits"},
				{Start: 62500 * time.Millisecond, End: 1000 * time.Second},
				{Start: 1000 * time.Second, End: 1000*time.Second + 99*time.Millisecond, Title: "Crumb"},
			},
			Prober: "ffprobe",
		}),
	}
	hasty = &book.File{ID: 2, Root: "/books", Path: "/books/empty.mp3", Modified: 1}
	odd   = &book.File{
		ID: 3, Root: "/books", Path: "/books/三体; \"part\",\n\x1b[31m\xff\xfe.mp3",
		Size: 12_345, Modified: -1, State: book.Failed,
		Fault: &book.Fault{Kind: book.Truncated, Reason: "truncated"},
		Media: book.Pack(&book.Media{Tags: book.Tags{Title: "三体 \u202eabc 一个非常非常非常非常非常非常长的书名 🚀", Artist: "刘慈欣\xff"}}),
	}
)

var (
	fullBook = &book.Book{
		ID: 1, Path: "/books/Weir", Files: []*book.File{hasty, full, full},
		Meta: book.Meta{
			Title: "Project Hail Mary", Authors: []string{"Andy Weir"}, Narrators: []string{"Ray Porter", "Another Voice"},
			Series:   []book.Series{{Name: "Standalones", Part: "2.5"}, {Name: "Space"}},
			Subtitle: full.Media.Tags().Subtitle, Year: full.Media.Tags().Year, Genres: full.Media.Tags().Genres,
			Publisher: full.Media.Tags().Publisher, ASIN: full.Media.Tags().ASIN, ISBN: full.Media.Tags().ISBN,
			Language: full.Media.Tags().Language, Description: full.Media.Tags().Description,
		},

		Duration: 2 * full.Media.Duration, Estimated: true, Size: 932_000_000, BitRate: 98_304, Codec: "AAC-LC",
		Modified: full.Modified, Added: 1_700_000_001_000_000_000, State: book.Probed, Lint: book.NoNarrator | book.WrongName,
	}
	hastyBook = &book.Book{ID: 2, Path: hasty.Path, Files: []*book.File{hasty}, Meta: book.Meta{Title: "empty"}, Modified: 1}
	oddBook   = &book.Book{
		ID: 3, Path: odd.Path, Files: []*book.File{odd, full}, Meta: book.Meta{
			Title: odd.Media.Tags().Title, Authors: []string{"刘慈欣\xff"},
			Subtitle: full.Media.Tags().Subtitle, Year: full.Media.Tags().Year, Genres: full.Media.Tags().Genres,
			Publisher: full.Media.Tags().Publisher, ASIN: full.Media.Tags().ASIN, ISBN: full.Media.Tags().ISBN,
			Language: full.Media.Tags().Language, Description: full.Media.Tags().Description,
		},
		Size: odd.Size, State: odd.State, Fault: odd.Fault,
	}
)

func printFiles(t *testing.T, format export.Format, files ...*book.File) string {
	t.Helper()
	return print(t, export.Files, format, files)
}

// chapters returns the chapters of the files, one file after the other.
func chapters(b *book.Book) (all []book.Chapter) {
	var offset time.Duration
	for _, f := range b.Files {
		if f.Media == nil {
			continue
		}
		for _, c := range f.Media.AllChapters() {
			if c.End-c.Start >= 100*time.Millisecond {
				all = append(all, book.Chapter{Start: offset + c.Start, End: offset + c.End, Title: c.Title})
			}
		}
		offset += f.Media.Duration
	}
	return all
}

func printBooks(t *testing.T, format export.Format, books ...*book.Book) string {
	t.Helper()
	open := func(w io.Writer, f export.Format) (export.Writer[book.Book], error) {
		return export.Books(w, f, chapters)
	}
	return print(t, open, format, books)
}

func print[T any](t *testing.T, open func(io.Writer, export.Format) (export.Writer[T], error), format export.Format, all []*T) string {
	t.Helper()
	var out bytes.Buffer
	w, err := open(&out, format)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		if err := w.Write(v); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	for _, format := range formats {
		for name, got := range map[string]string{
			"files": printFiles(t, format, full, hasty, odd),
			"books": printBooks(t, format, fullBook, hastyBook, oddBook),
		} {
			path := filepath.Join("testdata", name+"."+string(format))
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if format == export.CSV {
				got = withColumns(t, got, string(want))
			}
			if got != string(want) {
				t.Errorf("%s:\ngot\n%s\nwant\n%s", path, got, want)
			}
		}
	}
}

// withColumns is a sheet without the columns that another lacks: fields that came
// later.
func withColumns(t *testing.T, sheet, like string) string {
	t.Helper()
	names := strings.Split(strings.SplitN(like, "\n", 2)[0], ",")
	rows, err := csv.NewReader(strings.NewReader(sheet)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows[0]) == len(names) {
		return sheet
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	for _, row := range rows {
		var cells []string
		for i, cell := range row {
			if slices.Contains(names, rows[0][i]) {
				cells = append(cells, cell)
			}
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return out.String()
}

// withNew returns the fields of a contract, with the fields that came later after the
// last one of their kind.
func withNew(contract string, last string, all []string) []string {
	fields := strings.Fields(contract)
	for _, name := range all {
		if at := slices.Index(fields, last); !slices.Contains(fields, name) {
			fields = slices.Insert(fields, at+1, name)
			last = name
		}
	}
	return fields
}

// complete sets those fields of a book that came later.
func complete(m book.Meta) book.Meta {
	for f := range book.Fields {
		m.Unshare(f)
		switch i := f.Info(); {
		case m.Has(f):
		case i.Text != nil:
			*i.Text(&m) = "a text"
		case i.List != nil:
			*i.List(&m) = []string{"a text"}
		case i.Number != nil:
			*i.Number(&m) = 1
		}
	}
	return m
}

// completeTags sets those tags that came later.
func completeTags(t book.Tags) book.Tags {
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case i.Text != nil && *i.Text(&t) == "":
			*i.Text(&t) = "a text"
		case i.List != nil && *i.List(&t) == nil:
			*i.List(&t) = []string{"a text"}
		case i.Number != nil && *i.Number(&t) == 0:
			*i.Number(&t) = 1
		}
	}
	return t
}

// names returns the names of the fields of books, and of the tags.
func names() (fields, tags []string) {
	for f := range book.Fields {
		fields = append(fields, f.String())
	}
	for tag := range book.TagCount {
		tags = append(tags, tag.Info().Name)
	}
	return fields, tags
}

// TestDocumented: docs/RECORDS.md describes each field.
func TestDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/RECORDS.md")
	if err != nil {
		t.Fatal(err)
	}
	fields, tags := names()
	for _, name := range append(fields, tags...) {
		if !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("docs/RECORDS.md lacks `%s`", name)
		}
	}
}

// TestFields: the names and the order of the fields are the contract of the command
// line. A field that comes later stands after the others of its kind.
func TestFields(t *testing.T) {
	fields, tags := names()
	fileFields := withNew(`path path_bytes size_bytes modified state fault container codec duration_s
		duration_estimated bit_rate_bps sample_rate_hz channels title album artist album_artist narrator series
		series_part subtitle year genres publisher asin isbn language description track disc cover cover_fault chapters prober`, "disc", tags)
	bookFields := withNew(`id path path_bytes title subtitle authors narrators series year genres publisher
		asin isbn language description duration_s size_bytes bit_rate_bps files files_bytes chapters cover picture beside_faults state
		fault added problems position_s played finished
		started abandoned speed bookmarks`, "description", fields)
	whole := *full
	whole.Path, whole.Fault = odd.Path, odd.Fault
	media := *full.Media.Media()
	media.Tags = completeTags(media.Tags)
	media.CoverFault = "was cut off"
	whole.Media = book.Pack(&media)
	wholeBook := *fullBook
	wholeBook.Meta = complete(fullBook.Meta)
	wholeBook.Listening = &book.Listening{Position: time.Minute, Played: 1, Finished: 2, Started: 1, Abandoned: 2, Speed: 1.25, Bookmarks: []book.Bookmark{{At: 1500 * time.Millisecond, Made: 1, Note: "a"}, {At: 1, Made: 2}}}
	wholeBook.Notes = &book.Notes{Picture: "/books/cover.jpg", Cover: true, Faults: []string{"front.jpg is not a picture"}}
	wholeBook.Path, wholeBook.Files, wholeBook.Fault = odd.Path, []*book.File{&whole}, odd.Fault
	for _, c := range []struct {
		what, got string
		want      []string
	}{
		{"file", printFiles(t, export.NDJSON, &whole), fileFields},
		{"hasty file", printFiles(t, export.NDJSON, hasty), []string{"path", "size_bytes", "modified", "state"}},
		{"book", printBooks(t, export.NDJSON, &wholeBook), bookFields},
		{"hasty book", printBooks(t, export.NDJSON, hastyBook), []string{"id", "path", "title", "size_bytes", "files", "state"}},
	} {
		if got := keys(t, c.got); !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", c.what, got, c.want)
		}
	}
	for _, c := range []struct {
		what, sheet string
		want        []string
	}{
		{"file", printFiles(t, export.CSV), fileFields},
		{"book", printBooks(t, export.CSV), bookFields},
	} {
		i := slices.Index(c.want, "cover")
		want := slices.Replace(slices.Clone(c.want), i, i+1, "cover_mime", "cover_width", "cover_height", "cover_bytes")
		if got := strings.Split(strings.TrimSpace(c.sheet), ","); !slices.Equal(got, want) {
			t.Errorf("%s sheet:\ngot  %q\nwant %q", c.what, got, want)
		}
	}
}

// keys are the keys of a JSON object in the order they are printed.
func keys(t *testing.T, object string) (all []string) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(object))
	if _, err := dec.Token(); err != nil {
		t.Fatal(err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, key.(string))
		if err := dec.Decode(new(json.RawMessage)); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestNoRecords(t *testing.T) {
	for _, got := range []string{printFiles(t, export.JSON), printBooks(t, export.JSON)} {
		if got != "[]\n" {
			t.Errorf("json: %q", got)
		}
	}
	if got := printBooks(t, export.NDJSON); got != "" {
		t.Errorf("ndjson: %q", got)
	}
	for _, format := range []export.Format{export.CSV, export.Table} {
		if got := printFiles(t, format); strings.Count(got, "\n") != 1 {
			t.Errorf("%s: %q, want a header line", format, got)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := export.Books(io.Discard, "xml", chapters); !errors.Is(err, export.ErrFormat) {
		t.Errorf("got %v", err)
	}
}

type shortDisk struct{ n int }

var errDisk = errors.New("disk full")

func (w *shortDisk) Write(p []byte) (int, error) {
	if w.n += len(p); w.n > 50 {
		return 0, errDisk
	}
	return len(p), nil
}

func TestWriteError(t *testing.T) {
	for _, format := range formats {
		w, err := export.Files(&shortDisk{}, format)
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(w.Write(full), w.Close())
		if !errors.Is(err, errDisk) {
			t.Errorf("%s: got %v", format, err)
		}
	}
}

// TestTableAligned: the cells of a column start, or for figures end, at the same
// position on the screen, whatever the script.
func TestTableAligned(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(printBooks(t, export.Table, fullBook, hastyBook, oddBook), "\n"), "\n")
	if len(lines) != 4 {
		t.Fatalf("%d lines: %q", len(lines), lines)
	}
	screen := &runewidth.Condition{StrictEmojiNeutral: true}
	at := func(line, mark string) int {
		before, _, ok := strings.Cut(line, mark)
		if !ok {
			t.Fatalf("no %q in %q", mark, line)
		}
		return screen.StringWidth(before)
	}
	want := at(lines[0], "PATH")
	for _, line := range lines[1:] {
		if got := at(line, "/books"); got != want {
			t.Errorf("path at %d, want %d: %q", got, want, line)
		}
	}
	want = at(lines[0], "SIZE") + len("SIZE")
	for i, size := range []string{"932 MB", "0 B", "12 kB"} {
		if got := at(lines[i+1], size) + len(size); got != want {
			t.Errorf("size ends at %d, want %d: %q", got, want, lines[i+1])
		}
	}
	for _, r := range strings.Join(lines, "") {
		if r < ' ' || r == '\u202e' {
			t.Errorf("%q reaches the terminal", r)
		}
	}
}

// TestTablePathWhole: users copy paths from a table, so a path is never cut.
func TestTablePathWhole(t *testing.T) {
	path := "/books/" + strings.Repeat("long/", 50) + "a.mp3"
	if got := printFiles(t, export.Table, &book.File{Path: path}); !strings.HasSuffix(got, path+"\n") {
		t.Errorf("got %q", got)
	}
}

// FuzzRecords: for any bytes, JSON is valid, CSV reads back as many cells as its header
// has, a table has one line per row, and the path can be read back.
func FuzzRecords(f *testing.F) {
	f.Add("/b/a.mp3", "Title", int64(1))
	f.Add("/b/\xff\"\n\x00\u2028.mp3", "\xed\xa0\x80\\\r\n,;", int64(-1))
	f.Fuzz(func(t *testing.T, path, text string, n int64) {
		file := &book.File{
			Path: path, Size: n, Modified: n, State: book.State(n), Fault: &book.Fault{Reason: text},
			Media: book.Pack(&book.Media{
				Codec: text, Duration: time.Duration(n), BitRate: int(n),
				Tags:     book.Tags{Title: text, Artist: text, Genres: []string{text, text}, Year: int(n)},
				Cover:    &book.Cover{MIME: text, Bytes: n},
				Chapters: []book.Chapter{{Start: time.Duration(n), End: 1 << 62, Title: text}},
			}),
		}
		b := &book.Book{
			ID: book.ID(n), Path: path, Files: []*book.File{file, file}, Meta: book.Meta{
				Title: text, Authors: []string{text},
				Series: []book.Series{{Name: text, Part: text}},
			},
			Duration: time.Duration(n), Added: n,
		}
		for _, format := range formats {
			for _, got := range []string{printFiles(t, format, file, file), printBooks(t, format, b, b)} {
				if !utf8.ValidString(got) {
					t.Fatalf("%s: not UTF-8: %q", format, got)
				}
				switch format {
				case export.NDJSON:
					lines := strings.Split(strings.TrimSuffix(got, "\n"), "\n")
					if len(lines) != 2 {
						t.Fatalf("%d lines", len(lines))
					}
					wantPath(t, path, []byte(lines[0]))
				case export.JSON:
					var all []json.RawMessage
					if err := json.Unmarshal([]byte(got), &all); err != nil || len(all) != 2 {
						t.Fatalf("%d records, %v: %s", len(all), err, got)
					}
					wantPath(t, path, all[1])
				case export.CSV:
					if rows, err := csv.NewReader(strings.NewReader(got)).ReadAll(); err != nil || len(rows) != 3 {
						t.Fatalf("%d rows, %v: %q", len(rows), err, got)
					}
				case export.Table:
					if n := strings.Count(got, "\n"); n != 3 {
						t.Fatalf("%d lines: %q", n, got)
					}
				}
			}
		}
	})
}

// wantPath fails unless the path of a record, and of each file of a book, can be read
// back from the record.
func wantPath(t *testing.T, path string, record []byte) {
	t.Helper()
	var r struct {
		Path       string   `json:"path"`
		PathBytes  []byte   `json:"path_bytes"`
		Files      []string `json:"files"`
		FilesBytes [][]byte `json:"files_bytes"`
	}
	if err := json.Unmarshal(record, &r); err != nil {
		t.Fatalf("%v: %s", err, record)
	}
	back := func(text string, raw []byte) string {
		if raw != nil {
			return string(raw)
		}
		return text
	}
	if got := back(r.Path, r.PathBytes); got != path {
		t.Fatalf("path %q came back as %q", path, got)
	}
	if (r.PathBytes != nil) == utf8.ValidString(path) {
		t.Fatalf("path_bytes %s beside %q", base64.StdEncoding.EncodeToString(r.PathBytes), path)
	}
	for i, text := range r.Files {
		var raw []byte
		if r.FilesBytes != nil {
			raw = r.FilesBytes[i]
		}
		if got := back(text, raw); got != path {
			t.Fatalf("file %q came back as %q", path, got)
		}
	}
}

func BenchmarkNDJSON(b *testing.B) {
	w, err := export.Books(io.Discard, export.NDJSON, chapters)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := w.Write(fullBook); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSources: JSON says where each field came from; CSV has no column for it.
func TestSources(t *testing.T) {
	b := *hastyBook
	b.Sources[book.Title], b.Sources[book.Narrators] = book.FromFolder, book.FromEdit
	if got, want := printBooks(t, export.NDJSON, &b), `"sources":{"narrators":"edit","title":"folder"}`; !strings.Contains(got, want) {
		t.Errorf("%s has no %s", got, want)
	}
	if got := printBooks(t, export.CSV, &b); got != printBooks(t, export.CSV, hastyBook) {
		t.Error(got)
	}
}

// TestControlCharacters: no character that a terminal obeys is printed unescaped,
// except in CSV, whose cells are what the tag has. From JSON the text reads back
// unchanged.
func TestControlCharacters(t *testing.T) {
	title := "a\x1b[31mb\x7fc\u0085\u009b31md\u00a0\u00c2é\n\tz\u009f"
	f := &book.File{Path: "/b/\x1b]0;x\a\u009b.mp3", Media: book.Pack(&book.Media{Tags: book.Tags{Title: title}})}
	for _, format := range []export.Format{export.NDJSON, export.JSON, export.Table} {
		var out bytes.Buffer
		w, err := export.Files(&out, format)
		must(t, err)
		must(t, w.Write(f))
		must(t, w.Write(f))
		must(t, w.Close())
		for i, r := range out.String() {
			if unicode.IsControl(r) && r != '\n' {
				t.Errorf("%v: %U at %d: %q", format, r, i, out.String())
				break
			}
		}
		if format != export.NDJSON {
			continue
		}
		for line := range strings.Lines(out.String()) {
			var back struct{ Path, Title string }
			must(t, json.Unmarshal([]byte(line), &back))
			if back.Path != f.Path || back.Title != title {
				t.Errorf("%q", back)
			}
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
