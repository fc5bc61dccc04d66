package sidecar

import (
	"encoding/xml"
	"slices"
	"strings"

	"lectern/library/book"
)

// readXML parses the chapters in an XML file of Matroska's tools or of podcasts. Chapters
// within a chapter follow it. Of several editions, those of the default edition count, or
// else those of the first that is not hidden.
func readXML(text string) []book.Chapter {
	d := newXML(text)
	var c xmlChapters
	for depth := 0; depth < maxDepth; {
		token, err := d.Token()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			c.text.Reset()
			c.begin(t)
		case xml.CharData:
			c.text.Write(t)
		case xml.EndElement:
			depth--
			c.end(t.Name.Local, strings.TrimSpace(c.text.String()))
		}
	}
	c.choose()
	return slices.Clip(c.best)
}

// xmlChapters is what a file has so far.
type xmlChapters struct {
	text strings.Builder // of the innermost element
	all  []book.Chapter  // of the current edition
	open []openChapter   // those that have begun, the innermost last
	rank int             // of the current edition: hidden ones have the lowest

	best     []book.Chapter // of the edition that counts so far
	bestRank int
}

// openChapter is a chapter that has begun.
type openChapter struct {
	at     int // its index, or that after the last chapter if there are too many
	hidden bool
}

// What adds to the rank of an edition.
const (
	isDefault = 1
	isHidden  = -2
)

// begin begins an element.
func (c *xmlChapters) begin(e xml.StartElement) {
	switch e.Name.Local {
	case "EditionEntry":
		c.choose()
	case "ChapterAtom":
		c.open = append(c.open, openChapter{at: len(c.all)})
		c.add(book.Chapter{})
	case "chapter":
		c.add(podcastChapter(e.Attr))
	}
}

func (c *xmlChapters) add(one book.Chapter) {
	if len(c.all) < maxChapters {
		c.all = append(c.all, one)
	}
}

// end ends an element with this text.
func (c *xmlChapters) end(name, text string) {
	switch name {
	case "EditionEntry":
		c.choose()
	case "EditionFlagDefault":
		c.flag(text, isDefault)
	case "EditionFlagHidden":
		c.flag(text, isHidden)
	}
	last := len(c.open) - 1
	if last < 0 {
		return
	}
	o := &c.open[last]
	if name == "ChapterAtom" {
		c.open = c.open[:last]
	}
	if o.at >= len(c.all) { // there were too many
		return
	}
	one := &c.all[o.at]
	switch name {
	case "ChapterTimeStart":
		one.Start, _ = clock(text)
	case "ChapterTimeEnd":
		one.End, _ = clock(text)
	case "ChapterString":
		if one.Title == "" {
			one.Title = line(text)
		}
	case "ChapterFlagHidden":
		o.hidden = text == "1"
	case "ChapterAtom":
		switch {
		case o.hidden:
			c.all = c.all[:o.at]
		case o.at+1 < len(c.all):
			one.End = 0 // where the first chapter within it begins
		}
	}
}

// flag notes a flag of the current edition.
func (c *xmlChapters) flag(text string, worth int) {
	if text == "1" {
		c.rank += worth
	}
}

// choose ends an edition, and keeps its chapters if it is better than those before.
func (c *xmlChapters) choose() {
	if len(c.all) > 0 && (c.best == nil || c.rank > c.bestRank) {
		c.best, c.bestRank = c.all, c.rank
	}
	c.all, c.open, c.rank = nil, nil, 0
}

// podcastChapter returns the chapter that the attributes of an element describe.
func podcastChapter(attributes []xml.Attr) (c book.Chapter) {
	for _, a := range attributes {
		switch a.Name.Local {
		case "start":
			var ok bool
			if c.Start, ok = clock(a.Value); !ok {
				c.Start, _ = seconds(a.Value)
			}
		case "title":
			c.Title = line(a.Value)
		}
	}
	return c
}
