package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
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
	if len(files) == 1 {
		return files
	}
	by, places := orderOf(files)
	if by == byName {
		return sortedByName(files)
	}
	for i, p := range places {
		files[i] = p.file
	}
	return files
}

func sortedByName(files []*book.File) []*book.File {
	type named struct {
		place string
		file  *book.File
	}
	all := make([]named, len(files))
	home := commonFolder(files)
	roman, behind := areRoman(files), areDiscsBehind(files)
	discs := slices.ContainsFunc(files, func(f *book.File) bool { return f.Folder() != home })
	for i, f := range files {
		folder := strings.TrimPrefix(f.Folder()[len(home):], string(filepath.Separator))
		place := filepath.Join(folder, filepath.Base(f.Path))
		if roman {
			place = filepath.Join(folder, words.Number(plainName(f)))
		}
		if behind {
			d := discOf(plainName(f))
			place = filepath.Join(folder, d.number, d.stem)
		}
		all[i] = named{placeOf(place), f}
		if discs && folder == "" && isBackMatter(plainName(f)) { // "99 Outro" beside "CD 1"
			all[i].place = behindAll + all[i].place
		}
	}
	slices.SortFunc(all, func(a, b named) int {
		return cmp.Or(text.CompareNatural(a.place, b.place), text.CompareNatural(a.file.Path, b.file.Path), cmp.Compare(a.file.ID, b.file.ID))
	})
	for i := range all {
		files[i] = all[i].file
	}
	return files
}

// areDiscsBehind reports whether the names of the files begin with the number of a track and
// have a disc behind it, and each disc has its own tracks from 1 on: "01 Title (Disc 2)",
// "Track 1 (Disc 2)".
func areDiscsBehind(files []*book.File) bool {
	tracks := map[string][]int{} // by folder and disc
	for _, f := range files {
		d := discOf(plainName(f))
		stem := d.stem
		if word, rest, _ := strings.Cut(stem, " "); words.Is(word, words.Track) {
			stem = rest
		}
		end := text.DigitsEnd(stem, 0)
		if d.number == "" || d.part || end == 0 || end > maxDigits {
			return false
		}
		disc := filepath.Join(f.Folder(), d.number)
		tracks[disc] = append(tracks[disc], number(stem[:end]))
	}
	for _, on := range tracks {
		slices.Sort(on)
		if all := len(on); on[0] != 1 || len(slices.Compact(on)) < all {
			return false
		}
	}
	return true
}

// areRoman reports whether the names of the files are nothing but Roman numerals, of which
// some have several letters.
func areRoman(files []*book.File) bool {
	several := false
	for _, f := range files {
		name := plainName(f)
		if strings.Trim(name, "IVXLC") != "" || words.Number(name) == "" {
			return false
		}
		several = several || len(name) > 1
	}
	return several
}

// behindAll sorts the name that it begins behind all others.
const behindAll = string(utf8.MaxRune)

// isBackMatter reports whether a name names back matter, perhaps behind a number.
func isBackMatter(name string) bool {
	if end := text.DigitsEnd(name, 0); end <= maxDigits {
		name = strings.TrimLeft(name[end:], partSigns)
	}
	return matterOf(name)&words.Back != 0
}

// place is the position of a file by its tags.
type place struct {
	file        *book.File
	disc, track int
}

// orderOf returns the first ordering that fits the files, in whatever order
// they are. Unless that is byName, it also returns their places in this order.
func orderOf(files []*book.File) (ordering, []place) {
	places := make([]place, len(files))
	for by := range byName {
		if by.find(places, files) && fit(places) {
			return by, places
		}
	}
	return byName, nil
}

// find sets the places of files. It returns false if one has none.
func (by ordering) find(places []place, files []*book.File) bool {
	folder, inFolder := "", 0 // most files have the folder of the one before
	for i, f := range files {
		p := place{file: f, track: track(f)}
		switch by {
		case byDiscTag:
			p.disc = tagsOf(f).Disc
		case byDiscFolder:
			if g := f.Folder(); g != folder {
				folder, inFolder = g, number(discOf(filepath.Base(g)).number)
			}
			p.disc = inFolder
		}
		if p.track == 0 || p.disc <= 0 && by != byTrack {
			return false
		}
		places[i] = p
	}
	return true
}

// fit sorts places and reports whether they are plausible.
func fit(places []place) bool {
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.disc, b.disc), cmp.Compare(a.track, b.track))
	})
	for i, p := range places[1:] {
		if before := places[i]; p.disc == before.disc && (p.track == before.track || p.track-before.track > maxGap+1) {
			return false
		}
	}
	return true
}

// track returns the track number of a file, or 0 if it has none.
func track(f *book.File) int {
	if f.Media == nil {
		return 0
	}
	return max(0, f.Media.Tags().Track)
}

// number returns the value of at most maxDigits digits.
func number(s string) (n int) {
	for i := range len(s) {
		n = 10*n + int(s[i]-'0')
	}
	return n
}
