package widgets

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2/theme"
)

// contrast is the contrast ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// over returns the colour of a translucent colour on top of another.
func over(top, back color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(top.A) + int(b)*(255-int(top.A)) + 127) / 255) }
	return color.NRGBA{R: mix(top.R, back.R), G: mix(top.G, back.G), B: mix(top.B, back.B), A: 255}
}

func TestTextIsReadable(t *testing.T) {
	back, selection, hover := shades[theme.ColorNameBackground], shades[theme.ColorNameSelection], shades[theme.ColorNameHover]
	backgrounds := map[string]shade{
		"a row":          back,
		"the sidebar":    shades[ColorSidebar],
		"a dialog":       shades[theme.ColorNameOverlayBackground],
		"a selected row": {over(selection.light, back.light), over(selection.dark, back.dark)},
		"a hovered row":  {over(hover.light, back.light), over(hover.dark, back.dark)},
	}
	for name, s := range shades {
		switch name {
		case theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNamePrimary, theme.ColorNameError,
			theme.ColorNameWarning, theme.ColorNameSuccess:
			for where, b := range backgrounds {
				for _, pair := range [][2]color.NRGBA{{s.light, b.light}, {s.dark, b.dark}} {
					if c := contrast(pair[0], pair[1]); c < 4.5 {
						t.Errorf("%s %v on %s %v has a contrast of %.2f, want 4.5", name, pair[0], where, pair[1], c)
					}
				}
			}
		}
	}
}

// TestGreyIsNotInk: the row of a missing book must look different from other rows.
func TestGreyIsNotInk(t *testing.T) {
	ink, grey := shades[theme.ColorNameForeground], shades[theme.ColorNamePlaceHolder]
	for _, pair := range [][2]color.NRGBA{{ink.light, grey.light}, {ink.dark, grey.dark}} {
		if c := contrast(pair[0], pair[1]); c < 2 {
			t.Errorf("%v and %v can hardly be distinguished: a contrast of %.2f", pair[0], pair[1], c)
		}
	}
}
