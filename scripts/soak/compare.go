package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"lectern/library"
	"lectern/library/book"
)

// maxTold is the largest number of differences that are printed one by one.
const maxTold = 20

// seen holds the values that must be the same in two libraries.
type seen struct {
	title string
	state book.State
}

// reconcile makes the library scan everything once more, and compares it with a new
// library of the same roots.
func reconcile(ctx context.Context, r *running, shelf *shelf) error {
	if err := r.rest(ctx); err != nil {
		return err
	}
	r.SetEveryFile(true) // a new library knows nothing of the files that are missing from books
	r.Rescan()
	if err := r.rest(ctx); err != nil {
		return err
	}
	fresh, err := start(library.Options{EveryFile: true})
	if err != nil {
		return err
	}
	defer fresh.Close()
	for _, root := range shelf.roots {
		fresh.AddRoot(root)
	}
	if err := fresh.rest(ctx); err != nil {
		return err
	}
	got, err := r.shown()
	if err != nil {
		return err
	}
	want, err := fresh.shown()
	if err != nil {
		return err
	}
	if len(want) != shelf.files {
		return fmt.Errorf("a new library finds %d files of %d", len(want), shelf.files)
	}
	var wrong []error
	paths := maps.Clone(want)
	maps.Copy(paths, got)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		if got[path] != want[path] {
			wrong = append(wrong, fmt.Errorf("%q is %q %v, a new library has %q %v",
				path, got[path].title, got[path].state, want[path].title, want[path].state))
		}
	}
	if n := len(wrong); n > maxTold {
		wrong = append(wrong[:maxTold], fmt.Errorf("and %d more", n-maxTold))
	}
	return errors.Join(wrong...)
}

// shown returns what a library shows of each file. It fails if a file that counts as
// missing exists.
func (r *running) shown() (all map[string]seen, err error) {
	all = map[string]seen{}
	r.books(func(b *book.Book) {
		if b.State == book.Missing {
			if _, there := os.Lstat(b.Path); !errors.Is(there, fs.ErrNotExist) {
				err = fmt.Errorf("%q counts as missing, but exists", b.Path)
			}
			return
		}
		all[b.Path] = seen{b.Title, b.State}
	})
	return all, err
}
