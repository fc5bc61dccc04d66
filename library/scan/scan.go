package scan

import (
	"context"
	"path/filepath"

	"lectern/library/book"
	"lectern/library/text"
)

// Walk lists the audio files of dir, which is root or a folder below it; both
// are absolute. It returns when everything was read, when ctx is done, or when
// dir itself cannot be read. The error is ctx.Err(), a Problem, or Elsewhere if
// dir belongs to another root.
//
// emit receives the files, unsorted, at most 256 at a time, and owns the slice.
// It is called on the caller's goroutine, the first time within about 10 ms of
// the first file. The walk waits while emit blocks; emit should give up when
// ctx is done.
//
// A file is listed as Failed, with its fault, if it is a pipe, a socket or a
// device, if its stat fails, or if it is a link without a target; the fault is
// transient unless the file is not a regular one. If a folder below dir cannot be
// read, the report has a problem and the walk goes on. Changed is set for local
// file systems only.
//
// Walk follows links. It visits a folder once: by its real path if that lies
// below dir, else by the first link or mount in order of path. So loops end,
// and the same tree always gives the same files.
//
// opts narrow the walk; the zero value lists everything.
//
// When ctx is done, Walk returns within 50 ms even if the disk hangs. At most
// inFlight operations are then left behind; each ends without effect when the system
// releases it.
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
	Folders  int       // read completely, dir included
	Problems []Problem // sorted by path
	Skipped  bool      // the patterns ignore something that may be or hold an audio file
	dir      string    // empty unless the walk finished
	unknown  map[string]bool
	unread   map[string]bool   // folders that a flat walk did not read
	others   map[string]string // paths that belong to another root
	hidden   map[string]bool   // folders with a marker, and dir if the root ignores it
}

// Covers reports whether the walk would have found a file at path, had there
// been one: the walk finished, path lies below its dir, and every folder on the
// way was read or is known to be gone. Only a covered file can be missing.
// Paths that belong to another root are not covered: see Other.
func (r Report) Covers(path string) bool {
	if r.dir == "" || !text.Within(path, r.dir) {
		return false
	}
	for at := range text.Upward(path, r.dir) {
		if r.unknown[at] || r.others[at] != "" || at != path && r.unread[at] {
			return false
		}
	}
	return true
}

// Hides reports whether the walk ignored path because of a marker in a folder on the
// way. A row at such a path is not missing.
func (r Report) Hides(path string) bool {
	for at := range text.Upward(path, r.dir) {
		if r.hidden[at] {
			return true
		}
	}
	return false
}

// HasMarkers reports whether the walk ignored a folder because of a marker.
func (r Report) HasMarkers() bool { return len(r.hidden) > 0 }

// Other returns the root that owns path, if the walk skipped something there
// because another root owns it, or else "". A row of the walk's own root at
// such a path is older than the other root and out of place: no scan of its
// root will find the file again, and if the file exists, the other root has its
// row.
func (r Report) Other(path string) string {
	for at := range text.Upward(path, r.dir) {
		if root := r.others[at]; root != "" {
			return root
		}
	}
	return ""
}
