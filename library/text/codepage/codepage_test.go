package codepage

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"lectern/library/text"
)

// names returns the names of the world's countries and languages in a language, from
// CLDR: short texts, like titles.
func names(lang string) (all []string) {
	tag := language.MustParse(lang)
	regions, languages := display.Regions(tag), display.Languages(tag)
	add := func(n display.Namer, x any) {
		if s := n.Name(x); s != "" {
			all = append(all, s)
		}
	}
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			code := string(a) + string(b)
			if r, err := language.ParseRegion(code); err == nil && r.IsCountry() {
				add(regions, r)
			}
			if l, err := language.ParseBase(code); err == nil {
				add(languages, l)
			}
		}
	}
	return all
}

// encoded returns those texts that the encoding can represent and that are not ASCII,
// in that encoding and as they are.
func encoded(e encoding.Encoding, texts []string) (in [][]byte, want []string) {
	for _, s := range texts {
		if b, err := e.NewEncoder().Bytes([]byte(s)); err == nil && !text.IsASCII(b) {
			in, want = append(in, b), append(want, s)
		}
	}
	return in, want
}

// errors counts the texts that are decoded wrongly when each is examined with others,
// together in all.
func errors(in [][]byte, want []string, together int) (wrong int) {
	for i := range in {
		var group [][]byte
		for n := range together {
			group = append(group, in[(i+7*n)%len(in)])
		}
		if Of(group...).Decode(in[i]) != want[i] {
			wrong++
		}
	}
	return wrong
}

// TestRates measures how many names are decoded wrongly, alone and in groups of three,
// like the title, the author and the narrator of a book. The limits are in percent.
func TestRates(t *testing.T) {
	for _, c := range []struct {
		languages  string
		encoding   encoding.Encoding
		one, three float64
	}{
		{"en de fr es pt it nl sv da nb fi is ca et fo gl eu ga af sq gsw lb cy", charmap.Windows1252, 0, 0},
		{"br", charmap.Windows1252, 0, 4}, // it has ñ where Polish has ń, and letters.txt does not have it
		{"ru uk bg be sr mk", charmap.Windows1251, 3, 0},
		{"ru uk", charmap.KOI8U, 8, 0},
		{"ru", charmap.CodePage866, 20, 0},
		{"el", charmap.Windows1253, 3, 0},
		{"ar", charmap.Windows1256, 3, 0},
		{"he", charmap.Windows1255, 35, 2},
		{"th", charmap.Windows874, 8, 0},
		{"ja", japanese.ShiftJIS, 1, 0},
		{"ja", japanese.EUCJP, 3, 0},
		{"zh", simplifiedchinese.GBK, 10, 1},
		{"zh-Hant", traditionalchinese.Big5, 16, 0},
		{"ko", korean.EUCKR, 4, 0},
		// These share most letters with Western languages; a doubtful text stays
		// Western.
		{"hu", charmap.Windows1250, 2, 3},
		{"sl", charmap.Windows1250, 25, 3},
		{"pl", charmap.Windows1250, 60, 6},
		{"cs", charmap.Windows1250, 12, 15},
		{"hr", charmap.Windows1250, 30, 25},
		{"sk", charmap.Windows1250, 55, 60},
		{"pl", charmap.ISO8859_2, 65, 8},
		{"tr", charmap.Windows1254, 60, 45},
	} {
		for lang := range strings.FieldsSeq(c.languages) {
			in, want := encoded(c.encoding, names(lang))
			percent := func(wrong int) float64 { return 100 * float64(wrong) / float64(max(1, len(in))) }
			one, three := percent(errors(in, want, 1)), percent(errors(in, want, 3))
			t.Logf("%s in %v: of %d, %.1f %% are wrong, %.1f %% with others", lang, c.encoding, len(in), one, three)
			if one > c.one || three > c.three {
				t.Errorf("%s in %v: %.1f %% and %.1f %%, the limits are %v and %v", lang, c.encoding, one, three, c.one, c.three)
			}
		}
	}
}

