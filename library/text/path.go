package text

import (
	"os"
	"strings"
)

// Within reports whether path is dir or lies below it. It compares their
// names: both are clean, though dir may end in separators. Nothing lies below
// the empty dir but the empty path.
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
