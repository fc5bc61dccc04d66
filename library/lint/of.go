package lint

import (
	"time"

	"lectern/library/book"
)

const (
	// smallSide is the shorter side, in pixels, below which a cover is small:
	// shops put 500 × 500 into the files they sell, and a phone shows a cover
	// about that wide.
	smallSide = 500

	// slack is what a book may go on behind its last chapter: credits and music
	// without a mark take less than a minute.
	slack = time.Minute

	// mixedBy is by how much the highest bit rate of a book's files is above the
	// lowest, in hundredths, until they are mixed. Constant rates that follow one
	// another are a third apart where one hears it (48, 64, 96, 128 kbit/s); a
	// variable rate follows the voice by some tenth from part to part.
	mixedBy = 130

	// rated is the length from which a file's bit rate counts: in a short one the
	// cover and the tags weigh as much as the sound.
	rated = 5 * time.Minute
)

// Of is what is wrong with a book as far as it tells by itself. One that has not
// been read yet, or could not be, tells nothing: that it has no narrator is not
// known.
func Of(b *book.Book) (found book.Lint) {
	read := 0
	for _, f := range b.Files {
		if f.Media != nil {
			read++
		} else if f.State != book.Failed && f.State != book.Missing {
			return 0
		}
	}
	if read == 0 {
		return 0
	}
	note := func(l book.Lint, wrong bool) {
		if wrong {
			found |= l
		}
	}
	cover, there := picture(b)
	note(book.NoCover, !there)
	note(book.SmallCover, cover != nil && isSmall(cover))
	note(book.NoNarrator, len(b.Narrators) == 0)
	note(book.PartGap, hasGap(b.Files))
	note(book.MixedRates, isMixed(b.Files))
	note(book.CutChapters, isCut(b))
	container := ""
	for _, f := range b.Files {
		note(book.WrongName, f.Misnamed())
		if f.Media == nil || f.Media.Container == "" {
			continue
		}
		note(book.TwoFormats, container != "" && container != f.Media.Container)
		container = f.Media.Container
	}
	return found
}

// picture is the cover that is shown of a book, as far as it is described: of one
// that the user chose it is only known that it is there.
func picture(b *book.Book) (shown *book.Cover, there bool) {
	switch {
	case b.Picture != "":
		return nil, true
	case b.Notes != nil && b.Notes.Picture != "":
		return &book.Cover{Width: b.Notes.Width, Height: b.Notes.Height}, true
	}
	for _, f := range b.Files {
		if f.Media != nil && f.Media.Cover != nil {
			return f.Media.Cover, true
		}
	}
	return nil, false
}

func isSmall(c *book.Cover) bool {
	side := min(c.Width, c.Height)
	return side > 0 && side < smallSide
}

// isMixed reports whether some files of a book have a clearly higher bit rate
// than others of the same container. A lossless rate says nothing: it follows
// the sound.
func isMixed(files []*book.File) bool {
	if len(files) < 2 {
		return false
	}
	type span struct{ low, high int }
	spans := map[string]span{}
	for _, f := range files {
		m := f.Media
		if m == nil || m.BitRate <= 0 || m.Estimated || m.Duration < rated || isLossless(m.Codec) {
			continue
		}
		s, known := spans[m.Container]
		if !known {
			s.low = m.BitRate
		}
		s = span{min(s.low, m.BitRate), max(s.high, m.BitRate)}
		if s.high*100 >= s.low*mixedBy {
			return true
		}
		spans[m.Container] = s
	}
	return false
}

func isLossless(codec string) bool {
	switch codec {
	case "FLAC", "ALAC", "PCM", "WavPack", "Monkey's Audio":
		return true
	default:
		return false
	}
}

// isCut reports whether chapters end before what they are in does: the book for
// those of metadata.json, else each file. A length that is an estimate is not
// held against them.
func isCut(b *book.Book) bool {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return !b.Estimated && endEarly(b.Notes.Chapters, b.Duration)
	}
	for _, f := range b.Files {
		if f.Media != nil && !f.Media.Estimated && !hasCue(b, f) && endEarly(f.Media.Chapters, f.Media.Duration) {
			return true
		}
	}
	return false
}

// hasCue reports whether a file's chapters are those of a cue sheet, which has
// no ends.
func hasCue(b *book.Book, f *book.File) bool {
	if b.Notes == nil || len(b.Notes.Cues) == 0 {
		return false
	}
	name := f.Name()
	for _, c := range b.Notes.Cues {
		if c.File == name {
			return true
		}
	}
	return false
}

// endEarly reports whether chapters end clearly before a length. The last one
// lasts to the end where it has none of its own.
func endEarly(chapters []book.Chapter, length time.Duration) bool {
	var end time.Duration
	for _, c := range chapters {
		if c.End <= 0 {
			return false
		}
		end = max(end, c.End)
	}
	return end > 0 && length-end > slack
}
