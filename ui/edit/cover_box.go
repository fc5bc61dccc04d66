package edit

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/widgets"
)

// CoverBox is the box of the cover, for which the user chooses a picture.
type CoverBox struct {
	captioned
	books    []*book.Book
	value    string // of the field for the chosen picture, "" for none
	file     string // the file of the chosen picture
	typed    bool   // the user chose a cover earlier, for some of the books
	taken    bool   // the user takes it back
	name     *widget.Label
	OnChoose func()
}

func newCoverBox(f *Form) *CoverBox {
	c := &CoverBox{books: f.books, OnChoose: func() {}, name: widgets.NewCaption("")}
	for _, b := range c.books {
		c.typed = c.typed || b.Sources[book.Picture] == book.FromEdit
	}
	button := widgets.NewEscapeButton("Choose a picture…", func() { c.OnChoose() }, func() { f.OnCancel() })
	c.set("Cover", container.NewBorder(nil, nil, container.NewVBox(button), nil, c.name), widgets.NewLink(func() {
		c.value, c.taken = "", !c.taken && c.value == ""
		c.show()
	}))
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// chosenName is the name of a chosen picture.
func chosenName(value string) string {
	if strings.HasPrefix(value, book.KeptPicture) {
		return "your picture"
	}
	return filepath.Base(value)
}
