package watch

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/fsnotify/fsnotify"
)

var seeds = flag.Uint64("seeds", 60, "random histories to try")

// unchanged is a time after that of any file: a bubble's clock is behind them.
var unchanged = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

// live starts a Watcher upon a kernel, in a bubble of synctest. It ends with
// the bubble.
func live(t *testing.T, k *kernel, root string, opts Options) (*Watcher, *listener) {
	t.Helper()
	l := &listener{reader: newReader(t, root), lock: make(chan struct{}, 1)}
	w := newWatcher(quietLog(), l.deliver, k.system())
	t.Cleanup(func() {
		l.lock <- struct{}{}
		w.Close()
	})
	w.Add(root, opts)
	synctest.Wait()
	return w, l
}

// listener receives changes as they come, but only during after. At any other
// time the test owns its state, and the Watcher finds it stalled.
type listener struct {
	*reader
	lock    chan struct{} // empty while locked. A channel, because a bubble's clock stands still for a mutex
	changes []Change
}

func (l *listener) deliver(c Change) {
	<-l.lock
	l.changes = append(l.changes, c)
	l.take(c)
	l.lock <- struct{}{}
}

// after lets d pass and returns the changes received.
func (l *listener) after(d time.Duration) []Change {
	l.lock <- struct{}{}
	stalled(d)
	<-l.lock
	changes := l.changes
	l.changes = nil
	return changes
}

// stalled lets d pass without taking changes.
func stalled(d time.Duration) {
	time.Sleep(d) // of the bubble's time
	synctest.Wait()
}

func (l *listener) wantSame(what string) {
	l.t.Helper()
	if there := walk(l.root); !same(l.files, there) {
		l.t.Errorf("%s: known are %v, there are %v", what, l.files, there)
	}
}

// TestRandomHistories: whatever happens, in any order, with events lost and repeated,
// each changed folder is named after its change. If events are out of order, the hourly
// listing finds the change.
func TestRandomHistories(t *testing.T) {
	for seed := range *seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			root := t.TempDir()
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				rng := rand.New(rand.NewPCG(seed, 7))
				disorder := seed%3 == 2
				k := &kernel{t: t, fate: func() fate {
					switch n := rng.IntN(100); {
					case n < 10 && seed%3 > 0:
						return doubled
					case n < 12 && seed%3 > 0:
						return lost
					case n < 25 && disorder:
						return late
					default:
						return told
					}
				}}
				_, l := live(t, k, root, Options{})
				k.play(rng, root, 120, func() {
					switch rng.IntN(4) {
					case 0:
						l.after(time.Duration(rng.IntN(2000)) * time.Millisecond)
					case 1:
						stalled(time.Duration(rng.IntN(2000)) * time.Millisecond)
					}
				})
				wait := 10 * time.Second
				if disorder {
					wait += reconcileEvery
				}
				l.after(wait)
				l.wantSame("after the storm")
				for path := range l.flux {
					if _, err := os.Stat(path); err == nil {
						t.Errorf("%s has not settled", path)
					}
				}
				if disorder {
					return
				}
				// Everything is watched again, at whatever path it is now.
				k.fate = nil
				for path := range walk(root) {
					k.write(path[:len(path)-4]+" again.mp3", "x")
				}
				l.after(time.Second)
				l.wantSame("all folders watched")
			})
		})
	}
}

