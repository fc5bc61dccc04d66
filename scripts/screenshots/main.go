//go:build linux

// Screenshots takes pictures of the built program in a real window with a real corpus:
// those for the README go to docs/screenshots; build/screenshots gets both appearances
// at two sizes, with no books, a few, and very many.
//
// LECTERN names the program; the default is build/lectern. Run it from the top of the
// repository. Arguments limit it to pictures whose paths begin with them:
//
//	go run ./scripts/screenshots docs
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
)

const (
	readme  = "docs/screenshots"
	others  = "build/screenshots"
	few     = 12
	lots    = 10_000
	shown   = 120 // books of the README's library
	screenX = 1800
	screenY = 1200

	selected = 20_000 // the least number of pixels that change when the details of a book appear
	still    = 3      // how often the picture must be the same again to count as settled

	// patience limits each picture: some need hundreds of files to be read.
	patience = 5 * time.Minute
)

// scene is one picture.
type scene struct {
	path          string   // of the PNG
	width, height int      // of the window's content
	appearance    string   // light or dark
	folder        string   // "" for none
	files         int      // in the folder
	face          string   // how the books are shown, for the README
	at            int      // the vertical position of the book to select there
	plays         bool     // the selected book, in its fourth chapter
	keys          []string // to press in the end
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if missing := desktop.Missing(desktop.Programs); len(missing) > 0 {
		return fmt.Errorf("missing: %s", strings.Join(missing, " "))
	}
	scenes, err := scenes(ctx)
	if err != nil {
		return err
	}
	screen, err := desktop.Open(ctx, screenX, screenY)
	if err != nil {
		return err
	}
	defer screen.Close()
	for _, s := range scenes {
		if !wanted(s.path) {
			continue
		}
		if err := s.take(ctx, screen); err != nil {
			return fmt.Errorf("take %s: %w", s.path, err)
		}
		fmt.Println(s.path)
	}
	return nil
}

// wanted reports whether the arguments ask for a picture.
func wanted(path string) bool {
	asked := os.Args[1:]
	return len(asked) == 0 || slices.ContainsFunc(asked, func(a string) bool { return strings.HasPrefix(path, a) })
}

// scenes makes the libraries and lists the pictures.
func scenes(ctx context.Context) (list []scene, err error) {
	for _, dir := range []string{readme, others} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	base, err := filepath.Abs(others)
	if err != nil {
		return nil, err
	}
	audiobooks := filepath.Join(base, "home", "Audiobooks") // so that the paths shown begin with ~
	demo, err := corpus.Make(ctx, corpus.Options{Dir: audiobooks, Books: shown, Seed: 1})
	if err != nil {
		return nil, err
	}
	folders := []struct {
		dir   string
		files int
	}{{files: 0}, {filepath.Join(base, "few"), few}, {filepath.Join(base, "lots"), lots}}
	if _, err := corpus.Make(ctx, corpus.Options{Dir: folders[1].dir, Files: few, Clean: true, Seed: 1}); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(folders[2].dir); err != nil {
		return nil, err
	}
	if err := corpus.Links(ctx, audiobooks, folders[2].dir, lots); err != nil {
		return nil, err
	}
	for _, s := range []scene{
		{path: "table.png", appearance: "light", face: "table", at: 425, plays: true},
		{path: "shelf.png", appearance: "dark", face: "shelf", at: 400},
		{path: "series.png", appearance: "light", face: "series", at: 580},
		{path: "statistics.png", appearance: "dark", face: "table", at: 425, keys: []string{"ctrl+4"}},
	} {
		s.path, s.width, s.height, s.folder, s.files = filepath.Join(readme, s.path), 1280, 800, audiobooks, len(demo.Files)
		list = append(list, s)
	}
	for _, appearance := range []string{"light", "dark"} {
		for _, size := range [][2]int{{900, 600}, {1600, 1000}} {
			for _, f := range folders {
				name := fmt.Sprintf("%s-%dx%d-%d.png", appearance, size[0], size[1], f.files)
				list = append(list, scene{path: filepath.Join(others, name), width: size[0], height: size[1],
					appearance: appearance, folder: f.dir, files: f.files})
			}
		}
	}
	return list, nil
}

