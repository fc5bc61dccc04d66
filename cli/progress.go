package cli

import (
	"fmt"
	"os"
	"time"

	"lectern/library"
)

// progress is one line on a terminal that is written over and over. Without a terminal
// it writes nothing.
type progress struct {
	out  *os.File // nil without a terminal
	last time.Time
}

// progressEvery is the least time between two updates: nobody can read faster.
const progressEvery = 100 * time.Millisecond

func newProgress(out *os.File) *progress {
	if i, err := out.Stat(); err != nil || i.Mode()&os.ModeCharDevice == 0 {
		return &progress{}
	}
	return &progress{out: out}
}

func (p *progress) show(s *library.Status) {
	if p.out == nil || time.Since(p.last) < progressEvery {
		return
	}
	p.last = time.Now()
	files := 0
	for _, r := range s.Roots {
		files += r.Files
	}
	fmt.Fprintf(p.out, "\r\x1b[K%d files, %d of %d read, %d faulty", files, s.Probing.Done, s.Probing.Total, s.Probing.Failed)
}

func (p *progress) clear() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
