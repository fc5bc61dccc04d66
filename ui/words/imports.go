package words

import (
	"cmp"
	"strings"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/ui/i18n"
)

// ImportKind says what a file is.
func ImportKind(f *library.ImportFile) string {
	switch f.Kind {
	case library.ImportAudiobookshelf:
		return i18n.Text("Backup of Audiobookshelf")
	case library.ImportOwn:
		return i18n.Text("Exported by Lectern")
	default:
		return i18n.Text("Table (CSV)")
	}
}

// ImportDoubts says which words of a file Lectern does not know, and in which lines its
// quotation marks are wrong, "" if there are none.
func ImportDoubts(f *library.ImportFile) string {
	var said []string
	if len(f.Unknown) > 0 {
		var all []string
		for _, word := range f.Unknown {
			all = append(all, oneLine(word))
		}
		said = append(said, i18n.Text("Lectern does not know these states and leaves them out: {{.States}}.", "States", i18n.List(all...)))
	}
	if len(f.Open) > 0 {
		var all []string
		for _, line := range f.Open {
			all = append(all, i18n.Number(line))
		}
		said = append(said, i18n.Text("A quotation mark is missing or misplaced in these lines of the file: {{.Lines}}.", "Lines", i18n.List(all...)))
	}
	return strings.Join(said, " ")
}

// ImportValue is the name of a value.
func ImportValue(v library.ImportValues) string {
	switch v {
	case library.ImportPosition:
		return i18n.Text("Progress")
	case library.ImportFinished:
		return i18n.Text("Finished")
	case library.ImportAbandoned:
		return i18n.Text("Abandoned")
	case library.ImportBookmarks:
		return i18n.Text("Bookmarks")
	case library.ImportSpeed:
		return i18n.Text("Speed")
	case library.ImportRating:
		return i18n.Text(book.Rating.Info().Label)
	case library.ImportNote:
		return i18n.Text(book.Note.Info().Label)
	case library.ImportHeard:
		return i18n.Text("Listening days")
	case library.ImportTyped:
		return i18n.Text("Your edits")
	case library.ImportOfGone:
		return i18n.Text("Of files that are gone")
	default:
		return i18n.Text(book.OwnTags.Info().Label)
	}
}

// ImportState says what importing some of the values of a plan would do.
func ImportState(p library.ImportPlan, values library.ImportValues) (text string, tone Tone) {
	switch {
	case p.Keeps() && p.Set&values != 0:
		return i18n.TextIn("an imported book", "is kept"), Plain
	case p.Keeps():
		return i18n.Text("nothing new"), Muted
	case p.Book == nil:
		return i18n.Text("not found"), Muted
	case p.Set&values != 0:
		return i18n.TextIn("an imported book", "changes"), Plain
	case p.Kept&values != 0:
		return i18n.TextIn("an imported book", "stays as it is"), Caution
	default:
		return i18n.Text("nothing new"), Muted
	}
}

// ImportChanges says what importing some of the values of a plan would change, a line for
// each value.
func ImportChanges(p library.ImportPlan, values library.ImportValues) (lines []string) {
	theirs := &p.Theirs
	for v := range (p.Set & values).Each {
		var before, after string
		switch v {
		case library.ImportPosition:
			if p.Set.Has(library.ImportFinished) && values.Has(library.ImportFinished) {
				continue // it is the end
			}
			if p.Own.Played != 0 {
				before = stopped(p.Own.Position, p.Own.Played)
			}
			after = stopped(theirs.Position, theirs.Played)
		case library.ImportFinished:
			before, after = ended(p.Own.Finished), ended(theirs.Finished)
		case library.ImportAbandoned:
			before, after = ended(p.Own.Abandoned), ended(theirs.Abandoned)
		case library.ImportBookmarks:
			after = bookmarks(p)
		case library.ImportSpeed:
			after = i18n.Text("{{.Speed}}×", "Speed", i18n.Decimal(theirs.Speed, 2))
		case library.ImportRating:
			after = Stars(theirs.Rating)
		case library.ImportNote:
			after = oneLine(theirs.Note)
		case library.ImportHeard:
			after = hoursHeard(library.ImportedHours(p))
		case library.ImportTags:
			after = oneLine(i18n.List(newTags(p)...))
		case library.ImportTyped:
			lines = append(lines, typedChanges(p)...)
			continue
		}
		lines = append(lines, change(ImportValue(v), before, after))
	}
	return lines
}

