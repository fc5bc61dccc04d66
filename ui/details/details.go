package details

import (
	"image"
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
	Width     = 300  // in pixels, until the user chooses a width
	ShownFrom = 1100 // in pixels: in narrower windows the pane is hidden until the user asks for it

	margin           = 16
	descriptionLines = 9  // lines of a folded description
	bookSize         = 20 // text size of the title
	factSize         = 12.5
)

// Pane shows all there is to know about the selected book. UI goroutine only.
type Pane struct {
	widget.BaseWidget
	Book    *book.Book // the shown book, or nil
	several *Several   // the shown books if there are several, else nil
	Files   bool       // rows are files, not books
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
	// be fetched, and m is then what to show until it is there, or nil. FetchCover gets a
	// cover and calls done on the UI goroutine, with nil if the book has none, unless stop
	// is called first.
	CoverAtHand func(*book.Book) (m *image.RGBA, known bool)
	FetchCover  func(b *book.Book, done func(*image.RGBA)) (stop func())

	// WindowHeight returns the height of the window, which limits that of the cover.
	WindowHeight func() float32

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

// fill shows the expensive part: the description, the facts, the chapters and the
// files.
func (d *Pane) fill() {
	b := d.Book
	d.heavy = true
	d.description.Set(widgets.HTML(b.Description))
	d.limit()
	d.facts = d.facts[:0]
	d.addFields(&b.Meta, factFields)
	d.addOtherFacts(b)
	d.listParts(b)
}

// limit folds or unfolds the description.
func (d *Pane) limit() {
	most := descriptionLines
	if d.unfolded {
		most = 0
	}
	d.description.Limit(most)
}

// long reports whether the description has more lines than it shows when it is folded.
func (d *Pane) long() bool {
	d.description.HeightFor(max(1, d.Size().Width-2*margin))
	return d.description.Cut || d.unfolded
}

// foldWord is the link that folds or unfolds the description.
func (d *Pane) foldWord() string {
	if d.unfolded {
		return i18n.TextIn("a text", "Less")
	}
	return i18n.TextIn("a text", "More")
}

func (d *Pane) unfold() {
	d.unfolded = !d.unfolded
	d.limit()
	d.arrange()
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

// CreateRenderer is called by Fyne.
func (d *Pane) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.body) }

// MinSize leaves room for a word or two in a line.
func (d *Pane) MinSize() fyne.Size { return fyne.NewSize(220, 100) }

// Resize lays out the pane again.
func (d *Pane) Resize(size fyne.Size) {
	if size == d.Size() {
		return
	}
	d.BaseWidget.Resize(size)
	d.arrange()
}
