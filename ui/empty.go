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
	"lectern/ui/sidebar"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// blank says why no books are shown, and what the user can do about it.
type blank struct {
	title, text string
	action      string // the label of the button; empty for no button
	root        string // the folder that actionSettings is about
}

// The actions of a blank, by the labels of their buttons.
const (
	actionAdd   = "Add folder…"
	actionClear = "Clear the search"
	actionAll   = "Show all books"
	actionScan  = "Rescan"
	actionTable = "Show the table"

	actionHidden   = "Show removed books"
	actionSettings = "Folder settings…"
)

// whyBlank explains why a view has no books.
func whyBlank(v *view.View, s *library.Status, soon bool) blank {
	switch {
	case v.Total() == 0 && len(s.Roots) == 0 && !soon:
		return blank{title: "Add your audiobooks", action: actionAdd,
			text: "Drop a folder on this window, or double-click one under Browse.\nLectern never changes your files unless you ask it to."}
	case v.Total() == 0 && (s.Busy() || soon):
		return blank{title: "Looking for audiobooks…", text: "Books appear as they are found."}
	case v.Total() == 0 && v.Hidden > 0 && v.Query.Text == "":
		return blank{title: "All books were removed", text: "They were taken out of the library. Their files are where they were.", action: actionHidden}
	case v.Total() == 0:
		for _, r := range s.Roots {
			if r.Reason != "" {
				return blank{title: "This folder could not be read", text: words.Brief(words.Path(r.Path), words.BriefPath) + "\n" + r.Reason, action: actionScan}
			}
		}
		if b, ignored := whyIgnored(s.Roots, ""); ignored {
			return b
		}
		return blank{title: "No audiobooks here", text: "No audio file was found in " + words.Brief(words.Path(s.Roots[0].Path), words.BriefPath) + ".", action: actionAdd}
	case v.Query.Text == textMissing:
		return blank{title: "No missing books", text: "Every file is where it should be.", action: actionClear}
	case v.Query.Text == textFaulty:
		return blank{title: "No unreadable books", text: "Every file can be read.", action: actionClear}
	case v.Query.Text == sidebar.RecentText:
		return blank{title: "No new books", text: "No book was added in the last 30 days.", action: actionAll}
	case v.Query.Text != "":
		if field, value := sidebar.OnlyChoice(v.Query.Text); value != "" {
			return noSuchBook(field, value, s.CanUndo())
		}
		return blank{title: "Nothing matches “" + words.Brief(v.Query.Text, words.BriefName) + "”", text: whyNoMatch(v.Query.Text), action: actionClear}
	default:
		if b, ignored := whyIgnored(s.Roots, v.Query.Folder); ignored {
			return b
		}
		return blank{title: "No audiobooks in this folder", text: words.Brief(words.Path(v.Query.Folder), words.BriefPath), action: actionAll}
	}
}

// whyIgnored explains that scans ignored files of a root that has no books: the root
// with this path, or any root for "".
func whyIgnored(roots []library.Root, path string) (b blank, ignored bool) {
	for _, r := range roots {
		name := words.Brief(words.Path(r.Path), words.BriefPath)
		switch {
		case path != "" && path != r.Path:
		case r.Skipped:
			return blank{"No audiobooks here", name + "\nhas no audio files except those that the folder’s settings skip.", actionSettings, r.Path}, true
		case r.Marked:
			return blank{"No audiobooks here", name + "\nhas no audio files except in folders that a file called .ignore or .nomedia hides.", actionScan, r.Path}, true
		}
	}
	return blank{}, false
}

// whyNoMatch explains that a query finds no book.
func whyNoMatch(query string) string {
	terms := view.Terms(query)
	switch isWord := func(t view.Term) bool { return words.Term(t) == "" }; {
	case slices.ContainsFunc(terms, isWord):
		return "Lectern searched " + searchedFields() + ", folder and file name."
	case len(terms) == 1:
		return "No book meets this condition."
	default:
		return "No book meets all of these conditions."
	}
}

// searchedFields lists the fields in which a word is searched, in two lines.
func searchedFields() string {
	const firstLine = 7
	var names []string
	for f := range book.Fields {
		if i := f.Info(); i.Searched {
			names = append(names, i.One)
		}
	}
	at := min(firstLine, len(names)-1)
	return strings.Join(names[:at], ", ") + ",\n" + strings.Join(names[at:], ", ")
}

// noSuchBook explains that no book has a value: often the user has just edited the last
// book with it.
func noSuchBook(field view.Field, value string, canUndo bool) blank {
	what := field.String()
	if field == view.Is {
		what, value = "problem", words.StateName(value)
	}
	text := "Its books may have been edited or removed; the search still asks for it."
	if canUndo {
		text += "\nIf that was by mistake, Ctrl+Z takes it back."
	}
	return blank{title: "No book has the " + what + " “" + words.Brief(value, words.BriefName) + "” now", text: text, action: actionClear}
}

// whyNoSeries explains why a list by series has no series.
func whyNoSeries(v *view.View) blank {
	text := "None of these " + words.Number(v.Len()) + " books belongs to a series."
	if v.Len() == 1 {
		text = "The one book here belongs to no series."
	}
	if v.Query.Text != "" {
		return blank{title: "No series here", text: text, action: actionClear}
	}
	return blank{title: "No series here", action: actionTable,
		text: text + "\nSeries are read from tags and from files next to the book.\nYou can also add one: select a book in the table and press F2."}
}

// empty is shown in place of the books if there are none.
type empty struct {
	*fyne.Container
	shown  blank
	title  *widget.Label
	text   *widget.Label
	button *widgets.Button
}

func newEmpty(icon fyne.Resource, act func(blank)) *empty {
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
	e.Container = container.New(blankly{}, container.NewVBox(
		image, widgets.NewSpacer(8), e.title, e.text, widgets.NewSpacer(4),
		container.NewHBox(layout.NewSpacer(), e.button, layout.NewSpacer())))
	e.Hide()
	return e
}

// blankWidth and blankHeight limit the room that a blank takes or asks for, in pixels.
const blankWidth, blankHeight = 600, 300

// blankly lays a blank out in the middle. Long texts, such as a query or the name of a
// folder, do not enlarge the window.
type blankly struct{}

// Layout is called by Fyne.
func (blankly) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o, width := objects[0], fyne.Min(size.Width, blankWidth)
	o.Resize(fyne.NewSize(width, size.Height)) // its lines are broken to that width
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos((size.Width-width)/2, fyne.Max(0, (size.Height-height)/2)))
}

// MinSize is called by Fyne.
func (blankly) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Min(fyne.NewSize(blankWidth/2, blankHeight))
}

// show explains why a view has no books. It hides if there are books, or soon will be.
// soon says that roots are about to be scanned, and unserial that the books are shown
// by series but have none.
func (e *empty) show(v *view.View, s *library.Status, soon, unserial bool) {
	var b blank
	switch {
	case unserial:
		b = whyNoSeries(v)
	case v.Len() > 0 || s.Restoring && v.Total() == 0:
		e.Hide()
		return
	default:
		b = whyBlank(v, s, soon)
	}
	if b != e.shown {
		e.shown = b
		e.title.SetText(b.title)
		e.text.SetText(b.text)
		e.button.SetText(b.action)
		e.button.Hidden = b.action == ""
		e.Refresh()
	}
	e.Show()
}
