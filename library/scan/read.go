package scan

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"lectern/library/book"
	"lectern/library/filesystem"
	"lectern/library/message"
	"lectern/library/text"
)

// namesAtOnce is how many names are read between two checks of the context: a
// few milliseconds of work on a slow disk.
const namesAtOnce = 1024

// stat describes a file or a folder.
type stat struct {
	mode              fs.FileMode // type bits
	size              int64       // bytes
	modified, changed int64       // nanoseconds since 1970; changed 0 where unknown
	id                ident
	mounted           bool // a mount point: another file system, or a second view of this one
}

// nanoseconds returns a time since 1970 in nanoseconds. They reach from 1677 to 2262:
// a time before or after is the nearest one in them.
func nanoseconds(seconds, rest int64) int64 {
	const whole = math.MaxInt64 / 1_000_000_000
	switch {
	case seconds >= whole:
		return math.MaxInt64
	case seconds < -whole:
		return math.MinInt64
	default:
		return seconds*1e9 + rest
	}
}

// ident identifies a folder during a walk, by device and inode. The zero ident
// identifies none.
type ident struct{ device, inode uint64 }

// subfolder is a folder to read.
type subfolder struct {
	path string
	id   ident
	late bool // reached by a link or a mount, perhaps a second way to the same folder
	net  bool // on a remote file system, like its parent; unknown if late

	// Inode numbers mean nothing on some network drives, so the path decides, too.
	real string // without links, if it was reached by a link or lies below such a folder
	own  bool   // real is one that the walk of the root reaches if nothing fails on the way
}

// find is what a reader reports to the walk about one folder, in one or more parts. The
// last part has done set. The walk owns it.
type find struct {
	files    []book.File
	folders  []subfolder
	problems []Problem
	visited  []ident  // folders that links need not lead to any more
	behind   string   // the folder's real path, set with visited if a link led to the folder
	lost     []string // links without a target: what they led to is unknown
	unread   []string // folders, or links that may lead to one, which a flat walk does not read
	passed   []passed
	beside   []sidecar // of the folder, set with done if all of it was read
	skipped  bool      // the user's patterns ignore something that may be or hold an audio file
	done     bool
	path     string // the folder, set with done
	hidden   bool   // the folder is ignored, set with done
	failed   error  // why not all of it could be read, set with done
}

// passed is a path that belongs to another root.
type passed struct{ path, root string }

// reader reads one folder at a time and passes the results to send, which may
// block and fails when the walk is over.
type reader struct {
	root, dir string
	flat      bool
	patterns  patterns
	others    []Other
	realRoot  string            // root without links, set by begin; "" if it cannot be resolved, as on some Windows drives
	realDir   string            // dir without links, and without mounts that show a part of the root; like realRoot
	owners    *owners           // nil if there are no other roots
	mounts    map[string]bool   // mount points, as far as they are known; set by begin
	places    filesystem.Mounts // set by begin
	beside    func(name string) bool
	open      func(path string) (*folder, error)
	send      func(find) error
	heartbeat *heartbeat
}

// read lists one folder. It blocks on the disk and on send.
func (r *reader) read(ctx context.Context, at subfolder) error {
	d, err := r.openNext(ctx, at.path)
	if err != nil {
		return r.send(find{done: true, path: at.path, failed: err})
	}
	defer d.Close()
	f, nothing, hidden := find{}, false, false
	if at.path == r.dir {
		r.heartbeat.begin()
		if f.visited, err = r.begin(ctx, d); err == nil {
			hidden = r.dir != r.root && r.hidden(r.root, r.dir)
			nothing = hidden || r.elsewhere()
			if r.linked() {
				at.real, f.behind = r.realDir, r.realDir
			}
		}
		r.heartbeat.end()
		if err != nil {
			return r.send(find{done: true, path: at.path, failed: err})
		}
	}
	if at.late || at.path == r.dir {
		r.heartbeat.begin()
		kind, _ := filesystem.Of(at.path)
		r.heartbeat.end()
		at.net = kind.Remote
	}
	var entries []fs.DirEntry
	if !nothing || r.flat {
		entries, err = r.names(ctx, d)
		hidden = hidden || at.path != r.root && marked(entries)
		entries = withoutConflicts(entries)
	}
	prefix := strings.TrimSuffix(at.path, string(filepath.Separator)) + string(filepath.Separator)
	if r.flat {
		entries = r.keepFiles(prefix, entries, &f)
	}
	if nothing || hidden {
		entries, err = nil, nil
	}
	f.files = make([]book.File, 0, min(len(entries), batchLen))
	for _, e := range entries {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.inspect(ctx, d, at, prefix, e, &f)
		if len(f.files) == batchLen {
			beside := f.beside
			f.beside = nil
			if err := r.send(f); err != nil {
				return err
			}
			f = find{beside: beside}
		}
	}
	f.done, f.path, f.hidden, f.failed = true, at.path, hidden, err
	return r.send(f)
}