// TestNamed checks which folders and files each kind of event names.
func TestNamed(t *testing.T) {
	hidden := func(path string, _ bool) bool {
		name := filepath.Base(path)
		return name[0] == '.' && name != ".nomedia"
	}
	opts := Options{
		Ignore: hidden,
		Beside: func(name string) bool { return name == "cover.jpg" || name == ".nomedia" },
		Marker: func(name string) bool { return name == ".nomedia" },
	}
	touch := func(k *kernel, dir string) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.tell(k.must(inode(dir)), "", fsnotify.Chmod)
	}
	for _, c := range []struct {
		name  string
		there []string // files before
		do    func(k *kernel, root string)
		want  Change
	}{
		{"a new file", nil, func(k *kernel, root string) { k.write(root+"/a/x.mp3", "x") },
			Change{Dirs: []string{"a"}, Unsettled: []string{"a/x.mp3"}}},
		{"a write", []string{"a/x.mp3"}, func(k *kernel, root string) { k.write(root+"/a/x.mp3", "x") },
			Change{Unsettled: []string{"a/x.mp3"}}},
		{"a removed file", []string{"a/x.mp3"}, func(k *kernel, root string) { k.remove(root + "/a/x.mp3") },
			Change{Dirs: []string{"a"}}},
		{"a file that takes the name of another", []string{"a/x.mp3", "b/y.mp3"}, func(k *kernel, root string) {
			k.rename(root+"/a/x.mp3", root+"/x.mp3")
			k.rename(root+"/b/y.mp3", root+"/a/x.mp3")
		}, Change{Dirs: []string{"", "a", "b"}, Unsettled: []string{"a/x.mp3", "x.mp3"}}},
		{"a new folder", nil, func(k *kernel, root string) { k.mkdir(root + "/a/b") },
			Change{Trees: []string{"a/b"}}},
		{"a removed folder", []string{"a/b/x.mp3"}, func(k *kernel, root string) { k.remove(root + "/a/b") },
			Change{Dirs: []string{"a"}}},
		{"a touched folder", nil, func(k *kernel, root string) { touch(k, root+"/a") },
			Change{Dirs: []string{"a"}}},
		{"the touched root", nil, func(k *kernel, root string) { touch(k, root) },
			Change{Dirs: []string{""}}},
		{"the removed root", nil, func(k *kernel, root string) { k.remove(root) },
			Change{Whole: true, Reason: "gone"}},
		{"a new file beside", nil, func(k *kernel, root string) { k.write(root+"/a/cover.jpg", "x") },
			Change{Dirs: []string{"a"}}},
		{"a file beside is written", []string{"a/cover.jpg"}, func(k *kernel, root string) { k.write(root+"/a/cover.jpg", "x") },
			Change{Dirs: []string{"a"}}},
		{"a new marker", nil, func(k *kernel, root string) { k.write(root+"/a/.nomedia", "") },
			Change{Trees: []string{"a"}}},
		{"a removed marker", []string{"a/.nomedia"}, func(k *kernel, root string) { k.remove(root + "/a/.nomedia") },
			Change{Trees: []string{"a"}}},
		{"a removed marker of the root", []string{".nomedia"}, func(k *kernel, root string) { k.remove(root + "/.nomedia") },
			Change{Whole: true, Reason: tooMany}},
		{"ignored names", []string{"a/.x.mp3", "a/.y.mp3"}, func(k *kernel, root string) {
			k.write(root+"/a/.x.mp3", "x")
			k.remove(root + "/a/.y.mp3")
			k.write(root+"/a/.z.mp3", "x")
			k.mkdir(root + "/a/.git")
			k.write(root+"/a/.git/x.mp3", "x")
		}, Change{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			root := filepath.Join(t.TempDir(), "root")
			for _, dir := range []string{"a", "b"} {
				check(t, os.MkdirAll(filepath.Join(root, dir), 0o755))
			}
			for _, path := range c.there {
				write(t, filepath.Join(root, path), "x")
			}
			synctest.Test(t, func(t *testing.T) {
				opts := opts
				opts.Since = unchanged
				k := &kernel{t: t}
				_, l := live(t, k, root, opts)
				l.after(time.Second)
				c.do(k, root)
				var got Change
				relative := func(paths []string) (names []string) {
					for _, path := range paths {
						names = append(names, strings.TrimPrefix(filepath.ToSlash(path[len(root):]), "/"))
					}
					return names
				}
				for _, change := range l.after(2 * time.Second) {
					got.Whole, got.Reason = got.Whole || change.Whole, got.Reason+change.Reason
					got.Trees = append(got.Trees, relative(change.Trees)...)
					got.Dirs = append(got.Dirs, relative(change.Dirs)...)
					got.Unsettled = append(got.Unsettled, relative(change.Unsettled)...)
				}
				for _, names := range [][]string{got.Trees, got.Dirs, got.Unsettled} {
					slices.Sort(names)
				}
				if !reflect.DeepEqual(got, c.want) {
					t.Errorf("named are %+v, want %+v", got, c.want)
				}
			})
		})
	}
}

