package view

import (
	"os"
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
