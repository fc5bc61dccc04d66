package probe

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"lectern/library/book"
)

const (
	// MaxWorkers is the most files a Pool reads at once: beyond it disks get
	// slower, not faster.
	MaxWorkers = 32

	// stuckAfter is how long a reader may take until its disk is suspected to
	// hang: far more than reading takes in this process, and than ffprobe takes
	// of most files. It costs one more worker if it was a slow file after all.
	stuckAfter = 5 * time.Second

	// closeGrace is how long Close waits for readers that do not come back: far
	// more than any takes that is not stuck.
	closeGrace = time.Second

	// maxUndelivered is how many events may wait for a busy receiver before
	// the workers wait too: a few frames' worth, and under a megabyte.
	maxUndelivered = 4096
)

// Patient is a Prober that takes longer than others for a good reason.
type Patient interface {
	Prober
	// Patience is how long a file may take until its disk is suspected to hang.
	Patience() time.Duration
}

// DefaultWorkers is one worker per core, at most MaxWorkers.
func DefaultWorkers() int { return min(runtime.NumCPU(), MaxWorkers) }

// Event is one step of one file through a Pool. Each submitted file gets at
// most one Started, and after it exactly one answer; in between a Slow may come.
type Event struct {
	File    *book.File  // as submitted
	Started bool        // a worker has taken it; nothing else is set
	Slow    bool        // it has been read for long, and still is: its disk may hang; nothing else is set
	Media   *book.Media // the answer; may be set beside a Fault
	Err     error       // a *book.Fault, or context.Canceled when given back
}

// Cancelled reports whether the file was given back unread.
func (e Event) Cancelled() bool { return errors.Is(e.Err, context.Canceled) }

// Fault is why the file could not be read; nil if it could, or was not tried.
func (e Event) Fault() *book.Fault {
	var f *book.Fault
	errors.As(e.Err, &f)
	return f
}

// Pool runs a Prober over many files. Its methods never wait for a prober or
// for deliver, Close excepted; they may be called from any goroutine.
type Pool struct {
	prober   Prober
	patience time.Duration
	deliver  func([]Event)

	mu      sync.Mutex
	work    sync.Cond // a worker may have something to do, or to end
	news    sync.Cond // the deliverer may
	queue   queue
	running map[uint64]*book.File // by ticket; what Cancel answered is not here
	tickets uint64
	events  []Event // not yet delivered
	wanted  int     // workers
	alive   int     // workers
	stuck   int     // of these, the ones whose file is slow: others work in their place
	closed  bool
	left    bool            // Close waits no longer
	ctx     context.Context // of the probes since the last Cancel
	cancel  context.CancelFunc

	delivered chan struct{} // closed by the deliverer's end
}

// NewPool starts a pool. Deliver is called on one goroutine of the pool, with
// all events since the call before, oldest first, and owns the slice. It may
// block: then events collect, and when there are too many the workers wait.
func NewPool(prober Prober, workers int, deliver func([]Event)) *Pool {
	p := &Pool{
		prober:    prober,
		patience:  stuckAfter,
		deliver:   deliver,
		running:   make(map[uint64]*book.File),
		delivered: make(chan struct{}),
	}
	if slow, ok := prober.(Patient); ok {
		p.patience = slow.Patience()
	}
	p.work.L, p.news.L = &p.mu, &p.mu
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.SetWorkers(workers)
	go p.dispatch()
	return p
}

// Submit queues files behind those already there. After Close it does nothing.
func (p *Pool) Submit(files []*book.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.queue.add(files)
	p.work.Broadcast()
}

// Prefer moves those of these files that are still queued to the front, for
// rows on screen and rows tried again. It looks at the whole queue: 100,000
// files take a few milliseconds.
func (p *Pool) Prefer(ids ...book.ID) {
	chosen := make(map[book.ID]bool, len(ids))
	for _, id := range ids {
		chosen[id] = true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue.prefer(chosen)
}

// SetLimit sets how many files of a root are read at once; it is RootLimit
// until then. One is right for a disk that spins.
func (p *Pool) SetLimit(root string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue.of(root).limit = min(max(n, 1), MaxWorkers)
	p.work.Broadcast()
}

// Cancel empties the queue and ends what runs. Every file concerned is given
// back at once, also one whose prober hangs; a result that still comes is
// dropped.
func (p *Pool) Cancel() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.giveBack()
	p.ctx, p.cancel = context.WithCancel(context.Background())
}

