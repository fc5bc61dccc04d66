// Confusion lays out libraries as five tools do, has Lectern read them, and prints, by
// field, how much of what Lectern reads is right (precision) and how much of what the
// files and folders say it reads (recall). The titles come from titles.txt. The exit
// status is 1 if a figure is below 99 %.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"

	"lectern/library/text"
	"lectern/scripts/tagged"
)

// perTool is how many libraries are made for each tool, perLibrary how many titles each
// library has, and enough the lowest figure that passes.
const (
	perTool    = 20
	perLibrary = 25
	enough     = 0.99
)

func main() {
	lectern := flag.String("lectern", "build/lectern", "the `program` to ask")
	dir := flag.String("dir", "build/confusion", "lay the libraries out in this `folder`")
	verbose := flag.Bool("v", false, "print each book that is read otherwise")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	good, err := run(ctx, *lectern, *dir, *verbose)
	if err != nil {
		fmt.Fprintln(os.Stderr, "confusion:", err)
		os.Exit(2)
	}
	if !good {
		os.Exit(1)
	}
}

func run(ctx context.Context, lectern, dir string, verbose bool) (good bool, err error) {
	all, err := titles()
	if err != nil {
		return false, err
	}
	if err := os.RemoveAll(dir); err != nil {
		return false, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	total := counts{}
	var names []string
	byTool := map[string]counts{}
	for _, tool := range tools {
		sum := counts{}
		for n := range perTool {
			r := rand.New(rand.NewPCG(uint64(n), 1))
			lay := tool.lay(r)
			root := filepath.Join(dir, tool.name, fmt.Sprintf("%02d", n+1))
			var books []laid
			for _, i := range r.Perm(len(all))[:perLibrary] {
				b := lay(all[i])
				books = append(books, b)
				if err := b.write(root); err != nil {
					return false, err
				}
			}
			read, err := scan(ctx, lectern, root)
			if err != nil {
				return false, err
			}
			sum.compare(root, books, read, verbose)
		}
		byTool[tool.name] = sum
		names = append(names, tool.name)
		total.add(sum)
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "precision/recall")
	for _, f := range fields {
		fmt.Fprint(w, "\t", f)
	}
	fmt.Fprintln(w)
	byTool["all"] = total
	for _, name := range append(names, "all") {
		fmt.Fprint(w, name)
		for _, f := range fields {
			fmt.Fprint(w, "\t", byTool[name][f])
		}
		fmt.Fprintln(w)
	}
	good = true
	for _, f := range fields {
		if c := total[f]; c.precision() < enough || c.recall() < enough {
			good = false
		}
	}
	return good, w.Flush()
}

func (b laid) write(root string) error {
	for _, f := range b.files {
		path := filepath.Join(root, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		content := []byte(f.text)
		if f.text == "" {
			content = tagged.File(path, 2*time.Second, 4, f.tags)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// record is what Lectern reads of a book.
type record struct {
	Title     string
	Authors   []string
	Narrators []string
	Series    []struct{ Name, Part string }
	Year      int
	Files     []string
}

func scan(ctx context.Context, lectern, root string) (all []record, err error) {
	c := exec.CommandContext(ctx, lectern, "scan", root)
	c.Stderr = os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(out) {
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

var fields = []string{"books", "title", "author", "narrator", "series", "part", "year"}

// count counts the values of a field: how many are right, how many were read, and how
// many the files and folders state.
type count struct{ right, read, told int }

func (c count) precision() float64 { return ratio(c.right, c.read) }
func (c count) recall() float64    { return ratio(c.right, c.told) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func (c count) String() string { return fmt.Sprintf("%.1f/%.1f", 100*c.precision(), 100*c.recall()) }

type counts map[string]count

func (c counts) add(d counts) {
	for f, n := range d {
		c[f] = count{c[f].right + n.right, c[f].read + n.read, c[f].told + n.told}
	}
}

// compare counts the books of one library. A title is compared with the book that has
// its first file.
func (c counts) compare(root string, books []laid, read []record, verbose bool) {
	byFile := map[string]*record{}
	for i := range read {
		for _, f := range read[i].Files {
			byFile[f] = &read[i]
		}
	}
	c.add(counts{"books": {read: len(read), told: len(books)}})
	for _, b := range books {
		var files []string
		for _, f := range b.files {
			if f.text == "" {
				files = append(files, absolute(root, f.path))
			}
		}
		got := byFile[files[0]]
		if got == nil {
			got = &record{}
		}
		same := slices.Sorted(slices.Values(got.Files))
		slices.Sort(files)
		var series, parts []string
		for _, s := range got.Series {
			series = append(series, s.Name)
			if s.Part != "" {
				parts = append(parts, s.Part)
			}
		}
		d := counts{
			"title": hold([]string{b.said.name}, []string{got.Title}), "author": hold(b.said.authors, got.Authors),
			"narrator": hold(some(b.said.narrator), got.Narrators), "series": hold(some(b.said.series), series), "part": hold(some(b.said.part), parts),
			"year": hold(years(b.said.year), years(got.Year)),
		}
		if slices.Equal(same, files) {
			d["books"] = count{right: 1}
		}
		c.add(d)
		if verbose && d.wrong() {
			fmt.Printf("%s: %s %q %q %q %q %d\n    told %s %q %q %q %q %d\n", files[0], got.Title, got.Authors, got.Narrators, series, parts, got.Year,
				b.said.name, b.said.authors, b.said.narrator, b.said.series, b.said.part, b.said.year)
		}
	}
}

// wrong reports whether anything about a book was read wrongly.
func (c counts) wrong() bool {
	for f, n := range c {
		if f != "books" && (n.right < n.read || n.right < n.told) {
			return true
		}
	}
	return c["books"].right == 0
}

func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func years(y int) []string {
	if y == 0 {
		return nil
	}
	return []string{fmt.Sprint(y)}
}

// hold compares two lists of texts, ignoring case, accents and punctuation.
func hold(told, read []string) count {
	c := count{read: len(read), told: len(told)}
	for _, t := range told {
		if slices.ContainsFunc(read, func(r string) bool { return text.Key(r) == text.Key(t) }) {
			c.right++
		}
	}
	return c
}

func absolute(root, name string) string {
	path, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return name
	}
	return path
}
