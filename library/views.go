package library

import (
	"context"
	"slices"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
)

const (
	// viewEvery is the least time between two views of new data. It lets a burst of
	// messages gather, and is short compared to the 100 ms by which the screen may be
	// late. A new query does not wait for it.
	viewEvery = 20 * time.Millisecond

	// busyViewEvery is the most that views rest while rows arrive. With 100,000 rows, a view,
	// and the window that draws it, occupy a processor for some ten milliseconds.
	busyViewEvery = 500 * time.Millisecond

	// foldersEvery is the least time between two folder trees: the sidebar need not
	// follow every batch of a scan, or of rows from the catalogue.
	foldersEvery = 500 * time.Millisecond

	// facetsEvery is the least time between two counts of facets: with 100,000 rows, a
	// count occupies all processors for some ten milliseconds.
	facetsEvery = 500 * time.Millisecond

	// agesEvery is how often the ages in a query are computed again, so that a window that
	// stays open shows what is recent today.
	agesEvery = 10 * time.Minute

	// prepareAfter is the time from the start until the search is prepared, so that the
	// preparation does not slow down the start: by then the rows are on screen, and the
	// user has hardly typed yet.
	prepareAfter = 2 * time.Second
)

// makeViews is the view goroutine. It makes a View whenever there is a newer snapshot or
// query, and the values on demand when they are due.
func (l *Library) makeViews(ctx context.Context, maker *view.Maker, lang language.Tag) {
	var last time.Time        // when the last view was begun
	var rest time.Duration    // after it, while rows arrive
	tree := &folderTree{}     // the last one made
	again := time.NewTimer(0) // fires when a postponed folder tree is due
	defer again.Stop()
	var now ages
	older := time.NewTicker(agesEvery)
	defer older.Stop()
	prepare := time.NewTimer(prepareAfter)
	defer prepare.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.stale:
		case <-again.C:
		case <-older.C:
			now = ages{}
		case <-l.facets.asked:
			l.facets.schedule()
			continue
		case <-l.values.asked:
			l.values.schedule()
			continue
		case <-l.series.asked:
			l.series.schedule()
			continue
		case <-l.sums.asked:
			l.sums.schedule()
			continue
		case <-l.facets.due.C:
			renew(ctx, l, l.facets, l.view.Load, maker.Facets)
			continue
		case <-l.values.due.C:
			renew(ctx, l, l.values, l.snapshot.Load, func(ctx context.Context, s *book.Snapshot) (*view.Facets, error) { return view.FacetsIn(ctx, s, lang) })
			continue
		case <-l.series.due.C:
			renew(ctx, l, l.series, l.view.Load, func(ctx context.Context, v *view.View) (*view.SeriesList, error) { return view.SeriesOf(ctx, v, lang) })
			continue
		case <-l.sums.due.C:
			renew(ctx, l, l.sums, l.summed, func(ctx context.Context, of summed) (*view.Statistics, error) {
				return view.StatisticsOf(ctx, of.view, *of.heard, time.Now())
			})
			continue
		case <-prepare.C:
			if !l.headless {
				maker.Prepare(ctx) // its error is that of ctx
			}
			continue
		}
		if l.headless && l.view.Load().Len() > 0 && l.status.Load().Busy() {
			l.updated() // nobody looks at intermediate rows
			continue
		}
		if !l.awaitMore(ctx, last, rest) {
			return
		}
		last = time.Now()
		v := l.make(ctx, maker, &now)
		if v == nil {
			continue // the query changed meanwhile; stale is nudged
		}
		if old := l.view.Swap(v); old != v {
			l.log.Info("view_published", "rows", v.Len(), "query", v.Query.Text, "folder", v.Query.Folder,
				"sort", view.FormatSort(v.Query.Sort))
		}
		if status := l.status.Load(); !l.headless && !tree.shows(v, status.Roots) {
			if wait := foldersEvery - time.Since(tree.made); wait > 0 && status.Busy() {
				again.Reset(wait)
			} else {
				tree = newFolderTree(v, status.Roots)
				l.folders.Store(&tree.folders)
			}
		}
		l.updated()
		rest = restTimes * time.Since(last)
	}
}

