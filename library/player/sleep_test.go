//go:build unix

package player

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

// TestSleep: the book is paused after a time, and at the end of a chapter, also if the
// chapter ends with its file and after the user went to another chapter.
func TestSleep(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 20, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"))
	l := listen(t)
	sleeps := func(what string) time.Duration {
		t.Helper()
		l.carriedOut()
		s := l.until(what, func(s *Status) bool {
			// However late the machine lets it look: once the player has seen that it is time, it sleeps.
			never, sleep := s.Sleep == Sleep{}, s.Sleep
			if s.Playing && never || sleep.End > 0 && s.at > sleep.End || !sleep.At.IsZero() && s.asOf.After(sleep.At) {
				t.Fatalf("%s: it is at %v as of %v, and does not sleep: %+v", what, s.at, s.asOf, sleep)
			}
			return never
		})
		if got := l.asks("pause"); got != "true" {
			t.Errorf("%s: mpv plays on", what)
		}
		return s.At(time.Now())
	}
	l.Play(line, 0)
	l.plays(0)
	l.SetSpeed(2)
	l.SleepAtChapterEnd()
	l.Seek(18 * time.Second)
	if at := sleeps("the end of a file"); !near(at, 20*time.Second, about) {
		t.Errorf("sleeps at %v, where a file ends at 20 s", at)
	}
	l.Seek(28 * time.Second)
	l.SleepAtChapterEnd()
	l.Toggle()
	if at := sleeps("the end of a chapter"); at < 30*time.Second-about {
		t.Errorf("sleeps at %v, where a chapter ends at 30 s", at)
	}
	l.Toggle()
	began := time.Now()
	l.SleepAfter(time.Second)
	sleeps("a second")
	if took := time.Since(began); took < time.Second {
		t.Errorf("sleeps after %v, not after a second", took)
	}
	if got := l.asks("volume"); got != "50.000000" {
		t.Errorf("after a faded second, the volume is %s", got)
	}
	l.Toggle()
	l.SleepAfter(fadeFor * 9 / 10)
	l.process()
	if got := l.asks("volume"); got == "50.000000" {
		t.Error("nothing fades")
	}
	l.SleepAfter(time.Hour)
	l.until("an hour", func(s *Status) bool { return time.Until(s.Sleep.At) > 59*time.Minute })
	l.SleepAfter(0)
	l.until("never", func(s *Status) bool { return s.Sleep == Sleep{} })
	if got := l.asks("volume"); got != "50.000000" {
		t.Errorf("no timer runs, but the volume is %s", got)
	}
	l.SleepAtChapterEnd()
	l.Seek(39900 * time.Millisecond)
	s := l.until("the end of the book", func(s *Status) bool { return !s.Playing })
	if !s.Asleep || s.Sleep != (Sleep{}) {
		t.Error("another book could begin")
	}
}

// double stands in for mpv, in the clock of a test.
type double struct {
	conn    net.Conn
	lock    sync.Mutex // of all below
	parts   int        // that it was told to play
	paused  bool
	silent  bool          // it has no sound output
	late    time.Duration // how long it takes to say whether it has one
	volumes []float64     // all that it was told
	at      time.Duration // where it was, at the moment asOf
	asOf    time.Time
}

