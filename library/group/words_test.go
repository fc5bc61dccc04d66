package group

import (
	"slices"
	"strings"
	"testing"

	"lectern/library/text"
)

// TestPlaces: files without tags play in the order of the numbers in their names,
// whatever the language, the script and the position of the number.
func TestPlaces(t *testing.T) {
	for _, names := range []string{
		"Chapter One, Chapter Two, Chapter Three, Chapter Eleven, Chapter Twenty-One, Chapter Thirty Two, Chapter One Hundred and One",
		"Prologue, First Chapter, Second Chapter, Tenth Chapter, Epilogue",
		"Opening Credits, Dedication, Epigraph, Prologue, Chapter 1, Epilogue, Acknowledgments, Notes, Closing Credits",
		"Intro, Foreword, Chapter 1, Interview, Outro",
		"Vorspann, Einleitung, Kapitel 1, Nachwort, Über den Autor, Abspann",
		"Générique de début, Avant-propos, Chapitre 1, Remerciements, Générique de fin",
		"One, Two, Three, Four, Ten, Eleven",
		"Vorwort, Kapitel Eins, Kapitel Zwei, Kapitel Sieben, Kapitel Elf, Kapitel Einundzwanzig, Danksagung",
		"Erstes Kapitel, Zweites Kapitel, Drittes Kapitel, Zehntes Kapitel, Zwanzigstes Kapitel",
		"Préface, Chapitre premier, Chapitre deux, Chapitre dix, Chapitre vingt et un, Chapitre quatre-vingts, Postface",
		"Première partie, Deuxième partie, Troisième partie, Dixième partie",
		"Prólogo, Capítulo Primero, Capítulo Segundo, Capítulo Dieciséis, Capítulo Treinta y dos, Epílogo, ",
		"Primeira parte, Segunda parte, Terceira parte, Décima parte",
		"Prefazione, Capitolo primo, Capitolo secondo, Capitolo ventitré, Ringraziamenti",
		"Voorwoord, Hoofdstuk een, Hoofdstuk twee, Hoofdstuk tien, Hoofdstuk tweeëntwintig, Nawoord",
		"Förord, Kapitel ett, Kapitel två, Kapitel tolv, Kapitel tjugotre, Efterord",
		"Forord, Første kapitel, Andet kapitel, Tredje kapitel, Efterord",
		"Forord, Kapittel én, Kapittel to, Kapittel elleve, Etterord",
		"Esipuhe, Ensimmäinen luku, Toinen luku, Kolmas luku, Jälkisanat",
		"Wstęp, Rozdział pierwszy, Rozdział drugi, Rozdział dwunasty, Rozdział dwadzieścia trzy, Posłowie",
		"Předmluva, Kapitola první, Kapitola druhá, Kapitola desátá, Doslov",
		"Пролог, Глава первая, Глава вторая, Глава десятая, Глава двадцать первая, Эпилог",
		"Πρόλογος, Κεφάλαιο πρώτο, Κεφάλαιο δεύτερο, Κεφάλαιο δέκατο, Επίλογος",
		"Önsöz, Birinci Bölüm, İkinci Bölüm, Onuncu Bölüm, On Birinci Bölüm, Sonsöz",
		"序章, 第一章, 第二章, 第九章, 第十章, 第十一章, 第二十章, 第一百零一章, 后记",
		"第１話, 第２話, 第１０話, あとがき",
		"Part I, Part II, Part V, Part IX, Part X, Part XL",
		"अध्याय १, अध्याय २, अध्याय १०",
	} {
		want := strings.Split(strings.TrimSuffix(names, ", "), ", ")
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, func(a, b string) int { return text.CompareNatural(placeOf(a+".mp3"), placeOf(b+".mp3")) })
		if !slices.Equal(got, want) {
			t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), strings.Join(want, ", "))
		}
	}
}

// TestFoldersOfBooks: the word for books can be the end of a word, or of a text in
// Chinese script.
func TestFoldersOfBooks(t *testing.T) {
	for _, name := range []string{"Kinderbücher", "Children's BOOKS", "Kurzgeschichten", "科幻小说", "外国文学", "短篇小說"} {
		if !isOfBooks(name) {
			t.Errorf("%q", name)
		}
	}
	for _, name := range []string{"", "说", "Anna Bücher", "Bookshop"} {
		if isOfBooks(name) {
			t.Errorf("%q", name)
		}
	}
}

// TestDiscWords: a folder named after a disc or a part is a piece of the book around
// it.
func TestDiscWords(t *testing.T) {
	for _, name := range strings.Split(
		"CD 1, Side 1, Seite 2, Disc 01, Disk 2 of 3, DVD 1, Kassette 3, CD-1, Disque 2, Cassette 1, Disco 4, Casete 1, Cinta 2, Fita 1, Cassetta 2, Schijf 3, Skiva 1, "+
			"Plade 2, Bånd 1, Plate 3, Levy 2, Kasetti 1, Płyta 5, Kaseta 1, Deska 2, Kazeta 3, Диск 4, Кассета 1, Δίσκος 2, Kaset 1, ディスク2, "+
			"Part 1, Teil 2, Partie 3, Parte 1, Deel 2, Del 3, Osa 1, Część 2, Část 1, Часть 4, Μέρος 1, Kısım 2, 第一部, 第3盘, "+
			"1. Teil, 2nd Disc, First Part, Erste Kassette, Première partie, Primera parte, Tweede deel, Disc Two, Teil Elf, Disco dos, Часть вторая, "+
			"Side A, Seite B, Strana B, Kazeta 2 strana B, Kassette 1 - Seite A, 上巻, 下冊, 中, 后篇", ", ") {
		if d := discOf(name); d.number == "" || d.stem != "" {
			t.Errorf("%q is %+v", name, d)
		}
	}
	for _, name := range strings.Split("Dune, Book 1, Poker Face 2, Disco Inferno, Catch 22, The Third Part, Teilzeit, 1984, Die Kassette, Two Towers, Party 2, Poker Face A, 海上, 上部, Plan B", ", ") {
		if d := discOf(name); d.number != "" {
			t.Errorf("%q is %+v", name, d)
		}
	}
}
