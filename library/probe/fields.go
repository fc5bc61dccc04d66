package probe

import "lectern/library/book"

// dialect is a tag format with the names of each tag in the form of a tagSet,
// the strongest first.
type dialect struct {
	kind  book.Dialect
	names [book.TagCount][]string
}

// The dialects, from the table in package book.
var (
	mp4Dialect     = dialectOf(book.MP4)
	id3Dialect     = dialectOf(book.ID3)
	vorbisDialect  = dialectOf(book.Vorbis)
	asfDialect     = dialectOf(book.ASF)
	chunkDialect   = dialectOf(book.Chunks)
	ffprobeDialect = dialectOf(book.FFprobe)
)

func dialectOf(kind book.Dialect) *dialect {
	d := &dialect{kind: kind}
	for tag := range book.TagCount {
		d.names[tag] = tag.Info().Names[kind]
	}
	return d
}

// tags reads each field from the first name that has it.
func (d *dialect) tags(t tagSet) (f book.Tags) {
	for tag, names := range d.names {
		switch i := book.Tag(tag).Info(); i.Kind {
		case book.List:
			*i.List(&f) = genres(t.first(names...))
		case book.Date:
			*i.Number(&f) = t.year(names)
		case book.Number:
			*i.Number(&f) = ordinal(t.first(names...))
		case book.Part:
			*i.Text(&f) = ofTotal(t.first(names...))
		default:
			*i.Text(&f) = t.first(names...)
		}
	}
	f.Series, f.SeriesPart = series(f.Series, f.SeriesPart)
	return f
}

// all calls visit with each name that the dialect reads.
func (d *dialect) all(visit func(name string)) {
	for _, names := range d.names {
		for _, name := range names {
			visit(name)
		}
	}
}

// ffprobeTags returns ffprobe's tags of a file in a container. In an mp3,
// ffprobe calls the conductor "performer", which is therefore not a narrator.
func ffprobeTags(t tagSet, container string) book.Tags {
	d := ffprobeDialect
	if container == "mp3" {
		other := *d
		other.names[book.NarratorTag] = []string{"narrator", "composer", "tcm"}
		d = &other
	}
	return d.tags(t)
}
