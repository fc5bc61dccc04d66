package widgets

import (
	"image/color"
	"math"

	"lectern/ui/words"
)

// Tint returns the colour that stands in for the cover of a book with this title, and
// the colour of text on it. All tints of an appearance are equally light, so that the
// contrast is the same for each of them.
func Tint(title string, dark bool) (ground, ink color.NRGBA) {
	hue := words.Hue(title)
	if dark {
		return oklch(0.36, 0.055, hue), oklch(0.93, 0.025, hue)
	}
	return oklch(0.87, 0.05, hue), oklch(0.36, 0.065, hue)
}

// oklch returns a colour of a lightness from 0 to 1, a chroma and a hue in degrees, as
// defined by Björn Ottosson (bottosson.github.io/posts/oklab), the closest one that a
// screen can show.
func oklch(lightness, chroma, hue float64) color.NRGBA {
	sin, cos := math.Sincos(hue * math.Pi / 180)
	a, b := chroma*cos, chroma*sin
	l := cube(lightness + 0.3963377774*a + 0.2158037573*b)
	m := cube(lightness - 0.1055613458*a - 0.0638541728*b)
	s := cube(lightness - 0.0894841775*a - 1.2914855480*b)
	return color.NRGBA{
		R: encoded(4.0767416621*l - 3.3077115913*m + 0.2309699292*s),
		G: encoded(-1.2684380046*l + 2.6097574011*m - 0.3413193965*s),
		B: encoded(-0.0041960863*l - 0.7034186147*m + 1.7076147010*s),
		A: 255,
	}
}

func cube(x float64) float64 { return x * x * x }

// encoded returns a share of light as a value of sRGB.
func encoded(x float64) uint8 {
	if x <= 0.0031308 {
		x *= 12.92
	} else {
		x = 1.055*math.Pow(x, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * max(0, min(x, 1))))
}

// isDark reports whether a background is dark.
func isDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r+g+b < 3*0x8000
}
