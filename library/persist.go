package library

import (
	"context"
	"errors"
	"math"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/message"
	"lectern/library/state"
)

// The errors of Open about the catalogue.
var (
	ErrLocked  = catalog.ErrLocked  // another process has it open
	ErrNewer   = catalog.ErrNewer   // a newer Lectern wrote it
	ErrForeign = catalog.ErrForeign // it is not Lectern's
)

// OpenRefusal is an error of Open whose text is complete enough to show to the user.
type OpenRefusal = catalog.Refusal

// DefaultCatalog returns the default path of the catalogue: in the user's data folder
// by the XDG rules.
func DefaultCatalog() string { return catalog.DefaultPath() }

// UserPath returns the path of the user database that belongs to the catalogue at path.
func UserPath(path string) string { return catalog.UserPath(path) }

// Holder returns the ID of the process that has a catalogue open, 0 if unknown. The
// catalogue must not be open in this process.
func Holder(catalogue string) (pid int) { return catalog.Holder(catalogue) }

// CacheFolder returns the default folder for data that can be recomputed, such as
// thumbnails.
func CacheFolder() string { return catalog.CacheFolder() }

// logFaults logs the faults of the catalogue in the system's words, which notices leave
// out.
func (v *services) logFaults() {
	for _, fault := range v.catalog.Faults() {
		v.log.Warn("catalogue_fault", "reason", fault.Error())
	}
}

// begin gives the owner the roots of the catalogue; their rows follow later.
func (o *owner) begin() {
	o.state.Folders.Loading = true
	o.state.Listed.Last = o.catalog.LastID()
	o.unchecked = math.MaxInt64
	for _, k := range o.catalog.Roots() {
		r := state.RootFrom(k)
		o.state.Roots = append(o.state.Roots, r)
		o.setLimit(r)
		o.conditions.update(r)
		if at := r.Health.Scanned; at != 0 {
			o.unchecked = min(o.unchecked, at)
		}
	}
}

// restored is a batch of rows loaded from the catalogue.
type restored struct {
	heard []book.FileHeard
	notes []noted
	rows  []*state.Row
	last  bool // this is the last batch
	err   error
}

// restore loads the catalogue on its own goroutine and sends the rows to the owner in
// batches.
func (l *Library) restore(ctx context.Context, shown <-chan struct{}) {
	heard, heardErr := l.catalog.Heard(ctx)
	notes, noteErr := l.restoreNotes(ctx)
	select {
	case l.restored <- restored{heard: heard, notes: notes}:
	case <-ctx.Done():
	}
	err := l.catalog.Load(ctx, func(entries []catalog.Entry) {
		batch := restored{rows: make([]*state.Row, len(entries))}
		for i := range entries {
			batch.rows[i] = state.RowFrom(&entries[i])
		}
		select {
		case l.restored <- batch:
		case <-ctx.Done():
		}
		if shown != nil { // the first batch fills the screen; the window needs the processors now
			select {
			case <-shown:
			case <-ctx.Done():
			}
		}
	})
	select {
	case l.restored <- restored{last: true, err: errors.Join(heardErr, noteErr, err)}:
	case <-ctx.Done():
	}
}

// loaded is what was published of a catalogue that is being loaded.
type loaded struct {
	at   time.Time
	rows int
}

// isStale reports whether to publish again, now that there are more rows. The first batch is
// shown at once, but making a view after each of a hundred batches would take longer than
// loading them: the library grows by a quarter, unless that takes long.
func (l loaded) isStale(now time.Time, rows int) bool {
	const least, most = 100 * time.Millisecond, time.Second
	passed := now.Sub(l.at)
	return passed >= least && 4*(rows-l.rows) >= l.rows || passed >= most
}

// takeRestored adds a batch of the catalogue to the library and reports whether to publish
// now.
func (o *owner) takeRestored(batch restored) (worth bool) {
	if len(batch.heard) > 0 {
		o.state.Log.Restore(batch.heard)
		o.tellHeard()
	}
	for _, n := range batch.notes {
		if o.state.Roots.Of(n.folder) == nil { // its root was removed meanwhile
			o.saver.send(catalog.DropNotes(n.folder))
			continue
		}
		o.state.Sidecars.Add(n.folder, &state.Notes{Stamp: n.stamp, Notes: n.notes})
	}
	for _, r := range batch.rows {
		o.restoreRow(r)
	}
	if batch.last {
		o.endRestoring(batch.err)
		return true
	}
	now, rows := time.Now(), len(o.state.Listed.ByID)
	if worth = len(batch.rows) > 0 && o.loaded.isStale(now, rows); worth {
		o.loaded = loaded{now, rows}
	}
	return worth
}

// restoreRow adds a row of the catalogue to the list or to the retired ones. Meanwhile its
// file may have been found, and its root removed.
func (o *owner) restoreRow(r *state.Row) {
	switch {
	case r.RetiredAt != 0:
		o.state.Retired.Add(r)
		return
	case o.state.Listed.ByID[r.File.ID] != nil:
		return
	case o.state.Listed.ByPath[r.File.Path] != nil:
		o.state.RetireUnlisted(r, time.Now().UnixNano())
		return
	}
	if o.state.Roots.At(r.File.Root) == nil {
		removal := o.removed[r.File.Root]
		if heir := o.state.Roots.OfFile(r.File.Path); heir != nil {
			f := *r.File
			f.Root = heir.Path
			r.File = &f
			o.state.Add(r)
			return
		}
		if removal != nil {
			o.state.RetireUnlisted(r, time.Now().UnixNano())
			removal.retired = append(removal.retired, r)
			return
		}
		// The catalogue lacks its root.
		o.state.Roots = append(o.state.Roots, state.NewRoot(r.File.Root, time.Now()))
		o.saver.root(o.state.Roots.At(r.File.Root))
	}
	// A row that was added after the last good scan of any root may be a file that moved: that
	// root may have been on a drive that was not connected, and its scan will miss the file.
	r.Fresh = r.Added > min(o.unchecked, o.state.Roots.At(r.File.Root).Health.Scanned)
	o.state.Insert(r)
	missKept(o.state, o.saver, r)
}

// endRestoring starts the work that waits for the last row of the catalogue. err says why
// some rows could not be read.
func (o *owner) endRestoring(err error) {
	if err != nil && o.ctx.Err() == nil {
		o.log.Error("catalogue_unreadable", "reason", err.Error())
		o.notify(message.New("The catalogue could not be read; the folders are scanned again."))
	}
	o.builder.rebuild(false)
	o.state.Digests.Fill() // before files are read again
	o.state.RestoreShared()
	o.state.Folders.Loading = false
	close(o.out.loaded)
	o.state.RestoreMounts()
	o.log.Info("restored", "rows", len(o.state.Listed.ByID))
	if !o.headless {
		if paths := pathsOfPictures(o.state); len(paths) > 0 {
			o.work.Go(func() { o.disks.keepPictures(paths) })
		}
		for _, r := range o.state.Roots {
			o.follower.follow(r)
			o.scan(wholeRoot(r.Path))
		}
		o.rechecks.addFollowed(o.state.Listed.Failures(), o.follower.follows)
	}
	o.resume()
}

// missKept makes a row missing that an earlier version kept listed although no scan
// found it.
func missKept(s *state.State, saver *saver, r *state.Row) {
	if r.Edited(state.KeptField) == nil {
		return
	}
	s.SetEdit(r, state.KeptField, nil)
	saver.send(catalog.Edit(r.File.ID, state.KeptField, ""))
	if r.File.State != book.Missing {
		s.Miss(r, time.Now().UnixNano())
	}
}
