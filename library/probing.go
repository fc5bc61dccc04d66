package library

import (
	"time"

	"lectern/library/book"
	"lectern/library/probe"
	"lectern/library/state"
)

// submit sends files to the probe pool.
func (o *owner) submit(files []*book.File) {
	if len(files) == 0 {
		return
	}
	if !o.probing.Running() {
		o.probing = Work{Began: time.Now()}
	}
	o.probing.Total += len(files)
	o.stopped = false
	o.rest()
	o.pool.Submit(files)
}

func (o *owner) probed(events []probe.Event) {
	a := o.state.Probed(events, time.Now().UnixNano(), o.follower.follows)
	o.probing.Done += a.Read
	o.probing.Total -= a.Back
	o.probing.Failed += len(a.Faulty)
	o.faults(a.Faulty)
	o.recheckLater(a.Faulty)
	o.follower.await(a.Growing)
	for _, e := range events {
		if e.Slow {
			o.conditions.suspect(e.File.Root)
		}
	}
	o.decide()
}

func (o *owner) faults(files []*book.File) {
	for _, f := range files {
		o.log.Warn("fault", "path", f.Path, "reason", f.Fault.Reason)
	}
}

// finish ends the current stretch of work if nothing is left to do.
func (o *owner) finish() {
	if len(o.running)+o.reading > 0 || o.probing.Done < o.probing.Total {
		return
	}
	if o.began.IsZero() {
		return
	}
	if o.probing.Running() {
		o.probing.Ended = time.Now()
	}
	o.resemble()
	o.log.Info("probe_done", "probed", o.probing.Done, "failed", o.probing.Failed, "reused", o.reused,
		"took_ms", o.probing.Elapsed(time.Now()).Milliseconds(), "cancelled", o.stopped)
	o.began = time.Time{}
	o.adopt()
	if !o.stopped {
		rows := o.state.Incomplete.Rows(o.state.Listed.Has)
		o.markAll(rows)
		o.measure(rows)
	}
}

func (o *owner) cancel() {
	o.rest()
	if o.prints != nil {
		o.prints.Cancel()
	}
	if len(o.running)+len(o.waiting) == 0 && !o.probing.Running() {
		return
	}
	for _, s := range o.running {
		s.stop()
	}
	for _, t := range o.waiting {
		if r := o.state.Roots.At(t.root); r != nil && r.Verdict.State == "" {
			r.Verdict = state.Verdict{State: RootStopped}
			o.conditions.update(r)
		}
	}
	o.stopped, o.waiting = true, nil
	o.pool.Cancel()
	o.state.Release()
	o.decide()
}

// retry probes files again, before all others.
func (o *owner) retry(ids []book.ID) {
	files := o.state.Retry(ids)
	if len(files) > 0 && o.began.IsZero() {
		o.began, o.reused = time.Now(), 0
	}
	o.submit(files)
	o.pool.Prefer(ids...)
}

// askAgain withdraws all requests to the probe pool and repeats those for files that
// may still be read.
func (o *owner) askAgain() {
	o.pool.Cancel()
	o.submit(o.state.Retry(o.state.Release()))
}
