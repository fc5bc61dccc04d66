package widgets

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lectern/ui/uitest"
)

func nrgba(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

// over returns the colour of a translucent colour on top of another.
func over(top, back color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(top.A) + int(b)*(255-int(top.A)) + 127) / 255) }
	return color.NRGBA{R: mix(top.R, back.R), G: mix(top.G, back.G), B: mix(top.B, back.B), A: 255}
}

// TestTextIsReadable computes the contrast of all enabled text with every background that
// the text may have.
func TestTextIsReadable(t *testing.T) {
	for _, appearance := range []Appearance{Light, Dark} {
		colour := func(name fyne.ThemeColorName) color.NRGBA {
			return nrgba(Theme{appearance}.Color(name, theme.VariantLight))
		}
		check := func(text fyne.ThemeColorName, where string, back color.NRGBA) {
			t.Helper()
			if c := uitest.Contrast(colour(text), back); c < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want 4.5", appearance, text, where, c)
			}
		}
		on := func(name, state fyne.ThemeColorName) color.NRGBA {
			if state == "" {
				return colour(name)
			}
			return over(colour(state), colour(name))
		}
		const (
			background, dialog, menu = theme.ColorNameBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground
			heading, input, button   = theme.ColorNameHeaderBackground, theme.ColorNameInputBackground, theme.ColorNameButton
			hover, selection, focus  = theme.ColorNameHover, theme.ColorNameSelection, theme.ColorNameFocus
			ink, grey                = theme.ColorNameForeground, theme.ColorNamePlaceHolder
		)
		tones := []fyne.ThemeColorName{ink, grey, theme.ColorNamePrimary, theme.ColorNameHyperlink, theme.ColorNameError, theme.ColorNameWarning, theme.ColorNameSuccess}
		for _, place := range []fyne.ThemeColorName{background, dialog, ColorSidebar} {
			for _, state := range []fyne.ThemeColorName{"", hover, selection} {
				for _, text := range tones {
					if text == theme.ColorNamePrimary || text == theme.ColorNameHyperlink {
						if place == ColorSidebar && state == selection {
							continue // the selected folder has no links
						}
					}
					check(text, string(place)+" "+string(state), on(place, state))
				}
			}
		}
		for _, state := range []fyne.ThemeColorName{"", hover, focus} {
			check(ink, "menu "+string(state), on(menu, state))
		}
		check(grey, "menu", colour(menu)) // completions
		for _, text := range []fyne.ThemeColorName{ink, grey} {
			check(text, "headings", colour(heading))
			check(text, "headings under the pointer", on(heading, hover))
			check(text, "input", colour(input))
		}
		check(ink, "input, selected", on(input, selection))
		for text, back := range map[fyne.ThemeColorName]fyne.ThemeColorName{
			ink:                                button,
			theme.ColorNameForegroundOnPrimary: theme.ColorNamePrimary,
			theme.ColorNameForegroundOnError:   theme.ColorNameError,
		} {
			for _, state := range []fyne.ThemeColorName{"", hover, focus} {
				check(text, string(back)+" "+string(state), on(back, state))
			}
		}
	}
}

// TestGreyIsNotInk: the row of a missing book must look different from other rows.
func TestGreyIsNotInk(t *testing.T) {
	ink, grey := shades[theme.ColorNameForeground], shades[theme.ColorNamePlaceHolder]
	for _, pair := range [][2]color.NRGBA{{ink.light, grey.light}, {ink.dark, grey.dark}} {
		if c := uitest.Contrast(pair[0], pair[1]); c < 2 {
			t.Errorf("%v and %v can hardly be distinguished: a contrast of %.2f", pair[0], pair[1], c)
		}
	}
}

// TestButtonsStandOut: a button that is not the main one can be seen wherever it is.
func TestButtonsStandOut(t *testing.T) {
	button := shades[theme.ColorNameButton]
	for _, name := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameOverlayBackground, ColorSidebar} {
		place := shades[name]
		for _, pair := range [][2]color.NRGBA{{button.light, place.light}, {button.dark, place.dark}} {
			if c := uitest.Contrast(pair[0], pair[1]); c < 1.15 {
				t.Errorf("on %s: a contrast of %.2f", name, c)
			}
		}
	}
}

// TestDarkMenusStandOut: what opens above the window or a dialog has an edge. In the light a
// shadow makes it.
func TestDarkMenusStandOut(t *testing.T) {
	menu := shades[theme.ColorNameMenuBackground].dark
	for _, name := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameOverlayBackground} {
		if c := uitest.Contrast(menu, shades[name].dark); c < 1.15 {
			t.Errorf("on %s: a contrast of %.2f", name, c)
		}
	}
}

// TestLinesCanBeSeen: also those between the entries of a menu.
func TestLinesCanBeSeen(t *testing.T) {
	line := shades[theme.ColorNameSeparator]
	for _, name := range []fyne.ThemeColorName{theme.ColorNameBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground} {
		place := shades[name]
		for _, pair := range [][2]color.NRGBA{{line.light, place.light}, {line.dark, place.dark}} {
			if c := uitest.Contrast(pair[0], pair[1]); c < 1.15 {
				t.Errorf("on %s: a contrast of %.2f", name, c)
			}
		}
	}
}

// TestDisabledEntriesCanBeRead: greyed out, they still say what there is.
func TestDisabledEntriesCanBeRead(t *testing.T) {
	disabled, menu := shades[theme.ColorNameDisabled], shades[theme.ColorNameMenuBackground]
	for _, pair := range [][2]color.NRGBA{{disabled.light, menu.light}, {disabled.dark, menu.dark}} {
		if c := uitest.Contrast(pair[0], pair[1]); c < 2.6 {
			t.Errorf("a contrast of %.2f", c)
		}
	}
}
