package ui

import (
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"image/color"
	"math"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
)

// wide measures ten pixels a character.
func wide(s string) float32 { return float32(10 * utf8.RuneCountInString(s)) }

func TestEllipsis(t *testing.T) {
	for _, c := range []struct {
		s    string
		room float32
		want string
	}{
		{"", 0, ""},
		{"fits", 40, "fits"},
		{"too long", 50, "too…"}, // and no blank before the ellipsis
		{"toolong", 50, "tool…"},
		{"日本語の題名", 40, "日本語…"},
		{"x", 5, ""},
	} {
		if got := ellipsis(c.s, c.room, wide); got != c.want {
			t.Errorf("%q in %v: %q, want %q", c.s, c.room, got, c.want)
		}
	}
}

func TestEllipsisFitsAndIsTheLongest(t *testing.T) {
	if err := quick.Check(func(s string, room uint16) bool {
		s = printable(s)
		got := ellipsis(s, float32(room), wide)
		if !utf8.ValidString(got) || wide(got) > float32(room) {
			return false
		}
		cut, shortened := strings.CutSuffix(got, "…")
		return got == s || got == "" || shortened && strings.HasPrefix(s, cut)
	}, nil); err != nil {
		t.Error(err)
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                     "plain",
		"two\nlines":                "two lines",
		"tab\there":                 "tab here",
		"caf\xe9":                   "caf\uFFFD",
		"\x1b[31m":                  " [31m",
		"evil\u202e3pm.m4b":         "evil3pm.m4b",
		"\u2067a\u2069\u200f\ufffd": "a\ufffd",
		"one\u2028two":              "one two",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPrintableCostsNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { printable("Der Hobbit · 三体 · שלום") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestHeadline(t *testing.T) {
	s := newShelf("The Hobbit", "Dune", "Emma", "Ulysses", "Kim", "Walden")
	length := []time.Duration{11 * time.Hour, 21*time.Hour + 31*time.Minute, 16 * time.Hour, 0, 0, time.Hour}
	for i, d := range length {
		s.set(i, func(b *book.Book) { b.State, b.Duration, b.Size = book.Probed, d, int64(i)*1e8 })
	}
	fault := func(kind book.FaultKind) func(b *book.Book) {
		return func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Kind: kind, Reason: "x"} }
	}
	s.set(3, fault(book.Truncated))
	s.set(4, fault(book.Protected))
	s.set(5, func(b *book.Book) { b.State = book.Missing })
	for _, c := range []struct {
		query string
		files bool
		want  string
	}{
		{"", false, "6 books · 50 h · 1.5 GB · 1 can’t be read · 1 copy-protected · 1 missing"},
		{"", true, "6 files · 50 h · 1.5 GB · 1 can’t be read · 1 copy-protected · 1 missing"},
		{"dune", false, "1 of 6 books · 22 h"},
		{"is:missing", true, "1 of 6 files · 1 h · 1 missing"}, // what can't be read is elsewhere
		{"is:faulty", false, "1 of 6 books · 1 can’t be read"},
		{"is:protected", false, "1 of 6 books · 1 copy-protected"},
		{"nothing", false, "0 of 6 books"},
	} {
		s.query.Text = c.query
		if got := headline(s.view(t), c.files); got != c.want {
			t.Errorf("%q: %q, want %q", c.query, got, c.want)
		}
	}
	one := newShelf("Dune")
	if got := headline(one.view(t), false); got != "1 book · 1.0 kB" {
		t.Errorf("%q", got)
	}
	if got := headline(newShelf().view(t), false); got != "" {
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
		if got := pace(&c.s, began.Add(c.after)); got != c.want {
			t.Errorf("%+v: %q, want %q", c.s, got, c.want)
		}
	}
}

func TestProgress(t *testing.T) {
	began := time.Unix(1000, 0)
	for _, c := range []struct {
		s    library.Status
		want progress
	}{
		{library.Status{}, progress{}},
		{library.Status{Stopped: true}, progress{}},
		{library.Status{Probing: library.Work{Total: 2, Done: 2, Began: began, Ended: began}}, progress{}},
		{library.Status{Probing: library.Work{Total: 800, Done: 600, Began: began}}, progress{busy: true, done: 0.75}},
		{library.Status{Probing: library.Work{Total: 1000, Done: 10, Began: began}}, progress{busy: true, done: 0.01}},
		{library.Status{Measuring: 888}, progress{}},
	} {
		if got := progressOf(&c.s, began.Add(3*time.Second)); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.s, got, c.want)
		}
	}
}

