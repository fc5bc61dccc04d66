package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Appearance is the choice between light and dark colours.
type Appearance string

// The appearances. System follows the desktop.
const (
	System Appearance = "system"
	Light  Appearance = "light"
	Dark   Appearance = "dark"
)

// Theme is Lectern's theme: warm paper and ink, with copper as the only accent. In both
// variants, the contrast of text to its background is at least 4.5:1; theme_test.go
// checks it.
type Theme struct{ Appearance Appearance }

var _ fyne.Theme = Theme{}

// shade is one colour in the light and in the dark variant.
type shade struct{ light, dark color.NRGBA }

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

func rgba(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 24), G: uint8(hex >> 16), B: uint8(hex >> 8), A: uint8(hex)}
}

// shades are the colours that differ from the toolkit's.
var shades = map[fyne.ThemeColorName]shade{
	theme.ColorNameBackground:          {rgb(0xFBFAF8), rgb(0x1B1A19)},
	theme.ColorNameForeground:          {rgb(0x24211E), rgb(0xEDE9E3)},
	theme.ColorNamePlaceHolder:         {rgb(0x5A554E), rgb(0xABA49A)},
	theme.ColorNameDisabled:            {rgb(0x9A948C), rgb(0x7C756C)},
	theme.ColorNamePrimary:             {rgb(0xA8481C), rgb(0xE8935F)},
	theme.ColorNameHyperlink:           {rgb(0xA8481C), rgb(0xE8935F)},
	theme.ColorNameForegroundOnPrimary: {rgb(0xFFFFFF), rgb(0x1B1A19)},
	theme.ColorNameError:               {rgb(0xB3261E), rgb(0xF2867B)},
	theme.ColorNameWarning:             {rgb(0x805300), rgb(0xE5B454)},
	theme.ColorNameSuccess:             {rgb(0x2F6B3A), rgb(0x86C08F)},
	theme.ColorNameButton:              {rgb(0xE4DDD3), rgb(0x393531)},
	theme.ColorNameDisabledButton:      {rgb(0xF3F0EB), rgb(0x242220)},
	theme.ColorNameHover:               {rgba(0x24211E0D), rgba(0xFFFFFF0F)},
	theme.ColorNamePressed:             {rgba(0x24211E1F), rgba(0xFFFFFF22)},
	theme.ColorNameFocus:               {rgba(0xA8481C40), rgba(0xE8935F48)},
	theme.ColorNameSelection:           {rgba(0xA8481C22), rgba(0xE8935F2C)},
	theme.ColorNameHeaderBackground:    {rgb(0xF4F1EC), rgb(0x232120)},
	theme.ColorNameInputBackground:     {rgb(0xF3F0EB), rgb(0x302D2A)},
	theme.ColorNameInputBorder:         {rgb(0x8C857B), rgb(0x857D73)},
	theme.ColorNameMenuBackground:      {rgb(0xFFFFFF), rgb(0x35322E)}, // the dark one stands out without its shadow
	theme.ColorNameOverlayBackground:   {rgb(0xFFFFFF), rgb(0x262422)},
	theme.ColorNameSeparator:           {rgb(0xE7E2DA), rgb(0x423D38)},
	theme.ColorNameScrollBar:           {rgba(0x24211E55), rgba(0xFFFFFF55)},
	theme.ColorNameScrollBarBackground: {rgba(0x00000000), rgba(0x00000000)},
	theme.ColorNameShadow:              {rgba(0x00000028), rgba(0x00000060)},
	ColorSidebar:                       {rgb(0xF4F1EC), rgb(0x161514)},
	ColorTrack:                         {rgb(0xE7E2DA), rgb(0x35322E)},
}

// The colours that the toolkit's themes do not have.
const (
	ColorSidebar fyne.ThemeColorName = "lecternSidebar" // behind the folders
	ColorTrack   fyne.ThemeColorName = "lecternTrack"   // the unfilled progress bar
)

// Color is called by Fyne.
func (p Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	s, ok := shades[name]
	if !ok {
		return theme.DefaultTheme().Color(name, p.variant(variant))
	}
	if p.variant(variant) == theme.VariantLight {
		return s.light
	}
	return s.dark
}

// variant returns the variant that the user chose, or else the desktop's.
func (p Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch p.Appearance {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	default:
		return system
	}
}

// Font returns the toolkit's font.
func (p Theme) Font(style fyne.TextStyle) fyne.Resource { return theme.DefaultTheme().Font(style) }

// Icon returns the toolkit's icon, except for plainer arrows in the sidebar.
func (p Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	switch name {
	case theme.IconNameMoveDown:
		name = theme.IconNameArrowDropDown
	case theme.IconNameNavigateNext:
		name = theme.IconNameMenuExpand
	}
	return theme.DefaultTheme().Icon(name)
}

// Size returns the toolkit's size, except for corners, scroll bars and the blur behind
// dialogs.
func (p Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius:
		return 6
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameModalBlurRadius:
		return 0 // blurring what is behind a dialog takes a tenth of a second without a graphics card
	default:
		return theme.DefaultTheme().Size(name)
	}
}
