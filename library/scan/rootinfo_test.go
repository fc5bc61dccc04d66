package scan

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestRootInfo(t *testing.T) {
	root := tree(t, "empty/", "a.mp3")
	s, err := ReadRootInfo(t.Context(), root)
	if err != nil || s.Empty || s.Network {
		t.Error(s, err)
	}
	e, err := ReadRootInfo(t.Context(), filepath.Join(root, "empty"))
	if err != nil || !e.Empty || e.Device != s.Device || e.FileSystem != s.FileSystem {
		t.Error(e, err)
	}
	var p Problem
	if _, err := ReadRootInfo(t.Context(), filepath.Join(root, "none")); !errors.As(err, &p) || !errors.Is(err, fs.ErrNotExist) || p.Reason() != "folder does not exist" {
		t.Error(err)
	}
	if _, err := ReadRootInfo(t.Context(), filepath.Join(root, "a.mp3")); !errors.As(err, &p) || p.Reason() != "is a file, not a folder" {
		t.Error(err)
	}
	for name, want := range map[string]bool{"a.mp3": true, "empty": true, "none": false, "none/x": false, "a.mp3/x": false} {
		if is, err := Exists(t.Context(), filepath.Join(root, name)); is != want || err != nil {
			t.Error(name, is, err)
		}
	}
}

// TestTimeoutWhileTheDiskHangs checks that a hung path is tried once, however
// many callers ask.
func TestTimeoutWhileTheDiskHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		var stuck atomic.Int64
		hang := func() (int, error) { stuck.Add(1); <-release; return 1, nil }
		begin := time.Now()
		for _, wait := range []time.Duration{patience, 0, 0} {
			before := time.Now()
			if _, err := withTimeout(t.Context(), "/hung", hang); !errors.Is(err, ErrSilent) || time.Since(before) != wait {
				t.Errorf("%v after %v", err, time.Since(before))
			}
		}
		if _, err := withTimeout(t.Context(), "/other", func() (int, error) { return 2, nil }); err != nil {
			t.Error("another disk is held up: ", err)
		}
		if stuck.Load() != 1 || time.Since(begin) != patience {
			t.Errorf("%d goroutines after %v", stuck.Load(), time.Since(begin))
		}
		close(release)
		synctest.Wait()
		if n, err := withTimeout(t.Context(), "/hung", func() (int, error) { return 3, nil }); n != 3 || err != nil {
			t.Error(n, err)
		}
	})
}

func TestSecondCallerWaitsForTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := make(chan int)
		go func() {
			n, _ := withTimeout(t.Context(), "/slow", func() (int, error) { <-time.After(time.Second); return 1, nil })
			first <- n
		}()
		synctest.Wait()
		n, err := withTimeout(t.Context(), "/slow", func() (int, error) { return 2, nil })
		if one := <-first; n != 2 || one != 1 || err != nil {
			t.Error(one, n, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := withTimeout(ctx, "/slow", func() (int, error) { <-time.After(time.Second); return 1, nil }); err != context.Canceled {
			t.Error(err)
		}
		synctest.Wait()
		<-time.After(time.Second)
	})
}
