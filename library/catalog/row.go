package catalog

import (
	"database/sql/driver"
	"encoding/binary"
	"hash/crc32"

	"lectern/library/book"
)

// The columns of a row of the table file, in order.
const (
	fileColumns = "id, root, path, size, modified, changed, state, marks, added, missing, fingerprint, detail"
	fileWidth   = 12
	putFile     = "INSERT OR REPLACE INTO file (" + fileColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

// The bits of the column marks.
const (
	markLook = 1 << iota
	markRead
	markMeasured
	markRefused
)

// fileRow is the fixed part of a row of the table file.
type fileRow struct {
	id, root, size, modified, changed, state, marks, added, missing int64
	path, fingerprint                                               []byte
}

// sum is the checksum of the fixed part, on which the detail's goes on.
func (r *fileRow) sum() uint32 {
	var b [9 * binary.MaxVarintLen64]byte
	n := 0
	for _, v := range [...]int64{r.id, r.root, r.size, r.modified, r.changed, r.state, r.marks, r.added, r.missing} {
		n += binary.PutVarint(b[n:], v)
	}
	sum := crc32.Update(0, castagnoli, b[:n])
	sum = crc32.Update(sum, castagnoli, r.path)
	return crc32.Update(sum, castagnoli, r.fingerprint)
}

// rowOf makes the row of an entry, and its detail in b.
func rowOf(e *Entry, root int64, b []byte) (r fileRow, detail []byte) {
	f := e.File
	state := f.State
	if state == book.Probing {
		state = book.Found
	}
	r = fileRow{
		id: int64(f.ID), root: root, path: []byte(f.Path),
		size: f.Size, modified: f.Modified, changed: f.Changed,
		state: int64(state), marks: marks(e), added: e.Added, missing: e.MissingSince,
		fingerprint: e.Fingerprint,
	}
	return r, appendDetail(b, f, r.sum())
}

func marks(e *Entry) (m int64) {
	for _, set := range []struct {
		on  bool
		bit int64
	}{{e.Look, markLook}, {e.Read, markRead}, {e.Measured, markMeasured}, {e.Refused, markRefused}} {
		if set.on {
			m |= set.bit
		}
	}
	return m
}

// args are the row as putFile wants it.
func (r *fileRow) args(detail []byte) []any {
	return []any{r.id, r.root, r.path, r.size, r.modified, r.changed, r.state, r.marks, r.added, r.missing, orNull(r.fingerprint), detail}
}

// orNull is b, or NULL for none: SQLite tells no empty blob from none.
func orNull(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return b
}

// rowFrom takes the values of fileColumns apart. It returns false if they are
// not of the types they were written as.
func rowFrom(v []driver.Value) (r fileRow, detail []byte, ok bool) {
	ok = true
	for i, n := range [...]*int64{&r.id, &r.root, nil, &r.size, &r.modified, &r.changed, &r.state, &r.marks, &r.added, &r.missing} {
		if n != nil {
			whole, is := v[i].(int64)
			*n, ok = whole, ok && is
		}
	}
	var isPath, isDetail bool
	r.path, isPath = v[2].([]byte)
	if v[10] != nil {
		var is bool
		r.fingerprint, is = v[10].([]byte)
		ok = ok && is
	}
	detail, isDetail = v[11].([]byte)
	return r, detail, ok && isPath && isDetail
}

// entry makes the row an entry again. It returns false if the row is not what
// was written. roots are the paths of the table root.
func entry(v []driver.Value, roots map[int64]string, shared *sharer) (e Entry, ok bool) {
	r, detail, ok := rowFrom(v)
	if !ok {
		return e, false
	}
	root, known := roots[r.root]
	f := &book.File{
		ID: book.ID(r.id), Root: root, Path: string(r.path),
		Size: r.size, Modified: r.modified, Changed: r.changed,
		State: book.State(r.state),
	}
	e = Entry{
		File: f, Added: r.added, MissingSince: r.missing, Fingerprint: r.fingerprint,
		Look: r.marks&markLook != 0, Read: r.marks&markRead != 0,
		Measured: r.marks&markMeasured != 0, Refused: r.marks&markRefused != 0,
	}
	return e, known && readDetail(detail, f, r.sum(), shared)
}
