package edit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/words"
)

// Rename is the form in which the user changes a value of a field, such as an author, in
// all books. The dialog that shows it must set the functions OnX. UI goroutine only.
type Rename struct {
	Field   book.Field
	From    string
	Files   bool   // rows are files, not books
	Names   *Names // completes known names
	Content fyne.CanvasObject
	entry   *input
	about   *widget.Label

	OnChange func() // called when the new name has changed
	OnSave   func()
	OnCancel func()
}

// fewNames is the longest list of known names: it must fit into the dialog.
const fewNames = 3

// NewRename makes the form for a value of a field that is library.Renamable.
func NewRename(f book.Field, from string) *Rename {
	r := &Rename{Field: f, From: from, Names: newNames(fewNames), OnChange: func() {}, OnSave: func() {}, OnCancel: func() {}}
	r.entry = newInput(1, func() { r.OnSave() }, func() { r.OnCancel() })
	r.entry.names, r.entry.of = r.Names, named[f]
	r.entry.SetText(from)
	r.about = widget.NewLabel("")
	r.about.Wrapping = fyne.TextWrapWord
	r.entry.OnChanged = func(string) {
		r.Show()
		r.OnChange()
	}
	r.Content = container.NewStack(container.NewVBox(r.entry, r.about), r.Names.Float)
	return r
}

// Focus gives the entry the focus of a canvas, and selects the old name.
func (r *Rename) Focus(c fyne.Canvas) {
	c.Focus(r.entry)
	r.entry.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// To returns the new name.
func (r *Rename) To() string { return strings.TrimSpace(r.entry.Text) }

// Valid reports whether there is a new name.
func (r *Rename) Valid() bool { return r.To() != "" && r.To() != r.From }

// Show says how many books change, and whether the new name is known already.
func (r *Rename) Show() {
	values := r.Names.Values()
	if values == nil {
		return
	}
	books := values.Books(named[r.Field], r.From)
	text := i18n.Text("{{.Books}} will change.", "Books", words.BookCount(books, r.Files))
	if others := values.Books(named[r.Field], r.To()); r.Valid() && others > 0 && view.Fold(r.To()) != view.Fold(r.From) {
		text = i18n.Sentences(text, i18n.Text("“{{.Name}}” has {{.Books}} already: the two will become one {{.Field}}.",
			"Books", words.BookCount(others, r.Files), "Name", words.Brief(r.To(), words.BriefName), "Field", i18n.Text(r.Field.Info().One)))
	}
	r.about.SetText(text)
}
