package details

import (
	"fmt"
	"image"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const (
	Width     = 300 // in pixels, until the user chooses a width
	margin    = 16
	ShownFrom = 1100 // in pixels: in narrower windows the pane is hidden until the user asks for it

	coverPart        = 0.42 // share of the pane's height that the cover takes at most
	descriptionLines = 9    // lines of a folded description
	factIndent       = 84   // from the name of a fact to its value, unless a name is longer
	factGap          = 6    // between the longest name and the values
	longestFact      = 140  // room for a name at most
	bookSize         = 20   // text size of the title
	factSize         = 12.5
	revealMargin     = 8 // pixels above and below a part with the focus
)

// Pane shows all there is to know about the selected book. UI goroutine only.
type Pane struct {
	widget.BaseWidget
	Book    *book.Book // the shown book, or nil
	several *Several   // the shown books if there are several, else nil
	moved   time.Time  // when the shown book changed last

	cover       *widgets.Cover
	button      *coverButton // around the cover
	title       *widgets.RichText
	subtitle    *widgets.RichText
	status      *widgets.RichText // its status, if it is unusual
	people      *widgets.RichText // authors, narrators, series
	brief       *widgets.RichText // length, year, language
	listening   *widgets.RichText // how far the user has listened
	rating      *widgets.Stars
	description *widgets.RichText
	fold        *widgets.RichText // “More” or “Less”
	common      *widgets.RichText // the heading of what several books have in common
	facts       []*fact
	bookmarks   *section
	chapters    *section
	files       *section
	nothing     *widgets.RichText // the text that is shown without a book

	unfolded bool
	heavy    bool // the expensive part is shown
	head     head
	column   *column
	scroll   *container.Scroll
	body     *fyne.Container // the head above the scrolled column

	now  func() time.Time
	Wait func(time.Duration, func()) (stop func()) // calls a function later on the UI goroutine, unless stop is called first
	stop func()                                    // stops the current wait or fetch

	stopWhole func() // stops the current FetchWhole

	// CoverAtHand returns a cover that is in memory; known is false if the cover must
	// be fetched. FetchCover gets a cover and calls done on the UI goroutine, with nil
	// if the book has none, unless stop is called first.
	CoverAtHand func(*book.Book) (m *image.RGBA, known bool)
	FetchCover  func(b *book.Book, done func(*image.RGBA)) (stop func())

	// FetchWhole is like FetchCover, but fetches the picture at its own size, with at most
	// this number of pixels on a side.
	FetchWhole func(b *book.Book, most int, done func(*image.RGBA)) (stop func())

	// Why finds the sources of a field of a book and calls done on the UI goroutine.
	Why func(id book.ID, f book.Field, done func([]library.Claim))

	OnOpen                           func()                               // plays the selected books
	OnEdit                           func()                               // opens the form for the selected books
	OnMore                           func(at fyne.Position)               // opens the menu of the selected books
	OnLeave                          func()                               // moves the focus to the books
	OnKey                            func(fyne.KeyName)                   // gets a key that means the same in the whole window
	OnFilter                         func(field view.Field, value string) // a click on a value
	OnOnly                           func(field view.Field, value string) // shows only the books with a value
	OnState                          func(word string)                    // a click on a state of the book, by its word after "is:"
	OnLink                           func(address string)
	OnPlay                           func(b *book.Book, at time.Duration, f *book.File) // plays from a file or, if f is nil, from a time in the book
	OnCopy                           func(text string)
	OnRate                           func(b *book.Book, halves int) // sets the rating in half stars; 0 for none
	OnEditBookmark, OnRemoveBookmark func(book.Bookmark)

	OnRename func(f book.Field, name string) // asks the user for another name, to replace the name in all books
}

// New makes an empty pane. The caller must set all its functions.
func New() *Pane {
	d := &Pane{
		cover: widgets.NewCover(), title: widgets.NewRichText(bookSize, 0), subtitle: widgets.NewRichText(14, 0), status: widgets.NewRichText(factSize, 0), people: widgets.NewRichText(13.5, 0),
		brief: widgets.NewRichText(factSize, 2), listening: widgets.NewRichText(factSize, 0), description: widgets.NewRichText(13, 0), fold: widgets.NewRichText(factSize, 1), nothing: widgets.NewRichText(13, 0),
		common: widgets.NewRichText(13, 0), now: time.Now, stop: func() {}, stopWhole: func() {},
	}
	d.button = newCoverButton(d.cover, d.enlarge)
	d.button.onKey, d.button.onFocus = d.typedKey, func() { d.revealPart(d.button, 0, d.button.Size().Height) }
	for _, text := range []*widgets.RichText{d.title, d.subtitle, d.people, d.brief, d.listening, d.description, d.fold} {
		d.hearKeys(text)
	}
	d.rating = widgets.NewStars(i18n.Text("Your rating"), func(halves int) { d.OnRate(d.Book, halves) })
	d.rating.OnKey, d.rating.OnFocus = d.typedKey, func() { d.revealPart(d.rating, 0, d.rating.Size().Height) }
	d.rating.OnLeave = func() { d.OnLeave() }
	d.bookmarks, d.chapters, d.files = d.newSection(), d.newSection(), d.newSection()
	d.description.OnLink = func(address string) { d.OnLink(address) }
	d.title.OnMenu = d.menuOf(book.Title, func(b *book.Book) string { return b.Title })
	d.subtitle.OnMenu = d.menuOf(book.Subtitle, func(b *book.Book) string { return b.Subtitle })
	d.description.OnMenu = d.menuOf(book.Description, func(b *book.Book) string { return widgets.PlainHTML(b.Description) })
	d.status.OnMenu = func(at fyne.Position) { d.menu(at, d.copyItem(i18n.Text("Copy"), widgets.PlainText(d.status.Shown))) }
	d.people.OnMenu = d.peopleMenu
	d.brief.OnMenu = d.briefMenu
	d.nothing.Set(widgets.Plain(i18n.Text("Select a book to see its details."), words.Muted, false))
	d.column = &column{}
	d.scroll = container.NewVScroll(container.New(d.column))
	d.scroll.OnScrolled = func(fyne.Position) { d.reveal() }
	d.head = d.newHead()
	d.body = widgets.NewRows(d.scroll, d.head.Container, d.scroll) // in the order of the Tab key
	d.ExtendBaseWidget(d)
	return d
}

// Set shows a book, or none for nil. Calling it again with the same book costs nothing.
func (d *Pane) Set(b *book.Book) {
	if b == d.Book && d.several == nil {
		return
	}
	d.several = nil
	other := b == nil || d.Book == nil || b.ID != d.Book.ID
	d.Book = b
	if b == nil {
		d.stop()
		d.arrange()
		return
	}
	d.describe()
	if !other { // the same book was read again
		d.fill()
		d.arrange()
		d.picture(false)
		return
	}
	d.stop()
	d.stop = func() {}
	now := d.now()
	hurried := now.Sub(d.moved) < books.StillAfter
	d.moved, d.unfolded, d.heavy = now, false, false
	if !hurried {
		d.fill()
	}
	d.scroll.Offset = fyne.Position{}
	d.arrange()
	d.picture(hurried)
}

// picture shows the cover: at once if it is in memory, else once the selection stays
// the same.
func (d *Pane) picture(hurried bool) {
	b := d.Book
	m, known := d.CoverAtHand(b)
	switch {
	case m != nil:
		d.cover.Set(m, "", "")
	case known:
		d.cover.Set(nil, b.Title, i18n.List(b.Authors...))
	default:
		d.cover.Set(nil, "", "")
	}
	if known && !hurried {
		return
	}
	d.stop()
	d.stop = d.Wait(books.StillAfter, func() {
		if d.Book == nil || d.Book.ID != b.ID {
			return
		}
		if !d.heavy {
			d.fill()
			d.arrange()
		}
		if !known {
			d.stop = d.FetchCover(b, func(m *image.RGBA) {
				if d.Book != nil && d.Book.ID == b.ID {
					d.cover.Set(m, d.Book.Title, i18n.List(d.Book.Authors...))
				}
			})
		}
	})
}

// describe shows the cheap part.
func (d *Pane) describe() {
	b := d.Book
	d.title.Set(widgets.Plain(b.Title, words.Plain, true))
	d.subtitle.Set(widgets.Plain(b.Subtitle, words.Muted, false))
	status, t := words.BookStatus(b, d.now())
	if status != "" {
		status = words.Capital(status)
	}
	d.status.Set(widgets.Plain(status, t, false))
	d.people.Set(d.peopleOf(&b.Meta))
	d.brief.Set(d.briefOf(b))
	d.rating.Set(*book.Rating.Info().Number(&b.Meta))
	d.listening.Set(d.listeningOf(b))
}

// listeningOf is the line that says how far the user has listened. A click on it shows the
// books that are as far.
func (d *Pane) listeningOf(b *book.Book) []widgets.Paragraph {
	text := words.Listening(b, d.now())
	if text == "" {
		return nil
	}
	state := "started"
	switch {
	case b.IsFinished():
		state = "finished"
	case b.IsAbandoned():
		state = "abandoned"
	}
	return []widgets.Paragraph{{Spans: []widgets.Span{{Text: text, Tone: words.Accent, OnTap: func() { d.OnState(state) }}}}}
}

// briefOf is the line with the length, the year and the language.
func (d *Pane) briefOf(b *book.Book) []widgets.Paragraph {
	var spans []widgets.Span
	add := func(text string, f book.Field) {
		switch {
		case text == "":
			return
		case len(spans) > 0:
			spans = append(spans, widgets.Span{Text: " · ", Tone: words.Muted})
		}
		spans = append(spans, d.whySpan(text, f, d.brief))
	}
	length := words.Length(b.Duration, false)
	if length != "" && b.Estimated {
		length = i18n.Text("about {{.Length}}", "Length", length)
	}
	add(length, book.Fields)
	if b.Year > 0 {
		add(strconv.Itoa(b.Year), book.Year)
	}
	add(words.Language(b.Language), book.Language)
	if spans == nil {
		return nil
	}
	return []widgets.Paragraph{{Spans: spans}}
}

// peopleOf is the authors, the narrators and the series, one paragraph each.
func (d *Pane) peopleOf(b *book.Meta) (lines []widgets.Paragraph) {
	names := func(word string, f book.Field, all []string) {
		if len(all) > 0 {
			p := widgets.Paragraph{After: true, Spans: []widgets.Span{d.whySpan(word+" ", f, d.people)}}
			lines = append(lines, d.links(p, view.Field(f)+1, all))
		}
	}
	names(i18n.TextIn("before authors", "by"), book.Authors, b.Authors)
	names(i18n.TextIn("before narrators", "read by"), book.Narrators, b.Narrators)
	for _, s := range b.Series {
		p := d.links(widgets.Paragraph{After: true}, view.InSeries, []string{s.Name})
		if s.Part != "" {
			p.Spans = append(p.Spans, d.whySpan(" · "+i18n.Text("Book {{.Part}}", "Part", words.Printable(s.Part)), book.InSeries, d.people))
		}
		lines = append(lines, p)
	}
	return lines
}

// links appends names as links: a click on a name does what a click on it in the sidebar
// does.
func (d *Pane) links(p widgets.Paragraph, field view.Field, names []string) widgets.Paragraph {
	for i, name := range names {
		if i > 0 {
			p.Spans = append(p.Spans, widgets.Span{Text: i18n.Comma(), Tone: words.Muted})
		}
		name = words.Printable(name)
		p.Spans = append(p.Spans, widgets.Span{Text: name, Tone: words.Accent, OnTap: func() { d.OnFilter(field, name) }})
	}
	return p
}

// factFields are the fields in the table of facts: the ones listed here, and all that
// the pane does not show above the table.
var factFields = func() []book.Field {
	facts := []book.Field{book.Genres, book.Publisher, book.ASIN, book.ISBN}
	above := []book.Field{book.Title, book.Subtitle, book.Authors, book.Narrators, book.InSeries, book.Year, book.Language, book.Description, book.Rating}
	for f := range book.Fields {
		if f.Info().Kind != book.Other && !slices.Contains(above, f) && !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
	}
	return facts
}()

// fill shows the expensive part: the description, the facts, the chapters and the
// files.
func (d *Pane) fill() {
	b := d.Book
	d.heavy = true
	d.description.Set(widgets.HTML(b.Description))
	d.limit()
	d.facts = d.facts[:0]
	d.addFields(&b.Meta, factFields)
	fact := d.addFact
	fact(i18n.Text("Cover"), book.Picture, coverOf(b))
	if problems := problemsOf(b); len(problems) > 0 {
		var lines []widgets.Paragraph
		for i, p := range problems {
			line := widgets.Plain(p, words.Plain, false)[0]
			line.After = i > 0
			lines = append(lines, line)
		}
		d.facts = append(d.facts, d.fact(i18n.Text("Problems"), book.Fields, lines, strings.Join(problems, "\n")))
	}
	fact(i18n.Text("Size"), book.Fields, words.Bytes(b.Size))
	if b.BitRate > 0 {
		fact(i18n.Text("Bit rate"), book.Fields, i18n.Text("{{.Rate}} kbps", "Rate", (b.BitRate+500)/1000))
	}
	fact(i18n.Text("Codec"), book.Fields, strings.TrimPrefix(strings.TrimSuffix(b.Codec+" · "+books.CodecCell(b, time.Time{}).Second, " · "), " · "))
	if b.Added > 0 {
		fact(i18n.Text("Added"), book.Fields, words.LongDate(time.Unix(0, b.Added)))
	}
	path := d.fact(i18n.Text("Path"), book.Fields, widgets.Plain(words.Path(b.Path), words.Plain, false), b.Path)
	d.facts = append(d.facts, path)

	marks := library.Chapters(b)
	var rows []widgets.ListRow
	for _, m := range b.Bookmarks() {
		rows = append(rows, d.bookmarkRow(b, m, words.Bookmark(m, marks)))
	}
	d.bookmarks.set(i18n.Count(len(rows), "{{.Count}} bookmark", "{{.Count}} bookmarks"), rows)
	rows = nil
	if len(marks) > 1 {
		for i, c := range marks {
			rows = append(rows, d.listRow(words.Chapter(marks, i), words.Clock(c.Start), i18n.Text("Copy"), c.Title, func() { d.OnPlay(b, c.Start, nil) }))
		}
	}
	d.chapters.set(i18n.Count(len(rows), "{{.Count}} chapter", "{{.Count}} chapters"), rows)
	rows = nil
	for _, f := range b.Files {
		length := ""
		if f.Media != nil {
			length = words.Clock(f.Media.Duration)
		}
		rows = append(rows, d.listRow(f.Name(), length, i18n.Text("Copy path"), f.Path, func() { d.OnPlay(b, 0, f) }))
	}
	d.files.set(words.BookCount(len(rows), true), rows)
}

// addFields adds the fields that have a value to the facts.
func (d *Pane) addFields(m *book.Meta, fields []book.Field) {
	for _, f := range fields {
		i, values := f.Info(), m.Values(f)
		switch {
		case len(values) == 0:
		case (i.Kind == book.List || i.Kind == book.People || f == book.Publisher) && i.Asked:
			d.facts = append(d.facts, d.fact(i18n.Text(i.Label), f, []widgets.Paragraph{d.links(widgets.Paragraph{}, view.Field(f)+1, values)}, strings.Join(values, "; ")))
		case f == book.Language:
			d.addFact(i18n.Text(i.Label), f, words.Language(values[0]))
		case f == book.Note:
			d.facts = append(d.facts, d.fact(i18n.Text(i.Label), f, paragraphs(values[0]), values[0]))
		case i.Kind == book.Stars:
			d.addFact(i18n.Text(i.Label), f, words.Stars(*i.Number(m)))
		default:
			d.addFact(i18n.Text(i.Label), f, i18n.List(values...))
		}
	}
}

// paragraphs returns a text with its line breaks.
func paragraphs(text string) (all []widgets.Paragraph) {
	after := true
	for line := range strings.SplitSeq(text, "\n") {
		for _, p := range widgets.Plain(strings.TrimSpace(line), words.Plain, false) {
			p.After = after
			all = append(all, p)
		}
		after = len(strings.TrimSpace(line)) > 0
	}
	return all
}

// addFact adds a value to the facts, unless it is "". f is book.Fields if the value is
// not a field of a book.
func (d *Pane) addFact(name string, f book.Field, value string) {
	if value != "" {
		d.facts = append(d.facts, d.fact(name, f, widgets.Plain(value, words.Plain, false), value))
	}
}

// coverOf says where the cover of a book is, and its size in pixels, "" if it has none.
func coverOf(b *book.Book) string {
	if b.Picture != "" {
		return i18n.TextIn("a cover", "Chosen by you")
	}
	where, width, height := "", 0, 0
	switch picture, f := b.Shown(); {
	case f != nil:
		where, width, height = i18n.TextIn("a cover", "Embedded"), f.Media.Cover().Width, f.Media.Cover().Height
	case picture != "":
		where, width, height = filepath.Base(picture), b.Notes.Width, b.Notes.Height
	}
	if width > 0 && height > 0 {
		where += fmt.Sprintf(", %d × %d", width, height)
	}
	return where
}

// unreadShown is the largest number of sentences shown about what could not be read.
const unreadShown = 10

// problemsOf returns one line for each thing that is wrong with a book: its problems,
// then what could not be read except for the sound.
func problemsOf(b *book.Book) (lines []string) {
	if b.Lint != 0 {
		lines = append(lines, words.Problems(b.Lint))
	}
	for i, s := range b.Unread() {
		if i == unreadShown {
			return append(lines, i18n.Count(len(b.Unread())-i, "{{.Count}} more", "{{.Count}} more"))
		}
		lines = append(lines, words.Fault(s))
	}
	return lines
}

// limit folds or unfolds the description.
func (d *Pane) limit() {
	most := descriptionLines
	if d.unfolded {
		most = 0
	}
	d.description.Limit(most)
}

// arrange lays out the parts that have something to show.
func (d *Pane) arrange() {
	if d.Size().Width <= 2*margin {
		return // the pane was never shown
	}
	if none := d.Book == nil && d.several == nil; none != d.head.Hidden {
		if none && d.head.hasFocus() {
			d.OnLeave()
		}
		d.head.Hidden = none
		d.body.Refresh()
	}
	l := d.column
	l.rows = l.rows[:0]
	add := func(o tall, gap float32) { l.rows = append(l.rows, columnRow{o, gap}) }
	addFacts := func(above float32) {
		align(d.facts)
		for i, f := range d.facts {
			gap := float32(5)
			if i == 0 {
				gap = above
			}
			add(f, gap)
		}
	}
	switch {
	case d.several != nil:
		add(d.title, 4)
		for _, part := range []struct {
			text *widgets.RichText
			gap  float32
		}{{d.brief, 6}, {d.common, 22}, {d.people, 8}} {
			if len(part.text.Shown) > 0 {
				add(part.text, part.gap)
			}
		}
		addFacts(10)
		d.redraw()
		return
	case d.Book == nil:
		add(d.nothing, 8)
		d.redraw()
		return
	}
	add(d.button, 4)
	add(d.title, 16)
	if len(d.subtitle.Shown) > 0 {
		add(d.subtitle, 2)
	}
	if len(d.status.Shown) > 0 {
		add(d.status, 6)
	}
	if len(d.people.Shown) > 0 {
		add(d.people, 10)
	}
	if len(d.brief.Shown) > 0 {
		add(d.brief, 10)
	}
	if len(d.listening.Shown) > 0 {
		add(d.listening, 6)
	}
	add(d.rating, 10)
	if d.heavy {
		if len(d.description.Shown) > 0 {
			add(d.description, 18)
			if d.long() {
				word := i18n.TextIn("a text", "More")
				if d.unfolded {
					word = i18n.TextIn("a text", "Less")
				}
				d.fold.Set([]widgets.Paragraph{{Spans: []widgets.Span{{Text: word, Tone: words.Accent, OnTap: d.unfold}}}})
				add(d.fold, 6)
			}
		}
		addFacts(20)
		for _, s := range []*section{d.bookmarks, d.chapters, d.files} {
			if len(s.list.Rows) > 0 {
				add(s.heading, 22)
				add(s.list, 4)
			}
		}
	}
	d.redraw()
}

func (d *Pane) redraw() {
	d.column.width = d.Size().Width - 2*margin
	d.column.side = d.Size().Height * coverPart
	box := d.scroll.Content.(*fyne.Container)
	box.Objects = box.Objects[:0]
	for _, r := range d.column.rows {
		box.Objects = append(box.Objects, r.object)
	}
	d.scroll.Refresh()
	d.reveal()
}

// long reports whether the description has more lines than it shows when it is folded.
func (d *Pane) long() bool {
	d.description.HeightFor(max(1, d.Size().Width-2*margin))
	return d.description.Cut || d.unfolded
}

// hearKeys has the pane follow the keyboard in a text with links.
func (d *Pane) hearKeys(text *widgets.RichText) {
	text.OnKey = d.typedKey
	text.OnReveal = func(text *widgets.RichText, top, height float32) { d.revealPart(text, top, height) }
}

// typedKey gets the keys that no part of the pane uses.
func (d *Pane) typedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		d.OnLeave()
	} else {
		d.OnKey(e.Name)
	}
}

