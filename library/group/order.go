package group

import (
	"cmp"
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// maxGap is the largest gap in the track numbers of one book: a disc of an audiobook
// has no more tracks.
const maxGap = 30

// ordering is what puts the parts of a book in order.
type ordering uint8

const (
	byDiscTag    ordering = iota // disc and track tags
	byDiscFolder                 // disc folders and track tags
	byTrack                      // track tags
	byName
)

// sorted sorts the files of a book in playing order: by disc and track if all
// files have plausible numbers, else by path.
func sorted(files []*book.File) []*book.File {
	by := orderOf(files)
	if by == byName {
		return sortedByName(files)
	}
	slices.SortFunc(files, func(f, g *book.File) int {
		return cmp.Or(cmp.Compare(by.disc(f), by.disc(g)), cmp.Compare(track(f), track(g)), text.CompareNatural(f.Path, g.Path), cmp.Compare(f.ID, g.ID))
	})
	return files
}

func sortedByName(files []*book.File) []*book.File {
	places := make(map[*book.File]string, len(files))
	for _, f := range files {
		places[f] = placeOf(f.Path)
	}
	slices.SortFunc(files, func(f, g *book.File) int {
		return cmp.Or(text.CompareNatural(places[f], places[g]), text.CompareNatural(f.Path, g.Path), cmp.Compare(f.ID, g.ID))
	})
	return files
}

// orderOf returns the first ordering that fits the files, in whatever order
// they are.
func orderOf(files []*book.File) ordering {
	discs, folders := 0, 0
	for _, f := range files {
		if track(f) == 0 {
			return byName
		}
		if byDiscTag.disc(f) > 0 {
			discs++
		}
		if byDiscFolder.disc(f) > 0 {
			folders++
		}
	}
	places := make([]place, len(files))
	switch {
	case discs == len(files) && byDiscTag.fits(places, files):
		return byDiscTag
	case folders == len(files) && byDiscFolder.fits(places, files):
		return byDiscFolder
	case byTrack.fits(places, files):
		return byTrack
	default:
		return byName
	}
}

// place is the position of a file by its tags.
type place struct{ disc, track int }

// fits reports whether the places of the files, which it puts into buf, are
// plausible.
func (by ordering) fits(buf []place, files []*book.File) bool {
	for i, f := range files {
		buf[i] = place{by.disc(f), track(f)}
	}
	slices.SortFunc(buf, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.disc, b.disc), cmp.Compare(a.track, b.track))
	})
	for i, p := range buf[1:] {
		if before := buf[i]; p.disc == before.disc && (p.track == before.track || p.track-before.track > maxGap+1) {
			return false
		}
	}
	return true
}

// disc returns the disc number of a file, or 0 if it is unknown.
func (by ordering) disc(f *book.File) int {
	switch {
	case by == byDiscTag && f.Media != nil:
		return max(0, f.Media.Tags.Disc)
	case by == byDiscFolder:
		return number(discOf(filepath.Base(f.Folder())).number)
	default:
		return 0
	}
}

// track returns the track number of a file, or 0 if it has none.
func track(f *book.File) int {
	if f.Media == nil {
		return 0
	}
	return max(0, f.Media.Tags.Track)
}

// number returns the value of at most maxDigits digits.
func number(s string) (n int) {
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
