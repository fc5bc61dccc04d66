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
// "----:ASIN" of MP4, any name of a Vorbis comment or of Windows Media. Zero bytes
// separate several values in one frame or atom. The value of Cover is the picture.
type Tag struct{ Name, Value string }

// Cover is the name of an embedded picture. Files of Ogg and Windows Media get none.
const Cover = "cover"

// Chapters is the name of a list of chapters, which only MP4 files get. Each line of its
// value is a chapter: its start in seconds, a space, and its title.
const Chapters = "chapters"

// values iterates over the values of a tag.
func (t Tag) values() iter.Seq[string] {
	if t.Name == Cover {
		return slices.Values([]string{t.Value})
	}
	return strings.SplitSeq(t.Value, "\x00")
}

// names are the common tags in ID3, in MP4, in Vorbis comments and in Windows Media.
var names = map[string][4]string{
	"title": {"TIT2", "©nam", "TITLE", "Title"}, "album": {"TALB", "©alb", "ALBUM", "WM/AlbumTitle"}, "artist": {"TPE1", "©ART", "ARTIST", "Author"},
	"albumartist": {"TPE2", "aART", "ALBUMARTIST", "WM/AlbumArtist"}, "composer": {"TCOM", "©wrt", "COMPOSER", "WM/Composer"}, "genre": {"TCON", "©gen", "GENRE", "WM/Genre"},
	"year": {"TDRC", "©day", "DATE", "WM/Year"}, "comment": {"COMM", "©cmt", "COMMENT", "Description"}, "language": {"TLAN", "----:LANGUAGE", "LANGUAGE", "WM/Language"},
	"track": {"TRCK", "trkn", "TRACKNUMBER", "WM/TrackNumber"}, "disc": {"TPOS", "disk", "DISCNUMBER", "WM/PartOfSet"}, Cover: {"APIC", "covr", Cover, Cover},
}

// name returns a tag's name in a format: 0 is ID3, 1 MP4, 2 Vorbis, 3 Windows Media.
func (t Tag) name(format int) string {
	if own, known := names[t.Name]; known {
		return own[format]
	}
	return t.Name
}

// Latin1 stands for version 3 of an MP3's tag whose texts are declared as Latin-1. Their
// bytes are written as they are, in any code page.
const Latin1 = 0

// File returns the bytes of an audio file in the format that the extension of name
// stands for: .mp3, .flac, .opus and .ogg, .wma, or MP4 for any other. id3 is the
// version of an MP3's tag, 3 or 4, or Latin1.
func File(name string, length time.Duration, id3 int, tags []Tag) []byte {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".mp3":
		return mp3(length, id3, tags)
	case ".flac":
		return flac(length, tags)
	case ".opus", ".ogg":
		return ogg(length, tags)
	case ".wma":
		return asf(length, tags)
	default:
		return mp4(length, tags)
	}
}
