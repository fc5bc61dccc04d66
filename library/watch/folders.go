package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"lectern/library/text"
)

// job is a folder to watch. Changes in it after since are reported.
type job struct {
	path  string
	since time.Time
}

// polled says why a folder is listed at intervals instead of being watched.
type polled struct {
	why   string
	retry bool // watching it may succeed later
}

func (r *root) ignored(path string, folder bool) bool {
	return r.opts.Ignore != nil && r.opts.Ignore(path, folder)
}

// event handles one event. A rename is an event of the old name and, if the new
// name lies in the root too, one of the new name; nothing links the two.
func (r *root) event(e fsnotify.Event, now time.Time) {
	path := filepath.Clean(e.Name)
	if !text.Within(path, r.path) {
		return
	}
	went := e.Has(fsnotify.Remove | fsnotify.Rename)
	if path == r.path {
		if went {
			r.rootGone(fs.ErrNotExist)
		} else {
			r.agg.dir(path, now)
		}
		return
	}
	folder := r.folders.has(path)
	if went && !folder && there(path) { // another file came first: the two have exchanged their names
		r.created(path, now)
		return
	}
	switch {
	case went:
		if folder && e.Has(fsnotify.Rename) {
			if len(r.jobs) > 0 || now.Sub(r.renamed) < renameWindow {
				due(&r.renamedAt, now.Add(renameWindow))
			}
			r.renamed = now
		}
		r.forget(path)
		switch {
		case folder && there(path): // another came first, from outside the root
			r.created(path, now)
		case !folder && r.marks(path):
			r.agg.tree(filepath.Dir(path), now)
		case folder || !r.ignored(path, false):
			r.agg.removed(path, now)
		}
	case e.Has(fsnotify.Create):
		r.created(path, now)
	case folder:
		if r.polled[path].retry { // it may be readable now, for the first time
			r.agg.tree(path, now)
			r.jobs = append(r.jobs, job{path, now.Add(-slack)})
		} else {
			r.agg.dir(path, now)
		}
	case r.ignored(path, false):
	case r.beside(path):
		r.agg.dir(filepath.Dir(path), now)
	default:
		r.agg.written(path, now)
	}
}

