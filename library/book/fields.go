package book

import (
	"slices"
	"strconv"
	"strings"

	"lectern/library/message"
)

// A field of a book is declared in this file and nowhere else: a line in Meta, a
// number, and a row in fields. The tag that holds it has a line in Tags, a number, and
// a row in tags. The two tables serve records, CSV, the details, the form for editing
// books, has: and no:, the filter, merging, sidecars, the readers of tags and the
// catalogue.

// Meta is what is known about a book: the same fields, whether they come from a tag,
// the name of a folder, a sidecar or the user. An empty field has no value.
type Meta struct {
	Title       string
	Subtitle    string
	Authors     []string
	Narrators   []string
	Series      []Series
	Year        int
	Genres      []string
	Publisher   string
	ASIN        string
	ISBN        string
	Language    string
	Description string // plain text, or the simple HTML that shops write

	Edition      string   // as written: "Unabridged", "gekürzte Lesung"
	Contributors []string // with their roles: "Karl Turner (translator)"

	Own *Own // what the user thinks of the book; nil for nothing. A copy of the Meta shares it: see Unshare
}

// Own are the fields of a book that only the user sets. They are edits and nothing else: no
// tag, name or sidecar has them, and they are never written beside the books.
type Own struct {
	Rating int // in half stars, 1 to MaxRating; 0 for none
	Note   string
	Tags   []string
}

// MaxRating is the best rating: five stars.
const MaxRating = 10

// nothing stands for the Own of a Meta without one. It is never written.
var nothing Own

// own returns the user's own fields for reading.
func (m *Meta) own() *Own {
	if m.Own == nil {
		return &nothing
	}
	return m.Own
}

// Unshare gives m its own place for the value of a field. It must be called before the value
// is set through FieldInfo.
func (m *Meta) Unshare(f Field) {
	if fields[f].Own {
		own := *m.own()
		m.Own = &own
	}
}

// Field is a field of Meta, the cover or the chapters.
type Field uint8

// The fields. On disk: never reorder, a new one takes the next number.
const (
	Title       Field = 0
	Subtitle    Field = 1
	Authors     Field = 2
	Narrators   Field = 3
	InSeries    Field = 4
	Year        Field = 5
	Genres      Field = 6
	Publisher   Field = 7
	ASIN        Field = 8
	ISBN        Field = 9
	Language    Field = 10
	Description Field = 11
	Picture     Field = 12
	ChapterList Field = 13

	Edition      Field = 14
	Contributors Field = 15

	Rating  Field = 16
	Note    Field = 17
	OwnTags Field = 18

	Fields Field = 19 // the number of fields
)

// Kind is what a value is. It decides how the value is read, typed, stored and shown.
type Kind uint8

// The kinds of values.
const (
	Line   Kind = iota // a text of one line; "Unknown" and the like count as no value
	Code               // a text of one line, taken as it is
	Prose              // a text of several lines
	List               // several texts
	People             // names of people
	Places             // places in series
	Date               // a number: the year of a date
	Stars              // a number of half stars, written in stars: "4.5"
	Number             // a number: the 3 of "3/12"
	Part               // a text: the 3 of "3/12", or any other
	Other              // a value that is not in Meta
)

// FieldInfo is the declaration of a field.
type FieldInfo struct {
	Name  string // in records and in the user's edits. On disk: never change
	Label string // above its values in the window
	One   string // one of its values within a sentence of the window
	Kind  Kind

	// Where Meta holds the value. One of them is set, depending on Kind.
	Text   func(*Meta) *string
	List   func(*Meta) *[]string
	Series func(*Meta) *[]Series
	Number func(*Meta) *int

	Stored uint8 // its number in the stored form of notes, see docs/CATALOGUE.md. On disk: never change, never reuse
	Own    bool  // it is in Own, and never in notes: Stored is 0

	Word, Also string // after "has:" and "no:", in lower case; for the title, which every book has, only before a colon
	Asked      bool   // Word can stand before a colon, as in "publisher:orbit"
	Searched   bool   // a word without a field searches it

	Sidecars [Sidecars][]string // its names in each sidecar
	Lacks    [Sidecars]string   // why a sidecar has no name for it
}

