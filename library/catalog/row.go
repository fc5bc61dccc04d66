package catalog

import (
	"database/sql/driver"
	"encoding/binary"
	"hash/crc32"

	"lectern/library/book"
)

// The columns of a row of the table file, in order.
const (
	fileColumns = "id, root, path, size, modified, changed, state, detail"
	fileWidth   = 8
	putFile     = "INSERT OR REPLACE INTO file (" + fileColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)

// fileRow is a row of the table file.
type fileRow struct {
	id, root                       int64
	path                           []byte
	size, modified, changed, state int64
	detail                         []byte
}

// sum returns the checksum of all columns but the detail, whose checksum
// continues from it.
func (r *fileRow) sum() uint32 {
	var b [6 * binary.MaxVarintLen64]byte
	n := 0
	for _, v := range [...]int64{r.id, r.root, r.size, r.modified, r.changed, r.state} {
		n += binary.PutVarint(b[n:], v)
	}
	return crc32.Update(crc32.Update(0, castagnoli, b[:n]), castagnoli, r.path)
}

// rowOf encodes an entry. It writes the detail into the buffer b.
func rowOf(e *Entry, root int64, b []byte) fileRow {
	f := e.File
	state := f.State
	if state == book.Probing {
		state = book.Found
	}
	r := fileRow{
		id: int64(f.ID), root: root, path: []byte(f.Path),
		size: f.Size, modified: f.Modified, changed: f.Changed, state: int64(state),
	}
	r.detail = appendDetail(b, e, r.sum())
	return r
}

// args returns the values of the row in putFile's order.
func (r *fileRow) args() []any {
	return []any{r.id, r.root, r.path, r.size, r.modified, r.changed, r.state, r.detail}
}

// orNull returns b, or NULL if it is empty.
func orNull(b []byte) any {
	if len(b) == 0 {
		return nil
	}
	return b
}

// rowFrom splits the values of fileColumns. ok is false if a value has the
// wrong type.
func rowFrom(v []driver.Value) (r fileRow, ok bool) {
	c := columns{v: v}
	r = fileRow{c.number(0), c.number(1), c.blob(2), c.number(3), c.number(4), c.number(5), c.number(6), c.blob(7)}
	return r, !c.wrong
}

// columns are the values of a row. wrong is set once one is asked for that has
// another type.
type columns struct {
	v     []driver.Value
	wrong bool
}

func (c *columns) number(i int) int64 {
	n, is := c.v[i].(int64)
	c.wrong = c.wrong || !is
	return n
}

func (c *columns) blob(i int) []byte {
	b, is := c.v[i].([]byte)
	c.wrong = c.wrong || !is
	return b
}

// entry decodes a row. ok is false if the row is damaged. roots maps the table
// root's IDs to paths.
func entry(v []driver.Value, roots map[int64]string, shared *sharer) (e Entry, ok bool) {
	r, ok := rowFrom(v)
	if !ok {
		return e, false
	}
	root, known := roots[r.root]
	e.File = &book.File{
		ID: book.ID(r.id), Root: root, Path: shared.keep(r.path),
		Size: r.size, Modified: r.modified, Changed: r.changed, State: book.State(r.state),
	}
	return e, known && readDetail(r.detail, &e, r.sum(), shared)
}
