//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	_ "modernc.org/sqlite"

	"lectern/scripts/desktop"
)

// peer is a program that lists audio files.
type peer interface {
	name() string

	// prepare writes settings with which the program opens the library.
	prepare(ctx context.Context, s subject) error

	// command is the program with its arguments.
	command(s subject) []string

	// listed says how many files of the library the program lists.
	listed(ctx context.Context, r *running) (int, error)

	// quit asks the program to end.
	quit(ctx context.Context, r *running) error
}

func peers(binary string) []peer {
	return []peer{lectern{binary}, quodLibet{}, strawberry{}}
}

// lectern is the built program. Its log tells what it lists.
type lectern struct{ binary string }

func (lectern) name() string                           { return "Lectern" }
func (lectern) prepare(context.Context, subject) error { return nil }
func (l lectern) command(s subject) []string {
	return []string{l.binary, "--log", filepath.Join(s.home, "log"), "--", s.library}
}

func (lectern) listed(_ context.Context, r *running) (files int, err error) {
	text, err := os.ReadFile(filepath.Join(r.home, "log"))
	if err != nil {
		return 0, err
	}
	scanned, read := 0, true // files that a scan has found, and whether all of them are read
	for line := range bytes.Lines(text) {
		var e desktop.Event
		if json.Unmarshal(line, &e) != nil {
			continue // not yet written to its end
		}
		switch e.Msg {
		case "window_shown": // of this start
			scanned = 0
		case "scan_done":
			if e.Dir == e.Root {
				scanned = e.Files
			} else {
				scanned += e.Added
			}
			read = e.Added == 0
		case "probe_done":
			read = true
		}
	}
	if !read {
		return 0, nil
	}
	return scanned, nil
}

func (lectern) quit(_ context.Context, r *running) error {
	return r.cmd.Process.Signal(syscall.SIGTERM)
}

// quodLibet is asked for its files by its command line.
type quodLibet struct{}

func (quodLibet) name() string             { return "Quod Libet" }
func (quodLibet) command(subject) []string { return []string{"quodlibet", "--no-plugins"} }

func (quodLibet) prepare(_ context.Context, s subject) error {
	dir := filepath.Join(s.home, ".config/quodlibet")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "config"), []byte("[settings]\nscan = "+s.library+"\n[library]\nrefresh_on_start = true\n"), 0o600)
}

func (quodLibet) listed(ctx context.Context, r *running) (int, error) {
	out, err := r.command(ctx, "quodlibet", "--print-query=").Output()
	if err != nil {
		return 0, fmt.Errorf("ask for its files: %w", err)
	}
	return bytes.Count(out, []byte(r.library)), nil
}

func (quodLibet) quit(ctx context.Context, r *running) error {
	return r.command(ctx, "quodlibet", "--quit").Run()
}

// strawberry keeps its files in a database.
type strawberry struct{}

func (strawberry) name() string             { return "Strawberry" }
func (strawberry) command(subject) []string { return []string{"strawberry"} }

func (strawberry) database(s subject) string {
	return filepath.Join(s.home, ".local/share/strawberry/strawberry/strawberry.db")
}

// prepare starts the program once, so that it makes its database, and enters the library
// there.
func (p strawberry) prepare(ctx context.Context, s subject) error {
	r, err := s.start()
	if err != nil {
		return err
	}
	_, _, err = r.untilAtRest(ctx, 0, ending)
	if err := errors.Join(err, r.close(ctx)); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", p.database(s))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "INSERT INTO directories (path, subdirs) VALUES (?, 1)", s.library)
	return errors.Join(err, db.Close())
}

func (p strawberry) listed(ctx context.Context, r *running) (n int, err error) {
	if _, err := os.Stat(p.database(r.subject)); errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	db, err := sql.Open("sqlite", "file:"+p.database(r.subject)+"?mode=ro")
	if err != nil {
		return 0, err
	}
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM songs WHERE unavailable = 0").Scan(&n)
	return n, errors.Join(err, db.Close())
}

func (strawberry) quit(_ context.Context, r *running) error {
	return r.cmd.Process.Signal(syscall.SIGTERM)
}
