//go:build linux

package e2e

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// However the window is closed, and at whatever moment, the process ends with
// status 0 and the window's shape is kept, from the first start on.
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
				text, err := os.ReadFile(filepath.Join(home, ".config", "fyne", "io.github.lectern.Lectern", "preferences.json"))
				if err != nil {
					t.Fatal(err)
				}
				var kept map[string]any
				if err := json.Unmarshal(text, &kept); err != nil || kept["windowHeight"] != float64(windowHeight) || kept["sidebarOffset"] == nil {
					t.Errorf("%v %s", err, text)
				}
			}
		})
	}
}
