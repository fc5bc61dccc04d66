package sidecar

import (
	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/text/cue"
	"lectern/library/text/words"
)

// readCue parses a cue sheet. For each file in it, each track with an INDEX 01
// becomes a chapter. m has the title and the performer of the whole, unless they are
// fillers. The error is a fault.
func readCue(text string) (cues []book.Cue, m book.Meta, err error) {
	sheet, ok := cue.Parse(text, maxList, maxChapters)
	if !ok {
		return nil, m, fault(message.Mark("is not a cue sheet"))
	}
	for _, f := range sheet.Files {
		c := book.Cue{File: f.Name}
		for _, t := range f.Tracks {
			c.Chapters = append(c.Chapters, book.Chapter{Start: t.Start, Title: line(t.Title)})
		}
		c.Chapters = inOrder(c.Chapters)
		cues = append(cues, c)
	}
	says := func(s string) bool { return s != "" && !words.Is(s, words.Nameless|words.Nobody) }
	if title := line(sheet.Title); says(title) && book.FormatOf(title) == nil {
		m.Title = title
	}
	if performer := line(sheet.Performer); says(performer) {
		m.Authors = []string{performer}
	}
	return cues, m, nil
}
