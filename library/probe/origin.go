package probe

import (
	"context"
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// Origins has, for each field of a book, the container's own name of its tag: "©wrt",
// "TCOM", "TXXX:NARRATOR". For an old text it adds the code page: "TCOM in
// windows-1251". It is "" if no tag has the field.
type Origins [book.Fields]string

// TagNames reads only the names of a file's tags. It supports the formats of
// Native, and it can block on the disk. Faults in the audio do not prevent it.
// If something cannot be read, or if a reader panics, the names are missing.
func TagNames(ctx context.Context, path string) (names Origins) {
	o := originsOf(ctx, path)
	names = o.first
	for f, name := range o.second {
		if names[f] == "" {
			names[f] = name
		}
		if page := o.pages[f]; page != "" && names[f] != "" {
			names[f] += " in " + page
		}
	}
	return names
}

// OddYear returns the name and the value of a file's tag for the year if the value is
// not a year, such as "0001"; both are "" if there is no such tag. Like TagNames, it
// reads the file.
func OddYear(ctx context.Context, path string) (name, value string) {
	o := originsOf(ctx, path)
	return o.oddName, o.oddYear
}

func originsOf(ctx context.Context, path string) (o origins) {
	defer func() {
		if recover() != nil { // recovers as ask does, because this reader runs outside a pool
			o = origins{}
		}
	}()
	file, size, err := openRegular(path)
	if err != nil {
		return origins{}
	}
	defer file.Close()
	s := newSource(file, size)
	defer s.close()
	s.origins = &origins{}
	_, _ = readSource(ctx, s, &book.File{Path: path, Size: size}) // the names of tags count whatever is wrong with the file
	return *s.origins
}

// origins collects names of tags. second has the names of the tags for the part's title
// and artist. They count only if no tag has the title or artist of the book.
//
// pages has the code pages of texts that did not name them, unless they are Western.
// oddName and oddYear are the results of OddYear.
type origins struct {
	first, second, pages Origins
	oddName, oddYear     string
}

// tell returns the fields that a dialect finds in tags. If names of tags are requested,
// it also records them; a tag that was read earlier wins.
func (s *source) tell(d *dialect, t tagSet) book.Tags {
	if s.origins != nil {
		d.note(s.origins, t)
	}
	return d.tags(t)
}

// note records the first existing name for each field.
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
			value := t[name]
			if i.Kind == book.Date && words.Year(value) == 0 {
				if value != "" && o.oddName == "" {
					o.oddName, o.oddYear = d.called(name), value
				}
				continue
			}
			if value != "" && *to == "" {
				*to = d.called(name)
			}
		}
	}
}

// called returns a name of the dialect in the notation of the container's
// documentation: MP4 atoms as they are except for two, all others in capitals.
func (d *dialect) called(name string) string {
	if d.kind != book.MP4 || strings.HasPrefix(name, "----:") {
		return strings.ToUpper(strings.TrimSuffix(name, ":")) // "tipl:" holds the contributors of "tipl"
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
