package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// slot says where one field of a file is written. The field is a field of the file
// record, or a form that valueOf knows. After "=" comes a text that no reader should
// prefer, for a source of lower rank; "series=" is left out if there is no series to
// outrank it.
type slot struct {
	field  string
	key    string
	unseen bool // ffprobe 5.1 does not report it
}

// recording holds a file's true fields, and values that only some dialects can hold.
type recording struct {
	Fields
	tracks, discs int
}

// roles says who is in the artist and album artist tags. Taggers disagree about it.
type roles int

const (
	authorBoth     roles = iota // the author in both
	authorAndVoice              // artist "Author, Narrator", album artist the author
	voiceFirst                  // artist the narrator, album artist the author
	authorOnly                  // artist the author, no album artist
)

func (r roles) cast(rec recording, author string) recording {
	rec.Artist, rec.AlbumArtist = author, author
	switch r {
	case authorAndVoice:
		rec.Artist = author + ", " + rec.Narrator
	case voiceFirst:
		rec.Artist = rec.Narrator
	case authorOnly:
		rec.AlbumArtist = ""
	}
	return rec
}

// valueOf returns the text that a slot holds, and sets in got the fields that a reader
// should find there. An empty text is not written.
func (rec recording) valueOf(field string, got *Fields) string {
	if of, decoy, ok := strings.Cut(field, "="); ok {
		if of == "series" && rec.Series == "" {
			return ""
		}
		return decoy
	}
	text := func(from string, to *string) string {
		if from != "" {
			*to = from
		}
		return from
	}
	number := func(from int, to *int) string {
		if from == 0 {
			return ""
		}
		*to = from
		return strconv.Itoa(from)
	}
	switch field {
	case "title":
		return text(rec.Title, &got.Title)
	case "album":
		return text(rec.Album, &got.Album)
	case "artist":
		return text(rec.Artist, &got.Artist)
	case "album_artist":
		return text(rec.AlbumArtist, &got.AlbumArtist)
	case "narrator":
		return text(rec.Narrator, &got.Narrator)
	case "series":
		return text(rec.Series, &got.Series)
	case "series_part":
		return text(rec.SeriesPart, &got.SeriesPart)
	case "series_number": // for tags that hold only whole numbers
		if _, err := strconv.Atoi(rec.SeriesPart); err != nil {
			return ""
		}
		return text(rec.SeriesPart, &got.SeriesPart)
	case "series#": // "Name #1"
		if rec.Series == "" {
			return ""
		}
		got.Series, got.SeriesPart = rec.Series, rec.SeriesPart
		if rec.SeriesPart == "" {
			return rec.Series
		}
		return rec.Series + " #" + rec.SeriesPart
	case "subtitle":
		return text(rec.Subtitle, &got.Subtitle)
	case "year":
		return number(rec.Year, &got.Year)
	case "date":
		if s := number(rec.Year, &got.Year); s != "" {
			return fourDigits(rec.Year) + "-05-03"
		}
	case "instant":
		if s := number(rec.Year, &got.Year); s != "" {
			return fourDigits(rec.Year) + "-05-03T07:00:00Z"
		}
	case "day": // as in Audible's rldt
		if s := number(rec.Year, &got.Year); s != "" {
			return "03-May-" + fourDigits(rec.Year)
		}
	case "genre", "genre/", "genre0", "genre*":
		got.Genres = rec.Genres
		return strings.Join(rec.Genres, map[string]string{"genre": "; ", "genre/": "/", "genre0": "\x00", "genre*": "\n"}[field])
	case "speech": // a number in the genre list of ID3v1
		got.Genres = []string{"Speech"}
		return "(101)"
	case "publisher":
		return text(rec.Publisher, &got.Publisher)
	case "asin":
		return text(rec.ASIN, &got.ASIN)
	case "isbn":
		return text(rec.ISBN, &got.ISBN)
	case "language":
		return text(rec.Language, &got.Language)
	case "description":
		return text(rec.Description, &got.Description)
	case "track":
		return number(rec.Track, &got.Track)
	case "disc":
		return number(rec.Disc, &got.Disc)
	case "track/":
		if s := number(rec.Track, &got.Track); s != "" {
			return s + "/" + strconv.Itoa(rec.tracks)
		}
	case "disc/":
		if s := number(rec.Disc, &got.Disc); s != "" {
			return s + "/" + strconv.Itoa(rec.discs)
		}
	default:
		panic("no field " + field)
	}
	return ""
}