// Sidecar is a format of files beside a book that has names for fields.
type Sidecar uint8

// The formats of sidecars. Package sidecar says how names are written in each.
const (
	JSON Sidecar = iota // metadata.json: keys
	ABS                 // metadata.abs: keys
	OPF                 // elements, and "role:" with the role of a person

	Sidecars // the number of formats
)

// fields are the declarations by field.
var fields = [Fields]FieldInfo{
	Title: {
		Name: "title", Label: message.Mark("Title"), One: message.Mark("title"), Kind: Line,
		Text: func(m *Meta) *string { return &m.Title }, Stored: 1, Word: "title", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"title", "booktitle", "album", "name"}, ABS: {"title"}, OPF: {"title"}},
	},
	Subtitle: {
		Name: "subtitle", Label: message.Mark("Subtitle"), One: message.Mark("subtitle"), Kind: Line,
		Text: func(m *Meta) *string { return &m.Subtitle }, Stored: 2, Word: "subtitle", Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"subtitle"}, ABS: {"subtitle"}, OPF: {"subtitle"}},
	},
	Authors: {
		Name: "authors", Label: message.Mark("Authors"), One: message.Mark("author"), Kind: People,
		List: func(m *Meta) *[]string { return &m.Authors }, Stored: 9, Word: "author", Also: "authors", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"authors", "author", "authornames", "authorname", "writers", "writer", "writtenby", "albumartist", "artists", "artist", "creator", "creators"}, ABS: {"author", "authors"}, OPF: {"role:aut"}},
	},
	Narrators: {
		Name: "narrators", Label: message.Mark("Narrators"), One: message.Mark("narrator"), Kind: People,
		List: func(m *Meta) *[]string { return &m.Narrators }, Stored: 10, Word: "narrator", Also: "narrators", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"narrators", "narrator", "narratornames", "narratorname", "narratedby", "readers", "reader", "readby", "performers", "performer"}, ABS: {"narrator", "narrators"}, OPF: {"role:nrt", "role:spk", "role:vac", "role:stl", "role:prf"}},
	},
	InSeries: {
		Name: "series", Label: message.Mark("Series"), One: message.Mark("series"), Kind: Places,
		Series: func(m *Meta) *[]Series { return &m.Series }, Stored: 13, Word: "series", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"series", "seriesname", "seriesnames", "seriesprimary", "seriestitle", "movementname"}, ABS: {"series"}, OPF: {"meta"}},
	},
	Year: {
		Name: "year", Label: message.Mark("Year"), One: message.Mark("year"), Kind: Date,
		Number: func(m *Meta) *int { return &m.Year }, Stored: 14, Word: "year", Asked: true,
		Sidecars: [Sidecars][]string{JSON: {"publishedyear", "publisheddate", "year", "releasedate", "releaseyear", "publishyear", "publishdate", "publicationdate", "publicationyear", "datepublished", "issuedate", "date", "recordingdate", "copyright"}, ABS: {"publishYear", "publishedYear"}, OPF: {"date"}},
	},
	Genres: {
		Name: "genres", Label: message.Mark("Genres"), One: message.Mark("genre"), Kind: List,
		List: func(m *Meta) *[]string { return &m.Genres }, Stored: 11, Word: "genre", Also: "genres", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"genres", "genre", "categories", "tags"}, ABS: {"genres"}, OPF: {"subject"}},
	},
	Publisher: {
		Name: "publisher", Label: message.Mark("Publisher"), One: message.Mark("publisher"), Kind: Line,
		Text: func(m *Meta) *string { return &m.Publisher }, Stored: 3, Word: "publisher", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"publisher", "publishername", "label", "imprint"}, ABS: {"publisher"}, OPF: {"publisher"}},
	},
	ASIN: {
		Name: "asin", Label: message.Mark("ASIN"), One: message.Mark("ASIN"), Kind: Code,
		Text: func(m *Meta) *string { return &m.ASIN }, Stored: 4, Word: "asin", Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"asin", "audibleasin", "productid"}, ABS: {"asin"}, OPF: {"identifier"}},
	},
	ISBN: {
		Name: "isbn", Label: message.Mark("ISBN"), One: message.Mark("ISBN"), Kind: Code,
		Text: func(m *Meta) *string { return &m.ISBN }, Stored: 5, Word: "isbn", Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"isbn", "isbn13", "isbn10"}, ABS: {"isbn"}, OPF: {"identifier"}},
	},
	Language: {
		Name: "language", Label: message.Mark("Language"), One: message.Mark("language"), Kind: Code,
		Text: func(m *Meta) *string { return &m.Language }, Stored: 6, Word: "language", Asked: true,
		Sidecars: [Sidecars][]string{JSON: {"language", "lang"}, ABS: {"language"}, OPF: {"language"}},
	},
	Description: {
		Name: "description", Label: message.Mark("Description"), One: message.Mark("description"), Kind: Prose,
		Text: func(m *Meta) *string { return &m.Description }, Stored: 7, Word: "description",
		Sidecars: [Sidecars][]string{JSON: {"description", "publishersummary", "summary", "longdescription", "synopsis", "blurb", "overview"}, ABS: {"description"}, OPF: {"description"}},
	},
	Picture: {
		Name: "cover", Label: message.Mark("Cover"), One: message.Mark("cover"), Kind: Other, Stored: 8, Word: "cover",
		Lacks: [Sidecars]string{JSON: pictureFile, ABS: pictureFile, OPF: pictureFile},
	},
	ChapterList: {
		Name: "chapters", Label: message.Mark("Chapters"), One: message.Mark("chapters"), Kind: Other, Stored: 16, Word: "chapters", Also: "chapter",
		Sidecars: [Sidecars][]string{JSON: {"chapters"}, ABS: {"[CHAPTER]"}},
		Lacks:    [Sidecars]string{OPF: notSound},
	},
	Edition: {
		Name: "edition", Label: message.Mark("Edition"), One: message.Mark("edition"), Kind: Line,
		Text: func(m *Meta) *string { return &m.Edition }, Stored: 24, Word: "edition", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{JSON: {"edition", "formattype", "abridged", "isabridged", "unabridged"}, ABS: {"abridged"}},
		Lacks:    [Sidecars]string{OPF: notSound},
	},
	Contributors: {
		Name: "contributors", Label: message.Mark("Contributors"), One: message.Mark("contributor"), Kind: People,
		List: func(m *Meta) *[]string { return &m.Contributors }, Stored: 25, Word: "contributor", Also: "contributors", Asked: true, Searched: true,
		Sidecars: [Sidecars][]string{
			JSON: {
				"contributors", "contributor", "translators", "translator", "translatedby", "editors", "editor", "editedby", "illustrators", "illustrator",
				"illustratedby", "forewordby", "introductionby", "afterwordby", "adaptedby", "adapter", "directors", "director", "producers", "producer",
			},
			OPF: {
				"role:trl", "role:edt", "role:com", "role:wfw", "role:wpr", "role:aui", "role:win", "role:aft", "role:waw", "role:ill", "role:adp", "role:drt", "role:pro", "role:cmp",
				"role:rce", "role:cov", "role:pht", "role:ann", "role:cwt", "role:wac", "role:ctb",
			},
		},
		Lacks: [Sidecars]string{ABS: "Audiobookshelf knows authors and narrators"},
	},
	Rating: {
		Name: "rating", Label: message.Mark("Rating"), One: message.Mark("rating"), Kind: Stars,
		Number: func(m *Meta) *int { return &m.own().Rating }, Own: true, Word: "rating", Asked: true,
		Lacks: [Sidecars]string{JSON: notYours, ABS: notYours, OPF: notYours},
	},
	Note: {
		Name: "note", Label: message.Mark("Note"), One: message.Mark("note"), Kind: Prose,
		Text: func(m *Meta) *string { return &m.own().Note }, Own: true, Word: "note", Asked: true, Searched: true,
		Lacks: [Sidecars]string{JSON: notYours, ABS: notYours, OPF: notYours},
	},
	OwnTags: { // "tags" in metadata.json are genres
		Name: "tags", Label: message.Mark("Tags"), One: message.Mark("tag"), Kind: List,
		List: func(m *Meta) *[]string { return &m.own().Tags }, Own: true, Word: "tag", Also: "tags", Asked: true, Searched: true,
		Lacks: [Sidecars]string{JSON: notYours, ABS: notYours, OPF: notYours},
	},
}

