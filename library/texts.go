package library

import "lectern/library/book"

// texts keeps one copy of each text that many files have: an album, an author,
// a description. Without it a library of 100,000 files holds some 20 MB of
// copies. It belongs to the owner.
type texts map[string]string

// share makes the texts of m the shared ones. m must not have been stored yet.
func (t texts) share(m *book.Media) {
	tags := &m.Tags
	for _, s := range []*string{
		&m.Container, &m.Codec, &m.Prober,
		&tags.Album, &tags.Artist, &tags.AlbumArtist, &tags.Narrator, &tags.Series, &tags.SeriesPart, &tags.Subtitle,
		&tags.Publisher, &tags.ASIN, &tags.ISBN, &tags.Language, &tags.Description,
	} {
		if *s == "" {
			continue
		}
		shared, known := t[*s]
		if !known {
			shared = *s
			t[shared] = shared
		}
		*s = shared
	}
	for i, g := range tags.Genres {
		if shared, known := t[g]; known {
			tags.Genres[i] = shared
		} else {
			t[g] = g
		}
	}
}
