package scan

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"

	"lectern/library/book"
)

// namesAtOnce is how many names are read between two looks at the context: a
// few milliseconds of work on a slow disk.
const namesAtOnce = 1024

// stat is what one look at a path tells.
type stat struct {
	mode              fs.FileMode // type bits
	size              int64       // bytes
	modified, changed int64       // nanoseconds since 1970; changed 0 where unknown
	id                ident
	mounted           bool // another file system, or a second view of this one, begins here
}

// ident tells one folder from another while a walk lasts, by device and inode.
// The zero ident is no folder's.
type ident struct{ device, inode uint64 }

// subfolder is a folder to read.
type subfolder struct {
	path string
	id   ident
	late bool // behind a link or a mount: it may be a second way to a folder
}

// find is what a reader tells the walk: a part of one folder, the last part
// with done set. It is handed over.
type find struct {
	files    []book.File
	folders  []subfolder
	problems []Problem
	visited  []ident  // folders no link needs to lead to any more
	lost     []string // links that lead nowhere: what was behind them is unknown
	done     bool
	path     string // the folder, set with done
	failed   error  // why it could not be read to its end, set with done
}

// reader reads folders, one at a time, and gives what it finds to send, which
// may block and fails when the walk is over.
type reader struct {
	root, dir string
	realRoot  string // root without links, set when dir is not root
	open      func(path string) (*folder, error)
	send      func(find) error
}

// read lists one folder. It blocks on the disk and on send.
func (r *reader) read(ctx context.Context, at subfolder) error {
	d, err := r.open(at.path)
	if err != nil {
		return r.send(find{done: true, path: at.path, failed: err})
	}
	defer d.Close()
	f := find{}
	if at.path == r.dir {
		if f.visited, err = r.begin(d); err != nil {
			return r.send(find{done: true, path: at.path, failed: err})
		}
		if r.elsewhere() {
			return r.send(find{done: true, path: at.path})
		}
	}
	entries, err := names(ctx, d)
	if at.path != r.root && marked(entries) {
		return r.send(find{done: true, path: at.path})
	}
	f.files = make([]book.File, 0, min(len(entries), batchLen))
	prefix := strings.TrimSuffix(at.path, string(filepath.Separator)) + string(filepath.Separator)
	for _, e := range entries {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.look(d, prefix, e, &f)
		if len(f.files) == batchLen {
			if err := r.send(f); err != nil {
				return err
			}
			f = find{}
		}
	}
	f.done, f.path, f.failed = true, at.path, err
	return r.send(f)
}

// names lists a folder in no order; with an error, as far as it came.
func names(ctx context.Context, d *folder) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for ctx.Err() == nil {
		some, err := d.ReadDir(namesAtOnce)
		all = append(all, some...)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
	return all, ctx.Err()
}

// look adds one entry of d to f: a file, a subfolder, a problem, or nothing.
// An entry that vanished since it was listed is nothing.
func (r *reader) look(d *folder, prefix string, e fs.DirEntry, f *find) {
	name := e.Name()
	audio := IsAudio(name)
	link := e.Type()&(fs.ModeSymlink|fs.ModeIrregular) != 0 // irregular: a Windows junction
	if !audio && (!link && !e.IsDir() || Ignored(name)) {
		return
	}
	path := prefix + name
	s, err := d.stat(name, link)
	switch {
	case err == nil && s.mode.IsDir():
		if !link || !r.leadsInside(path) {
			f.folders = append(f.folders, subfolder{path, s.id, link || s.mounted})
		}
	case err == nil && audio:
		f.files = append(f.files, r.file(path, s))
	case err == nil:
	case link && leadsNowhere(err):
		own, gone := d.stat(name, false)
		if gone != nil {
			return
		}
		if !audio {
			f.lost = append(f.lost, path)
			return
		}
		own.size = 0 // a link has no sound in it
		reason := "link leads nowhere"
		if errors.Is(err, syscall.ELOOP) {
			reason = "link leads in a circle"
		}
		f.files = append(f.files, failed(r.file(path, own), book.Vanished, reason))
	case errors.Is(err, fs.ErrNotExist):
	case audio && !e.IsDir():
		kind, reason := explain(err)
		f.files = append(f.files, failed(r.file(path, stat{}), kind, reason))
	default:
		f.problems = append(f.problems, Problem{path, err})
	}
}

// file makes the row of an audio file.
func (r *reader) file(path string, s stat) book.File {
	f := book.File{Root: r.root, Path: path, Size: s.size, Modified: s.modified, Changed: s.changed}
	if !s.mode.IsRegular() && s.mode&fs.ModeSymlink == 0 {
		return failed(f, book.Irregular, "not a regular file ("+kindOf(s.mode)+")")
	}
	return f
}

func failed(f book.File, kind book.FaultKind, reason string) book.File {
	f.State, f.Fault = book.Failed, &book.Fault{Kind: kind, Reason: reason}
	return f
}

// leadsNowhere reports whether following a link failed for want of a target.
func leadsNowhere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENOTDIR)
}
