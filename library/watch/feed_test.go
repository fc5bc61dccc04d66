package watch

import (
	"errors"
	"fmt"
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
