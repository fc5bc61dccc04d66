package main

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// event is a line of go test -json (go doc test2json).
type event struct {
	Action     string
	Package    string
	ImportPath string // the package that is being built
	Test       string
	Output     string
}

// counts are the results of tests, with names where they matter.
type counts struct {
	passed          int
	failed, skipped []string
}

func (c *counts) add(d counts) {
	c.passed += d.passed
	c.failed = append(c.failed, d.failed...)
	c.skipped = append(c.skipped, d.skipped...)
}

func (c *counts) print(w io.Writer) {
	for _, name := range c.skipped {
		fmt.Fprintln(w, "skipped:", name)
	}
	for _, name := range c.failed {
		fmt.Fprintln(w, "failed:", name)
	}
	fmt.Fprintf(w, "%d passed, %d failed, %d skipped\n", c.passed, len(c.failed), len(c.skipped))
}

// tally counts the tests in a step's output. Of tests with subtests, only the
// subtests count. The output of a failed test is passed on when it has ended;
// that of a passed test is dropped. Output that is not an event is passed on at
// once.
type tally struct {
	step     string
	print    func(line string)
	tests    bool                // the step has tests
	packages int                 // number of finished packages
	run      map[test]*trial     // tests that have begun
	said     map[string][]string // output of the packages themselves
	bad      map[string]bool     // the packages in which a test failed
	counts
}

// test identifies a test by package and name; for the package itself, the name is "".
type test struct{ pkg, name string }

// trial is the state of a test that has begun.
type trial struct {
	said   []string
	parts  int
	failed bool // a subtest has failed
	ended  bool
}

func newTally(step string, print func(string)) *tally {
	return &tally{step: step, print: print, run: map[test]*trial{}, said: map[string][]string{}, bad: map[string]bool{}}
}

// line takes a line of the step's output.
func (t *tally) line(line string) {
	var e event
	if !strings.HasPrefix(line, "{") || json.Unmarshal([]byte(line), &e) != nil || e.Action == "" {
		t.print(line)
		return
	}
	switch text := strings.TrimSuffix(e.Output, "\n"); {
	case e.Action == "build-output":
		t.print(text)
	case e.Action == "output" && e.Test == "":
		t.said[e.Package] = append(t.said[e.Package], text)
	case e.Action == "output":
		r := t.trial(e)
		r.said = append(r.said, text)
	case e.Action == "run":
		t.trial(e)
	case e.Action == "pass" || e.Action == "fail" || e.Action == "skip":
		if e.Test == "" {
			t.packageEnded(e)
		} else {
			t.testEnded(e)
		}
	}
}

// trial returns the state of the event's test.
func (t *tally) trial(e event) *trial {
	key := test{e.Package, e.Test}
	if t.run[key] == nil {
		t.run[key] = &trial{}
		if whole := t.whole(key); whole != nil {
			whole.parts++
		}
	}
	t.tests = true
	return t.run[key]
}

// whole returns the test of which this one is a subtest, or nil.
func (t *tally) whole(key test) *trial {
	i := strings.LastIndexByte(key.name, '/')
	for ; i >= 0; i = strings.LastIndexByte(key.name[:i], '/') {
		if whole := t.run[test{key.pkg, key.name[:i]}]; whole != nil { // the name of a subtest may contain a slash
			return whole
		}
	}
	return nil
}

func (t *tally) testEnded(e event) {
	key, r := test{e.Package, e.Test}, t.trial(e)
	r.ended = true
	name := short(e.Package) + " " + e.Test
	switch {
	case e.Action == "fail":
		t.bad[e.Package] = true
		if whole := t.whole(key); whole != nil {
			whole.failed = true
		}
		for _, line := range r.said {
			if !marker.MatchString(line) {
				t.print(line)
			}
		}
		if !r.failed { // otherwise only the failed subtest counts
			t.failed = append(t.failed, name)
		}
	case e.Action == "skip":
		t.skipped = append(t.skipped, name+": "+reason(r.said))
	case r.parts == 0:
		t.passed++
	}
	r.said = nil
}

// short is a package's path in the module.
func short(pkg string) string { return strings.TrimPrefix(pkg, "lectern/") }

// packageEnded prints the result of a package or, if the package failed, all its
// output.
func (t *tally) packageEnded(e event) {
	said := t.said[e.Package]
	delete(t.said, e.Package)
	if e.Action == "skip" { // without tests
		return
	}
	t.packages++
	var tests []test
	for key := range t.run {
		if key.pkg == e.Package {
			tests = append(tests, key)
		}
	}
	slices.SortFunc(tests, func(a, b test) int { return strings.Compare(b.name, a.name) }) // subtests first
	before := len(t.failed)
	for _, key := range tests {
		if !t.run[key].ended { // the program ended in the middle of the test
			t.testEnded(event{Action: "fail", Package: key.pkg, Test: key.name})
		}
		delete(t.run, key)
	}
	if e.Action == "fail" && len(t.failed) == before && !t.bad[e.Package] {
		t.failed = append(t.failed, short(e.Package)+", the package itself")
	}
	for _, line := range said {
		if e.Action == "fail" && line != "PASS" && line != "FAIL" || strings.HasPrefix(line, "ok  \t") {
			t.print(line)
		}
	}
}

// end returns the final counts when the step has ended with err.
func (t *tally) end(err error) counts {
	switch {
	case err != nil && len(t.failed) == 0:
		t.failed = append(t.failed, fmt.Sprintf("%s: %v", t.step, err))
	case err == nil && !t.tests:
		t.passed++
	}
	return t.counts
}

var (
	// marker is what go test -v prints between the lines of a test.
	marker = regexp.MustCompile(`^\s*=== (RUN|PAUSE|CONT|NAME|ATTR)\b`)
	place  = regexp.MustCompile(`^\s*\S+\.go:\d+: `)
)

// reason returns why a test was skipped: the last line that it printed.
func reason(said []string) string {
	for _, line := range slices.Backward(said) {
		if at := place.FindString(line); at != "" {
			return strings.TrimSpace(line[len(at):])
		}
	}
	return "it does not say why"
}
