package ui

import (
	"strings"
	"testing"
	"testing/quick"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2/theme"

	"image/color"
	"math"

	"lectern/library"
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
	began := time.Unix(1000, 0)
	s := newShelf("The Hobbit", "Dune", "Emma")
	all := s.view(t)
	s.query.Text = "dune"
	one := s.view(t)
	for _, c := range []struct {
		v          *view.View
		w          library.Work
		after      time.Duration
		left, pace string
	}{
		{all, library.Work{}, 0, "3 of 3 books visible", ""},
		{all, library.Work{Total: 2, Done: 2, Failed: 2, Began: began, Ended: began}, 0, "3 of 3 books visible", ""},
		{one, library.Work{Total: 882, Done: 640, Began: began}, 3250 * time.Millisecond,
			"1 of 3 books visible · 640 read in 3.2 s", "197 a second · 2 s left"},
		{one, library.Work{Total: 882, Done: 646, Failed: 6, Began: began, Ended: began.Add(65 * time.Second)}, time.Hour,
			"1 of 3 books visible · 640 read in 1 min 05 s", ""},
		{all, library.Work{Total: 1000, Done: 10, Began: began}, 100 * time.Second,
			"3 of 3 books visible · 10 read in 1 min 40 s", "0.1 a second · 2 h 45 min left"},
	} {
		status := &library.Status{Probing: c.w}
		now := began.Add(c.after)
		if got := headline(c.v, status, false, now); got != c.left {
			t.Errorf("headline %q, want %q", got, c.left)
		}
		if got := pace(status, now); got != c.pace {
			t.Errorf("pace %q, want %q", got, c.pace)
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
		{empty, library.Status{}, "Your audiobooks go here", "Drop a folder"},
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
