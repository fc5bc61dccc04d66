package probe

import (
	"slices"

	"lectern/library/book"
)

// RootLimit is how many files of one root are read at once, whatever the
// number of workers: beyond it a network share answers later, not faster, and
// one that hangs holds no more operations than these.
const RootLimit = 8

// queue is the files that wait, in a line for each root. The roots take turns,
// and one whose limit is reached is passed over, so that a slow disk holds up
// only itself. One that may hang has its turn when no other has files.
type queue struct {
	lines  []*line
	byRoot map[string]*line
	turn   int // of the line that is asked first
	length int // files in all lines
}

// line is the files of one root.
type line struct {
	files []*book.File
	busy  int // files being read, given back or not
	slow  int // of these, those that have been for long
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

// add puts files at the ends of their lines.
func (q *queue) add(files []*book.File) {
	for _, f := range files {
		l := q.of(f.Root)
		l.files = append(l.files, f)
	}
	q.length += len(files)
}

// ready returns a line from which a file may be taken, nil if there is none.
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

// take takes the first file of a line that is ready.
func (q *queue) take(l *line) *book.File {
	f := l.files[0]
	l.files[0] = nil
	l.files = l.files[1:]
	l.busy++
	q.length--
	return f
}

// prefer moves the chosen files to the front of their lines, in their order.
func (q *queue) prefer(chosen map[book.ID]bool) {
	for _, l := range q.lines {
		var front []*book.File // last first
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

// drain empties all lines and returns what was in them.
func (q *queue) drain() (files []*book.File) {
	for _, l := range q.lines {
		files = append(files, l.files...)
		l.files = nil
	}
	q.length = 0
	return files
}
