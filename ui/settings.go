package ui

import (
	"encoding/json"

	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/details"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
)

// The keys of the preferences. On disk: never rename.
const (
	prefRoots      = "roots"     // written by versions without a catalogue
	prefSlow       = "slowRoots" // written by versions without a catalogue
	prefWorkers    = "workers"
	prefAppearance = "appearance"
	prefWidths     = "columnWidths"
	prefSort       = "sort"
	prefWidth      = "windowWidth"
	prefHeight     = "windowHeight"
	prefSidebar    = "sidebarOffset"
	prefDetails    = "details" // "shown" or "hidden"; by default it depends on the width of the window
	prefDetailsAt  = "detailsOffset"
	prefViewMode   = "face"  // how the books are shown
	prefGrid       = "shelf" // whether books are shown as covers; written by versions without prefViewMode
	prefThumbs     = "tableCovers"
	prefEveryFile  = "everyFile"
	prefLacking    = "needFFmpeg" // how many rows needed ffmpeg when the user last dismissed that notice
	prefHeading    = "heading."   // prefix of a heading's node: whether that heading of the sidebar is open
)

// settings reads and writes what the user chose. UI goroutine only.
type settings struct{ preferences }

// earlier returns the roots that versions without a catalogue kept in the preferences,
// and which of them are read one file at a time.
func (s settings) earlier() (roots, slow []string) { return s.paths(prefRoots), s.paths(prefSlow) }

// forgetEarlier removes these roots from the preferences, once the catalogue has them.
func (s settings) forgetEarlier() {
	s.RemoveValue(prefRoots)
	s.RemoveValue(prefSlow)
}

// paths reads a list of paths, stored as JSON of bytes because a path may not be UTF-8.
func (s settings) paths(key string) (paths []string) {
	var raw [][]byte
	if json.Unmarshal([]byte(s.String(key)), &raw) == nil {
		for _, p := range raw {
			paths = append(paths, string(p))
		}
	}
	return paths
}

// workers is how many files are read at once, 0 for one per core.
func (s settings) workers() int { return s.Int(prefWorkers) }

// everyFile reports whether rows are files instead of books.
func (s settings) everyFile() bool { return s.Bool(prefEveryFile) }

func (s settings) appearance() widgets.Appearance {
	switch a := widgets.Appearance(s.String(prefAppearance)); a {
	case widgets.Light, widgets.Dark:
		return a
	default:
		return widgets.System
	}
}

func (s settings) sort() []view.Order {
	if order, err := view.ParseSort(s.String(prefSort)); err == nil && len(order) > 0 {
		return order
	}
	return []view.Order{{Key: view.ByTitle}}
}

// widths are the widths of the columns: as the user chose them, else the defaults.
func (s settings) widths(cols []books.Column) []float32 {
	chosen := s.chosenWidths()
	widths := make([]float32, len(cols))
	for i, c := range cols {
		widths[i] = c.Width
		if w, ok := chosen[c.Key.String()]; ok && w >= 40 {
			widths[i] = w
		}
	}
	return widths
}

func (s settings) chosenWidths() map[string]float32 {
	chosen := map[string]float32{}
	if json.Unmarshal([]byte(s.String(prefWidths)), &chosen) != nil {
		return map[string]float32{}
	}
	return chosen
}

func (s settings) setWidth(key view.Key, width float32) {
	chosen := s.chosenWidths()
	chosen[key.String()] = width
	if text, err := json.Marshal(chosen); err == nil {
		s.SetString(prefWidths, string(text))
	}
}

// The names of the view modes in the preferences. On disk: never rename.
const (
	modeTable  = "table"
	modeGrid   = "shelf"
	modeSeries = "series"
)

// viewMode is the name of the chosen view mode.
func (s settings) viewMode() string {
	switch f := s.String(prefViewMode); {
	case f == modeTable || f == modeGrid || f == modeSeries:
		return f
	case s.Bool(prefGrid):
		return modeGrid
	default:
		return modeTable
	}
}

// heading reports whether a heading of the sidebar is open.
func (s settings) heading(uid string) bool {
	return s.BoolWithFallback(prefHeading+uid, uid == sidebar.Browse)
}

func (s settings) setHeading(uid string, open bool) { s.SetBool(prefHeading+uid, open) }

// details reports whether the details are shown: as the user chose, else whether the
// window is wide enough.
func (s settings) details(width float64) bool {
	switch s.String(prefDetails) {
	case "shown":
		return true
	case "hidden":
		return false
	default:
		return width >= details.ShownFrom
	}
}

func (s settings) setDetails(shown bool) {
	if shown {
		s.SetString(prefDetails, "shown")
	} else {
		s.SetString(prefDetails, "hidden")
	}
}
