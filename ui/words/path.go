package words

import (
	"os"
	"path/filepath"
	"strings"
)

// Path shortens a path below the user's home folder to "~/…".
func Path(path string) string {
	dir, err := os.UserHomeDir()
	if err != nil || dir == "" || dir == string(filepath.Separator) {
		return path
	}
	if path == dir {
		return "~"
	}
	if rest, ok := strings.CutPrefix(path, dir+string(filepath.Separator)); ok {
		return "~" + string(filepath.Separator) + rest
	}
	return path
}
