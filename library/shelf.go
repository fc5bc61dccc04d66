package library

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/group"
)

// Rows are files; what is shown are books. The files of one book folder stand
// on one shelf, and when one of them changes the shelf's books are made anew,
// and no others.

// shelf is the rows of one book folder and the books made of them.
type shelf struct {
	key   shelfKey
	rows  []*row
	books []placed
	stale bool          // its books are not those of its rows
	drawn time.Time     // when its books were last made
	took  time.Duration // how long that took
	discs *discNotes    // what lies in its disc folders, nil for nothing
}

// shelfKey names a shelf: a book folder of a root, or, with no root, a book the
// listener put together from several.
type shelfKey struct{ root, folder string }

// placed is a book and its slot in the store.
type placed struct {
	book *book.Book
	slot int
}

// The listener's choices about a file, as group.Part.Choice.
const (
	choiceField = "@book" // the edit that keeps it
	choiceOwn   = "own"   // a book of its own
	mergedWith  = "with " // and an ID: one book with all that have the same
)

// keyOf is the shelf a row belongs on.
func (s *state) keyOf(r *row) shelfKey {
	if choice := r.edits[choiceField]; strings.HasPrefix(choice, mergedWith) {
		return shelfKey{folder: choice}
	}
	return shelfKey{r.file.Root, group.Home(r.file.Root, r.file.Folder())}
}

// place puts a row on its shelf.
func (s *state) place(r *row) {
	key := s.keyOf(r)
	sh := s.shelves[key]
	if sh == nil {
		sh = &shelf{key: key}
		s.shelves[key] = sh
		if key.root == "" {
			s.merged[key] = sh
		}
	}
	sh.rows = append(sh.rows, r)
	r.shelf = sh
	s.spoil(sh)
}

// unshelve takes a row from its shelf.
func (s *state) unshelve(r *row) {
	sh := r.shelf
	if i := slices.Index(sh.rows, r); i >= 0 {
		sh.rows[i] = sh.rows[len(sh.rows)-1]
		sh.rows[len(sh.rows)-1] = nil
		sh.rows = sh.rows[:len(sh.rows)-1]
	}
	r.shelf = nil
	sh.took = 0 // its books must not stand on two shelves while it rests
	s.spoil(sh)
}

// show has the books of a row's shelf made anew.
func (s *state) show(r *row) { s.spoil(r.shelf) }

func (s *state) spoil(sh *shelf) {
	if !sh.stale {
		sh.stale = true
		s.stale = append(s.stale, sh)
	}
}

const (
	// together is how many shelves are worth a second goroutine.
	together = 64

	// A folder with thousands of files takes long to be made anew, and while it
	// is being read something in it changes all the time: one that takes longer
	// than quick rests for rests times as long.
	quick = 2 * time.Millisecond
	rests = 8
)

// draw makes the books of the stale shelves anew, at the time now; while work
// goes on those that take long have to rest in between. It is the only place
// where the store changes.
func (s *state) draw(now time.Time, busy bool) {
	var later []*shelf
	if busy {
		s.stale = slices.DeleteFunc(s.stale, func(sh *shelf) bool {
			wait := sh.took > quick && now.Sub(sh.drawn) < rests*sh.took
			if wait {
				later = append(later, sh)
			}
			return wait
		})
	}
	s.drawAll(now)
	s.stale = append(s.stale, later...)
}

// drawAll makes the books of all stale shelves anew.
func (s *state) drawAll(now time.Time) {
	if len(s.stale) == 0 {
		return
	}
	made := make([][]*book.Book, len(s.stale))
	workers := min(runtime.GOMAXPROCS(0), 1+len(s.stale)/together)
	if workers == 1 {
		for i, sh := range s.stale {
			made[i] = s.booksOf(sh)
		}
	} else {
		var work sync.WaitGroup
		for w := range workers {
			work.Go(func() {
				for i := w; i < len(s.stale); i += workers {
					made[i] = s.booksOf(s.stale[i])
				}
			})
		}
		work.Wait()
	}
	for i, sh := range s.stale {
		s.fill(sh, made[i])
		sh.stale, sh.drawn = false, now
		s.revisit(sh)
		s.stale[i] = nil
		if len(sh.rows) == 0 {
			delete(s.shelves, sh.key)
			delete(s.merged, sh.key)
		}
	}
	s.stale = s.stale[:0]
}

