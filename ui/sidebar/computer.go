package sidebar

import (
	"maps"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lectern/library"
	"lectern/ui/i18n"
)

// computer holds the folders of the computer, below BROWSE.
type computer struct {
	places   []library.Place
	children map[string][]string // by node; nil while the folder is being read
	problems map[string]string   // why a folder cannot be read, by node

	// list reads the subfolders of a folder on another goroutine, and calls done on the
	// UI goroutine. problem says why the folder cannot be read.
	list func(dir string, done func(names []string, problem string))
}

func newComputer(list func(dir string, done func(names []string, problem string))) *computer {
	return &computer{children: map[string][]string{}, problems: map[string]string{}, list: list}
}

// top returns the nodes of the places.
func (c *computer) top() []string {
	uids := make([]string, len(c.places))
	for i, p := range c.places {
		uids[i] = browseNode + p.Path
	}
	return uids
}

// below returns the folders in an open folder, none until they have been read. It starts
// reading them the first time, and calls changed once they have been read.
func (c *computer) below(uid string, changed func()) []string {
	uids, asked := c.children[uid]
	if asked {
		return uids
	}
	c.children[uid] = nil
	dir := strings.TrimPrefix(uid, browseNode)
	c.list(dir, func(names []string, problem string) {
		below := make([]string, 0, len(names)+1)
		if delete(c.problems, uid); problem != "" {
			c.problems[uid] = problem
			below = append(below, problemNode+dir)
		}
		for _, name := range names {
			// The home folder is a place and may also lie in Computer: a folder is
			// in the tree only once, in the first place.
			if path := filepath.Join(dir, name); c.place(path) == nil {
				below = append(below, browseNode+path)
			}
		}
		c.children[uid] = below
		changed()
	})
	return nil
}

// closed notes that a folder or BROWSE was closed: the next time it is opened, below reads
// again what is in it.
func (c *computer) closed(uid string) {
	dir, isFolder := strings.CutPrefix(uid, browseNode)
	if !isFolder && uid != Browse {
		return
	}
	within := func(uid string) bool { return !isFolder || library.Within(strings.TrimPrefix(uid, browseNode), dir) }
	maps.DeleteFunc(c.children, func(uid string, _ []string) bool { return within(uid) })
	maps.DeleteFunc(c.problems, func(uid, _ string) bool { return within(uid) })
}

// isBranch reports whether there may be anything in a folder.
func (c *computer) isBranch(uid string) bool {
	below, read := c.children[uid]
	return !read || below == nil || len(below) > 0
}

// place returns the place with a path, nil if there is none.
func (c *computer) place(path string) *library.Place {
	for i := range c.places {
		if c.places[i].Path == path {
			return &c.places[i]
		}
	}
	return nil
}

func (c *computer) label(uid string) label {
	path := strings.TrimPrefix(uid, browseNode)
	if p := c.place(path); p != nil {
		name, icon := PlaceLabel(*p)
		return label{icon: icon, name: name, size: nodeSize}
	}
	return label{icon: theme.FolderIcon(), name: library.FolderName(path), size: nodeSize}
}

// PlaceLabel returns the name and the icon of a place.
func PlaceLabel(p library.Place) (name string, icon fyne.Resource) {
	switch p.Kind {
	case library.HomePlace:
		return i18n.Text(p.Name), theme.HomeIcon()
	case library.DrivePlace:
		return p.Name, theme.StorageIcon()
	default:
		return i18n.Text(p.Name), theme.ComputerIcon()
	}
}
