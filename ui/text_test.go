package ui

import (
	"testing"
	"time"

	"lectern/library"
)

func TestProgress(t *testing.T) {
	began := time.Unix(1000, 0)
	for _, c := range []struct {
		s    library.Status
		want progress
	}{
		{library.Status{}, progress{}},
		{library.Status{Stopped: true}, progress{}},
		{library.Status{Probing: library.Work{Total: 2, Done: 2, Began: began, Ended: began}}, progress{}},
		{library.Status{Probing: library.Work{Total: 800, Done: 600, Began: began}}, progress{busy: true, done: 0.75}},
		{library.Status{Probing: library.Work{Total: 1000, Done: 10, Began: began}}, progress{busy: true, done: 0.01}},
		{library.Status{Measuring: 888}, progress{}},
	} {
		if got := progressOf(&c.s, began.Add(3*time.Second)); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.s, got, c.want)
		}
	}
}
