package edit

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// CoverBox is the box of the cover, in which the user chooses a picture.
type CoverBox struct {
	captioned
	books    []*book.Book
	value    string // the chosen picture as a value of the field, "" for none
	file     string // the file of the chosen picture
	typed    bool   // the user chose the cover earlier, for some of the books
	reset    bool   // the user discards the cover chosen earlier
	name     *widget.Label
	OnChoose func()
}

func newCoverBox(f *Form) *CoverBox {
	c := &CoverBox{books: f.books, OnChoose: func() {}, name: widgets.NewCaption("")}
	for _, b := range c.books {
		c.typed = c.typed || b.Sources[book.Picture] == book.FromEdit
	}
	button := widgets.NewEscapeButton("Choose a picture…", func() { c.OnChoose() }, func() { f.OnCancel() })
	c.set("Cover", container.NewBorder(nil, nil, container.NewVBox(button), nil, c.name), func(link string) {
		c.value, c.reset = "", link == linkReset
		c.show()
	})
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// chosenWords name the source of a chosen picture.
const chosenWords = "chosen by you"

// chosenName returns the file name of a chosen picture.
func chosenName(value string) string {
	if strings.HasPrefix(value, book.KeptPicture) {
		return "your picture"
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
	var links []string
	switch {
	case c.value != "":
		name, from, links = filepath.Base(c.file), stateWords[changed], []string{linkUndo}
	case c.reset:
		name, from, links = "(what the files and the folder have)", stateWords[reset], []string{linkUndo}
	case c.typed:
		links = []string{linkReset}
	}
	c.name.SetText(words.Brief(name, words.BriefPath))
	c.say(from, c.value != "" || c.reset, "", links...)
}

// present says which cover the books have, and its source.
func (c *CoverBox) present() (name, from string) {
	first := c.books[0].Sources[book.Picture]
	for _, b := range c.books[1:] {
		if b.Sources[book.Picture] != first {
			return "(different covers)", ""
		}
	}
	switch first {
	case book.Nowhere:
		return "(none)", ""
	case book.FromEdit:
		if len(c.books) == 1 {
			return chosenName(c.books[0].Picture), chosenWords
		}
		return "pictures you chose", chosenWords
	case book.FromTag:
		return "the picture in the file", sourceWords[first]
	}
	if n := c.books[0].Notes; n != nil && n.Picture != "" && len(c.books) == 1 {
		return filepath.Base(n.Picture), sourceWords[first]
	}
	return "the picture in the folder", sourceWords[first]
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