// there reports whether anything has a path.
func there(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// beside reports whether a change of a file is reported as one of its folder.
func (r *root) beside(path string) bool {
	return r.opts.Beside != nil && r.opts.Beside(filepath.Base(path))
}

// marks reports whether a file changes its folder and everything below.
func (r *root) marks(path string) bool {
	return r.opts.Marker != nil && r.opts.Marker(filepath.Base(path))
}

// created handles a new file or folder.
func (r *root) created(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil {
		r.agg.removed(path, now)
		return
	}
	folder := r.isFolder(path, info.Mode())
	if r.ignored(path, folder) {
		return
	}
	switch {
	case info.IsDir():
		r.agg.tree(path, now)
		r.addFolder(path, now.Add(-slack))
	case r.marks(path):
		r.agg.tree(filepath.Dir(path), now)
	case folder:
		r.agg.tree(path, now)
		r.pollFolder(path, aLink, now)
	case r.beside(path):
		r.agg.dir(filepath.Dir(path), now)
	case info.Mode().IsRegular(), info.Mode()&fs.ModeSymlink != 0: // what the link leads to may be written
		r.agg.created(path, now)
	default:
		r.agg.dir(filepath.Dir(path), now)
	}
}

// addFolder queues a folder to be watched and listed.
func (r *root) addFolder(path string, since time.Time) {
	r.folders.put(path)
	r.jobs = append(r.jobs, job{path, since})
}

// aLink is why the folder that a link leads to is polled.
var aLink = polled{why: "a link"}

// isFolder reports whether a path is a folder, or a link that leads to one and is not
// ignored.
func (r *root) isFolder(path string, mode fs.FileMode) bool {
	if mode&fs.ModeSymlink == 0 || r.ignored(path, true) {
		return mode.IsDir()
	}
	to, err := os.Stat(path)
	return err == nil && to.IsDir()
}

// pollFolder lists a folder at intervals, with everything below.
func (r *root) pollFolder(path string, p polled, now time.Time) {
	if r.polled[path] != p {
		r.log.Debug("folder_polled", "folder", path, "reason", p.why)
	}
	r.folders.put(path)
	r.polled[path] = p
	due(&r.pollAt, now.Add(r.status.Every))
}

// forget drops a folder and everything below: their watches would report paths
// that no longer exist.
func (r *root) forget(path string) {
	r.folders.cut(path, func(path string) {
		if _, ok := r.polled[path]; ok {
			delete(r.polled, path)
			return
		}
		_ = r.feed.Remove(path) // fails if the folder is gone or had no watch yet
	})
}

// visit does one job, if there is one.
func (r *root) visit() {
	if len(r.jobs) == 0 {
		return
	}
	last := len(r.jobs) - 1
	j := r.jobs[last]
	r.jobs = r.jobs[:last]
	r.watch(j, time.Now())
	if len(r.jobs) > 0 || r.feed == nil {
		return
	}
	if r.after != "" {
		r.agg.whole(r.after, time.Now())
		r.after = ""
	}
	if r.status.Mode != Watching {
		r.status.Mode = Watching
		r.log.Info("root_watched", "folders", r.folders.size, "polled", len(r.polled))
	}
}

// watch sets a folder's watch and then lists the folder, so that one or the
// other sees each new entry.
func (r *root) watch(j job, now time.Time) {
	if slices.Contains(r.mounts, j.path) {
		if r.w.system.twice(r.path, j.path, r.mounts) { // one watch cannot have two paths
			r.folders.cut(j.path, func(string) {})
			return
		}
		if name, err := r.w.system.remote(j.path); err != nil || name != "" {
			r.pollFolder(j.path, polled{why: "mounted: " + name}, now)
			return
		}
	}
	err := r.feed.Add(j.path)
	if err == nil {
		delete(r.polled, j.path)
		err = r.list(j, now)
	}
	switch {
	case err == nil:
	case j.path == r.path && nowhere(err):
		r.rootGone(err)
	case j.path == r.path:
		r.refuse(err)
	case nowhere(err): // its removal has an event of its own
		r.forget(j.path)
	default:
		_ = r.feed.Remove(j.path)
		r.pollFolder(j.path, polled{r.refusal(err), true}, now)
	}
}

func nowhere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// list reports the changes in a folder and queues its subfolders.
func (r *root) list(j job, now time.Time) error {
	dir, err := os.OpenFile(j.path, os.O_RDONLY|folderOnly, 0)
	if err != nil {
		return err
	}
	defer dir.Close()
	info, err := dir.Stat()
	if err != nil {
		return err
	}
	entries, err := dir.ReadDir(-1)
	if err != nil {
		return err
	}
	changed := !newest(info).Before(j.since)
	for _, e := range entries {
		path := filepath.Join(j.path, e.Name())
		folder := r.isFolder(path, e.Type())
		if r.ignored(path, folder) {
			continue
		}
		switch {
		case e.IsDir():
			r.addFolder(path, j.since)
		case e.Type().IsRegular():
			if info, err := e.Info(); err == nil && !newest(info).Before(j.since) {
				if changed = true; !r.beside(path) {
					r.agg.written(path, now)
				}
			}
		case folder:
			r.pollFolder(path, aLink, now)
		}
	}
	if changed {
		r.agg.dir(j.path, now)
	}
	return nil
}

// checkFiles checks the files that are due.
func (r *root) checkFiles(now time.Time) {
	for _, path := range r.agg.look(now, looksAtOnce) {
		info, err := os.Stat(path) // what a link leads to may be written, too
		switch {
		case err == nil && info.Mode().IsRegular():
			r.agg.looked(path, look{info.Size(), info.ModTime().UnixNano()}, now)
		case err == nil:
			r.agg.gaveUp(path, now)
		case nowhere(err), errors.Is(err, syscall.ELOOP), errors.Is(err, fs.ErrPermission):
			r.fileGone(path, now)
		default: // the disk does not answer: count the file as changed
			r.agg.looked(path, look{-1, now.UnixNano()}, now)
		}
	}
}

// fileGone records that a pending file no longer exists. If its folder is gone
// too, its removal is recorded already.
func (r *root) fileGone(path string, now time.Time) {
	if _, err := os.Lstat(filepath.Dir(path)); err == nil {
		r.agg.removed(path, now)
	}
	r.agg.gaveUp(path, now)
}
