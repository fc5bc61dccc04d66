package library

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"lectern/library/book"
	"lectern/library/view"
)

// A library can be closed after any number of updates, while its reader hangs until its
// context ends. open checks that no goroutine is left.
func TestCloseAtAnyMoment(t *testing.T) {
	t.Parallel()
	root := tree(t, numbered(300)...)
	prober := &reader{gate: func(ctx context.Context, f *book.File) error {
		if len(f.Path)%3 == 0 {
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}}
	for moment := range 12 {
		s := open(t, Options{Prober: prober, Workers: 4})
		s.AddRoot(root)
		if moment%2 == 0 {
			s.Rescan()
		}
		seen := 0
		s.until("a moment", func() bool { seen++; return seen > moment || s.count(book.Probing) == 4 })
		s.close()
		s.close() // a second call does nothing
	}
}

func TestCommandsWhileAndAfterItCloses(t *testing.T) {
	root := tree(t, numbered(50)...)
	s := open(t, Options{Prober: &reader{}})
	do := func(r *rand.Rand) {
		switch r.IntN(9) {
		case 0:
			s.AddRoot(root)
		case 1:
			s.RemoveRoot(root)
		case 2:
			s.Rescan()
		case 3:
			s.Cancel()
		case 4:
			s.Retry(1, 2, 3)
		case 5:
			s.RetryFaulty()
		case 6:
			s.SetQuery(view.Query{Text: "1"})
		case 7:
			s.SetWorkers(r.IntN(5))
		case 8:
			_, _, _, _ = s.View(), s.Status(), s.Folders(), s.Settled()
		}
	}
	var users sync.WaitGroup
	half, closed := make(chan struct{}, 4), make(chan struct{})
	for u := range 4 {
		users.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(u)))
			for range 100 {
				do(r)
			}
			half <- struct{}{}
			for range 100 {
				do(r)
			}
			<-closed
			for range 100 {
				do(r)
			}
		})
	}
	for range 4 {
		<-half
	}
	s.close()
	last := s.View()
	close(closed)
	soon(t, "commands return", users.Wait)
	if s.View() != last {
		t.Error("a view after Close")
	}
	select {
	case <-s.news: // from before Close
	default:
	}
	s.SetQuery(view.Query{})
	select {
	case <-s.news:
		t.Error("news after Close")
	default:
	}
}
