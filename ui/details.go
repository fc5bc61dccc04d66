package ui

import (
	"fmt"
	"image"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/dustin/go-humanize"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library"
	"lectern/library/book"
)

const (
	detailsWidth  = 340 // until the listener has chosen one, pixels
	detailsMargin = 16
	detailsFrom   = 1100 // in windows narrower than this the pane is not shown unless asked for

	// settle is how long the selection must stand still before what costs
	// something is shown: a key that is held down repeats every 30 ms.
	settle = 80 * time.Millisecond

	coverPart  = 0.42 // of the pane's height, at most, is the cover's
	proseLines = 9    // of a description that is not unfolded
	factIndent = 84   // from a fact's name to its value
	bookSize   = 20   // of a title
	factSize   = 12.5
)

// Details is the pane that tells all about the selected book. UI goroutine only.
type Details struct {
	widget.BaseWidget
	book  *book.Book // shown; nil when none is
	moved time.Time  // when another book was chosen last

	cover    *portrait
	title    *flow
	subtitle *flow
	trouble  *flow // what its row says of it, if something is unusual
	people   *flow // authors, narrators, series
	brief    *flow // length, year, language
	prose    *flow
	fold     *flow // unfolds the description
	facts    []*fact
	chapters *section
	files    *section
	nothing  *flow // what stands there without a book

	unfolded bool
	heavy    bool // what costs something is shown
	ladder   *ladder
	scroll   *container.Scroll

	now  func() time.Time
	wait func(time.Duration, func()) (stop func()) // calls back on the UI goroutine
	stop func()                                    // ends what is waited for

	// atHand is a cover that is in memory; fetch gets one, and its answer comes
	// on the UI goroutine unless it was stopped before.
	atHand func(*book.Book) (m *image.RGBA, known bool)
	fetch  func(b *book.Book, done func(*image.RGBA)) (stop func())

	// ask is who says what about a field of a book; its answer comes on the UI
	// goroutine.
	ask func(id book.ID, f book.Field, done func([]library.Claim))

	onFilter func(query string)
	onLink   func(address string)
	onPlay   func(b *book.Book, at time.Duration, f *book.File) // of a file, or at a time of the book
	onCopy   func(text string)
}

// NewDetails makes an empty pane. All its functions are to be set.
func NewDetails() *Details {
	d := &Details{
		cover: newPortrait(), title: newFlow(bookSize, 4), subtitle: newFlow(14, 3), trouble: newFlow(factSize, 0), people: newFlow(13.5, 0),
		brief: newFlow(factSize, 2), prose: newFlow(13, 0), fold: newFlow(factSize, 1), nothing: newFlow(13, 0),
		now: time.Now, stop: func() {},
	}
	d.chapters, d.files = newSection(d.menu), newSection(d.menu)
	d.prose.onLink = func(address string) { d.onLink(address) }
	d.title.onMenu = d.menuOf(book.Title, func(b *book.Book) string { return b.Title })
	d.subtitle.onMenu = d.menuOf(book.Subtitle, func(b *book.Book) string { return b.Subtitle })
	d.prose.onMenu = d.menuOf(book.Description, func(b *book.Book) string { return plainProse(b.Description) })
	d.trouble.onMenu = func(at fyne.Position) { d.menu(at, d.copyItem("Copy", text(d.trouble.shown))) }
	d.people.onMenu = d.peopleMenu
	d.brief.onMenu = func(at fyne.Position) { d.menu(at, d.copyItem("Copy", text(d.brief.shown))) }
	d.nothing.set(plainly("Select a book to see its details.", muted, false))
	d.ladder = &ladder{}
	d.scroll = container.NewVScroll(container.New(d.ladder))
	d.scroll.OnScrolled = func(fyne.Position) { d.reveal() }
	d.ExtendBaseWidget(d)
	return d
}

