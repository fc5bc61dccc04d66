package group

import (
	"cmp"
	"time"

	"lectern/library/book"
)

// minChapter is the shortest chapter that is kept. Tools leave shorter marks at
// the end of a file, where there is nothing to listen to.
const minChapter = 100 * time.Millisecond

// Chapters returns the chapters of a book, timed from the start of the book:
// the chapters of metadata.json, or else the chapters of all parts in order. A
// part has the chapters of its cue sheet, or else of its tags. A part with
// neither is one chapter, unless it is the only part. Such a chapter takes the
// title of the part, or the name of the file if the titles do not distinguish
// the parts. Chapters may run on any goroutine; the result shares no memory
// with the book.
func Chapters(b *book.Book) []book.Chapter {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return join(nil, b.Notes.Chapters, 0, b.Duration)
	}
	titled := len(b.Files) > 1 && distinctTitles(b)
	var all []book.Chapter
	var offset time.Duration
	for _, f := range b.Files {
		var length time.Duration
		if f.Media != nil {
			length = f.Media.Duration
		}
		chapters, _ := chaptersOf(b, f)
		if len(chapters) == 0 && len(b.Files) > 1 {
			title := fileTitle(f.Name())
			if titled {
				title = line(f.Media.Tags.Title)
			}
			chapters = []book.Chapter{{End: length, Title: title}}
		}
		all = join(all, chapters, offset, length)
		offset += length
	}
	return all
}

// join appends chapters, moved by offset. A chapter without an end lasts until
// the next one begins; the last lasts until length, if length is known.
func join(all, chapters []book.Chapter, offset, length time.Duration) []book.Chapter {
	for i, c := range chapters {
		if c.End <= 0 {
			c.End = length
			if i+1 < len(chapters) {
				c.End = chapters[i+1].Start
			}
		}
		if c.End-c.Start >= minChapter {
			all = append(all, book.Chapter{Start: offset + c.Start, End: offset + c.End, Title: line(c.Title)})
		}
	}
	return all
}

// chaptersOf returns the chapters of one file of a book, and their source.
func chaptersOf(b *book.Book, f *book.File) ([]book.Chapter, book.Source) {
	if b.Notes != nil {
		for i := range b.Notes.Cues {
			c := &b.Notes.Cues[i]
			if c.File == f.Name() && len(c.Chapters) > 0 && cmp.Or(c.Folder, b.Notes.Folder) == f.Folder() {
				return c.Chapters, book.FromCue
			}
		}
	}
	if f.Media != nil && len(f.Media.Chapters) > 0 {
		return f.Media.Chapters, book.FromTag
	}
	return nil, book.Nowhere
}

// distinctTitles reports whether titles distinguish the parts: every part has a
// title, all titles differ, and none is the title of the book.
func distinctTitles(b *book.Book) bool {
	seen := make(map[string]bool, len(b.Files)+1)
	seen[fold(b.Title)] = true
	for _, f := range b.Files {
		if f.Media == nil {
			return false
		}
		title := line(f.Media.Tags.Title)
		if title == "" {
			return false
		}
		if title = fold(title); seen[title] {
			return false
		}
		seen[title] = true
	}
	return true
}

// chapterSource returns the source of a book's chapters; with several sources,
// the strongest.
func chapterSource(b *book.Book) (source book.Source) {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return book.FromMetadata
	}
	for _, f := range b.Files {
		_, s := chaptersOf(b, f)
		source = max(source, s)
	}
	switch {
	case source != book.Nowhere || len(b.Files) == 1:
		return source
	case distinctTitles(b):
		return book.FromTag
	default:
		return book.FromName
	}
}
