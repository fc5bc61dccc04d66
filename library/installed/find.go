// Package installed finds the programs that Lectern uses if they are installed: ffprobe,
// mpv, VLC.
package installed

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// Find returns the path of a program: in PATH, else where this system's installers put
// it. A path stays as it is. The error is that of PATH. Find looks at the disk.
func Find(name string) (path string, err error) {
	path, err = exec.LookPath(name)
	if err == nil {
		return path, nil
	}
	own := ""
	if executable, err := os.Executable(); err == nil {
		own = filepath.Dir(executable)
	}
	for _, place := range places(runtime.GOOS, name, own, os.Getenv) {
		if path, err := exec.LookPath(place); err == nil {
			return path, nil
		}
	}
	return "", err
}
