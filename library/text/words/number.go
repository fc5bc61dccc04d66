package words

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"lectern/library/text"
)

// numbersText has the numbers in words: for each language a line with its code, then
// lines of a number and its forms.
//
//go:embed numbers.txt
var numbersText string

// moreNumbers are forms that numbersText lacks, written like those: Polish, Czech and Arabic
// ordinals, the tens of Belgium and Switzerland, other common spellings.
const moreNumbers = `
1 pierwszy, pierwsza, pierwsze, první, prvá, prvý, ilk, uno, eine, premier, première
2 drugi, druga, drugie, druhý, druhá, druhé, zwo, andra, anden, andet, deux, second, seconde, ikinci, deuxième, seconda, δεύτερη
3 trzeci, trzecia, trzecie, třetí
4 czwarty, czwarta, czwarte, čtvrtý, čtvrtá, čtvrté
5 piąty, piąta, piąte, pátý, pátá, páté
6 szósty, szósta, szóste, šestý, šestá, šesté
7 siódmy, siódma, siódme, sedmý, sedmá, sedmé
8 ósmy, ósma, ósme, osmý, osmá, osmé, όγδοο
9 dziewiąty, dziewiąta, dziewiąte, devátý, devátá, deváté
10 dziesiąty, dziesiąta, dziesiąte, desátý, desátá, desáté
11 jedenasty, jedenasta, jedenaste, jedenáctý, jedenáctá, jedenácté, undicesimo
12 dwunasty, dwunasta, dwunaste, dvanáctý, dvanáctá, dvanácté
13 trzynasty, trzynasta, trzynaste, třináctý, třináctá, třinácté
14 czternasty, czternasta, czternaste, čtrnáctý, čtrnáctá, čtrnácté
15 piętnasty, piętnasta, piętnaste, patnáctý, patnáctá, patnácté
16 szesnasty, szesnasta, szesnaste, šestnáctý, šestnáctá, šestnácté
17 siedemnasty, siedemnasta, siedemnaste, sedmnáctý, sedmnáctá, sedmnácté
18 osiemnasty, osiemnasta, osiemnaste, osmnáctý, osmnáctá, osmnácté, δέκατο όγδοο
19 dziewiętnasty, dziewiętnasta, dziewiętnaste, devatenáctý, devatenáctá, devatenácté
20 dwudziesty, dwudziesta, dwudzieste, dvacátý, dvacátá, dvacáté
30 trzydziesty, trzydziesta, trzydzieste, třicátý, třicátá, třicáté
40 czterdziesty, czterdziesta, czterdzieste, čtyřicátý, čtyřicátá, čtyřicáté
50 pięćdziesiąty, pięćdziesiąta, pięćdziesiąte, padesátý, padesátá, padesáté
60 sześćdziesiąty, sześćdziesiąta, sześćdziesiąte, šedesátý, šedesátá, šedesáté
70 siedemdziesiąty, siedemdziesiąta, siedemdziesiąte, sedmdesátý, sedmdesátá, sedmdesáté, septante
80 osiemdziesiąty, osiemdziesiąta, osiemdziesiąte, osmdesátý, osmdesátá, osmdesáté, huitante, octante
90 dziewięćdziesiąty, dziewięćdziesiąta, dziewięćdziesiąte, devadesátý, devadesátá, devadesáté, nonante
1 الأول, الأولى
2 الثاني, الثانية
3 الثالث, الثالثة
4 الرابع, الرابعة
5 الخامس, الخامسة
6 السادس, السادسة
7 السابع, السابعة
8 الثامن, الثامنة
9 التاسع, التاسعة
10 العاشر, العاشرة
11 الحادي عشر, الحادية عشرة
12 الثاني عشر, الثانية عشرة
13 الثالث عشر, الثالثة عشرة
14 الرابع عشر, الرابعة عشرة
15 الخامس عشر, الخامسة عشرة
16 السادس عشر, السادسة عشرة
17 السابع عشر, السابعة عشرة
18 الثامن عشر, الثامنة عشرة
19 التاسع عشر, التاسعة عشرة
20 العشرون, العشرين
100 setny, setna, setne, stý, stá, sté, hundert, hundertste, hundertsten, hundertster, hundertstes
`

