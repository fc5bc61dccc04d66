package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// merge sets each field of a book from its strongest source: the user's edits,
// the sidecars, the tags on which the parts agree, the names of folders and
// files.
func (s *Folder) merge(b *book.Book, n *bunch) {
	edit(b, n.parts)
	noted := func(weak bool) {
		if b.Notes == nil {
			return
		}
		m := noteMeta(b.Notes)
		for f := range book.Fields {
			if !known(b, f) && m.Has(f) && (noteSource(b.Notes, f) == book.FromNFO) == weak {
				b.Take(f, m)
				b.Sources[f] = noteSource(b.Notes, f)
			}
		}
	}
	noted(false)
	names := s.readNames(n)
	tags := agreed(b.Files)
	said := new(book.Meta)
	if tags != nil {
		said = tagMeta(tags, s.album(tags), names)
	}
	names.weigh(said.Series, nil)
	said.Authors, said.Narrators, said.Contributors = cast(b, tags, names)
	names.weigh(nil, said.Authors)
	said.Title = withoutAuthors(said.Title, said.Authors, names.Title)
	names.withoutAuthors(said.Authors)
	titled := book.FromTag
	if title, from := n.commonTitle(b.Files); title != "" {
		said.Title, titled = title, from
	}
	addVolume(said.Series, names)
	fill(b, said, func(f book.Field) book.Source {
		if f == book.Title {
			return titled
		}
		return book.FromTag
	})
	noted(true)
	fill(b, &names.Meta, names.from)
	if b.Sources[book.Narrators] != book.FromEdit && (b.Notes == nil || !b.Notes.IsExact(book.Narrators)) {
		b.Narrators = resolve(b.Narrators, b.Authors)
	}
	if b.Title == "" {
		b.Title, b.Sources[book.Title] = fileTitle(b.Files[0].Name()), book.FromName
	}
	if !known(b, book.Edition) {
		if b.Edition = fileEdition(b); b.Edition != "" {
			b.Sources[book.Edition] = book.FromName
		}
	}
	if !known(b, book.Picture) {
		b.Sources[book.Picture] = pictureSource(b)
	}
	b.Sources[book.ChapterList] = chapterSource(b)
}

// withoutAuthors removes the authors of a book from the front or the end of its title:
// "Ada Brook - Lanternfield", "Lanternfield (Ada Brook)", "Lanternfield by Ada Brook". A
// name before a colon stays if the folder has it too: "Ada Brook: A Life".
func withoutAuthors(title string, authors []string, folder string) string {
	if len(authors) == 0 || !strings.ContainsFunc(title, isBeforeRemark) && !strings.Contains(title, " by ") && !strings.Contains(title, " par ") {
		return title
	}
	are := func(section string) bool {
		section = strings.TrimSpace(section)
		return section != "" && (repeats(section, authors) || len(authors) > 1 && slices.Equal(People(section), authors))
	}
	by := func(section string) bool { // "von Ada Brook"
		word, name, _ := strings.Cut(strings.TrimSpace(section), " ")
		return writtenBy[strings.ToLower(word)] && are(name)
	}
	for _, between := range [...]string{dash, " – ", " — ", ": "} {
		if !strings.Contains(title, between) || between == ": " && sameFold(title, folder) {
			continue
		}
		if first, rest, ok := strings.Cut(title, between); ok && wholeTitle(strings.TrimSpace(rest)) != "" && withoutKind(rest) != "" && are(first) {
			return strings.TrimSpace(rest)
		}
		if at := strings.LastIndex(title, between); at > 0 && (are(title[at+len(between):]) || by(title[at+len(between):])) {
			return strings.TrimSpace(title[:at])
		}
	}
	if last := len(title) - 1; last > 0 && (title[last] == ')' || title[last] == ']') {
		if at := strings.LastIndexAny(title, "(["); at > 0 && (are(title[at+1:last]) || by(title[at+1:last])) {
			return strings.TrimSpace(title[:at])
		}
	}
	if at := strings.LastIndex(title, ", "); at > 0 && by(title[at+len(", "):]) {
		return title[:at]
	}
	for _, word := range [...]string{" by ", " par "} {
		if at := strings.LastIndex(title, word); at > 0 && are(title[at+len(word):]) {
			return strings.TrimSpace(title[:at])
		}
	}
	return title
}

