package state

import "lectern/library/book"

// interner keeps one copy of each text that many files share, such as an album, an author
// or a description, and of a cover that all parts of a book have. Without it, a library of
// 100,000 files holds some 20 MB of duplicates. Owner goroutine only.
type interner struct {
	texts map[string]string
	cover *book.Cover // of the last file that had one; the parts of a book follow each other
}

func newInterner() interner { return interner{texts: map[string]string{}} }

const (
	// textsPerRow is how many texts are kept for each row of the library, and
	// textsAtLeast how many in a small library. A row has about five texts of its own;
	// any excess belongs to rows that no longer exist.
	textsPerRow  = 5
	textsAtLeast = 1000
)

// room empties the interner when it holds more texts than that number of rows needs.
// Texts still in use are then stored a second time at most.
func (t *interner) room(rows int) {
	if len(t.texts) > textsAtLeast+textsPerRow*rows {
		*t = newInterner()
	}
}

// share replaces the texts and the cover of m by the shared copies, and packs its chapters.
// m must not have been stored yet.
func (t *interner) share(m *book.Media) {
	m.Pack()
	if t.cover != nil && m.Cover != nil && *t.cover == *m.Cover {
		m.Cover = t.cover
	} else if m.Cover != nil {
		t.one(&m.Cover.MIME)
		t.cover = m.Cover
	}
	for _, s := range []*string{&m.Container, &m.Codec, &m.Prober} {
		t.one(s)
	}
	for tag := range book.TagCount {
		switch i := tag.Info(); {
		case i.Own:
		case i.Text != nil:
			t.one(i.Text(&m.Tags))
		case i.List != nil:
			list := *i.List(&m.Tags)
			for k := range list {
				t.one(&list[k])
			}
		}
	}
}

// one replaces a text by its shared copy.
func (t *interner) one(s *string) {
	if *s == "" {
		return
	}
	shared, known := t.texts[*s]
	if !known {
		shared = *s
		t.texts[shared] = shared
	}
	*s = shared
}
