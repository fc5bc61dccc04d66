package opener

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
	// playlistAge is the age at which a playlist is removed: players read a playlist
	// when they start.
	playlistAge = 24 * time.Hour

	playlistName = 60 // characters of a title in the file name
)

// playlist returns an extended M3U playlist in UTF-8: for each file, the title that the
// player shows and the absolute path. A path that does not fit in a line or is not
// UTF-8 is written as a URI.
func playlist(title string, files []*book.File, titles []string) string {
	var b strings.Builder
	b.WriteString("#EXTM3U\n#PLAYLIST:" + words.Printable(title) + "\n")
	for i, f := range files {
		seconds := -1 // unknown
		if f.Media != nil && f.Media.Duration > 0 {
			seconds = int(f.Media.Duration.Round(time.Second).Seconds())
		}
		fmt.Fprintf(&b, "#EXTINF:%d,%s\n%s\n", seconds, words.Printable(titles[i]), playlistLine(f.Path))
	}
	return b.String()
}

func playlistLine(path string) string {
	if !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl) || strings.TrimSpace(path) != path {
		return FileURI(path)
	}
	return path
}

// writePlaylist writes a playlist for the player and returns its path. It removes
// playlists that no player reads any more. It blocks on the disk.
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

// playlistFolder returns the folder of the playlists, which only this user can read: a
// folder that ends with the session, else a cache folder.
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
		if i, err := os.Lstat(path); err == nil && now.Sub(i.ModTime()).Abs() > playlistAge {
			_ = os.Remove(path) // if it fails, the next call tries again
		}
	}
}

// fileTitle returns a title in a form that a file name may start with.
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