// openNext opens a folder. The disk of a folder at which the walk begins may hang although
// that of the root does not.
func (r *reader) openNext(ctx context.Context, path string) (*folder, error) {
	if path == r.dir && r.dir != r.root {
		return withTimeout(ctx, path, func() (*folder, error) { return r.open(path) })
	}
	r.heartbeat.begin()
	defer r.heartbeat.end()
	return r.open(path)
}

// keepFiles returns the entries that may be files, and records the others as
// unread.
func (r *reader) keepFiles(prefix string, entries []fs.DirEntry, f *find) []fs.DirEntry {
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		if e.IsDir() || mayLead(e) {
			f.unread = append(f.unread, prefix+e.Name())
		}
		return e.IsDir() || !IsAudio(e.Name()) && !r.isBeside(e.Name())
	})
}

// mayLead reports whether an entry is a link, which may lead to a folder.
func mayLead(e fs.DirEntry) bool {
	return e.Type()&(fs.ModeSymlink|fs.ModeIrregular) != 0 // irregular: a Windows junction
}

// names lists a folder, unsorted; with an error, the entries read so far.
func (r *reader) names(ctx context.Context, d *folder) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for ctx.Err() == nil {
		r.heartbeat.begin()
		some, err := d.ReadDir(namesAtOnce)
		r.heartbeat.end()
		all = append(all, some...)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
	return all, ctx.Err()
}

// entry is the name and the type of a folder's entry.
type entry struct {
	name, path    string
	folder        bool
	audio, beside bool // by name; beside is a sidecar
	link          bool // may lead to a folder
}

func (r *reader) entry(prefix string, e fs.DirEntry) entry {
	name := e.Name()
	known := entry{name: name, folder: e.IsDir(), audio: IsAudio(name), link: mayLead(e)}
	known.beside = !known.audio && !known.folder && r.isBeside(name)
	if known.wanted() {
		known.path = prefix + name
	}
	return known
}

// wanted reports whether an entry may be, or lead to, anything that a scan
// lists.
func (e entry) wanted() bool { return e.audio || e.beside || e.link || e.folder }

// inspect adds an entry of the open folder d to f: as a file, a sidecar, a
// subfolder, a problem, or not at all. An entry that has vanished is not added.
func (r *reader) inspect(ctx context.Context, d *folder, at subfolder, prefix string, de fs.DirEntry, f *find) {
	e := r.entry(prefix, de)
	if !e.wanted() || (e.folder || !e.audio && !e.beside) && IgnoredFolder(e.name, at.path == r.root) {
		return
	}
	if !e.link && r.excluded(e.path, e.folder) {
		f.skipped = f.skipped || !e.beside
		return
	}
	if other := r.owners.is(e.path); other != "" {
		f.passed = append(f.passed, passed{e.path, other})
		return
	}
	var s stat
	var err error
	if e.link || r.mounts[e.path] { // perhaps to another disk, which may hang
		s, err = r.statBeyond(ctx, d, e)
		r.heartbeat.begin()
	} else {
		r.heartbeat.begin()
		s, err = d.stat(e.name, false)
	}
	defer r.heartbeat.end()
	if e.link && r.excluded(e.path, s.mode.IsDir() || err != nil && !e.audio && !e.beside) {
		f.skipped = f.skipped || e.audio || s.mode.IsDir()
		return
	}
	if err != nil {
		r.inspectFailed(d, at, e, err, f)
		return
	}
	if r.owners != nil && (!e.beside || s.mode.IsDir()) { // a picture may serve two roots
		if other := r.has(e.path, s, e.link); other != "" {
			f.passed = append(f.passed, passed{e.path, other})
			return
		}
	}
	switch {
	case s.mode.IsDir():
		if r.flat {
			return
		}
		real, own := r.behind(at, e)
		if own && r.dir != r.root {
			return // a walk of the whole root looks whether something failed on the way
		}
		f.folders = append(f.folders, subfolder{e.path, s.id, e.link || s.mounted, at.net, real, own})
	case e.audio:
		f.files = append(f.files, r.file(e.path, s, at))
	case e.beside:
		if at.net {
			s.changed = 0
		}
		f.beside = append(f.beside, sidecar{e.name, s})
	}
}

