package ui

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/library/book"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// metadataFiles write files with the metadata of books beside them, after a preview.
type metadataFiles struct{ w *Window }

// metadataFormats are the formats in which Lectern writes metadata.
var metadataFormats = options[library.MetadataFormat]{
	{i18n.Mark("Audiobookshelf (metadata.json)"), library.MetadataJSON},
	{i18n.Mark("Calibre (metadata.opf), without chapters"), library.MetadataOPF},
}

// metadataForm is the preview.
type metadataForm struct {
	formats *widgets.EscapeSelect
	summary *widget.Label
	list    *widgets.EscapeList
	foreign *widgets.EscapeCheck
	agree   *widgets.EscapeButton
	plans   []library.MetadataPlan
	lines   []previewLine
	turn    int    // counts how often plans were begun
	cancel  func() // ends the making of the plans
}

// show shows what would be written beside books.
func (m *metadataFiles) show(books []*book.Book) {
	if len(books) == 0 || m.w.dialogs.covered() {
		return
	}
	leave := m.w.dialogs.leave
	f := &metadataForm{cancel: func() {}, summary: newParagraph("")}
	f.formats = widgets.NewEscapeSelect(metadataFormats.titles(), leave)
	f.formats.SetSelectedIndex(0)
	f.formats.OnChanged = func(string) { m.plan(f, books) }
	f.list = newPreviewList(func() []previewLine { return f.lines }, leave)
	f.foreign = widgets.NewEscapeCheck("", leave)
	f.foreign.OnChanged = func(bool) { f.tell() }
	undo := widgets.NewCaption(i18n.Text("Undo does not take written files back."))
	top := container.NewVBox(container.New(layout.NewFormLayout(), widget.NewLabel(i18n.Text("Format")), f.formats), f.summary)
	content := container.NewBorder(top, container.NewVBox(f.foreign, undo), nil, nil, f.list)
	f.agree = m.w.dialogs.propose(i18n.Text("Write metadata beside the books"), content, fyne.NewSize(previewWidth, previewHeight), i18n.Text("Write"), func() {
		m.write(f.plans, f.foreign.Checked)
	})
	m.w.dialogs.onClosed(func() { f.cancel() })
	m.plan(f, books)
}

// plan looks at the files beside books, and shows what would be written.
func (m *metadataFiles) plan(f *metadataForm, books []*book.Book) {
	f.cancel()
	f.turn++
	turn := f.turn
	ctx, cancel := context.WithCancel(context.Background())
	f.plans, f.lines = nil, nil
	f.foreign.Checked = false
	f.tell()
	var done atomic.Int64
	var stop, step func()
	step = func() {
		f.summary.SetText(i18n.Text("Looking at the files beside the books: {{.Done}} of {{.All}}…", "Done", i18n.Number(int(done.Load())), "All", i18n.Number(len(books))))
		stop = m.w.tasks.later(progressEvery, step)
	}
	step()
	f.cancel = func() {
		stop()
		cancel()
	}
	format := metadataFormats[f.formats.SelectedIndex()].value
	m.w.tasks.work.Go(func() {
		defer m.w.closing.cancels(cancel)()
		plans := m.w.lib.PlanMetadata(ctx, books, format, func(n int) { done.Store(int64(n)) })
		cancelled, lines := ctx.Err() != nil, metadataLines(plans)
		m.w.tasks.post(func() {
			if cancelled || turn != f.turn {
				return
			}
			stop()
			f.plans, f.lines = plans, lines
			f.tell()
			m.w.log.Info("metadata_planned", "books", len(plans))
		})
	})
}

// tell shows the plans, and how many files would be written.
func (f *metadataForm) tell() {
	n := words.CountMetadata(f.plans)
	if f.plans != nil {
		f.summary.SetText(n.Sentence())
	}
	f.list.Refresh()
	f.foreign.Hidden = n.Foreign == 0
	f.foreign.SetText(i18n.Count(n.Foreign, "Also replace {{.Count}} file that another program or person wrote", "Also replace {{.Count}} files that another program or person wrote"))
	if f.agree == nil {
		return
	}
	count := n.Written(f.foreign.Checked)
	if f.agree.SetText(i18n.Text("Write")); f.plans != nil {
		f.agree.SetText(i18n.Count(count, "Write {{.Count}} file", "Write {{.Count}} files"))
	}
	widgets.SetEnabled(f.agree, count > 0)
}

// write writes the files, and says what came of it.
func (m *metadataFiles) write(plans []library.MetadataPlan, foreign bool) {
	began := time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	var done atomic.Int64
	hide := m.w.dialogs.progress(m.w.tasks.later, i18n.Text("Writing metadata…"), len(plans), false, &done, cancel)
	m.w.tasks.work.Go(func() {
		defer m.w.closing.cancels(cancel)()
		written, failed := m.w.lib.WriteMetadata(ctx, plans, foreign, func(n int) { done.Store(int64(n)) })
		cancelled := ctx.Err() != nil
		m.w.tasks.post(func() {
			hide()
			m.w.log.Info("metadata_written", "files", written, "failed", len(failed), "ms", time.Since(began).Milliseconds())
			m.report(written, failed, cancelled)
		})
	})
}

// report says how many files were written, and lists those that were not.
func (m *metadataFiles) report(written int, failed []library.MetadataPlan, cancelled bool) {
	text, noUndo := i18n.Count(written, "Wrote {{.Count}} metadata file.", "Wrote {{.Count}} metadata files."), i18n.Text("Undo does not take written files back.")
	if cancelled {
		text = i18n.Count(written, "The writing was cancelled. Wrote {{.Count}} metadata file.", "The writing was cancelled. Wrote {{.Count}} metadata files.")
	}
	if len(failed) == 0 {
		m.w.messages.say(text, noUndo)
		return
	}
	text = i18n.Count(len(failed), "{{.Wrote}} {{.Count}} file could not be written.", "{{.Wrote}} {{.Count}} files could not be written.", "Wrote", text)
	m.w.messages.complain(text, noUndo)
	lines := failureLines(failed)
	list := newPreviewList(func() []previewLine { return lines }, m.w.dialogs.leave)
	m.w.dialogs.inform(i18n.Text("Files that could not be written"), list, fyne.NewSize(previewWidth, previewHeight))
}
