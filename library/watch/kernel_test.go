package watch

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/fsnotify/fsnotify"

	"lectern/library/text"
)

// kernel replaces inotify and fsnotify in tests that need another clock, a
// limit, or lost events. It changes real files and sends the same events,
// oddities included. A watch belongs to a folder, not to its path, so watches
// below a renamed folder report old paths.
type kernel struct {
	t      *testing.T
	limit  int    // watches, 0 for none
	remote string // the file system's name, if it must be polled
	fate   func() fate
	apart  bool // the watcher handles each event of an exchange before the next one comes

	mu    sync.Mutex
	lines []*line
	opens int
}

// fate is what happens to an event.
type fate int

const (
	told fate = iota
	lost      // and the queue has overflown
	doubled
	late // sent after the next one
)

func (k *kernel) system() system {
	return system{
		open: func() (source, error) {
			k.mu.Lock()
			defer k.mu.Unlock()
			l := &line{k: k, watches: map[uint64]string{}, told: make(chan fsnotify.Event, 1<<17), errs: make(chan error, 1<<17)}
			k.lines = append(k.lines, l)
			k.opens++
			return l, nil
		},
		remote: func(string) (string, error) { return k.remote, nil },
		mounts: func(string) []string { return nil },
		twice:  func(string, string, []string) bool { return false },
		remap:  func(ctx context.Context, _ func()) { <-ctx.Done() },
	}
}

// line is one open watcher.
type line struct {
	k       *kernel
	watches map[uint64]string // inode → path at Add
	told    chan fsnotify.Event
	errs    chan error
	late    []fsnotify.Event
	closed  bool
}

func (l *line) events() (<-chan fsnotify.Event, <-chan error) { return l.told, l.errs }

func (l *line) Add(path string) error {
	l.k.mu.Lock()
	defer l.k.mu.Unlock()
	ino, err := inode(path)
	if err != nil {
		return err
	}
	if _, ok := l.watches[ino]; ok {
		return nil // as fsnotify: it keeps the path it knows
	}
	if l.k.limit > 0 && len(l.watches) >= l.k.limit {
		return syscall.ENOSPC
	}
	l.watches[ino] = path
	return nil
}

func (l *line) Remove(path string) error {
	l.k.mu.Lock()
	defer l.k.mu.Unlock()
	return l.remove(path)
}

func (l *line) remove(path string) error {
	for ino, at := range l.watches {
		if at == path {
			delete(l.watches, ino)
			return nil
		}
	}
	return fsnotify.ErrNonExistentWatch
}

func (l *line) Close() error {
	l.k.mu.Lock()
	defer l.k.mu.Unlock()
	l.closed = true
	close(l.told)
	close(l.errs)
	return nil
}

// tell sends an event about a name in the folder with an inode, or about the folder
// itself.
func (k *kernel) tell(dir uint64, name string, op fsnotify.Op) {
	for _, l := range k.lines {
		at, ok := l.watches[dir]
		if !ok || l.closed {
			continue
		}
		l.send(fsnotify.Event{Name: filepath.Join(at, name), Op: op})
	}
}

func (l *line) send(e fsnotify.Event) {
	f := told
	if l.k.fate != nil {
		f = l.k.fate()
	}
	switch f {
	case lost:
		l.errs <- fsnotify.ErrEventOverflow
	case late:
		l.late = append(l.late, e)
		return
	case doubled:
		l.told <- e
		l.told <- e
	default:
		l.told <- e
	}
	for _, e := range l.late {
		l.told <- e
	}
	l.late = nil
}

func (k *kernel) must(n uint64, err error) uint64 {
	if err != nil {
		k.t.Error(err)
	}
	return n
}

func (k *kernel) mkdir(path string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.must(0, os.Mkdir(path, 0o755))
	k.tell(k.must(inode(filepath.Dir(path))), filepath.Base(path), fsnotify.Create)
}

