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
	finishedColumn // a day, as the next two
	abandonedColumn
	startedColumn
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
	startedColumn:    {"startdate", "datestarted", "started", "starteddate", "began", "begindate", "datebegun"},
	readColumn:       {"datesread"},
	isFinishedColumn: {"isfinished"},
	positionColumn:   {"positions"},
	playedColumn:     {"played"},
	noteColumn:       {"myreview", "review", "reviewbody", "reviewcontent", "note", "notes", "privatenotes", "privatenote"},
	tagsColumn:       {"bookshelves", "tags", "shelves"},
	tagWordsColumn:   {"mylibationtags"},
}

// collectionNames are the names of columns with collections, among which there may be states.
var collectionNames = map[string]bool{text.Key("shelf"): true, text.Key("collections"): true}

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
type header struct {
	at      [columns][]int
	shelved bool // the state is in a column of collections, which can have any names
}

// headerOf returns the places of columns by their names.
func headerOf(names []string) (h header) {
	for i, name := range names {
		if c := columnsByName[text.Key(name)]; c != noColumn {
			h.at[c] = append(h.at[c], i)
			h.shelved = h.shelved || c == stateColumn && collectionNames[text.Key(name)]
		}
	}
	return h
}

// values returns the values of a column in a row that are not empty.
func (h *header) values(row []string, c column) (all []string) {
	for _, i := range h.at[c] {
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
	unsaid     reading = iota // nobody knows the word
	silent                    // it says nothing about that
	planned                   // not begun
	inProgress                // nobody knows where
	finished
	abandoned
)

// readings are the words for a reading, by their letters and digits: those of the sites and
// programs that columnNames names, of Audible, Bookly, Hardcover and Libro.fm, and plain ones.
var readings = func() map[string]reading {
	all := map[string]reading{}
	for r, words := range map[reading][]string{
		silent: {
			"owned", "ignored", "ignore", "purchased", "borrowed", "library", "your library", "all collections", "favorites", "favourites", "none", "n/a", "unknown",
			"found", "probing", "probed", "failed", "missing", "offline", // of files, in Lectern
		},
		planned: {
			"to-read", "want to read", "want to listen", "to listen", "planned", "plan to read", "planning", "wishlist", "wish list", "up next", "next", "queued", "backlog", "tbr",
			"not begun", "not started", "not read", "unread", "unplayed", "new", "ungelesen", "will ich lesen", "à lire", "por leer", "quero ler",
		},
		inProgress: {
			"currently-reading", "currently listening", "current", "reading", "listening", "now reading", "in progress", "ongoing", "underway", "started", "begun", "active", "playing",
			"re-reading", "relistening", "paused", "on hold", "on pause", "suspended", "half read", "partially read", "unfinished",
			"lese ich gerade", "lese gerade", "angefangen", "begonnen", "pausiert", "en cours", "en cours de lecture", "en pause", "leyendo", "en curso", "lendo", "em andamento",
		},
		finished: {
			"read", "finished", "completed", "complete", "done", "listened", "already read", "read but unowned", "played", "heard",
			"gelesen", "gehört", "beendet", "lu", "terminé", "leído", "terminado", "lido", "concluído",
		},
		abandoned: {
			"did not finish", "didn't finish", "dnf", "abandoned", "stopped reading", "stopped", "gave up", "given up", "dropped", "quit", "discontinued",
			"abgebrochen", "abandonné", "abandonado",
		},
	} {
		for _, word := range words {
			all[text.Key(word)] = r
		}
	}
	return all
}()

// readingOf returns the reading of a text, which may be a list of shelves.
func readingOf(s string) (r reading) {
	for one := range strings.SplitSeq(s, ",") {
		if r = readings[text.Key(one)]; r > silent {
			return r
		}
	}
	return r
}
