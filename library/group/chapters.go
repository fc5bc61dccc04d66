package group

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// minChapter is the shortest chapter that is kept. Tools leave shorter marks at
// the end of a file, where there is nothing to listen to.
const minChapter = 100 * time.Millisecond

// shortest is the shortest time before the first mark of a book that becomes a chapter
// of its own. A shorter time, such as the pregap of a disc, belongs to the chapter of that
// mark.
const shortest = 3 * time.Second

// Chapters returns the chapters of a book, timed from the start of the book: the
// chapters of metadata.json or chapters.txt, or else the chapters of all parts in
// order. A part has the chapters of its cue sheet, or else of its tags. A part with
// neither is one chapter, unless it is the only part. Such a chapter takes the title of
// the part, or the name of the file if the titles do not distinguish such parts, without
// the title of the book in front; so does the only mark of a part if it has no title, or
// the same title in each part.
//
// The chapters cover the whole book. Time that no chapter covers belongs to the chapter
// before it. At the beginning of the book, and after a part without chapters, it is a
// chapter of its own with the title of the part. A chapter that goes on in the next
// part ("Chapter 5 (continued)") is one chapter.
//
// Chapters may run on any goroutine; the result shares no memory with the book.
func Chapters(b *book.Book) []book.Chapter {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		var l list
		l.add(b.Notes.Chapters, 0, b.Duration, line(b.Title))
		return l.chapters
	}
	titled := len(b.Files) > 1 && distinctTitles(b)
	l := list{parts: len(b.Files), alike: titled && sameMark(b)}
	var offset time.Duration
	var named []string
	if !titled {
		named = partNames(b)
	}
	for i, f := range b.Files {
		var length time.Duration
		if f.Media != nil {
			length = f.Media.Duration
		}
		title := line(b.Title)
		switch {
		case titled && f.Media.Tags().Title != "":
			title = line(f.Media.Tags().Title)
		case named != nil:
			title = named[i]
		case len(b.Files) > 1:
			title = fileTitle(f.Name())
		}
		chapters := chaptersOf(b, f)
		if len(chapters) > 0 || len(b.Files) > 1 {
			l.add(chapters, offset, length, title)
		}
		offset += length
	}
	return l.chapters
}

// partNames returns the titles of the parts that the names of the files have after the
// title of the book: "Arrakis" of "Dune-01-Arrakis", "Chapter 1 - Arrakis" of "Dune -
// Chapter 1 - Arrakis". It returns nil if they have none.
func partNames(b *book.Book) []string {
	if len(b.Files) < 2 {
		return nil
	}
	names := make([]string, len(b.Files))
	for i, f := range b.Files {
		if names[i] = fileTitle(f.Name()); words.Digits(names[i]) != names[i] {
			return nil
		}
	}
	stem, _, ok := countedWithin(names)
	bare := strings.TrimRight(stem, partSigns+"(")
	piece := lastWord(bare) // where the word before the number begins
	if words.Is(bare[piece:], words.Piece) {
		bare = strings.TrimRight(bare[:piece], partSigns+"(")
	} else {
		piece = 0
	}
	if !ok || bare == "" {
		return nil
	} else if r := readFolder(bare, false); !sameFold(r.title, b.Title) && !sameFold(r.subtitle, b.Title) {
		return nil
	}
	seen := make(map[string]bool, len(names))
	for i, name := range names {
		if piece > 0 {
			before := name[:piece]
			name = name[piece:]
			if end := strings.IndexAny(name, ")]"); end > 0 && endsInBracket(before) { // "Dune (Part 1)"
				name = joinAround(name[:end], name[end+1:])
			}
		} else {
			name = strings.TrimLeft(name[text.DigitsEnd(name, len(stem)):], partSigns+")")
		}
		if names[i] = name; name == "" || seen[name] {
			return nil
		}
		seen[name] = true
	}
	return names
}

// list collects the chapters of a book.
type list struct {
	chapters []book.Chapter
	parts    int  // of the book
	alike    bool // each part has one mark with the same title, but a title of its own
	marked   bool // the last part had marks
	single   bool // the last part had one mark
}

// add appends the marks of a part, moved by offset. length is the length of the part, 0
// if it is unknown. A chapter that is the whole part gets the given title.
func (l *list) add(marks []book.Chapter, offset, length time.Duration, title string) {
	marks = kept(marks, length)
	marked, single := len(marks) > 0, len(marks) == 1
	switch {
	case !marked && length >= minChapter:
		marks = []book.Chapter{{End: length, Title: title}}
	case !marked:
	case single && (marks[0].Title == "" || l.alike) && l.parts > 1:
		marks[0].Title = title
	}
	if marked && marks[0].Start > 0 {
		switch {
		case l.marked:
			l.extend(offset + marks[0].Start)
		case marks[0].Start < shortest:
			marks[0].Start = 0
		default:
			marks = slices.Insert(marks, 0, book.Chapter{End: marks[0].Start, Title: title})
		}
	}
	for i, c := range marks {
		c.Start += offset
		c.End += offset
		same := i == 0 && marked && l.marked && !(single && l.single)
		if l.extend(c.Start); l.goesOn(&c, same) {
			l.extend(c.End)
		} else {
			l.chapters = append(l.chapters, c)
		}
	}
	l.extend(offset + length)
	l.marked, l.single = marked, single
}

