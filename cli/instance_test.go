package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"lectern/library"
)

// holder is the program "holder CATALOGUE [mute]": it holds the catalogue until its
// standard input ends and, unless mute, prints the folders of each call as JSON.
func holder() error {
	lib, err := library.Open(library.Options{Catalog: os.Args[1], Headless: true})
	if err != nil {
		return err
	}
	defer lib.Close()
	if len(os.Args) == 2 {
		l, err := listen(os.Args[1])
		if err != nil {
			return err
		}
		defer l.Close()
		go serve(l, func(folders []string) bool {
			raw := make([][]byte, len(folders))
			for i, f := range folders {
				raw[i] = []byte(f)
			}
			return json.NewEncoder(os.Stdout).Encode(raw) == nil
		}, func(err error) { fmt.Fprintln(os.Stderr, err) })
	}
	fmt.Println("ready")
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// held is a running holder.
type held struct {
	*testing.T
	lines *bufio.Scanner
	end   func() // closes its input and waits for its end
	kill  func()
	wait  func()
	pid   int
}

func hold(t *testing.T, args ...string) held {
	t.Helper()
	cmd := program(t, "holder", args...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	check(t, err)
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	h := held{t, bufio.NewScanner(out),
		func() { in.Close(); cmd.Wait() },
		func() { cmd.Process.Kill(); cmd.Wait() },
		func() { cmd.Wait() }, cmd.Process.Pid}
	t.Cleanup(h.kill)
	if !h.lines.Scan() || h.lines.Text() != "ready" {
		t.Fatalf("the holder said %q", h.lines.Text())
	}
	return h
}

// got waits for a call and fails unless it is for these folders.
func (h held) got(want ...string) {
	h.Helper()
	var raw [][]byte
	if !h.lines.Scan() || json.Unmarshal(h.lines.Bytes(), &raw) != nil {
		h.Fatalf("the holder said %q", h.lines.Text())
	}
	var folders []string
	for _, f := range raw {
		folders = append(folders, string(f))
	}
	if !slices.Equal(folders, want) {
		h.Errorf("handed over %q, want %q", folders, want)
	}
}

// opens returns a function that opens a catalogue and closes it again.
func opens(catalogue string) func() error {
	return func() error {
		lib, err := library.Open(library.Options{Catalog: catalogue, Headless: true})
		if err == nil {
			lib.Close()
		}
		return err
	}
}

// TestHandOver: a second process hands its folders to the first, whatever their names.
// After the first has ended or was killed, the next one opens the catalogue and takes
// calls.
func TestHandOver(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	t.Chdir(filepath.Dir(catalogue))
	here, err := os.Getwd()
	check(t, err)
	odd := "/a b\xff\n\x01é"
	for _, end := range []func(held){func(h held) { h.kill() }, func(h held) { h.end() }} {
		h := hold(t, catalogue)
		if err := openOrHand(opens(catalogue), "c.db", []string{odd, "Books"}); !errors.Is(err, errHanded) {
			t.Fatalf("the second got %v", err)
		}
		h.got(odd, filepath.Join(here, "Books"))
		if err := openOrHand(opens(catalogue), catalogue, nil); !errors.Is(err, errHanded) {
			t.Fatalf("the third got %v", err)
		}
		h.got()
		end(h)
	}
	if err := openOrHand(opens(catalogue), catalogue, nil); err != nil {
		t.Errorf("when the first had ended: %v", err)
	}
}

// TestEndOther: a process that has the catalogue and does not answer can be found and
// ended, and then the catalogue opens.
func TestEndOther(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	h := hold(t, catalogue, "mute")
	go h.wait() // a child that has ended exists until its parent waits for it
	pid := library.Holder(catalogue)
	if pid != h.pid {
		t.Fatalf("process %d has it, not %d", h.pid, pid)
	}
	check(t, end(pid))
	if pid := library.Holder(catalogue); pid != 0 {
		t.Errorf("process %d has it when nobody does", pid)
	}
	if err := opens(catalogue)(); err != nil {
		t.Error(err)
	}
}

// TestMute: a process that has the catalogue but no window does not answer, and the
// second process gives up in time.
func TestMute(t *testing.T) {
	t.Parallel() // it waits until the second process gives up
	catalogue := filepath.Join(t.TempDir(), "c.db")
	hold(t, catalogue, "mute")
	began := time.Now()
	if err := openOrHand(opens(catalogue), catalogue, nil); !errors.Is(err, library.ErrLocked) {
		t.Errorf("the second got %v", err)
	}
	if took := time.Since(began); took < patience || took > time.Minute {
		t.Errorf("it gave up after %v", took)
	}
}

// TestEnds: the second process opens the catalogue when the first releases it in the
// meantime.
func TestEnds(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	h := hold(t, catalogue, "mute")
	tries := 0
	if err := openOrHand(func() error {
		if tries++; tries == 2 {
			h.end()
		}
		return opens(catalogue)()
	}, catalogue, nil); err != nil || tries != 2 {
		t.Errorf("%v after %d tries", err, tries)
	}
}

// TestSocket: only the user may use the socket and its folder.
func TestSocket(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	path, err := socketPath(catalogue)
	check(t, err)
	if len(path) > maxSocket {
		t.Errorf("%d bytes: %s", len(path), path)
	}
	if other, err := socketPath(catalogue + "x"); err != nil || other == path {
		t.Errorf("another catalogue has %s, %v", other, err)
	}
	// The remains of a killed program: a socket, or any other file.
	check(t, os.WriteFile(path, []byte("left"), 0o644))
	l, err := listen(catalogue)
	check(t, err)
	for p, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if i, err := os.Stat(p); err != nil || i.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", p, i, err)
		}
	}
	l.Close()
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket stays: %v", err)
	}
}

