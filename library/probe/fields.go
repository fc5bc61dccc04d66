package probe

import (
	"slices"
	"strings"
	"sync"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// dialect is a tag format with the names of each tag as a tagSet has them, the
// strongest first.
type dialect struct {
	kind   book.Dialect
	names  [book.TagCount][]string
	tagsOf map[string][]book.Tag // by name
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
	d := &dialect{kind: kind, tagsOf: map[string][]book.Tag{}}
	for tag := range book.TagCount {
		d.names[tag] = tag.Info().Names[kind]
		for _, name := range d.names[tag] {
			d.tagsOf[name] = append(d.tagsOf[name], tag)
		}
	}
	return d
}

// known are the free-form names that a dialect reads.
type known struct {
	prefix string            // put in front of the names by the dialect
	own    map[string]string // the names of the dialect, by the rest after the prefix
	words  func() map[string]string
	last   [book.TagCount]string // the weakest of the names, by tag
}

// userText begins the names of user-defined text frames in ID3.
const userText = "txxx:"

// The names of free-form fields that are read.
var (
	freeNames    = mp4Dialect.known(freeForm, anyWords)
	userNames    = id3Dialect.known(userText, anyWords)
	vorbisNames  = vorbisDialect.known("", anyWords)
	asfNames     = asfDialect.known("", anyButAuthor)
	ffprobeNames = ffprobeDialect.known("", anyWords)
)

// known returns the names of a dialect that have a prefix. words returns further names of
// its tags.
func (d *dialect) known(prefix string, words func() map[string]string) *known {
	k := &known{prefix: prefix, own: map[string]string{}, words: words}
	d.all(func(name string) {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			k.own[rest] = name
		}
	})
	for tag := range book.TagCount {
		for _, name := range d.names[tag] {
			if strings.HasPrefix(name, prefix) {
				k.last[tag] = name
			}
		}
	}
	return k
}

// frame returns the name under which the value of a field is stored that has the name of a
// text frame of ID3: converters such as ffmpeg keep the names that they do not know.
// Frames with people of any role are not read so.
func (k *known) frame(name string) string {
	if len(name) < len("tt3") || len(name) > len("tit3") || name[0] != 't' {
		return ""
	}
	frame := id3Name([]byte(strings.ToUpper(name)))
	switch frame {
	case "tpe3", "tpe4", "tmcl", "tipl":
		return ""
	}
	for _, tag := range id3Dialect.tagsOf[frame] {
		if k.last[tag] != "" {
			return k.last[tag]
		}
	}
	return ""
}

// of returns the name under which a value is stored, or "" if it is not read. name is
// the name in the file as spell returns it, without the prefix of the dialect. Accents
// in the name do not matter.
func (k *known) of(name string) string {
	if to := k.exactly(name); to != "" {
		return to
	}
	if !text.IsASCII(name) {
		name = text.Key(name)
		if to := k.exactly(name); to != "" {
			return to
		}
	}
	if countsSeries(name) && k.own["volume"] != "" {
		return k.own["volume"]
	}
	return k.frame(name)
}

// countsSeries reports whether the name of a field consists of a word for a series or a
// volume and a word for its number: "serienummer", "numerotomu".
func countsSeries(name string) bool {
	for _, sign := range numberWords() {
		rest, ok := strings.CutSuffix(name, sign)
		if !ok {
			rest, ok = strings.CutPrefix(name, sign)
		}
		if ok && (words.Is(rest, words.Series|words.Volume) || words.Is(strings.TrimSuffix(rest, "n"), words.Series)) { // "Seriennummer"
			return true
		}
	}
	return false
}

