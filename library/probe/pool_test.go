package probe

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
)

// proberFunc is a function as a Prober.
type proberFunc func(context.Context, *book.File) (*book.Media, error)

func (p proberFunc) Probe(ctx context.Context, f *book.File) (*book.Media, error) { return p(ctx, f) }

func files(from, n int) []*book.File {
	all := make([]*book.File, n)
	for i := range all {
		all[i] = &book.File{ID: book.ID(from + i), Path: fmt.Sprint("/", from+i)}
	}
	return all
}

// ledger counts the events of each file. Only deliver writes to it.
type ledger struct {
	started, answered map[book.ID]int
	order             []book.ID // in order of Started
	cancelled, slow   int
}

func (l *ledger) deliver(events []Event) {
	if l.started == nil {
		l.started, l.answered = map[book.ID]int{}, map[book.ID]int{}
	}
	for _, e := range events {
		switch {
		case e.Slow:
			l.slow++
		case e.Started:
			l.started[e.File.ID]++
			l.order = append(l.order, e.File.ID)
		default:
			l.answered[e.File.ID]++
		}
		if e.Cancelled() {
			l.cancelled++
		}
	}
}

// With any sequence of calls, each submitted file is answered exactly once and
// started at most once. synctest fails if a goroutine is left behind.
func TestPoolAnswersEachFileOnce(t *testing.T) {
	for seed := range uint64(60) {
		synctest.Test(t, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(seed, 1))
			var now, most atomic.Int32
			prober := proberFunc(func(ctx context.Context, f *book.File) (*book.Media, error) {
				most.Store(max(most.Load(), now.Add(1)))
				defer now.Add(-1)
				switch f.ID % 5 {
				case 0: // hangs
					<-ctx.Done()
					return nil, ctx.Err()
				case 1:
					panic("odd file")
				case 2:
					return nil, &book.Fault{Reason: "bad"}
				}
				for range f.ID % 50 {
					runtime.Gosched()
				}
				return &book.Media{}, nil
			})
			var l ledger
			workers := 1 + rng.IntN(8) // from here on, rng belongs to deliver
			p := NewPool(prober, workers, func(events []Event) {
				for range rng.IntN(20) {
					runtime.Gosched()
				}
				l.deliver(events)
			})
			commands := rand.New(rand.NewPCG(seed, 2))
			submitted := 0
			for range 40 + commands.IntN(40) {
				switch commands.IntN(8) {
				case 0:
					p.Cancel()
				case 1:
					p.SetWorkers(commands.IntN(40) - 2)
				case 2:
					p.Prefer(book.ID(commands.IntN(submitted+1)), book.ID(commands.IntN(submitted+1)))
				case 3:
					synctest.Wait()
				default:
					n := commands.IntN(30)
					p.Submit(files(submitted, n))
					submitted += n
				}
			}
			p.Close()
			p.Close()
			p.Submit(files(submitted, 3))
			if len(l.answered) != submitted {
				t.Fatalf("seed %d: %d of %d answered", seed, len(l.answered), submitted)
			}
			for id, n := range l.answered {
				if n != 1 || l.started[id] > 1 {
					t.Fatalf("seed %d: file %d started %d times, answered %d times", seed, id, l.started[id], n)
				}
			}
			if now.Load() != 0 || most.Load() > MaxWorkers {
				t.Fatalf("seed %d: %d running at the end, %d at most", seed, now.Load(), most.Load())
			}
		})
	}
}

func TestPoolKeepsOrderAndPrefers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		var l ledger
		p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			<-gate
			return &book.Media{}, nil
		}), 1, l.deliver)
		p.Submit(files(0, 6))
		synctest.Wait() // file 0 has been started
		p.Prefer(4, 2, 99)
		close(gate)
		synctest.Wait()
		p.Close()
		if got, want := fmt.Sprint(l.order), "[0 2 4 1 3 5]"; got != want {
			t.Errorf("order %s, want %s", got, want)
		}
	})
}

// Cancel answers for probers that hang, and never waits for them.
func TestPoolCancelDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stuck := make(chan struct{})
		var l ledger
		p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			<-stuck // ignores the context, like a hung disk
			return &book.Media{}, nil
		}), 3, l.deliver)
		p.Submit(files(0, 100))
		synctest.Wait()
		p.Cancel()
		synctest.Wait()
		if len(l.answered) != 100 || l.cancelled != 100 {
			t.Errorf("%d answered, %d given back", len(l.answered), l.cancelled)
		}
		close(stuck)
		p.Submit(files(100, 10)) // the pool continues
		synctest.Wait()
		p.Close()
		if len(l.answered) != 110 || l.cancelled != 100 {
			t.Errorf("%d answered, %d given back", len(l.answered), l.cancelled)
		}
	})
}

