package details

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

func TestWhyWords(t *testing.T) {
	tag := func(name, where, value string) library.Claim {
		return library.Claim{Source: book.FromTag, Tag: name, Where: message.New(where), Value: value}
	}
	folder := library.Claim{Source: book.FromFolder, Where: message.New("the folder “T {N}”"), Value: "N"}
	reader := library.Claim{Source: book.FromReader, Where: message.New("reader.txt"), Value: "R"}
	edit := func(value string) library.Claim {
		return library.Claim{Source: book.FromEdit, Where: message.New("edit"), Value: value}
	}
	var parts []library.Claim
	for range whyMost + 3 {
		parts = append(parts, tag("TDRC", "part 1", "1"))
	}
	for _, c := range []struct {
		field  book.Field
		claims []library.Claim
		want   string
	}{
		{book.Narrators, []library.Claim{tag("©wrt", "part 1", "M"), tag("©nrt", "parts 2–3", "O"), folder},
			"Narrator: from the “Composer” tag (©wrt) of part 1\n• the “Narrator” tag (©nrt) of parts 2–3 says “O”\n• the folder “T {N}” says “N”"},
		{book.Narrators, []library.Claim{edit("Me"), reader, tag("TCOM", "", "Me")}, "Narrator: you typed it\n• reader.txt says “R”\n• the “Composer” tag (TCOM) says the same"},
		{book.ISBN, []library.Claim{edit(""), tag("", "", "1")}, "ISBN: you emptied it\n• the tags say “1”"},
		{book.Title, []library.Claim{tag("", "part 2", "T")}, "Title: from the tags of part 2"},
		{book.Title, []library.Claim{folder, {Source: book.FromTag, Where: message.New("what the parts have in common"), Shared: true, Value: "Dune"}},
			"Title: from the folder “T {N}”\n• what the parts have in common says “Dune”"},
		{book.Title, []library.Claim{{Source: book.FromName, Where: message.New("the file “a\nb.mp3”"), Value: "a b"}}, "Title: from the file “a b.mp3”"},
		{book.Authors, []library.Claim{{Source: book.FromOPF, Where: message.New("opf"), Value: "A"}}, "Author: from the Calibre file"},
		{book.Picture, []library.Claim{{Source: book.FromPicture, Where: message.New("picture")}}, "Cover: from a picture in the folder"},
		{book.Picture, []library.Claim{tag("", "tag", "")}, "Cover: from the tags"},
		{book.Title, []library.Claim{folder, {Source: book.FromTag, Value: "Saga", Rejected: message.New("which is the name of the series")}},
			"Title: from the folder “T {N}”\n• the tags say “Saga”, which is the name of the series"},
		{book.Picture, []library.Claim{{Source: book.FromPicture, Where: message.New("picture")}, {Rejected: message.New("a.mp3 has a cover that was cut off")}},
			"Cover: from a picture in the folder\n• a.mp3 has a cover that was cut off"},
		{book.Description, []library.Claim{reader, {Source: book.FromDesc, Where: message.New("desc.txt"), Value: "<p>Long</p><p>" + strings.Repeat("x", 200) + "</p>"}},
			"Description: from reader.txt\n• desc.txt says “Long " + strings.Repeat("x", whyLength-5) + "…”"},
		{book.Year, parts, "Year: from the “Year” tag (TDRC) of part 1" + strings.Repeat("\n• the “Year” tag (TDRC) of part 1 says the same", whyMost) + "\n• 2 more"},
		{book.Year, nil, ""},
	} {
		if got := widgets.PlainText(whyWords(c.field, c.claims)); got != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.field, got, c.want)
		}
	}
}

func TestTagName(t *testing.T) {
	for name, want := range map[string]string{
		"TCON":                 "the “Genre” tag (TCON)",
		"aART":                 "the “Album artist” tag (aART)",
		"TXXX:NARRATOR":        "the “Narrator” tag (TXXX:NARRATOR)",
		"----:SERIES":          "the “Series” tag (----:SERIES)",
		"TIPL":                 "the “Involved people” tag (TIPL)",
		"NARRATOR":             "the “Narrator” tag",
		"ISBN":                 "the “ISBN” tag",
		"ALBUMARTIST":          "the “Album artist” tag (ALBUMARTIST)",
		"TCOM in windows-1251": "the “Composer” tag (TCOM in windows-1251)",
		"TITLE in gbk":         "the “Title” tag (TITLE in gbk)",
	} {
		if got := tagName(name, ""); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestWhyIsAnswered: the menu asks about the book for which it was opened. The answer
// can be copied and closed by keys, and is not shown if the pane shows another book by
// then.
func TestWhyIsAnswered(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(7)
	b.Sources[book.Title] = book.FromFolder
	d.Set(b)
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Pane)
	ask := func() {
		d.whyItem("Why?", fyne.NewPos(300, 880), book.Title).Action()
	}
	claims := []library.Claim{{Source: book.FromFolder, Where: message.New("the folder “Good Omens”"), Value: "Good Omens"}}
	ask()
	d.told(claims)
	a, ok := c.Focused().(*answer)
	if !ok {
		t.Fatal("no answer")
	}
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(a), a.Size()
	if size.Height > 100 || size.Height < 40 || at.X < 0 || at.X+size.Width > 340 || at.Y+size.Height > 900 {
		t.Errorf("it takes %v at %v", size, at)
	}
	a.TypedShortcut(&fyne.ShortcutCopy{})
	a.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if c.Overlays().Top() != nil {
		t.Error("Esc leaves it open")
	}
	ask()
	d.Set(uitest.GoodOmens(8))
	d.told(claims)
	if c.Overlays().Top() != nil {
		t.Error("an answer about another book is shown")
	}
	if want := []string{"why title of 7", "copy Title: from the folder “Good Omens”", "why title of 7"}; !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
}

// TestWhyIsAClickAway: a click on the name of a field, or on a word that stands for it, asks
// where its value comes from. The keys pass over these words.
func TestWhyIsAClickAway(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	if d.briefOf(&book.Book{}) != nil {
		t.Error("a book about which nothing is known has a line")
	}
	for _, text := range []*widgets.RichText{d.people, d.brief, d.facts[0].name} {
		for _, s := range text.Shown[0].Spans {
			if s.Tone == words.Muted && s.OnTap != nil && !s.Aside {
				t.Errorf("the keys reach %q", s.Text)
			}
		}
	}
	if got := d.facts[0].name.Shown[0].Spans[0].Tip; got != "Why this genre?" {
		t.Errorf("the tip is %q", got)
	}
	tapText(t, d.people, "read by")
	tapText(t, d.brief, "1990")
	tapText(t, d.brief, "2 h")
	tapText(t, d.facts[0].name, "Genres")
	if want := []string{"why narrators of 1", "why year of 1", "why genres of 1"}; !slices.Equal(d.done, want) {
		t.Errorf("%q, want %q", d.done, want)
	}
	d.told([]library.Claim{{Source: book.FromTag, Value: "Fantasy"}})
	if top := fyne.CurrentApp().Driver().CanvasForObject(d.Pane).Overlays().Top(); top == nil {
		t.Error("there is no answer")
	}
	d.SetSeveral(Several{Books: 2, Common: &book.Meta{Authors: []string{"Ann"}}})
	if s := d.people.Shown[0].Spans[0]; s.OnTap != nil {
		t.Errorf("several books have an answer behind %q", s.Text)
	}
}
