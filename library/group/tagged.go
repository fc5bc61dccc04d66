package group

import (
	"strings"

	"lectern/library/book"
	"lectern/library/text"
	"lectern/library/text/words"
)

// tagMeta returns what the tags say about a book, except for its people. album is its
// album: see albumOf. play is the artist if that is surely the series of a radio play instead.
func tagMeta(t *book.Tags, album string, n *names) (m *book.Meta, play string) {
	m = &book.Meta{Title: album}
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
	if (isArtist(title, t) || isOnlyAuthor(title, t, n)) && wholeTitle(n.Title) != "" {
		title = ""
	}
	if m.Title == "" && isArtist(n.Title, t) && !isArtist(t.Album, t) { // "Author/Lesung": the folder was passed over
		m.Title = bare(discless(meaningful(t.Album))).title
	}
	if m.Title == "" && (wholeTitle(title) != "" || wholeTitle(n.Title) == "") {
		m.Title = title
	}
	play = episodeSeries(m, t, n.shelf)
	countedSeries(m)
	titleSeries(m, t)
	shelfSeries(m, n.above.series)
	shelfSeries(m, n.series)
	if !isAuthor(n.above.author) {
		shelfSeries(m, n.above.author)
	}
	subtitleSeries(m)
	if title != "" && title != m.Title || n.Title != "" {
		notSeries(m, t, title, n)
	}
	return m, play
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
		if said := book.UTF8(*tag.Text(t)); len(said) > maxHeading || !isPieceTitle(line(said)) { // a comment "Chapter 3" is about a part
			*i.Text(m) = said
		}
	case book.List:
		*i.List(m) = *tag.List(t)
	case book.Date:
		*i.Number(m) = *tag.Number(t)
	}
}

// maxHeading limits the length in bytes of a comment that can be the title of a part.
const maxHeading = 40

// isPieceTitle reports whether a title is the title of a part that stands alone: "Chapter
// 3", "Prologue". "01 - Dune" and "Book 1" may be the titles of books.
func isPieceTitle(title string) bool {
	if title == "" || text.IsDigit(title[0]) {
		return false
	}
	if matterOf(title) != 0 {
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

// isOnlyAuthor reports whether a title is the name of the author in the folders, and the tags
// name nobody else: "Steve Jobs" by another author is a title.
func isOnlyAuthor(title string, t *book.Tags, n *names) bool {
	if !repeats(title, n.Authors) {
		return false
	}
	artists := People(t.Artist + ";" + t.AlbumArtist)
	return len(artists) == 0 || anyIn(artists, n.Authors)
}
