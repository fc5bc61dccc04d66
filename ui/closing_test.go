package ui

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library"
	"lectern/library/message"
)

// TestClosingIsBounded: a library whose disk hangs delays the end of the program only
// for a while.
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

// TestUnsavedText: before the window closes, the text says what would be lost, why, and
// whether waiting helps.
func TestUnsavedText(t *testing.T) {
	for text, s := range map[string]library.Status{
		"Your last change is not saved: the disk is full. If you close now, it is lost." +
			"\n\nIf you wait, Lectern closes by itself as soon as it is saved.": {Unsaved: 1, Unsavable: "the disk is full", Notices: []message.Message{message.New("another notice")}},
		"Your last changes are not saved: the disk with the catalogue does not answer. If you close now, they are lost." +
			"\n\nIf you wait, Lectern closes by itself as soon as they are saved.": {Unsaved: 3},
		"Your last changes are not saved: it is read-only. If you close now, they are lost.": {Unsaved: 2, Unsavable: "it is read-only", Forgetful: true},
	} {
		if got := unsavedText(&s); got != text {
			t.Errorf("%q\nwant %q", got, text)
		}
	}
}
