package words

import "testing"

func TestHue(t *testing.T) {
	for _, same := range [][2]string{{"Émile", "emile"}, {"Spider-Man", "spiderman"}} {
		if a, b := Hue(same[0]), Hue(same[1]); a != b {
			t.Errorf("%q has the hue %v, %q %v", same[0], a, same[1], b)
		}
	}
	hues := map[float64]bool{}
	titles := []string{"", "???", "!", "西游记", "三体", "Emma", "Emmi", "Part 1", "Part 2", "Part 3", "The Hobbit", "Dune"}
	for _, title := range titles {
		h := Hue(title)
		if h < 0 || h >= 360 {
			t.Errorf("%q has the hue %v", title, h)
		}
		hues[h] = true
	}
	if len(hues) < len(titles)-1 {
		t.Errorf("%d titles have %d hues", len(titles), len(hues))
	}
}

func TestInitial(t *testing.T) {
	for in, want := range map[string]string{
		"Good Omens": "G", "The Hobbit": "H", "A": "A", "": "", "1984": "1", "it": "I", "L’Île mystérieuse": "Î",
		"西游记": "西", "«Дама с собачкой»": "Д", "???": "?", "…": "…", " \n": "", "\u202e": "", "\xff": "\uFFFD",
	} {
		if got := Initial(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