const (
	pictureFile = "the picture is a file of its own"
	notSound    = "it describes the book, not its sound"
	notYours    = "what others think of the book is not the user's opinion"
)

// Info returns the declaration of the field, which must not be changed.
func (f Field) Info() *FieldInfo { return &fields[f] }

// String returns the field's name in records.
func (f Field) String() string { return fields[f].Name }

// Has reports whether a field has a value. It is false for the cover and the chapters,
// which are not in Meta.
func (m *Meta) Has(f Field) bool {
	switch i := &fields[f]; {
	case i.Text != nil:
		return *i.Text(m) != ""
	case i.List != nil:
		return len(*i.List(m)) > 0
	case i.Series != nil:
		return len(*i.Series(m)) > 0
	case i.Number != nil:
		return *i.Number(m) != 0
	default:
		return false
	}
}

// Take sets a field to its value in another Meta.
func (m *Meta) Take(f Field, from *Meta) {
	m.Unshare(f)
	switch i := &fields[f]; {
	case i.Text != nil:
		*i.Text(m) = *i.Text(from)
	case i.List != nil:
		*i.List(m) = *i.List(from)
	case i.Series != nil:
		*i.Series(m) = *i.Series(from)
	case i.Number != nil:
		*i.Number(m) = *i.Number(from)
	}
}

