//go:build linux

// Benchpeers opens the built program and other programs that Debian has on one library,
// one after the other on the same screen, and prints how long each takes until it lists
// all files and is at rest, for a first start and for a second, what it uses then, and how
// long a file that is copied into the library takes until it is listed. It needs the
// programs of "scripts/deps.sh peers".
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lectern/scripts/corpus/pairs"
	"lectern/scripts/desktop"
	"lectern/scripts/process"
)

func main() {
	binary := flag.String("binary", "build/lectern", "the `program`")
	dir := flag.String("dir", "build/benchpeers", "the `folder` in which the libraries are made")
	sizes := flag.String("n", "9900", "`files` of the libraries")
	only := flag.String("only", "", "open only the program of this `name`")
	patience := flag.Duration("patience", 10*time.Minute, "how long a start may take")
	flag.Parse()
	if err := run(*binary, *dir, *sizes, *only, *patience); err != nil {
		fmt.Fprintln(os.Stderr, "benchpeers:", err)
		os.Exit(1)
	}
}

func run(binary, dir, sizes, only string, patience time.Duration) (err error) {
	ctx := context.Background()
	for _, path := range []*string{&binary, &dir} {
		if *path, err = filepath.Abs(*path); err != nil {
			return err
		}
	}
	screen, err := desktop.Open(ctx, 1400, 950)
	if err != nil {
		return err
	}
	defer screen.Close()
	bus, end, err := sessionBus(ctx)
	if err != nil {
		return err
	}
	defer end()
	for size := range strings.SplitSeq(sizes, ",") {
		files, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("-n: %w", err)
		}
		library := filepath.Join(dir, "library-"+size)
		if err := pairs.Make(library, files); err != nil {
			return err
		}
		fmt.Printf("%d files; seconds until all are listed and the program rests, and its processor seconds until then; MB resident 30 s later, and at the peak\n", files)
		fmt.Printf("%-12s %28s %28s %16s\n", "", "first start", "second start", "copied file")
		for _, p := range peers(binary) {
			if only != "" && p.name() != only {
				continue
			}
			s := subject{peer: p, screen: screen, bus: bus, home: filepath.Join(dir, "home-"+p.name()+"-"+size), library: library}
			if err := s.measure(ctx, files, patience); err != nil {
				return fmt.Errorf("%s: %w", p.name(), err)
			}
		}
	}
	return nil
}

// measure prints a line of the table.
func (s subject) measure(ctx context.Context, files int, patience time.Duration) error {
	if err := os.RemoveAll(s.home); err != nil {
		return err
	}
	if err := s.peer.prepare(ctx, s); err != nil {
		return err
	}
	fmt.Printf("%-12s", s.peer.name())
	var copied string
	for _, start := range []string{"first", "second"} {
		r, err := s.start()
		if err != nil {
			return err
		}
		cpu, took, err := r.untilAtRest(ctx, files, patience)
		if err != nil {
			return errors.Join(err, r.close(ctx))
		}
		time.Sleep(later)
		use, err := r.use()
		if err != nil {
			return errors.Join(err, r.close(ctx))
		}
		fmt.Printf(" %7.1f s %5.1f s %4d/%4d MB", took.Seconds(), cpu.Seconds(), use.Resident/1e6, use.Peak/1e6)
		if start == "second" {
			if copied, err = r.untilListed(ctx, files); err != nil {
				return errors.Join(err, r.close(ctx))
			}
		}
		if err := r.close(ctx); err != nil {
			return err
		}
	}
	fmt.Printf(" %16s\n", copied)
	return nil
}

// later is how long after the start memory is measured.
const later = 30 * time.Second

// copyPatience is how long a copied file may take to be listed.
const copyPatience = time.Minute

// untilListed copies a file within the library, and says how long that copy takes to be
// listed. It removes the copy.
func (r *running) untilListed(ctx context.Context, files int) (said string, err error) {
	from, err := firstFile(r.library)
	if err != nil {
		return "", err
	}
	to := filepath.Join(filepath.Dir(from), "99 - copied"+filepath.Ext(from))
	if err := copyFile(from, to); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.Remove(to)) }()
	began := time.Now()
	for time.Since(began) < copyPatience {
		n, err := r.peer.listed(ctx, r)
		if err != nil {
			return "", err
		}
		if n > files {
			return fmt.Sprintf("%.1f s", time.Since(began).Seconds()), nil
		}
		time.Sleep(process.Look)
	}
	return fmt.Sprintf("not in %.0f s", copyPatience.Seconds()), nil
}

// firstFile returns the first audio file of the library that belongs to a book of several.
func firstFile(library string) (string, error) {
	files, err := filepath.Glob(filepath.Join(library, "*/*/01 - *.mp3"))
	if err != nil || len(files) == 0 {
		return "", errors.Join(errors.New("the library has no file to copy"), err)
	}
	return files[0], nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// sessionBus starts a bus of D-Bus that the programs share.
func sessionBus(ctx context.Context) (address string, end func(), err error) {
	daemon := exec.CommandContext(ctx, "dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err == nil {
		err = daemon.Start()
	}
	if err != nil {
		return "", nil, fmt.Errorf("start a bus: %w", err)
	}
	end = func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait() // its error says that it was killed
	}
	line := make([]byte, 1024)
	n, err := out.Read(line)
	if err != nil {
		end()
		return "", nil, fmt.Errorf("start a bus: %w", err)
	}
	return strings.TrimSpace(string(line[:n])), end, nil
}
