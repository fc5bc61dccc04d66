package state

import "lectern/library/book"

// interner keeps one copy of each text that many files have: an album, an author,
// a description. Without it a library of 100,000 files holds some 20 MB of
// copies. It belongs to the owner.
type interner map[string]string

const (
	// textsPerRow is how many texts are kept for each row of the library, and
	// textsAtLeast how many for a small one: a row has some five that may be
	// its own. What is more than that, rows had which are no more.
	textsPerRow  = 5
	textsAtLeast = 1000
)

// room begins anew when there are more texts than so many rows have: those
// that rows still have are kept once more then, at most.
func (t *interner) room(rows int) {
	if len(*t) > textsAtLeast+textsPerRow*rows {
		*t = interner{}
	}
}

// share makes the texts of m the shared ones. m must not have been stored yet.
func (t interner) share(m *book.Media) {
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

// one makes a text the shared one.
func (t interner) one(s *string) {
	if *s == "" {
		return
	}
	shared, known := t[*s]
	if !known {
		shared = *s
		t[shared] = shared
	}
	*s = shared
}
