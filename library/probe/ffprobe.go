package probe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/installed"
	"lectern/library/message"
)

// Limits of an ffprobe process. A malicious file can make it run for minutes,
// print without end or hang; the library must go on.
const (
	localTimeout   = 20 * time.Second
	networkTimeout = 60 * time.Second // enough for a cold read over a slow link
	maxReport      = 8 << 20          // bytes of JSON; 10,000 chapters take 3 MiB
	maxLog         = 64 << 10         // bytes of messages, of which the last are kept

	// lingering is how long the pipes of a finished ffprobe can stay open. It matters
	// only if a child process has left the process group.
	lingering = time.Second
)

// FFprobeOptions configures an FFprobe; the zero value has the defaults.
type FFprobeOptions struct {
	Program string                 // path of ffprobe; if empty, ffprobe is searched for
	Timeout time.Duration          // per file; 0 means 20 s, or 60 s below a network root
	Network func(root string) bool // reports whether a root is on a network; nil means that none is
	AtOnce  int                    // number of concurrent processes; 0 means one per core
}

// FFprobe reads files with the ffprobe program. It is slow, about 50 ms per
// file, but supports almost every format. It starts a process for each file.
type FFprobe struct {
	program string // empty if not installed
	timeout time.Duration
	network func(root string) bool
	slots   chan struct{} // one per running process
}

// NewFFprobe finds the ffprobe program. If there is none, every file gets a
// Fault that says so.
func NewFFprobe(o FFprobeOptions) *FFprobe {
	name := o.Program
	if name == "" {
		name = "ffprobe"
	}
	found, err := installed.Find(name)
	if err == nil {
		found, err = filepath.Abs(found)
	}
	if err != nil {
		found = ""
	}
	if o.AtOnce < 1 {
		o.AtOnce = runtime.NumCPU()
	}
	return &FFprobe{found, o.Timeout, o.Network, make(chan struct{}, o.AtOnce)}
}

// Available reports whether ffprobe is installed.
func (p *FFprobe) Available() bool { return p.program != "" }

// Probe implements Prober. It waits for a free core, and returns within
// milliseconds of the end of ctx unless the disk hangs. A process that takes
// long is probably waiting for the disk, so it does not keep its core from
// other files.
func (p *FFprobe) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	switch {
	case p.Available():
	case isAudible(f.Path):
		return nil, drm()
	default:
		return nil, &book.Fault{Kind: book.NoReader, Reason: message.Mark("ffprobe is not installed")}
	}
	select {
	case p.slots <- struct{}{}:
		leave := sync.OnceFunc(func() { <-p.slots })
		defer leave()
		defer time.AfterFunc(stuckAfter, leave).Stop()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if ctx.Err() != nil { // select can take the slot although ctx is done, too
		return nil, ctx.Err()
	}
	look, err := glance(f.Path)
	if err != nil {
		return nil, err
	}
	if isText(look.head) || look.hollow {
		return nil, notAudio()
	}
	out, err := p.run(ctx, f)
	if err != nil {
		return nil, err
	}
	if !out.ok { // the reason may have nothing to do with the content
		if _, err := glance(f.Path); err != nil {
			return nil, err
		}
	}
	m, err := judge(f, look, out)
	if m != nil {
		short := refine(ctx, f, m)
		m.Chapters = inside(m.Chapters, m)
		switch {
		case short && (err == nil || errors.Is(err, errEndless)):
			return m, truncated()
		case m.Duration > 0 && errors.Is(err, errEndless):
			return m, nil
		}
	}
	return m, err
}

// output is the output of an ffprobe process.
type output struct {
	ok     bool   // exit status 0
	report []byte // JSON
	log    []byte // messages of level warning and above
}

// Reasons for killing the process.
var (
	errSlow  = errors.New("ffprobe took too long")
	errFlood = errors.New("ffprobe printed too much")
)

// run runs ffprobe on a file. The error is a *book.Fault or ctx.Err().
func (p *FFprobe) run(parent context.Context, f *book.File) (output, error) {
	limit := p.limit(f)
	ctx, stop := context.WithCancelCause(parent)
	defer stop(nil)
	timer := time.AfterFunc(limit, func() { stop(errSlow) })
	defer timer.Stop()

	cmd := exec.CommandContext(ctx, p.program, arguments(f.Path)...)
	cmd.Env = environment()
	cmd.WaitDelay = lingering
	ownGroup(cmd)
	report := &capped{max: maxReport, full: func() { stop(errFlood) }}
	log := &tail{max: maxLog}
	cmd.Stdout, cmd.Stderr = report, log
	if err := cmd.Start(); err != nil {
		if parent.Err() != nil {
			return output{}, parent.Err()
		}
		return output{}, &book.Fault{Kind: book.NoReader, Reason: message.Mark("ffprobe cannot be started")}
	}
	beNice(cmd)
	err := cmd.Wait()
	if errors.Is(err, exec.ErrWaitDelay) { // it has finished, but a child process holds the pipes
		_ = killGroup(cmd)
		err = nil
	}
	switch {
	case parent.Err() != nil:
		return output{}, parent.Err()
	case err == nil:
		return output{true, report.kept.Bytes(), log.bytes()}, nil
	case errors.Is(context.Cause(ctx), errSlow):
		return output{}, &book.Fault{Kind: book.TimedOut, Reason: fmt.Sprintf("timed out after %g s", limit.Seconds())}
	case errors.Is(context.Cause(ctx), errFlood):
		return output{}, &book.Fault{Kind: book.Unreadable, Reason: message.Mark("its tags are too large")}
	}
	return output{false, nil, log.bytes()}, nil
}

func (p *FFprobe) limit(f *book.File) time.Duration {
	switch {
	case p.timeout > 0:
		return p.timeout
	case p.network != nil && p.network(f.Root):
		return networkTimeout
	default:
		return localTimeout
	}
}

// arguments returns the safe command line. Two facts appear only at level
// warning: that a duration is an estimate, and that a WMA is protected. "file:"
// prevents a name from being taken for an option, a protocol or a pattern.
func arguments(path string) []string {
	return []string{
		"-hide_banner", "-v", "warning", "-protocol_whitelist", "file",
		"-format_whitelist", book.Demuxers,
		"-of", "json", "-show_format", "-show_streams", "-show_chapters",
		"-i", "file:" + path,
	}
}

// environment returns the variables that ffprobe needs to start, with English
// messages.
func environment() []string {
	env := []string{"LC_ALL=C", "AV_LOG_FORCE_NOCOLOR=1"}
	for _, name := range []string{"PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// capped buffers what is written up to a limit; then it calls full and returns
// an error. (If it embedded the buffer, io.Copy would bypass Write.)
type capped struct {
	kept bytes.Buffer
	max  int
	full func()
}

func (c *capped) Write(b []byte) (int, error) {
	if c.kept.Len()+len(b) > c.max {
		c.full()
		return 0, errFlood
	}
	return c.kept.Write(b)
}

// tail keeps the end of what is written, because ffprobe prints the reason last.
type tail struct {
	kept []byte
	max  int
}

func (t *tail) Write(b []byte) (int, error) {
	t.kept = append(t.kept, b...)
	if len(t.kept) > 2*t.max {
		t.kept = append(t.kept[:0], t.bytes()...)
	}
	return len(b), nil
}

func (t *tail) bytes() []byte { return t.kept[max(0, len(t.kept)-t.max):] }
