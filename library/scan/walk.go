package scan

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

const (
	// inFlight is the most file operations on a root at one time: enough to
	// keep a network drive busy, few enough to leave behind when it hangs.
	inFlight = 8

	// batchLen bounds a batch. At this length the cost of emit per file is
	// negligible, and a batch takes 25 kB.
	batchLen = 256

	// batchAge is how long a file waits for its batch to fill. The window draws
	// every 100 ms, so nobody sees a tenth of that.
	batchAge = 10 * time.Millisecond

	// grace is how long a cancelled walk waits for its readers: far more than a
	// working disk needs, and too short for the user to notice after Cancel.
	grace = 30 * time.Millisecond
)

// walk is the state of one walk. It belongs to the goroutine in run. Readers
// take folders from jobs and send to finds.
type walk struct {
	*reader  // of the readers that run now
	emit     func([]book.File)
	sidecars func([]Beside)
	stalled  func(bool)
	jobs     chan subfolder
	finds    chan find

	stack   []subfolder                    // to read, the next one last
	late    []subfolder                    // to read after everything else, unless visited by then
	reading int                            // folders that readers have now
	linked  string                         // the late folder that is read now, where a folder may have been visited already; "" before
	asked   time.Time                      // when the walk last asked whether the root answers
	leave   func() (ended <-chan struct{}) // gives the readers up
	visited map[ident]bool                 // folders read or in the stack
	behind  map[string]bool                // those reached by links, by their real path
	batch   []book.File
	nearby  []Beside // to emit with the batch
	report  Report
}

func newWalk(root, dir string, opts Options, emit func([]book.File)) *walk {
	if opts.Stalled == nil {
		opts.Stalled = func(bool) {}
	}
	return &walk{
		reader: &reader{
			root: root, dir: dir, open: openFolder,
			flat: opts.Flat, patterns: parse(opts.Patterns), others: opts.Others, beside: opts.Beside,
			heartbeat: &heartbeat{patience: patience},
		},
		emit:     emit,
		sidecars: opts.Sidecars,
		stalled:  opts.Stalled,
		stack:    []subfolder{{path: dir}},
		visited:  map[ident]bool{},
		behind:   map[string]bool{},
		report:   Report{unknown: map[string]bool{}, unread: map[string]bool{}, others: map[string]string{}, hidden: map[string]bool{}},
	}
}

