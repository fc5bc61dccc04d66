package details

import (
	"strings"

	"lectern/ui/words"
)

// tagWords are the names that tag editors show. The keys are the names in files, in lower
// case and without the prefix of a free-form field. Names that are missing here are
// readable as they are.
var tagWords = map[string]string{
	// ID3
	"talb": "Album", "tcom": "Composer", "tcon": "Genre", "tdes": "Podcast description", "tdor": "Original release date", "tdrc": "Year",
	"tdrl": "Release date", "tipl": "Involved people", "tit1": "Grouping", "tit2": "Title", "tit3": "Subtitle", "tlan": "Language",
	"tmcl": "Musicians", "tory": "Original year", "tpe1": "Artist", "tpe2": "Album artist", "tpe3": "Conductor", "tpe4": "Interpreted by",
	"tpub": "Publisher", "tyer": "Year", "comm": "Comment", "grp1": "Grouping", "mvnm": "Movement name",
	// MP4
	"©alb": "Album", "©art": "Artist", "©cmt": "Comment", "©con": "Conductor", "©day": "Year", "©dir": "Director", "©gen": "Genre",
	"©grp": "Grouping", "©mvn": "Movement name", "©nam": "Title", "©nrt": "Narrator", "©prd": "Producer", "©prf": "Performer", "©pub": "Publisher",
	"©st3": "Subtitle", "©wrt": "Composer", "aart": "Album artist", "cdek": "Audible ASIN", "desc": "Description", "gnre": "Genre",
	"ldes": "Long description", "rldt": "Release date", "tvsh": "TV show",
	// RIFF and AIFF
	"anno": "Annotation", "auth": "Author", "iart": "Artist", "icmt": "Comment", "icrd": "Creation date", "iedt": "Edited by", "ignr": "Genre",
	"ilng": "Language", "imus": "Music by", "inam": "Title", "ipro": "Produced by", "iprd": "Album", "ipub": "Publisher", "istr": "Starring",
	// free-form
	"albumartist": "Album artist", "albumtitle": "Album", "asin": "ASIN", "isbn": "ISBN", "isbn10": "ISBN 10", "isbn13": "ISBN 13",
}

// tagName describes a tag by the name that tag editors show: “Genre” tag (TCON).
// name is the name of the tag in the file, which may be followed by the code page of
// its text: "TCON in windows-1251".
func tagName(name string) string {
	inFile, _, paged := strings.Cut(name, " in ")
	bare := strings.ToLower(inFile[strings.LastIndexByte(inFile, ':')+1:])
	said := tagWords[bare]
	if said == "" {
		said = words.Capital(bare)
	}
	if strings.EqualFold(said, inFile) && !paged {
		return "“" + said + "” tag"
	}
	return "“" + said + "” tag (" + name + ")"
}
