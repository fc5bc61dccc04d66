package player

import (
	"time"

	"lectern/library/book"
)

// Status is what the player does. It never changes.
type Status struct {
	Timeline *Timeline // the open book; nil if none is
	Playing  bool      // sound plays, or will as soon as mpv has read the file
	Ended    bool      // the book was played to its end
	Stalled  bool      // it should play, but the time has stood still for a while
	Audible  bool      // mpv has had a sound output since it was opened
	Speed    float64
	Volume   int // percent
	Sleep    Sleep
	Asleep   bool       // Sleep paused the book, and it was not played since
	Heard    book.Heard // since the player was made, of all books

	part    int           // that mpv reads or plays
	at      time.Duration // in the book, at the moment asOf
	asOf    time.Time
	running bool // time has passed since then
}

// Sleep is when the book pauses by itself. The zero Sleep is never.
type Sleep struct {
	At    time.Time     // by the clock; zero if there is no such time
	After time.Duration // the time that was chosen, at whose end At is
	End   time.Duration // at this time of the book, the end of a chapter; 0 if there is no such chapter
}

// The limits of Speed and Volume.
const (
	SlowestSpeed, FastestSpeed = 0.5, 3.5
	FullVolume                 = 100
)

// At returns the time in the book at a moment. It is in the part that plays until mpv says
// that another one does.
func (s *Status) At(now time.Time) time.Duration {
	if s.Timeline == nil {
		return 0
	}
	at := s.at
	if s.running {
		at = min(at+time.Duration(float64(s.passed(now))*s.Speed), max(at, s.Timeline.lastOf(s.part)))
	}
	return s.Timeline.clamp(at)
}

// Plays returns the path of the file that plays, "" if no book is open.
func (s *Status) Plays() string {
	if s.Timeline == nil {
		return ""
	}
	return s.Timeline.Parts[s.part].Path
}

// GoesOnIn reports whether the file that plays is a part of a timeline.
func (s *Status) GoesOnIn(t *Timeline) bool {
	return s.Timeline != nil && t.follow(s.Timeline, s.part) >= 0
}

// passed returns how long the book has run since its position was known.
func (s *Status) passed(now time.Time) time.Duration {
	return min(max(0, now.Sub(s.asOf)), longestGuess)
}

const (
	// standsStill is how long the time of a book stands still until the user is told: longer
	// than a disk takes to spin up.
	standsStill = 10 * time.Second

	// askEvery is how often mpv is asked for its position while it plays. In between,
	// the position is computed from the clock.
	askEvery = time.Second

	// longestGuess is how long the clock counts without an answer from mpv.
	longestGuess = 3 * askEvery / 2
)