// show shows a book, nil for none. It is cheap to call again with the same.
func (d *Details) show(b *book.Book) {
	if b == d.book {
		return
	}
	other := b == nil || d.book == nil || b.ID != d.book.ID
	d.book = b
	if b == nil {
		d.stop()
		d.arrange()
		return
	}
	d.describe()
	if !other { // more is known of the same book
		d.fill()
		d.arrange()
		d.picture(false)
		return
	}
	d.stop()
	d.stop = func() {}
	now := d.now()
	hurried := now.Sub(d.moved) < settle
	d.moved, d.unfolded, d.heavy = now, false, false
	if !hurried {
		d.fill()
	}
	d.scroll.Offset = fyne.Position{}
	d.arrange()
	d.picture(hurried)
}

// picture shows the cover, at once if it is at hand, else when the selection
// stands still.
func (d *Details) picture(hurried bool) {
	b := d.book
	m, known := d.atHand(b)
	switch {
	case m != nil:
		d.cover.show(m, "")
	case known:
		d.cover.show(nil, b.Title)
	default:
		d.cover.show(nil, "")
	}
	if known && !hurried {
		return
	}
	d.stop()
	d.stop = d.wait(settle, func() {
		if d.book == nil || d.book.ID != b.ID {
			return
		}
		if !d.heavy {
			d.fill()
			d.arrange()
		}
		if !known {
			d.stop = d.fetch(b, func(m *image.RGBA) {
				if d.book != nil && d.book.ID == b.ID {
					d.cover.show(m, d.book.Title)
				}
			})
		}
	})
}

// describe sets what is cheap.
func (d *Details) describe() {
	b := d.book
	d.title.set(plainly(b.Title, plain, true))
	d.subtitle.set(plainly(b.Subtitle, muted, false))
	status, t := trouble(b, d.now())
	if status != "" {
		status = capital(status)
	}
	d.trouble.set(plainly(status, t, false))
	d.people.set(d.peopleOf(b))
	d.brief.set(plainly(briefly(b), muted, false))
}

// briefly is the line that tells what a listener asks first.
func briefly(b *book.Book) string {
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if length := book.Length(b.Duration); length != "" && b.Estimated {
		add("about " + length)
	} else {
		add(length)
	}
	if b.Year > 0 {
		add(strconv.Itoa(b.Year))
	}
	add(tongue(b.Language))
	return strings.Join(parts, " · ")
}

// tongue is a language's name, "German" for "de", "deu", "ger" and "de-DE". What
// is no code is shown as it is.
func tongue(code string) string {
	if tag, err := language.Parse(code); err == nil {
		if name := display.English.Languages().Name(tag); name != "" {
			return name
		}
	}
	return code
}

// peopleOf is who wrote and who reads a book, and its series: a line each.
func (d *Details) peopleOf(b *book.Book) (lines []paragraph) {
	names := func(word, key string, all []string) {
		if len(all) == 0 {
			return
		}
		p := paragraph{after: true}
		if word != "" {
			p.spans = append(p.spans, span{text: word + " ", tone: muted})
		}
		lines = append(lines, d.links(p, key, all))
	}
	names("by", "author", b.Authors)
	names("read by", "narrator", b.Narrators)
	for _, s := range b.Series {
		p := d.links(paragraph{after: true}, "series", []string{s.Name})
		if s.Part != "" {
			p.spans = append(p.spans, span{text: " · Book " + printable(s.Part), tone: muted})
		}
		lines = append(lines, p)
	}
	return lines
}

// links adds names that filter by themselves.
func (d *Details) links(p paragraph, key string, names []string) paragraph {
	for i, name := range names {
		if i > 0 {
			p.spans = append(p.spans, span{text: ", ", tone: muted})
		}
		query := key + ":" + quoted(name)
		p.spans = append(p.spans, span{text: printable(name), tone: accent, tap: func() { d.onFilter(query) }})
	}
	return p
}

// quoted is a phrase of a query: in quotes, where a quote stands twice.
func quoted(s string) string { return `"` + strings.ReplaceAll(printable(s), `"`, `""`) + `"` }

