package sidecar

import (
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
)

// kind is what kind of sidecar a file is, by its name.
type kind uint8

const (
	none     kind = iota
	metadata      // metadata.json and its equivalents from other programs
	yml           // metadata.yml
	abs           // metadata.abs, the predecessor of metadata.json
	opf           // *.opf
	ncc           // ncc.html of a talking book
	desc          // desc.txt
	reader        // reader.txt
	nfo           // *.nfo
	sheet         // *.cue
	chapters      // chapters.txt and similar names
	texts         // any other text, which may describe the audio file with its name
	records       // any other JSON file, which may do the same
	picture       // a picture with any name
	kinds
)

// sources are where fields come from that a file of a kind has.
var sources = [kinds][]book.Source{
	metadata: {book.FromMetadata}, yml: {book.FromMetadata}, abs: {book.FromMetadata}, records: {book.FromMetadata}, opf: {book.FromOPF}, ncc: {book.FromNCC}, desc: {book.FromDesc},
	reader: {book.FromReader}, nfo: {book.FromNFO}, sheet: {book.FromCue}, chapters: {book.FromChapters},
	texts: {book.FromChapters, book.FromDesc}, picture: {book.FromPicture},
}

// whole maps complete names, in lower case, to their kinds.
var whole = map[string]kind{
	"metadata.json": metadata, "tone.json": metadata, "book.json": metadata, "audiobook.json": metadata, "info.json": metadata, "openbook.json": metadata,
	"metadata.yml": yml, "metadata.yaml": yml, "metadata.abs": abs, "ncc.html": ncc, "desc.txt": desc, "description.txt": desc, "reader.txt": reader, "narrator.txt": reader,
	"ffmetadata.txt": chapters, "ffmetadata": chapters, "labels.txt": chapters,
}

// endings are what stands between the name of an audio file and the extension of a file
// that describes it, with the kind of such a file.
var endings = []struct {
	ending     string
	extensions []string
	kind       kind
}{
	{"chapters", []string{"txt", "json", "xml", "vtt", "ffmeta"}, chapters},
	{"chapter", []string{"txt", "json", "xml", "vtt"}, chapters},
	{"labels", []string{"txt"}, chapters},
	{"ffmetadata", []string{"txt", "ini"}, chapters},
	{"metadata", []string{"json"}, metadata},
	{"info", []string{"json"}, metadata},
	{"desc", []string{"txt"}, desc},
	{"description", []string{"txt"}, desc},
	{"reader", []string{"txt"}, reader},
	{"narrator", []string{"txt"}, reader},
}

// plain are extensions that determine the kind of a file by themselves.
var plain = []struct {
	extension string
	kind      kind
}{
	{"opf", opf}, {"nfo", nfo}, {"cue", sheet}, {"txt", texts}, {"json", records}, {"ffmeta", chapters}, {"ffmetadata", chapters},
}

// longest is the length of the longest name in whole.
const longest = len("description.txt")

// kindOf returns the kind of a file by its name, ignoring case. Names that begin with a
// dot have no kind: macOS creates a "._cover.jpg" for each "cover.jpg".
func kindOf(name string) kind {
	k, _ := parsed(name)
	return k
}

// parsed returns the kind of a file, and the name without extension of the audio file
// that it describes: "Title" for "Title.chapters.txt". The name is empty if the file
// describes the whole folder.
func parsed(name string) (kind, string) {
	if name == "" || name[0] == '.' {
		return none, ""
	}
	if len(name) <= longest {
		if k := whole[strings.ToLower(name)]; k != none {
			return k, ""
		}
	}
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 {
		return none, ""
	}
	stem, extension := name[:dot], name[dot+1:]
	is := func(s string) bool { return strings.EqualFold(s, extension) }
	for i := range endings {
		e := &endings[i]
		before := len(stem) - len(e.ending)
		if before < 0 || !strings.EqualFold(stem[before:], e.ending) || !slices.ContainsFunc(e.extensions, is) {
			continue
		}
		of := strings.TrimRight(stem[:before], "-_. ")
		if len(of) == before && before > 0 {
			continue // "Newchapters"
		}
		return e.kind, of
	}
	if isContentMetadata(name) {
		return chapters, ""
	}
	for _, p := range plain {
		if is(p.extension) {
			return p.kind, stem
		}
	}
	if book.IsPicture(name) {
		return picture, stem
	}
	return none, ""
}

// isContentMetadata reports whether a file has the chapters that Audible's API gives for one
// of its downloads: "content_metadata_B002V0QK4C.json".
func isContentMetadata(name string) bool {
	const front, extension = "content_metadata_", ".json"
	return len(name) > len(front)+len(extension) && strings.EqualFold(name[:len(front)], front) && strings.EqualFold(name[len(name)-len(extension):], extension)
}

// audioStem removes the extension of an audio file from a name: "Title.m4b.jpg" describes
// the file "Title.m4b" as "Title.jpg" does.
func audioStem(name string) string {
	if book.FormatOf(name) != nil {
		return name[:len(name)-len(filepath.Ext(name))]
	}
	return name
}

// Names reports whether Read reads files with this name.
func Names(name string) bool { return kindOf(name) != none }

// digits returns the number of digits at the beginning of s.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
