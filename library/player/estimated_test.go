//go:build unix

package player

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"lectern/library/book"
)

// claims returns a timeline whose first part is said to last another time than it does.
func claims(t *Timeline, length time.Duration, estimated bool) *Timeline {
	b := &book.Book{ID: t.ID}
	for i, p := range t.Parts {
		m := &book.Media{Duration: p.Length}
		if i == 0 {
			m.Duration, m.Estimated = length, estimated
		}
		b.Files = append(b.Files, &book.File{ID: p.File, Path: p.Path, State: book.Probed, Media: book.Pack(m)})
	}
	return NewTimeline(b, []book.Chapter{{End: length}, {Start: length, End: b.Duration}})
}

// TestLongerThanSaid: a part that lasts longer than it is said to plays on, and the book has
// its real place in it: the user can go back from there, and it ends where its sound ends.
func TestLongerThanSaid(t *testing.T) {
	t.Parallel()
	for name, estimated := range map[string]bool{"by an estimate": true, "by its header": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			line := claims(tale(t, 16, filepath.Join(dir, "1.mp3"), filepath.Join(dir, "2.mp3")), 2*time.Second, estimated)
			l := listen(t)
			l.Play(line, time.Second)
			s := l.until("behind the end", func(s *Status) bool { return s.running && s.at > 9*time.Second })
			if part, offset := s.Timeline.Spot(s.at); part != 0 || offset != s.at || s.Timeline.Chapter(s.at) != 0 || s.Timeline.Length < 25*time.Second {
				t.Errorf("in part %d at %v, chapter %d, of %v", part, offset, s.Timeline.Chapter(s.at), s.Timeline.Length)
			}
			if s.Timeline.Finished(s.at) {
				t.Error("finished in the middle")
			}
			looked := l.looked
			l.Skip(-5 * time.Second)
			l.plays(s.at - 5*time.Second)
			before := l.Status().Timeline.Length
			l.Update(line.ID, line) // read again, with the same length
			if now := l.carriedOut(); !playedFrom(now.At(time.Now()), s.at-5*time.Second, looked, 1) || now.Timeline.Length != before {
				t.Errorf("after an update at %v of %v, before it about %v of %v", now.at, now.Timeline.Length, s.at-5*time.Second, before)
			}
			l.until("the second part", func(s *Status) bool { return s.running && s.part == 1 })
			l.Pause()
			s = l.paused()
			there, err := strconv.ParseFloat(l.asks("time-pos"), 64)
			if part, offset := s.Timeline.Spot(s.at); part != 1 || err != nil || !near(offset, time.Duration(there*float64(time.Second)), about) || s.Timeline.Chapter(s.at) != 1 {
				t.Errorf("in part %d at %v, mpv at %v, %v; chapter %d", part, offset, there, err, s.Timeline.Chapter(s.at))
			}
			if said := l.heard(); said != "" {
				t.Error(said)
			}
		})
	}
}

// TestEndBehindTheEstimate: the only part of a book plays to its real end, and sleeps at it.
func TestEndBehindTheEstimate(t *testing.T) {
	t.Parallel()
	line := claims(tale(t, 6, filepath.Join(t.TempDir(), "1.mp3")), 2*time.Second, true)
	l := listen(t)
	l.Play(line, time.Second)
	l.SleepAtChapterEnd()
	s := l.until("the end", func(s *Status) bool { return s.Ended })
	if s.Playing || !s.Asleep || s.Heard.Sound < 4*time.Second {
		t.Errorf("%+v", s)
	}
}

// TestStopBehindTheEstimate: a book that was left behind the end that its files were said to
// have goes on there, and so do its bookmarks.
func TestStopBehindTheEstimate(t *testing.T) {
	file := func(id book.ID) *book.File {
		return &book.File{ID: id, State: book.Probed, Media: book.Pack(&book.Media{Duration: time.Hour, Estimated: true})}
	}
	now := time.Now()
	for in, at := range map[book.ID]time.Duration{1: 90 * time.Minute, 2: 180*time.Minute + reachBy} {
		b := &book.Book{Files: []*book.File{file(1), file(2)}, Listening: &book.Listening{
			File: in, Offset: 90 * time.Minute, Played: now.UnixNano(), Bookmarks: []book.Bookmark{{File: 1, Offset: 90 * time.Minute}},
		}}
		line := NewTimeline(b, nil)
		got := line.Resume(b.Listening, now)
		if part, offset := line.Spot(got); got != at || part != int(in)-1 || offset != 90*time.Minute {
			t.Errorf("stopped in file %d: goes on at %v, want %v: part %d at %v", in, got, at, part, offset)
		}
		if got := line.Place(1, 90*time.Minute, 0); got != 90*time.Minute {
			t.Error(got)
		}
	}
}