// fill puts books in the place of those a shelf had. A book keeps its slot.
func (s *state) fill(sh *shelf, books []*book.Book) {
	was := make(map[book.ID]placed, len(sh.books))
	for _, p := range sh.books {
		was[p.book.ID] = p
	}
	sh.books = make([]placed, len(books))
	for i, b := range books {
		old, known := was[b.ID]
		if !known {
			sh.books[i] = placed{b, s.store.Add(b)}
			continue
		}
		delete(was, b.ID)
		sh.books[i] = placed{b, old.slot}
		if !old.book.Same(b) {
			s.store.Set(old.slot, b)
		} else {
			sh.books[i].book = old.book
		}
	}
	for _, p := range was {
		s.store.Remove(p.slot)
	}
}

// booksOf makes the books of a shelf. It changes nothing but the note of
// the time it took, and may run on any goroutine while the owner waits.
func (s *state) booksOf(sh *shelf) []*book.Book {
	began := time.Now()
	defer func() { sh.took = time.Since(began) }()
	if len(sh.rows) == 0 {
		return nil
	}
	in := s.shelfOf(sh)
	books := group.Books
	if s.everyFile {
		books = group.Files
	}
	made := books(in)
	for _, b := range made {
		b.Lint = s.lintOf(b)
	}
	return made
}

// shelfOf is a shelf, which has rows, as the grouping sees it. It shares nothing
// with the state that changes.
func (s *state) shelfOf(sh *shelf) group.Shelf {
	in := group.Shelf{Root: sh.key.root, Folder: sh.key.folder, Parts: make([]group.Part, len(sh.rows))}
	for i, r := range sh.rows {
		in.Parts[i] = s.part(r)
	}
	if sh.key.root == "" { // put together by the listener: where the first file lies
		first := slices.MinFunc(sh.rows, func(a, b *row) int { return strings.Compare(a.file.Path, b.file.Path) })
		in.Root, in.Folder = first.file.Root, group.Home(first.file.Root, first.file.Folder())
	}
	in.Notes = s.notesOf(sh, in.Folder)
	return in
}

// part is a row as the grouping sees it.
func (s *state) part(r *row) group.Part {
	f := r.file
	if root := s.root(f.Root); root != nil && root.offline() && f.State != book.Missing {
		away := *f
		away.State, away.Fault = book.Offline, nil
		f = &away
	}
	p := group.Part{
		File: f, Added: r.added, MissingSince: r.gone, Held: r.held != 0, Hidden: r.hidden,
		Choice: r.edits[choiceField], Edits: r.edits,
	}
	if len(s.flux) > 0 && !r.read && f.State != book.Missing {
		_, p.Changing = s.flux[f.Path]
	}
	return p
}

// setEveryFile shows a row for every file, or for every book.
func (s *state) setEveryFile(on bool) {
	if s.everyFile == on {
		return
	}
	s.everyFile = on
	for _, sh := range s.shelves {
		s.spoil(sh)
	}
}

// rowsOf are the rows of the files of books, by the books' IDs, as they were
// last drawn.
func (s *state) rowsOf(ids []book.ID) (rows []*row) {
	taken := make(map[*row]bool, len(ids))
	add := func(r *row) {
		if r != nil && !taken[r] {
			taken[r] = true
			rows = append(rows, r)
		}
	}
	for _, id := range ids {
		r := s.byID[id]
		if r == nil || r.shelf == nil {
			continue
		}
		at := slices.IndexFunc(r.shelf.books, func(p placed) bool { return p.book.ID == id })
		if at < 0 {
			add(r) // of a book that is not drawn yet
			continue
		}
		for _, f := range r.shelf.books[at].book.Files {
			add(s.byID[f.ID])
		}
	}
	return rows
}

// filesOf are the IDs of the files of books.
func (s *state) filesOf(ids []book.ID) (files []book.ID) {
	for _, r := range s.rowsOf(ids) {
		files = append(files, r.file.ID)
	}
	return files
}
