package library

import (
	"context"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// owner is the state together with the work in progress. Each part knows the state and
// the other parts that it needs; the methods of owner join the parts. Owner goroutine
// only.
type owner struct {
	*services
	in  *inbox
	out *published
	ctx context.Context

	state *state.State
	saver *saver
	disks *disks

	conditions     conditions
	follower       follower
	scans          scans
	reading        reading
	stretch        stretch
	rechecks       rechecks
	fingerprinting fingerprinting
	measuring      measuring
	linting        linting
	builder        builder
	history        history
	inTrash        trashWork

	notices     []Notice            // of what happened, newest last
	events      uint64              // notices there have been
	interrupted bool                // see interrupt
	came        int                 // rows added since meetOriginals last looked
	regrouped   int                 // regrouped books that the user has not been told of, as of the end of the last work
	unchecked   int64               // in nanoseconds since 1970: rows of the catalogue that were added later may be moved files
	loaded      loaded              // what was last published of the catalogue while it is being loaded
	removed     map[string]*removal // roots removed while rows were being loaded
}

func newOwner(ctx context.Context, l *Library) *owner {
	s := state.New()
	saver, disks := &saver{l.catalog, s}, &disks{&l.services, &l.inbox, ctx}
	return &owner{
		services: &l.services, in: &l.inbox, out: &l.published, ctx: ctx, state: s, saver: saver, disks: disks,
		conditions:     conditions{disks: disks, state: s, saver: saver, silent: map[string]bool{}},
		follower:       follower{l.watcher, s},
		reading:        reading{disks: disks, state: s, saver: saver},
		rechecks:       newRechecks(),
		fingerprinting: fingerprinting{l.fingerprints, l.pool, s, map[book.ID]bool{}, nil},
		measuring:      measuring{pool: l.lengths, state: s, log: l.log},
		builder:        builder{state: s, saver: saver, headless: l.headless},
	}
}

// run is the owner loop. It publishes after every message; the view goroutine picks up
// the newest snapshot when it is ready.
func (o *owner) run() {
	defer o.rechecks.timer.Stop()
	for {
		select {
		case c := <-o.in.commands:
			c.do(o)
			o.builder.last = time.Time{} // the caller waits for the books
			o.publish()
			close(c.done)
			continue
		case do := <-o.in.preferred:
			do(o)
			continue
		case do := <-o.in.questions:
			do(o)
			continue
		case batch := <-o.in.restored:
			if !o.takeRestored(batch) {
				continue
			}
		case batch := <-o.in.found:
			o.take(batch)
		case batch := <-o.in.besides:
			o.reading.begin(batch)
		case read := <-o.in.noted:
			o.reading.end(read)
			o.finish()
		case l := <-o.in.looks:
			o.seen(l)
		case end := <-o.in.walked:
			end.scan.ended = &end
			o.decide()
		case events := <-o.in.probed:
			o.probed(events)
		case events := <-o.in.counted:
			o.suspect(events)
			o.measuring.answer(events)
			o.afterInterrupt()
		case events := <-o.in.fingerprinted:
			o.fingerprinted(events)
		case c := <-o.in.changes:
			o.changed(c)
		case <-o.rechecks.timer.C:
			for _, t := range o.rechecks.targets(o.state) {
				o.scan(t)
			}
		case <-o.builder.rested: // publish rebuilds the folders
		case <-o.saver.news():
			o.logFaults()
			if o.catalog.Renewed() {
				o.log.Info("catalogue_renewed")
				o.saver.all()
			}
		case <-o.ctx.Done():
			return
		}
		o.publish()
	}
}

// publish publishes a snapshot for the view goroutine and a status for every goroutine,
// after it has passed all changes to the catalogue.
func (o *owner) publish() {
	busy := o.scanning() || o.stretch.probing.Running() || o.state.Folders.Loading
	o.builder.rebuild(busy)
	if o.builder.exchanged {
		o.builder.exchanged = false
		o.tellHeard()
	}
	if !busy {
		o.share()
	}
	if !busy && o.catalog != nil {
		o.state.Digests.FillAndSave()
		o.regrouped = o.state.Digests.Untold()
	}
	if !busy && o.catalog != nil && !o.headless { // without a catalogue, a moved file is a new file
		o.state.Replacements.Search()
	}
	o.saver.save()
	snapshot := o.state.Books.Store.Snapshot()
	o.state.Losses.CountHeld(snapshot)
	o.state.ShowUnmounted()
	status := o.newStatus()
	if !status.Busy() {
		o.linting.follow(snapshot)
	}
	status.Linting = o.linting.on && (o.linting.of != snapshot || o.linting.awaited && !o.stretch.stopped)
	o.out.snapshot.Store(snapshot)
	o.out.status.Store(status)
	nudge(o.out.stale)
	if o.linting.on && o.linting.of != snapshot && !status.Busy() {
		nudge(o.out.unlinted)
	}
}

// newStatus returns the current status without Linting, which depends on the snapshot.
func (o *owner) newStatus() *Status {
	status := &Status{
		Roots:          make([]Root, len(o.state.Roots)),
		Scanning:       o.scanning(),
		Probing:        o.stretch.probing,
		Stopped:        o.stretch.stopped,
		Measuring:      o.measuring.left,
		Fingerprinting: len(o.fingerprinting.asked),
		Restoring:      o.state.Folders.Loading,
		Undo:           last(o.history.done),
		Redo:           last(o.history.undone),
		Steps:          o.history.steps,
		Notices:        slices.Clone(o.notices),
		Replaced:       o.state.Replacements.Open(),
		Regrouped:      o.regrouped,
	}
	for i, r := range o.state.Roots {
		status.Roots[i] = r.RootStatus
	}
	if o.catalog != nil {
		for _, m := range o.catalog.Notices() {
			status.Notices = append(status.Notices, Notice{Message: m})
		}
		status.Unsaved = o.catalog.Unsaved()
		status.Unsavable, status.Forgetful = o.catalog.Trouble()
	}
	return status
}
