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

// A catalogue has one window. The program that has the catalogue listens on a
// socket whose path follows from the catalogue's; a second start, which finds
// the catalogue locked, hands its folders over there and ends.

const (
	// protocol is the version of call and answer. Who gets another says no.
	protocol = 1

	// maxCall is the most bytes of a call: all folders a command line can
	// hold, 2 MB on Linux, in base64.
	maxCall = 4 << 20

	// callTimeout bounds how long who called may take to say what for. It is
	// less than patience, so that one that says nothing keeps nobody out.
	callTimeout = 2 * time.Second

	// patience is how long a second start waits for an answer, or for the
	// catalogue: the first may just have begun, or be about to end.
	patience = 5 * time.Second

	// retryEvery is how often it tries in that time.
	retryEvery = 100 * time.Millisecond

	// maxSocket is the longest path of a socket, in bytes: 104 with a NUL on
	// macOS, 108 elsewhere (sun_path in sys/un.h).
	maxSocket = 103
)

// call is what a second start says, as JSON. Folders are bytes, which JSON has
// in base64: a path may not be UTF-8.
type call struct {
	Protocol int      `json:"protocol"`
	Folders  [][]byte `json:"folders"`
}

// answer is what it is told.
type answer struct {
	Protocol int  `json:"protocol"`
	Taken    bool `json:"taken"` // the folders are the window's now
}

// pointer is the file that says where the window which has a catalogue listens: a
// second start may have another runtime folder, or none, as after su and over ssh.
func pointer(catalogue string) string { return catalogue + ".window" }

// resolved is a catalogue's path without links, also where it is not there yet.
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

// socketOf is where the window that has a catalogue says it listens, or would.
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

// socketPath is where the window that has a catalogue listens. It makes the folder.
func socketPath(catalogue string) (string, error) {
	abs, err := resolved(catalogue)
	if err != nil {
		return "", fmt.Errorf("find socket: %w", err)
	}
	sum := sha256.Sum256([]byte(abs))
	name := hex.EncodeToString(sum[:8]) + ".sock"
	// Where there is no session there is no runtime folder.
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

// private makes a folder that nobody else can use, or finds it so.
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

// listen listens for those who want a catalogue, in place of whoever was killed
// there. Only who has the catalogue may call it.
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
		_ = os.WriteFile(pointer(real), []byte(path), 0o600) // without it the next looks where this one would
	}
	return l, nil
}

// serve takes calls until the listener is closed. open is given the folders and
// reports whether it took them. A call that cannot be accepted, as when the
// process has too many files open, is told to failed, and the next is waited for.
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

// take takes one call. What makes no sense is not answered.
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
	_ = json.NewEncoder(conn).Encode(a) // who called may be gone
}

// handOver has the window that has a catalogue take folders and come to the
// front. It returns when that has happened, or why it has not.
func handOver(ctx context.Context, catalogue string, folders []string) error {
	path, err := socketOf(catalogue)
	if err != nil {
		return err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil { // the note is of an earlier window, and this one could write none
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
		return errors.New("hand over: the window did not take it")
	}
	return nil
}

// errHanded is what openOrHand comes to when a window that is open already took
// the folders.
var errHanded = errors.New("the open window has it")

// openOrHand opens a catalogue. While another process has it, the folders are
// handed over to that one's window: then errHanded is returned. Both are tried
// in turn for as long as patience, and then what open returned is returned.
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