// run walks until everything was read, ctx is done, or dir cannot be read.
func (w *walk) run(ctx context.Context) (Report, error) {
	w.startReaders(ctx)
	defer func() {
		select {
		case <-w.leave():
		case <-time.After(grace):
		}
	}()
	tick := time.NewTicker(batchAge)
	defer tick.Stop()

	for w.more() {
		var jobs chan<- subfolder
		var next subfolder
		if n := len(w.stack); n > 0 {
			jobs, next = w.jobs, w.stack[n-1]
		}
		select {
		case jobs <- next:
			w.stack = w.stack[:len(w.stack)-1]
			w.reading++
		case f := <-w.finds:
			if ctx.Err() != nil {
				return w.report, ctx.Err()
			}
			if w.heartbeat.stopped {
				if err := w.checkHeartbeat(ctx); err != nil {
					return w.report, err
				}
			}
			if err := w.take(f); err != nil {
				return w.report, err
			}
		case <-tick.C:
			w.flush()
			if err := w.checkHeartbeat(ctx); err != nil {
				return w.report, err
			}
		case <-ctx.Done():
			return w.report, ctx.Err()
		}
	}
	w.flush()
	w.report.dir = w.dir
	slices.SortFunc(w.report.Problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return w.report, nil
}

// checkHeartbeat calls stalled when the disk stops answering, and when it answers again. If
// it is another disk than that of the root, the walk gives up what it reads there: a folder below
// dir becomes a problem, and the error is that of dir.
func (w *walk) checkHeartbeat(ctx context.Context) error {
	now := time.Now()
	stopped, news := w.heartbeat.check(now)
	if stopped && (w.linked != "" || w.dir != w.root) && now.Sub(w.asked) >= w.heartbeat.patience {
		w.asked = now
		if _, err := ReadRootInfo(ctx, w.root); !errors.Is(err, ErrSilent) && ctx.Err() == nil {
			if !news {
				w.stalled(false)
			}
			return w.giveUp(ctx)
		}
	}
	if news {
		w.stalled(stopped)
	}
	return nil
}

// giveUp goes on without the late folder that is read now, whose disk hangs. The error is that of
// dir if there is none.
func (w *walk) giveUp(ctx context.Context) error {
	ended := w.leave()
	if w.linked == "" {
		return Problem{w.dir, abandon(w.dir, ended)}
	}
	w.problem(Problem{w.linked, abandon(w.linked, ended)})
	w.late = slices.DeleteFunc(w.late, func(at subfolder) bool { return text.Within(at.path, w.linked) })
	w.stack, w.reading = nil, 0
	w.startReaders(ctx)
	return nil
}

// startReaders starts readers, and sets leave. Nothing comes from those that were there before,
// which may never end.
func (w *walk) startReaders(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	jobs, finds := make(chan subfolder), make(chan find, inFlight)
	r := *w.reader
	r.heartbeat = &heartbeat{patience: r.heartbeat.patience}
	r.send = func(f find) error {
		select {
		case finds <- f:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	var readers sync.WaitGroup
	for range inFlight {
		readers.Go(func() {
			for {
				select {
				case at := <-jobs:
					if r.read(ctx, at) != nil {
						return
					}
				case <-ctx.Done():
					return
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() { readers.Wait(); close(ended) }()
	w.reader, w.jobs, w.finds = &r, jobs, finds
	w.leave = func() <-chan struct{} {
		stop()
		return ended
	}
}

// more reports whether there is anything to read or to wait for. After
// everything else it starts the late folders, one at a time, in order of path.
func (w *walk) more() bool {
	for len(w.stack) == 0 && w.reading == 0 {
		if len(w.late) == 0 {
			return false
		}
		slices.SortFunc(w.late, func(a, b subfolder) int { return strings.Compare(b.path, a.path) })
		first := len(w.late) - 1
		w.linked = w.late[first].path
		w.push(w.late[first])
		w.late = w.late[:first]
	}
	return true
}

// push adds a folder to the stack. A folder reached without a link or a mount
// cannot repeat, and is read even if the disk's inode numbers are unreliable.
func (w *walk) push(at subfolder) {
	if w.linked != "" && (at.id != (ident{}) && w.visited[at.id] || w.behind[at.real] || at.own && w.reached(at.real)) {
		return
	}
	w.visited[at.id] = true
	if at.real != "" {
		w.behind[at.real] = true
	}
	w.stack = append(w.stack, at)
}

// reached reports whether the walk, which read everything but late folders, has read the
// folder with this real path. A link may lead around a folder that cannot be read, or that
// hides what is below it.
func (w *walk) reached(real string) bool {
	below, err := filepath.Rel(w.realRoot, real)
	if err != nil {
		return false
	}
	for at := range text.Upward(filepath.Join(w.root, below), w.root) {
		if at != w.root && (w.report.unknown[at] || w.report.hidden[at] || w.report.others[at] != "") {
			return false
		}
	}
	return true
}

// take processes a reader's result. The error is the error of the folder at which the
// walk began.
func (w *walk) take(f find) error {
	for _, id := range f.visited {
		w.visited[id] = true
	}
	if f.behind != "" {
		w.behind[f.behind] = true
	}
	for _, at := range f.folders {
		if at.late {
			w.late = append(w.late, at)
		} else {
			w.push(at)
		}
	}
	for _, p := range f.problems {
		w.problem(p)
	}
	for _, path := range f.lost {
		w.report.unknown[path] = true
	}
	for _, path := range f.unread {
		w.report.unread[path] = true
	}
	for _, p := range f.passed {
		w.report.others[p.path] = p.root
	}
	w.report.Skipped = w.report.Skipped || f.skipped
	w.add(f.files)
	if !f.done {
		return nil
	}
	w.reading--
	if f.hidden {
		w.report.hidden[f.path] = true
	}
	switch {
	case f.failed == nil:
		w.report.Folders++
		if len(f.beside) > 0 {
			w.nearby = append(w.nearby, besideOf(f.path, f.beside))
		}
	case f.path == w.dir && errors.As(f.failed, new(Elsewhere)):
		return f.failed
	case f.path == w.dir:
		return Problem{f.path, f.failed}
	case !errors.Is(f.failed, fs.ErrNotExist): // otherwise the folder is gone
		w.problem(Problem{f.path, f.failed})
	}
	return nil
}

func (w *walk) problem(p Problem) {
	w.report.Problems = append(w.report.Problems, p)
	w.report.unknown[p.Path] = true
}

// add adds files to the batch, and emits it when it is full.
func (w *walk) add(files []book.File) {
	if len(w.batch)+len(files) > batchLen {
		w.flush()
	}
	if w.batch == nil {
		w.batch = make([]book.File, 0, batchLen)
	}
	w.batch = append(w.batch, files...)
	w.report.Files += len(files)
	if len(w.batch) == batchLen {
		w.flush()
	}
}

// flush emits the batch, if it is not empty, and then the sidecars. The files
// of a sidecar's folder are in this batch or an earlier one.
func (w *walk) flush() {
	if len(w.batch) > 0 {
		w.emit(w.batch)
		w.batch = nil
	}
	if len(w.nearby) > 0 {
		w.sidecars(w.nearby)
		w.nearby = nil
	}
}
