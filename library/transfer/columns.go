package transfer

import (
	"strings"

	"lectern/library/text"
)

// column is what a column of a table says.
type column uint8

// The columns.
const (
	noColumn column = iota
	titleColumn
	subtitleColumn
	authorColumn
	asinColumn
	isbnColumn
	secondsColumn // the length
	minutesColumn
	clockColumn // "12:34:56"
	ratingColumn
	stateColumn
	finishedColumn // a day
	abandonedColumn
	readColumn // several days, or from a day to a day
	isFinishedColumn
	positionColumn
	playedColumn
	noteColumn
	tagsColumn
	tagWordsColumn // tags with blanks between them

	columns
)

// columnNames are the names of columns, by their letters and digits: those of Goodreads, The
// StoryGraph, LibraryThing, Libib, Libation, BookWyrm and Lectern, and plain
// ones. If a table has several for one thing, the first that is not empty counts; of notes,
// tags, authors and ISBNs all count.
var columnNames = [columns][]string{
	titleColumn:      {"title", "booktitle", "titel", "titre", "título", "titulo", "titolo"},
	subtitleColumn:   {"subtitle"},
	authorColumn:     {"author", "authors", "authorname", "authornames", "authortext", "primaryauthor", "authorprimary", "creators", "additionalauthors", "secondaryauthor", "secondaryauthors", "autor", "auteur", "autore"},
	asinColumn:       {"asin", "audibleproductid", "audibleasin"},
	isbnColumn:       {"isbn13", "isbn", "isbns", "isbnuid", "eanisbn13", "isbn10", "upcisbn10"},
	secondsColumn:    {"durations"},
	minutesColumn:    {"lengthinminutes"},
	clockColumn:      {"duration"},
	ratingColumn:     {"myrating", "starrating", "rating", "myratingoverall", "stars", "bewertung"},
	stateColumn:      {"exclusiveshelf", "readstatus", "status", "state", "shelf", "collections"},
	finishedColumn:   {"dateread", "lastdateread", "datefinished", "finished", "finishdate", "completed", "completeddate", "datecompleted", "enddate", "readdate"},
	abandonedColumn:  {"abandoned", "stoppeddate"},
	readColumn:       {"datesread"},
	isFinishedColumn: {"isfinished"},
	positionColumn:   {"positions"},
	playedColumn:     {"played"},
	noteColumn:       {"myreview", "review", "reviewbody", "reviewcontent", "note", "notes", "privatenotes", "privatenote"},
	tagsColumn:       {"bookshelves", "tags", "shelves"},
	tagWordsColumn:   {"mylibationtags"},
}

// columnsByName are the columns by their names.
var columnsByName = func() map[string]column {
	all := map[string]column{}
	for c, names := range columnNames {
		for _, name := range names {
			all[text.Key(name)] = column(c)
		}
	}
	return all
}()

// header is the places of the columns of a table.
type header [columns][]int

// headerOf returns the places of columns by their names.
func headerOf(names []string) (h header) {
	for i, name := range names {
		if c := columnsByName[text.Key(name)]; c != noColumn {
			h[c] = append(h[c], i)
		}
	}
	return h
}

// values returns the values of a column in a row that are not empty.
func (h *header) values(row []string, c column) (all []string) {
	for _, i := range h[c] {
		if i < len(row) {
			all = append(all, nonempty(row[i])...)
		}
	}
	return all
}

// value returns the first value of a column in a row.
func (h *header) value(row []string, c column) string {
	if all := h.values(row, c); len(all) > 0 {
		return all[0]
	}
	return ""
}

// reading is how far somebody has come with a book, in the words of a site.
type reading uint8

// The readings.
const (
	unsaid  reading = iota
	planned         // or begun, without a place
	read
	stopped // before the end, for good
)

// readings are the words for a reading, by their letters and digits.
var readings = map[string]reading{
	"read": read, "finished": read, "completed": read, "done": read, "listened": read, "alreadyread": read, "readbutunowned": read, "gelesen": read, "gehort": read, "lu": read, "leido": read,
	"toread": planned, "wanttoread": planned, "wishlist": planned, "tbr": planned, "notbegun": planned, "notstarted": planned, "unread": planned,
	"currentlyreading": planned, "reading": planned, "inprogress": planned, "started": planned, "listening": planned, "paused": planned, "onhold": planned,
	"didnotfinish": stopped, "dnf": stopped, "abandoned": stopped, "stoppedreading": stopped, "gaveup": stopped,
}

// readingOf returns the reading of a text, which may be a list of shelves.
func readingOf(s string) reading {
	for one := range strings.SplitSeq(s, ",") {
		if r := readings[text.Key(one)]; r != unsaid {
			return r
		}
	}
	return unsaid
}