// fill sets what costs something.
func (d *Details) fill() {
	b := d.book
	d.heavy = true
	d.prose.set(prose(b.Description))
	d.limit()
	d.facts = d.facts[:0]
	fact := func(name string, f book.Field, value string) {
		if value != "" {
			d.facts = append(d.facts, d.fact(name, f, plainly(value, plain, false), value))
		}
	}
	if len(b.Genres) > 0 {
		d.facts = append(d.facts, d.fact("Genres", book.Genres, []paragraph{d.links(paragraph{}, "genre", b.Genres)}, strings.Join(b.Genres, "; ")))
	}
	fact("Publisher", book.Publisher, b.Publisher)
	if b.Year > 0 {
		fact("Year", book.Year, strconv.Itoa(b.Year))
	}
	fact("Language", book.Language, tongue(b.Language))
	fact("ASIN", book.ASIN, b.ASIN)
	fact("ISBN", book.ISBN, b.ISBN)
	if b.Lint != 0 {
		fact("Problems", book.Fields, capital(b.Lint.String()))
	}
	fact("Length", book.Fields, exactly(b))
	fact("Size", book.Fields, humanize.Bytes(uint64(max(b.Size, 0))))
	if b.BitRate > 0 {
		fact("Bit rate", book.Fields, strconv.Itoa((b.BitRate+500)/1000)+" kbps")
	}
	fact("Codec", book.Fields, strings.TrimPrefix(strings.TrimSuffix(b.Codec+" · "+codecCell(b, time.Time{}).second, " · "), " · "))
	path := d.fact("Path", book.Fields, plainly(home(b.Path), plain, false), b.Path)
	d.facts = append(d.facts, path)

	marks := library.Chapters(b)
	var rows []strip
	if len(marks) > 1 {
		for i, c := range marks {
			name := c.Title
			if name == "" {
				name = fmt.Sprint("Chapter ", i+1)
			}
			rows = append(rows, d.strip(name, clockTime(c.Start), "Copy", c.Title, func() { d.onPlay(b, c.Start, nil) }))
		}
	}
	d.chapters.set("chapter", "chapters", rows)
	rows = nil
	for _, f := range b.Files {
		length := ""
		if f.Media != nil {
			length = clockTime(f.Media.Duration)
		}
		rows = append(rows, d.strip(f.Name(), length, "Copy path", f.Path, func() { d.onPlay(b, 0, f) }))
	}
	d.files.set("file", "files", rows)
}

// limit folds the description, or unfolds it.
func (d *Details) limit() {
	most := proseLines
	if d.unfolded {
		most = 0
	}
	d.prose.limit(most)
}

// exactly is a book's length to the second, "" when it is not known.
func exactly(b *book.Book) string {
	if b.Duration <= 0 {
		return ""
	}
	if b.Estimated {
		return "~ " + clockTime(b.Duration)
	}
	return clockTime(b.Duration)
}

// clockTime is a time in a book: "1:02:03", or "2:03" below an hour.
func clockTime(t time.Duration) string {
	s := int(t.Round(time.Second).Seconds())
	if s < 3600 {
		return fmt.Sprintf("%d:%02d", s/60, s%60)
	}
	return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
}

// text is paragraphs as plain text.
func text(all []paragraph) string {
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteString("\n")
			if !p.after {
				b.WriteString("\n")
			}
		}
		if p.item {
			b.WriteString("• ")
		}
		for _, s := range p.spans {
			b.WriteString(s.text)
		}
	}
	return b.String()
}

func plainProse(description string) string { return text(prose(description)) }