// Czech numbers can begin with the units: "jednadvacet", "pětadvacátá". unitsInFront are
// what stands before the tens.
const (
	unitsInFront = "jedna, dvaa, třia, čtyřia, pěta, šesta, sedma, osma, devěta"
	tensBehind   = "dvacet, třicet, čtyřicet, padesát, šedesát, sedmdesát, osmdesát, devadesát"
	ordinalTens  = "dvacát, třicát, čtyřicát, padesát, šedesát, sedmdesát, osmdesát, devadesát"
)

// unitsFirst calls add with the Czech numbers that begin with the units.
func unitsFirst(add func(form string, n int)) {
	unit := 0
	for front := range Split(unitsInFront) {
		unit++
		ten := 10
		for tens := range Split(tensBehind) {
			ten += 10
			add(front+tens, ten+unit)
		}
		ten = 10
		for tens := range Split(ordinalTens) {
			ten += 10
			for _, end := range [...]string{"ý", "á", "é"} {
				add(front+tens+end, ten+unit)
			}
		}
	}
}

// numbers holds the numbers by their words. A word for different numbers in
// two languages stands for the lower one.
var numbers = sync.OnceValue(func() *text.Table[int] {
	all := make(map[string]int, 6000)
	add := func(form string, n int) {
		if k := text.Key(form); all[k] == 0 || n < all[k] {
			all[k] = n
		}
	}
	for line := range strings.Lines(numbersText + moreNumbers) {
		digits, forms, _ := strings.Cut(strings.TrimSpace(line), " ")
		n, err := strconv.Atoi(digits)
		if err != nil {
			continue // a language, or a comment
		}
		for form := range Split(forms) {
			add(form, n)
		}
	}
	unitsFirst(add)
	return text.TableOf(all)
})

// Number returns the number that a text consists of, in digits: "twenty-one", "XXI" in
// capitals, "Siebte", "二十一". It returns "" for any other text.
func Number(s string) string {
	if n := roman(s); n > 0 {
		return strconv.Itoa(n)
	}
	if n := numbers().Of(s); n > 0 {
		return strconv.Itoa(n)
	}
	if n := compound(s); n > 0 {
		return strconv.Itoa(n)
	}
	if n, rest := han(s); n > 0 && rest == "" {
		return strconv.Itoa(n)
	}
	return ""
}

// compound returns the number that two or more words for numbers make together, such as
// the ordinals of Slavic languages: "dwudziesty pierwszy", "sto dvacátá". It is 0 for any
// other text.
func compound(s string) int {
	first, rest, ok := strings.Cut(s, " ")
	if !ok {
		return 0
	}
	n, below := numbers().Of(first), 0
	switch {
	case n == 100:
		below = 100
	case n >= 20 && n < 100 && n%10 == 0:
		below = 10
	default:
		return 0
	}
	more := numbers().Of(rest)
	if more == 0 && below == 100 {
		more = compound(rest)
	}
	if more == 0 || more >= below {
		return 0
	}
	return n + more
}

// MaxNumber is the largest number of words in a number: "hundred and twenty first".
const MaxNumber = 5

// NumberIn returns the number that the first words make, and how many words belong to
// it: as many as possible. n is 0 if there is no number.
func NumberIn(words []string) (number string, n int) {
	for n = min(len(words), MaxNumber); n > 0; n-- {
		if number = Number(strings.Join(words[:n], " ")); number != "" {
			return number, n
		}
	}
	return "", 0
}

// romans are the values of the Roman digits up to 100. Larger digits occur mostly in
// words.
var romans = map[byte]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100}

// roman returns the value of a Roman numeral up to 199, or 0. It must be in capitals,
// because "mix" and "I" are words; a lone "C" or "L" is a letter.
func roman(s string) (n int) {
	if s == "" || len(s) > len("CLXXXVIII") || s == "C" || s == "L" {
		return 0
	}
	for i := range len(s) {
		v := romans[s[i]]
		if v == 0 {
			return 0
		}
		if i+1 < len(s) && v < romans[s[i+1]] {
			v = -v
		}
		n += v
	}
	if n <= 0 || n > 199 || numeral(n) != s {
		return 0
	}
	return n
}

