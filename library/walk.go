package library

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/sidecar"
	"lectern/library/text"
)

// listing is a batch of files from a running scan.
type listing struct {
	scan  *running
	files []book.File
}

// walk is the end of a scan.
type walk struct {
	scan    *running
	sight   scan.Sight
	offline string // why the root is not there, "" when it is
	report  scan.Report
	bare    bool // no file was found, and no folder that the known ones lay in
	err     error
}

// look is what somebody saw of a root's disk: that it answers and what it looks
// like, or that it does not answer.
type look struct {
	root   string
	silent bool
	sight  *scan.Sight // set when the root is online
	over   bool        // nobody waits for its answer any more
}

const (
	// suspectEvery is how long a disk that did not answer in time is left alone
	// before it is asked again.
	suspectEvery = 2 * time.Second

	// headlessPatience is how long a scan without a window waits for a disk
	// that does not answer: a script must come to an end.
	headlessPatience = time.Minute
)

// walk is one scan, on a goroutine of its own. It hands everything to the
// owner. That a root is there is asked before and after: a disk that was pulled
// in between leaves folders that look as if they had been emptied.
func (o *owner) walk(ctx context.Context, s *running, opts scan.Options, health catalog.Health) {
	defer s.cancel()
	end := walk{scan: s}
	end.sight, end.offline, end.err = o.await(ctx, s.root, health)
	if end.offline == "" && !errors.Is(end.err, scan.ErrSilent) && ctx.Err() == nil {
		met := look{root: s.root}
		if sight := end.sight; end.err == nil {
			met.sight = &sight
		}
		o.saw(met)
		patience := time.AfterFunc(headlessPatience, s.cancel)
		patience.Stop()
		defer patience.Stop()
		opts.Stalled = func(stalled bool) {
			if o.saw(look{root: s.root, silent: stalled}); o.headless && stalled {
				patience.Reset(headlessPatience)
			} else {
				patience.Stop()
			}
		}
		opts.Beside = sidecar.Names
		opts.Sidecars = func(folders []scan.Beside) {
			select {
			case o.besides <- besides{s, folders}:
			case <-ctx.Done():
			}
		}
		known := end.err == nil
		end.report, end.err = scan.Walk(ctx, s.root, s.dir, opts, func(files []book.File) {
			select {
			case o.found <- listing{s, files}:
			case <-ctx.Done():
			}
		})
		if end.err == nil && known {
			same := catalog.Health{
				Device: end.sight.Device, FileSystem: end.sight.FileSystem,
				Files: max(health.Files, end.report.Files), Scanned: 1,
			}
			end.sight, end.offline, end.err = o.await(ctx, s.root, same)
			end.bare = end.report.Files == 0 && bare(ctx, s.root, health)
		}
	}
	select {
	case o.walked <- end:
	case <-o.done:
	}
}

// await meets a root, and waits for its disk to answer; without a window it
// does not wait.
func (o *owner) await(ctx context.Context, root string, h catalog.Health) (scan.Sight, string, error) {
	for silent := false; ; {
		sight, offline, err := meet(ctx, root, h)
		if !errors.Is(err, scan.ErrSilent) || o.headless {
			if silent {
				o.saw(look{root: root})
			}
			return sight, offline, err
		}
		silent = true
		o.saw(look{root: root, silent: true})
		select {
		case <-time.After(suspectEvery):
		case <-ctx.Done():
			return sight, "", ctx.Err()
		}
	}
}

// suspect waits for the disk of a root to answer, when something takes long.
func (o *owner) suspect(path string) {
	r := o.state.root(path)
	if r == nil || r.suspect {
		return
	}
	r.suspect = true
	o.work.Go(func() {
		defer o.saw(look{root: path, over: true})
		began := time.Now()
		for {
			if _, err := scan.Look(o.ctx, path); !errors.Is(err, scan.ErrSilent) {
				return
			}
			o.saw(look{root: path, silent: true})
			if o.headless && time.Since(began) > headlessPatience {
				o.tell((*owner).cancel)
				return
			}
			select {
			case <-time.After(suspectEvery):
			case <-o.ctx.Done():
				return
			}
		}
	})
}

// saw tells the owner of a look. Any goroutine but the owner's.
func (o *owner) saw(l look) {
	select {
	case o.looks <- l:
	case <-o.done:
	}
}

// seen takes what was seen of a root's disk.
func (o *owner) seen(l look) {
	r := o.state.root(l.root)
	if r == nil {
		return
	}
	if l.over {
		r.suspect = false
	}
	o.setStalled(r, l.silent)
	if l.sight == nil {
		return
	}
	r.sight = *l.sight
	if r.unkept {
		o.keepRoot(r)
	}
	o.remote.Store(r.Path, r.sight.Network)
	if r.offline() {
		r.last = verdict{}
		o.setRoot(r)
		o.state.redress(r.Path)
	}
}

func (o *owner) setStalled(r *root, stalled bool) {
	switch {
	case !stalled:
		r.stalled = time.Time{}
	case r.stalled.IsZero():
		r.stalled = time.Now()
	}
	o.setRoot(r)
}

// setOffline notes that a root is not there.
func (o *owner) setOffline(r *root, reason string) {
	since := time.Now()
	was := r.offline()
	if was {
		since = r.last.since
	}
	r.last = verdict{RootOffline, reason, since}
	if was {
		return
	}
	o.state.redress(r.Path)
	o.log.Warn("root_offline", "root", r.Path, "reason", reason)
}

// setRoot publishes the state that follows from what is known of a root.
func (o *owner) setRoot(r *root) {
	state, reason, since := r.condition()
	if r.State == state && r.Reason == reason {
		return
	}
	r.State, r.Reason, r.Since = state, reason, since
	o.log.Info("root_state", "root", r.Path, "state", string(state), "reason", reason)
}

// remember has the catalogue remember by what the root is known again.
func (o *owner) remember(r *root, s scan.Sight) {
	h := catalog.Health{
		Device: s.Device, FileSystem: s.FileSystem,
		Sentinels: o.state.sentinels(r.Path), Files: r.Files, Scanned: time.Now().UnixNano(),
	}
	if same := r.health; same.Device == h.Device && same.FileSystem == h.FileSystem && same.Files == h.Files &&
		slices.Equal(same.Sentinels, h.Sentinels) {
		return
	}
	r.health = h
	o.keepRoot(r)
}

// sentinels picks files of a root, from different folders as far as there are,
// as paths below it. The choice is the same for the same rows.
func (s *state) sentinels(root string) (paths []string) {
	var folders []string
	for dir := range s.folders {
		if text.Within(dir, root) {
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	step := max(1, len(folders)/maxSentinels)
	for i := 0; i < len(folders) && len(paths) < maxSentinels; i += step {
		first := ""
		for _, r := range s.folders[folders[i]] {
			if r.file.Root == root && r.file.State != book.Missing && (first == "" || r.file.Path < first) {
				first = r.file.Path
			}
		}
		if first == "" {
			continue
		}
		if below, err := filepath.Rel(root, first); err == nil {
			paths = append(paths, below)
		}
	}
	return paths
}
