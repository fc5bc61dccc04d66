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
	o.stretch.submit(len(files))
	o.measuring.rest()
	o.pool.Submit(files)
}

func (o *owner) probed(events []probe.Event) {
	a := o.state.Probed(events, time.Now().UnixNano(), o.follower.follows)
	o.stretch.answer(a)
	o.logFaulty(a.Faulty)
	o.rechecks.addFollowed(a.Faulty, o.follower.follows)
	o.follower.await(a.Growing)
	o.suspect(events)
	o.decide()
}

// suspect suspects the disks of the files that a pool has been reading for long.
func (o *owner) suspect(events []probe.Event) {
	for _, e := range events {
		if e.Slow {
			o.conditions.suspect(e.File.Root)
		}
	}
}

// scanning reports whether a scan is running or sidecars are being read.
func (o *owner) scanning() bool { return len(o.scans.running)+o.reading.folders > 0 }

// finish ends the current stretch of work if nothing is left to do.
func (o *owner) finish() {
	if o.scanning() || !o.stretch.end() {
		return
	}
	o.resemble()
	o.state.FreeBuffers()
	nudge(o.out.untidy)
	o.stretch.log(o.log)
	o.adopt()
	if !o.stretch.stopped {
		o.complete()
	}
}

// complete asks for the fingerprints and the exact lengths that are missing.
func (o *owner) complete() {
	rows := o.state.Incomplete.Rows(o.state.Listed.Has)
	if o.catalog != nil {
		o.fingerprinting.askAll(rows, o.headless)
	}
	o.measuring.ask(rows)
}

// seen records a look at a disk. Scans no longer wait for the files and for the scan of a disk
// that does not answer, and what complete left out is requested once it answers again.
func (o *owner) seen(l look) {
	if o.conditions.seen(l) {
		o.interrupted = true
		o.afterInterrupt()
	}
	o.decide()
	o.resume()
}

// interrupt withdraws the requests of complete, of which a root that was paused wants no
// more. Those of the other roots are repeated once all have been given back.
func (o *owner) interrupt() {
	o.interrupted = true
	o.measuring.rest()
	o.fingerprinting.cancel()
	o.afterInterrupt()
}

// afterInterrupt repeats the requests of complete after an interrupt if none is left.
func (o *owner) afterInterrupt() {
	if o.interrupted && len(o.fingerprinting.asked) == 0 && o.measuring.left == 0 {
		if o.interrupted = false; !o.stretch.stopped && o.stretch.began.IsZero() && !o.state.Folders.Loading { // otherwise finish asks
			o.complete()
		}
	}
}

func (o *owner) cancel() {
	o.measuring.rest()
	o.fingerprinting.cancel()
	if len(o.scans.running)+len(o.scans.waiting) == 0 && !o.stretch.probing.Running() {
		return
	}
	for _, s := range o.scans.running {
		s.stop()
	}
	for _, t := range o.scans.takeWaiting() {
		if r := o.state.Roots.At(t.root); r != nil && r.Verdict.State == "" {
			r.Verdict = state.Verdict{State: RootStopped}
			o.conditions.update(r)
		}
	}
	o.stretch.stopped = true
	o.pool.Cancel()
	o.state.Release()
	o.decide()
}

// retry probes files again, before all others.
func (o *owner) retry(ids []book.ID) {
	files := o.state.Retry(ids)
	if len(files) > 0 && o.stretch.began.IsZero() {
		o.stretch.begin()
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

// logFaulty logs why files could not be read.
func (v *services) logFaulty(files []*book.File) {
	for _, f := range files {
		v.log.Warn("fault", "path", f.Path, "reason", f.Fault.Reason)
	}
}
