package group

import (
	"cmp"
	"time"

	"lectern/library/book"
)

// minChapter is the length below which a chapter is dropped: it is a mark a
// tool left at the end of a file, and nothing to listen to.
const minChapter = 100 * time.Millisecond

// Chapters are the chapters of a book, from its start on: those that
// metadata.json tells, else those of each part, joined. A part has those of its
// cue sheet, else its own; without any it is a chapter, if the book has others.
// Such a chapter is called as the part is, or as its file where the titles of
// the parts do not tell them apart. It may run on any goroutine and shares
// nothing with the book.
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

// join appends chapters that begin at an offset. One that has no end lasts to
// the next, the last to the end of what they are in, if its length is known.
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

// chaptersOf are the chapters that a file of a book has by itself, and who
// tells them.
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

// distinctTitles reports whether the titles of the parts tell them apart: all
// have one, all differ, and none is the book's.
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

// chapterSource says who tells the chapters of a book: of several the
// strongest.
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
