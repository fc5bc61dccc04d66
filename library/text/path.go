package text

import (
	"iter"
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

// Upward yields path, the folder that path lies in, and so on up to dir, or nothing if path
// does not lie within dir. Both must be clean.
func Upward(path, dir string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for at := path; Within(at, dir); {
			up := filepath.Dir(at)
			if !yield(at) || at == dir || at == up {
				return
			}
			at = up
		}
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
