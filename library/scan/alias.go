package scan

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/text"
)

// Aliases returns the paths by which roots contain what lies in folders. A link
// or a bind mount can show a folder in a root whose path does not say so, and a
// root can lie in the folder. Aliases blocks on the disks for at most 5 s each,
// and leaves out a root that does not answer.
func Aliases(ctx context.Context, folders, roots []string) (paths []string) {
	folders, roots = slices.Clone(folders), slices.Clone(roots)
	for i, folder := range folders {
		if abs, err := filepath.Abs(folder); err == nil { // otherwise it is not found
			folders[i] = abs
		}
	}
	for i, root := range roots {
		roots[i] = filepath.Clean(root)
	}
	all, leave := joinSurvey()
	defer leave()
	all.begin(slices.Concat(folders, roots))
	for _, folder := range folders {
		it, err := all.of(ctx, folder)
		if err != nil {
			continue
		}
		for _, path := range roots {
			root, err := all.of(ctx, path)
			switch {
			case err != nil:
			case root.same(it):
				paths = append(paths, path)
			case root.place.Holds(it.place):
				paths = append(paths, filepath.Join(path, strings.TrimPrefix(it.place.Path, root.place.Path)))
			case text.Within(it.real, root.real): // on a disk mounted in the root
				paths = append(paths, filepath.Join(path, strings.TrimPrefix(it.real, root.real)))
			case it.place.Holds(root.place), text.Within(root.real, it.real):
				paths = append(paths, path)
			}
		}
	}
	return paths
}
