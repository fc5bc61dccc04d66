//go:build linux

// Benchstart starts the built program on a new library in a real window, and then on its
// catalogue many times, and prints when the window and its rows appeared, in milliseconds
// since the process began. For comparison it also starts an empty window of the
// toolkit, because most of a start is spent in the graphics driver. It also
// prints what the program uses at rest.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"lectern/scripts/corpus"
	"lectern/scripts/desktop"
	"lectern/scripts/process"
)

// made is the number of files in the corpus that the library links to.
const made = 48

func main() {
	binary := flag.String("binary", "build/lectern", "the program")
	dir := flag.String("dir", "build/benchstart", "where the library is made")
	files := flag.Int("n", 10_000, "files of the library")
	runs := flag.Int("runs", 5, "starts that count, after one that does not")
	flag.Parse()
	if err := run(*binary, *dir, *files, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "benchstart:", err)
		os.Exit(1)
	}
}

func run(binary, dir string, files, runs int) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Minute)
	defer cancel()
	binary, err := filepath.Abs(binary)
	if err != nil {
		return err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return err
	}
	library, err := prepare(ctx, dir, files)
	if err != nil {
		return err
	}
	screen, err := desktop.Open(ctx, 1400, 950)
	if err != nil {
		return err
	}
	defer screen.Close()
	home := filepath.Join(dir, fmt.Sprintf("home-%d", files))
	if err := first(ctx, screen, binary, home, library); err != nil {
		return err
	}
	empty := filepath.Join(dir, "emptywindow")
	build := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", empty, "./scripts/benchstart/emptywindow")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	if err := stay(ctx, screen, empty); err != nil {
		return err
	}
	times := map[string][]float64{}
	for i := range runs + 1 {
		var ms float64
		out, err := screen.Output(ctx, empty)
		if err == nil {
			_, err = fmt.Sscan(string(out), &ms)
		}
		if err != nil {
			return err
		}
		seen, err := start(ctx, screen, binary, home, dir, i == 0)
		if err != nil {
			return err
		}
		if i == 0 {
			continue // the first read from disk
		}
		times["empty_window"] = append(times["empty_window"], ms)
		for what, ms := range seen {
			times[what] = append(times[what], ms)
		}
	}
	fmt.Printf("%d files, %d starts; milliseconds since the process began: least, median, most\n", files, runs)
	for _, what := range []string{"empty_window", "window_shown", "first_rows", "restored", "scan_done"} {
		all := times[what]
		slices.Sort(all)
		if n := len(all); n > 0 {
			fmt.Printf("%-14s %7.0f %7.0f %7.0f\n", what, all[0], all[n/2], all[n-1])
		}
	}
	return nil
}

// prepare makes a library, unless it is there.
func prepare(ctx context.Context, dir string, files int) (library string, err error) {
	library = filepath.Join(dir, fmt.Sprintf("library-%d", files))
	if _, err := os.Stat(library); err == nil {
		return library, nil
	}
	m, err := corpus.Make(ctx, corpus.Options{Dir: filepath.Join(dir, "corpus"), Files: made, Seed: 1})
	if err != nil {
		return "", err
	}
	return library, corpus.Links(ctx, m.Dir, library, files)
}

// first starts the program with the folder of the library and no catalogue, prints when
// rows were painted and when all files were read, and closes it once it rests.
func first(ctx context.Context, screen *desktop.Screen, binary, home, library string) error {
	if err := os.RemoveAll(home); err != nil {
		return err
	}
	w, err := screen.Start(ctx, desktop.Start{
		Binary: binary, Home: home, Log: home + ".log", Preferences: size, Folders: []string{library},
	})
	if err != nil {
		return err
	}
	defer w.Kill()
	seen, err := until(ctx, w, "first_rows", "scan_done", "probe_done")
	if err != nil {
		return err
	}
	fmt.Printf("first start: first rows after %.0f ms, all files listed after %.0f ms and read after %.0f ms\n",
		seen["first_rows"], seen["scan_done"], seen["probe_done"])
	return end(ctx, w, true)
}

// end closes the program, so that it writes what it knows, once it is at rest. If told is true,
// end prints before what the program uses then.
func end(ctx context.Context, w *desktop.Window, told bool) error {
	if err := process.UntilAtRest(ctx, w.Process()); err != nil {
		return err
	}
	if told {
		if err := tell("the program", w.Process()); err != nil {
			return err
		}
	}
	if err := w.Press(ctx, "ctrl+q"); err != nil {
		return err
	}
	return w.Wait(ctx)
}

// size is the size of the window.
var size = map[string]any{"windowWidth": 1280.0, "windowHeight": 800.0}

// start starts the program, returns when each event first happened, and ends the program.
func start(ctx context.Context, screen *desktop.Screen, binary, home, dir string, told bool) (map[string]float64, error) {
	w, err := screen.Start(ctx, desktop.Start{Binary: binary, Home: home, Log: filepath.Join(dir, "log"), Preferences: size})
	if err != nil {
		return nil, err
	}
	defer w.Kill()
	seen, err := until(ctx, w, "first_rows", "scan_done", "restored")
	if err != nil {
		return nil, err
	}
	return seen, end(ctx, w, told)
}

// until returns when each event of the log first happened, once all of these have.
func until(ctx context.Context, w *desktop.Window, events ...string) (map[string]float64, error) {
	seen := map[string]float64{}
	done := func(e desktop.Event) bool {
		if _, known := seen[e.Msg]; !known {
			seen[e.Msg] = e.Elapsed
		}
		return !slices.ContainsFunc(events, func(event string) bool { return seen[event] == 0 })
	}
	if slices.ContainsFunc(w.Log.All(), done) {
		return seen, nil
	}
	_, err := w.Log.Next(ctx, done)
	return seen, err
}

// stay prints what an empty window uses at rest.
func stay(ctx context.Context, screen *desktop.Screen, empty string) error {
	cmd := screen.Command(ctx, empty, "stay")
	if err := cmd.Start(); err != nil {
		return err
	}
	defer cmd.Wait() // its error says that it was killed
	defer cmd.Process.Kill()
	return tell("an empty window", cmd.Process.Pid)
}

// settle is how long a program rests before it is measured, and how long it is measured
// then.
const settle = 20 * time.Second

// tell prints what a program uses while nothing happens.
func tell(what string, pid int) error {
	time.Sleep(settle)
	before, err := process.Of(pid)
	if err != nil {
		return err
	}
	time.Sleep(settle)
	after, err := process.Of(pid)
	if err != nil {
		return err
	}
	fmt.Printf("%s at rest: %d MB resident, %d at the peak, %.1f %% of a processor\n",
		what, after.Resident/1e6, after.Peak/1e6, 100*(after.CPU-before.CPU).Seconds()/settle.Seconds())
	return nil
}
