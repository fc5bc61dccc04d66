package player

import (
	"slices"
	"sort"
	"time"

	"lectern/library/book"
)

// Part is one file of a book.
type Part struct {
	File      book.ID
	Path      string
	Length    time.Duration
	Estimated bool // Length is not exact; the sound may go on after it
	Absent    bool // the file is not there; its time passes without it
	Silent    bool // nothing in the file can be played; the same
	Protected bool // the file is copy-protected

	reached time.Duration // the place in the file that Reach made it last longer for; 0 if none
	said    time.Duration // Length before that
}

// Timeline is a book on one time axis: its parts one after the other, and its chapters with
// times from the start of the book. It never changes.
type Timeline struct {
	ID       book.ID
	Title    string
	Offline  bool // the root of a file is offline, which is then not there
	Length   time.Duration
	Parts    []Part
	Chapters []book.Chapter

	starts []time.Duration // of the parts
}

// NewTimeline returns the time axis of a book. chapters are those of the whole book. A part
// lasts longer than it is said to if the user was behind its end or has a bookmark there. If
// the length is exact, and the file was written after that, the place was in another file: it
// stays as it is in the catalogue, and playing goes to the end of the part instead.
func NewTimeline(b *book.Book, chapters []book.Chapter) *Timeline {
	t := &Timeline{ID: b.ID, Title: b.Title, Chapters: chapters}
	for _, f := range b.Files {
		p := Part{File: f.ID, Path: f.Path, Estimated: true, Absent: f.State.Absent()}
		if f.Media != nil {
			p.Length, p.Estimated = f.Media.Duration, f.Media.Estimated()
		}
		t.starts = append(t.starts, t.Length)
		t.Offline = t.Offline || f.State == book.Offline
		p.Silent = isSilent(f)
		p.Protected = f.State == book.Failed && f.Fault.Kind == book.Protected
		t.Parts = append(t.Parts, p)
		t.Length += p.Length
	}
	if t.Skipped() == len(t.Parts) { // mpv has the last word
		for i := range t.Parts {
			t.Parts[i].Silent = false
		}
	}
	l := b.Listening
	if l == nil {
		return t
	}
	said := t // before a place makes a part longer, whose length is then an estimate
	reach := func(file book.ID, offset time.Duration, when int64) {
		if part := t.partOf(file); part >= 0 && (said.Parts[part].Estimated || b.Files[part].Modified <= when) {
			t = t.Reach(part, offset)
		}
	}
	if l.Played != 0 {
		reach(l.File, l.Offset, l.Played)
	}
	for _, m := range l.Bookmarks {
		reach(m.File, m.Offset, m.Made)
	}
	return t
}

const (
	// reachBy is how much longer a part is taken to be than a place that lies behind the end
	// that it was said to have.
	reachBy = time.Minute

	// overrun is how far behind the end of an exact length there may be sound: formats count
	// it differently.
	overrun = 5 * time.Second
)

// Reach returns the timeline on which a part lasts longer than up to a place where it has
// sound. That is the timeline itself, unless the length of the part was given too short. A
// part of −1 is none.
func (t *Timeline) Reach(part int, offset time.Duration) *Timeline {
	if part < 0 {
		return t
	}
	p := t.Parts[part]
	if offset <= p.Length || !p.Estimated && offset <= p.Length+overrun {
		return t
	}
	end, more := t.starts[part]+p.Length, offset+reachBy-p.Length
	longer := *t
	longer.Length += more
	longer.Parts, longer.starts, longer.Chapters = slices.Clone(t.Parts), slices.Clone(t.starts), slices.Clone(t.Chapters)
	if p.reached == 0 {
		p.said = p.Length
	}
	p.Length, p.Estimated, p.reached = p.Length+more, true, offset
	longer.Parts[part] = p
	for i := part + 1; i < len(longer.starts); i++ {
		longer.starts[i] += more
	}
	for i := range longer.Chapters {
		c := &longer.Chapters[i]
		if c.Start >= end && c.Start > 0 {
			c.Start += more
		}
		if c.End >= end && c.End > 0 {
			c.End += more
		}
	}
	return &longer
}

// reachLike returns the timeline on which parts last at least up to the places that an earlier
// timeline was made longer for. A part that has another length now, and an exact one, does not:
// its file was rewritten.
func (t *Timeline) reachLike(earlier *Timeline) *Timeline {
	longer := t
	for i, p := range earlier.Parts {
		if p.reached == 0 {
			continue
		}
		if part := t.follow(earlier, i); part >= 0 && (t.Parts[part].Estimated || t.Parts[part].Length == p.said) {
			longer = longer.Reach(part, p.reached)
		}
	}
	return longer
}

// partOf returns the part that is a file, −1 if there is none.
func (t *Timeline) partOf(file book.ID) int {
	return slices.IndexFunc(t.Parts, func(p Part) bool { return p.File == file })
}

// Place returns the time in the book of a place in a file, or otherwise if the book does not
// have that file.
func (t *Timeline) Place(file book.ID, offset, otherwise time.Duration) time.Duration {
	if part := t.partOf(file); part >= 0 {
		return t.Time(part, offset)
	}
	return otherwise
}

