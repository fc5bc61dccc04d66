package export_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/export"
)

// TestLibreOffice opens the files in LibreOffice (make office): no cell is a formula, the
// records that lectern scan prints give some, and texts stay what they are.
func TestLibreOffice(t *testing.T) {
	if os.Getenv("LECTERN_OFFICE") == "" {
		t.Skip("LECTERN_OFFICE is not set (make office)")
	}
	books := nastyBooks()
	page := written(t, func(w io.Writer) export.Writer[book.Book] {
		return export.HTML(w, export.Page{Language: "en", Title: "Books", Columns: columns})
	}, books...)
	const csvUTF8, html = "CSV:44,34,76,1", "HTML (StarCalc)"
	for _, c := range []struct {
		name, text, filter string
		formulas           bool
	}{
		{"spreadsheet.csv", printBooks(t, export.Spreadsheet, books...), csvUTF8, false},
		{"scan.csv", printBooks(t, export.CSV, books...), csvUTF8, true},
		{"page.html", page, html, false},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		run := exec.CommandContext(t.Context(), "soffice", "--headless", "--convert-to", "fods", "--infilter="+c.filter, "--outdir", dir, path)
		run.Env = append(os.Environ(), "HOME="+dir)
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		opened, err := os.ReadFile(strings.TrimSuffix(path, filepath.Ext(path)) + ".fods")
		if err != nil {
			t.Fatal(err)
		}
		formulas := regexp.MustCompile(`table:formula="[^"]*"`).FindAllString(string(opened), -1)
		if (len(formulas) > 0) != c.formulas {
			t.Errorf("%s: the formulas are %q", c.name, formulas)
		}
		for _, text := range []string{"三体", "السلام", "a|b", "https://example.org/?a=b&amp;c"} {
			if !strings.Contains(string(opened), text) {
				t.Errorf("%s lacks %s", c.name, text)
			}
		}
		if strings.Contains(string(opened), "\ufeff") {
			t.Errorf("%s has a byte order mark in a cell", c.name)
		}
	}
}
