package ui

import (
	"slices"

	"lectern/ui/books"
	"lectern/ui/widgets"
)

// options are values among which the user chooses, in their order.
type options[T comparable] []option[T]

// option is a value and its title.
type option[T comparable] struct {
	title string
	value T
}

// titles returns the titles of all options.
func (o options[T]) titles() []string {
	titles := make([]string, len(o))
	for i := range o {
		titles[i] = o[i].title
	}
	return titles
}

// index returns the place of a value, −1 if it is no option.
func (o options[T]) index(value T) int {
	return slices.IndexFunc(o, func(o option[T]) bool { return o.value == value })
}

var (
	appearances = options[widgets.Appearance]{{"Match system", widgets.System}, {"Light", widgets.Light}, {"Dark", widgets.Dark}}
	densities   = options[books.Density]{{"Compact", books.Compact}, {"Normal", books.Normal}, {"Large", books.Large}}
)
