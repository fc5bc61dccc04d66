// Package assets holds what the program carries inside itself.
package assets

import "embed"

// Icon is the application's icon, a PNG of 256×256 pixels: as large as a
// window system shows it, and no larger, since X11 keeps it unpacked.
//
//go:embed icon-256.png
var Icon []byte

// Messages has the texts of the program in each language: messages/de.json.
//
//go:embed messages
var Messages embed.FS
