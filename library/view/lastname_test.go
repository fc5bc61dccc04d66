package view

import "testing"

func TestByLastName(t *testing.T) {
	for name, want := range map[string]string{
		"":                       "",
		"Homer":                  "Homer",
		"Mark Twain":             "Twain, Mark",
		"Ursula K. Le Guin":      "Le Guin, Ursula K.",
		"A. E. Van Vogt":         "Van Vogt, A. E.",
		"Oscar De La Hoya":       "De La Hoya, Oscar",
		"Van Gogh":               "Van Gogh",
		"van Gogh":               "Gogh, van",
		"Vincent van Gogh":       "Gogh, Vincent van",
		"Ludwig van Beethoven":   "Beethoven, Ludwig van",
		"Smith, John":            "Smith, John",
		"Martin Luther King Jr.": "King, Martin Luther Jr.",
		"Martin Luther King, Jr": "King, Martin Luther Jr",
		"Jr.":                    "Jr.",
		"Stephen King (author)":  "King, Stephen (author)",
		"Pliny the Elder":        "Pliny the Elder",
		"Night Train 🚂":          "Train, Night 🚂",
		"Dr. Seuss":              "Seuss, Dr.",
		"Фёдор Достоевский":      "Достоевский, Фёдор",
		"村上春樹":                   "村上春樹",
		"村上 春樹":                  "村上 春樹",
		"김 영하":                   "김 영하",
		"  J. R. R.   Tolkien ":  "Tolkien, J. R. R.",
		"(unknown)":              "(unknown)",
		"Anne \xff Brontë":       "Brontë, Anne \xff",
	} {
		if got := byLastName(name); got != want {
			t.Errorf("%q is sorted as %q, want %q", name, got, want)
		}
	}
}
