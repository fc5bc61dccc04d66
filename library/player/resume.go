package player

import (
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

// Finished reports whether a book of a length counts as finished once it was played up to a
// time: the rest is hardly more than the closing credits.
func Finished(at, length time.Duration) bool {
	return length > 0 && length-at <= max(min(leastRest, length/10), length/100)
}

// Resume returns the time from which a book of a length is played: a little before the time
// at which it stopped. It is 0, the beginning, if the book was played to its end or marked as
// finished since.
func Resume(l *book.Listening, length time.Duration, now time.Time) time.Duration {
	if l == nil || l.Played == 0 || l.Finished >= l.Played || length-l.Position <= min(noRest, length/10) {
		return 0
	}
	return max(0, l.Position-Rewind(now.Sub(time.Unix(0, l.Played))))
}

// Rewind returns how far a book goes back after a pause, so that the user remembers where
// it was.
func Rewind(pause time.Duration) time.Duration {
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
