package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

const exportWidth = 560 // of the dialog, in pixels

// exportFormats are the formats, and the extensions of their files.
var exportFormats = options[library.ExportFormat]{
	{i18n.Mark("Spreadsheet (CSV)"), library.ExportCSV},
	{i18n.Mark("Web page with covers (HTML)"), library.ExportHTML},
	{i18n.Mark("Markdown table"), library.ExportMarkdown},
	{"JSON", library.ExportJSON},
	{i18n.Mark("JSON, a line per book (ndjson)"), library.ExportNDJSON},
	{i18n.Mark("All your progress, ratings, notes, tags and edits (JSON)"), library.ExportOwn},
}

var exportExtensions = [...]string{
	library.ExportCSV: ".csv", library.ExportHTML: ".html", library.ExportMarkdown: ".md",
	library.ExportJSON: ".json", library.ExportNDJSON: ".ndjson", library.ExportOwn: ".json",
}

// exportForm asks what to export, and where.
type exportForm struct {
	content  fyne.CanvasObject
	name     *widgets.EscapeEntry
	folder   string
	onBrowse func()
	onChange func() // the name changed

	books   *widgets.EscapeSelect
	formats *widgets.EscapeSelect
	columns *widgets.EscapeSelect
	where   *widget.Label
}

// newExportForm makes the form. shown and selected are numbers of books or, if rows are files,
// of files, and chosen is the number of columns that the user chose for the table, also those
// that have no room. Esc calls escape.
func newExportForm(shown, selected, chosen int, s settings, folder string, escape func()) *exportForm {
	f := &exportForm{onBrowse: func() {}, onChange: func() {}}
	title, files := i18n.Text("Books"), s.everyFile()
	if files {
		title = i18n.Text("Files")
	}
	which := []string{i18n.Text("Shown: {{.Books}}", "Books", words.BookCount(shown, files))}
	if selected > 0 {
		which = append(which, i18n.Text("Selected: {{.Books}}", "Books", words.BookCount(selected, files)))
	}
	f.books = widgets.NewEscapeSelect(which, escape)
	f.books.SetSelectedIndex(0)
	if selected > 1 { // a single row is always selected
		f.books.SetSelectedIndex(1)
	}
	f.formats = widgets.NewEscapeSelect(exportFormats.titles(), escape)
	f.formats.SetSelectedIndex(max(0, exportFormats.index(library.ExportFormat(s.Int(prefExportFormat))))) // 0 for a format of another version
	f.columns = widgets.NewEscapeSelect([]string{i18n.Count(chosen, "The one chosen for the table", "The {{.Count}} chosen for the table"), i18n.TextIn("columns", "All")}, escape)
	f.columns.SetSelectedIndex(0)
	if s.Bool(prefExportAll) {
		f.columns.SetSelectedIndex(1)
	}
	f.name = widgets.NewEscapeEntry(1, escape)
	f.name.SetText(i18n.Text("Audiobooks") + f.extension())
	f.name.OnChanged = func(string) { f.onChange() }
	f.formats.OnChanged = func(string) {
		f.name.SetText(withoutExtension(f.name.Text) + f.extension())
		f.tell()
	}
	f.tell()
	f.where = widget.NewLabel("")
	f.where.Truncation = fyne.TextTruncateEllipsis
	f.setFolder(folder)
	browse := widgets.NewEscapeButton(i18n.Text("Choose…"), func() { f.onBrowse() }, escape)

	form := container.New(layout.NewFormLayout())
	for _, row := range []struct {
		title string
		field fyne.CanvasObject
	}{
		{title, f.books}, {i18n.Text("Format"), f.formats}, {i18n.Text("Columns"), f.columns}, {i18n.Text("File name"), f.name},
		{i18n.Text("Folder"), container.NewBorder(nil, nil, nil, browse, f.where)},
	} {
		form.Add(widget.NewLabel(row.title))
		form.Add(row.field)
	}
	f.content = form
	return f
}

// tell shows whether the user chooses books and columns: what the user knows is exported
// whole.
func (f *exportForm) tell() {
	widgets.SetEnabled(f.books, f.format() != library.ExportOwn)
	widgets.SetEnabled(f.columns, f.format() != library.ExportOwn)
}

func (f *exportForm) setFolder(path string) {
	f.folder = path
	f.where.SetText(words.Brief(words.Path(path), words.BriefPath))
}

func (f *exportForm) format() library.ExportFormat {
	return exportFormats[f.formats.SelectedIndex()].value
}
func (f *exportForm) selected() bool    { return f.books.SelectedIndex() == 1 }
func (f *exportForm) allColumns() bool  { return f.columns.SelectedIndex() == 1 }
func (f *exportForm) extension() string { return exportExtensions[f.format()] }

// path returns the path of the file.
func (f *exportForm) path() string {
	name := strings.TrimSpace(f.name.Text)
	if !hasExtension(name) {
		name = strings.TrimSuffix(name, ".") + f.extension()
	}
	return filepath.Join(f.folder, name)
}

// hasExtension reports whether a name ends with an extension, unlike “Books 29.11.2026” and
// “Books of Dr. Who”.
func hasExtension(name string) bool {
	ext := filepath.Ext(name)
	return strings.ContainsFunc(ext, unicode.IsLetter) && !strings.Contains(ext, " ")
}

// valid reports whether the name can be that of a file.
func (f *exportForm) valid() bool {
	name := strings.TrimSpace(f.name.Text)
	return strings.Trim(name, ".") != "" && !strings.ContainsAny(name, "/\\\x00")
}

// keep saves the choices for the next export.
func (f *exportForm) keep(s settings) {
	s.SetString(prefExportFolder, f.folder)
	s.SetInt(prefExportFormat, int(f.format()))
	s.SetBool(prefExportAll, f.allColumns())
}

// withoutExtension removes the extension of a format from a name.
func withoutExtension(name string) string {
	if ext := filepath.Ext(name); slices.Contains(exportExtensions[:], strings.ToLower(ext)) {
		return strings.TrimSuffix(name, ext)
	}
	return name
}