// TestLengthReadAgain: what is known of a part that lasts longer than it was said to stays known
// when its book is read again, until its file is said to have another length exactly.
func TestLengthReadAgain(t *testing.T) {
	line := func(length time.Duration, estimated bool) *Timeline {
		var files []*book.File
		for id := range book.ID(2) {
			files = append(files, &book.File{ID: id + 1, State: book.Probed, Media: book.Pack(&book.Media{Duration: length, Estimated: estimated})})
		}
		return NewTimeline(&book.Book{Files: files}, nil)
	}
	const said, reached = 10 * time.Minute, 30 * time.Minute
	for _, was := range []bool{true, false} {
		before := line(said, was).Reach(0, said+overrun+1).Reach(0, reached)
		for _, c := range []struct {
			length    time.Duration
			estimated bool
			want      time.Duration
		}{
			{said, was, reached + reachBy},
			{said, false, reached + reachBy},
			{12 * time.Minute, true, reached + reachBy},
			{12 * time.Minute, false, 12 * time.Minute},
			{40 * time.Minute, false, 40 * time.Minute},
		} {
			now := line(c.length, c.estimated).reachLike(before)
			if got := now.Parts[0].Length; got != c.want || now.Parts[1].Length != c.length || now.starts[1] != got || now.Length != got+c.length {
				t.Errorf("estimated before %v, now %v (estimated %v): %v of %v, want %v", was, c.length, c.estimated, got, now.Length, c.want)
			}
		}
	}
}

// TestReplacedByAShorterOne: places behind the exact end of a file that was written after they
// were left are at its end. They are kept, and count again for a file that is older.
func TestReplacedByAShorterOne(t *testing.T) {
	const left, hour = 1_000, time.Hour
	for _, c := range []struct {
		modified  int64
		estimated bool
		length    time.Duration
		bookmark  time.Duration
		resumed   time.Duration
	}{
		{left + 1, false, 2 * hour, hour, hour},
		{left + 1, true, 3*hour + reachBy, 2 * hour, 2 * hour},
		{left, false, 3*hour + reachBy, 2 * hour, 2 * hour},
		{left - 1, false, 3*hour + reachBy, 2 * hour, 2 * hour},
	} {
		file := func(id book.ID, modified int64, estimated bool) *book.File {
			return &book.File{ID: id, State: book.Probed, Modified: modified, Media: book.Pack(&book.Media{Duration: hour, Estimated: estimated})}
		}
		l := &book.Listening{File: 1, Offset: 2 * hour, Played: left, Bookmarks: []book.Bookmark{{File: 1, Offset: 2 * hour, Made: left}}}
		line := NewTimeline(&book.Book{Files: []*book.File{file(1, c.modified, c.estimated), file(2, left, false)}, Listening: l}, nil)
		resumed := line.Resume(l, time.Unix(0, left))
		if got := line.Place(1, 2*hour, 0); line.Length != c.length || got != c.bookmark || resumed != c.resumed || l.Offset != 2*hour {
			t.Errorf("%+v: of %v, the bookmark at %v, resumed at %v", c, line.Length, got, resumed)
		}
	}
}

// TestBookmarkOfAnEarlierFile: a part that a place makes longer does not reach to a bookmark of
// the file that it had before.
func TestBookmarkOfAnEarlierFile(t *testing.T) {
	const written = 100
	f := &book.File{ID: 1, State: book.Probed, Modified: written, Media: book.Pack(&book.Media{Duration: 10 * time.Minute})}
	l := &book.Listening{File: 1, Offset: 10*time.Minute + 30*time.Second, Played: written + 100, Bookmarks: []book.Bookmark{{File: 1, Offset: time.Hour, Made: written - 50}}}
	if got, want := NewTimeline(&book.Book{Files: []*book.File{f}, Listening: l}, nil).Length, l.Offset+reachBy; got != want {
		t.Errorf("of %v, want %v", got, want)
	}
}