// arrange puts together what is to be seen of the book.
func (d *Details) arrange() {
	if d.Size().Width <= 2*detailsMargin {
		return // it was never shown
	}
	l := d.ladder
	l.rungs = l.rungs[:0]
	add := func(o tall, gap float32) { l.rungs = append(l.rungs, rung{o, gap}) }
	if d.book == nil {
		add(d.nothing, 8)
		d.redraw()
		return
	}
	add(d.cover, 4)
	add(d.title, 16)
	if len(d.subtitle.shown) > 0 {
		add(d.subtitle, 2)
	}
	if len(d.trouble.shown) > 0 {
		add(d.trouble, 6)
	}
	if len(d.people.shown) > 0 {
		add(d.people, 10)
	}
	if len(d.brief.shown) > 0 {
		add(d.brief, 10)
	}
	if d.heavy {
		if len(d.prose.shown) > 0 {
			add(d.prose, 18)
			if d.long() {
				word := "More"
				if d.unfolded {
					word = "Less"
				}
				d.fold.set([]paragraph{{spans: []span{{text: word, tone: accent, tap: d.unfold}}}})
				add(d.fold, 6)
			}
		}
		for i, f := range d.facts {
			gap := float32(5)
			if i == 0 {
				gap = 20
			}
			add(f, gap)
		}
		for _, s := range []*section{d.chapters, d.files} {
			if len(s.reel.rows) > 0 {
				add(s.heading, 22)
				add(s.reel, 4)
			}
		}
	}
	d.redraw()
}

func (d *Details) redraw() {
	d.ladder.width = d.Size().Width - 2*detailsMargin
	d.ladder.side = d.Size().Height * coverPart
	box := d.scroll.Content.(*fyne.Container)
	box.Objects = box.Objects[:0]
	for _, r := range d.ladder.rungs {
		box.Objects = append(box.Objects, r.object)
	}
	d.scroll.Refresh()
	d.reveal()
}

// long reports whether the description is longer than what is shown of it
// folded.
func (d *Details) long() bool {
	d.prose.heightFor(max(1, d.Size().Width-2*detailsMargin))
	return d.prose.cut || d.unfolded
}

func (d *Details) unfold() {
	d.unfolded = !d.unfolded
	d.limit()
	d.arrange()
}

// reveal draws the files and chapters in sight.
func (d *Details) reveal() {
	if d.book == nil {
		return
	}
	for _, s := range []*section{d.chapters, d.files} {
		top := d.scroll.Offset.Y - s.reel.Position().Y
		s.reel.reveal(max(0, top), top+d.scroll.Size().Height)
	}
}

// CreateRenderer is called by Fyne.
func (d *Details) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.scroll) }

// MinSize leaves room for a word or two.
func (d *Details) MinSize() fyne.Size { return fyne.NewSize(220, 100) }

// Resize lays the pane out anew.
func (d *Details) Resize(size fyne.Size) {
	if size == d.Size() {
		return
	}
	d.BaseWidget.Resize(size)
	d.arrange()
}

// section is a heading and the list below it.
type section struct {
	heading *flow
	reel    *reel
}

func newSection(menu func(at fyne.Position, items ...*fyne.MenuItem)) *section {
	return &section{newFlow(13, 1), newReel(menu)}
}

func (s *section) set(one, many string, rows []strip) {
	s.heading.set(plainly(capital(count(len(rows), one, many)), plain, true))
	s.reel.set(rows)
}

// tall is what knows its height at a width.
type tall interface {
	fyne.CanvasObject
	heightFor(width float32) float32
}

// rung is one thing of the pane and the gap over it.
type rung struct {
	object tall
	gap    float32
}

// ladder lays the pane out: all of one width, one below the other.
type ladder struct {
	rungs       []rung
	width, side float32 // side is the cover's at most
}

// height of a rung.
func (l *ladder) height(r rung) float32 {
	if c, ok := r.object.(*portrait); ok {
		return min(c.heightFor(l.width), max(l.side, 120))
	}
	return r.object.heightFor(l.width)
}

// Layout is called by Fyne.
func (l *ladder) Layout([]fyne.CanvasObject, fyne.Size) {
	y := float32(8)
	for _, r := range l.rungs {
		y += r.gap
		h := l.height(r)
		r.object.Move(fyne.NewPos(detailsMargin, y))
		r.object.Resize(fyne.NewSize(l.width, h))
		y += h
	}
}

