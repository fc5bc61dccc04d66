// Soak changes the files of a library for a long time while Lectern follows it,
// and reports whether Lectern stays correct and its memory stays flat.
//
//	soak [-for 10m] [-files 2000] [-seed 1] [-log FILE]
//
// Files appear, vanish, grow, are rewritten and moved; folders are renamed and
// taken away for a while; a root is removed and added again; the user plays books, opens
// saved views and the statistics, and clears missing books. Soak measures the program's
// resources every ten seconds. At the end the library must show the same as a new one, and
// leave nothing behind when it is closed. The exit status is 1 if it does not, or if memory
// grew. Soak needs ffmpeg, mpv, and Linux for the measurements.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"go.uber.org/goleak"

	"lectern/library"
	"lectern/library/book"
)

const (
	pace        = 25 * time.Millisecond // between two changes: busy, but no burst
	sampleEvery = 10 * time.Second
	rootEvery   = 20 * time.Second // between adding and removing the third root
	lookEvery   = 2 * time.Second  // between two things that the user looks at or listens to
	clearEvery  = 15 * time.Second // between two times the user clears missing books
	rests       = 6                // how often the churn pauses, so that the library comes to rest
	goneFor     = 10 * time.Second // how long a cleared book must have been missing

	// patience is how long the library may take to come to rest: new files are
	// read again some seconds later.
	patience = 2 * time.Minute
)

func main() {
	length := flag.Duration("for", 10*time.Minute, "churn for this `time`")
	files := flag.Int("files", 2000, "keep about this many `files`")
	seed := flag.Uint64("seed", 1, "another `number`, another story")
	log := flag.String("log", "", "write what the library says of itself to this `file`")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *length, *files, *seed, *log); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, length time.Duration, files int, seed uint64, log string) (err error) {
	dir, err := os.MkdirTemp("", "lectern-soak-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return err
	}
	shelf, err := newShelf(ctx, dir, files, rand.New(rand.NewPCG(seed, 0)))
	if err != nil {
		return err
	}
	opts := library.Options{Watch: true, Catalog: filepath.Join(dir, "catalogue.db")}
	if log != "" {
		file, err := os.Create(log)
		if err != nil {
			return err
		}
		defer file.Close()
		opts.Log = slog.New(slog.NewJSONHandler(file, nil))
	}
	before := goleak.IgnoreCurrent()
	if in, out, err := os.Pipe(); err == nil { // Go opens descriptors of its own for the first pipe or socket
		in.Close()
		out.Close()
	}
	open, err := descriptors()
	if err != nil {
		return err
	}
	r, err := start(opts)
	if err != nil {
		return err
	}
	for _, root := range shelf.roots {
		r.AddRoot(root)
	}
	var kept figures
	u := newUser(r, shelf.rand)
	err = u.churn(ctx, shelf, length, &kept)
	u.player.Close()
	kept.print(os.Stdout)
	fmt.Printf("%d things happened: %s; %d books were played\n", shelf.steps, shelf.story(), u.plays)
	if err == nil {
		err = errors.Join(kept.flat(), reconcile(ctx, r, shelf))
	}
	r.Close()
	after, unknown := descriptors()
	if after > open {
		err = errors.Join(err, fmt.Errorf("%d descriptors are open after Close, %d before Open", after, open))
	}
	if err := errors.Join(err, unknown, goleak.Find(before)); err != nil {
		return err
	}
	fmt.Println("the same rows as a new library's, nothing left behind")
	return nil
}

// running is a library and its news.
type running struct {
	*library.Library
	news chan struct{}
}

func start(opts library.Options) (*running, error) {
	r := &running{news: make(chan struct{}, 1)}
	opts.Updated = func() {
		select {
		case r.news <- struct{}{}:
		default:
		}
	}
	var err error
	r.Library, err = library.Open(opts)
	return r, err
}

// churn changes the disk and the library for a while, and measures at the same time.
func (u *user) churn(ctx context.Context, shelf *shelf, length time.Duration, kept *figures) error {
	if err := u.rest(ctx); err != nil {
		return err
	}
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	begin := time.Now()
	var sampled, looked, cleared, switched time.Duration
	rested := 0
	third := shelf.roots[len(shelf.roots)-1]
	for there := true; ; {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		now := time.Since(begin)
		if err := shelf.step(now); err != nil {
			return err
		}
		if now-looked >= lookEvery {
			looked = now
			if err := u.look(); err != nil {
				return err
			}
			u.listen()
		}
		if now-cleared >= clearEvery {
			cleared = now
			u.Remove(u.missing(goneFor)...)
		}
		if now-switched >= rootEvery {
			switched = now
			if there = !there; there {
				u.AddRoot(third)
			} else {
				u.RemoveRoot(third)
			}
		}
		if now-sampled >= sampleEvery {
			sampled = now
			if err := kept.sample(now, u.running, shelf); err != nil {
				return err
			}
		}
		if now >= length*time.Duration(rested+1)/rests {
			if rested++; !there {
				u.AddRoot(third)
				there = true
			}
			if err := errors.Join(shelf.calm(), u.rest(ctx), kept.sampleAtRest(now, u.running, shelf)); err != nil {
				return err
			}
		}
		if now >= length {
			return nil
		}
	}
}

// books calls visit with each row of the newest view's snapshot.
func (r *running) books(visit func(*book.Book)) {
	s := r.View().Snapshot()
	for _, b := range s.All() {
		visit(b)
	}
}

// rest waits until every file is read and has a fingerprint.
func (r *running) rest(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for !r.Settled() || r.Status().Fingerprinting > 0 || r.unread() != nil {
		select {
		case <-r.news:
		case <-ctx.Done():
			return fmt.Errorf("%w: the library does not come to rest: %d fingerprints are wanted, unread is %+v",
				ctx.Err(), r.Status().Fingerprinting, r.unread())
		}
	}
	return nil
}

// unread returns a row whose file is still to be read, or nil.
func (r *running) unread() (unread *book.Book) {
	r.books(func(b *book.Book) {
		if b.State == book.Found || b.State == book.Probing || b.Changing {
			unread = b
		}
	})
	return unread
}
