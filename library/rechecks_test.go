package library

import (
	"testing"
	"time"

	"lectern/library/book"
)

// A faulty file is checked at growing intervals, and no longer once it has not changed
// for recheckFor.
func TestRechecks(t *testing.T) {
	began := time.Unix(1_000_000, 0)
	f := &book.File{ID: 7, Modified: began.UnixNano()}
	c := newRechecks()
	c.add(f, began)
	var waits []time.Duration
	for now := began; ; {
		next := c.next()
		if next.IsZero() {
			break
		}
		waits = append(waits, next.Sub(now))
		now = next
		if ids := c.due(now); len(ids) != 1 || ids[0] != 7 {
			t.Fatalf("due: %v", ids)
		}
		c.later(f, now)
	}
	if len(waits) != 7 || waits[0] != recheckFirst || waits[1] != 2*recheckFirst || waits[6] != 64*recheckFirst {
		t.Errorf("%v", waits)
	}
	c.add(f, began)
	c.later(f, began)
	if c.add(f, began); c.next().Sub(began) != recheckFirst {
		t.Error("a file that has changed is not checked soon")
	}
	f.Modified = began.Add(-time.Hour).UnixNano()
	if c.add(f, began); !c.next().IsZero() {
		t.Error("an old file is checked again")
	}
}