// TestCentral reads titles and authors that share most letters with Western languages.
// A doubtful text stays Western, and so does a Baltic one. No text is read in the page
// of another language.
func TestCentral(t *testing.T) {
	polish := "Chłopi|Władysław Reymont;Ogniem i mieczem|Henryk Sienkiewicz;Wiedźmin: Ostatnie życzenie|Andrzej Sapkowski;Księgi Jakubowe|Olga Tokarczuk;Ferdydurke. Część pierwsza|Witold Gombrowicz;Przedwiośnie|Stefan Żeromski;Pieśń o Rolandzie|Anonim"
	czech := "Osudy dobrého vojáka Švejka|Jaroslav Hašek;Babička|Božena Němcová;Válka s mloky|Karel Čapek;Máj|Karel Hynek Mácha;Nesnesitelná lehkost bytí|Milan Kundera;Žert|Milan Kundera;Němá barikáda|Jan Drda"
	hungarian := "A Pál utcai fiúk|Molnár Ferenc;Légy jó mindhalálig|Móricz Zsigmond;A kőszívű ember fiai|Jókai Mór;Tüskevár|Fekete István;A gyertyák csonkig égnek|Márai Sándor;Esti Kornél|Kosztolányi Dezső"
	baltic := "Žiogas ir skruzdėlė|Jonas Avyžius;Anykščių šilelis|Antanas Baranauskas;Lāčplēsis|Andrejs Pumpurs;Mērnieku laiki|Reinis Kaudzīte;Tõde ja õigus|Anton Hansen Tammsaare;Rehepapp|Andrus Kivirähk"
	for _, c := range []struct {
		books string
		e     *charmap.Charmap
		least int // the least number of texts that must be read correctly
	}{
		{polish, charmap.Windows1250, 6}, {czech, charmap.Windows1250, 9}, {hungarian, charmap.Windows1250, 11},
		{polish, charmap.ISO8859_2, 6}, {czech, charmap.ISO8859_2, 6}, {hungarian, charmap.ISO8859_2, 11}, {baltic, charmap.Windows1257, 0},
	} {
		right, all := 0, 0
		for pair := range strings.SplitSeq(c.books, ";") {
			in, want := encoded(c.e, strings.Split(pair, "|"))
			page := Of(in...)
			for i := range in {
				if all++; page.Decode(in[i]) == want[i] {
					right++
				} else if page != Western {
					t.Errorf("%q in %v is read in %s: %q", want[i], c.e, page.Name, page.Decode(in[i]))
				}
			}
		}
		if t.Logf("%v: %d of %d are right", c.e, right, all); right < c.least {
			t.Errorf("%v: %d of %d are right, not %d", c.e, right, all, c.least)
		}
	}
}

// TestUTF8 reads names in UTF-8 that claim to be Latin-1, whole or without their last
// byte.
func TestUTF8(t *testing.T) {
	for lang := range strings.FieldsSeq("de fr es sv is pl cs hu ro tr vi ru uk el he ar th hi ka hy ja zh zh-Hant ko") {
		for _, s := range names(lang) {
			b := []byte(s)
			if got := Of(b).Decode(b); got != s {
				t.Errorf("%s: %q is read as %q", lang, s, got)
			}
			if cut := b[:len(b)-1]; !text.IsASCII(cut) && b[len(b)-1] >= 0x80 && IsUTF8(cut) {
				if got := Of(cut).Decode(cut); !strings.HasPrefix(s, got) {
					t.Errorf("%s: %q is read as %q", lang, cut, got)
				}
			}
		}
	}
}

// TestWestern reads Western titles and names, each alone and with every other one.
func TestWestern(t *testing.T) {
	b, err := os.ReadFile("testdata/western.txt")
	if err != nil {
		t.Fatal(err)
	}
	in, want := encoded(charmap.Windows1252, strings.Split(strings.TrimSpace(string(b)), "\n"))
	pairs := 0
	for i := range in {
		for j := i; j < len(in); j++ {
			pairs++
			if p := Of(in[i], in[j]); p.Decode(in[i]) != want[i] || p.Decode(in[j]) != want[j] {
				t.Errorf("%q and %q are read as %s: %q and %q", want[i], want[j], p.Name, p.Decode(in[i]), p.Decode(in[j]))
			}
		}
	}
	t.Logf("%d texts, %d pairs", len(in), pairs)
}

