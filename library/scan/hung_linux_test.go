package scan

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/scripts/hungdisk"
)

// hungTree is a disk with a library that takes several rounds of readers.
func hungTree(t *testing.T) (*hungdisk.Disk, []string) {
	var names []string
	for i := range 40 {
		names = append(names, fmt.Sprintf("%d/a.mp3", i), fmt.Sprintf("%d/in/b.mp3", i))
	}
	return hungdisk.Serve(t, tree(t, names...)), names
}

// hungWalk walks the disk, which is stopped in the middle, and from then on tells when it
// stalls: a busy machine may stand still before.
func hungWalk(ctx context.Context, disk *hungdisk.Disk, stalled func(bool)) (map[string]book.File, Report, error) {
	const last = 5 // the folder at which it stops
	files := map[string]book.File{}
	var opened atomic.Int64
	told := false
	tell := func(now bool) {
		if told = told || now && opened.Load() >= last; told {
			stalled(now)
		}
	}
	w := newWalk(disk.Path, disk.Path, Options{Stalled: tell}, func(batch []book.File) {
		for _, f := range batch {
			name, _ := filepath.Rel(disk.Path, f.Path)
			files[name] = f
		}
	})
	w.heartbeat.patience = 200 * time.Millisecond // patience, for those who wait for the test
	w.open = func(path string) (*folder, error) {
		if opened.Add(1) == last {
			disk.Stop()
		}
		return openFolder(path)
	}
	r, err := w.run(ctx)
	return files, r, err
}

func TestCancelOnADiskThatHangs(t *testing.T) {
	disk, _ := hungTree(t)
	ctx, cancel := context.WithCancel(t.Context())
	var at time.Time
	_, r, err := hungWalk(ctx, disk, func(stalled bool) {
		if !stalled {
			t.Error("it goes on")
		}
		n := 0
		for n == 0 && ctx.Err() == nil { // on a busy machine they are still on their way to the disk
			n = disk.Held()
			runtime.Gosched()
		}
		if n > inFlight {
			t.Errorf("%d operations hang", n)
		}
		at = time.Now()
		cancel()
	})
	if took := time.Since(at); err != context.Canceled || at.IsZero() || took > patience {
		t.Errorf("%v after %v", err, took)
	}
	if r.Covers(filepath.Join(disk.Path, "gone.mp3")) {
		t.Error("a walk that was cancelled covers something")
	}
}

func TestDiskComesBack(t *testing.T) {
	disk, names := hungTree(t)
	var told []bool
	files, r, err := hungWalk(t.Context(), disk, func(stalled bool) {
		told = append(told, stalled)
		disk.Go()
	})
	check(t, err)
	want(t, files, names...)
	again := slices.Repeat([]bool{true, false}, max(1, len(told)/2)) // a busy machine stands still by itself
	if !slices.Equal(told, again) {
		t.Errorf("told %v", told)
	}
	if len(r.Problems) != 0 || !r.Covers(filepath.Join(disk.Path, "0", "gone.mp3")) {
		t.Errorf("%+v", r)
	}
	for name, f := range files {
		if f.Changed != 0 || f.Modified == 0 {
			t.Errorf("%s: %+v: the ctime of another machine", name, f)
		}
	}
}

func TestRootInfoOfHungDisk(t *testing.T) {
	disk, _ := hungTree(t)
	s, err := ReadRootInfo(t.Context(), disk.Path)
	if err != nil || !s.Network || s.FileSystem != "fuse" || s.Empty {
		t.Error(s, err)
	}
	disk.Stop()
	for range 3 {
		begin := time.Now()
		_, err = ReadRootInfo(t.Context(), disk.Path)
		var p Problem
		if !errors.Is(err, ErrSilent) || !errors.As(err, &p) || p.Reason() != ErrSilent.Error() || time.Since(begin) > patience+time.Second {
			t.Error(err, time.Since(begin))
		}
	}
	if n := disk.Held(); n != 1 {
		t.Errorf("%d operations hang", n)
	}
	disk.Go()
	for s.Device == 0 || err != nil {
		s, err = ReadRootInfo(t.Context(), disk.Path)
	}
}

// TestNestedRootThatHangs checks that a hung root inside another delays the
// outer root's walk only briefly, and is not read.
func TestNestedRootThatHangs(t *testing.T) {
	disk, _ := hungTree(t)
	outer := filepath.Dir(disk.Path)
	grow(t, outer, "a.mp3")
	disk.Stop()
	told := false
	files, r := listWith(t, outer, outer, Options{
		Patterns: "/001", // what the disk shows, and lies beside it
		Others:   []Other{{Path: disk.Path}},
		Stalled:  func(bool) { told = true },
	})
	want(t, files, "a.mp3")
	if told || r.Covers(filepath.Join(disk.Path, "0", "a.mp3")) {
		t.Error("stalled: ", told)
	}
}