// withoutAuthors removes the authors from the title and the subtitle that a folder or a
// file has.
func (n *names) withoutAuthors(authors []string) {
	if len(authors) == 0 {
		authors = n.Authors
	}
	n.Title = withoutAuthors(n.Title, authors, "")
	if n.Subtitle != "" && repeats(n.Subtitle, authors) {
		n.Subtitle = ""
	}
}

// noteMeta returns what the sidecars say about a book, with its people and series parsed: a
// name in a sidecar can be "Last, First" or contain several people. Values that Lectern
// itself wrote are those of a record, and stay as they are.
func noteMeta(n *book.Notes) *book.Meta {
	m := &n.Meta
	parsed := *m
	if !n.IsExact(book.InSeries) {
		parsed.Series = noteSeries(m.Series)
	}
	if !n.IsExact(book.Title) && !n.IsExact(book.Subtitle) {
		subtitleSeries(&parsed)
	}
	wrote, reads := listed(m.Authors), listed(m.Narrators)
	if !n.IsExact(book.Authors) {
		parsed.Authors = writers(wrote)
	}
	if !n.IsExact(book.Narrators) {
		if parsed.Narrators = speakers(reads); len(reads) == 0 { // "Ada Brook (author)", "Nora Finch (narrator)"
			parsed.Narrators = named(wrote, func(c credit) bool { return c.role&words.Speaks != 0 })
		}
		if len(parsed.Narrators) == 0 {
			parsed.Narrators = authorIn(strings.Join(m.Narrators, ";"))
		}
	}
	if n.IsExact(book.Authors) {
		wrote = nil
	}
	if n.IsExact(book.Narrators) {
		reads = nil
	}
	if !n.IsExact(book.Contributors) {
		parsed.Contributors = contributors(contributions(strings.Join(m.Contributors, ";"), nil), wrote, reads)
	}
	if !n.IsExact(book.ASIN) {
		parsed.ASIN = plainASIN(m.ASIN)
	}
	if !n.IsExact(book.ISBN) {
		parsed.ISBN = plainISBN(m.ISBN)
	}
	if parsed.Edition == "" && !n.IsExact(book.Title) {
		parsed.Edition = cmp.Or(editionIn(m.Title, false), editionIn(m.Subtitle, true))
	}
	if !n.IsExact(book.Title) {
		parsed.Title = bare(m.Title).title
	}
	return &parsed
}

// listed returns the people in a list from a sidecar.
func listed(names []string) []credit { return credits(strings.Join(names, ";"), nil) }

// noteSource returns the sidecar from which noteMeta has a field.
func noteSource(n *book.Notes, f book.Field) book.Source {
	switch from := n.From[f]; {
	case from != book.Nowhere:
		return from
	case f == book.Contributors && len(contributors(listed(n.Meta.Authors))) > 0:
		return n.From[book.Authors]
	case f == book.Contributors:
		return n.From[book.Narrators]
	case f == book.Narrators:
		return n.From[book.Authors]
	case f == book.Edition && editionIn(n.Meta.Title, false) != "":
		return n.From[book.Title]
	case f == book.Edition:
		return n.From[book.Subtitle]
	default:
		return from
	}
}

// known reports whether a field already has a source. Its value may be empty.
func known(b *book.Book, f book.Field) bool { return b.Sources[f] != book.Nowhere }

// fill copies from m every field that b does not have yet.
func fill(b *book.Book, m *book.Meta, from func(book.Field) book.Source) {
	for f := range book.Fields {
		if known(b, f) || !m.Has(f) {
			continue
		}
		if f == book.Subtitle && m.Subtitle == b.Title { // "Series 1 - Title", where the tags have the title
			continue
		}
		b.Take(f, m)
		b.Sources[f] = from(f)
	}
}

