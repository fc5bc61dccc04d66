package scan

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"lectern/library/text"
)

// misspelled reports whether dir, which lies below root, opens only because its disk
// ignores letter case (exFAT, NTFS, APFS, ext4 with casefold). After "ann" was renamed
// "Ann", the path ".../ann" still opens the folder, but no walk of the root lists it. It
// blocks on the disk.
func misspelled(root, dir string) bool {
	for at := range text.Upward(dir, root) {
		if at == root {
			break
		}
		name, parent := filepath.Base(at), filepath.Dir(at)
		other := strings.Map(swapCase, name)
		if other == name {
			continue
		}
		if _, err := os.Lstat(filepath.Join(parent, other)); err != nil {
			continue // the disk tells letter case apart
		}
		entries, err := os.ReadDir(parent)
		if err == nil && !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name }) {
			return true
		}
	}
	return false
}

func swapCase(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}
