//go:build unix

package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestInterrupt: a signal during a scan ends it at once, with status 1, a message and
// no records, and ends the hanging ffprobe too.
func TestInterrupt(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) { interrupt(t, sig) })
	}
}

func interrupt(t *testing.T, sig syscall.Signal) {
	dir := t.TempDir()
	lib, bin, pipe := filepath.Join(dir, "lib"), filepath.Join(dir, "bin"), filepath.Join(dir, "started")
	encode(t, lib)
	// A reader that hangs, with a child that hangs, as on a dead disk. The pipe reports
	// that the reader runs, and stays open as long as either of them lives.
	script := "#!/bin/sh\nexec 3>'" + pipe + "'\necho running >&3\nsleep 600\n"
	if err := errors.Join(os.Mkdir(bin, 0o755), syscall.Mkfifo(pipe, 0o600),
		os.WriteFile(filepath.Join(bin, "ffprobe"), []byte(script), 0o755)); err != nil {
		t.Fatal(err)
	}
	cmd := program(t, "lectern", "scan", "--prober=ffprobe", "--workers=1", lib)
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	check(t, cmd.Start())
	running, err := os.Open(pipe)
	check(t, err)
	defer running.Close()
	if _, err := io.ReadFull(running, make([]byte, len("running\n"))); err != nil {
		t.Fatal(err)
	}

	sent := time.Now()
	check(t, cmd.Process.Signal(sig))
	err = cmd.Wait()
	// The reader would hang for ten minutes.
	const prompt = time.Minute
	if took := time.Since(sent); took > prompt {
		t.Errorf("it went on for %v", took)
	}
	if code := cmd.ProcessState.ExitCode(); code != failed {
		t.Errorf("exit status %d (%v), want %d", code, err, failed)
	}
	if stdout.Len() > 0 || stderr.String() != "lectern: interrupted\n" {
		t.Errorf("printed %q and said %q", stdout.String(), stderr.String())
	}
	check(t, running.SetReadDeadline(time.Now().Add(prompt)))
	if _, err := io.ReadAll(running); err != nil {
		t.Errorf("the reader was left behind: %v", err)
	}
}
