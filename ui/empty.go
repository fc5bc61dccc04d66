package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// emptyState says why no books are shown, and what the user can do about it.
type emptyState struct {
	title, text string
	action      string // the label of the button; empty for no button
	root        string // the folder that actionSettings is about
}

// The actions of an emptyState, by the labels of their buttons.
var (
	actionAdd   = i18n.Mark("Add folder…")
	actionClear = i18n.Mark("Clear the search")
	actionAll   = i18n.Mark("Show all books")
	actionScan  = i18n.Mark("Rescan")
	actionTable = i18n.Mark("Show the table")

	actionHidden   = i18n.Mark("Show removed books")
	actionSettings = i18n.Mark("Folder settings…")
)

// whyEmpty explains why a view has no books.
func whyEmpty(v *view.View, s *library.Status, pending bool) emptyState {
	text := strings.TrimSpace(v.Query.Text)
	switch {
	case v.Total() == 0 && len(s.Roots) == 0 && !pending:
		return emptyState{title: i18n.Text("Add your audiobooks"), action: actionAdd,
			text: i18n.Text("Drop a folder on this window, or double-click one under Browse.\nLectern never changes your files unless you ask it to.")}
	case v.Total() == 0 && (s.Busy() || pending):
		return emptyState{title: i18n.Text("Looking for audiobooks…"), text: i18n.Text("Books appear as they are found.")}
	case v.Total() == 0 && v.Hidden > 0 && text == "":
		return emptyState{title: i18n.Text("All books were removed"), text: i18n.Text("They were taken out of the library. Their files are where they were."), action: actionHidden}
	case v.Total() == 0:
		for _, r := range s.Roots {
			if r.Reason != "" {
				return emptyState{title: i18n.Text("This folder could not be read"), text: words.Brief(words.Path(r.Path), words.BriefPath) + "\n" + i18n.Text(r.Reason), action: actionScan}
			}
		}
		if b, ignored := whyIgnored(s.Roots, ""); ignored {
			return b
		}
		return emptyState{title: i18n.Text("No audiobooks here"), text: i18n.Text("No audio file was found in {{.Folder}}.", "Folder", words.Brief(words.Path(s.Roots[0].Path), words.BriefPath)), action: actionAdd}
	case text != "" && v.Query.Folder != "": // what follows is about the whole library
		return emptyState{title: i18n.Text("Nothing in this folder matches “{{.Search}}”", "Search", words.Brief(text, words.BriefName)),
			text: words.Brief(words.Path(v.Query.Folder), words.BriefPath), action: actionClear}
	case text == textMissing:
		return emptyState{title: i18n.Text("No missing books"), text: i18n.Text("Every file is where it should be."), action: actionClear}
	case text == textFaulty:
		return emptyState{title: i18n.Text("No unreadable books"), text: i18n.Text("Every file can be read."), action: actionClear}
	case text == textProtected:
		return emptyState{title: i18n.Text("No copy-protected books"), text: i18n.Text("No file is protected against copying (DRM)."), action: actionClear}
	case text == sidebar.StartedText:
		return emptyState{title: i18n.Text("No book in progress"), text: i18n.Text("Books that you play are listed here until you finish them."), action: actionAll}
	case text == sidebar.RecentText:
		return emptyState{title: i18n.Text("No new books"), text: i18n.Text("No book was added in the last 30 days."), action: actionAll}
	case text != "":
		if field, value := sidebar.OnlyChoice(text); value != "" {
			return noSuchBook(field, value, s.CanUndo())
		}
		return emptyState{title: i18n.Text("Nothing matches “{{.Search}}”", "Search", words.Brief(text, words.BriefName)), text: whyNoMatch(text), action: actionClear}
	default:
		if b, ignored := whyIgnored(s.Roots, v.Query.Folder); ignored {
			return b
		}
		return emptyState{title: i18n.Text("No audiobooks in this folder"), text: words.Brief(words.Path(v.Query.Folder), words.BriefPath), action: actionAll}
	}
}

// whyIgnored explains that scans ignored files of a root that has no books: the root
// with this path, or any root for "".
func whyIgnored(roots []library.Root, path string) (b emptyState, ignored bool) {
	for _, r := range roots {
		name := words.Brief(words.Path(r.Path), words.BriefPath)
		switch {
		case path != "" && path != r.Path:
		case r.Skipped:
			return emptyState{i18n.Text("No audiobooks here"), i18n.Text("{{.Folder}}\nhas no audio files except those that the folder’s settings skip.", "Folder", name), actionSettings, r.Path}, true
		case r.HasMarkers:
			return emptyState{i18n.Text("No audiobooks here"), i18n.Text("{{.Folder}}\nhas no audio files except in folders that a file called .ignore or .nomedia hides.", "Folder", name), actionScan, r.Path}, true
		}
	}
	return emptyState{}, false
}

