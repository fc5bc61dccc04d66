package ui

import (
	"errors"
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
)

// desk is a pane on a test canvas, with what it asks for.
type desk struct {
	*Details
	clock   time.Time
	waiting []func() // what is to be done when the selection stands still
	asked   []book.ID
	stopped int
	answer  func(*image.RGBA)
	told    func([]library.Claim)
	done    []string // what was filtered, opened, played and copied
}

func newDesk(t testing.TB, width, height float32) *desk {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(paper{Light})
	d := &desk{Details: NewDetails(), clock: time.Unix(1_700_000_000, 0)}
	d.now = func() time.Time { return d.clock }
	d.wait = func(_ time.Duration, do func()) func() {
		i := len(d.waiting)
		d.waiting = append(d.waiting, do)
		return func() { d.waiting[i] = nil }
	}
	d.atHand = func(*book.Book) (*image.RGBA, bool) { return nil, false }
	d.fetch = func(b *book.Book, done func(*image.RGBA)) func() {
		d.asked, d.answer = append(d.asked, b.ID), done
		return func() { d.stopped++ }
	}
	d.ask = func(id book.ID, f book.Field, done func([]library.Claim)) {
		d.done = append(d.done, fmt.Sprintf("why %s of %d", f, id))
		d.told = done
	}
	note := func(format string, args ...any) { d.done = append(d.done, fmt.Sprintf(format, args...)) }
	d.onFilter = func(q string) { note("filter %s", q) }
	d.onLink = func(a string) { note("open %s", a) }
	d.onCopy = func(s string) { note("copy %s", s) }
	d.onPlay = func(b *book.Book, at time.Duration, f *book.File) {
		if f != nil {
			note("play %s", f.Name())
		} else {
			note("play %d at %v", b.ID, at)
		}
	}
	w := test.NewTempWindow(t, d.Details)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return d
}

// still lets the selection stand still.
func (d *desk) still() {
	d.clock = d.clock.Add(settle)
	all := d.waiting
	d.waiting = nil
	for _, do := range all {
		if do != nil {
			do()
		}
	}
}

// novel is a book with all there is.
func novel(id book.ID) *book.Book {
	media := &book.Media{Duration: time.Hour, Chapters: []book.Chapter{{End: 20 * time.Minute, Title: "One"}, {Start: 20 * time.Minute, End: time.Hour, Title: "Two"}}}
	return &book.Book{
		ID: id, Path: "/books/Good Omens", Duration: 2 * time.Hour, Size: 1 << 20, BitRate: 64000, Codec: "AAC-LC",
		Meta: book.Meta{
			Title: "Good Omens", Subtitle: "The Nice and Accurate Prophecies", Authors: []string{"Neil Gaiman", `Terry "P" Pratchett`}, Narrators: []string{"Martin Jarvis"},
			Series: []book.Series{{Name: "Omens", Part: "1"}}, Year: 1990, Genres: []string{"Fantasy"}, ASIN: "B002UZJGYY",
			Description: "<p>The <b>world</b> will end. <a href='https://example.org'>Agnes</a></p>" + strings.Repeat("<p>More of it, and more, and then some.</p>", 20),
		},
		Files: []*book.File{{Path: "/books/Good Omens/1.m4b", Media: media}, {Path: "/books/Good Omens/2.m4b", Media: media}},
	}
}

// tapText taps what shows a text.
func tapText(t *testing.T, f *flow, words string) {
	t.Helper()
	for _, o := range test.WidgetRenderer(f).Objects() {
		if c := o.(*canvas.Text); strings.Contains(c.Text, words) {
			f.Tapped(&fyne.PointEvent{Position: c.Position().AddXY(1, 1)})
			return
		}
	}
	t.Errorf("%q is not shown", words)
}

