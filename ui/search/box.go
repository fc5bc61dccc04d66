package search

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// Box is the search box. It shows completions for the word at the cursor in a list
// below, and keeps the focus while the user chooses one with the arrow keys. Esc closes
// the list, then clears the box, then leaves it. Down and Enter go to the books if
// there is nothing to choose. UI goroutine only.
type Box struct {
	widget.Entry
	Completions *widgets.Completions
	list        []view.Completion // the completions in Completions
	clear       *widgets.Button
	typing      bool         // the user has typed since the list was closed
	found       *view.Facets // the values from which the last completions were made

	Values     func() *view.Facets // the values of books that have been counted so far
	OnLeave    func()              // gives the focus to the books
	OnEnter    func() bool         // checks the text at once, and reports whether it is wrong
	OnHelp     func()
	OnSaveView func()
	OnShortcut func(fyne.Shortcut) bool
	held       func() fyne.KeyModifier
	Post       func(func())
}

// New makes an empty box. It calls changed with each new text. The caller must set
// Values, Post and the functions OnX.
func New(changed func(string)) *Box {
	s := &Box{Completions: widgets.NewCompletions(), held: keys.Held}
	s.ExtendBaseWidget(s)
	s.PlaceHolder = i18n.Text(searchHints[0])
	s.Icon = theme.SearchIcon()
	s.clear = s.button(theme.CancelIcon(), func() {
		s.SetText("")
		s.Focus()
	})
	s.clear.Hide()
	// Fyne reads the item once, and keeps its width.
	room := canvas.NewRectangle(nil)
	room.SetMinSize(s.clear.MinSize())
	s.ActionItem = container.NewHBox(container.NewStack(room, s.clear), s.button(theme.QuestionIcon(), func() { s.OnHelp() }))
	s.OnChanged = func(text string) {
		s.close() // the completions belong to the previous text
		changed(text)
		s.clear.Hidden = text == ""
		s.clear.Refresh()
	}
	s.Completions.OnTake = func(row int) {
		s.take(s.list[row])
		s.Focus()
	}
	return s
}

// searchHints are the placeholders, longest first. The first one that fits is shown, if any.
var searchHints = [...]string{i18n.Mark("Search titles, authors, narrators…"), i18n.Mark("Search titles, authors…"), i18n.Mark("Search")}

// Resize is called by Fyne. It shows a hint that fits, because the box would scroll a
// longer one.
func (s *Box) Resize(size fyne.Size) {
	th := s.Theme()
	room := size.Width - s.ActionItem.MinSize().Width - th.Size(theme.SizeNameInlineIcon) - 2*th.Size(theme.SizeNameInnerPadding)
	hint := ""
	for _, h := range searchHints {
		hint = i18n.Text(h)
		if fyne.MeasureText(hint, th.Size(theme.SizeNameText), s.TextStyle).Width <= room {
			break
		}
		hint = ""
	}
	if hint != s.PlaceHolder {
		s.SetPlaceHolder(hint)
	}
	s.Entry.Resize(size)
}

func (s *Box) button(icon fyne.Resource, do func()) *widgets.Button {
	b := widgets.NewButton("", icon, do)
	b.Importance = widget.LowImportance
	return b
}

func (s *Box) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(s) }

// Focus gives the box the keyboard focus.
func (s *Box) Focus() {
	if c := s.canvas(); c != nil {
		c.Focus(s)
	}
}

func (s *Box) focused() bool {
	c := s.canvas()
	return c != nil && c.Focused() == fyne.Focusable(s)
}

// complete shows the completions for the word at the cursor.
func (s *Box) complete() {
	s.typing = true
	if s.SelectedText() != "" {
		s.Completions.Set(nil)
		return
	}
	s.found = s.Values()
	s.list = further(s.Text, view.Complete(s.Text, s.CursorTextOffset(), s.found))
	s.Completions.Set(rows(s.list, len(s.list) > 0 && !named(s.Text, s.list[0])))
}

// Update shows newer completions once more values have been counted, unless the user is
// choosing one.
func (s *Box) Update() {
	if s.typing && s.focused() && s.Completions.Chosen < 0 && s.Values() != s.found {
		s.complete()
	}
}

