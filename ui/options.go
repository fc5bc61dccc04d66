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

// index returns the place of a value, −1 if it is not an option.
func (o options[T]) index(value T) int {
	return slices.IndexFunc(o, func(o option[T]) bool { return o.value == value })
}

// skips are the choices for how many seconds Back and Forward go, with the number that is
// chosen now.
func skips(now int) (all options[int]) {
	for _, n := range with(now, 10, 15, 20, 30, 45, 60) {
		all = append(all, option[int]{i18n.Text("{{.Seconds}} s", "Seconds", n), n})
	}
	return all
}

// with returns numbers in ascending order, with one more if they lack it.
func with(one int, numbers ...int) []int {
	if !slices.Contains(numbers, one) {
		numbers = append(numbers, one)
		slices.Sort(numbers)
	}
	return numbers
}

var (
	appearances = options[widgets.Appearance]{{i18n.Mark("Match system"), widgets.System}, {i18n.Mark("Light"), widgets.Light}, {i18n.Mark("Dark"), widgets.Dark}}
	densities   = options[books.Density]{{i18n.Mark("Compact"), books.Compact}, {i18n.Mark("Normal"), books.Normal}, {i18n.Mark("Large"), books.Large}}
)
