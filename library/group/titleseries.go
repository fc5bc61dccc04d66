package group

import (
	"cmp"
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// titleSeries moves a series out of the title: "Title (Series, Book 1)", "Title: Series,
// Book 1", "Series #1: Title", "[Series 01] Title". If the tags name another series, the
// title stays as it is.
func titleSeries(m *book.Meta, t *book.Tags) {
	rest, name, volume := cutVolumeAtEnd(m.Title, false, nil)
	if volume == "" {
		rest, name, volume = cutSeries(m.Title, m.Series)
	}
	if volume == "" {
		name, volume, rest = cutBracketedSeries(m.Title)
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

// episodeSeries moves the number of an episode out of the title: "Folge 12: Title", or
// "012/Title" as a publisher of German radio plays writes it. The artist of such a play
// is its series, unless the artist looks like a person and no folder is named so. play is the
// artist if no person can have the name, so that the artist is only that.
func episodeSeries(m *book.Meta, t *book.Tags, shelf []string) (play string) {
	number, rest := cutEpisode(m.Title)
	if end := text.DigitsEnd(m.Title, 0); end == maxDigits && strings.HasPrefix(m.Title[end:], "/") {
		number, rest = trimZeros(m.Title[:end]), strings.TrimSpace(m.Title[end+1:])
	}
	if rest == "" && len(m.Series) == 1 {
		if number, rest = cutKnownVolume(m.Title, m.Series[0].Part); rest == "" {
			number, rest = cutKnownVolumeAtEnd(m.Title, m.Series[0].Part)
		}
	}
	if rest == "" {
		return ""
	}
	artist := cmp.Or(meaningful(t.AlbumArtist), meaningful(t.Artist))
	switch {
	case len(m.Series) == 0 && artist != "" && (len(People(artist)) < 2 && !arePeople(artist) || repeats(artist, shelf)):
		m.Title, m.Series = rest, []book.Series{{Name: artist, Part: number}}
		if isNoAuthor(artist) || isAcronym(artist) && len(artist) <= len("TKKG") && !mononyms.Of(artist) {
			return artist
		}
	case len(m.Series) == 1:
		if m.Title = rest; m.Series[0].Part == "" {
			m.Series[0].Part = number
		}
	}
	return ""
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

// cutKnownVolume removes the number of a volume from the front of the title of a book
// whose series is known: "Book 3: Title", "03 - Title". rest is "" if there is none, or if
// the book has another number.
func cutKnownVolume(title, part string) (number, rest string) {
	if !text.HasDigit(title) {
		return "", ""
	}
	number, labelled, rest := cutVolume(title, false)
	word, after, _ := strings.Cut(title, " ")
	if !labelled && strings.HasPrefix(after, "- ") && isBare(word) { // "02 - Title"
		number, labelled, rest = trimZeros(word), true, after
	} else if !words.Is(word, words.Volume) {
		return "", ""
	}
	if _, of := words.CutOf(rest); of { // "Book 2 of 5"
		return "", ""
	}
	if rest = trimDash(rest); !labelled || wholeTitle(rest) == "" || part != "" && part != number {
		return "", ""
	}
	return number, rest
}

// cutKnownVolumeAtEnd is cutKnownVolume for the end of a title: "Title, Book 3", "Title
// (Book 3)", "Title. Книга 3". "Title, Volume 3" can be the third volume of a work.
func cutKnownVolumeAtEnd(title, part string) (number, rest string) {
	if !text.HasDigit(title) {
		return "", ""
	}
	for _, sep := range [...]string{", ", " (", " [", ". ", ": ", dash} {
		before, last, _ := cutLast(title, sep)
		word, _, _ := strings.Cut(last, " ")
		if !words.Is(strings.TrimSuffix(word, "."), words.Volume) || isTome(word) || wholeTitle(before) == "" ||
			strings.LastIndexAny(before, "([") > strings.LastIndexAny(before, ")]") || strings.Contains(before, ": ") || strings.Contains(before, dash) {
			continue // "Title: Another Series, Book 2"
		}
		if number = onlyVolume(strings.TrimRight(last, ")]")); number != "" && (part == "" || part == number) {
			return number, before
		}
	}
	return "", ""
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
		if name, volume, ok := surePlace(last); ok && withoutKind(name) != "" {
			return first, withoutKind(name), volume
		}
		if name, volume, ok := knownPlace(last, known); ok {
			return first, name, volume
		}
		if name, volume, ok := recurringPlace(last, first); ok { // "Saltmarsh and the Heron: Saltmarsh 1"
			return first, name, volume
		}
		if wholeTitle(last) == "" {
			continue
		}
		if name, volume, ok := recurringPlace(first, last); ok {
			return last, name, volume
		}
		if name, volume, ok := surePlace(first); ok {
			return last, name, volume
		}
		if name, volume, ok := partPlace(first); ok {
			return last, name, volume
		}
		if name, volume := hyphenedPlace(first); volume != "" && sep == ". " {
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

// isFirst reports whether the tags make a book the first of a series, after which the album
// is named as well: first volumes often have the name of their series.
func isFirst(all []book.Series, album string) bool {
	return slices.ContainsFunc(all, func(s book.Series) bool { return s.Part == "1" && sameFold(s.Name, album) })
}

// notSeries chooses another title if the album is the series, perhaps with the volume:
// the title tag if it can be the title of a book, or else the name of the folder or
// file. The album stays the title if nothing else can be, or if it is also the name of
// the book's folder.
func notSeries(m *book.Meta, t *book.Tags, title string, n *names) {
	album, volume := m.Title, ""
	known := func(name string) bool {
		return name != "" && (repeats(name, n.shelf) || sameFold(name, n.series) || slices.ContainsFunc(m.Series, func(s book.Series) bool { return sameFold(s.Name, name) }))
	}
	series := withoutSeriesWord(album)
	if !known(series) {
		series = album
	}
	if !known(series) {
		if series, volume, _ = volumeAtEnd(album); volume == "" || !known(series) {
			return
		}
	}
	named := n.Title // its name as a folder or file
	if in, _, _ := volumeAtEnd(named); wholeTitle(named) == "" || sameFold(named, series) || sameFold(in, series) || isArtist(named, t) {
		named = ""
	}
	if len(title) > len(series) && sameFold(title[:len(series)], series) { // "Series 1 - Title", "Series: Title"
		r := readFolder(strings.Replace(title, ": ", dash, 1), true, series)
		if title = r.title; volume == "" {
			volume = r.volume
		}
	}
	switch {
	case sameFold(n.Title, album) && n.title == book.FromFolder, n.volume == "" && isFirst(m.Series, album) && (title == "" || !sameFold(title, n.Title)):
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