// edit applies the user's edits to a book. If the parts of a merged book have different
// values for a field, the value of the part with the lowest ID wins. An empty value
// empties the field, and its source is the edit. A title cannot be empty, and a value
// that is not a year or a rating is ignored.
func edit(b *book.Book, parts []*Part) {
	for _, p := range parts {
		if len(p.Edits) == 0 {
			continue
		}
		for f := range book.Fields {
			value, typed := p.Edits[f.String()]
			if f == book.Picture && value != "" && !known(b, f) {
				b.Picture, b.Sources[f] = value, book.FromEdit
				continue
			}
			if !typed || known(b, f) || !setTyped(&b.Meta, f, value) {
				continue
			}
			b.Sources[f] = book.FromEdit
		}
	}
}

// setTyped parses a typed value into its field. It returns false if the value
// is not valid.
func setTyped(m *book.Meta, f book.Field, value string) bool {
	i := f.Info()
	m.Unshare(f)
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
	case book.Stars:
		stars, ok := book.ParseStars(value)
		if !ok && strings.TrimSpace(value) != "" {
			return false
		}
		*i.Number(m) = stars
	default:
		return false // a cover is chosen, and chapters cannot be typed
	}
	return f != book.Title || m.Title != ""
}

// lines splits a typed list into its lines and drops empty ones.
func lines(s string) (all []string) {
	for l := range strings.SplitSeq(s, "\n") {
		if l = line(l); l != "" {
			all = append(all, l)
		}
	}
	return all
}

// names is what the names of folders and files say about a book.
type names struct {
	book.Meta
	series string // the series in the name itself, used if no folder is named after one
	volume string // of the book in that series
	title  book.Source
	inFile uint32    // a bit for each field from the name of the only file, where the folder has the title
	shelf  []string  // the names of the folder that holds this book among others: a series or its author
	room   [3]string // for shelf
	above  levels
}

// weigh drops the author or the series that the folders above suggest, where the tags
// show that they mean something else: the folder of the series is the author's, or the
// reverse.
func (n *names) weigh(series []book.Series, authors []string) {
	if slices.ContainsFunc(series, func(s book.Series) bool { return sameFold(s.Name, n.above.author) }) {
		n.Authors = nil
	}
	if n.above.series != "" && len(authors) == 1 && repeats(n.above.series, authors) {
		n.Series = nil
	}
}

// from returns the source of a field of names.
func (n *names) from(f book.Field) book.Source {
	switch {
	case n.inFile&(1<<f) != 0:
		return book.FromName
	case f == book.Authors || f == book.Contributors || f == book.InSeries && n.series == "":
		return book.FromFolder
	default:
		return n.title
	}
}

// readNames parses the name of a bunch and the names of the folders above it.
func (s *Folder) readNames(n *bunch) *names {
	l := s.levels(n)
	m := &names{title: book.FromFolder, above: l}
	series := line(l.series)
	if m.shelf = append(m.room[:0], series); !n.own {
		m.shelf = append(m.shelf, line(filepath.Base(s.Folder)))
	}
	if l.author != "" {
		var room [4]credit
		all := appendCredits(room[:0], l.author, nil)
		m.Authors, m.Contributors = everyone(all), contributors(all)
	}
	if l.title != "" {
		t := readFolder(l.title, series != "", l.author, l.series)
		if series == "" && (t.series == "" || t.behind) && !isAuthor(l.author) {
			t.cutAuthors(m, n.parts)
		}
		m.Title, m.Subtitle, m.Year, m.ASIN, m.ISBN = t.title, t.subtitle, t.year, t.asin, t.isbn
		m.series, m.volume, m.Edition = t.series, t.volume, editionIn(l.title, false)
		if t.narrator != "" {
			if m.Narrators = People(t.narrator); len(m.Narrators) == 0 {
				m.Narrators = authorIn(t.narrator)
			}
		}
		if n.file {
			m.title = book.FromName
			if m.Subtitle != "" { // in a file name, dashes separate author, title and part
				m.Title, m.Subtitle = m.Title+dash+m.Subtitle, ""
			}
		}
	}
	if n.own && len(n.parts) == 1 {
		m.readFile(n.parts[0].File.Name())
	}
	if n.volume {
		m.shelf = append(m.shelf, albumOf(tagsOf(n.parts[0].File)))
	}
	if series != "" {
		m.Series = []book.Series{{Name: series, Part: m.volume}}
	} else if m.series != "" {
		m.Series = []book.Series{{Name: m.series, Part: m.volume}}
	}
	return m
}

