package ui

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"

	"lectern/library/view"
)

// The keys under which the preferences keep what the listener chose.
const (
	prefRoots      = "roots"
	prefSlow       = "slowRoots"
	prefWorkers    = "workers"
	prefAppearance = "appearance"
	prefWidths     = "columnWidths"
	prefSort       = "sort"
	prefWidth      = "windowWidth"
	prefHeight     = "windowHeight"
	prefSidebar    = "sidebarOffset"
)

// settings reads and writes what the listener chose. UI goroutine only.
type settings struct{ fyne.Preferences }

func (s settings) roots() []string { return s.paths(prefRoots) }

// slow are the roots of which one file at a time is read.
func (s settings) slow() []string { return s.paths(prefSlow) }

// setSlow adds a root to those, or takes it away.
func (s settings) setSlow(root string, slow bool) {
	roots := slices.DeleteFunc(s.slow(), func(r string) bool { return r == root })
	if slow {
		roots = append(roots, root)
	}
	s.setPaths(prefSlow, roots)
}

// paths are stored as JSON: a path may hold anything but NUL.
func (s settings) paths(key string) (roots []string) {
	var raw [][]byte
	if json.Unmarshal([]byte(s.String(key)), &raw) == nil {
		for _, r := range raw {
			roots = append(roots, string(r))
		}
	}
	return roots
}

func (s settings) setRoots(roots []string) { s.setPaths(prefRoots, roots) }

func (s settings) setPaths(key string, roots []string) {
	raw := make([][]byte, len(roots)) // bytes are stored in base64: a path may not be UTF-8
	for i, r := range roots {
		raw[i] = []byte(r)
	}
	if text, err := json.Marshal(raw); err == nil {
		s.SetString(key, string(text))
	}
}

// addRoots remembers more roots, each once.
func (s settings) addRoots(paths ...string) {
	roots := s.roots()
	for _, p := range paths {
		if !slices.Contains(roots, p) {
			roots = append(roots, p)
		}
	}
	s.setRoots(roots)
}

func (s settings) removeRoot(path string) {
	s.setRoots(slices.DeleteFunc(s.roots(), func(r string) bool { return r == path }))
}

// workers is how many probes run at once; 0 is one per core.
func (s settings) workers() int { return s.Int(prefWorkers) }

func (s settings) appearance() Appearance {
	switch a := Appearance(s.String(prefAppearance)); a {
	case Light, Dark:
		return a
	default:
		return System
	}
}

func (s settings) sort() []view.Order {
	if order, err := view.ParseSort(s.String(prefSort)); err == nil && len(order) > 0 {
		return order
	}
	return []view.Order{{Key: view.ByTitle}}
}

// widths returns the width of each column, as chosen or as designed.
func (s settings) widths(cols []column) []float32 {
	chosen := s.chosenWidths()
	widths := make([]float32, len(cols))
	for i, c := range cols {
		widths[i] = c.width
		if w, ok := chosen[c.key.String()]; ok && w >= 40 {
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
