package scan

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// markers are the files that hide the folder in which they lie.
var markers = []string{".ignore", ".nomedia"}

// IgnoredFile reports whether a file of this name is ignored, whatever it
// contains.
func IgnoredFile(name string) bool {
	return dotted(name) || unfinished[extension(name)] || isLeftover(name)
}

// IgnoredFolder reports whether a folder of this name is ignored, whatever it
// contains. top says whether it lies directly in the root.
func IgnoredFolder(name string, top bool) bool {
	return dotted(name) || isLeftoverFolder(name) || top && topFolder(name)
}

// dotted reports whether a name is hidden by a leading dot. A book's title may
// begin with three dots.
func dotted(name string) bool {
	rest, dots := strings.CutPrefix(name, "...")
	return strings.HasPrefix(name, ".") && !(dots && rest != "" && rest[0] != '.')
}

// IsMarker reports whether an entry of this name hides its folder and
// everything below. Markers and ignored names do not apply to the root itself:
// the user asked for it by name, and another program's marker there must not
// empty the library.
func IsMarker(name string) bool { return slices.Contains(markers, name) }

func marked(entries []fs.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return IsMarker(e.Name()) })
}

// hidden reports whether a walk of root never reaches dir, which is root or
// lies below it, because a name on the way is ignored or a folder on the way
// has a marker. It does not look inside dir.
func hidden(root, dir string) bool {
	for dir != root {
		above := filepath.Dir(dir)
		if IgnoredFolder(filepath.Base(dir), above == root) {
			return true
		}
		dir = above
		if dir == root {
			break
		}
		for _, m := range markers {
			if _, err := os.Lstat(filepath.Join(dir, m)); err == nil {
				return true
			}
		}
	}
	return false
}
