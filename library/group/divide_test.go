package group

import "testing"

// TestCutPart: the titles of parts, and titles that only look like them.
func TestCutPart(t *testing.T) {
	for title, want := range map[string]partOf{
		"Dune, Part 1":    {"Dune", "1", false},
		"Dune (Part Two)": {"Dune", "2", false},
		"Dune (Part 01)":  {"Dune", "1", false},
		"Dune (1 of 2)":   {"Dune", "1", false},
		"Dune (1/2)":      {"Dune", "1", false},

		"Dune (1 of 2) [Dramatized Adaptation]": {"Dune [Dramatized Adaptation]", "1", false},
		"Dune (Abridged)":                       {},
		"Part 1 (Abridged)":                     {},

		"Dune (2)":          {"Dune", "2", true},
		"Dune, Teil 2":      {"Dune", "2", false},
		"Dune, Part A":      {"Dune", "1", false},
		"Dune, Part B":      {"Dune", "2", false},
		"Dune, Side D":      {"Dune", "4", false},
		"Дюна. Часть Б":     {"Дюна", "2", false},
		"Dune - 1. Teil":    {"Dune", "1", false},
		"Dune, Erster Teil": {"Dune", "1", false},
		"沙丘 第1部":            {"沙丘", "1", false},
		"沙丘（2）":             {"沙丘", "2", true},
		"沙丘【第2部】":           {"沙丘", "2", false},

		"":               {},
		"Dune 1":         {},
		"Dune, Book 1":   {},
		"Dune, Folge 1":  {},
		"Dune, Book A":   {},
		"Part A":         {},
		"Part 1":         {},
		"1. Teil":        {},
		"第1部":            {},
		"Notes on CDE":   {},
		"Vitamin B":      {},
		"The Best Part":  {},
		"Dune, a. Teil":  {},
		"11-22-63":       {},
		"Dune/1":         {},
		"Dune, Teil":     {},
		"Henry V, Teil ": {},
	} {
		if got := cutPart(title); got != want && (want.stem != "" || got.stem != "") {
			t.Errorf("%q: %+v, want %+v", title, got, want)
		}
	}
}

// TestIsPieceInFront: titles of parts begin with the word for a part and its number.
func TestIsPieceInFront(t *testing.T) {
	for title, want := range map[string]bool{
		"Part One: The Boy": true, "Part 1: The Boy": true, "Chapter 3 - The Well": true, "Teil 2. Ebbe": true, "Part 12": true,
		"Part - The Boy": false, "Part of the Boy": false, "Part": false, "Parts 1": false, "The Part 1": false, "Part 1b": false,
	} {
		if got := isPieceInFront(title); got != want {
			t.Errorf("%q: %t", title, got)
		}
	}
}

// TestIsChapterWord: words that count the chapters of one book, and never its volumes.
func TestIsChapterWord(t *testing.T) {
	for word, want := range map[string]bool{"Chapter": true, "Kapitel": true, "Part": false, "Book": false, "Folge": false, "Episode": false, "Dune": false, "": false} {
		if got := isChapterWord(word); got != want {
			t.Errorf("%q: %t", word, got)
		}
	}
}
