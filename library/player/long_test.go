//go:build unix

package player

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/needs"
)

// jumpPatience is how long a jump to another chapter may take in a long book.
const jumpPatience = 500 * time.Millisecond

// makeSound runs ffmpeg.
func makeSound(t *testing.T, args ...string) {
	t.Helper()
	needs.Programs(t, "ffmpeg")
	if out, err := exec.Command("ffmpeg", append([]string{"-v", "error", "-nostdin"}, args...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// arrives waits until mpv has gone to a time and plays from there.
func (l *listening) arrives(at time.Duration) *Status {
	l.t.Helper()
	looked := l.looked
	return l.until(fmt.Sprint("arrives at ", at), func(s *Status) bool {
		there := make(chan bool, 1)
		l.do(func(o *owner) { there <- o.loaded && o.seeking == 0 })
		return <-there && s.running && playedFrom(s.at, at, looked, 1)
	})
}

// TestLongBooks: in a file of thirty hours, and in ninety files, a jump to a chapter is
// done at once, however far it goes.
func TestLongBooks(t *testing.T) {
	dir := t.TempDir()
	const hours, files = 30, 90
	silence := []string{"-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-b:a", "8k", "-t", "600"}
	piece, whole := filepath.Join(dir, "piece.m4a"), filepath.Join(dir, "whole.m4b")
	makeSound(t, append(silence, piece)...)
	makeSound(t, "-stream_loop", fmt.Sprint(hours*6-1), "-i", piece, "-c", "copy", whole)
	one := &book.Book{Files: []*book.File{{ID: 1, Path: whole, Media: book.Pack(&book.Media{Duration: hours * time.Hour})}}}
	first := filepath.Join(dir, "1.mp3")
	makeSound(t, append(silence, first)...)
	many := &book.Book{}
	for i := range files {
		path := filepath.Join(dir, fmt.Sprintf("%d.mp3", i+1))
		if path != first {
			if err := os.Symlink(first, path); err != nil {
				t.Fatal(err)
			}
		}
		many.Files = append(many.Files, &book.File{ID: book.ID(i + 1), Path: path, Media: book.Pack(&book.Media{Duration: 600 * time.Second})})
	}
	for name, c := range map[string]struct {
		of    *book.Book
		every time.Duration // the length of a chapter
		far   []int         // chapters to go to
	}{
		"one m4b":    {one, 15 * time.Minute, []int{119, 1, 60, 118, 2}},
		"ninety mp3": {many, 10 * time.Minute, []int{89, 1, 45, 88, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			line := NewTimeline(c.of, nil)
			var chapters []book.Chapter
			for at := time.Duration(0); at < line.Length; at += c.every {
				chapters = append(chapters, book.Chapter{Start: at})
			}
			line = NewTimeline(c.of, chapters)
			l := listen(t)
			l.Play(line, 0)
			l.plays(0)
			fastest, jumps := time.Hour, 0
			for began := time.Now(); jumps == 0 || fastest > jumpPatience && time.Since(began) < patience; { // a jump may wait for a processor
				for _, to := range c.far {
					want := chapters[to].Start
					for _, do := range []func(){func() { l.Seek(want) }, l.Next} {
						asked := time.Now()
						do()
						l.arrives(want)
						fastest = min(fastest, time.Since(asked))
						jumps++
						if to+1 >= len(chapters) {
							break
						}
						want = chapters[to+1].Start
					}
				}
			}
			t.Logf("the fastest of %d jumps: %v", jumps, fastest)
			if fastest > jumpPatience {
				t.Errorf("a jump takes %v", fastest)
			}
		})
	}
}

// TestChaptersOfOpus: the chapters of an Opus file begin where it says, not at 0, and mpv
// agrees.
func TestChaptersOfOpus(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.opus")
	makeSound(t, "-f", "lavfi", "-i", "sine=r=24000:d=60", "-b:a", "16k",
		"-metadata", "CHAPTER000=00:00:00.000", "-metadata", "CHAPTER000NAME=One", "-metadata", "CHAPTER001=00:00:20.000", "-metadata", "CHAPTER001NAME=Two",
		"-metadata", "CHAPTER002=00:00:40.500", "-metadata", "CHAPTER002NAME=Three", path)
	chapters := []book.Chapter{{Start: 0, Title: "One"}, {Start: 20 * time.Second, Title: "Two"}, {Start: 40500 * time.Millisecond, Title: "Three"}}
	l := listen(t)
	l.Play(NewTimeline(&book.Book{Files: []*book.File{{Path: path, Media: book.Pack(&book.Media{Duration: time.Minute})}}}, chapters), 0)
	l.plays(0)
	for i, c := range chapters[1:] {
		l.Next()
		s := l.until("plays the chapter", func(s *Status) bool { return s.running && s.at > c.Start+nearlyThere })
		if got := l.asks("chapter"); got != fmt.Sprint(i+1) || s.Timeline.Chapter(s.At(time.Now())) != i+1 {
			t.Errorf("chapter %s of mpv at %v", got, s.at)
		}
	}
}

// TestFinishedChapter: a chapter that was played to its end plays again from its start. It
// does not go on with the next one.
func TestFinishedChapter(t *testing.T) {
	l := listen(t)
	l.Play(tale(t, 30, filepath.Join(t.TempDir(), "a.mp3")), 8*time.Second)
	l.plays(8 * time.Second)
	l.SleepAtChapterEnd()
	l.until("the end of the chapter", func(s *Status) bool { return s.Asleep })
	l.Seek(0)
	l.Toggle()
	s := l.plays(0)
	if chapter := s.Timeline.Chapter(s.at); chapter != 0 {
		t.Errorf("chapter %d plays at %v", chapter+1, s.at)
	}
}
