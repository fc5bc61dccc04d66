package book

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Listening is how far the user has listened to a book. It is kept with the files, so that
// it follows those that move. Times are in nanoseconds since 1970.
type Listening struct {
	Position  time.Duration // where the user stopped, from the beginning of the book
	File      ID            // in which that is
	Offset    time.Duration // in that file, which may be longer than anybody knows
	Played    int64         // when; 0 if the user never played it
	Started   int64         // when the user played it first; 0 if that is not known
	Finished  int64         // when the book was finished; 0 if it is not
	Abandoned int64         // when the user gave it up; 0 if it is finished, or was played since
	Speed     float64       // at which it plays; 0 for the general speed
	Bookmarks []Bookmark    // in the order of the book
}

// never is the Listening of a book without one. It is never written.
var never Listening

func (b *Book) listening() *Listening {
	if b.Listening == nil {
		return &never
	}
	return b.Listening
}

// Same reports whether two values of a book with the same files are equal. File and Offset
// follow from Position.
func (l *Listening) Same(m *Listening) bool {
	return l.Position == m.Position && l.Played == m.Played && l.Started == m.Started && l.Finished == m.Finished &&
		l.Abandoned == m.Abandoned && l.Speed == m.Speed && slices.Equal(l.Bookmarks, m.Bookmarks)
}

// Undated is the Finished of a book that was finished nobody knows when, and the same of
// Abandoned and Played.
const Undated = 1

// Position returns where the user stopped, from the beginning of the book, or 0.
func (b *Book) Position() time.Duration { return b.listening().Position }

// Played returns when the user last listened to the book, in nanoseconds since 1970, or 0.
func (b *Book) Played() int64 { return b.listening().Played }

// Started returns when the user first listened to the book, in nanoseconds since 1970, or 0.
func (b *Book) Started() int64 { return b.listening().Started }

// Finished returns when the user finished the book, in nanoseconds since 1970, or 0.
func (b *Book) Finished() int64 { return b.listening().Finished }

// Abandoned returns when the user gave the book up, in nanoseconds since 1970, or 0.
func (b *Book) Abandoned() int64 { return b.listening().Abandoned }

// Speed returns the speed at which the book plays, or 0 if it has none of its own.
func (b *Book) Speed() float64 { return b.listening().Speed }

// Bookmarks returns the bookmarks in the order of the book. They must not be changed.
func (b *Book) Bookmarks() []Bookmark { return b.listening().Bookmarks }

// IsFinished reports whether the user has finished the book.
func (b *Book) IsFinished() bool { return b.Finished() != 0 }

// IsAbandoned reports whether the user has given the book up, and not played it since.
func (b *Book) IsAbandoned() bool { return b.Abandoned() != 0 }

// IsStarted reports whether the book is in progress: begun, and neither finished nor
// abandoned.
func (b *Book) IsStarted() bool { return b.Played() != 0 && !b.IsFinished() && !b.IsAbandoned() }

// Heard returns how much of the book the user has heard, in percent: 0 if it was never
// played, 100 if it is finished, and from 1 to 99 in between.
func (b *Book) Heard() int {
	switch {
	case b.IsFinished():
		return 100
	case b.Played() == 0:
		return 0
	case b.Duration <= 0:
		return 1
	default:
		return int(max(1, min(100*b.Position().Seconds()/b.Duration.Seconds(), 99)))
	}
}

// The edits of a file that keep Listening. On disk: never change.
const (
	StoppedField   = "@stopped"   // where playing stopped in the file, and when, both in nanoseconds: "61000000000 1795806000000000000"
	StartedField   = "@started"   // when its book was played first, in nanoseconds since 1970
	FinishedField  = "@finished"  // when its book was finished, the same
	AbandonedField = "@abandoned" // when its book was given up, the same; it no longer counts if the book was played later
	SpeedField     = "@speed"     // at which its book plays: "1.25"
	BookmarksField = "@bookmarks" // the bookmarks in the file, as of FormatBookmarks
)

// IsListening reports whether an edit keeps how far the user listened, not what the user
// typed.
func IsListening(field string) bool {
	switch field {
	case StoppedField, StartedField, FinishedField, AbandonedField, SpeedField, BookmarksField:
		return true
	default:
		return false
	}
}

// JoinListening joins two texts of an edit for which IsListening holds, of the same file:
// the later counts, of StartedField the earlier, and of BookmarksField all.
func JoinListening(field, a, b string) string {
	switch {
	case field == BookmarksField:
		return FormatBookmarks(JoinBookmarks(ParseBookmarks(a), ParseBookmarks(b)))
	case field == SpeedField, lastTime(b) == 0:
		return a
	case field == StartedField && lastTime(a) != 0:
		if lastTime(b) < lastTime(a) {
			return b
		}
		return a
	case lastTime(b) > lastTime(a):
		return b
	default:
		return a
	}
}

// WithoutFuture returns edits in which no time of Listening is after last. What was done then
// was done nobody knows when.
func WithoutFuture(edits Edits, last time.Time) Edits {
	kept := maps.Clone(edits)
	for field, text := range edits {
		switch {
		case field == BookmarksField:
			marks := ParseBookmarks(text)
			for i := range marks {
				if marks[i].Made > last.UnixNano() {
					marks[i].Made = 0
					kept[field] = FormatBookmarks(marks)
				}
			}
		case !IsListening(field) || lastTime(text) <= last.UnixNano():
		case field == StartedField:
			delete(kept, field)
		default:
			at := text[:strings.LastIndexByte(text, ' ')+1]
			kept[field] = at + strconv.Itoa(Undated)
		}
	}
	return kept
}

// lastTime returns the time at the end of an edit, 0 for none.
func lastTime(text string) int64 { return ParseMoment(text[strings.LastIndexByte(text, ' ')+1:]) }

// FormatMoment returns the text of an edit that is a time.
func FormatMoment(t time.Time) string { return strconv.FormatInt(t.UnixNano(), 10) }

// ParseMoment reads a text of FormatMoment. It returns 0 for any other text.
func ParseMoment(text string) int64 {
	t, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0
	}
	return max(0, t)
}

// FormatStop returns the text of an edit with StoppedField.
func FormatStop(at time.Duration, now time.Time) string {
	return strconv.FormatInt(int64(at), 10) + " " + FormatMoment(now)
}

// ParseStop reads a text of FormatStop. ok is false for any other text.
func ParseStop(text string) (at time.Duration, played int64, ok bool) {
	first, second, _ := strings.Cut(text, " ")
	offset, err := strconv.ParseInt(first, 10, 64)
	if err != nil || offset < 0 {
		return 0, 0, false
	}
	played = ParseMoment(second)
	return time.Duration(offset), played, played > 0
}

// FormatSpeed returns the text of an edit with SpeedField.
func FormatSpeed(speed float64) string { return strconv.FormatFloat(speed, 'f', -1, 64) }

// ParseSpeed reads a text of FormatSpeed. It returns 0 for any other text.
func ParseSpeed(text string) float64 {
	speed, err := strconv.ParseFloat(text, 64)
	if err != nil || !(speed > 0 && speed < 100) {
		return 0
	}
	return speed
}
