package book

// Notes are what the sidecars of a book's folder say. They are immutable.
type Notes struct {
	Folder   string
	Meta     Meta
	From     [Fields]Source // where each field of Meta comes from
	Chapters []Chapter      // of the whole book, from metadata.json; nil if it has none
	Picture  string         // path of the cover, "" if there is none; it can be in a disc folder if the book folder has none
	Width    int            // of the picture in pixels, 0 if unknown
	Height   int
	Cues     []Cue
	Faults   []string // sentences for the user about sidecars that could not be read, with their names
}

// Cue holds the chapters that a cue sheet gives for one file.
type Cue struct {
	File     string // the name of the audio file, without its folder
	Folder   string // a disc folder that it lies in, "" for the folder of the Notes
	Chapters []Chapter
}

// Edits are the texts that the user typed about a book, by the name of the field in
// records. A list has one value per line, and a series is "Name #Part". An empty text
// empties the field.
type Edits map[string]string
