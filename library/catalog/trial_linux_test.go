package catalog

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/scripts/needs"
)

func init() { children["type"] = typeOn }

// typeOn saves rows and an edit, and prints "saved". With the next line of standard input
// it saves more edits, and prints the first notice. It closes the catalogue at the end of
// standard input.
func typeOn(path string) error {
	c, err := Open(context.Background(), path)
	if err != nil {
		return err
	}
	ops := append(library(10), KeepRoot(Root{Path: "/books"}), Edit(1, "title", "typed before"))
	c.Save(ops...)
	for c.Saved() < uint64(len(ops)) {
		<-c.News()
		if notices := refusals(c); len(notices) > 0 {
			return fmt.Errorf("%v %v", notices, c.Faults())
		}
	}
	fmt.Println("saved")
	in := bufio.NewReader(os.Stdin)
	if _, err := in.ReadString('\n'); err != nil {
		return err
	}
	c.Save(Edit(1, "title", "typed meanwhile"), Edit(2, "title", "this too"))
	for len(refusals(c)) == 0 {
		<-c.News()
	}
	fmt.Println(refusals(c))
	io.Copy(io.Discard, in)
	return c.Close()
}

// refusals returns the notices of a catalogue without that of a disk that does not answer: on
// a busy computer it is slow.
func refusals(c *Catalog) []string {
	return slices.DeleteFunc(noticed(c), func(notice string) bool { return strings.Contains(notice, silence+".") })
}

// refuse makes every write of a process fail with an error of the system, until stop is
// called.
func refuse(t *testing.T, with string, process *os.Process) (stop func()) {
	t.Helper()
	needs.Programs(t, "strace")
	cmd := exec.Command("strace", "-f", "-e", "trace=pwrite64", "-e", "inject=pwrite64:error="+with,
		"-o", filepath.Join(t.TempDir(), "trace"), "-p", strconv.Itoa(process.Pid))
	said, err := cmd.StderrPipe()
	check(t, err)
	check(t, cmd.Start())
	stop = func() { cmd.Process.Signal(os.Interrupt); cmd.Wait() }
	t.Cleanup(stop)
	if lines := bufio.NewScanner(said); !lines.Scan() || !strings.Contains(lines.Text(), "attached") {
		t.Skip("strace cannot trace here: ", lines.Text())
	}
	go io.Copy(io.Discard, said)
	return stop
}

// A disk refuses to write while the user types. SQLite has one code for most of the
// reasons; the user hears the true one, and everything is written once the disk writes
// again.
func TestRefusedWrites(t *testing.T) {
	t.Parallel()
	for refusal, want := range map[string]string{
		"EDQUOT": "your share of the disk is full (quota)",
		"EROFS":  "it is read-only",
		"EIO":    "the disk does not answer as it should",
		"ENOSPC": "the disk is full",
	} {
		t.Run(refusal, func(t *testing.T) {
			t.Parallel()
			path := somewhere(t)
			typist := startChild(t, "type", path)
			if !typist.lines.Scan() {
				t.Fatal("nothing is saved")
			}
			writeAgain := refuse(t, refusal, typist.Process)
			fmt.Fprintln(typist.in.(io.Writer), "type")
			if !typist.lines.Scan() || !strings.Contains(typist.lines.Text(), "("+want+")") {
				t.Errorf("notices %s", typist.lines.Text())
			}
			writeAgain()
			typist.in.Close()
			check(t, typist.Wait())
			c := must(t, path)
			rows := load(t, c)
			for id, title := range map[book.ID]string{1: "typed meanwhile", 2: "this too"} {
				if rows[id].Edits["title"] != title {
					t.Errorf("book %d: %v", id, rows[id].Edits)
				}
			}
			if files, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".lectern-*")); len(rows) != 10 || len(noticed(c)) > 0 || len(files) > 0 || err != nil {
				t.Errorf("%d rows; %v; %v %v", len(rows), noticed(c), files, err)
			}
		})
	}
}
