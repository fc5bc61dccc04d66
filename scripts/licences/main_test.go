package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestTexts: no module of the program lacks a licence, and parts with their own are there.
func TestTexts(t *testing.T) {
	text, err := texts()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Go go1.", "fyne.io/fyne/v2 v", "theme/font/LICENSE", "glfw/LICENSE.md\n", "modernc.org/sqlite v"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestLicences: a source that is called like a licence is none, and a text is there once.
func TestLicences(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"license.go": "package x", "LICENSE": "MIT", "c/COPYING.md": "MIT", "c/d/LICENSE-BSD": "BSD", "testdata/LICENSE": "GPL"} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := licences(dir)
	if err != nil || len(found) != 2 || found[0].text != "MIT" || found[1].name != "c/d/LICENSE-BSD" {
		t.Errorf("%v, %v", found, err)
	}
}
