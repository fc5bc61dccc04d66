//go:build unix

package player

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
	"lectern/library/message"
	"lectern/scripts/needs"
)

// patience is how long a test waits for mpv on a busy machine. It costs nothing unless the test
// fails.
const patience = time.Minute

// about is how far mpv may be from where it should be when the test looks at once.
const about = 700 * time.Millisecond

// listening is a player under test.
type listening struct {
	*Player
	t       *testing.T
	changed chan struct{}
	looked  time.Time // when the test last saw what it waited for
	lock    sync.Mutex
	said    []string
	why     string   // the reason of what was said last
	stalled []string // said of an mpv that does not move, as on a busy machine
}

func listen(t *testing.T, more ...string) *listening {
	t.Helper()
	needs.Programs(t, mpv)
	l := &listening{t: t, changed: make(chan struct{}, 1), looked: time.Now()}
	if more == nil {
		more = []string{"--ao=null"}
	}
	l.Player = New(Options{Speed: 1, Volume: 50, Log: slog.New(slog.NewTextHandler(t.Output(), nil)), More: more,
		Changed: l.wake, Say: func(text, why message.Message) {
			l.lock.Lock()
			defer l.lock.Unlock()
			if said := text.String(); strings.HasSuffix(said, "does not answer.") {
				l.stalled = append(l.stalled, said)
			} else {
				l.said, l.why = append(l.said, said), why.String()
			}
			l.wake()
		}})
	t.Cleanup(l.Close)
	return l
}

func (l *listening) wake() {
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// heard returns what the user was told, but for stalls.
func (l *listening) heard() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return strings.Join(l.said, "; ")
}

// stalls returns what the user was told of stalls.
func (l *listening) stalls() string {
	l.lock.Lock()
	defer l.lock.Unlock()
	return strings.Join(l.stalled, "; ")
}

// until waits until the status is as wanted.
func (l *listening) until(what string, holds func(s *Status) bool) *Status {
	l.t.Helper()
	late := time.After(patience)
	for {
		if s := l.Status(); holds(s) {
			l.looked = time.Now()
			return s
		}
		select {
		case <-l.changed:
		case <-late:
			s := l.Status()
			l.t.Fatalf("%s: never; now %+v, said %q", what, s, l.heard())
		}
	}
}

// plays waits until sound plays from a time on, at which the book was when the test last
// looked: on a busy machine some of it has played since.
func (l *listening) plays(at time.Duration) *Status {
	l.t.Helper()
	looked := l.looked
	return l.until(fmt.Sprint("plays from ", at), func(s *Status) bool {
		return s.running && playedFrom(s.at, at, looked, s.Speed)
	})
}

// playedFrom reports whether a book may be at a place now if it was about at another at some
// moment, or later, and has played since.
func playedFrom(now, at time.Duration, moment time.Time, speed float64) bool {
	return now >= at-about && now <= at+about+time.Duration(float64(time.Since(moment))*speed)
}

// stops waits until the player has said why it stopped.
func (l *listening) stops() *Status {
	l.t.Helper()
	return l.until("it stops", func(s *Status) bool { return s.Timeline != nil && !s.Playing && l.heard() != "" })
}

// process returns the number of the process of mpv.
func (l *listening) process() int {
	pid := make(chan int, 1)
	l.do(func(o *owner) { pid <- o.mpv.cmd.Process.Pid })
	return <-pid
}

// carriedOut returns the status after all commands so far.
func (l *listening) carriedOut() *Status {
	status := make(chan *Status, 1)
	l.do(func(*owner) { status <- l.Status() })
	return <-status
}

// paused waits until the book is paused, and mpv has said where.
func (l *listening) paused() *Status {
	l.t.Helper()
	l.until("pause", func(s *Status) bool { return !s.Playing })
	if got := l.asks("pause"); got != "true" { // it answers in turn
		l.t.Error("no pause:", got)
	}
	return l.carriedOut()
}

// asks returns what mpv says about a property.
func (l *listening) asks(property string) string {
	said := make(chan string, 1)
	l.do(func(o *owner) {
		o.mpv.say(command{"get_property", property}, func(r report) { said <- string(r.Data) })
	})
	return <-said
}

func near(a, b, by time.Duration) bool { return (a - b).Abs() <= by }

