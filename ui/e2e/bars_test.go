//go:build linux

package e2e

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"lectern/scripts/desktop"
)

// TestBars: the first bar of a session is painted even if nothing else in the window
// moves, neither a row nor the pointer.
func TestBars(t *testing.T) {
	require(t)
	root := t.TempDir()
	rare(t, root, 1)
	barred := func(before *desktop.Picture) func(*desktop.Picture) bool {
		return func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > 1000 }
	}
	t.Run("path", func(t *testing.T) {
		s := beginOn(t, openScreen(t), "TestBars path", newHome(t), "", root)
		s.next("probe_done", whatever)
		before := s.first("before")
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		if said, err := s.Again(ctx, filepath.Join(root, "nothing")); err != nil || said != "" {
			t.Fatalf("the second start: %v: %s", err, said)
		}
		s.next("path_refused", whatever)
		s.see("after", barred(before))
		s.close()
	})
	t.Run("program", func(t *testing.T) {
		programs := t.TempDir()
		if err := os.WriteFile(filepath.Join(programs, "xdg-open"), []byte("#!/bin/sh\nexit 3\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		s := beginOn(t, openScreen(t), "TestBars program", newHome(t), programs, root)
		s.next("probe_done", whatever)
		s.press("Home")
		before := s.first("before")
		s.press("alt+b", "Down", "Down", "Return") // Show in folder
		s.next("action_failed", whatever)
		s.see("after", barred(before))
		s.close()
	})
}
