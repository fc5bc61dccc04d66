package player

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"lectern/library/book"
)

// saga returns a book of three parts, an hour each, of which the second is not there and
// the third has chapters of its own.
func saga() *Timeline {
	part := func(path string, s book.State) *book.File {
		return &book.File{Path: path, State: s, Media: book.Pack(&book.Media{Duration: time.Hour})}
	}
	b := &book.Book{ID: 1, Files: []*book.File{part("/1", book.Found), part("/2", book.Missing), part("/3", book.Found)}}
	return NewTimeline(b, []book.Chapter{{Start: 0}, {Start: time.Hour}, {Start: 2 * time.Hour}, {Start: 150 * time.Minute}})
}

func TestSpots(t *testing.T) {
	line := saga()
	for at, want := range map[time.Duration]string{
		-time.Second: "0 0s 0s", 0: "0 0s 0s", 59 * time.Minute: "0 59m0s 59m0s", time.Hour: "1 0s 1h0m0s",
		3*time.Hour - 1: "2 59m59.999999999s 2h59m59.999999999s", 3 * time.Hour: "2 1h0m0s 3h0m0s", 9 * time.Hour: "2 1h0m0s 3h0m0s",
	} {
		part, offset := line.Spot(at)
		if got := fmt.Sprint(part, " ", offset, " ", line.Time(part, offset)); got != want {
			t.Errorf("%v: %s, want %s", at, got, want)
		}
	}
	if got := line.Time(0, 2*time.Hour); got != time.Hour {
		t.Errorf("after the end of a part: %v", got)
	}
	if part, offset, is := line.present(1, time.Minute); part != 2 || offset != 0 || !is {
		t.Error(part, offset, is)
	}
	unknown := NewTimeline(&book.Book{Files: []*book.File{{Path: "/1"}, {Path: "/2", Media: book.Pack(&book.Media{Duration: time.Hour})}}}, nil)
	if part, _ := unknown.Spot(0); part != 0 {
		t.Errorf("a part of unknown length is left out: %d", part)
	}
}

func TestChaptersOfTheWholeBook(t *testing.T) {
	line := saga()
	for at, want := range map[time.Duration]string{
		time.Minute:                     "0: 0s–1h0m0s, back 0s, on 1h0m0s",
		time.Hour + time.Second:         "1: 1h0m0s–2h0m0s, back 0s, on 2h0m0s",
		time.Hour + startOfChapter + 1:  "1: 1h0m0s–2h0m0s, back 1h0m0s, on 2h0m0s",
		150 * time.Minute:               "3: 2h30m0s–3h0m0s, back 2h0m0s, on 0s",
		3 * time.Hour:                   "3: 2h30m0s–3h0m0s, back 2h30m0s, on 0s",
		2*time.Hour - startOfChapter/10: "1: 1h0m0s–2h0m0s, back 1h0m0s, on 2h0m0s",
	} {
		from, to := line.Bounds(at)
		next, _ := line.Next(at)
		if got := fmt.Sprintf("%d: %v–%v, back %v, on %v", line.Chapter(at), from, to, line.Previous(at), next); got != want {
			t.Errorf("%v: %s, want %s", at, got, want)
		}
	}
	bare := NewTimeline(&book.Book{Files: []*book.File{{Media: book.Pack(&book.Media{Duration: time.Hour})}}}, nil)
	if _, is := bare.Next(0); is || bare.Previous(30*time.Minute) != 0 || bare.Chapter(0) != -1 {
		t.Error("a book without chapters")
	}
}

// TestClock: between two answers of mpv the time of the book is computed, but it does not
// run on if mpv says nothing.
func TestClock(t *testing.T) {
	now := time.Now()
	s := Status{Timeline: saga(), Speed: 2, at: time.Minute, asOf: now, running: true}
	for after, want := range map[time.Duration]time.Duration{
		0: time.Minute, time.Second: 62 * time.Second, time.Hour: time.Minute + 2*longestGuess, -time.Hour: time.Minute,
	} {
		if got := s.At(now.Add(after)); got != want {
			t.Errorf("after %v: %v, want %v", after, got, want)
		}
	}
	if s.running = false; s.At(now.Add(time.Second)) != time.Minute {
		t.Error("time passes in a pause")
	}
}

func TestLine(t *testing.T) {
	if got := string(line(7, command{"a", 1.5, true, "\"\\\n\xff–"})); got != `{"request_id":7,"command":["a",1.5,true,"\"\\\u000a`+"\xff–\"]}\n" {
		t.Errorf("%q", got)
	}
	if got := string(line(8, pairs{"name", "loadfile", "n", 2})); got != `{"request_id":8,"command":{"name":"loadfile","n":2}}`+"\n" {
		t.Errorf("%q", got)
	}
}

// TestFollow: a file is found again when files of the book come and go, are renamed, swap
// their names, or when the first file leaves and another one gets its ID.
func TestFollow(t *testing.T) {
	line := func(files ...string) *Timeline {
		b := &book.Book{ID: 1}
		for _, f := range files {
			id, path, _ := strings.Cut(f, " ")
			n, err := strconv.Atoi(id)
			if err != nil {
				t.Fatal(err)
			}
			b.Files = append(b.Files, &book.File{ID: book.ID(n), Path: path, Media: book.Pack(&book.Media{Duration: time.Minute})})
		}
		return NewTimeline(b, nil)
	}
	before := line("1 a", "2 b", "3 c")
	for _, c := range []struct {
		now        *Timeline
		part, want int
	}{
		{line("1 a", "2 b", "3 c"), 1, 1},
		{line("2 b", "3 c"), 1, 0},
		{line("2 b", "3 c"), 0, -1},
		{line("1 x", "2 y", "3 z"), 1, 1},
		{line("2 a", "1 b", "3 c"), 1, 0}, // swapped names
		{line("1 b", "3 c"), 1, 0},        // the first one left, and the second has its ID
		{line("1 b", "3 c"), 0, -1},
		{line("1 b", "3 c"), 2, 1},
		{line("1 a"), 2, -1},
		{line(), 0, -1},
	} {
		if part := c.now.follow(before, c.part); part != c.want {
			t.Errorf("part %d of %v is part %d, want %d", c.part, c.now.Parts, part, c.want)
		}
	}
}