// sound makes an audio file of that many seconds. Its extension says its format.
func sound(t *testing.T, path string, length int) {
	t.Helper()
	needs.Programs(t, "ffmpeg")
	ext := filepath.Ext(path)
	made := filepath.Join(t.TempDir(), "made"+ext)
	out, err := exec.Command("ffmpeg", "-v", "error", "-f", "lavfi", "-i", fmt.Sprintf("sine=r=24000:d=%d", length), "-b:a", "24k", made).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := os.Rename(made, path); err != nil {
		t.Fatal(err)
	}
}

// tale makes a book of these files, with that many seconds each, and a chapter for every
// ten seconds.
func tale(t *testing.T, length int, paths ...string) *Timeline {
	t.Helper()
	b := &book.Book{ID: 1, Meta: book.Meta{Title: "Tale"}}
	for i, path := range paths {
		sound(t, path, length)
		b.Files = append(b.Files, &book.File{ID: book.ID(10 + i), Path: path, State: book.Found, Media: book.Pack(&book.Media{Duration: time.Duration(length) * time.Second})})
	}
	var chapters []book.Chapter
	for at := 0; at < length*len(paths); at += 10 {
		chapters = append(chapters, book.Chapter{Start: time.Duration(at) * time.Second})
	}
	return NewTimeline(b, chapters)
}

// TestTimePassesWithTheClock: the position follows the clock, at any speed, and stands
// still in a pause.
func TestTimePassesWithTheClock(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 60, filepath.Join(t.TempDir(), "a.mp3")), 10*time.Second)
	for _, speed := range []float64{1, 2.5} {
		l.SetSpeed(speed)
		if got := l.asks("speed"); got != fmt.Sprintf("%.6f", speed) { // it answers in turn
			t.Errorf("the speed is %s at once, want %v", got, speed)
		}
		l.until("speed", func(s *Status) bool { return s.running && s.Speed == speed })
		first := l.carriedOut()
		l.until("time passes with the clock", func(s *Status) bool { // an answer that came late is not
			took, got := s.asOf.Sub(first.asOf), s.at-first.at
			if took < 1500*time.Millisecond {
				return false
			}
			if first = s; !near(got, time.Duration(float64(took)*speed), 400*time.Millisecond) {
				t.Logf("at speed %v, %v of the book passed in %v", speed, got, took)
				return false
			}
			return true
		})
	}
	l.Toggle()
	if l.paused().running {
		t.Error("time passes in the pause")
	}
	select { // what came before the pause is over
	case <-l.changed:
	default:
	}
	select {
	case <-l.changed:
		t.Error("something goes on in the pause")
	case <-time.After(2 * askEvery):
	}
	at := l.Status().At(time.Now())
	l.Toggle()
	l.plays(at)
	l.Toggle()
	at = l.paused().At(time.Now())
	l.do(func(o *owner) { o.rested = o.rested.Add(-2 * time.Minute) })
	l.SetSpeed(2) // what the user does in the pause does not end it
	l.SetVolume(60)
	l.Toggle()
	l.plays(at - 5*time.Second)
	if got := l.asks("audio-pitch-correction"); got != "true" {
		t.Error("the pitch changes with the speed:", got)
	}
}

// TestJumps: chapters, skips and places are found in one long file and across several
// short ones, also in quick succession.
func TestJumps(t *testing.T) {
	dir := t.TempDir()
	for name, line := range map[string]*Timeline{
		"one m4b":    tale(t, 90, filepath.Join(dir, "a.m4b")),
		"three mp3":  tale(t, 30, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"), filepath.Join(dir, "3.mp3")),
		"three opus": tale(t, 30, filepath.Join(dir, "1.opus"), filepath.Join(dir, "2.opus"), filepath.Join(dir, "3.opus")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := listen(t)
			began := time.Now()
			l.Play(line, 0)
			l.plays(0)
			for _, c := range []struct {
				what string
				do   func()
				want time.Duration
			}{
				{"next chapter", l.Next, 10 * time.Second},
				{"a place", func() { l.Seek(65 * time.Second) }, 65 * time.Second},
				// From places that are known: a chapter that has played for a while begins again.
				{"start of the chapter", func() { l.Seek(65 * time.Second); l.Previous() }, 60 * time.Second},
				{"chapter before", func() { l.Seek(60 * time.Second); l.Previous() }, 50 * time.Second},
				{"back", func() { l.Skip(-30 * time.Second) }, 20 * time.Second},
				{"another place", func() { l.Seek(20 * time.Second) }, 20 * time.Second},
				{"forward", func() { l.Skip(30 * time.Second) }, 50 * time.Second},
				{"before the start", func() { l.Skip(-time.Hour) }, 0},
				{"many jumps", func() {
					for at := range 80 {
						l.Seek(time.Duration(at) * time.Second)
					}
				}, 79 * time.Second},
			} {
				before := began // a skip goes on from there
				began = time.Now()
				c.do()
				asked := l.carriedOut()
				if at := asked.At(time.Now()); !playedFrom(at, c.want, before, 1) {
					t.Fatalf("%s: at once %v, want %v", c.what, at, c.want)
				}
				s := l.until(c.what, func(s *Status) bool { return s.running && s.asOf.After(asked.asOf) })
				if !playedFrom(s.at, c.want, before, 1) {
					t.Errorf("%s: %v, want %v", c.what, s.at, c.want)
				}
			}
		})
	}
}

