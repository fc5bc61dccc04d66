// Check runs targets of the Makefile one after the other, also after a failure,
// and counts the tests in their output. Its last line is
//
//	2104 passed, 0 failed, 3 skipped
//
// Above it are the names of the failed tests, and the skipped tests with their
// reasons. A target without Go tests counts as one test. The exit status is 1
// if anything failed.
//
//	go run ./scripts/check TARGET…
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: check TARGET…")
		os.Exit(2)
	}
	began := time.Now()
	v := newVoice(os.Stdout)
	defer v.close()
	var total counts
	for _, target := range os.Args[1:] {
		total.add(check(v, target))
	}
	v.say("checked in %s", elapsed(time.Since(began)))
	v.close()
	total.print(os.Stdout)
	if len(total.failed) > 0 {
		os.Exit(1)
	}
}

// check runs a target and counts its tests.
func check(v *voice, target string) counts {
	v.begin(target)
	t := newTally(target, v.line)
	cmd := exec.Command("make", "--no-print-directory", "--silent", target, "JSON=-json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return t.end(err)
	}
	told, err := cmd.StderrPipe()
	if err != nil {
		return t.end(err)
	}
	if err := cmd.Start(); err != nil {
		return t.end(err)
	}
	var wait sync.WaitGroup
	wait.Go(func() { lines(out, func(line string) { t.line(line); v.heard(t.packages) }) })
	wait.Go(func() { lines(told, v.line) })
	wait.Wait()
	return t.end(cmd.Wait())
}

// lines calls f with each line, of any length, without its end.
func lines(from io.Reader, to func(string)) {
	for r := bufio.NewReader(from); ; {
		line, err := r.ReadString('\n')
		if n := len(line); n > 0 && line[n-1] == '\n' {
			line = line[:n-1]
		}
		if err == nil || line != "" {
			to(line)
		}
		if err != nil {
			return
		}
	}
}
