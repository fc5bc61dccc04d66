package details

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// desk is a pane on a test canvas, and a record of its calls.
type desk struct {
	*Pane
	clock   time.Time
	waiting []func() // the functions that wait for the selection to stay the same
	asked   []book.ID
	stopped int
	answer  func(*image.RGBA)
	told    func([]library.Claim)
	whole   func(*image.RGBA)
	done    []string // what was filtered, opened, played and copied
}

func newDesk(t testing.TB, width, height float32) *desk {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	d := &desk{Pane: New(), clock: time.Unix(1_700_000_000, 0)}
	d.now = func() time.Time { return d.clock }
	d.Wait = func(_ time.Duration, do func()) func() {
		i := len(d.waiting)
		d.waiting = append(d.waiting, do)
		return func() { d.waiting[i] = nil }
	}
	d.WindowHeight = func() float32 { return height }
	note := func(format string, args ...any) { d.done = append(d.done, fmt.Sprintf(format, args...)) }
	d.CoverAtHand = func(*book.Book) (*image.RGBA, bool) { return nil, false }
	d.FetchCover = func(b *book.Book, done func(*image.RGBA)) func() {
		d.asked, d.answer = append(d.asked, b.ID), done
		return func() { d.stopped++ }
	}
	d.FetchWhole = func(b *book.Book, most int, done func(*image.RGBA)) func() {
		note("whole %d of %d", b.ID, most)
		d.whole = done
		return func() { note("stop") }
	}
	d.Why = func(id book.ID, f book.Field, done func([]library.Claim)) {
		d.done = append(d.done, fmt.Sprintf("why %s of %d", f, id))
		d.told = done
	}
	d.OnOpen, d.OnEdit, d.OnLeave = func() { note("open") }, func() { note("edit") }, func() { note("leave") }
	d.OnKey = func(key fyne.KeyName) { note("key %s", key) }
	d.OnMore = func(at fyne.Position) { note("more at %v", at) }
	d.OnFilter = func(field view.Field, value string) { note("filter %s", view.Facet{Text: value}.Query(field)) }
	d.OnOnly = func(field view.Field, value string) { note("only %v %s", field, value) }
	d.OnState = func(word string) { note("state %s", word) }
	d.OnLink = func(a string) { note("open %s", a) }
	d.OnCopy = func(s string) { note("copy %s", s) }
	d.OnRename = func(f book.Field, name string) { note("rename %v %s", f, name) }
	d.OnEditBookmark = func(m book.Bookmark) { note("edit note %s", m.Note) }
	d.OnRemoveBookmark = func(m book.Bookmark) { note("remove %s", m.Note) }
	d.OnRate = func(b *book.Book, halves int) { note("rate %d as %d", b.ID, halves) }
	d.OnPlay = func(b *book.Book, at time.Duration, f *book.File) {
		if f != nil {
			note("play %s", f.Name())
		} else {
			note("play %d at %v", b.ID, at)
		}
	}
	w := test.NewTempWindow(t, d.Pane)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return d
}

// still ends the wait for the selection to stay the same.
func (d *desk) still() {
	d.clock = d.clock.Add(books.StillAfter)
	all := d.waiting
	d.waiting = nil
	for _, do := range all {
		if do != nil {
			do()
		}
	}
}

// TestSmallCoverFirst: the small cover of the row is shown until the large one is there.
func TestSmallCoverFirst(t *testing.T) {
	d := newDesk(t, 340, 600)
	small, large := image.NewRGBA(image.Rect(0, 0, 96, 96)), image.NewRGBA(image.Rect(0, 0, 320, 320))
	d.CoverAtHand = func(*book.Book) (*image.RGBA, bool) { return small, false }
	d.Set(uitest.GoodOmens(1))
	before := d.cover.Picture.Size()
	if d.cover.Picture.Image == nil || before.Width < 200 {
		t.Errorf("the small cover is %v", before)
	}
	d.still()
	d.answer(large)
	if got := d.cover.Picture.Size(); d.cover.Picture.Image != image.Image(large) || got != before {
		t.Errorf("the large cover is %v, and the small one was %v", got, before)
	}
}

