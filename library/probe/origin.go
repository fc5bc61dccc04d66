package probe

import (
	"context"
	"strings"

	"lectern/library/book"
)

// Origins are the names of the tags that tell the fields of a book, as the
// container calls them: "©wrt", "TCOM", "TXXX:NARRATOR"; "" where no tag tells
// the field.
type Origins [book.Fields]string

// TagNames reads a file for the names of its tags alone. It knows the formats of
// Native, may block on the disk, and is not kept back by a fault of the sound:
// what could not be read has no names, nor has a file whose reader fails.
func TagNames(ctx context.Context, path string) (names Origins) {
	defer func() {
		if recover() != nil { // as in ask, for no pool stands around this reader
			names = Origins{}
		}
	}()
	file, size, err := openRegular(path)
	if err != nil {
		return Origins{}
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	s.origins = &origins{}
	_, _ = readSource(ctx, s, &book.File{Path: path, Size: size}) // its tags count whatever else is wrong
	names = s.origins.first
	for f, name := range s.origins.second {
		if names[f] == "" {
			names[f] = name
		}
	}
	return names
}

// origins are names of tags as they are found. A title of the part and its
// artist tell a field only if no tag of the file tells that of the book.
type origins struct{ first, second Origins }

// tell is the fields that a dialect finds in tags. Where somebody asks for
// them, the names of the tags are noted; those of a tag that was read before
// count.
func (s *source) tell(d *dialect, t tagSet) book.Tags {
	if s.origins != nil {
		d.note(s.origins, t)
	}
	return d.tags(t)
}

// note takes the first of the names that is there for each field that a tag tells by
// itself.
func (d *dialect) note(o *origins, t tagSet) {
	for tag, names := range d.names {
		i := book.Tag(tag).Info()
		if i.Of == book.Fields {
			continue
		}
		to := &o.first[i.Of]
		if i.Weak {
			to = &o.second[i.Of]
		}
		for _, name := range names {
			if there := t[name] != "" && (i.Kind != book.Date || year(t[name]) != 0); there && *to == "" {
				*to = d.called(name)
			}
		}
	}
}

// called is how the container's own documents write a name of the dialect:
// MP4's atoms as they are but for two, all others in capitals.
func (d *dialect) called(name string) string {
	if d.kind != book.MP4 || strings.HasPrefix(name, "----:") {
		return strings.ToUpper(name)
	}
	switch name {
	case "aart":
		return "aART"
	case "©art":
		return "©ART"
	case "cdek":
		return "CDEK"
	default:
		return name
	}
}
