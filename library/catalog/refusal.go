package catalog

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"lectern/library/message"
)

// The path of a catalogue may hold another program's file, which Lectern must not
// touch. Only a file that is known to be Lectern's, or lies beside such a file, is
// taken for a damaged catalogue and set aside.

// Refusal says, in sentences for the user, why Open did not touch the files it
// found. Its cause is ErrForeign, or an error of the system.
type Refusal struct {
	message.Message
	cause error
}

// Error returns the sentences in English.
func (r *Refusal) Error() string { return r.String() }

// Unwrap returns an error with the sentences as data.
func (r *Refusal) Unwrap() error { return &message.Error{Message: r.Message, Cause: r.cause} }

// fileKind is what a file is, as far as it can be known without changing it.
type fileKind int

const (
	empty        fileKind = iota // no file, an empty file, or a database without content
	ours                         // it has Lectern's application id or one of its tables
	unrecognized                 // not a readable database: another program's file, or ours and damaged
	foreign                      // another program's database
	unreadable                   // the system refuses to read it
	unusable                     // not a file: a folder, a device, a pipe, a socket, a dangling link
)

// refused returns the index of the file that prevents opening the catalogue, -1
// if there is none. files are all files that Lectern would write. usual is true
// in Lectern's own folder, under the usual name, where no other program keeps
// files.
func refused(files []fileKind, usual bool) int {
	known := usual || slices.Contains(files, ours)
	return slices.IndexFunc(files, func(s fileKind) bool {
		switch s {
		case foreign, unusable:
			return true
		case unrecognized, unreadable:
			return !known
		default:
			return false
		}
	})
}

// refuse returns a *Refusal if a file at the databases' paths may belong to
// another program or is unusable. It changes nothing.
func (s *site) refuse(ctx context.Context) error {
	type file struct {
		path string
		what string // what Lectern keeps there, for the user
		kind fileKind
		why  *objection
	}
	var files []file
	for i, d := range []place{s.catalogue(), s.user()} {
		what := []string{"", message.Mark("your folders and edits")}[i]
		for _, path := range []string{d.path, backupOf(d.path)} {
			kind, why := inspect(ctx, path, d.schema)
			files = append(files, file{path, what, kind, why})
			what = message.Mark("a backup")
		}
		kind, why := inspectLog(d.path)
		files = append(files, file{d.path + "-wal", message.Mark("the newest changes"), kind, why})
	}
	kind, why := inspectType(s.lock.Path())
	files = append(files, file{s.lock.Path(), message.Mark("a lock"), kind, why})

	kinds := make([]fileKind, len(files))
	for i, f := range files {
		kinds[i] = f.kind
	}
	i := refused(kinds, s.atDefault)
	if i < 0 {
		return nil
	}
	f := files[i]
	err := ErrForeign
	if f.kind == unreadable {
		err = errUnreadable
	}
	switch {
	case f.what != "":
		return &Refusal{message.New("{{.Path}} cannot be used as a catalogue: Lectern would keep {{.What}} in {{.File}} beside it, and {{.Why}}. Nothing was changed. Move that file away, or name another catalogue with --catalog.",
			"Path", message.Quoted(s.path), "What", message.New(f.what), "File", message.Quoted(filepath.Base(f.path)), "Why", f.why.that), err}
	case f.why == aFolder:
		return &Refusal{message.New("{{.Path}} cannot be used as a catalogue: {{.Why}}. Nothing was changed. Name a file with --catalog, such as {{.Example}}.",
			"Path", message.Quoted(f.path), "Why", f.why.it, "Example", message.Quoted(filepath.Join(f.path, "catalogue.db"))), err}
	default:
		return &Refusal{message.New("{{.Path}} cannot be used as a catalogue: {{.Why}}. Nothing was changed. Name another file with --catalog, or move this one away.",
			"Path", message.Quoted(f.path), "Why", f.why.it), err}
	}
}

