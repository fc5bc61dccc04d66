//go:build linux

package desktop

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// Event is a line of the program's log. A field that the event does not have is zero.
type Event struct {
	Msg       string    `json:"msg"`
	Time      time.Time `json:"time"`
	Elapsed   float64   `json:"elapsed_ms"` // since the process began
	Rows      int       `json:"rows"`
	Query     string    `json:"query"`
	Folder    string    `json:"folder"`
	Sort      string    `json:"sort"`
	Root      string    `json:"root"`
	Dir       string    `json:"dir"`
	Files     int       `json:"files"`
	Added     int       `json:"added"`
	Unchanged int       `json:"unchanged"`
	Missing   int       `json:"missing"`
	Moved     int       `json:"moved"`
	Changed   int       `json:"changed"`
	State     string    `json:"state"`
	Probed    int       `json:"probed"`
	Failed    int       `json:"failed"`
	Reused    int       `json:"reused"`
	Cancelled bool      `json:"cancelled"`
	Ms        int       `json:"ms"`
	CPUMs     int       `json:"cpu_ms"`
	Sections  int       `json:"sections"`
	Books     int       `json:"books"`
	Gaps      int       `json:"gaps"`
	Alone     int       `json:"alone"`
	Line      string    `json:"-"` // the line as written
}

// Is returns a condition for Next: an event of that name.
func Is(msg string) func(Event) bool { return func(e Event) bool { return e.Msg == msg } }

// Log is the program's log as it is written. Next reads on from where the last
// call ended.
type Log struct {
	mu     sync.Mutex
	events []Event
	read   int
	ended  bool
	more   chan struct{} // closed when there are more events, or when the log has ended
}

func newLog() *Log { return &Log{more: make(chan struct{})} }

// follow reads the log until its end and copies it.
func (l *Log) follow(from io.Reader, copy io.Writer) {
	lines := bufio.NewScanner(io.TeeReader(from, copy))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		e := Event{Line: lines.Text()}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			e.Msg = "not JSON: " + err.Error()
		}
		l.add(&e)
	}
	l.add(nil)
}

// add adds an event; nil is the end.
func (l *Log) add(e *Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e == nil {
		l.ended = true
	} else {
		l.events = append(l.events, *e)
	}
	close(l.more)
	l.more = make(chan struct{})
}

// Next returns the next event that meets a condition. It skips the others, and
// waits as long as ctx lasts.
func (l *Log) Next(ctx context.Context, meets func(Event) bool) (Event, error) {
	for {
		l.mu.Lock()
		for l.read < len(l.events) {
			e := l.events[l.read]
			l.read++
			if meets(e) {
				l.mu.Unlock()
				return e, nil
			}
		}
		more, ended := l.more, l.ended
		l.mu.Unlock()
		if ended {
			return Event{}, fmt.Errorf("wait for event: the program has ended; the log's end:\n%s", l.tail())
		}
		select {
		case <-more:
		case <-ctx.Done():
			return Event{}, fmt.Errorf("wait for event: %w; the log's end:\n%s", ctx.Err(), l.tail())
		}
	}
}

// All returns the events so far, including those that Next has skipped.
func (l *Log) All() []Event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.events[:len(l.events):len(l.events)]
}

// tail returns the last few lines, for an error.
func (l *Log) tail() string {
	events := l.All()
	var b strings.Builder
	for _, e := range events[max(0, len(events)-tailLines):] {
		fmt.Fprintln(&b, e.Line)
	}
	return b.String()
}

// tailLines is enough to see what happened instead.
const tailLines = 12
