package book

import (
	"reflect"
	"slices"
	"strings"
)

// Notes are what the sidecars of a book's folder say. They are immutable.
type Notes struct {
	Folder   string
	Stem     string // the name of the audio file, without its extension, if the notes are about one file
	Meta     Meta
	From     [Fields]Source // where each field of Meta comes from
	Exact    int64          // a bit for each field whose value Lectern itself wrote: it is taken as it is
	Chapters []Chapter      // of the whole book, from metadata.json or chapters.txt; nil if they have none
	Picture  string         // path of the cover, "" if there is none; it can be in a disc folder if the book folder has none
	Width    int            // of the picture in pixels, 0 if unknown
	Height   int
	Size     int64 // of the picture in bytes, 0 if unknown; notes about a picture that was replaced differ by it
	Modified int64 // mtime of the picture, nanoseconds since 1970, 0 if unknown; the same
	Cover    bool  // the picture is named as a cover, and so wins over an embedded one
	Cues     []Cue
	Faults   []string // sentences for the user about sidecars that could not be read, with their names
	Named    []Notes  // notes about files that are named like an audio file, which may not exist; in order of Stem
}

// Cue holds the chapters that a cue sheet gives for one file.
type Cue struct {
	File     string // the name of the audio file, without its folder
	Text     bool   // the chapters are from chapters.txt, not from a cue sheet
	Folder   string // the disc folder that the file lies in, "" for the folder of the Notes
	Chapters []Chapter
}

// SetExact sets whether Lectern itself wrote the value of a field.
func (n *Notes) SetExact(f Field, exact bool) {
	if n.Exact &^= 1 << f; exact {
		n.Exact |= 1 << f
	}
}

// IsExact reports whether Lectern itself wrote the value of a field, which then means the
// same as in a record: a comma does not separate people.
func (n *Notes) IsExact(f Field) bool { return n.Exact&(1<<f) != 0 }

// Filled returns the notes with what earlier ones of the same folder have from some sources,
// whose files cannot be read for now. earlier may be nil.
func (n *Notes) Filled(earlier *Notes, from map[Source]bool) *Notes {
	if earlier == nil {
		return n
	}
	all := *n
	for f := range Fields {
		if all.From[f] != Nowhere || !from[earlier.From[f]] {
			continue
		}
		switch all.From[f] = earlier.From[f]; f {
		case ChapterList:
			all.Chapters = earlier.Chapters
		case Picture:
			all.Picture, all.Width, all.Height = earlier.Picture, earlier.Width, earlier.Height
			all.Size, all.Modified, all.Cover = earlier.Size, earlier.Modified, earlier.Cover
		default:
			all.Meta.Take(f, &earlier.Meta)
			all.SetExact(f, earlier.IsExact(f))
		}
	}
	if all.Cues == nil && from[FromCue] {
		all.Cues = earlier.Cues
	}
	all.Named = nil
	for _, of := range n.Named {
		all.Named = append(all.Named, *of.Filled(earlier.about(of.Stem), from))
	}
	for _, of := range earlier.Named {
		if n.about(of.Stem) != nil {
			continue
		}
		none := &Notes{Folder: of.Folder, Stem: of.Stem}
		if kept := none.Filled(&of, from); kept.From != none.From {
			all.Named = append(all.Named, *kept)
		}
	}
	slices.SortFunc(all.Named, func(a, b Notes) int { return strings.Compare(a.Stem, b.Stem) })
	return &all
}

// about returns the notes about the file with this stem, nil if there are none.
func (n *Notes) about(stem string) *Notes {
	at := slices.IndexFunc(n.Named, func(of Notes) bool { return of.Stem == stem })
	if at < 0 {
		return nil
	}
	return &n.Named[at]
}

// Same reports whether both notes have the same content.
func (n *Notes) Same(m *Notes) bool {
	return n == m || n != nil && m != nil && reflect.DeepEqual(n, m)
}

// Edits are the texts that the user typed about a book, by the name of the field in
// records. A list has one value per line, and a series is "Name #Part". An empty text
// empties the field.
type Edits map[string]string
