package ui

import (
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
		hang, began := make(chan struct{}), time.Now()
		orLeave(func() { <-hang })
		if took := time.Since(began); took != workPatience {
			t.Errorf("it ends after %v", took)
		}
		close(hang)
		began = time.Now()
		orLeave(func() { time.Sleep(workPatience / 2) })
		if took := time.Since(began); took != workPatience/2 {
			t.Errorf("it waits %v for work that ends", took)
		}
	})
}

// TestClosingWaitsForASlowDisk: a library that is still being written is waited for, and one
// whose disk hangs in the middle is not.
func TestClosingWaitsForASlowDisk(t *testing.T) {
	for _, c := range []struct {
		writes int // each takes 3/4 of savePatience
		hangs  bool
	}{{10, false}, {10, true}, {0, true}} {
		synctest.Test(t, func(t *testing.T) {
			var written atomic.Uint64
			hang, began := make(chan struct{}), time.Now()
			err := whileItWrites(written.Load, func() error {
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
			if c.hangs != (err == errHangs) || !c.hangs && took != works || took < works || took > works+2*savePatience {
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
