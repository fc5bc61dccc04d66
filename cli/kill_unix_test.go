//go:build unix

package cli

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
)

const (
	killedRuns  = 25
	killedFiles = 300

	// mostRead is how many files are read at most before the kill: about two seconds of
	// reading, in which no batch, one or two are saved.
	mostRead = 110

	hung = 5 * time.Minute // far longer than a run takes, also on a busy machine
)

// slowReader stands in for ffprobe. It reports through a pipe which process reads which
// file, waits, and prints what the real ffprobe prints for such a file.
const slowReader = `#!/bin/sh
for last; do :; done
echo "$PPID ${last#file:}" >'%[1]s/pipe'
sleep 0.03
exec cat '%[1]s'/answer"${last##*.}"
`

// TestKilledScans kills lectern scan again and again. Each time the catalogue
// opens intact, no file that it has as read is read again, and in the end all files are
// read.
func TestKilledScans(t *testing.T) {
	t.Parallel() // it waits for the slow reader
	dir := t.TempDir()
	lib, kept := filepath.Join(dir, "lib"), filepath.Join(dir, "kept", "c.db")
	bin, reads := slowly(t, dir, lib)
	r := rand.New(rand.NewPCG(10, 1))
	acknowledged := map[string]book.ID{}
	lost := 0 // reads that must be repeated
	scan := func(most int) (ended bool) {
		cmd := program(t, "lectern", "scan", "--prober=ffprobe", "--catalog="+kept, "--log="+filepath.Join(dir, "log"), lib)
		cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"))
		var said strings.Builder
		cmd.Stderr = &said
		check(t, cmd.Start())
		exit := make(chan error, 1)
		go func() { exit <- cmd.Wait() }()
		late := time.After(hung)
		n, ended := 0, false
		for n < most && !ended {
			select {
			case read := <-reads:
				if read.pid != cmd.Process.Pid {
					continue // its process was killed
				}
				n++
				if _, there := acknowledged[read.path]; there {
					t.Errorf("%q was read again", read.path)
				}
			case err := <-exit:
				if ended = true; err != nil {
					t.Errorf("%v: %s", err, said.String())
				}
			case <-late:
				t.Fatal("it hangs: ", said.String())
			}
		}
		if !ended {
			cmd.Process.Kill()
			<-exit
		}
		before := len(acknowledged)
		whole(t, kept, acknowledged)
		lost += n - (len(acknowledged) - before)
		return ended
	}
	batches := 0 // runs that saved at least one batch
	for range killedRuns {
		before := len(acknowledged)
		scan(r.IntN(mostRead))
		if len(acknowledged) > before {
			batches++
		}
	}
	if batches < 2 {
		t.Errorf("%d of %d runs kept anything", batches, killedRuns)
	}
	want := killedFiles - len(acknowledged)
	if !scan(killedFiles + 1) {
		t.Fatal("the last run was killed")
	}
	if len(acknowledged) != killedFiles {
		t.Errorf("%d files are known in the end", len(acknowledged))
	}
	if probed, reused := lastRun(t, filepath.Join(dir, "log")); probed != want || reused != killedFiles-want {
		t.Errorf("the last run read %d and knew %d, %d were to be read", probed, reused, want)
	}
	t.Logf("%d of %d runs kept something, %d reads were lost", batches, killedRuns, lost)
}

// whole opens the catalogue, which must report no problem, and notes which files it has
// as read. Each must have the right values, and the ID it had before.
func whole(t *testing.T, path string, acknowledged map[string]book.ID) {
	t.Helper()
	c, err := catalog.Open(t.Context(), path)
	check(t, err)
	defer c.Close()
	there := map[string]bool{}
	err = c.Load(t.Context(), func(entries []catalog.Entry) {
		for _, e := range entries {
			there[e.File.Path] = true
			id, known := acknowledged[e.File.Path]
			if known && (id != e.File.ID || !e.Read) {
				t.Errorf("%q was row %d, it is %+v", e.File.Path, id, e)
			}
			if !e.Read {
				continue
			}
			acknowledged[e.File.Path] = e.File.ID
			if e.File.State != book.Probed || e.File.Media == nil || e.File.Media.Tags().Title == "" {
				t.Errorf("%q is kept as read: %+v", e.File.Path, e.File)
			}
		}
	})
	if notices := c.Notices(); err != nil || len(notices) > 0 {
		t.Fatal(err, notices)
	}
	for path := range acknowledged {
		if !there[path] {
			t.Errorf("%q is forgotten", path)
		}
	}
}

// read is a file that is being read by the lectern process with this ID.
type read struct {
	pid  int
	path string
}

// slowly makes a library that slowReader reads. It returns the folder of slowReader, and
// the reads that it reports.
func slowly(t *testing.T, dir, lib string) (bin string, reads <-chan read) {
	t.Helper()
	one := filepath.Join(dir, "one")
	encode(t, one)
	bin = filepath.Join(dir, "bin")
	pipe := filepath.Join(dir, "pipe")
	check(t, errors.Join(os.Mkdir(bin, 0o755), os.Mkdir(lib, 0o755), syscall.Mkfifo(pipe, 0o600)))
	for _, b := range books {
		ext := filepath.Ext(b.path)
		out, err := exec.Command("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", "-i", filepath.Join(one, b.path)).Output()
		check(t, err)
		check(t, os.WriteFile(filepath.Join(dir, "answer"+ext[1:]), out, 0o644))
	}
	for i := range killedFiles {
		b := books[i%len(books)]
		data, err := os.ReadFile(filepath.Join(one, b.path))
		check(t, err)
		folder := filepath.Join(lib, strconv.Itoa(i/10))
		check(t, errors.Join(os.MkdirAll(folder, 0o755), os.WriteFile(filepath.Join(folder, fmt.Sprint(i, filepath.Ext(b.path))), data, 0o644)))
	}
	check(t, os.WriteFile(filepath.Join(bin, "ffprobe"), fmt.Appendf(nil, slowReader, dir), 0o755))
	from, err := os.OpenFile(pipe, os.O_RDWR, 0) // keeps the pipe open while nobody writes
	check(t, err)
	t.Cleanup(func() { from.Close() })
	reported := make(chan read, 100*killedFiles)
	go func() {
		for lines := bufio.NewScanner(from); lines.Scan(); {
			pid, path, _ := strings.Cut(lines.Text(), " ")
			n, _ := strconv.Atoi(pid)
			reported <- read{n, path}
		}
	}()
	return bin, reported
}

// lastRun returns the counts of the last line about probes in a log.
func lastRun(t *testing.T, log string) (probed, reused int) {
	t.Helper()
	f, err := os.Open(log)
	check(t, err)
	defer f.Close()
	for in := json.NewDecoder(f); ; {
		var line struct {
			Msg            string
			Probed, Reused int
		}
		if err := in.Decode(&line); err == io.EOF {
			return probed, reused
		} else if err != nil {
			t.Fatal(err)
		}
		if line.Msg == "probe_done" {
			probed, reused = line.Probed, line.Reused
		}
	}
}
