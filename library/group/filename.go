package group

import (
	"path/filepath"
	"strings"

	"lectern/library/book"
)

// plainName returns the name of a file without its extension and what downloads encode in it.
func plainName(f *book.File) string { return decoded(withoutExt(f.Name())) }

// withoutExt returns a file name without its extension, unless nothing else is
// left.
func withoutExt(name string) string {
	if s := strings.TrimSuffix(name, filepath.Ext(name)); s != "" {
		return s
	}
	return name
}