// TestTheEnd: the parts play one after the other. At the end of the last one the book has
// ended, and begins again if it is played again.
func TestTheEnd(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 3, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"), filepath.Join(dir, "3.mp3"))
	l := listen(t)
	began := time.Now()
	l.Play(line, time.Second)
	l.until("the second part", func(s *Status) bool { return s.at > 3*time.Second })
	s := l.until("the end", func(s *Status) bool { return s.Ended })
	if took := time.Since(began); took < 7*time.Second || s.Playing || !s.Audible || s.At(time.Now()) != 9*time.Second {
		t.Errorf("after %v: %+v", took, s)
	}
	l.Toggle()
	l.plays(0)
	l.Seek(time.Hour)
	l.until("the end again", func(s *Status) bool { return s.Ended })
	l.Previous()
	if s := l.until("back from the end", func(s *Status) bool { return !s.Ended }); s.Playing {
		t.Error("it plays without being asked")
	}
	l.Stop()
	l.until("closed", func(s *Status) bool { return s.Timeline == nil })
	if said := l.heard(); said != "" {
		t.Error(said)
	}
}

// TestOddNames: mpv plays the very file, whatever it is called.
func TestOddNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"-a.mp3", "--b=c.mp3", "a\nb\t\"\\.mp3", "\xff\xfe.mp3", "%20#?.mp3", "Ü 日本.mp3", " x ", "memory:", "~~home"} {
		real := "x.mp3"
		line := tale(t, 30, real)
		if err := os.Rename(real, name); err != nil {
			t.Fatal(err)
		}
		line.Parts[0].Path = name
		l := listen(t)
		l.Play(line, 0)
		l.until(fmt.Sprintf("%q plays", name), func(s *Status) bool { return s.running && s.at > 0 })
		l.Close()
	}
}

// TestFilesThatAreGone: the player leaves out a part that is known to be missing. At one
// that it cannot read, it stops, and goes on there when it can be read again.
func TestFilesThatAreGone(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 60, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"), filepath.Join(dir, "3.mp3"))
	line.Parts[1].Absent = true
	gone := filepath.Join(dir, "gone")
	if err := os.Rename(line.Parts[2].Path, gone); err != nil {
		t.Fatal(err)
	}
	l := listen(t)
	l.Play(line, 59*time.Second)
	s := l.stops()
	if s.Ended || s.At(time.Now()) != 120*time.Second || l.heard() != "“3.mp3” can’t be played." {
		t.Errorf("%+v, said %q", s, l.heard())
	}
	if err := os.Rename(gone, line.Parts[2].Path); err != nil {
		t.Fatal(err)
	}
	l.Toggle()
	l.plays(120 * time.Second)
	line = tale(t, 60, filepath.Join(dir, "4.mp3"), filepath.Join(dir, "5.mp3"))
	line.Parts[1].Absent = true
	l.Play(line, time.Second)
	l.plays(time.Second)
	l.Seek(61 * time.Second)
	s = l.until("the rest is not there", func(*Status) bool { return strings.HasSuffix(l.heard(), "the files are not there.") })
	if !s.Playing || s.At(time.Now()) > 60*time.Second || strings.Contains(l.heard(), "its files are not there") {
		t.Errorf("%+v, said %q", s, l.heard())
	}
	line = saga()
	for i := range line.Parts {
		line.Parts[i].Absent = true
	}
	l.Play(line, 0)
	l.until("nothing there", func(s *Status) bool { return strings.Contains(l.heard(), "its files are not there") && !s.Playing })
}

