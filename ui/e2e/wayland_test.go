//go:build linux

package e2e

import (
	"context"
	"image"
	"path/filepath"
	"strings"
	"testing"

	"lectern/scripts/desktop"
)

// TestWayland: without an X server, the window opens on a Wayland compositor, which knows
// it by the program's ID, and draws the books. It closes when the compositor asks.
func TestWayland(t *testing.T) {
	require(t, desktop.WaylandPrograms...)
	m, home, program := books(t), newHome(t), binary(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*patience)
	defer cancel()
	screen, err := desktop.OpenWayland(ctx, screenWidth, screenHeight)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	w, err := screen.Start(ctx, desktop.Start{
		Binary: program, Home: home, Log: filepath.Join(kept, t.Name()+".log"), Folders: []string{m.Dir},
		Preferences: map[string]any{"everyFile": true, "appearance": "light", "fontsTold": true},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Kill)

	if _, err := w.Log.Next(ctx, desktop.Is("first_rows")); err != nil {
		t.Fatal(err)
	}
	surfaces, err := screen.Surfaces(ctx)
	if want := (desktop.Surface{Name: "Lectern", AppID: "io.github.lectern.Lectern", PID: w.Process()}); err != nil || len(surfaces) != 1 || surfaces[0] != want {
		t.Errorf("windows: %+v, %v; want %+v", surfaces, err, want)
	}
	// The compositor makes the window as large as the screen, and draws its title bar: the
	// status line reaches the corner, and the covers have many colours.
	var picture *desktop.Picture
	for drawn := false; !drawn; {
		if picture, err = screen.Shot(ctx); err != nil {
			t.Fatal(err)
		}
		corner := image.Rect(screenWidth-40, screenHeight-20, screenWidth-10, screenHeight-10)
		drawn = picture.Colours(corner) == 1 && picture.NRGBAAt(corner.Min.X, corner.Min.Y).R > 0xF0 && picture.Colours(picture.Rect) > 1000
	}
	if err := picture.Save(filepath.Join(kept, t.Name()+".png")); err != nil {
		t.Error(err)
	}

	if err := screen.CloseWindow(ctx, w.Process()); err != nil {
		t.Fatal(err)
	}
	if err := w.Wait(ctx); err != nil {
		t.Error(err)
	}
	for line := range strings.Lines(w.Stderr()) {
		if !strings.Contains(line, "plugin") { // libdecor says that it has none: sway draws the title bar
			t.Errorf("on standard error: %s", line)
		}
	}
}
