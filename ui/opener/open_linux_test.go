package opener

import (
	"bufio"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// manager is a file manager that records the files it is asked to show.
type manager struct{ shown chan []string }

// ShowItems implements the interface of file managers.
func (m manager) ShowItems(uris []string, _ string) *dbus.Error {
	m.shown <- uris
	return nil
}

// TestFileManagerIsToldTheFile: the file manager gets one file, whatever its path
// contains: dbus-send split paths at commas.
func TestFileManagerIsToldTheFile(t *testing.T) {
	daemon := exec.Command("dbus-daemon", "--session", "--nofork", "--print-address")
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Skipf("dbus-daemon is not installed: %v", err)
	}
	t.Cleanup(func() { _ = daemon.Process.Kill(); _ = daemon.Wait() })
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", strings.TrimSpace(address))
	bus, err := dbus.Connect(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	m := manager{make(chan []string, 1)}
	if err := bus.Export(m, "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1"); err != nil {
		t.Fatal(err)
	}
	if _, err := bus.RequestName("org.freedesktop.FileManager1", 0); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{"/b/Le Guin, Ursula K/a, b.mp3", "file:///b/Le%20Guin,%20Ursula%20K/a,%20b.mp3"},
		{"/b/100% #1?\n\xff.mp3", "file:///b/100%25%20%231%3F%0A%FF.mp3"},
	} {
		if err := showItem(c[0]); err != nil {
			t.Fatal(err)
		}
		if got := <-m.shown; !slices.Equal(got, []string{c[1]}) {
			t.Errorf("%q, want %q", got, c[1])
		}
	}
}