// TestManyParts: mpv is told of thousands of parts without waiting for its answers, which
// are more than the socket holds. A part is longer than the test, so that a busy machine has
// time to see it.
func TestManyParts(t *testing.T) {
	const parts, length = 3000, 10 * time.Minute
	dir := t.TempDir()
	line := tale(t, int(length/time.Second), filepath.Join(dir, "1.mp3"))
	first := line.Parts[0].Path
	b := &book.Book{ID: 1}
	for i := range parts {
		path := filepath.Join(dir, fmt.Sprintf("%d.mp3", i+1))
		if path != first {
			if err := os.Symlink(first, path); err != nil {
				t.Fatal(err)
			}
		}
		b.Files = append(b.Files, &book.File{Path: path, State: book.Found, Media: book.Pack(&book.Media{Duration: length})})
	}
	line = NewTimeline(b, nil)
	l := listen(t)
	plays := func(part int) {
		t.Helper()
		l.until(fmt.Sprint("plays part ", part), func(s *Status) bool { return s.running && s.part == part })
	}
	l.Play(line, 0)
	plays(0)
	l.Seek(parts / 2 * length)
	plays(parts / 2)
	if said := l.heard(); said != "" {
		t.Error(said)
	}
	l.Play(line, 0)
	l.Close()
}

