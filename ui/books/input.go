package books

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"lectern/library/book"
	"lectern/ui/keys"
	"lectern/ui/widgets"
)

// typeFind is how long typed letters belong together.
const typeFind = time.Second

// Input is what the user does to the books in any view mode: taps, menus, letters, and
// the keys that do not depend on where books stand. The view modes share one. UI
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
	OnKey    func(fyne.KeyName) // a key that none of the view modes uses
}

// NewInput changes a selection. Its functions may be nil.
func NewInput(s *Selection) *Input {
	return &Input{selection: s, now: time.Now, held: keys.Held}
}

// move is what a key or a click without Ctrl does: it selects a row, and with Shift
// all rows from where the selection began.
func (i *Input) move(row int) {
	if i.extends() {
		i.selection.extend(row)
	} else {
		i.selection.Select(row)
	}
}

// extends reports whether Shift is held.
func (i *Input) extends() bool { return i.held()&fyne.KeyModifierShift != 0 }

// tap is a tap on a row. With Ctrl it adds the row to the selection or takes it out,
// else it calls move. A second tap on the same book opens it.
func (i *Input) tap(row int, move func(row int)) {
	s, now := i.selection, i.now()
	var id book.ID // of the row: another may stand in its place at the second tap
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

// menuAt opens the menu of a row: of all selected books if the row is one of several,
// else of that book alone.
func (i *Input) menuAt(row int, at fyne.Position) {
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

// typedKey is a key that does not depend on where books stand.
func (i *Input) typedKey(e *fyne.KeyEvent) {
	s := i.selection
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

// find is where a letter leads from the cursor, −1 if nowhere. prefix looks for a
// title that starts with a text, from a place on.
func (i *Input) find(r rune, cursor int, prefix func(text string, from int) int) int {
	now := i.now()
	if now.Sub(i.typedAt) > typeFind {
		i.typed = ""
	}
	i.typed, i.typedAt = i.typed+string(r), now
	if strings.TrimSpace(i.typed) == "" {
		i.typed = ""
		return -1
	}
	from := max(cursor, 0)
	if len([]rune(i.typed)) == 1 && cursor >= 0 {
		from++ // the same letter again walks on
	}
	return prefix(i.typed, from)
}