// Values returns the values of a field as texts, at most one for most fields. It
// returns none for the cover and the chapters, which are not in Meta.
func (m *Meta) Values(f Field) []string {
	i := &fields[f]
	switch {
	case !m.Has(f):
		return nil
	case i.Text != nil:
		return []string{*i.Text(m)}
	case i.List != nil:
		return *i.List(m)
	case i.Kind == Stars:
		return []string{FormatStars(*i.Number(m))}
	case i.Number != nil:
		return []string{strconv.Itoa(*i.Number(m))}
	default:
		all := make([]string, len(*i.Series(m)))
		for n, s := range *i.Series(m) {
			all[n] = s.String()
		}
		return all
	}
}

// FormatStars writes a number of half stars in stars: "4.5", or "4".
func FormatStars(halves int) string { return strconv.FormatFloat(float64(halves)/2, 'f', -1, 64) }

// ParseStars reads a number of stars, "4.5" or "4,5", and returns half stars. ok is false
// unless it is a number of half stars up to MaxRating.
func ParseStars(text string) (halves int, ok bool) {
	stars, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	halves = int(stars * 2)
	return halves, err == nil && stars >= 0 && stars <= MaxRating/2 && float64(halves) == stars*2
}

// MaxYear is the last year that is accepted: a larger number must be a typing error.
const MaxYear = 2999

// ParseYear reads a year. ok is false, and year 0, unless it is one from 1 to MaxYear.
func ParseYear(text string) (year int, ok bool) {
	year, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || year < 1 || year > MaxYear {
		return 0, false
	}
	return year, true
}

// Lines returns the values of a field in the form of Edits.
func (m *Meta) Lines(f Field) string { return strings.Join(m.Values(f), "\n") }

