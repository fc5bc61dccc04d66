package probe

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"lectern/library/book"
	"lectern/library/message"
)

const (
	// MaxWorkers is the largest number of files that a Pool reads at once. With
	// more, disks get slower, not faster.
	MaxWorkers = 32

	// stuckAfter is the time after which the disk of a file is suspected of hanging. It
	// is much longer than reading takes in this process, and than ffprobe takes for
	// most files. If the file was just slow, the cost is one more worker.
	stuckAfter = 5 * time.Second

	// closeGrace is the time that Close waits for readers that do not return. It is
	// much longer than any reader takes unless it hangs.
	closeGrace = time.Second

	// maxUndelivered is the number of events that can wait for a busy receiver
	// before the workers wait too: enough for a few frames, and below a megabyte.
	maxUndelivered = 4096
)

// Patient is a Prober that needs a long time for each file.
type Patient interface {
	Prober
	// Patience returns how long a file may take before its disk is suspected of
	// hanging.
	Patience() time.Duration
}

// DefaultWorkers returns one worker per core, at most MaxWorkers.
func DefaultWorkers() int { return min(runtime.NumCPU(), MaxWorkers) }

// Event is a step of a file through a Pool. Each submitted file gets at most
// one Started, then possibly one Slow, and exactly one answer.
type Event struct {
	File    *book.File  // as submitted
	Started bool        // a worker has taken it; no other field is set
	Slow    bool        // reading takes long, so its disk may hang, and goes on; no other field is set
	Media   *book.Media // the answer; can be set beside a Fault
	Err     error       // a *book.Fault, or context.Canceled if given back
}

// Cancelled reports whether the file was given back unread.
func (e Event) Cancelled() bool { return errors.Is(e.Err, context.Canceled) }

// Fault returns why the file could not be read. It is nil if it was read or not
// tried.
func (e Event) Fault() *book.Fault {
	var f *book.Fault
	errors.As(e.Err, &f)
	return f
}

// Pool runs a Prober on many files. Its methods can be called from any
// goroutine. Except for Close, they never wait for a prober or for deliver.
type Pool struct {
	prober   Prober
	patience time.Duration
	deliver  func([]Event)

	mu      sync.Mutex
	work    sync.Cond // a worker can have work, or should end
	news    sync.Cond // the deliverer can have work
	queue   queue
	running map[uint64]*book.File // by ticket; without files given back by Cancel
	tickets uint64
	events  []Event // not yet delivered
	wanted  int     // number of workers
	alive   int     // workers that exist
	stuck   int     // workers whose file is slow; others work in their place
	closed  bool
	left    bool            // Close has stopped waiting
	ctx     context.Context // of the probes since the last Cancel
	cancel  context.CancelFunc

	delivered chan struct{} // closed when the deliverer ends
}

// NewPool starts a pool. It calls deliver on a single goroutine, with all
// events since the previous call, oldest first; deliver owns the slice. deliver
// can block: events then accumulate, and once there are too many, the workers
// wait.
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

// Submit adds files to the end of the queue. After Close it does nothing.
func (p *Pool) Submit(files []*book.File) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return
	}
	p.queue.add(files)
	p.work.Broadcast()
}

// Prefer moves files that are still queued to the front, for rows on screen and
// retries. It searches the whole queue, which takes a few milliseconds for
// 100,000 files.
func (p *Pool) Prefer(ids ...book.ID) {
	chosen := make(map[book.ID]bool, len(ids))
	for _, id := range ids {
		chosen[id] = true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue.prefer(chosen)
}

// SetLimit sets the number of files of a root that are read at once; the
// default is RootLimit. Use 1 for a spinning disk.
func (p *Pool) SetLimit(root string, n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queue.of(root).limit = min(max(n, 1), MaxWorkers)
	p.work.Broadcast()
}

// Cancel empties the queue and stops running probers. It gives back every file
// at once, even if its prober hangs, and drops results that arrive later.
func (p *Pool) Cancel() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.giveBack()
	p.ctx, p.cancel = context.WithCancel(context.Background())
}

// giveBack answers all queued and running files with context.Canceled.
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

// SetWorkers sets the number of files that are read at once, between 1 and
// MaxWorkers. A reduction takes effect as current files finish.
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

// hire starts missing workers.
func (p *Pool) hire() {
	for ; p.alive-p.stuck < p.wanted; p.alive++ {
		go p.read()
	}
}

// Close gives back all files and waits until all probers have returned and all
// events are delivered. It waits only a second for a prober that hangs; the
// result of such a prober is dropped. Do not call Close on a goroutine for
// which deliver waits.
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

// read is the loop of a worker.
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

		back, slow := false, false // protected by mu
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
			p.work.Signal() // wakes a worker that skipped this root
		}
		if _, waited := p.running[ticket]; waited {
			delete(p.running, ticket)
			p.post(Event{File: f, Media: m, Err: err})
		}
	}
}

// suspect starts another worker in place of one whose file is slow, and reports
// it, unless the file was given back.
func (p *Pool) suspect(f *book.File, ticket uint64) {
	p.stuck++
	p.hire()
	if _, waited := p.running[ticket]; waited {
		p.post(Event{File: f, Slow: true})
	}
}

// next returns the line from which to take a file. It returns nil if there is
// nothing to do or if too many events wait for the receiver.
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

// dispatch is the loop of the deliverer. It ends when no worker is left to post
// events.
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

// ask calls a prober and enforces its contract: a panic or any other error
// becomes a fault of the file.
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
		return nil, &book.Fault{Kind: book.Unreadable, Reason: message.Mark("nothing could be read")}
	case err == nil:
		return m, nil
	case errors.As(err, &fault):
		return m, fault
	case errors.Is(err, ErrUnsupported):
		return nil, &book.Fault{Kind: book.NoReader, Reason: message.Mark("no reader for this format")}
	default:
		return nil, systemFault(err)
	}
}