// TestLostEvents: the receiver stalls, and events are lost several times.
func TestLostEvents(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		_, l := live(t, k, root, Options{})
		l.after(time.Second)
		k.write(filepath.Join(root, "first.mp3"), "")
		stalled(time.Second)
		for i := range 300 {
			k.fate = func() fate { return fate(i % 2) } // every second one is lost
			k.write(filepath.Join(root, fmt.Sprint(i, ".mp3")), "x")
		}
		stalled(3 * time.Second)
		l.after(2 * time.Minute)
		l.wantSame("after the storm")
		if len(l.wholes) != 1 || l.wholes[0] != "events were lost" {
			t.Errorf("listed as a whole because of %q, want once, for lost events", l.wholes)
		}
		if k.opens != 2 {
			t.Errorf("taken up %d times, want twice", k.opens)
		}
	})
}

// TestWatchLimit allows 700 watches, fewer than there are folders.
func TestWatchLimit(t *testing.T) {
	root := t.TempDir()
	for i := range 900 {
		check(t, os.Mkdir(filepath.Join(root, fmt.Sprintf("%03d", i)), 0o755))
	}
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t, limit: 700}
		_, l := live(t, k, root, Options{})
		l.after(time.Second)
		if s := l.status; s.Mode != Watching || s.Folders != 700 || s.Polled != 201 || !s.Limit {
			t.Errorf("status is %+v (%v)", s, s)
		}
		for i := range 900 {
			k.write(filepath.Join(root, fmt.Sprintf("%03d/x.mp3", i)), "x")
		}
		l.after(time.Second)
		if n := len(l.files); n != 900 && n != 699 { // all of them if there were too many changes to tell apart
			t.Errorf("%d files known at once", n)
		}
		for i := range 900 {
			k.write(filepath.Join(root, fmt.Sprintf("%03d/y.mp3", i)), "x")
			l.after(10 * time.Millisecond)
		}
		l.after(PollEvery)
		l.wantSame("after polling")
		l.after(2 * reconcileEvery)
		if l.notices != 1 {
			t.Errorf("%d notices, want 1", l.notices)
		}
		k.mu.Lock()
		k.limit = 0
		k.mu.Unlock()
		l.after(PollEvery)
		if s := l.status; s.Folders != 901 || s.Polled != 0 {
			t.Errorf("with the limit raised the status is %+v", s)
		}
	})
}

// TestPolling polls a file system that reports only this machine's writes.
func TestPolling(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t, remote: "nfs"}
		w, l := live(t, k, root, Options{})
		l.after(time.Second)
		if s := l.status; s != (Status{Mode: Polling, Every: 15 * time.Minute, Reason: "nfs"}) {
			t.Errorf("status is %+v", s)
		}
		k.silently(filepath.Join(root, "x.mp3"), "x")
		l.after(PollEvery - time.Second)
		if len(l.files) != 0 {
			t.Error("listed too early")
		}
		l.after(2 * time.Second)
		l.wantSame("after 15 minutes")
		// Files are checked all the same if Follow asks for it.
		w.Follow(root, filepath.Join(root, "x.mp3"))
		l.after(quietRemote)
		if l.settled[filepath.Join(root, "x.mp3")] {
			t.Error("settled too early for a network")
		}
		l.after(3 * time.Second)
		if !l.settled[filepath.Join(root, "x.mp3")] {
			t.Error("has not settled")
		}
		// With an interval that the user set.
		w.Add(root, Options{Poll: time.Minute})
		l.after(24 * time.Hour)
		if n := len(l.wholes) - 1; n < 24*60-1 || n > 24*60 {
			t.Errorf("listed %d times in a day, want every minute", n)
		}
	})
}

