package opener

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"

	"lectern/library/message"
)

const (
	// showTimeout is how long a file manager may take to answer.
	showTimeout = 5 * time.Second

	// launchTimeout is how long a program may take to report a failure. A program that
	// only opens another may run as long as the other does.
	launchTimeout = 3 * time.Second
)

// FileURI returns a path as a URI. It escapes bytes that have a meaning in URIs, and
// bytes that are not UTF-8.
func FileURI(path string) string { return fileURI(runtime.GOOS, path) }

// OpenFile opens a file in the program that the system has for it.
func OpenFile(path string) error {
	kind := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	text := message.New("No program is set to open this file.")
	if kind != "" {
		text = message.New("No program is set to open {{.Kind}} files.", "Kind", kind)
	}
	return opening(runtime.GOOS, path).or(text, message.New("Install a player such as mpv or VLC, or set one in the settings of your desktop."))
}

// OpenAddress opens an address of the web in the program that the system has for it. If
// that does not work, it returns a Failure with text and why.
func OpenAddress(address string, text, why message.Message) error {
	if _, err := url.Parse(address); err != nil {
		return &Failure{text, why, err}
	}
	return linking(runtime.GOOS, address).or(text, why)
}

// or sends the request. If that does not work, it returns a Failure with text and why.
func (r request) or(text, why message.Message) error {
	if err := r.send(); err != nil {
		return &Failure{text, why, err}
	}
	return nil
}

// send starts the program and leaves it running. It returns an error if the program
// cannot be started or fails within launchTimeout.
func (r request) send() error {
	if r.document != "" {
		return openDocument(r.document)
	}
	cmd := exec.Command(r.line[0], r.line[1:]...)
	if r.verbatim != "" {
		sayVerbatim(cmd, r.verbatim)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", r.line[0], err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil && !r.silent {
			return fmt.Errorf("%s: %w", r.line[0], err)
		}
	case <-time.After(launchTimeout):
	}
	return nil
}

// fileManagers are tried in this order if the system's program for folders is Lectern
// or unknown.
var fileManagers = []string{"nautilus", "dolphin", "nemo", "caja", "thunar", "pcmanfm", "pcmanfm-qt"}

// OpenFolder opens a folder in a file manager. It never opens Lectern, even if Lectern
// is the system's program for folders.
func OpenFolder(path string) error {
	text, why := message.New("No file manager is set to open folders."), message.New("Install one, or set one in the settings of your desktop.")
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" || !opensFolders() {
		return opening(runtime.GOOS, path).or(text, why)
	}
	for _, name := range fileManagers {
		if program, err := exec.LookPath(name); err == nil {
			return request{line: []string{program, path}}.send()
		}
	}
	return &Failure{text, why, errors.New("the system opens folders with Lectern")}
}

// opensFolders reports whether the system opens folders with Lectern.
func opensFolders() bool {
	ctx, cancel := context.WithTimeout(context.Background(), showTimeout)
	defer cancel()
	out, err := exec.CommandContext(ctx, "xdg-mime", "query", "default", "inode/directory").Output()
	return err == nil && strings.Contains(strings.ToLower(string(out)), "lectern")
}

// ShowInFolder opens the folder of a file, with the file selected if the file manager
// can do that.
func ShowInFolder(path string) error {
	var err error
	if r, known := revealing(runtime.GOOS, path); known {
		err = r.send()
	} else {
		err = showItem(path)
	}
	if err == nil {
		return nil
	}
	return OpenFolder(filepath.Dir(path))
}

// showItem asks a file manager through the common interface,
// https://www.freedesktop.org/wiki/Specifications/file-manager-interface/. It does not
// start a session bus.
func showItem(path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), showTimeout)
	defer cancel()
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("show in folder: %w", err)
	}
	defer bus.Close()
	if err := bus.Auth(nil); err != nil {
		return fmt.Errorf("show in folder: %w", err)
	}
	if err := bus.Hello(); err != nil {
		return fmt.Errorf("show in folder: %w", err)
	}
	call := bus.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1").
		CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{FileURI(path)}, "")
	if call.Err != nil {
		return fmt.Errorf("show in folder: %w", call.Err)
	}
	return nil
}
