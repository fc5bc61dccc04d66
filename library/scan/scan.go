package scan

import (
	"context"
	"path/filepath"

	"lectern/library/book"
	"lectern/library/text"
)

// Walk lists the audio files of dir, which is root or a folder below it; both
// are absolute. It returns when everything was read, or ctx is done, or dir
// itself could not be read; the error is then a Problem, or ctx.Err(). It is
// Elsewhere when dir really lies in another root.
//
// emit receives the files in no order, at most 256 at a time, and may keep the
// slice. It is called on the caller's goroutine, the first time within some
// 10 ms of the first file; while it blocks the walk waits. It should itself
// give up when ctx is done.
//
// A file that is a pipe, a socket or a device, cannot be looked at, or is a
// link that leads nowhere is listed as Failed, with its fault. A folder below dir
// that cannot be read is a problem in the report, and the walk goes on. Changed
// is set for local file systems only.
//
// Links are followed. A folder is visited once, by its real path if it has one
// below dir; of several links (or mounts) the first in order of path leads to
// it. So a circle ends, and the same tree always gives the same files.
//
// opts narrow the walk; the zero value lists everything.
//
// When ctx is done Walk returns within 50 ms even if the disk hangs. At most
// inFlight operations are then left behind; each ends, unheard, when the system
// lets go of it.
func Walk(ctx context.Context, root, dir string, opts Options, emit func([]book.File)) (Report, error) {
	root, dir = filepath.Clean(root), filepath.Clean(dir)
	if !filepath.IsAbs(dir) {
		return Report{}, Problem{dir, errRelative}
	}
	if !text.Within(dir, root) {
		return Report{}, Problem{dir, errOutside}
	}
	return newWalk(root, dir, opts, emit).run(ctx)
}

// Report says what a walk covered.
type Report struct {
	Files    int       // emitted
	Folders  int       // read to the end, dir included
	Problems []Problem // in order of path
	dir      string    // empty unless the walk came to its end
	unknown  map[string]bool
	unread   map[string]bool   // folders that a flat walk did not look into
	others   map[string]string // paths at which another root has what there is
}

// Covers reports whether the walk would have found a file at path, had there
// been one: it came to its end, path lies below its dir, and every folder on
// the way was read or is known to be gone. Only what is covered can be missing.
// What is another root's is not covered: see Other.
func (r Report) Covers(path string) bool {
	if r.dir == "" || !text.Within(path, r.dir) {
		return false
	}
	for at := path; ; at = filepath.Dir(at) {
		if r.unknown[at] || r.others[at] != "" || at != path && r.unread[at] {
			return false
		}
		if at == r.dir {
			return true
		}
	}
}

// Other returns the root that has what lies at path, where the walk passed
// something over because another root has it, or else "". A row of the walk's
// own root at such a path, from when the other was not there yet, is out of
// place: no scan of its root will see it again, and the file, if there is one,
// has its row in the other.
func (r Report) Other(path string) string {
	if r.dir == "" || !text.Within(path, r.dir) {
		return ""
	}
	for ; path != r.dir; path = filepath.Dir(path) {
		if root := r.others[path]; root != "" {
			return root
		}
	}
	return ""
}
