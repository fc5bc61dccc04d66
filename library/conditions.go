package library

import (
	"path/filepath"
	"slices"
	"time"

	"lectern/library/catalog"
	"lectern/library/scan"
	"lectern/library/state"
	"lectern/library/text"
)

// conditions keeps the condition of each root in step with the known facts about its disk.
// Owner goroutine only.
type conditions struct {
	disks *disks
	state *state.State
	saver *saver

	silent map[string]bool // folders whose disks do not answer, and which are scanned once they do
}

// suspect starts a goroutine that waits for the disk of a root to answer. The caller has
// seen a read that takes long.
func (c *conditions) suspect(path string) {
	if r := c.state.Roots.At(path); r != nil && !r.Suspect {
		r.Suspect = true
		c.disks.work.Go(func() { c.disks.watch(path) })
	}
}

// seen records a look. It reports whether the disk answers again.
func (c *conditions) seen(l look) (again bool) {
	r := c.state.Roots.At(l.root)
	if r == nil {
		return false
	}
	if l.over {
		r.Suspect = false
	}
	again = !l.silent && !r.StalledSince.IsZero()
	c.stalled(r, l.silent)
	if l.sight == nil {
		return again
	}
	r.Sight = *l.sight
	if r.Unsaved {
		c.saver.root(r)
	}
	c.disks.remote.Store(r.Path, r.Sight.Network)
	if r.Offline() {
		r.Verdict = state.Verdict{}
		c.update(r)
		c.state.RefreshRoot(r.Path)
	}
	return again
}

// stalled notes whether the disk of a root fails to answer.
func (c *conditions) stalled(r *state.Root, stalled bool) {
	switch {
	case !stalled:
		r.StalledSince = time.Time{}
	case r.StalledSince.IsZero():
		r.StalledSince = time.Now()
	}
	c.update(r)
}

// offline marks a root as offline.
func (c *conditions) offline(r *state.Root, reason string) {
	since := time.Now()
	was := r.Offline()
	if was {
		since = r.Verdict.Since
	}
	r.Verdict = state.Verdict{State: RootOffline, Reason: reason, Since: since}
	if was {
		return
	}
	c.state.RefreshRoot(r.Path)
	c.disks.log.Warn("root_offline", "root", r.Path, "reason", reason)
}

// unreadable replaces the known problems of the folders that a scan visited or found to be
// gone.
func (c *conditions) unreadable(r *state.Root, in target, report scan.Report, problems []scan.Problem) {
	r.Problems = append(outside(r.Problems, in, report), problems...)
	for _, p := range problems {
		c.disks.log.Error("folder_unreadable", "folder", p.Path, "reason", p.Reason())
		c.awaitAnswer(p)
	}
}

// awaitAnswer scans a folder again once what hung in it answers. Without a window, nobody waits for it.
func (c *conditions) awaitAnswer(p scan.Problem) {
	answered := scan.Answered(p.Err)
	if answered == nil || c.disks.headless || c.silent[p.Path] {
		return
	}
	c.silent[p.Path] = true
	c.disks.work.Go(func() {
		select {
		case <-answered:
			c.disks.in.tell(func(o *owner) {
				delete(c.silent, p.Path)
				o.rescan([]string{filepath.Dir(p.Path)}) // what hung can be a link to a file
			})
		case <-c.disks.ctx.Done():
		}
	})
}

// outside returns the problems of folders that a scan neither visited nor found to be gone.
func outside(problems []scan.Problem, in target, report scan.Report) (kept []scan.Problem) {
	for _, p := range problems {
		looked := p.Path == in.dir || !in.flat && text.Within(p.Path, in.dir)
		if !looked && !report.Covers(filepath.Join(p.Path, "any")) {
			kept = append(kept, p)
		}
	}
	return kept
}

// remember saves the facts by which the root will be recognised, after a scan of all of it.
// The scan counts from its beginning: a file that was renamed during it may have been seen at
// both places, and the row of the new place still has to be compared with missing files. The
// first scan counts from its end, as all its rows are new.
func (c *conditions) remember(r *state.Root, s scan.RootInfo, began time.Time) {
	if r.Health.Scanned == 0 {
		began = time.Now()
	}
	h := catalog.Health{
		Device: s.Device, FileSystem: s.FileSystem,
		Sentinels: c.state.Listed.Sentinels(r.Path), Mounts: r.Health.Mounts,
		Files: r.Files, Scanned: began.UnixNano(),
	}
	if same := r.Health; same.Device == h.Device && same.FileSystem == h.FileSystem && same.Files == h.Files &&
		same.Scanned <= h.Scanned && // otherwise the clock was fast
		!c.state.Listed.CameBetween(same.Scanned, h.Scanned) &&
		slices.Equal(same.Sentinels, h.Sentinels) {
		return
	}
	r.Health = h
	c.saver.root(r)
}

// mounts saves the mount points of the root that have its files. mounted are those during a
// scan, of the whole root or not; nil if they are unknown.
func (c *conditions) mounts(r *state.Root, mounted []string, whole bool) {
	if mounted == nil {
		return
	}
	mounts := c.state.MountsOf(r, mounted, whole)
	if slices.Equal(mounts, r.Health.Mounts) {
		return
	}
	r.Health.Mounts = mounts
	c.state.Remount(r, mounted)
	c.saver.root(r)
}

// update publishes the root's state as derived from the facts known about it.
func (c *conditions) update(r *state.Root) {
	r.Away = r.IsAway()
	state, reason, since := r.Condition()
	if r.State == state && r.Reason == reason && r.Owner == r.Verdict.Owner {
		return
	}
	r.State, r.Reason, r.Owner, r.Since = state, reason, r.Verdict.Owner, since
	c.disks.log.Info("root_state", "root", r.Path, "state", string(state), "reason", reason, "owner", r.Owner)
}
