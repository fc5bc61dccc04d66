//go:build unix

package scan

import (
	"os"
	"path/filepath"
	"testing"
)

// TestSurvey: walks that ask at the same time where a root is look at it once, and a later one
// looks again.
func TestSurvey(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	lead := func(to string) {
		os.Remove(link)
		if err := os.Mkdir(filepath.Join(dir, to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	is := func(want string) (leave func()) {
		t.Helper()
		s, leave := joinSurvey()
		s.begin([]string{link})
		if at, err := s.of(t.Context(), link); err != nil || at.real != filepath.Join(dir, want) {
			t.Errorf("%+v, %v, want %s", at, err, want)
		}
		return leave
	}
	lead("one")
	leave := is("one")
	lead("two")
	is("one")()
	leave()
	is("two")()
}
