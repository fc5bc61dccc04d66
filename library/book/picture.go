package book

import (
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