// TestNoticeLeavesTheCover: the cover keeps its size while a notice takes height from the
// pane.
func TestNoticeLeavesTheCover(t *testing.T) {
	d := newDesk(t, 340, 600)
	d.Set(uitest.GoodOmens(1))
	before := d.button.Size()
	d.Resize(fyne.NewSize(340, 440))
	if got := d.button.Size(); got != before || before.Height <= 120 {
		t.Errorf("the cover is %v, and was %v", got, before)
	}
}

// tapText taps the part of a text that shows these words.
func tapText(t *testing.T, f *widgets.RichText, words string) {
	t.Helper()
	for _, o := range test.WidgetRenderer(f).Objects() {
		if c := o.(*canvas.Text); strings.Contains(c.Text, words) {
			f.Tapped(&fyne.PointEvent{Position: c.Position().AddXY(1, 1)})
			return
		}
	}
	t.Errorf("%q is not shown", words)
}

// TestPublisherIsALink: the sidebar lists publishers, too.
func TestPublisherIsALink(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.Emma(1))
	for _, f := range d.facts {
		if f.name.Shown[0].Spans[0].Text == "Publisher" {
			tapText(t, f.value, "Murray")
		}
	}
	if want := []string{"filter publisher:=Murray"}; !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
}

// TestListeningIsALink: the line about listening shows the books that are as far, and a book
// never played has none.
func TestListeningIsALink(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(1)
	d.Set(b)
	if len(d.listening.Shown) > 0 {
		t.Error("a book never played has been listened to")
	}
	for _, l := range []book.Listening{{Position: time.Hour, Played: d.clock.UnixNano()}, {Finished: d.clock.UnixNano()}} {
		c := *b
		c.Listening = &l
		d.Set(&c)
		if !slices.Contains(d.column.rows, columnRow{d.listening, 6}) {
			t.Fatal("no line about listening")
		}
		tapText(t, d.listening, " ")
	}
	if want := []string{"state started", "state finished"}; !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
}

func TestDetailsLinks(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	tapText(t, d.people, "Neil Gaiman")
	tapText(t, d.people, "Pratchett")
	tapText(t, d.people, "Jarvis")
	tapText(t, d.people, "Omens")
	tapText(t, d.people, "by ")
	tapText(t, d.facts[0].value, "Fantasy")
	tapText(t, d.description, "Agnes")
	d.chapters.list.Rows[3].OnOpen()
	d.files.list.Rows[1].OnOpen()
	want := []string{
		`filter author:="Neil Gaiman"`, `filter author:="Terry ""P"" Pratchett"`, `filter narrator:="Martin Jarvis"`, `filter series:=Omens`, "why authors of 1",
		`filter genre:=Fantasy`, "open https://example.org", "play 1 at 1h20m0s", "play 2.m4b",
	}
	if !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
	if got := len(d.chapters.list.Rows); got != 4 {
		t.Errorf("%d chapters", got)
	}
}

// TestHead checks the buttons above the details, which are shown only with a book.
func TestHead(t *testing.T) {
	d := newDesk(t, 340, 900)
	if d.head.Visible() {
		t.Error("there are buttons for no book")
	}
	d.Set(uitest.GoodOmens(1))
	if !d.head.Visible() || d.scroll.Position().Y < d.head.Size().Height || d.head.Size().Height > 64 {
		t.Errorf("buttons of %v, the book at %v", d.head.Size(), d.scroll.Position())
	}
	test.Tap(&d.head.play.Button)
	test.Tap(&d.head.edit.Button)
	uitest.Press(d.head.play, fyne.KeyReturn, fyne.KeyEscape)
	test.Tap(&d.head.more.Button)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.head.more)
	want := []string{"open", "edit", "open", "leave", fmt.Sprintf("more at %v", at.AddXY(0, d.head.more.Size().Height))}
	if !slices.Equal(d.done, want) {
		t.Errorf("%q, want %q", d.done, want)
	}
	d.Set(nil)
	if d.head.Visible() || d.scroll.Position().Y != 0 {
		t.Error("the buttons stay")
	}
}

