package library

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/Bios-Marcel/wastebasket/v2"
)

// errStillThere means that the system's bin took a file and left it in place.
var errStillThere = errors.New("the system's bin did not take it")

// bin moves a file to the system's bin, from where the listener can take it
// back. It blocks on the disk.
func bin(path string) error {
	// A link in the way would have the bin remember another place.
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	if _, err := os.Lstat(path); err != nil {
		return err
	}
	if err := wastebasket.Trash(path); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return errStillThere
	}
	return nil
}