// revealPart scrolls to a part of an object in the column.
func (d *Pane) revealPart(o fyne.CanvasObject, top, height float32) {
	driver := fyne.CurrentApp().Driver()
	y := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(d.scroll).Y + top
	below := y + height + revealMargin - d.scroll.Size().Height
	switch {
	case y < revealMargin:
		below = y - revealMargin
	case below <= 0:
		return
	}
	d.scroll.ScrollToOffset(fyne.NewPos(0, max(0, d.scroll.Offset.Y+below)))
	d.reveal() // the toolkit does not call OnScrolled
}

func (d *Pane) unfold() {
	d.unfolded = !d.unfolded
	d.limit()
	d.arrange()
}

// reveal draws the files and chapters in sight.
func (d *Pane) reveal() {
	if d.Book == nil {
		return
	}
	for _, s := range []*section{d.bookmarks, d.chapters, d.files} {
		top := d.scroll.Offset.Y - s.list.Position().Y
		s.list.Reveal(max(0, top), top+d.scroll.Size().Height)
	}
}

// CreateRenderer is called by Fyne.
func (d *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }

// MinSize leaves room for a word or two in a line.
func (d *Pane) MinSize() fyne.Size { return fyne.NewSize(220, 100) }

// Resize lays out the pane anew.
func (d *Pane) Resize(size fyne.Size) {
	if size == d.Size() {
		return
	}
	d.BaseWidget.Resize(size)
	d.arrange()
}

