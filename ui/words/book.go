package words

import (
	"time"

	"lectern/library/book"
	"lectern/ui/i18n"
)

// fault returns the reason of a fault in words for a row.
func fault(f *book.Fault) string {
	if f == nil || f.Reason == "" {
		return i18n.Text("could not be read")
	}
	return Fault(f.Reason)
}

// Absent reports whether the files of a book are missing or out of reach, or the user
// removed the book.
func Absent(b *book.Book) bool {
	return b.State.Absent() || b.Held || b.Hidden
}

// unusual returns the unusual status of a book, "" if there is none.
func unusual(b *book.Book, now time.Time) string {
	switch {
	case b.Hidden:
		return i18n.Text("removed")
	case b.State == book.Missing && b.MissingSince == 0:
		return i18n.Text("missing")
	case b.State == book.Missing:
		return i18n.Text("missing since {{.Time}}", "Time", Since(time.Unix(0, b.MissingSince), now))
	case b.State == book.Offline:
		return i18n.Text("offline")
	case b.Held:
		return i18n.Text("not found")
	case b.Changing:
		return i18n.Text("still changing")
	default:
		return ""
	}
}

// BookStatus returns the unusual status of a book or its fault, with the tone. The
// words are "" if there is nothing to say.
func BookStatus(b *book.Book, now time.Time) (words string, t Tone) {
	if words = unusual(b, now); words != "" {
		return words, Muted
	}
	switch {
	case b.State != book.Failed:
		return "", Plain
	case b.Fault != nil && b.Fault.Kind == book.Protected:
		return fault(b.Fault), Caution // protected by its publisher, which is not an error
	default:
		return fault(b.Fault), Alarm
	}
}

// Listening says how far the user has listened to a book, "" for a book never played.
func Listening(b *book.Book, now time.Time) string {
	switch l := b.Listening; {
	case b.Finished() == book.Undated:
		return i18n.Text("Finished")
	case b.Abandoned() == book.Undated:
		return i18n.Text("Abandoned")
	case b.IsFinished():
		return i18n.Text("Finished {{.Day}}", "Day", relativeDay(time.Unix(0, l.Finished), now))
	case b.IsAbandoned():
		return i18n.Text("Abandoned {{.Day}}", "Day", relativeDay(time.Unix(0, l.Abandoned), now))
	case !b.IsStarted():
		return ""
	case l.Played == book.Undated:
		return i18n.Text("In progress")
	case l.Position < time.Second || b.Duration <= 0:
		return i18n.Text("In progress, last played {{.Day}}", "Day", relativeDay(time.Unix(0, l.Played), now))
	default:
		whole := length(b.Duration)
		if b.Estimated {
			whole = i18n.Text("about {{.Length}}", "Length", whole)
		}
		return i18n.Text("In progress: {{.Position}} of {{.Length}}, last played {{.Day}}",
			"Position", length(l.Position), "Length", whole, "Day", relativeDay(time.Unix(0, l.Played), now))
	}
}

// Problems lists the problems of a book: "No cover, wrong extension".
func Problems(l book.Lint) string {
	var all []string
	for one := range l.Each {
		all = append(all, i18n.Text(one.String()))
	}
	return Capital(i18n.List(all...))
}