// TestNothingToPlay: a book without its files opens where it would go on, whatever was open
// before, and its files may come back.
func TestNothingToPlay(t *testing.T) {
	dir := t.TempDir()
	l := listen(t)
	l.Play(tale(t, 60, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3")), 70*time.Second)
	l.plays(70 * time.Second)
	back := tale(t, 60, filepath.Join(dir, "3.mp3"), filepath.Join(dir, "4.mp3"))
	gone := *back
	gone.Parts = slices.Clone(back.Parts)
	gone.Parts[0].Absent, gone.Parts[1].Absent = true, true
	l.Play(&gone, 80*time.Second)
	s := l.stops()
	if at := s.At(time.Now()); at != 80*time.Second {
		t.Error(at)
	}
	l.Update(back.ID, back)
	s = l.until("its files are back", func(s *Status) bool { return s.Timeline == back })
	if at := s.At(time.Now()); at != 80*time.Second {
		t.Error("its files are back:", at)
	}
	l.Toggle()
	l.plays(80 * time.Second)
}

// TestDiskThatGoesAway: what mpv has open plays on while the files are not there, and the
// book goes on when they are back.
func TestDiskThatGoesAway(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 20, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"))
	away := *line
	away.Parts = slices.Clone(line.Parts)
	away.Parts[0].Absent, away.Parts[1].Absent = true, true
	l := listen(t)
	l.Play(line, 5*time.Second)
	l.plays(5 * time.Second)
	l.Update(away.ID, &away)
	l.until("away", func(s *Status) bool { return s.Timeline == &away })
	s := l.until("it plays on", func(s *Status) bool { return s.running && s.at > 8*time.Second || !s.Playing })
	if !s.Playing || l.heard() != "" {
		t.Errorf("%+v, said %q", s, l.heard())
	}
	back := *line
	l.Update(back.ID, &back)
	l.until("back", func(s *Status) bool { return s.Timeline == &back && s.running && s.at > 8*time.Second })
	l.Seek(30 * time.Second)
	l.plays(30 * time.Second)
	l.Update(away.ID, &away)
	l.Seek(2 * time.Second)
	l.until("a part that is not there", func(s *Status) bool { return !s.Playing && strings.Contains(l.heard(), "its files are not there") })
}

// TestDiskAwayAtTheEndOfAFile: if the disk is away when a file ends, the book stops there.
// It is over only if mpv got no further file.
func TestDiskAwayAtTheEndOfAFile(t *testing.T) {
	for _, c := range []struct {
		from  time.Duration
		ended bool
		at    time.Duration
	}{{0, false, 20 * time.Second}, {20100 * time.Millisecond, true, 40 * time.Second}} {
		dir := t.TempDir()
		line := tale(t, 20, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"))
		away := *line
		away.Parts = slices.Clone(line.Parts)
		away.Parts[0].Absent, away.Parts[1].Absent = true, true
		l := listen(t)
		l.Play(line, c.from)
		l.plays(c.from)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		l.Update(away.ID, &away)
		l.Seek(c.at - 2*time.Second) // before it, mpv has time to read the next file ahead
		s := l.until("it stops", func(s *Status) bool { return !s.Playing })
		if s.Ended != c.ended || !near(s.At(time.Now()), c.at, 300*time.Millisecond) {
			t.Errorf("from %v: ended %v at %v, said %q", c.from, s.Ended, s.At(time.Now()), l.heard())
		}
	}
}

// TestCutOff: a last part that ends too early does not count as the end of the book.
func TestCutOff(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp3")
	line := tale(t, 2, path)
	line.Parts[0].Length, line.Length = time.Hour, time.Hour
	l := listen(t)
	l.Play(line, 0)
	s := l.stops()
	if s.Ended || !near(s.At(time.Now()), 2*time.Second, 2*time.Second) || l.heard() != "“a.mp3” ended early: part of it can’t be read." {
		t.Errorf("%+v, said %q", s, l.heard())
	}
}

// TestCutOffInTheMiddle: the user hears of a file that ended early, and the book goes on.
func TestCutOffInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 2, filepath.Join(dir, "a.mp3"), filepath.Join(dir, "b.mp3"))
	lost := time.Hour - line.Parts[0].Length
	line.Parts[0].Length += lost
	line.starts[1] += lost
	line.Length += lost
	l := listen(t)
	l.Play(line, 0)
	l.until("the next part", func(s *Status) bool { return s.at > time.Hour })
	if said := l.heard(); said != "“a.mp3” ended early: part of it can’t be read." {
		t.Errorf("said %q", said)
	}
}

// TestMovedWhilePlaying: a book goes on where it is if its files have moved.
func TestMovedWhilePlaying(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 20, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"))
	l := listen(t)
	l.Play(line, 2*time.Second)
	l.plays(2 * time.Second)
	moved := *line
	moved.Parts = nil
	for _, p := range line.Parts {
		p2 := p
		p2.Path += ".mp3"
		if err := os.Rename(p.Path, p2.Path); err != nil {
			t.Fatal(err)
		}
		moved.Parts = append(moved.Parts, p2)
	}
	l.Update(line.ID, &moved)
	l.until("the moved file", func(s *Status) bool { return s.running && s.Timeline == &moved })
	if got, want := l.asks("path"), fmt.Sprintf("%q", moved.Parts[0].Path); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	l.Skip(18 * time.Second)
	l.until("the next part", func(s *Status) bool { return s.running && s.at > 20*time.Second })
}

// TestPartsThatCameAndWent: when the book gets other parts, the file that plays goes on, also
// in another book. If none has it, nothing changes: the book does not jump, and above all it
// has not come to its end.
func TestPartsThatCameAndWent(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 20, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"), filepath.Join(dir, "3.mp3"))
	without := func(gone int) *Timeline {
		b := &book.Book{ID: line.ID}
		for i, p := range line.Parts {
			if i != gone {
				b.Files = append(b.Files, &book.File{ID: p.File, Path: p.Path, State: book.Found, Media: book.Pack(&book.Media{Duration: p.Length})})
			}
		}
		return NewTimeline(b, nil)
	}
	other := without(0)
	other.ID = 77
	l := listen(t)
	for _, c := range []struct {
		before, after *Timeline
		from, to      int // seconds
		path          string
	}{
		{line, without(0), 30, 10, line.Parts[1].Path},
		{without(0), line, 10, 30, line.Parts[1].Path},
		{line, other, 30, 10, line.Parts[1].Path},
	} {
		began := time.Now()
		l.Play(c.before, time.Duration(c.from)*time.Second)
		l.plays(time.Duration(c.from) * time.Second)
		l.Update(c.before.ID, c.after)
		l.until("the new parts", func(s *Status) bool {
			return s.running && s.Timeline == c.after && playedFrom(s.at, time.Duration(c.to)*time.Second, began, 1)
		})
		if got, want := l.asks("path"), fmt.Sprintf("%q", c.path); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	began := time.Now()
	l.Play(line, 50*time.Second)
	l.plays(50 * time.Second)
	l.Update(line.ID, without(2))
	l.Update(99, without(0))
	if s := l.carriedOut(); s.Timeline != line || !s.Playing || s.Ended || !playedFrom(s.At(time.Now()), 50*time.Second, began, 1) {
		t.Errorf("%+v", s)
	}
}

// TestCrash: if mpv is killed, it starts again at the same second. If it is killed again
// at once, the book is paused until the user plays it.
func TestCrash(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 60, filepath.Join(t.TempDir(), "a.mp3")), 20*time.Second)
	l.plays(20 * time.Second)
	first := l.process()
	looked := time.Now()
	at := l.Status().At(looked)
	if err := syscall.Kill(first, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	const restarted = "The player mpv quit unexpectedly and was restarted."
	l.until("it ended", func(*Status) bool { return l.heard() != "" })
	second := l.process() // from here on, the status is not that of the first
	l.looked = looked
	l.plays(at)
	if said := l.heard(); said != restarted || second == first {
		t.Errorf("said %q, process %d after %d", said, second, first)
	}
	if syscall.Kill(first, 0) == nil {
		t.Error("a zombie is left behind")
	}
	l.do(func(o *owner) {
		if !o.restarts.IsZero() {
			o.restarts = time.Now() // a busy machine has taken its time
		}
	})
	l.carriedOut()
	if err := syscall.Kill(second, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	l.until("it ended again", func(*Status) bool { return l.heard() != restarted })
	s := l.carriedOut()
	if said := l.heard(); s.Playing || said != restarted+"; The player mpv quit again, so the book is paused." {
		t.Fatalf("said %q, %+v", said, s)
	}
	at = s.At(time.Now())
	l.Toggle()
	l.plays(at)
	pid := l.process()
	l.Close()
	if syscall.Kill(pid, 0) == nil {
		t.Error("mpv is left behind")
	}
}

// TestHung: an mpv that does not answer is killed in the end, and the player stays usable.
func TestHung(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 60, filepath.Join(t.TempDir(), "a.mp3")), 0)
	l.plays(0)
	pid := l.process()
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	l.Stop()
	l.until("closed", func(s *Status) bool { return s.Timeline == nil })
	if syscall.Kill(pid, 0) == nil {
		t.Error("the hung mpv is left behind")
	}
}