// section is a heading and the list below it.
type section struct {
	heading *widgets.RichText
	list    *widgets.List
}

func (d *Pane) newSection() *section {
	s := &section{widgets.NewRichText(13, 1), widgets.NewList(d.menu)}
	s.list.OnKey = d.typedKey
	s.list.OnReveal = func(list *widgets.List, top, height float32) { d.revealPart(list, top, height) }
	return s
}

func (s *section) set(heading string, rows []widgets.ListRow) {
	s.heading.Set(widgets.Plain(heading, words.Plain, true))
	s.list.Set(rows)
}

// tall is an object that knows its height for a width.
type tall interface {
	fyne.CanvasObject
	HeightFor(width float32) float32
}

// columnRow is one object of the pane and the gap above it.
type columnRow struct {
	object tall
	gap    float32
}

// column lays out objects below each other. All have the same width except the square
// cover.
type column struct {
	rows        []columnRow
	width, side float32 // side is the largest side of the cover
}

// height is the height of a row.
func (l *column) height(r columnRow) float32 {
	if c, ok := r.object.(*coverButton); ok {
		return min(c.HeightFor(l.width), max(l.side, 120))
	}
	return r.object.HeightFor(l.width)
}

// Layout is called by Fyne.
func (l *column) Layout([]fyne.CanvasObject, fyne.Size) {
	y := float32(8)
	for _, r := range l.rows {
		y += r.gap
		h := l.height(r)
		w := l.width
		if _, ok := r.object.(*coverButton); ok {
			w = h
		}
		r.object.Move(fyne.NewPos(margin+(l.width-w)/2, y))
		r.object.Resize(fyne.NewSize(w, h))
		y += h
	}
}

