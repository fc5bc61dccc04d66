package sidebar

import (
	"slices"
	"strings"

	"lectern/library"
)

// RecentText is the search of Recently added. Listeners call a book new for about a
// month.
const RecentText = "added:<30d"

// IsRecent reports whether a search is limited to Recently added. The search may have
// other conditions, such as an author.
func IsRecent(text string) bool { return slices.Contains(strings.Fields(text), RecentText) }

// Mark marks the place whose books are shown: the folder or, without a folder, Recently
// added or All books if the text is the search of that place. Any other search is marked
// only at its facets.
func (s *Tree) Mark(folder, text string) {
	defer s.steady()
	uid := s.placeOf(folder, text)
	if uid == s.chosen {
		return
	}
	if s.chosen = uid; uid == "" {
		s.UnselectAll()
	} else {
		s.Select(uid)
	}
	if s.cursor.focused {
		s.cursor.stand(s.cursor.uid) // the toolkit moves it to the selected line
	}
}

func (s *Tree) placeOf(folder, text string) string {
	switch {
	case folder != "":
		if _, path := parseFolderUID(s.chosen); path == folder {
			return s.chosen // of several roots with this folder, the one that was clicked
		}
		for _, r := range s.status.Roots {
			if library.Within(folder, r.Path) {
				return folderUID(r.Path, folder)
			}
		}
	case strings.TrimSpace(text) == "":
		return All
	case strings.TrimSpace(text) == RecentText:
		return recent
	}
	return ""
}
