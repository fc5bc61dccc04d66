package cli

import (
	"os"
	"testing"
)

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
