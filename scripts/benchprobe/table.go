package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// printTable prints a row for each tool, the fastest first, as readable Markdown.
func printTable(w io.Writer, tools []*tool) {
	slices.SortStableFunc(tools, func(a, b *tool) int { return cmp.Compare(a.scaled(a.best()), b.scaled(b.best())) })
	rows := [][]string{{"tool", "best s", "median s", "processor s", "files/s", "× floor", "× TagLib", "× ffprobe", ""}}
	for _, t := range tools {
		note := t.note
		if t.files != t.of {
			note += fmt.Sprintf("; extrapolated from %d files", t.files)
		}
		best := t.scaled(t.best())
		rows = append(rows, []string{
			t.name, seconds(best), seconds(t.scaled(t.median())), seconds(t.scaled(slices.Min(t.cpu))),
			fmt.Sprintf("%.0f", float64(t.of)/best.Seconds()),
			slower(best, tools, "floor"), slower(best, tools, "TagLib"), faster(best, tools, "ffprobe"), note,
		})
	}
	fmt.Fprintln(w, markdown(rows, 7))
	fmt.Fprintln(w, "Columns with floor and TagLib are times as long, the one with ffprobe is times as fast; all from the best runs.")
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f", d.Seconds()) }

// slower returns how many times as long as the named tool d is.
func slower(d time.Duration, tools []*tool, name string) string {
	if t := named(tools, name); t != nil {
		return fmt.Sprintf("%.2f", d.Seconds()/t.scaled(t.best()).Seconds())
	}
	return ""
}

// faster returns how many times as long as d the named tool took.
func faster(d time.Duration, tools []*tool, name string) string {
	if t := named(tools, name); t != nil {
		return fmt.Sprintf("%.1f", t.scaled(t.best()).Seconds()/d.Seconds())
	}
	return ""
}

func named(tools []*tool, name string) *tool {
	if i := slices.IndexFunc(tools, func(t *tool) bool { return t.name == name }); i >= 0 {
		return tools[i]
	}
	return nil
}

// markdown lays out rows as a table. The first row is the heading; some columns behind the
// first are aligned to the right.
func markdown(rows [][]string, right int) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, row := range rows {
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i >= 1 && i <= right {
				cell = pad + cell
			} else {
				cell += pad
			}
			b.WriteString("| " + cell + " ")
		}
		b.WriteString("|\n")
		if n > 0 {
			continue
		}
		for i, width := range widths {
			rule := strings.Repeat("-", width+1)
			if i >= 1 && i <= right {
				b.WriteString("|" + rule + ":")
			} else {
				b.WriteString("|" + rule + "-")
			}
		}
		b.WriteString("|\n")
	}
	return b.String()
}
