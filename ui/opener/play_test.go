package opener

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPlayAt(t *testing.T) {
	has := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			if slices.Contains(names, name) {
				return "/usr/bin/" + name, nil
			}
			return "", errors.New("not found")
		}
	}
	for _, c := range []struct {
		list string
		from time.Duration
		look func(string) (string, error)
		want string
	}{
		{"", time.Minute, has(), ""},
		{"", 90500 * time.Millisecond, has("mpv", "vlc"), "/usr/bin/mpv --force-window=yes --{ --start=90.500 /a b.m4b --}"},
		{"/l.m3u8", time.Minute, has("mpv"), "/usr/bin/mpv --force-window=yes --{ --start=60.000 /a b.m4b --} --playlist=/l.m3u8"},
		{"/l.m3u8", time.Hour, has("vlc"), "/usr/bin/vlc file:///a%20b.m4b :start-time=3600.000 file:///l.m3u8"},
	} {
		if got := strings.Join(playAt("/a b.m4b", c.list, c.from, c.look), " "); got != c.want {
			t.Errorf("%v: %q, want %q", c.from, got, c.want)
		}
	}
}