// fourDigits returns a year in four digits.
func fourDigits(year int) string { return fmt.Sprintf("%04d", year) }

// allFields are the names of all fields that a tag can hold.
var allFields = []string{
	"title", "album", "artist", "album_artist", "narrator", "series", "series_part", "subtitle", "year", "genres",
	"publisher", "asin", "isbn", "language", "description", "track", "disc", "cover", "chapters",
}

// unseenFields lists the fields of the record that ffprobe does not see in some slots.
func unseenFields(slots []slot) []string {
	var out []string
	for _, s := range slots {
		if s.unseen {
			switch s.field {
			case "series#":
				out = append(out, "series", "series_part")
			case "series_number":
				out = append(out, "series_part")
			case "date", "instant", "day":
				out = append(out, "year")
			case "genre0", "genre*", "genre/", "speech":
				out = append(out, "genres")
			case "track/":
				out = append(out, "track")
			case "disc/":
				out = append(out, "disc")
			default:
				out = append(out, s.field)
			}
		}
	}
	return out
}

// mp4Dialect is one way of tagging m4b and m4a files.
type mp4Dialect struct {
	name   string
	roles  roles
	seed   string
	shape  mp4Shape
	slots  []slot
	byFile bool // ffmpeg writes the file, by stream copy
}

// forShow reports whether books for demos may use the dialect.
func (d mp4Dialect) forShow() bool { return d.slots != nil && !d.byFile && d.seed != "alac" }

const apple = "----:com.apple.iTunes:"
const pilabor = "----:com.pilabor.tone:"

// The dialects of MP4, the most common first, because a small corpus uses only the
// first ones. Together they use every source of a field in MP4.
var mp4Dialects = []mp4Dialect{
	{
		name: "mp4 itunes", roles: authorBoth, seed: "aac44",
		shape: mp4Shape{brand: "M4B ", moovFirst: true, qt: true, free: 2048},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false},
			{"narrator", "©wrt", false}, {"genre", "©gen", false}, {"year", "©day", false}, {"track/", "trkn", false}, {"disc/", "disk", false},
			{"series#", "©grp", false}, {"description", "ldes", false}, {"=A shorter description.", "desc", false}, {"=Ripped at home", "©cmt", false},
			{"=Lavf59.27.100", "©too", false},
		},
	},
	{
		name: "mp4 audible", roles: authorBoth, seed: "aac22",
		shape: mp4Shape{brand: "M4B ", nero: true, qt: true, edit: true},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false},
			{"narrator", "©nrt", true}, {"publisher", "©pub", true}, {"series", "©mvn", true}, {"series_number", "©mvi", true},
			{"day", "rldt", true}, {"subtitle", "©st3", true}, {"asin", "CDEK", true}, {"genre/", "©gen", false}, {"description", "desc", false},
			{"=© 1900 Somebody (P) 2011 Somebody else", "cprt", false},
		},
	},
	{
		name: "mp4 beets-audible", roles: authorAndVoice, seed: "aac44",
		shape: mp4Shape{brand: "M4A ", nero: true, moovFirst: true, wide: true},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false},
			{"narrator", apple + "NARRATOR", false}, {"=A Composer", "©wrt", false}, {"series", apple + "SERIES", false}, {"series_part", apple + "SERIES-PART", false},
			{"series=Wrong Series #9", "©grp", false}, {"date", "©day", false}, {"asin", apple + "ASIN", false}, {"isbn", apple + "ISBN", false},
			{"publisher", apple + "PUBLISHER", false}, {"language", apple + "LANGUAGE", false}, {"subtitle", apple + "SUBTITLE", false},
			{"genre", "©gen", false}, {"description", "©cmt", false}, {"track", "trkn", false},
		},
	},
	{
		name: "mp4 tone", roles: voiceFirst, seed: "aac22",
		shape: mp4Shape{brand: "M4A ", qt: true},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false},
			{"narrator", "©nrt", true}, {"=A Composer", "©wrt", false}, {"series", "©mvn", true}, {"series_part", pilabor + "part", false},
			{"asin", pilabor + "audible_asin", false}, {"publisher", "©pub", true}, {"subtitle", pilabor + "subtitle", false},
			{"instant", "©day", false}, {"language", pilabor + "Language", false}, {"description", "ldes", false}, {"genre*", "©gen", true},
		},
	},
	{
		name: "mp4 ffmpeg", roles: authorBoth, seed: "aac22", byFile: true,
		shape: mp4Shape{qt: true, nero: true, moovFirst: true},
		slots: []slot{
			{"title", "title", false}, {"album", "album", false}, {"artist", "artist", false}, {"album_artist", "album_artist", false},
			{"narrator", "composer", false}, {"year", "date", false}, {"genre", "genre", false}, {"series#", "grouping", false},
			{"description", "synopsis", false}, {"=Shorter.", "description", false}, {"track/", "track", false}, {"disc/", "disc", false},
		},
	},
	{
		name: "mp4 he-aac", roles: authorOnly, seed: "he",
		shape: mp4Shape{brand: "M4B ", nero: true},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"narrator", "©wrt", false},
			{"asin", "asin", true}, {"speech", "gnre", false}, {"year", "©day", false}, {"description", "desc", false},
		},
	},
	{
		name: "mp4 stereo", roles: authorBoth, seed: "aac44s",
		shape: mp4Shape{brand: "M4B ", moovFirst: true, wide: true, qt: true, nero: true},
		slots: []slot{
			{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false},
			{"narrator", apple + "narrator", false}, {"series", apple + "series", false}, {"series_part", apple + "PART", false},
			{"asin", apple + "AUDIBLE_ASIN", false}, {"year", "©day", false}, {"genre", "©gen", false}, {"description", "desc", false},
		},
	},
	{
		name: "mp4 alac", roles: authorBoth, seed: "alac",
		shape: mp4Shape{brand: "M4A "},
		slots: []slot{{"title", "©nam", false}, {"album", "©alb", false}, {"artist", "©ART", false}, {"album_artist", "aART", false}, {"track/", "trkn", false}},
	},
	{
		name: "mp4 bare", seed: "aac22", shape: mp4Shape{brand: "M4A "},
	},
}

