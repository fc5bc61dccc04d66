package group_test

import (
	"slices"
	"strings"
	"testing"

	"lectern/library/book"
	"lectern/library/group"
)

func TestSeries(t *testing.T) {
	type list = [][2]string // name, part
	for _, c := range []struct {
		names, parts string
		want         list
	}{
		{"", "", nil},
		{"", "3", nil},
		{" ; ", "", nil},
		{"Discworld", "", list{{"Discworld", ""}}},
		{"Discworld", "8", list{{"Discworld", "8"}}},
		{"Discworld", " #8 ", list{{"Discworld", "8"}}},
		{"Discworld", "8/41", list{{"Discworld", "8"}}},
		{"Discworld", "1.05", list{{"Discworld", "1.05"}}},
		{"Name #2.5", "", list{{"Name", "2.5"}}},
		{"Name #2.5", "2", list{{"Name", "2.5"}}},
		{"Name #.5", "", list{{"Name", ".5"}}},
		{"Name, #2", "", list{{"Name", "2"}}},
		{"Name # 2", "", list{{"Name", "2"}}},
		{"Name #1-3", "", list{{"Name", "1-3"}}},
		{"A #1; B #2", "", list{{"A", "1"}, {"B", "2"}}},
		{"A; B", "1; 2", list{{"A", "1"}, {"B", "2"}}},
		{"A; B", "1", list{{"A", "1"}, {"B", ""}}},
		{"A #1; a #1", "", list{{"A", "1"}}},
		{"We Are #Legion", "", list{{"We Are #Legion", ""}}},
		{"The #1 Ladies' Detective Agency", "", list{{"The #1 Ladies' Detective Agency", ""}}},
		{"The #1 Ladies' Detective Agency #2", "", list{{"The #1 Ladies' Detective Agency", "2"}}},
		{"#2", "", list{{"#2", ""}}},
		{"Magic 2.0", "", list{{"Magic 2.0", ""}}},
		{"Magic 2.0", "2", list{{"Magic 2.0", "2"}}},
		{"Life 3.0", "", list{{"Life 3.0", ""}}},
		{"Area - 51", "", list{{"Area - 51", ""}}},
		{"Area - 51", "3", list{{"Area - 51", "3"}}},
		{"Saltmarsh - 2", "", list{{"Saltmarsh", "2"}}},
		{"TKKG - 101", "", list{{"TKKG", "101"}}},
		{"Die drei ??? – 045", "", list{{"Die drei ???", "45"}}},
		{"Room: 101", "101", list{{"Room", "101"}}},
		{"Saltmarsh - 2024", "", list{{"Saltmarsh - 2024", ""}}},
		{"Saltmarsh, 2", "2", list{{"Saltmarsh", "2"}}},
		{"Saltmarsh, 2", "5", list{{"Saltmarsh, 2", "5"}}},
		{"The First Book of Swords", "", list{{"The First Book of Swords", ""}}},
		{"The First Book of the Swords Trilogy", "", list{{"Swords Trilogy", "1"}}},
		{"三体 #1", "", list{{"三体", "1"}}},
		{" Bad \xff \n name #1", "", list{{"Bad \uFFFD name", "1"}}},
	} {
		var got list
		for _, s := range group.Series(c.names, c.parts) {
			got = append(got, [2]string{s.Name, s.Part})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Series(%q, %q) = %q, want %q", c.names, c.parts, got, c.want)
		}
	}
}

