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

// job is a folder that wants a watch. What has changed there since is reported.
type job struct {
	path  string
	since time.Time
}

// polled is why a folder is listed now and then instead of being watched.
type polled struct {
	why   string
	retry bool // it may be possible to watch it another time
}

func (r *root) ignored(path string, folder bool) bool {
	return r.opts.Ignore != nil && r.opts.Ignore(path, folder)
}

// event takes in one event. A rename is one of the old name, and one of the
// new if that lies in the root too; nothing links them.
func (r *root) event(e fsnotify.Event, now time.Time) {
	path := filepath.Clean(e.Name)
	if !text.Within(path, r.path) {
		return
	}
	went := e.Has(fsnotify.Remove | fsnotify.Rename)
	if path == r.path {
		if went {
			r.lose(fs.ErrNotExist)
		} else {
			r.agg.dir(path, now)
		}
		return
	}
	folder := r.folders.has(path)
	switch {
	case went:
		if folder && e.Has(fsnotify.Rename) {
			if len(r.jobs) > 0 || now.Sub(r.renamed) < tangle {
				due(&r.untangleAt, now.Add(tangle))
			}
			r.renamed = now
		}
		r.forget(path)
		switch {
		case !folder && r.marks(path):
			r.agg.tree(filepath.Dir(path), now)
		case folder || !r.ignored(path, false):
			r.agg.gone(path, now)
		}
	case e.Has(fsnotify.Create):
		r.came(path, now)
	case folder:
		if r.polled[path].retry { // perhaps it may be read now, and all below for the first time
			r.agg.tree(path, now)
			r.jobs = append(r.jobs, job{path, now.Add(-slack)})
		} else {
			r.agg.dir(path, now)
		}
	case r.ignored(path, false):
	case r.beside(path):
		r.agg.dir(filepath.Dir(path), now)
	default:
		r.agg.wrote(path, now)
	}
}

// beside reports whether a file is told as a change of its folder.
func (r *root) beside(path string) bool {
	return r.opts.Beside != nil && r.opts.Beside(filepath.Base(path))
}

// marks reports whether a file changes its folder with all below.
func (r *root) marks(path string) bool {
	return r.opts.Marker != nil && r.opts.Marker(filepath.Base(path))
}

// came looks at what is new.
func (r *root) came(path string, now time.Time) {
	info, err := os.Lstat(path)
	if err != nil {
		r.agg.gone(path, now)
		return
	}
	if r.ignored(path, info.IsDir()) {
		return
	}
	switch {
	case info.IsDir():
		r.agg.tree(path, now)
		r.want(path, now.Add(-slack))
	case r.marks(path):
		r.agg.tree(filepath.Dir(path), now)
	case info.Mode().IsRegular() && r.beside(path):
		r.agg.dir(filepath.Dir(path), now)
	case info.Mode().IsRegular():
		r.agg.made(path, now)
	case r.link(path, info.Mode(), now):
		r.agg.tree(path, now)
	default:
		r.agg.dir(filepath.Dir(path), now)
	}
}

// want has a folder watched and listed.
func (r *root) want(path string, since time.Time) {
	r.folders.put(path)
	r.jobs = append(r.jobs, job{path, since})
}

// link has a folder polled that a link leads to, and reports whether it does.
func (r *root) link(path string, mode fs.FileMode, now time.Time) bool {
	if mode&fs.ModeSymlink == 0 {
		return false
	}
	to, err := os.Stat(path)
	if err != nil || !to.IsDir() {
		return false
	}
	r.pollFolder(path, polled{why: "a link"}, now)
	return true
}

// pollFolder has a folder listed now and then, with all below.
func (r *root) pollFolder(path string, p polled, now time.Time) {
	if r.polled[path] != p {
		r.log.Debug("folder_polled", "folder", path, "reason", p.why)
	}
	r.folders.put(path)
	r.polled[path] = p
	due(&r.pollAt, now.Add(r.status.Every))
}

// forget lets go of a folder and of all below: their watches would speak of
// paths that are no more.
func (r *root) forget(path string) {
	r.folders.cut(path, func(path string) {
		if _, ok := r.polled[path]; ok {
			delete(r.polled, path)
			return
		}
		_ = r.feed.Remove(path) // fails if the folder is no more, or had no watch yet
	})
}

// visit does one job, if there is any.
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

// watch sets a folder's watch and lists it then, so that whatever comes to it
// is seen by one or the other.
func (r *root) watch(j job, now time.Time) {
	if slices.Contains(r.mounts, j.path) {
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
		r.lose(err)
	case j.path == r.path:
		r.refuse(err)
	case nowhere(err): // what took it away has its own event
		r.forget(j.path)
	default:
		_ = r.feed.Remove(j.path)
		r.pollFolder(j.path, polled{r.refusal(err), true}, now)
	}
}

func nowhere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// list reports what has changed in a folder and has its subfolders watched.
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
		if r.ignored(path, e.IsDir()) {
			continue
		}
		switch {
		case e.IsDir():
			r.want(path, j.since)
		case e.Type().IsRegular():
			if info, err := e.Info(); err == nil && !newest(info).Before(j.since) {
				if changed = true; !r.beside(path) {
					r.agg.wrote(path, now)
				}
			}
		default:
			r.link(path, e.Type(), now)
		}
	}
	if changed {
		r.agg.dir(j.path, now)
	}
	return nil
}

// lookAround looks at the files whose time has come.
func (r *root) lookAround(now time.Time) {
	for _, path := range r.agg.look(now, looksAtOnce) {
		info, err := os.Lstat(path)
		switch {
		case err == nil && info.Mode().IsRegular():
			r.agg.looked(path, look{info.Size(), info.ModTime().UnixNano()}, now)
		case err == nil:
			r.agg.files.drop(path)
		case nowhere(err):
			r.vanished(path, now)
		default: // the disk does not answer: it looks different each time
			r.agg.looked(path, look{-1, now.UnixNano()}, now)
		}
	}
}

// vanished notes that a file in flux is no more. If its folder is gone too,
// that has been noted.
func (r *root) vanished(path string, now time.Time) {
	if _, err := os.Lstat(filepath.Dir(path)); err != nil {
		r.agg.files.drop(path)
		return
	}
	r.agg.gone(path, now)
}
