package ui

import (
	"context"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library/book"
)

// queue is what a player is to play: files, one after the other.
type queue struct {
	title   string
	files   []*book.File
	titles  []string      // of the files, as a player shows them
	from    time.Duration // in the first
	missing int           // files that are not there, and left out
}

// add puts a file at the end, if it is there.
func (q *queue) add(b *book.Book, f *book.File) {
	if f.State == book.Missing || f.State == book.Offline {
		q.missing++
		return
	}
	title := b.Title
	if len(b.Files) > 1 {
		title += " – " + f.Name()
	}
	q.files, q.titles = append(q.files, f), append(q.titles, title)
}

// queueOf is all of some books, in their order.
func queueOf(books []*book.Book) (q queue) {
	for _, b := range books {
		for _, f := range b.Files {
			q.add(b, f)
		}
	}
	if len(books) > 0 {
		q.title = books[0].Title
	}
	return q
}

// queueFrom is a book from a time in one of its files to its end.
func queueFrom(b *book.Book, first *book.File, from time.Duration) (q queue) {
	q.title = b.Title
	found := false
	for _, f := range b.Files {
		if found = found || f == first; found {
			q.add(b, f)
		}
	}
	if len(q.files) > 0 && q.files[0] == first {
		q.from = from
	}
	return q
}

// player is a program that can be told where to begin, and what comes then.
type player struct {
	name string
	// args play a file from a time on, in seconds, and then what a playlist has, where
	// there is one.
	args func(path, seconds, list string) []string
}

// players are asked for in this order.
var players = []player{
	{"mpv", func(path, seconds, list string) []string {
		args := []string{"--force-window=yes", "--{", "--start=" + seconds, path, "--}"} // the start is of this file alone
		if list != "" {
			args = append(args, "--playlist="+list)
		}
		return args
	}},
	{"vlc", func(path, seconds, list string) []string {
		args := []string{fileURI(path), ":start-time=" + seconds}
		if list != "" {
			args = append(args, fileURI(list))
		}
		return args
	}},
}

// playAt is the command that plays a file from a time on and then a playlist, if
// there is one; nil where no player is there that can be told. look finds a program.
func playAt(path, list string, from time.Duration, look func(string) (string, error)) []string {
	for _, p := range players {
		if program, err := look(p.name); err == nil {
			seconds := strconv.FormatFloat(from.Seconds(), 'f', 3, 64)
			return append([]string{program}, p.args(path, seconds, list)...)
		}
	}
	return nil
}

// play hands a queue to a player: to one that can be told where to begin where that
// is not the beginning, else to the system's own. It may block and runs on a
// goroutine of its own.
func play(app fyne.App, q queue) error {
	first := q.files[0].Path
	if q.from <= 0 && len(q.files) == 1 {
		return openFile(app, first)
	}
	if q.from > 0 || !opensPlaylists() {
		rest := ""
		if len(q.files) > 1 {
			var err error
			if rest, err = writePlaylist(q.title, q.files[1:], q.titles[1:]); err != nil {
				return &failure{"The list of the book’s files could not be written.", "", err}
			}
		}
		if line := playAt(first, rest, q.from, exec.LookPath); line != nil {
			if err := launch(line...); err != nil {
				return &failure{"The player " + filepath.Base(line[0]) + " did not start.", "", err}
			}
			return nil
		}
		if len(q.files) == 1 {
			return openFile(app, first)
		}
	}
	list, err := writePlaylist(q.title, q.files, q.titles)
	if err != nil {
		return &failure{"The list of the book’s files could not be written.", "", err}
	}
	return openWith(app, fileURI(list), "No program is set to open playlists, which have all files of a book.",
		"Install a player such as mpv or VLC, or set one for m3u8 files in the settings of your desktop.")
}

// playlistType is what the system calls a playlist.
const playlistType = "application/vnd.apple.mpegurl"

// opensPlaylists reports whether the system has a program for playlists. Where nobody
// can be asked, it may have.
func opensPlaylists() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		return true
	}
	ctx, cancel := context.WithTimeout(context.Background(), showTimeout)
	defer cancel()
	for _, kind := range []string{playlistType, "audio/x-mpegurl"} {
		out, err := exec.CommandContext(ctx, "xdg-mime", "query", "default", kind).Output()
		if err != nil || strings.TrimSpace(string(out)) != "" {
			return true
		}
	}
	return false
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
