package details

import (
	"strings"

	"lectern/ui/i18n"
	"lectern/ui/words"
)

// tagWords are the names that tag editors show. The keys are the names in files, in lower
// case and without the prefix of a free-form field. Names that are missing here are
// readable as they are.
var tagWords = map[string]string{
	// ID3
	"talb": i18n.Mark("Album"), "tcom": i18n.Mark("Composer"), "tcon": i18n.Mark("Genre"), "tdes": i18n.Mark("Podcast description"),
	"tdor": i18n.Mark("Original release date"), "tdrc": i18n.Mark("Year"), "tdrl": i18n.Mark("Release date"), "tipl": i18n.Mark("Involved people"),
	"tit1": i18n.Mark("Grouping"), "tit2": i18n.Mark("Title"), "tit3": i18n.Mark("Subtitle"), "tlan": i18n.Mark("Language"),
	"tmcl": i18n.Mark("Musicians"), "tory": i18n.Mark("Original year"), "tpe1": i18n.Mark("Artist"), "tpe2": i18n.Mark("Album artist"),
	"tpe3": i18n.Mark("Conductor"), "tpe4": i18n.Mark("Interpreted by"), "tpub": i18n.Mark("Publisher"), "tyer": i18n.Mark("Year"),
	"comm": i18n.Mark("Comment"), "grp1": i18n.Mark("Grouping"), "mvnm": i18n.Mark("Movement name"),
	// MP4
	"©alb": i18n.Mark("Album"), "©art": i18n.Mark("Artist"), "©cmt": i18n.Mark("Comment"), "©con": i18n.Mark("Conductor"), "©day": i18n.Mark("Year"),
	"©dir": i18n.Mark("Director"), "©gen": i18n.Mark("Genre"), "©grp": i18n.Mark("Grouping"), "©mvn": i18n.Mark("Movement name"),
	"©nam": i18n.Mark("Title"), "©nrt": i18n.Mark("Narrator"), "©prd": i18n.Mark("Producer"), "©prf": i18n.Mark("Performer"),
	"©pub": i18n.Mark("Publisher"), "©st3": i18n.Mark("Subtitle"), "©wrt": i18n.Mark("Composer"), "aart": i18n.Mark("Album artist"),
	"cdek": i18n.Mark("Audible ASIN"), "desc": i18n.Mark("Description"), "gnre": i18n.Mark("Genre"), "ldes": i18n.Mark("Long description"),
	"rldt": i18n.Mark("Release date"), "tvsh": i18n.Mark("TV show"),
	// RIFF and AIFF
	"anno": i18n.Mark("Annotation"), "auth": i18n.Mark("Author"), "iart": i18n.Mark("Artist"), "icmt": i18n.Mark("Comment"),
	"icrd": i18n.Mark("Creation date"), "iedt": i18n.Mark("Edited by"), "ignr": i18n.Mark("Genre"), "ilng": i18n.Mark("Language"),
	"imus": i18n.Mark("Music by"), "inam": i18n.Mark("Title"), "ipro": i18n.Mark("Produced by"), "iprd": i18n.Mark("Album"),
	"ipub": i18n.Mark("Publisher"), "istr": i18n.Mark("Starring"),
	// free-form
	"albumartist": i18n.Mark("Album artist"), "albumtitle": i18n.Mark("Album"), "asin": i18n.Mark("ASIN"), "isbn": i18n.Mark("ISBN"),
	"isbn10": i18n.Mark("ISBN 10"), "isbn13": i18n.Mark("ISBN 13"),
}

// tagName describes a tag by the name that tag editors show: “Genre” tag (TCON).
// name is the name of the tag in the file, which may be followed by the code page of
// its text: "TCON in windows-1251". part says which files have the tag, "" for all.
func tagName(name, part string) string {
	inFile, page, paged := strings.Cut(name, " in ")
	bare := strings.ToLower(inFile[strings.LastIndexByte(inFile, ':')+1:])
	said := i18n.Text(tagWords[bare])
	if said == "" {
		said = words.Capital(bare)
	}
	if paged {
		name = i18n.Text("{{.Tag}} in {{.Encoding}}", "Tag", inFile, "Encoding", page)
	}
	values := []any{"Tag", said, "Name", name, "Part", part}
	switch plain := strings.EqualFold(said, name); {
	case plain && part == "":
		return i18n.Text("the “{{.Tag}}” tag", values...)
	case plain:
		return i18n.Text("the “{{.Tag}}” tag of {{.Part}}", values...)
	case part == "":
		return i18n.Text("the “{{.Tag}}” tag ({{.Name}})", values...)
	default:
		return i18n.Text("the “{{.Tag}}” tag ({{.Name}}) of {{.Part}}", values...)
	}
}
