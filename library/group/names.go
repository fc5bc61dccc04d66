package group

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

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

// inFolder reports whether a folder has a field. It knows better than a cue sheet, of which the
// title can be that of a disc, and the performer the author or the narrator.
func (n *names) inFolder(f book.Field) bool { return n.Has(f) && n.from(f) == book.FromFolder }

// readNames parses the name of a bunch and the names of the folders above it.
func (s *Folder) readNames(n *bunch) *names {
	l := s.levels(n)
	if l.series != "" && (s.Around.Alone || !n.own) && repeatsFolder(l.title, l.series) && (s.Around.Alone || s.allRepeat(l.series)) {
		l.series = "" // "Author/Title/Title"
	}
	m := &names{title: book.FromFolder, above: l}
	series := line(l.series)
	if m.shelf = append(m.room[:0], series); !n.own && !n.extra {
		m.shelf = append(m.shelf, line(decoded(filepath.Base(s.Folder))))
	}
	switch {
	case strings.Contains(l.author, "/") && !arePeople(l.author): // "AC%2FDC"
		m.Authors = []string{l.author}
	case l.author != "":
		var room [4]credit
		all := appendCredits(room[:0], l.author, nil)
		m.Authors, m.Contributors = everyone(all), contributors(all)
	}
	if l.reader != "" {
		if rest, narrator := cutBraces(l.reader); rest == "" {
			l.reader = narrator
		}
		name, _ := words.CutReadBy(l.reader)
		if m.Narrators = People(name); len(m.Narrators) == 0 {
			m.Narrators = authorIn(name)
		}
	}
	if l.title != "" {
		var v volume
		volumes := s.hasVolumes(n)
		if volumes {
			if v = asVolume(l.title); v.sign != "" && (series != "" || !strings.Contains(v.title, dash)) { // "10 Title", but "10 Lantern Field - Ada Brook"
				l.title = v.part + dash + v.title
			}
			volumes = v.sign == ""
		}
		t := readFolder(l.title, series != "", l.author, l.series)
		switch {
		case !volumes:
		case series == "":
			t.divideVolume(true)
		case t.volume == "" && repeats(v.series, []string{series}):
			t.volume, t.title, t.subtitle = v.part, v.title, ""
		}
		if series == "" && (t.series == "" || t.behind) && !isAuthor(l.author) {
			t.cutAuthors(m, n.parts, volumes)
			if t.dated {
				t.undate(m, n.parts)
			}
		}
		m.Title, m.Subtitle, m.Year, m.ASIN, m.ISBN = t.title, t.subtitle, t.year, t.asin, t.isbn
		if m.Year == 0 {
			m.Year = l.year
		}
		m.series, m.volume, m.Edition = t.series, t.volume, editionIn(plainRelease(l.title), false)
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
		t := tagsOf(n.parts[0].File)
		m.shelf = append(m.shelf, cmp.Or(s.album(t), meaningfulTitle(t.Title)))
	}
	if series != "" {
		m.Series = []book.Series{{Name: series, Part: m.volume}}
	} else if m.series != "" {
		m.Series = []book.Series{{Name: m.series, Part: m.volume}}
	}
	return m
}

