package transfer

import (
	"bytes"
	"context"
	"io"
	"os"
	"time"

	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	maxTable = 64 << 20  // bytes of a table: half a million books
	maxOwn   = 256 << 20 // bytes of a file that Lectern exported
	maxBooks = 1_000_000 // entries of a file
)

// Kind is what a file is.
type Kind uint8

// The kinds.
const (
	Audiobookshelf Kind = iota
	Table
	Own
)

// File is what a file says.
type File struct {
	Kind  Kind
	Users []User // at least one; a backup can have several

	Unknown []string // some words of a table that nobody knows, for how far one has come
	Open    []int    // some lines of a table, from 1, with a quotation mark that no other closes
}

// User is somebody who used the program that wrote a file.
type User struct {
	Name    string // "" if the file has no names
	Entries []Entry
}

// Read reads a file, whose kind it finds by the content. Dates without a time zone are in
// loc. It blocks on the disk until it is done or ctx is.
func Read(ctx context.Context, path string, loc *time.Location, now time.Time) (*File, error) {
	at, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !at.Mode().IsRegular() {
		return nil, irregular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if n == 0 && err == io.EOF {
		return nil, empty
	} else if err != nil && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")): // the second has no files
		return readBackup(ctx, f, at.Size(), now)
	case bytes.HasPrefix(head, []byte(sqliteMagic)):
		return readDatabase(ctx, path, now)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	unmarked := xunicode.BOMOverride(transform.Nop) // editors and shells on Windows mark the encoding, and write UTF-16
	if start, _, _ := transform.Bytes(unmarked, head); isJSON(start) {
		if at.Size() > maxOwn {
			return nil, tooLarge
		}
		return readOwn(transform.NewReader(io.LimitReader(f, maxOwn), unmarked), now)
	}
	text, err := io.ReadAll(io.LimitReader(f, maxTable+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxTable {
		return nil, tooLarge
	}
	return readTable(text, loc, now)
}

// isJSON reports whether a file begins like JSON.
func isJSON(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}