// TestHeadFits: the buttons fit into the narrowest pane in any language, and are whole in a
// pane of the usual width.
func TestHeadFits(t *testing.T) {
	defer i18n.Use(i18n.Language())
	for _, tag := range i18n.Languages() {
		i18n.Use(tag)
		for _, width := range []float32{220, 260, Width} {
			d := newDesk(t, width, 600)
			d.Set(uitest.GoodOmens(1))
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject
			play, edit, more := d.head.play, d.head.edit, d.head.more
			if end, next := at(edit).X+edit.Size().Width, at(more).X; edit.Visible() && end > next {
				t.Errorf("%v, %v: Edit ends at %v, More begins at %v", tag, width, end, next)
			}
			if end, next := at(play).X+play.Size().Width, at(more).X; end > next {
				t.Errorf("%v, %v: Play ends at %v, More begins at %v", tag, width, end, next)
			}
			if width == Width && (play.Text == "" || !edit.Visible()) {
				t.Errorf("%v: Play has the word %q, Edit is there: %v", tag, play.Text, edit.Visible())
			}
			if play.Text == "" && play.Icon == nil {
				t.Errorf("%v, %v: Play is empty", tag, width)
			}
		}
	}
}

// TestEachValueIsShownOnce: the line below the people has the length, the year and the
// language, the facts have the rest, and the title is whole.
func TestEachValueIsShownOnce(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(1)
	b.Title, b.Language, b.Added = strings.Repeat("Good Omens ", 40), "en", time.Date(2026, 3, 4, 5, 6, 7, 0, time.Local).UnixNano()
	d.Set(b)
	if got, want := widgets.PlainText(d.brief.Shown), "2 h · 1990 · English"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if d.title.Cut {
		t.Error("the title is cut")
	}
	facts := map[string]string{}
	for _, f := range d.facts {
		facts[widgets.PlainText(f.name.Shown)] = widgets.PlainText(f.value.Shown)
	}
	for _, name := range []string{"Length", "Year", "Language"} {
		if facts[name] != "" {
			t.Errorf("%s again: %s", name, facts[name])
		}
	}
	if got := facts["Added"]; got != "4 March 2026" {
		t.Errorf("added %q", got)
	}
}

// TestDetailsShowUnread checks that the problems include what could not be read besides
// the audio.
func TestDetailsShowUnread(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(1)
	b.Lint = book.NoNarrator
	b.Notes = &book.Notes{Faults: []string{"cover.jpg is not a picture"}}
	first := *b.Files[0]
	media := first.Media.Media()
	media.CoverFault = "was cut off"
	first.Media, b.Files = book.Pack(media), slices.Concat([]*book.File{&first}, b.Files[1:])
	d.Set(b)
	want := "No narrator\ncover.jpg is not a picture\n" + first.Name() + " has a cover that was cut off"
	i := slices.IndexFunc(d.facts, func(f *fact) bool { return widgets.PlainText(f.name.Shown) == "Problems" })
	if i < 0 {
		t.Fatal("no problems")
	}
	if got := widgets.PlainText(d.facts[i].value.Shown); got != want {
		t.Errorf("%q", got)
	}
}

