package books

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// typeFind is the longest time between two letters that are searched together.
const typeFind = time.Second

// Input is what the user does to the books in any view mode: taps, menus, letters, and
// the keys that mean the same in all view modes. The view modes share one Input. UI
// goroutine only.
type Input struct {
	selection *Selection
	now       func() time.Time
	held      func() fyne.KeyModifier

	typed   string
	typedAt time.Time
	tapID   book.ID // of the book that was tapped last
	tapAt   time.Time

	OnOpen   func()                          // opens the selected books
	OnMenu   func(*book.Book, fyne.Position) // opens the menu of the selected books
	OnDelete func([]*book.Book)
	OnEscape func()
	OnSign   func(rune) bool    // uses a sign or a blank that follows no letter, or reports false
	OnKey    func(fyne.KeyName) // handles a key that no view mode uses
}

// NewInput returns the input that changes a selection. Its functions may stay nil.
func NewInput(s *Selection) *Input {
	return &Input{selection: s, now: time.Now, held: keys.Held}
}

// move selects a row, for a key or for a click without Ctrl. With Shift it selects all
// rows from the start of the selection to this row.
func (i *Input) move(row int) {
	if i.extends() {
		i.selection.extend(row)
	} else {
		i.selection.Select(row)
	}
}

// extends reports whether Shift is held.
func (i *Input) extends() bool { return i.held()&fyne.KeyModifierShift != 0 }

// tap handles a tap on a row. With Ctrl it adds the row to the selection or removes it,
// else it calls move. A second tap on the same book opens the book.
func (i *Input) tap(row int, move func(row int)) {
	widgets.HideTip()
	s, now := i.selection, i.now()
	var id book.ID // of the book, because at the second tap another book may be in the row
	if row >= 0 && row < s.view.Len() {
		id = s.view.At(row).ID
	}
	double := id != 0 && id == i.tapID && now.Sub(i.tapAt) < widgets.DoubleTap
	i.tapID, i.tapAt = id, now
	if i.held()&fyne.KeyModifierShortcutDefault != 0 {
		i.tapAt = time.Time{}
		s.Toggle(row)
		return
	}
	move(row)
	if double {
		i.tapAt = time.Time{}
		i.open()
	}
}

// menuAt opens the menu of a row: of all selected books if the row is one of several
// selected rows, else of its book alone.
func (i *Input) menuAt(row int, at fyne.Position) {
	widgets.HideTip()
	s := i.selection
	if row >= 0 && row < s.view.Len() && s.several != nil && s.has(s.view.At(row).ID) {
		s.stand(row)
	} else {
		s.Select(row)
	}
	if b := s.Book(); b != nil && i.OnMenu != nil {
		i.OnMenu(b, at)
	}
}

func (i *Input) open() {
	if i.selection.Book() != nil && i.OnOpen != nil {
		i.OnOpen()
	}
}

// typedKey handles a key of a view mode that means the same in all of them.
func (i *Input) typedKey(e *fyne.KeyEvent, m ViewMode) {
	widgets.HideTip()
	s := i.selection
	if keys.OpensMenu(e.Name, i.held()) {
		i.menuByKey(m)
		return
	}
	switch e.Name {
	case fyne.KeyHome:
		i.move(0)
	case fyne.KeyEnd:
		i.move(s.view.Len() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		i.open()
	case fyne.KeyDelete:
		if books := s.Books(); len(books) > 0 && i.OnDelete != nil {
			i.OnDelete(books)
		}
	case fyne.KeyEscape:
		if s.several != nil {
			s.One()
		} else if i.OnEscape != nil {
			i.OnEscape()
		}
	default:
		if i.OnKey != nil {
			i.OnKey(e.Name)
		}
	}
}

// typedRune selects the next row whose title starts with the letters typed so far.
func (i *Input) typedRune(r rune) {
	if row := i.find(r, i.selection.cursor, i.selection.view.Prefix); row >= 0 {
		i.selection.Select(row)
	}
}

// find returns the row to which a letter moves the cursor, −1 for none. prefix returns
// the first row from a row on whose title starts with a text, −1 for none.
func (i *Input) find(r rune, cursor int, prefix func(text string, from int) int) int {
	now := i.now()
	if now.Sub(i.typedAt) > typeFind {
		i.typed = ""
	}
	i.typed, i.typedAt = i.typed+string(r), now
	if only := strings.TrimSpace(i.typed); only == "" || i.typed == string(r) && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		if i.OnSign != nil && i.OnSign(r) || only == "" {
			i.typed = ""
			return -1
		}
	}
	from := max(cursor, 0)
	if len([]rune(i.typed)) == 1 && cursor >= 0 {
		from++ // the same letter again moves to the next title
	}
	return prefix(i.typed, from)
}