// close hides the completions until the user types again.
func (s *Box) close() {
	s.typing = false
	s.Completions.Set(nil)
}

// take inserts a completion and searches for the new text.
func (s *Box) take(c view.Completion) {
	text, cursor := completed(s.Text, c)
	s.SetText(text)
	s.CursorColumn = cursor
	s.Refresh()
	s.complete()
}

// steer handles a key while completions are shown, and reports whether the key was
// meant for them.
func (s *Box) steer(key fyne.KeyName) bool {
	o := s.Completions
	switch key {
	case fyne.KeyDown:
		o.Choose(o.Chosen + 1)
	case fyne.KeyUp:
		o.Choose(o.Chosen - 1)
	case fyne.KeyTab:
		s.take(s.list[max(o.Chosen, 0)])
	case fyne.KeyReturn, fyne.KeyEnter:
		if o.Chosen < 0 {
			return false
		}
		s.take(s.list[o.Chosen])
	case fyne.KeyEscape:
		s.close()
	default:
		return false
	}
	return true
}

// AcceptsTab is called by Fyne. Tab completes the word while completions are shown.
func (s *Box) AcceptsTab() bool {
	return s.Completions.Visible() && s.held()&fyne.KeyModifierShift == 0
}

// TypedKey is called by Fyne.
func (s *Box) TypedKey(e *fyne.KeyEvent) {
	if s.Completions.Visible() && s.steer(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		if s.Text == "" {
			s.OnLeave()
		} else {
			s.SetText("")
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		s.close()
		if !s.OnEnter() {
			s.OnLeave()
		}
	case fyne.KeyDown:
		s.OnLeave()
	case keys.Help:
		s.OnHelp()
	case keys.MainMenu, keys.Edit, keys.Details, keys.Rescan, keys.FullScreen:
		s.OnShortcut(keys.Plain(e.Name))
	default:
		before := s.Text
		s.Entry.TypedKey(e)
		s.heard(before)
	}
}

// TappedSecondary opens the menu of the box: that of a text box, and Save view.
func (s *Box) TappedSecondary(e *fyne.PointEvent) {
	s.Focus()
	clipboard := fyne.CurrentApp().Clipboard()
	item := func(title string, shortcut fyne.Shortcut) *fyne.MenuItem {
		return fyne.NewMenuItem(title, func() { s.TypedShortcut(shortcut) })
	}
	save := fyne.NewMenuItem(i18n.Text("Save view…"), func() { s.OnSaveView() })
	save.Disabled = s.Text == ""
	widgets.ShowMenu(s.canvas(), e.AbsolutePosition,
		item(i18n.Text("Cut"), &fyne.ShortcutCut{Clipboard: clipboard}),
		item(i18n.Text("Copy"), &fyne.ShortcutCopy{Clipboard: clipboard}),
		item(i18n.Text("Paste"), &fyne.ShortcutPaste{Clipboard: clipboard}),
		item(i18n.Text("Select all"), &fyne.ShortcutSelectAll{}),
		fyne.NewMenuItemSeparator(),
		save)
}

// TypedRune is called by Fyne.
func (s *Box) TypedRune(r rune) {
	s.Entry.TypedRune(r)
	s.complete()
}

// TypedShortcut gives the shortcuts of the window precedence over those of an entry.
func (s *Box) TypedShortcut(shortcut fyne.Shortcut) {
	if custom, ok := shortcut.(*desktop.CustomShortcut); ok && s.OnShortcut(custom) {
		return
	}
	before := s.Text
	s.Entry.TypedShortcut(shortcut)
	s.heard(before)
}

// heard updates the completions after a key that changed the text, or that moved the
// cursor while they are shown.
func (s *Box) heard(before string) {
	if s.Text != before || s.Completions.Visible() {
		s.complete()
	}
}

// FocusGained is called by Fyne. It asks for the values, so that they are there at the
// first letter.
func (s *Box) FocusGained() {
	s.Entry.FocusGained()
	s.Values()
}

// FocusLost is called by Fyne, also when the user presses a completion: the focus then
// stays.
func (s *Box) FocusLost() {
	s.Entry.FocusLost()
	if s.Completions.Pressed {
		s.Post(s.Focus)
		return
	}
	s.close()
}