// TestTheBarIsNotFullBeforeTheWalkIsOver: nobody knows then how much there is to do,
// so that it moves and fills for nothing.
func TestTheBarIsNotFullBeforeTheWalkIsOver(t *testing.T) {
	began := time.Unix(1000, 0)
	all := library.Work{Total: 5, Done: 5, Began: began}
	for _, s := range []library.Status{{Scanning: true}, {Scanning: true, Probing: all}, {Restoring: true}} {
		where := map[float32]bool{}
		for ms := range 30 {
			p := progressOf(&s, began.Add(time.Duration(ms)*100*time.Millisecond))
			if !p.busy || !p.open || p.done != 0 || p.turn < 0 || p.turn > 1 {
				t.Fatalf("%+v: %+v", s, p)
			}
			where[p.turn] = true
		}
		if len(where) < 10 {
			t.Errorf("%+v: it stands in %d places", s, len(where))
		}
	}
	h := newHeader()
	h.Resize(fyne.NewSize(500, 40))
	h.show(newShelf("Dune").view(t), &library.Status{Scanning: true, Probing: all}, false, began)
	if room := h.track.Size().Width; !h.fill.Visible() || h.fill.Size().Width > room/2 || h.fill.Position().X+h.fill.Size().Width > h.track.Position().X+room+0.1 {
		t.Errorf("%v of %v at %v", h.fill.Size().Width, room, h.fill.Position().X)
	}
}

// A facet that no book has any more is told plainly, whichever it is of.
func TestBlankFacetSaysWhy(t *testing.T) {
	s := written("Terry Pratchett")
	for text, want := range map[string]string{
		`author:="Terry Prachett"`: "No book has the author “Terry Prachett” now",
		"series:=Circle":           "No book has the series “Circle” now",
		"year:1999":                "No book has the year “1999” now",
		"is:nocover":               "No book has the problem “No cover” now",
		`author:="X" dune`:         "Nothing matches “author:=\"X\" dune”",
		"author:prachett":          "Nothing matches “author:prachett”",
	} {
		s.query.Text = text
		for _, undo := range []bool{false, true} {
			b := whyBlank(s.view(t), &library.Status{Roots: []library.Root{{Path: "/b"}}, CanUndo: undo}, false)
			if b.title != want || b.action != actionClear || strings.Contains(b.text, "Ctrl+Z") != (undo && strings.HasPrefix(want, "No ")) {
				t.Errorf("%s: %+v", text, b)
			}
		}
	}
}

func TestBlankTableSaysWhy(t *testing.T) {
	none := newShelf()
	empty := none.view(t)
	full := newShelf("Dune")
	full.query.Text = "nothing"
	searched := full.view(t)
	root := library.Root{Path: "/books", State: library.RootReady}
	bad := library.Root{Path: "/gone", State: library.RootUnreadable, Reason: "folder does not exist"}
	for _, c := range []struct {
		v            *view.View
		s            library.Status
		title, words string
	}{
		{empty, library.Status{}, "Add your audiobooks", "Drop a folder"},
		{empty, library.Status{Roots: []library.Root{root}, Scanning: true}, "Looking for audiobooks…", ""},
		{empty, library.Status{Roots: []library.Root{root}}, "No audiobooks here", "/books"},
		{empty, library.Status{Roots: []library.Root{bad}}, "This folder could not be read", "folder does not exist"},
		{searched, library.Status{Roots: []library.Root{root}}, "Nothing matches “nothing”", ""},
	} {
		if b := whyBlank(c.v, &c.s, false); b.title != c.title || !strings.Contains(b.text, c.words) {
			t.Errorf("%q, %q; want %q with %q", b.title, b.text, c.title, c.words)
		}
	}
}

// contrast is the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// over is what a translucent colour makes of the one behind it.
func over(top, back color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(top.A) + int(b)*(255-int(top.A)) + 127) / 255) }
	return color.NRGBA{R: mix(top.R, back.R), G: mix(top.G, back.G), B: mix(top.B, back.B), A: 255}
}

func TestTextIsReadable(t *testing.T) {
	back, selection, hover := shades[theme.ColorNameBackground], shades[theme.ColorNameSelection], shades[theme.ColorNameHover]
	behind := map[string]shade{
		"a row":          back,
		"the sidebar":    shades[colorSidebar],
		"a dialog":       shades[theme.ColorNameOverlayBackground],
		"a selected row": {over(selection.light, back.light), over(selection.dark, back.dark)},
		"a hovered row":  {over(hover.light, back.light), over(hover.dark, back.dark)},
	}
	for name, s := range shades {
		switch name {
		case theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNamePrimary, theme.ColorNameError,
			theme.ColorNameWarning, theme.ColorNameSuccess:
			for where, b := range behind {
				for _, pair := range [][2]color.NRGBA{{s.light, b.light}, {s.dark, b.dark}} {
					if c := contrast(pair[0], pair[1]); c < 4.5 {
						t.Errorf("%s %v on %s %v has a contrast of %.2f, want 4.5", name, pair[0], where, pair[1], c)
					}
				}
			}
		}
	}
}

// A row that is not there must look different from one that is.
func TestGreyIsNotInk(t *testing.T) {
	ink, grey := shades[theme.ColorNameForeground], shades[theme.ColorNamePlaceHolder]
	for _, pair := range [][2]color.NRGBA{{ink.light, grey.light}, {ink.dark, grey.dark}} {
		if c := contrast(pair[0], pair[1]); c < 2 {
			t.Errorf("%v and %v are hardly told apart: a contrast of %.2f", pair[0], pair[1], c)
		}
	}
}