// serve answers until the socket is closed.
func (d *double) serve() {
	for lines := bufio.NewScanner(d.conn); lines.Scan(); {
		var asked struct {
			ID      int64           `json:"request_id"`
			Command json.RawMessage `json:"command"`
		}
		if json.Unmarshal(lines.Bytes(), &asked) != nil {
			return
		}
		var words []any
		_ = json.Unmarshal(asked.Command, &words) // loadfile has names
		d.lock.Lock()
		now := time.Now()
		if !d.paused && !d.silent {
			d.at += now.Sub(d.asOf)
		}
		d.asOf = now
		data, failed := "null", "success"
		switch {
		case words == nil:
			d.parts++
			data = fmt.Sprintf(`{"playlist_entry_id":%d}`, d.parts)
		case words[0] == "set_property" && words[1] == "pause":
			d.paused = words[2].(bool)
		case words[0] == "set_property" && words[1] == "volume":
			d.volumes = append(d.volumes, words[2].(float64))
		case words[0] == "get_property" && words[1] == "time-pos":
			data = fmt.Sprint(d.at.Seconds())
		case words[0] == "get_property" && words[1] == "current-ao" && d.silent:
			failed = "property unavailable"
		}
		first := words == nil && d.parts == 1
		if first {
			d.at = 0
		}
		d.lock.Unlock()
		if len(words) > 1 && words[1] == "current-ao" {
			time.Sleep(d.late)
		}
		fmt.Fprintf(d.conn, `{"request_id":%d,"error":%q,"data":%s}`+"\n", asked.ID, failed, data)
		if first {
			d.says(`{"event":"start-file","playlist_entry_id":1}`, `{"event":"file-loaded"}`, `{"event":"playback-restart"}`)
		}
	}
}

// set changes what it does.
func (d *double) set(change func()) {
	d.lock.Lock()
	defer d.lock.Unlock()
	change()
}

// says sends events.
func (d *double) says(events ...string) {
	fmt.Fprintln(d.conn, strings.Join(events, "\n"))
}

// doubled returns a player with a double. Call it in the bubble of a test.
func doubled() (*Player, *double) {
	ours, theirs := net.Pipe()
	d := &double{conn: theirs, asOf: time.Now()}
	e := connected(ours)
	close(e.ended)
	go d.serve()
	p := New(Options{Speed: 1, Volume: 80, Log: slog.New(slog.DiscardHandler), Changed: func() {}, Say: func(_, _ message.Message) {}})
	p.do(func(o *owner) { o.mpv = e })
	return p, d
}

// wait waits until nothing goes on, and returns what mpv was told, from a volume on.
func (d *double) wait(from int) (volumes []float64, paused bool, at time.Duration) {
	synctest.Wait()
	d.lock.Lock()
	defer d.lock.Unlock()
	return slices.Clone(d.volumes[from:]), d.paused, d.at
}

// TestFade: the sound fades in the last seconds before a time of the clock, is as loud as
// before after the pause, and does not fade before the end of a chapter.
func TestFade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := doubled()
		defer p.Close()
		line := NewTimeline(&book.Book{Files: []*book.File{{Path: "/a.mp3", Media: book.Pack(&book.Media{Duration: time.Hour})}}},
			[]book.Chapter{{End: 20 * time.Minute}, {Start: 20 * time.Minute, End: time.Hour}})
		p.Play(line, 0)
		p.SleepAfter(5 * time.Minute)
		time.Sleep(5*time.Minute - fadeFor - time.Millisecond)
		if volumes, paused, _ := d.wait(0); len(volumes) > 0 || paused {
			t.Errorf("before the fade: %v, paused %v", volumes, paused)
		}
		time.Sleep(fadeFor)
		faded, paused, _ := d.wait(0)
		if len(faded) < 40 || faded[0] < 75 || faded[len(faded)-1] > 2 || paused {
			t.Fatalf("the fade: %v, paused %v", faded, paused)
		}
		for i := 1; i < len(faded); i++ {
			if faded[i] > faded[i-1] || faded[i-1]-faded[i] > 4 {
				t.Errorf("the fade is not even: %v", faded)
				break
			}
		}
		time.Sleep(2 * time.Millisecond)
		volumes, paused, there := d.wait(0)
		s := p.Status()
		if last := volumes[len(volumes)-1]; !paused || last != 80 || s.Playing || s.Volume != 80 || s.Sleep != (Sleep{}) {
			t.Errorf("asleep: paused %v, volume %v, %+v", paused, last, s)
		}
		if at := s.At(time.Now()); !near(at, 5*time.Minute, 10*time.Millisecond) || !near(there, at, 10*time.Millisecond) {
			t.Errorf("asleep at %v, mpv at %v", at, there)
		}
		before := len(volumes)
		p.Toggle()
		p.SleepAfter(3 * time.Second)
		time.Sleep(time.Second)
		p.SetVolume(60)
		time.Sleep(time.Second / 2)
		p.Pause()
		volumes, _, _ = d.wait(before)
		if last := volumes[len(volumes)-1]; last != 60 {
			t.Errorf("paused in a fade: %v", volumes)
		}
		for _, v := range volumes[:len(volumes)-1] {
			if v > 80*3/10+1 {
				t.Errorf("a change of the volume ends the fade: %v", volumes)
				break
			}
		}
		before += len(volumes)
		p.SleepAtChapterEnd()
		p.Toggle()
		time.Sleep(15*time.Minute + 5*time.Second)
		volumes, paused, _ = d.wait(before)
		if s := p.Status(); len(volumes) > 0 || !paused || !near(s.At(time.Now()), 20*time.Minute, 10*time.Millisecond) {
			t.Errorf("the end of a chapter: %v, paused %v, %v", volumes, paused, s.At(time.Now()))
		}
	})
}

