package book

// Notes are what the sidecars of a book's folder say. They are never changed
// once made.
type Notes struct {
	Folder   string
	Meta     Meta
	From     [Fields]Source // which sidecar said each field of Meta
	Chapters []Chapter      // of the whole book, from metadata.json; nil when it has none
	Picture  string         // path of the cover, "" when there is none; of a disc folder where the book's own has none
	Width    int            // of the picture in pixels; 0 where it is not known
	Height   int
	Cues     []Cue
	Faults   []string // what could not be read, in words, with the file's name
}

// Cue is the chapters that a cue sheet gives one file.
type Cue struct {
	File     string // the name of the audio file, without its folder
	Folder   string // a disc folder that it lies in, "" for the folder of the Notes
	Chapters []Chapter
}

// Edits are what the listener typed about a book, by field: the text of it,
// where lists are one value a line and a series is "Name #Part". A value that
// is set and empty empties the field.
type Edits map[string]string