// whyNoMatch explains that a query finds no book.
func whyNoMatch(query string) string {
	terms := view.Terms(query)
	switch isWord := func(t view.Term) bool { return words.Term(t) == "" }; {
	case slices.ContainsFunc(terms, isWord):
		return i18n.Text("Lectern searched {{.Fields}}, folder and file name.", "Fields", searchedFields())
	case len(terms) == 1:
		return i18n.Text("No book meets this condition.")
	default:
		return i18n.Text("No book meets all of these conditions.")
	}
}

// searchedFields lists the fields in which a word is searched, in two lines.
func searchedFields() string {
	const firstLine = 7
	var names []string
	for f := range book.Fields {
		if i := f.Info(); i.Searched {
			names = append(names, i18n.Text(i.One))
		}
	}
	at := min(firstLine, len(names)-1)
	return i18n.List(names[:at]...) + strings.TrimSpace(i18n.Comma()) + "\n" + i18n.List(names[at:]...)
}

// noSuchBook explains that no book has a value: often the user has just edited the last
// book with it.
func noSuchBook(field view.Field, value string, canUndo bool) emptyState {
	what := field.String()
	if field == view.Is {
		what, value = i18n.Mark("problem"), words.StateName(value)
	}
	text := i18n.Text("Its books may have been edited or removed; the search still asks for it.")
	if canUndo {
		text += "\n" + i18n.Text("If that was by mistake, Ctrl+Z takes it back.")
	}
	return emptyState{title: i18n.Text("No book has the {{.Field}} “{{.Value}}” now", "Field", i18n.Text(what), "Value", words.Brief(value, words.BriefName)), text: text, action: actionClear}
}

// whyNoSeries explains why a list by series has no series. files says that rows are files, not
// books.
func whyNoSeries(v *view.View, files bool) emptyState {
	text := i18n.Text("{{.Books}} without a series.", "Books", words.BookCount(v.Len(), files))
	if v.Query.Text != "" {
		return emptyState{title: i18n.Text("No series here"), text: text, action: actionClear}
	}
	return emptyState{title: i18n.Text("No series here"), action: actionTable,
		text: text + "\n" + i18n.Text("Series are read from tags and from files next to the book.\nYou can also add one: select a book in the table and press F2.")}
}

// empty is shown in place of the books if there are none.
type empty struct {
	*fyne.Container
	shown  emptyState
	title  *widget.Label
	text   *widget.Label
	button *widgets.Button
}

func newEmpty(icon fyne.Resource, act func(emptyState)) *empty {
	e := &empty{title: widget.NewLabel(""), text: widget.NewLabel("")}
	e.title.SizeName = theme.SizeNameSubHeadingText
	for _, l := range []*widget.Label{e.title, e.text} {
		l.Alignment, l.Wrapping = fyne.TextAlignCenter, fyne.TextWrapWord
	}
	e.button = widgets.NewButton("", nil, func() { act(e.shown) })
	e.button.Importance = widget.HighImportance
	image := canvas.NewImageFromResource(icon)
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(96))
	e.Container = container.New(centred{}, container.NewVBox(
		image, widgets.NewSpacer(8), e.title, e.text, widgets.NewSpacer(4),
		container.NewHBox(layout.NewSpacer(), e.button, layout.NewSpacer())))
	e.Hide()
	return e
}

// emptyWidth and emptyHeight limit the room that it takes or asks for, in pixels.
const emptyWidth, emptyHeight = 600, 300

// centred lays out what is shown in place of books, in the middle. Long texts, such as a query
// or the name of a folder, do not enlarge the window.
type centred struct{}

// Layout is called by Fyne.
func (centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o, width := objects[0], fyne.Min(size.Width, emptyWidth)
	o.Resize(fyne.NewSize(width, size.Height)) // its lines are broken to that width
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos((size.Width-width)/2, fyne.Max(0, (size.Height-height)/2)))
}

// MinSize is called by Fyne.
func (centred) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Min(fyne.NewSize(emptyWidth/2, emptyHeight))
}

// show explains why a view has no books. It hides if there are books, or soon will be.
// pending says that roots are about to be scanned, and noSeries that the books are shown
// by series but have none. files says that rows are files, not books.
func (e *empty) show(v *view.View, s *library.Status, pending, noSeries, files bool) {
	var b emptyState
	switch {
	case noSeries:
		b = whyNoSeries(v, files)
	case v.Len() > 0 || s.Restoring && v.Total() == 0:
		e.Hide()
		return
	default:
		b = whyEmpty(v, s, pending)
	}
	if b != e.shown {
		e.shown = b
		e.title.SetText(b.title)
		e.text.SetText(b.text)
		e.button.SetText(i18n.Text(b.action))
		e.button.Hidden = b.action == ""
		e.Refresh()
	}
	e.Show()
}
