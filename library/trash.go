package library

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/Bios-Marcel/wastebasket/v2"

	"lectern/library/book"
)

// errStillThere means that the system's bin took a file and left it in place.
var errStillThere = errors.New("it could not be moved to the trash")

// bin moves a file to the system's bin, from where the user can take it
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

// BinReturns says that Undo brings back what Bin moved to the system's bin.
const BinReturns = binReturns

// binFiles moves files to the system's bin, one after the other, and has the owner
// retire their rows, so that what was typed about them comes back with them. Undo
// brings all of them back where the system can. The error tells of each that stayed.
func (l *Library) binFiles(files []*book.File, bin func(path string) error) (moved int, err error) {
	binned, err := binEach(&l.inbox, l.log, files, bin)
	if binReturns {
		l.tell(func(o *owner) { o.record(binned) })
	}
	return len(binned), err
}

func binEach(in *inbox, log *slog.Logger, files []*book.File, bin func(path string) error) (binned edit, err error) {
	var errs []error
	for _, f := range files {
		if f.State == book.Missing {
			continue
		}
		if err := bin(f.Path); err != nil {
			errs = append(errs, fmt.Errorf("move %q to the bin: %w", book.UTF8(f.Path), err))
			continue
		}
		log.Info("binned", "path", f.Path)
		binned = append(binned, change{file: f.ID, field: binnedField, after: &f.Path})
		in.tell(func(o *owner) {
			if r := o.state.ByPath[f.Path]; r != nil && r.File.ID == f.ID {
				o.state.Retire(r, time.Now().UnixNano())
			}
		})
	}
	return binned, errors.Join(errs...)
}

// rebin moves files to the bin, or brings them back from there, as a command that
// was taken back or is done again says. It blocks on the disk.
func rebin(in *inbox, log *slog.Logger, e edit, back bool) {
	stayed := 0
	var folders []string
	for _, c := range e {
		path := *c.after
		if !back {
			if _, err := binEach(in, log, []*book.File{{ID: c.file, Path: path}}, bin); err != nil {
				stayed++
				log.Warn("not_binned", "path", path, "reason", err.Error())
			}
			continue
		}
		if err := unbin(path); err != nil {
			stayed++
			log.Warn("not_unbinned", "path", path, "reason", err.Error())
			continue
		}
		log.Info("unbinned", "path", path)
		if dir := filepath.Dir(path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	if len(folders) > 0 {
		in.tell(func(o *owner) { o.rescan(folders) })
	}
	if stayed > 0 {
		files := strconv.Itoa(stayed) + " files"
		if stayed == 1 {
			files = "1 file"
		}
		text := files + " could not be moved to the trash."
		if back {
			text = files + " could not be brought back from the trash. It may have been emptied, or another file stands in the place."
		}
		in.tell(func(o *owner) { o.notices = append(slices.Clone(o.notices), text) })
	}
}
