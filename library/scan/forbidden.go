package scan

import "strings"

// shortened reports whether Windows drops the end of a name, and so opens something else,
// or nothing.
func shortened(name string) bool {
	return strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ")
}

// forbidden reports whether Windows has no files of this name, though another system may
// have put one on the disk.
func forbidden(name string) bool {
	return shortened(name) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) })
}
