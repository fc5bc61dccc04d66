package probe

import (
	"lectern/library/book"
)

// dialect says by which names a kind of tag knows the fields of an audiobook,
// the strongest first. The names are those of a tagSet.
type dialect struct {
	title, album, artist, albumArtist, narrator  []string
	series, part, subtitle, year, genre          []string
	publisher, asin, isbn, language, description []string
	track, disc                                  []string
}

// tags reads each field from the first name that has it.
func (d *dialect) tags(t tagSet) book.Tags {
	f := book.Tags{
		Title:       t.first(d.title...),
		Album:       t.first(d.album...),
		Artist:      t.first(d.artist...),
		AlbumArtist: t.first(d.albumArtist...),
		Narrator:    t.first(d.narrator...),
		Series:      t.first(d.series...),
		SeriesPart:  ofTotal(t.first(d.part...)),
		Subtitle:    t.first(d.subtitle...),
		Genres:      genres(t.first(d.genre...)),
		Publisher:   t.first(d.publisher...),
		ASIN:        t.first(d.asin...),
		ISBN:        t.first(d.isbn...),
		Language:    t.first(d.language...),
		Description: t.first(d.description...),
		Track:       ordinal(t.first(d.track...)),
		Disc:        ordinal(t.first(d.disc...)),
	}
	for _, name := range d.year {
		if f.Year = year(t[name]); f.Year != 0 {
			break
		}
	}
	f.Series, f.SeriesPart = series(f.Series, f.SeriesPart)
	return f
}

// The dialects. Which name stands for what follows what audiobook taggers
// write: iTunes and mp4v2 atoms, the frames of ID3v2.4 and iTunes' own, the
// Vorbis comment field recommendations, and the free-form names that tone,
// Mp3tag's Audible scripts and beets-audible agree on.
var (
	// mp4Dialect has an MP4's atoms by their four letters, and its free-form
	// atoms as "----:" and the name as spell spells it, whatever their mean.
	mp4Dialect = dialect{
		title:       []string{"©nam", "----:title"},
		album:       []string{"©alb", "----:album"},
		artist:      []string{"©art", "----:artist"},
		albumArtist: []string{"aart", "----:albumartist"},
		narrator:    []string{"----:narrator", "©nrt", "©wrt"},
		series:      []string{"----:series", "©mvn", "©grp"},
		part:        []string{"----:seriespart", "----:part", "©mvi"},
		subtitle:    []string{"----:subtitle", "©st3"},
		year:        []string{"©day", "rldt"},
		genre:       []string{"©gen", "gnre", "----:genre"},
		publisher:   []string{"----:publisher", "©pub"},
		asin:        []string{"----:asin", "----:audibleasin", "cdek", "asin"},
		isbn:        []string{"----:isbn"},
		language:    []string{"----:language"},
		description: []string{"ldes", "desc", "©cmt"},
		track:       []string{"trkn"},
		disc:        []string{"disk"},
	}

	// id3Dialect has frames by their ID3v2.3 or 2.4 names in lower case, and
	// user text as "txxx:" and its description as spell spells it.
	id3Dialect = dialect{
		title:       []string{"tit2"},
		album:       []string{"talb"},
		artist:      []string{"tpe1"},
		albumArtist: []string{"tpe2", "txxx:albumartist"},
		narrator:    []string{"txxx:narrator", "tcom"},
		series:      []string{"txxx:series", "mvnm", "grp1", "tit1", "txxx:grouping"},
		part:        []string{"txxx:seriespart", "txxx:part", "mvin"},
		subtitle:    []string{"tit3", "txxx:subtitle"},
		year:        []string{"tdrc", "tyer", "tdrl"},
		genre:       []string{"tcon"},
		publisher:   []string{"tpub", "txxx:publisher"},
		asin:        []string{"txxx:asin", "txxx:audibleasin"},
		isbn:        []string{"txxx:isbn"},
		language:    []string{"tlan", "txxx:language"},
		description: []string{"comm", "txxx:description"},
		track:       []string{"trck"},
		disc:        []string{"tpos"},
	}

	// vorbisDialect has Vorbis comments, and APE items, as spell spells their
	// names.
	vorbisDialect = dialect{
		title:       []string{"title"},
		album:       []string{"album"},
		artist:      []string{"artist", "author"},
		albumArtist: []string{"albumartist"},
		narrator:    []string{"narrator", "performer", "composer"},
		series:      []string{"series", "movementname", "grouping"},
		part:        []string{"seriespart", "part", "movement"},
		subtitle:    []string{"subtitle"},
		year:        []string{"date", "year"},
		genre:       []string{"genre"},
		publisher:   []string{"publisher", "label", "organization"},
		asin:        []string{"asin", "audibleasin"},
		isbn:        []string{"isbn"},
		language:    []string{"language"},
		description: []string{"description", "comment"},
		track:       []string{"tracknumber", "track"},
		disc:        []string{"discnumber", "disc"},
	}

	// asfDialect has Windows Media attributes as spell spells their names,
	// which drops the WM/ in front.
	asfDialect = dialect{
		title:       []string{"title"},
		album:       []string{"albumtitle", "album"},
		artist:      []string{"author", "artist"},
		albumArtist: []string{"albumartist"},
		narrator:    []string{"narrator", "composer"},
		series:      []string{"series", "contentgroupdescription", "grouping"},
		part:        []string{"seriespart", "part"},
		subtitle:    []string{"subtitle"},
		year:        []string{"year", "date", "originalreleaseyear"},
		genre:       []string{"genre"},
		publisher:   []string{"publisher"},
		asin:        []string{"asin", "audibleasin"},
		isbn:        []string{"isbn"},
		language:    []string{"language"},
		description: []string{"description", "comments"},
		track:       []string{"tracknumber", "track"},
		disc:        []string{"partofset", "discnumber"},
	}

	// ffprobeDialect has the names ffprobe gives, and the four or three letters
	// of a frame or an atom where it has no word of its own.
	ffprobeDialect = dialect{
		title:       []string{"title", "tt2"},
		album:       []string{"album", "album/title", "tal"},
		artist:      []string{"artist", "author", "tp1"},
		albumArtist: []string{"albumartist", "tp2"},
		narrator:    []string{"narrator", "nrt", "©nrt", "performer", "composer", "tcm", "©wrt"},
		series:      []string{"series", "mvnm", "movementname", "grp1", "grouping", "tit1", "tt1", "contentgroupdescription"},
		part:        []string{"seriespart", "part", "mvin", "movement"},
		subtitle:    []string{"subtitle", "tit3", "tt3"},
		year:        []string{"date", "year", "tyer", "tye", "tdrl", "releasedate"},
		genre:       []string{"genre", "tco"},
		publisher:   []string{"publisher", "tpb"},
		asin:        []string{"asin", "audibleasin", "cdek"},
		isbn:        []string{"isbn"},
		language:    []string{"language", "tla"},
		description: []string{"synopsis", "description", "comment"},
		track:       []string{"track", "tracknumber", "trk"},
		disc:        []string{"disc", "discnumber", "partofset", "tpa"},
	}
)

// ffprobeTags is what ffprobe's tags tell of a file in a container. Of an mp3
// it calls the conductor performer: that is no narrator.
func ffprobeTags(t tagSet, container string) book.Tags {
	d := ffprobeDialect
	if container == "mp3" {
		d.narrator = []string{"narrator", "composer", "tcm"}
	}
	return d.tags(t)
}