// take starts the program, waits for the content of the picture, and takes it.
func (s scene) take(ctx context.Context, screen *desktop.Screen) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	home, err := filepath.Abs(filepath.Join(others, "home"))
	if err != nil {
		return err
	}
	for _, left := range []string{".cache", ".config", ".local", ".run"} { // left by the picture before
		if err := os.RemoveAll(filepath.Join(home, left)); err != nil {
			return err
		}
	}
	binary, err := filepath.Abs(cmp.Or(os.Getenv("LECTERN"), "build/lectern"))
	if err != nil {
		return err
	}
	programs := filepath.Join(home, ".programs")
	if err := errors.Join(os.MkdirAll(programs, 0o755), desktop.SilentMPV(programs)); err != nil {
		return err
	}
	start := desktop.Start{
		Binary: binary, Home: home, Path: programs, Log: filepath.Join(others, "log"),
		Preferences: map[string]any{
			"appearance": s.appearance, "fontsTold": true, "windowWidth": float64(s.width), "windowHeight": float64(s.height),
		},
	}
	if s.face != "" {
		start.Preferences["face"], start.Preferences["tableCovers"] = s.face, true
		// The rest of the sidebar depends on this machine.
		start.Preferences["heading.browse"], start.Preferences["heading.h:is"] = false, true
	}
	if s.folder != "" {
		start.Folders = []string{s.folder}
	}
	w, err := screen.Start(ctx, start)
	if err != nil {
		return err
	}
	defer w.Kill()
	if err := s.await(ctx, w); err != nil {
		return err
	}
	picture, err := s.settled(ctx, w)
	if err != nil {
		return err
	}
	if got := picture.Rect.Size(); got.X != s.width || got.Y != s.height {
		return fmt.Errorf("the window is %v", got)
	}
	return picture.Save(s.path)
}

// await returns when the rows are shown and have been read.
func (s scene) await(ctx context.Context, w *desktop.Window) error {
	if s.files == 0 {
		return nil
	}
	rows, read := false, false // of the rows that have been read
	for !rows || !read {
		e, err := w.Log.Next(ctx, func(desktop.Event) bool { return true })
		if err != nil {
			return err
		}
		read = read || e.Msg == "probe_done"
		rows = read && (rows || e.Msg == "view_published" && e.Rows > 0)
	}
	if s.face == "" {
		return nil
	}
	// A book is selected, and the pointer is out of the way.
	before, err := s.settled(ctx, w)
	if err != nil {
		return err
	}
	if err := errors.Join(w.Click(ctx, image.Pt(s.width/2, s.at)), w.Point(ctx, image.Pt(s.width/2, 4))); err != nil {
		return err
	}
	before, err = w.Until(ctx, func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > selected })
	if err != nil {
		return err
	}
	keys := s.keys
	if s.plays {
		if err := w.Press(ctx, "Return"); err != nil {
			return err
		}
		if _, err := w.Log.Next(ctx, desktop.Is("book_played")); err != nil {
			return err
		}
		keys = append([]string{"ctrl+shift+Right", "ctrl+shift+Right", "ctrl+shift+Right", "ctrl+p"}, keys...)
	}
	if len(keys) == 0 {
		return nil
	}
	if err := w.Press(ctx, keys...); err != nil {
		return err
	}
	_, err = w.Until(ctx, func(p *desktop.Picture) bool { return p.Differ(p.Rect, before) > selected })
	return err
}

// settled returns the picture once several in a row are the same. This never happens
// while files are being read; then it returns the last of a few pictures.
func (s scene) settled(ctx context.Context, w *desktop.Window) (*desktop.Picture, error) {
	last, err := w.Shot(ctx)
	same := 0
	for range 24 {
		if err != nil {
			return nil, err
		}
		var p *desktop.Picture
		if p, err = w.Shot(ctx); err == nil && p.Differ(p.Rect, last) == 0 && p.Colours(p.Rect) > 50 {
			if same++; same == still {
				return p, nil
			}
		} else {
			same = 0
		}
		last = p
	}
	return last, err
}
