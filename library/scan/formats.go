package scan

import (
	"path/filepath"
	"strings"
)

// formats holds the extensions of audio files, in lower case, without the dot.
var formats = map[string]bool{
	"m4b": true, "m4a": true, "mp4": true, "mp3": true, "aax": true, "aaxc": true,
	"flac": true, "ogg": true, "oga": true, "opus": true, "spx": true,
	"wma": true, "asf": true, "wav": true, "aif": true, "aiff": true,
	"aac": true, "ac3": true, "ape": true, "wv": true,
	"mka": true, "webma": true, "webm": true, "mpc": true, "tta": true,
	"dsf": true, "caf": true,
}

// IsAudio reports whether a file name belongs in the library: it has an audio
// extension, in any case, and is not ignored.
func IsAudio(name string) bool { return formats[extension(name)] && !IgnoredFile(name) }

// extension returns the part after the last dot, in lower case.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}