func TestDetailsShowProblems(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.clock = uitest.Noon
	for i, c := range []struct {
		change func(*book.Book)
		want   string
		tone   words.Tone
	}{
		{func(b *book.Book) { b.State = book.Probed }, "", words.Plain},
		{func(b *book.Book) { b.State, b.Fault = book.Failed, &book.Fault{Reason: "part 3 of 9: truncated"} }, "Part 3 of 9: file is incomplete", words.Alarm},
		{func(b *book.Book) { b.State, b.MissingSince = book.Missing, uitest.Noon.AddDate(0, -1, 0).UnixNano() }, "Missing since 3 Apr", words.Muted},
		{func(b *book.Book) { b.State = book.Offline }, "Offline", words.Muted},
		{func(b *book.Book) { b.Held = true }, "Not found", words.Muted},
		{func(b *book.Book) { b.Changing = true }, "Still changing", words.Muted},
	} {
		b := uitest.GoodOmens(book.ID(i/2 + 1)) // each book twice in a row
		c.change(b)
		d.Set(b)
		if got := widgets.PlainText(d.status.Shown); got != c.want || got != "" && d.status.Shown[0].Spans[0].Tone != c.tone {
			t.Errorf("%q, want %q", got, c.want)
		}
		shown := slices.ContainsFunc(d.column.rows, func(r columnRow) bool { return r.object == tall(d.status) })
		if shown != (c.want != "") {
			t.Errorf("%q: shown %v", c.want, shown)
		}
	}
}

func TestDescriptionUnfolds(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	folded := d.description.Size().Height
	tapText(t, d.fold, "More")
	if d.description.Size().Height < 2*folded {
		t.Errorf("%v folded, %v not", folded, d.description.Size().Height)
	}
	tapText(t, d.fold, "Less")
	if d.description.Size().Height != folded {
		t.Errorf("%v after all", d.description.Size().Height)
	}
}

