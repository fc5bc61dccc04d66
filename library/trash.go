package library

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

// errStillThere means that the system reported success but left the file in place.
var errStillThere = errors.New(message.Mark("it could not be moved to the trash"))

// errNoTrash means that the only trash is on another disk.
var errNoTrash = message.Reason(message.Mark("that disk has no trash"))

// trashPlace is where a file is in the trash, and what the trash notes about it. It is empty on
// systems that do not tell.
type trashPlace struct{ path, note string }

// trash moves a file to the system's trash, from which the user can restore it. It blocks
// on the disk.
func trash(path string) (to trashPlace, err error) {
	path = placeOf(path) // a path through a link would make the trash remember a wrong place
	if _, err := os.Lstat(path); err != nil {
		return to, err
	}
	if to, err = moveToTrash(path); err != nil {
		return to, trashReason(err)
	}
	if _, err := os.Lstat(path); err == nil {
		return to, errStillThere
	}
	return to, nil
}

// placeOf returns a path through no links to folders, also if some of its folders are gone. It
// blocks on the disk.
func placeOf(path string) string {
	above := filepath.Dir(path)
	if above == path {
		return path
	}
	if dir, err := filepath.EvalSymlinks(above); err == nil {
		return filepath.Join(dir, filepath.Base(path))
	}
	return filepath.Join(placeOf(above), filepath.Base(path))
}

// trashReason returns why the system did not move a file to the trash. A trash that is on
// another disk takes no file.
func trashReason(err error) error {
	if errors.Is(err, syscall.EXDEV) {
		return errNoTrash
	}
	return err
}

// trashFiles moves files to the trash, one after the other, and has the owner retire their
// rows, so that the user's edits return with the files. Undo restores the files if
// TrashReturns. It returns the paths of the files that were moved; the error names each
// file that could not be.
func (l *Library) trashFiles(files []*book.File, trash func(path string) (trashPlace, error)) (moved []string, err error) {
	gone, err := trashEach(&l.inbox, l.log, files, trash)
	if TrashReturns && len(gone) > 0 {
		l.tell(func(o *owner) {
			o.history.add(Undoable{Action: Trashed, Books: len(gone), Files: true}, edit{trashChange{&trashedFiles{gone}, true}}, time.Now())
		})
	}
	for _, f := range gone {
		moved = append(moved, f.path)
	}
	return moved, err
}

// trashEach moves files to the trash and retires their rows. It blocks on the disk. It returns
// the files that were moved.
func trashEach(in *inbox, log *slog.Logger, files []*book.File, trash func(path string) (trashPlace, error)) (gone []trashedFile, err error) {
	var errs []error
	for _, f := range files {
		if f.State == book.Missing {
			continue
		}
		to, err := trash(f.Path)
		if err != nil {
			errs = append(errs, message.Wrap(err, "move {{.File}} to the trash: {{.Reason}}", "File", message.Quoted(book.UTF8(f.Path)), "Reason", err))
			continue
		}
		log.Info("trashed", "path", f.Path)
		gone = append(gone, trashedFile{f.Path, to, true})
		in.tell(func(o *owner) {
			// Not by the ID: if the first file of a book leaves, another takes its ID over.
			if r := o.state.Listed.ByPath[f.Path]; r != nil {
				o.state.Retire(r, time.Now().UnixNano())
			}
		})
	}
	return gone, errors.Join(errs...)
}

// trashWork is what Undo and Redo do with the trash, one command after the other: each
// begins when the files of the one before are where it left them. The first command is
// under way. The owner does not wait for disks.
type trashWork []func()

func (w *trashWork) add(o *owner, do func()) {
	*w = append(*w, do)
	if len(*w) == 1 {
		w.begin(o)
	}
}

// begin begins the first command on another goroutine.
func (w *trashWork) begin(o *owner) {
	do := (*w)[0]
	o.work.Go(func() {
		do()
		o.in.tell(func(o *owner) {
			if *w = (*w)[1:]; len(*w) > 0 {
				w.begin(o)
			}
		})
	})
}

// trashedFile is a file of a Trash command. If it is away, it is in the trash, and what is at
// its path now is another file.
type trashedFile struct {
	path  string
	place trashPlace
	away  bool
}

// trashedFiles are the files of a Trash command. Only the command of trashWork that is under
// way uses them.
type trashedFiles struct{ all []trashedFile }

// move calls do for each file that is in the trash, if away is true, or else for each that is
// not: it brings them to the other side. It blocks on the disk until it is done or the library
// closes. moved are the paths of the files that it moved, and stayed how many stayed.
func (t *trashedFiles) move(ctx context.Context, log *slog.Logger, away bool, do func(f trashedFile) (trashPlace, error)) (moved []string, stayed int) {
	for i, f := range t.all {
		if f.away != away {
			continue
		}
		place, err := orLeave(ctx, 0, func() (trashPlace, error) { return do(f) })
		switch {
		case ctx.Err() != nil:
			return nil, 0
		case err != nil:
			stayed++
			log.Warn("not_moved", "path", f.path, "from_trash", away, "reason", err.Error())
		default:
			t.all[i].place, t.all[i].away = place, !away
			moved = append(moved, f.path)
		}
	}
	return moved, stayed
}

// trashAgain repeats a Trash command for the files that Undo brought back. A notice tells the
// user how many files could not be moved.
func (t *trashedFiles) trashAgain(ctx context.Context, in *inbox, log *slog.Logger) {
	_, stayed := t.move(ctx, log, false, func(f trashedFile) (trashPlace, error) {
		gone, err := trashEach(in, log, []*book.File{{Path: f.path}}, trash)
		if err != nil {
			return trashPlace{}, err
		}
		return gone[0].place, nil
	})
	if stayed > 0 {
		in.tell(func(o *owner) {
			o.notify(message.Count(stayed, "{{.Count}} file could not be moved to the trash.", "{{.Count}} files could not be moved to the trash."))
		})
	}
}

// untrash reverts a Trash command. A notice tells the user how many files could not be brought
// back.
func (t *trashedFiles) untrash(ctx context.Context, in *inbox, log *slog.Logger) {
	back, stayed := t.move(ctx, log, true, func(f trashedFile) (trashPlace, error) {
		err := untrash(f.path, f.place)
		if err == nil {
			log.Info("restored_from_trash", "path", f.path)
		}
		return trashPlace{}, err
	})
	var folders []string
	for _, path := range back {
		if dir := filepath.Dir(path); !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	if len(folders) > 0 {
		in.tell(func(o *owner) { o.rescan(folders) })
	}
	if stayed > 0 {
		in.tell(func(o *owner) {
			o.notify(message.Count(stayed,
				"{{.Count}} file could not be brought back from the trash. It may have been emptied, or another file stands in the place.",
				"{{.Count}} files could not be brought back from the trash. It may have been emptied, or another file stands in the place."))
		})
	}
}