// numberWords are the words for "number" as they stand in names of fields.
var numberWords = sync.OnceValue(func() (all []string) {
	for sign := range words.NumberSigns() {
		if word := text.Key(sign); len(word) > 1 && !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	return all
})

func (k *known) exactly(name string) string {
	if to := k.own[name]; to != "" {
		return to
	}
	if to := k.words()[name]; to != "" {
		return k.prefix + to
	}
	return ""
}

// named are the contributions whose words in any language are names of free-form fields,
// if they have at least shortest bytes.
const (
	named    = words.Translator | words.Illustrator
	shortest = 5
	shorter  = 3 // for names whose value has a form of its own
)

// anyWords returns the words of any language for a narrator, an author, a translator and
// an illustrator, such as "Sprecher" or "Narrated by", and the names of their tags. In
// ASF, Author is the artist.
var (
	anyWords     = sync.OnceValue(func() map[string]string { return wordsOfTags(true) })
	anyButAuthor = sync.OnceValue(func() map[string]string { return wordsOfTags(false) })
)

func wordsOfTags(author bool) map[string]string {
	all := map[string]string{}
	also := func(list, name string, least int) {
		for word := range words.Split(list) {
			if len(word) < least {
				continue
			}
			for _, word := range [...]string{spell(strings.ToLower(word)), text.Key(word)} {
				if all[word] == "" {
					all[word] = name
				}
			}
		}
	}
	for sign := range words.NumberSigns() {
		if sign != "number" { // it can be that of a track
			also(sign, "volume", shortest)
		}
	}
	for i := range words.Languages {
		l := &words.Languages[i]
		also(l.Speaks+","+l.Reader+","+l.ReadBy, "narrator", 0)
		also(l.Volume, "volume", shorter)
		also(l.Tongue, "language", shorter)
		also(l.Year, "year", shorter)
		also(l.Publisher, "publisher", shortest)
		if l.Code != "en" { // "section", "sequence" and "mysteries" are other fields
			also(l.Part, "volume", shorter)
			also(l.Series, "series", shortest-1)
		}
		if author {
			also(l.Author, "author", 0)
		}
		for _, h := range l.Helps {
			if h.As&named != 0 {
				also(h.Words, h.As.String(), shortest)
			}
		}
	}
	return all
}

// severalNames are the names whose values are joined; partNames are those among them
// for the part in a series.
var severalNames, partNames = func() (several, parts map[string]bool) {
	several, parts = map[string]bool{}, map[string]bool{}
	for kind := range book.Dialects {
		d := dialectOf(kind)
		for _, tag := range []book.Tag{
			book.ArtistTag, book.AlbumArtistTag, book.NarratorTag, book.SeriesTag, book.SeriesPartTag, book.GenresTag, book.PublisherTag, book.LanguageTag,
			book.ContributorsTag,
		} {
			for _, name := range d.names[tag] {
				several[name] = true
				parts[name] = tag == book.SeriesPartTag
			}
		}
	}
	return several, parts
}()

// tags takes each field from the first name that has a value.
func (d *dialect) tags(t tagSet) (f book.Tags) {
	var named [book.TagCount]bool // a file has few of all names
	for name := range t {
		for _, tag := range d.tagsOf[name] {
			named[tag] = true
		}
	}
	for tag, names := range d.names {
		if !named[tag] {
			continue
		}
		switch i := book.Tag(tag).Info(); i.Kind {
		case book.List:
			*i.List(&f) = genres(t.first(names...))
		case book.Date:
			*i.Number(&f) = t.year(names)
		case book.Number:
			*i.Number(&f) = ordinal(t.first(names...))
		case book.Part:
			*i.Text(&f) = ofTotal(t.part(names))
		default:
			switch book.Tag(tag) {
			case book.NarratorTag:
				f.Narrator = t.narrator(names)
			case book.SeriesTag: // after the album, before the genres
				f.Series = t.series(names, f.Album, t.first(d.names[book.GenresTag]...))
			case book.LanguageTag:
				f.Language = t.language(names)
			case book.EditionTag:
				f.Edition = t.edition(names)
			case book.ContributorsTag:
				f.Contributors = t.contributors(names)
			default:
				*i.Text(&f) = t.first(names...)
			}
		}
	}
	if f.SeriesPart == "" {
		f.Series = t.numberedSeries(d.names[book.SeriesTag], f.Series)
	}
	f.Series, f.SeriesPart = series(f.Series, f.SeriesPart)
	f.SeriesPart = ofSeries(f.Series, f.SeriesPart)
	if side, track := onSide(t.first(d.names[book.TrackTag]...)); track > 0 {
		f.Disc, f.Track = side, track
	}
	if f.Tracks == 0 {
		f.Tracks = total(t.first(d.names[book.TrackTag]...))
	}
	return f
}

// part returns the value of the first name that has the part in a series. A field called
// "Book" can also hold a title, so its value has to be a number.
func (t tagSet) part(names []string) string {
	for _, name := range names {
		v := t[name]
		if v != "" && (!strings.HasSuffix(name, "volume") || numbered(v)) {
			return v
		}
	}
	return ""
}

// numbered reports whether a text begins with a number, or is one in words.
func numbered(s string) bool {
	s = strings.TrimLeft(words.Digits(s), "# ")
	return s != "" && text.IsDigit(s[0]) || words.Number(s) != ""
}

// others are names for people who are usually not the narrator: conductors and
// remixers. Their value counts only if it says that somebody reads: "Narrated by Dora
// Quill".
var others = map[string]bool{"tpe3": true, "tpe4": true, "©con": true, "conductor": true, "----:conductor": true, "txxx:conductor": true}

// narrator returns the value of the first name that has a narrator.
func (t tagSet) narrator(names []string) string {
	for _, name := range names {
		switch v := t[name]; {
		case v == "":
		case !others[name], readIn(v):
			return v
		}
	}
	return ""
}

// readIn reports whether a text says that somebody reads: "Read by Dora Quill", "Dora
// Quill (narrator)".
func readIn(s string) bool {
	if _, read := words.CutReadBy(s); read {
		return true
	}
	at := strings.LastIndexAny(s, "([")
	return at > 0 && words.Is(strings.TrimRight(s[at+1:], ")] "), words.Speaks)
}

// edition returns the value of the first of the names that holds an edition.
func (t tagSet) edition(names []string) string {
	for _, name := range names {
		if v := t[name]; v != "" {
			if v = words.EditionOf(bareName(name), v); v != "" {
				return v
			}
		}
	}
	return ""
}

// contributors returns the people of all names, each with the role that the name means:
// "Karl Turner (translator); Ed Marsh (editor)".
func (t tagSet) contributors(names []string) string {
	var all []string
	for _, name := range names {
		for v := t[name]; v != ""; {
			var one string
			if one, v, _ = strings.Cut(v, ";"); len(one) > maxCredit {
				continue
			}
			if one = strings.TrimSpace(one); one == "" {
				continue
			}
			if role := fieldRoles()[name]; role != "" {
				one += " (" + role + ")"
			}
			all = append(all, one)
		}
	}
	return strings.Join(all, valueSep)
}

// maxCredit is the greatest length in bytes of a text that names people. A longer text is
// prose, such as a whole foreword.
const maxCredit = 1 << 8

// fieldRoles holds the English words for the roles that the names of the tag of
// contributors mean.
var fieldRoles = sync.OnceValue(func() map[string]string {
	roles := map[string]string{"©dir": "director", "©prd": "producer", "iedt": "editor", "ipro": "producer"}
	for d := range book.Dialects {
		for _, name := range book.ContributorsTag.Info().Names[d] {
			if role := words.RoleOfField(bareName(name)); role != "" {
				roles[name] = role
			}
		}
	}
	return roles
})

// bareName returns the name of a free-form field without its prefix.
func bareName(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, freeForm), userText)
}

