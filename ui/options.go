package ui

import (
	"slices"

	"lectern/ui/books"
	"lectern/ui/i18n"
	"lectern/ui/widgets"
)

// options are values among which the user chooses, in their order.
type options[T comparable] []option[T]

// option is a value and its title.
type option[T comparable] struct {
	title string // in English
	value T
}

// titles returns the titles of all options in the language in use.
func (o options[T]) titles() []string {
	titles := make([]string, len(o))
	for i := range o {
		titles[i] = i18n.Text(o[i].title)
	}
	return titles
}

// index returns the place of a value, −1 if it is no option.
func (o options[T]) index(value T) int {
	return slices.IndexFunc(o, func(o option[T]) bool { return o.value == value })
}

var (
	appearances = options[widgets.Appearance]{{i18n.Mark("Match system"), widgets.System}, {i18n.Mark("Light"), widgets.Light}, {i18n.Mark("Dark"), widgets.Dark}}
	densities   = options[books.Density]{{i18n.Mark("Compact"), books.Compact}, {i18n.Mark("Normal"), books.Normal}, {i18n.Mark("Large"), books.Large}}
)
