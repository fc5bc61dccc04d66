package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/ui/i18n"
	"lectern/ui/words"
)

// ChosenLanguage returns the language that the user chose, from the file of the preferences.
// It is language.Und if the user chose none.
func ChosenLanguage(preferences string) language.Tag {
	values, err := readPreferences(preferences)
	if err != nil {
		return language.Und // openPreferences logs the reason
	}
	code, _ := values[prefLanguage].(string)
	tag, err := language.Parse(code)
	if err != nil {
		return language.Und
	}
	return tag
}

// ownName returns the name of a language in this language: "Deutsch".
func ownName(tag language.Tag) string {
	return words.Capital(display.Self.Name(tag))
}

// language returns the row for the language of the window, which is that of the next start.
// It offers the languages for which there are fonts, once the list has the focus: to find
// that out, the toolkit may read a font of many megabytes.
func (d *preferencesDialog) language() fyne.CanvasObject {
	all := options[string]{{i18n.Mark("Match system"), ""}}
	for _, tag := range i18n.Languages() {
		all = append(all, option[string]{ownName(tag), tag.String()})
	}
	note := widget.NewLabel(i18n.Text("Lectern changes the language at its next start."))
	note.Hide()
	now := d.w.settings.String(prefLanguage)
	list := pick(d, all, now, func(code string) {
		d.w.settings.SetString(prefLanguage, code)
		note.Hidden = code == now
		note.Refresh()
	})
	list.OnFocus = func() {
		list.Options = slices.DeleteFunc(all.titles(), func(name string) bool { return !d.w.fonts.shows(name) })
	}
	return container.NewVBox(list, note)
}
