package probe

import (
	"slices"

	"lectern/library/book"
)

// RootLimit is the default number of files of one root that are read at once,
// whatever the number of workers. With more, a network share gets slower, not
// faster. It also bounds the operations that hang with a disk.
const RootLimit = 8

// queue holds the waiting files in a line for each root. The roots take turns.
// A root at its limit is skipped, so that a slow disk delays only its own
// files. A root that may hang gets its turn only when no other has files.
type queue struct {
	lines  []*line
	byRoot map[string]*line
	turn   int // index of the line that is asked first
	length int // files in all lines
}

// line is the queue of one root.
type line struct {
	files []*book.File
	busy  int // files being read, including those given back
	slow  int // files that have been read for long
	limit int
}

// of returns the line of a root.
func (q *queue) of(root string) *line {
	l := q.byRoot[root]
	if l == nil {
		l = &line{limit: RootLimit}
		if q.byRoot == nil {
			q.byRoot = make(map[string]*line)
		}
		q.byRoot[root] = l
		q.lines = append(q.lines, l)
	}
	return l
}

// add appends files to their lines.
func (q *queue) add(files []*book.File) {
	for _, f := range files {
		l := q.of(f.Root)
		l.files = append(l.files, f)
	}
	q.length += len(files)
}

// ready returns a line from which a file may be taken, or nil if there is none.
func (q *queue) ready() *line {
	found := -1
	for i := range q.lines {
		k := (q.turn + i) % len(q.lines)
		l := q.lines[k]
		if len(l.files) == 0 || l.busy >= l.limit {
			continue
		}
		if found < 0 || l.slow == 0 {
			found = k
		}
		if l.slow == 0 {
			break
		}
	}
	if found < 0 {
		return nil
	}
	q.turn = found + 1
	return q.lines[found]
}

// take takes the first file of a ready line.
func (q *queue) take(l *line) *book.File {
	f := l.files[0]
	l.files[0] = nil
	l.files = l.files[1:]
	l.busy++
	q.length--
	return f
}

// prefer moves the chosen files to the front of their lines, keeping their
// order.
func (q *queue) prefer(chosen map[book.ID]bool) {
	for _, l := range q.lines {
		var front []*book.File // in reverse order
		free := len(l.files)
		for _, f := range slices.Backward(l.files) {
			if chosen[f.ID] {
				front = append(front, f)
			} else {
				free--
				l.files[free] = f
			}
		}
		slices.Reverse(front)
		copy(l.files, front)
	}
}

// drain empties all lines and returns their files.
func (q *queue) drain() (files []*book.File) {
	for _, l := range q.lines {
		files = append(files, l.files...)
		l.files = nil
	}
	q.length = 0
	return files
}