// TestDetailsOfAHeldKey: while a key is held down, the pane shows titles, but asks for
// no cover and no chapters.
func TestDetailsOfAHeldKey(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	if !d.heavy {
		t.Error("the first book is not shown whole")
	}
	for id := book.ID(2); id < 50; id++ {
		d.clock = d.clock.Add(30 * time.Millisecond)
		b := uitest.GoodOmens(id)
		b.Title = fmt.Sprint("Title ", id)
		d.Set(b)
		if got := widgets.PlainText(d.title.Shown); d.heavy || got != b.Title {
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
	d.Set(uitest.GoodOmens(50))
	if d.stopped != 1 {
		t.Error("the cover of the book before is still being fetched")
	}
	d.answer(image.NewRGBA(image.Rect(0, 0, 8, 8))) // of book 49, too late
	if d.cover.Picture.Image != nil {
		t.Error("another book's cover is shown")
	}
}

func TestCoverOfABook(t *testing.T) {
	d := newDesk(t, 340, 900)
	d.Set(uitest.GoodOmens(1))
	if got := uitest.Texts(d.cover); len(got) > 0 {
		t.Errorf("%q flashes before the cover", got)
	}
	d.still()
	d.answer(nil)
	if got := uitest.Texts(d.cover); got[0] != "Good Omens" {
		t.Errorf("%q stands in for the cover", got)
	}
	d.answer(image.NewRGBA(image.Rect(0, 0, 200, 320)))
	if s := d.cover.Picture.Size(); s.Height != d.cover.Size().Height || s.Width >= s.Height || len(test.WidgetRenderer(d.cover).Objects()) != 1 {
		t.Errorf("a tall cover is %v", s)
	}
	d.Set(nil)
	if d.stopped == 0 {
		t.Error("nothing is selected, but a cover is still being fetched")
	}
}

// TestBookmarksOfABook: the bookmarks are listed, and play, change and go.
func TestBookmarksOfABook(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(1)
	d.Set(b)
	d.still()
	if n := len(d.bookmarks.list.Rows); n != 0 {
		t.Errorf("%d bookmarks", n)
	}
	marked := *b
	marked.Listening = &book.Listening{Bookmarks: []book.Bookmark{{At: time.Minute, Note: "the apple"}, {At: time.Hour}}}
	d.Set(&marked)
	rows := d.bookmarks.list.Rows
	if len(rows) != 2 || rows[0].Name != "the apple" || rows[0].Time != "1:00" || rows[1].Name == "" {
		t.Fatalf("%+v", rows)
	}
	rows[1].OnOpen()
	items := rows[0].MenuItems()
	for _, i := range items {
		if !i.IsSeparator {
			i.Action()
		}
	}
	d.bookmarks.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF2})
	d.bookmarks.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if got, want := strings.Join(d.done, "; "), "play 1 at 1h0m0s; copy the apple; play 1 at 1m0s; edit note the apple; remove the apple; edit note the apple; remove the apple"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestMenusOutliveTheirBook: an open menu acts on the book for which it was opened,
// whatever the pane shows by then.
func TestMenusOutliveTheirBook(t *testing.T) {
	for name, c := range map[string]struct {
		open func(*desk) []*fyne.MenuItem
		want string
	}{
		"file":    {func(d *desk) []*fyne.MenuItem { return d.files.list.Rows[1].MenuItems() }, "play 2.m4b"},
		"chapter": {func(d *desk) []*fyne.MenuItem { return d.chapters.list.Rows[3].MenuItems() }, "play 1 at 1h20m0s"},
	} {
		for what, then := range map[string]func(*desk){
			"the book leaves the view":   func(d *desk) { d.Set(nil) },
			"another is selected":        func(d *desk) { d.Set(&book.Book{ID: 9, Files: []*book.File{{Path: "/y"}}}) },
			"it is read with less in it": func(d *desk) { d.Set(&book.Book{ID: 1, Files: []*book.File{{Path: "/x"}}}) },
		} {
			d := newDesk(t, 340, 900)
			d.Set(uitest.GoodOmens(1))
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
	d.Set(uitest.GoodOmens(1))
	d.Set(nil)
	for _, f := range []*widgets.RichText{d.title, d.subtitle, d.description, d.people} {
		f.OnMenu(fyne.Position{}) // of a pane without a book
	}
}

func TestMenuOfAValue(t *testing.T) {
	d := newDesk(t, 340, 900)
	b := uitest.GoodOmens(1)
	b.Sources[book.Title] = book.FromFolder
	d.Set(b)
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Pane)
	d.title.TappedSecondary(&fyne.PointEvent{})
	if c.Overlays().Top() == nil {
		t.Fatal("no menu")
	}
}

// TestTabReachesEveryLink: Tab goes through the buttons, the links and the lists from top
// to bottom, and back; Enter does what a click does; the object with the focus is in
// sight.
func TestTabReachesEveryLink(t *testing.T) {
	d := newDesk(t, 340, 400)
	d.Set(uitest.GoodOmens(1))
	d.still()
	d.done = nil
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Pane)
	press := func(f fyne.Focusable, key fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: key}) }
	tab := func() {
		if f, ok := c.Focused().(fyne.Tabbable); ok && f.AcceptsTab() {
			press(c.Focused(), fyne.KeyTab)
		} else {
			c.FocusNext()
		}
	}
	inSight := func() bool {
		o, driver := c.Focused().(fyne.CanvasObject), fyne.CurrentApp().Driver()
		top := driver.AbsolutePositionForObject(o).Y
		return top+o.Size().Height > 0 && top < d.Size().Height
	}
	var order []string
	for range 14 { // the link More does nothing that is noted
		tab()
		if !inSight() {
			t.Errorf("%d: %T is out of sight", len(order), c.Focused())
		}
		n := len(d.done)
		switch f := c.Focused().(type) {
		case *widgets.RichText, *widgets.List:
			press(f, fyne.KeyReturn)
		case *widgets.Stars:
			press(f, fyne.KeyRight)
		case *widgets.EscapeButton:
			order = append(order, "button "+f.Text)
			continue
		}
		order = append(order, d.done[n:]...)
	}
	want := []string{
		"button Play", "button Edit…", "button ", "filter author:=\"Neil Gaiman\"", `filter author:="Terry ""P"" Pratchett"`, `filter narrator:="Martin Jarvis"`, "filter series:=Omens",
		"rate 1 as 1", "open https://example.org", "filter genre:=Fantasy", "play 1 at 0s", "play 1.m4b", "button Play",
	}
	if !slices.Equal(order, want) {
		t.Errorf("%q,\nwant %q", order, want)
	}

	c.Focus(d.chapters.list)
	d.done = nil
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyEnter, fyne.KeyHome, fyne.KeySpace, fyne.KeyF9, fyne.KeyEscape} {
		press(c.Focused(), key)
	}
	if want := []string{"play 1 at 1h0m0s", "play 1 at 0s", "key F9", "leave"}; !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
	c.Focus(d.people)
	press(d.people, desktop.KeyMenu)
	if c.Overlays().Top() == nil {
		t.Error("the Menu key opens no menu")
	}
	c.Overlays().Remove(c.Overlays().Top())
	d.done = nil
	c.Focus(d.head.edit)
	if d.Set(nil); !slices.Contains(d.done, "leave") {
		t.Error("the focus stays on a hidden button")
	}
}

