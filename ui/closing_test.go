package ui

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library"
)

// A library whose disk hangs holds the end of the program up for a while, and no
// longer.
func TestClosingIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang, late := make(chan struct{}), errors.New("late")
		began := time.Now()
		if err := within(savePatience, late, func() error { <-hang; return nil }); err != late || time.Since(began) != savePatience {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		close(hang)
		said := errors.New("disk full")
		if err := within(savePatience, late, func() error { return said }); err != said {
			t.Error(err)
		}
	})
}

// What would be lost is told before the window closes, with the reason.
func TestUnsavedText(t *testing.T) {
	s := &library.Status{Unsaved: 3, Notices: []string{"an older notice", "The library can’t be saved (the disk is full)."}}
	text := unsavedText(s)
	for _, want := range []string{"3 changes", "the disk is full", "lost"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
	if strings.Contains(text, "older") {
		t.Errorf("%q", text)
	}
}
