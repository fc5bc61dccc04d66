package state

import (
	"slices"
	"time"

	"lectern/library/book"
)

const (
	// A root may lose up to heldOver rows, or one row in heldShare, within vanishing
	// without a question: a user who tidies up deletes tens of files, while a broken
	// disk loses a large share.
	heldOver  = 50
	heldShare = 5
	// A small library never reaches heldOver. There the user is asked when more than
	// one row in smallShare and more than one book are gone.
	smallShare = 2

	// vanishing is the period within which losses count as simultaneous: deleting a
	// folder of thousands of files takes a while.
	vanishing = time.Minute
	// passing is how long a file may exist and still count as temporary: converting a
	// long book takes the better part of an hour.
	passing = time.Hour
)

// Held counts the files of a root that were lost at once, too many for the loss to be
// plausible. It is zero if none are held.
type Held struct {
	Missing, Of  int // held files, out of all files before the loss
	Rows, OfRows int // the same in rows of the list: books, or files with EveryFile
}

// Answer is the user's decision about held rows.
type Answer uint8

// The answers.
const (
	Keep    Answer = iota // the rows stay in the library as missing
	Discard               // the rows leave the library
)

// Losses holds the rows that were lost a moment ago, and those that are held for the
// user's answer because too many were lost at once.
type Losses struct {
	roots   *Roots
	listed  *Listed
	retired *Retired
	folders *Folders
	held    map[*Row]bool  // rows held for the user's answer
	recent  []loss         // rows that became missing within vanishing
	passed  []*Row         // retired rows of temporary files that went within vanishing
	counted *book.Snapshot // the last snapshot seen by CountHeld
}

// loss is a row that has become missing.
type loss struct {
	row *Row
	at  int64 // nanoseconds since 1970
}

// within reports whether two moments, in nanoseconds since 1970, lie no further apart than
// period. The earlier one may come second: the system's clock may be set back.
func within(period time.Duration, then, now int64) bool {
	return time.Duration(now-then).Abs() <= period
}

// expire forgets the losses that are older than vanishing, and the losses of rows
// that are no longer missing or no longer listed. now is in nanoseconds since 1970.
func (l *Losses) expire(now int64) {
	l.recent = slices.DeleteFunc(l.recent, func(it loss) bool {
		return !within(vanishing, it.at, now) || it.row.File.State != book.Missing || !l.listed.Has(it.row)
	})
	l.passed = slices.DeleteFunc(l.passed, func(r *Row) bool {
		over := r.RetiredAt == 0 || !within(vanishing, r.RetiredAt, now)
		if over && r.RetiredAt != 0 {
			l.retired.Remove(r)
		}
		return over
	})
}

// of returns the recent losses of a root.
func (l *Losses) of(root string) (lost []loss) {
	for _, it := range l.recent {
		if it.row.File.Root == root {
			lost = append(lost, it)
		}
	}
	return lost
}

// forget forgets the recent losses of a root.
func (l *Losses) forget(root string) {
	l.recent = slices.DeleteFunc(l.recent, func(it loss) bool { return it.row.File.Root == root })
}

// heldIn returns the held rows of a root.
func (l *Losses) heldIn(root string) (rows []*Row) {
	for r := range l.held {
		if r.File.Root == root {
			rows = append(rows, r)
		}
	}
	return rows
}

// hold marks a row as held unless it is held already. since is in nanoseconds since
// 1970.
func (l *Losses) hold(r *Row, since int64) {
	if r.HeldSince != 0 {
		return
	}
	r.HeldSince = since
	l.held[r] = true
	if root := l.roots.At(r.File.Root); root != nil {
		root.Held.Missing++
	}
	l.folders.Refresh(r)
}

// unhold makes a held row an ordinary row again.
func (l *Losses) unhold(r *Row) {
	if r.HeldSince == 0 {
		return
	}
	r.HeldSince = 0
	delete(l.held, r)
	if root := l.roots.At(r.File.Root); root != nil {
		if root.Held.Missing--; root.Held.Missing == 0 {
			root.Held = Held{}
		}
	}
	l.folders.Refresh(r)
}

// CountHeld updates each root's count of held rows of the list, for the snapshot about
// to be published.
func (l *Losses) CountHeld(now *book.Snapshot) {
	if l.counted == now {
		return
	}
	l.counted = now
	for _, root := range *l.roots {
		if root.Held.Missing > 0 {
			root.Held.Rows, root.Held.OfRows = l.folders.countHeld(root.Path)
		}
	}
}

// tooMany reports whether the user must be asked about the loss of n rows of a root
// that had stay rows. rows are among the lost ones.
func tooMany(rows []*Row, n, stay int) bool {
	if n > heldOver {
		return n*heldShare > stay
	}
	return n*smallShare > stay && BooksAmong(rows) > 1
}

// BooksAmong counts the books that listed rows are part of.
func BooksAmong(rows []*Row) int {
	files, folders := map[book.ID]bool{}, map[*BookFolder]bool{}
	for _, r := range rows {
		files[r.File.ID], folders[r.Folder] = true, true
	}
	n := 0
	for bf := range folders {
		for _, p := range bf.books {
			if slices.ContainsFunc(p.book.Files, func(f *book.File) bool { return files[f.ID] }) {
				n++
			}
		}
	}
	return n
}

// revived returns the file of a missing row in its earlier state.
func (r *Row) revived() *book.File {
	f := *r.File
	if f.State = book.Found; r.read {
		f.State = book.Probed
	}
	return &f
}
