package transfer

import (
	"encoding/hex"
	"path/filepath"
	"strings"
	"time"

	"lectern/library/book"
)

// Gone is a file that is not in the library, and what the user knows of it.
type Gone struct {
	Path               string // where it was; "" if nobody knows any more
	Title              string // of its book
	Size               int64  // bytes
	Content, Recording string // its fingerprints, "" for unknown ones
	Added, Left        int64  // when it was added and when it left, nanoseconds since 1970
	Edits              book.Edits
	Days               []book.DayHeard // what the user heard of it
}

// ownGone is a Gone in Lectern's own file.
type ownGone struct {
	Size      int64             `json:"size_bytes,omitempty"`
	Content   string            `json:"fingerprint,omitempty"` // in hexadecimal digits, as the next
	Recording string            `json:"recording,omitempty"`
	Added     *time.Time        `json:"added,omitempty"`
	Left      *time.Time        `json:"left,omitempty"`
	Edits     map[string]string `json:"edits,omitempty"` // by the names of their fields; those that begin with “@” are for Lectern alone
}

// ownDay is what was heard on a day.
type ownDay struct {
	Day   string  `json:"day"`     // 2026-11-28
	Clock float64 `json:"clock_s"` // by the clock
	Sound float64 `json:"sound_s"` // of the book: at double speed, twice as much
}

// own converts a Gone to its form in the file.
func (g *Gone) own() ownBook {
	b := ownBook{Title: g.Title, Heard: ownDays(g.Days), Gone: &ownGone{
		Size: g.Size, Content: hex.EncodeToString([]byte(g.Content)), Recording: hex.EncodeToString([]byte(g.Recording)),
		Added: utc(g.Added), Left: utc(g.Left), Edits: g.Edits,
	}}
	b.setPath(g.Path)
	return b
}

// gone reverses own. It returns nil for a book that is in the library, and for a Gone that
// says nothing.
func (b *ownBook) gone(now time.Time) *Gone {
	o := b.Gone
	if o == nil {
		return nil
	}
	print := func(digits string) string {
		raw, err := hex.DecodeString(digits)
		if err != nil || len(raw) > maxFingerprint {
			return ""
		}
		return string(raw)
	}
	g := &Gone{
		Path: b.path(), Title: line(b.Title), Size: max(0, o.Size), Content: print(o.Content), Recording: print(o.Recording),
		Added: moment(o.Added, now), Left: moment(o.Left, now), Edits: o.Edits, Days: heardDays(b.Heard, now),
	}
	g.Edits = book.WithoutFuture(KeptEdits(g.Edits), latest(now))
	if !filepath.IsAbs(g.Path) {
		g.Path, g.Edits = "", nil
	}
	if len(g.Edits) == 0 && len(g.Days) == 0 {
		return nil
	}
	return g
}

// KeptEdits returns the edits of a file that mean the same in any catalogue: those of fields,
// without pictures, and of how far the user listened.
func KeptEdits(edits book.Edits) book.Edits {
	kept := book.Edits{}
	for field, text := range edits {
		if book.IsListening(field) || fieldNames[field] && !strings.HasPrefix(text, book.KeptPicture) {
			kept[field] = text
		}
	}
	return kept
}

var fieldNames = func() map[string]bool {
	names := map[string]bool{}
	for f := range book.Fields {
		names[f.String()] = true
	}
	return names
}()

// maxFingerprint is the largest length of a fingerprint in bytes.
const maxFingerprint = 64

func ownDays(all []book.DayHeard) (own []ownDay) {
	for _, d := range all {
		own = append(own, ownDay{d.Day.String(), d.Clock.Seconds(), d.Sound.Seconds()})
	}
	return own
}

// heardDays reverses ownDays. It leaves out days that no user can have had; a day that is
// named twice counts once.
func heardDays(own []ownDay, now time.Time) (all []book.DayHeard) {
	const most = 25 * time.Hour // on the day on which the clocks are set back
	known := map[book.Day]bool{}
	for _, d := range own {
		at, err := time.Parse(time.DateOnly, d.Day)
		h := book.Heard{Clock: length(d.Clock), Sound: length(d.Sound)}
		if err == nil && at.Year() >= 1970 && !at.After(latest(now)) && h.Clock > 0 && h.Clock <= most && !known[book.DayOf(at)] {
			known[book.DayOf(at)] = true
			all = book.AddDay(all, book.DayHeard{Day: book.DayOf(at), Heard: h})
		}
	}
	return all
}

// MoreHeard returns what more says was heard on days beyond what all says.
func MoreHeard(all, more []book.DayHeard) (rest []book.DayHeard) {
	known := map[book.Day]book.Heard{}
	for _, d := range all {
		known[d.Day] = d.Heard
	}
	for _, d := range more {
		if left := d.Less(known[d.Day]); left.Clock > 0 {
			rest = append(rest, book.DayHeard{Day: d.Day, Heard: book.Heard{Clock: left.Clock, Sound: max(0, left.Sound)}})
		}
	}
	return rest
}