func TestOf(t *testing.T) {
	for _, c := range []struct {
		e    encoding.Encoding
		want string
	}{
		{charmap.Windows1251, "Медный фонарь|Иван Лодкин|Пётр Чтецов"},
		{charmap.Windows1251, "Мастер и Маргарита|Михаил Булгаков|Глава 1"},
		{charmap.Windows1251, "Мы|Евгений Замятин"},
		{charmap.Windows1251, "Тіні забутих предків|Михайло Коцюбинський"},
		{charmap.Windows1251, "Под игото|Иван Вазов"},
		{charmap.Windows1251, "Гарри Поттер (Harry Potter)|J. K. Rowling"},
		{charmap.KOI8R, "Преступление и наказание|Фёдор Достоевский"},
		{charmap.CodePage866, "Война и мир|Лев Толстой"},
		{charmap.Windows1253, "Ο χάλκινος φάρος της νύχτας|Νίκος Βαρκάρης"},
		{charmap.Windows1253, "Η Φόνισσα|Αλέξανδρος Παπαδιαμάντης"},
		{charmap.Windows1250, "Ogniem i mieczem|Część pierwsza|Henryk Sienkiewicz"},
		{charmap.Windows1250, "W pustyni i w puszczy – rozdział 3|Słońce pustyni"},
		{charmap.Windows1250, "Babička|Božena Němcová|Kapitola první"},
		{charmap.Windows1250, "Egri csillagok – első könyv|Gárdonyi Géza|Időtlen erdő"},
		{charmap.Windows1254, "Çalıkuşu|Reşat Nuri Güntekin|Kuyucaklı Yusuf"},
		{charmap.Windows1255, "ספר הקבצנים|מנדלי מוכר ספרים"},
		{charmap.Windows1256, "ألف ليلة وليلة|الجزء الأول"},
		{charmap.Windows874, "พระอภัยมณี|สุนทรภู่"},
		{japanese.ShiftJIS, "銀色の灯台とカラスたち|月島よしえ"},
		{japanese.ShiftJIS, "坊っちゃん 第1章|夏目漱石"},
		{japanese.EUCJP, "吾輩は猫である|夏目漱石"},
		{simplifiedchinese.GBK, "红楼梦 第一回|曹雪芹"},
		{simplifiedchinese.GBK, "三国演义|罗贯中"},
		{traditionalchinese.Big5, "西遊記 第一回|吳承恩"},
		{korean.EUCKR, "홍길동전|허균|제1장"},
		{charmap.Windows1252, "ÅÄÖ|Öö"},
		{charmap.Windows1252, "CAFÉ…|BEAUTÉ : POÈMES"},
	} {
		want := strings.Split(c.want, "|")
		var in [][]byte
		for _, s := range want {
			b, err := c.e.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			in = append(in, b)
		}
		p := Of(in...)
		for i, b := range in {
			if got := p.Decode(b); got != want[i] {
				t.Errorf("%q in %v is read as %s: %q", want[i], c.e, p.Name, got)
			}
		}
	}
}