// MinSize is called by Fyne.
func (l *ladder) MinSize([]fyne.CanvasObject) fyne.Size {
	y := float32(8 + 24)
	for _, r := range l.rungs {
		y += r.gap + l.height(r)
	}
	return fyne.NewSize(1, y)
}

// fact is a name and its value.
type fact struct {
	widget.BaseWidget
	name  *flow
	value *flow
}

// fact makes a row of the table of facts. A field that is none of a book's own
// is book.Fields.
func (d *Details) fact(name string, f book.Field, value []paragraph, copied string) *fact {
	row := &fact{name: newFlow(factSize, 1), value: newFlow(factSize, 0)}
	row.name.set(plainly(name, muted, false))
	row.value.set(value)
	menu := func(at fyne.Position) { d.valueMenu(at, copied, f) }
	row.name.onMenu, row.value.onMenu = menu, menu
	row.ExtendBaseWidget(row)
	return row
}

func (f *fact) heightFor(width float32) float32 {
	return max(f.name.heightFor(factIndent), f.value.heightFor(max(1, width-factIndent)))
}

// Resize lays name and value side by side.
func (f *fact) Resize(size fyne.Size) {
	f.BaseWidget.Resize(size)
	f.heightFor(size.Width)
	f.name.Resize(fyne.NewSize(factIndent, size.Height))
	f.value.Move(fyne.NewPos(factIndent, 0))
	f.value.Resize(fyne.NewSize(size.Width-factIndent, size.Height))
}

// CreateRenderer is called by Fyne.
func (f *fact) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout(f.name, f.value))
}

// The menus.

func (d *Details) menu(at fyne.Position, items ...*fyne.MenuItem) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}

func (d *Details) copyItem(title, text string) *fyne.MenuItem {
	return fyne.NewMenuItem(title, func() { d.onCopy(text) })
}

// strip is a row for a file or a chapter. It knows what it stands for, so that
// neither a tap nor an open menu follows the pane to another book.
func (d *Details) strip(name, time, copyTitle, copied string, play func()) strip {
	return strip{name: printable(name), time: time, onTap: play, items: func() []*fyne.MenuItem {
		return []*fyne.MenuItem{d.copyItem(copyTitle, copied), fyne.NewMenuItem("Play from here", play)}
	}}
}

// menuOf opens the menu of a field of the book that is shown.
func (d *Details) menuOf(f book.Field, value func(*book.Book) string) func(at fyne.Position) {
	return func(at fyne.Position) {
		if d.book != nil {
			d.valueMenu(at, value(d.book), f)
		}
	}
}

// valueMenu is the menu of a field's value.
func (d *Details) valueMenu(at fyne.Position, value string, f book.Field) {
	items := []*fyne.MenuItem{d.copyItem("Copy", value)}
	if f < book.Fields && d.book != nil && d.book.Sources[f] != book.Nowhere {
		items = append(items, d.whyItem("Why?", at, f))
	}
	d.menu(at, items...)
}

// peopleMenu is the menu of the authors, narrators and series.
func (d *Details) peopleMenu(at fyne.Position) {
	b := d.book
	if b == nil {
		return
	}
	var items []*fyne.MenuItem
	add := func(word string, value string, f book.Field) {
		if value == "" {
			return
		}
		items = append(items, d.copyItem("Copy "+word, value))
		items = append(items, d.whyItem("Why this "+word+"?", at, f))
	}
	add("author", b.Author(), book.Authors)
	add("narrator", b.Narrator(), book.Narrators)
	var series []string
	for _, s := range b.Series {
		series = append(series, s.String())
	}
	add("series", strings.Join(series, "; "), book.InSeries)
	d.menu(at, items...)
}

// whyItem asks who says what about a field, and shows the answer where the menu
// was.
func (d *Details) whyItem(title string, at fyne.Position, f book.Field) *fyne.MenuItem {
	id := d.book.ID
	return fyne.NewMenuItem(title, func() {
		d.ask(id, f, func(claims []library.Claim) {
			if d.book != nil && d.book.ID == id {
				d.tellWhy(at, whyWords(f, claims))
			}
		})
	})
}
