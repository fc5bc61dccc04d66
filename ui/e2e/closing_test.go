//go:build linux

package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestCloses: however and whenever the window is closed, the process ends with status
// 0, and the size of the window is saved, from the first start on.
func TestCloses(t *testing.T) {
	require(t)
	screen := openScreen(t)
	folder, _ := library(t)
	for name, close := range map[string]func(context.Context, *session) error{
		"SIGTERM": func(_ context.Context, s *session) error { return syscall.Kill(s.Process(), syscall.SIGTERM) },
		"SIGHUP":  func(_ context.Context, s *session) error { return syscall.Kill(s.Process(), syscall.SIGHUP) },
		"Alt+F4":  func(ctx context.Context, s *session) error { return s.Press(ctx, "alt+F4") },
		"Ctrl+Q":  func(ctx context.Context, s *session) error { return s.Press(ctx, "ctrl+q") },
	} {
		t.Run(name, func(t *testing.T) {
			for range 3 {
				home := t.TempDir()
				s := beginOn(t, screen, "TestCloses", home, "", folder)
				ctx, cancel := context.WithTimeout(t.Context(), patience)
				defer cancel()
				if err := close(ctx, s); err != nil {
					t.Fatal(err)
				}
				if err := s.Wait(ctx); err != nil {
					t.Fatalf("%v\n%s", err, s.Stderr())
				}
				if kept := preferences(t, home); kept["windowHeight"] != float64(windowHeight) || kept["sidebarWidth"] == nil {
					t.Errorf("%v", kept)
				}
			}
		})
	}
}

// TestShapeOutlivesAKill: the size of the window survives if the program is killed.
func TestShapeOutlivesAKill(t *testing.T) {
	require(t)
	screen, home := openScreen(t), newHome(t)
	s := beginOn(t, screen, t.Name(), home, "")
	s.must(s.Resize(s.Context(), windowWidth-100, windowHeight-60))
	for deadline := time.Now().Add(patience); ; {
		kept := preferences(t, home)
		if kept["windowWidth"] == float64(windowWidth-100) && kept["windowHeight"] == float64(windowHeight-60) && kept["sidebarWidth"] != nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("kept: %v", kept)
		}
	}
	s.Kill()
}

// preferences returns what the window saved in a home folder.
func preferences(t *testing.T, home string) (kept map[string]any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(home, ".config", "fyne", "io.github.lectern.Lectern", "preferences.json"))
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	if err != nil {
		t.Fatalf("%v %s", err, text)
	}
	return kept
}