// readFile takes from the name of the only file what the name of its folder lacks: the
// narrator, product numbers, and the year if the name has the same title.
func (n *names) readFile(name string) {
	if !strings.ContainsAny(name, "([{") {
		return
	}
	r := readFolder(uncopied(withoutExt(name)), false, n.above.author, n.above.series)
	take := func(f book.Field, missing bool) bool {
		if missing {
			n.inFile |= 1 << f
		}
		return missing
	}
	if r.narrator != "" && take(book.Narrators, len(n.Narrators) == 0) {
		n.Narrators = People(r.narrator)
	}
	if r.asin != "" && take(book.ASIN, n.ASIN == "") {
		n.ASIN = r.asin
	}
	if r.isbn != "" && take(book.ISBN, n.ISBN == "") {
		n.ISBN = r.isbn
	}
	if r.year != 0 && sameFold(r.title, n.Title) && take(book.Year, n.Year == 0) {
		n.Year = r.year
	}
}

// isEpisode reports whether the name of a folder or file in the folder of a series begins
// with the number of an episode, before a title: "Folge 3 - Title", "Series - Folge 3 -
// Title".
func isEpisode(name, series string) bool {
	if !text.HasDigit(name) {
		return false
	}
	first, rest, more := strings.Cut(name, dash)
	if more && repeats(strings.TrimSpace(first), []string{series}) {
		name = rest
	}
	_, title := cutEpisode(name)
	return title != ""
}

// cutEpisode removes the number of an episode from the front of a title: "Folge 3:
// Title". rest is "" if there is none, or nothing else.
func cutEpisode(title string) (number, rest string) {
	word, _, _ := strings.Cut(title, " ")
	if !text.HasDigit(title) || !words.Is(word, words.Episode) {
		return "", ""
	}
	title = strings.Replace(title, dash, ": ", 1)
	number, _, rest = cutVolume(title, false)
	if wholeTitle(rest) == "" {
		return "", ""
	}
	return number, rest
}

// isAuthor reports whether the name of a folder can be the name of an author: a full
// name, a name in an East Asian script, or a single name that is known.
func isAuthor(folder string) bool {
	return folder != "" && (isEastAsian(folder) || mononyms.Of(folder) || arePeople(folder))
}

// turned reports whether two names of a person differ in the order of first and last
// name: "Brook Ada" and "Ada Brook".
func turned(a, b string) bool {
	first, rest, ok := strings.Cut(b, " ")
	if !ok || len(a) != len(b) {
		return false
	}
	last := strings.LastIndexByte(b, ' ')
	return same(a, rest+first) || same(a, b[last:]+b[:last])
}

// cutAuthors moves the authors out of the name of a folder or file: "Ada Brook -
// Lanternfield", "Ada Brook - 2012 - Lanternfield", "Ada Brook - Stillmere 01 -
// Lanternfield". "Moby Dick - Part 1" has no authors, nor has "Moby Dick - The Whale" if
// the tags name other people.
func (n *folderName) cutAuthors(m *names, parts []*Part) {
	if n.subtitle == "" || !arePeople(n.title) {
		return
	}
	t := tagsOf(parts[0].File)
	artists := People(t.Artist + ";" + t.AlbumArtist)
	if arePeople(n.subtitle) && anyIn(artists, People(n.subtitle)) && !anyIn(artists, People(n.title)) &&
		wholeTitle(spaced(withoutExt(parts[0].File.Name()))) == fold(n.title) { // "Lantern Field - Ada Brook/Lantern Field 01.mp3"
		m.Authors, n.subtitle = People(n.subtitle), ""
		return
	}
	rest := readFolder(n.subtitle, false, n.title)
	if wholeTitle(rest.title) == "" {
		return
	}
	authors := People(n.title)
	for _, p := range parts {
		t := tagsOf(p.File)
		if people := People(t.Artist + ";" + t.AlbumArtist); len(people) > 0 {
			if len(authors) == 1 {
				if i := slices.IndexFunc(people, func(name string) bool { return turned(authors[0], name) }); i >= 0 { // "Brook Ada"
					authors = people[i : i+1]
				}
			}
			if !anyIn(authors, people) && !anyIn(authors, People(t.Narrator)) {
				return
			}
			break
		}
	}
	if series, volume, _ := volumeAtEnd(rest.title); rest.series == "" && len(volume) == 1 && wholeTitle(rest.subtitle) != "" { // "Ada Brook - Stillmere 1 - Lanternfield"
		rest.series, rest.volume, rest.title, rest.subtitle = series, volume, rest.subtitle, ""
	}
	m.Authors, n.title, n.subtitle = authors, rest.title, rest.subtitle
	n.year = cmp.Or(n.year, rest.year)
	if !n.behind {
		n.series, n.volume = rest.series, rest.volume
	}
}

