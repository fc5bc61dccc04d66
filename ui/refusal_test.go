package ui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/library"
)

func TestWhyRefused(t *testing.T) {
	for err, want := range map[error]string{
		library.ErrLocked:     "is in use",
		library.ErrNewer:      "newer Lectern",
		library.ErrForeign:    "not a Lectern library",
		errors.New("no room"): "could not be opened",
	} {
		why := whyRefused("/books.db", fmt.Errorf("open catalogue: %w", err))
		if !strings.Contains(why.title, want) || why.text == "" || !strings.Contains(why.file, "/books.db") {
			t.Errorf("%v: %q", err, why)
		}
	}
}

// TestWhyRefusedForeign: the window and the command line say the same of a file that is
// refused, except that a path on the screen has the quotes of the language. The window
// names the file once.
func TestWhyRefusedForeign(t *testing.T) {
	straight := strings.NewReplacer("“", `"`, "”", `"`)
	dir := t.TempDir()
	diary := filepath.Join(dir, "diary.txt")
	if err := os.WriteFile(diary, []byte("Dear diary,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, title := range map[string]string{
		diary:                              "This is not a Lectern library",
		dir:                                "This is not a Lectern library",
		filepath.Join(dir, "no/such/c.db"): "The library could not be opened",
	} {
		_, err := library.Open(library.Options{Catalog: path})
		if err == nil {
			t.Fatal("opened ", path)
		}
		if why := whyRefused(path, err); why.title != title || why.file != "" || straight.Replace(why.text) != err.Error() || !strings.Contains(why.text, "“"+path+"”") {
			t.Errorf("%v: %q", err, why)
		}
	}
}
