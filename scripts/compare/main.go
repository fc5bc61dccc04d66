// Compare prints where two builds of Lectern print different records of the
// same files.
//
//	compare [-new PROGRAM] [-corpus FOLDER] [-links FOLDER] OLD
//
// OLD is a program, or a revision of this repository to build. Both builds scan
// the seeded corpus and 10,000 hard links to it, and print books and files as
// ndjson and csv. Without a catalogue, the time when a book was added and its
// ID differ between scans, so these are ignored. Then both print the content of
// a catalogue that the old build wrote, where every byte counts. The exit
// status is 1 if any record differs.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"

	"lectern/scripts/corpus"
)

const (
	// linked is how many hard links there are.
	linked = 10_000
	// shown is how many differing records are printed for each format, and how many
	// bytes before and after the difference.
	shown  = 5
	around = 60
)

func main() {
	fresh := flag.String("new", "build/lectern", "the new `program`")
	seeded := flag.String("corpus", "build/corpus", "the seeded corpus, a `folder`")
	links := flag.String("links", "build/links", "hard links into it, a `folder` that is made where it is not there")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	differ, err := run(ctx, flag.Arg(0), *fresh, *seeded, *links)
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(2)
	case differ > 0:
		fmt.Printf("%d records differ\n", differ)
		os.Exit(1)
	}
}

// run returns how many records differ.
func run(ctx context.Context, old, fresh, seeded, links string) (differ int, err error) {
	temp, err := os.MkdirTemp("", "lectern-compare-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(temp)
	if _, err := os.Stat(old); err != nil {
		if old, err = build(ctx, old, temp); err != nil {
			return 0, err
		}
	}
	if _, err := os.Stat(links); errors.Is(err, fs.ErrNotExist) {
		if err := corpus.Links(ctx, seeded, links, linked); err != nil {
			return 0, err
		}
	}
	programs := [2]string{old, fresh}
	for i, p := range programs {
		if programs[i], err = filepath.Abs(p); err != nil {
			return 0, err
		}
	}
	for _, folder := range []string{seeded, links} {
		n, err := compareFolder(ctx, programs, folder, temp)
		if err != nil {
			return 0, err
		}
		differ += n
	}
	return differ, nil
}

// build builds the program of a revision.
func build(ctx context.Context, revision, temp string) (program string, err error) {
	tree, program := filepath.Join(temp, "tree"), filepath.Join(temp, "lectern")
	if err := command(ctx, "", "git", "worktree", "add", "--detach", "--quiet", tree, revision).Run(); err != nil {
		return "", fmt.Errorf("%s is neither a program nor a revision: %w", revision, err)
	}
	defer func() {
		err = errors.Join(err, command(context.WithoutCancel(ctx), "", "git", "worktree", "remove", "--force", tree).Run())
	}()
	return program, command(ctx, tree, "go", "build", "-trimpath", "-buildvcs=false", "-o", program, ".").Run()
}

func command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd
}

// compareFolder returns how many records of a folder differ.
func compareFolder(ctx context.Context, programs [2]string, folder, temp string) (differ int, err error) {
	catalogues, err := catalogues(ctx, programs[0], folder, temp)
	if err != nil {
		return 0, err
	}
	for _, kept := range []bool{false, true} {
		for _, format := range []string{"ndjson", "csv"} {
			for _, kind := range []string{"books", "files"} {
				var printed [2][]byte
				for i, program := range programs {
					args := []string{"scan", "--format", format}
					if kind == "files" {
						args = append(args, "--files")
					}
					if kept {
						args = append(args, "--catalog", catalogues[i])
					}
					if printed[i], err = scan(ctx, program, append(args, folder)...); err != nil {
						return 0, err
					}
					if !kept {
						printed[i] = masked(printed[i], kind, format)
					}
				}
				name := fmt.Sprintf("%s, %s as %s", folder, kind, format)
				if kept {
					name += ", from the old build's catalogue"
				}
				differ += compare(name, printed[0], printed[1])
			}
		}
	}
	return differ, nil
}

// catalogues makes two copies, one for each build, of a catalogue of a folder that the
// old build wrote.
func catalogues(ctx context.Context, old, folder, temp string) (paths [2]string, err error) {
	dirs := [2]string{}
	for i := range dirs {
		if dirs[i], err = os.MkdirTemp(temp, "catalogue-"); err != nil {
			return paths, err
		}
		paths[i] = filepath.Join(dirs[i], "catalogue.db")
	}
	if _, err := scan(ctx, old, "scan", "--catalog", paths[0], folder); err != nil {
		return paths, err
	}
	return paths, os.CopyFS(dirs[1], os.DirFS(dirs[0]))
}

// scan returns what a program prints. A scan that found faulty files has not failed.
func scan(ctx context.Context, program string, args ...string) ([]byte, error) {
	cmd := command(ctx, "", program, args...)
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 && len(out) > 0 {
		err = nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s %q: %w", program, args, err)
	}
	return out, nil
}

// The fields that differ between two scans of one build.
var (
	added   = regexp.MustCompile(`"added":"[^"]*"`)
	id      = regexp.MustCompile(`(?m)^\{"id":\d+`)
	addedIn = regexp.MustCompile(`,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z,`)
	idIn    = regexp.MustCompile(`(?m)^\d+(,"?/)`)
)

// masked returns records of books without the fields that differ between scans.
func masked(b []byte, kind, format string) []byte {
	switch {
	case kind == "files":
		return b
	case format == "csv":
		return idIn.ReplaceAll(addedIn.ReplaceAll(b, []byte(",added,")), []byte("id$1"))
	default:
		return id.ReplaceAll(added.ReplaceAll(b, []byte(`"added":""`)), []byte(`{"id":0`))
	}
}

// compare prints the lines that differ, and returns how many there are.
func compare(name string, old, fresh []byte) (differ int) {
	a, b := bytes.Split(old, []byte("\n")), bytes.Split(fresh, []byte("\n"))
	for i := range max(len(a), len(b)) {
		var x, y []byte
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if bytes.Equal(x, y) {
			continue
		}
		if differ++; differ <= shown {
			at := common(x, y)
			fmt.Printf("%s, line %d:\n  old %s\n  new %s\n", name, i+1, part(x, at), part(y, at))
		}
	}
	verdict := "the same"
	if differ > 0 {
		verdict = fmt.Sprintf("%d differ", differ)
	}
	fmt.Printf("%s: %d lines, %s\n", name, len(a)-1, verdict)
	return differ
}

// common returns the length of the common beginning.
func common(a, b []byte) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// part returns the text around a position in a line.
func part(line []byte, at int) []byte {
	return line[max(0, min(at-around, len(line))):min(at+around, len(line))]
}
