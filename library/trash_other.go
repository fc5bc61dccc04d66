//go:build !unix || darwin

package library

import (
	"errors"

	"github.com/Bios-Marcel/wastebasket/v2"
)

// TrashReturns reports whether Undo can restore the files that Trash moved to the system's
// trash.
const TrashReturns = false

// moveToTrash moves a file to the system's trash. It blocks on the disk.
func moveToTrash(path string) (trashPlace, error) { return trashPlace{}, wastebasket.Trash(path) }

// untrash fails: on this system, programs cannot restore files from the trash.
func untrash(string, trashPlace) error { return errors.ErrUnsupported }
