package group

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"lectern/library/book"
	"lectern/library/text"
)

// maxGap is the largest gap in the track numbers of one book: as many tracks as
// one disc of an audiobook has.
const maxGap = 30

// ordering says what puts the parts of a book in order.
type ordering uint8

const (
	byDiscTag    ordering = iota // disc and track tags
	byDiscFolder                 // disc folders and track tags
	byTrack                      // track tags
	byName
)

// Order describes what puts the parts of a book in order and, where track
// numbers are ignored, why. It returns "" for a book of one file.
func Order(b *book.Book) string {
	if len(b.Files) < 2 {
		return ""
	}
	by, why := orderOf(b.Files)
	switch by {
	case byDiscTag:
		return "by disc and track number"
	case byDiscFolder:
		return "by disc folder and track number"
	case byTrack:
		return "by track number"
	default:
		return "by file name: " + why
	}
}

// sorted sorts the files of a book in playing order: by disc and track if all
// files have plausible numbers, else by path.
func sorted(files []*book.File) []*book.File {
	by, _ := orderOf(files)
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
// they are, and why track numbers do not fit.
func orderOf(files []*book.File) (by ordering, why string) {
	without, discs, folders := 0, 0, 0
	for _, f := range files {
		if track(f) == 0 {
			without++
		}
		if byDiscTag.disc(f) > 0 {
			discs++
		}
		if byDiscFolder.disc(f) > 0 {
			folders++
		}
	}
	switch {
	case without == len(files):
		return byName, "no file has a track number"
	case without == 1:
		return byName, "a file has no track number"
	case without > 0:
		return byName, fmt.Sprintf("%d files have no track number", without)
	}
	places := make([]place, 0, len(files))
	if discs == len(files) {
		if places, why = byDiscTag.places(places, files); why == "" {
			return byDiscTag, ""
		}
	}
	if folders == len(files) {
		if places, why = byDiscFolder.places(places, files); why == "" {
			return byDiscFolder, ""
		}
	}
	if _, why = byTrack.places(places, files); why == "" {
		return byTrack, ""
	}
	return byName, why
}

// place is the position of a file by its tags.
type place struct{ disc, track int }

// places appends the places of the files to buf, sorted, and says why they are
// implausible.
func (by ordering) places(buf []place, files []*book.File) (_ []place, why string) {
	buf = buf[:0]
	for _, f := range files {
		buf = append(buf, place{by.disc(f), track(f)})
	}
	slices.SortFunc(buf, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.disc, b.disc), cmp.Compare(a.track, b.track))
	})
	for i, p := range buf[1:] {
		switch before := buf[i]; {
		case p.disc != before.disc:
		case p.track == before.track:
			return buf, fmt.Sprintf("two files are track %d", p.track)
		case p.track-before.track > maxGap+1:
			return buf, fmt.Sprintf("there is no track from %d to %d", before.track+1, p.track-1)
		}
	}
	return buf, ""
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
