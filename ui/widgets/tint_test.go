package widgets

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2/theme"

	"lectern/ui/uitest"
	"lectern/ui/words"
)

// TestTintsAreReadable goes through all hues: the text stands out from the tint, and the
// tint from the background.
func TestTintsAreReadable(t *testing.T) {
	back := shades[theme.ColorNameBackground]
	hues := map[float64]bool{}
	for n := 0; len(hues) < 360; n++ {
		title := fmt.Sprint(n)
		hues[words.Hue(title)] = true
		for dark, behind := range map[bool]color.NRGBA{false: back.light, true: back.dark} {
			ground, ink := Tint(title, dark)
			if c := uitest.Contrast(ground, ink); c < 4.5 {
				t.Errorf("dark %v, hue %v: text has a contrast of %.2f", dark, words.Hue(title), c)
			}
			if c := uitest.Contrast(ground, behind); c < 1.3 {
				t.Errorf("dark %v, hue %v: the tint %v has a contrast of %.2f to the background", dark, words.Hue(title), ground, c)
			}
		}
	}
}

func TestBadgeIsReadable(t *testing.T) {
	for _, picture := range []color.NRGBA{rgb(0xFFFFFF), rgb(0x808080), rgb(0)} {
		if c := uitest.Contrast(badgeInk, over(badgeGround, picture)); c < 4.5 {
			t.Errorf("a badge on %v has a contrast of %.2f", picture, c)
		}
	}
}

func TestOKLCH(t *testing.T) {
	for want, got := range map[color.NRGBA]color.NRGBA{
		{A: 255}:                         oklch(0, 0, 0),
		{R: 255, G: 255, B: 255, A: 255}: oklch(1, 0, 0),
		{R: 255, A: 255}:                 oklch(0.62796, 0.25768, 29.234), // red, as in CSS Color 4
	} {
		if got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
