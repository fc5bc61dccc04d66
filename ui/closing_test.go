package ui

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library"
	"lectern/library/message"
)

// TestClosingIsBounded: what hangs in a disk delays the end of the program only for a
// while.
func TestClosingIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hang, late := make(chan struct{}), errors.New("late")
		began := time.Now()
		if err := within(workPatience, late, func() error { <-hang; return nil }); err != late || time.Since(began) != workPatience {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		close(hang)
		said := errors.New("disk full")
		if err := within(workPatience, late, func() error { return said }); err != said {
			t.Error(err)
		}
	})
}

// TestClosingWaitsForASlowDisk: a library that is still being written is waited for, and one
// whose disk hangs in the middle is not.
func TestClosingWaitsForASlowDisk(t *testing.T) {
	late := errors.New("late")
	for _, c := range []struct {
		writes int // each takes 3/4 of savePatience
		hangs  bool
	}{{10, false}, {10, true}, {0, true}} {
		synctest.Test(t, func(t *testing.T) {
			var written atomic.Uint64
			hang, began := make(chan struct{}), time.Now()
			err := whileItWrites(savePatience, late, written.Load, func() error {
				for range c.writes {
					time.Sleep(savePatience * 3 / 4)
					written.Add(500)
				}
				if c.hangs {
					<-hang
				}
				return nil
			})
			took, works := time.Since(began), time.Duration(c.writes)*savePatience*3/4
			if c.hangs != (err == late) || !c.hangs && took != works || took < works || took > works+2*savePatience {
				t.Errorf("%+v: %v after %v", c, err, took)
			}
			close(hang)
		})
	}
}

// TestUnsavedText: before the window closes, the text says what would be lost, why, and
// whether waiting helps.
func TestUnsavedText(t *testing.T) {
	for text, s := range map[string]library.Status{
		"Your last change is not saved: the disk is full. If you close now, it is lost." +
			"\n\nIf you wait, Lectern closes by itself as soon as it is saved.": {Unsaved: 1, Unsavable: "the disk is full", Notices: []library.Notice{{Message: message.New("another notice")}}},
		"Your last changes are not saved: the disk with the catalogue does not answer. If you close now, they are lost." +
			"\n\nIf you wait, Lectern closes by itself as soon as they are saved.": {Unsaved: 3},
		"Your last changes are not saved: it is read-only. If you close now, they are lost.": {Unsaved: 2, Unsavable: "it is read-only", Forgetful: true},
	} {
		if got := unsavedText(&s); got != text {
			t.Errorf("%q\nwant %q", got, text)
		}
	}
}
