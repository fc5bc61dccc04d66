//go:build linux

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lectern/library/book"
	"lectern/library/catalog"
	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
	"lectern/scripts/hungdisk"
)

const (
	walkFiles = 10_000
	walkBooks = 120 // number of different books
	walkFew   = 60  // number of files in the act "troubles"
)

// walkShelf holds the folders of the walk. Each act has its own home folder.
type walkShelf struct {
	base    string
	program string         // the path of Lectern
	hung    *hungdisk.Disk // the drive of the act "disks"
	full    disk           // where the act "disks" has the catalogue
}

// fill makes the library of the act "books", from which the others are made.
func (s *walkShelf) fill(t *testing.T) {
	t.Helper()
	if _, err := corpus.Make(t.Context(), corpus.Options{Dir: s.roots("books")[0], Books: walkBooks, Seed: 1}); err != nil {
		t.Fatal(err)
	}
}

// multiply makes the library of 10,000 files, and lets Lectern read it, unless an earlier
// walk has.
func (s *walkShelf) multiply(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(s.kept()); err == nil {
		return
	}
	books, many := s.roots("books")[0], s.roots("many")
	m, err := corpus.Make(t.Context(), corpus.Options{Dir: books, Books: walkBooks, Seed: 1})
	for n := 1; n*len(m.Files) < walkFiles && err == nil; n++ {
		err = linkTree(books, filepath.Join(many[min(n, 2)-1], fmt.Sprint("Copy ", n)))
	}
	if err != nil {
		t.Fatal(err)
	}
	s.read(t, many...)
}

func (s *walkShelf) homeOf(act string) string { return filepath.Join(s.base, act) }

// roots returns the folders of an act's library.
func (s *walkShelf) roots(act string) []string {
	at := func(name string) string { return filepath.Join(s.homeOf(act), name) }
	switch act {
	case "books", "disks":
		return []string{at("Audiobooks")}
	case "empty":
		return nil
	default:
		return []string{at("Audiobooks"), at("Drive")}
	}
}

// pictures returns the folder for the pictures of an act.
func (s *walkShelf) pictures(act string) string {
	if act == "many" {
		return s.homeOf(act)
	}
	return s.base
}

// local is the name of the folder in a home folder in which Lectern keeps its data.
const local = ".local"

// kept returns the folder of a copy of Lectern's data about the 10,000 files.
func (s *walkShelf) kept() string { return filepath.Join(s.homeOf("many"), "read") }

// read lets Lectern read a library, and keeps a copy of Lectern's data.
func (s *walkShelf) read(t *testing.T, roots ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*patience)
	defer cancel()
	screen := openScreen(t)
	w, err := screen.Start(ctx, desktop.Start{Binary: s.program, Home: s.homeOf("many"), Log: filepath.Join(s.base, "read.log"), Folders: roots})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Kill()
	for _, event := range []string{"probe_done", "fingerprints_done"} {
		if _, err := w.Log.Next(ctx, desktop.Is(event)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Press(ctx, "alt+F4"), w.Wait(ctx), os.CopyFS(s.kept(), os.DirFS(filepath.Join(s.homeOf("many"), local)))); err != nil {
		t.Fatal(err)
	}
}

