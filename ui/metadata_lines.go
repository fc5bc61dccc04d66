package ui

import (
	"slices"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// metadataLines returns the lines of the preview: first the books whose files are somebody
// else's, then those with changes, with new files, without a file, and with nothing to do.
func metadataLines(plans []library.MetadataPlan) (lines []previewLine) {
	rank := func(p library.MetadataPlan) int {
		if p.Draft == nil {
			return 3
		}
		return [...]int{library.MetadataForeign: 0, library.MetadataChanged: 1, library.MetadataNew: 2, library.MetadataSame: 4}[p.Draft.State]
	}
	sorted := slices.Clone(plans)
	slices.SortStableFunc(sorted, func(a, b library.MetadataPlan) int { return rank(a) - rank(b) })
	for _, p := range sorted {
		state, tone := words.MetadataState(p)
		lines = append(lines, previewLine{text: words.Brief(p.Book.Title, words.BriefTitle), state: state, tone: tone, book: true})
		switch {
		case p.Draft == nil:
			lines = append(lines, previewLine{text: words.Capital(words.Fault(p.Reason)), tone: words.Muted})
		case p.Draft.State != library.MetadataSame:
			lines = append(lines, previewLine{text: words.Path(p.Draft.Path), tone: words.Muted})
			if p.Draft.State != library.MetadataNew {
				for _, change := range words.MetadataChanges(p) {
					lines = append(lines, previewLine{text: change})
				}
			}
		}
	}
	return lines
}

// failureLines returns a line for each file that could not be written, and the reason.
func failureLines(failed []library.MetadataPlan) (lines []previewLine) {
	for _, p := range failed {
		lines = append(lines,
			previewLine{text: words.Brief(p.Book.Title, words.BriefTitle), book: true},
			previewLine{text: i18n.Text("{{.Reason}}: {{.Path}}", "Reason", words.Capital(words.Fault(p.Reason)), "Path", words.Path(p.Draft.Path)), tone: words.Caution})
	}
	return lines
}
