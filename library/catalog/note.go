package catalog

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"iter"

	"google.golang.org/protobuf/encoding/protowire"

	"lectern/library/book"
)

// The columns of a row of the table note, in order.
const (
	noteColumns = "folder, stamp, detail"
	noteWidth   = 3
	getNotes    = "SELECT " + noteColumns + " FROM note ORDER BY folder"
	putNote     = "INSERT OR REPLACE INTO note (" + noteColumns + ") VALUES (?, ?, ?)"
)

// note is a row of the table note.
type note struct {
	stamp uint64
	notes *book.Notes
}

// KeepNotes stores what the sidecars of a folder say and the stamp of the files
// they were read from. It replaces what was stored for the folder. For nil
// notes it is DropNotes.
func KeepNotes(folder string, stamp uint64, notes *book.Notes) Op {
	if notes == nil {
		return DropNotes(folder)
	}
	return Op{kind: keepNotes, name: folder, note: &note{stamp, notes}}
}

// DropNotes removes what is stored for a folder's sidecars.
func DropNotes(folder string) Op { return Op{kind: dropNotes, name: folder} }

// LoadNotes calls visit with every note, once each, on the caller's goroutine.
// visit owns the notes. Call it before the first Save.
//
// Damaged notes are left out, to be read again. The catalogue is then set aside
// and rebuilt, as by Load; Notices says so.
func (c *Catalog) LoadNotes(ctx context.Context, visit func(folder string, stamp uint64, notes *book.Notes)) error {
	c.use.Lock()
	defer c.use.Unlock()
	if c.pair.files == nil {
		return nil
	}
	done := map[string]bool{}
	err := c.pair.withFiles(ctx, func() error {
		for n, err := range c.pair.files.notes(ctx) {
			if err != nil {
				return err
			}
			if folder := n.notes.Folder; !done[folder] {
				done[folder] = true
				visit(folder, n.stamp, n.notes)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("load notes: %w", err)
	}
	return nil
}

// notes yields all notes. Those yielded before an error are undamaged.
func (d *database) notes(ctx context.Context) iter.Seq2[note, error] {
	return func(yield func(note, error) bool) {
		var last []byte
		// Check the context here: the driver would start a goroutine for it.
		for v, err := range d.rawRows(context.Background(), getNotes, noteWidth) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(note{}, err)
				return
			}
			n, ok := noteFrom(v)
			if folder := []byte(n.folder()); !ok || last != nil && bytes.Compare(folder, last) <= 0 {
				yield(note{}, fmt.Errorf("%w: a note", errDamaged))
				return
			} else {
				last = folder
			}
			if !yield(n, nil) {
				return
			}
		}
	}
}

// folder returns the folder of the note, "" if it could not be read.
func (n note) folder() string {
	if n.notes == nil {
		return ""
	}
	return n.notes.Folder
}

// args returns the values of the row in putNote's order.
func (n note) args(folder string) []any {
	return []any{[]byte(folder), int64(n.stamp), appendNote(nil, n, folder)}
}

// noteFrom decodes a row. ok is false if the row is damaged.
func noteFrom(v []driver.Value) (n note, ok bool) {
	c := columns{v: v}
	n = note{uint64(c.number(1)), &book.Notes{Folder: string(c.blob(0))}}
	if detail := c.blob(2); c.wrong || !readNote(detail, n) {
		return note{}, false
	}
	return n, true
}

// noteMessage is the body of a note's detail. Like the body of a file's detail, it
// consists of the fields listed here and those of the table of fields. On disk: never
// change a number, never give one to another field.
var noteMessage = newMessage(append(noteFields(), parts(22, namedMessage, func(n *book.Notes) *[]book.Notes { return &n.Named }))...)

// namedMessage is that of notes about one audio file, within those of its folder.
var namedMessage = newMessage(noteFields()...)

func noteFields() []field[book.Notes] {
	fields := []field[book.Notes]{
		text(protowire.Number(book.Picture.Info().Stored), func(n *book.Notes) *string { return &n.Picture }),
		texts(12, func(n *book.Notes) *[]string { return &n.Faults }),
		{
			number: 15,
			put: func(b []byte, n *book.Notes) []byte {
				if n.From == [book.Fields]book.Source{} {
					return b
				}
				sources := make([]byte, len(n.From))
				for i, s := range n.From {
					sources[i] = byte(s)
				}
				return appendBytes(b, 15, bytes.TrimRight(sources, "\x00")) // a build with fewer fields reads it too
			},
			bytes: func(n *book.Notes, b []byte, _ *sharer) bool { return readSources(b, n) },
		},
		chapters(protowire.Number(book.ChapterList.Info().Stored), func(n *book.Notes) []book.Chapter { return n.Chapters }, func(n *book.Notes, all []book.Chapter) { n.Chapters = all }),
		parts(17, cueMessage, func(n *book.Notes) *[]book.Cue { return &n.Cues }),
		number(18, func(n *book.Notes) *int { return &n.Width }),
		number(19, func(n *book.Notes) *int { return &n.Height }),
		number(23, func(n *book.Notes) *int64 { return &n.Modified }),
		number(26, func(n *book.Notes) *int64 { return &n.Exact }),
		number(27, func(n *book.Notes) *int64 { return &n.Size }),
		text(21, func(n *book.Notes) *string { return &n.Stem }),
		flag(20, func(n *book.Notes) *bool { return &n.Cover }),
	}
	for f := range book.Fields {
		i := f.Info()
		n := protowire.Number(i.Stored)
		switch {
		case i.Own:
		case i.Text != nil:
			fields = append(fields, text(n, func(n *book.Notes) *string { return i.Text(&n.Meta) }))
		case i.List != nil:
			fields = append(fields, texts(n, func(n *book.Notes) *[]string { return i.List(&n.Meta) }))
		case i.Series != nil:
			fields = append(fields, parts(n, seriesMessage, func(n *book.Notes) *[]book.Series { return i.Series(&n.Meta) }))
		case i.Number != nil:
			fields = append(fields, number(n, func(n *book.Notes) *int { return i.Number(&n.Meta) }))
		}
	}
	return fields
}

var cueMessage = newMessage(
	text(1, func(c *book.Cue) *string { return &c.File }),
	chapters(2, func(c *book.Cue) []book.Chapter { return c.Chapters }, func(c *book.Cue, all []book.Chapter) { c.Chapters = all }),
	flag(3, func(c *book.Cue) *bool { return &c.Text }),
)

// readSources takes a byte for each book.Field: its book.Source.
func readSources(b []byte, n *book.Notes) bool {
	if len(b) > len(n.From) {
		return false
	}
	for i, s := range b {
		if n.From[i] = book.Source(s); n.From[i] >= book.Sources {
			return false
		}
	}
	return true
}

// noteSum is the checksum of the columns beside the detail.
func noteSum(folder string, stamp uint64) uint32 {
	return crc32.Checksum(append(binary.LittleEndian.AppendUint64(nil, stamp), folder...), castagnoli)
}

// appendNote appends the detail of a note.
func appendNote(b []byte, n note, folder string) []byte {
	return seal(b, noteMessage, n.notes, noteSum(folder, n.stamp))
}

// readNote is the inverse of appendNote; n has its stamp and its notes their
// folder. It returns false as readDetail does.
func readNote(b []byte, n note) bool {
	format, body, ok := unseal(b, noteSum(n.notes.Folder, n.stamp))
	switch {
	case !ok:
		return false
	case format == 1:
		return readNote1(body, n.notes)
	}
	ok = format == detailFormat && noteMessage.read(body, n.notes, nil)
	for i := range n.notes.Named {
		n.notes.Named[i].Folder = n.notes.Folder
	}
	return ok
}
