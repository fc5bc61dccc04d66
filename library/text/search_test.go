package text

import (
	"strings"
	"testing"
)

// finds reports whether a query finds a text.
func finds(s, query string) bool {
	forms := string(AppendSearch(nil, s, '\n'))
	for form := range strings.SplitSeq(strings.TrimSuffix(string(AppendSearch(nil, query, '\n')), "\n"), "\n") {
		if strings.Contains(forms, form) {
			return true
		}
	}
	return false
}

func TestSearch(t *testing.T) {
	for s, queries := range map[string][]string{
		"The Miller's Debt":               {"miller's", "millers debt", "miller’s debt", "the miller`s", "er's d"},
		"Old Man’s War":                   {"old mans war", "old man's war", "man's"},
		"Spider-Man: Far from Home":       {"spiderman", "spider-man", "spider man", "spider‐man: far", "man far", "spider-", "spider-m", "r-m"},
		"Spider Man":                      {"spider-man", "spider man"},
		"J. R. R. Tolkien":                {"jrr tolkien", "j.r.r. tolkien", "J R R Tolkien", "j. r. r. t", "r. tolkien", "jrr", "j.r", "j. r", "r tolkien"},
		"J.R.R. Tolkien":                  {"jrr tolkien", "j.r.r. tolkien", "J R R Tolkien", "j. r. r. t", "r. tolkien", "j. r. r. tolkien"},
		"JRR Tolkien":                     {"jrr tolkien", "j.r.r. tolkien", "j. r. r. tolkien", "J R R Tolkien"},
		"А. С. Пушкин":                    {"ас пушкин", "а.с. пушкин", "А С Пушкин", "пушкин"},
		"Tolkien, J.R.R.":                 {"tolkien jrr", "tolkien, j. r. r."},
		"Plan B A Novel":                  {"plan b a novel", "plan b a n", "b a", "plan b"},
		"20,000 Leagues":                  {"20000 leagues", "20,000 leagues", "20.000 leagues"},
		"Volume 2.5":                      {"2.5", "volume 2.5"},
		"10:30 to Paris":                  {"10:30"},
		"978-3-16-148410-0":               {"9783161484100", "978-3-16"},
		"O'Neil":                          {"oneil", "o’neil", "o'neil"},
		"L’Étang":                         {"letang", "l'etang", "étang"},
		"Copperwick\uA789 First":          {"copperwick: first", "copperwick first", "copperwick：first"},
		"Lane\uFF1A Nine":                 {"lane: nine", "lane nine"},
		"\uFF02Quoted\uFF02 Tale":         {`"quoted" tale`, "quoted tale", "“quoted” tale"},
		"«Les Mots» – Sartre":             {"les mots sartre", "mots - sartre", "mots — sartre", "\"les mots\""},
		"ジョン・スミス":                         {"ジョンスミス", "ジョン スミス", "ジョン・スミス", "ジョン-スミス"},
		"Col·lecció":                      {"colleccio", "col·lecció"},
		"01 - Title.m4b":                  {"01 title", "title.m4b", "01 - title", ".m4b", "m4b"},
		"S.H.I.E.L.D. Files":              {"shield files", "s.h.i.e.l.d."},
		"Wait… What":                      {"wait what", "wait... what"},
		"C++ & C#":                        {"c++", "c#"},
		"a/b. c/-d":                       {"b c", "c/d", "/d", "a/b."},
		"Straße der Größe":                {"strasse grosse"[:7], "grösse", "groesse", "strasse der groesse"},
		"Jörg Müller-Lüdenscheidt":        {"mueller", "muller", "MÜLLER", "jorg mu", "joerg mueller", "mueller-luedenscheidt", "muellerluedenscheidt", "mueller luedenscheidt", "muller ludenscheidt"},
		"Mueller":                         {"müller", "mu\u0308ller", "mueller", "MÜ"},
		"U\u0308ber A\u030Angstro\u0308m": {"ueber aangstroem", "uber angstrom", "über ångström"},
		"Ångström":                        {"aangstroem", "angstrom", "ångström", "A\u030Ang"},
		"Søren Kierkegaard":               {"soeren", "soren", "søren", "sören"},
		"Æon, L’Œuvre":                    {"aeon", "æon", "oeuvre", "œuvre"},
		"Aeon":                            {"aeon", "æon"},
	} {
		for _, q := range queries {
			if !finds(s, q) {
				t.Errorf("%q does not find %q: %q, %q", q, s, AppendSearch(nil, q, '|'), AppendSearch(nil, s, '|'))
			}
		}
	}
	for s, queries := range map[string][]string{
		"The Manor":     {"them", "theman"},
		"Spider Man":    {"spiderman"},
		"Volume 2.5":    {"25", "2 5"},
		"1914, 18":      {"191418"},
		"Foundation #2": {"# 2"},
		"Ring, The":     {"ringthe"},
		"Muller":        {"mueller", "moller"},
		"Aon":           {"aeon", "aeo"},
		"Noël, naïve":   {"noeel", "naieve"},
		"Muir":          {"mueir"},
	} {
		for _, q := range queries {
			if finds(s, q) {
				t.Errorf("%q finds %q", q, s)
			}
		}
	}
	for s, want := range map[string]string{
		"": "|", "'": "|", "-": "|", " . ": " |", "x.": "x|", " x ": " x |", "x. ": "x |", "a-b": "ab|a b|", "- a -": " a |",
		"J. R.": "jr|j r|", "Mü": "mu|mue|", "Ä-Ö": "ao|a o|aeoe|ae oe|", "e\u0308 \u0308": "e |", "U\u0308": "u|ue|", "xx - yy": "xx yy|", "xx -yy": "xx yy|", "x - y": "xy|x y|", "a’s": "as|",
	} {
		if got := string(AppendSearch(nil, s, '|')); got != want {
			t.Errorf("%q is searched as %q, want %q", s, got, want)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	texts := []string{"The shadow wind naïve stone", "Anna Gabriel Łódź", "The river crown night #2", "03 wind memory.m4b", "café ghost", "B000012345"}
	var buf []byte
	b.Run("Append", func(b *testing.B) {
		for b.Loop() {
			buf = buf[:0]
			for _, s := range texts {
				buf = append(AppendFold(buf, s), '\n')
			}
		}
	})
	b.Run("Search", func(b *testing.B) {
		for b.Loop() {
			buf = buf[:0]
			for _, s := range texts {
				buf = AppendSearch(buf, s, '\n')
			}
		}
	})
}

func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "J. R. R. Tolkien", "Spider-Man: a  b", "é a ñ", "20,000.5", "· ・x", " a b ", "\xff-\xff", "ab,\u0324", "Mü-Ä. Ö. u\u0308\u030A"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, spelled := range []bool{false, true} {
			if fast, plain, twofold := appendPlain(nil, s, spelled); plain {
				slow, differs, also := appendForm(nil, s, false, spelled)
				if string(fast) != string(slow) || differs || twofold != also {
					t.Errorf("%q is searched as %q, plainly as %q", s, slow, fast)
				}
			}
		}
		if !finds(s, s) {
			t.Errorf("%q does not find itself: %q", s, AppendSearch(nil, s, '|'))
		}
	})
}
