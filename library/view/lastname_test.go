package view

import (
	"math/rand/v2"
	"slices"
	"testing"

	"golang.org/x/text/language"

	"lectern/library/book"
)

func TestByLastName(t *testing.T) {
	for name, want := range map[string]string{
		"":                         "",
		"Homer":                    "Homer",
		"Mark Twain":               "Twain, Mark",
		"Ursula K. Le Guin":        "Le Guin, Ursula K.",
		"A. E. Van Vogt":           "Van Vogt, A. E.",
		"Oscar De La Hoya":         "De La Hoya, Oscar",
		"Van Gogh":                 "Van Gogh",
		"van Gogh":                 "Gogh, van",
		"Vincent van Gogh":         "Gogh, Vincent van",
		"Ludwig van Beethoven":     "Beethoven, Ludwig van",
		"Smith, John":              "Smith, John",
		"Martin Luther King Jr.":   "King, Martin Luther Jr.",
		"Martin Luther King, Jr":   "King, Martin Luther Jr",
		"Jr.":                      "Jr.",
		"Ann Lee MBA":              "Lee, Ann MBA",
		"Ann Lee, M.B.A.":          "Lee, Ann M.B.A.",
		"Ann Lee OBE":              "Lee, Ann OBE",
		"Ann Lee PhD RN":           "Lee, Ann PhD RN",
		"Ayo Obe":                  "Obe, Ayo",
		"Anh Do":                   "Do, Anh",
		"Emeka Mba":                "Mba, Emeka",
		"Ann Lee DO":               "Lee, Ann DO",
		"Alexandre Dumas père":     "Dumas, Alexandre père",
		"Александр Дюма сын":       "Дюма, Александр сын",
		"Hans Holbein der Jüngere": "Holbein, Hans der Jüngere",
		"Hans Holbein the Younger": "Holbein, Hans the Younger",
		"Lucas Cranach d. Ä.":      "Cranach, Lucas d. Ä.",
		"Dumas père":               "Dumas père",
		"Plinius der Jüngere":      "Plinius der Jüngere",
		"Karl Vater":               "Vater, Karl",
		"Anne-Marie Sohn":          "Sohn, Anne-Marie",
		"Otto Der Große":           "Der Große, Otto",
		"Alexander the Great":      "Alexander the Great",
		"MBA":                      "MBA",
		"père":                     "père",
		"Stephen King (author)":    "King, Stephen (author)",
		"Pliny the Elder":          "Pliny the Elder",
		"Night Train 🚂":            "Train, Night 🚂",
		"Dr. Seuss":                "Seuss, Dr.",
		"Фёдор Достоевский":        "Достоевский, Фёдор",
		"村上春樹":                     "村上春樹",
		"村上 春樹":                    "村上 春樹",
		"김 영하":                     "김 영하",
		"  J. R. R.   Tolkien ":    "Tolkien, J. R. R.",
		"(unknown)":                "(unknown)",
		"Anne \xff Brontë":         "Brontë, Anne \xff",
	} {
		if got := byLastName(name); got != want {
			t.Errorf("%q is sorted as %q, want %q", name, got, want)
		}
	}
}

func TestByLastNames(t *testing.T) {
	for people, want := range map[string]string{
		"":                               "",
		"Mark Twain":                     "Twain, Mark",
		"Terry Pratchett, Neil Gaiman":   "Pratchett, Terry, Gaiman, Neil",
		"Martin Luther King, Jr., Plato": "King, Martin Luther Jr., Plato",
		"Twain, Mark":                    "Twain, Mark",
		"村上春樹, Mark Twain":               "村上春樹, Twain, Mark",
	} {
		if got := ByLastNames(people); got != want {
			t.Errorf("%q is sorted as %q, want %q", people, got, want)
		}
	}
}

// TestPeopleAreSortedByLastName: the order of the books by their authors is the order of
// the authors in the sidebar.
func TestPeopleAreSortedByLastName(t *testing.T) {
	store := new(book.Store)
	for i, author := range []string{"Zoe Adams", "Anne Brontë", "Arthur Conan Doyle", "Charlotte Bronte, Plato", "Plato", "Emily Brontë"} {
		b := randomBook(rand.New(rand.NewPCG(1, 1)), book.ID(i+1))
		b.Hidden, b.Authors, b.Narrators, b.Contributors = false, []string{author}, []string{author}, []string{author + " (editor)"}
		store.Add(b)
	}
	m := NewMaker(language.Und)
	for _, key := range []Key{ByAuthor, ByNarrator, ByContributors} {
		v, err := m.View(t.Context(), store.Snapshot(), Query{Sort: []Order{{key, false}}})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range v.Len() {
			got = append(got, v.At(i).Author())
		}
		if want := []string{"Zoe Adams", "Anne Brontë", "Charlotte Bronte, Plato", "Emily Brontë", "Arthur Conan Doyle", "Plato"}; !slices.Equal(got, want) {
			t.Errorf("by %v: %q, want %q", key, got, want)
		}
	}
}
