package state

import (
	"slices"
	"time"

	"lectern/library/book"
	"lectern/library/catalog"
)

// Log holds what the user listened to, by file and day, also of files that are gone.
type Log struct {
	files map[book.ID]logged
	clock map[book.Day]time.Duration // of all files together

	emptied map[day]book.FileHeard // hours that another file has now, or that were deleted; the catalogue keeps rows of zero for them
}

// day is a day on which the user listened to a file.
type day struct {
	file book.ID
	day  book.Day
}

// logged is what the user heard of a file.
type logged struct {
	title string          // of its book
	days  []book.DayHeard // never modified
}

// longestDay is how much of a day can be listened to. A day has more hours if the clocks
// are set back, or the user travels west.
const longestDay = 24 * time.Hour

func newLog() Log {
	return Log{map[book.ID]logged{}, map[book.Day]time.Duration{}, map[day]book.FileHeard{}}
}

// Restore adds what the catalogue has.
func (l *Log) Restore(all []book.FileHeard) {
	for _, h := range all {
		l.add(h)
	}
}

func (l *Log) add(h book.FileHeard) {
	if h.Clock == 0 { // another file has it now
		l.emptied[day{h.File, h.Day}] = h
		return
	}
	l.files[h.File] = logged{h.Title, book.AddDay(l.files[h.File].days, h.DayHeard)}
	l.clock[h.Day] += h.Clock
}

// Add adds what the user heard of a file until now, and returns the operations that store
// it. No day gets longer than it can be.
func (l *Log) Add(file book.ID, title string, heard book.Heard, now time.Time) (ops []catalog.Op) {
	for _, d := range heard.Until(now) {
		if room := max(0, longestDay-l.clock[d.Day]); room < d.Clock {
			d.Heard = d.Share(room)
		}
		if d.Clock == 0 {
			continue
		}
		l.add(book.FileHeard{File: file, Title: title, DayHeard: d})
		for _, all := range l.files[file].days {
			if all.Day == d.Day {
				ops = append(ops, catalog.KeepHeard(book.FileHeard{File: file, Title: title, DayHeard: all}))
			}
		}
	}
	return ops
}

// Join adds what was heard of a file on days that are known from elsewhere, and returns the
// operations that store it.
func (l *Log) Join(file book.ID, title string, days []book.DayHeard) []catalog.Op {
	of := l.files[file]
	if of.title == "" {
		of.title = title
	}
	of.days = joined(of.days, days)
	for _, d := range days {
		l.clock[d.Day] += d.Clock
	}
	return l.set(file, of)
}

// Take takes away what Join added, and returns the operations that store it.
func (l *Log) Take(file book.ID, days []book.DayHeard) []catalog.Op {
	return l.Join(file, "", negative(days))
}

// joined returns what was heard on some days and on more, without the days on which that is
// nothing.
func joined(days, more []book.DayHeard) []book.DayHeard {
	for _, d := range more {
		days = book.AddDay(days, d)
	}
	return slices.DeleteFunc(days, func(d book.DayHeard) bool { return d.Clock <= 0 })
}

// negative returns days that joined takes away.
func negative(days []book.DayHeard) (less []book.DayHeard) {
	for _, d := range days {
		less = append(less, book.DayHeard{Day: d.Day, Heard: book.Heard{}.Less(d.Heard)})
	}
	return less
}

// Of returns what was heard of rows, by day.
func (l *Log) Of(rows []*Row) (days []book.DayHeard) {
	for _, r := range rows {
		for _, d := range l.files[r.File.ID].days {
			days = book.AddDay(days, d)
		}
	}
	return days
}

// Swap exchanges what the user heard of two files, and returns the operations that store it.
func (l *Log) Swap(a, b book.ID) []catalog.Op {
	before := [...]logged{l.files[a], l.files[b]}
	return append(l.set(a, before[1]), l.set(b, before[0])...)
}

// Give moves what the user heard of a file on these days to another file, and returns the
// operations that store it.
func (l *Log) Give(from, to book.ID, days []book.DayHeard) []catalog.Op {
	giver, taker := l.files[from], l.files[to]
	if taker.title == "" {
		taker.title = giver.title
	}
	taker.days, giver.days = joined(taker.days, days), joined(giver.days, negative(days))
	return append(l.set(from, giver), l.set(to, taker)...)
}

// set sets what the user heard of a file, and returns the operations that store it.
func (l *Log) set(file book.ID, now logged) (ops []catalog.Op) {
	for _, d := range l.files[file].days {
		none := book.FileHeard{File: file, Title: l.files[file].title, DayHeard: book.DayHeard{Day: d.Day}}
		l.emptied[day{file, d.Day}] = none
		ops = append(ops, catalog.KeepHeard(none))
	}
	for _, d := range now.days {
		ops = append(ops, catalog.KeepHeard(book.FileHeard{File: file, Title: now.title, DayHeard: d}))
	}
	if l.files[file] = now; len(now.days) == 0 {
		delete(l.files, file)
	}
	return ops
}

// Ops returns the operations that store everything again, also where nothing is left: a copy
// of the catalogue may still have what was there.
func (l *Log) Ops() (ops []catalog.Op) {
	for _, none := range l.emptied {
		ops = append(ops, catalog.KeepHeard(none))
	}
	for _, h := range l.All() {
		ops = append(ops, catalog.KeepHeard(h))
	}
	return ops
}

// All returns everything that the user heard.
func (l *Log) All() (all []book.FileHeard) {
	for file, of := range l.files {
		for _, d := range of.days {
			all = append(all, book.FileHeard{File: file, Title: of.title, DayHeard: d})
		}
	}
	return all
}