// awaitMore waits until a rest since the last view is over, or viewEvery once all work has
// ended. A new query ends the wait. It returns false if the context is done.
func (l *Library) awaitMore(ctx context.Context, last time.Time, rest time.Duration) bool {
	for {
		wait := viewEvery
		if l.status.Load().Busy() {
			wait = max(viewEvery, min(rest, busyViewEvery))
		}
		wait -= time.Since(last)
		if wait <= 0 {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-l.outdated:
			return true
		case <-time.After(wait):
			return true
		case <-l.stale: // the next view shows it too
		}
	}
}

// folderTree is the folders that contain books, and what they were made of. It is
// immutable.
type folderTree struct {
	folders []*view.Folder
	roots   []string
	hidden  bool   // hidden books count
	shape   uint64 // of the view
	made    time.Time
}

func newFolderTree(v *view.View, roots []Root) *folderTree {
	t := &folderTree{roots: rootPaths(roots), hidden: v.Query.Hidden, shape: v.Shape()}
	t.folders = view.Folders(v.Snapshot(), t.roots, t.hidden)
	t.made = time.Now()
	return t
}

// shows reports whether a tree of this view would have the same folders.
func (t *folderTree) shows(v *view.View, roots []Root) bool {
	return t.shape == v.Shape() && t.hidden == v.Query.Hidden && slices.EqualFunc(t.roots, roots, func(path string, r Root) bool { return path == r.Path })
}

// Settled reports whether no work is in progress and the View shows all results. When
// headless, fingerprints and the comparison of books count as work.
func (l *Library) Settled() bool {
	// The status is read first: if work ends after that, its results are in the snapshot.
	status := l.status.Load()
	busy := status.Busy() || l.headless && (status.Fingerprinting > 0 || status.Linting)
	return !busy && l.view.Load().Snapshot() == l.snapshot.Load()
}

// ages is the time from which the ages in a query are counted back.
type ages struct {
	query *view.Query
	now   time.Time // without the clock that stands still while the computer sleeps
}

// of returns a query with its time, which stays the same for agesEvery, because a query with
// another time is another query.
func (p *ages) of(q *view.Query) view.Query {
	if old := time.Since(p.now); p.query != q || old >= agesEvery || old < 0 {
		p.query, p.now = q, time.Now().Round(0)
	}
	timed := *q
	if timed.Now.IsZero() {
		timed.Now = p.now
	}
	return timed
}

// make makes a view of the newest snapshot and query. It returns nil if a newer query
// arrived meanwhile.
func (l *Library) make(ctx context.Context, maker *view.Maker, now *ages) *view.View {
	select {
	case <-l.outdated: // it announced the query that is loaded below
	default:
	}
	var v *view.View
	var err error
	l.unlessOutdated(ctx, func(ctx context.Context) { v, err = maker.View(ctx, l.snapshot.Load(), now.of(l.query.Load())) })
	if err != nil {
		return nil
	}
	return v
}

// renew computes an on-demand value from the newest view or snapshot, unless a newer
// query arrives meanwhile.
func renew[S comparable, T any](ctx context.Context, l *Library, z *lazy[S, T], newest func() S, of func(context.Context, S) (T, error)) {
	fresh := false
	if !l.headless {
		l.unlessOutdated(ctx, func(ctx context.Context) { fresh = z.renew(ctx, newest(), of) })
	}
	if fresh {
		l.updated()
	}
}

// unlessOutdated runs do on this goroutine. If a newer query arrives, it cancels the
// context of do and nudges stale.
func (l *Library) unlessOutdated(ctx context.Context, do func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	made := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-l.outdated:
			nudge(l.stale)
			cancel()
		case <-made:
		}
	}()
	do(ctx)
	close(made)
	<-watched
	cancel()
}

func rootPaths(roots []Root) []string {
	paths := make([]string, len(roots))
	for i, r := range roots {
		paths[i] = r.Path
	}
	return paths
}
