package words

import (
	"testing"
	"time"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/uitest"
)

// headline joins a headline and its states.
func headline(v *view.View, files bool) string {
	h := HeadlineOf(v, files)
	text := h.Text
	for _, s := range h.States {
		text += " · " + s.Text
	}
	return text
}

// TestStatesAreFound: the word of each state finds as many books as the headline counts.
func TestStatesAreFound(t *testing.T) {
	s := uitest.NewLibrary("One", "Two", "Three", "Four", "Five", "Six")
	s.Set(0, func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Kind: book.Truncated, Reason: "x"} })
	s.Set(1, func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Kind: book.Protected, Reason: "x"} })
	s.Set(2, func(b *book.Book) { b.State = book.Missing })
	s.Set(3, func(b *book.Book) { b.State = book.Offline })
	s.Set(4, func(b *book.Book) { b.Hidden = true })
	s.Query.Hidden = true
	states := HeadlineOf(s.View(t), false).States
	if len(states) != 5 {
		t.Fatalf("%q", states)
	}
	for _, one := range states {
		s.Query.Text = "is:" + one.Is
		if n := s.View(t).Len(); n != 1 {
			t.Errorf("%q finds %d", one.Is, n)
		}
	}
}

func TestHeadlineCountsWhatIsShown(t *testing.T) {
	s := uitest.NewLibrary("One", "Two", "Three")
	b := *s.Store.At(0)
	b.Hidden = true
	s.Store.Set(0, &b)
	if got := headline(s.View(t), false); got != "2 books · 5.0 kB" {
		t.Errorf("%q", got)
	}
	s.Query.Hidden = true
	if got := headline(s.View(t), false); got != "3 books · 6.0 kB · 1 removed" {
		t.Errorf("%q", got)
	}
	if got := headline(s.View(t), true); got != "3 files · 6.0 kB · 1 removed" {
		t.Errorf("%q", got)
	}
}

func TestHeadline(t *testing.T) {
	s := uitest.NewLibrary("The Hobbit", "Dune", "Emma", "Ulysses", "Kim", "Walden")
	length := []time.Duration{11 * time.Hour, 21*time.Hour + 31*time.Minute, 16 * time.Hour, 0, 0, time.Hour}
	for i, d := range length {
		s.Set(i, func(b *book.Book) { b.State, b.Duration, b.Size = book.Probed, d, int64(i)*1e8 })
	}
	fault := func(kind book.FaultKind) func(b *book.Book) {
		return func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Kind: kind, Reason: "x"} }
	}
	s.Set(3, fault(book.Truncated))
	s.Set(4, fault(book.Protected))
	s.Set(5, func(b *book.Book) { b.State = book.Missing })
	for _, c := range []struct {
		query string
		files bool
		want  string
	}{
		{"", false, "6 books · 50 h · 1.5 GB · 1 can’t be read · 1 copy-protected · 1 missing"},
		{"", true, "6 files · 50 h · 1.5 GB · 1 can’t be read · 1 copy-protected · 1 missing"},
		{"dune", false, "1 of 6 books · 22 h"},
		{"is:missing", true, "1 of 6 files · 1 h · 1 missing"}, // faulty books are counted elsewhere
		{"is:faulty", false, "1 of 6 books · 1 can’t be read"},
		{"is:protected", false, "1 of 6 books · 1 copy-protected"},
		{"nothing", false, "0 of 6 books"},
	} {
		s.Query.Text = c.query
		if got := headline(s.View(t), c.files); got != c.want {
			t.Errorf("%q: %q, want %q", c.query, got, c.want)
		}
	}
	one := uitest.NewLibrary("Dune")
	if got := headline(one.View(t), false); got != "1 book · 1.0 kB" {
		t.Errorf("%q", got)
	}
	if got := headline(uitest.NewLibrary().View(t), false); got != "" {
		t.Errorf("an empty library: %q", got)
	}
}

func TestPace(t *testing.T) {
	began := time.Unix(1000, 0)
	for _, c := range []struct {
		s     library.Status
		after time.Duration
		want  string
	}{
		{library.Status{}, 0, ""},
		{library.Status{Stopped: true}, 0, "Stopped. Rescan continues where it left off."},
		{library.Status{Probing: library.Work{Total: 2, Done: 2, Began: began, Ended: began}}, 0, ""},
		{library.Status{Probing: library.Work{Total: 800, Done: 600, Began: began}}, 3 * time.Second, "200 files/s · 1 s left"},
		{library.Status{Probing: library.Work{Total: 1000, Done: 10, Began: began}}, 100 * time.Second, "0.1 files/s · 2 h 45 min left"},
		{library.Status{Probing: library.Work{Total: 800, Done: 8, Began: began}}, 0, "Reading files"},
		{library.Status{Measuring: 1}, 0, "Measuring the exact length of 1 file"},
		{library.Status{Measuring: 888}, 0, "Measuring the exact length of 888 files"},
	} {
		if got := Pace(&c.s, began.Add(c.after)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.s, got, c.want)
		}
	}
}

// TestSelectionOfAll: the same books have the same length in both headlines.
func TestSelectionOfAll(t *testing.T) {
	s := uitest.NewLibrary("One", "Two")
	s.Set(0, func(b *book.Book) { b.Duration = 20*time.Hour + 40*time.Minute })
	all := HeadlineOf(s.View(t), false).Text
	if got, want := Selection(2, s.View(t).Shown), "2 selected · 21 h · 3.0 kB"; got != want || all != "2 books · 21 h · 3.0 kB" {
		t.Errorf("%q beside %q", got, all)
	}
}