// addVolume adds the volume from the folder's name to the series that the folder names,
// unless the series has one already.
func addVolume(series []book.Series, n *names) {
	if n.volume == "" || len(n.Series) == 0 {
		return // no folder names a series, or it is the author's: see weigh
	}
	for i := range series {
		if s := &series[i]; s.Part == "" && sameFold(s.Name, n.Series[0].Name) {
			s.Part = n.volume
		}
	}
}

// tagMeta returns what the tags say about a book, except for its people. album is its
// album: see albumOf.
func tagMeta(t *book.Tags, album string, n *names) *book.Meta {
	m := &book.Meta{Title: album}
	if meaningful(t.Series) != "" {
		m.Series = Series(t.Series, t.SeriesPart)
	}
	for tag := range book.TagCount {
		if f := tag.Info().Of; f < book.Fields && f != book.Title && f != book.InSeries && f.Info().Kind != book.People {
			tagField(m, f, t, tag.Info())
		}
	}
	for _, title := range [...]string{t.Album, t.Title} {
		if m.ASIN == "" && m.ISBN == "" && strings.ContainsFunc(title, isBeforeRemark) {
			codes := bare(meaningful(title))
			m.ASIN, m.ISBN = codes.asin, codes.isbn
		}
	}
	m.Edition, _ = taggedEdition(t)
	title := meaningfulTitle(t.Title)
	if (isArtist(m.Title, t) || isPieceTitle(m.Title)) && wholeTitle(n.Title) != "" {
		m.Title = ""
	}
	if m.Title == "" && isArtist(n.Title, t) && !isArtist(t.Album, t) { // "Author/Lesung": the folder was passed over
		m.Title = bare(discless(meaningful(t.Album))).title
	}
	if m.Title == "" && (wholeTitle(title) != "" || wholeTitle(n.Title) == "") {
		m.Title = title
	}
	episodeSeries(m, t, n)
	countedSeries(m)
	titleSeries(m, t)
	shelfSeries(m, n.above.series)
	subtitleSeries(m)
	if title != "" && title != m.Title || n.Title != "" {
		notSeries(m, title, n)
	}
	return m
}

// isPieceTitle reports whether a title is the title of a part that stands alone: "Chapter
// 3", "Prologue". "01 - Dune" and "Book 1" may be the titles of books.
func isPieceTitle(title string) bool {
	if title == "" || text.IsDigit(title[0]) {
		return false
	}
	if _, ok := matterOf(title); ok {
		return true
	}
	first, _, _ := strings.Cut(title, " ")
	if !strings.HasPrefix(title, "第") && !words.Is(first, words.Piece) && !words.Is(title[lastWord(title):], words.Piece) || wholeTitle(title) != "" {
		return false
	}
	_, volume, _ := cutVolume(title, false)
	return !volume
}

// isArtist reports whether a title is the name of the artist instead.
func isArtist(title string, t *book.Tags) bool {
	return title != "" && (sameFold(title, t.Artist) || sameFold(title, t.AlbumArtist))
}

