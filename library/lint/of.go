package lint

import (
	"time"

	"lectern/library/book"
)

const (
	// smallSide is the shorter side, in pixels, below which a cover is small. Shops
	// sell files with covers of 500 × 500, and a phone shows a cover about that
	// wide.
	smallSide = 500

	// slack is the time that a book can continue after its last chapter: credits
	// and music without a chapter take less than a minute.
	slack = time.Minute

	// mixedBy is the ratio between the highest and lowest bit rate of a book's
	// files, in percent, from which they are mixed. Neighbouring constant rates
	// that sound different are a third apart (48, 64, 96, 128 kbit/s); variable
	// rates differ by some ten percent from part to part.
	mixedBy = 130

	// rated is the length from which a file's bit rate counts. In a short file, the
	// cover and the tags take as much space as the audio.
	rated = 5 * time.Minute
)

// Of returns the problems of a single book. A book that has not been read yet,
// or could not be read, has none: whether it lacks a narrator is unknown.
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

// picture returns the displayed cover of a book, nil if nothing is known about
// it. there reports whether a cover exists. Nothing is known about a cover that
// the user chose.
func picture(b *book.Book) (shown *book.Cover, there bool) {
	switch {
	case b.Picture != "":
		return nil, true
	}
	switch picture, f := b.Shown(); {
	case f != nil:
		return f.Media.Cover(), true
	case picture != "":
		return &book.Cover{Width: b.Notes.Width, Height: b.Notes.Height}, true
	default:
		return nil, false
	}
}

func isSmall(c *book.Cover) bool {
	side := min(c.Width, c.Height)
	return side > 0 && side < smallSide
}

// isMixed reports whether some files of a book have a clearly higher bit rate
// than others in the same container. It ignores lossless files, whose bit rate
// depends on the audio.
func isMixed(files []*book.File) bool {
	if len(files) < 2 {
		return false
	}
	type span struct{ low, high int }
	spans := map[string]span{}
	for _, f := range files {
		m := f.Media
		if m == nil || m.BitRate <= 0 || m.Estimated() || m.Duration < rated || isLossless(m.Codec) {
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

// isCut reports whether chapters end before their audio does: before the whole book for
// the chapters of metadata.json, otherwise before their file. It ignores estimated
// lengths.
func isCut(b *book.Book) bool {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return !b.Estimated && endEarly(book.ChaptersEnd(b.Notes.Chapters), b.Duration)
	}
	for _, f := range b.Files {
		if f.Media != nil && !f.Media.Estimated() && !hasCue(b, f) && endEarly(f.Media.ChaptersEnd(), f.Media.Duration) {
			return true
		}
	}
	return false
}

// hasCue reports whether a file's chapters come from a cue sheet, which has no
// ends.
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

// endEarly reports whether chapters of which the last ends at end, 0 if it has no end, end
// clearly before length. A chapter without an end lasts to the end.
func endEarly(end, length time.Duration) bool { return end > 0 && length-end > slack }
