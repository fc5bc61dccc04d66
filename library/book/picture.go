package book

import (
	"path/filepath"
	"slices"
	"strings"
)

// PictureExtensions are the extensions of the pictures that can be shown, in lower case.
var PictureExtensions = []string{
	".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".pjpeg", ".png", ".webp", ".gif", ".bmp", ".dib", ".tif", ".tiff",
}

// unshown are the extensions of pictures for which there is no maintained decoder in
// pure Go.
var unshown = []string{".avif", ".heic", ".heif", ".jxl"}

// IsPicture reports whether a file name, in any case, is the name of a picture. Some
// pictures cannot be shown.
func IsPicture(name string) bool {
	is := func(ext string) bool { return strings.EqualFold(ext, filepath.Ext(name)) }
	return slices.ContainsFunc(PictureExtensions, is) || slices.ContainsFunc(unshown, is)
}
