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
)

// The limits of one ffprobe. A file can be made to cost it minutes, to print
// without end or to hang it, and must not take the library along.
const (
	localTimeout   = 20 * time.Second
	networkTimeout = 60 * time.Second // a cold read over a slow link
	maxReport      = 8 << 20          // bytes of JSON; 10,000 chapters are 3 MiB
	maxLog         = 64 << 10         // bytes of messages, the last ones

	// lingering is how long the pipes of an ended ffprobe may stay open. It
	// only matters when a child of it left its process group.
	lingering = time.Second
)

// formats is the list ffprobe may use. Without it a playlist named .mp3 makes
// it open whatever other file the playlist names.
const formats = "mp3,mov,flac,ogg,matroska,wav,w64,aiff,aac,ape,asf,wv,mpc,mpc8,tta,tak,dsf,iff,caf,ac3,eac3,amr,au"

// FFprobeOptions adjust an FFprobe; the zero value is the usual one.
type FFprobeOptions struct {
	Program string                 // path of ffprobe; empty: looked up in PATH
	Timeout time.Duration          // of one file; 0: 20 s, under a network root 60 s
	Network func(root string) bool // whether a root is on a network; nil: none is
	AtOnce  int                    // processes at once; 0: one per core
}

// FFprobe reads files with the ffprobe program: slow, about 50 ms a file, and
// it knows nearly every format. Each file gets a process of its own.
type FFprobe struct {
	program string // empty: not installed
	timeout time.Duration
	network func(root string) bool
	slots   chan struct{} // one per process running
}

// NewFFprobe finds the program. Where there is none, every file is answered
// with a Fault that says so.
func NewFFprobe(o FFprobeOptions) *FFprobe {
	name := o.Program
	if name == "" {
		name = "ffprobe"
	}
	program, err := exec.LookPath(name)
	if err == nil {
		program, err = filepath.Abs(program)
	}
	if err != nil {
		program = ""
	}
	if o.AtOnce < 1 {
		o.AtOnce = runtime.NumCPU()
	}
	return &FFprobe{program, o.Timeout, o.Network, make(chan struct{}, o.AtOnce)}
}

// Available reports whether ffprobe is installed.
func (p *FFprobe) Available() bool { return p.program != "" }

// Probe implements Prober. It waits for a free core, and ends within
// milliseconds of ctx unless the disk hangs. What takes long waits for the disk
// rather than works, and keeps no core from the files of others.
func (p *FFprobe) Probe(ctx context.Context, f *book.File) (*book.Media, error) {
	if !p.Available() {
		return nil, &book.Fault{Kind: book.NoReader, Reason: "ffprobe is not installed"}
	}
	select {
	case p.slots <- struct{}{}:
		leave := sync.OnceFunc(func() { <-p.slots })
		defer leave()
		defer time.AfterFunc(stuckAfter, leave).Stop()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if ctx.Err() != nil { // both were ready and the select took the slot
		return nil, ctx.Err()
	}
	look, err := glance(f.Path)
	if err != nil {
		return nil, err
	}
	if isText(look.head) {
		return nil, notAudio()
	}
	out, err := p.run(ctx, f)
	if err != nil {
		return nil, err
	}
	if !out.ok { // why may have nothing to do with the content
		if _, err := glance(f.Path); err != nil {
			return nil, err
		}
	}
	return judge(f, look, out)
}

// output is what one ffprobe printed.
type output struct {
	ok     bool   // it ended with status 0
	report []byte // JSON
	log    []byte // messages of level warning and worse
}

// Why a run was ended early.
var (
	errSlow  = errors.New("ffprobe took too long")
	errFlood = errors.New("ffprobe printed too much")
)

// run starts ffprobe on a file and waits for it. The error is a *book.Fault
// or ctx.Err().
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
		return output{}, &book.Fault{Kind: book.NoReader, Reason: "ffprobe cannot be started"}
	}
	beNice(cmd)
	err := cmd.Wait()
	if errors.Is(err, exec.ErrWaitDelay) { // it is done, but left a child that holds the pipes
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
		return output{}, &book.Fault{Kind: book.Unreadable, Reason: "its tags are too large"}
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

// arguments is the safe command line. Level warning, not error, because two
// facts are told there only: that a duration is an estimate, and that a WMA is
// protected. "file:" keeps a name from being taken for an option, a protocol
// or a pattern.
func arguments(path string) []string {
	return []string{
		"-hide_banner", "-v", "warning", "-protocol_whitelist", "file",
		"-format_whitelist", formats,
		"-of", "json", "-show_format", "-show_streams", "-show_chapters",
		"-i", "file:" + path,
	}
}

// environment is what ffprobe needs to start, and English messages.
func environment() []string {
	env := []string{"LC_ALL=C", "AV_LOG_FORCE_NOCOLOR=1"}
	for _, name := range []string{"PATH", "HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// capped keeps what is written until it is too much; then it calls full and
// refuses. (Embedding the buffer would let io.Copy read past Write.)
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

// tail keeps the end of what is written: the reason comes last.
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
