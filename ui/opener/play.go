package opener

import (
	"context"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"lectern/library/installed"
	"lectern/library/message"
)

// player is a program that can start a file at a given time.
type player struct {
	name string
	// args returns the arguments that play a file from a time in seconds and then,
	// unless list is "", a playlist.
	args func(path, seconds, list string) []string
}

// players are tried in this order.
var players = []player{
	{"mpv", func(path, seconds, list string) []string {
		args := []string{"--force-window=yes", "--{", "--start=" + seconds, path, "--}"} // --start is only for this file
		if list != "" {
			args = append(args, "--playlist="+list)
		}
		return args
	}},
	{"vlc", func(path, seconds, list string) []string {
		args := []string{FileURI(path), ":start-time=" + seconds}
		if list != "" {
			args = append(args, FileURI(list))
		}
		return args
	}},
}

// playAt returns the command that plays a file from a time and then a playlist, nil if
// no player is installed. look finds a program by name.
func playAt(path, list string, from time.Duration, look func(string) (string, error)) []string {
	for _, p := range players {
		if program, err := look(p.name); err == nil {
			seconds := strconv.FormatFloat(from.Seconds(), 'f', 3, 64)
			return append([]string{program}, p.args(path, seconds, list)...)
		}
	}
	return nil
}

// Play hands a queue to a player: to the system's program or, if the queue does not start at
// the beginning or the system does not open it, to one of players. It may block.
func Play(q Queue) error {
	var refused error
	if q.from <= 0 && (len(q.Files) == 1 || opensPlaylists()) {
		if refused = open(q); refused == nil {
			return nil
		}
	}
	started, err := startPlayer(q)
	switch {
	case started:
		return nil
	case refused != nil:
		return refused
	case err != nil:
		return err
	default:
		return open(q)
	}
}

// startPlayer starts one of players. It reports false if none is installed.
func startPlayer(q Queue) (started bool, err error) {
	rest := ""
	if len(q.Files) > 1 {
		if rest, err = writePlaylist(q.Title, q.Files[1:], q.titles[1:]); err != nil {
			return false, unwritten(err)
		}
	}
	line := playAt(q.Files[0].Path, rest, q.from, installed.Find)
	if line == nil {
		return false, nil
	}
	if err := (request{line: line}).send(); err != nil {
		return false, &Failure{Text: message.New("The player {{.Program}} did not start.", "Program", filepath.Base(line[0])), Cause: err}
	}
	return true, nil
}

// open hands all files of a queue to the system's program for such a file, or for playlists.
func open(q Queue) error {
	if len(q.Files) == 1 {
		return OpenFile(q.Files[0].Path)
	}
	list, err := writePlaylist(q.Title, q.Files, q.titles)
	if err != nil {
		return unwritten(err)
	}
	return opening(runtime.GOOS, list).or(message.New("No program is set to open playlists, which have all files of a book."),
		message.New("Install a player such as mpv or VLC, or set one for m3u8 files in the settings of your desktop."))
}

func unwritten(cause error) error {
	return &Failure{Text: message.New("The list of the book’s files could not be written."), Cause: cause}
}

// playlistType is the media type of playlists.
const playlistType = "application/vnd.apple.mpegurl"

// opensPlaylists reports whether the system has a program for playlists, or true if
// that cannot be found out.
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
