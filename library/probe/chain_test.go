package probe

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"lectern/library/book"
)

func TestChain(t *testing.T) {
	var asked []string
	answer := func(name string, m *book.Media, err error) Prober {
		return proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			asked = append(asked, name)
			return m, err
		})
	}
	m, err := Chain{
		answer("mp4", nil, ErrUnsupported),
		answer("mp3", &book.Media{Prober: "mp3"}, nil),
		answer("ffprobe", nil, nil),
	}.Probe(t.Context(), &book.File{})
	if err != nil || m.Prober != "mp3" || len(asked) != 2 {
		t.Errorf("media %+v, err %v, asked %v", m, err, asked)
	}
	_, err = Chain{answer("flac", nil, &book.Fault{Kind: book.Truncated, Reason: "truncated"}), answer("ffprobe", nil, nil)}.Probe(t.Context(), &book.File{})
	wantFault(t, err, book.Truncated, "truncated")
	_, err = Chain{answer("flac", nil, ErrUnsupported)}.Probe(t.Context(), &book.File{})
	wantFault(t, err, book.NoReader, "no reader for this format")
}

func TestRetrying(t *testing.T) {
	onNetwork := func(root string) bool { return root == "/net" }
	for _, tc := range []struct {
		title   string
		root    string
		fault   *book.Fault
		failing int // failing tries
		asked   int
		ok      bool
	}{
		{"well", "/", nil, 0, 1, true},
		{"disk blinks", "/", &book.Fault{Kind: book.Unavailable}, 2, 3, true},
		{"disk is gone", "/", &book.Fault{Kind: book.Unavailable}, 9, 4, false},
		{"slow network", "/net", &book.Fault{Kind: book.TimedOut}, 1, 2, true},
		{"slow file", "/", &book.Fault{Kind: book.TimedOut}, 9, 1, false},
		{"bad file", "/net", &book.Fault{Kind: book.Unreadable}, 9, 1, false},
	} {
		t.Run(tc.title, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				p := Retrying(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
					if asked++; asked <= tc.failing {
						return nil, tc.fault
					}
					return &book.Media{}, nil
				}), onNetwork)
				start := time.Now()
				m, err := p.Probe(t.Context(), &book.File{Root: tc.root})
				if asked != tc.asked || (err == nil) != tc.ok || (m != nil) != tc.ok {
					t.Errorf("asked %d times, media %v, err %v", asked, m, err)
				}
				if err != nil && !errors.Is(err, tc.fault) {
					t.Errorf("err %v", err)
				}
				if paused := time.Since(start); paused > 3*time.Second || asked > 1 && paused < 100*time.Millisecond {
					t.Errorf("paused for %v", paused)
				}
			})
		})
	}
}

func TestRetryingIsCancelledInItsPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		p := Retrying(proberFunc(func(context.Context, *book.File) (*book.Media, error) {
			return nil, &book.Fault{Kind: book.Unavailable}
		}), nil)
		answer := make(chan error)
		go func() {
			_, err := p.Probe(ctx, &book.File{})
			answer <- err
		}()
		synctest.Wait() // it is in its first pause
		start := time.Now()
		cancel()
		if err := <-answer; !errors.Is(err, context.Canceled) || time.Since(start) > 0 {
			t.Errorf("%v after %v", err, time.Since(start))
		}
	})
}
