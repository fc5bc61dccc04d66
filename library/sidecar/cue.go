package sidecar

import (
	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text/cue"
)

// readCue parses a cue sheet. For each file in it, each track with an INDEX 01
// becomes a chapter. The error is a fault.
func readCue(text string) (cues []book.Cue, err error) {
	sheets, ok := cue.Parse(text, maxList, maxChapters)
	if !ok {
		return nil, fault(message.Mark("is not a cue sheet"))
	}
	for _, s := range sheets {
		c := book.Cue{File: s.File}
		for _, t := range s.Tracks {
			c.Chapters = append(c.Chapters, book.Chapter{Start: t.Start, Title: line(t.Title)})
		}
		c.Chapters = inOrder(c.Chapters)
		cues = append(cues, c)
	}
	return cues, nil
}