// A receiver that blocks stops the workers, but not callers of Submit and
// Cancel.
func TestPoolBackPressure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var probed atomic.Int32
		gate := make(chan struct{})
		var l ledger
		p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			probed.Add(1)
			return &book.Media{}, nil
		}), 4, func(events []Event) {
			<-gate
			l.deliver(events)
		})
		const n = 50_000
		p.Submit(files(0, n))
		synctest.Wait()
		if got := probed.Load(); got < maxUndelivered/4 || got > 2*maxUndelivered {
			t.Errorf("%d files probed ahead of the receiver", got)
		}
		close(gate)
		synctest.Wait()
		p.Submit(files(n, 1))
		p.Cancel()
		p.Close()
		if len(l.answered) != n+1 {
			t.Errorf("%d of %d answered", len(l.answered), n+1)
		}
	})
}

func TestPoolWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var now atomic.Int32
		step := make(chan struct{})
		p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			now.Add(1)
			defer now.Add(-1)
			<-step
			return &book.Media{}, nil
		}), 2, func([]Event) {})
		all := files(0, 1000)
		for i, f := range all {
			f.Root = fmt.Sprint("/", i%5) // more than the limit of a single root
		}
		p.Submit(all)
		for _, tc := range []struct{ set, want int }{{2, 2}, {7, 7}, {100, MaxWorkers}, {3, 3}, {0, 1}, {5, 5}} {
			p.SetWorkers(tc.set)
			synctest.Wait()
			for int(now.Load()) > tc.want { // the excess workers end after their file
				step <- struct{}{}
				synctest.Wait()
			}
			if int(now.Load()) != tc.want {
				t.Errorf("set to %d: %d at work", tc.set, now.Load())
			}
		}
		close(step)
		p.Close()
	})
}

// A root never has more files being read than its limit, even while files that
// were given back still hang. Other roots do not wait for it.
func TestPoolLimitsRoots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var slow, most atomic.Int32
		hang, quick := make(chan struct{}), make(chan book.ID, 1000)
		p := NewPool(proberFunc(func(_ context.Context, f *book.File) (*book.Media, error) {
			if f.Root == "/slow" {
				most.Store(max(most.Load(), slow.Add(1)))
				<-hang
				slow.Add(-1)
			} else {
				quick <- f.ID
			}
			return &book.Media{}, nil
		}), MaxWorkers, func([]Event) {})
		stuck, other := files(0, 100), files(1000, 100)
		for i := range stuck {
			stuck[i].Root, other[i].Root = "/slow", "/quick"
		}
		p.Submit(stuck)
		p.Submit(other)
		synctest.Wait()
		if slow.Load() != RootLimit || len(quick) != len(other) {
			t.Errorf("%d files of a root that hangs are at work, and %d of the other are done; want %d and %d", slow.Load(), len(quick), RootLimit, len(other))
		}
		p.Cancel()
		p.SetLimit("/slow", 1)
		p.Submit(stuck)
		synctest.Wait()
		if slow.Load() != RootLimit {
			t.Errorf("%d files at work after a cancel that none heard, want %d", slow.Load(), RootLimit)
		}
		for range RootLimit {
			hang <- struct{}{}
			synctest.Wait()
		}
		if slow.Load() != 1 {
			t.Errorf("%d files of a root limited to one are at work", slow.Load())
		}
		close(hang)
		p.Close()
		if most.Load() != RootLimit {
			t.Errorf("up to %d files of a root were at work", most.Load())
		}
	})
}

func TestPoolEnforcesTheProberContract(t *testing.T) {
	for _, tc := range []struct {
		title  string
		prober proberFunc
		kind   book.FaultKind
		reason string
	}{
		{"panic", func(context.Context, *book.File) (*book.Media, error) { panic("index out of range") }, book.Unreadable, "its reader failed: index out of range"},
		{"nothing", func(context.Context, *book.File) (*book.Media, error) { return nil, nil }, book.Unreadable, "nothing could be read"},
		{"plain error", func(context.Context, *book.File) (*book.Media, error) { return nil, errors.New("odd") }, book.Unreadable, "could not be read"},
		{"own cancel", func(context.Context, *book.File) (*book.Media, error) { return nil, context.Canceled }, book.Unreadable, "could not be read"},
		{"unsupported", func(context.Context, *book.File) (*book.Media, error) { return nil, ErrUnsupported }, book.NoReader, "no reader for this format"},
		{"wrapped", func(context.Context, *book.File) (*book.Media, error) {
			return nil, fmt.Errorf("read: %w", &book.Fault{Kind: book.Vanished, Reason: "file is gone"})
		}, book.Vanished, "file is gone"},
	} {
		t.Run(tc.title, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var answers []Event
				p := NewPool(tc.prober, 1, func(events []Event) { answers = append(answers, events...) })
				p.Submit(files(0, 1))
				synctest.Wait()
				p.Close()
				if len(answers) != 2 || !answers[0].Started {
					t.Fatalf("events %+v", answers)
				}
				if f := answers[1].Fault(); f == nil || f.Kind != tc.kind || f.Reason != tc.reason || answers[1].Cancelled() {
					t.Errorf("answer %+v", answers[1].Err)
				}
			})
		})
	}
}