// same reports whether a field has the same value in both.
func (m *Meta) same(n *Meta, f Field) bool {
	switch i := &fields[f]; {
	case i.Text != nil:
		return *i.Text(m) == *i.Text(n)
	case i.List != nil:
		return slices.Equal(*i.List(m), *i.List(n))
	case i.Series != nil:
		return slices.Equal(*i.Series(m), *i.Series(n))
	case i.Number != nil:
		return *i.Number(m) == *i.Number(n)
	default:
		return true
	}
}

func (m *Meta) equal(n *Meta) bool {
	for f := range Fields {
		if !m.same(n, f) {
			return false
		}
	}
	return true
}

// Tags are the fields of one file from its own tags, before the names of folders, the
// sidecars and the user's edits are taken into account. An empty field has no value.
type Tags struct {
	Title       string // the part's title
	Album       string // the book's title
	Artist      string
	AlbumArtist string
	Narrator    string
	Series      string
	SeriesPart  string // as people write it: "1", "0.5", "1.05"
	Subtitle    string
	Year        int
	Genres      []string
	Publisher   string
	ASIN        string
	ISBN        string
	Language    string
	Description string
	Track       int
	Disc        int

	Edition      string
	Contributors string // people with their roles, separated by ";": "Karl Turner (translator)"
	Tracks       int    // how many tracks there are, on the disc or in all
}

// Tag is a field of Tags.
type Tag uint8

// The tags, in the order of records. A new one comes last.
const (
	TitleTag Tag = iota
	AlbumTag
	ArtistTag
	AlbumArtistTag
	NarratorTag
	SeriesTag
	SeriesPartTag
	SubtitleTag
	YearTag
	GenresTag
	PublisherTag
	ASINTag
	ISBNTag
	LanguageTag
	DescriptionTag
	TrackTag
	DiscTag
	EditionTag
	ContributorsTag
	TracksTag

	TagCount // the number of tags
)

// TagInfo is the declaration of a tag.
type TagInfo struct {
	Name string // in records
	Kind Kind
	Of   Field // the field that it holds; Fields if it holds none by itself
	Weak bool  // it describes the part, and counts for the field only if no other tag does
	Own  bool  // its value differs between most files of a book

	// Where Tags hold the value. One of them is set, depending on Kind.
	Text   func(*Tags) *string
	List   func(*Tags) *[]string
	Number func(*Tags) *int

	Stored uint8 // its number in the stored form of files, see docs/CATALOGUE.md. On disk: never change, never reuse

	Free  []string           // its names as a free-form field of any dialect, the strongest first
	Names [Dialects][]string // its names in each dialect, the strongest first; "*" stands for Free
	Lacks [Dialects]string   // why a dialect has no name for it
}

// Dialect is a format of tags with its own names.
type Dialect uint8

// The dialects. Package probe says how names are written in each.
const (
	MP4     Dialect = iota // atoms; "----:" and the name for a free-form atom
	ID3                    // frames of ID3v2.3 and 2.4; "txxx:" and the description for a user-defined text
	Vorbis                 // Vorbis comments and APE items
	ASF                    // attributes of Windows Media
	Chunks                 // chunks of RIFF INFO, AIFF and broadcast WAV
	FFprobe                // names as ffprobe reports them

	Dialects // the number of dialects
)

// noChunk is why Chunks has no name for most fields.
const noChunk = "neither INFO, AIFF nor bext has a chunk for it; such files have an ID3 chunk for the rest"

// freeForm begins the names of free-form fields in dialects that also have other names.
var freeForm = [Dialects]string{MP4: "----:", ID3: "txxx:"}

