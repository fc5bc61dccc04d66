package words

import (
	"time"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
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
	all := v.Len() == total
	h.Text = Shown(v.Len(), total, files)
	sum := v.Shown
	if length := hours(sum.Duration); length != "" {
		h.Text += " · " + length
	}
	if size := bytes(sum.Size); all && size != "" {
		h.Text += " · " + size
	}
	for _, s := range []struct {
		n int
		State
	}{
		{sum.Faulty, State{i18n.Count(sum.Faulty, "{{.Count}} can’t be read", "{{.Count}} can’t be read"), "faulty"}},
		{sum.Protected, State{i18n.Count(sum.Protected, "{{.Count}} copy-protected", "{{.Count}} copy-protected"), "protected"}},
		{sum.Missing, State{i18n.Count(sum.Missing, "{{.Count}} missing", "{{.Count}} missing"), "missing"}},
		{sum.Offline, State{i18n.Count(sum.Offline, "{{.Count}} offline", "{{.Count}} offline"), "offline"}},
		{sum.Hidden, State{i18n.Count(sum.Hidden, "{{.Count}} removed", "{{.Count}} removed"), "hidden"}},
	} {
		if s.n > 0 {
			h.States = append(h.States, s.State)
		}
	}
	return h
}

// Selection returns the headline for n selected books.
func Selection(n int, sum view.Totals) string {
	text := i18n.Count(n, "{{.Count}} selected", "{{.Count}} selected")
	for _, what := range []string{hours(sum.Duration), bytes(sum.Size)} {
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
		return i18n.Text("Stopped. Rescan continues where it left off.")
	case w.Running() && elapsed >= rateAfter && w.Done > 0:
		rate := float64(w.Done) / elapsed.Seconds()
		left := time.Duration(float64(w.Total-w.Done) / rate * float64(time.Second))
		if s.Scanning {
			return i18n.Text("{{.Rate}} files/s · still looking for files", "Rate", figure(rate))
		}
		return i18n.Text("{{.Rate}} files/s · {{.Time}} left", "Rate", figure(rate), "Time", about(left))
	case w.Running():
		return i18n.Text("Reading files")
	case s.Scanning:
		return i18n.Text("Looking for files")
	case s.Measuring > 0:
		return i18n.Count(s.Measuring, "Measuring the exact length of {{.Count}} file", "Measuring the exact length of {{.Count}} files")
	default:
		return ""
	}
}
