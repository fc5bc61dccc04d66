package group

import (
	"slices"
	"strconv"
	"strings"

	"lectern/library/book"
)

// merge gives a book each field from the strongest that tells it: the
// listener's edits, the sidecars, the tags the parts agree on, the names of the
// folders and of the file.
func (s *Shelf) merge(b *book.Book, n *bunch) {
	edit(b, n.parts)
	if n.noted && s.Notes != nil {
		fill(b, noteMeta(&s.Notes.Meta), func(f book.Field) book.Source { return s.Notes.From[f] })
	}
	names := s.readNames(n)
	tags := agreed(b.Files)
	said := tagMeta(tags)
	titled := book.FromTag
	if title, from := n.commonTitle(b.Files); title != "" {
		said.Title, titled = title, from
	}
	addVolume(said.Series, &names)
	if !known(b, book.Authors) {
		said.Authors = authors(tags, b.Narrators, said.Narrators, names.Narrators, len(names.Authors) > 0)
	}
	fill(b, &said, func(f book.Field) book.Source {
		if f == book.Title {
			return titled
		}
		return book.FromTag
	})
	fill(b, &names.Meta, names.from)
	if b.Title == "" {
		b.Title, b.Sources[book.Title] = fileTitle(b.Files[0].Name()), book.FromName
	}
	if !known(b, book.Picture) {
		b.Sources[book.Picture] = pictureSource(b)
	}
	b.Sources[book.ChapterList] = chapterSource(b)
}

// noteMeta is what sidecars tell of a book. They list people by name, but one name may
// be turned round, or be several.
func noteMeta(m *book.Meta) *book.Meta {
	parsed := *m
	for f := range book.Fields {
		if i := f.Info(); i.Kind == book.People {
			*i.List(&parsed) = peopleOf(*i.List(m))
		}
	}
	return &parsed
}

// peopleOf are the people of a list of names, each once.
func peopleOf(names []string) (people []string) {
	for _, s := range names {
		for _, name := range People(s) {
			if !has(people, name) {
				people = append(people, name)
			}
		}
	}
	return people
}

// known reports whether a field is settled, be it as empty.
func known(b *book.Book, f book.Field) bool { return b.Sources[f] != book.Nowhere }

// fill takes from m what b does not know yet.
func fill(b *book.Book, m *book.Meta, from func(book.Field) book.Source) {
	for f := range book.Fields {
		if known(b, f) || !m.Has(f) {
			continue
		}
		if f == book.Subtitle && m.Subtitle == b.Title { // "Series 1 - Title", where the tags know the title
			continue
		}
		b.Take(f, m)
		b.Sources[f] = from(f)
	}
}

// edit puts on a book what the listener typed about it: of two values for one
// field, as books that were merged have them, that of the lowest ID. An empty
// value empties the field, and its source says that it was the listener; a
// title cannot be empty, and what is no year is none.
func edit(b *book.Book, parts []*Part) {
	for _, p := range parts {
		for f := range book.Fields {
			value, typed := p.Edits[f.String()]
			if f == book.Picture && value != "" && !known(b, f) {
				b.Picture, b.Sources[f] = value, book.FromEdit
				continue
			}
			if !typed || known(b, f) || !settle(&b.Meta, f, value) {
				continue
			}
			b.Sources[f] = book.FromEdit
		}
	}
}

// settle reads a typed value into its field, and reports whether it is one.
func settle(m *book.Meta, f book.Field, value string) bool {
	i := f.Info()
	switch i.Kind {
	case book.Line, book.Code:
		*i.Text(m) = line(value)
	case book.Prose:
		*i.Text(m) = book.UTF8(strings.TrimSpace(value))
	case book.List, book.People:
		*i.List(m) = lines(value)
	case book.Places:
		for _, name := range lines(value) {
			*i.Series(m) = append(*i.Series(m), oneSeries(name))
		}
	case book.Date:
		year, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil && strings.TrimSpace(value) != "" {
			return false
		}
		*i.Number(m) = year
	default:
		return false // a cover is chosen, and chapters are not typed
	}
	return f != book.Title || m.Title != ""
}

