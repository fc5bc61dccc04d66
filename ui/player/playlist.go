package player

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/adrg/xdg"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/words"
)

const (
	// playlistAge is how old a playlist becomes: players read it when they start.
	playlistAge = 24 * time.Hour

	playlistName = 60 // characters of a title in its name
)

// playlist is an extended M3U in UTF-8: what a player shows of each file, and its
// absolute path. A path that a line cannot hold, or that is no UTF-8, is a URI.
func playlist(title string, files []*book.File, titles []string) string {
	var b strings.Builder
	b.WriteString("#EXTM3U\n#PLAYLIST:" + words.Printable(title) + "\n")
	for i, f := range files {
		seconds := -1 // not known
		if f.Media != nil && f.Media.Duration > 0 {
			seconds = int(f.Media.Duration.Round(time.Second).Seconds())
		}
		fmt.Fprintf(&b, "#EXTINF:%d,%s\n%s\n", seconds, words.Printable(titles[i]), playlistLine(f.Path))
	}
	return b.String()
}

func playlistLine(path string) string {
	if !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl) || strings.TrimSpace(path) != path {
		return fileURI(path)
	}
	return path
}

// writePlaylist writes a playlist where the player finds it, and is its path. Those
// that no player reads any more go. It blocks on the disk.
func writePlaylist(title string, files []*book.File, titles []string) (path string, err error) {
	dir, err := playlistFolder()
	if err != nil {
		return "", fmt.Errorf("write playlist: %w", err)
	}
	cleanPlaylists(dir, time.Now())
	f, err := os.CreateTemp(dir, fileTitle(title)+" *.m3u8")
	if err != nil {
		return "", fmt.Errorf("write playlist: %w", err)
	}
	_, err = f.WriteString(playlist(title, files, titles))
	if err := errors.Join(err, f.Close()); err != nil {
		return "", fmt.Errorf("write playlist: %w", err)
	}
	return f.Name(), nil
}

// playlistFolder is where playlists are, for this user's eyes only: with the session,
// else with what can be made again.
func playlistFolder() (dir string, err error) {
	for _, base := range []string{filepath.Join(xdg.RuntimeDir, "lectern"), library.CacheFolder()} {
		dir = filepath.Join(base, "playlists")
		if i, err := os.Stat(filepath.Dir(base)); err != nil || !i.IsDir() {
			continue
		}
		if err = os.MkdirAll(dir, 0o700); err == nil {
			return dir, nil
		}
	}
	return dir, os.MkdirAll(dir, 0o700)
}

// cleanPlaylists removes the old playlists of a folder.
func cleanPlaylists(dir string, now time.Time) {
	all, _ := filepath.Glob(filepath.Join(dir, "*.m3u8"))
	for _, path := range all {
		if i, err := os.Lstat(path); err == nil && now.Sub(i.ModTime()) > playlistAge {
			_ = os.Remove(path) // another time
		}
	}
}

// fileTitle is a title as the beginning of a file's name.
func fileTitle(title string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) {
			return '-'
		}
		return r
	}, words.Printable(title))
	if runes := []rune(title); len(runes) > playlistName {
		title = string(runes[:playlistName])
	}
	if title = strings.Trim(title, " ."); title == "" {
		return "Lectern"
	}
	return title
}
