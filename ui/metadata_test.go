package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lectern/library/book"
	"lectern/ui/widgets"
)

// TestMetadataPreview: the preview lists what would be written, leaves a file of somebody
// else alone unless the user ticks the box, and writes the rest.
func TestMetadataPreview(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(widgets.Theme{Appearance: widgets.Light})
	w := newTestWindow(t, Options{})
	w.Resize(fyne.NewSize(1000, 700))
	once := collectPosts(w)
	settle := func() {
		for range 3 {
			once()
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"Emma", "Lady Susan", "Persuasion"} {
		write(t, filepath.Join(dir, name, "1.mp3"))
	}
	foreign := filepath.Join(dir, "Emma", "metadata.json")
	const theirs = `{"title":"Emma","tags":["Loved"],"publisher":"Theirs"}`
	if err := os.WriteFile(foreign, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	w.lib.AddRoot(dir)
	await := func(done func() bool) {
		t.Helper()
		late := time.After(patience)
		for {
			w.rows.Publish(w.lib.View())
			if settle(); done() && !w.lib.Status().Busy() {
				return
			}
			select {
			case <-w.refresh.news:
			case <-late:
				t.Fatal("nothing more comes")
			}
		}
	}
	await(func() bool { return w.rows.Length() == 3 && w.rows.View().At(0).Publisher == "Theirs" })
	publisher := "Mine"
	edits := map[book.ID]map[string]*string{}
	for row := range w.rows.Length() {
		edits[w.rows.View().At(row).ID] = map[string]*string{"publisher": &publisher}
	}
	w.lib.Edit(edits)
	await(func() bool { return w.rows.View().At(0).Publisher == "Mine" })

	open := func() (list *widgets.EscapeList, foreign *widgets.EscapeCheck, agree *widgets.EscapeButton, said string) {
		t.Helper()
		w.selection.All()
		w.commands.metadata.show(w.selection.Books())
		settle()
		buttons := withinTop[*widgets.EscapeButton](w)
		said = strings.Join(textsOnTop(w), "\n")
		return withinTop[*widgets.EscapeList](w)[0], withinTop[*widgets.EscapeCheck](w)[0], buttons[len(buttons)-1], said
	}
	list, tick, agree, said := open()
	for _, want := range []string{
		"2 files are new, 1 file is not Lectern’s.", "Undo does not take written files back.", "not Lectern’s file", "Publisher: “Theirs” becomes “Mine”", "new file",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the preview lacks %q:\n%s", want, said)
		}
	}
	if agree.Text != "Write 2 files" || !tick.Visible() || list.Length() < 7 {
		t.Errorf("%q, %v, %d lines", agree.Text, tick.Visible(), list.Length())
	}
	test.Tap(agree)
	settle()
	if w.messages.message.Text != "Wrote 2 metadata files." {
		t.Errorf("%+v", w.messages.message)
	}
	if now, _ := os.ReadFile(foreign); string(now) != theirs {
		t.Errorf("their file is now %s", now)
	}
	if _, err := os.Stat(filepath.Join(dir, "Persuasion", "metadata.json")); err != nil {
		t.Error(err)
	}

	await(func() bool { return true })
	_, tick, agree, said = open()
	if agree.Text != "Write 0 files" || !agree.Disabled() || !strings.Contains(said, "2 files are up to date") {
		t.Errorf("%q:\n%s", agree.Text, said)
	}
	tick.SetChecked(true)
	if agree.Text != "Write 1 file" || agree.Disabled() {
		t.Errorf("with the tick: %q", agree.Text)
	}
	test.Tap(agree)
	settle()
	if now, _ := os.ReadFile(foreign); !strings.Contains(string(now), `"Mine"`) || !strings.Contains(string(now), `"Loved"`) {
		t.Errorf("their file is now %s", now)
	}

	// Another format, and a folder that is closed meanwhile.
	await(func() bool { return true })
	_, _, agree, _ = open()
	formats := withinTop[*widgets.EscapeSelect](w)[0]
	formats.SetSelected(metadataFormats[1].title)
	settle()
	if agree.Text != "Write 3 files" {
		t.Errorf("as OPF: %q", agree.Text)
	}
	if err := os.RemoveAll(filepath.Join(dir, "Lady Susan")); err != nil {
		t.Fatal(err)
	}
	test.Tap(agree)
	settle()
	all := textsOnTop(w)
	if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, "The file or folder does not exist: ") }) {
		t.Errorf("the failures are %q", all)
	}
	if !strings.HasPrefix(w.messages.message.Text, "Wrote 2 metadata files. 1 file could not be written.") {
		t.Errorf("%q", w.messages.message.Text)
	}
	w.dialogs.leave()
	if w.dialogs.covered() {
		t.Error("Esc does not close the list")
	}
}

// textsOnTop returns the texts of the labels in the topmost dialog.
func textsOnTop(w *Window) (all []string) {
	for _, l := range withinTop[*widget.Label](w) {
		all = append(all, l.Text)
	}
	for _, r := range withinTop[*widget.RichText](w) {
		all = append(all, r.String())
	}
	return all
}

// TestMetadataReportOfCancelled: the report says that the user cancelled.
func TestMetadataReportOfCancelled(t *testing.T) {
	w, _, _ := exporting(t)
	w.commands.metadata.report(3, nil, true)
	if got := w.messages.message.Text; got != "The writing was cancelled. Wrote 3 metadata files." {
		t.Errorf("%q", got)
	}
}