// TestEndOfChapterAtTheEndOfAFile: a chapter that ends with its file ends there, even if the
// file is shorter than it seemed (cozy 747).
func TestEndOfChapterAtTheEndOfAFile(t *testing.T) {
	dir := t.TempDir()
	line := tale(t, 4, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3"))
	line.Parts[0].Length, line.Parts[0].Estimated, line.Length = 6*time.Second, true, 10*time.Second
	line.starts[1], line.Chapters = 6*time.Second, []book.Chapter{{End: 6 * time.Second}, {Start: 6 * time.Second, End: 10 * time.Second}}
	l := listen(t)
	l.Play(line, time.Second)
	l.plays(time.Second)
	l.SleepAtChapterEnd()
	s := l.until("it sleeps", func(s *Status) bool { return !s.Playing })
	if at := s.At(time.Now()); !near(at, 6*time.Second, about) || !s.Asleep || s.Sleep != (Sleep{}) {
		t.Errorf("it sleeps at %v: %+v", at, s)
	}
	if got := l.asks("pause"); got != "true" {
		t.Error("mpv plays on")
	}
	l.Toggle()
	l.plays(6 * time.Second)
}

// TestPauseAtTheBorderOfFiles: a chapter ends with its file, and mpv pauses as soon as it
// turns to the next file, before it has read or played anything of it.
func TestPauseAtTheBorderOfFiles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := doubled()
		defer p.Close()
		var files []*book.File
		for i := range book.ID(2) {
			files = append(files, &book.File{ID: i + 1, Path: fmt.Sprintf("/%d.mp3", i), Media: book.Pack(&book.Media{Duration: 10 * time.Minute, Estimated: true})})
		}
		p.Play(NewTimeline(&book.Book{Files: files}, []book.Chapter{{End: 10 * time.Minute}, {Start: 10 * time.Minute, End: 20 * time.Minute}}), 0)
		p.SleepAtChapterEnd()
		time.Sleep(9*time.Minute + 50*time.Second) // the file is shorter than it seemed
		if _, paused, _ := d.wait(0); paused {
			t.Fatal("it pauses before the end")
		}
		d.says(`{"event":"end-file","playlist_entry_id":1,"reason":"eof"}`, `{"event":"start-file","playlist_entry_id":2}`)
		_, paused, _ := d.wait(0)
		if s := p.Status(); !paused || s.Playing || !s.Asleep || s.At(time.Now()) != 10*time.Minute {
			t.Errorf("paused %v, at %v: %+v", paused, s.At(time.Now()), s)
		}
	})
}