// giveBack answers all files queued or running with context.Canceled.
func (p *Pool) giveBack() {
	p.cancel()
	for _, f := range p.running {
		p.post(Event{File: f, Err: context.Canceled})
	}
	for _, f := range p.queue.drain() {
		p.post(Event{File: f, Err: context.Canceled})
	}
	clear(p.running)
}

// SetWorkers changes how many files are read at once, between 1 and
// MaxWorkers. Fewer take effect as the files being read are done.
func (p *Pool) SetWorkers(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.wanted = min(max(n, 1), MaxWorkers)
	p.hire()
	p.work.Broadcast()
}

// hire starts the workers that are lacking.
func (p *Pool) hire() {
	for ; p.alive-p.stuck < p.wanted; p.alive++ {
		go p.read()
	}
}

// Close gives back what is left and waits until all probers have ended and
// all events are delivered. A prober that hangs is left behind after a second;
// it ends, unheard, when the system lets go of it. The goroutine that calls
// Close must not be the one that deliver waits for.
func (p *Pool) Close() {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		p.giveBack()
		p.work.Broadcast()
		p.news.Signal()
	}
	p.mu.Unlock()
	grace := time.NewTimer(closeGrace)
	defer grace.Stop()
	select {
	case <-p.delivered:
	case <-grace.C:
		p.mu.Lock()
		p.left = true
		p.news.Signal()
		p.mu.Unlock()
		<-p.delivered
	}
}

// read is a worker.
func (p *Pool) read() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		var from *line
		for {
			if from = p.next(); from != nil || p.closed || p.alive-p.stuck > p.wanted {
				break
			}
			p.work.Wait()
		}
		if p.closed || p.alive-p.stuck > p.wanted {
			p.alive--
			p.news.Signal()
			return
		}
		f, ticket, ctx := p.queue.take(from), p.tickets, p.ctx
		p.tickets++
		p.running[ticket] = f
		p.post(Event{File: f, Started: true})

		back, slow := false, false // under mu
		alarm := time.AfterFunc(p.patience, func() {
			p.mu.Lock()
			defer p.mu.Unlock()
			if slow = !back && !p.closed; slow {
				from.slow++
				p.suspect(f, ticket)
			}
		})
		p.mu.Unlock()
		m, err := ask(ctx, p.prober, f)
		p.mu.Lock()
		alarm.Stop()
		if back = true; slow {
			from.slow--
			p.stuck--
		}

		if from.busy--; len(from.files) > 0 {
			p.work.Signal() // one that passed this root over
		}
		if _, waited := p.running[ticket]; waited {
			delete(p.running, ticket)
			p.post(Event{File: f, Media: m, Err: err})
		}
	}
}

// suspect has another worker take the place of one whose file is slow, and tells
// of it, unless the file was given back.
func (p *Pool) suspect(f *book.File, ticket uint64) {
	p.stuck++
	p.hire()
	if _, waited := p.running[ticket]; waited {
		p.post(Event{File: f, Slow: true})
	}
}

// next is the line to take a file from, nil while there is nothing to do or too
// much that the receiver has not taken.
func (p *Pool) next() *line {
	if len(p.events) > maxUndelivered {
		return nil
	}
	return p.queue.ready()
}

func (p *Pool) post(e Event) {
	p.events = append(p.events, e)
	p.news.Signal()
}

// dispatch is the deliverer. It ends when no worker is left to post events.
func (p *Pool) dispatch() {
	defer close(p.delivered)
	p.mu.Lock()
	defer p.mu.Unlock()
	for {
		for len(p.events) == 0 && !p.left && (!p.closed || p.alive > 0) {
			p.news.Wait()
		}
		if len(p.events) == 0 {
			return
		}
		batch := p.events
		p.events = nil
		if len(batch) > maxUndelivered {
			p.work.Broadcast()
		}
		p.mu.Unlock()
		p.deliver(batch)
		p.mu.Lock()
	}
}

// ask is one call of a prober, held to its contract: a panic is a fault of
// this file, and every other error too.
func ask(ctx context.Context, p Prober, f *book.File) (m *book.Media, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			m, err = nil, &book.Fault{Kind: book.Unreadable, Reason: fmt.Sprintf("its reader failed: %v", cause)}
		}
	}()
	m, err = p.Probe(ctx, f)
	var fault *book.Fault
	switch {
	case err == nil && m == nil:
		return nil, &book.Fault{Kind: book.Unreadable, Reason: "nothing could be read"}
	case err == nil:
		return m, nil
	case errors.As(err, &fault):
		return m, fault
	case errors.Is(err, ErrUnsupported):
		return nil, &book.Fault{Kind: book.NoReader, Reason: "no reader for this format"}
	default:
		return nil, systemFault(err)
	}
}