// numeral returns a number up to 199 as a Roman numeral.
func numeral(n int) string {
	var b strings.Builder
	for _, d := range [...]struct {
		value int
		sign  string
	}{{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= d.value; n -= d.value {
			b.WriteString(d.sign)
		}
	}
	return b.String()
}

// hanDigits and hanUnits are the characters of Chinese and Japanese numerals, including
// those used in documents.
var (
	hanDigits = map[rune]int{
		'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2, '兩': 2,
		'壹': 1, '贰': 2, '貳': 2, '叁': 3, '參': 3, '肆': 4, '伍': 5, '陆': 6, '陸': 6, '柒': 7, '捌': 8, '玖': 9, '壱': 1, '弐': 2, '参': 3,
	}
	hanUnits = map[rune]int{'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000, '廿': 20, '卅': 30}
)

// han returns the value of the Chinese numeral at the front of s ("二十一", "一百零三", "二〇")
// and the text after it. n is -1 if there is none.
func han(s string) (n int, rest string) {
	if s == "" || s[0] < utf8.RuneSelf {
		return -1, s
	}
	end := strings.IndexFunc(s, func(r rune) bool { return !isHan(r) })
	if end < 0 {
		end = len(s)
	}
	if end == 0 || end > len("九千九百九十九") {
		return -1, s
	}
	n = 0
	digit, units := -1, false
	for _, r := range s[:end] {
		d, isDigit := hanDigits[r]
		switch unit := hanUnits[r]; {
		case isDigit && !units && digit >= 0: // "二〇"
			digit = 10*digit + d
		case isDigit:
			digit = d
		case unit == 20 || unit == 30: // "廿一"
			n, units = n+unit, true
		default:
			if digit < 0 {
				digit = 1
			}
			n, digit, units = n+digit*unit, -1, true
		}
	}
	return n + max(digit, 0), s[end:]
}

// Digits returns s with the digits of all scripts, and numbers in circles, as ASCII digits.
// A Chinese numeral becomes digits if a character before or after it says that it counts
// something: "第十二章" becomes "第12章".
func Digits(s string) string {
	first := strings.IndexFunc(s, func(r rune) bool {
		return r >= utf8.RuneSelf && (unicode.IsDigit(r) || '①' <= r && r <= '⑳' || isHan(r))
	})
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.WriteString(s[:first])
	for i := first; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= utf8.RuneSelf && unicode.IsDigit(r):
			b.WriteByte('0' + digitValue(r))
		case '①' <= r && r <= '⑳':
			b.WriteString(strconv.Itoa(int(r-'①') + 1))
		case isHan(r) && counts(b.String(), s[i:]):
			n, rest := han(s[i:])
			b.WriteString(strconv.Itoa(n))
			size = len(s) - i - len(rest)
		default:
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

// digitValue returns the value of a decimal digit of any script. In Unicode each range
// of digits begins with a zero.
func digitValue(r rune) byte {
	for _, digits := range unicode.Nd.R16 {
		if rune(digits.Lo) <= r && r <= rune(digits.Hi) {
			return byte((r - rune(digits.Lo)) % 10)
		}
	}
	for _, digits := range unicode.Nd.R32 {
		if rune(digits.Lo) <= r && r <= rune(digits.Hi) {
			return byte((r - rune(digits.Lo)) % 10)
		}
	}
	return 0
}

func isHan(r rune) bool {
	_, digit := hanDigits[r]
	return digit || hanUnits[r] > 0
}

// Counters are the characters that follow the number of a piece in Chinese, Japanese and
// Korean.
const Counters = "章回节節集卷巻部冊册话話讲講课課篇幕折场場編辑輯盘碟期장화권부회편집막"

// counts reports whether the numeral at the front of s numbers a piece: 第 or a counter
// stands before it, or a counter after it.
func counts(before, s string) bool {
	n, rest := han(s)
	if n < 0 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case before == "" && (next == '、' || next == '．'): // "一、出发"
		return true
	case strings.ContainsRune("(（[【", last) && strings.ContainsRune(")）]】", next): // "灯塔（三）"
		return true
	}
	return last == '第' || strings.ContainsRune(Counters, last) && rest == "" || rest != "" && strings.ContainsRune(Counters, next)
}
