package words

import "testing"

func TestAreNames(t *testing.T) {
	for _, s := range []string{
		"Andy Weir", "Weir, Andy", "Ann Lee; Bo Day", "Ann Lee & Bo Day", "J. R. R. Tolkien", "Jean-Paul Sartre", "Flann O'Brien", "Gabriel García Márquez", "Лев Толстой",
		"Viola Davis", "Simone de Beauvoir", "",
	} {
		if !AreNames(s) {
			t.Errorf("%q has more than names", s)
		}
	}
	for _, s := range []string{
		"read by Ann Lee", "Ann Lee, read by Bo Day", "Gelesen von Ann Lee", "Ann Lee (editor)", "Ann Lee [Narrator]", "Narrator: Ann Lee", "Ann Lee - Bo Day", "Ann Lee – Bo Day",
		"translator", "Ann Lee, Translator", "Ann Lee, narrators", "tr. Ann Lee", "Ed. Ann Lee", "Ann Lee et al", "Ann Lee and others", "by Ann Lee", "Unabridged", "Full-cast Ann Lee",
		"The author read", "vom Autor selbst gelesen", "李雷播讲", "李雷", "Ann Lee\nBo Day", "Orhan Pamuk, ön söz",
	} {
		if AreNames(s) {
			t.Errorf("%q has only names", s)
		}
	}
}