func TestDetailsLeadOn(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.show(novel(1))
	tapText(t, d.people, "Neil Gaiman")
	tapText(t, d.people, "Pratchett")
	tapText(t, d.people, "Jarvis")
	tapText(t, d.people, "Omens")
	tapText(t, d.people, "by ")
	tapText(t, d.facts[0].value, "Fantasy")
	tapText(t, d.prose, "Agnes")
	d.chapters.reel.rows[3].onTap()
	d.files.reel.rows[1].onTap()
	want := []string{
		`filter author:"Neil Gaiman"`, `filter author:"Terry ""P"" Pratchett"`, `filter narrator:"Martin Jarvis"`, `filter series:"Omens"`,
		`filter genre:"Fantasy"`, "open https://example.org", "play 1 at 1h20m0s", "play 2.m4b",
	}
	if !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
	if got := len(d.chapters.reel.rows); got != 4 {
		t.Errorf("%d chapters", got)
	}
}

func TestDetailsTellTrouble(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.clock = noon
	for i, c := range []struct {
		change func(*book.Book)
		want   string
		tone   tone
	}{
		{func(b *book.Book) { b.State = book.Probed }, "", plain},
		{func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Reason: "truncated: 3 of 9 MB"} }, "File is incomplete: 3 of 9 MB", alarm},
		{func(b *book.Book) { b.State, b.MissingSince = book.Missing, noon.AddDate(0, -1, 0).UnixNano() }, "Missing since 3 Apr", muted},
		{func(b *book.Book) { b.State = book.Offline }, "Offline", muted},
		{func(b *book.Book) { b.Held = true }, "Not found", muted},
		{func(b *book.Book) { b.Changing = true }, "Still changing", muted},
	} {
		b := novel(book.ID(i/2 + 1)) // of the same book too
		c.change(b)
		d.show(b)
		if got := text(d.trouble.shown); got != c.want || got != "" && d.trouble.shown[0].spans[0].tone != c.tone {
			t.Errorf("%q, want %q", got, c.want)
		}
		shown := slices.ContainsFunc(d.ladder.rungs, func(r rung) bool { return r.object == tall(d.trouble) })
		if shown != (c.want != "") {
			t.Errorf("%q: shown %v", c.want, shown)
		}
	}
}

func TestDescriptionUnfolds(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.show(novel(1))
	folded := d.prose.Size().Height
	tapText(t, d.fold, "More")
	if d.prose.Size().Height < 2*folded {
		t.Errorf("%v folded, %v not", folded, d.prose.Size().Height)
	}
	tapText(t, d.fold, "Less")
	if d.prose.Size().Height != folded {
		t.Errorf("%v after all", d.prose.Size().Height)
	}
}

// A key that is held down shows titles, and asks for no cover and no chapters
// before it is let go.
func TestDetailsOfAHeldKey(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.show(novel(1))
	if !d.heavy {
		t.Error("the first book is not shown whole")
	}
	for id := book.ID(2); id < 50; id++ {
		d.clock = d.clock.Add(30 * time.Millisecond)
		b := novel(id)
		b.Title = fmt.Sprint("Title ", id)
		d.show(b)
		if got := text(d.title.shown); d.heavy || got != b.Title {
			t.Fatalf("%d: %q, heavy %v", id, got, d.heavy)
		}
	}
	if len(d.asked) > 0 {
		t.Errorf("asked for covers of %v", d.asked)
	}
	d.still()
	if !d.heavy || !slices.Equal(d.asked, []book.ID{49}) {
		t.Errorf("heavy %v, asked for %v", d.heavy, d.asked)
	}
	d.clock = d.clock.Add(time.Second)
	d.show(novel(50))
	if d.stopped != 1 {
		t.Error("the cover of a book that is gone is still being made")
	}
	d.answer(image.NewRGBA(image.Rect(0, 0, 8, 8))) // of 49, too late
	if d.cover.picture.Image != nil {
		t.Error("another book's cover is shown")
	}
}

func TestCoverOfABook(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.show(novel(1))
	if got := texts(d.cover); got[0] != "" {
		t.Error("initials flash before the cover")
	}
	d.still()
	d.answer(nil)
	if got := texts(d.cover); got[0] != "GO" {
		t.Errorf("initials %q", got)
	}
	d.answer(image.NewRGBA(image.Rect(0, 0, 200, 320)))
	if s := d.cover.picture.Size(); s.Height != d.cover.Size().Height || s.Width >= s.Height || test.WidgetRenderer(d.cover).Objects()[0].Visible() {
		t.Errorf("a tall cover is %v", s)
	}
	d.show(nil)
	if d.stopped == 0 {
		t.Error("nothing is selected, and a cover is still being made")
	}
}

