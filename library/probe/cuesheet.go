package probe

import (
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text/cue"
)

// cueChapters returns the chapters of a cue sheet in the tag CUESHEET of a file. Such a
// sheet describes the file it is in, whatever name it gives that file. A sheet of
// several files describes other files, so it has no chapters.
func cueChapters(sheet string) (all []book.Chapter) {
	const own = "FILE \"\" WAVE\n" // for a sheet that names no file
	const maxFiles = 1000
	sheets, _ := cue.Parse(own+strings.ReplaceAll(sheet, "\x00", "\n"), maxFiles, maxMarks)
	for _, s := range sheets {
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
