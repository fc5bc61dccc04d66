package state

import (
	"encoding/binary"
	"hash/crc32"

	"lectern/library/book"
)

// A new version of Lectern may make other books of the same files. The user is told of
// these books once. The catalogue does not store books, so each row stores a digest of
// its book as the user knows it. A book whose digest differs when the rows have been
// loaded, or after its files were only read again, is regrouped. After any other change,
// the digest follows the book.

// digest identifies a book as the user knows it, in the row that gives the book its ID.
// On disk: a change makes all books look regrouped.
//
//	low 32 bits   CRC-32C of title, authors, narrators, series and the set of files
//	high 31 bits  hash of the user's edits, 0 if there are none
//
// The high bits distinguish a change by the user from a regrouped book when one of the
// catalogue's two databases is older than the other.
type digest int64

const (
	unknown digest = 0 // no digest was made since the file was added, or earlier versions wrote the row
	inside  digest = 1 // another row of the book has its digest
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// digestOf returns the digest of a book; typed holds the user's edits of it.
func digestOf(b *book.Book, typed book.Edits) digest {
	var room [512]byte
	said := room[:0]
	add := func(texts ...string) {
		for _, t := range texts {
			said = append(append(said, t...), 0)
		}
		said = append(said, 0)
	}
	add(b.Title)
	add(b.Authors...)
	add(b.Narrators...)
	for _, s := range b.Series {
		add(s.Name, s.Part)
	}
	files := uint64(0)
	for _, f := range b.Files { // the sum does not depend on their order
		x := uint64(f.ID) * 0x9e3779b97f4a7c15 // 2⁶⁴ ÷ the golden ratio: spreads consecutive IDs
		files += x ^ x>>32
	}
	said = binary.LittleEndian.AppendUint64(said, files)
	edits := uint32(0)
	for field, text := range typed { // in any order
		if book.IsListening(field) {
			continue
		}
		edits += crc32.Checksum([]byte(field+"\x00"+text), castagnoli)
	}
	edits &= 1<<31 - 1 // the varint of a negative number is longer
	return max(digest(edits)<<32|digest(crc32.Checksum(said, castagnoli)), inside+1)
}

// typedLike reports whether the user had typed the same for the books of both digests.
func (d digest) typedLike(e digest) bool { return (d^e)>>32 == 0 }

// Digests finds the regrouped books and keeps the digests of the rows.
type Digests struct {
	listed    *Listed
	touch     func(*Row)       // marks a row for saving
	off       bool             // each file is a row of the list, so the books are not built
	regrouped map[book.ID]bool // regrouped books
	untold    map[book.ID]bool // those that the user has not been told of
	later     []*BookFolder    // folders with rows whose digest is unknown or not saved
}

func newDigests(listed *Listed, touch func(*Row)) Digests {
	return Digests{listed: listed, touch: touch, regrouped: map[book.ID]bool{}, untold: map[book.ID]bool{}}
}

// compare decides whether a book of a rebuilt folder is regrouped, and sets its Regrouped.
func (d *Digests) compare(bf *BookFolder, b *book.Book) {
	r := d.listed.ByID[b.ID]
	if r.digest == unknown || d.off {
		d.postpone(bf)
		return
	}
	now := digestOf(b, r.Edits)
	switch {
	case bf.altered:
		d.set(bf, b)
		d.countOut(b.ID)
	case now == r.digest || b.Hidden:
		d.countOut(b.ID)
	case !now.typedLike(r.digest):
		d.postpone(bf)
		d.countOut(b.ID)
	default:
		d.regrouped[b.ID], d.untold[b.ID] = true, true
	}
	b.Regrouped = d.regrouped[b.ID]
}

// countOut forgets that a book is regrouped, unless the user has been told so.
func (d *Digests) countOut(id book.ID) {
	if d.untold[id] {
		delete(d.untold, id)
		delete(d.regrouped, id)
	}
}

// set gives the rows of a book its digest.
func (d *Digests) set(bf *BookFolder, b *book.Book) {
	for _, f := range b.Files {
		r, now := d.listed.ByID[f.ID], inside
		if f.ID == b.ID {
			now = digestOf(b, r.Edits)
		}
		switch {
		case r.digest == now:
			continue
		case r.digest == unknown: // the catalogue has no wrong digest
			r.undigested = true
			d.postpone(bf)
		default:
			d.touch(r)
		}
		r.digest = now
	}
}

func (d *Digests) postpone(bf *BookFolder) {
	if !bf.undigested {
		bf.undigested = true
		d.later = append(d.later, bf)
	}
}

// Fill gives a digest to the rows of rebuilt folders that have none. Call it when neither
// a scan nor a probe can change the books.
func (d *Digests) Fill() {
	if d.off {
		return
	}
	for _, bf := range d.later {
		for _, p := range bf.books {
			if !d.untold[p.book.ID] {
				d.set(bf, p.book)
			}
		}
	}
}

// FillAndSave is like Fill, but also marks the rows for saving, except those that are saved
// soon with their fingerprints.
func (d *Digests) FillAndSave() {
	if d.off {
		return
	}
	d.Fill()
	for _, bf := range d.later {
		bf.undigested = false
		for _, r := range bf.rows {
			if r.undigested && (r.Fingerprint != "" || r.FingerprintFault != nil) {
				d.touch(r)
			}
		}
	}
	d.later = nil
}

// forget forgets the digests of a folder that changes while its books are not built.
func (d *Digests) forget(bf *BookFolder) {
	for _, r := range bf.rows {
		if r.digest != unknown {
			r.digest = unknown
			d.touch(r)
		}
	}
}

// Untold returns the number of regrouped books that the user has not been told of.
func (d *Digests) Untold() int { return len(d.untold) }

// Told notes that the user has been told of the regrouped books.
func (d *Digests) Told() {
	folders := map[*BookFolder]bool{}
	for id := range d.untold {
		folders[d.listed.ByID[id].Folder] = true
	}
	for bf := range folders {
		if d.off { // the books are not built
			d.forget(bf)
			continue
		}
		for _, p := range bf.books {
			if d.untold[p.book.ID] {
				d.set(bf, p.book)
			}
		}
	}
	clear(d.untold)
}
