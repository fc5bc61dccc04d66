package edit

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"lectern/library/book"
	"lectern/ui/keys"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

func (f *captioned) set(label string, body fyne.CanvasObject, back *widgets.Link) {
	f.label, f.from, f.wrong = widgets.NewText(boxLabel), widgets.NewText(widgets.CaptionSize), widgets.NewText(widgets.CaptionSize)
	f.labelText, f.body, f.back = label, body, back
	f.back.Hide()
}

// CreateRenderer is called by Fyne.
func (f *captioned) CreateRenderer() fyne.WidgetRenderer { return &captionedRenderer{f} }

func (r *captionedRenderer) Layout(size fyne.Size) {
	f := r.f
	th, variant := f.back.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	f.label.Set(f.labelText, size.Width, widgets.ToneColor(th, variant, words.Plain))
	f.label.Canvas.Move(fyne.NewPos(Margin, (boxHead-f.label.Height)/2))
	left := Margin + f.label.Canvas.MinSize().Width + 2*Margin
	right := size.Width - Margin
	if !f.back.Hidden {
		// The link has room around its text that a caption has not.
		pad, min := th.Size(theme.SizeNameInnerPadding), f.back.MinSize()
		f.back.Resize(min)
		f.back.Move(fyne.NewPos(right-min.Width+pad, (boxHead-min.Height)/2))
		right -= min.Width - 2*pad + 4*Margin
	}
	f.from.Set(f.fromText, widgets.LongLine, widgets.ToneColor(th, variant, words.Muted))
	width := f.from.Canvas.MinSize().Width
	f.from.Canvas.Hidden = width > right-left // a cut source tells nothing
	f.from.Canvas.Move(fyne.NewPos(right-width, (boxHead-f.from.Height)/2+0.5))
	f.wrong.Set(f.wrongText, size.Width-2*Margin, widgets.ToneColor(th, variant, words.Alarm))
	bottom := size.Height - boxGap
	if f.wrongText != "" {
		bottom -= boxFoot
	}
	f.body.Move(fyne.NewPos(0, boxHead))
	height := bottom - boxHead
	if !f.tall {
		height = min(height, f.body.MinSize().Height) // a neighbour may be taller
	}
	f.body.Resize(fyne.NewSize(size.Width, height))
	f.wrong.Canvas.Move(fyne.NewPos(Margin, boxHead+height+1))
}

func (r *captionedRenderer) MinSize() fyne.Size {
	min := r.f.body.MinSize().AddWidthHeight(0, boxHead+boxGap)
	if r.f.wrongText != "" {
		min.Height += boxFoot
	}
	return min
}

func (r *captionedRenderer) Refresh() {
	r.Layout(r.f.Size())
	canvas.Refresh(r.f.back)
	canvas.Refresh(r.f.label.Canvas)
	canvas.Refresh(r.f.from.Canvas)
	canvas.Refresh(r.f.wrong.Canvas)
}

func (r *captionedRenderer) Objects() []fyne.CanvasObject {
	f := r.f
	return []fyne.CanvasObject{f.label.Canvas, f.from.Canvas, f.wrong.Canvas, f.body, f.back}
}

func (r *captionedRenderer) Destroy() {}

// The words of the link above a box.
const (
	backTake = "Take back"
	backKeep = "Keep mine"
)

// box is the box of one field.
type box struct {
	captioned
	field  book.Field
	was    string      // the text at first, empty if the books have different ones
	mixed  bool        // the books have different values
	source book.Source // of the value, if all books have the same source
	typed  bool        // the user typed the value of some of the books
	taken  bool        // the user takes it back
	quiet  bool        // another box shows the source
	entry  *input
	judge  func(string) string // an error in a text, "" for none
	took   func(taken bool)    // called by the link
	told   func()
}

func newBox(f *Form, field book.Field, label string, lines int) *box {
	b := &box{field: field, entry: newInput(f, lines), judge: func(string) string { return "" }}
	b.entry.focused = func() { f.OnReveal(b) }
	b.took = b.take
	b.told = func() { f.OnChange() }
	b.set(label, b.entry, widgets.NewLink(func() {
		b.took(!b.taken && (b.typed || b.changed()))
		f.OnFocus(b.entry)
	}))
	b.tall = lines > 1
	b.ExtendBaseWidget(b)
	return b
}

// changed reports whether the text differs from the text at first.
func (b *box) changed() bool {
	return !b.taken && tidy(b.entry.Text, b.field) != tidy(b.was, b.field)
}

// problem is an error in the text, "" for none.
func (b *box) problem() string {
	if b.taken || !b.changed() {
		return ""
	}
	return b.judge(b.entry.Text)
}

// take takes back what the user typed, now or earlier, or keeps it after all.
func (b *box) take(taken bool) {
	was := b.was
	if b.taken = taken && b.typed; b.taken {
		was = ""
	}
	b.setText(was)
}

