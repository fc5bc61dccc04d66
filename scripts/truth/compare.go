package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lectern/scripts/corpus"
)

// difference is a field of a file for which there is more than one answer.
type difference struct {
	path, kind           string // kind is how the corpus made the file
	field                string
	ours, theirs, truth  string
	known                bool // there is a manifest, and truth is its value
	wrongOurs, wrongThem bool
	expected             bool // the manifest says that ffprobe cannot see the field
}

// comparison is the result of comparing all files.
type comparison struct {
	files       int
	differences []difference
	missing     []string // files in the manifest that the scan did not list
	estimates   int      // number of estimated durations
	worst       float64  // largest error of an estimate, as a share of the true duration
}

// compare compares the records of one side with those of the other and, if there is
// one, with the manifest.
func compare(dir string, ours, theirs map[string]*record, files map[string]*corpus.File) *comparison {
	c := &comparison{files: len(ours)}
	paths := make([]string, 0, len(ours))
	for path := range ours {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			rel = path
		}
		other := theirs[path]
		if other == nil { // it appeared between the scans
			continue
		}
		c.add(rel, ours[path], other, files[path])
	}
	for path := range files {
		if ours[path] == nil {
			c.missing = append(c.missing, path)
		}
	}
	slices.Sort(c.missing)
	return c
}

// add compares one file.
func (c *comparison) add(path string, ours, theirs *record, f *corpus.File) {
	var truth *record
	kind := ours.Prober
	if f != nil {
		kind = cmp.Or(f.Dialect+f.Broken, kind)
		if readsAnything := os.Getuid() == 0; f.Fault != "permission" || !readsAnything {
			truth = given(f)
		}
		if ours.Estimated && f.NoHeader && f.Duration > 0 {
			c.estimates++
			c.worst = max(c.worst, max(ours.Duration, f.Duration)/max(min(ours.Duration, f.Duration), 0.001)-1)
		}
	}
	for _, field := range fields {
		d := difference{
			path: path, kind: kind, field: field.name,
			ours: field.text(ours), theirs: field.text(theirs),
		}
		if truth != nil && told(field.name, f) {
			d.known, d.truth = true, field.text(truth)
			d.wrongOurs, d.wrongThem = !right(field, ours, truth, f), !right(field, theirs, truth, f)
			d.expected = !f.Sees(field.name) || !f.Sees("fault") && (field.name == "state" || field.name == "fault")
		}
		if d.wrongOurs || d.wrongThem || !field.agree(ours, theirs) {
			c.differences = append(c.differences, d)
		}
	}
}

// told reports whether a manifest has a field: it has no bit rates, and of a broken
// file it has only the fault.
func told(name string, f *corpus.File) bool {
	switch name {
	case "bit_rate_bps":
		return false
	case "state", "fault":
		return true
	default:
		return f.Good()
	}
}

// right reports whether a record agrees with the manifest. A duration may be an
// estimate if the file does not state it and the record says that it is one.
func right(field field, r, truth *record, f *corpus.File) bool {
	switch field.name {
	case "fault":
		kind := faultKind(r.Fault)
		return kind == f.Fault || slices.Contains(f.AlsoFault, kind)
	case "duration_s":
		if r.Estimated && f.NoHeader {
			return true
		}
	case "cover":
		if r.Prober != ffprobe { // which does not report the size
			return cover(r) == cover(truth)
		}
	}
	return field.agree(r, truth)
}

// faultKind returns the manifest's name for a fault whose record is in words for the
// user.
func faultKind(reason string) string {
	switch {
	case reason == "":
		return ""
	case reason == "not an audio file", reason == "no sound in it":
		return "not audio"
	case reason == "truncated", reason == "empty file":
		return "truncated"
	case reason == "permission denied":
		return "permission"
	case strings.HasPrefix(reason, "not a regular file"), strings.HasSuffix(reason, ", not a file"):
		return "irregular"
	case strings.HasPrefix(reason, "protected"):
		return "protected"
	default:
		return "unreadable"
	}
}

// wrong returns how many fields Lectern has wrong according to the manifest, including
// files that it did not list.
func (c *comparison) wrong() int {
	n := len(c.missing)
	for _, d := range c.differences {
		if d.wrongOurs {
			n++
		}
	}
	return n
}

// ffprobe is the name of the other side in records.
const ffprobe = "ffprobe"

// longest limits how much of a value is shown, in bytes.
const longest = 120

func shown(s string) string {
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// list prints the differences, grouped by file. Quiet leaves out those in which the
// manifest agrees with Lectern.
func (c *comparison) list(w io.Writer, quiet bool) {
	last := ""
	for _, d := range c.differences {
		if quiet && d.known && !d.wrongOurs {
			continue
		}
		if d.path != last {
			fmt.Fprintf(w, "%q (%s)\n", d.path, d.kind)
			last = d.path
		}
		fmt.Fprintf(w, "\t%s: Lectern %s, ffprobe %s", d.field, shown(d.ours), shown(d.theirs))
		switch {
		case !d.known:
		case d.wrongOurs && d.wrongThem:
			fmt.Fprintf(w, ", true is %s: both wrong", shown(d.truth))
		case d.wrongOurs:
			fmt.Fprintf(w, ", true is %s: LECTERN WRONG", shown(d.truth))
		case d.wrongThem:
			fmt.Fprintf(w, ": ffprobe wrong")
		default:
			fmt.Fprintf(w, ", true is %s: both near enough", shown(d.truth))
		}
		fmt.Fprintln(w)
	}
	for _, path := range c.missing {
		fmt.Fprintf(w, "%q\n\tLECTERN DOES NOT LIST IT\n", path)
	}
}

// sum prints a line for each field with a difference.
func (c *comparison) sum(w io.Writer, known bool) {
	fmt.Fprintf(w, "\n%-15s %8s", "field", "differs")
	if known {
		fmt.Fprintf(w, " %14s %14s %16s", "Lectern wrong", "ffprobe wrong", "as the corpus says")
	}
	fmt.Fprintln(w)
	for _, field := range fields {
		differs, ours, theirs, expected := 0, 0, 0, 0
		for _, d := range c.differences {
			if d.field != field.name {
				continue
			}
			differs++
			if d.wrongOurs {
				ours++
			}
			if d.wrongThem {
				theirs++
				if d.expected {
					expected++
				}
			}
		}
		if differs == 0 {
			continue
		}
		fmt.Fprintf(w, "%-15s %8d", field.name, differs)
		if known {
			fmt.Fprintf(w, " %14d %14d %16d", ours, theirs, expected)
		}
		fmt.Fprintln(w)
	}
	if c.estimates > 0 {
		fmt.Fprintf(w, "\n%d durations are estimates and say so; the worst is off by %.1f %%.\n", c.estimates, 100*c.worst)
	}
}
