package library

import (
	"sync/atomic"
	"time"

	"lectern/library/book"
	"lectern/library/view"
)

// published is what any goroutine may read.
type published struct {
	snapshot atomic.Pointer[book.Snapshot]
	query    atomic.Pointer[view.Query]
	view     atomic.Pointer[view.View]
	folders  atomic.Pointer[[]*view.Folder]
	facets   *lazy[*view.View, *view.Facets]
	values   *lazy[*book.Snapshot, *view.Facets]
	series   *lazy[*view.View, *view.SeriesList]
	sums     *lazy[summed, *view.Statistics]
	status   atomic.Pointer[Status]
	heard    atomic.Pointer[[]book.FileHeard]
	loaded   chan struct{} // closed when all rows of the catalogue are there
	stale    chan struct{} // the view is out of date: wakes the view goroutine; one slot
	outdated chan struct{} // a new query: stop making a view of the old one; one slot
	unlinted chan struct{} // the books have changed since they were compared; one slot
	untidy   chan struct{} // work has ended that leaves garbage; one slot
}

func newPublished() published {
	return published{
		facets:   newLazy[*view.View](new(view.Facets), facetsEvery),
		values:   newLazy[*book.Snapshot](new(view.Facets), facetsEvery),
		series:   newLazy[*view.View](new(view.SeriesList), 0),
		sums:     newLazy[summed](new(view.Statistics), 0),
		loaded:   make(chan struct{}),
		stale:    make(chan struct{}, 1),
		outdated: make(chan struct{}, 1),
		unlinted: make(chan struct{}, 1),
		untidy:   make(chan struct{}, 1),
	}
}

// summed is what the statistics are made of.
type summed struct {
	view  *view.View
	heard *[]book.FileHeard
	today book.Day // how long ago something was heard
}

func (p *published) summed() summed {
	return summed{p.view.Load(), p.heard.Load(), book.DayOf(time.Now())}
}
