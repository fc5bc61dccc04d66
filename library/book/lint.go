package book

import (
	"path/filepath"
	"slices"
	"strings"
)

// holds are the containers that files of an extension may well hold. An
// extension that is not here is never wrong.
var holds = map[string][]string{
	"m4b": {"mp4"}, "m4a": {"mp4"}, "mp4": {"mp4"}, "aax": {"mp4"}, "aaxc": {"mp4"},
	"mp3": {"mp3"}, "aac": {"aac"}, "flac": {"flac"},
	"ogg": {"ogg"}, "oga": {"ogg"}, "opus": {"ogg"}, "spx": {"ogg"},
	"wma": {"asf"}, "asf": {"asf"}, "wav": {"wav", "w64"}, "aif": {"aiff"}, "aiff": {"aiff"},
	"mka": {"matroska"}, "webm": {"matroska"}, "webma": {"matroska"},
}

// Misnamed reports whether a file's extension tells of another container than
// the one a reader found. Players that go by the name may refuse it; it is no
// fault.
func (f *File) Misnamed() bool {
	if f.Media == nil || f.Media.Container == "" {
		return false
	}
	want, known := holds[strings.ToLower(strings.TrimPrefix(filepath.Ext(f.Path), "."))]
	return known && !slices.Contains(want, f.Media.Container)
}