// typedChanges says what becomes of the fields that the user typed in the file.
func typedChanges(p library.ImportPlan) (lines []string) {
	set, _ := library.ImportedFields(p)
	for f := range book.Fields {
		if text, is := set[f.String()]; is {
			before, after := typedIn(p.Book.Lines(f), f), typedIn(text, f)
			if before == "" && after == "" {
				continue // it was emptied there, and is empty here
			}
			if before == after {
				before = "" // it stays as it is, whatever the tags say later
			}
			lines = append(lines, change(i18n.Text(f.Info().Label), before, after))
		}
	}
	return lines
}

// typedIn returns what was typed into a field in one short line.
func typedIn(text string, f book.Field) string {
	if f == book.Language {
		return Language(text)
	}
	return oneLine(i18n.List(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })...))
}

// ImportKept says which of the values in a file do not count, a line for each.
func ImportKept(p library.ImportPlan, values library.ImportValues) (lines []string) {
	kept, theirs := p.Kept&values, &p.Theirs
	add := func(field, own, other string) {
		lines = append(lines, i18n.Text("{{.Field}}: “{{.Own}}” stays, the file has “{{.Other}}”", "Field", field, "Own", cmp.Or(own, "–"), "Other", cmp.Or(other, "–")))
	}
	if kept&(library.ImportPosition|library.ImportFinished|library.ImportAbandoned) != 0 {
		own := &p.Own
		add(ImportValue(library.ImportPosition), heard(own.Position, own.Played, own.Finished, own.Abandoned), heard(theirs.Position, theirs.Played, theirs.Finished, theirs.Abandoned))
	}
	if kept.Has(library.ImportRating) {
		add(ImportValue(library.ImportRating), Stars(p.Own.Rating), Stars(theirs.Rating))
	}
	if kept.Has(library.ImportNote) {
		add(ImportValue(library.ImportNote), oneLine(p.Own.Note), oneLine(theirs.Note))
	}
	if kept.Has(library.ImportTyped) {
		_, others := library.ImportedFields(p)
		for f := range book.Fields {
			if text, is := others[f.String()]; is {
				add(i18n.Text(f.Info().Label), typedIn(p.Own.Typed[f.String()], f), typedIn(text, f))
			}
		}
	}
	return lines
}

// heard says how far a book was heard by the newest that is known.
func heard(position time.Duration, played, finished, abandoned int64) string {
	switch {
	case finished != 0 && finished >= played:
		return i18n.Text("finished: {{.Date}}", "Date", ended(finished))
	case abandoned != 0:
		return i18n.Text("abandoned: {{.Date}}", "Date", ended(abandoned))
	default:
		return stopped(position, played)
	}
}

// stopped says where a book was left, and when. Some programs say only that it was begun.
func stopped(position time.Duration, played int64) string {
	where := Clock(position)
	if position == 0 {
		where = i18n.Text("In progress")
	}
	return i18n.Text("{{.Position}}, {{.When}}", "Position", where, "When", ended(played))
}

// ended returns the day on which a book was finished, abandoned or played, "" if it was not.
func ended(at int64) string {
	switch at {
	case 0:
		return ""
	case book.Undated:
		return i18n.Text("date unknown")
	default:
		return Date(time.Unix(0, at))
	}
}

// oneLine returns a text in one short line.
func oneLine(s string) string {
	return Brief(strings.Join(strings.Fields(Printable(s)), " "), BriefName)
}

// bookmarks lists the places and notes of the bookmarks that a plan adds.
func bookmarks(p library.ImportPlan) string {
	var all []string
	for _, m := range library.ImportedBookmarks(p) {
		all = append(all, strings.TrimSpace(Clock(m.At)+" "+m.Note))
	}
	return oneLine(i18n.List(all...))
}

// hoursHeard says on how many days something was heard, and how much.
func hoursHeard(days []book.DayHeard) string {
	sum := time.Duration(0)
	for _, d := range days {
		sum += d.Clock
	}
	return i18n.Count(len(days), "{{.Length}} on {{.Count}} day", "{{.Length}} on {{.Count}} days", "Length", Length(sum, false))
}

