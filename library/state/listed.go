package state

import (
	"cmp"
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/scan"
	"lectern/library/text"
)

// Listed holds the rows of the list: those that have not retired.
type Listed struct {
	ByPath  map[string]*Row
	ByID    map[book.ID]*Row
	Last    book.ID             // the highest ID that any row has had
	in      map[string][]*Row   // by folder
	missing map[*Row]bool       // missing rows
	lost    uint64              // grows when a missing row comes, goes or changes
	fresh   map[*Row]bool       // rows added in this session that are not recognised as another row's file
	sounds  map[string][]*Row   // what withSoundOf returned last; nil once a row came, left, or got another File or Recording
	became  map[book.ID]book.ID // by the ID of a row whose file Move gave to another row: that other row’s ID
}

func newListed() Listed {
	return Listed{
		ByPath: map[string]*Row{}, ByID: map[book.ID]*Row{}, in: map[string][]*Row{},
		missing: map[*Row]bool{}, fresh: map[*Row]bool{}, became: map[book.ID]book.ID{},
	}
}

// Next returns an ID that no row has had.
func (l *Listed) Next() book.ID {
	l.Last++
	return l.Last
}

// Has reports whether a row is listed.
func (l *Listed) Has(r *Row) bool { return l.ByID[r.File.ID] == r }

func (l *Listed) add(r *Row) {
	l.ByPath[r.File.Path], l.ByID[r.File.ID] = r, r
	l.Last = max(l.Last, r.File.ID)
	dir := r.File.Folder()
	l.in[dir] = append(l.in[dir], r)
	if r.File.State == book.Missing {
		l.missing[r] = true
		l.lost++
	}
	if r.Fresh {
		l.fresh[r] = true
	}
	l.sounds = nil
}

func (l *Listed) remove(r *Row) {
	delete(l.ByPath, r.File.Path)
	delete(l.ByID, r.File.ID)
	dir := r.File.Folder()
	rows := l.in[dir]
	if i := slices.Index(rows, r); i >= 0 {
		rows[i] = rows[len(rows)-1]
		rows = rows[:len(rows)-1]
	}
	if l.in[dir] = rows; len(rows) == 0 {
		delete(l.in, dir)
	}
	if l.missing[r] {
		delete(l.missing, r)
		l.lost++
	}
	delete(l.fresh, r)
	l.sounds = nil
}

// put replaces the File of a row by one with the same ID and path.
func (l *Listed) put(r *Row, f *book.File) {
	missing := f.State == book.Missing
	if missing || l.missing[r] {
		l.lost++
	}
	if missing != (r.File.State == book.Missing) {
		if missing {
			l.missing[r] = true
		} else {
			delete(l.missing, r)
			r.MissingSince = 0
		}
	}
	r.File = f
	l.sounds = nil
}

// withSoundOf returns all rows with the recordings of these rows, by recording. The same
// question again takes no time until a row changes: while a book plays, it is asked every
// few seconds.
func (l *Listed) withSoundOf(rows []*Row) map[string][]*Row {
	asked := map[string][]*Row{}
	known := l.sounds != nil
	for _, r := range rows {
		if r.Recording != "" && r.Folder != nil {
			asked[r.Recording] = nil
			_, is := l.sounds[r.Recording]
			known = known && is
		}
	}
	switch {
	case len(asked) == 0:
		return nil
	case known:
		return l.sounds
	}
	for _, r := range l.ByID {
		if all, is := asked[r.Recording]; is {
			asked[r.Recording] = append(all, r)
		}
	}
	l.sounds = asked
	return asked
}

// below calls visit with each row at or below dir.
func (l *Listed) below(dir string, visit func(*Row)) {
	if r := l.ByPath[dir]; r != nil {
		visit(r)
	}
	for folder, rows := range l.in {
		if text.Within(folder, dir) {
			for _, r := range slices.Clone(rows) { // visit may move them
				visit(r)
			}
		}
	}
}

// Away tells of each folder at or below dir with rows at or below it whether all of them
// are missing or held.
func (l *Listed) Away(dir string) map[string]bool {
	away := map[string]bool{}
	l.below(dir, func(r *Row) {
		is := r.HeldSince != 0 || r.File.State == book.Missing
		for at := range text.Upward(r.File.Folder(), dir) {
			was, known := away[at]
			if known && (is || !was) {
				break // the folders above know it too
			}
			away[at] = is
		}
	})
	return away
}

// rowsOf returns the rows of a root.
func (l *Listed) rowsOf(root string) (rows []*Row) {
	l.below(root, func(r *Row) {
		if r.File.Root == root {
			rows = append(rows, r)
		}
	})
	return rows
}

// Present returns the rows of a root that are not missing.
func (l *Listed) Present(root string) []*Row {
	return slices.DeleteFunc(l.rowsOf(root), func(r *Row) bool { return r.File.State == book.Missing })
}

