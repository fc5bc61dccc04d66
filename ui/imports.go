package ui

import (
	"context"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// imports take over what other programs know of the books, after a preview.
type imports struct{ w *Window }

// choose asks for a file.
func (i *imports) choose() {
	if i.w.dialogs.covered() {
		return
	}
	kept := i.w.settings.String(prefImportFolder)
	i.w.tasks.work.Go(func() {
		at := startFolder(kept)
		i.w.tasks.post(func() {
			i.w.askFile(i18n.Text("Import"), i18n.Text("Open"), at, func(string) bool { return true }, i.show)
		})
	})
}

// importForm is the preview.
type importForm struct {
	file    *library.ImportFile // nil until it is read
	what    *widget.Label       // what the file is
	users   *widgets.EscapeSelect
	who     fyne.CanvasObject // users with their caption
	summary *widget.Label
	list    *widgets.EscapeList
	ticks   map[library.ImportValues]*widgets.EscapeCheck
	agree   *widgets.EscapeButton
	plans   []library.ImportPlan
	lines   []previewLine
	turn    int // counts how often plans were begun
}

// show reads a file, and shows what would be imported.
func (i *imports) show(path string) {
	i.w.settings.SetString(prefImportFolder, filepath.Dir(path))
	leave := i.w.dialogs.leave
	f := &importForm{what: widget.NewLabel(""), summary: newParagraph(""), ticks: map[library.ImportValues]*widgets.EscapeCheck{}}
	f.what.Truncation = fyne.TextTruncateEllipsis
	f.users = widgets.NewEscapeSelect(nil, leave)
	f.users.OnChanged = func(string) { i.plan(f) }
	f.who = container.New(layout.NewFormLayout(), widget.NewLabel(i18n.Text("User")), f.users)
	f.who.Hide()
	f.list = newPreviewList(func() []previewLine { return f.lines }, leave)
	ticks := container.NewHBox()
	for v := range library.ImportAll.Each {
		t := widgets.NewEscapeCheck("", leave)
		t.Checked = true
		t.OnChanged = func(bool) { f.tell() }
		t.Hide()
		f.ticks[v] = t
		ticks.Add(t)
	}
	content := container.NewBorder(container.NewVBox(f.what, f.who, f.summary), container.NewHScroll(ticks), nil, nil, f.list)
	title := i18n.Text("Import “{{.File}}”", "File", words.Brief(filepath.Base(path), words.BriefName))
	ctx, cancel := context.WithCancel(context.Background())
	f.agree = i.w.dialogs.propose(title, content, fyne.NewSize(previewWidth, previewHeight), i18n.Text("Import"), func() { i.take(f.plans, f.values()) })
	i.w.dialogs.onClosed(cancel)
	f.summary.SetText(i18n.Text("Reading the file…"))
	f.agree.Disable()
	i.w.tasks.work.Go(func() {
		defer i.w.closing.cancels(cancel)()
		file, err := i.w.lib.ReadImport(ctx, path)
		cancelled := ctx.Err() != nil
		i.w.tasks.post(func() {
			switch {
			case cancelled:
			case err != nil:
				leave()
				i.refuse(path, err)
			default:
				i.w.log.Info("import_read", "path", path, "users", len(file.Users))
				i.fill(f, file)
			}
		})
	})
}

// refuse says why a file cannot be imported.
func (i *imports) refuse(path string, err error) {
	name := words.Brief(filepath.Base(path), words.BriefName)
	i.w.messages.complain(i18n.Text("“{{.Name}}” cannot be imported: {{.Reason}}.", "Name", name, "Reason", i.w.messages.reason(err)), "")
}

// fill shows a file that was read.
func (i *imports) fill(f *importForm, file *library.ImportFile) {
	f.file = file
	f.what.SetText(words.ImportKind(file))
	f.ticks[library.ImportTags].Checked = file.Kind == library.ImportOwn // tags of others are not those of the user
	most := 0
	for n, u := range file.Users {
		name := i18n.Count(len(u.Entries), "{{.Name}}, {{.Count}} book", "{{.Name}}, {{.Count}} books", "Name", words.Brief(u.Name, words.BriefName))
		f.users.Options = append(f.users.Options, unlike(f.users.Options, name))
		if len(u.Entries) > len(file.Users[most].Entries) {
			most = n
		}
	}
	if len(file.Users) > 1 {
		f.who.Show()
	}
	f.users.SetSelectedIndex(most) // calls plan
}

// unlike returns a text with a number behind it if it is one of others: of equal options, a select
// knows only the first.
func unlike(others []string, text string) string {
	other := text
	for n := 2; slices.Contains(others, other); n++ {
		other = text + " (" + i18n.Number(n) + ")"
	}
	return other
}

// plan finds the books of the chosen user.
func (i *imports) plan(f *importForm) {
	f.turn++
	f.plans, f.lines = nil, nil
	f.list.Refresh()
	f.summary.SetText(i18n.Text("Reading the file…"))
	f.agree.Disable()
	turn, entries := f.turn, f.file.Users[f.users.SelectedIndex()].Entries
	i.w.tasks.work.Go(func() {
		plans := i.w.lib.PlanImport(entries)
		i.w.tasks.post(func() {
			if turn == f.turn {
				f.plans = plans
				f.tell()
				i.w.log.Info("import_planned", "entries", len(plans))
			}
		})
	})
}

// values returns the values that are ticked.
func (f *importForm) values() (all library.ImportValues) {
	for v, t := range f.ticks {
		if t.Checked {
			all |= v
		}
	}
	return all
}

// tell shows the plans, and how many books would change.
func (f *importForm) tell() {
	if f.plans == nil { // they are being made
		return
	}
	values := f.values()
	n := words.CountImport(f.plans, values)
	said := n.Sentence()
	if doubts := words.ImportDoubts(f.file); doubts != "" {
		said += " " + doubts
	}
	f.summary.SetText(said)
	f.lines = importLines(f.plans, values)
	f.list.Refresh()
	for v, t := range f.ticks {
		t.Hidden = n.Of[v] == 0
		t.SetText(i18n.Text("{{.Value}} ({{.Count}})", "Value", words.ImportValue(v), "Count", i18n.Number(n.Of[v])))
	}
	f.agree.SetText(i18n.Count(n.Changed+n.Gone, "Update {{.Count}} book", "Update {{.Count}} books"))
	widgets.SetEnabled(f.agree, n.Changed+n.Gone > 0)
}

// take imports plans, says how many books changed, and offers to undo it.
func (i *imports) take(plans []library.ImportPlan, values library.ImportValues) {
	began := time.Now()
	i.w.tasks.work.Go(func() {
		n := i.w.lib.Import(plans, values)
		i.w.tasks.post(func() {
			i.w.messages.clear()
			i.w.log.Info("imported", "books", n, "ms", time.Since(began).Milliseconds())
			text := i18n.Count(n, "{{.Count}} book updated", "{{.Count}} books updated")
			if n == 0 {
				i.w.messages.link(done{text: text}, 0, nil)
				return
			}
			i.w.messages.confirm(text, library.Imported)
			i.w.refresh.wake()
		})
	})
}
