package edit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// named are the fields whose known names are completed while the user types.
var named = map[book.Field]view.Field{
	book.Authors: view.Author, book.Narrators: view.Narrator, book.InSeries: view.InSeries, book.Genres: view.Genre, book.OwnTags: view.Tag,
	book.Publisher: view.Publisher, book.Language: view.Language,
}

const (
	namesWidth = 240 // at least, in pixels: some boxes are narrower than names
	namesGap   = 2   // between a box and the list
)

// Names completes known names while the user types in a box. The list stands below the
// box. The arrow keys and Enter or Tab choose a name, and Esc closes the list. UI goroutine
// only.
type Names struct {
	Float *fyne.Container // holds the list; it covers the form without getting its events
	list  *widgets.Completions
	found []view.Completion
	entry *input // the entry whose list is shown, nil for none
	most  int    // the greatest number of names in the list

	Values func() *view.Facets // the names that are known
	Post   func(func())        // calls a function soon on the UI goroutine
}

func newNames(most int) *Names {
	n := &Names{most: most, list: widgets.NewCompletions(), Values: func() *view.Facets { return nil }, Post: func(do func()) { do() }}
	n.Float = container.New(n, n.list)
	n.list.Place = n.Float.Refresh
	n.list.OnTake = func(row int) { n.take(row) }
	return n
}

// complete lists the names that the text before the cursor begins.
func (n *Names) complete(i *input) {
	line, whole := i.line()
	n.found = nil
	if whole && i.SelectedText() == "" {
		others, values := strings.Split(i.Text, "\n"), n.Values()
		if i.of == view.Language {
			values = values.Named(view.Language, words.Language)
		}
		for _, c := range view.CompleteValue(strings.TrimSpace(line), i.of, values) {
			if len(n.found) < n.most && !slices.Contains(others, c.Text) {
				n.found = append(n.found, c)
			}
		}
	}
	n.entry = i
	list := make([]widgets.Completion, len(n.found))
	for at, c := range n.found {
		list[at] = widgets.Completion{Text: c.Text, From: c.From, To: c.To, Books: c.Books}
	}
	n.list.Set(list)
}

// Close hides the list.
func (n *Names) Close() {
	n.entry = nil
	n.list.Set(nil)
}

// shows reports whether the list of a box is shown.
func (n *Names) shows(i *input) bool { return n.entry == i && n.list.Visible() }

// steer handles a key while the list of a box is shown, and reports whether the key was
// meant for the list.
func (n *Names) steer(i *input, key fyne.KeyName) bool {
	switch {
	case !n.shows(i):
		return false
	case key == fyne.KeyDown:
		n.list.Choose(n.list.Chosen + 1)
	case key == fyne.KeyEscape:
		n.Close()
	case n.list.Chosen < 0:
		return false
	case key == fyne.KeyUp:
		n.list.Choose(n.list.Chosen - 1)
	case key == fyne.KeyTab, key == fyne.KeyReturn, key == fyne.KeyEnter:
		n.take(n.list.Chosen)
	default:
		return false
	}
	return true
}

// take completes the name at the cursor.
func (n *Names) take(row int) {
	i, name := n.entry, n.found[row].Text
	n.Close()
	i.setLine(name)
	i.focus()
}

// left closes the list when its box has lost the focus, unless the user presses a name:
// the focus then stays.
func (n *Names) left(i *input) {
	switch {
	case !n.shows(i):
	case n.list.Pressed:
		n.Post(i.focus)
	default:
		n.Close()
	}
}

// Layout is called by Fyne. The list stands below its box, or above it if there is more
// room.
func (n *Names) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if n.entry == nil {
		return
	}
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(n.entry).Subtract(d.AbsolutePositionForObject(n.Float))
	list := fyne.NewSize(max(namesWidth, n.entry.Size().Width), n.list.MinSize().Height)
	below := at.Y + n.entry.Size().Height + namesGap
	if above := at.Y - namesGap - list.Height; below+list.Height > size.Height && above >= 0 {
		below = above
	}
	n.list.Move(fyne.NewPos(max(0, min(at.X, size.Width-list.Width)), below))
	n.list.Resize(list)
}

// MinSize is called by Fyne: a floating list needs no room.
func (n *Names) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
