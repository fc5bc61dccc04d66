package library

import (
	"context"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/state"
)

// owner is the state together with the work in progress. Owner goroutine only.
type owner struct {
	*services
	in  *inbox
	out *published
	ctx context.Context

	state      *state.State
	saver      *saver
	follower   follower
	disks      *disks
	conditions conditions
	scans      int        // number of scans begun; the newest scan's number
	running    []*running // scans in progress
	waiting    []target   // scans that wait for a running one in overlapping folders
	probing    Work
	stopped    bool
	began      time.Time        // start of the current stretch of scans and probes
	reused     int              // rows of this stretch whose metadata was reused
	came       int              // rows added since meetOriginals last looked
	measuring  int              // files whose length is still to be counted
	marks      map[book.ID]bool // files whose fingerprint is requested
	marking    int              // length of marks
	notices    []string         // for the user, newest last
	history    history
	reading    int // folders whose sidecars are being read
	lints      bool
	linted     *book.Snapshot   // snapshot of the last comparison of books
	awaited    bool             // a comparison waits for fingerprints
	rebuilt    time.Time        // when folders were last rebuilt
	rested     <-chan time.Time // fires when folders are to be rebuilt that had to wait; nil if none waits

	rechecks rechecks

	regrouped int             // regrouped books that the user has not been told of, as of the end of the last work
	looked    time.Time       // when loaded rows were last published
	removed   map[string]bool // roots removed while rows were being loaded
}

func newOwner(ctx context.Context, l *Library) *owner {
	s := state.New()
	saver, disks := &saver{l.catalog, s}, &disks{&l.services, &l.inbox, ctx}
	return &owner{
		services: &l.services, in: &l.inbox, out: &l.published, ctx: ctx,
		state: s, saver: saver, follower: follower{l.watcher, s}, disks: disks, conditions: conditions{disks, s, saver},
		marks: map[book.ID]bool{}, rechecks: newRechecks(),
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
			o.rebuilt = time.Time{} // the caller waits for the books
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
			o.beside(batch)
		case read := <-o.in.noted:
			o.note(read)
		case l := <-o.in.looks:
			o.conditions.seen(l)
		case end := <-o.in.walked:
			o.walkEnded(end)
		case events := <-o.in.probed:
			o.probed(events)
		case events := <-o.in.counted:
			o.measured(events)
		case events := <-o.in.printed:
			o.marked(events)
		case c := <-o.in.changes:
			o.changed(c)
		case <-o.rechecks.timer.C:
			o.recheck()
		case <-o.rested: // publish rebuilds the folders
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
	busy := len(o.running)+o.reading > 0 || o.probing.Running() || o.state.Folders.Loading
	o.rebuild(busy)
	if !busy && o.catalog != nil {
		o.state.Digests.Fill(true)
		o.regrouped = o.state.Digests.Untold()
	}
	if !busy && o.catalog != nil && !o.headless { // without a catalogue, a moved file is a new file
		o.state.Replacements.Search()
	}
	o.saver.save()
	status := &Status{
		Roots:     make([]Root, len(o.state.Roots)),
		Scanning:  len(o.running)+o.reading > 0,
		Probing:   o.probing,
		Stopped:   o.stopped,
		Measuring: o.measuring,
		Marking:   o.marking,
		Restoring: o.state.Folders.Loading,
		Undo:      last(o.history.done),
		Redo:      last(o.history.undone),
		Notices:   o.notices,
		Replaced:  o.state.Replacements.Open(),
		Regrouped: o.regrouped,
	}
	if o.catalog != nil {
		status.Notices = append(slices.Clone(o.notices), o.catalog.Notices()...)
		status.Unsaved = o.catalog.Unsaved()
		status.Unsavable, status.Forgetful = o.catalog.Trouble()
	}
	snapshot := o.state.Books.Store.Snapshot()
	o.state.Losses.CountHeld(snapshot)
	for i, r := range o.state.Roots {
		status.Roots[i] = r.RootStatus
	}
	status.Linting = o.lints && (o.linted != snapshot || o.awaited && !o.stopped)
	o.out.snapshot.Store(snapshot)
	o.out.status.Store(status)
	nudge(o.out.redo)
	if o.lints && o.linted != snapshot && !status.Busy() {
		nudge(o.out.unlinted)
	}
}