// TestMode checks which roots are watched, and how often the others are listed.
func TestMode(t *testing.T) {
	for _, c := range []struct {
		remote string
		opts   Options
		want   Status
	}{
		{"", Options{}, Status{Mode: Watching, Folders: 1, Every: PollEvery}},
		{"", Options{Every: time.Hour}, Status{Mode: Watching, Folders: 1, Every: time.Hour}},
		{"", Options{Poll: time.Minute}, Status{Mode: Polling, Every: time.Minute}},
		{"nfs", Options{Every: time.Hour}, Status{Mode: Polling, Every: time.Hour, Reason: "nfs"}},
		{"nfs", Options{Every: time.Hour, Poll: time.Minute}, Status{Mode: Polling, Every: time.Minute, Reason: "nfs"}},
		{"nfs", Options{Force: true}, Status{Mode: Watching, Folders: 1, Every: PollEvery}},
	} {
		root := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			w, l := live(t, &kernel{t: t, remote: c.remote}, root, c.opts)
			l.after(time.Second)
			if s, _ := w.Status(root); s != c.want {
				t.Errorf("on %q with %+v: %+v, want %+v", c.remote, c.opts, s, c.want)
			}
		})
	}
}

// TestLinkIsPolled: in a watched root, only the folder that a link leads to is polled, again
// and again.
func TestLinkIsPolled(t *testing.T) {
	root := t.TempDir()
	link := filepath.Join(root, "link")
	check(t, os.Symlink(t.TempDir(), link))
	synctest.Test(t, func(t *testing.T) {
		_, l := live(t, &kernel{t: t}, root, Options{Since: unchanged})
		l.after(time.Second)
		polls := 0
		for _, c := range l.after(reconcileEvery - time.Minute) {
			if c.Whole || len(c.Dirs) > 0 || !slices.Equal(c.Trees, []string{link}) {
				t.Errorf("%+v", c)
			}
			polls++
		}
		if polls != 3 {
			t.Errorf("polled %d times in an hour, want every 15 minutes", polls)
		}
	})
}

// TestRenamedFolders: the root is restarted after two folders were renamed at about the same
// time, but not after one.
func TestRenamedFolders(t *testing.T) {
	root := t.TempDir()
	a, b := filepath.Join(root, "a"), filepath.Join(root, "b")
	check(t, os.Mkdir(a, 0o755))
	check(t, os.Mkdir(b, 0o755))
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		_, l := live(t, k, root, Options{Since: unchanged})
		l.after(time.Second)
		k.rename(a, a+"1")
		l.after(renameWindow)
		k.rename(b, b+"1")
		l.after(2 * renameWindow)
		if len(l.wholes) > 0 {
			t.Errorf("listed as a whole because of %q", l.wholes)
		}
		k.rename(a+"1", a)
		l.after(renameWindow - time.Millisecond)
		k.rename(b+"1", b)
		l.after(2 * renameWindow)
		if !slices.Equal(l.wholes, []string{"folders were renamed"}) {
			t.Errorf("listed as a whole because of %q, want once, for the folders", l.wholes)
		}
	})
}

// TestPendingFileThatWent: a file that is not a file any more when it is checked is lost, and
// its folder is listed if it is still there.
func TestPendingFileThatWent(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(path string) error
		dirs []string
	}{
		{"removed", os.Remove, []string{"a"}},
		{"removed with its folder", func(path string) error { return os.RemoveAll(filepath.Dir(path)) }, nil},
		{"a folder now", func(path string) error { return errors.Join(os.Remove(path), os.Mkdir(path, 0o755)) }, nil},
	} {
		root := t.TempDir()
		path := filepath.Join(root, "a", "x.mp3")
		write(t, path, "x")
		synctest.Test(t, func(t *testing.T) {
			w, l := live(t, &kernel{t: t}, root, Options{Since: unchanged})
			w.Follow(root, path)
			l.after(time.Second)
			check(t, c.do(path)) // no event tells
			var lost, dirs []string
			for _, change := range l.after(time.Minute) {
				lost = append(lost, change.Lost...)
				for _, dir := range change.Dirs {
					dirs = append(dirs, filepath.Base(dir))
				}
			}
			if !slices.Equal(lost, []string{path}) || !slices.Equal(dirs, c.dirs) {
				t.Errorf("%s: lost %q, listed %q", c.name, lost, dirs)
			}
		})
	}
}

// begun returns a root that has begun to watch, without a goroutine of its own, and when.
func begun(t *testing.T, path string) (r *root, now time.Time) {
	r, now = newRoot(newWatcher(quietLog(), func(Change) {}, (&kernel{t: t}).system()), path, Options{}), time.Now()
	t.Cleanup(r.w.Close)
	r.begin("", now)
	t.Cleanup(r.leave)
	return r, now
}

