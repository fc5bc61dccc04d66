// Stand-in until Books is here: delete this file then.

package group

import "lectern/library/book"

func Home(root, folder string) string { return folder }

type Part struct {
	File                   *book.File
	Added, MissingSince    int64
	Held, Hidden, Changing bool
	Choice                 string
	Edits                  book.Edits
}
type Shelf struct {
	Root, Folder string
	Parts        []Part
	Notes        *book.Notes
}

func Books(s Shelf) (books []*book.Book) {
	for _, p := range s.Parts {
		b := Single(p.File)
		b.Added, b.MissingSince, b.Held, b.Hidden, b.Changing = p.Added, p.MissingSince, p.Held, p.Hidden, p.Changing
		if t, ok := p.Edits["title"]; ok {
			b.Title = t
		}
		books = append(books, b)
	}
	return books
}
