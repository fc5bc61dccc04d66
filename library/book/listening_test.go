package book

import (
	"slices"
	"testing"
	"time"
)

func TestHeard(t *testing.T) {
	stopped := func(at time.Duration) *Listening { return &Listening{Position: at, Played: 1} }
	for _, c := range []struct {
		listening *Listening
		length    time.Duration
		want      int
	}{
		{nil, 10 * time.Hour, 0},
		{stopped(0), 10 * time.Hour, 1},
		{stopped(3*time.Hour + 15*time.Minute), 10 * time.Hour, 32},
		{stopped(10*time.Hour - 1), 10 * time.Hour, 99},
		{stopped(11 * time.Hour), 10 * time.Hour, 99},
		{stopped(time.Hour), 0, 1},
		{&Listening{Position: time.Hour, Played: 1, Finished: 2}, 10 * time.Hour, 100},
		{&Listening{Finished: 2}, 0, 100},
	} {
		if got := (&Book{Listening: c.listening, Duration: c.length}).Heard(); got != c.want {
			t.Errorf("%+v of %v: %d, want %d", c.listening, c.length, got, c.want)
		}
	}
}

// TestState: a book is not started, in progress, finished or abandoned. A bookmark alone
// changes nothing.
func TestState(t *testing.T) {
	for _, c := range []struct {
		listening                    *Listening
		started, finished, abandoned bool
	}{
		{nil, false, false, false},
		{&Listening{Speed: 1.5, Bookmarks: []Bookmark{{Offset: 1}}}, false, false, false},
		{&Listening{Played: 2, Started: 1}, true, false, false},
		{&Listening{Played: 2, Finished: 3, Bookmarks: []Bookmark{{Offset: 1}}}, false, true, false},
		{&Listening{Abandoned: 3}, false, false, true},
		{&Listening{Played: 2, Abandoned: 3}, false, false, true},
	} {
		b := &Book{Listening: c.listening}
		if b.IsStarted() != c.started || b.IsFinished() != c.finished || b.IsAbandoned() != c.abandoned {
			t.Errorf("%+v: started %v, finished %v, abandoned %v", c.listening, b.IsStarted(), b.IsFinished(), b.IsAbandoned())
		}
	}
}

func TestJoinListening(t *testing.T) {
	early, late := FormatStop(5, time.Unix(1, 0)), FormatStop(3, time.Unix(2, 0))
	marks := func(of ...Bookmark) string { return FormatBookmarks(of) }
	for _, c := range []struct{ field, a, b, want string }{
		{StoppedField, early, late, late},
		{StoppedField, late, early, late},
		{StoppedField, "x", early, early},
		{StoppedField, late, "x", late},
		{FinishedField, "7", "8", "8"},
		{AbandonedField, "8", "7", "8"},
		{StartedField, "7", "8", "7"},
		{StartedField, "8", "7", "7"},
		{StartedField, "", "7", "7"},
		{StartedField, "7", "x", "7"},
		{SpeedField, "1.5", "2", "1.5"},
		{BookmarksField, marks(Bookmark{Offset: 9, Made: 1}, Bookmark{Offset: 12, Made: 1}), marks(Bookmark{Offset: 4, Made: 2}, Bookmark{Offset: 9, Made: 3, Note: "b"}),
			marks(Bookmark{Offset: 4, Made: 2}, Bookmark{Offset: 9, Made: 3, Note: "b"}, Bookmark{Offset: 12, Made: 1})},
		{BookmarksField, "x", marks(Bookmark{Offset: 4}), marks(Bookmark{Offset: 4})},
	} {
		if got := JoinListening(c.field, c.a, c.b); got != c.want {
			t.Errorf("%s %q and %q: %q, want %q", c.field, c.a, c.b, got, c.want)
		}
	}
}

// TestUnreadableBookmark: what is not a bookmark hides no other one.
func TestUnreadableBookmark(t *testing.T) {
	got := ParseBookmarks(`[{"at":5,"made":7,"note":"n"},{"at":1.5},{"at":"6"},null,{"at":-1},{"at":9,"made":1}]`)
	if want := []Bookmark{{Offset: 5, Made: 7, Note: "n"}, {Offset: 9, Made: 1}}; !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestNoStop: a text of which a part is no number is not a place to go on at.
func TestNoStop(t *testing.T) {
	for _, text := range []string{"x 1795806000000000000", "-1 1795806000000000000", "61000000000 x", "61000000000"} {
		if at, played, ok := ParseStop(text); ok {
			t.Errorf("%q is %v, played %d", text, at, played)
		}
	}
}

// FuzzListening: any text of an edit is read without harm, and a text that was read is
// written and read as the same.
func FuzzListening(f *testing.F) {
	for _, text := range []string{"", "61000000000 1795806000000000000", "-1 5", "1.25", "NaN", `[{"at":5,"made":7,"note":"a\nb"}]`, `[{"at":-5}]`, `[{"at":1e30}]`, "{}", "null"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if at, played, ok := ParseStop(text); ok {
			if a, p, ok := ParseStop(FormatStop(at, time.Unix(0, played))); !ok || a != at || p != played {
				t.Errorf("%q: %v %d", text, a, p)
			}
		}
		if speed := ParseSpeed(text); speed != 0 && ParseSpeed(FormatSpeed(speed)) != speed {
			t.Errorf("%q: %v", text, speed)
		}
		marks := ParseBookmarks(text)
		if got := ParseBookmarks(FormatBookmarks(marks)); !slices.Equal(got, marks) && len(got)+len(marks) > 0 {
			t.Errorf("%q: %+v, then %+v", text, marks, got)
		}
	})
}
