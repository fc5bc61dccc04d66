//go:build linux

// Closing starts the window many times and closes it during a scan: by a
// signal, by the window manager, and by its shortcut. It counts the processes
// that do not end, end badly, or forget the size of the window.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"lectern/scripts/desktop"
)

// patience is how long a process may take to end, and a window to appear.
const patience = 20 * time.Second

// way is one way to close a window.
type way struct {
	name  string
	close func(context.Context, *desktop.Window) error
}

var ways = []way{
	{"SIGTERM", func(_ context.Context, w *desktop.Window) error { return syscall.Kill(w.Process(), syscall.SIGTERM) }},
	{"Alt+F4", func(ctx context.Context, w *desktop.Window) error { return w.Press(ctx, "alt+F4") }},
	{"Ctrl+Q", func(ctx context.Context, w *desktop.Window) error { return w.Press(ctx, "ctrl+q") }},
}

func main() {
	times := flag.Int("n", 20, "close it this many `times` each way")
	beside := flag.Int("beside", 3, "this many `windows` at a time, each on a screen of its own")
	folder := flag.String("folder", "build/corpus", "scan this `folder` meanwhile")
	binary := flag.String("binary", "build/lectern", "the `program`")
	flag.Parse()
	bad, err := run(*times, *beside, *binary, *folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, "closing:", err)
	}
	if err != nil || bad > 0 {
		os.Exit(1)
	}
}

func run(times, beside int, binary, folder string) (bad int, err error) {
	binary, folder, err = absolute(binary, folder)
	if err != nil {
		return 0, err
	}
	var next, failed atomic.Int64
	total := int64(times * len(ways))
	errs := make([]error, beside)
	var work sync.WaitGroup
	for b := range beside {
		work.Go(func() {
			screen, err := desktop.Open(context.Background(), 1400, 950)
			if err != nil {
				errs[b] = err
				return
			}
			defer screen.Close()
			for n := next.Add(1) - 1; n < total; n = next.Add(1) - 1 {
				w := ways[n%int64(len(ways))]
				if err := once(screen, w, binary, folder, time.Duration(n%17)*40*time.Millisecond); err != nil {
					failed.Add(1)
					fmt.Printf("%s, start %d: %v\n", w.name, n+1, err)
				}
				if (n+1)%50 == 0 {
					fmt.Printf("%d of %d closed, %d badly\n", n+1, total, failed.Load())
				}
			}
		})
	}
	work.Wait()
	fmt.Printf("closed %d times each by SIGTERM, Alt+F4 and Ctrl+Q: %d badly\n", times, failed.Load())
	return int(failed.Load()), errors.Join(errs...)
}

func absolute(binary, folder string) (string, string, error) {
	b, err := filepath.Abs(binary)
	f, err2 := filepath.Abs(folder)
	return b, f, errors.Join(err, err2)
}

// once starts the window in a home folder of its own and closes it after a while.
func once(screen *desktop.Screen, w way, binary, folder string, after time.Duration) error {
	home, err := os.MkdirTemp("", "lectern-closing-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	window, err := screen.Start(ctx, desktop.Start{Binary: binary, Home: home, Log: filepath.Join(home, "log"), Folders: []string{folder}})
	if err != nil {
		return err
	}
	defer window.Kill()
	time.Sleep(after) // so that windows are closed at every moment of a scan
	if err := w.close(ctx, window); err != nil {
		return err
	}
	if err := window.Wait(ctx); err != nil {
		stack, _ := os.ReadFile(filepath.Join("/proc", fmt.Sprint(window.Process()), "stack"))
		return fmt.Errorf("%w\n%s%s", err, window.Stderr(), stack)
	}
	return remembered(home)
}

// remembered fails if the preferences do not have the size of the window.
func remembered(home string) error {
	text, err := os.ReadFile(filepath.Join(home, ".config", "fyne", "io.github.lectern.Lectern", "preferences.json"))
	if err != nil {
		return err
	}
	var values map[string]any
	if err := json.Unmarshal(text, &values); err != nil {
		return fmt.Errorf("preferences %q: %w", text, err)
	}
	for _, key := range []string{"windowWidth", "windowHeight", "sidebarWidth"} {
		if n, is := values[key].(float64); !is || n <= 0 {
			return fmt.Errorf("%s is not saved: %s", key, text)
		}
	}
	return nil
}
