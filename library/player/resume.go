package player

import (
	"math"
	"slices"
	"time"

	"lectern/library/book"
)

const (
	// leastRest is how near its end a book counts as finished, however short it is. A
	// long one is finished in its last hundredth, a very short one in its last tenth.
	leastRest = time.Minute

	// noRest is how near its end a book has nothing left to hear.
	noRest = 10 * time.Second
)

// Finished reports whether the book counts as finished once it was played up to a time: the
// rest is hardly more than the closing credits. While the length of the rest is an estimate,
// only the end of the sound finishes the book.
func (t *Timeline) Finished(at time.Duration) bool {
	return t.Length > 0 && t.left(at) <= max(min(leastRest, t.Length/10), t.Length/100)
}

// Resume returns the time from which the book is played: a little before the time at which
// it stopped. It is 0, the beginning, if the book was played to its end or marked as finished
// since.
func (t *Timeline) Resume(l *book.Listening, now time.Time) time.Duration {
	if l == nil || l.Played == 0 || l.Finished >= l.Played {
		return 0
	}
	at := t.Place(l.File, l.Offset, l.Position)
	left := t.left(at)
	if l.Finished != 0 { // heard to its end once, so its length is known
		left = t.Length - at
	}
	if left <= min(noRest, t.Length/10) {
		return 0
	}
	return max(0, at-rewind(now.Sub(time.Unix(0, l.Played))))
}

// left returns how much of the book is left at a time. It is very long while nobody knows.
func (t *Timeline) left(at time.Duration) time.Duration {
	from, _ := t.Spot(at)
	if slices.ContainsFunc(t.Parts[from:], func(p Part) bool { return p.Estimated && !p.skipped() }) {
		return math.MaxInt64
	}
	return t.Length - at
}

// rewind returns how far a book goes back after a pause, so that the user remembers where
// it was.
func rewind(pause time.Duration) time.Duration {
	switch {
	case pause < time.Minute:
		return 0
	case pause < time.Hour:
		return 5 * time.Second
	case pause < 24*time.Hour:
		return 15 * time.Second
	default:
		return 30 * time.Second
	}
}
