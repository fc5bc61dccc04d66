package library

import (
	"context"
	"time"

	"golang.org/x/text/language"

	"lectern/library/book"
	"lectern/library/view"
)

const (
	// viewEvery is the least time between two views of new data. It leaves a
	// burst of messages time to gather and is small beside the 100 ms a row
	// may be behind on screen. A new query does not wait for it.
	viewEvery = 20 * time.Millisecond

	// foldersEvery is the least time between two folder trees: the sidebar
	// need not follow every batch of a scan.
	foldersEvery = 500 * time.Millisecond

	// facetsEvery is the least time between two counts of facets: at 100,000
	// rows one takes some ten milliseconds of all processors.
	facetsEvery = 500 * time.Millisecond

	// prepareAfter is how long the start of the program has the processors to
	// itself before the filter is prepared: by then the rows are on screen,
	// and hardly anybody has typed.
	prepareAfter = 2 * time.Second
)

// present is the view goroutine: it turns the newest snapshot and query into
// the newest View, for as long as one of them is newer than the last.
func (l *Library) present(ctx context.Context, maker *view.Maker, lang language.Tag) {
	var last time.Time        // when the last view was made
	var planted time.Time     // when the last folder tree was made
	var shape uint64          // of the view the folder tree was made of
	var roots []string        // of the last folder tree
	again := time.NewTimer(0) // fires when a postponed folder tree is due
	defer again.Stop()
	var counted time.Time     // when facets were counted last
	count := time.NewTimer(0) // fires when a postponed count of facets is due
	defer count.Stop()
	count.Stop() // nobody asked yet
	var asked, sought bool
	prepare := time.NewTimer(prepareAfter)
	defer prepare.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.redo:
		case <-again.C:
		case <-l.asked:
			asked = true
			count.Reset(facetsEvery - time.Since(counted))
			continue
		case <-l.sought:
			sought = true
			count.Reset(facetsEvery - time.Since(counted))
			continue
		case <-count.C:
			if l.headless {
				continue
			}
			of := asked && l.countFacets(ctx, lang)
			if in := sought && l.countValues(ctx, lang); of || in {
				counted = time.Now()
				l.updated()
			}
			asked, sought = false, false
			continue
		case <-prepare.C:
			if !l.headless {
				maker.Prepare(ctx) // its error is that of ctx
			}
			continue
		}
		if l.headless && l.view.Load().Len() > 0 && l.status.Load().Busy() {
			l.updated() // nobody looks at rows on the way
			continue
		}
		if wait := viewEvery - time.Since(last); wait > 0 {
			select {
			case <-ctx.Done():
				return
			case <-l.outdated:
			case <-time.After(wait):
			}
		}
		last = time.Now()
		v := l.make(ctx, maker)
		if v == nil {
			continue // the query changed meanwhile; redo is nudged
		}
		if old := l.view.Swap(v); old != v {
			l.log.Info("view_published", "rows", v.Len(), "query", v.Query.Text, "folder", v.Query.Folder,
				"sort", view.FormatSort(v.Query.Sort))
		}
		status := l.status.Load()
		if !l.headless && (v.Shape() != shape || !sameRoots(roots, status.Roots)) {
			if wait := foldersEvery - time.Since(planted); wait > 0 && status.Scanning {
				again.Reset(wait)
			} else {
				roots = rootPaths(status.Roots)
				tree := view.Folders(l.snapshot.Load(), roots)
				l.folders.Store(&tree)
				shape, planted = v.Shape(), time.Now()
			}
		}
		l.updated()
	}
}

// Settled reports whether nothing is going on and the View shows all of it.
func (l *Library) Settled() bool {
	// In this order: what ends after the first look is in the second.
	status := l.status.Load()
	busy := status.Busy() || l.headless && (status.Marking > 0 || status.Linting)
	return !busy && l.view.Load().Snapshot() == l.snapshot.Load()
}

// make makes a view of the newest snapshot and query, nil if a newer query
// came while it was at it.
func (l *Library) make(ctx context.Context, maker *view.Maker) *view.View {
	select {
	case <-l.outdated: // of the query that is read below
	default:
	}
	var v *view.View
	var err error
	l.unlessOutdated(ctx, func(ctx context.Context) { v, err = maker.View(ctx, l.snapshot.Load(), *l.query.Load()) })
	if err != nil {
		return nil
	}
	return v
}

// facets are those of a view.
type facets struct {
	of *view.View // nil before the first count
	*view.Facets
}

// countFacets counts those of the newest view; false if a newer query came while
// it was at it, or they are the newest already. Who looks then asks again.
func (l *Library) countFacets(ctx context.Context, lang language.Tag) bool {
	v := l.view.Load()
	if l.facets.Load().of == v {
		return false
	}
	var found *view.Facets
	var err error
	l.unlessOutdated(ctx, func(ctx context.Context) { found, err = view.FacetsOf(ctx, v, lang) })
	if err != nil {
		return false
	}
	l.facets.Store(&facets{v, found})
	return true
}

// values are those of a snapshot.
type values struct {
	of *book.Snapshot // nil before the first count
	*view.Facets
}

// countValues counts those of the newest snapshot; the rest is as in countFacets.
func (l *Library) countValues(ctx context.Context, lang language.Tag) bool {
	s := l.snapshot.Load()
	if l.values.Load().of == s {
		return false
	}
	var found *view.Facets
	var err error
	l.unlessOutdated(ctx, func(ctx context.Context) { found, err = view.FacetsIn(ctx, s, lang) })
	if err != nil {
		return false
	}
	l.values.Store(&values{s, found})
	return true
}

// unlessOutdated does something on this goroutine. When a newer query comes it
// ends the context, and sees to it that redo is nudged.
func (l *Library) unlessOutdated(ctx context.Context, do func(context.Context)) {
	ctx, cancel := context.WithCancel(ctx)
	made := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		select {
		case <-l.outdated:
			nudge(l.redo)
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

func sameRoots(paths []string, roots []Root) bool {
	if len(paths) != len(roots) {
		return false
	}
	for i := range paths {
		if paths[i] != roots[i].Path {
			return false
		}
	}
	return true
}
