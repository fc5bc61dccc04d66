package book

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

// shown are the extensions of the pictures that can be shown.
var shown = []string{
	".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".pjpeg", ".png", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff",
}

// unshown are the extensions of pictures for which there is no maintained decoder in
// pure Go.
var unshown = []string{".avif", ".heic", ".heif", ".jxl"}

// IsPicture reports whether a file name, in any case, is the name of a picture. Some
// pictures cannot be shown.
func IsPicture(name string) bool { return IsShown(name) || hasExtension(name, unshown) }

// IsShown reports whether a file name, in any case, is the name of a picture that can be
// shown.
func IsShown(name string) bool { return hasExtension(name, shown) }

func hasExtension(name string, extensions []string) bool {
	return slices.ContainsFunc(extensions, func(ext string) bool { return strings.EqualFold(ext, filepath.Ext(name)) })
}

// maxScans is how many passes a JPEG may have. Progressive files have about ten.
const maxScans = 100

// HasManyScans reports whether a JPEG is drawn in more passes than any camera or program
// makes. Each pass takes time for the whole picture, however few bytes it has.
func HasManyScans(jpeg []byte) bool { return bytes.Count(jpeg, []byte("\xFF\xDA")) > maxScans }
