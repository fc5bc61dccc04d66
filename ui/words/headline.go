package words

import (
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
)

// rateAfter is how long files must have been read before the rate and the time left are
// meaningful.
const rateAfter = time.Second

// Headline counts the books in the view, with their total length and size. "missing",
// for example, counts the books in the view that "is:missing" would find. The headline
// is empty while there is nothing to count. files says that each row is a file, not a
// book.
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

// Selection returns the headline for n selected books.
func Selection(n int, sum view.Totals) string {
	text := Number(n) + " selected"
	for _, what := range []string{book.Length(sum.Duration), bytes(sum.Size)} {
		if what != "" {
			text += " · " + what
		}
	}
	return text
}

// Pace says what the library is doing, with the rate and the time left while it reads
// files. It is empty when the library is idle.
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
