package scan

import (
	"path/filepath"
	"strings"
)

// formats are the extensions of audio files, without the dot, in lower case.
// The value says whether the format is always locked by its shop.
var formats = map[string]bool{
	"m4b": false, "m4a": false, "mp4": false, "mp3": false,
	"flac": false, "ogg": false, "oga": false, "opus": false, "spx": false,
	"wma": false, "asf": false, "wav": false, "aif": false, "aiff": false,
	"aac": false, "ac3": false, "ape": false, "wv": false,
	"mka": false, "webma": false, "webm": false, "mpc": false, "tta": false,
	"dsf": false, "caf": false,
	"aax": true, "aaxc": true,
}

// IsAudio reports whether a file of this name belongs in the library: an
// audio extension in any case, on a name that is not ignored.
func IsAudio(name string) bool {
	_, ok := formats[extension(name)]
	return ok && !Ignored(name)
}

// IsProtected reports whether a file of this name is locked by DRM whatever it
// holds: it is listed, and never probed.
func IsProtected(name string) bool { return formats[extension(name)] }

// extension is the part after the last dot, in lower case.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}