// TestUpdateAtTheEndOfAChapter: the library changes the book at the very moment at which its
// chapter ends, and it sleeps there all the same.
func TestUpdateAtTheEndOfAChapter(t *testing.T) {
	const length = 10 * time.Minute
	line := func(folder, title string, chapters ...time.Duration) *Timeline {
		b := &book.Book{ID: 1, Meta: book.Meta{Title: title}}
		for i := range book.ID(2) {
			b.Files = append(b.Files, &book.File{ID: i + 1, Path: fmt.Sprintf("%s/%d.mp3", folder, i), Media: book.Pack(&book.Media{Duration: length})})
		}
		var all []book.Chapter
		for _, at := range chapters {
			all = append(all, book.Chapter{Start: at})
		}
		return NewTimeline(b, all)
	}
	byFile := []time.Duration{0, length}
	inside := []time.Duration{0, length / 2, length}
	for _, c := range []struct {
		name          string
		before, after *Timeline
		end           time.Duration
		reads         bool // mpv reads the book again
	}{
		{"where its file ends", line("/a", "A", byFile...), line("/a", "B", byFile...), length, false},
		{"where its file ends, and the files have moved", line("/a", "A", byFile...), line("/b", "A", byFile...), length, true},
		{"inside a file", line("/a", "A", inside...), line("/a", "B", inside...), length / 2, false},
		{"inside a file that has moved", line("/a", "A", inside...), line("/b", "A", inside...), length / 2, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, d := doubled()
				defer p.Close()
				p.Play(c.before, 0)
				p.SleepAtChapterEnd()
				time.Sleep(c.end - time.Second/2)
				p.do(func(o *owner) {
					time.Sleep(600 * time.Millisecond) // and its alarm waits for this
					o.update(1, c.after)
				})
				time.Sleep(2 * time.Second)
				if !c.reads && c.end == length {
					d.says(`{"event":"end-file","playlist_entry_id":1,"reason":"eof"}`, `{"event":"start-file","playlist_entry_id":2}`)
				}
				_, paused, _ := d.wait(0)
				s := p.Status()
				if at := s.At(time.Now()); !paused || s.Playing || !s.Asleep || s.Sleep != (Sleep{}) || !near(at, c.end, 300*time.Millisecond) {
					t.Errorf("paused %v, at %v: %+v", paused, at, s)
				}
				d.lock.Lock()
				defer d.lock.Unlock()
				if again := d.parts > 2; again != c.reads {
					t.Errorf("mpv was told %d times to read a file", d.parts)
				}
			})
		})
	}
}

// TestPartThatComesBackWhereTheChapterEnds: the file after the one that plays comes back
// while the book waits for the end of its chapter.
func TestPartThatComesBackWhereTheChapterEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, d := doubled()
		defer p.Close()
		b := &book.Book{ID: 1}
		for i := range book.ID(3) {
			b.Files = append(b.Files, &book.File{ID: i + 1, Path: fmt.Sprintf("/%d.mp3", i), Media: book.Pack(&book.Media{Duration: 10 * time.Minute})})
		}
		chapters := []book.Chapter{{}, {Start: 10 * time.Minute}, {Start: 20 * time.Minute}}
		whole := NewTimeline(b, chapters)
		b.Files[1].State = book.Missing
		p.Play(NewTimeline(b, chapters), 0)
		p.SleepAtChapterEnd()
		time.Sleep(10*time.Minute - time.Second)
		p.do(func(o *owner) {
			o.Timeline = whole
			o.ended(0, report{Reason: "eof"})
		})
		_, paused, _ := d.wait(0)
		if s := p.Status(); !paused || s.Playing || !s.Asleep || s.At(time.Now()) != 10*time.Minute {
			t.Errorf("paused %v, at %v: %+v", paused, s.At(time.Now()), s)
		}
	})
}