// statBeyond describes an entry that leads to another disk, perhaps. If that hangs, the entries after
// it that lead to the same disk fail at once: each would take patience, and leave an operation
// behind.
func (r *reader) statBeyond(ctx context.Context, d *folder, e entry) (stat, error) {
	r.heartbeat.begin()
	at := r.mountOf(e)
	r.heartbeat.end()
	if err := silent(at); err != nil {
		return stat{}, err
	}
	s, err := withTimeout(ctx, e.path, func() (stat, error) { return d.stat(e.name, e.link) })
	if answered := Answered(err); answered != nil && at != e.path {
		err = abandon(at, answered)
	}
	return s, err
}

// mountOf returns the mount point to which an entry leads, as far as its disk need not be asked, or
// else the path of the entry.
func (r *reader) mountOf(e entry) string {
	if !e.link {
		return e.path
	}
	to, err := os.Readlink(e.path)
	if err != nil {
		return e.path
	}
	if !filepath.IsAbs(to) {
		to = filepath.Join(filepath.Dir(e.path), to)
	}
	for at := range text.Upward(filepath.Clean(to), string(filepath.Separator)) {
		if r.mounts[at] {
			return at
		}
	}
	return e.path
}

// excluded reports whether the user's patterns ignore a path.
func (r *reader) excluded(path string, folder bool) bool {
	return len(r.patterns) > 0 && r.patterns.match(relative(r.root, path), folder)
}

// inspectFailed adds an entry to f whose stat failed.
func (r *reader) inspectFailed(d *folder, at subfolder, e entry, err error, f *find) {
	switch {
	case e.link && leadsNowhere(err):
		own, gone := d.stat(e.name, false)
		switch {
		case gone != nil:
		case !e.audio:
			f.lost = append(f.lost, e.path)
		default:
			own.size = 0 // a link has no audio
			reason := message.Mark("link leads nowhere")
			if errors.Is(err, syscall.ELOOP) {
				reason = message.Mark("link leads in a circle")
			}
			f.files = append(f.files, failed(r.file(e.path, own, at), book.Vanished, reason))
		}
	case errors.Is(err, fs.ErrNotExist):
	case errors.Is(err, ErrSilent) && (e.audio || e.beside) && !e.folder: // files stay as they are known, and one stands for all
		if slices.ContainsFunc(f.problems, Problem.Silent) {
			f.lost = append(f.lost, e.path)
		} else {
			f.problems = append(f.problems, Problem{e.path, err})
		}
	case e.beside && !e.link:
		f.beside = append(f.beside, sidecar{name: e.name})
	case e.audio && !e.folder:
		kind, reason := explain(err)
		f.files = append(f.files, failed(r.file(e.path, stat{}, at), kind, reason))
	default:
		f.problems = append(f.problems, Problem{e.path, err})
	}
}

// has returns the other root that owns the file or folder at path, or "".
func (r *reader) has(path string, s stat, link bool) string {
	switch {
	case link, s.mounted:
		return r.owners.behind(path, s.id)
	case s.mode.IsDir():
		return r.owners.byID[s.id]
	default:
		return ""
	}
}

// file makes the row of an audio file in the folder at. A remote file system's
// ctime is left out because it changes without a reason.
func (r *reader) file(path string, s stat, at subfolder) book.File {
	if at.net {
		s.changed = 0
	}
	f := book.File{Root: r.root, Path: path, Size: s.size, Modified: s.modified, Changed: s.changed}
	if !s.mode.IsRegular() && s.mode&fs.ModeSymlink == 0 {
		return failed(f, book.Irregular, "not a regular file ("+kindOf(s.mode)+")")
	}
	return f
}

func failed(f book.File, kind book.FaultKind, reason string) book.File {
	f.State, f.Fault = book.Failed, &book.Fault{Kind: kind, Reason: reason}
	return f
}

// leadsNowhere reports whether following a link failed because its target is
// missing.
func leadsNowhere(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENOTDIR)
}
