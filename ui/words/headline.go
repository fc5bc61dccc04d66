package words

import (
	"time"

	"lectern/library"
	"lectern/library/view"
)

// rateAfter is how long files must have been read before the rate and the time left are
// meaningful.
const rateAfter = time.Second

// Headline is the text of the status line about the books in the view.
type Headline struct {
	Text   string // their number, total length and size; empty while there is nothing to count
	States []State
}

// State is the number of books in the view that have a status, such as “7 missing”.
type State struct {
	Text string
	Is   string // the word after "is:" that finds them
}

// HeadlineOf counts the books in a view. files says that each row is a file, not a book.
func HeadlineOf(v *view.View, files bool) (h Headline) {
	if v.Total() == 0 && v.Len() == 0 {
		return h
	}
	total := v.Total()
	if v.Query.FindsHidden() {
		total += v.Hidden
	}
	one, many := "book", "books"
	if files {
		one, many = "file", "files"
	}
	h.Text = Count(total, one, many)
	all := v.Len() == total
	if !all {
		h.Text = Number(v.Len()) + " of " + h.Text
	}
	sum := v.Shown
	if length := hours(sum.Duration); length != "" {
		h.Text += " · " + length
	}
	if size := bytes(sum.Size); all && size != "" {
		h.Text += " · " + size
	}
	for _, c := range []struct {
		n        int
		what, is string
	}{
		{sum.Faulty, "can’t be read", "faulty"}, {sum.Protected, "copy-protected", "protected"}, {sum.Missing, "missing", "missing"},
		{sum.Offline, "offline", "offline"}, {sum.Hidden, "removed", "hidden"},
	} {
		if c.n > 0 {
			h.States = append(h.States, State{Number(c.n) + " " + c.what, c.is})
		}
	}
	return h
}

// Selection returns the headline for n selected books.
func Selection(n int, sum view.Totals) string {
	text := Number(n) + " selected"
	for _, what := range []string{length(sum.Duration), bytes(sum.Size)} {
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
