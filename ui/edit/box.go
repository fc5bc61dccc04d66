package edit

import (
	"lectern/library/book"
	"lectern/ui/i18n"
)

// state says what Save does to a field.
type state uint8

// The states.
const (
	kept    state = iota // each book keeps its value
	changed              // the books get the text in the box
	emptied              // the books lose their values
	reset                // the books get back the values in their files
)

// words names the state above a box.
func (s state) words() string {
	switch s {
	case changed:
		return i18n.TextIn("a field", "changed")
	case emptied:
		return i18n.TextIn("a field", "emptied")
	case reset:
		return i18n.TextIn("a field", "reset")
	default:
		return ""
	}
}

// link is the label of the link above a box that leads to the state.
func (s state) link() string {
	switch s {
	case emptied:
		return i18n.TextIn("a field", "Clear")
	case reset:
		return i18n.TextIn("a field", "Reset")
	default:
		return i18n.Text("Undo")
	}
}

// box is the box of one field.
type box struct {
	captioned
	field  book.Field
	state  state
	was    string      // the text at first, empty if the books have different values
	mixed  bool        // the books have different values
	many   bool        // there are several books
	needed bool        // the field cannot be emptied
	source book.Source // of the value, if all books have the same source
	typed  bool        // the user typed the value earlier, for some of the books
	quiet  bool        // another box shows the source, and resets both
	entry  *input
	judge  func(string) string // returns the error in a text, "" for none
	became func(state)         // called by the links and their menu
	told   func()
}

func newBox(f *Form, field book.Field, label string, lines int) *box {
	b := &box{field: field, many: len(f.books) > 1, needed: field == book.Title, entry: newInput(lines, func() { f.OnSave() }, func() { f.OnCancel() }), judge: func(string) string { return "" }}
	if of, known := named[field]; known {
		b.entry.names, b.entry.of = f.Names, of
	}
	b.entry.focused = func() { f.OnReveal(b) }
	b.entry.onErase = func() {
		if b.mixed && !b.needed && b.state == kept {
			b.become(emptied)
		}
	}
	b.entry.onUndo = func() {
		if b.mixed && b.state == emptied {
			b.become(kept)
		}
	}
	b.became = b.become
	b.told = func() { f.OnChange() }
	b.set(label, b.entry, func(s state) {
		b.became(s)
		f.OnFocus(b.entry)
	})
	b.entry.onMenu = b.menu
	b.tall = lines > 1
	b.ExtendBaseWidget(b)
	return b
}

// isChanged reports whether the books get the text in the box, which may be empty.
func (b *box) isChanged() bool { return b.state == changed || b.state == emptied }

// text returns the text in the box without needless blanks.
func (b *box) text() string { return tidy(b.entry.Text, b.field) }

// problem returns the error in the text, "" for none.
func (b *box) problem() string {
	if !b.isChanged() {
		return ""
	}
	return b.judge(b.entry.Text)
}

// become changes the state, and shows the text that belongs to it.
func (b *box) become(s state) {
	b.state = s
	text := ""
	if s == kept {
		text = b.was
	}
	typed := b.entry.OnChanged
	b.entry.OnChanged = nil
	b.entry.SetText(text)
	b.entry.OnChanged = typed
	b.show()
	b.told()
}

// onTyped is called after each change by the user.
func (b *box) onTyped() {
	switch text := b.text(); {
	case text != "" && text == tidy(b.was, b.field):
		b.state = kept
	case text != "":
		b.state = changed
	case b.entry.Text == "" && b.state == reset:
	case b.mixed && !b.needed || b.was != "":
		b.state = emptied
	default:
		b.state = kept
	}
	b.show()
	b.told()
}

// show updates the state, the links and the error around the box.
func (b *box) show() {
	hint, from := "", b.state.words()
	switch {
	case b.state == emptied:
		hint = i18n.Text("(none)")
	case b.state == reset:
		hint = i18n.Text("(what the files say)")
	case b.state == kept && b.mixed && b.quiet:
		hint = i18n.TextIn("in a narrow box", "(different values)")
	case b.state == kept && b.mixed:
		hint = i18n.Text("(different values)")
	}
	switch {
	case b.state != kept || b.quiet:
	case b.typed && b.source != book.FromEdit:
		from = i18n.Text("partly edited")
	default:
		from = i18n.Text(sourceWords[b.source])
	}
	if hint != b.entry.PlaceHolder {
		b.entry.SetPlaceHolder(hint)
	}
	b.say(from, b.state != kept, b.problem(), b.links()...)
}

// links are the states to which the links above the box lead.
func (b *box) links() (links []state) {
	switch {
	case b.state == reset && b.quiet:
	case b.state != kept:
		links = append(links, kept)
	default:
		if b.many && !b.needed && (b.mixed || b.was != "") {
			links = append(links, emptied)
		}
		if b.typed && !b.quiet {
			links = append(links, reset)
		}
	}
	return links
}
