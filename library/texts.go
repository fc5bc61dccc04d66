package library

import "lectern/library/book"

// texts keeps one copy of each text that many files have: an album, an author,
// a description. Without it a library of 100,000 files holds some 20 MB of
// copies. It belongs to the owner.
type texts map[string]string

const (
	// textsPerRow is how many texts are kept for each row of the library, and
	// textsAtLeast how many for a small one: a row has some five that may be
	// its own. What is more than that, rows had which are no more.
	textsPerRow  = 5
	textsAtLeast = 1000
)

// room begins anew when there are more texts than so many rows have: those
// that rows still have are kept once more then, at most.
func (t *texts) room(rows int) {
	if len(*t) > textsAtLeast+textsPerRow*rows {
		*t = texts{}
	}
}

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
