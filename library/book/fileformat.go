package book

import (
	"path/filepath"
	"slices"
	"strings"
)

// Format is what the extension of an audio file implies.
type Format struct {
	Extension  string   // without the dot, in lower case
	Kind       string   // the main extension of its kind: files of one kind can be parts of one book
	Demuxer    string   // the demuxer of ffprobe that reads it
	Containers []string // values of Media.Container that fit the extension; nil if all do
	Frames     bool     // it consists of MPEG frames, which can follow any other data
	Protected  bool     // always encrypted
}

// Formats are the audio formats that a library lists.
var Formats = []Format{
	{Extension: "m4b", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "m4a", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "m4p", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "m4r", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "mp4", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "mov", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "3gp", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "3g2", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "3ga", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}},
	{Extension: "aax", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}, Protected: true},
	{Extension: "aaxc", Kind: "m4b", Demuxer: "mov", Containers: []string{"mp4"}, Protected: true},
	{Extension: "aa", Kind: "aa", Demuxer: "aa", Protected: true},
	{Extension: "mp3", Kind: "mp3", Demuxer: "mp3", Containers: []string{"mp3"}, Frames: true},
	{Extension: "mp2", Kind: "mp3", Demuxer: "mp3", Containers: []string{"mp3"}, Frames: true},
	{Extension: "mp1", Kind: "mp3", Demuxer: "mp3", Containers: []string{"mp3"}, Frames: true},
	{Extension: "mpga", Kind: "mp3", Demuxer: "mp3", Containers: []string{"mp3"}, Frames: true},
	{Extension: "mpa", Kind: "mp3", Demuxer: "mp3", Containers: []string{"mp3"}, Frames: true},
	{Extension: "aac", Kind: "aac", Demuxer: "aac", Containers: []string{"aac"}, Frames: true},
	{Extension: "adts", Kind: "aac", Demuxer: "aac", Containers: []string{"aac"}, Frames: true},
	{Extension: "loas", Kind: "loas", Demuxer: "loas"},
	{Extension: "latm", Kind: "loas", Demuxer: "loas"},
	{Extension: "flac", Kind: "flac", Demuxer: "flac", Containers: []string{"flac"}},
	{Extension: "ogg", Kind: "ogg", Demuxer: "ogg", Containers: []string{"ogg"}},
	{Extension: "oga", Kind: "ogg", Demuxer: "ogg", Containers: []string{"ogg"}},
	{Extension: "opus", Kind: "ogg", Demuxer: "ogg", Containers: []string{"ogg"}},
	{Extension: "spx", Kind: "ogg", Demuxer: "ogg", Containers: []string{"ogg"}},
	{Extension: "wma", Kind: "wma", Demuxer: "asf", Containers: []string{"asf"}},
	{Extension: "asf", Kind: "wma", Demuxer: "asf", Containers: []string{"asf"}},
	{Extension: "wav", Kind: "wav", Demuxer: "wav", Containers: []string{"wav", "w64"}},
	{Extension: "wave", Kind: "wav", Demuxer: "wav", Containers: []string{"wav", "w64"}},
	{Extension: "bwf", Kind: "wav", Demuxer: "wav", Containers: []string{"wav", "w64"}},
	{Extension: "rf64", Kind: "wav", Demuxer: "wav", Containers: []string{"wav", "w64"}},
	{Extension: "w64", Kind: "wav", Demuxer: "w64", Containers: []string{"wav", "w64"}},
	{Extension: "aif", Kind: "aiff", Demuxer: "aiff", Containers: []string{"aiff"}},
	{Extension: "aiff", Kind: "aiff", Demuxer: "aiff", Containers: []string{"aiff"}},
	{Extension: "aifc", Kind: "aiff", Demuxer: "aiff", Containers: []string{"aiff"}},
	{Extension: "mka", Kind: "mka", Demuxer: "matroska", Containers: []string{"matroska"}},
	{Extension: "webm", Kind: "mka", Demuxer: "matroska", Containers: []string{"matroska"}},
	{Extension: "webma", Kind: "mka", Demuxer: "matroska", Containers: []string{"matroska"}},
	{Extension: "weba", Kind: "mka", Demuxer: "matroska", Containers: []string{"matroska"}},
	{Extension: "ac3", Kind: "ac3", Demuxer: "ac3"},
	{Extension: "eac3", Kind: "eac3", Demuxer: "eac3"},
	{Extension: "ec3", Kind: "eac3", Demuxer: "eac3"},
	{Extension: "ape", Kind: "ape", Demuxer: "ape"},
	{Extension: "wv", Kind: "wv", Demuxer: "wv"},
	{Extension: "mpc", Kind: "mpc", Demuxer: "mpc"},
	{Extension: "mpp", Kind: "mpc", Demuxer: "mpc"},
	{Extension: "mp+", Kind: "mpc", Demuxer: "mpc"},
	{Extension: "tta", Kind: "tta", Demuxer: "tta"},
	{Extension: "tak", Kind: "tak", Demuxer: "tak"},
	{Extension: "dsf", Kind: "dsf", Demuxer: "dsf"},
	{Extension: "dff", Kind: "dff", Demuxer: "iff"},
	{Extension: "caf", Kind: "caf", Demuxer: "caf"},
	{Extension: "amr", Kind: "amr", Demuxer: "amr"},
	{Extension: "awb", Kind: "amr", Demuxer: "amr"},
	{Extension: "au", Kind: "au", Demuxer: "au"},
	{Extension: "snd", Kind: "au", Demuxer: "au"},
	{Extension: "ra", Kind: "ra", Demuxer: "rm"},
}

// Demuxers are the demuxers of ffmpeg that may read the files of a library: those of
// Formats, and one that files with these names may need instead. Otherwise a playlist named
// .mp3 makes ffmpeg open any file in the playlist.
var Demuxers = func() string {
	names := []string{"mpc8"}
	for _, f := range Formats {
		if !slices.Contains(names, f.Demuxer) {
			names = append(names, f.Demuxer)
		}
	}
	return strings.Join(names, ",")
}()

// formats are Formats by extension.
var formats = func() map[string]*Format {
	byExtension := make(map[string]*Format, len(Formats))
	for i := range Formats {
		byExtension[Formats[i].Extension] = &Formats[i]
	}
	return byExtension
}()

// FormatOf returns the format that the name of a file implies, nil if it is not an
// audio file.
func FormatOf(name string) *Format { return formats[extension(name)] }

// Kind returns the kind of a file by its name, so it is known before the file is read.
func (f *File) Kind() string {
	if format := FormatOf(f.Path); format != nil {
		return format.Kind
	}
	return extension(f.Path)
}

// extension returns the part of a name after the last dot, in lower case.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
}