// notSeries chooses another title if the album is the series, perhaps with the volume:
// the title tag if it can be the title of a book, or else the name of the folder or
// file. The album stays the title if nothing else can be, or if it is also the name of
// the book's folder.
func notSeries(m *book.Meta, title string, n *names) {
	album, volume := m.Title, ""
	known := func(name string) bool {
		return name != "" && (repeats(name, n.shelf) || sameFold(name, n.series) || slices.ContainsFunc(m.Series, func(s book.Series) bool { return sameFold(s.Name, name) }))
	}
	series := album
	if !known(series) {
		series = withoutSeriesWord(album)
	}
	if !known(series) {
		if series, volume, _ = volumeAtEnd(album); volume == "" || !known(series) {
			return
		}
	}
	named := n.Title // its name as a folder or file
	if wholeTitle(named) == "" || sameFold(named, series) {
		named = ""
	}
	if len(title) > len(series) && sameFold(title[:len(series)], series) { // "Series 1 - Title", "Series: Title"
		r := readFolder(strings.Replace(title, ": ", dash, 1), true, series)
		if title = r.title; volume == "" {
			volume = r.volume
		}
	}
	switch {
	case sameFold(n.Title, album) && n.title == book.FromFolder:
		return
	case wholeTitle(title) != "" && !isPieceInFront(title) && !sameFold(title, series) && !sameFold(title, album):
		m.Title = title
	case named != "" && !sameFold(named, album):
		m.Title = "" // its name has the title
	default:
		return
	}
	if at := slices.IndexFunc(m.Series, func(s book.Series) bool { return sameFold(s.Name, series) }); at >= 0 {
		if m.Series[at].Part == "" {
			m.Series[at].Part = volume
		}
	} else if len(m.Series) == 0 {
		m.Series = []book.Series{{Name: series, Part: volume}}
	}
}

// tagField copies a field from its tag.
func tagField(m *book.Meta, f book.Field, t *book.Tags, tag *book.TagInfo) {
	i := f.Info()
	switch i.Kind {
	case book.Line:
		*i.Text(m) = meaningful(*tag.Text(t))
	case book.Code:
		switch code := line(*tag.Text(t)); f {
		case book.ISBN:
			m.ISBN = plainISBN(code)
		case book.ASIN:
			m.ASIN = plainASIN(code)
		default:
			*i.Text(m) = code
		}
	case book.Prose:
		*i.Text(m) = book.UTF8(*tag.Text(t))
	case book.List:
		*i.List(m) = *tag.List(t)
	case book.Date:
		*i.Number(m) = *tag.Number(t)
	}
}

// oneAlbum reports whether all files that could be read have the same album.
func oneAlbum(files []*book.File) bool {
	album := ""
	for _, f := range files {
		if f.Media == nil {
			continue
		}
		switch a := albumOf(f.Media.Tags()); {
		case a == "" || album != "" && !sameFold(a, album):
			return false
		default:
			album = a
		}
	}
	return album != ""
}

// titleSeries moves a series out of the title: "Title (Series, Book 1)", "Title: Series,
// Book 1", "Series #1: Title". If the tags name another series, the title stays as it is.
func titleSeries(m *book.Meta, t *book.Tags) {
	rest, name, volume := cutVolumeAtEnd(m.Title, false, nil)
	if volume == "" {
		rest, name, volume = cutSeries(m.Title, m.Series)
	}
	if isArtist(name, t) && arePeople(name) { // "Ada Brook 02 - Title"
		return
	}
	at := slices.IndexFunc(m.Series, func(s book.Series) bool { return sameFold(s.Name, name) })
	switch {
	case volume == "":
	case len(m.Series) == 0:
		m.Title, m.Series = rest, []book.Series{{Name: name, Part: volume}}
	case at >= 0 && !hasSeries(m.Series, rest):
		m.Title = rest
		if m.Series[at].Part == "" {
			m.Series[at].Part = volume
		}
	}
}

