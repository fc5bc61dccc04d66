package edit

import (
	"lectern/library/book"
	"lectern/ui/widgets"
)

// The labels of the link above a box.
const (
	backTake = "Take back"
	backKeep = "Keep mine"
)

// box is the box of one field.
type box struct {
	captioned
	field  book.Field
	was    string      // the text at first, empty if the books have different values
	mixed  bool        // the books have different values
	source book.Source // of the value, if all books have the same source
	typed  bool        // the user typed the value earlier, for some of the books
	taken  bool        // the user discards that value
	quiet  bool        // another box shows the source
	entry  *input
	judge  func(string) string // returns the error in a text, "" for none
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

// changed reports whether the text differs from the first one.
func (b *box) changed() bool {
	return !b.taken && tidy(b.entry.Text, b.field) != tidy(b.was, b.field)
}

// problem returns the error in the text, "" for none.
func (b *box) problem() string {
	if b.taken || !b.changed() {
		return ""
	}
	return b.judge(b.entry.Text)
}

// take discards the value that the user typed, now or earlier, or keeps it after all.
func (b *box) take(taken bool) {
	was := b.was
	if b.taken = taken && b.typed; b.taken {
		was = ""
	}
	b.setText(was)
}

// setText sets the text without counting it as typed by the user.
func (b *box) setText(text string) {
	typed := b.entry.OnChanged
	b.entry.OnChanged = nil
	b.entry.SetText(text)
	b.entry.OnChanged = typed
	b.show()
	b.told()
}

// onTyped is called after each change by the user.
func (b *box) onTyped() {
	b.taken = b.taken && b.entry.Text == ""
	b.show()
	b.told()
}

// show updates the source, the link and the error around the box.
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