// newTags returns the tags that a plan adds.
func newTags(p library.ImportPlan) []string {
	all := library.ImportedTags(p)
	return all[len(p.Own.Tags):]
}

// ImportSource says what the file calls a book that was not found by its title, "" if that
// needs no saying.
func ImportSource(p library.ImportPlan) string {
	title := oneLine(p.Entry.Title)
	if title == "" || p.Book != nil && p.Entry.Title == p.Book.Title {
		return ""
	}
	switch p.By {
	case library.ImportByShort:
		return i18n.Text("Found without the subtitle. The file has “{{.Title}}”.", "Title", title)
	case library.ImportByNumber:
		return i18n.Text("Found by ASIN or ISBN. The file has “{{.Title}}”.", "Title", title)
	default:
		return ""
	}
}

// importMisses say why no book was found.
var importMisses = map[any]string{
	library.ImportUnknown:   message.Mark("no book has this title and author"),
	library.ImportNameless:  message.Mark("the file does not name the author"),
	library.ImportShorter:   message.Mark("your book is much longer or shorter: another edition"),
	library.ImportSeveral:   message.Mark("several of your books could be meant"),
	library.ImportElsewhere: message.Mark("another entry of the file is about the same book"),
}

// ImportMiss says why the book of a plan was not found.
func ImportMiss(p library.ImportPlan) string {
	why := Capital(i18n.Text(importMisses[p.Miss]))
	if len(p.Entry.Authors) == 0 {
		return why
	}
	return i18n.Text("{{.Author}}: {{.Reason}}", "Author", oneLine(i18n.List(p.Entry.Authors...)), "Reason", why)
}

// ImportCount is how many books of a file there are in each state.
type ImportCount struct {
	Changed    int // their copies included
	Gone       int // files that are not in the library, of which something is kept
	Kept, Same int
	Lost       int // not found
	Episodes   int // of podcasts, not found
	Of         map[library.ImportValues]int
}

// CountImport counts plans by what importing some of their values would do. Of counts those
// that can set a value, ticked or not.
func CountImport(plans []library.ImportPlan, values library.ImportValues) ImportCount {
	n := ImportCount{Of: map[library.ImportValues]int{}}
	changed := map[book.ID]bool{}
	for _, p := range plans {
		for v := range p.Set.Each {
			n.Of[v]++
		}
		switch {
		case p.Keeps() && p.Set&values != 0:
			n.Gone++
		case p.Keeps():
		case p.Book == nil && p.Entry.Episode:
			n.Episodes++
		case p.Book == nil:
			n.Lost++
		case p.Set&values != 0:
			for _, id := range append([]book.ID{p.Book.ID}, p.Copies...) {
				changed[id] = true
			}
		case p.Kept&values != 0:
			n.Kept++
		default:
			n.Same++
		}
	}
	n.Changed = len(changed)
	return n
}

// Sentence says what would be done.
func (n ImportCount) Sentence() string {
	var parts []string
	add := func(n int, text string) {
		if n > 0 {
			parts = append(parts, text)
		}
	}
	add(n.Changed, i18n.Count(n.Changed, "{{.Count}} book changes", "{{.Count}} books change"))
	add(n.Gone, i18n.Count(n.Gone, "what you know of {{.Count}} file that is gone is kept in case it comes back", "what you know of {{.Count}} files that are gone is kept in case they come back"))
	add(n.Kept, i18n.Count(n.Kept, "{{.Count}} book stays as it is, because what you did in Lectern is newer or typed by you", "{{.Count}} books stay as they are, because what you did in Lectern is newer or typed by you"))
	add(n.Lost, i18n.Count(n.Lost, "{{.Count}} book was not found", "{{.Count}} books were not found"))
	add(n.Same, i18n.Count(n.Same, "{{.Count}} book has nothing new", "{{.Count}} books have nothing new"))
	add(n.Episodes, i18n.Count(n.Episodes, "{{.Count}} episode of podcasts is left out", "{{.Count}} episodes of podcasts are left out"))
	if len(parts) == 0 {
		return i18n.Text("There is no book to import.")
	}
	return i18n.Text("{{.Counts}}.", "Counts", i18n.List(parts...))
}