// TestHungPlayer: mpv reads no commands and cannot be killed. The player does not wait for it,
// and gives it up after a while.
func TestHungPlayer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ours, theirs := net.Pipe()
		defer theirs.Close()
		e := connected(ours)
		e.cmd = &exec.Cmd{Process: &os.Process{}}
		p := New(Options{Speed: 1, Volume: 50, Log: slog.New(slog.DiscardHandler), Changed: func() {}, Say: func(_, _ message.Message) {}})
		defer p.Close()
		began := time.Now()
		p.do(func(o *owner) { o.mpv = e })
		for i := range 100 {
			p.SetVolume(i)
		}
		synctest.Wait()
		if took, volume := time.Since(began), p.Status().Volume; took > 0 || volume != 99 {
			t.Errorf("the volume is %d after %v", volume, took)
		}
		time.Sleep(writePatience + 2*quitPatience + time.Millisecond)
		gone := make(chan bool, 1)
		p.do(func(o *owner) { gone <- o.mpv == nil })
		if !<-gone {
			t.Error("it is not given up")
		}
	})
}

func TestNoSoundOutput(t *testing.T) {
	l := listen(t, "--ao=alsa", "--audio-device=alsa/nothing")
	l.Play(tale(t, 2, filepath.Join(t.TempDir(), "a.mp3")), time.Second)
	s := l.stops()
	if l.heard() != "There is no sound output." || s.Ended || s.Audible || !near(s.At(time.Now()), time.Second, 100*time.Millisecond) {
		t.Errorf("%q, %+v", l.heard(), s)
	}
}

// TestSlowSoundOutput: while mpv opens a sound output, which fails in the end, no time passes
// and nothing is heard, neither at first nor when mpv had one before.
func TestSlowSoundOutput(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := doubled()
		defer p.Close()
		failsAt := func(at time.Duration, entry int) {
			t.Helper()
			heard := p.Status().Heard
			time.Sleep(5*time.Second - askEvery/3)
			d.says(fmt.Sprintf(`{"event":"end-file","playlist_entry_id":%d,"reason":"error","file_error":"audio output initialization failed"}`, entry))
			synctest.Wait()
			if s := p.Status(); s.Playing || s.At(time.Now()) != at || s.Heard != heard {
				t.Errorf("at %v, not %v: %+v, heard before: %+v", s.At(time.Now()), at, s, heard)
			}
		}
		d.set(func() { d.silent = true })
		p.Play(hours(1), 0)
		failsAt(0, 1)
		d.set(func() { d.silent, d.parts = false, 0 })
		p.Toggle()
		time.Sleep(5 * time.Second)
		d.set(func() { d.silent, d.at = true, time.Hour/2 })
		p.Seek(time.Hour + time.Hour/2)
		synctest.Wait()
		d.says(`{"event":"start-file","playlist_entry_id":3}`, `{"event":"file-loaded"}`)
		failsAt(time.Hour+time.Hour/2, 3)
	})
}

