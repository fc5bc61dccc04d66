package corpus

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// linksPerFolder is the number of parts of a typical book.
const linksPerFolder = 12

// linkWorkers is enough to keep the file system busy without contention for its locks.
const linkWorkers = 4

// Links makes a library of n files in dst, of hard links to the good files of the
// corpus in src, twelve per folder Author/Title. Both must be on the same file system.
// containers, if given, limits it to files in these containers. The same corpus, n and
// containers give the same names. Ext4 allows 65,000 links to a file, so a corpus of 60
// files is enough for three million links.
func Links(ctx context.Context, src, dst string, n int, containers ...string) error {
	m, err := Load(src)
	if err != nil {
		return err
	}
	good := m.Good()
	if len(containers) > 0 {
		good = slices.DeleteFunc(good, func(f *File) bool { return !slices.Contains(containers, f.Container) })
	}
	if len(good) == 0 {
		return fmt.Errorf("link corpus: no good files in %q", src)
	}
	folders := (n + linksPerFolder - 1) / linksPerFolder
	return parallel(ctx, folders, linkWorkers, func(_ context.Context, i int) error {
		w := works[i%len(works)]
		title := clean(w.title)
		if round := i / len(works); round > 0 {
			title = fmt.Sprintf("%s, edition %d", title, round+1)
		}
		// Repeated authors get a number, so that no folder grows without limit.
		author := clean(w.author)
		if round := i / (len(works) * linksPerFolder); round > 0 {
			author = fmt.Sprintf("%s %d", author, round+1)
		}
		folder := filepath.Join(dst, author, title)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
		for k := range min(linksPerFolder, n-i*linksPerFolder) {
			f := good[(i*linksPerFolder+k)%len(good)]
			name := fmt.Sprintf("%02d - Part %d%s", k+1, k+1, strings.ToLower(filepath.Ext(f.Rel())))
			if err := os.Link(m.Abs(f), filepath.Join(folder, name)); err != nil {
				return fmt.Errorf("link file: %w", err)
			}
		}
		return nil
	})
}
