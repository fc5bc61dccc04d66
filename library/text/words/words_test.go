package words

import (
	"strconv"
	"strings"
	"testing"

	"lectern/library/text"
)

func TestNumber(t *testing.T) {
	for s, want := range map[string]string{
		"One": "1", "twelve": "12", "Twenty-One": "21", "twenty one": "21", "One Hundred and Four": "104", "Thirty-Second": "32",
		"Sieben": "7", "zwölf": "12", "Einundzwanzig": "21", "Siebzehntes": "17", "DREI": "3",
		"vingt et un": "21", "Quatre-vingt-dix-neuf": "99", "première": "1", "septante": "70",
		"dieciséis": "16", "treinta y uno": "31", "primer": "1", "Décima": "10", "vinte e dois": "22", "terceira": "3",
		"ventitré": "23", "ventitre": "23", "Quattordicesimo": "14", "tweeëntwintig": "22", "Achtste": "8",
		"tjugotre": "23", "tredje": "3", "enogtyve": "21", "tjueto": "22", "kahdeksan": "8", "ensimmäinen": "1",
		"dwadzieścia trzy": "23", "Piąty": "5", "dvacet čtyři": "24", "první": "1", "двадцать третья": "23", "Первая": "1",
		"dwudziesty pierwszy": "21", "Třicátá druhá": "32", "sto dwudziesta trzecia": "123", "jednadvacátá": "21", "pětatřicet": "35", "Hundertstes": "100", "δέκατο όγδοο": "18", "dwudziesty dwudziesty": "", "two twenty": "",
		"εικοστό πρώτο": "21", "δεύτερο": "2", "on iki": "12", "İkinci": "2",
		"I": "1", "IV": "4", "XIX": "19", "XL": "40", "CLXXXVIII": "188", "IIII": "", "iv": "", "C": "", "MIX": "", "": "",
		"二十一": "21", "十": "10", "一百零三": "103", "二〇": "20", "廿一": "21", "壹拾贰": "12", "两百": "200",
		"the": "", "book": "", "Twenty Years Later": "", "二人": "",
	} {
		if got := Number(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}

// TestNumbers: each language has all numbers, and each of their forms is read as that
// number.
func TestNumbers(t *testing.T) {
	count, languages := 0, 0
	wrong := 0
	for line := range strings.Lines(numbersText + "end\n") {
		digits, forms, _ := strings.Cut(strings.TrimSpace(line), " ")
		if _, err := strconv.Atoi(digits); err != nil {
			if languages > 1 && count != 130 {
				t.Errorf("%d numbers before %q", count, digits)
			}
			if digits != "#" {
				languages++
			}
			count = 0
			continue
		}
		count++
		for form := range Split(forms) {
			if Number(form) != digits {
				wrong++ // it is another number in another language
			}
		}
	}
	if languages != 17 || wrong > 4 {
		t.Errorf("%d languages, %d forms of two numbers", languages-1, wrong)
	}
}

func TestDigits(t *testing.T) {
	for s, want := range map[string]string{
		"第１２章": "第12章", "第十二章": "第12章", "卷三": "卷3", "第二十一回 雪": "第21回 雪", "٣ الفصل": "3 الفصل", "अध्याय १०": "अध्याय 10",
		"三体": "三体", "一千零一夜": "一千零一夜", "Chapter 3": "Chapter 3", "第一部分": "第1部分", "𝟏𝟐": "12", "七个": "七个", "CD⑫": "CD12",
		"一、雪": "1、雪", "灯塔（十二）": "灯塔（12）", "一，二，三": "一，二，三",
	} {
		if got := Digits(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}

// TestLanguages: each language has words of each kind, except for kinds that it does
// not use.
func TestLanguages(t *testing.T) {
	for _, l := range Languages {
		for field, words := range map[string]string{
			"disc": l.Disc, "part": l.Part, "volume": l.Volume, "chapter": l.Chapter, "front": l.Front, "back": l.Back,
			"unabridged": l.Unabridged, "audiobook": l.Audiobook, "reader": l.Reader, "author": l.Author,
			"nameless": l.Nameless, "nobody": l.Nobody, "track": l.Track, "abridged": l.Abridged, "drama": l.Drama,
		} {
			if words == "" {
				t.Errorf("%s has no words for %s", l.Name, field)
			}
			for word := range Split(words) {
				if text.Key(word) == "" || len(word) > text.LongestWord {
					t.Errorf("%s: %q is never found", l.Name, word)
				}
			}
		}
	}
	for word, want := range map[string]Kind{
		"CD": Disc, "Rozdział": Chapter, "ROZDZIAL": Chapter, "Teil": Part, "osa": Part | Volume, "avant-propos": Front, "Об авторе": Back,
		"Texte intégral": Unabridged, "the author": Author, "Okänd artist": Nobody, "القرص": Disc, "الفصل": Chapter, "אמן לא ידוע": Nobody, "חלק": Part, "dune": 0, "": 0, strings.Repeat("a", 99): 0,
	} {
		if got := KindOf(word) &^ Role; got != want {
			t.Errorf("%q is %b, want %b", word, got, want)
		}
	}
}

func BenchmarkKindOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		KindOf("Chapter")
	}
}

func TestCutReadBy(t *testing.T) {
	for s, want := range map[string]string{
		"Read by Stephen Fry": "Stephen Fry", "NARRATED BY: Ann Lee": "Ann Lee", "narrator: Bo": "Bo", "Gelesen von Rufus Beck": "Rufus Beck",
		"lu par Éric": "Éric", "Läst av Stina": "Stina", "Läses av: Stina": "Stina", "читает Иван": "Иван", "Чтец: Иван": "Иван", "朗读：李明": "李明",
		"Διαβάζει η Μαρία": "Μαρία", "Okuyan: Ali": "Ali", "Lukija: Aino": "Aino", "بصوت أحمد علي": "أحمد علي", "בקריאת דנה לוי": "דנה לוי",
		"readers digest": "", "Reader Rabbit": "", "Read by": "", "Czytający Jan": "", "": "",
	} {
		got, ok := CutReadBy(s)
		if want == "" {
			if ok {
				t.Errorf("%q gives %q", s, got)
			}
		} else if !ok || got != want {
			t.Errorf("%q gives %q, want %q", s, got, want)
		}
	}
}

func TestIsAuthor(t *testing.T) {
	for s, want := range map[string]bool{
		"the author": true, "The author herself": true, "el propio autor": true, "forfatteren selv": true, "l’auteur lui-même": true, "сам автор": true,
		"self": false, "Ada Brook": false, "Selva Autor": false, "": false,
	} {
		if got := IsAuthor(s); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}

// TestAccentsBesideSigns: accents tell two words apart whatever signs stand beside them.
func TestAccentsBesideSigns(t *testing.T) {
	for word, want := range map[string]Kind{"Bånd": Disc, "Bånd.": Disc, "(bånd)": Disc, "Band": Volume, "(Band)": Volume} {
		if got := KindOf(word); got&(Disc|Volume) != want {
			t.Errorf("%q is %v, want %v", word, got, want)
		}
	}
}

// TestContributions: each word names one contribution, in all languages and in each
// place.
func TestContributions(t *testing.T) {
	for word, did := range contributions().All() {
		if did&(did-1) != 0 {
			t.Errorf("%q is %v", word, did)
		}
	}
	for _, begin := range beginnings().All() {
		for _, p := range begin.phrases {
			if p.kind&(Edits|Helps) != 0 && p.did != ContributionOf(p.text) {
				t.Errorf("%q is %v and %v", p.text, p.did, ContributionOf(p.text))
			}
		}
	}
	for word, want := range map[string]Contribution{
		"Übersetzerin": Translator, "traducteur": Translator, "přel.": Translator, "译": Translator, "edited by": Editor, "Hrsg.": Editor, "a cura di": Editor,
		"prólogo": Foreword, "doslov": Afterword, "úvod": Introduction, "художник": Illustrator, "regie": Director, "監督": Director, "author": 0, "lektor": 0, "": 0,
	} {
		if got := ContributionOf(word); got != want {
			t.Errorf("%q is %v, want %v", word, got, want)
		}
	}
	if got := (Editor | CoverArtist).String(); got != "editor, cover artist" {
		t.Error(got)
	}
	for field, want := range map[string]string{"translators": "translator", "translatedby": "translator", "editor": "editor", "contributors": "", "title": ""} {
		if got := RoleOfField(field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
}