// TestSeriesAsPeopleWriteThem: each text is a series tag without a part tag.
func TestSeriesAsPeopleWriteThem(t *testing.T) {
	for s, want := range map[string]string{
		"Ember Court #1, Longwater #2":           "Ember Court #1; Longwater #2",
		"Ember Court #1, Tooth, Claw #2":         "Ember Court #1; Tooth, Claw #2",
		"Tooth, Claw and Feather #3":             "Tooth, Claw and Feather #3",
		"Ember Court #4, Dramatized Adaptation":  "Ember Court #4",
		"Ember Court #4 (Dramatized Adaptation)": "Ember Court #4",
		"Ember Court #Book 1":                    "Ember Court #1",
		"Ember Court #1A":                        "Ember Court #1A",
		"Ember Court №1":                         "Ember Court #1",
		"Ember Court Nr.1":                       "Ember Court #1",
		"Ember Court n.º 1":                      "Ember Court #1",
		"Ember Court, t. 1":                      "Ember Court #1",
		"Ember Court. Book 1":                    "Ember Court #1",
		"Ember Inc. Book 1":                      "Ember Inc. #1",
		"Ember Court (1)":                        "Ember Court #1",
		"炎の宮（1）":                                 "炎の宮 #1",
		"Ember Court #1.0":                       "Ember Court #1",
		"Ember Court #01":                        "Ember Court #1",
		"Ember Court #2.50":                      "Ember Court #2.5",
		"Ember Court #1,5":                       "Ember Court #1.5",
		"Ember Court #2/5":                       "Ember Court #2",
		"Ember Court #2 of 5":                    "Ember Court #2",
		"Ember Court (#2)":                       "Ember Court #2",
		"Ember Court [Book 2]":                   "Ember Court #2",
		"Longwater, Book #2":                     "Longwater #2",
		"Longwater, Book 2":                      "Longwater #2",
		"Longwater, Book 2 of 5":                 "Longwater #2",
		"Longwater: Book 2":                      "Longwater #2",
		"Longwater - Book 2":                     "Longwater #2",
		"Longwater, Book Two":                    "Longwater #2",
		"Longwater, Vol. II":                     "Longwater #2",
		"Longwater, Band 3":                      "Longwater #3",
		"Longwater, Bd. 3":                       "Longwater #3",
		"Longwater, Tome 3":                      "Longwater #3",
		"Longwater, Libro 3":                     "Longwater #3",
		"Longwater, Deel 3":                      "Longwater #3",
		"Longwater, Del 3":                       "Longwater #3",
		"Longwater, Книга 3":                     "Longwater #3",
		"Longwater, Tom 3":                       "Longwater #3",
		"Longwater, 3":                           "Longwater #3",
		"Longwater Nr. 3":                        "Longwater #3",
		"Longwater nº 3":                         "Longwater #3",
		"Longwater, no. 3":                       "Longwater #3",
		"Longwater 3. Band":                      "Longwater #3",
		"Longwater, 3rd Book":                    "Longwater #3",
		"Longwater, Part 2":                      "Longwater #2",
		"Book 2 of Longwater":                    "Longwater #2",
		"Book 1 of the Saltmarsh Trilogy":        "Saltmarsh Trilogy #1",
		"Book One of The Saltmarsh Trilogy":      "The Saltmarsh Trilogy #1",
		"Book One Of The Saltmarsh Trilogy":      "Saltmarsh Trilogy #1",
		"Band 1 der Saltmarsh-Reihe":             "Saltmarsh-Reihe #1",
		"Die Saltmarsh-Reihe 1":                  "Die Saltmarsh-Reihe #1",
		"三体 第二部":                                 "三体 #2",
		"Longwater #２":                           "Longwater #2",
		"Agnes Black, Ghost Keeper":              "Agnes Black, Ghost Keeper",
		"The Jungle Book #2":                     "The Jungle Book #2",
		"The #1 Ladies' Detective Agency":        "The #1 Ladies' Detective Agency",
		"Longwater, Book 2, Ember Court, Book 3": "Longwater #2; Ember Court #3",
		"Longwater, Book 2; Ember Court, Book 3": "Longwater #2; Ember Court #3",
		"Apollo 13":                              "Apollo 13",
		"Area 51":                                "Area 51",
		"Warhammer 40,000":                       "Warhammer 40,000",
		"Warhammer 40,000 #3":                    "Warhammer 40,000 #3",
		"Catch-22":                               "Catch-22",
		"Fifty-Two":                              "Fifty-Two",
		"1632":                                   "1632",
		"Book of the New Sun":                    "Book of the New Sun",
		"The Book of the New Sun #2":             "The Book of the New Sun #2",
		"Henry IV, Part 1":                       "Henry IV #1",
	} {
		if got := inWords(group.Series(s, "")); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
	for part, want := range map[string]string{
		"1.0": "1", "2.5": "2.5", "1.05": "1.05", "2.50": "2.5", "03": "3", "#3": "3", "Book 3": "3", "3/10": "3", "3 of 10": "3", "Book 3 of 10": "3",
		"Band 3": "3", "Three": "3", "III": "3", "3.": "3", "Nr. 3": "3", "4, Dramatized Adaptation": "4", "1-3": "1-3", "1A": "1A", "1,5": "1.5", "３": "3",
		"Prequel": "Prequel", "0": "0", "0.5": "0.5",
	} {
		if got := group.Series("A", part)[0].Part; got != want {
			t.Errorf("part %q is %q, want %q", part, got, want)
		}
	}
}

func inWords(all []book.Series) string {
	var list []string
	for _, s := range all {
		list = append(list, s.String())
	}
	return strings.Join(list, "; ")
}

func TestSeriesInSubtitles(t *testing.T) {
	for subtitle, want := range map[string]string{
		"Saltmarsh, Book 1":                       "Saltmarsh #1",
		"Saltmarsh, Book One":                     "Saltmarsh #1",
		"Saltmarsh #1":                            "Saltmarsh #1",
		"Book 1 of the Saltmarsh Trilogy":         "Saltmarsh Trilogy #1",
		"Book One of the Saltmarsh Trilogy":       "Saltmarsh Trilogy #1",
		"The First Book of the Saltmarsh Trilogy": "Saltmarsh Trilogy #1",
		"Die Saltmarsh-Reihe 1":                   "Die Saltmarsh-Reihe #1",
		"Die Saltmarsh-Reihe, Band 1":             "Die Saltmarsh-Reihe #1",
		"Band 1 der Saltmarsh-Trilogie":           "Saltmarsh-Trilogie #1",
		"Saltmarsh, Band 1":                       "Saltmarsh #1",
		"Saltmarsh, tome 1":                       "Saltmarsh #1",
		"Tome 1 de la saga Saltmarsh":             "Saltmarsh #1",
		"Saltmarsh, libro 1":                      "Saltmarsh #1",
		"Libro 1 de la serie Saltmarsh":           "Saltmarsh #1",
		"Saltmarsh, boek 1":                       "Saltmarsh #1",
		"A Novel (Saltmarsh, Book 1)":             "Saltmarsh #1",
		"A LitRPG Adventure: Saltmarsh, Book 1":   "Saltmarsh #1",
		"A Saltmarsh Novel, Book 1":               "Saltmarsh #1",
		"A Fantasy Novel, Book 1":                 "",
		"A Graphic Novel, Book 1":                 "",
		"A Graphic History, Volume 1":             "A Graphic History #1",
		"A Love Story, Book 2":                    "A Love Story #2",
		"A Song of Reeds, Book 1":                 "A Song of Reeds #1",
		"Saltmarsh, Book 1; Longwater, Book 3":    "Saltmarsh #1; Longwater #3",
		"A Novel":                                 "",
		"A Novel, Book 1":                         "",
		"Notes from the Marsh":                    "",
		"The First Book of Birds":                 "",
		"Book 1":                                  "",
		"Part 2":                                  "",
		"The Story of Apollo 13":                  "",
		"The Story of Flight 07":                  "",
		"My Life, Part 2":                         "",
		"1914-1918":                               "",
		"From Peter to John, 1 to 3":              "",
		"The Road to Rome, 44":                    "",
		"A Guide in 7 Steps":                      "",
		"Twelve Rules":                            "",
		"Das erste Buch der Vögel":                "",
		"How to Be the #1 Fan":                    "",
	} {
		m := group.SubtitleSeries(book.Meta{Subtitle: subtitle})
		if got := inWords(m); got != want {
			t.Errorf("%q names %q, want %q", subtitle, got, want)
		}
	}
}

// TestCountedSubtitles: a subtitle that is nothing but a series and a number, as shops write
// it, and subtitles that only look so.
func TestCountedSubtitles(t *testing.T) {
	for _, c := range []struct {
		subtitle, title, language, want string
	}{
		{"Saltmarsh 3", "Ebbe", "de", "Saltmarsh #3"},
		{"Die Moorleute 11", "Ebbe", "German", "Die Moorleute #11"},
		{"Les Gens du Marais 2", "Marée", "fra", "Les Gens du Marais #2"},
		{"Nell Garrow 2", "Nell Garrow and the Weir", "", "Nell Garrow #2"},
		{"Nell Garrow 2", "Nell Garrow und das Wehr", "en", "Nell Garrow #2"},

		{"Apollo 13", "Lost Moon", "en", ""},
		{"Apollo 13", "Lost Moon", "", ""},
		{"Radio 4", "Ebbe", "de", ""},
		{"Teil 2", "Ebbe", "de", ""},
		{"Staffel 2", "Ebbe", "de", ""},
		{"Ausgabe 12", "Ebbe", "de", ""},
		{"Hörspiel 3", "Ebbe", "de", ""},
		{"Ein Roman", "Ebbe", "de", ""},
		{"Deutschland 1945", "Ebbe", "de", ""},
		{"Agenda 2030", "Ebbe", "de", ""},
		{"Gleis 99", "Ebbe", "de", ""},
		{"Von den Anfängen bis zu Apollo 11", "Ebbe", "de", ""},
		{"Mond, Mars und Apollo 11", "Ebbe", "de", ""},
	} {
		if got := inWords(group.SubtitleSeries(book.Meta{Title: c.title, Subtitle: c.subtitle, Language: c.language})); got != c.want {
			t.Errorf("%q under %q in %q: %q, want %q", c.subtitle, c.title, c.language, got, c.want)
		}
	}
}

// TestSeriesOfSidecars: a sidecar too can have several series in one text, and a part
// that is more than a number.
func TestSeriesOfSidecars(t *testing.T) {
	for want, list := range map[string][]book.Series{
		"Ember Court #4":               {{Name: "Ember Court #4, Dramatized Adaptation"}},
		"Ember Court #3":               {{Name: "Ember Court", Part: "3.0"}},
		"Ember Court #1; Longwater #2": {{Name: "Ember Court #1, Longwater", Part: "2"}},
		"Ember Court #1; Longwater #3": {{Name: "Ember Court #1; Longwater", Part: "3"}},
		"Longwater; Agnes, Keeper #2":  {{Name: "Longwater"}, {Name: "Agnes, Keeper", Part: "Book 2"}},
	} {
		if got := inWords(group.NoteSeries(list)); got != want {
			t.Errorf("%q became %q, want %q", list, got, want)
		}
	}
}