// lines are the lines of a typed list, without the empty ones.
func lines(s string) (all []string) {
	for l := range strings.SplitSeq(s, "\n") {
		if l = line(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}

// names is what the names of folders and files tell of a book.
type names struct {
	book.Meta
	series string // what the name itself tells where no folder does
	volume string // within the series
	title  book.Source
}

// from is where a field of the names comes from.
func (n *names) from(f book.Field) book.Source {
	if f == book.Authors || f == book.InSeries && n.series == "" {
		return book.FromFolder
	}
	return n.title
}

// readNames reads the names above a bunch and its own.
func (s *Shelf) readNames(n *bunch) names {
	l := s.levels(n)
	m := names{title: book.FromFolder}
	if l.author != "" {
		m.Authors = People(l.author)
	}
	series := line(l.series)
	if l.title != "" {
		t := readFolder(l.title, series != "", l.author, l.series)
		m.Title, m.Subtitle, m.Year, m.ASIN, m.series, m.volume = t.title, t.subtitle, t.year, t.asin, t.series, t.volume
		if t.narrator != "" {
			m.Narrators = People(t.narrator)
		}
		if n.file {
			m.title = book.FromName
			if m.Subtitle != "" { // a file's name divides author, title and part with a dash
				m.Title, m.Subtitle = m.Title+dash+m.Subtitle, ""
			}
		}
	}
	if series != "" {
		m.Series = []book.Series{{Name: series, Part: m.volume}}
	} else if m.series != "" {
		m.Series = []book.Series{{Name: m.series, Part: m.volume}}
	}
	return m
}

// addVolume gives the series that the folder names too the volume that the
// folder tells, where nobody else told it.
func addVolume(series []book.Series, n *names) {
	for i := range series {
		if s := &series[i]; s.Part == "" && n.volume != "" && fold(s.Name) == fold(n.Series[0].Name) {
			s.Part = n.volume
		}
	}
}

// tagMeta is what tags tell of a book, but for its authors.
func tagMeta(t *book.Tags) book.Meta {
	if t == nil {
		return book.Meta{}
	}
	m := book.Meta{Title: albumOf(t), Series: Series(told(t.Series), t.SeriesPart)}
	for tag := range book.TagCount {
		if f := tag.Info().Of; f < book.Fields && f != book.Title && f != book.InSeries && f != book.Authors {
			tagField(&m, f, t, tag.Info())
		}
	}
	if m.Title == "" {
		m.Title = toldTitle(t.Title)
	}
	if len(m.Narrators) == 0 {
		m.Narrators = knownPeople(readIn(t.Artist, t.AlbumArtist, t.Description))
	}
	titleSeries(&m)
	return m
}

// tagField sets a field to what its tag tells.
func tagField(m *book.Meta, f book.Field, t *book.Tags, tag *book.TagInfo) {
	i := f.Info()
	switch i.Kind {
	case book.Line:
		*i.Text(m) = told(*tag.Text(t))
	case book.Code:
		*i.Text(m) = line(*tag.Text(t))
	case book.Prose:
		*i.Text(m) = book.UTF8(*tag.Text(t))
	case book.People:
		*i.List(m) = knownPeople(*tag.Text(t))
	case book.List:
		*i.List(m) = *tag.List(t)
	case book.Date:
		*i.Number(m) = *tag.Number(t)
	}
}

// oneAlbum reports whether all files that were read are of the same album.
func oneAlbum(files []*book.File) bool {
	album := ""
	for _, f := range files {
		if f.Media == nil {
			continue
		}
		switch a := albumOf(&f.Media.Tags); {
		case a == "" || album != "" && !sameFold(a, album):
			return false
		default:
			album = a
		}
	}
	return album != ""
}

// titleSeries takes a series out of a title: "Title (Series, Book 1)". Where
// another series is told, it is of the title.
func titleSeries(m *book.Meta) {
	rest, name, volume := cutVolumeBehind(m.Title, false, nil)
	switch {
	case volume == "":
	case len(m.Series) == 0:
		m.Title, m.Series = rest, []book.Series{{Name: name, Part: volume}}
	case fold(m.Series[0].Name) == fold(name):
		m.Title = rest
		if m.Series[0].Part == "" {
			m.Series[0].Part = volume
		}
	}
}

// authors are those the tags tell, less the narrators that anything tells:
// typed, in the tags, or in the folder's name. If that leaves nobody, and no
// folder names an author, only the tags' own narrators are none.
func authors(t *book.Tags, strong, tagged, folder []string, elsewhere bool) []string {
	if t == nil {
		return nil
	}
	narrators := tagged
	switch {
	case len(strong) > 0 && !slices.Equal(strong, tagged):
		narrators = slices.Concat(strong, tagged)
	case len(strong) == 0 && len(tagged) == 0:
		narrators = folder
	}
	all := Authors(t, narrators)
	if len(all) == 0 && !elsewhere {
		return Authors(t, tagged)
	}
	return all
}

// agreed is what the tags of a book's files say as one: each field as most of
// them have it, as the first of the files in playing order on a tie. A title
// is the book's only where all have the same. It is nil when no file was read.
func agreed(files []*book.File) *book.Tags {
	if len(files) == 1 {
		if m := files[0].Media; m != nil {
			return &m.Tags
		}
		return nil
	}
	all := make([]*book.Tags, 0, len(files))
	for _, f := range files {
		if f.Media != nil {
			all = append(all, &f.Media.Tags)
		}
	}
	if len(all) == 0 {
		return nil
	}
	t := new(book.Tags)
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case tag == book.TitleTag, tag == book.SeriesPartTag, tag == book.TrackTag, tag == book.DiscTag:
		case i.Text != nil:
			*i.Text(t) = most(all, i.Text)
		case i.List != nil:
			*i.List(t) = mostLists(all, i.List)
		default:
			*i.Number(t) = most(all, i.Number)
		}
	}
	none := ""
	t.SeriesPart = most(all, func(u *book.Tags) *string {
		if u.Series != t.Series {
			return &none
		}
		return &u.SeriesPart
	})
	if len(all) == len(files) {
		t.Title = all[0].Title
		for _, u := range all[1:] {
			if u.Title != t.Title {
				t.Title = ""
			}
		}
	}
	return t
}