func TestInitials(t *testing.T) {
	for in, want := range map[string]string{
		"Good Omens": "GO", "The Hobbit": "H", "A": "A", "": "", "1984": "1", "it": "I", "L’Île mystérieuse": "LM", "西游记": "西", "«Дама с собачкой»": "ДС", "…": "",
	} {
		if got := initials(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestFlowBreaksLines(t *testing.T) {
	test.NewTempApp(t)
	for _, in := range []string{"The quick brown fox jumps over the lazy dog", strings.Repeat("x", 100), "/a/very/long/path/without/a/single/blank/in/it.m4b", "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。"} {
		f := newFlow(14, 0)
		f.set(plainly(in, plain, false))
		f.heightFor(120)
		if len(f.pieces) < 2 {
			t.Errorf("%q stands in one line", in)
		}
		var all string
		for _, p := range f.pieces {
			if p.at.X+p.size.Width > 120 {
				t.Errorf("%q: %q is %v wide", in, p.text, p.size.Width)
			}
			all += p.text
		}
		if strip := strings.NewReplacer(" ", "").Replace; strip(all) != strip(in) {
			t.Errorf("%q became %q", in, all)
		}
	}
	turned := newFlow(14, 0)
	turned.set(prose("evil\u202e3pm.m4b"))
	if turned.heightFor(900); turned.pieces[0].text != "evil3pm.m4b" {
		t.Errorf("%q", turned.pieces[0].text)
	}
	f := newFlow(14, 2)
	f.set(plainly("The quick brown fox jumps over the lazy dog and runs away", plain, false))
	f.heightFor(120)
	if n := len(f.pieces); n != 2 || !f.cut || !strings.HasSuffix(f.pieces[1].text, "…") {
		t.Errorf("%d lines, cut %v", n, f.cut)
	}
	f.heightFor(0)
}

// Ten thousand rows cost what is in sight.
func TestReelDrawsWhatIsInSight(t *testing.T) {
	test.NewTempApp(t)
	r := newReel(nil)
	rows := make([]strip, 10_000)
	for i := range rows {
		rows[i].name = fmt.Sprint("Chapter ", i)
	}
	r.set(rows)
	r.Resize(fyne.NewSize(300, r.heightFor(300)))
	r.reveal(5000*stripHeight, 5000*stripHeight+700)
	if n := len(r.objects); n == 0 || n > 700/stripHeight+2 {
		t.Errorf("%d rows exist", n)
	}
	if got := r.strips[0].what.name; got != "Chapter 5000" {
		t.Errorf("the first in sight is %q", got)
	}
}

func TestPlayAt(t *testing.T) {
	has := func(names ...string) func(string) (string, error) {
		return func(name string) (string, error) {
			if slices.Contains(names, name) {
				return "/usr/bin/" + name, nil
			}
			return "", errors.New("not found")
		}
	}
	for _, c := range []struct {
		list string
		from time.Duration
		look func(string) (string, error)
		want string
	}{
		{"", time.Minute, has(), ""},
		{"", 90500 * time.Millisecond, has("mpv", "vlc"), "/usr/bin/mpv --force-window=yes --{ --start=90.500 /a b.m4b --}"},
		{"/l.m3u8", time.Minute, has("mpv"), "/usr/bin/mpv --force-window=yes --{ --start=60.000 /a b.m4b --} --playlist=/l.m3u8"},
		{"/l.m3u8", time.Hour, has("vlc"), "/usr/bin/vlc file:///a%20b.m4b :start-time=3600.000 file:///l.m3u8"},
	} {
		if got := strings.Join(playAt("/a b.m4b", c.list, c.from, c.look), " "); got != c.want {
			t.Errorf("%v: %q, want %q", c.from, got, c.want)
		}
	}
	b := novel(1)
	for at, want := range map[time.Duration]string{0: "1.m4b 0s", 59 * time.Minute: "1.m4b 59m0s", time.Hour: "2.m4b 0s", 3 * time.Hour: "2.m4b 2h0m0s"} {
		if f, from := spot(b, at); fmt.Sprint(f.Name(), " ", from) != want {
			t.Errorf("%v: %s %v, want %s", at, f.Name(), from, want)
		}
	}
}

// A menu that stands open is about what it was opened on, whatever becomes of the
// pane meanwhile.
func TestMenusOutliveTheirBook(t *testing.T) {
	for name, c := range map[string]struct {
		open func(*desk) []*fyne.MenuItem
		want string
	}{
		"file":    {func(d *desk) []*fyne.MenuItem { return d.files.reel.rows[1].items() }, "play 2.m4b"},
		"chapter": {func(d *desk) []*fyne.MenuItem { return d.chapters.reel.rows[3].items() }, "play 1 at 1h20m0s"},
	} {
		for what, then := range map[string]func(*desk){
			"the book leaves the view":   func(d *desk) { d.show(nil) },
			"another is selected":        func(d *desk) { d.show(&book.Book{ID: 9, Files: []*book.File{{Path: "/y"}}}) },
			"it is read with less in it": func(d *desk) { d.show(&book.Book{ID: 1, Files: []*book.File{{Path: "/x"}}}) },
		} {
			d := newDesk(t, 340, 900)
			d.show(novel(1))
			d.still()
			items := c.open(d)
			then(d)
			items[1].Action()
			if got := strings.Join(d.done, "; "); got != c.want {
				t.Errorf("menu of a %s, then %s: %q, want %q", name, what, got, c.want)
			}
		}
	}
	d := newDesk(t, 340, 900)
	d.show(novel(1))
	d.show(nil)
	for _, f := range []*flow{d.title, d.subtitle, d.prose, d.people} {
		f.onMenu(fyne.Position{}) // of a pane without a book: nothing to be about
	}
}

func TestMenuOfAValue(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := novel(1)
	b.Sources[book.Title] = book.FromFolder
	d.show(b)
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Details)
	d.title.TappedSecondary(&fyne.PointEvent{})
	if c.Overlays().Top() == nil {
		t.Fatal("no menu")
	}
}

func TestDetailsAreRemembered(t *testing.T) {
	app := test.NewTempApp(t)
	app.Preferences().SetFloat(prefWidth, 1000)
	w := newTestWindow(t, Options{})
	if w.detailed() {
		t.Error("a narrow window shows details unasked")
	}
	w.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF9})
	if !w.detailed() {
		t.Error("F9 does not show them")
	}
	if w = newTestWindow(t, Options{}); !w.detailed() {
		t.Error("they are not remembered")
	}
	w.shortcut(ctrl(fyne.KeyI))
	if w.detailed() {
		t.Error("Ctrl+I does not hide them")
	}
	app.Preferences().SetFloat(prefWidth, 1280)
	app.Preferences().RemoveValue(prefDetails)
	w = newTestWindow(t, Options{})
	if !w.detailed() {
		t.Error("a wide window hides them")
	}
	w.rows.Publish(newShelf("One", "Two").view(t))
	w.Resize(fyne.NewSize(1280, 800))
	w.table.choose(1)
	if w.details.book == nil || w.details.book != w.table.Selected() {
		t.Error("the selected book is not shown")
	}
}

// BenchmarkDetails is what a step of the selection costs while a key is held.
func BenchmarkDetails(b *testing.B) {
	d := newDesk(b, 340, 900)
	d.wait = func(time.Duration, func()) func() { return func() {} }
	books := []*book.Book{novel(1), novel(2)}
	for i := 0; b.Loop(); i++ {
		d.show(books[i%2])
	}
}

func TestTongue(t *testing.T) {
	for code, want := range map[string]string{
		"en": "English", "deu": "German", "ger": "German", "en-US": "American English", "pt_BR": "Brazilian Portuguese",
		"English": "English", "Klingon!": "Klingon!", "xx": "xx", "": "",
	} {
		if got := tongue(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}
