package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

func TestMenuLetters(t *testing.T) {
	for _, c := range []struct {
		titles []string
		want   []fyne.KeyName
	}{
		{[]string{"File", "Edit", "View", "Go", "Book", "Help"}, []fyne.KeyName{"F", "E", "V", "G", "B", "H"}},
		{[]string{"Fichier", "Édition", "Affichage", "Aller", "Aide"}, []fyne.KeyName{"F", "E", "A", "L", "I"}},
		{[]string{"Aller", "Affichage", "Livre", "Lecture"}, []fyne.KeyName{"A", "F", "L", "E"}},
		{[]string{"Affichage", "Aller", "Livre"}, []fyne.KeyName{"A", "E", "L"}}, // not L for the second
		{[]string{"文件(F)", "编辑", "A", "a"}, []fyne.KeyName{"F", "", "A", ""}},
	} {
		var menus []*fyne.Menu
		for _, t := range c.titles {
			menus = append(menus, fyne.NewMenu(t))
		}
		if got := menuLetters(menus); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.titles, got, c.want)
		}
	}
}