// TestSoundOutputOfAChangedBook: time passes although the book got another ID while mpv was asked
// for its sound output.
func TestSoundOutputOfAChangedBook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := doubled()
		defer p.Close()
		d.late = time.Second
		p.Play(hours(1), 0)
		time.Sleep(time.Second / 2)
		p.Update(1, hours(2))
		time.Sleep(5 * time.Second)
		if s := p.Status(); s.Timeline.ID != 2 || !s.Audible || s.At(time.Now()) < 3*time.Second {
			t.Errorf("at %v: %+v", s.At(time.Now()), s)
		}
	})
}

// hours returns the timeline of a book with two files of an hour, which a double plays.
func hours(id book.ID) *Timeline {
	hour := book.Pack(&book.Media{Duration: time.Hour})
	return NewTimeline(&book.Book{ID: id, Files: []*book.File{{Path: "/a.mp3", Media: hour}, {Path: "/b.mp3", Media: hour}}}, nil)
}

func TestNotInstalled(t *testing.T) {
	l := listen(t)
	line := tale(t, 2, filepath.Join(t.TempDir(), "a.mp3"))
	t.Setenv("PATH", t.TempDir())
	if Installed() {
		t.Error("mpv is where it is not")
	}
	l.Play(line, 0)
	l.stops()
	if l.heard() != "The player mpv did not start." {
		t.Error(l.heard())
	}
}

// TestWhatIsHeard: only sound that plays counts: by the clock and, at double speed, twice of
// the book; no jump, no pause, and no time for which the computer slept.
func TestWhatIsHeard(t *testing.T) {
	dir := t.TempDir()
	l := listen(t)
	l.Play(tale(t, 30, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3")), 0)
	l.plays(0)
	l.SetSpeed(2)
	began := l.until("double speed", func(s *Status) bool { return s.running && s.Speed == 2 })
	l.Seek(20 * time.Second)
	l.plays(20 * time.Second)
	l.Next()
	l.plays(30 * time.Second)
	l.do(func(o *owner) { o.asOf = o.asOf.Add(-time.Hour) })
	s := l.until("it is heard", func(s *Status) bool { // not from the first moment on if the machine is busy
		return s.running && s.at > 35*time.Second && s.Heard.Less(began.Heard).Clock > 2*time.Second
	})
	passed := s.asOf.Sub(began.asOf.Round(0).Add(0))
	heard := s.Heard.Less(began.Heard)
	if heard.Clock > passed+longestGuess || !near(heard.Sound, 2*heard.Clock, time.Millisecond) {
		t.Errorf("%+v in %v", heard, passed)
	}
	l.Pause()
	before := l.until("pause", func(s *Status) bool { return !s.Playing }).Heard
	l.do(func(o *owner) { o.asOf = o.asOf.Add(-time.Hour) })
	l.Seek(time.Second)
	s = l.until("a jump in the pause", func(s *Status) bool { return s.At(time.Now()) == time.Second })
	if s.Heard != before {
		t.Errorf("%+v in the pause, %+v before it", s.Heard, before)
	}
	l.Stop()
	if s := l.until("closed", func(s *Status) bool { return s.Timeline == nil }); s.Heard != before {
		t.Errorf("%+v after the end, %+v before it", s.Heard, before)
	}
}

// TestWrongLengths: the time goes on past the length that a file claims, to the end of its
// sound, and all of it counts as heard.
func TestWrongLengths(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp3")
	line := tale(t, 6, path)
	line.Parts[0].Length, line.Length = 2*time.Second, 2*time.Second
	l := listen(t)
	began := time.Now()
	l.Play(line, 0)
	s := l.until("the end", func(s *Status) bool { return s.Ended })
	if took := time.Since(began); took < 5*time.Second || !near(s.Heard.Clock, 6*time.Second, 1500*time.Millisecond) || s.At(time.Now()) != 2*time.Second {
		t.Errorf("after %v: %+v", took, s)
	}
	if said := l.heard(); said != "" {
		t.Error(said)
	}
}

// TestRest: mpv ends in a long pause, and the book goes on as if it had not.
func TestRest(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 60, filepath.Join(t.TempDir(), "a.mp3")), 20*time.Second)
	l.plays(20 * time.Second)
	rest := func() {
		t.Helper()
		ended := make(chan struct{})
		l.do(func(o *owner) {
			e := o.mpv
			o.rest.Reset(0)
			go func() { <-e.ended; close(ended) }()
		})
		for late := time.After(patience); ; {
			select {
			case <-ended:
				return
			case <-l.changed: // an answer of mpv has put it off
				l.do(func(o *owner) { o.rest.Reset(0) })
			case <-late:
				t.Fatal("mpv does not end in the pause")
			}
		}
	}
	l.Pause()
	at := l.paused().At(time.Now())
	rest()
	// mpv may say more exactly where it stands if it had just begun.
	if s := l.Status(); s.Timeline == nil || s.Playing || !near(s.At(time.Now()), at, about) || l.heard() != "" {
		t.Errorf("%+v, said %q", s, l.heard())
	}
	l.Toggle()
	l.plays(at)
	l.Pause()
	l.until("pause", func(s *Status) bool { return !s.Playing })
	rest()
	l.Seek(40 * time.Second)
	l.SetSpeed(1.5)
	l.until("a jump in the pause", func(s *Status) bool {
		loaded := make(chan bool, 1)
		l.do(func(o *owner) { loaded <- o.loaded })
		return <-loaded && s.Speed == 1.5 && near(s.At(time.Now()), 40*time.Second, time.Second)
	})
	if got := l.asks("speed") + l.asks("pause"); got != "1.500000true" {
		t.Error(got)
	}
	l.Toggle()
	l.plays(40 * time.Second)
}

