package group

import (
	"slices"
	"strings"

	"lectern/library/book"
	"lectern/library/text/words"
)

// merge sets each field of a book from its strongest source: the user's edits,
// the sidecars, the tags on which the parts agree, an .nfo file, the names of folders,
// a cue sheet, the names of files.
func (s *Folder) merge(b *book.Book, n *bunch) {
	edit(b, n.parts)
	noted := func(counts func(f book.Field, from book.Source) bool) {
		if b.Notes == nil {
			return
		}
		m := noteMeta(b.Notes)
		for f := range book.Fields {
			if known(b, f) || !m.Has(f) {
				continue
			}
			if from := noteSource(b.Notes, f); counts(f, from) {
				b.Take(f, m)
				b.Sources[f] = from
			}
		}
	}
	noted(func(_ book.Field, from book.Source) bool { return from != book.FromNFO && from != book.FromCue })
	names := s.readNames(n)
	tags := agreed(b.Files)
	said, play := new(book.Meta), ""
	if tags != nil {
		said, play = tagMeta(tags, s.album(tags), names)
	}
	common, titled := n.commonTitle(b.Files)
	if titled == book.FromName {
		common = names.readCommon(common, n.parts)
	}
	names.weigh(said.Series, nil)
	said.Authors, said.Narrators, said.Contributors = cast(b, withoutArtist(tags, play), names)
	names.weigh(nil, said.Authors)
	said.Title = withoutPeople(said.Title, said.Authors, said.Narrators, names.Title)
	names.withoutPeople(said.Authors, said.Narrators)
	if common != "" {
		said.Title = common
	} else {
		titled = book.FromTag
	}
	addVolume(said.Series, names)
	fill(b, said, func(f book.Field) book.Source {
		if f == book.Title {
			return titled
		}
		return book.FromTag
	})
	noted(func(f book.Field, from book.Source) bool { return from != book.FromCue || !names.inFolder(f) })
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

// withoutPeople removes the narrators of a book, in brackets or behind a dash, from the end of
// its title, and its authors from either end: "Lanternfield (Rolf Lind)".
func withoutPeople(title string, authors, narrators []string, folder string) string {
	if len(narrators) > 0 && strings.ContainsFunc(title, isBeforeRemark) {
		r := title
		if last := len(title) - 1; title[last] == ')' || title[last] == ']' {
			if at := strings.LastIndexAny(title, "(["); at > 0 && allIn(People(title[at+1:last]), narrators) {
				r = strings.TrimSpace(title[:at])
			}
		} else if before, name, ok := cutLast(title, dash); ok && allIn(People(name), narrators) {
			r = before
		}
		if wholeTitle(r) != "" {
			title = r
		}
	}
	return withoutAuthors(title, authors, folder)
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

// known reports whether a field already has a source. Its value may be empty.
func known(b *book.Book, f book.Field) bool { return b.Sources[f] != book.Nowhere }

// fill copies from m every field that b does not have yet.
func fill(b *book.Book, m *book.Meta, from func(book.Field) book.Source) {
	for f := range book.Fields {
		if known(b, f) || !m.Has(f) {
			continue
		}
		if f == book.Subtitle && (m.Subtitle == b.Title || isEpisodeOf(m.Subtitle, b.Title)) { // "Series 1 - Title", where the tags have the title
			continue
		}
		b.Take(f, m)
		b.Sources[f] = from(f)
	}
}

// isEpisodeOf reports whether a subtitle is a title with the number of its episode in
// front: "Folge 1 Title".
func isEpisodeOf(subtitle, title string) bool {
	word, _, _ := strings.Cut(subtitle, " ")
	return words.Is(word, words.Episode|words.Volume) && strings.HasSuffix(fold(subtitle), fold(title))
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
