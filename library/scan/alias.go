package scan

import (
	"context"
	"path/filepath"
	"strings"

	"lectern/library/text"
)

// Aliases returns the paths by which roots contain what lies in folder. A link
// or a bind mount can show a folder in a root whose path does not say so, and a
// root can lie in the folder. Aliases blocks on the disks for at most 5 s each,
// and leaves out a root that does not answer.
func Aliases(ctx context.Context, folder string, roots []string) (paths []string) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil
	}
	m := readMounts()
	locateFolder := func(path string) (location, error) {
		return withTimeout(ctx, path, func() (location, error) { return locate(path, m) })
	}
	it, err := locateFolder(folder)
	if err != nil {
		return nil
	}
	for _, path := range roots {
		path = filepath.Clean(path)
		root, err := locateFolder(path)
		switch {
		case err != nil:
		case root.same(it):
			paths = append(paths, path)
		case root.place.holds(it.place):
			paths = append(paths, filepath.Join(path, strings.TrimPrefix(it.place.path, root.place.path)))
		case text.Within(it.real, root.real): // on a disk mounted in the root
			paths = append(paths, filepath.Join(path, strings.TrimPrefix(it.real, root.real)))
		case it.place.holds(root.place), text.Within(root.real, it.real):
			paths = append(paths, path)
		}
	}
	return paths
}
