package search

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// Chips are the conditions of the search, and its folder, as buttons that remove them.
// Words without a field have no chip: the search box shows them. While there is no chip,
// the row takes no room. UI goroutine only.
type Chips struct {
	row    *fyne.Container
	around *fyne.Container       // set by Above
	chips  []*widgets.ToolButton // made as they are needed
	more   *widgets.ToolButton   // says how many chips are not shown
	save   *widgets.ToolButton
	labels []string    // of the chips in sight
	terms  []view.Term // the terms that the chips remove; a Term without Expr for the folder
	remove func(view.Term)

	OnKey   func(*fyne.KeyEvent) // gets the keys that a chip does not use
	OnLeave func()               // gives the focus to the books
}

const (
	mostChips  = 8   // more chips would push the books out of sight
	chipWidth  = 280 // of the text of a chip, at most, in pixels
	chipGap    = 6
	chipMargin = 8 // above the row and at its ends
)

// NewChips makes an empty row. remove removes a condition from the search, or the folder
// for a Term without Expr. edit lets the user edit the whole search, and save saves the
// search as a view.
func NewChips(remove func(view.Term), edit, save func()) *Chips {
	c := &Chips{row: container.New(chipRow{}), remove: remove}
	c.more = c.button("", edit)
	c.save = c.button(i18n.Text("Save view…"), save)
	return c
}

func (c *Chips) button(text string, do func()) *widgets.ToolButton {
	b := widgets.NewToolButton(nil, text, "", do)
	b.OnKey = func(e *fyne.KeyEvent) { c.OnKey(e) }
	return b
}

// Above returns a container of the row above the books, which get the rest of the height.
func (c *Chips) Above(books fyne.CanvasObject) fyne.CanvasObject {
	c.around = container.New(aboveBooks{}, c.row, books)
	return c.around
}

// Set shows the conditions of the text of a query, and the folder in which it searches, ""
// for all. Without a text there are no chips: the sidebar shows the folder.
func (c *Chips) Set(text, folder string) {
	var terms []view.Term
	var labels []string
	for _, x := range view.Terms(text) {
		if folder != "" && len(terms) == 0 {
			terms, labels = append(terms, view.Term{}), append(labels, i18n.Text("Folder: {{.Folder}}", "Folder", library.FolderName(folder)))
		}
		if label := words.Term(x); label != "" {
			terms, labels = append(terms, x), append(labels, label)
		}
	}
	c.terms = terms
	if slices.Equal(labels, c.labels) {
		return
	}
	c.labels = labels
	c.row.Objects = c.row.Objects[:0]
	for i, label := range labels[:min(len(labels), mostChips)] {
		if i == len(c.chips) {
			b := c.button("", func() { c.Remove(i) })
			b.Raised, b.Removes = true, true
			c.chips = append(c.chips, b)
		}
		c.label(c.chips[i], label)
		c.row.Add(c.chips[i])
	}
	if n := len(labels) - mostChips; n > 0 {
		c.more.Text = i18n.Count(n, "and {{.Count}} more", "and {{.Count}} more")
		c.more.Refresh()
		c.row.Add(c.more)
	}
	if len(labels) > 0 {
		c.row.Add(c.save)
	}
	aboveBooks{}.Layout(c.around.Objects, c.around.Size())
	c.refocus()
	c.row.Refresh() // but not the books, which draw themselves if their height changes
}

// refocus moves the focus off a button that is no longer shown: to the last chip or, if
// there is none, to the books.
func (c *Chips) refocus() {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(c.around)
	if canvas == nil {
		return
	}
	b, is := canvas.Focused().(*widgets.ToolButton)
	if !is || !slices.Contains(c.chips, b) && b != c.more && b != c.save || slices.Contains(c.row.Objects, fyne.CanvasObject(b)) {
		return
	}
	if n := min(len(c.labels), mostChips); n > 0 {
		canvas.Focus(c.chips[n-1])
	} else {
		c.OnLeave()
	}
}

// Remove takes away the condition of a chip.
func (c *Chips) Remove(chip int) { c.remove(c.terms[chip]) }

// label sets the text of a chip, cut to chipWidth.
func (c *Chips) label(b *widgets.ToolButton, text string) {
	text = words.Printable(text)
	b.Text, b.Tip = widgets.Ellipsis(text, chipWidth, b.TextWidth), ""
	if b.Text != text {
		b.Tip = text
	}
	b.Refresh()
}

// chipRow is the layout of the chips, in as many lines as they need.
type chipRow struct{}

// MinSize is called by Fyne. aboveBooks uses heightFor instead.
func (chipRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout is called by Fyne.
func (chipRow) Layout(objects []fyne.CanvasObject, size fyne.Size) { placeChips(objects, size.Width) }

// placeChips places the chips in lines of a width, and returns their height.
func placeChips(objects []fyne.CanvasObject, width float32) float32 {
	if len(objects) == 0 {
		return 0
	}
	x, y, height := float32(chipMargin), float32(chipMargin), float32(0)
	for _, o := range objects {
		size := o.MinSize()
		size.Width = min(size.Width, width-2*chipMargin)
		if x > chipMargin && x+size.Width > width-chipMargin {
			x, y = chipMargin, y+height+chipGap
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(size)
		x, height = x+size.Width+chipGap, size.Height
	}
	return y + height
}

// aboveBooks is the layout of the chips above the books.
type aboveBooks struct{}

// MinSize is called by Fyne.
func (aboveBooks) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[1].MinSize() }

// Layout is called by Fyne.
func (aboveBooks) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := placeChips(objects[0].(*fyne.Container).Objects, size.Width)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[1].Move(fyne.NewPos(0, height))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-height))
}
