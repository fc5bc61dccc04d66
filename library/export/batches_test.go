package export

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"testing"

	"lectern/library/book"
)

// TestAllIsWrite: All prints what Write prints, record by record, in each format.
func TestAllIsWrite(t *testing.T) {
	var files []*book.File
	for i := range 3*batchLen + 1 {
		files = append(files, &book.File{ID: book.ID(i + 1), Path: fmt.Sprintf("/x/%d\n.mp3", i), Media: book.Pack(&book.Media{Chapters: []book.Chapter{{Title: fmt.Sprint(i)}}})})
	}
	for _, format := range []Format{NDJSON, JSON, CSV, Table} {
		for _, n := range []int{0, 1, batchLen, batchLen + 1, len(files)} {
			for _, before := range []int{0, 1} {
				var want, got bytes.Buffer
				one, _ := Files(&want, format)
				all, err := Files(&got, format)
				if err != nil {
					t.Fatal(err)
				}
				before = min(before, n)
				for i, f := range files[:n] {
					if err := one.Write(f); err != nil {
						t.Fatal(err)
					}
					if i < before {
						if err := all.Write(f); err != nil {
							t.Fatal(err)
						}
					}
				}
				err = All(all, slices.Values(files[before:n]))
				if err = errors.Join(err, one.Close(), all.Close()); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
					t.Errorf("%s, %d records, the first %d alone: %v, %d bytes of %d", format, n, before, err, got.Len(), want.Len())
				}
			}
		}
	}
}

// TestAllFails: a failing output ends All, and no goroutine stays behind.
func TestAllFails(t *testing.T) {
	files := make([]*book.File, 100*batchLen)
	for i := range files {
		files[i] = &book.File{Path: "/x.mp3"}
	}
	full := errors.New("full")
	w, err := Files(failing{full}, JSON)
	if err != nil {
		t.Fatal(err)
	}
	if err := All(w, slices.Values(files)); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
