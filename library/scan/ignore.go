package scan

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// markers ask, by lying in a folder, that the folder be passed over.
var markers = []string{".ignore", ".nomedia"}

// IgnoredFile reports whether a file of this name is passed over, whatever it holds.
func IgnoredFile(name string) bool {
	return dotted(name) || unfinished[extension(name)] || isLeftover(name)
}

// IgnoredFolder reports whether a folder of this name is passed over, whatever it
// holds; top says whether it lies directly in the root.
func IgnoredFolder(name string, top bool) bool {
	return dotted(name) || isLeftoverFolder(name) || top && topFolder(name)
}

// dotted reports whether a name is a hidden one. The title of a book may begin with
// three dots.
func dotted(name string) bool {
	rest, dots := strings.CutPrefix(name, "...")
	return strings.HasPrefix(name, ".") && !(dots && rest != "" && rest[0] != '.')
}

// IsMarker reports whether an entry of this name hides the folder it lies in,
// with everything below. Markers, like ignored names, count below the root
// only: the root is what the listener asked for by name, and a marker left
// there for another program must not make for an empty library.
func IsMarker(name string) bool { return slices.Contains(markers, name) }

func marked(entries []fs.DirEntry) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return IsMarker(e.Name()) })
}

// hidden reports whether a walk from root would never come to dir, which lies
// at or below root: a name on the way is ignored, or a folder on the way holds
// a marker. It does not look inside dir.
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
