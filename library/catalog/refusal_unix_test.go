//go:build unix

package catalog

import (
	"net"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestNoFiles refuses a pipe, which would block its reader, and a device, which has no
// end.
func TestNoFiles(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"pipe": func(path string) error { return unix.Mkfifo(path, 0o600) },
		"socket": func(path string) error {
			l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path})
			if err == nil {
				l.SetUnlinkOnClose(false)
				l.Close()
			}
			return err
		},
		"device": func(path string) error {
			return unix.Mknod(path, unix.S_IFCHR|0o600, int(unix.Mkdev(1, 3))) // as /dev/null is
		},
	} {
		t.Run(name, func(t *testing.T) {
			for what, at := range map[string]func(string) string{
				"catalogue.db":          func(p string) string { return p },
				"catalogue.listener.db": UserPath,
				"catalogue.db.lock":     func(p string) string { return p + ".lock" },
				"catalogue.db-wal":      func(p string) string { return p + "-wal" },
			} {
				dir, err := os.MkdirTemp("", "l") // the path of a socket must be short
				check(t, err)
				t.Cleanup(func() { os.RemoveAll(dir) })
				path := dir + "/catalogue.db"
				if err := put(at(path)); err != nil {
					t.Skip(err)
				}
				refuses(t, path, what)
			}
		})
	}
}
