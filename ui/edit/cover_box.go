package edit

import (
	"image"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// CoverBox is the box of the cover, in which the user chooses a picture. It shows the
// cover that the books get.
type CoverBox struct {
	captioned
	books    []*book.Book
	value    string // the chosen picture as a value of the field, "" for none
	file     string // the file of the chosen picture
	typed    bool   // the user chose the cover earlier, for some of the books
	reset    bool   // the user discards the cover chosen earlier
	name     *widget.Label
	picture  *widgets.Cover
	stop     func() // stops fetching the picture
	OnChoose func()

	// Fetch fetches the cover of a book, and calls done on the UI goroutine. The caller must
	// call Preview when it has set it, and End when the form is closed.
	Fetch func(b *book.Book, done func(*image.RGBA)) (stop func())
}

// Sizes in pixels.
const (
	pictureSide = 72 // as high as the button and the name
	pictureGap  = 6  // beside the picture
)

func newCoverBox(f *Form) *CoverBox {
	c := &CoverBox{books: f.books, OnChoose: func() {}, name: widgets.NewCaption(""), picture: widgets.NewCover(), stop: func() {}}
	for _, b := range c.books {
		c.typed = c.typed || b.Sources[book.Picture] == book.FromEdit
	}
	button := widgets.NewEscapeButton(i18n.Text("Choose a picture…"), func() { c.OnChoose() }, func() { f.OnCancel() })
	picture := container.New(layout.NewCustomPaddedLayout(0, 0, Margin, pictureGap), container.NewGridWrap(fyne.NewSquareSize(pictureSide), c.picture))
	c.set(i18n.Text("Cover"), container.NewBorder(nil, nil, picture, nil, container.NewVBox(container.NewHBox(button), c.name)), func(s state) {
		c.value, c.reset = "", s == reset
		c.show()
	})
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// chosenName returns the file name of a chosen picture.
func chosenName(value string) string {
	if strings.HasPrefix(value, book.KeptPicture) {
		return i18n.Text("your picture")
	}
	return filepath.Base(value)
}

// Choose sets the chosen picture: its value for Form.Edits, and the path of its file.
func (c *CoverBox) Choose(value, path string) {
	c.value, c.file, c.reset = value, path, false
	c.show()
}

func (c *CoverBox) show() {
	name, from := c.present()
	var links []state
	switch {
	case c.value != "":
		name, from, links = filepath.Base(c.file), changed.words(), []state{kept}
	case c.reset:
		name, from, links = i18n.Text("(what the files and the folder have)"), reset.words(), []state{kept}
	case c.typed:
		links = []state{reset}
	}
	c.name.SetText(words.Brief(name, words.BriefPath))
	c.Preview()
	c.say(from, c.value != "" || c.reset, "", links...)
}

// Preview fetches the cover that the books get, and shows it. If the books may get
// different covers, it shows an empty square.
func (c *CoverBox) Preview() {
	c.stop()
	c.picture.Set(nil, "", "")
	if c.Fetch == nil || len(c.books) > 1 && c.value == "" {
		return
	}
	b := *c.books[0]
	switch {
	case c.value != "":
		b.Picture = c.value
	case c.reset:
		b.Picture = ""
	}
	if !library.HasCover(&b) {
		c.picture.Set(nil, b.Title, i18n.List(b.Authors...))
		return
	}
	c.stop = c.Fetch(&b, func(m *image.RGBA) { c.picture.Set(m, b.Title, i18n.List(b.Authors...)) })
}

// End stops fetching the cover.
func (c *CoverBox) End() { c.stop() }

// present says which cover the books have, and its source.
func (c *CoverBox) present() (name, from string) {
	first := c.books[0].Sources[book.Picture]
	for _, b := range c.books[1:] {
		if b.Sources[book.Picture] != first {
			return i18n.Text("(different covers)"), ""
		}
	}
	switch first {
	case book.Nowhere:
		return i18n.TextIn("a cover", "(none)"), ""
	case book.FromEdit:
		name = i18n.Text("pictures you chose")
		if len(c.books) == 1 {
			name = chosenName(c.books[0].Picture)
		}
		return name, i18n.TextIn("a cover", "chosen by you")
	case book.FromTag:
		return i18n.Text("the picture in the file"), i18n.Text(sourceWords[first])
	}
	if n := c.books[0].Notes; n != nil && n.Picture != "" && len(c.books) == 1 {
		return filepath.Base(n.Picture), i18n.Text(sourceWords[first])
	}
	return i18n.Text("the picture in the folder"), i18n.Text(sourceWords[first])
}

// edit adds the change of a book's cover to the book's edits.
func (c *CoverBox) edit(b *book.Book, fields map[string]*string) {
	name := book.Picture.String()
	switch {
	case c.value != "":
		value := c.value
		fields[name] = &value
	case c.reset && b.Sources[book.Picture] == book.FromEdit:
		fields[name] = nil
	}
}
