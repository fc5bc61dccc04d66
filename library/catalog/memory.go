package catalog

import (
	"cmp"
	"slices"
	"sync"

	"lectern/library/book"
)

// memory holds the changes given to Save, for callers that read them before the writer
// has written them. It is safe on any goroutine.
type memory struct {
	mu        sync.Mutex
	saved     uint64
	discarded int               // user changes that a read-only Catalog could not keep
	pictures  map[string][]byte // pictures not written yet, by name
	roots     []Root
	last      book.ID
}

// take remembers changes and marks the ones that only the user could repeat. kept is
// false if the changes will never be written.
func (m *memory) take(ops []Op, kept bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range ops {
		ops[i].byUser = m.byUser(ops[i])
		m.remember(ops[i])
		if !kept && ops[i].byUser {
			m.discarded++
		}
	}
}

// byUser reports whether only the user could repeat this Op. A scan repeats what
// it saw of a root. mu is held.
func (m *memory) byUser(op Op) bool {
	switch op.kind {
	case setEdit, setHidden, dropRoot, keepHeard: // a picture alone says nothing
		return true
	case keepRoot:
		return !slices.ContainsFunc(m.roots, func(r Root) bool {
			now := *op.root
			return r.Path == now.Path && r.Paused == now.Paused && r.Follow == now.Follow && r.Poll == now.Poll &&
				r.Workers == now.Workers && r.Patterns == now.Patterns
		})
	default:
		return false
	}
}

// remember updates the roots, the pictures and the highest ID. The caller holds mu.
func (m *memory) remember(op Op) {
	at := func() int {
		return slices.IndexFunc(m.roots, func(r Root) bool { return r.Path == op.name })
	}
	switch op.kind {
	case keepFile:
		m.last = max(m.last, op.id)
	case keepPicture:
		if m.pictures == nil {
			m.pictures = map[string][]byte{}
		}
		m.pictures[op.name] = op.bytes
	case keepRoot:
		if i := at(); i >= 0 {
			m.roots[i] = *op.root
		} else {
			m.roots = append(m.roots, *op.root)
		}
		slices.SortStableFunc(m.roots, func(a, b Root) int { return cmp.Compare(a.Added, b.Added) })
	case dropRoot:
		if i := at(); i >= 0 {
			m.roots = slices.Delete(m.roots, i, i+1)
		}
	}
}

// written records that a batch is on disk. saved is the result of Catalog.Saved.
func (m *memory) written(batch []Op, saved uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saved = saved
	for _, op := range batch {
		if op.kind == keepPicture {
			delete(m.pictures, op.name)
		}
	}
}

// found sets the roots that a database holds, unless there are some already.
func (m *memory) found(roots []Root) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.roots == nil {
		m.roots = roots
	}
}

// raise makes the highest ID at least last.
func (m *memory) raise(last book.ID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = max(m.last, last)
}

func (m *memory) savedOps() uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.saved
}

func (m *memory) lost() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.discarded
}

func (m *memory) allRoots() []Root {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.roots)
}

func (m *memory) lastID() book.ID {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last
}

// picture returns a picture that is not written yet, else nil.
func (m *memory) picture(name string) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.pictures[name]
}
