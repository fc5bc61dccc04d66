package cli

import (
	"fmt"
	"os"
	"time"

	"lectern/library"
	"lectern/ui/i18n"
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
	fmt.Fprint(p.out, "\r\x1b[K"+i18n.Text("{{.Files}}, {{.Done}} of {{.Total}} read, {{.Faulty}} faulty",
		"Files", i18n.Count(files, "{{.Count}} file", "{{.Count}} files"), "Done", i18n.Number(s.Probing.Done),
		"Total", i18n.Number(s.Probing.Total), "Faulty", i18n.Number(s.Probing.Failed)))
}

func (p *progress) clear() {
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
