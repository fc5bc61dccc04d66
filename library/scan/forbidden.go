package scan

import (
	"errors"
	"strings"

	"lectern/library/message"
)

// errForbidden is the error of a forbidden name.
var errForbidden = errors.New(message.Mark("Windows cannot open this name"))

// forbidden reports whether Windows opens nothing of this name, though another system may
// have put it on the disk. Windows drops dots and spaces at the end of a name, and so
// would open something else, or nothing.
func forbidden(name string) bool {
	return strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") ||
		strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) })
}
