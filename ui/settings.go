package ui

import (
	"encoding/json"
	"time"

	"lectern/library/player"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/details"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
)

// The keys of the preferences. On disk: never rename.
const (
	prefRoots        = "roots"     // written by versions without a catalogue
	prefSlow         = "slowRoots" // written by versions without a catalogue
	prefWorkers      = "workers"
	prefAppearance   = "appearance"
	prefTextSize     = "textSize"
	prefLanguage     = "language"     // "" for that of the system
	prefWidths       = "columnWidths" // written by versions without prefColumns
	prefColumns      = "columns"
	prefLayouts      = "layouts"
	prefViews        = "views"
	prefDensity      = "density"
	prefSort         = "sort"
	prefWidth        = "windowWidth"
	prefHeight       = "windowHeight"
	prefMaximised    = "windowMaximised"
	prefSidebar      = "sidebarWidth"
	prefSidebarAt    = "sidebarOffset" // its share of the window; written by versions without prefSidebar
	prefDetails      = "details"       // "shown" or "hidden"; by default it depends on the width of the window
	prefDetailsAt    = "detailsOffset" // the share of the books beside them; written by versions without prefDetailsWidth
	prefDetailsWidth = "detailsWidth"
	prefViewMode     = "face"  // how the books are shown
	prefGrid         = "shelf" // whether books are shown as covers; written by versions without prefViewMode
	prefThumbs       = "tableCovers"
	prefCoverSize    = "coverSize" // pixels
	prefEveryFile    = "everyFile"
	prefFonts        = "fontsTold"  // whether the user dismissed the notice about missing fonts
	prefLacking      = "needFFmpeg" // how many rows needed ffmpeg when the user last dismissed that notice
	prefExportFolder = "exportFolder"
	prefImportFolder = "importFolder"
	prefExportFormat = "exportFormat"
	prefExportAll    = "exportAllColumns"
	prefSkip         = "skip" // by how many seconds Back and Forward go, 0 for defaultSkip
	prefSpeed        = "speed"
	prefVolume       = "volume"     // percent
	prefPlayerTold   = "playerTold" // whether the user was told what mpv adds
	prefHeading      = "heading."   // prefix of a heading's node: whether that heading of the sidebar is open
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

// defaultSkip is by how many seconds Back and Forward go.
const defaultSkip = 30

// skip returns how far Back and Forward go in a book.
func (s settings) skip() time.Duration {
	seconds := s.Int(prefSkip)
	if seconds <= 0 {
		seconds = defaultSkip
	}
	return time.Duration(seconds) * time.Second
}

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

// columns are the columns of the table: as the user chose them, else the default ones,
// with the widths that an earlier version stored.
func (s settings) columns() []books.Choice {
	if text := s.String(prefColumns); text != "" {
		return books.ParseChoices(text)
	}
	widths := map[string]float32{}
	if json.Unmarshal([]byte(s.String(prefWidths)), &widths) != nil {
		widths = nil
	}
	return books.DefaultChoices(widths)
}

func (s settings) setColumns(choices []books.Choice) {
	s.SetString(prefColumns, books.FormatChoices(choices))
}

// layouts are the layouts that the user saved.
func (s settings) layouts() []books.Layout { return readNamed[books.Layout](s.String(prefLayouts)) }

func (s settings) setLayouts(own []books.Layout) {
	s.SetString(prefLayouts, writeNamed(s.String(prefLayouts), own))
}

// savedViews are the views that the user saved.
func (s settings) savedViews() []savedView { return readNamed[savedView](s.String(prefViews)) }

func (s settings) setSavedViews(saved []savedView) {
	s.SetString(prefViews, writeNamed(s.String(prefViews), saved))
}

// density is how close the rows of the table are.
func (s settings) density() books.Density {
	switch d := books.Density(s.String(prefDensity)); d {
	case books.Compact, books.Large:
		return d
	default:
		return books.Normal
	}
}

// coverSize returns the side of a cover on the shelf, in pixels.
func (s settings) coverSize() int {
	if side := s.Int(prefCoverSize); side > 0 {
		return side
	}
	return books.UsualCover
}

// speed is how fast books are played.
func (s settings) speed() float64 { return s.FloatWithFallback(prefSpeed, 1) }

// volume is how loud books are played, in percent.
func (s settings) volume() int { return int(s.FloatWithFallback(prefVolume, player.FullVolume)) }

// thumbs reports whether the rows of the table show covers.
func (s settings) thumbs() bool { return s.BoolWithFallback(prefThumbs, true) }

// The names of the view modes in the preferences. On disk: never rename.
const (
	modeTable  = "table"
	modeGrid   = "shelf"
	modeSeries = "series"

	modeStatistics = "statistics" // only in saved views
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
	return s.BoolWithFallback(prefHeading+uid, uid == sidebar.Views || uid == sidebar.Browse)
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

// mostConverted limits widths that are converted from shares, in pixels: a share grew
// with the window, beyond what the user chose.
const mostConverted = 400

// mostLength is more pixels than a screen has. The window system ends a program that asks for
// a much larger window.
const mostLength = 1 << 15

// length returns a width or a height in pixels, fallback if the file has none that makes sense.
func (s settings) length(key string, fallback float64) float64 {
	if n := s.FloatWithFallback(key, fallback); n >= 0 && n <= mostLength {
		return n
	}
	return fallback
}

// paneWidths returns the widths of the sidebar and the details in pixels. It converts
// the shares that earlier versions stored.
func (s settings) paneWidths() (sidebar, shown float32) {
	convert := func(share, total float64, old, key string, fallback float64) float64 {
		if share > 0 && share < 1 && s.FloatWithFallback(key, 0) == 0 {
			s.SetFloat(key, min(share*total, mostConverted))
		}
		s.RemoveValue(old)
		return s.length(key, fallback)
	}
	width := s.length(prefWidth, firstWidth)
	at := s.FloatWithFallback(prefDetailsAt, 1)
	side := convert(s.FloatWithFallback(prefSidebarAt, 0), width, prefSidebarAt, prefSidebar, sidebarWidth)
	return float32(side), float32(convert(1-at, width-side, prefDetailsAt, prefDetailsWidth, details.Width))
}

func (s settings) setDetails(shown bool) {
	if shown {
		s.SetString(prefDetails, "shown")
	} else {
		s.SetString(prefDetails, "hidden")
	}
}
