package ui

import (
	"encoding/json"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

// earlier writes paths as a version without a catalogue did.
func earlier(t *testing.T, s settings, key string, paths ...string) {
	t.Helper()
	var raw [][]byte
	for _, p := range paths {
		raw = append(raw, []byte(p))
	}
	text, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	s.SetString(key, string(text))
}

func TestSettingsOfAnEarlierVersion(t *testing.T) {
	s := settings{test.NewTempApp(t).Preferences()}
	odd := "/books/caf\xe9 \"x\"\nline"
	earlier(t, s, prefRoots, "/books", odd)
	earlier(t, s, prefSlow, odd)
	roots, slow := s.earlier()
	if !slices.Equal(roots, []string{"/books", odd}) || !slices.Equal(slow, []string{odd}) {
		t.Errorf("roots %q, slow %q", roots, slow)
	}
	s.forgetEarlier()
	if roots, slow := s.earlier(); len(roots)+len(slow) > 0 {
		t.Errorf("after forgetting: roots %q, slow %q", roots, slow)
	}
}
