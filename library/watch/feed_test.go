package watch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fsnotify/fsnotify"
)

func TestFeed(t *testing.T) {
	ready := 0
	f := &feed{ready: func() { ready++ }}
	story := []fsnotify.Event{
		{Name: "/x", Op: fsnotify.Create},
		{Name: "/x", Op: fsnotify.Write},
		{Name: "/x", Op: fsnotify.Remove},
		{Name: "/y", Op: fsnotify.Write},
		{Name: "/x", Op: fsnotify.Create},
	}
	for _, e := range story {
		f.put(e)
		f.put(e) // adds nothing
		f.put(fsnotify.Event{})
	}
	if events, lost := f.take(); !slices.Equal(events, story) || lost != nil {
		t.Errorf("took %v, %v", events, lost)
	}
	if ready != 1 {
		t.Errorf("called ready %d times for one take", ready)
	}
	if events, lost := f.take(); len(events) > 0 || lost != nil {
		t.Errorf("took %v, %v again", events, lost)
	}
	for i := range queued + 10 {
		f.put(fsnotify.Event{Name: fmt.Sprint("/", i), Op: fsnotify.Create})
	}
	if events, lost := f.take(); len(events) > 0 || !errors.Is(lost, errQueue) {
		t.Errorf("took %d of too many events, %v", len(events), lost)
	}
	f.lose(fsnotify.ErrEventOverflow)
	f.put(story[0])
	if events, lost := f.take(); len(events) > 0 || !errors.Is(lost, fsnotify.ErrEventOverflow) {
		t.Errorf("took %v, %v", events, lost)
	}
	if ready != 4 { // the first of many, the one too many, and the loss
		t.Errorf("called ready %d times", ready)
	}
}

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
