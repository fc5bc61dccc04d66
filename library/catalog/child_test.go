package catalog

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"
)

// childVar, in the environment of a test binary, makes it one of the processes
// below instead of running tests.
const childVar = "LECTERN_CATALOG_CHILD"

var children = map[string]func(path string) error{
	"hold":    hold,
	"write":   writeOn,
	"lend":    lend,
	"inherit": inherit,
}

func TestMain(m *testing.M) {
	if do := children[os.Getenv(childVar)]; do != nil {
		if err := do(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child is another process that uses a catalogue. It ends when its standard
// input is closed, or when it is killed.
type child struct {
	*exec.Cmd
	lines *bufio.Scanner
	in    io.Closer
}

func startChild(t *testing.T, what, path string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], path)
	cmd.Env = append(os.Environ(), childVar+"="+what)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	check(t, err)
	out, err := cmd.StdoutPipe()
	check(t, err)
	check(t, cmd.Start())
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return &child{cmd, bufio.NewScanner(out), in}
}

// hold keeps a catalogue open until standard input ends.
func hold(path string) error {
	c, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	fmt.Println("open")
	io.Copy(io.Discard, os.Stdin)
	return c.Close()
}