// CountPresent counts the rows of a root that are not missing.
func (l *Listed) CountPresent(root *Root) int {
	n := root.Files
	for r := range l.missing {
		if r.File.Root == root.Path {
			n--
		}
	}
	return n
}

// Unseen returns the rows that scan n of a folder of a root should have listed and did
// not. It omits rows below a folder that could not be read, and rows of a root inside
// the scanned one: that root may be a drive that is not connected.
func (l *Listed) Unseen(root, dir string, n int, report scan.Report) (rows []*Row) {
	l.below(dir, func(r *Row) {
		path := r.File.Path
		if int(r.LastScan) < n && r.File.Root == root && r.File.State != book.Missing &&
			(report.Covers(path) || report.Other(path) != "") {
			rows = append(rows, r)
		}
	})
	return rows
}

// cameLately counts the rows of a root that were added within vanishing, but after its
// first good scan, and are not held. If another folder was put in the root's place, these
// rows do not prove that the root is intact. now is in nanoseconds since 1970.
func (l *Listed) cameLately(root string, now int64) (n int) {
	for r := range l.fresh {
		if r.late && r.HeldSince == 0 && r.File.Root == root && r.File.State != book.Missing && within(vanishing, r.Added, now) {
			n++
		}
	}
	return n
}

// CameBetween reports whether a row was added after one moment and until another, in
// nanoseconds since 1970, that is not recognised as another row's file.
func (l *Listed) CameBetween(from, to int64) bool {
	for r := range l.fresh {
		if from < r.Added && r.Added <= to {
			return true
		}
	}
	return false
}

// Faulty returns the IDs of the rows that have a fault, in the order they were found.
func (l *Listed) Faulty() (ids []book.ID) {
	for id, r := range l.ByID {
		if r.File.State == book.Failed {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Failures returns the files in which a reader found a fault.
func (l *Listed) Failures() (files []*book.File) {
	for _, r := range l.ByID {
		if r.File.State == book.Failed && !r.refused {
			files = append(files, r.File)
		}
	}
	return files
}

// RowsOf returns the rows of the files of the given books, as the books were last
// built. A book whose file moved to another row meanwhile belongs to that row.
func (l *Listed) RowsOf(ids []book.ID) (rows []*Row) {
	taken := make(map[*Row]bool, len(ids))
	add := func(r *Row) {
		if r != nil && !taken[r] {
			taken[r] = true
			rows = append(rows, r)
		}
	}
	for _, id := range ids {
		for l.ByID[id] == nil && l.became[id] != 0 {
			id = l.became[id]
		}
		r := l.ByID[id]
		if r == nil || r.Folder == nil {
			continue
		}
		b := l.Book(id)
		if b == nil {
			add(r)
			continue
		}
		for _, f := range b.Files {
			add(l.ByID[f.ID])
		}
	}
	return rows
}

// Together returns the rows of the book that a row belongs to, as the book was last built.
func (l *Listed) Together(r *Row) []*Row {
	if b := l.BookOf(r); b != nil {
		return l.RowsOf([]book.ID{b.ID})
	}
	return []*Row{r}
}

// Book returns the book with an ID, as it was last built, nil if there is none.
func (l *Listed) Book(id book.ID) *book.Book {
	r := l.ByID[id]
	if r == nil || r.Folder == nil {
		return nil
	}
	at, built := slices.BinarySearchFunc(r.Folder.books, id, func(p placed, id book.ID) int { return cmp.Compare(p.book.ID, id) })
	if !built {
		return nil
	}
	return r.Folder.books[at].book
}

// BookOf returns the book that a row belongs to, as the book was last built, nil if there is
// none yet.
func (l *Listed) BookOf(r *Row) *book.Book {
	if r.Folder != nil {
		for _, p := range r.Folder.books {
			if slices.ContainsFunc(p.book.Files, func(f *book.File) bool { return f.ID == r.File.ID }) {
				return p.book
			}
		}
	}
	return nil
}

// FilesOf returns the IDs of the files of the given books.
func (l *Listed) FilesOf(ids []book.ID) (files []book.ID) {
	for _, r := range l.RowsOf(ids) {
		files = append(files, r.File.ID)
	}
	return files
}

// Sentinels picks files by which a root can be recognised, from as many different
// folders as possible, as paths relative to the root. The choice is the same for the
// same rows.
func (l *Listed) Sentinels(root string) (paths []string) {
	var folders []string
	for dir := range l.in {
		if text.Within(dir, root) {
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	step := max(1, len(folders)/maxSentinels)
	for i := 0; i < len(folders) && len(paths) < maxSentinels; i += step {
		first := ""
		for _, r := range l.in[folders[i]] {
			if r.File.Root == root && r.File.State != book.Missing && (first == "" || r.File.Path < first) {
				first = r.File.Path
			}
		}
		if first == "" {
			continue
		}
		if below, err := filepath.Rel(root, first); err == nil {
			paths = append(paths, below)
		}
	}
	return paths
}

// maxSentinels is the largest number of sentinels of a root: enough that a user who
// tidies up does not remove all of them.
const maxSentinels = 16
