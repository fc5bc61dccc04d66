//go:build linux

package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lectern/scripts/desktop"
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

// TestStaysOpen: if the process does not end, the test that waits for it says what the
// goroutines were doing.
func TestStaysOpen(t *testing.T) {
	require(t)
	s := begin(t, newHome(t), "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := s.Wait(ctx)
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "goroutine 1 ") || !strings.Contains(err.Error(), "lectern/ui.") {
		t.Error(err)
	}
}

// TestShapeOutlivesAKill: the size of the window survives if the program is killed.
func TestShapeOutlivesAKill(t *testing.T) {
	require(t)
	screen, home := openScreen(t), newHome(t)
	s := beginOn(t, screen, t.Name(), home, "")
	s.must(s.Resize(s.Context(), windowWidth-100, windowHeight-60))
	untilKept(t, home, windowWidth-100, windowHeight-60)
	s.Kill()
}

// untilKept waits until the size of the window is saved.
func untilKept(t *testing.T, home string, width, height float64) {
	t.Helper()
	for deadline := time.Now().Add(patience); ; {
		kept := preferences(t, home)
		if kept["windowWidth"] == width && kept["windowHeight"] == height && kept["sidebarWidth"] != nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("kept: %v", kept)
		}
	}
}

// TestShapeOfTheNextStart: a window that was larger than its screen opens within the
// screen, and a window that was maximised opens maximised. Both have their old size again
// when they are not maximised any more.
func TestShapeOfTheNextStart(t *testing.T) {
	require(t)
	screen, home := openScreen(t), newHome(t)
	again := func(log string, with map[string]any) *session {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		w, err := screen.Start(ctx, desktop.Start{Home: home, Binary: binary(t), Log: filepath.Join(kept, t.Name()+log+".log"), Preferences: with})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(w.Kill)
		return &session{T: t, Window: w}
	}
	sized := func(s *session, what string, meets func(image.Point) bool) (size image.Point) {
		t.Helper()
		p := s.see(what, func(p *desktop.Picture) bool { return meets(p.Rect.Size()) })
		return p.Rect.Size()
	}
	fits := func(size image.Point) bool {
		return size.X <= screenWidth && size.X > screenWidth-20 && size.Y < screenHeight && size.Y > screenHeight-60
	}

	s := again("-large", map[string]any{"windowWidth": 3000.0, "windowHeight": 2000.0})
	large := sized(s, "within the screen", fits)
	s.must(s.Resize(t.Context(), 900, 600))
	untilKept(t, home, 900, 600)
	title := image.Pt(300, -10)
	// The window manager loses keys while it handles a double click. It has handled it when
	// a button is lit to which the pointer moves.
	shelf, statistics := image.Pt(66, 54), image.Pt(146, 54)
	s.doubleClick(title)
	maximised := sized(s, "maximised", func(size image.Point) bool { return fits(size) && size != large })
	s.pointLit(shelf)
	s.close()
	if kept := preferences(t, home); kept["windowWidth"] != 900.0 || kept["windowHeight"] != 600.0 || kept["windowMaximised"] != true {
		t.Errorf("kept: %v", kept)
	}

	s = again("-maximised", nil)
	sized(s, "maximised again", func(size image.Point) bool { return size == maximised })
	s.doubleClick(title)
	sized(s, "as before", func(size image.Point) bool { return size == image.Pt(900, 600) })
	s.pointLit(statistics) // the other is lit, because the window opened under the pointer
	s.close()
	if kept := preferences(t, home); kept["windowMaximised"] != false {
		t.Errorf("kept: %v", kept)
	}
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