// TestSlack: what changed in a folder shortly before it was heard of counts, too.
func TestSlack(t *testing.T) {
	root := t.TempDir()
	made, closed := filepath.Join(root, "made"), filepath.Join(root, "closed")
	check(t, os.Mkdir(made, 0o755))
	r, now := begun(t, root)
	r.event(fsnotify.Event{Name: made, Op: fsnotify.Create}, now)
	r.pollFolder(closed, polled{"closed", true}, now)
	r.event(fsnotify.Event{Name: closed, Op: fsnotify.Chmod}, now)
	r.pollAt = now
	r.runTimers(now)
	since := now.Add(-slack)
	if want := []job{{root, since}, {made, since}, {closed, since}, {closed, since}}; !slices.Equal(r.jobs, want) {
		t.Errorf("jobs are %v, want %v", r.jobs, want)
	}
	if r.forget(closed); r.pollAt.IsZero() {
		t.Error("a folder is polled only once")
	}
	r.pollAt = now
	if r.runTimers(now); !r.pollAt.IsZero() {
		t.Error("polled, and there is no folder to poll")
	}
}

// TestWatchOfAFolderThatWent: a folder that went before it is watched is forgotten; without the
// root, there is nothing to watch.
func TestWatchOfAFolderThatWent(t *testing.T) {
	root := filepath.Join(t.TempDir(), "root")
	check(t, os.Mkdir(root, 0o755))
	r, now := begun(t, root)
	gone := filepath.Join(root, "gone")
	r.addFolder(gone, now)
	if r.watch(job{gone, now}, now); r.status.Mode != Starting || r.folders.has(gone) {
		t.Errorf("a folder: %+v, known: %t", r.status, r.folders.has(gone))
	}
	check(t, os.Remove(root))
	if r.watch(job{root, now}, now); r.status.Mode != Gone {
		t.Errorf("the root: %+v", r.status)
	}
}

// TestGoneOnce: a root that is gone is reported once, however long it is looked for.
func TestGoneOnce(t *testing.T) {
	root := filepath.Join(t.TempDir(), "root")
	check(t, os.Mkdir(root, 0o755))
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		w, l := live(t, k, root, Options{})
		l.after(time.Second)
		k.remove(root)
		l.after(500 * time.Millisecond)
		if s, _ := w.Status(root); s.Mode != Gone || !slices.Equal(l.wholes, []string{"gone"}) {
			t.Errorf("at once: %+v, %q", s, l.wholes)
		}
		if changes := l.after(time.Hour); len(changes) > 0 {
			t.Errorf("and then: %+v", changes)
		}
	})
}

// TestMovedRootIsNoticed renames a folder above a root and back: both are noticed long
// before the next listing.
func TestMovedRootIsNoticed(t *testing.T) {
	above := filepath.Join(t.TempDir(), "above")
	root := filepath.Join(above, "root")
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		remote string
		opts   Options
		within time.Duration
		mode   Mode
	}{
		{"nfs", Options{}, presenceEveryPolled, Polling},
		{"nfs", Options{Poll: 6 * time.Hour}, presenceEveryPolled, Polling},
		{"", Options{Since: unchanged}, presenceEvery, Watching},
	} {
		synctest.Test(t, func(t *testing.T) {
			k := &kernel{t: t, remote: c.remote}
			w, l := live(t, k, root, c.opts)
			if changes := l.after(4*time.Minute + 30*time.Second); len(changes) != 1 {
				t.Errorf("%d changes while nothing happens", len(changes))
			}
			rename := func(from, to string) {
				if err := os.Rename(from, to); err != nil {
					t.Fatal(err)
				}
			}
			rename(above, above+" renamed")
			l.after(c.within + time.Second)
			if s, _ := w.Status(root); s.Mode != Gone {
				t.Errorf("after %v: %v", c.within, s)
			}
			rename(above+" renamed", above)
			l.after(retryLongest + time.Second)
			if s, _ := w.Status(root); s.Mode != c.mode || s.Reason != c.remote || !slices.Equal(l.wholes, []string{"gone", "back"}) {
				t.Errorf("back after a minute: %v, %q", s, l.wholes)
			}
		})
	}
}

