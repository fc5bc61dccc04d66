package ui

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library"
	"lectern/library/book"
	"lectern/library/view"
	"lectern/ui/i18n"
	"lectern/ui/notices"
	"lectern/ui/widgets"
)

// fonts has the fonts for the titles and names of the books read, and tells the user once which
// are not installed.
type fonts struct {
	w     *Window
	asked bool                                      // in this session
	lacks func(rune) bool                           // reports whether no font has a letter
	read  func(letter string, style fyne.TextStyle) // has the font of a letter read
	needs language.Tag                              // the language of the window, if no font has its letters; else language.Und
}

// shows reports whether there are fonts for all letters of a text.
func (f *fonts) shows(text string) bool { return !strings.ContainsFunc(text, f.lacks) }

// useReadableLanguage makes English the language of the window if no font has the letters of
// the language in use. It must be called before any text is made.
func (f *fonts) useReadableLanguage() {
	if in := i18n.Language(); !f.shows(ownName(in)) {
		f.needs = in
		i18n.Use(language.English)
	}
}

// scripts are the scripts that the toolkit's own font lacks, each with a letter and a
// font.
var scripts = []struct {
	tables []*unicode.RangeTable
	letter rune
	font   string
}{
	{[]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}, '書', "Noto Sans CJK"},
	{[]*unicode.RangeTable{unicode.Arabic}, 'ا', "Noto Sans Arabic"},
	{[]*unicode.RangeTable{unicode.Hebrew}, 'א', "Noto Sans Hebrew"},
	{[]*unicode.RangeTable{unicode.Devanagari}, 'अ', "Noto Sans Devanagari"},
	{[]*unicode.RangeTable{unicode.Bengali}, 'অ', "Noto Sans Bengali"},
	{[]*unicode.RangeTable{unicode.Tamil}, 'அ', "Noto Sans Tamil"},
	{[]*unicode.RangeTable{unicode.Thai}, 'ก', "Noto Sans Thai"},
	{[]*unicode.RangeTable{unicode.Georgian}, 'ა', "Noto Sans Georgian"},
	{[]*unicode.RangeTable{unicode.Armenian}, 'հ', "Noto Sans Armenian"},
}

// check has the fonts read once the library is, before the user comes to the titles that need
// them, and looks for missing ones.
func (f *fonts) check(v *view.View, s *library.Status) {
	if f.asked || s.Busy() || v.Total() == 0 && f.needs == language.Und {
		return
	}
	f.asked = true
	all := v.Snapshot()
	f.w.tasks.work.Go(func() {
		var names []string // of the missing fonts; belongs to the UI goroutine
		for _, i := range usedScripts(all, ownName(f.needs)) {
			s := scripts[i]
			for _, style := range widgets.Styles { // a task for each, so that the window does not wait
				f.w.tasks.post(func() { f.read(string(s.letter), style) })
			}
			f.w.tasks.post(func() {
				if f.lacks(s.letter) {
					names = append(names, s.font)
				}
			})
		}
		f.w.tasks.post(func() { f.tell(names) })
	})
}

// usedScripts returns the scripts in a text and in titles and names of authors, by their
// places in scripts.
func usedScripts(all *book.Snapshot, text string) (used []int) {
	for i, s := range scripts {
		in := func(r rune) bool { return unicode.In(r, s.tables...) }
		if strings.ContainsFunc(text, in) {
			used = append(used, i)
			continue
		}
		for _, b := range all.All() {
			if strings.ContainsFunc(b.Title, in) || strings.ContainsFunc(b.Author(), in) {
				used = append(used, i)
				break
			}
		}
	}
	return used
}

// tell tells the user which fonts are missing.
func (f *fonts) tell(names []string) {
	if len(names) == 0 || f.w.settings.Bool(prefFonts) {
		return
	}
	text := i18n.Text("Some titles need a font that is not installed.")
	if f.needs != language.Und {
		text = i18n.Text("Lectern is in English, because a font for {{.Language}} is not installed.", "Language", display.English.Tags().Name(f.needs))
	}
	why := i18n.Text("Install {{.Fonts}}, and start Lectern again.", "Fonts", i18n.List(names...))
	f.w.messages.fonts = notices.Notice{Text: text, Why: why, Calm: true, Key: notices.FontsKey}
	f.w.messages.tell(f.w.lib.Status())
}
