package ui

import (
	"testing"
	"time"

	"lectern/library"
)

// TestAlert: the desktop says that work is over if it took long, was not cancelled, and
// another window is in front.
func TestAlert(t *testing.T) {
	for name, c := range map[string]struct {
		behind, stopped bool
		took            time.Duration
		told            int
	}{
		"long":      {behind: true, took: longWork, told: 1},
		"short":     {behind: true, took: longWork - time.Second},
		"in front":  {took: longWork},
		"cancelled": {behind: true, took: longWork, stopped: true},
	} {
		var told []string
		a := alert{behind: c.behind, show: func(title, text string) { told = append(told, title+": "+text) }}
		began := time.Now()
		a.tell(&library.Status{}, 2, false, began)
		a.tell(&library.Status{Scanning: true}, 2, false, began)
		a.tell(&library.Status{Probing: library.Work{Began: began}}, 2, false, began.Add(c.took/2))
		for range 2 {
			a.tell(&library.Status{Stopped: c.stopped, Probing: library.Work{Began: began, Ended: began.Add(c.took)}}, 2, false, began.Add(c.took))
		}
		if len(told) != c.told {
			t.Errorf("%s: told %d times", name, len(told))
		}
		for _, n := range told {
			if n != "Scan finished: 2 books" {
				t.Errorf("%s: %s", name, n)
			}
		}
	}
}
