package sidecar

import (
	"slices"
	"strings"
)

// kind is the kind of a file by its name.
type kind uint8

const (
	none     kind = iota
	metadata      // metadata.json
	abs           // metadata.abs, the predecessor of metadata.json
	opf           // *.opf
	desc          // desc.txt
	reader        // reader.txt
	cue           // *.cue
	cover         // a picture named cover.*
	front         // a picture named folder.*
	picture       // any other picture
)

// whole maps complete names, in lower case, to their kinds.
var whole = map[string]kind{
	"metadata.json": metadata, "metadata.abs": abs, "desc.txt": desc, "reader.txt": reader,
}

// pictures are the extensions of the pictures that can be displayed.
var pictures = []string{"jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"}

// longest is the length of the longest name in whole.
const longest = len("metadata.json")

// kindOf returns the kind of a file by its name, ignoring case. Names that
// begin with a dot have none: macOS creates a "._cover.jpg" for each
// "cover.jpg".
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

// Names reports whether Read uses files of this name.
func Names(name string) bool { return kindOf(name) != none }

// digits returns the number of digits at the beginning of s.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
