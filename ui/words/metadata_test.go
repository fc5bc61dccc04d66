package words

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/sidecar"
)

// TestMetadataChangesOfOPF: a foreign OPF file loses what Lectern has no field for, and the
// preview says so; a metadata.json does not.
func TestMetadataChangesOfOPF(t *testing.T) {
	const gone = "Everything that Lectern has no field for is removed."
	for f, text := range map[library.MetadataFormat]string{
		library.MetadataOPF:  `<package><metadata xmlns:dc="x"><dc:title>Emma: A</dc:title></metadata></package>`,
		library.MetadataJSON: `{"title":"Emma: A"}`,
	} {
		path := filepath.Join(t.TempDir(), f.Name(""))
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := sidecar.NewDraft(path, f, &book.Meta{Title: "Emma"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := MetadataChanges(library.MetadataPlan{Draft: d}); slices.Contains(got, gone) != (f == library.MetadataOPF) || len(got) == 0 {
			t.Errorf("%s: %q", path, got)
		}
	}
}

// TestMetadataChanges: the preview says what becomes of each field and of the chapters.
func TestMetadataChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "metadata.json")
	if err := os.WriteFile(path, []byte(`{"title":"A","publisher":"P","chapters":[{"start":0,"end":2,"title":"One"}]}`), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := sidecar.NewDraft(path, library.MetadataJSON, &book.Meta{Title: "B", Year: 1815}, nil)
	if err != nil {
		t.Fatal(err)
	}
	got := MetadataChanges(library.MetadataPlan{Draft: d})
	want := []string{"Chapters: replaced by those in Lectern", "Publisher: “P” is removed", "Title: “A” becomes “B”", "Year: “1815” is added"}
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