// set makes the home folder with which an act begins.
func (s *walkShelf) set(t *testing.T, act string) {
	t.Helper()
	if act == "many" {
		s.multiply(t)
	}
	home := s.homeOf(act)
	data := filepath.Join(home, local)
	var err error
	switch act {
	case "books":
		err = os.RemoveAll(data)
	case "many":
		err = errors.Join(os.RemoveAll(data), os.CopyFS(data, os.DirFS(s.kept())))
	case "empty":
		err = os.RemoveAll(home)
	default:
		err = os.RemoveAll(home)
		for i, folder := range []string{"Audiobooks", "Drive"} {
			err = errors.Join(err, corpus.Links(t.Context(), s.roots("books")[0], filepath.Join(home, folder), walkFew/(i+1)))
		}
	}
	switch act {
	case "notices":
		rare(t, filepath.Join(home, "Audiobooks", "Somebody"), 2)
	case "disks":
		s.full, s.hung = fullDisk(t), hungdisk.Serve(t, filepath.Join(home, "Drive"))
		err = errors.Join(err, os.MkdirAll(filepath.Join(data, "share"), 0o755), os.Symlink(s.full.path, filepath.Join(data, "share", "lectern")))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// programs returns a folder with the programs that play books, for PATH.
func (s *walkShelf) programs() string {
	dir := filepath.Join(s.base, "programs")
	_ = os.MkdirAll(dir, 0o755)
	_ = desktop.SilentMPV(dir) // without mpv, xdg-open plays
	_ = os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\nexit 0\n"), 0o755)
	return dir
}

// linkTree makes a copy of a folder whose files are hard links.
func linkTree(from, to string) error {
	if _, err := os.Stat(to); err == nil {
		return nil // made by an earlier walk
	}
	return filepath.WalkDir(from, func(path string, d os.DirEntry, err error) error {
		at := filepath.Join(to, strings.TrimPrefix(path, from))
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return os.MkdirAll(at, 0o755)
		case d.Type().IsRegular():
			return os.Link(path, at)
		default:
			return nil
		}
	})
}

// walkChanges are the changes that walk.txt can ask for, to the files or to Lectern's
// surroundings, by their names.
var walkChanges = map[string]func(ctx context.Context, w *walk) error{
	// restart starts the program again after the user has closed it.
	"restart": func(ctx context.Context, w *walk) error {
		if err := w.Wait(ctx); err != nil {
			return err
		}
		w.report("restart")
		w.open()
		return nil
	},
	// badplayer makes the programs that play books fail.
	"badplayer": func(_ context.Context, w *walk) error {
		dir, fails := w.shelf.programs(), []byte("#!/bin/sh\nexit 3\n")
		return errors.Join(os.WriteFile(filepath.Join(dir, "mpv"), fails, 0o755), os.WriteFile(filepath.Join(dir, "xdg-open"), fails, 0o755))
	},
	// refused starts the program with a folder that does not exist.
	"refused": func(ctx context.Context, w *walk) error {
		_, err := w.Again(ctx, filepath.Join(w.shelf.homeOf(w.act.name), "nothing"))
		return err
	},
	// replace puts a single file in the place of the parts of a book.
	"replace": func(_ context.Context, w *walk) error {
		folders, err := filepath.Glob(filepath.Join(w.shelf.homeOf(w.act.name), "Audiobooks", "*", "*"))
		if err != nil || len(folders) == 0 {
			return fmt.Errorf("no book to replace: %w", err)
		}
		parts, err := filepath.Glob(filepath.Join(folders[0], "*"))
		if err != nil {
			return err
		}
		for _, p := range parts[1:] {
			err = errors.Join(err, os.Remove(p))
		}
		return errors.Join(err, os.Rename(parts[0], filepath.Join(folders[0], "Whole"+filepath.Ext(parts[0]))))
	},
	// unplug takes a folder of the library away.
	"unplug": func(_ context.Context, w *walk) error {
		return os.Rename(filepath.Join(w.shelf.homeOf(w.act.name), "Drive"), filepath.Join(w.shelf.homeOf(w.act.name), "Gone"))
	},
	// regroup starts the program again as if another version had grouped the books.
	"regroup": func(ctx context.Context, w *walk) error {
		if err := errors.Join(w.Press(ctx, "alt+F4"), w.Wait(ctx)); err != nil {
			return err
		}
		c, err := catalog.Open(ctx, filepath.Join(w.shelf.homeOf(w.act.name), local, "share", "lectern", "catalogue.db"))
		if err != nil {
			return err
		}
		err = errors.Join(c.LoadNotes(ctx, func(string, uint64, *book.Notes) {}), c.Load(ctx, func(batch []catalog.Entry) {
			for _, e := range batch {
				e.Digest ^= 6
				c.Save(catalog.Keep(e))
			}
		}), c.Close())
		if err != nil {
			return err
		}
		w.open()
		return nil
	},
	// move moves a folder of the library, and adds its new place.
	"move": func(ctx context.Context, w *walk) error {
		home := w.shelf.homeOf(w.act.name)
		to := filepath.Join(home, "New drive")
		if err := os.Rename(filepath.Join(home, "Drive"), to); err != nil {
			return err
		}
		_, err := w.Again(ctx, to)
		if err == nil {
			_, err = w.Log.Next(ctx, func(e desktop.Event) bool { return e.Msg == "scan_done" && e.Root == to })
		}
		return err
	},
	// foreign starts the program with a library that is the file of another program.
	"foreign": func(ctx context.Context, w *walk) error {
		file := filepath.Join(w.shelf.homeOf(w.act.name), "Foreign.db")
		if err := os.WriteFile(file, []byte("no database of Lectern"), 0o644); err != nil {
			return err
		}
		return w.refuse(ctx, "--catalog", file)
	},
	// stop makes the program stand still, and starts it again.
	"stop": func(ctx context.Context, w *walk) error {
		return errors.Join(syscall.Kill(w.Process(), syscall.SIGSTOP), w.refuse(ctx))
	},
	// leave closes the window of a refusal, and lets the program go on.
	"leave": func(ctx context.Context, w *walk) error {
		return errors.Join(w.leave(ctx), syscall.Kill(w.Process(), syscall.SIGCONT))
	},
	// plug adds a whole drive to the library.
	"plug": func(ctx context.Context, w *walk) error {
		_, err := w.Again(ctx, w.shelf.hung.Path)
		return err
	},
	// hang makes the drive hang, and answer lets it go on.
	"hang": func(ctx context.Context, w *walk) error {
		w.shelf.hung.Stop()
		err := w.Press(ctx, "ctrl+r")
		if err == nil {
			_, err = w.Log.Next(ctx, func(e desktop.Event) bool { return e.Msg == "root_state" && e.State == "stalled" })
		}
		return err
	},
	"answer": func(_ context.Context, w *walk) error { w.shelf.hung.Go(); return nil },
	// fill fills the disk with the catalogue, and free makes room on it again.
	"fill": func(_ context.Context, w *walk) error { w.shelf.full.fail(); return nil },
	"free": func(_ context.Context, w *walk) error { w.shelf.full.mend(); return nil },
	// lose moves most of the books out of the library.
	"lose": func(_ context.Context, w *walk) error {
		authors, err := filepath.Glob(filepath.Join(w.shelf.homeOf(w.act.name), "Audiobooks", "*"))
		if err != nil {
			return err
		}
		for _, a := range authors[1:] {
			err = errors.Join(err, os.Rename(a, filepath.Join(w.shelf.homeOf(w.act.name), filepath.Base(a))))
		}
		return err
	},
}
