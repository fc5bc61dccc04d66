package books

import (
	"sort"

	"lectern/library/view"
	"lectern/ui/words"
)

// The heights of lines in pixels. Lines with books are as high as rows of the table.
const (
	sectionHeight = 62
	gapHeight     = 30
	restHeight    = 48
)

// seriesLayout knows where the lines of a list are, in pixels from its top.
type seriesLayout struct {
	list  *view.SeriesList
	pitch float32 // height of a line with a book
}

// top returns where a line begins.
func (l seriesLayout) top(line int) float32 {
	at := l.list.Lines[line]
	sections, books := int(at.Section), int(at.Place)
	if at.Kind == view.Entry || at.Kind == view.Gap {
		sections++ // the section's own heading
	}
	gaps := line - sections - books
	return float32(sections*sectionHeight+gaps*gapHeight) + float32(books)*l.pitch
}

func (l seriesLayout) lineHeight(line int) float32 {
	switch l.list.Lines[line].Kind {
	case view.Heading:
		return sectionHeight
	case view.Gap:
		return gapHeight
	case view.Rest:
		return restHeight
	default:
		return l.pitch
	}
}

// height is the height of all lines.
func (l seriesLayout) height() float32 {
	n := len(l.list.Lines)
	if n == 0 {
		return 0
	}
	return l.top(n-1) + l.lineHeight(n-1)
}

// lineAt returns the line at a height, −1 above the first.
func (l seriesLayout) lineAt(y float32) int {
	return sort.Search(len(l.list.Lines), func(line int) bool { return l.top(line) > y }) - 1
}

// placeAt returns the place at a height, −1 if there is a line without a book.
func (l seriesLayout) placeAt(y float32) int {
	if line := l.lineAt(y); line >= 0 && l.list.Lines[line].Kind == view.Entry {
		return int(l.list.Lines[line].Place)
	}
	return -1
}

// place returns the first letter of the series at a height.
func (l seriesLayout) place(y float32) string {
	line := l.lineAt(y)
	if line < 0 || l.list.Lines[line].Kind == view.Rest {
		return ""
	}
	return words.Initial(l.list.Sections[l.list.Lines[line].Section].Name)
}

// extent returns the top and the bottom of a place, with the heading and the gaps
// before it and the lines without books after it.
func (l seriesLayout) extent(place int) (top, bottom float32) {
	lines, line := l.list.Lines, l.list.Line(place)
	from, to := line, line
	for from > 0 && lines[from-1].Kind != view.Entry && lines[from].Kind != view.Heading {
		from--
	}
	for to+1 < len(lines) && (lines[to+1].Kind == view.Gap || lines[to+1].Kind == view.Rest) {
		to++
	}
	return l.top(from), l.top(to) + l.lineHeight(to)
}

// page returns the place that is by pixels away from a place, at least the next one.
func (l seriesLayout) page(place int, by float32) int {
	if place < 0 || l.list.Len() == 0 {
		return 0
	}
	line := max(0, l.lineAt(l.top(l.list.Line(place))+by))
	to := int(l.list.Lines[line].Place) // a line without a book has the place of the next book
	if by > 0 {
		if l.list.Lines[line].Kind != view.Entry {
			to--
		}
		return max(to, place+1)
	}
	return min(to, place-1)
}