// episodeSeries moves the number of an episode out of the title: "Folge 12: Title", or
// "012/Title" as a publisher of German radio plays writes it. The artist of such a play
// is its series, unless the artist looks like a person and no folder is named so.
func episodeSeries(m *book.Meta, t *book.Tags, n *names) {
	number, rest := cutEpisode(m.Title)
	if end := text.DigitsEnd(m.Title, 0); end == maxDigits && strings.HasPrefix(m.Title[end:], "/") {
		number, rest = trimZeros(m.Title[:end]), strings.TrimSpace(m.Title[end+1:])
	}
	if rest == "" && len(m.Series) == 1 {
		number, rest = cutKnownVolume(m.Title, m.Series[0].Part)
	}
	if rest == "" {
		return
	}
	artist := cmp.Or(meaningful(t.AlbumArtist), meaningful(t.Artist))
	switch {
	case len(m.Series) == 0 && artist != "" && (len(People(artist)) < 2 && !arePeople(artist) || repeats(artist, n.shelf)):
		m.Title, m.Series = rest, []book.Series{{Name: artist, Part: number}}
	case len(m.Series) == 1:
		if m.Title = rest; m.Series[0].Part == "" {
			m.Series[0].Part = number
		}
	}
}

// cutKnownVolume removes the number of a volume from the front of the title of a book
// whose series is known: "Book 3: Title". rest is "" if there is none, or if the book has
// another number.
func cutKnownVolume(title, part string) (number, rest string) {
	if !text.HasDigit(title) {
		return "", ""
	}
	number, labelled, rest := cutVolume(title, false)
	if word, _, _ := strings.Cut(title, " "); !labelled || !words.Is(word, words.Volume) || wholeTitle(rest) == "" || part != "" && part != number {
		return "", ""
	}
	return number, rest
}

// countedSeries divides the only series into name and number if the title repeats both in
// front: "Saltmarsh 3: Title", and the series is "Saltmarsh 3".
func countedSeries(m *book.Meta) {
	if len(m.Series) != 1 || m.Series[0].Part != "" {
		return
	}
	name, volume, _ := volumeAtEnd(m.Series[0].Name)
	if volume == "" {
		return
	}
	for _, sep := range [...]string{": ", dash} {
		if first, rest, ok := strings.Cut(m.Title, sep); ok && sameFold(first, m.Series[0].Name) && wholeTitle(rest) != "" {
			m.Title, m.Series[0] = rest, book.Series{Name: name, Part: volume}
			return
		}
	}
}

// shelfSeries moves the series after which the folder above is named out of the title:
// "Saltmarsh 01: Title", "Title (Saltmarsh 1)".
func shelfSeries(m *book.Meta, shelf string) {
	if shelf == "" || !text.HasDigit(m.Title) {
		return
	}
	names := []string{shelf}
	rest, volume := "", ""
	if open := strings.LastIndexAny(m.Title, "(["); open > 0 {
		rest, volume = strings.TrimSpace(m.Title[:open]), volumeOf(m.Title[open:], names)
	}
	for _, sep := range [...]string{": ", dash} {
		if first, after, ok := strings.Cut(m.Title, sep); ok && volume == "" && wholeTitle(after) != "" {
			rest, volume = after, volumeOf(first, names)
		}
	}
	switch {
	case volume == "":
	case len(m.Series) == 0:
		m.Title, m.Series = rest, []book.Series{{Name: shelf, Part: volume}}
	case sameFold(m.Series[0].Name, shelf):
		if m.Title = rest; m.Series[0].Part == "" {
			m.Series[0].Part = volume
		}
	}
}