// TestProtected: the player says why it cannot play a copy-protected file, which it tries to.
func TestProtected(t *testing.T) {
	path := filepath.Join(t.TempDir(), "1.aax")
	if err := os.WriteFile(path, []byte(strings.Repeat("encrypted", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	l := listen(t)
	l.Play(NewTimeline(&book.Book{Files: []*book.File{{
		ID: 1, Path: path, State: book.Failed, Fault: &book.Fault{Kind: book.Protected}, Media: book.Pack(&book.Media{Duration: time.Minute}),
	}}}, nil), 0)
	l.stops()
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.why != "It is copy-protected (DRM)." {
		t.Errorf("%q %q", l.said, l.why)
	}
}

// TestSilentParts: files in which nothing can be played are left out, wherever they are. If
// there is nothing else, mpv has the last word.
func TestSilentParts(t *testing.T) {
	dir := t.TempDir()
	b := &book.Book{ID: 1, Meta: book.Meta{Title: "Tale"}}
	for i, name := range []string{"0.mp3", "1.mp3", "2.mp3", "3.mp3", "4.mp3"} {
		f := &book.File{ID: book.ID(i + 1), Path: filepath.Join(dir, name)}
		if i%2 == 1 {
			sound(t, f.Path, 3)
			f.State, f.Media = book.Probed, book.Pack(&book.Media{Duration: 3 * time.Second})
		} else {
			if err := os.WriteFile(f.Path, []byte(strings.Repeat("no sound ", i)), 0o600); err != nil {
				t.Fatal(err)
			}
			f.State, f.Size, f.Fault = book.Failed, int64(9*i), &book.Fault{Kind: book.NotAudio, Reason: "no audio"}
			if i == 0 {
				f.Fault = &book.Fault{Kind: book.Truncated, Reason: "empty file"}
			}
		}
		b.Files = append(b.Files, f)
	}
	line := NewTimeline(b, nil)
	if n := line.Skipped(); n != 3 || line.Length != 6*time.Second {
		t.Errorf("%d parts are left out of %v", n, line.Length)
	}
	l := listen(t)
	l.Play(line, 0)
	l.plays(0)
	l.SetSpeed(FastestSpeed)
	s := l.until("the end", func(s *Status) bool { return !s.Playing })
	if !s.Ended || l.heard() != "" || s.At(time.Now()) != 6*time.Second {
		t.Errorf("%+v, said %q", s, l.heard())
	}
	l.SetSpeed(SlowestSpeed) // the machine has time to see it
	l.Seek(3 * time.Second)
	l.Toggle()
	l.plays(3 * time.Second)
	b.Files[4].Media = book.Pack(&book.Media{Duration: 3 * time.Second}) // from an earlier read
	silent := NewTimeline(b, nil)
	silent.Parts[4].Silent = true
	l.Play(silent, 7*time.Second)
	l.stops()
	if got := l.heard(); got != "“Tale” can’t be played from there to its end: the files can’t be read." {
		t.Error(got)
	}
	b.Files = b.Files[:1]
	if n := NewTimeline(b, nil).Skipped(); n != 0 {
		t.Error("the only file is left out")
	}
}
