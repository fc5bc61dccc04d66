package group

import (
	"slices"
	"testing"

	"lectern/library/book"
)

// TestCountedName: a name is divided into what the names of all parts share and the number.
func TestCountedName(t *testing.T) {
	for name, want := range map[string]counted{
		"01 - Intro":           {"", "1"},
		"01. Intro":            {"", "1"},
		"7 Habits":             {"", "7"},
		"01 - Chapter 3":       {"", "1"},
		"123":                  {"", "123"},
		"123 - Chapter 4":      {"", "123"},
		"-Dune 3":              {"dune", "3"},
		"1234 - Chapter 3":     {"1234chapter", "3"},
		"1984":                 {},
		"2nd Ebb 3":            {"2ndebb", "3"},
		"Dune Part 3":          {"dunepart", "3"},
		"Dune (03)":            {"dune", "3"},
		"Dune - 01 - Prologue": {"dune", "1"},
		"Chapter 7":            {"chapter", "7"},
		"Dune":                 {},
		"11-22-63":             {},
	} {
		if got := countedName(&book.File{Path: "/b/" + name + ".mp3"}); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// TestCount: numbers that differ, and numbers that run on from 0 or 1.
func TestCount(t *testing.T) {
	for _, c := range []struct {
		numbers      []int
		differ, runs bool
	}{
		{[]int{1}, true, true},
		{[]int{0, 1}, true, true},
		{[]int{2, 1}, true, true},
		{[]int{2, 3, 1}, true, true},
		{[]int{2, 3}, true, false},
		{[]int{1, 3}, true, false},
		{[]int{1, 1}, false, false},
		{[]int{1, 2, 2}, false, false},
	} {
		if differ, runs := count(slices.Clone(c.numbers), false), count(slices.Clone(c.numbers), true); differ != c.differ || runs != c.runs {
			t.Errorf("%v: differ %t, run on %t", c.numbers, differ, runs)
		}
	}
}

// TestCountedWithin: the number stands behind what all names share, in whatever case.
func TestCountedWithin(t *testing.T) {
	for _, c := range []struct {
		names   []string
		stem    string
		numbers []int
		ok      bool
	}{
		{[]string{"emma_01_austen", "emma_02_austen"}, "emma_", []int{1, 2}, true},
		{[]string{"Emma - 01 - The Boy", "emma - 02 - The Well"}, "Emma - ", []int{1, 2}, true},
		{[]string{"Emma 10", "Emma 11"}, "Emma ", []int{10, 11}, true},
		{[]string{"Emma 123 a", "Emma 124 b"}, "Emma ", []int{123, 124}, true},
		{[]string{"Emma 1234 a", "Emma 1235 b"}, "", nil, false},
		{[]string{"1 a", "2 b"}, "", []int{1, 2}, true},
		{[]string{"Emma 1", "Emma!2"}, "", nil, false},
		{[]string{"Emma 1", "Emma"}, "", nil, false},
		{[]string{"11-22-63", "12-22-63"}, "", nil, false},
	} {
		if stem, numbers, ok := countedWithin(c.names); stem != c.stem || !slices.Equal(numbers, c.numbers) || ok != c.ok {
			t.Errorf("%q: %q, %v, %t", c.names, stem, numbers, ok)
		}
	}
}
