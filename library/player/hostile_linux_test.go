package player

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestPlaylistOpensNothing: a playlist with the name of an audio file makes mpv open no
// other file and no connection.
func TestPlaylistOpensNothing(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	player, err := exec.LookPath(mpv)
	if err != nil {
		t.Skip("mpv is not installed")
	}
	dir := t.TempDir()
	sound(t, filepath.Join(dir, "private.mp3"), 2)
	const elsewhere = "http://127.0.0.1:9/x.mp3"
	for title, list := range map[string]string{
		"m3u":      "#EXTM3U\n#EXTINF:2,\nprivate.mp3\n" + elsewhere + "\n",
		"HLS":      "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:2,\nprivate.mp3\n#EXTINF:2,\n" + elsewhere + "\n#EXT-X-ENDLIST\n",
		"pls":      "[playlist]\nFile1=" + elsewhere + "\nFile2=private.mp3\n",
		"ffconcat": "ffconcat version 1.0\nfile 'private.mp3'\n",
		"EDL":      "# mpv EDL v0\nprivate.mp3,0,2\n",
		"cue":      "FILE \"private.mp3\" MP3\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n",
	} {
		t.Run(title, func(t *testing.T) {
			path := filepath.Join(dir, "a.mp3")
			line := tale(t, 2, path)
			if err := os.WriteFile(path, []byte(list), 0o644); err != nil {
				t.Fatal(err)
			}
			bin, trace := t.TempDir(), filepath.Join(t.TempDir(), "trace")
			script := fmt.Sprintf("#!/bin/sh\nexec %s -f -s 4096 -e trace=open,openat,connect -o %s %s \"$@\"\n", strace, trace, player)
			if err := os.WriteFile(filepath.Join(bin, mpv), []byte(script), 0o755); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
			l := listen(t)
			l.Play(line, 0)
			l.stops()
			l.Close()
			calls, err := os.ReadFile(trace)
			if err != nil || !bytes.Contains(calls, []byte(path)) {
				t.Skipf("strace cannot trace here: %v", err)
			}
			for _, word := range []string{"private", "AF_INET"} {
				if bytes.Contains(calls, []byte(word)) {
					t.Errorf("mpv did %s:\n%s", word, calls)
				}
			}
			if said := l.heard(); said != "“a.mp3” can’t be played." {
				t.Errorf("it said %q", said)
			}
		})
	}
}
