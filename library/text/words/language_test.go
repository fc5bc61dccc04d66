package words

import (
	"strings"
	"testing"
)

func TestLanguageNames(t *testing.T) {
	for want, list := range map[string]string{
		"German":          "ger, deu, de, DE, de-DE, de_DE, de-AT, German, german, Deutsch, allemand, немецкий, alemán, tedesco, alemão, Duits, tyska, tysk, saksa, niemiecki, němčina, γερμανικά, Almanca, 德语, ドイツ語, German (Germany), Deutsch (Österreich)",
		"French":          "fre, fra, fr, fr-CA, French, Français, francais, französisch, французский",
		"English":         "eng, en, en-US, English, Englisch, anglais, inglés, английский, American English, English (UK), US English",
		"Dutch":           "dut, nld, nl, Nederlands, niederländisch, Flemish",
		"Chinese":         "chi, zho, zh, zh-Hans, cmn, Chinese, 中文, Mandarin, Chinese (Simplified), Simplified Chinese",
		"Czech":           "cze, ces, cs, čeština, cestina, tschechisch, česky, český jazyk",
		"Norwegian":       "nor, nob, no, nb, nb-NO, Norwegian, Norsk, Norwegisch, Norsk bokmål, Bokmål",
		"Portuguese":      "por, pt, pt-BR, Português, Brazilian Portuguese, portugiesisch",
		"Spanish":         "spa, es, es-419, Español, espanol, castellano, Spanish; Castilian",
		"Greek":           "gre, ell, el, Ελληνικά, Greek (Modern)",
		"Japanese":        "jpn, ja, 日本語, Japanisch, japonais",
		"Persian":         "per, fas, fa, فارسی, Farsi",
		"Russian":         "rus, ru, русский, Russisch, russe, русский язык, по-русски",
		"Finnish":         "fin, fi, suomi, finnisch",
		"Irish":           "ga, gle, Gaeilge",
		"":                "und, mul, zxx, xx, Xyzzy!, 123",
		"English; German": "eng; ger, engger, English/Deutsch, en+de, English & German",
	} {
		for word := range Split(list) {
			got := strings.Join(LanguageNames(word), "; ")
			if want == "" && got == word {
				got = ""
			}
			if got != want {
				t.Errorf("%q is %q, want %q", word, got, want)
			}
		}
	}
}