// BenchmarkPool measures the pool's own cost per file, from queue to delivery.
func BenchmarkPool(b *testing.B) {
	var answers int
	done := make(chan struct{})
	p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
		return &book.Media{}, nil
	}), DefaultWorkers(), func(events []Event) {
		for _, e := range events {
			if !e.Started {
				answers++
			}
		}
		if answers == b.N {
			close(done)
		}
	})
	defer p.Close()
	all := files(0, b.N)
	b.ReportAllocs()
	b.ResetTimer()
	p.Submit(all)
	<-done
}

// BenchmarkPrefer measures how long the owner waits when the rows on screen
// change with 100,000 files queued.
func BenchmarkPrefer(b *testing.B) {
	p := NewPool(proberFunc(func(ctx context.Context, _ *book.File) (*book.Media, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}), 1, func([]Event) {})
	defer p.Close()
	p.Submit(files(0, 100_000))
	for i := 0; b.Loop(); i++ {
		p.Prefer(book.ID(i%100_000), book.ID((i*7)%100_000))
	}
}

// With two workers, two files of one root hang: the files of another root are
// read all the same, and Close abandons the readers.
func TestPoolContinuesWhileADiskHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		disk := make(chan struct{})
		most, in := 0, 0
		var mu sync.Mutex
		p := NewPool(proberFunc(func(_ context.Context, f *book.File) (*book.Media, error) {
			if f.Root == "hung" {
				mu.Lock()
				in++
				most = max(most, in)
				mu.Unlock()
				<-disk
				mu.Lock()
				in--
				mu.Unlock()
			}
			return &book.Media{}, nil
		}), 2, l.deliver)
		hung, good := files(1, 30), files(101, 5)
		for _, f := range hung {
			f.Root = "hung"
		}
		p.Submit(hung)
		synctest.Wait()
		p.Submit(good)
		time.Sleep(20 * stuckAfter)
		synctest.Wait()
		for _, f := range good {
			if l.answered[f.ID] != 1 {
				t.Errorf("%d was answered %d times", f.ID, l.answered[f.ID])
			}
		}
		if most != RootLimit || l.slow != RootLimit {
			t.Errorf("%d files hang, %d are called slow", most, l.slow)
		}
		began := time.Now()
		p.Close()
		if took := time.Since(began); took > closeGrace {
			t.Errorf("closed after %v", took)
		}
		for _, f := range hung {
			if l.answered[f.ID] != 1 {
				t.Errorf("%d was answered %d times", f.ID, l.answered[f.ID])
			}
		}
		close(disk)
	})
}

// After a disk has hung and come back, the pool has as many workers as before.
func TestPoolAfterAHungDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		disk := make(chan struct{})
		p := NewPool(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			<-disk
			return &book.Media{}, nil
		}), 2, l.deliver)
		p.Submit(files(1, 20))
		time.Sleep(10 * stuckAfter)
		close(disk)
		synctest.Wait()
		p.mu.Lock()
		if p.alive != 2 || p.stuck != 0 || len(l.answered) != 20 {
			t.Errorf("%d workers, %d stuck, %d answers", p.alive, p.stuck, len(l.answered))
		}
		p.mu.Unlock()
		p.Close()
	})
}

// patientFunc is a prober that takes long.
type patientFunc struct{ proberFunc }

func (patientFunc) Patience() time.Duration { return time.Hour }

// The pool adds no workers for a Patient prober.
func TestPoolIsPatient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var l ledger
		var now atomic.Int32
		p := NewPool(patientFunc{func(context.Context, *book.File) (*book.Media, error) {
			if now.Add(1) > 1 {
				t.Error("two at once")
			}
			defer now.Add(-1)
			<-time.After(time.Hour / 2)
			return &book.Media{}, nil
		}}, 1, l.deliver)
		p.Submit(files(0, 3))
		<-time.After(3 * time.Hour)
		p.Close()
		if len(l.answered) != 3 || l.slow != 0 {
			t.Errorf("%d answers, %d files slow", len(l.answered), l.slow)
		}
	})
}

// A disk that may hang gets another file only when no other root has files.
func TestQueuePassesOverASlowRoot(t *testing.T) {
	var q queue
	q.add([]*book.File{{Root: "slow"}, {Root: "slow"}, {Root: "good"}, {Root: "good"}})
	q.of("slow").slow = 1
	var order []string
	for l := q.ready(); l != nil; l = q.ready() {
		order = append(order, q.take(l).Root)
	}
	if got := fmt.Sprint(order); got != "[good good slow slow]" {
		t.Errorf("order %s", got)
	}
}
