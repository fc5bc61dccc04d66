package group

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lectern/library/text"
)

// The name of a folder that is only another name and a year can be an author and a title,
// "George Orwell - 1984", or a title and its year, "Jane Eyre - 1847". The folders beside it
// show which.

// cutDated returns the first name in such a name.
func cutDated(name string) (first string, ok bool) {
	first, year, _ := strings.Cut(name, dash)
	_, ok = asYear(year)
	return first, ok && first != ""
}

// undate makes the year of a dated name its title if the tags show that people stand in front
// of it, or if the names beside it do, as titled says.
func (n *folderName) undate(m *names, parts []*Part, titled bool) {
	if n.subtitle != "" || !arePeople(n.title) {
		return
	}
	t := tagsOf(parts[0].File)
	authors, artists := People(n.title), People(t.Artist+";"+t.AlbumArtist)
	switch {
	case anyIn(artists, authors):
	case len(artists) == 0 && (titled || isNineteenEightyFour(n)):
	default:
		return
	}
	m.Authors, n.title, n.year = authors, strconv.Itoa(n.year), 0
}

// isNineteenEightyFour reports whether a name is that of the one well-known book whose title is
// taken for a year. No neighbour need show it.
func isNineteenEightyFour(n *folderName) bool {
	return n.year == 1984 && sameFold(n.title, "George Orwell")
}

// hasTitled reports whether other files or folders beside a bunch begin with the same name and
// a dash, and go on with a title.
func (s *Folder) hasTitled(n *bunch, first string) bool {
	if !n.file {
		return s.Around.Titled
	}
	return slices.ContainsFunc(s.Parts, func(p Part) bool {
		rest, same := strings.CutPrefix(plainName(p.File), first+dash)
		return same && isTitled(rest)
	})
}

// namesakes are the folders in one folder whose names begin with the same name and a dash.
type namesakes struct {
	dated  []string // the paths of those that go on with a year only; at least one
	titled int      // how many go on with a title
}

// isTitled reports whether what follows a dash is a title: neither a number nor a remark, nor
// people, who may have written or read what stands in front of it.
func isTitled(rest string) bool {
	return rest != "" && !text.IsDigit(rest[0]) && !isRemark(rest) && !statesEdition(rest) && !isPerson(rest) && wholeTitle(readFolder(rest, false).title) != ""
}

// setNamesake enters or removes a book folder directly in n. It calls changed for dated ones
// that must be read again.
func (n *node) setNamesake(in *node, book bool, changed func(home string)) {
	name := filepath.Base(in.path)
	if first, ok := cutDated(name); ok {
		n.setDated(in, first, book)
		return
	}
	if len(n.namesakes) == 0 {
		return
	}
	first, rest, _ := strings.Cut(name, dash)
	all := n.namesakes[first]
	if all == nil || !isTitled(rest) {
		return
	}
	if all.titled--; book {
		all.titled += 2
	}
	if all.titled == 0 || all.titled == 1 && book {
		for _, home := range all.dated {
			changed(home)
		}
	}
}

// setDated is setNamesake for a dated folder, whose name begins with first.
func (n *node) setDated(in *node, first string, book bool) {
	switch all := n.namesakes[first]; {
	case !book:
		all.dated = slices.DeleteFunc(all.dated, func(home string) bool { return home == in.path })
		if len(all.dated) == 0 {
			delete(n.namesakes, first)
		}
	case all == nil:
		if n.namesakes == nil {
			n.namesakes = map[string]*namesakes{}
		}
		all = &namesakes{dated: []string{in.path}}
		n.namesakes[first] = all
		for _, other := range n.in {
			if rest, same := strings.CutPrefix(filepath.Base(other.path), first+dash); same && other.book && isTitled(rest) {
				all.titled++
			}
		}
	default:
		all.dated = append(all.dated, in.path)
	}
}