// setText sets the text without counting it as typed.
func (b *box) setText(text string) {
	typed := b.entry.OnChanged
	b.entry.OnChanged = nil
	b.entry.SetText(text)
	b.entry.OnChanged = typed
	b.show()
	b.told()
}

// onTyped is called for each change by the user.
func (b *box) onTyped() {
	b.taken = b.taken && b.entry.Text == ""
	b.show()
	b.told()
}

// show updates the source, the link and the error.
func (b *box) show() {
	hint, from, back := "", sourceWords[b.source], ""
	switch {
	case b.taken:
		hint, from, back = "what the files say", "taken back", backKeep
	case b.changed():
		from, back = sourceWords[book.FromEdit], backTake
	case b.typed:
		if b.source != book.FromEdit {
			from = "some of them you typed"
		}
		back = backTake
	}
	if b.mixed && !b.taken {
		hint = "several values"
	}
	if hint != b.entry.PlaceHolder {
		b.entry.SetPlaceHolder(hint)
	}
	if b.quiet {
		from, back = "", ""
	}
	b.say(from, back, b.problem())
}

// say sets the texts around a box, and makes room for them.
func (f *captioned) say(from, back, wrong string) {
	if from == f.fromText && back == f.back.Text && wrong == f.wrongText && f.back.Visible() == (back != "") {
		return
	}
	f.fromText, f.wrongText = from, wrong
	f.back.SetText(back)
	f.back.Hidden = back == ""
	f.Refresh()
}

// AcceptsTab is called by Fyne.
func (i *input) AcceptsTab() bool { return false }

// FocusGained is called by Fyne.
func (i *input) FocusGained() {
	i.Entry.FocusGained()
	i.focused()
}

// TypedKey is called by Fyne.
func (i *input) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		i.form.OnCancel()
		return
	}
	i.Entry.TypedKey(e)
}

// TypedShortcut is called by Fyne.
func (i *input) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok {
		switch custom.ShortcutName() {
		case keys.Ctrl(fyne.KeyReturn).ShortcutName(), keys.Ctrl(fyne.KeyEnter).ShortcutName():
			i.form.OnSave()
			return
		case keys.Redo().ShortcutName():
			s = &fyne.ShortcutRedo{}
		}
	}
	i.Entry.TypedShortcut(s)
}

// Choose sets the picture that the user chose, and the path of its file.
func (c *CoverBox) Choose(value, path string) {
	c.value, c.file, c.taken = value, path, false
	c.show()
}

func (c *CoverBox) show() {
	name, from := c.present()
	back := ""
	switch {
	case c.value != "":
		name, from, back = filepath.Base(c.file), "you chose this", backTake
	case c.taken:
		name, from, back = "what the files and the folder have", "taken back", backKeep
	case c.typed:
		back = backTake
	}
	c.name.SetText(words.Brief(name, words.BriefPath))
	c.say(from, back, "")
}

// present is the cover of the books in words, and its source.
func (c *CoverBox) present() (name, from string) {
	first := c.books[0].Sources[book.Picture]
	for _, b := range c.books[1:] {
		if b.Sources[book.Picture] != first {
			return "several covers", ""
		}
	}
	switch first {
	case book.Nowhere:
		return "no cover", ""
	case book.FromEdit:
		if len(c.books) == 1 {
			return chosenName(c.books[0].Picture), "you chose this"
		}
		return "pictures you chose", "you chose these"
	case book.FromTag:
		return "the picture in the file", sourceWords[first]
	}
	if n := c.books[0].Notes; n != nil && n.Picture != "" && len(c.books) == 1 {
		return filepath.Base(n.Picture), sourceWords[first]
	}
	return "the picture in the folder", sourceWords[first]
}

// edit adds the change of the cover of a book to its edits.
func (c *CoverBox) edit(b *book.Book, fields map[string]*string) {
	name := book.Picture.String()
	switch {
	case c.value != "":
		value := c.value
		fields[name] = &value
	case c.taken && b.Sources[book.Picture] == book.FromEdit:
		fields[name] = nil
	}
}

// Layout is called by Fyne.
func (s shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var all float32
	for _, share := range s {
		all += share
	}
	unit := (size.Width - shareGap*float32(len(s)-1)) / all
	var x float32
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(unit*s[i], size.Height))
		x += unit*s[i] + shareGap
	}
}

// MinSize is called by Fyne.
func (s shares) MinSize(objects []fyne.CanvasObject) (min fyne.Size) {
	for _, o := range objects {
		min = fyne.NewSize(min.Width+o.MinSize().Width, fyne.Max(min.Height, o.MinSize().Height))
	}
	return min.AddWidthHeight(shareGap*float32(len(s)-1), 0)
}
