package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestSettingsKeepPaths(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	odd := "/books/caf\xe9 \"x\"\nline"
	s.addRoots("/books", odd, "/books")
	s.setSlow(odd, true)
	s.setSlow("/books", true)
	s.setSlow("/books", false)
	if got := s.roots(); !slices.Equal(got, []string{"/books", odd}) {
		t.Errorf("roots %q", got)
	}
	if got := s.slow(); !slices.Equal(got, []string{odd}) {
		t.Errorf("slow roots %q", got)
	}
	s.removeRoot("/books")
	if got := s.roots(); !slices.Equal(got, []string{odd}) {
		t.Errorf("after removing one: %q", got)
	}
}