// kept returns the marks of a part with their ends, without those that are too short. A
// mark ends when the next one begins, or earlier if it has an end; the last one lasts
// until length, if length is known.
func kept(marks []book.Chapter, length time.Duration) (all []book.Chapter) {
	for i, c := range marks {
		if c.End <= 0 {
			c.End = length
		}
		if i+1 < len(marks) && (c.End <= 0 || c.End > marks[i+1].Start) {
			c.End = marks[i+1].Start
		}
		if length > 0 {
			c.End = min(c.End, length)
		}
		if c.End-c.Start >= minChapter {
			c.Title = line(c.Title)
			all = append(all, c)
		}
	}
	return all
}

// extend moves the end of the last chapter to at, unless it ends later.
func (l *list) extend(at time.Duration) {
	if n := len(l.chapters); n > 0 {
		l.chapters[n-1].End = max(l.chapters[n-1].End, at)
	}
}

// goesOn reports whether a chapter continues the last one, by its title. same means
// that an equal title is enough. It removes "(continued)" from the title.
func (l *list) goesOn(c *book.Chapter, same bool) bool {
	title, how := cutContinued(c.Title)
	if how == byWord {
		c.Title = title
	}
	if len(l.chapters) == 0 || title == "" || how == notContinued && !same {
		return false
	}
	last, _ := cutContinued(l.chapters[len(l.chapters)-1].Title)
	return sameFold(title, last)
}

// continued is how the title of a chapter says that the chapter began before.
type continued int

const (
	notContinued continued = iota
	byWord                 // "Chapter 5 (continued)"
	perhaps                // "Chapter 5 (12:34)", as in OverDrive's files, or "Chapter 5 cont."; a title of its own unless a Chapter 5 comes before
)

// cutContinued removes from a title what says that the chapter began before.
func cutContinued(title string) (rest string, how continued) {
	for _, pair := range [...][2]string{{"(", ")"}, {"[", "]"}, {"（", "）"}, {"【", "】"}} {
		inner, closed := strings.CutSuffix(title, pair[1])
		at := strings.LastIndex(inner, pair[0])
		if !closed || at <= 0 {
			continue
		}
		rest, inner = strings.TrimSpace(inner[:at]), strings.TrimSpace(inner[at+len(pair[0]):])
		switch {
		case rest == "":
		case words.Is(inner, words.Continued):
			return rest, byWord
		case isTime(inner):
			return rest, perhaps
		}
		return title, notContinued
	}
	for at := len(title); ; {
		if at = strings.LastIndexAny(title[:at], " -–—:,…"); at <= 0 || len(title)-at > maxContinued {
			return title, notContinued
		}
		if words.Is(title[at:], words.Continued) {
			return strings.TrimRight(title[:at], " -–—:,.…"), perhaps
		}
	}
}

// maxContinued is longer than any word for "continued", in bytes.
const maxContinued = 48

// isTime reports whether a text is a time such as 0:15 or 1:02:03.
func isTime(s string) bool {
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:.,") == "" && text.IsDigit(s[0])
}

// chaptersOf returns the chapters of one file of a book.
func chaptersOf(b *book.Book, f *book.File) []book.Chapter {
	switch cue := cueOf(b, f); {
	case cue != nil:
		return cue.Chapters
	case f.Media != nil:
		return f.Media.AllChapters()
	default:
		return nil
	}
}

// sourceOf returns where the chapters of one file of a book come from.
func sourceOf(b *book.Book, f *book.File) book.Source {
	switch cue := cueOf(b, f); {
	case cue != nil && cue.Text:
		return book.FromChapters
	case cue != nil:
		return book.FromCue
	case f.Media != nil && f.Media.ChapterCount() > 0:
		return book.FromTag
	default:
		return book.Nowhere
	}
}

// cueOf returns the sidecar that has the chapters of one file of a book, nil if there is
// none.
func cueOf(b *book.Book, f *book.File) *book.Cue {
	if b.Notes == nil {
		return nil
	}
	for i := range b.Notes.Cues {
		c := &b.Notes.Cues[i]
		if c.File == f.Name() && len(c.Chapters) > 0 && cmp.Or(c.Folder, b.Notes.Folder) == f.Folder() {
			return c
		}
	}
	return nil
}

// distinctTitles reports whether titles distinguish the parts that take their chapter from
// it: each part has a title other than "Track 1", all these titles differ, and none is the
// title of the book.
func distinctTitles(b *book.Book) bool {
	alike := sameMark(b)
	seen := make(map[string]bool, len(b.Files)+1)
	seen[fold(b.Title)] = true
	for _, f := range b.Files {
		if f.Media == nil {
			return false
		}
		if marks := chaptersOf(b, f); !alike && (len(marks) > 1 || len(marks) == 1 && marks[0].Title != "") {
			continue
		}
		title := line(f.Media.Tags().Title)
		if meaningfulTitle(title) == "" {
			return false
		}
		if title = fold(title); seen[title] {
			return false
		}
		seen[title] = true
	}
	return true
}

// sameMark reports whether each part has one mark, and all these have the same title:
// some programs call the only chapter of any file "Chapter 1".
func sameMark(b *book.Book) bool {
	title := ""
	for i, f := range b.Files {
		marks := chaptersOf(b, f)
		if len(marks) != 1 || i > 0 && marks[0].Title != title {
			return false
		}
		title = marks[0].Title
	}
	return len(b.Files) > 1
}

// chapterSource returns the source of a book's chapters; with several sources,
// the strongest.
func chapterSource(b *book.Book) (source book.Source) {
	if b.Notes != nil && len(b.Notes.Chapters) > 0 {
		return cmp.Or(b.Notes.From[book.ChapterList], book.FromMetadata)
	}
	for _, f := range b.Files {
		source = max(source, sourceOf(b, f))
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
