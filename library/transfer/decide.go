package transfer

import (
	"slices"
	"strings"
	"time"

	"lectern/library/book"
	"lectern/library/text"
)

// Decide says which values of theirs, the state in a file, count for a book whose state is
// own: set are those to write, kept are those that differ from own values which stay.
//
// Of how far the user listened, the newer counts: Position, Finished and Abandoned belong
// together, and own is newer or older as a whole. A rating, a note and a speed that are
// there stay. Tags and bookmarks, which Place has put into the files of the book, are added
// to those that are there, and so is what was heard on a day beyond what own has, and what was
// typed into a field into which the user of own typed nothing. Deciding
// again after the values are set gives nothing.
func Decide(own, theirs *State, loc *time.Location) (set, kept Values) {
	set, kept = decideListening(own, theirs, loc)
	switch {
	case theirs.Rating == 0 || theirs.Rating == own.Rating:
	case own.Rating == 0:
		set |= Rating
	default:
		kept |= Rating
	}
	switch {
	case strings.TrimSpace(theirs.Note) == "" || sameText(theirs.Note, own.Note):
	case own.Note == "":
		set |= Note
	default:
		kept |= Note
	}
	if len(AddTags(own.Tags, theirs.Tags)) > len(own.Tags) {
		set |= Tags
	}
	if len(NewBookmarks(own.Bookmarks, theirs.Bookmarks)) > 0 {
		set |= Bookmarks
	}
	if len(MoreHeard(own.Days, theirs.Days)) > 0 {
		set |= Heard
	}
	if len(MoreTyped(own.Typed, theirs.Typed)) > 0 {
		set |= Typed
	}
	if len(OtherTyped(own.Typed, theirs.Typed)) > 0 {
		kept |= Typed
	}
	if theirs.Speed != 0 && own.Speed == 0 {
		set |= Speed
	}
	return set, kept
}

// decideListening is Decide for how far the user listened.
func decideListening(own, theirs *State, loc *time.Location) (set, kept Values) {
	const ended = Finished | Abandoned
	has := theirs.has() & (Position | ended)
	if own.Finished != 0 || theirs.Finished != 0 { // a finished book cannot be abandoned
		has &^= Abandoned
	}
	known := Values(0) // how it ended, as own says, too
	if sameDay(own.Finished, theirs.Finished, theirs.Day, loc) {
		known |= has & Finished
	}
	if sameDay(own.Abandoned, theirs.Abandoned, theirs.Day, loc) {
		known |= has & Abandoned
	}
	last := func(s *State) int64 { return max(s.Played, s.Finished, s.Abandoned) }
	switch {
	case has == 0, known != 0 && theirs.Played <= last(own):
		return 0, 0
	case last(own) == 0:
		return has, 0
	case has == Position && theirs.Played == own.Played: // imported before
		return 0, 0
	case last(theirs) > last(own):
		return has &^ known, 0
	default:
		return 0, has
	}
}

// sameDay reports whether own and theirs are the same time, as far as theirs says: it can be
// a day, or not known.
func sameDay(own, theirs int64, day bool, loc *time.Location) bool {
	of := func(at int64) string { return time.Unix(0, at).In(loc).Format(time.DateOnly) }
	switch {
	case own == theirs, own != 0 && theirs == book.Undated:
		return true
	case own == 0 || theirs == 0 || own == book.Undated:
		return false
	default:
		return day && of(own) == of(theirs)
	}
}

// sameText reports whether texts differ in nothing but white space.
func sameText(a, b string) bool { return slices.Equal(strings.Fields(a), strings.Fields(b)) }

// AddTags returns tags and those of more that are not among them.
func AddTags(tags, more []string) []string {
	all, seen := slices.Clone(tags), map[string]bool{}
	for _, tag := range tags {
		seen[text.Fold(tag)] = true
	}
	for _, tag := range more {
		if key := text.Fold(tag); !seen[key] {
			seen[key] = true
			all = append(all, tag)
		}
	}
	return all
}

// NewBookmarks returns the bookmarks of more that bookmarks does not have: at the same place
// or, because the files of a book and the known lengths of these change, at the same time in
// the book or made at the same moment.
func NewBookmarks(bookmarks, more []book.Bookmark) (added []book.Bookmark) {
	type spot struct {
		file   book.ID
		offset time.Duration
	}
	spots, times, moments := map[spot]bool{}, map[time.Duration]bool{}, map[int64]bool{}
	note := func(m book.Bookmark) {
		spots[spot{m.File, m.Offset}] = true
		times[m.At] = m.At != 0
	}
	for _, m := range bookmarks {
		note(m)
		moments[m.Made] = m.Made != 0
	}
	for _, m := range more {
		if !spots[spot{m.File, m.Offset}] && !times[m.At] && !moments[m.Made] {
			note(m)
			added = append(added, m)
		}
	}
	return added
}

// Place returns the state of an entry with the bookmarks in the files of a book. Those that
// lie in no file are left out.
func Place(b *book.Book, e *Entry) State {
	s := e.State
	s.Bookmarks = nil
	for _, m := range e.Bookmarks {
		if file, at, ok := Spot(b, e.Parts, m.At); ok {
			m.File, m.Offset = file, at
			s.Bookmarks = append(s.Bookmarks, m)
		}
	}
	return s
}

// Spot returns the file of a book in which a position lies, and the time in that file. parts
// are the files that the position is about: if the one with the position has the same name as
// one of the book's, that is the file, and the lengths of the others do not matter. ok is
// false if the book has no file of a known length.
func Spot(b *book.Book, parts []Part, position time.Duration) (file book.ID, at time.Duration, ok bool) {
	rest := position
	for _, p := range parts {
		if p.Length <= 0 {
			break
		}
		if rest >= p.Length {
			rest -= p.Length
			continue
		}
		if f := namedLike(b, p.Path); f != nil && onlyOne(parts, p.Path) {
			if f.Media != nil && f.Media.Duration > 0 {
				rest = min(rest, f.Media.Duration)
			}
			return f.ID, rest, true
		}
		break
	}
	rest = position
	for _, f := range b.Files {
		if f.Media == nil || f.Media.Duration <= 0 {
			continue
		}
		file, at, ok = f.ID, min(rest, f.Media.Duration), true
		if rest < f.Media.Duration {
			break
		}
		rest -= f.Media.Duration
	}
	if !ok && len(b.Files) == 1 { // its length is not known yet
		return b.Files[0].ID, position, true
	}
	return file, at, ok
}

// namedLike returns the only file of a book that is named like a path, nil if there is none.
func namedLike(b *book.Book, path string) (found *book.File) {
	for _, f := range b.Files {
		if lastName(f.Path) == lastName(path) {
			if found != nil {
				return nil
			}
			found = f
		}
	}
	return found
}

// onlyOne reports whether a single part is named like a path.
func onlyOne(parts []Part, path string) bool {
	n := 0
	for _, p := range parts {
		if lastName(p.Path) == lastName(path) {
			n++
		}
	}
	return n == 1
}