// TestMountThatHangs: a disk that hangs below a folder is a problem of its mount point, and the
// rest of the folder is listed, whether the disk hung before or hangs in the middle, and whether
// the walk comes to it by the mount or by a link. The next walk does not wait for it, and leaves
// no further operation behind.
func TestMountThatHangs(t *testing.T) {
	for name, middle := range map[string]bool{"before": false, "in the middle": true} {
		t.Run(name, func(t *testing.T) {
			disk, names := hungTree(t)
			outer := filepath.Dir(disk.Path)
			at := filepath.Base(disk.Path)
			grow(t, outer, "a.mp3", "zoe/b.mp3")
			check(t, os.Symlink(disk.Path, filepath.Join(outer, "link")))
			walk := func() (map[string]book.File, Report, []bool) {
				files, told := map[string]book.File{}, []bool(nil)
				w := newWalk(outer, outer, Options{Patterns: "/001", Stalled: func(stalled bool) { told = append(told, stalled) }}, func(batch []book.File) {
					for _, f := range batch {
						name, _ := filepath.Rel(outer, f.Path)
						files[name] = f
					}
				})
				w.heartbeat.patience = 200 * time.Millisecond
				opened := 0
				w.open = func(path string) (*folder, error) {
					if text.Within(path, disk.Path) && middle {
						w.heartbeat.begin() // not the only folder that is open
						if opened++; opened == 1 {
							disk.Stop()
						}
						w.heartbeat.end()
					}
					return openFolder(path)
				}
				r, err := w.run(t.Context())
				check(t, err)
				return files, r, told
			}
			if !middle {
				disk.Stop()
			}
			for range 2 {
				files, r, told := walk()
				for name := range files {
					if text.Within(filepath.Join(outer, name), disk.Path) {
						delete(files, name)
					}
				}
				want(t, files, "a.mp3", "zoe/b.mp3")
				if len(r.Problems) == 0 || r.Problems[0].Path != disk.Path && r.Problems[len(r.Problems)-1].Path != disk.Path || !errors.Is(r.Problems[0].Err, ErrSilent) {
					t.Errorf("%v", r.Problems)
				}
				covers(t, r, outer, false, at+"/gone.mp3")
				covers(t, r, outer, true, "gone.mp3", "zoe/gone.mp3")
				if len(told) != 0 {
					t.Errorf("the root is said to hang: %v", told)
				}
				if n := disk.Held(); n > inFlight {
					t.Errorf("%d operations hang", n)
				}
			}
			_, r, _ := walk()
			disk.Go()
			for _, p := range r.Problems {
				<-Answered(p.Err)
			}
			middle = false
			files, r, _ := walk()
			for i, name := range names {
				names[i] = at + "/" + name
			}
			want(t, files, append(names, "a.mp3", "zoe/b.mp3")...)
			if len(r.Problems) != 0 {
				t.Errorf("%v", r.Problems)
			}
		})
	}
}

// TestLinksToADiskThatHangs: of many links to a disk that hangs, some wait for it and leave an
// operation behind. The files stay as they are known, and each folder has one problem.
func TestLinksToADiskThatHangs(t *testing.T) {
	disk, names := hungTree(t)
	outer := filepath.Dir(disk.Path)
	grow(t, outer, "0/a.mp3")
	for folder := range 4 {
		for i := range 5 {
			link := filepath.Join(outer, fmt.Sprint(folder), fmt.Sprint(i, ".mp3"))
			check(t, os.MkdirAll(filepath.Dir(link), 0o755))
			check(t, os.Symlink(filepath.Join(disk.Path, names[i]), link))
		}
	}
	before := pending()
	disk.Stop()
	var files []string
	r, err := Walk(t.Context(), outer, outer, Options{Patterns: "/001"}, func(batch []book.File) {
		for _, f := range batch {
			files = append(files, f.Path)
		}
	})
	check(t, err)
	if want := []string{filepath.Join(outer, "0/a.mp3")}; !slices.Equal(files, want) {
		t.Errorf("%v, want %v", files, want)
	}
	if len(r.Problems) != 1+4 {
		t.Errorf("%v", r.Problems)
	}
	if n := pending() - before; n > 1+inFlight {
		t.Errorf("%d operations hang", n)
	}
	covers(t, r, outer, true, "0/gone.mp3")
	for folder := range 4 {
		for i := range 5 {
			covers(t, r, outer, false, fmt.Sprint(folder, "/", i, ".mp3"))
		}
	}
	disk.Go()
}

// pending returns how many operations have not ended.
func pending() int {
	calls.Lock()
	defer calls.Unlock()
	return len(calls.paths)
}

// TestFolderOfAMountThatHangs: a walk of a part that lies on a disk that hangs ends.
func TestFolderOfAMountThatHangs(t *testing.T) {
	disk, _ := hungTree(t)
	disk.Stop()
	_, err := Walk(t.Context(), filepath.Dir(disk.Path), filepath.Join(disk.Path, "0"), Options{}, func([]book.File) {})
	var p Problem
	if !errors.As(err, &p) || p.Path != filepath.Join(disk.Path, "0") || !errors.Is(err, ErrSilent) || Answered(err) == nil {
		t.Errorf("%v", err)
	}
	disk.Go()
}
