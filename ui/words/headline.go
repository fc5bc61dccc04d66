package words

import (
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
)

// rateAfter is how long a stretch of work must have gone on before a rate and
// a time left say anything.
const rateAfter = time.Second

// Headline says how much of the library is in sight and what it comes to. What
// it counts is in sight, too: "missing" are as many as "is:missing" would leave of it.
// It is empty while there is nothing to count. files is whether every file has a row
// of its own.
func Headline(v *view.View, files bool) string {
	if v.Total() == 0 && v.Len() == 0 {
		return ""
	}
	total := v.Total()
	if v.Query.FindsHidden() {
		total += v.Hidden
	}
	one, many := "book", "books"
	if files {
		one, many = "file", "files"
	}
	text := Count(total, one, many)
	all := v.Len() == total
	if !all {
		text = Number(v.Len()) + " of " + text
	}
	sum := v.Shown
	tell := func(what string) {
		if what != "" {
			text += " · " + what
		}
	}
	tell(hours(sum.Duration))
	if all {
		tell(bytes(sum.Size))
	}
	for _, c := range []struct {
		n    int
		what string
	}{
		{sum.Faulty, "can’t be read"}, {sum.Protected, "copy-protected"}, {sum.Missing, "missing"}, {sum.Offline, "offline"}, {sum.Hidden, "removed"},
	} {
		if c.n > 0 {
			tell(Number(c.n) + " " + c.what)
		}
	}
	return text
}

// Selection is what several selected books come to.
func Selection(n int, sum view.Totals) string {
	text := Number(n) + " selected"
	for _, what := range []string{book.Length(sum.Duration), bytes(sum.Size)} {
		if what != "" {
			text += " · " + what
		}
	}
	return text
}

// Pace says what is going on: the rate and the time left while files are being
// read. It is empty when nothing is.
func Pace(s *library.Status, now time.Time) string {
	w := s.Probing
	elapsed := w.Elapsed(now)
	switch {
	case s.Stopped && !s.Busy():
		return "Stopped. Rescan continues where it left off."
	case w.Running() && elapsed >= rateAfter && w.Done > 0:
		rate := float64(w.Done) / elapsed.Seconds()
		left := time.Duration(float64(w.Total-w.Done) / rate * float64(time.Second))
		if s.Scanning {
			return figure(rate) + " files/s · still looking for files"
		}
		return figure(rate) + " files/s · " + about(left) + " left"
	case w.Running():
		return "Reading files"
	case s.Scanning:
		return "Looking for files"
	case s.Measuring > 0:
		return "Measuring the exact length of " + Count(s.Measuring, "file", "files")
	default:
		return ""
	}
}