// TestEndInALargerBook: the last file of a book was heard to its end, and becomes a file in
// the middle of another. That book has not ended.
func TestEndInALargerBook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := doubled()
		defer p.Close()
		file := func(id book.ID) *book.File {
			return &book.File{ID: id, Path: fmt.Sprintf("/%d.mp3", id), Media: book.Pack(&book.Media{Duration: time.Minute})}
		}
		p.Play(NewTimeline(&book.Book{ID: 2, Files: []*book.File{file(2)}}, nil), 0)
		time.Sleep(time.Minute)
		p.do(func(o *owner) { o.ended(0, report{Reason: "eof"}) })
		synctest.Wait()
		if s := p.Status(); !s.Ended {
			t.Fatalf("%+v", s)
		}
		p.do(func(o *owner) {
			o.update(2, NewTimeline(&book.Book{ID: 1, Files: []*book.File{file(1), file(2), file(3)}}, nil))
		})
		synctest.Wait()
		if s := p.Status(); s.Ended || s.Timeline.ID != 1 || s.At(time.Now()) != 2*time.Minute {
			t.Errorf("at %v: %+v", s.At(time.Now()), s)
		}
	})
}

// TestAbsentFileOfAShorterBook: the last file is gone while it plays, and an earlier one
// leaves the book. mpv plays on, and its playlist has the right file.
func TestAbsentFileOfAShorterBook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _ := doubled()
		defer p.Close()
		file := func(id book.ID, state book.State) *book.File {
			return &book.File{ID: id, Path: fmt.Sprintf("/%d.mp3", id), State: state, Media: book.Pack(&book.Media{Duration: time.Minute})}
		}
		p.Play(NewTimeline(&book.Book{ID: 1, Files: []*book.File{file(1, book.Probed), file(2, book.Probed), file(3, book.Probed)}}, nil), 150*time.Second)
		time.Sleep(time.Second)
		playlist := map[int64]int{}
		p.do(func(o *owner) {
			o.entries, o.loaded = map[int64]int{1: 2, 7: 0}, true
			o.update(1, NewTimeline(&book.Book{ID: 1, Files: []*book.File{file(2, book.Probed), file(3, book.Missing)}}, nil))
			playlist = o.entries
		})
		synctest.Wait()
		if s := p.Status(); len(playlist) != 1 || playlist[1] != 1 || !s.Playing {
			t.Errorf("mpv’s playlist is %v, %+v", playlist, s)
		}
	})
}

// TestSleepWhereAFileIsLongerThanSaid: a chapter ends with a file that lasts longer than it
// is said to. The book sleeps at the real end of the file, not at the end that was said, and
// a time of the clock is right across it.
func TestSleepWhereAFileIsLongerThanSaid(t *testing.T) {
	t.Parallel()
	for name, estimated := range map[string]bool{"by an estimate": true, "by its header": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			line := claims(tale(t, 12, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3")), 2*time.Second, estimated)
			l := listen(t)
			l.Play(line, time.Second/2)
			l.SleepAtChapterEnd()
			s := l.until("it sleeps", func(s *Status) bool { return s.Asleep })
			part, offset := s.Timeline.Spot(s.At(time.Now()))
			if s.Heard.Sound < 9*time.Second || part != 1 || offset > about || s.Playing {
				t.Errorf("it sleeps in part %d at %v after %v: %+v", part, offset, s.Heard.Sound, s)
			}
			l.Play(line, time.Second/2)
			before := s.Heard
			l.until("it plays", func(s *Status) bool { return s.running })
			l.SleepAfter(14 * time.Second)
			s = l.until("it sleeps by the clock", func(s *Status) bool { return s.Asleep })
			part, offset = s.Timeline.Spot(s.At(time.Now()))
			if heard := s.Heard.Less(before).Clock; part != 1 || !near(heard, 14*time.Second, 2*time.Second) {
				t.Errorf("it sleeps in part %d at %v after %v", part, offset, heard)
			}
			if said := l.heard(); said != "" {
				t.Error(said)
			}
		})
	}
}