// TestNamesCanBeRenamedFromTheirMenu: each name of the shown book has an entry.
func TestNamesCanBeRenamedFromTheirMenu(t *testing.T) {
	d := newDesk(t, 340, 900)
	if items := d.nameItems(book.Authors); items != nil {
		t.Errorf("%d items of a pane without a book", len(items))
	}
	d.Set(uitest.GoodOmens(1))
	c := fyne.CurrentApp().Driver().CanvasForObject(d.Pane)
	common := Several{Books: 2, Common: &book.Meta{Authors: []string{"Ann"}}}
	d.SetSeveral(common)
	if items := d.nameItems(book.Authors); len(items) != 2 || d.nameItems(book.Narrators) != nil {
		t.Errorf("%d items of what several books have in common", len(items))
	}
	if d.people.OnMenu(fyne.Position{}); c.Overlays().Top() == nil {
		t.Error("no menu of what several books have in common")
	}
	d.Set(uitest.GoodOmens(1))
	d.done = nil
	var titles []string
	for _, f := range []book.Field{book.Authors, book.Narrators, book.InSeries, book.Genres, book.Year} {
		for _, i := range d.nameItems(f) {
			titles = append(titles, i.Label)
			i.Action()
		}
	}
	if want := []string{
		"Show only “Neil Gaiman”", "Rename “Neil Gaiman” everywhere…", "Show only “Terry \"P\" Pratchett”", "Rename “Terry \"P\" Pratchett” everywhere…",
		"Show only this narrator", "Rename narrator everywhere…", "Show only this series", "Rename series everywhere…", "Show only this genre", "Rename genre everywhere…",
	}; !slices.Equal(titles, want) {
		t.Errorf("%q", titles)
	}
	if want := []string{
		"only author Neil Gaiman", "rename authors Neil Gaiman", `only author Terry "P" Pratchett`, `rename authors Terry "P" Pratchett`,
		"only narrator Martin Jarvis", "rename narrators Martin Jarvis", "only series Omens", "rename series Omens", "only genre Fantasy", "rename genres Fantasy",
	}; !slices.Equal(d.done, want) {
		t.Errorf("%q", d.done)
	}
}

// BenchmarkDetails measures one step of the selection while a key is held down.
func BenchmarkDetails(b *testing.B) {
	d := newDesk(b, 340, 900)
	d.Wait = func(time.Duration, func()) func() { return func() {} }
	books := []*book.Book{uitest.GoodOmens(1), uitest.GoodOmens(2)}
	for i := 0; b.Loop(); i++ {
		d.Set(books[i%2])
	}
}

// TestFactsHaveRoomForTheirNames: the values stand right of the longest name.
func TestFactsHaveRoomForTheirNames(t *testing.T) {
	d := newDesk(t, 340, 900)
	long := d.fact("Erscheinungsjahr", book.Year, widgets.Plain("1815", words.Plain, false), "1815")
	short := d.fact("Größe", book.Fields, widgets.Plain("1 MB", words.Plain, false), "1 MB")
	align([]*fact{long, short})
	long.Resize(fyne.NewSize(300, long.HeightFor(300)))
	if long.name.Cut || long.indent <= factIndent || short.indent != long.indent || long.value.Position().X != long.indent {
		t.Errorf("cut %v, values at %v and %v", long.name.Cut, long.indent, short.indent)
	}
}
