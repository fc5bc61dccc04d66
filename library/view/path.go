package view

import (
	"os"
)

func isSeparator(c byte) bool { return os.IsPathSeparator(c) }

// lastSeparator is where the last name of a path is set off, −1 if nowhere.
func lastSeparator(path string) int {
	i := len(path) - 1
	for i >= 0 && !isSeparator(path[i]) {
		i--
	}
	return i
}