func (k *kernel) write(path, text string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, err := os.Stat(path)
	k.must(0, os.WriteFile(path, []byte(text), 0o644))
	dir := k.must(inode(filepath.Dir(path)))
	if err != nil {
		k.tell(dir, filepath.Base(path), fsnotify.Create)
	}
	k.tell(dir, filepath.Base(path), fsnotify.Write)
}

// silently writes as through a memory map.
func (k *kernel) silently(path, text string) {
	k.must(0, os.WriteFile(path, []byte(text), 0o644))
}

func (k *kernel) remove(path string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.removeAll(path)
}

func (k *kernel) removeAll(path string) {
	entries, _ := os.ReadDir(path)
	for _, e := range entries {
		k.removeAll(filepath.Join(path, e.Name()))
	}
	ino := k.must(inode(path))
	k.must(0, os.Remove(path))
	dir := k.must(inode(filepath.Dir(path)))
	for _, l := range k.lines {
		if _, watched := l.watches[dir]; !watched && !l.closed {
			if at, ok := l.watches[ino]; ok {
				l.send(fsnotify.Event{Name: at, Op: fsnotify.Remove})
			}
		}
		delete(l.watches, ino) // inodes are used again
	}
	k.tell(dir, filepath.Base(path), fsnotify.Remove)
}

func (k *kernel) rename(from, to string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	ino := k.must(inode(from))
	dir, into := k.must(inode(filepath.Dir(from))), k.must(inode(filepath.Dir(to)))
	k.must(0, os.Rename(from, to))
	k.tell(dir, filepath.Base(from), fsnotify.Rename)
	k.tell(into, filepath.Base(to), fsnotify.Create)
	for _, l := range k.lines {
		if at, ok := l.watches[ino]; ok && !l.closed {
			_ = l.remove(at)
			l.send(fsnotify.Event{Name: at, Op: fsnotify.Rename})
		}
	}
}

// exchange exchanges two folders, of which the root has the second, in one step: the kernel
// tells of what came there before it tells of what went.
func (k *kernel) exchange(outside, path string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	dir, ino := k.must(inode(filepath.Dir(path))), k.must(inode(path))
	away := outside + " away"
	k.must(0, os.Rename(path, away))
	k.must(0, os.Rename(outside, path))
	k.tell(dir, filepath.Base(path), fsnotify.Create)
	if k.apart {
		k.mu.Unlock()
		synctest.Wait()
		k.mu.Lock()
	}
	k.tell(dir, filepath.Base(path), fsnotify.Rename)
	for _, l := range k.lines {
		if at, ok := l.watches[ino]; ok && !l.closed {
			delete(l.watches, ino)
			l.send(fsnotify.Event{Name: at, Op: fsnotify.Rename})
		}
	}
}

// play does n random things to the folders and files below root.
func (k *kernel) play(rng *rand.Rand, root string, n int, pause func()) {
	name := func() string { return string(rune('a' + rng.IntN(5))) }
	for range n {
		var dirs, files []string
		_ = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			if d.IsDir() {
				dirs = append(dirs, path)
			} else {
				files = append(files, path)
			}
			return err
		})
		dir := dirs[rng.IntN(len(dirs))]
		path := filepath.Join(dir, name())
		_, err := os.Lstat(path)
		free := err != nil
		switch do := rng.IntN(10); {
		case do < 3 && free:
			k.mkdir(path)
		case do < 6:
			k.write(path+".mp3", string(rune(rng.IntN(1000))))
		case do < 7 && len(files) > 0:
			from := files[rng.IntN(len(files))]
			if to := path + ".mp3"; to != from {
				if _, err := os.Lstat(to); err != nil {
					k.rename(from, to)
				}
			}
		case do < 9 && len(dirs) > 1 && free:
			from := dirs[1+rng.IntN(len(dirs)-1)]
			if !text.Within(path, from) {
				k.rename(from, path)
			}
		case do == 9 && len(files)+len(dirs) > 12:
			all := append(files, dirs[1:]...)
			k.remove(all[rng.IntN(len(all))])
		}
		pause()
	}
}
