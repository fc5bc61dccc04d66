package group

import (
	"strconv"
	"strings"
)

// The name of a folder that is only another name and a year can be an author and a title,
// "George Orwell - 1984", or a title and its year, "Jane Eyre - 1847". The latter is usual.

// undate makes the year of such a name its title if the tags name the same author, and no
// title that repeats it.
func (n *folderName) undate(m *names, parts []*Part) {
	if n.subtitle != "" || !arePeople(n.title) {
		return
	}
	t := tagsOf(parts[0].File)
	for _, said := range [...]string{albumOf(t), t.Title} {
		if strings.Contains(fold(said), fold(n.title)) && !strings.Contains(said, n.title+dash) {
			return // "Jane Eyre (1847)"
		}
	}
	authors, artists := People(n.title), People(t.Artist+";"+t.AlbumArtist)
	if anyIn(artists, authors) || len(artists) == 0 && isNineteenEightyFour(n) {
		m.Authors, n.title, n.year = authors, strconv.Itoa(n.year), 0
	}
}

// isNineteenEightyFour reports whether a name is that of the one well-known book whose title is
// taken for a year.
func isNineteenEightyFour(n *folderName) bool {
	return n.year == 1984 && sameFold(n.title, "George Orwell")
}