// allRepeat reports whether all files have the title of their folder: readings of one book,
// "Title/Title {Ada Brook}" and "Title/Title {Bo Day}".
func (s *Folder) allRepeat(title string) bool {
	return !slices.ContainsFunc(s.Parts, func(p Part) bool { return !repeatsFolder(plainName(p.File), title) })
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

// readCommon takes the authors, if no folder names them, from what the names of several
// files have in common: "Ada Brook - Lanternfield". It returns the title.
func (n *names) readCommon(common string, parts []*Part) (title string) {
	if len(parts) < 2 || n.above.author != "" || !strings.Contains(common, dash) {
		return common
	}
	r := readFolder(common, false)
	r.cutAuthors(n, parts, false)
	if n.Authors == nil {
		return common
	}
	if r.series != "" {
		n.Series = []book.Series{{Name: r.series, Part: r.volume}}
	}
	return r.title
}

// withoutPeople removes the authors and the narrators from the title and the subtitle that a
// folder or a file has.
func (n *names) withoutPeople(authors, narrators []string) {
	if len(authors) == 0 {
		authors = n.Authors
	}
	n.Title = withoutPeople(n.Title, authors, narrators, "")
	if n.Subtitle != "" && (repeats(n.Subtitle, authors) || repeats(n.Subtitle, narrators)) {
		n.Subtitle = ""
	}
}

// cutAuthors moves the authors out of the name of a folder or file: "Ada Brook -
// Lanternfield", "Ada Brook - 2012 - Lanternfield", "Ada Brook - Stillmere 01 -
// Lanternfield", "Lanternfield (Stillmere 1) - Ada Brook". "Moby Dick - Part 1" has no
// authors, nor has "Moby Dick - The Whale" if the tags name other people. volumes is as in
// Around.
func (n *folderName) cutAuthors(m *names, parts []*Part, volumes bool) {
	t := tagsOf(parts[0].File)
	artists := People(t.Artist + ";" + t.AlbumArtist)
	if n.before {
		sure := isPerson(n.subtitle) || len(m.Authors) == 0 // "Plato/Low Tide (Fen 1) - Dark Water"
		if authors := People(n.subtitle); sure && arePeople(n.subtitle) && (len(artists) == 0 || anyIn(artists, authors)) {
			m.Authors, n.subtitle = authors, ""
		}
		return
	}
	if n.subtitle == "" || !arePeople(n.title) {
		return
	}
	if arePeople(n.subtitle) && anyIn(artists, People(n.subtitle)) && !anyIn(artists, People(n.title)) &&
		wholeTitle(spaced(plainName(parts[0].File))) == fold(n.title) { // "Lantern Field - Ada Brook/Lantern Field 01.mp3"
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
	rest.divideVolume(volumes) // "Ada Brook - Stillmere 1 - Lanternfield"
	m.Authors, n.title, n.subtitle = authors, rest.title, rest.subtitle
	n.year = cmp.Or(n.year, rest.year)
	if !n.behind {
		n.series, n.volume = rest.series, rest.volume
	}
}

// repeatsFolder reports whether the name of a folder has the title of the folder above, and
// neither a number nor a subtitle: "Title (2012)".
func repeatsFolder(name, above string) bool {
	if r := readFolder(name, true); r.volume != "" || r.subtitle != "" {
		return false
	}
	return sameFold(readFolder(name, false).title, line(above))
}

// divide separates an author from a series in one name, "Author - Series", and drops a
// series that is the name of a shelf: "Author/2012/Title", "Author/Standalones/Title". album
// is the album of the files; only is true if no other folder lies beside that of the book.
func (l *levels) divide(album string, only bool) {
	whole := l.series
	if whole == "" {
		whole = l.author
	}
	first, rest, more := strings.Cut(whole, dash)
	switch {
	case !more || wholeTitle(rest) == "" || isPerson(rest): // "Saltmarsh - Nora Finch"
	case l.series != "" && l.author != "":
		if repeats(first, []string{l.author}) {
			l.series = l.seriesIn(rest, album, only)
		}
	case arePeople(first):
		l.author, l.series = first, l.seriesIn(rest, album, only)
	}
	if year, ok := asYear(l.series); ok || isContainer(l.series) || standalones.Of(l.series) {
		l.series, l.year = "", year
	}
}

// seriesIn returns the series in what follows the author in the name of a folder, without
// years and remarks. It is "" if this is not a series ("Unabridged", "1997-2010"), or if it is
// the title of the book rather, which then has no volume: the book has the title as its
// album or its name, or no other lies beside it, as in "Author - Title/Read by Bo Day".
func (l *levels) seriesIn(rest, album string, only bool) string {
	if _, read := words.CutReadBy(rest); read || isRemark(rest) || statesEdition(rest) || isShelving(rest, "") || collected.Of(rest) || strings.Trim(rest, "0123456789-– ") == "" {
		return ""
	}
	series := readFolder(rest, false).title
	title := readFolder(l.title, true, series)
	if title.volume == "" && (only || sameFold(album, series) || sameFold(title.title, series) || sameFold(readFolder(l.title, false).title, series)) {
		return ""
	}
	return series
}

// collected are keys of names for all that an author wrote.
var collected = keys("Complete Works", "Collected Works", "Complete", "Works", "Sämtliche Werke", "Gesammelte Werke", "Œuvres complètes", "Oeuvres complètes", "Obras completas", "Opere complete", "Собрание сочинений")

// isVolumeIn reports whether the name of a folder or file in the folder of a series begins
// with the number of an episode, before a title: "Folge 3 - Title", "Series - Folge 3 -
// Title". In a folder that is surely no author, it can be any number: "003 - Title".
func isVolumeIn(name, series string) bool {
	if !text.HasDigit(name) {
		return false
	}
	name = spaced(line(name))
	first, rest, more := strings.Cut(name, dash)
	if more && repeats(strings.TrimSpace(first), []string{series}) {
		name = rest
	}
	if _, title := cutEpisode(name); title != "" {
		return true
	}
	if !isNoAuthor(series) || isLongNumbered(name) { // "001 Title" to "125 Title", which have no sign
		return false
	}
	r := readFolder(name, true, series)
	return r.volume != "" && r.year == 0 && wholeTitle(r.title) != "" && r.title != name
}

// isAuthor reports whether the name of a folder can be the name of an author: a full
// name, a name in an East Asian script, or a single name that is known.
func isAuthor(folder string) bool {
	return folder != "" && (words.IsEastAsian(folder) || mononyms.Of(folder) || arePeople(folder))
}

// isNoAuthor reports whether the name of a folder can surely not be the name of an author:
// it begins with an article, or all its words after the first are small. "The Three
// Ferries" and "Nordic crime", but not "The Brothers Grimm", "El James", "bell hooks".
func isNoAuthor(folder string) bool {
	all := strings.Fields(folder)
	if len(all) < 2 || words.IsEastAsian(folder) {
		return false
	}
	if words.IsArticle(all[0]) {
		return !particles[strings.ToLower(all[0])] && !slices.ContainsFunc(all, func(word string) bool { return siblings[strings.ToLower(word)] })
	}
	return !startsSmall(all[0]) && !slices.ContainsFunc(all[1:], func(word string) bool { return !startsSmall(word) })
}

// levels are the names of a book and of the folders above it:
// Author/Series/Title.
type levels struct {
	author, series, title string
	year                  int    // in place of the series, 0 if there is none
	reader                string // the name of a folder below that of the title
}

// levels returns the last three names below the root, of which the last is the
// name of the bunch.
func (s *Folder) levels(n *bunch) levels {
	path, more, reader := s.withoutRepeated(below(s.Root, s.titleFolder())), !n.own && !n.alone, ""
	if !more && isReading(path, tagsOf(n.parts[0].File)) {
		path, reader = filepath.Dir(path), spaced(line(filepath.Base(path)))
	}
	l := s.readLevels(path, n.level, more)
	l.reader = reader
	if l.series == "" && l.author != "" && !arePeople(l.author) && repeatsFolder(l.title, l.author) {
		l.author = "" // "Title/Title"
	}
	if title, author, ok := cutLast(l.author, " by "); ok && l.series == "" && arePeople(author) && repeatsFolder(l.title, title) &&
		discOf(filepath.Base(n.parts[0].File.Folder())).number != "" {
		l.author = author // "Title by Ada Brook/Title (Disc 1)", but "Call Me by Your Name/Call Me"
	}
	l.divide(s.album(tagsOf(n.parts[0].File)), n.own && s.Around.Alone)
	if l.series == "" && l.author != "" && !isAuthor(l.author) && isVolumeIn(l.title, l.author) {
		l.series, l.author = l.author, "" // "TKKG/Folge 3 - Title", "The Three Ferries/003 - Title"
	}
	switch {
	case n.alone:
		l.title = n.level
	case n.own && l.title == "" && s.isRoot() && !isContainer(filepath.Base(s.Root)):
		l.title = filepath.Base(s.Root) // the root is one book
	}
	return l
}

// withoutRepeated removes from the end of a path below the root what an archive has repeated
// there: "Author/Title/Author/Title", or "Author/Title/Author" if all files have the title.
func (s *Folder) withoutRepeated(path string) string {
	const separator = filepath.Separator
	if half := len(path) / 2; half > 0 && path[half] == separator && path[:half] == path[half+1:] && strings.IndexByte(path[:half], separator) >= 0 {
		return path[:half]
	}
	at := max(0, strings.LastIndexByte(path, separator))
	author, title, _ := strings.Cut(path[:at], string(separator))
	if title == "" || strings.IndexByte(title, separator) >= 0 || author != path[at+1:] {
		return path
	}
	for _, p := range s.Parts {
		if wholeTitle(spaced(plainName(p.File))) != fold(spaced(title)) {
			return path
		}
	}
	return path[:at]
}

// readLevels returns the last three names of a path below the root. If more is true, last is one
// more name, below those of the folder. If there are more than three, the author is the
// first of all names if other books lie directly in that folder
// ("Author/World/Series/Title"); otherwise the first may be a genre.
func (s *Folder) readLevels(whole, last string, more bool) (l levels) {
	rest := cutShelving(whole)
	if more && depth(rest) == 1 && isShelving(rest, last) { // "Fantasy/Dune.m4b"
		rest = ""
	}
	top := depth(whole) - depth(rest) // how many folders only serve to sort
	first, _, _ := strings.Cut(rest, string(filepath.Separator))
	up := func() (name string) {
		if more {
			more = false
			return last
		}
		i := strings.LastIndexByte(rest, filepath.Separator)
		name, rest = rest[i+1:], rest[:max(i, 0)]
		return name
	}
	l.title = decoded(up())
	if rest == "" {
		return l
	}
	switch l.author = spacedName(line(up())); {
	case rest != "":
		l.series, l.author = plainSeries(spaced(l.author)), spacedName(line(up()))
		if rest != "" && isContainer(l.author) { // "Author/Audiobooks/Series/Title"
			l.author = spacedName(line(up()))
		}
	case isSeriesName(l.author): // the root is the author's folder
		l.series, l.author = plainSeries(l.author), ""
	}
	direct := top < 32 && s.Around.Authors&(1<<top) != 0 // a book lies in the first folder
	switch {
	case rest != "" && direct:
		l.author = spacedName(line(first))
	case rest == "" && !direct && isNoAuthor(l.author) && arePeople(l.series) && !text.HasDigit(l.title):
		l.author, l.series = l.series, "" // "Nordic crime/Ada Brook/Title"
	}
	return l
}

// isReading reports whether the last folder of a path below the root only names the
// narrator, and lies in the folder of the title: "Title/Read by Ada Brook", "Title/{Ada
// Brook}", or "Title/Ada Brook" if that is who reads Title by the tags.
func isReading(path string, t *book.Tags) bool {
	at := strings.LastIndexByte(path, filepath.Separator)
	if at < 0 {
		return false
	}
	name := spaced(line(path[at+1:]))
	title := func() string { return readFolder(filepath.Base(path[:at]), true).title }
	if read, ok := words.CutReadBy(name); ok {
		return (arePeople(read) || words.Is(read, words.ReadBySelf)) && wholeTitle(title()) != ""
	}
	if rest, narrator := cutBraces(name); narrator != "" {
		return rest == "" && wholeTitle(title()) != ""
	}
	return t.Album != "" && strings.Contains(t.Narrator, name) && arePeople(name) && sameFold(title(), albumOf(t)) &&
		repeats(name, People(t.Narrator)) && !repeats(name, People(t.Artist+";"+t.AlbumArtist))
}

// isSeriesName reports whether the name of a folder ends in a word for a series, and so is
// not an author: "The Lanternfield Trilogy", "Saltmarsh-Reihe". Two words with capitals
// may be a person: "Junichi Saga".
func isSeriesName(name string) bool {
	first, last, two := strings.Cut(name, " ")
	if two && !strings.ContainsAny(last, " -") && !startsSmall(first) && !startsSmall(last) && !words.IsArticle(first) && !words.IsEastAsian(name) {
		return false
	}
	last = name[strings.LastIndexByte(name, ' ')+1:]
	return words.IsSeries(last) && !words.Is(name, words.Series)
}