// MinSize is called by Fyne.
func (l *column) MinSize([]fyne.CanvasObject) fyne.Size {
	y := float32(8 + 24)
	for _, r := range l.rows {
		y += r.gap + l.height(r)
	}
	return fyne.NewSize(1, y)
}

// fact is a name and its value.
type fact struct {
	widget.BaseWidget
	name   *widgets.RichText
	value  *widgets.RichText
	indent float32 // from the name to the value
}

// align gives all facts an indent at which their names have room.
func align(facts []*fact) {
	indent := float32(factIndent)
	for _, f := range facts {
		f.name.HeightFor(longestFact)
		indent = max(indent, f.name.Widest()+factGap)
	}
	for _, f := range facts {
		f.indent = indent
	}
}

// fact makes a row of the table of facts. f is book.Fields if the value is not a field
// of a book.
func (d *Pane) fact(name string, f book.Field, value []widgets.Paragraph, copied string) *fact {
	row := &fact{name: widgets.NewRichText(factSize, 1), value: widgets.NewRichText(factSize, 0), indent: factIndent}
	row.name.Set([]widgets.Paragraph{{Spans: []widgets.Span{d.whySpan(name, f, row.name)}}})
	row.value.Set(value)
	d.hearKeys(row.value)
	menu := func(at fyne.Position) { d.valueMenu(at, copied, f) }
	row.name.OnMenu, row.value.OnMenu = menu, menu
	row.ExtendBaseWidget(row)
	return row
}

