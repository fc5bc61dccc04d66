package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/message"
	"lectern/library/view"
	"lectern/ui/notices"
	"lectern/ui/opener"
	"lectern/ui/uitest"
	"lectern/ui/widgets"
)

// widest and tallest are the largest size that a text may make the window ask for, in
// pixels.
const widest, tallest = 800, 600

// TestLongTextsSetNoSize: a text of the user or of a disk makes neither the window
// larger, nor a dialog larger than the window.
func TestLongTextsSetNoSize(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	for name, long := range map[string]string{
		"one word": strings.Repeat("x", 2000),
		"wide":     strings.Repeat("長", 2000),
	} {
		t.Run(name, func(t *testing.T) {
			path := "/" + long
			w := newTestWindow(t, Options{})
			w.Resize(fyne.NewSize(1200, 680))
			fits := func(what string) {
				t.Helper()
				for range 2 { // lines are broken to the width that the first round gives them
					w.Resize(fyne.NewSize(1201, 681))
					w.Resize(fyne.NewSize(1200, 680))
				}
				if min := w.Content().MinSize(); min.Width > widest || min.Height > tallest {
					t.Errorf("%s: the window has to be %v", what, min)
				}
				if top := w.Canvas().Overlays().Top(); top != nil {
					if min := top.MinSize(); min.Width > widest || min.Height > tallest {
						t.Errorf("%s: the dialog has to be %v", what, min)
					}
					w.dialogs.leave()
				}
				if w.dialogs.covered() {
					t.Fatalf("%s: stays open", what)
				}
			}
			s := uitest.NewLibrary(long, "Other")
			s.Set(0, func(b *book.Book) {
				b.Path, b.Authors, b.Narrators = path, []string{long, long}, []string{long}
				b.Publisher, b.Description, b.Genres = long, long, []string{long}
				b.Series = []book.Series{{Name: long, Part: long}}
			})
			w.rows.Publish(s.View(t))
			w.newFrame()
			fits("a book")
			w.selection.Select(0)
			w.panes.details.Set(w.selection.Book())
			fits("the details")
			for _, mode := range []string{modeGrid, modeSeries, modeTable} {
				w.views.set(mode)
				fits(mode)
			}
			w.searching.box.SetText(long)
			w.searching.queryError.CheckNow(`"` + long)
			fits("the search")

			root := library.Root{Path: path, State: library.RootUnreadable, Reason: "no permission", Held: library.Held{Missing: 1, Of: 1, Rows: 1, OfRows: 1}}
			status := &library.Status{Roots: []library.Root{root}}
			other := func(more library.Root) *library.Status {
				more.Path = path
				return &library.Status{Roots: []library.Root{more}}
			}
			none := uitest.NewLibrary().View(t)
			searched := uitest.NewLibrary("Other")
			searched.Query.Text = strings.ReplaceAll(long, "/", "-")
			placed := uitest.NewLibrary("Other")
			placed.Query.Folder = path
			for what, show := range map[string]func(){
				"nothing matches":   func() { w.empty.show(searched.View(t), status, false, false, false) },
				"no such book":      func() { w.empty.show(valued(t, long), status, false, false, false) },
				"an empty root":     func() { w.empty.show(none, other(library.Root{}), false, false, false) },
				"an unreadable one": func() { w.empty.show(none, status, false, false, false) },
				"an empty folder":   func() { w.empty.show(placed.View(t), status, false, false, false) },
			} {
				show()
				if !w.empty.Visible() {
					t.Errorf("%s: no message is shown", what)
				}
				fits(what)
			}
			w.empty.Hide()

			now := time.Now()
			w.sidebar.Set([]*view.Folder{{Path: path, Books: 3}}, status, 3)
			fits("the sidebar")
			for _, s := range []*library.Status{
				status, {Notices: []library.Notice{{Message: message.New(long + ". " + long)}}},
				other(library.Root{State: library.RootOffline, Reason: long, Moved: path, Since: now}),
				other(library.Root{State: library.RootStalled}),
				other(library.Root{State: library.RootElsewhere, Owner: path}),
			} {
				w.sidebar.Set(nil, s, 3)
				w.messages.bars.Set(notices.All(s, notices.Removal{}, 0, false, now))
				fits("the notices")
			}
			w.messages.fail(&opener.Failure{Text: message.New(long), Why: message.New(long)})
			fits("a failure")
			w.messages.complain(refusalWords([]*library.Refusal{{Path: path, Sentence: long + "."}, {Path: path, Sentence: long + "."}}))
			fits("a refusal")

			books := w.selection.Books()
			if len(books) != 1 {
				t.Fatal("the book is not selected")
			}
			for what, open := range map[string]func(){
				"trash":  func() { w.commands.trashBooks(books) },
				"forget": func() { w.editor.askToForget(books, 1) },
				"edit":   func() { w.editor.editBooks(books) },
				"remove": func() { w.roots.removeRoot(path) },
				"root":   func() { w.roots.showRoot(root) },
				"vast":   func() { w.adding.take(library.Proposal{Path: path, Root: path, Vast: long}, true) },
				"cover":  func() { w.editor.offerCover(books[0], path) },
			} {
				open()
				if !w.dialogs.covered() {
					t.Fatalf("%s: no dialog opens", what)
				}
				fits(what)
			}
			w.columns.save(long)
			w.searching.saved.save(long)
			var short func(m *fyne.Menu)
			short = func(m *fyne.Menu) {
				for _, i := range m.Items {
					if width := fyne.MeasureText(i.Label, 14, fyne.TextStyle{}).Width; width > widest*3/5 {
						t.Errorf("%.20s in the menu is %v wide", i.Label, width)
					}
					if i.ChildMenu != nil {
						short(i.ChildMenu)
					}
				}
			}
			for _, m := range w.MainMenu().Items {
				short(m)
			}
			again := false
			windows := len(fyne.CurrentApp().Driver().AllWindows())
			if err := showRefusal(fyne.CurrentApp(), Refusal{Catalogue: path, Reason: errors.New(long)}, &again); err != nil {
				t.Fatal(err)
			}
			refusal := fyne.CurrentApp().Driver().AllWindows()[windows]
			if min := refusal.Content().MinSize(); min.Width > widest || min.Height > tallest {
				t.Errorf("the refusal has to be %v", min)
			}
		})
	}
}

// valued returns a view without books, found by the value of a facet.
func valued(t *testing.T, value string) *view.View {
	s := uitest.NewLibrary("Other")
	s.Query.Text = (view.Facet{Text: value}).Toggle("", view.Author)
	return s.View(t)
}
