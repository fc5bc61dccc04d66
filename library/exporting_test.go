package library

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/csv"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/export"
	"lectern/library/view"
)

// exportedBooks returns n books.
func exportedBooks(n int) []*book.Book {
	all := make([]*book.Book, n)
	for i := range all {
		path := "/books/" + strconv.Itoa(i) + ".mp3"
		all[i] = &book.Book{ID: book.ID(i + 1), Path: path, Files: []*book.File{{Path: path}}, Meta: book.Meta{Title: "=Title " + strconv.Itoa(i), Authors: []string{"Ann"}}}
	}
	return all
}

// TestEveryColumnIsExported: each key of a column has a field of a record.
func TestEveryColumnIsExported(t *testing.T) {
	var out strings.Builder
	var names []string
	for _, k := range view.Keys() {
		names = append(names, exportFields[k.String()])
	}
	w, err := export.Chosen(&out, export.CSV, names, Chapters)
	check(t, err)
	check(t, w.Close())
	if header := strings.Split(strings.TrimSpace(out.String()), ","); !slices.Equal(header, names) {
		t.Errorf("the columns are exported as %q, want %q", header, names)
	}
}

// TestExport writes a file, replaces it, and leaves it alone if the user cancels.
func TestExport(t *testing.T) {
	l := open(t, Options{})
	path := filepath.Join(t.TempDir(), "books.csv")
	e := Export{Format: ExportCSV, Books: exportedBooks(3), Keys: []view.Key{view.ByAuthor, view.ByTitle}}
	last := 0
	check(t, l.Export(t.Context(), path, e, func(done int) { last = done }))
	text, err := os.ReadFile(path)
	check(t, err)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff"))).ReadAll()
	check(t, err)
	if last != 3 || len(rows) != 4 || !slices.Equal(rows[0], []string{"authors", "title"}) || !slices.Equal(rows[2], []string{"Ann", "'=Title 1"}) {
		t.Errorf("%d: %q", last, rows)
	}

	ctx, cancel := context.WithCancel(t.Context())
	e.Books = exportedBooks(1000)
	err = l.Export(ctx, path, e, func(done int) {
		if last = done; done == 10 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || last != 10 {
		t.Errorf("cancelled after %d: %v", last, err)
	}
	after, err := os.ReadFile(path)
	check(t, err)
	all, err := os.ReadDir(filepath.Dir(path))
	check(t, err)
	if string(after) != string(text) || len(all) != 1 {
		t.Errorf("a cancelled export leaves %q and %v", after, all)
	}
}

// TestExportCovers: each book has its own cover in a web page, and none has another's.
func TestExportCovers(t *testing.T) {
	l := open(t, Options{})
	dir := t.TempDir()
	books := exportedBooks(40)
	pictured := func(i int) bool { return i%3 != 0 }
	for i, b := range books {
		if !pictured(i) {
			continue
		}
		path := filepath.Join(dir, strconv.Itoa(i)+".png")
		var out bytes.Buffer
		m := image.NewGray(image.Rect(0, 0, i+1, 1)) // its width tells it
		check(t, png.Encode(&out, m))
		check(t, os.WriteFile(path, out.Bytes(), 0o644))
		b.Notes = &book.Notes{Folder: dir, Picture: path, Cover: true}
	}
	path := filepath.Join(dir, "books.html")
	check(t, l.Export(t.Context(), path, Export{Format: ExportHTML, Books: books}, func(int) {}))
	text, err := os.ReadFile(path)
	check(t, err)
	rows := strings.Split(string(text), "<tr>")[2:]
	for i, row := range rows {
		_, picture, has := strings.Cut(row, "data:image/jpeg;base64,")
		if has != pictured(i) {
			t.Errorf("row %d: a picture is %v", i, has)
		}
		if picture, _, _ = strings.Cut(picture, `"`); has {
			raw, err := base64.StdEncoding.DecodeString(picture)
			check(t, err)
			m, err := jpeg.DecodeConfig(bytes.NewReader(raw))
			if check(t, err); m.Width != i+1 {
				t.Errorf("row %d has the picture of book %d", i, m.Width-1)
			}
		}
	}
	if len(rows) != len(books) {
		t.Errorf("%d rows", len(rows))
	}
}

// BenchmarkExport100k exports 100,000 books with all fields to a file, and compares the time
// with what lectern scan takes to print the same records, without reading them. Budget:
// x_scan 2.
func BenchmarkExport100k(b *testing.B) {
	l, err := Open(Options{})
	check(b, err)
	defer l.Close()
	books := exportedBooks(100_000)
	path := filepath.Join(b.TempDir(), "books.csv")
	var scan, exported time.Duration
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		began := time.Now()
		w, err := export.Books(io.Discard, export.CSV, Chapters)
		check(b, err)
		for _, one := range books {
			check(b, w.Write(one))
		}
		check(b, w.Close())
		scan += time.Since(began)
		b.StartTimer()
		began = time.Now()
		check(b, l.Export(b.Context(), path, Export{Format: ExportCSV, Books: books}, func(int) {}))
		exported += time.Since(began)
	}
	b.ReportMetric(float64(exported)/float64(scan), "x_scan")
}