// id3Dialect is one way of tagging mp3 files.
type id3Dialect struct {
	name     string
	roles    roles
	seed     string
	header   string // Xing, Info, VBRI or none
	tag      id3Tag // its version, encoding, unsynchronisation and padding; version 0 means no tag
	v1       bool
	back     bool   // a picture of the back comes before the front cover
	chapters string // how a long file stores chapters: "chap", "overdrive", or "" for none
	slots    []slot
}

var id3Dialects = []id3Dialect{
	{
		name: "id3v2.3 windows", roles: authorBoth, seed: "vbr22", header: xing, chapters: "chap",
		tag: id3Tag{version: 3, encoding: utf16le, padding: 1024},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TCOM", false}, {"genre/", "TCON", false}, {"year", "TDRC", false}, {"track/", "TRCK", false}, {"disc/", "TPOS", false},
			{"publisher", "TPUB", false}, {"description", "COMM", false},
		},
	},
	{
		name: "id3v2.4 beets-audible", roles: authorAndVoice, seed: "vbr22", header: noHeader, chapters: "chap",
		tag: id3Tag{version: 4, encoding: utf8enc, padding: 300},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TXXX:NARRATOR", false}, {"=A Composer", "TCOM", false}, {"series", "TXXX:SERIES", false}, {"series_part", "TXXX:SERIES-PART", false},
			{"asin", "TXXX:ASIN", false}, {"isbn", "TXXX:ISBN", false}, {"subtitle", "TIT3", false}, {"language", "TLAN", false},
			{"publisher", "TPUB", false}, {"date", "TDRC", false}, {"genre0", "TCON", true}, {"track", "TRCK", false}, {"description", "TXXX:DESCRIPTION", false},
		},
	},
	{
		name: "id3v1", roles: authorOnly, seed: "cbr22", header: noHeader, v1: true,
	},
	{
		name: "id3v2.2 itunes", roles: authorBoth, seed: "cbr22", header: info,
		tag: id3Tag{version: 2, encoding: latin1},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TCOM", false}, {"speech", "TCON", false}, {"year", "TDRC", false}, {"track/", "TRCK", false}, {"disc/", "TPOS", false},
			{"series#", "TIT1", false}, {"description", "COMM", false}, {"=iTunes 7.0", "TENC", false},
		},
	},
	{
		name: "id3v2.4 tone", roles: voiceFirst, seed: "vbr44s", header: xing, chapters: "chap",
		tag: id3Tag{version: 4, encoding: utf16be, unsync: true},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TCOM", false}, {"series", "MVNM", true}, {"series_part", "MVIN", true}, {"year", "TDRL", false},
			{"asin", "TXXX:AUDIBLE_ASIN", false}, {"publisher", "TPUB", false}, {"genre", "TCON", false}, {"track", "TRCK", false}, {"description", "COMM", false},
		},
	},
	{
		name: "id3v2.3 overdrive", roles: authorBoth, seed: "cbr22", header: vbri, chapters: "overdrive",
		tag: id3Tag{version: 3, encoding: latin1, unsync: true, padding: 64},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TXXX:narrator", false}, {"series", "TXXX:series", false}, {"series_part", "TXXX:PART", false},
			{"year", "TDRC", false}, {"genre", "TCON", false}, {"language", "TLAN", false}, {"track", "TRCK", false}, {"publisher", "TPUB", false},
		},
	},
	{
		name: "id3v2.3 and id3v1", roles: authorBoth, seed: "vbr22", header: xing, v1: true, back: true,
		tag: id3Tag{version: 3, encoding: latin1, padding: 2048},
		slots: []slot{
			{"title", "TIT2", false}, {"album", "TALB", false}, {"artist", "TPE1", false}, {"album_artist", "TPE2", false},
			{"narrator", "TCOM", false}, {"series#", "GRP1", true}, {"year", "TDRC", false}, {"speech", "TCON", false}, {"track/", "TRCK", false},
		},
	},
	{
		name: "mp3 bare", seed: "vbr22", header: noHeader,
	},
}