// cutSeries splits a title at its last colon, dash or bracket, if a series with a volume
// stands on one side, and a title on the other. If the series is known, its number alone
// makes the volume: "Title: Series 1", "Series III - Title".
func cutSeries(title string, known []book.Series) (rest, name, volume string) {
	if last := len(title) - 1; last > 0 && (title[last] == ')' || title[last] == ']') && len(known) > 0 {
		if at := strings.LastIndexAny(title, "(["); at > 0 {
			if name, volume, ok := knownPlace(title[at+1:last], known); ok {
				return strings.TrimSpace(title[:at]), name, volume
			}
		}
	}
	for _, sep := range [...]string{": ", dash, ". "} {
		at := lastIndex(title, sep)
		if at <= 0 {
			continue
		}
		first, last := strings.TrimSpace(title[:at]), strings.TrimSpace(title[at+len(sep):])
		if name, volume, ok := surePlace(last); ok && withoutKind(name) == name {
			return first, name, volume
		}
		if name, volume, ok := knownPlace(last, known); ok {
			return first, name, volume
		}
		if wholeTitle(last) == "" {
			continue
		}
		if name, volume, ok := surePlace(first); ok {
			return last, name, volume
		}
		if name, volume, ok := partPlace(first); ok {
			return last, name, volume
		}
		if name, volume, ok := strings.Cut(first, "-"); ok && sep == ". " && name != "" && name[len(name)-1] >= utf8.RuneSelf && isCount(volume) && len(volume) < maxDigits { // "Тихое озеро-3. Дамба"
			return last, name, volume
		}
		if name, volume, ok := knownPlace(first, known); ok {
			return last, name, volume
		}
		if name, volume := inSeries(first, false, nil); volume != "" && !words.Is(name, words.Piece|words.Track|words.Extra) { // "Saltmarsh 02 - Title"
			return last, name, volume
		}
	}
	if at := strings.LastIndex(title, ", "); at > 0 && len(known) > 0 { // "Title, Saltmarsh Book 1"
		if name, volume, ok := knownPlace(title[at+len(", "):], known); ok {
			return title[:at], name, volume
		}
	}
	return title, "", ""
}

// knownPlace is the placeTest for the known series.
func knownPlace(s string, known []book.Series) (name, part string, ok bool) {
	if len(known) == 0 {
		return s, "", false
	}
	if name, part, _ = volumeAtEnd(s); part == "" {
		head, last := lastField(s)
		name, part = trimName(head), words.Number(last)
	}
	return name, part, part != "" && hasSeries(known, name)
}

// agreed combines the tags of a book's files. Each field has its most common value; on
// a tie, the value that comes first in playing order. The people are the people of all
// files: each story of a collection has its author, each part its narrator. The title
// is set only if all files have the same one. agreed returns nil if no file has been
// read.
func agreed(files []*book.File) *book.Tags {
	if len(files) == 1 {
		if m := files[0].Media; m != nil {
			return m.Tags()
		}
		return nil
	}
	all := make([]*book.Tags, 0, len(files))
	for _, f := range files {
		if f.Media != nil {
			all = append(all, f.Media.Tags())
		}
	}
	if len(all) == 0 {
		return nil
	}
	t := new(book.Tags)
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case tag == book.TitleTag, tag == book.SeriesPartTag, tag == book.TrackTag, tag == book.DiscTag, tag == book.TracksTag:
		case i.Kind == book.People || i.Of == book.Authors:
			*i.Text(t) = everybody(all, i.Text)
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
	if t.Narrator == "" { // "Read by Dora Quill" in the comment of each part
		t.Narrator = everybody(all, func(u *book.Tags) *string {
			narrator := readIn(u)
			return &narrator
		})
	}
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

// everybody returns the different values of a tag, in order, separated by ";".
func everybody(all []*book.Tags, get func(*book.Tags) *string) string {
	first := ""
	var different []string
	for _, t := range all {
		switch v := *get(t); {
		case v == "" || v == first || isUnknown(line(bounded(v))) || isNameless(v):
		case first == "":
			first = v
		case len(different) < maxPeople && !slices.Contains(different, v):
			different = append(different, v)
		}
	}
	if different == nil {
		return first
	}
	return first + ";" + strings.Join(different, ";")
}

// maxPeople limits how many different values of a tag for people count for a book.
const maxPeople = 200

// most returns the most common non-zero value; on a tie, the first.
func most[T comparable](all []*book.Tags, get func(*book.Tags) *T) (common T) {
	var none T
	var count map[T]int // allocated once values differ
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

// mostLists returns the most common list. It shares memory with the tags.
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

// pictureSource returns the source of a book's cover.
func pictureSource(b *book.Book) book.Source {
	switch picture, embedded := b.Shown(); {
	case embedded != nil:
		return book.FromTag
	case picture != "":
		return book.FromPicture
	default:
		return book.Nowhere
	}
}
