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
// Of how far the user listened, the newer counts: Position and Finished belong together, and
// own is newer or older as a whole. A rating or note that the user typed stays. Tags are
// added to those that are there. Deciding again after the values are set gives nothing.
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
	return set, kept
}

// decideListening is Decide for Position and Finished.
func decideListening(own, theirs *State, loc *time.Location) (set, kept Values) {
	has := theirs.has() & (Position | Finished)
	latest := func(s *State) int64 { return max(s.Played, s.Finished) }
	switch {
	case has == 0, own.Finished != 0 && sameFinish(own, theirs, loc) && theirs.Played <= latest(own):
		return 0, 0
	case latest(own) == 0:
		return has, 0
	case theirs.Played != 0 && theirs.Played == own.Played && theirs.Finished == 0: // imported before
		return 0, 0
	case latest(theirs) > latest(own):
		if own.Finished != 0 && sameFinish(own, theirs, loc) {
			has &^= Finished
		}
		return has, 0
	default:
		return 0, has
	}
}

// sameFinish reports whether the book was finished at the same time in both states, as far
// as they know.
func sameFinish(own, theirs *State, loc *time.Location) bool {
	day := func(at int64) string { return time.Unix(0, at).In(loc).Format(time.DateOnly) }
	switch {
	case own.Finished == theirs.Finished, own.Finished != 0 && theirs.Finished == book.Undated:
		return true
	case own.Finished == 0 || theirs.Finished == 0 || own.Finished == book.Undated:
		return false
	default:
		return theirs.Day && day(own.Finished) == day(theirs.Finished)
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

// Spot returns the file of a book in which the position of an entry lies, and the time in
// that file. If the entry names its files, and the one with the position has the same name as
// one of the book's, that is the file: the lengths of the others do not matter. ok is false if
// the book has no file of a known length.
func Spot(b *book.Book, e *Entry) (file book.ID, at time.Duration, ok bool) {
	rest := e.Position
	for _, p := range e.Parts {
		if p.Length <= 0 {
			break
		}
		if rest >= p.Length {
			rest -= p.Length
			continue
		}
		if f := namedLike(b, p.Path); f != nil && onlyOne(e.Parts, p.Path) {
			if f.Media != nil && f.Media.Duration > 0 {
				rest = min(rest, f.Media.Duration)
			}
			return f.ID, rest, true
		}
		break
	}
	rest = e.Position
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
		return b.Files[0].ID, e.Position, true
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
