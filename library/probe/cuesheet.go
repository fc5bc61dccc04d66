package probe

import (
	"cmp"
	"encoding/binary"
	"strconv"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text/cue"
)

// cueSheet is the name of a tag with a cue sheet, as spell returns it.
const cueSheet = "cuesheet"

// cueChapters returns the chapters of a cue sheet in the tag CUESHEET of a file. Such a
// sheet describes the file it is in, whatever name it gives that file. A sheet of
// several files describes other files, so it has no chapters.
func cueChapters(sheet string) (all []book.Chapter) {
	const own = "FILE \"\" WAVE\n" // for a sheet that names no file
	const maxFiles = 1000
	parsed, _ := cue.Parse(own+strings.ReplaceAll(sheet, "\x00", "\n"), maxFiles, maxMarks)
	for _, s := range parsed.Files {
		switch {
		case len(s.Tracks) == 0:
			continue
		case all != nil:
			return nil
		}
		for _, t := range s.Tracks {
			all = append(all, book.Chapter{Start: t.Start, End: -1, Title: clean(t.Title)})
		}
	}
	return all
}

// sheetChapters returns the chapters of a cue sheet in a file of this length. The sheet
// is "" if there is none.
func sheetChapters(sheet string, length time.Duration) []book.Chapter {
	if sheet == "" {
		return nil
	}
	return orderChapters(before(cueChapters(sheet), length), length)
}

// before returns the chapters that begin before the end of the file.
func before(all []book.Chapter, length time.Duration) []book.Chapter {
	var kept []book.Chapter
	for _, c := range all {
		if c.Start < length {
			kept = append(kept, c)
		}
	}
	return kept
}

// The lengths of the parts of FLAC's cue sheet, in bytes.
const (
	cueHeadLen  = 128 + 8 + 1 + 258 // catalogue number, lead-in, flags, reserved
	cueTrackLen = 36
	cueIndexLen = 12
)

// cueTrack is a track in FLAC's block with a cue sheet.
type cueTrack struct {
	number int
	start  int64 // in samples
}

// cueBlock reads the tracks of FLAC's cue sheet: their numbers, and the positions of
// their index 1 (RFC 9639, 8.7). The lead-out is not a track.
func cueBlock(p *stretch) (tracks []cueTrack) {
	if !p.skip(cueHeadLen) {
		return nil
	}
	count := p.take(1)
	if len(count) == 0 {
		return nil
	}
	for range int(count[0]) {
		b := p.take(cueTrackLen)
		if len(b) < cueTrackLen {
			break
		}
		t := cueTrack{number: int(b[8]), start: int64(binary.BigEndian.Uint64(b) & (1<<62 - 1))}
		from := t.start
		for range int(b[35]) {
			if b = p.take(cueIndexLen); len(b) < cueIndexLen {
				return tracks
			}
			if b[8] == 1 {
				t.start = from + int64(binary.BigEndian.Uint64(b)&(1<<62-1))
			}
		}
		const discLeadOut, leadOut = 170, 255
		if t.number != discLeadOut && t.number != leadOut {
			tracks = append(tracks, t)
		}
	}
	return tracks
}

// trackChapters returns a chapter for each track of a cue sheet without titles. title
// returns the title of a track by its number, "" if no tag has one. A single track is
// no chapter.
func trackChapters(tracks []cueTrack, rate int64, title func(number int) string) (all []book.Chapter) {
	if len(tracks) < 2 {
		return nil
	}
	for _, t := range tracks {
		start := playing(t.start, rate)
		if start == 0 && t.start > 0 {
			continue // implausible
		}
		name := cmp.Or(title(t.number), "Track "+strconv.Itoa(t.number))
		all = append(all, book.Chapter{Start: start, End: -1, Title: name})
	}
	return all
}
