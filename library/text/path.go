package text

import (
	"os"
	"path/filepath"
	"strings"
)

// Within reports whether path is dir or lies below it. It compares names only.
// Both must be clean, but dir may end in separators. Only the empty path lies
// within the empty dir.
func Within(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	switch {
	case !ok || dir == "":
		return ok && rest == ""
	case rest == "" || os.IsPathSeparator(dir[len(dir)-1]):
		return true
	default:
		return os.IsPathSeparator(rest[0])
	}
}

// FolderName returns the last name of a folder's path, or the whole path if it is the top
// of a drive.
func FolderName(path string) string {
	name := filepath.Base(path)
	if name == string(filepath.Separator) {
		return path
	}
	return name
}
