package library

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lectern/library/book"
)

// cancelled is the longest time that Cancel may take on a busy machine under the race
// detector. Without these, the library promises 200 ms.
const cancelled = 2 * time.Second

func TestCancelKeepsResultsAndRescanContinues(t *testing.T) {
	const good, workers = 10, 3
	names := numbered(40)
	root := tree(t, names...)
	hang, passes := make(chan struct{}), make(chan struct{}, good)
	for range good {
		passes <- struct{}{}
	}
	prober := &patient{reader{gate: func(context.Context, *book.File) error {
		select {
		case <-passes:
		default:
			<-hang // ignores the context
		}
		return nil
	}}}
	s := open(t, Options{Prober: prober, Workers: workers})
	s.AddRoot(root)
	s.until("the readers hang", func() bool { return s.count(book.Probed) == good && s.count(book.Probing) == workers })

	begin := time.Now()
	s.Cancel()
	s.until("nothing goes on", s.Settled)
	if took := time.Since(begin); took > cancelled {
		t.Errorf("cancelled after %v", took)
	} else {
		t.Logf("cancelled after %v", took)
	}
	if s.count(book.Probed) != good || s.count(book.Found) != len(names)-good || !s.Status().Stopped {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
	close(hang)
	done := map[string]bool{}
	for path, b := range s.rows() {
		done[path] = b.State == book.Probed
	}
	prober.takeCalls()
	s.rescan()
	if !s.all(len(names), book.Probed) || s.Status().Stopped {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
	calls := prober.takeCalls()
	if len(calls) != len(names)-good {
		t.Errorf("%d files probed, want %d", len(calls), len(names)-good)
	}
	for path, n := range calls {
		if done[path] || n != 1 {
			t.Errorf("%q probed %d times; done before: %v", path, n, done[path])
		}
	}
}

// A rescan may begin before the pool has returned the files that Cancel withdrew.
func TestRescanRightAfterCancel(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(60)...)
	prober := &reader{}
	s := open(t, Options{Prober: prober, Workers: 2})
	for round := range 20 {
		hang := make(chan struct{})
		prober.set(hold(hang))
		s.AddRoot(root)
		s.until("probes", func() bool { return s.count(book.Probing) > 0 && !s.Status().Scanning })
		s.tell(func(o *owner) { o.cancel(); o.rescan(nil) })
		close(hang)
		s.settle()
		if !s.all(60, book.Probed) {
			t.Fatalf("round %d: %v", round, s.states())
		}
		s.RemoveRoot(root)
		s.settle()
		for _, name := range numbered(60) { // so that earlier metadata is no longer valid
			write(t, filepath.Join(root, name), fmt.Sprint("round ", round))
		}
	}
}

// Files that a cancelled scan still reports are not probed.
func TestNoProbeAfterCancel(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(600)...)
	prober := &reader{}
	s := open(t, Options{Prober: prober})
	for range 20 {
		s.tell(func(o *owner) { o.addRoot(root); o.cancel() })
		s.settle()
		if calls := prober.takeCalls(); len(calls) != 0 || len(s.rows()) != 0 || s.root(root).State != RootStopped {
			t.Fatal(len(calls), len(s.rows()), s.root(root))
		}
		s.RemoveRoot(root)
	}

	// A batch is on its way, and the scan of a root waits for that of a root inside it.
	late := book.File{Root: root + "/book 1", Path: root + "/book 1/late.mp3"}
	s.tell(func(o *owner) {
		o.addRoot(root + "/book 1")
		o.addRoot(root)
		s := o.scans.running[0]
		o.cancel()
		o.take(listing{s, []book.File{late}})
	})
	s.settle()
	if calls := prober.takeCalls(); len(calls) != 0 || len(s.rows()) != 0 {
		t.Error(len(calls), len(s.rows()))
	}
	for _, r := range s.Status().Roots {
		if r.State != RootStopped {
			t.Errorf("%+v", r)
		}
	}
	if len(s.Status().Roots) != 2 || !s.Status().Stopped {
		t.Errorf("%+v", s.Status())
	}
	s.Cancel() // there is no work to stop
	s.rescan()
	if !s.all(600, book.Probed) || s.Status().Stopped {
		t.Errorf("%v %+v", s.states(), s.Status())
	}
}
