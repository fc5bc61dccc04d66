package scan

import (
	"path/filepath"
	"strings"

	"lectern/library/book"
)

// IsAudio reports whether a file name belongs in the library: it has an audio
// extension, in any case, and is not ignored.
func IsAudio(name string) bool { return book.FormatOf(name) != nil && !IgnoredFile(name) }

// extension returns the part after the last dot, in lower case.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}
