package library

import (
	"context"
	"errors"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
)

// Errors of Open about the catalogue.
var (
	ErrLocked  = catalog.ErrLocked  // another Lectern has it
	ErrNewer   = catalog.ErrNewer   // a newer Lectern wrote it
	ErrForeign = catalog.ErrForeign // it is not Lectern's
)

// OpenRefusal is an error of Open that tells the user all there is to say.
type OpenRefusal = catalog.Refusal

// DefaultCatalog is where the catalogue lies unless the listener says
// otherwise: in the user's data folder by the XDG rules.
func DefaultCatalog() string { return catalog.DefaultPath() }

// Holder is the process that has a catalogue, and 0 where that cannot be told. The
// catalogue must not be open in this process.
func Holder(catalogue string) (pid int) { return catalog.Holder(catalogue) }

// CacheFolder is where what can be made again lies unless the listener says
// otherwise.
func CacheFolder() string { return catalog.CacheFolder() }

// logFaults writes what went wrong with the catalogue to the log, in the words of the
// system: no notice has them.
func (l *Library) logFaults() {
	for _, fault := range l.catalog.Faults() {
		l.log.Warn("catalogue_fault", "reason", fault.Error())
	}
}

// begin has the owner know the roots that are kept; their rows follow.
func (o *owner) begin() {
	o.restoring = true
	o.state.last = o.catalog.LastID()
	for _, k := range o.catalog.Roots() {
		r := rootFrom(k)
		o.state.roots = append(o.state.roots, r)
		o.setLimit(r)
		o.setRoot(r)
	}
}

// restored is a batch of rows from the catalogue.
type restored struct {
	notes []noted
	rows  []*row
	last  bool // there are no more
	err   error
}

// restore reads the catalogue on its own goroutine and hands the rows to the
// owner.
func (l *Library) restore(ctx context.Context, shown <-chan struct{}) {
	notes, noteErr := l.restoreNotes(ctx)
	select {
	case l.restored <- restored{notes: notes}:
	case <-ctx.Done():
	}
	err := l.catalog.Load(ctx, func(entries []catalog.Entry) {
		batch := restored{rows: make([]*row, len(entries))}
		for i := range entries {
			batch.rows[i] = rowFrom(&entries[i])
		}
		select {
		case l.restored <- batch:
		case <-ctx.Done():
		}
		if shown != nil { // the first fill the screen; the window needs the processors more
			select {
			case <-shown:
			case <-ctx.Done():
			}
		}
	})
	select {
	case l.restored <- restored{last: true, err: errors.Join(noteErr, err)}:
	case <-ctx.Done():
	}
}

// restoreEvery is the least time between two looks the window gets at rows of
// the catalogue: the first batch is seen at once, and making a view of each of
// a hundred would take longer than reading them.
const restoreEvery = 100 * time.Millisecond

// takeRestored makes rows of the catalogue rows of the library. It reports
// whether they are worth a look now.
func (o *owner) takeRestored(batch restored) (worth bool) {
	for _, n := range batch.notes {
		if o.state.rootOf(n.folder) == nil { // it was removed meanwhile
			o.catalog.Save(catalog.DropNotes(n.folder))
			continue
		}
		o.state.notes[n.folder] = &notes{stamp: n.stamp, is: n.notes}
	}
	for _, r := range batch.rows {
		if r.left != 0 {
			o.state.retired.add(r)
			continue
		}
		if o.state.byID[r.file.ID] != nil {
			continue
		}
		if o.state.byPath[r.file.Path] != nil {
			o.leave(r)
			continue
		}
		if o.state.root(r.file.Root) == nil {
			if heir := o.state.rootOf(r.file.Path); heir != nil {
				f := *r.file
				f.Root = heir.Path
				r.file = &f
				o.state.add(r)
				continue
			}
			// Its root was lost with the listener's own, or is being removed.
			if o.removed[r.file.Root] {
				o.leave(r)
				continue
			}
			o.state.roots = append(o.state.roots, newRoot(r.file.Root, time.Now()))
			o.keepRoot(o.state.root(r.file.Root))
		}
		// It came after the last good scan: nobody has looked yet whether it moved.
		r.fresh = r.added > o.state.root(r.file.Root).health.Scanned
		o.state.insert(r)
		o.missKept(r)
	}
	if !batch.last {
		worth = len(batch.rows) > 0 && time.Since(o.looked) >= restoreEvery
		if worth {
			o.looked = time.Now()
		}
		return worth
	}
	if batch.err != nil && o.ctx.Err() == nil {
		o.log.Error("catalogue_unreadable", "reason", batch.err.Error())
		o.notices = append(o.notices, "The catalogue could not be read; the folders are scanned again.")
	}
	o.restoring = false
	o.log.Info("restored", "rows", len(o.state.byID))
	if o.headless {
		o.resume()
		return true
	}
	o.keepPictures()
	for _, r := range o.state.roots {
		o.follow(r)
		o.scan(target{root: r.Path, dir: r.Path})
	}
	o.recheckLater(o.state.failures())
	o.resume()
	return true
}

// leave retires a row that was not listed yet.
func (o *owner) leave(r *row) {
	r.left = time.Now().UnixNano()
	o.state.retired.add(r)
	o.state.leaving = append(o.state.leaving, r)
}

// missKept makes a row missing that an earlier version kept as if it were there.
func (o *owner) missKept(r *row) {
	if r.edited(keptField) == nil {
		return
	}
	o.state.setEdit(r, keptField, nil)
	o.catalog.Save(catalog.Edit(r.file.ID, keptField, ""))
	if r.file.State != book.Missing {
		o.state.miss(r, time.Now().UnixNano())
	}
}

// save hands what has changed to the catalogue. It never waits.
func (o *owner) save() {
	s := o.state
	if o.catalog != nil && len(s.dirty)+len(s.leaving)+len(s.dropped) > 0 {
		ops := make([]catalog.Op, 0, len(s.dirty)+len(s.leaving)+len(s.dropped))
		for _, r := range s.dirty {
			if s.byID[r.file.ID] == r {
				ops = append(ops, catalog.Keep(r.entry()))
			}
		}
		for _, r := range s.leaving {
			if r.left != 0 {
				ops = append(ops, catalog.Retire(r.entry()))
			}
		}
		for _, id := range s.dropped {
			ops = append(ops, catalog.Drop(id))
		}
		o.catalog.Save(ops...)
	}
	for i, r := range s.dirty {
		r.dirty = false
		s.dirty[i] = nil
	}
	s.dirty, s.leaving, s.dropped = s.dirty[:0], nil, s.dropped[:0]
}

// keepRoot has the catalogue remember a root as it is now.
func (o *owner) keepRoot(r *root) {
	if r.unkept = false; o.catalog != nil {
		o.catalog.Save(catalog.KeepRoot(r.keep()))
	}
}