func (f *fact) HeightFor(width float32) float32 {
	return max(f.name.HeightFor(f.indent), f.value.HeightFor(max(1, width-f.indent)))
}

// Resize puts the name and the value side by side.
func (f *fact) Resize(size fyne.Size) {
	f.BaseWidget.Resize(size)
	f.HeightFor(size.Width)
	f.name.Resize(fyne.NewSize(f.indent, size.Height))
	f.value.Move(fyne.NewPos(f.indent, 0))
	f.value.Resize(fyne.NewSize(size.Width-f.indent, size.Height))
}

// CreateRenderer is called by Fyne.
func (f *fact) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(f.name, f.value))
}

// listRow is a row for a file or a chapter. It is bound to its book, so that a tap or
// an open menu does not act on another book that the pane shows by then.
func (d *Pane) listRow(name, time, copyTitle, copied string, play func()) widgets.ListRow {
	return widgets.ListRow{Name: words.Printable(name), Time: time, OnOpen: play, Tip: i18n.Text("Double-click to play from here"), MenuItems: func() []*fyne.MenuItem {
		return []*fyne.MenuItem{d.copyItem(copyTitle, copied), fyne.NewMenuItem(i18n.Text("Play from here"), play)}
	}}
}

// bookmarkRow is a row for a bookmark.
func (d *Pane) bookmarkRow(b *book.Book, m book.Bookmark, name string) widgets.ListRow {
	row := d.listRow(name, words.Clock(m.At), i18n.Text("Copy"), name, func() { d.OnPlay(b, m.At, nil) })
	more := row.MenuItems
	row.MenuItems = func() []*fyne.MenuItem {
		return append(more(), fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(i18n.Text("Edit note…"), func() { d.OnEditBookmark(m) }),
			fyne.NewMenuItem(i18n.Text("Remove bookmark"), func() { d.OnRemoveBookmark(m) }))
	}
	return row
}
