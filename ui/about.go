package ui

import (
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lectern/library"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
	"lectern/ui/words"
)

// about is the dialog with the version of Lectern, its licences, and the paths of its
// data.
type about struct {
	w    *Window
	opts Options
}

// places are the files of Lectern, each with its name and path.
func (a *about) places() (list [][2]string) {
	add := func(name, path, none string) {
		if path == "" {
			path = none
		}
		list = append(list, [2]string{name, path})
	}
	add(i18n.Text("Catalogue"), a.opts.Library.Catalog, i18n.Text("none: this library is not kept"))
	if a.opts.Library.Catalog != "" {
		add(i18n.Text("Your edits"), library.UserPath(a.opts.Library.Catalog), "")
	}
	add(i18n.Text("Preferences"), a.opts.Preferences, i18n.Text("kept by the toolkit"))
	add(i18n.Text("Covers"), a.opts.Library.Cache, i18n.Text("not kept"))
	add(i18n.Text("Log"), a.opts.LogFile, i18n.Text("none; start Lectern with --log FILE"))
	return list
}

// text returns all the text of the dialog, for the clipboard.
func (a *about) text() string {
	lines := []string{"Lectern " + a.version()}
	for _, p := range a.places() {
		lines = append(lines, i18n.Text("{{.Name}}: {{.Value}}", "Name", p[0], "Value", p[1]))
	}
	return strings.Join(lines, "\n")
}

func (a *about) version() string {
	if v := a.w.app.Metadata().Version; v != "" {
		return v
	}
	return i18n.Text("(development)")
}

const aboutWidth, aboutIcon = 580, 56

// show shows the dialog.
func (a *about) show() {
	name := widget.NewLabel("Lectern")
	name.SizeName = theme.SizeNameSubHeadingText
	icon := canvas.NewImageFromResource(a.opts.Icon)
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(aboutIcon))
	version := widget.NewLabel(i18n.Text("Version {{.Version}}", "Version", a.version()))
	var rows []*widget.FormItem // all at once: the toolkit lays the whole form out again with each row
	for _, p := range a.places() {
		path := widget.NewLabel(words.Brief(words.Path(p[1]), words.BriefPath))
		path.Truncation = fyne.TextTruncateEllipsis
		rows = append(rows, widget.NewFormItem(p[0], path))
	}
	leave := a.w.dialogs.leave
	content := container.NewVBox(
		container.NewHBox(container.New(layout.NewCustomPaddedLayout(0, 0, widgets.Margin, 0), icon), container.New(layout.NewCustomPaddedVBoxLayout(-12), name, version)),
		widget.NewLabel(i18n.Text("© 2026 The Lectern authors. MIT License.")),
		widget.NewForm(rows...),
		container.NewHBox(
			widgets.NewEscapeButton(i18n.Text("Copy all"), func() { a.w.copyText(a.text()) }, leave),
			widgets.NewEscapeButton(i18n.Text("Licences"), a.showLicences, leave)))
	a.w.dialogs.inform(i18n.Text("About Lectern"), content, fyne.NewSize(aboutWidth, content.MinSize().Height+dialogAbove))
}

// showLicences lists the packages in the program, with their licences.
func (a *about) showLicences() {
	var lines [][2]string
	if info, known := debug.ReadBuildInfo(); known {
		for _, d := range info.Deps {
			lines = append(lines, [2]string{licenceOf(d.Path), words.Brief(d.Path, words.BriefPath)})
		}
	}
	a.w.dialogs.list(i18n.Text("Lectern is made with"), lines)
}

// licences are the licences of packages in the program, by import path or by the
// beginning of the import path.
var licences = map[string][]string{
	"BSD 3-Clause": {
		"fyne.io/fyne/", "github.com/FyshOS/fancyfs", "github.com/fsnotify/", "github.com/fyne-io/", "github.com/go-gl/glfw/",
		"github.com/go-text/", "github.com/gofrs/", "github.com/google/uuid", "github.com/remyoudompheng/", "github.com/srwiley/",
		"golang.org/x/", "google.golang.org/protobuf", "modernc.org/",
	},
	"BSD 2-Clause": {"github.com/godbus/"},
	"MIT": {
		"github.com/BurntSushi/", "github.com/adrg/xdg", "github.com/anthonynsimon/", "github.com/bmatcuk/", "github.com/clipperhouse/",
		"github.com/dustin/", "github.com/fredbi/", "github.com/go-gl/gl", "github.com/gobwas/", "github.com/jeandeaual/",
		"github.com/jsummers/", "github.com/mattn/", "github.com/nicksnyder/", "github.com/yuin/", "github.com/rivo/", "github.com/ncruces/",
	},
	"MPL 2.0":    {"github.com/Bios-Marcel/", "github.com/hashicorp/"},
	"Apache 2.0": {"fyne.io/systray", "github.com/moby/", "github.com/rymdport/"},
	"ISC":        {"github.com/nfnt/"},
}

// licenceOf returns the licence of a package: the entry of licences with the longest
// beginning of its path, or "" if there is none.
func licenceOf(path string) (licence string) {
	longest := 0
	for name, begins := range licences {
		for _, b := range begins {
			if strings.HasPrefix(path, b) && len(b) > longest {
				licence, longest = name, len(b)
			}
		}
	}
	return licence
}
