package view

import (
	"os"
	"path/filepath"
	"strings"
)

func isSeparator(c byte) bool { return os.IsPathSeparator(c) }

// lastSeparator returns the index of the last separator in a path, or −1 if
// there is none.
func lastSeparator(path string) int {
	i := len(path) - 1
	for i >= 0 && !isSeparator(path[i]) {
		i--
	}
	return i
}

// native returns the text of a query about paths with the separators that paths have here:
// on Windows, path:Twain/Tom finds Twain\Tom.
func native(s string) string { return separated(s, filepath.Separator) }

// separated is native for a system with this separator.
func separated(s string, separator rune) string {
	return strings.ReplaceAll(s, "/", string(separator))
}
