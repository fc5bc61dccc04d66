package catalog

import (
	"bytes"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"iter"

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
	if c.files == nil {
		return nil
	}
	done := map[string]bool{}
	load := func() error {
		for n, err := range c.files.notes(ctx) {
			if err != nil {
				return err
			}
			if folder := n.notes.Folder; !done[folder] {
				done[folder] = true
				visit(folder, n.stamp, n.notes)
			}
		}
		return nil
	}
	err := load()
	if damaged(err) {
		if err = c.rebuild(ctx, err); err == nil {
			err = load()
		}
	}
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
	folder, isFolder := v[0].([]byte)
	stamp, isStamp := v[1].(int64)
	detail, isDetail := v[2].([]byte)
	if !isFolder || !isStamp || !isDetail {
		return n, false
	}
	n = note{uint64(stamp), &book.Notes{Folder: string(folder)}}
	if !readNote(detail, n) {
		return note{}, false
	}
	return n, true
}

// The detail of a note is built like that of a file: the byte noteFormat, a
// checksum of the other columns and the body, and the body. The body holds a
// bit for each value that is present, then these values in order, most of them
// texts and lists of texts. docs/CATALOGUE.md has the order.
const noteFormat = 1

// The bits of values that are not plain fields. On disk: never reorder. A new one takes the next free
// bit; docs/CATALOGUE.md says which.
const (
	hasFrom      = 1 << 14 // text: a byte for each field, its source
	hasBookParts = 1 << 15 // list of chapters, as in a file's detail
	hasCues      = 1 << 16 // list of: text file, uvarint count of chapters and these
	hasSize      = 1 << 17 // numbers: width and height of the picture; builds before it had none
)

// What is not plain stands between the plain fields.
var beforeFrom, behindSize = below(noteFields, hasFrom)

// noteSum is the checksum of the columns beside the detail.
func noteSum(folder string, stamp uint64) uint32 {
	return crc32.Checksum(append(binary.LittleEndian.AppendUint64(nil, stamp), folder...), castagnoli)
}

// appendNote appends the detail of a note.
func appendNote(b []byte, n note, folder string) []byte {
	start := len(b)
	b = append(b, noteFormat, 0, 0, 0, 0)
	b = appendNoteBody(b, n.notes)
	sum := crc32.Update(noteSum(folder, n.stamp), castagnoli, b[start+detailHeadLen:])
	binary.LittleEndian.PutUint32(b[start+1:], sum)
	return b
}

func appendNoteBody(b []byte, n *book.Notes) []byte {
	bits := there(noteFields, n)
	set := func(bit uint64, there bool) {
		if there {
			bits |= bit
		}
	}
	set(hasFrom, n.From != [book.Fields]book.Source{})
	set(hasBookParts, len(n.Chapters) > 0)
	set(hasCues, len(n.Cues) > 0)
	set(hasSize, n.Width != 0 || n.Height != 0)

	b = binary.AppendUvarint(b, bits)
	b = appendFields(b, beforeFrom, bits, n)
	if bits&hasFrom != 0 {
		b = binary.AppendUvarint(b, uint64(len(n.From)))
		for _, s := range n.From {
			b = append(b, byte(s))
		}
	}
	if len(n.Chapters) > 0 {
		b = appendChapters(b, n.Chapters)
	}
	if len(n.Cues) > 0 {
		b = binary.AppendUvarint(b, uint64(len(n.Cues)))
		for _, c := range n.Cues {
			b = appendChapters(appendText(b, c.File), c.Chapters)
		}
	}
	if bits&hasSize != 0 {
		b = binary.AppendVarint(binary.AppendVarint(b, int64(n.Width)), int64(n.Height))
	}
	return appendFields(b, behindSize, bits, n)
}

// readNote is the inverse of appendNote; n has its stamp and its notes their
// folder. It returns false as readDetail does.
func readNote(b []byte, n note) bool {
	if len(b) < detailHeadLen || b[0] != noteFormat {
		return false
	}
	body := b[detailHeadLen:]
	if crc32.Update(noteSum(n.notes.Folder, n.stamp), castagnoli, body) != binary.LittleEndian.Uint32(b[1:]) {
		return false
	}
	r := reader{b: body}
	r.note(n.notes)
	return !r.bad && len(r.b) == 0
}

func (r *reader) note(n *book.Notes) {
	has := r.uvarint()
	readFields(r, beforeFrom, has, n)
	if has&hasFrom != 0 {
		from := r.text()
		r.bad = r.bad || len(from) > len(n.From)
		for i := range min(len(from), len(n.From)) {
			n.From[i] = book.Source(from[i])
			r.bad = r.bad || n.From[i] > book.FromEdit
		}
	}
	if has&hasBookParts != 0 {
		n.Chapters = r.chapters(r.count(chapterLen))
	}
	if has&hasCues != 0 {
		n.Cues = make([]book.Cue, r.count(2))
		for i := range n.Cues {
			n.Cues[i].File = string(r.text())
			if some := r.uvarint(); some > uint64(len(r.b)/chapterLen) {
				r.bad, r.b = true, nil
			} else if some > 0 {
				n.Cues[i].Chapters = r.chapters(int(some))
			}
		}
	}
	if has&hasSize != 0 {
		n.Width, n.Height = int(r.varint()), int(r.varint())
	}
	readFields(r, behindSize, has, n)
}
