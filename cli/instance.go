package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/adrg/xdg"

	"lectern/library"
)

// A catalogue has at most one window. The program that has the catalogue listens on a
// socket, whose path is derived from the path of the catalogue. A second start finds
// the catalogue locked, hands its folders over through the socket, and ends.

const (
	// protocol is the version of call and answer. A call of another version is refused.
	protocol = 1

	// maxCall is the most bytes of a call: all folders that a command line can hold, 2
	// MB on Linux, in base64.
	maxCall = 4 << 20

	// callTimeout is how long a caller may take to send its call. It is shorter than
	// patience, so that a silent caller does not keep the next one out.
	callTimeout = 2 * time.Second

	// patience is how long a second start waits for an answer or for the catalogue: the
	// first program may have just begun, or be about to end.
	patience = 5 * time.Second

	// retryEvery is how long the second start waits between two attempts.
	retryEvery = 100 * time.Millisecond

	// maxSocket is the longest path of a socket, in bytes: 104 with a NUL on
	// macOS, 108 elsewhere (sun_path in sys/un.h).
	maxSocket = 103
)

// call is what a second start sends, as JSON. Folders are bytes, which JSON holds in
// base64, because a path may not be UTF-8.
type call struct {
	Protocol int      `json:"protocol"`
	Folders  [][]byte `json:"folders"`
}

// answer is the reply to a call.
type answer struct {
	Protocol int  `json:"protocol"`
	Taken    bool `json:"taken"` // the window took the folders
}

// pointer is the file that holds the path of the socket of a catalogue's window. It is
// needed because a second start may have another runtime folder or none, as after su or
// over ssh.
func pointer(catalogue string) string { return catalogue + ".window" }

// resolved is the path of a catalogue without symbolic links, even if the catalogue
// does not exist yet.
func resolved(catalogue string) (string, error) {
	abs, err := filepath.Abs(catalogue)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real, nil
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(abs)); err == nil {
		return filepath.Join(dir, filepath.Base(abs)), nil
	}
	return abs, nil
}

// socketOf is the path of the socket of a catalogue's window: as its pointer says, else
// as socketPath would choose it.
func socketOf(catalogue string) (string, error) {
	real, err := resolved(catalogue)
	if err != nil {
		return "", fmt.Errorf("find socket: %w", err)
	}
	if path, err := os.ReadFile(pointer(real)); err == nil {
		if i, err := os.Lstat(string(path)); err == nil && i.Mode().Type() == os.ModeSocket && owned(i) {
			return string(path), nil
		}
	}
	return socketPath(catalogue)
}

// socketPath is where a program listens that has a catalogue. It makes the folder.
func socketPath(catalogue string) (string, error) {
	abs, err := resolved(catalogue)
	if err != nil {
		return "", fmt.Errorf("find socket: %w", err)
	}
	sum := sha256.Sum256([]byte(abs))
	name := hex.EncodeToString(sum[:8]) + ".sock"
	// Without a session there is no runtime folder.
	if i, err := os.Stat(xdg.RuntimeDir); err == nil && i.IsDir() {
		path := filepath.Join(xdg.RuntimeDir, "lectern", name)
		if len(path) <= maxSocket && private(filepath.Dir(path)) == nil {
			return path, nil
		}
	}
	dir := filepath.Join(os.TempDir(), "lectern-"+strconv.Itoa(os.Getuid()))
	if err := private(dir); err != nil {
		return "", fmt.Errorf("find socket: %w", err)
	}
	return filepath.Join(dir, name), nil
}

// private makes a folder that nobody else can use. An existing folder must be such a
// folder.
func private(dir string) error {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	i, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !i.IsDir() || !owned(i) {
		return fmt.Errorf("%q is not a folder of this user alone", dir)
	}
	return nil
}

// listen listens for calls about a catalogue. It removes the socket of a program that
// was killed, so the caller must have the catalogue.
func listen(catalogue string) (net.Listener, error) {
	path, err := socketPath(catalogue)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("listen: %w", err)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		l.Close()
		return nil, fmt.Errorf("listen: %w", err)
	}
	if real, err := resolved(catalogue); err == nil {
		_ = os.WriteFile(pointer(real), []byte(path), 0o600) // without it, a second start looks at socketPath
	}
	return l, nil
}

// serve takes calls until the listener is closed. open gets the folders and reports
// whether it took them. failed gets the error of a call that cannot be accepted, as
// when the process has too many open files; serve then goes on.
func serve(l net.Listener, open func(folders []string) bool, failed func(error)) {
	for {
		conn, err := l.Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			failed(err)
			time.Sleep(retryEvery)
		default:
			go take(conn, open)
		}
	}
}

// take takes one call. A call that makes no sense gets no answer.
func take(conn net.Conn, open func([]string) bool) {
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(callTimeout))
	var c call
	if json.NewDecoder(io.LimitReader(conn, maxCall)).Decode(&c) != nil {
		return
	}
	a := answer{Protocol: protocol}
	if c.Protocol == protocol {
		folders := make([]string, len(c.Folders))
		for i, f := range c.Folders {
			folders[i] = string(f)
		}
		a.Taken = open(folders)
	}
	_ = conn.SetDeadline(time.Now().Add(callTimeout))
	_ = json.NewEncoder(conn).Encode(a) // the caller may be gone
}

// handOver gives folders to the window that has a catalogue, which comes to the front.
// It returns when the window has answered, or the reason why it cannot.
func handOver(ctx context.Context, catalogue string, folders []string) error {
	path, err := socketOf(catalogue)
	if err != nil {
		return err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil { // the pointer is of an earlier window, and the present one could not write its own
		if path, err = socketPath(catalogue); err == nil {
			conn, err = new(net.Dialer).DialContext(ctx, "unix", path)
		}
	}
	if err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	c := call{Protocol: protocol, Folders: make([][]byte, len(folders))}
	for i, f := range folders {
		abs, err := filepath.Abs(f)
		if err != nil {
			return fmt.Errorf("hand over: %w", err)
		}
		c.Folders[i] = []byte(abs)
	}
	if err := json.NewEncoder(conn).Encode(c); err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	var a answer
	if err := json.NewDecoder(io.LimitReader(conn, maxCall)).Decode(&a); err != nil {
		return fmt.Errorf("hand over: %w", err)
	}
	if a.Protocol != protocol || !a.Taken {
		return errors.New("hand over: the window did not take the folders")
	}
	return nil
}

// errHanded is the error of openOrHand when an open window took the folders.
var errHanded = errors.New("the open window took the folders")

// openOrHand opens a catalogue. While another process has it, openOrHand hands the
// folders to that process's window, and returns errHanded if the window takes them. It
// tries both in turn for as long as patience, and then returns the error of open.
func openOrHand(open func() error, catalogue string, folders []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		err := open()
		if !errors.Is(err, library.ErrLocked) {
			return err
		}
		if handOver(ctx, catalogue, folders) == nil {
			return errHanded
		}
		select {
		case <-time.After(retryEvery):
		case <-ctx.Done():
			return err
		}
	}
}
