package text

import (
	"os"
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
