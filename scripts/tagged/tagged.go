// Package tagged makes small audio files with any tags, for tests and reports: a given
// length of silence, written byte by byte without an encoder, so that thousands of
// files take no time.
package tagged

import (
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Tag is a name and a value. Name is a key of names, which stands for the name in each
// format, or a format's own name: "TPE3" and "TXXX:NARRATOR" of ID3, "©nrt" and
// "----:ASIN" of MP4, any name of a Vorbis comment. Zero bytes separate several values
// in one frame or atom. The value of Cover is the picture.
type Tag struct{ Name, Value string }

// Cover is the name of an embedded picture.
const Cover = "cover"

// values iterates over the values of a tag.
func (t Tag) values() iter.Seq[string] {
	if t.Name == Cover {
		return slices.Values([]string{t.Value})
	}
	return strings.SplitSeq(t.Value, "\x00")
}

// names are the names of common tags in ID3, in MP4 and in Vorbis comments.
var names = map[string][3]string{
	"title": {"TIT2", "©nam", "TITLE"}, "album": {"TALB", "©alb", "ALBUM"}, "artist": {"TPE1", "©ART", "ARTIST"},
	"albumartist": {"TPE2", "aART", "ALBUMARTIST"}, "composer": {"TCOM", "©wrt", "COMPOSER"}, "genre": {"TCON", "©gen", "GENRE"},
	"year": {"TDRC", "©day", "DATE"}, "comment": {"COMM", "©cmt", "COMMENT"}, "language": {"TLAN", "----:LANGUAGE", "LANGUAGE"},
	"track": {"TRCK", "trkn", "TRACKNUMBER"}, "disc": {"TPOS", "disk", "DISCNUMBER"}, Cover: {"APIC", "covr", Cover},
}

// name returns a tag's name in a format: 0 is ID3, 1 is MP4, 2 is Vorbis.
func (t Tag) name(format int) string {
	if own, known := names[t.Name]; known {
		return own[format]
	}
	return t.Name
}

// File returns the bytes of an audio file in the format that the extension of name
// stands for: .mp3, .flac, or MP4 for any other. id3 is the version of an MP3's tag, 3
// or 4.
func File(name string, length time.Duration, id3 int, tags []Tag) []byte {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mp3":
		return mp3(length, id3, tags)
	case ".flac":
		return flac(length, tags)
	default:
		return mp4(length, tags)
	}
}
