package main

import (
	"bytes"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// module has a package for each way in which tests can end.
const module = `
-- go.mod --
module lectern
go 1.26
-- good/good_test.go --
package good
import "testing"
func TestGood(t *testing.T) { t.Log("nobody wants to know") }
func TestParts(t *testing.T) {
	t.Run("a", func(t *testing.T) {})
	t.Run("b/c", func(t *testing.T) { t.Run("d", func(t *testing.T) {}) })
}
func TestSkipped(t *testing.T) { t.Skip("no", "strace") }
func TestSkippedPart(t *testing.T) { t.Run("x", func(t *testing.T) { t.SkipNow() }) }
-- bad/bad_test.go --
package bad
import "testing"
func TestBad(t *testing.T) { t.Error("three is not four") }
func TestBadPart(t *testing.T) {
	t.Run("fine", func(t *testing.T) {})
	t.Run("not", func(t *testing.T) { t.Error("five is not six") })
}
-- panics/panics_test.go --
package panics
import "testing"
func TestBefore(t *testing.T) {}
func TestPanics(t *testing.T) { panic("help") }
-- exits/exits_test.go --
package exits
import ("os"; "testing")
func TestExits(t *testing.T) { t.Run("part", func(t *testing.T) { os.Exit(3) }) }
-- main/main_test.go --
package main
import ("os"; "testing")
func TestMain(m *testing.M) { m.Run(); println("the end is bad"); os.Exit(1) }
func TestFine(t *testing.T) {}
-- broken/broken_test.go --
package broken
import "testing"
func TestBroken(t *testing.T) { undefined() }
-- empty/empty.go --
package empty
`

// TestTally runs the go command on tests that end in every possible way.
func TestTally(t *testing.T) {
	dir := t.TempDir()
	if err := txtar.Write(txtar.Parse([]byte(module)), dir); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "test", "-json", "./...")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err == nil {
		t.Fatal("all is well")
	}
	var printed []string
	tally := newTally("unit", func(line string) { printed = append(printed, line) })
	tally.line("{not JSON")
	lines(bytes.NewReader(out), tally.line)
	got := tally.end(err)

	if got.passed != 6 { // TestGood, a, b/c/d, fine, TestBefore, TestFine
		t.Errorf("%d passed", got.passed)
	}
	slices.Sort(got.failed)
	slices.Sort(got.skipped)
	if want := []string{
		"bad TestBad", "bad TestBadPart/not", "broken, the package itself", "exits TestExits/part",
		"main, the package itself", "panics TestPanics",
	}; !slices.Equal(got.failed, want) {
		t.Errorf("failed: %q", got.failed)
	}
	if want := []string{"good TestSkipped: no strace", "good TestSkippedPart/x: it does not say why"}; !slices.Equal(got.skipped, want) {
		t.Errorf("skipped: %q", got.skipped)
	}
	all := strings.Join(printed, "\n")
	for _, want := range []string{
		"{not JSON", "three is not four", "five is not six", "panic: help", "undefined: undefined", "the end is bad", "ok  \tlectern/good", "FAIL\tlectern/bad",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not reported:\n%s", want, all)
		}
	}
	for _, noise := range []string{"nobody wants", "=== RUN", "lectern/empty", `"Action"`} {
		if strings.Contains(all, noise) {
			t.Errorf("%q is reported:\n%s", noise, all)
		}
	}
	if tally.packages != 6 {
		t.Errorf("%d packages", tally.packages)
	}
}

// TestSteps: a step without tests counts as one, and the last line sums up.
func TestSteps(t *testing.T) {
	var total counts
	total.add(newTally("vet", nil).end(nil))
	total.add(newTally("fmt", nil).end(exec.ErrNotFound))
	total.add(counts{passed: 2, skipped: []string{"a TestA: why"}})
	var b strings.Builder
	total.print(&b)
	if got, want := b.String(), "skipped: a TestA: why\nfailed: fmt: "+exec.ErrNotFound.Error()+"\n3 passed, 1 failed, 1 skipped\n"; got != want {
		t.Errorf("printed %q", got)
	}
}

// TestVoice: the voice speaks after a long enough silence, and not earlier.
func TestVoice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b strings.Builder
		v := newVoice(&b)
		v.begin("unit")
		time.Sleep(silence / 2)
		v.line("ok")
		time.Sleep(silence - time.Second)
		synctest.Wait()
		v.heard(7)
		time.Sleep(2 * silence)
		synctest.Wait()
		v.close()
		if got, want := b.String(), "== unit\nok\nunit: at work for 37 s, 7 packages done\nunit: at work for 1 min 2 s, 7 packages done\n"; got != want {
			t.Errorf("said %q, want %q", got, want)
		}
	})
}
