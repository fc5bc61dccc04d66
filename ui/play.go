package ui

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// player is a program that can be told where to begin.
type player struct {
	name string
	args func(path, seconds string) []string
}

// players are asked for in this order.
var players = []player{
	{"mpv", func(path, seconds string) []string {
		return []string{"--force-window=yes", "--start=" + seconds, "--", path}
	}},
	{"vlc", func(path, seconds string) []string { return []string{"--start-time=" + seconds, path} }},
}

// playAt is the command that plays a file from a time on, nil where no player
// is there that can be told, or where the system's own will do. look finds a
// program.
func playAt(path string, from time.Duration, look func(string) (string, error)) []string {
	if from <= 0 {
		return nil
	}
	for _, p := range players {
		if program, err := look(p.name); err == nil {
			seconds := strconv.FormatFloat(from.Seconds(), 'f', 3, 64)
			return append([]string{program}, p.args(path, seconds)...)
		}
	}
	return nil
}

// play plays a file from a time on, with the system's own player from its
// beginning where no other can be told. It may block and runs on a goroutine of
// its own.
func play(app fyne.App, path string, from time.Duration) error {
	line := playAt(path, from, exec.LookPath)
	if line == nil {
		return openFile(app, path)
	}
	cmd := exec.Command(line[0], line[1:]...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("play %s: %w", printable(filepath.Base(path)), err)
	}
	go func() { _ = cmd.Wait() }() // it outlives the program, and what it says of itself is the listener's
	return nil
}

// spot is the file that plays at a time of a book, and the time in it.
func spot(b *book.Book, at time.Duration) (f *book.File, from time.Duration) {
	for _, f = range b.Files {
		if f.Media == nil || f == b.Files[len(b.Files)-1] || at < f.Media.Duration {
			return f, at
		}
		at -= f.Media.Duration
	}
	return f, at
}
