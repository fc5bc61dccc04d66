//go:build unix && !darwin

package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"lectern/library/message"
)

// TrashReturns reports whether Undo can restore the files that Trash moved to the system's
// trash.
const TrashReturns = true

// errNotInTrash means that the trash was emptied, or the file taken out of it.
var errNotInTrash = errors.New(message.Mark("it is not in the trash any more"))

// untrash restores the file that went from path to a place in the trash. If another file is at
// path now, it returns fs.ErrExist. It blocks on the disk.
func untrash(path string, from trashPlace) error {
	path = placeOf(path) // as trash does
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	// Another program may have emptied the trash, and put a file of the same name there.
	info := infoOf(from.path)
	if i, err := os.Lstat(info); err != nil || !i.Mode().IsRegular() || i.Size() != int64(len(from.note)) {
		return errNotInTrash
	}
	if text, err := os.ReadFile(info); err != nil || string(text) != from.note {
		return errNotInTrash
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("bring back from the trash: %w", err)
	}
	if err := os.Rename(from.path, path); err != nil {
		return fmt.Errorf("bring back from the trash: %w", err)
	}
	_ = os.Remove(info) // the file is back
	return nil
}