// shelves are names that hold a series or, just as often, the kind of recording.
var shelves = map[string]bool{
	"tvsh": true, "----:show": true, "txxx:show": true, "show": true, "©grp": true, "----:grouping": true, "----:contentgroup": true,
	"grp1": true, "tit1": true, "tt1": true, "txxx:grouping": true, "txxx:contentgroup": true, "grouping": true, "contentgroup": true, "contentgroupdescription": true,
}

// series returns the value of the first name that has a series.
func (t tagSet) series(names []string, album, genre string) string {
	for _, name := range names {
		v := t[name]
		if v != "" && !(shelves[name] && (strings.EqualFold(v, album) || isShelf(v, genre))) && !words.Is(v, words.Audiobook|words.Nameless) {
			return v
		}
	}
	return ""
}

// numberedSeries returns the value of the first name that has the series with a number
// after it, or else the series.
func (t tagSet) numberedSeries(names []string, series string) string {
	if series == "" || strings.ContainsAny(series, "0123456789;") {
		return series
	}
	for _, name := range names {
		v := t[name]
		if len(v) <= len(series) || !strings.EqualFold(v[:len(series)], series) {
			continue
		}
		rest := v[len(series):]
		if n := strings.TrimLeft(rest, " ,:#-"); len(n) < len(rest) && len(rest) < maxCredit && strings.ContainsAny(n, "0123456789") && !strings.Contains(rest, ";") {
			return v
		}
	}
	return series
}

// isShelf reports whether s is the genre of the file or another common genre, or
// names a kind of recording.
func isShelf(s, genre string) bool {
	for g := range strings.FieldsFuncSeq(genre, func(r rune) bool { return r == '/' || r == ';' }) {
		if strings.EqualFold(strings.TrimSpace(g), s) {
			return true
		}
	}
	return commonGenres[text.Key(s)] || words.Says(s, words.Edition|words.Audiobook)
}

// commonGenres are the genres of ID3 and of shops, by their keys.
var commonGenres = func() map[string]bool {
	all := map[string]bool{
		"fiction": true, "nonfiction": true, "novel": true, "novels": true, "spokenword": true, "booksspoken": true, "books": true,
		"fantasy": true, "sciencefiction": true, "mystery": true, "thriller": true, "romance": true, "biography": true, "history": true,
		"children": true, "childrens": true, "kids": true, "youngadult": true, "music": true, "library": true,
	}
	for _, g := range id3Genres {
		all[text.Key(g)] = true
	}
	return all
}()

// language returns the value of the first name that has a language. The codes of ISO
// 639-2 for no particular language do not count.
func (t tagSet) language(names []string) string {
	for _, name := range names {
		switch v := t[name]; strings.ToLower(v) {
		case "", "und", "xxx", "zxx", "mis", "unk", "unknown":
		default:
			return v
		}
	}
	return ""
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
// ffprobe calls the conductor "performer".
func ffprobeTags(t tagSet, container string) book.Tags {
	if performer := t["performer"]; container == "mp3" && performer != "" && !readIn(performer) {
		delete(t, "performer")
	}
	return ffprobeDialect.tags(t)
}
