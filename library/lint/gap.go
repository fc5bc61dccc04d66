package lint

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
)

// hundred is the step from disc to disc in numbers that combine disc and track:
// 101 to 115, then 201.
const hundred = 100

// place is the position of a file by its tags or name.
type place struct{ disc, track int }

// hasGap reports whether the numbers of a book's parts have a gap. It uses tags
// and file names. If both have numbers, both must have a gap, because one of
// them is often wrong.
func hasGap(files []*book.File) bool {
	if len(files) < 2 {
		return false
	}
	gaps, asked := 0, 0
	for _, number := range []func([]*book.File) []place{tagged, named} {
		if places := number(files); places != nil {
			asked++
			if leavesOut(places) {
				gaps++
			}
		}
	}
	return asked > 0 && gaps == asked || lacksLast(files)
}

// lacksLast reports whether there are fewer files than the tags of all of them say there
// are tracks, on their disc or in all. If as many are missing as exist, the total is not
// that of the files.
func lacksLast(files []*book.File) bool {
	places := tracks(files)
	if places == nil || distinct(slices.Clone(places)) == nil {
		return false
	}
	totals, left := map[int]int{}, map[int]int{}
	same := files[0].Media.Tags().Tracks
	for i, f := range files {
		p, total := places[i], f.Media.Tags().Tracks
		if total < p.track || totals[p.disc] != 0 && totals[p.disc] != total {
			return false
		}
		if totals[p.disc] == 0 {
			totals[p.disc], left[p.disc] = total, total
		}
		left[p.disc]--
		if total != same {
			same = 0
		}
	}
	out := 0
	for _, n := range left {
		out += max(0, n)
	}
	if same >= len(files) {
		out = min(out, same-len(files))
	}
	return 0 < out && out < len(files)
}

// tagged returns the places by the tags, sorted, or nil if a file has none or
// two files have the same.
func tagged(files []*book.File) []place {
	places := tracks(files)
	if places == nil {
		return nil
	}
	return distinct(places)
}

// tracks returns the place of each file by its tags, or nil if a file has none.
func tracks(files []*book.File) []place {
	places := make([]place, len(files))
	for i, f := range files {
		if f.Media == nil || f.Media.Tags().Track <= 0 {
			return nil
		}
		places[i] = place{max(0, f.Media.Tags().Disc), f.Media.Tags().Track}
	}
	if places[0].disc == 0 {
		number(places, files)
	}
	return places
}

// named returns the places by the file names, sorted: the number after the
// beginning that all names share. It returns nil if a file has none or two
// files have the same.
func named(files []*book.File) []place {
	common := stem(files[0])
	for _, f := range files[1:] {
		common = shared(common, stem(f))
	}
	common = strings.TrimRight(common, "0123456789")
	places := make([]place, len(files))
	for i, f := range files {
		n, ok := leading(stem(f)[len(common):])
		if !ok {
			return nil
		}
		places[i].track = n
	}
	number(places, files)
	return distinct(places)
}

// stem returns the name of a file without its extension, which can contain a
// digit.
func stem(f *book.File) string { return strings.TrimSuffix(f.Name(), filepath.Ext(f.Path)) }

// number uses the folders of the files as their discs: the numbers in the names of these
// folders, after the beginning that all names share, or else the order of the folders.
func number(places []place, files []*book.File) {
	discs := map[string]int{}
	common := files[0].Folder()
	for _, f := range files {
		if folder := f.Folder(); discs[folder] == 0 {
			discs[folder] = len(discs) + 1
			common = shared(common, folder)
		}
	}
	if len(discs) > 1 {
		common = strings.TrimRight(common, "0123456789")
		named, seen := make(map[string]int, len(discs)), map[int]bool{}
		for folder := range discs {
			if n, ok := leading(folder[len(common):]); ok && n > 0 {
				named[folder], seen[n] = n, true
			}
		}
		if len(named) == len(discs) && len(seen) == len(discs) { // not "Tape 1 Side A", "Tape 1 Side B"
			discs = named
		}
	}
	for i, f := range files {
		places[i].disc = discs[f.Folder()]
	}
}

// distinct sorts the places. It returns nil if two are equal.
func distinct(places []place) []place {
	slices.SortFunc(places, func(a, b place) int {
		if a.disc != b.disc {
			return a.disc - b.disc
		}
		return a.track - b.track
	})
	if len(slices.Compact(slices.Clone(places))) < len(places) {
		return nil
	}
	return places
}

// leavesOut reports whether sorted places have a gap in every reading: numbers
// that start at 1 on each disc, that continue from disc to disc, or that
// combine disc and track. If as many are missing as exist, they are not numbers
// of parts.
func leavesOut(places []place) bool {
	out := left(places)
	read := func(as func(place) place) {
		other := make([]place, len(places))
		for i, p := range places {
			other[i] = as(p)
		}
		if other = distinct(other); other != nil {
			out = min(out, left(other))
		}
	}
	if out > 0 {
		read(func(p place) place { return place{0, p.track} })
		read(func(p place) place { return place{p.track / hundred, p.track % hundred} })
	}
	return 0 < out && out < len(places)
}

// left counts the missing places among sorted ones: tracks, whole discs between others,
// and the first disc. More discs can be missing at the front, because those of a box are
// numbered from volume to volume. A disc begins with track 1, or with a foreword as track 0.
func left(places []place) (out int) {
	last := place{places[0].disc, 0}
	if last.disc == 2 && places[len(places)-1].disc > 2 {
		out++
	}
	for _, p := range places {
		if p.disc != last.disc {
			out += p.disc - last.disc - 1
			last.track = 0
		}
		out += max(0, p.track-last.track-1)
		last = p
	}
	return out
}

// shared returns the common beginning of two texts.
func shared(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// maxFigures is the largest number of digits in the number of a part. Longer
// ones are dates.
const maxFigures = 4

// leading returns the number at the beginning of a text.
func leading(s string) (n int, ok bool) {
	i := 0
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		n = 10*n + int(s[i]-'0')
		if i++; i > maxFigures {
			return 0, false
		}
	}
	return n, i > 0
}