// TestPrivate: a folder that others may use is refused, and so is a file.
func TestPrivate(t *testing.T) {
	dir := t.TempDir()
	open, link, own := filepath.Join(dir, "open"), filepath.Join(dir, "link"), filepath.Join(dir, "own")
	check(t, errors.Join(os.Mkdir(open, 0o700), os.Chmod(open, 0o770), private(own), private(own), os.Symlink(own, link)))
	for _, bad := range []string{open, link} {
		if private(bad) == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// TestHostile: a call that makes no sense opens nothing, and the next call is answered.
func TestHostile(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	l, err := listen(catalogue)
	check(t, err)
	opened, served := make(chan []string, 1), make(chan struct{})
	go func() {
		defer close(served)
		serve(l, func(folders []string) bool { opened <- folders; return len(folders) < 2 }, func(err error) { t.Error(err) })
	}()
	for name, c := range map[string]struct{ sent, want string }{
		"nothing":        {"", ""},
		"garbage":        {"\x00\xff\x00\x00GET / HTTP/1.1\r\n\r\n", ""},
		"deep":           {strings.Repeat("[", maxCall), ""},
		"endless":        {`{"protocol":1,"folders":["` + strings.Repeat("QUFB", maxCall), ""},
		"not base64":     {`{"protocol":1,"folders":["*"]}`, ""},
		"other protocol": {`{"protocol":2,"folders":["QUFB"]}`, `{"protocol":1,"taken":false}` + "\n"},
	} {
		conn, err := net.Dial("unix", l.Addr().String())
		check(t, err)
		_, _ = io.WriteString(conn, c.sent) // the server may hang up halfway
		_ = conn.(*net.UnixConn).CloseWrite()
		got, _ := io.ReadAll(conn)
		conn.Close()
		if string(got) != c.want {
			t.Errorf("%s: answered %q, want %q", name, got, c.want)
		}
	}

	// A silent caller does not keep the next one waiting.
	slow, err := net.Dial("unix", l.Addr().String())
	check(t, err)
	defer slow.Close()
	if _, err := io.WriteString(slow, `{"protocol":1,"folders":["QUFB`); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	check(t, handOver(ctx, catalogue, []string{"/a"}))
	if got := <-opened; !slices.Equal(got, []string{"/a"}) {
		t.Errorf("opened %q", got)
	}
	if err := handOver(ctx, catalogue, []string{"/a", "/b"}); err == nil {
		t.Error("handed over what was not taken")
	}
	l.Close()
	<-served
}

// tired is a listener whose first calls cannot be accepted.
type tired struct {
	net.Listener
	fails int
}

func (l *tired) Accept() (net.Conn, error) {
	if l.fails > 0 {
		l.fails--
		return nil, syscall.EMFILE
	}
	return l.Listener.Accept()
}

// TestAcceptFails: a call that cannot be accepted is reported, and the next one is
// answered.
func TestAcceptFails(t *testing.T) {
	catalogue := filepath.Join(t.TempDir(), "c.db")
	l, err := listen(catalogue)
	check(t, err)
	defer l.Close()
	failed := make(chan error, 2)
	go serve(&tired{l, 2}, func([]string) bool { return true }, func(err error) { failed <- err })
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := handOver(ctx, catalogue, nil); err != nil || len(failed) != 2 {
		t.Errorf("%v, %d told", err, len(failed))
	}
}

// TestWindowIsFound: a second start finds the window through a link to the catalogue,
// and without the runtime folder of the first.
func TestWindowIsFound(t *testing.T) {
	dir := t.TempDir()
	link := filepath.Join(t.TempDir(), "link")
	check(t, os.Symlink(dir, link))
	runtime := xdg.RuntimeDir
	defer func() { xdg.RuntimeDir = runtime }()
	xdg.RuntimeDir = t.TempDir()
	l, err := listen(filepath.Join(dir, "c.db"))
	check(t, err)
	defer l.Close()
	go serve(l, func([]string) bool { return true }, func(error) {})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for _, elsewhere := range []string{xdg.RuntimeDir, t.TempDir(), "/nonexistent"} {
		xdg.RuntimeDir = elsewhere
		if err := handOver(ctx, filepath.Join(link, "c.db"), nil); err != nil {
			t.Errorf("with the runtime folder %s: %v", elsewhere, err)
		}
	}
}