// objection says what a file is that is not used, as a clause: about the file that was
// named, and about that file, which lies beside it.
type objection struct{ it, that message.Message }

var (
	aFolder   = &objection{message.New("it is a folder, not a file"), message.New("that file is a folder, not a file")}
	aDevice   = &objection{message.New("it is a device, a pipe or a socket, not a file"), message.New("that file is a device, a pipe or a socket, not a file")}
	aLink     = &objection{message.New("it is a link to a file that is not there"), message.New("that file is a link to a file that is not there")}
	aDatabase = &objection{message.New("it is a database of another program"), message.New("that file is a database of another program")}
	aStranger = &objection{message.New("it is not one of Lectern’s, or is too damaged to tell"), message.New("that file is not one of Lectern’s, or is too damaged to tell")}
	aStrayLog = &objection{message.New("it may be another program’s"), message.New("that file may be another program’s")}
)

// errUnreadable is the error of a file whose kind cannot be known.
var errUnreadable = errors.New(message.Mark("the catalogue cannot be read"))

// inspect returns the kind of the file at path, where a database of schema s
// belongs, and why it is refused.
func inspect(ctx context.Context, path string, s schema) (fileKind, *objection) {
	if s, why := inspectType(path); s != empty {
		return s, why
	}
	head, err := readHead(path)
	switch {
	case absent(err), err == nil && len(head) == 0:
		return empty, nil
	case err != nil:
		return cannotRead(err)
	case len(head) == headLen && binary.BigEndian.Uint32(head[appAt:]) == s.app: // whatever else was damaged
		return ours, nil
	case len(head) < headLen || !bytes.HasPrefix(head, []byte(magic)):
		return unrecognized, aStranger
	}
	switch is, err := ask(ctx, path, s); {
	case damaged(err):
		return unrecognized, aStranger
	case err != nil:
		return cannotRead(err)
	case is.app == s.app || is.known:
		return ours, nil
	case is.blank():
		return empty, nil
	case is.tables == 0:
		return unrecognized, aStranger
	default:
		return foreign, aDatabase
	}
}

// inspectType refuses anything but a regular file. It opens nothing: opening a
// pipe would block.
func inspectType(path string) (fileKind, *objection) {
	info, err := os.Stat(path)
	switch {
	case absent(err):
		if _, err := os.Lstat(path); err == nil {
			return unusable, aLink
		}
		return empty, nil
	case err != nil:
		return cannotRead(err)
	case info.IsDir():
		return unusable, aFolder
	case !info.Mode().IsRegular():
		return unusable, aDevice
	default:
		return empty, nil
	}
}

// inspectLog refuses the log of a missing database: SQLite would remove it.
func inspectLog(path string) (fileKind, *objection) {
	log := path + "-wal"
	if s, why := inspectType(log); s != empty {
		return s, why
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return empty, nil
	}
	if info, err := os.Stat(log); err == nil && info.Size() > 0 {
		return unrecognized, aStrayLog
	}
	return empty, nil
}

func cannotRead(err error) (fileKind, *objection) {
	why := message.New(reason(err))
	return unreadable, &objection{message.New("it cannot be read ({{.Reason}})", "Reason", why), message.New("that file cannot be read ({{.Reason}})", "Reason", why)}
}

// absent reports whether err says that there is no such file. Nothing can lie
// below a file.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// roomFor returns a *Refusal if more than the last folder of path is missing:
// the path is then more likely misspelt, or on a disk that is away, than new.
func roomFor(path string) error {
	dir := filepath.Dir(path)
	for _, dir := range []string{dir, filepath.Dir(dir)} {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	return &Refusal{message.New("{{.Path}} cannot be used as a catalogue: there is no folder {{.Folder}}. Check the spelling of the path, or make the folder first.",
		"Path", message.Quoted(path), "Folder", message.Quoted(filepath.Dir(dir))), fs.ErrNotExist}
}
