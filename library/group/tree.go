package group

import (
	"path/filepath"
	"slices"
	"strings"
)

// Tree holds where the book folders of all roots lie, so that Books can take a folder's
// neighbours into account. It belongs to one goroutine at a time.
type Tree struct{ roots map[string]map[string]*node } // by root and folder

// Around is what a book folder's neighbours say about it.
type Around struct {
	Shelf bool // other book folders lie below it, which can be the root
	Alone bool // the folder above it holds nothing else, and is not the root
	// Volumes says that other book folders in the folder above have the same series in their
	// names, with other numbers and other titles, or numbers in front of their titles: see
	// volumes.have.
	Volumes bool
	// Authors has a bit for each folder above it, the lowest bit for the first folder
	// below the root: whether a book folder lies directly in that folder. The name of
	// such a folder is not a genre.
	Authors uint32
}

// node is a book folder, or a folder above one.
type node struct {
	path   string
	up     *node
	in     []*node // the folders directly in it, in any order
	at     int32   // its index in the in of the folder above
	direct int32   // how many book folders lie directly in it
	below  int32   // how many book folders lie below it, at any depth
	depth  int16   // below the root
	book   bool    // it is a book folder itself

	volumes map[string]*volumes // the book folders directly in it that may be volumes, by the key of their series
}

// Add enters a book folder. It calls changed for each other book folder that
// must be read again.
func (t *Tree) Add(root, home string, changed func(home string)) { t.set(root, home, true, changed) }

// Remove removes a book folder, as the reverse of Add. It forgets folders with no book
// folder in or below them.
func (t *Tree) Remove(root, home string, changed func(home string)) {
	t.set(root, home, false, changed)
	for n := t.node(root, home); n.up != nil && !n.book && len(n.in) == 0; n = n.up {
		all, last := n.up.in, len(n.up.in)-1
		all[n.at], all[last].at = all[last], n.at
		n.up.in = all[:last]
		delete(t.roots[root], n.path)
	}
}

func (t *Tree) set(root, home string, book bool, changed func(home string)) {
	n := t.node(root, home)
	if n.book == book {
		return
	}
	n.book = book
	switch {
	case home == root:
		return // a book in the root changes no other book
	case isForm(filepath.Base(home)): // "MP3" is a form of the book in the folder above
		if n.up.depth == 0 && n.up.book {
			changed(root)
		}
		return
	}
	n.up.setVolume(home, book, changed)
	step := int32(1)
	if !book {
		step = -1
	}
	for up := n.up; up != nil; up = up.up {
		if up.below += step; up.book && (up.below == 0 || up.below == 1 && book) {
			changed(up.path)
		}
		if up.below == 2 && book || up.below == 1 && !book {
			up.eachIn(n, changed) // one begins or ceases to be alone
		}
	}
	if n.below == 1 {
		n.eachIn(nil, changed) // it is no longer alone, or alone again
	}
	if n.up.direct += step; n.up.depth > 0 && (n.up.direct == 0 || n.up.direct == 1 && book) {
		n.up.each(n.up.depth+authorDepth, changed)
	}
}

// setVolume enters or removes a book folder directly in n if it may be a volume. It calls
// changed for all such folders of its series when they turn out to be volumes, or no longer
// are.
func (n *node) setVolume(home string, book bool, changed func(home string)) {
	v := asVolume(filepath.Base(home))
	if v.part == "" {
		return
	}
	key := v.key()
	all := n.volumes[key]
	if all == nil {
		if n.volumes == nil {
			n.volumes = map[string]*volumes{}
		}
		all = &volumes{}
		n.volumes[key] = all
	}
	was := all.evidence()
	if book {
		all.add(home, v)
	} else if all.remove(home); len(all.all) == 0 {
		delete(n.volumes, key)
	}
	if all.evidence() != was {
		for _, other := range all.all {
			if other.path != home && other.unsure {
				changed(other.path)
			}
		}
	}
}

// authorDepth is how deep below the author's folder a book lies whose author is in
// doubt: Author/World/Series/Title.
const authorDepth = 3

// eachIn calls do for every book folder directly in n, a folder below the root, except for
// one.
func (n *node) eachIn(except *node, do func(home string)) {
	if n.depth == 0 {
		return
	}
	for _, in := range n.in {
		if in.book && in != except {
			do(in.path)
		}
	}
}

// each calls do for every book folder below n that has at least this depth.
func (n *node) each(depth int16, do func(home string)) {
	for _, in := range n.in {
		if in.book && in.depth >= depth {
			do(in.path)
		}
		in.each(depth, do)
	}
}

// node returns the node of a folder, and makes it if necessary.
func (t *Tree) node(root, folder string) *node {
	nodes := t.roots[root]
	if n := nodes[folder]; n != nil {
		return n
	}
	if t.roots == nil {
		t.roots = map[string]map[string]*node{}
	}
	if nodes == nil {
		nodes = map[string]*node{}
		t.roots[root] = nodes
	}
	n := &node{path: folder}
	if len(folder) > len(root) {
		n.up = t.node(root, filepath.Dir(folder))
		n.depth = n.up.depth + 1
		n.at = int32(len(n.up.in))
		n.up.in = append(n.up.in, n)
	}
	nodes[folder] = n
	return n
}

// Forms calls do for each book folder of which this folder is the TitleFolder, except for
// the folder itself.
func (t *Tree) Forms(root, folder string, do func(home string)) {
	if n := t.roots[root][folder]; n != nil {
		n.forms(do)
	}
}

func (n *node) forms(do func(home string)) {
	for _, in := range n.in {
		if !isForm(filepath.Base(in.path)) {
			continue
		}
		if in.book {
			do(in.path)
		}
		in.forms(do)
	}
}

// Around returns what the neighbours of a book folder say about it.
func (t *Tree) Around(root, home string) (a Around) {
	n := t.roots[root][home]
	if n == nil {
		return a
	}
	a.Shelf = n.below > 0 || n.depth == 0 && slices.ContainsFunc(n.in, func(in *node) bool { return in.book })
	a.Alone = n.up != nil && n.up.depth > 0 && n.up.below == 1 && !n.up.book
	if n.up != nil && n.up.volumes != nil {
		v := asVolume(filepath.Base(home))
		a.Volumes = v.part != "" && n.up.volumes[v.key()].have(v)
	}
	for up := n.up; up != nil && up.depth > 0; up = up.up {
		if up.direct > 0 && up.depth <= 32 {
			a.Authors |= 1 << (up.depth - 1)
		}
	}
	return a
}

// depth returns how many folders a path below a root has.
func depth(path string) int {
	if path == "" {
		return 0
	}
	return strings.Count(path, string(filepath.Separator)) + 1
}
