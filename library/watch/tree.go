package watch

import (
	"path/filepath"
	"strings"
)

// tree holds the folders below a root by name. Cutting a folder takes time in
// proportion to the folders below it.
type tree struct {
	root string
	top  branch
	size int // number of folders, the root included
}

type branch struct {
	kids  map[string]*branch
	known bool // was put itself, rather than being above one that was
}

func newTree(root string) *tree { return &tree{root: root} }

// names are the names from the root down to path, which lies at or below it.
func (t *tree) names(path string) []string {
	rest := strings.TrimLeft(path[len(t.root):], string(filepath.Separator))
	if rest == "" {
		return nil
	}
	return strings.Split(rest, string(filepath.Separator))
}

func (t *tree) find(path string) *branch {
	b := &t.top
	for _, name := range t.names(path) {
		if b = b.kids[name]; b == nil {
			return nil
		}
	}
	return b
}

func (t *tree) has(path string) bool {
	b := t.find(path)
	return b != nil && b.known
}

func (t *tree) put(path string) {
	b := &t.top
	for _, name := range t.names(path) {
		kid := b.kids[name]
		if kid == nil {
			if b.kids == nil {
				b.kids = map[string]*branch{}
			}
			kid = &branch{}
			b.kids[name] = kid
		}
		b = kid
	}
	if !b.known {
		b.known = true
		t.size++
	}
}

// cut removes path and everything below it, and calls each with every folder
// removed.
func (t *tree) cut(path string, each func(path string)) {
	b := t.find(path)
	if b == nil {
		return
	}
	if path == t.root {
		t.top = branch{}
	} else {
		delete(t.find(filepath.Dir(path)).kids, filepath.Base(path))
	}
	t.cutBranch(b, path, each)
}

func (t *tree) cutBranch(b *branch, path string, each func(path string)) {
	if b.known {
		t.size--
		each(path)
	}
	for name, kid := range b.kids {
		t.cutBranch(kid, filepath.Join(path, name), each)
	}
}