func init() {
	for d := range Dialects {
		listed := map[string]bool{}
		for i := range tags {
			for _, name := range tags[i].Names[d] {
				listed[name] = name != "*"
			}
		}
		for i := range tags {
			names := tags[i].Names[d]
			at := slices.Index(names, "*")
			if at < 0 {
				continue
			}
			var all []string
			for _, name := range tags[i].Free {
				if name = freeForm[d] + name; !listed[name] {
					all = append(all, name)
				}
			}
			tags[i].Names[d] = slices.Concat(names[:at], all, names[at+1:])
		}
	}
}

// tags are the declarations by tag. The names follow what audiobook taggers write:
// iTunes and mp4v2 atoms, the frames of ID3v2.4 and iTunes' own, the Vorbis comment
// field recommendations, and the free-form names of tone, Mp3tag's Audible scripts,
// beets-audible, Audiobookshelf, OpenAudible, Libation, ffmpeg, Picard and TagLib.
var tags = [TagCount]TagInfo{
	TitleTag: {
		Name: "title", Kind: Line, Of: Title, Weak: true, Own: true,
		Text: func(t *Tags) *string { return &t.Title }, Stored: 18,
		Free: []string{"title"},
		Names: [Dialects][]string{
			MP4: {"©nam", "*"}, ID3: {"tit2", "*"}, Vorbis: {"*"}, ASF: {"*"},
			Chunks: {"inam", "name"}, FFprobe: {"*", "tt2"},
		},
	},
	AlbumTag: {
		Name: "album", Kind: Line, Of: Title,
		Text: func(t *Tags) *string { return &t.Album }, Stored: 19,
		Free: []string{"album", "booktitle"},
		Names: [Dialects][]string{
			MP4: {"©alb", "*"}, ID3: {"talb", "*"}, Vorbis: {"*"}, ASF: {"albumtitle", "*"},
			Chunks: {"iprd"}, FFprobe: {"album", "album/title", "tal", "*"},
		},
	},
	ArtistTag: {
		Name: "artist", Kind: Line, Of: Authors, Weak: true,
		Text: func(t *Tags) *string { return &t.Artist }, Stored: 20,
		Free: []string{"artist"},
		Names: [Dialects][]string{
			MP4: {"©art", "*"}, ID3: {"tpe1", "*"}, Vorbis: {"*"}, ASF: {"author", "*"},
			Chunks: {"iart", "auth"}, FFprobe: {"*", "tp1"},
		},
	},
	AlbumArtistTag: {
		Name: "album_artist", Kind: Line, Of: Authors,
		Text: func(t *Tags) *string { return &t.AlbumArtist }, Stored: 21,
		Free: []string{"albumartist", "author", "authors", "bookauthor"},
		Names: [Dialects][]string{
			MP4: {"aart", "*"}, ID3: {"tpe2", "*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"albumartist", "tp2", "*", "writtenby"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	NarratorTag: {
		Name: "narrator", Kind: People, Of: Narrators,
		Text: func(t *Tags) *string { return &t.Narrator }, Stored: 22,
		Free: []string{"narrator"},
		Names: [Dialects][]string{
			MP4:    {"*", "©nrt", "©con", "----:conductor", "----:performer", "©prf", "©wrt", "----:composer"},
			ID3:    {"*", "tpe3", "tpe4", "txxx:conductor", "tmcl", "tipl", "txxx:performer", "tcom", "txxx:composer"},
			Vorbis: {"*", "conductor", "performer", "composer"}, ASF: {"*", "conductor", "performer", "composer"},
			Chunks: {"istr", "imus"}, FFprobe: {"*", "nrt", "©nrt", "conductor", "performer", "leadperformer", "actor", "composer", "tcm", "©wrt"},
		},
	},
	SeriesTag: {
		Name: "series", Kind: Line, Of: InSeries,
		Text: func(t *Tags) *string { return &t.Series }, Stored: 23,
		Free: []string{"series", "seriesname", "seriestitle", "bookseries", "serie", "reihe", "saga", "movementname"},
		Names: [Dialects][]string{
			MP4:    {"*", "©mvn", "tvsh", "----:show", "©grp", "----:grouping", "----:contentgroup"},
			ID3:    {"*", "mvnm", "txxx:show", "grp1", "tit1", "txxx:grouping", "txxx:contentgroup"},
			Vorbis: {"*", "show", "grouping", "contentgroup"}, ASF: {"*", "show", "contentgroupdescription", "grouping", "contentgroup"},
			FFprobe: {"*", "mvnm", "show", "grp1", "grouping", "tit1", "tt1", "contentgroup", "contentgroupdescription"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	SeriesPartTag: {
		Name: "series_part", Kind: Part, Of: Fields,
		Text: func(t *Tags) *string { return &t.SeriesPart }, Stored: 24,
		Free: []string{
			"seriespart", "part", "seriessequence", "seriesindex", "seriesnumber", "seriesno", "seriesnr", "seriesposition", "seriespos", "seriesorder",
			"seriesvolume", "booknumber", "bookno", "bookindex", "sequence", "volume", "volumenumber", "movement", "episodeid", "episode",
		},
		Names: [Dialects][]string{
			MP4: {"*", "©mvi", "tven", "tves"}, ID3: {"*", "mvin"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*", "mvin", "episodesort"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	SubtitleTag: {
		Name: "subtitle", Kind: Line, Of: Subtitle,
		Text: func(t *Tags) *string { return &t.Subtitle }, Stored: 25,
		Free: []string{"subtitle"},
		Names: [Dialects][]string{
			MP4: {"*", "©st3"}, ID3: {"tit3", "*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*", "tit3", "tt3"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	YearTag: {
		Name: "year", Kind: Date, Of: Year,
		Number: func(t *Tags) *int { return &t.Year }, Stored: 34,
		Free: []string{
			"date", "year", "releasedate", "releasetime", "releaseyear", "publisheddate", "publishedyear", "publishyear", "publicationdate", "publicationyear",
			"originaldate", "originalyear", "origdate", "origyear", "originalreleasedate", "originalreleaseyear", "originalreleasetime",
		},
		Names: [Dialects][]string{
			MP4: {"©day", "rldt", "*"}, ID3: {"tdrc", "tyer", "tdrl", "*", "tdor", "tory"}, Vorbis: {"*"}, ASF: {"year", "*"},
			Chunks: {"icrd", "originationdate"}, FFprobe: {"date", "year", "tyer", "tye", "tdrl", "*", "datereleased", "tdor", "tory"},
		},
	},
	GenresTag: {
		Name: "genres", Kind: List, Of: Genres,
		List: func(t *Tags) *[]string { return &t.Genres }, Stored: 12,
		Free: []string{"genre", "genres"},
		Names: [Dialects][]string{
			MP4: {"©gen", "gnre", "*"}, ID3: {"tcon", "*"}, Vorbis: {"*"}, ASF: {"*"}, Chunks: {"ignr"}, FFprobe: {"*", "tco"},
		},
	},
	PublisherTag: {
		Name: "publisher", Kind: Line, Of: Publisher,
		Text: func(t *Tags) *string { return &t.Publisher }, Stored: 26,
		Free: []string{"publisher", "label", "organization", "organisation", "publishername"},
		Names: [Dialects][]string{
			MP4: {"----:publisher", "©pub", "*"}, ID3: {"tpub", "*"}, Vorbis: {"*"}, ASF: {"*"}, Chunks: {"ipub"}, FFprobe: {"publisher", "tpb", "*"},
		},
	},
	ASINTag: {
		Name: "asin", Kind: Code, Of: ASIN,
		Text: func(t *Tags) *string { return &t.ASIN }, Stored: 27,
		Free: []string{"asin", "audibleasin"},
		Names: [Dialects][]string{
			MP4: {"*", "cdek", "asin"}, ID3: {"*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*", "cdek"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	ISBNTag: {
		Name: "isbn", Kind: Code, Of: ISBN,
		Text: func(t *Tags) *string { return &t.ISBN }, Stored: 28,
		Free: []string{"isbn", "isbn13", "isbn10"},
		Names: [Dialects][]string{
			MP4: {"*"}, ID3: {"*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	LanguageTag: {
		Name: "language", Kind: Code, Of: Language,
		Text: func(t *Tags) *string { return &t.Language }, Stored: 29,
		Free: []string{"language", "lang", "languages"},
		Names: [Dialects][]string{
			MP4: {"*"}, ID3: {"tlan", "*"}, Vorbis: {"*"}, ASF: {"*"}, Chunks: {"ilng"}, FFprobe: {"*", "tla"},
		},
	},
	DescriptionTag: {
		Name: "description", Kind: Prose, Of: Description,
		Text: func(t *Tags) *string { return &t.Description }, Stored: 30,
		Free: []string{"description", "longdescription", "synopsis", "summary", "comment", "comments"},
		Names: [Dialects][]string{
			MP4: {"ldes", "desc", "*", "©cmt"}, ID3: {"comm", "*", "tdes"}, Vorbis: {"*"}, ASF: {"*"},
			Chunks: {"icmt", "anno", "description"}, FFprobe: {"synopsis", "*"},
		},
	},
	TrackTag: {
		Name: "track", Kind: Number, Of: Fields,
		Number: func(t *Tags) *int { return &t.Track }, Stored: 35,
		Free: []string{"tracknumber", "track"},
		Names: [Dialects][]string{
			MP4: {"trkn", "*"}, ID3: {"trck", "*"}, Vorbis: {"*"}, ASF: {"*"}, Chunks: {"iprt", "itrk"}, FFprobe: {"track", "tracknumber", "trk"},
		},
	},
	DiscTag: {
		Name: "disc", Kind: Number, Of: Fields,
		Number: func(t *Tags) *int { return &t.Disc }, Stored: 36,
		Free: []string{"discnumber", "disc", "disknumber", "disk"},
		Names: [Dialects][]string{
			MP4: {"disk", "*"}, ID3: {"tpos", "*"}, Vorbis: {"*"}, ASF: {"partofset", "*"}, FFprobe: {"disc", "*", "partofset", "tpa"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	EditionTag: {
		Name: "edition", Kind: Line, Of: Edition,
		Text: func(t *Tags) *string { return &t.Edition }, Stored: 37,
		Free: []string{"edition", "abridged", "unabridged", "formattype", "format"},
		Names: [Dialects][]string{
			MP4: {"*"}, ID3: {"*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
	ContributorsTag: { // all names count, not only the first
		Name: "contributors", Kind: People, Of: Contributors,
		Text: func(t *Tags) *string { return &t.Contributors }, Stored: 38,
		Free: []string{
			"translator", "translators", "translatedby", "editor", "editors", "editedby", "foreword", "forewordby", "introductionby", "afterword", "afterwordby",
			"illustrator", "illustrators", "illustratedby", "adapter", "adaptedby", "director", "directedby", "producer", "producedby", "contributor", "contributors",
		},
		Names: [Dialects][]string{
			MP4: {"*", "©dir", "©prd"}, ID3: {"*", "tipl:"}, Vorbis: {"*"}, ASF: {"*"}, Chunks: {"iedt", "ipro"}, FFprobe: {"*"},
		},
	},
	TracksTag: { // also the 12 in a track "3/12"
		Name: "tracks", Kind: Number, Of: Fields,
		Number: func(t *Tags) *int { return &t.Tracks }, Stored: 39,
		Free: []string{"tracktotal", "totaltracks"},
		Names: [Dialects][]string{
			MP4: {"*"}, ID3: {"*"}, Vorbis: {"*"}, ASF: {"*"}, FFprobe: {"*"},
		},
		Lacks: [Dialects]string{Chunks: noChunk},
	},
}

// Info returns the declaration of the tag, which must not be changed.
func (t Tag) Info() *TagInfo { return &tags[t] }
