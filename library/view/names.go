package view

// CompleteValue returns the values of a field that begin with a text, and then the values
// in which a later word begins with it, each group with the most frequent first. Unlike
// Complete, it reads the text as a name, not as a query, so that Start, End and Insert
// have no meaning.
func CompleteValue(text string, field Field, values *Facets) []Completion {
	c := completer{token: token{text: text}, want: Fold(text), values: values}
	if c.want != "" && values != nil {
		c.offer(field)
	}
	return c.list
}

// Named returns only the values of a field, under other names: for CompleteValue, if the
// user sees other names than those in the query. It returns nil for nil.
func (f *Facets) Named(field Field, name func(string) string) *Facets {
	if f == nil {
		return nil
	}
	named := new(Facets)
	list := named.list(field)
	for _, v := range f.Of(field) {
		text := name(v.Text)
		*list = append(*list, Facet{Text: text, Books: v.Books})
	}
	return named
}

// Books returns the number of books with a value of a field, in any spelling.
func (f *Facets) Books(field Field, value string) int {
	value = Fold(value)
	for _, v := range f.Of(field) {
		if Fold(v.Text) == value {
			return v.Books
		}
	}
	return 0
}
