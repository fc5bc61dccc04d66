package library

import (
	"iter"
	"slices"

	"lectern/library/book"
)

// retired are the rows that left the list: their root was removed, a pattern
// passes over them, they were moved to the trash. What the user typed about them
// comes back when the file does, on its path or, by its content, on another.
type retired struct {
	byPath map[string]*row // of two with one path the one that left last
	bySize map[int64][]*row
}

func newRetired() retired {
	return retired{byPath: map[string]*row{}, bySize: map[int64][]*row{}}
}

func (t retired) add(r *row) {
	if other := t.byPath[r.file.Path]; other == nil || other.left < r.left {
		t.byPath[r.file.Path] = r
	}
	t.addContent(r)
}

// addContent is add for a row that does not come back by its path.
func (t retired) addContent(r *row) {
	t.bySize[r.file.Size] = append(t.bySize[r.file.Size], r)
}

func (t retired) remove(r *row) {
	if t.byPath[r.file.Path] == r {
		delete(t.byPath, r.file.Path)
	}
	rows := slices.DeleteFunc(t.bySize[r.file.Size], func(other *row) bool { return other == r })
	if t.bySize[r.file.Size] = rows; len(rows) == 0 {
		delete(t.bySize, r.file.Size)
	}
}

// rows yields the retired rows, those whose path another row has as well.
func (t retired) rows() iter.Seq[*row] {
	return func(yield func(*row) bool) {
		for _, rows := range t.bySize {
			for _, r := range rows {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// RetiredEdits is how many fields the user typed into, of books that are not listed
// any more. They are kept until ForgetRetiredEdits, for the case that the files come
// back. A field of a book counts once, however many files the book had. It waits for
// the owner, not for a disk.
func (l *Library) RetiredEdits() (n int) {
	type typed struct {
		shelf       shelfKey
		field, text string
	}
	l.tell(func(o *owner) {
		counted := map[typed]bool{}
		for r := range o.state.retired.rows() {
			for field, text := range r.edits {
				if field != differentField {
					counted[typed{o.state.keyOf(r), field, text}] = true
				}
			}
		}
		n = len(counted)
	})
	return n
}

// ForgetRetiredEdits takes back all that the user typed about books that are not
// listed any more, as one command. Undo brings it back.
func (l *Library) ForgetRetiredEdits() {
	l.tell(func(o *owner) {
		var e edit
		for r := range o.state.retired.rows() {
			for field := range r.edits {
				e = append(e, change{file: r.file.ID, field: field, before: r.edited(field), row: r})
			}
		}
		o.commit(e)
	})
}

// retire takes a row from the list, at a time in nanoseconds since 1970.
func (s *state) retire(r *row, now int64) {
	s.remove(r)
	r.left = now
	s.retired.add(r)
	s.leaving = append(s.leaving, r)
}

// comeBack lists a retired row again, whose file a scan found at its path. What
// was read of the file holds if size and time are the same.
func (s *state) comeBack(r *row, f *book.File) {
	s.retired.remove(r)
	old := r.file
	f.ID = old.ID
	if f.State == book.Found && r.read && old.Size == f.Size && old.Modified == f.Modified {
		f.State, f.Media = book.Probed, old.Media
	} else {
		r.read, r.measured, r.print, r.marked = false, false, "", false
	}
	r.file, r.left, r.gone, r.fresh, r.look = f, 0, 0, false, false
	s.add(r)
}
