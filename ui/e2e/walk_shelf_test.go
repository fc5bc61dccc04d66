//go:build linux

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
)

const (
	walkFiles = 10_000
	walkBooks = 120 // number of different books
	walkFew   = 60  // number of files in the act "troubles"
)

// walkShelf holds the folders of the walk. Each act has its own home folder.
type walkShelf struct {
	base    string
	program string // the path of Lectern
}

// fill makes the libraries, and lets Lectern read the library of 10,000 files.
func (s *walkShelf) fill(t *testing.T) {
	t.Helper()
	books, many := s.roots("books")[0], s.roots("many")
	m, err := corpus.Make(t.Context(), corpus.Options{Dir: books, Books: walkBooks, Seed: 1})
	for n := 1; n*len(m.Files) < walkFiles && err == nil; n++ {
		err = linkTree(books, filepath.Join(many[min(n, 2)-1], fmt.Sprint("Copy ", n)))
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.kept()); err != nil {
		s.read(t, many...)
	}
}

func (s *walkShelf) homeOf(act string) string { return filepath.Join(s.base, act) }

// roots returns the folders of an act's library.
func (s *walkShelf) roots(act string) []string {
	at := func(name string) string { return filepath.Join(s.homeOf(act), name) }
	switch act {
	case "books":
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
	for _, event := range []string{"probe_done", "marks_done"} {
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
	var err error
	switch home := s.homeOf(act); act {
	case "books", "many":
		err = os.RemoveAll(filepath.Join(home, local))
		if act == "many" {
			err = errors.Join(err, os.CopyFS(filepath.Join(home, local), os.DirFS(s.kept())))
		}
	default:
		err = os.RemoveAll(home)
		for i, root := range s.roots(act) {
			err = errors.Join(err, corpus.Links(t.Context(), s.roots("books")[0], root, walkFew/(i+1)))
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// programs returns a folder with a program that plays books, for PATH.
func (s *walkShelf) programs() string {
	dir := filepath.Join(s.base, "programs")
	_ = os.MkdirAll(dir, 0o755)
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
	// badplayer makes the program that plays books fail.
	"badplayer": func(_ context.Context, w *walk) error {
		return os.WriteFile(filepath.Join(w.shelf.programs(), "xdg-open"), []byte("#!/bin/sh\nexit 3\n"), 0o755)
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
