package ui

import (
	"slices"

	"lectern/library"
	"lectern/ui/words"
)

// importLines returns the lines of the preview of an import: first the books for which
// something in the file does not count, then those that change, those not found, and those
// with nothing new.
func importLines(plans []library.ImportPlan, values library.ImportValues) (lines []previewLine) {
	rank := func(p library.ImportPlan) int {
		switch {
		case p.Keeps() && p.Set&values != 0:
			return 1
		case p.Keeps():
			return 3
		case p.Book == nil:
			return 2
		case p.Kept&values != 0:
			return 0
		case p.Set&values != 0:
			return 1
		default:
			return 3
		}
	}
	sorted := slices.Clone(plans)
	slices.SortStableFunc(sorted, func(a, b library.ImportPlan) int { return rank(a) - rank(b) })
	gone := map[string]bool{} // a line for each book, not for each file
	for _, p := range sorted {
		if p.Book == nil && p.Entry.Episode || p.Keeps() && gone[p.Entry.Title] {
			continue
		}
		gone[p.Entry.Title] = p.Keeps()
		title := p.Entry.Title
		if p.Book != nil {
			title = p.Book.Title
		}
		state, tone := words.ImportState(p, values)
		lines = append(lines, previewLine{text: words.Brief(title, words.BriefTitle), state: state, tone: tone, book: true})
		if p.Keeps() {
			continue
		}
		if p.Book == nil {
			lines = append(lines, previewLine{text: words.ImportMiss(p), tone: words.Muted})
			continue
		}
		if (p.Set|p.Kept)&values == 0 {
			continue
		}
		if source := words.ImportSource(p); source != "" {
			lines = append(lines, previewLine{text: source, tone: words.Muted})
		}
		for _, text := range words.ImportChanges(p, values) {
			lines = append(lines, previewLine{text: text})
		}
		for _, text := range words.ImportKept(p, values) {
			lines = append(lines, previewLine{text: text, tone: words.Caution})
		}
	}
	return lines
}