// isSilent reports whether a reader of a file found nothing that can be played.
func isSilent(f *book.File) bool {
	if f.State != book.Failed || f.Media != nil {
		return false
	}
	switch f.Fault.Kind {
	case book.NotAudio, book.Irregular, book.Protected:
		return true
	case book.Truncated:
		return f.Size == 0
	default:
		return false
	}
}

// skipped reports whether a part is left out.
func (p *Part) skipped() bool { return p.Absent || p.Silent }

// Skipped returns how many parts are left out: those that are not there, and those in which
// nothing can be played.
func (t *Timeline) Skipped() (n int) {
	for i := range t.Parts {
		if t.Parts[i].skipped() {
			n++
		}
	}
	return n
}

// Spot returns the part that plays at a time of the book, and the time in that part. A
// time outside the book is moved into it.
func (t *Timeline) Spot(at time.Duration) (part int, offset time.Duration) {
	at = t.clamp(at)
	for part = range t.Parts {
		length := t.Parts[part].Length
		if offset = at - t.starts[part]; offset < length || length == 0 && offset == 0 {
			break
		}
	}
	return part, offset
}

// Time returns the time in the book of a time in a part. It is no later than the end of
// the part, if the length of the part is known.
func (t *Timeline) Time(part int, offset time.Duration) time.Duration {
	if p := t.Parts[part]; p.Length > 0 {
		offset = min(offset, p.Length)
	}
	return t.starts[part] + max(0, offset)
}

// lastOf returns the last moment of a part. If its length is an estimate, more may follow.
func (t *Timeline) lastOf(part int) time.Duration {
	end := t.starts[part] + t.Parts[part].Length
	if t.Parts[part].Estimated {
		end--
	}
	return end
}

// follow returns which part the file is that was a part of an earlier timeline, −1 if none is.
func (t *Timeline) follow(earlier *Timeline, part int) int {
	return slices.IndexFunc(t.Parts, func(p Part) bool { return t.isSame(p, earlier.Parts[part], earlier) })
}

// isSame reports whether a part is the file of a part of an earlier timeline. If the first
// file left the book, another one has its ID, and no part has the ID of that one any more.
func (t *Timeline) isSame(p, old Part, earlier *Timeline) bool {
	has := func(file book.ID) bool {
		return slices.ContainsFunc(t.Parts, func(p Part) bool { return p.File == file })
	}
	if p.File != old.File {
		return p.Path == old.Path && !has(old.File)
	}
	return p.Path == old.Path || !slices.ContainsFunc(earlier.Parts, func(was Part) bool {
		return was.Path == p.Path && was.File != p.File && !has(was.File)
	})
}

// Start returns the time in the book at which a file begins, or 0 if the book does not
// have that file.
func (t *Timeline) Start(path string) time.Duration {
	i := slices.IndexFunc(t.Parts, func(p Part) bool { return p.Path == path })
	if i < 0 {
		return 0
	}
	return t.starts[i]
}

// Absent returns how many parts are not there.
func (t *Timeline) Absent() (n int) {
	for _, p := range t.Parts {
		if p.Absent {
			n++
		}
	}
	return n
}

// present moves a spot in a part that is left out to the next part that is not. It returns
// false if there is none.
func (t *Timeline) present(part int, offset time.Duration) (int, time.Duration, bool) {
	for ; part < len(t.Parts); part, offset = part+1, 0 {
		if !t.Parts[part].skipped() {
			return part, offset, true
		}
	}
	return 0, 0, false
}

// Chapter returns the index of the chapter at a time, −1 if there is none.
func (t *Timeline) Chapter(at time.Duration) int {
	return sort.Search(len(t.Chapters), func(i int) bool { return t.Chapters[i].Start > at }) - 1
}

// Bounds returns where the chapter at a time begins and ends. Without chapters, it is the
// whole book.
func (t *Timeline) Bounds(at time.Duration) (start, end time.Duration) {
	end = t.Length
	i := t.Chapter(at)
	if i >= 0 {
		start = t.Chapters[i].Start
	}
	if i+1 < len(t.Chapters) {
		end = t.Chapters[i+1].Start
	}
	return start, end
}

// endOfChapter returns where the chapter ends that plays at a time in a part. Until mpv turns
// to the next part, the end of the part belongs to its last chapter.
func (t *Timeline) endOfChapter(part int, at time.Duration) time.Duration {
	if p := t.Parts[part]; p.Length > 0 {
		at = min(at, t.starts[part]+p.Length-1)
	}
	_, end := t.Bounds(at)
	return end
}

// startOfChapter is how long a chapter has played at most for Previous to return the
// chapter before it.
const startOfChapter = 3 * time.Second

// Previous returns the start of the chapter at a time or, if it has hardly begun, of the
// chapter before it.
func (t *Timeline) Previous(at time.Duration) time.Duration {
	start, _ := t.Bounds(at)
	if at-start <= startOfChapter && start > 0 {
		start, _ = t.Bounds(start - 1)
	}
	return start
}

// Next returns the start of the next chapter, or false if there is none.
func (t *Timeline) Next(at time.Duration) (time.Duration, bool) {
	i := t.Chapter(at) + 1
	if i >= len(t.Chapters) {
		return 0, false
	}
	return t.Chapters[i].Start, true
}

func (t *Timeline) clamp(at time.Duration) time.Duration { return max(0, min(at, t.Length)) }
