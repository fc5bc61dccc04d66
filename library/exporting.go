package library

import (
	"bytes"
	"context"
	"image/jpeg"
	"io"
	"strings"

	"lectern/library/book"
	"lectern/library/cover"
	"lectern/library/export"
	"lectern/library/filesystem"
	"lectern/library/transfer"
	"lectern/library/view"
)

// ExportFormat is a format of a file that the user exports.
type ExportFormat uint8

// The formats: the first three have the fields of records, the next two columns for people.
const (
	ExportCSV ExportFormat = iota // for spreadsheets
	ExportJSON
	ExportNDJSON
	ExportMarkdown
	ExportHTML
	ExportOwn // what the user knows of the books, for ReadImport
)

// ExportColumn is a column for people.
type ExportColumn = export.Column

// Export says what to export.
type Export struct {
	Format  ExportFormat
	Books   []*book.Book
	Keys    []view.Key     // the columns whose fields a file with records has; nil for all fields
	Columns []ExportColumn // of a file for people
	Gone    []*GoneFile    // of a file of the user's own

	// The rest is for HTML.
	Language, Title, Note string // the language is that of the other texts, as "en"
}

// exportFields are the fields of records that the columns of the window show, by the name
// of the column's key.
var exportFields = map[string]string{
	"title": "title", "author": "authors", "narrator": "narrators", "series": "series", "length": "duration_s", "year": "year",
	"genres": "genres", "added": "added", "size": "size_bytes", "problems": "problems", "publisher": "publisher",
	"language": "language", "subtitle": "subtitle", "edition": "edition", "contributors": "contributors", "asin": "asin",
	"isbn": "isbn", "rating": "rating", "tags": "tags", "note": "note", "description": "description", "parts": "parts", "chapters": "chapter_count", "bitrate": "bit_rate_bps",
	"codec": "codec", "format": "format", "modified": "modified", "state": "state", "folder": "folder", "file": "file_name",
	"progress": "position_s", "played": "played", "finished": "finished", "started": "started", "abandoned": "abandoned", "bookmarks": "bookmarks",
}

// Export writes books to a file, whole or not at all; it replaces a file at path. It calls
// progress after each book, on the caller's goroutine. It blocks on the disk until it is
// done or ctx is.
func (l *Library) Export(ctx context.Context, path string, e Export, progress func(done int)) error {
	return filesystem.WriteWhole(path, func(file io.Writer) error { return l.export(ctx, file, e, progress) }, ctx.Err)
}

func (l *Library) export(ctx context.Context, file io.Writer, e Export, progress func(done int)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w, err := e.writer(ctx, file, l.covers)
	if err != nil {
		return err
	}
	for i, b := range e.Books {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.Write(b); err != nil {
			return err
		}
		progress(i + 1)
	}
	if own, is := w.(*transfer.OwnWriter); is {
		for _, g := range e.Gone {
			if err := own.WriteGone(g); err != nil {
				return err
			}
		}
	}
	return w.Close()
}

// writer returns the writer of the format.
func (e Export) writer(ctx context.Context, file io.Writer, covers *cover.Store) (export.Writer[book.Book], error) {
	switch e.Format {
	case ExportOwn:
		return transfer.NewOwnWriter(file), nil
	case ExportMarkdown:
		return export.Markdown(file, e.Columns), nil
	case ExportHTML:
		return export.HTML(file, export.Page{
			Language: e.Language, Title: e.Title, Note: e.Note, Columns: e.Columns,
			Cover: picturesAhead(ctx, covers, e.Books),
		}), nil
	}
	format := [...]export.Format{ExportCSV: export.Spreadsheet, ExportJSON: export.JSON, ExportNDJSON: export.NDJSON}[e.Format]
	if e.Keys == nil {
		return export.Books(file, format, Chapters)
	}
	names := make([]string, len(e.Keys))
	for i, k := range e.Keys {
		names[i] = exportFields[k.String()]
	}
	return export.Chosen(file, format, names, Chapters)
}

// exportedQuality is the JPEG quality of covers in a web page.
const exportedQuality = 75

// coversAhead is the number of covers that are fetched at the same time: most of the time
// goes into reading and decoding them.
const coversAhead = 4

// picturesAhead returns a function that returns the covers of books, in their order. It
// fetches a few covers ahead until ctx is done.
func picturesAhead(ctx context.Context, covers *cover.Store, books []*book.Book) func(*book.Book) []byte {
	fetched := make(chan chan []byte, coversAhead)
	go func() {
		for _, b := range books {
			one := make(chan []byte, 1)
			select {
			case fetched <- one:
				go func() { one <- smallPicture(ctx, covers, b) }()
			case <-ctx.Done():
				return
			}
		}
	}()
	return func(*book.Book) []byte {
		select {
		case one := <-fetched:
			return <-one // smallPicture does not outlast ctx
		case <-ctx.Done():
			return nil
		}
	}
}

// smallPicture returns the cover of a book as a JPEG, nil if there is none.
func smallPicture(ctx context.Context, covers *cover.Store, b *book.Book) []byte {
	if !cover.Has(b) {
		return nil
	}
	m, err := covers.Get(ctx, b, cover.Small)
	if err != nil {
		return nil // the page shows no cover where the window shows none
	}
	var out bytes.Buffer
	if jpeg.Encode(&out, m, &jpeg.Options{Quality: exportedQuality}) != nil {
		return nil
	}
	return out.Bytes()
}

// TabbedText returns a line of text per book, with tabs between the columns, for the
// clipboard.
func TabbedText(books []*book.Book, columns []ExportColumn) string {
	var out strings.Builder
	w := export.Tabbed(&out, columns)
	for _, b := range books {
		w.Write(b) // a strings.Builder never fails
	}
	w.Close()
	return out.String()
}
