package star_test

import (
	"slices"
	"strings"
	"testing"
)

// window is the folder of the packages of the window.
const window = module + "/ui/"

// rooms are the packages of the window, from the bottom up, each with the packages that
// it may import. Only ui imports all of them:
//
//	┌───────┐   ┌──────┐
//	│ words │   │ keys │
//	└───┬───┘   └──┬───┘
//	┌───┴──────────┴──┐
//	│     widgets     │         opener needs words alone, notices and playbar no keys
//	└───┬─────────────┘
//	    ├───────────┬────────┬─────────┬────────────┬──────────┬────────┐
//	┌───┴───┐   ┌───┴──┐ ┌───┴────┐ ┌──┴──────┐ ┌───┴──────┐ ┌─┴──────┐ ┌┴───────┐
//	│ books │   │ edit │ │ search │ │ sidebar │ │statistics│ │notices │ │ opener │
//	└───┬───┘   └───┬──┘ └───┬────┘ └──┬──────┘ └───┬──────┘ └─┬──────┘ └┬───────┘
//	┌───┴─────┐     │        │         │            │          │         │
//	│ details │     │        │         │            │          │         │
//	└───┬─────┘     │        │         │            │          │         │
//	    └───────────┴────────┴────┬────┴────────────┴──────────┴─────────┘
//	                            ┌─┴──┐
//	                            │ ui │
//	                            └────┘
//
// Neighbours never import each other: they communicate through the window.
var rooms = map[string][]string{
	"locale":     {},
	"i18n":       {}, // every room may import it
	"words":      {},
	"keys":       {},
	"widgets":    {"words", "keys"},
	"books":      {"words", "keys", "widgets"},
	"details":    {"words", "widgets", "books"},
	"edit":       {"words", "keys", "widgets"},
	"search":     {"words", "keys", "widgets"},
	"sidebar":    {"words", "keys", "widgets"},
	"notices":    {"words", "widgets"},
	"statistics": {"words", "keys", "widgets"},
	"playbar":    {"words", "widgets"},
	"mpris":      {},
	"opener":     {"words"},
	"uitest":     {}, // shared by the tests of the others
	"e2e":        {},
}

// bookless are the rooms that know neither books nor the library.
var bookless = []string{"keys", "widgets"}

// roomFaults returns what breaks the order of the rooms, in words.
func roomFaults(pkgs []pkg) (found []string) {
	for _, p := range pkgs {
		room, inWindow := strings.CutPrefix(p.ImportPath, window)
		if !inWindow {
			continue
		}
		may, known := rooms[room]
		if !known {
			found = append(found, p.ImportPath+" has no place in the window")
			continue
		}
		allowed := func(path string, inTest bool) bool {
			to, toRoom := strings.CutPrefix(path, window)
			switch {
			case path == module+"/ui":
				return false
			case !toRoom:
				return !strings.HasPrefix(path, module+"/library") || inTest || !slices.Contains(bookless, room)
			default:
				return to == room || to == "i18n" || slices.Contains(may, to) || inTest && to == "uitest"
			}
		}
		for _, path := range p.Imports {
			if !allowed(path, false) {
				found = append(found, p.ImportPath+" imports "+path)
			}
		}
		for _, path := range slices.Concat(p.TestImports, p.XTestImports) {
			if !allowed(path, true) && !slices.Contains(p.Imports, path) {
				found = append(found, "a test of "+p.ImportPath+" imports "+path)
			}
		}
		if room == "words" {
			found = append(found, drawn(pkg{ImportPath: p.ImportPath, Deps: p.Deps})...)
		}
	}
	return found
}

func TestRooms(t *testing.T) {
	pkgs := list(t)
	for _, fault := range roomFaults(pkgs) {
		t.Error(fault)
	}
	for room := range rooms {
		if !slices.ContainsFunc(pkgs, func(p pkg) bool { return p.ImportPath == window+room }) {
			t.Errorf("%s%s does not exist", window, room)
		}
	}
}

// TestRoomFaults checks that each rule of the rooms can be broken, and that allowed
// imports pass.
func TestRoomFaults(t *testing.T) {
	for name, p := range map[string]pkg{
		"a new room":         {ImportPath: "lectern/ui/drawer"},
		"a neighbour":        {ImportPath: "lectern/ui/search", Imports: []string{"lectern/ui/sidebar"}},
		"a test's neighbour": {ImportPath: "lectern/ui/search", TestImports: []string{"lectern/ui/sidebar"}},
		"up":                 {ImportPath: "lectern/ui/books", Imports: []string{"lectern/ui/details"}},
		"the window":         {ImportPath: "lectern/ui/books", Imports: []string{"lectern/ui"}},
		"widgets of books":   {ImportPath: "lectern/ui/widgets", Imports: []string{"lectern/library/book"}},
		"words drawn":        {ImportPath: "lectern/ui/words", Deps: []string{"fyne.io/fyne/v2"}},
		"uitest in code":     {ImportPath: "lectern/ui/books", Imports: []string{"lectern/ui/uitest"}},
	} {
		if got := roomFaults([]pkg{p}); len(got) != 1 {
			t.Errorf("%s: faults %q, want one", name, got)
		}
	}
	whole := []pkg{
		{ImportPath: "lectern/ui", Imports: []string{"lectern/ui/books", "lectern/ui/details"}},
		{ImportPath: "lectern/ui/details", Imports: []string{"lectern/ui/books", "lectern/library"}, TestImports: []string{"lectern/ui/uitest"}},
		{ImportPath: "lectern/ui/widgets", Imports: []string{"lectern/ui/words"}, TestImports: []string{"lectern/ui/uitest"}},
	}
	if got := roomFaults(whole); len(got) != 0 {
		t.Errorf("faults %q in what the rooms allow", got)
	}
}
