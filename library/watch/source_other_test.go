//go:build !windows

package watch

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// TestRemoveOfTangledName swaps the names of two folders, which confuses
// fsnotify.
func TestRemoveOfTangledName(t *testing.T) {
	n, err := fsnotify.NewWatcher() // unheard: it stops at its first event
	check(t, err)
	s := notifier{n}
	defer s.Close()
	root := t.TempDir()
	a, b, other := filepath.Join(root, "a"), filepath.Join(root, "b"), filepath.Join(root, "other")
	for _, dir := range []string{a, b, other} {
		check(t, os.Mkdir(dir, 0o755))
		check(t, s.Add(dir))
	}
	write(t, filepath.Join(other, "x.mp3"), "x")
	check(t, os.Rename(a, filepath.Join(root, "c")))
	check(t, os.Rename(b, a))
	check(t, s.Add(a))
	if err := s.Remove(a); !errors.Is(err, fsnotify.ErrNonExistentWatch) {
		t.Errorf("got %v, want that there is no such watch", err)
	}
}