// most is the most common value that is not zero, the first on a tie.
func most[T comparable](all []*book.Tags, get func(*book.Tags) *T) (common T) {
	var none T
	var count map[T]int // made when they differ
	for i, t := range all {
		v := *get(t)
		switch {
		case v == none:
			continue
		case common == none:
			common = v
		case count == nil && v != common:
			count = make(map[T]int)
			for _, t := range all[:i] {
				count[*get(t)]++
			}
		}
		if count != nil {
			count[v]++
		}
	}
	if count == nil {
		return common
	}
	for _, t := range all {
		if v := *get(t); v != none && count[v] > count[common] {
			common = v
		}
	}
	return common
}

// mostLists is the most common list, shared with the tags it is of.
func mostLists(all []*book.Tags, get func(*book.Tags) *[]string) []string {
	var first []string
	same := true
	for _, t := range all {
		list := *get(t)
		if len(first) == 0 {
			first = list
		}
		same = same && (len(list) == 0 || slices.Equal(list, first))
	}
	if same {
		return first
	}
	key := func(t *book.Tags) *string {
		joined := strings.Join(*get(t), "\x00")
		return &joined
	}
	common := most(all, key)
	i := slices.IndexFunc(all, func(t *book.Tags) bool { return *key(t) == common })
	return *get(all[i])
}

// pictureSource says where a book's cover comes from.
func pictureSource(b *book.Book) book.Source {
	if b.Notes != nil && b.Notes.Picture != "" {
		return book.FromPicture
	}
	for _, f := range b.Files {
		if f.Media != nil && f.Media.Cover != nil {
			return book.FromTag
		}
	}
	return book.Nowhere
}