// TestSettle settles texts of which some name their encoding, and repairs texts that
// were decoded wrongly.
func TestSettle(t *testing.T) {
	const wide = "ß é 日本"
	cp1251 := func(s string) string {
		s, err := charmap.Windows1251.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	broken := func(s string) string { return Western.Decode([]byte(cp1251(s))) }
	for _, c := range []struct{ in, want []string }{
		{[]string{Raw([]byte(cp1251("Мастер и Маргарита"))), wide, "plain"}, []string{"Мастер и Маргарита", wide, "plain"}},
		{[]string{wide + "; " + Raw([]byte(cp1251("Булгаков"))), Raw([]byte("Caf\xc3\xa9"))}, []string{wide + "; Булгаков", "Café"}},
		{[]string{Raw([]byte("Caf\xe9")), Raw([]byte("\x93x\x94"))}, []string{"Café", "“x”"}},
		{[]string{broken("Мастер и Маргарита"), broken("Михаил Булгаков")}, []string{"Мастер и Маргарита", "Михаил Булгаков"}},
		{[]string{"CafÃ© Ã‰lysÃ©es", "plain"}, []string{"Café Élysées", "plain"}},
		{[]string{"PÅ™Ã\u00ADbÄ›h z CittÃ\u00A0", "Ä\u008Caj", wide}, []string{"Příběh z Città", "Čaj", wide}},
		{[]string{"PĹ™Ă\u00ADbÄ›h", "РњР°СЃС‚РµСЂ", "ÐœÐ°ÑÑ‚ÐµÑ€"}, []string{"Příběh", "Мастер", "ÐœÐ°ÑÑ‚ÐµÑ€"}},
		{[]string{"Úžas", "ÚŽAS", "Ні", "MANÉŽ", "DĹŽKA", "WZIĘŁA", "В’язень", "Ťuhýk"}, []string{"Úžas", "ÚŽAS", "Ні", "MANÉŽ", "DĹŽKA", "WZIĘŁA", "В’язень", "Ťuhýk"}},
		{[]string{broken("Мастер и Маргарита"), wide}, []string{broken("Мастер и Маргарита"), wide}},
		{[]string{"Ævi Þórðar á Íslandi", "Ça, là, où"}, []string{"Ævi Þórðar á Íslandi", "Ça, là, où"}},
	} {
		var texts []*string
		for _, s := range c.in {
			texts = append(texts, &s)
		}
		changed, page := Settle(texts)
		for i, s := range texts {
			if *s != c.want[i] {
				t.Errorf("%q is %q, want %q (%v, %s)", c.in[i], *s, c.want[i], changed, page.Name)
			}
		}
	}
}

func BenchmarkOf(b *testing.B) {
	for name, text := range map[string]string{
		"Western": "Grüße aus Köln – Jörg Müller-Lüdenscheidt", "Russian": "Мастер и Маргарита", "Japanese": "銀色の灯台とカラスたち",
	} {
		e := map[string]encoding.Encoding{"Western": charmap.Windows1252, "Russian": charmap.Windows1251, "Japanese": japanese.ShiftJIS}[name]
		in, err := e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				Of(in)
			}
		})
	}
}

// TestNarrow: a text for which isNarrow is true is invalid in all pages with wide
// characters.
func TestNarrow(t *testing.T) {
	found := 0
	for lead := range 1 << 8 {
		for second := range 1 << 8 {
			for _, around := range [][2]string{{"", ""}, {"a", "b"}, {"“", "\x810"}, {"\x8f", "\xa1"}, {" ", "0\x810"}} {
				b := append(append([]byte(around[0]), byte(lead), byte(second)), around[1]...)
				if !isNarrow(b) {
					continue
				}
				found++
				for _, p := range characterPages {
					if runes, ok := p.runes([][]byte{b}); ok {
						t.Fatalf("%q is %q in %s", b, string(runes), p.Name)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("isNarrow never finds a text")
	}
}

// TestOnlyQuotes: a text for which onlyQuotes is true is Western without onlyQuotes, too.
func TestOnlyQuotes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("‘’“”–—…–—…  .,:?!@AZazeinrst")
	found := 0
	for range 200_000 {
		var texts []*string
		var encoded [][]byte
		for range 1 + random.IntN(3) {
			var s string
			for range random.IntN(40) {
				s += string(letters[random.IntN(len(letters))])
			}
			texts = append(texts, &s)
			b, _ := encode(nil, s)
			encoded = append(encoded, b)
		}
		if !onlyQuotes(texts) {
			continue
		}
		found++
		for _, s := range texts {
			if was, ok := Undo(*s); ok {
				t.Fatalf("%q was %q", *s, was)
			}
		}
		if page := of(encoded, doubted); page != Western {
			t.Fatalf("%q is in %s", encoded, page.Name)
		}
	}
	if found == 0 {
		t.Error("onlyQuotes never finds texts")
	}
}

// BenchmarkSettle settles the tags of a file of an English book with typographic quotes.
func BenchmarkSettle(b *testing.B) {
	in := []string{
		"A Connecticut Yankee in King Arthur’s Court", "Mark Twain", "Chapter 3: The Boy and the Sea", "1889", "Audiobook", "Recorded in one take",
		"“A Connecticut Yankee in King Arthur’s Court” by Mark Twain, first published in 1889, read by Eleanor Ashdown.",
	}
	texts := make([]*string, len(in))
	for i := range in {
		texts[i] = &in[i]
	}
	for b.Loop() {
		Settle(texts)
	}
}
