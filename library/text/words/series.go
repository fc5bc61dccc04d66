package words

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"lectern/library/text"
)

// seriesNouns are words for several books that belong together, by language. In the
// names of series they stand alone or at the end of a compound: "Saltmarsh-Reihe".
var seriesNouns = [...]string{
	"series, trilogy, duology, quartet, quintet, tetralogy, pentalogy, saga, sagas, cycle, chronicles, chronicle, sequence, novels, mysteries, adventures, omnibus",
	"reihe, serie, trilogie, dilogie, tetralogie, saga, zyklus, chroniken, chronik, romane",
	"série, trilogie, tétralogie, saga, cycle, chroniques",
	"serie, trilogía, bilogía, dilogía, tetralogía, saga, ciclo, crónicas",
	"série, trilogia, duologia, tetralogia, saga, ciclo, crônicas, crónicas",
	"serie, trilogia, dilogia, tetralogia, saga, ciclo, cronache",
	"serie, reeks, trilogie, saga, cyclus, kronieken",
	"serien, serie, trilogin, trilogi, sagan, svit, sviten, krönikor, krönika",
	"serien, serie, trilogien, trilogi, sagaen, krøniken, krønike",
	"sarja, trilogia, saaga, kronikka",
	"seria, cykl, trylogia, saga, kroniki, serii, cyklu, trylogii, sagi",
	"série, cyklus, trilogie, sága, kroniky",
	"серия, цикл, трилогия, сага, хроники, серии, цикла, трилогии, саги",
	"σειρά, τριλογία, κύκλος, σάγκα, σειράς, τριλογίας",
	"serisi, dizisi, üçlemesi, dizi, seri",
	"系列, 三部曲, 叢書, 丛书, シリーズ, 三部作",
}

// ofSeries are the words between the number of a volume and its series, by language:
// "Book 1 of the …".
var ofSeries = [...]string{
	"of the, of, in the, in, from the, from",
	"aus der, aus dem, von der, von, der, des, in der",
	"de la, de l', du, des, de",
	"de la, de los, de las, del, de",
	"da, do, das, dos, de",
	"della, dello, dell', delle, dei, degli, del, di",
	"van de, van het, uit de, van, in de",
	"av, i, ur", "af, i, fra",
	"z cyklu, z serii, z", "z cyklu, ze série, série",
	"из серии, из цикла, серии, цикла, из",
	"της σειράς, της, του, των",
}

// numberSigns are what stands for "number" before a number.
const numberSigns = "no, nr, num, núm, numero, número, numéro, nummer, number, n, n°, nº, №, č, číslo, numer, номер, αρ"

var nouns = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, list := range seriesNouns {
		for word := range Split(list) {
			all[text.Key(word)] = true
		}
	}
	return all
})

// IsSeries reports whether a word says that several books belong together: "Trilogy",
// "Saltmarsh-Reihe", "沙丘系列".
func IsSeries(word string) bool {
	if at := strings.LastIndexAny(word, "-‐‑–"); at >= 0 {
		_, size := utf8.DecodeRuneInString(word[at:])
		word = word[at+size:]
	}
	key := text.Key(word)
	if nouns()[key] {
		return true
	}
	for _, noun := range [...]string{"系列", "三部曲", "シリーズ"} {
		if strings.HasSuffix(word, noun) {
			return true
		}
	}
	return false
}

var ofs = sync.OnceValue(func() []string {
	var all []string
	for _, list := range ofSeries {
		for word := range Split(list) {
			all = append(all, word)
		}
	}
	slices.SortStableFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
})

// CutOf removes the word between a volume and its series from the front of a text:
// "of the Saltmarsh Trilogy".
func CutOf(s string) (rest string, ok bool) {
	for _, of := range ofs() {
		rest, found := cutPrefixFold(s, of)
		if found && (strings.HasSuffix(of, "'") || strings.HasPrefix(rest, " ")) {
			return strings.TrimLeft(rest, " "), true
		}
	}
	return s, false
}

var signs = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for word := range Split(numberSigns) {
		all[word] = true
	}
	return all
})

// IsNumberSign reports whether a word stands for "number": "Nr.", "nº", "№".
func IsNumberSign(word string) bool {
	return signs()[strings.ToLower(strings.TrimSuffix(word, "."))]
}

var anyArticle = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for i := range Languages {
		for word := range Split(Languages[i].Articles) {
			all[word] = true
		}
	}
	return all
})

// IsArticle reports whether a word is an article in any language.
func IsArticle(word string) bool { return anyArticle()[strings.ToLower(word)] }
