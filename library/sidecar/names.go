package sidecar

import (
	"slices"
	"strings"
)

// kind is what a file is by its name.
type kind uint8

const (
	none     kind = iota
	metadata      // metadata.json
	abs           // metadata.abs, what came before it
	opf           // *.opf
	desc          // desc.txt
	reader        // reader.txt
	cue           // *.cue
	cover         // cover.*, a picture
	front         // folder.*, a picture
	picture       // any other picture
)

// whole are the names that say all, in lower case.
var whole = map[string]kind{
	"metadata.json": metadata, "metadata.abs": abs, "desc.txt": desc, "reader.txt": reader,
}

// pictures are the extensions of the pictures that can be shown.
var pictures = []string{"jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"}

// longest is the length of the longest name in whole.
const longest = len("metadata.json")

// kindOf tells what a file of this name is. Case does not matter. What begins
// with a dot is nothing: macOS leaves a "._cover.jpg" beside each "cover.jpg".
func kindOf(name string) kind {
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 || name[0] == '.' {
		return none
	}
	stem, extension := name[:dot], name[dot+1:]
	switch is := func(s string) bool { return strings.EqualFold(s, extension) }; {
	case is("opf"):
		return opf
	case is("cue"):
		return cue
	case slices.ContainsFunc(pictures, is):
		switch {
		case strings.EqualFold(stem, "cover"):
			return cover
		case strings.EqualFold(stem, "folder"):
			return front
		default:
			return picture
		}
	case len(name) > longest:
		return none
	default:
		return whole[strings.ToLower(name)]
	}
}

// Names reports whether Read wants to know of a file of this name.
func Names(name string) bool { return kindOf(name) != none }

// digits is how many digits s begins with.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