// TestIdle checks that a watched root is listed once an hour, and that nothing
// else happens.
func TestIdle(t *testing.T) {
	root := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		_, l := live(t, k, root, Options{})
		l.after(time.Minute)
		changes := l.after(24 * time.Hour)
		if n := len(l.wholes); n != 24 {
			t.Errorf("listed %d times in a day, want 24: %q", n, l.wholes)
		}
		if n := len(changes); n != 24 {
			t.Errorf("%d changes in a day, want 24", n)
		}
	})
}

// TestSettling checks that a file being written is reported as unsettled at
// once and again after a minute, and as settled within 5 s of its last byte,
// whether it is written through a memory map or not.
func TestSettling(t *testing.T) {
	root := t.TempDir()
	path := filepath.Join(root, "x.mp3")
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		_, l := live(t, k, root, Options{})
		l.after(time.Second)
		k.write(path, "0")
		first := l.after(300 * time.Millisecond)
		if len(first) != 1 || len(first[0].Dirs) != 1 || first[0].Dirs[0] != root || len(first[0].Unsettled) != 1 {
			t.Errorf("within 300 ms: %+v", first)
		}
		reports := 0
		for i := range 90 {
			k.write(path, fmt.Sprint(i))
			for _, c := range l.after(time.Second) {
				reports += len(c.Unsettled)
				if len(c.Settled)+len(c.Dirs) > 0 {
					t.Errorf("while it is being written: %+v", c)
				}
			}
		}
		if reports != 1 {
			t.Errorf("reported %d times in 90 s of writing, want once", reports)
		}
		for i := range 30 {
			k.silently(path, fmt.Sprint("mapped ", i, time.Duration(i)))
			l.after(1900 * time.Millisecond)
		}
		if l.settled[path] {
			t.Error("settled while it was being written through a map")
		}
		if l.after(5 * time.Second); !l.settled[path] {
			t.Error("not settled 5 s after the last byte")
		}
		if changes := l.after(30 * time.Minute); len(changes) > 0 {
			t.Errorf("and then: %+v", changes)
		}
	})
}

// TestExchangedWithOutside: a folder that exchanges its name with one outside the root is listed
// and watched, whether its events come together or one by one.
func TestExchangedWithOutside(t *testing.T) {
	for _, together := range []bool{true, false} {
		t.Run(fmt.Sprint(together), func(t *testing.T) {
			parent := t.TempDir()
			root, outside := filepath.Join(parent, "root"), filepath.Join(parent, "outside")
			write(t, root+"/a/b/x.mp3", "x")
			write(t, outside+"/c/y.mp3", "y")
			synctest.Test(t, func(t *testing.T) {
				k := &kernel{t: t, apart: !together}
				_, l := live(t, k, root, Options{Since: unchanged})
				l.list(root, true)
				l.after(time.Second)
				k.exchange(outside, root+"/a")
				l.after(5 * time.Second)
				l.wantSame("exchanged")
				k.write(root+"/a/c/z.mp3", "z")
				l.after(time.Second)
				l.wantSame("watched again")
			})
		})
	}
}

// TestLinkInPlaceOfAFile: a link that takes the place of a file that is being written settles as
// a file does.
func TestLinkInPlaceOfAFile(t *testing.T) {
	root, other := t.TempDir(), filepath.Join(t.TempDir(), "other.mp3")
	write(t, other, "x")
	synctest.Test(t, func(t *testing.T) {
		k := &kernel{t: t}
		_, l := live(t, k, root, Options{Since: unchanged})
		path := filepath.Join(root, "x.mp3")
		k.write(path, "x")
		l.after(time.Second)
		k.remove(path)
		l.after(time.Millisecond)
		check(t, os.Symlink(other, path))
		k.mu.Lock()
		k.tell(k.must(inode(root)), "x.mp3", fsnotify.Create)
		k.mu.Unlock()
		l.after(10 * time.Second)
		if !l.settled[path] || l.flux[path] {
			t.Errorf("settled are %v, in flux %v", l.settled, l.flux)
		}
	})
}