// vorbisDialect is one way of tagging flac, ogg and opus files.
type vorbisDialect struct {
	name     string
	roles    roles
	chapters bool
	slots    []slot
}

var vorbisDialects = []vorbisDialect{
	{
		name: "vorbis audiobookshelf", roles: authorBoth, chapters: true,
		slots: []slot{
			{"title", "TITLE", false}, {"album", "ALBUM", false}, {"artist", "ARTIST", false}, {"album_artist", "ALBUMARTIST", false},
			{"narrator", "NARRATOR", false}, {"=A Composer", "COMPOSER", false}, {"series", "SERIES", false}, {"series_part", "SERIES-PART", false},
			{"subtitle", "SUBTITLE", false}, {"year", "DATE", false}, {"genre*", "GENRE", false}, {"publisher", "PUBLISHER", false}, {"asin", "ASIN", false},
			{"isbn", "ISBN", false}, {"language", "LANGUAGE", false}, {"description", "DESCRIPTION", false}, {"track", "TRACKNUMBER", false}, {"disc", "DISCNUMBER", false},
		},
	},
	{
		name: "vorbis picard", roles: voiceFirst,
		slots: []slot{
			{"title", "title", false}, {"album", "album", false}, {"artist", "artist", false}, {"album_artist", "albumartist", false},
			{"narrator", "composer", false}, {"series", "movementname", false}, {"series_part", "movement", false},
			{"date", "date", false}, {"genre", "genre", false}, {"track", "tracknumber", false}, {"=12", "tracktotal", false}, {"description", "comment", false},
		},
	},
	{
		name: "vorbis grouping", roles: authorOnly, chapters: true,
		slots: []slot{
			{"title", "TITLE", false}, {"album", "ALBUM", false}, {"artist", "Artist", false}, {"narrator", "PERFORMER", false},
			{"series#", "GROUPING", false}, {"year", "YEAR", false}, {"genre/", "GENRE", false}, {"track/", "TRACKNUMBER", false},
		},
	},
}

// The tags of wma, under ffmpeg's names, and of wav.
var (
	asfSlots = []slot{
		{"title", "title", false}, {"album", "album", false}, {"artist", "artist", false}, {"album_artist", "album_artist", false},
		{"narrator", "composer", false}, {"year", "date", false}, {"genre", "genre", false}, {"publisher", "publisher", false},
		{"track", "track", false}, {"language", "language", false},
	}
	riffSlots = []slot{
		{"title", "INAM", false}, {"album", "IPRD", false}, {"artist", "IART", false}, {"year", "ICRD", false}, {"genre", "IGNR", false}, {"track", "IPRT", false},
	}
)
