package sidebar

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/view"
)

// recentDays is how long a book counts as recently added. Listeners call a book new for about
// a month.
const recentDays = 30

// RecentText is the search of Recently added.
var RecentText = "added:<" + strconv.Itoa(recentDays) + "d"

// StartedText is the search of Continue.
const StartedText = "is:started"

// OrderOf returns the order of a search that is limited to Continue or to Recently added,
// nil for any other search. The search may have other conditions, such as an author.
func OrderOf(text string) []view.Order {
	terms := strings.Fields(text)
	switch {
	case slices.Contains(terms, StartedText):
		return []view.Order{{Key: view.ByPlayed, Desc: true}}
	case slices.Contains(terms, RecentText):
		return []view.Order{{Key: view.ByAdded, Desc: true}}
	default:
		return nil
	}
}

// SavedView is a view that the user saved.
type SavedView struct {
	Name string
	Icon fyne.Resource
}

// SetViews sets the saved views, in their order. Their names differ.
func (s *Tree) SetViews(views []SavedView) {
	s.views = views
	s.Refresh()
}

func (s *Tree) viewIcon(name string) fyne.Resource {
	if i := s.indexOfView(name); i >= 0 {
		return s.views[i].Icon
	}
	return nil
}

// Mark marks the place whose books are shown: the saved view with a name or, without a
// name, the folder or, without a folder, Continue, Recently added or All books if the text
// is the search of that place. Any other search is marked only at its facets.
func (s *Tree) Mark(folder, text, saved string) {
	defer s.steady()
	uid := s.placeOf(folder, text)
	if saved != "" {
		uid = viewNode + saved
	}
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
	case strings.TrimSpace(text) == StartedText:
		return started
	case strings.TrimSpace(text) == RecentText:
		return recent
	}
	return ""
}
