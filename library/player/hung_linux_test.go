package player

import (
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/scripts/hungdisk"
)

// unread are options of an mpv that reads no more of a file than it plays: from such a disk it
// would read all of it in a moment.
var unread = []string{"--ao=null", "--cache=no"}

// TestHungDisk: mpv cannot be killed while it waits for a disk, but the player goes on with
// another book, and is closed.
func TestHungDisk(t *testing.T) {
	dir, slow := t.TempDir(), t.TempDir()
	sound(t, filepath.Join(slow, "a.mp3"), 600)
	disk := hungdisk.Serve(t, slow)
	hung := NewTimeline(&book.Book{ID: 2, Files: []*book.File{{Path: filepath.Join(disk.Path, "a.mp3"), Media: book.Pack(&book.Media{Duration: 10 * time.Minute})}}}, nil)
	line := tale(t, 60, filepath.Join(dir, "b.mp3"))
	l := listen(t, unread...)
	for range 2 {
		l.Play(hung, 0)
		l.until("it plays", func(s *Status) bool { return s.running && s.Timeline == hung })
		disk.Stop()
		l.Seek(9 * time.Minute)
		disk.Await(t, 1)
		began := time.Now()
		l.Stop()
		l.Play(line, 0)
		l.until("the other plays", func(s *Status) bool { return s.running && s.Timeline == line })
		if took := time.Since(began); took > patience/2 {
			t.Errorf("after %v", took)
		}
		disk.Go()
	}
}
