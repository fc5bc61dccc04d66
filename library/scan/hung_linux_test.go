package scan

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"lectern/library/book"
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
