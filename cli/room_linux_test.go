package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFontsOnFullDisk: the toolkit lists the system's fonts elsewhere if the cache has no
// room, is not writable or is unknown.
func TestFontsOnFullDisk(t *testing.T) {
	foreign := t.TempDir()
	check(t, os.Mkdir(filepath.Join(foreign, "font_index_v6.cache"), 0o700)) // not writable, not even for root
	for cache, usual := range map[string]bool{"/proc": false, foreign: false, foreign + "/none": false, "": false, t.TempDir(): true} {
		t.Setenv("HOME", "")
		t.Setenv(cacheVariable, cache)
		var there string
		findFonts(func() {
			there = os.Getenv(cacheVariable)
			check(t, os.WriteFile(filepath.Join(there, "font_index_v6.cache"), make([]byte, 1<<20), 0o600))
		})
		if usual != (there == "") || there == cache && !usual {
			t.Errorf("%q: fonts listed in %q", cache, there)
		}
		if _, err := os.Stat(there); there != "" && !os.IsNotExist(err) {
			t.Errorf("%s stays: %v", there, err)
		}
		if got := os.Getenv(cacheVariable); got != cache {
			t.Errorf("the cache is %q afterwards, was %q", got, cache)
		}
	}
}

// TestEquipFullDisk: Mesa keeps no shaders on a full disk, like /proc, which has no room.
func TestEquipFullDisk(t *testing.T) {
	for _, c := range []struct{ cache, said, want string }{
		{"/proc", "", "true"},
		{"/proc", "false", "false"},
		{t.TempDir(), "", ""},
	} {
		t.Setenv("XDG_CACHE_HOME", c.cache)
		t.Setenv(mesaWithoutCache, c.said)
		equip()
		if got := os.Getenv(mesaWithoutCache); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
