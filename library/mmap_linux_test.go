package library

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lectern/library/book"
)

// A file that is written through memory causes no events, yet its row is correct in the
// end: also if the file was faulty in an earlier session, and in a root that is polled
// far less often.
func TestWrittenThroughMemory(t *testing.T) {
	t.Parallel()
	bad := func(_ context.Context, f *book.File) error {
		if text, err := os.ReadFile(f.Path); err == nil && strings.HasPrefix(string(text), "\x00") {
			return &book.Fault{Kind: book.NotAudio, Reason: "not an audio file"}
		}
		return nil
	}
	for _, seen := range []string{"watched", "polled", "by an earlier session"} {
		t.Run(seen, func(t *testing.T) {
			t.Parallel()
			root := tree(t, "a.mp3")
			path := root + "/a.mp3"
			write(t, path, strings.Repeat("\x00", 4096))
			opts := Options{Watch: true, Prober: &reader{gate: bad}, Catalog: filepath.Join(shared(t), "c.db")}
			s := kept(t, opts)
			s.AddRoot(root)
			if seen == "polled" {
				s.Configure(root, Settings{Follow: FollowPoll, Poll: time.Hour})
			}
			s.until("it is faulty", func() bool { return s.rows()[path] != nil && s.rows()[path].State == book.Failed })
			if seen == "by an earlier session" {
				s = s.again(opts)
			}
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			check(t, err)
			memory, err := unix.Mmap(int(f.Fd()), 0, 4096, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
			check(t, err)
			check(t, f.Close())
			copy(memory, "whole")
			check(t, unix.Msync(memory, unix.MS_SYNC))
			check(t, unix.Munmap(memory))
			s.until("it is whole", func() bool { b := s.rows()[path]; return b.State == book.Probed && strings.HasPrefix(b.Title, "whole") })
		})
	}
}
