package sidecar

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"

	"lectern/library/book"
	"lectern/library/filesystem"
	"lectern/library/message"
)

// Draft is a sidecar that could be written, beside what is there now. It is immutable.
type Draft struct {
	Path  string
	State DraftState
	// Before and After are what the file says now and what it would say. Before is empty if
	// there is no file, or none that can be read.
	Before, After book.Meta
	Rechaptered   bool // the chapters would change

	was, content []byte // was is nil if there is no file
}

// DraftState says what writing a draft would do.
type DraftState uint8

// The states.
const (
	New     DraftState = iota // there is no file
	Changed                   // the file is Lectern's, and would say something else
	Same                      // the file says the same already, whoever wrote it
	Foreign                   // somebody else wrote or changed the file, and it says something else
)

var (
	// ErrForeign means that a file is somebody else's.
	ErrForeign = message.NewReason("another program or person wrote the file")
	// ErrMeanwhile means that a file changed after the draft was made.
	ErrMeanwhile = message.NewReason("the file has changed meanwhile")
	// ErrTooLarge means that the file would be larger than Read reads.
	ErrTooLarge = message.NewReason("the file would be too large")
)

// NewDraft reads the file at path and compares it with a book. It blocks on the disk. The
// error says why the file cannot be read.
func NewDraft(path string, f Format, m *book.Meta, chapters []book.Chapter) (*Draft, error) {
	was, err := load(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err == nil && was == nil {
		was = []byte{}
	}
	d := &Draft{Path: path, was: was, content: f.encode(m, chapters, was), After: *m}
	d.After.Own = nil // stays in the catalogue
	if len(d.content) > maxFile {
		return nil, ErrTooLarge
	}
	if was == nil {
		d.Rechaptered = f == MetadataJSON && len(chapters) > 0
		return d, nil
	}
	before, marks, unreadable := f.decode(was)
	d.Before = before
	d.Rechaptered = f == MetadataJSON && !slices.Equal(marks, chapters)
	switch {
	case bytes.Equal(was, d.content), unreadable == nil && !d.Rechaptered && len(d.Changes()) == 0:
		d.State = Same
	case isOwn(was):
		d.State = Changed
	default:
		d.State = Foreign
	}
	return d, nil
}

// Changes returns the fields that would change.
func (d *Draft) Changes() (all []book.Field) {
	for f := range book.Fields {
		if !slices.Equal(d.Before.Values(f), d.After.Values(f)) {
			all = append(all, f)
		}
	}
	return all
}

// Write writes the file, whole or not at all, unless it is Same. A file of somebody else is
// replaced only if foreign is true. It blocks on the disk. The error wraps ErrForeign,
// ErrMeanwhile or an error of the system.
func (d *Draft) Write(foreign bool) error {
	switch {
	case d.State == Same:
		return nil
	case d.State == Foreign && !foreign:
		return ErrForeign
	}
	return filesystem.WriteWhole(d.Path, func(w io.Writer) error {
		_, err := w.Write(d.content)
		return err
	}, d.unchanged)
}

// unchanged returns ErrMeanwhile if the file is not the one that the draft was made for.
func (d *Draft) unchanged() error {
	now, err := load(d.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && d.was == nil:
		return nil
	case err == nil && d.was != nil && bytes.Equal(now, d.was):
		return nil
	default:
		return ErrMeanwhile
	}
}
